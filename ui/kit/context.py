"""What every widget of a page is built from: look, texts, and the way a press goes out."""

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
    """How far a page gives way so that all of it fits: spaces, then details, then type."""

    gaps: float = 1.0
    brief: bool = False
    damp: float = 1.0


def squeezes(has_detail: bool) -> list[Squeeze]:
    """From none to the most, in the order in which they are tried."""
    roomy = [Squeeze(), Squeeze(gaps=0.8), Squeeze(gaps=0.6)]
    if has_detail:
        roomy.append(Squeeze(gaps=0.6, brief=True))
    damps = (0.94, 0.88, 0.82, 0.77, 0.72, 0.67, 0.62, 0.57, 0.52, 0.48, 0.44, 0.4)
    return roomy + [Squeeze(0.5, has_detail, damp) for damp in damps]


@dataclass(frozen=True)
class Kit:
    """Look, texts and presses. `ready` is False while a new page ignores what is pressed.

    `slides` are the facility's own pictures for the waiting screen. `slot`: the card reader stands
    front (before the screen), left, right or below.
    """

    look: Look
    texts: Texts
    send: Send
    ready: Callable[[], bool]
    brief: bool = False
    key_caps: bool = True
    slides: tuple[Path, ...] = ()
    slot: str = "front"

    def squeezed(self, squeeze: Squeeze) -> "Kit":
        """The same, giving way."""
        look = replace(self.look, damp=squeeze.damp, gaps=squeeze.gaps)
        return replace(self, look=look, brief=squeeze.brief)

    def font(self, role: str, bold: bool = False, share: float = 1.0) -> QFont:
        """The font of a role, or a `share` of its size."""
        pixels = round(self.look.type(role) * share)
        return fonts.font(self.texts.language.value, pixels, bold, digits=role == "key")

    def metrics(self, role: str, bold: bool = False) -> QFontMetricsF:
        """The measures of a role's font."""
        return QFontMetricsF(self.font(role, bold))

    def colour(self, name: str) -> QColor:
        """A colour of the theme by its token."""
        return QColor(getattr(self.look.colours, name))
