"""The theme: colours, sizes, fonts and grids.

Tokens are pixels on the reference screen (10.1 inches, 800x1280 or 1280x800); `Look` turns them
into pixels of the actual screen, and keeps the least sizes for touch and reading.
"""

import math
from dataclasses import dataclass

from kiosk.session.states import TextSize

TOUCH_MM = 15.0
KEY_MM = 18.0
REACH = 0.4
"""Low reach: the share of a tall screen, from its top, without buttons."""


@dataclass(frozen=True, slots=True)
class Colours:
    """The colours of a theme. Text has a contrast of at least 4.5 (tests/ui/kit/test_theme.py)."""

    ground: str
    surface: str
    sunken: str
    ink: str
    ink2: str
    line: str
    hair: str
    primary: str
    on_primary: str
    pressed: str
    on_pressed: str
    tint: str
    card: str
    on_card: str
    strip: str
    on_strip: str
    ok: str
    ok_tint: str
    warn: str
    warn_tint: str
    danger: str
    danger_tint: str
    focus: str
    slab: str = "#2B3544"
    slab_front: str = "#1B2330"
    slot: str = "#3B4960"
    paper: str = "#FFFFFF"
    print: str = "#C9D4E5"
    print_ink: str = "#12437F"
    shade: str = "#10161F"
    ring_ok: str = "#7FE3AE"
    ring_warn: str = "#FFD27A"
    ring_rest: str = "#9A9AA0"


STANDARD = Colours(
    ground="#F6F4EF",
    surface="#FFFFFF",
    sunken="#ECE8DF",
    ink="#1B2330",
    ink2="#4B5563",
    line="#7D8592",
    hair="#D8D3C8",
    primary="#12437F",
    on_primary="#FFFFFF",
    pressed="#0B2E5A",
    on_pressed="#FFFFFF",
    tint="#E4EDF7",
    card="#FFC72C",
    on_card="#1B2330",
    strip="#1B2330",
    on_strip="#FFFFFF",
    ok="#0A6B45",
    ok_tint="#E1F1E9",
    warn="#7A4E00",
    warn_tint="#FFF1CC",
    danger="#B3261E",
    danger_tint="#FBE8E6",
    focus="#1B2330",
)

HIGH_CONTRAST = Colours(
    ground="#000000",
    surface="#000000",
    sunken="#1C1C1C",
    ink="#FFFFFF",
    ink2="#E6E6E6",
    line="#FFFFFF",
    hair="#8C8C8C",
    primary="#FFFFFF",
    on_primary="#000000",
    pressed="#BFE9FF",
    on_pressed="#000000",
    tint="#262626",
    card="#FFE100",
    on_card="#000000",
    strip="#262626",
    on_strip="#FFFFFF",
    ok="#86F2B0",
    ok_tint="#0E2A1A",
    warn="#FFD27A",
    warn_tint="#2E2200",
    danger="#FFB3AB",
    danger_tint="#3A100C",
    focus="#6FE0FF",
)


@dataclass(frozen=True, slots=True)
class Grid:
    """The places of a page's parts. `strip_share` is the strip's share of the bottom row."""

    name: str
    width: int
    height: int
    margin: int
    top: int
    tools: int
    strip: int
    take: int
    strip_share: float

    @property
    def landscape(self) -> bool:
        """Whether the screen is wide: two columns, and the tools in the strip's row."""
        return self.strip_share < 1


PORTRAIT = Grid("portrait", 800, 1280, 48, 104, 108, 112, 248, 1.0)
LANDSCAPE = Grid("landscape", 1280, 800, 40, 84, 0, 112, 112, 0.52)
SMALL = Grid("small", 1024, 600, 24, 64, 0, 96, 96, 0.5)

# Role: pixels at 100, 150 and 200 % (above 46 the growth is damped), smallest height in mm on a
# large and on a small grid, line height.
TYPE: dict[str, tuple[tuple[int, int, int], tuple[float, float], float]] = {
    "poster": ((86, 96, 104), (7, 6.5), 1.3),
    "display": ((66, 84, 96), (7, 6.5), 1.26),
    "question": ((46, 62, 76), (7, 6.5), 1.34),
    "choice": ((60, 72, 84), (5, 4.4), 1.24),
    "key": ((58, 64, 72), (5, 4.4), 1.0),
    "button_large": ((44, 54, 70), (5, 4.4), 1.25),
    "button": ((40, 52, 68), (5, 4.4), 1.25),
    "button_small": ((31, 46, 60), (5, 4.4), 1.25),
    "hint": ((40, 54, 70), (5, 4.4), 1.26),
    "lead": ((32, 44, 58), (4, 3.5), 1.5),
    "body": ((29, 42, 56), (4, 3.5), 1.5),
    "row": ((30, 42, 56), (4, 3.5), 1.3),
    "caption": ((24, 36, 48), (3, 3), 1.42),
    "tool": ((23, 34, 46), (3, 3), 1.2),
    "strip": ((32, 44, 56), (4, 3.5), 1.3),
    "desk_name": ((31, 31, 31), (0, 0), 1.3),
    "desk_title": ((23, 23, 23), (0, 0), 1.35),
    "desk_heading": ((19, 19, 19), (0, 0), 1.4),
    "desk": ((17, 17, 17), (0, 0), 1.5),
    "desk_small": ((15, 15, 15), (0, 0), 1.4),
    "desk_note": ((14, 14, 14), (0, 0), 1.4),
}


