"""The printed face of a virtual card, as a camera over the slot sees it, marked as a test."""

from datetime import date

from PIL import Image, ImageDraw, ImageOps

from drivers.card.printed_face import era
from drivers.card.virtual.chip_pictures import font
from kiosk.personas.schema import Persona

SIZE = (1012, 638)
"""ID-1, 85.60 x 53.98 mm at 300 dots an inch."""
PHOTO = (660, 180, 300, 375)
INK, PALE, GROUND, MARK = (30, 34, 40), (120, 128, 138), (246, 244, 238), (200, 60, 50)


def draw(persona: Persona, ends: date) -> Image.Image:
    """Draw name, address, birth, sex, expiry, security code and portrait; RGB, of `SIZE`."""
    picture = Image.new("RGB", SIZE, GROUND)
    pen = ImageDraw.Draw(picture)
    person, card = persona.person, persona.card
    pen.rounded_rectangle((4, 4, SIZE[0] - 5, SIZE[1] - 5), 34, outline=PALE, width=3)
    pen.text((40, 30), "TEST　個人番号カードではありません", fill=MARK, font=font(28))
    address = [person.address[i : i + 20] for i in range(0, len(person.address), 20)]
    for top, label, lines in (
        (100, "氏名", [person.name]),
        (180, "住所", address),
        (330, "生年月日", [f"{japanese(person.birth)}生"]),
        (410, "性別", [{1: "男", 2: "女"}.get(person.sex, "")]),
    ):
        pen.text((40, top), label, fill=PALE, font=font(20))
        pen.multiline_text((150, top - 6), "\n".join(lines), fill=INK, font=font(30), spacing=10)
    pen.text((40, 490), f"{ends.year}年{ends.month}月{ends.day}日まで有効", fill=INK, font=font(30))
    pen.text((40, 560), "セキュリティコード", fill=PALE, font=font(20))
    pen.text((250, 550), card.security_code, fill=INK, font=font(34))
    if persona.portrait_file and persona.portrait_file.exists():
        left, top, *size = PHOTO
        with Image.open(persona.portrait_file) as portrait:
            photo = ImageOps.fit(portrait.convert("RGB"), (size[0], size[1]), centering=(0.5, 0.35))
        picture.paste(photo, (left, top))
    return picture


def japanese(day: date) -> str:
    """A day as printed on cards, e.g. 平成元年1月8日."""
    name, year = era(day)
    return f"{name}{'元' if year == 1 else year}年{day.month}月{day.day}日"
