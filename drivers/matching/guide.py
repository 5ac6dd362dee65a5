"""What the patient is told while frames are looked at."""

from dataclasses import dataclass, field

from kiosk.session.events import Hint
from models.quality import Reason

HINTS = {
    Reason.GOOD: Hint.HOLD,
    Reason.UNUSABLE: Hint.ALIGN,
    Reason.NO_FACE: Hint.ALIGN,
    Reason.SEVERAL: Hint.ALONE,
    Reason.TOO_FAR: Hint.CLOSER,
    Reason.TOO_NEAR: Hint.FARTHER,
    Reason.OFF_CENTRE: Hint.CENTER,
    Reason.DARK: Hint.LIGHT,
    Reason.BACKLIT: Hint.BACKLIT,
    Reason.BLURRED: Hint.STEADY,
    Reason.TURNED: Hint.FACE_FRONT,
    Reason.COVERED: Hint.EYES,
    Reason.MASKED: Hint.MASK,
}


@dataclass(slots=True)
class Guide:
    """Turns each frame's reason into a hint that does not flicker.

    A new hint replaces the shown one after it held for `steady` frames in a row.
    """

    steady: int = 4
    shown: Hint | None = field(default=None, init=False)
    _next: Hint | None = field(default=None, init=False)
    _held: int = field(default=0, init=False)

    def add(self, reason: Reason) -> Hint:
        """The hint to show after a frame with this reason."""
        hint = HINTS[reason]
        self._held = self._held + 1 if hint is self._next else 1
        self._next = hint
        if self.shown is None or self._held >= self.steady:
            self.shown = hint
        return self.shown
