"""目視モード用パスワード: kept as a hash, limited in wrong tries, and renewed."""

import os
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from kiosk.errors import KioskError
from kiosk.passwords import TooSoon
from kiosk.visual_password import NEW_LENGTH, VisualPassword

QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


def test_only_a_hash_that_its_owner_reads_is_kept(tmp_path: Path) -> None:
    file = tmp_path / "visual_password.json"
    VisualPassword(file, QUICK).put("135790")
    assert "135790" not in file.read_text(encoding="utf-8")
    if os.name == "posix":
        assert file.stat().st_mode & 0o077 == 0
    assert VisualPassword(file, QUICK).right("135790")


def test_wrong_passwords_are_accepted_later_and_later(tmp_path: Path) -> None:
    now = [0.0]
    password = VisualPassword(tmp_path / "p.json", QUICK, lambda: now[0])
    password.put("135790")
    waits = []
    for _ in range(4):
        assert not password.right("000000")
        with pytest.raises(TooSoon) as wait:
            password.right("135790")
        waits.append(wait.value.seconds)
        now[0] += wait.value.seconds
    assert waits == [1, 2, 4, 8]
    assert password.right("135790")


def test_without_a_password_or_with_a_damaged_file_none_is_right(tmp_path: Path) -> None:
    file = tmp_path / "p.json"
    now = [0.0]
    password = VisualPassword(file, QUICK, lambda: now[0])
    assert not password.exists()
    assert not password.right("")
    file.write_text("{", encoding="utf-8")
    now[0] += 60
    assert not password.exists()
    assert not password.right("135790")


@pytest.mark.parametrize("weak", ["", "123", "abcd12", "１２３４５６", "1" * 13])
def test_a_password_that_the_pad_cannot_type_is_refused(tmp_path: Path, weak: str) -> None:
    with pytest.raises(KioskError):
        VisualPassword(tmp_path / "p.json", QUICK).put(weak)


def test_a_renewed_password_replaces_the_one_before() -> None:
    password = VisualPassword(None, QUICK)
    password.put("135790")
    new = password.renew()
    assert len(new) == NEW_LENGTH
    assert password.right(new)
    assert not password.right("135790") or new == "135790"
