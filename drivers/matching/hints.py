"""The hints for the patient during a match."""

from dataclasses import dataclass, field

from kiosk.session.events import Hint
from models.quality import QualityReason

HINTS = {
    QualityReason.GOOD: Hint.HOLD,
    QualityReason.UNUSABLE: Hint.ALIGN,
    QualityReason.NO_FACE: Hint.ALIGN,
    QualityReason.SEVERAL: Hint.ALONE,
    QualityReason.TOO_FAR: Hint.CLOSER,
    QualityReason.TOO_NEAR: Hint.FARTHER,
    QualityReason.OFF_CENTRE: Hint.CENTER,
    QualityReason.DARK: Hint.LIGHT,
    QualityReason.BACKLIT: Hint.BACKLIT,
    QualityReason.BLURRED: Hint.STEADY,
    QualityReason.TURNED: Hint.FACE_FRONT,
    QualityReason.COVERED: Hint.EYES,
    QualityReason.MASKED: Hint.MASK,
}


@dataclass(slots=True)
class HintSelector:
    """Turns each frame's reason into a hint that does not flicker.

    A new hint replaces the shown one after it held for `steady` frames in a row.
    """

    steady: int = 4
    shown: Hint | None = field(default=None, init=False)
    _next: Hint | None = field(default=None, init=False)
    _held: int = field(default=0, init=False)

    def add(self, reason: QualityReason) -> Hint:
        """The hint to show after a frame with this reason."""
        hint = HINTS[reason]
        self._held = self._held + 1 if hint is self._next else 1
        self._next = hint
        if self.shown is None or self._held >= self.steady:
            self.shown = hint
        return self.shown
