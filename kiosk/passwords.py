"""Hashed passwords, and a limit on wrong ones: accounts of staff, and 目視モード用パスワード."""

import threading
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from kiosk.errors import KioskError
from kiosk.timing import REAL

if TYPE_CHECKING:
    from argon2 import PasswordHasher

LONGEST = 128
SLOWEST_S = 60.0


class TooSoon(KioskError):
    """A wrong password came shortly before; the next is accepted in `seconds`."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"a wrong password came just before; wait {seconds:.0f} s")
        self.seconds = seconds


class Checker:
    """Makes and compares argon2 hashes.

    Every wrong password doubles the seconds until the next one is accepted.
    """

    def __init__(
        self, hasher: "PasswordHasher | None" = None, clock: Callable[[], float] = REAL.monotonic
    ) -> None:
        self._made, self._clock = hasher, clock
        self._lock = threading.Lock()
        self._failures, self._again = 0, 0.0

    def hash(self, password: str) -> str:
        """The hash to keep."""
        return self._hasher.hash(password)

    def outdated(self, kept: str) -> bool:
        """Whether a hash was made with other parameters than those of today."""
        return self._hasher.check_needs_rehash(kept)

    def right(self, password: str, kept: Callable[[], str | None]) -> bool:
        """Whether the password fits the hash that `kept` reads. Raises TooSoon.

        Without a hash the answer is False after the same time, so that nobody learns of it.
        """
        from argon2.exceptions import InvalidHashError, VerificationError

        with self._lock:
            wait = self._again - self._clock()
            if wait > 0:
                raise TooSoon(wait)
            hashed, right = kept(), False
            with suppress(VerificationError, InvalidHashError):
                right = self._hasher.verify(hashed or self._nobody, password[:LONGEST])
            if hashed is None or not right:
                self._failures += 1
                self._again = self._clock() + min(2.0 ** min(self._failures - 1, 16), SLOWEST_S)
                return False
            self._failures = 0
            return True

    @property
    def _hasher(self) -> "PasswordHasher":
        if self._made is None:
            from argon2 import PasswordHasher

            self._made = PasswordHasher()
        return self._made

    @property
    def _nobody(self) -> str:
        """A hash that no password matches, with the same cost as the others."""
        hasher = self._hasher
        salt, digest = "A" * 22, "A" * 43
        cost = f"m={hasher.memory_cost},t={hasher.time_cost},p={hasher.parallelism}"
        return f"$argon2id$v=19${cost}${salt}${digest}"
