"""What every widget of a page gets: look, texts, and the call that sends a press."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtGui import QColor, QFont, QFontMetricsF

from kiosk.session.events import Press
from kiosk.texts import Texts
from ui.kit import fonts
from ui.kit.theme import Look

Send = Callable[[Press, int | None], None]


@dataclass(frozen=True, slots=True)
class Squeeze:
    """How much a page is reduced so that it fits: first spaces, then details, then the font."""

    gaps: float = 1.0
    brief: bool = False
    damp: float = 1.0


def squeezes(has_detail: bool) -> list[Squeeze]:
    """All degrees from none to the most, in the order in which they are tried."""
    roomy = [Squeeze(), Squeeze(gaps=0.8), Squeeze(gaps=0.6)]
    if has_detail:
        roomy.append(Squeeze(gaps=0.6, brief=True))
    damps = (0.94, 0.88, 0.82, 0.77, 0.72, 0.67, 0.62, 0.57, 0.52, 0.48, 0.44, 0.4)
    return roomy + [Squeeze(0.5, has_detail, damp) for damp in damps]


@dataclass(frozen=True)
class Kit:
    """Look, texts and presses. `ready` is False while a new page ignores presses.

    `slides` is the folder of the facility's pictures for the waiting screen. `slot` is the place of
    the card reader: front (before the screen), left, right or below.
    """

    look: Look
    texts: Texts
    send: Send
    ready: Callable[[], bool]
    brief: bool = False
    key_caps: bool = True
    slides: Path | None = None
    slot: str = "front"

    def squeezed(self, squeeze: Squeeze) -> "Kit":
        """A copy with this degree of reduction."""
        look = replace(self.look, damp=squeeze.damp, gaps=squeeze.gaps)
        return replace(self, look=look, brief=squeeze.brief)

    def font(self, role: str, bold: bool = False, share: float = 1.0) -> QFont:
        """The font of a role, or a `share` of its size; the caller may change it."""
        pixels = round(self.look.type(role) * share)
        kept = fonts.font(self.texts.language.value, pixels, bold, digits=role == "key")
        return QFont(kept)  # else a caller's change would be everybody's

    def metrics(self, role: str, bold: bool = False) -> QFontMetricsF:
        """The metrics of a role's font."""
        return QFontMetricsF(self.font(role, bold))

    def colour(self, name: str) -> QColor:
        """A colour of the theme by its token."""
        return QColor(getattr(self.look.colours, name))
