"""Cues and voice of one patient's window."""

from ui.audio.sound import Sounds, system_player
from ui.audio.speech import Guide, qt_voice


class Speaker:
    """Sounds of this machine, and the guide who speaks through them; silent where nothing plays."""

    def __init__(self, volume: float, slot: str = "front") -> None:
        self.sounds = Sounds(system_player(), system_player(), volume)
        self.guide = Guide(self.sounds, qt_voice(), slot)
