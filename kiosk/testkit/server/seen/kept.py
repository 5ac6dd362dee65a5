"""Lists what a desk still holds of a patient; on the waiting screen this must be nothing."""

from collections.abc import Iterator
from pathlib import Path

from kiosk import files
from kiosk.apps.kiosk import Kiosk


def kept(kiosk: Kiosk) -> list[str]:
    """Names of what is kept in memory, on the reader and in the result folder."""
    return list(_kept(kiosk))


def _kept(kiosk: Kiosk) -> Iterator[str]:
    desk = kiosk.desk
    if desk is None:
        return
    if kiosk.serving:
        yield "a reception"
    if desk.card_placer is not None and desk.card_placer.card is not None:
        yield "a card on the reader"
    readers = (desk.devices.card, desk.devices.phones)
    if any(reader.reading for reader in readers if reader is not None):
        yield "an open card"
    if desk.face_desk.remembers:
        yield "a face"
    if any(Path(kiosk.config.folder.face).glob(files.temporary(Path("*")).name)):
        yield "a half-written file"
