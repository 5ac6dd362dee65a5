"""The sounds and the voice of a patient's window."""

from ui.audio.sound import Sounds, system_player
from ui.audio.speech import Guide, qt_voice


class Speaker:
    """Plays cues and the voice; silent on a machine without sound. `volume` is 0 to 1."""

    def __init__(self, volume: float, slot: str = "front") -> None:
        self.sounds = Sounds(system_player(), system_player(), volume)
        self.guide = Guide(self.sounds, qt_voice(), slot)

    def close(self) -> None:
        """Be silent, and delete the files of sounds."""
        self.guide.stop()
        self.sounds.close()
