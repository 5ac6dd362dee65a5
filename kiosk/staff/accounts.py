"""The accounts of the staff's window: names, roles and argon2 hashes of passwords."""

import json
import logging
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk import files
from kiosk.errors import FolderUnwritable, KioskError
from kiosk.passwords import LONGEST, Checker
from kiosk.staff.roles import Role
from kiosk.timing import REAL

if TYPE_CHECKING:
    from argon2 import PasswordHasher

log = logging.getLogger(__name__)

FILE = "staff.json"
"""Name of the accounts' file in the data folder."""
SHORTEST = 8


class AccountMistake(KioskError):
    """An account cannot be made or changed; `detail` says why."""


@dataclass(frozen=True, slots=True)
class Account:
    """An account that may sign in."""

    name: str
    role: Role
    hash: str = field(repr=False)


class Accounts:
    """The accounts in a file, or in memory without one (the demo).

    Every failed sign-in doubles the seconds until the next one is accepted, for all names. An
    unknown name takes as long as a wrong password, so nobody learns which accounts exist.
    """

    def __init__(
        self,
        file: Path | None,
        hasher: "PasswordHasher | None" = None,
        clock: Callable[[], float] = REAL.monotonic,
    ) -> None:
        self._file = file
        self._checker = Checker(hasher, clock)
        self._kept: dict[str, Account] = {}

    def all(self) -> tuple[Account, ...]:
        """All accounts, sorted by name. Raises AccountMistake when the file is damaged."""
        return tuple(sorted(self._read().values(), key=lambda one: one.name))

    def add(self, name: str, role: Role, password: str) -> None:
        """Add an account. Raises AccountMistake for a name that exists or a weak password."""
        name = normal(name)
        known = self._read()
        if _key(name) in known:
            raise AccountMistake(f"there is already an account {name}; remove it first")
        _check(name, password)
        self._write({**known, _key(name): Account(name, role, self._checker.hash(password))})

    def change(self, name: str, password: str) -> None:
        """Change an account's password. Raises AccountMistake."""
        account = self._known(name)
        _check(account.name, password)
        changed = Account(account.name, account.role, self._checker.hash(password))
        self._write({**self._read(), _key(account.name): changed})

    def remove(self, name: str) -> None:
        """Remove an account. Raises AccountMistake for an unknown name."""
        gone = _key(self._known(name).name)
        self._write({key: one for key, one in self._read().items() if key != gone})

    def sign_in(self, name: str, password: str) -> Account | None:
        """The account, or None when name or password is wrong. Raises TooSoon, AccountMistake."""
        account: Account | None = None

        def kept() -> str | None:
            nonlocal account
            account = self._read().get(_key(normal(name[:LONGEST])))
            return account.hash if account else None

        if not self._checker.right(password, kept) or account is None:
            return None
        if self._checker.outdated(account.hash):
            try:
                self.change(account.name, password)
            except AccountMistake as error:  # the sign-in was right; the next one tries again
                log.warning("a password's hash could not be renewed: %s", error.detail)
        return account

    # inside ----------------------------------------------------------------------------------

    def _known(self, name: str) -> Account:
        account = self._read().get(_key(normal(name)))
        if account is None:
            raise AccountMistake(f"there is no account {normal(name)}")
        return account

    def _read(self) -> dict[str, Account]:
        if self._file is None or not self._file.exists():
            return self._kept
        try:
            table = json.loads(self._file.read_text(encoding="utf-8"))
            found = [Account(one["name"], Role(one["role"]), one["hash"]) for one in table]
        except (ValueError, TypeError, KeyError):
            raise AccountMistake(
                f"{self._file.name} is damaged; move it away and add anew"
            ) from None
        except OSError as error:
            raise AccountMistake(f"{self._file.name} cannot be read: {error.strerror}") from None
        return {_key(one.name): one for one in found}

    def _write(self, accounts: dict[str, Account]) -> None:
        if self._file is None:
            self._kept = accounts
            return
        table = [{"name": a.name, "role": a.role, "hash": a.hash} for a in accounts.values()]
        text = json.dumps(table, ensure_ascii=False, indent=2) + "\n"
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            files.place(self._file, text.encode())
        except FolderUnwritable as error:
            raise AccountMistake(error.detail) from None
        except OSError as error:
            raise AccountMistake(
                f"{self._file.parent} cannot be made: {error.strerror}; choose another data folder"
            ) from None


def normal(name: str) -> str:
    """The name in Unicode's normal form, so that names that look alike are one."""
    return unicodedata.normalize("NFKC", name).strip()


def _key(name: str) -> str:
    return name.casefold()


def _check(name: str, password: str) -> None:
    if not (0 < len(name) <= 32 and name.isprintable()):
        raise AccountMistake("a name has 1 to 32 printable characters")
    if not SHORTEST <= len(password) <= LONGEST:
        raise AccountMistake(f"a password has {SHORTEST} to {LONGEST} characters")
    if _key(normal(password)) == _key(name):
        raise AccountMistake("the password must not be the name")


DEMO: dict[Role, tuple[str, str]] = {
    Role.ADMIN: ("kanri", "mihon-kanri"),
    Role.GENERAL: ("ippan", "mihon-ippan"),
    Role.RECORDS: ("etsuran", "mihon-etsuran"),
}
"""Name and password of the demo's accounts; they are shown on the sign-in screen."""


def demo_accounts(hasher: "PasswordHasher | None" = None) -> Accounts:
    """Accounts in memory, one for each role."""
    accounts = Accounts(None, hasher)
    for role, (name, password) in DEMO.items():
        accounts.add(name, role, password)
    return accounts
