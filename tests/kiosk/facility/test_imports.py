"""Imports of monthly figures: what offices' files really look like, and what is refused."""

from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from typer.testing import CliRunner

from kiosk.cli.main import app
from kiosk.facility.counting.store import Figure, Store
from kiosk.facility.counting.tables_in import TableRefused, read_file
from kiosk.facility.values import Month

JAN = Month(2025, 1)
KNOWN = {(JAN, "receipts"): Figure(JAN, "receipts", "400", "import")}


def csv(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    file = folder / "figures.csv"
    file.write_bytes(text.encode(encoding))
    return file


def figures(file: Path) -> dict[str, str]:
    return {
        f"{one.month} {one.name}": one.value for one in read_file(file, {}, replace=False).figures
    }


def refusals(file: Path, known: dict[tuple[Month, str], Figure] | None = None) -> list[str]:
    with pytest.raises(TableRefused) as refused:
        read_file(file, known or {}, replace=False)
    return [str(one) for one in refused.value.refusals]


WANTED = {"2025-01 receipts": "1200", "2025-01 persons": "118", "2025-02 receipts": "390"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp932"])
@pytest.mark.parametrize(
    "text",
    [
        "月,レセプト件数,利用人数\n2025-01,1200,118\n2025-02,390,\n",
        'みほん内科\n\n年月,レセプト件数,マイナ保険証利用人数\r\n2025/1,"1,200",118\r\n2025/2,390,\r\n合計,1590,118\r\n',
        "月\tレセプト件数\t利用人数\n令和7年1月\t１，２００\t１１８\n令和7年2月\t３９０\t\n",
        "月;receipts;persons;備考\nR7.1;1200;118;x\nR7.2;390;;\n;;;\n",
        "診療月,レセプト,persons\n2025年1月,1200.0,118\n202502,390,\n",
        "月,receipts,persons\nJan-25,1200,118\nFeb-25,390,\n",  # as Excel saves 2025-01
        "月,receipts,persons\n45658,1200,118\n45689,390,\n",  # a date that lost its format
    ],
)
def test_a_csv_is_read_as_offices_write_it(tmp_path: Path, text: str, encoding: str) -> None:
    assert figures(csv(tmp_path, text, encoding)) == WANTED


def test_excel_dates_and_percent_cells_are_read(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["月", "レセプト件数", "利用率", "種別"])
    sheet.append([datetime(2025, 1, 1), 1200, 0.295, "医科"])
    sheet["C2"].number_format = "0.0%"
    sheet.append(["２０２５年２月", "390", "30%", "歯科"])
    book.save(tmp_path / "figures.xlsx")
    assert figures(tmp_path / "figures.xlsx") == {
        "2025-01 receipts": "1200",
        "2025-01 rate": "29.5",
        "2025-01 kind": "medical",
        "2025-02 receipts": "390",
        "2025-02 rate": "30",
        "2025-02 kind": "dental",
    }


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("月,レセプト件数\n2025-13,400\n", "2行目 A: 「2025-13」という月はありません"),
        ("月,レセプト件数\n,400\n", "2行目 A: 月がありません"),
        (
            "月,レセプト件数\n2025-01,many\n",
            "2行目 B列「レセプト件数」: 「many」は数ではありません",
        ),
        ("月,レセプト件数\n2025-01,-4\n", "2行目 B列「レセプト件数」: 「-4」は0より小さい数です"),
        (
            "月,レセプト件数\n2025-01,4.5\n",
            "2行目 B列「レセプト件数」: 「4.5」は整数ではありません",
        ),
        (
            '月,レセプト件数\n2025-01,"12,00"\n',
            "2行目 B列「レセプト件数」: 「12,00」の桁区切りの位置が正しくありません",
        ),
        (
            "月,利用率\n2025-01,101\n",
            "2行目 B列「レセプト件数ベース利用率」: 「101」は100%を超えています",
        ),
        (
            "月,receipts,persons\n2025-01,100,101\n",
            "2行目 C列「マイナ保険証利用人数」: "
            "マイナ保険証利用人数 101 がレセプト件数 100 を超えています",
        ),
        (
            "月,レセプト件数\n2025-02,1\n2025-01,4\n2025/1,4\n",
            "4行目 B列「レセプト件数」: 2025-01 は 3行目にもあります",
        ),
        (
            "月,種別\n2025-01,獣医\n",
            "2行目 B列「種別」: 「獣医」は種別ではありません (医科、歯科、調剤、訪問看護)",
        ),
        ("月,receipts,レセプト件数\n2025-01,1,1\n", "1行目: 「レセプト件数」の列が2つあります"),
        ("日付,件数\n2025-01,1\n", "ファイル: 見出し「月」と"),
        ("", "ファイル: 見出し「月」と"),
        ("月,レセプト件数\n", "ファイル: 見出しの下に行がありません"),
    ],
)
def test_a_refusal_names_row_column_and_reason(tmp_path: Path, text: str, said: str) -> None:
    assert refusals(csv(tmp_path, text))[0].startswith(said)


