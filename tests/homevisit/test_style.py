"""The style sheet of the web pages has the colours of the windows."""

import re
from typing import Any

import pytest

from kiosk.web.render import style
from ui.kit.theme import HIGH_CONTRAST, STANDARD


@pytest.mark.parametrize(("place", "theme"), [(0, STANDARD), (1, HIGH_CONTRAST)])
def test_the_colours_are_those_of_the_windows(place: int, theme: Any) -> None:
    block = re.findall(r":root {(.*?)}", style().decode(), re.DOTALL)[place]
    given = dict(re.findall(r"--([a-z0-9-]+): (#\w+)", block))
    assert len(given) > 10
    assert given == {name: getattr(theme, name.replace("-", "_")) for name in given}