@dataclass(frozen=True, slots=True)
class Look:
    """A theme at one screen size, text size and diagonal.

    `damp` is a factor of font sizes and `gaps` of spaces, below 1 only when a page does not fit
    otherwise. `diagonal` is in inches; `motion` is False to switch animations off. `low`: buttons
    of a tall screen are below `REACH` of its height.
    """

    width: int
    height: int
    diagonal: float = 10.1
    text: TextSize = TextSize.NORMAL
    contrast: bool = False
    motion: bool = True
    low: bool = False
    damp: float = 1.0
    gaps: float = 1.0

    @property
    def grid(self) -> Grid:
        """The grid for this screen's shape."""
        if self.height >= self.width:
            return PORTRAIT
        return LANDSCAPE if self.k >= 0.85 else SMALL

    @property
    def colours(self) -> Colours:
        """The theme's colours."""
        return HIGH_CONTRAST if self.contrast else STANDARD

    @property
    def k(self) -> float:
        """Pixels of this screen to one token."""
        if self.height >= self.width:
            return min(self.width / PORTRAIT.width, self.height / PORTRAIT.height)
        return min(self.width / LANDSCAPE.width, self.height / LANDSCAPE.height)

    @property
    def ppmm(self) -> float:
        """Pixels to one millimetre."""
        return math.hypot(self.width, self.height) / (25.4 * self.diagonal)

    def px(self, token: float) -> int:
        """Pixels of a length."""
        return round(token * self.k)

    def grid_px(self, token: float) -> int:
        """Pixels of one of the grid's own lengths."""
        grid = self.grid
        return round(token * min(self.width / grid.width, self.height / grid.height))

    def gap(self, token: float) -> int:
        """Pixels of a space, which may be squeezed."""
        return round(token * self.k * self.gaps)

    def touch(self, token: float = 0) -> int:
        """Pixels of a touch target: at least 15 mm."""
        return max(self.px(token), math.ceil(TOUCH_MM * self.ppmm))

    def border(self, token: float) -> int:
        """Pixels of a border; high contrast draws them thicker."""
        return max(1, self.px(token)) + (max(1, self.px(2)) if self.contrast else 0)

    def type(self, role: str) -> int:
        """Pixels of the type of a role."""
        sizes, floors, _line = TYPE[role]
        floor = floors[1 if self.grid is SMALL else 0] * self.ppmm
        step = {TextSize.NORMAL: 0, TextSize.LARGE: 1, TextSize.LARGEST: 2}[self.text]
        wanted = sizes[step] * self.k * self.damp
        return round(max(wanted, floor * min(1.0, self.damp + 0.12)))

    def line(self, role: str) -> int:
        """Pixels from one line to the next."""
        return math.ceil(self.type(role) * TYPE[role][2])

    @property
    def margin(self) -> int:
        """Pixels between the screen's edge and what it shows."""
        return self.grid_px(self.grid.margin)

    @property
    def large_text(self) -> bool:
        """The patient asked for larger text."""
        return self.text is not TextSize.NORMAL


@dataclass(frozen=True, slots=True)
class DeskLook(Look):
    """The look of a window for staff: mouse and arm's length, 17 px text, targets of 44 px."""

    @property
    def k(self) -> float:
        """One token is one pixel."""
        return 1.0

    @property
    def ppmm(self) -> float:
        """The size of the screen is not known."""
        return 0.0

    def touch(self, token: float = 0) -> int:
        """Pixels of something that is pressed."""
        return max(round(token), 44)

    def border(self, token: float) -> int:
        """Pixels of a border, half as thick as the patient's."""
        return max(1, round(token / 2))


def luminance(colour: str) -> float:
    """Relative luminance of #RRGGBB (WCAG 2.2)."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21 (WCAG 2.2)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)