def test_every_wrong_cell_is_named_at_once(tmp_path: Path) -> None:
    text = "月,receipts,persons\n2025-01,x,1\n2025-02,10,y\n2025-03,10,3\n"
    assert [one.split("行目")[0] for one in refusals(csv(tmp_path, text))] == ["2", "3"]


def test_other_figures_of_a_known_month_are_refused_and_the_same_ones_accepted(
    tmp_path: Path,
) -> None:
    other = csv(tmp_path, "月,receipts\n2025-01,401\n")
    assert refusals(other, KNOWN) == [
        "2行目 B列「レセプト件数」: 2025-01 は 400 と入力済みです (置き換えるなら --replace)"
    ]
    assert read_file(other, KNOWN, replace=True).figures[0].value == "401"
    assert read_file(csv(tmp_path, "月,receipts\n2025-01,400\n"), KNOWN, replace=False).figures


def test_persons_are_compared_with_receipts_of_an_earlier_import(tmp_path: Path) -> None:
    assert "超えています" in refusals(csv(tmp_path, "月,persons\n2025-01,401\n"), KNOWN)[0]


@pytest.mark.parametrize("name", ["figures.xlsx", "figures.csv", "figures.xls"])
def test_a_file_of_something_else_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(bytes(range(256)) * 4)
    assert len(refusals(tmp_path / name)) == 1


def test_a_formula_without_its_result_is_no_empty_cell(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["月", "レセプト件数", "利用人数"])
    sheet.append([datetime(2025, 1, 1), "=200+200", 118])
    sheet.append([datetime(2025, 2, 1), 390, None])
    book.save(tmp_path / "figures.xlsx")
    (said,) = refusals(tmp_path / "figures.xlsx")
    assert said.startswith("2行目 B列: 数式の結果が保存されていません")


def test_headings_that_are_not_read_are_told(tmp_path: Path) -> None:
    file = csv(tmp_path, "月,レセプト件,利用人数,備考\n2025-01,400,118,x\n")
    assert read_file(file, {}, replace=False).unread == ("レセプト件", "備考")
    words = ["facility", "import", str(file), "--data", str(tmp_path / "data")]
    done = CliRunner().invoke(app, words)
    assert (done.exit_code, "読まなかった列: レセプト件、備考" in done.output) == (0, True)


def test_the_command_imports_whole_or_not_at_all_and_knows_a_repeated_file(tmp_path: Path) -> None:
    def kiosk(*words: str) -> tuple[int, str]:
        done = CliRunner().invoke(app, ["facility", *words, "--data", str(tmp_path / "data")])
        return done.exit_code, done.output

    good = csv(tmp_path, "月,receipts,persons\n2025-01,400,118\n2025-02,390,130\n", "cp932")
    assert kiosk("import", str(good))[0] == 0
    code, said = kiosk("import", str(good))
    assert (code, "取り込み済み" in said) == (0, True)
    bad = csv(tmp_path, "月,receipts\n2025-03,380\n2025-01,999\n")
    code, said = kiosk("import", str(bad))
    assert (code, "3行目" in said, "何も取り込んでいません" in said) == (2, True, True)
    store = Store(tmp_path / "data")
    assert {str(of) for of, _ in store.figures()} == {"2025-01", "2025-02"}
    store.close()
    assert kiosk("set", "--month", "2025-03", "--receipts", "10", "--persons", "11")[0] == 2
    assert kiosk("set", "--month", "2025-03", "--receipts", "１０", "--persons", "3")[0] == 0
    code, said = kiosk("rates")
    assert "2025-01   29.50%  レセプト件数ベース" in said
    assert "118 ÷ 400" in said
    assert "2025-03   30.00%" in said
