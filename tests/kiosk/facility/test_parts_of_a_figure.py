"""A figure of the office has all its parts: it is made, drawn and stands on a page."""

import ast
import inspect
from collections.abc import Iterator
from datetime import datetime

import pytest

from kiosk.facility import demonstration
from kiosk.facility.counting.store import Store
from kiosk.facility.pages.book import Book
from kiosk.facility.pages.view import OfficeView
from kiosk.facility.report import page, tables
from kiosk.facility.report.pictures import DRAWN
from kiosk.facility.report.tables import FigureTable

NOW = datetime(2026, 11, 27, 10)
WITHOUT_PICTURE = {
    "worth": "amounts by rule",
    "next": "one row for each measure",
    "views": "few rows of different kinds",
    "operation": "a comparison of single figures",
    "shared": "leaves the facility as a table",
}
OFF_PAGE = {
    "shared": "leaves the facility as a file",
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    made = Store(tmp_path_factory.mktemp("clinic"))
    demonstration.fill(made, "clinic")
    yield made
    made.close()


@pytest.fixture(scope="module")
def found(store: Store) -> dict[str, FigureTable]:
    return page.tables(store, demonstration.PROFILES["clinic"], NOW.date())


@pytest.fixture(scope="module")
def office(store: Store) -> OfficeView:
    return Book(store, demonstration.PROFILES["clinic"]).view(NOW)


def test_every_function_that_makes_a_table_is_called_for_the_report() -> None:
    functions = [
        node.name
        for node in ast.parse(inspect.getsource(tables)).body
        if isinstance(node, ast.FunctionDef)
        and node.returns is not None
        and ast.unparse(node.returns) == "FigureTable"
    ]
    calls = inspect.getsource(page.tables)
    assert len(functions) > 10
    assert [name for name in functions if f"made.{name}(" not in calls] == []


def test_every_table_has_a_picture_or_none_on_purpose(found: dict[str, FigureTable]) -> None:
    assert found.keys() - DRAWN.keys() == WITHOUT_PICTURE.keys()
    assert DRAWN.keys() <= found.keys(), "a picture of no table"


def test_every_table_stands_on_a_page_of_the_office(
    found: dict[str, FigureTable], office: OfficeView
) -> None:
    shown = {one.name for made in office.pages for one in made.tables}
    assert found.keys() - shown == OFF_PAGE.keys()


def test_pages_of_the_office_have_ids_of_their_own(office: OfficeView) -> None:
    ids = [one.id for one in office.pages]
    assert len(ids) == len(set(ids))
