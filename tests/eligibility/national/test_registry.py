import threading
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, func, inspect, select, text

from kiosk.eligibility.national.checks import CheckQuestion
from kiosk.eligibility.national.records import records
from kiosk.eligibility.national.store import migrations, tables
from kiosk.eligibility.national.store.database import sqlite_url
from kiosk.eligibility.national.store.generate import LAST_ELDERLY, fill, made
from kiosk.eligibility.national.store.queries import Search, padded, search_key
from kiosk.eligibility.national.store.registry import Registry
from kiosk.eligibility.national.store.shared import Locks
from kiosk.eligibility.national.system import National
from kiosk.errors import SystemDown
from kiosk.personas import schema
from tests.support.eligibility import ManualClock

TODAY = date(2026, 11, 20)


def test_filling_again_changes_nothing(registry: Registry) -> None:
    def counts() -> list[int | None]:
        with registry.transaction() as connection:
            return [
                connection.scalar(select(func.count()).select_from(table))
                for table in (tables.person, tables.insurance, tables.card)
            ]

    before = counts()
    assert registry.fill(schema.find(name) for name in schema.names()) == len(schema.names())
    assert counts() == before


def test_a_certificate_that_is_enrolled_again_is_its_new_holders_only(registry: Registry) -> None:
    registry.enroll_card("aoi", 77, revoked=True)
    registry.enroll_card("kenji", 77)
    found = registry.of_card(77)
    assert found is not None
    assert (found[0].id, found[1]) == (registry.id_of("kenji"), False)


def test_the_terms_of_a_search_show_in_no_repr() -> None:
    seen = repr(Search("99887766", "記号", "5544332", date(1961, 2, 3), "01"))
    for term in ("99887766", "記号", "5544332", "1961"):
        assert term not in seen


def test_a_downgrade_to_the_beginning_leaves_no_table(tmp_path: Path) -> None:
    engine = create_engine(sqlite_url(tmp_path / "old.sqlite3"))
    with engine.begin() as connection:
        migrations.upgrade(connection)
        command.downgrade(migrations.config(connection), "base")
        assert inspect(connection).get_table_names() == ["alembic_version"]
    engine.dispose()


def test_one_generated_person_in_ten_had_an_insurance_before_that_ended_in_time() -> None:
    people = [made(index, 7) for index in range(2000)]
    young = [one.insurances for one in people if one.person[5] >= LAST_ELDERLY]
    earlier = [held for held in young if len(held) == 2]
    assert 0.07 < len(earlier) / len(young) < 0.13
    for before, now in earlier:
        start, end = 9, 10
        assert before[start] <= before[end] <= now[start]
        assert now[end] is None


def test_migrations_lead_to_the_tables_the_program_uses(tmp_path: Path) -> None:
    url = sqlite_url(tmp_path / "empty.sqlite3")
    Registry.migrate(url)
    registry = Registry(url)
    with registry.transaction() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, tables.metadata) == []
        scripts = ScriptDirectory.from_config(migrations.config(connection))
        assert scripts.get_heads() == [migrations.HEAD]
    registry.close()


@pytest.mark.parametrize("name", ["a?b", "a#b", "a%41b", "a b", "見本", "a@b:c", "?mode=ro"])
def test_a_registry_lies_where_its_path_says(tmp_path: Path, name: str) -> None:
    file = tmp_path / name / f"{name}.sqlite3"
    file.parent.mkdir()
    Registry(sqlite_url(file)).close()
    assert file.stat().st_size
    assert [one.name for one in tmp_path.iterdir()] == [name]


def test_a_fresh_registry_has_nothing_to_migrate(registry_url: str) -> None:
    registry = Registry(registry_url)
    with registry.transaction() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, tables.metadata) == []
        assert migrations.revision_of(connection) == migrations.HEAD
    Registry.migrate(registry_url)
    registry.close()


