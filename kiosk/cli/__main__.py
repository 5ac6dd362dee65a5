"""`python -m kiosk.cli`."""

from kiosk.cli.main import app

app()
