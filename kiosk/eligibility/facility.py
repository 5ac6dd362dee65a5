"""The medical institution that asks, with its ten-digit code."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Facility:
    """A medical institution; `code` is 都道府県 (2 digits), 点数表 (1) and its own number (7).

    Raises ValueError if the code is not ten digits.
    """

    code: str
    name: str = ""
    reader: str = "001"
    """Three digits of the reader in the names of result files (meaning [G])."""

    def __post_init__(self) -> None:
        if not (self.code.isascii() and self.code.isdigit() and len(self.code) == 10):
            raise ValueError("a medical institution code has ten digits")
        if not (self.reader.isascii() and self.reader.isdigit() and len(self.reader) == 3):
            raise ValueError("a reader number has three digits")
