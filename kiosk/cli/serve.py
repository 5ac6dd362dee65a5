"""`kiosk serve`: the simulated eligibility system for other programs."""

from pathlib import Path
from typing import Annotated

import typer

from kiosk.cli.options import ConfigFile, read_config
from kiosk.cli.registry import Url, default_url
from kiosk.home import data_home


def serve(
    folder: Annotated[
        Path | None, typer.Option("--folder", help="OQS folder to serve (req, res, face).")
    ] = None,
    facility_code: Annotated[
        str, typer.Option("--facility", help="Medical institution code of the folder.")
    ] = "",
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port; 0 serves the folder only.")] = 8780,
    without_token: Annotated[
        bool, typer.Option("--without-token", help="Ask nobody for a token; loopback only.")
    ] = False,
    certificate: Annotated[Path | None, typer.Option(help="TLS certificate file.")] = None,
    key: Annotated[Path | None, typer.Option(help="TLS key file.")] = None,
    client_ca: Annotated[
        Path | None, typer.Option(help="CA whose certificates callers must show (mutual TLS).")
    ] = None,
    url: Url = "",
    config: ConfigFile = None,
) -> None:
    """Serve the simulated eligibility system over HTTP, and an OQS folder if one is given."""
    from kiosk.eligibility.facility import Facility
    from kiosk.eligibility.server.serve import Serving, Tls
    from kiosk.eligibility.server.serve import serve as run
    from kiosk.errors import KioskError

    try:
        if (certificate is None) != (key is None) or (client_ca and not certificate):
            raise KioskError("TLS needs --certificate and --key, also where --client-ca is given")
        tls = Tls(certificate, key, client_ca) if certificate and key else None
        facility = Facility(facility_code) if facility_code else None
        run(
            Serving(
                registry_url=url or default_url(),
                ca_folder=data_home() / "ca",
                facility=facility,
                folder=folder,
                host=host,
                port=port,
                with_tokens=not without_token,
                tls=tls,
                settings=read_config(config).system,
            ),
            say=typer.echo,
        )
    except ValueError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from None
