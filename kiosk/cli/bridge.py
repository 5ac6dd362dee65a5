"""`kiosk bridge`: lends this machine's card reader to the consent pages of a server."""

from pathlib import Path
from typing import Annotated

import typer


def bridge(
    server: Annotated[str, typer.Argument(help="Address of `kiosk serve`, as https://HOST:8780.")],
    card: Annotated[
        str, typer.Option(help="A persona's virtual card or phone, or pcsc for a card reader.")
    ] = "pcsc",
    reader: Annotated[str, typer.Option(help="Name of the PC/SC reader.")] = "",
    port: Annotated[
        int,
        typer.Option(min=1, max=65535, help="Port of the bridge's own page, on this machine."),
    ] = 8790,
    authority: Annotated[
        Path | None, typer.Option(help="File of the CA that the server's certificate is of.")
    ] = None,
) -> None:
    """Connect to a server and read cards for its consent pages; the PIN stays on this machine."""
    from kiosk.bridge.run import open_device, run
    from kiosk.cli.options import inform, server_address
    from kiosk.errors import KioskError
    from kiosk.home import data_home

    if authority is not None and not authority.is_file():
        raise KioskError(f"{authority} is not there; `kiosk registry tls FOLDER` writes ca.pem")
    run(server_address(server), open_device(data_home(), card, reader), port, authority, inform)
