"""Shows a story line by line as the patient's window advances, and plays it if wanted."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from kiosk.apps.clicks import Pace
from kiosk.apps.simulated_patient import Act, Move
from kiosk.apps.table.stories import SCRIPTS, Script
from kiosk.session.view import PasswordPage, PinPage, Screen
from ui.table.model import Story

SLOWLY = Pace(thinking_ms=4000, typing_ms=500)
"""Times that let a presenter read a line aloud."""


class StoryPlayer(QObject):
    """One story at a time. `perform` carries out an act of the simulated patient and returns
    whether it could; if not, it is tried again. `holds_card` says whether the reader is empty.

    While `playing` is True each line is played after a while, unless the presenter is quicker.
    """

    def __init__(
        self,
        perform: Callable[[Script, Act], bool],
        holds_card: Callable[[], bool],
        pace: Pace = SLOWLY,
    ) -> None:
        super().__init__()
        self._perform, self._holds_card, self._pace = perform, holds_card, pace
        self._script: Script | None = None
        self._step = 0
        self._screen: Screen | None = None
        self._held = False
        self.playing = True
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._act)

    @property
    def due(self) -> bool:
        """Whether the next line will be played without the presenter."""
        return self._timer.isActive()

    def begin(self, script: Script) -> None:
        """Begin this story at its first line."""
        self._script, self._step, self.playing = script, 0, True
        self._wait()

    def end(self) -> None:
        """End the story."""
        self._script = None
        self._timer.stop()

    def play(self, on: bool) -> None:
        """Play the lines, or leave them to the presenter."""
        self.playing = on
        self._wait()

    def hold(self, on: bool) -> None:
        """Stop or resume playing, because time was stopped or resumed."""
        self._held = on
        self._wait()

    def seen(self, screen: Screen) -> None:
        """Advance the story to this screen."""
        before, self._screen = self._screen, screen
        if self._script is None:
            return
        step = self._script.follow(self._step, screen)
        if step < self._step:
            self.playing = False  # it was broken off: the presenter says when it goes on
        self._step = step
        if before is None or before.page != screen.page or not self._timer.isActive():
            self._wait()

    def stories(self, *, phones: bool) -> tuple[Story, ...]:
        """The stories as the table shows them, the current one with its line.

        Stories with a phone are included with `phones` only.
        """
        return tuple(self._told(s) for s in SCRIPTS if phones or s.actor.phone is None)

    def _told(self, script: Script) -> Story:
        told = script is self._script
        lines = tuple(line.text for line in script.lines)
        step = self._step if told else None
        return Story(script.id, script.title, lines, step, told and self.playing)

    def _wait(self) -> None:
        self._timer.stop()
        script = self._script
        if script is None or self._held or not self.playing or self._ended(script):
            return
        page = self._screen.page if self._screen else None
        typing = isinstance(page, PinPage | PasswordPage) and page.entered > 0
        self._timer.start(self._pace.typing_ms if typing else self._pace.thinking_ms)

    def _ended(self, script: Script) -> bool:
        return self._step >= len(script.lines) - 1

    def _act(self) -> None:
        if self._script is None or self._screen is None:
            return
        act = self._script.actor.act(self._screen, None, holds_card=self._holds_card())
        if act is not Move.WAIT and not self._perform(self._script, act):
            self._wait()
