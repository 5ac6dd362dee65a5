"""Saves a paper as a PDF, or prints it, while every other window goes on."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QPdfWriter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QFileDialog, QWidget

from ui.kit.context import Kit
from ui.kit.desk.asks import Ask, choices

Paint = Callable[[QPdfWriter | QPrinter], None]
"""Paints the paper; raises OSError."""


def ask_save(kit: Kit, parent: QWidget, name: str, paint: Paint) -> QFileDialog:
    """Ask where the PDF is to be, write it, and say whether it was written."""
    dialog = QFileDialog(parent, kit.texts("paper.save"), f"{name}.pdf", "PDF (*.pdf)")
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)  # some of these stop other windows
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix("pdf")
    dialog.fileSelected.connect(lambda chosen: _save(kit, parent, Path(chosen), paint))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()  # modal for its own window only
    return dialog


def _save(kit: Kit, parent: QWidget, file: Path, paint: Paint) -> None:
    try:
        write(file, paint)
    except OSError:
        _tell(kit, parent, "paper.unwritable", str(file.parent))
    else:
        _tell(kit, parent, "paper.saved", file.name)


def write(file: Path, paint: Paint) -> None:
    """Write the paper to the PDF `file`. Raises OSError."""
    with file.open("wb"):
        pass
    paint(QPdfWriter(str(file)))


def ask_print(kit: Kit, parent: QWidget, save: Callable[[], object], paint: Paint) -> Ask:
    """Ask for a printer and print; without a printer, offer the PDF."""
    texts, names = kit.texts, QPrinterInfo.availablePrinterNames()
    ask = Ask(kit, parent, "prescription", texts("paper.print"))
    if not names:
        ask.sentence(texts("paper.no_printer"))

        def instead() -> None:
            ask.close_ask()
            save()

        ask.answers(
            (texts("help.close"), ask.close_ask, "secondary"),
            (texts("paper.save"), instead, "primary"),
        )
        ask.open()
        return ask
    made = choices(kit, ask, *names)
    usual = QPrinterInfo.defaultPrinterName()
    made[names.index(usual) if usual in names else 0].setChecked(True)

    def send() -> None:
        name = next(n for n, one in zip(names, made, strict=True) if one.isChecked())
        ask.close_ask()
        try:
            paint(QPrinter(QPrinterInfo.printerInfo(name)))
        except OSError:
            _tell(kit, parent, "paper.unprinted", name)
        else:
            _tell(kit, parent, "paper.printed", name)

    ask.answers(
        (texts("help.close"), ask.close_ask, "secondary"),
        (texts("paper.print"), send, "primary"),
    )
    ask.open()
    return ask


def _tell(kit: Kit, parent: QWidget, key: str, name: str) -> None:
    good = key in ("paper.saved", "paper.printed")
    ask = Ask(kit, parent, "check" if good else "warning", kit.texts(f"{key}.title"))
    ask.sentence(kit.texts(key, name=name))
    ask.answers((kit.texts("ok"), ask.close_ask, "primary"))
    ask.open()
