"""A camera source that can be changed during use, for demos."""

from collections.abc import Callable, Iterator

from drivers.camera.source import Frame, Source, Take
from kiosk.errors import CameraMissing

Factory = Callable[[], Source]


class Switched:
    """A Source that plays the one chosen last; a new choice applies after the current frame.

    A choice is made once and opened again, so that a webcam knows which camera it was.
    """

    def __init__(self, chosen: Factory) -> None:
        self.name = "switched"
        self._chosen = chosen
        self._playing: Factory | None = None
        self._source: Source | None = None
        self._made: tuple[Factory, Source] | None = None

    def choose(self, chosen: Factory) -> None:
        """Choose another source, from any thread. Its errors occur when it is opened."""
        self._chosen = chosen

    def open(self) -> tuple[int, int]:
        """See Source."""
        self.close()
        chosen = self._chosen
        if self._made is None or self._made[0] is not chosen:
            self._made = chosen, chosen()
        source = self._made[1]
        size = source.open()
        self._playing, self._source, self.name = chosen, source, source.name
        return size

    def frames(self, take: Take) -> Iterator[Frame]:
        """See Source."""
        while True:
            if self._playing is not self._chosen:
                self.open()
            source = self._source
            if source is None:
                raise CameraMissing("The camera is closed.")
            for frame in source.frames(take):
                yield frame
                if self._playing is not self._chosen:
                    break
            else:
                return

    def close(self) -> None:
        """See Source."""
        source, self._source, self._playing = self._source, None, None
        if source is not None:
            source.close()
