"""A real camera, and a real reader with a card on it: `.venv/bin/pytest tests/device`.

Each test fails where its device is not there. Nothing is kept, and no PIN is sent to the card.
"""

from itertools import islice

import numpy as np

from drivers.camera.source import Frame
from drivers.camera.sources.webcam import Webcam
from drivers.card.card_desk import MyNumberDesk
from drivers.card.pcsc import PcscReader
from kiosk.session.events import CardKind


def test_the_first_camera_gives_pictures_that_differ() -> None:
    camera = Webcam()
    try:
        width, height = camera.open()
        buffer = Frame(np.zeros((height, width, 3), np.uint8))
        seen = [frame.pixels.copy() for frame in islice(camera.frames(lambda: buffer), 5)]
    finally:
        camera.close()
    assert len({picture.tobytes() for picture in seen}) > 1


def test_a_my_number_card_on_the_first_reader_is_identified() -> None:
    desk = MyNumberDesk(PcscReader(""), printed=lambda: None)
    try:
        facts = desk.identify()
    finally:
        desk.close()
    assert facts.kind in CardKind
    assert facts.pin_tries is None or 0 <= facts.pin_tries <= 3
