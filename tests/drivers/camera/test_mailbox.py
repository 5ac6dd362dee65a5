import numpy as np

from drivers.camera.mailbox import FrameMailbox
from drivers.camera.preview import Preview


def test_one_wake_up_for_any_number_of_pictures_and_the_newest_wins() -> None:
    box, woken = FrameMailbox(8, 6), []
    box.connect(lambda: woken.append(1))
    for value in (1, 2, 3):
        box.put(lambda picture, value=value: picture.fill(value))
    assert len(woken) == 1
    assert (box.take() == 3).all()
    assert box.take() is None
    assert box.dropped == 2
    box.put(lambda picture: picture.fill(4))
    assert len(woken) == 2


def test_a_taken_picture_stays_whole_while_others_arrive() -> None:
    box = FrameMailbox(8, 6)
    box.put(lambda picture: picture.fill(1))
    shown = box.take()
    for value in (2, 3, 4):
        box.put(lambda picture, value=value: picture.fill(value))
    assert (shown == 1).all()


def test_pictures_are_contiguous_bgra_in_buffers_that_are_used_again() -> None:
    box = FrameMailbox(8, 6)
    seen = set()
    for _ in range(10):
        box.put(lambda picture: picture.fill(9))
        picture = box.take()
        assert picture.shape == (6, 8, 4)
        assert picture.flags.c_contiguous
        seen.add(picture.ctypes.data)
    assert len(seen) <= 3


def test_blank_overwrites_everything() -> None:
    box = FrameMailbox(8, 6)
    for value in (1, 2, 3):
        box.put(lambda picture, value=value: picture.fill(value))
        box.take()
    box.blank()
    assert box.take() is None
    assert not box.holds


def test_the_preview_is_mirrored_and_opaque() -> None:
    box = FrameMailbox(8, 6)
    frame = np.zeros((6, 8, 3), np.uint8)
    frame[:, 0] = (10, 20, 30)
    Preview(box).show(frame)
    picture = box.take()
    assert (picture[:, 7] == (10, 20, 30, 255)).all()
    assert (picture[..., 3] == 255).all()


def test_a_frame_of_other_proportions_fills_the_picture_undistorted() -> None:
    box = FrameMailbox(160, 90)
    frame = np.zeros((120, 160, 3), np.uint8)
    frame[:15] = frame[105:] = 255
    Preview(box, mirror=False).show(frame)
    assert not box.take()[1:-1, :, :3].any()