def _at(url: str, revision: str) -> None:
    """Make a database as the program of that revision left it, with one facility in it."""
    engine = create_engine(url)
    with engine.begin() as connection:
        command.upgrade(migrations.config(connection), revision)
        connection.execute(text("INSERT INTO facility VALUES ('1312345678', '見本診療所', NULL)"))
    engine.dispose()


def _older() -> list[str]:
    scripts = ScriptDirectory(str(Path(migrations.__file__).parent))
    return [one.revision for one in scripts.walk_revisions() if one.revision != migrations.HEAD]


@pytest.mark.parametrize("revision", _older())
def test_a_file_of_any_older_program_is_upgraded_when_it_is_opened(
    tmp_path: Path, revision: str
) -> None:
    url = sqlite_url(tmp_path / "old.sqlite3")
    _at(url, revision)
    registry = Registry(url)
    assert registry.facility("1312345678") == ("見本診療所", None)
    with registry.transaction() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, tables.metadata) == []
        assert migrations.revision_of(connection) == migrations.HEAD
    registry.close()


@pytest.mark.parametrize(
    ("insurer", "symbol", "number"),
    [("990127", "12−3", "7"), ("990127", "見〜12", "7"), ("990127", "1﹘2", "7"),
     ("990127", "12", "ｰ7"), ("00990127", "12", "7")],
)  # fmt: skip
def test_an_insurance_of_an_older_program_is_found_however_it_is_written_now(
    tmp_path: Path, insurer: str, symbol: str, number: str
) -> None:
    url = sqlite_url(tmp_path / "old.sqlite3")
    _at(url, "0003")
    person = "INSERT INTO person VALUES (1,'old','N','K',NULL,NULL,'1980-02-03',1,'A','0',1,0,0)"
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text(person))
        held = """INSERT INTO insurance
            (id, person_id, search, insurer_number, insurer_name, symbol, number, branch, relation,
             classification, burden, start)
            VALUES (1, 1, 5, :i, 'N', :s, :n, '01', 1, '01', '30', '2020-04-01')"""
        connection.execute(text(held), {"i": insurer, "s": symbol, "n": number})
    engine.dispose()
    registry = Registry(url)
    plainly = Search("990127", symbol.replace("−", "-").replace("﹘", "-"), number, None)
    with registry.transaction() as connection:
        found = connection.scalar(select(tables.insurance.c.search))
    assert found == plainly.key
    registry.close()


def test_an_upgrade_that_fails_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    url = sqlite_url(tmp_path / "old.sqlite3")
    _at(url, "0001")
    engine = create_engine(url)
    with engine.begin() as connection:  # the last step of the upgrade finds its column there
        connection.execute(text("ALTER TABLE reception ADD COLUMN left_file VARCHAR(200)"))
    with pytest.raises(SystemDown):
        Registry(url)
    with engine.begin() as connection:
        assert migrations.revision_of(connection) == "0001"
        assert not inspect(connection).has_table("desk")
    engine.dispose()


@pytest.mark.parametrize("registry_url", ["postgresql"], indirect=True)
def test_a_shared_database_of_an_older_program_is_migrated_by_hand_only(registry_url: str) -> None:
    engine = create_engine(registry_url)
    with engine.begin() as connection:
        command.downgrade(migrations.config(connection), "0001")
    engine.dispose()
    with pytest.raises(SystemDown, match="kiosk registry migrate"):
        Registry(registry_url)
    Registry.migrate(registry_url)
    Registry(registry_url).close()


def test_a_database_of_another_revision_is_not_touched(registry_url: str) -> None:
    registry = Registry(registry_url)
    with registry.transaction() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0000'"))
    registry.close()
    with pytest.raises(SystemDown, match="kiosk registry migrate"):
        Registry(registry_url)


def test_a_database_that_is_not_there_is_said_to_be_down(tmp_path: Path) -> None:
    with pytest.raises(SystemDown, match="cannot serve"):
        Registry(sqlite_url(tmp_path / "no such folder" / "x.sqlite3"))


