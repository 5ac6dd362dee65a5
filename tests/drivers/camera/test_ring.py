import threading

from drivers.camera.ring import Ring


def fill(ring: Ring, seq: int) -> None:
    frame = ring.take()
    frame.seq = seq
    ring.publish(frame)


def test_the_newest_frame_is_given_and_older_ones_are_counted_as_dropped() -> None:
    ring = Ring(1, 4, 4)
    for seq in range(5):
        fill(ring, seq)
    assert ring.newest().seq == 4
    assert (ring.published, ring.dropped) == (5, 4)


def test_a_buffer_that_is_looked_at_is_not_filled() -> None:
    ring = Ring(2, 4, 4)
    held = []
    for seq in range(2):
        fill(ring, seq)
        held.append(ring.newest())
    for seq in range(2, 20):
        fill(ring, seq)
    assert [frame.seq for frame in held] == [0, 1]


def test_no_buffer_is_made_after_the_first() -> None:
    ring = Ring(1, 4, 4)
    seen = set()
    for seq in range(50):
        fill(ring, seq)
        frame = ring.newest()
        seen.add(id(frame.pixels))
        ring.release(frame)
    assert len(seen) <= 3


def test_the_buffer_in_hand_is_given_again_until_it_is_published() -> None:
    ring = Ring(1, 4, 4)
    assert ring.take() is ring.take()


def test_closing_wakes_whoever_waits() -> None:
    ring = Ring(1, 4, 4)
    got: list[object] = []
    waiting = threading.Thread(target=lambda: got.append(ring.newest()))
    waiting.start()
    ring.close()
    waiting.join(60)
    assert got == [None]
    ring.open()
    fill(ring, 7)
    assert ring.newest().seq == 7


def test_wipe_leaves_no_pixel() -> None:
    ring = Ring(1, 4, 4)
    frame = ring.take()
    frame.pixels[:] = 5
    ring.publish(frame)
    ring.wipe()
    assert not frame.pixels.any()
