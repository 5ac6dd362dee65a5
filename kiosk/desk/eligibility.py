"""Opens the eligibility adapter that config.toml names."""

from collections.abc import Callable, Sequence
from pathlib import Path

from cryptography import x509

from kiosk.clock import Clock
from kiosk.config import Config, EligibilityConfig
from kiosk.eligibility.adapters.embedded import Ask, Embedded
from kiosk.eligibility.adapters.folder import FolderAsk, Requests
from kiosk.eligibility.adapters.retries import RetryPolicy
from kiosk.eligibility.desk_identity import DeskIdentity
from kiosk.eligibility.facility import Facility
from kiosk.eligibility.national.store.registry import Registry
from kiosk.eligibility.port import Eligibility
from kiosk.errors import SettingsUnusable
from kiosk.timing import Chance, Time


def open_adapter(
    config: Config,
    registry: Registry,
    authorities: Sequence[x509.Certificate | bytes],
    desk: DeskIdentity,
    *,
    clock: Clock,
    ask: Ask,
    contact: Callable[[], None],
    time: Time,
    chance: Chance,
) -> tuple[Eligibility, Callable[[], None]]:
    """The eligibility adapter, and the call that closes it.

    `ask` answers a qualification request when the configuration names no service and no folder;
    `contact` is called before each exchange with one.
    `time` and `chance` are those of an adapter in this process; other processes keep real time.
    Raises SettingsUnusable for a file (token, certificate, key) that cannot be used.
    """
    asked, face = config.eligibility, Path(config.folder.face)
    if asked.adapter == "http":
        return over_http(asked, face, desk, contact)
    facility = Facility(config.facility.code, config.facility.name, config.facility.reader)
    if asked.adapter == "folder":
        ask = FolderAsk(
            Requests(Path(asked.folder), desk.folder / "asked"), facility, asked.timeout, contact
        )
    embedded = Embedded(
        registry,
        authorities,
        facility,
        face,
        clock,
        ask=ask,
        settings=config.system,
        retries=RetryPolicy(time.monotonic),
        desk=desk.id,
        chance=chance,
    )
    return embedded, lambda: None


def over_http(
    asked: EligibilityConfig, face: Path, desk: DeskIdentity, contact: Callable[[], None]
) -> tuple[Eligibility, Callable[[], None]]:
    """The adapter for a service over HTTP. Raises SettingsUnusable."""
    from kiosk.eligibility.adapters.http import HttpEligibility, connect

    try:
        http = connect(
            asked.url,
            token(asked.token_file),
            timeout=asked.timeout,
            desk=desk.id,
            authority=Path(asked.authority) if asked.authority else None,
            certificate=(Path(asked.certificate), Path(asked.key)) if asked.certificate else None,
        )
    except OSError as error:  # of which ssl.SSLError is one
        cause = getattr(error, "reason", None) or error.strerror
        raise SettingsUnusable(
            f"eligibility.authority, certificate or key cannot be used ({cause}); "
            "correct config.toml or put the file there"
        ) from None
    return HttpEligibility(http, face, desk.folder / "spool", contact=contact), http.close


def token(file: str) -> str:
    """The token in a file of one line; "" without a file. Raises SettingsUnusable."""
    if not file:
        return ""
    try:
        return Path(file).read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        cause = getattr(error, "strerror", None) or "it is no token"
        raise SettingsUnusable(
            f"eligibility.token_file cannot be read ({cause}); "
            "correct config.toml or put the file there"
        ) from None
