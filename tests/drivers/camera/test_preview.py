"""Frames made into pictures, and where a face of the frame lies in them."""

import numpy as np
import pytest

from drivers.camera.mailbox import FrameMailbox
from drivers.camera.preview import Preview


@pytest.mark.parametrize("shape", [(720, 1280, 3), (480, 640, 3), (360, 1000, 3), (64, 48, 3)])
@pytest.mark.parametrize("mirror", [True, False])
def test_a_spot_of_the_frame_is_found_again_in_the_picture(
    shape: tuple[int, int, int], mirror: bool
) -> None:
    mailbox = FrameMailbox(320, 180)
    preview = Preview(mailbox, mirror=mirror)
    frame = np.zeros(shape, np.uint8)
    tall, wide = shape[:2]
    x, y = round(wide * 0.55), round(tall * 0.45)
    reach = max(2, tall // 20)
    frame[y - reach : y + reach, x - reach : x + reach] = 255
    preview.show(frame)
    picture = mailbox.take()
    assert picture is not None
    rows, columns = np.nonzero(picture[..., 0] > 128)
    told = preview.where((x, y), shape)
    assert told[0] == pytest.approx(columns.mean() / 320, abs=0.02)
    assert told[1] == pytest.approx(rows.mean() / 180, abs=0.02)


def test_no_copy_of_a_frame_is_left_after_blanking() -> None:
    preview = Preview(FrameMailbox(320, 180))
    preview.show(np.full((720, 1280, 3), 200, np.uint8))
    assert preview.holds
    preview.blank()
    assert not preview.holds
