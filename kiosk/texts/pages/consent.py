"""同意, 処方箋 and 医療費助成. The two answers always weigh the same."""

from kiosk.session.events import Press
from kiosk.session.rules import Category
from kiosk.session.view import (
    ConsentAllPage,
    ConsentItem,
    ConsentPage,
    PrescriptionPage,
    SubsidyPage,
)
from kiosk.texts.parts import Part, Writer

_ORDER = list(Category)
ANSWERS = {
    "agree": ((Press.AGREE, "consent.agree"), (Press.DISAGREE, "consent.disagree")),
    "provide": ((Press.PROVIDE, "consent.provide"), (Press.WITHHOLD, "consent.withhold")),
    "use": ((Press.PROVIDE, "consent.use"), (Press.WITHHOLD, "consent.not_use")),
}
"""What the two answers of a question's form say, and send."""


def consent_all(page: ConsentAllPage, write: Writer) -> list[Part]:
    """包括同意: すべて同意する, すべて同意しない, 1つずつ選ぶ."""
    rows = [_row(write, f"item.{item.id}") for item in page.items]
    return [
        write.title("consent.all.question"),
        *_explained(write, rows),
        write.text("valid", "consent.valid"),
        write.button(Press.AGREE_ALL, "consent.all.agree"),
        write.button(Press.DISAGREE_ALL, "consent.all.disagree"),
        write.button(Press.ONE_BY_ONE, "consent.all.each"),
    ]


def consent(page: ConsentPage, write: Writer) -> list[Part]:
    """One item: the question, what it covers, and two answers."""
    number = {"index": page.index + 1, "count": page.count}
    progress = (write.words("consent.progress", **number),)
    short = (write.words("consent.progress.short", **number),)
    rows = [_row(write, f"category.{category}") for category in categories(page.item)]
    return [
        *([write.text("progress", *progress)] if page.count > 1 else []),
        write.title(page.item.wording),
        *_explained(write, rows),
        write.text("valid", "consent.valid"),
        *[write.button(press, key) for press, key in ANSWERS[page.item.form]],
        *([write.text("progress.short", *short, optional=True)] if page.count > 1 else []),
    ]


def categories(item: ConsentItem) -> list[Category]:
    """What an item covers, in the order in which it is shown."""
    return sorted(item.categories, key=_ORDER.index)


def _row(write: Writer, key: str) -> Part:
    note = f"{key}.note"
    return write.row(key, key, *([note] if write.texts.has(note) else []))


def _explained(write: Writer, rows: list[Part]) -> list[Part]:
    """Why, and what."""
    return [write.text("why", "consent.why"), *rows] if rows else []


def prescription(page: PrescriptionPage, write: Writer) -> list[Part]:
    """電子処方箋 or 紙の処方箋."""
    return [
        write.title("prescription.question"),
        write.button(Press.ELECTRONIC, "prescription.electronic", "prescription.electronic.more"),
        write.button(Press.PAPER, "prescription.paper", "prescription.paper.more"),
    ]


def subsidy(page: SubsidyPage, write: Writer) -> list[Part]:
    """利用する or 利用しない; 提供する or 提供しない in another build."""
    question = "subsidy.use.question" if page.form == "use" else "subsidy.question"
    return [
        write.title(question),
        write.text("lead", "subsidy.lead"),
        *[write.button(press, key) for press, key in ANSWERS[page.form]],
    ]
