"""`kiosk doctor`: checks what this machine has and lacks; a sentence for each finding."""

import os
from collections.abc import Iterator

from kiosk.apps.process.display import has_display
from kiosk.config import Config
from kiosk.desk import doctor
from kiosk.desk.finding import Finding


def examine(config: Config) -> Iterator[Finding]:
    """Make all checks in turn. Nothing is changed and no camera is switched on."""
    yield fonts()
    yield display()
    yield from doctor.examine(config)


def fonts() -> Finding:
    """A typeface that draws Japanese."""
    from kiosk.apps.kiosk import application
    from ui.kit.fonts import japanese_family

    os.environ.setdefault("QT_QPA_PLATFORM", "" if has_display() else "offscreen")
    application()
    family = japanese_family()
    if family is None:
        way = "install BIZ UDPGothic (Debian: fonts-morisawa-bizud-gothic)"
        return Finding("font", False, f"No typeface of this machine draws Japanese; {way}.")
    return Finding("font", True, f"Japanese is drawn with {family}.")


def display() -> Finding:
    """A display."""
    if has_display():
        return Finding("display", True, "There is a display for the patient's window.", False)
    return Finding(
        "display", False, "There is no display; the demo plays offscreen and keeps pictures.", False
    )
