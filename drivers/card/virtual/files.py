"""The contents of a virtual card: applications, files, keys, and persistent counters.

A file's `needs` are short EF ids of keys; one of them must have been verified. An empty set allows
all access, `NEVER` allows none.
"""

from dataclasses import dataclass, field
from typing import Protocol

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey

from kiosk.errors import Busy

FREE: frozenset[int] = frozenset()
NEVER: frozenset[int] = frozenset({-1})


@dataclass(frozen=True, slots=True)
class Transparent:
    """A file of bytes, read with READ BINARY."""

    content: bytes = field(repr=False)
    needs: frozenset[int] = FREE


@dataclass(frozen=True, slots=True)
class Records:
    """A file of records, read with READ RECORD, numbered from 1."""

    records: tuple[bytes, ...] = field(repr=False)
    needs: frozenset[int] = FREE


@dataclass(frozen=True, slots=True)
class Secret:
    """A PIN, password or 照合番号; `value` None never matches.

    `tries` are left on a new card, `limit` after a right value.
    """

    value: bytes | None = field(repr=False)
    limit: int
    tries: int


@dataclass(frozen=True, slots=True)
class PrivateKey:
    """A private key that signs after one key of `needs` was verified."""

    key: RSAPrivateKey = field(repr=False)
    needs: frozenset[int] = FREE


@dataclass(frozen=True, slots=True)
class TrustPoint:
    """The public key of the authority whose terminals this card accepts (invented)."""

    key: RSAPublicKey


File = Transparent | Records | Secret | PrivateKey | TrustPoint


@dataclass(frozen=True, slots=True)
class Application:
    """One application: its files by short EF id, and the EF of its key for `80 2A` with P2 = 00."""

    aid: bytes
    files: dict[int, File] = field(repr=False)
    own_key: int | None = None


@dataclass(frozen=True, slots=True)
class Content:
    """The contents of a new card. `objects` answer GET DATA at card level."""

    atr: bytes
    applications: tuple[Application, ...]
    objects: dict[int, bytes] = field(default_factory=dict, repr=False)
    mute: bool = False
    unknown: int = 0x6A82
    """What a SELECT of something else is answered with; storage cards differ."""


class Counters(Protocol):
    """Persistent counters of the tries left of each key; used by one reader at a time."""

    def open(self) -> None:
        """Lock the card. Raises Busy if it is in another reader or process, Damaged."""
        ...

    def get(self, key: str) -> int | None:
        """The tries left, or None when they were never changed."""
        ...

    def put(self, key: str, left: int) -> None:
        """Store a new value before the card answers. Raises Damaged if that fails."""
        ...

    def close(self) -> None:
        """Unlock the card. Never raises."""
        ...


class MemoryCounters:
    """Counters in memory."""

    def __init__(self) -> None:
        self._left: dict[str, int] = {}
        self._held = False

    def open(self) -> None:
        """Lock the card. Raises Busy if it is locked."""
        if self._held:
            raise Busy("this virtual card is in another reader; remove it there first")
        self._held = True

    def get(self, key: str) -> int | None:
        """The tries left, or None when they were never changed."""
        return self._left.get(key)

    def put(self, key: str, left: int) -> None:
        """Store a new value."""
        self._left[key] = left

    def close(self) -> None:
        """Unlock the card."""
        self._held = False
