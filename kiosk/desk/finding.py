"""What a check of this machine has found."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """The result of one check. `needed` is False when the demo works without the thing.

    `topic` is the key of the staff's text for the fault, `place` the device or folder in it.
    """

    name: str
    good: bool
    sentence: str
    needed: bool = True
    topic: str = ""
    place: str = ""