def test_generated_persons_are_found_by_their_insurance(
    registry: Registry, clock: ManualClock
) -> None:
    told: list[int] = []
    there = len(schema.names())
    assert fill(registry, there + 100, 7, told.append) == 100
    assert fill(registry, there + 300, 7, told.append) == 200
    assert sum(told) == 300
    assert fill(registry, there + 300, 7) == 0
    national = National(registry, clock=clock)
    wanted = [made(index, 7) for index in range(0, 300, 17)]
    findings = national.check("1312345678", [CheckQuestion(TODAY, one.search) for one in wanted])
    for one, finding in zip(wanted, findings, strict=True):
        assert [row.name for row in finding.results] == [one.person[1]]
    assert registry.fill([schema.find("aoi")]) == 1  # numbering goes on behind them


def test_the_same_seed_makes_the_same_persons_and_another_seed_others() -> None:
    one = [made(index, 1) for index in range(50)]
    assert one == [made(index, 1) for index in range(50)]
    assert one != [made(index, 2) for index in range(50)]


def test_generated_names_are_written_in_kana_that_fits() -> None:
    for index in range(200):
        person = made(index, 3).person
        assert all("｡" <= char <= "ﾟ" or char == " " for char in person[2])


def test_width_and_spaces_do_not_change_the_key_and_everything_else_does() -> None:
    key = search_key("990127", "見12", "0034507")
    assert key == search_key("  990127", "見１２", "００３４５０７")
    others = [("990128", "見12", "0034507"), ("990127", "見13", "0034507"),
              ("990127", "見12", "0034508"), ("990127", "", "見120034507")]  # fmt: skip
    assert key not in [search_key(*other) for other in others]


def test_lists_are_padded_to_few_lengths() -> None:
    lengths = [len(padded(range(count))) for count in range(1, 65)]
    assert set(lengths) == {1, 2, 4, 8, 16, 32, 64}
    assert all(left <= right for left, right in pairwise(lengths))
    assert padded([]) == []
    assert set(padded([3, 3, 1])) == {1, 3}


def test_many_threads_ask_and_write_at_once(registry: Registry, clock: ManualClock) -> None:
    national = National(registry, clock=clock)
    persona = schema.find("aoi")
    held = persona.insurance[0]
    from kiosk.eligibility.national.store.queries import Search

    asked = Search(held.insurer_number, held.symbol, held.number, persona.person.birth)
    problems: list[Exception] = []

    def work() -> None:
        try:
            for _ in range(10):
                national.check("1312345678", [CheckQuestion(TODAY, asked)])
        except Exception as error:
            problems.append(error)

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []
    assert len(records(registry, "1312345678", clock.now.replace(hour=0))) == 80


def test_who_registers_a_card_is_registered_and_nobody_else(registry: Registry) -> None:
    def registered(name: str) -> bool:
        return registry.holder(registry.id_of(name)).registered

    assert not registered("mio")
    registry.register(registry.id_of("mio"))
    assert registered("mio")
    assert not registered("unregistered")


def test_a_lease_is_one_holders_until_it_is_released(registry: Registry) -> None:
    locks = Locks(registry)
    held = locks.lease("a folder")
    assert held is not None
    assert held.held()
    assert locks.lease("a folder") is None
    other = locks.lease("another")
    assert other is not None
    other.release()
    held.release()
    again = locks.lease("a folder")
    assert again is not None
    again.release()


def test_of_the_generated_persons_a_few_are_not_registered_withheld_or_have_a_subsidy() -> None:
    flags = [made(index, 1).person[9:12] for index in range(4000)]
    registered, withheld, subsidy = (sum(column) for column in zip(*flags, strict=True))
    assert 3750 < registered < 3850
    assert 0 < withheld < 12
    assert 50 < subsidy < 110
