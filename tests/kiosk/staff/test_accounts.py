"""Accounts of the staff's window: hashed, role by role, and no oracle for guessers."""

import json
import os
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from typer.testing import CliRunner

from kiosk import files
from kiosk.cli.staff import app
from kiosk.passwords import SLOWEST_S, TooSoon
from kiosk.staff.accounts import DEMO, AccountMistake, Accounts, demo_accounts
from kiosk.staff.roles import Role

QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


class Wall:
    """A clock that moves when told."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def accounts(file: Path | None, clock: Wall | None = None) -> Accounts:
    return Accounts(file, QUICK, clock or Wall())


def test_passwords_are_kept_as_argon2_hashes_only(tmp_path: Path) -> None:
    file = tmp_path / "home" / "staff.json"
    accounts(file).add("kanri", Role.ADMIN, "korewahimitsu")
    text = file.read_text(encoding="utf-8")
    assert "korewahimitsu" not in text
    assert json.loads(text)[0]["hash"].startswith("$argon2id$")
    assert "hash" not in repr(accounts(file).all())
    if os.name == "posix":
        assert file.stat().st_mode & 0o077 == 0


@pytest.mark.skipif(os.name != "posix", reason="rights of files are those of POSIX")
def test_the_file_is_for_its_owner_even_when_a_broken_off_write_left_an_open_one(
    tmp_path: Path,
) -> None:
    file = tmp_path / "staff.json"
    for left in (files.temporary(file), file.with_suffix(".part")):
        left.touch(0o644)
    accounts(file).add("kanri", Role.ADMIN, "korewahimitsu")
    assert file.stat().st_mode & 0o077 == 0


def test_a_folder_that_cannot_be_written_is_said_and_the_accounts_stay(tmp_path: Path) -> None:
    file = tmp_path / "staff.json"
    accounts(file).add("kanri", Role.ADMIN, "korewahimitsu")
    files.temporary(file).mkdir()
    with pytest.raises(AccountMistake, match="cannot be written"):
        accounts(file).remove("kanri")
    (tmp_path / "a file").touch()
    with pytest.raises(AccountMistake, match="cannot be made"):
        accounts(tmp_path / "a file" / "staff.json").add("kanri", Role.ADMIN, "korewahimitsu")
    assert [one.name for one in accounts(file).all()] == ["kanri"]


def test_the_right_password_gives_the_role_and_names_are_forgiving(tmp_path: Path) -> None:
    known = accounts(tmp_path / "staff.json")
    known.add("Kanri", Role.ADMIN, "korewahimitsu")
    found = known.sign_in(" ｋａｎｒｉ ", "korewahimitsu")
    assert found is not None
    assert (found.name, found.role) == ("Kanri", Role.ADMIN)


def test_an_unknown_name_is_answered_as_a_wrong_password_is(tmp_path: Path) -> None:
    clock = Wall()
    known = accounts(tmp_path / "staff.json", clock)
    known.add("kanri", Role.ADMIN, "korewahimitsu")
    for name in ("kanri", "nobody"):
        assert known.sign_in(name, "chigaimasu") is None
        with pytest.raises(TooSoon):
            known.sign_in(name, "korewahimitsu")
        clock.now += 60


def test_each_failure_doubles_the_wait_and_success_forgets_it() -> None:
    clock = Wall()
    known = accounts(None, clock)
    known.add("kanri", Role.ADMIN, "korewahimitsu")
    waits = []
    for _ in range(8):
        assert known.sign_in("kanri", "chigaimasu") is None
        with pytest.raises(TooSoon) as refused:
            known.sign_in("kanri", "korewahimitsu")
        waits.append(refused.value.seconds)
        clock.now += refused.value.seconds
    assert waits == [1, 2, 4, 8, 16, 32, 60, 60]
    assert known.sign_in("kanri", "korewahimitsu") is not None
    assert known.sign_in("kanri", "chigaimasu") is None
    with pytest.raises(TooSoon) as refused:
        known.sign_in("kanri", "korewahimitsu")
    assert refused.value.seconds == 1


def test_a_hash_of_other_strength_is_made_anew_at_sign_in(tmp_path: Path) -> None:
    file = tmp_path / "staff.json"
    accounts(file).add("kanri", Role.ADMIN, "korewahimitsu")
    stronger = Accounts(file, PasswordHasher(time_cost=2, memory_cost=8, parallelism=1), Wall())
    assert stronger.sign_in("kanri", "korewahimitsu") is not None
    assert "t=2" in file.read_text(encoding="utf-8")


def test_a_hash_that_cannot_be_renewed_keeps_nobody_out(tmp_path: Path) -> None:
    file = tmp_path / "staff.json"
    Accounts(file, QUICK).add("kanri", Role.ADMIN, "mihon-kanri")
    files.temporary(file).mkdir()  # in the way of what would be written
    stronger = PasswordHasher(time_cost=2, memory_cost=8, parallelism=1)
    account = Accounts(file, stronger).sign_in("kanri", "mihon-kanri")
    assert account is not None
    assert account.name == "kanri"


@pytest.mark.parametrize(
    ("name", "password"),
    [("", "korewahimitsu"), ("a\nb", "korewahimitsu"), ("x" * 33, "korewahimitsu"),
     ("kanri", "mijikai"), ("kanri", "y" * 129), ("kanri-kanri", "kanri-kanri")],
)  # fmt: skip
def test_weak_accounts_are_refused(name: str, password: str) -> None:
    with pytest.raises(AccountMistake):
        accounts(None).add(name, Role.GENERAL, password)


@pytest.mark.parametrize("text", ["", "{", "[1]", '[{"name": "a"}]', "{}x"])
def test_a_damaged_file_is_said_and_kept(tmp_path: Path, text: str) -> None:
    file = tmp_path / "staff.json"
    file.write_text(text, encoding="utf-8")
    for attempt in (
        lambda: accounts(file).all(),
        lambda: accounts(file).add("kanri", Role.ADMIN, "korewahimitsu"),
        lambda: accounts(file).sign_in("kanri", "korewahimitsu"),
    ):
        with pytest.raises(AccountMistake, match=r"staff\.json is damaged"):
            attempt()
    assert file.read_text(encoding="utf-8") == text


def test_the_demo_has_an_account_for_every_role_in_memory_only() -> None:
    known = demo_accounts(QUICK)
    for role, (name, password) in DEMO.items():
        account = known.sign_in(name, password)
        assert account is not None
        assert account.role is role


def test_the_command_adds_lists_changes_and_removes(tmp_path: Path) -> None:
    def kiosk(*arguments: str, typed: str = "") -> tuple[int, str]:
        done = CliRunner().invoke(app, ["account", *arguments, "--data", str(tmp_path)], typed)
        return done.exit_code, done.output

    twice = "korewahimitsu\nkorewahimitsu\n"
    assert kiosk("add", "kanri", "--role", "admin", typed=twice)[0] == 0
    assert kiosk("add", "hanako", typed=twice)[0] == 0
    code, said = kiosk("add", "KANRI", typed=twice)
    assert (code, "already" in said) == (1, True)
    assert kiosk("list")[1].split() == ["general", "hanako", "admin", "kanri"]
    assert kiosk("password", "kanri", typed="tsuginohimitsu\n" * 2)[0] == 0
    known = Accounts(tmp_path / "staff.json")
    assert known.sign_in("kanri", "tsuginohimitsu") is not None
    assert kiosk("remove", "hanako")[0] == 0
    assert kiosk("remove", "hanako")[0] == 1


def test_failures_without_end_keep_the_slowest_wait(tmp_path: Path) -> None:
    now = [0.0]
    accounts = Accounts(tmp_path / "staff.json", QUICK, clock=lambda: now[0])
    for _ in range(1_100):
        assert accounts.sign_in("nobody", "wrong") is None
        now[0] += SLOWEST_S
    assert accounts.sign_in("nobody", "wrong") is None
    with pytest.raises(TooSoon):
        accounts.sign_in("nobody", "wrong")
    now[0] += SLOWEST_S
    assert accounts.sign_in("nobody", "wrong") is None
