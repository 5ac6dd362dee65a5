"""The facility's 目視モード用パスワード: an argon2 hash in a file of the data folder.

Staff type it at the reader, or at a home visit, for 目視確認 of one patient. That it exists is
public (medical insurance council, 2024-10); its form is not, so 4 to 12 digits are an emulator
default: the reader has a pad of digits.
"""

import json
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk import files
from kiosk.errors import KioskError
from kiosk.passwords import Checker
from kiosk.session.flow.password import LONGEST, SHORTEST
from kiosk.timing import REAL

if TYPE_CHECKING:
    from argon2 import PasswordHasher

FILE = "visual_password.json"
"""Name of the file in the data folder."""
NEW_LENGTH = 6
DEMO = "246810"
"""The demo's password, which its windows show."""


class VisualPassword:
    """The password of one facility; without a file it is kept in memory (the demo).

    After a wrong one the next is accepted later and later, see `Checker`. Safe to use from any
    thread; other processes see a new password at their next check.
    """

    def __init__(
        self,
        file: Path | None,
        hasher: "PasswordHasher | None" = None,
        clock: Callable[[], float] = REAL.monotonic,
    ) -> None:
        self._file, self._kept = file, None if file else ""
        self._checker = Checker(hasher, clock)

    def exists(self) -> bool:
        """Whether the facility has one."""
        return bool(self._read())

    def put(self, password: str) -> None:
        """Replace it. Raises KioskError for a weak one, or when it cannot be written."""
        fits = password.isascii() and password.isdecimal()
        if not (fits and SHORTEST <= len(password) <= LONGEST):
            raise KioskError(f"the password has {SHORTEST} to {LONGEST} digits")
        hashed = self._checker.hash(password)
        if self._file is None:
            self._kept = hashed
            return
        self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        files.place(self._file, json.dumps({"hash": hashed}).encode())

    def renew(self) -> str:
        """Replace it by a random one, and return that: it is shown once and kept nowhere."""
        made = "".join(secrets.choice("0123456789") for _ in range(NEW_LENGTH))
        self.put(made)
        return made

    def right(self, password: str) -> bool:
        """Whether this is the password. Raises TooSoon shortly after a wrong one."""
        return self._checker.right(password, lambda: self._read() or None)

    def _read(self) -> str:
        """The hash; empty when there is none, or when the file is damaged."""
        if self._file is None:
            return self._kept or ""
        try:
            return str(json.loads(self._file.read_text(encoding="utf-8"))["hash"])
        except (OSError, ValueError, TypeError, KeyError):
            return ""
