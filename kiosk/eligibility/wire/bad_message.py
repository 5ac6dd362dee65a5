"""Why a message was refused."""

from enum import StrEnum


class Reason(StrEnum):
    """Why a message was refused. The values are the emulator's own error codes [G]."""

    SIZE = "UKE0001"
    ENCODING = "UKE0002"
    NOT_XML = "UKE0003"
    DTD = "UKE0004"
    UNKNOWN = "UKE0006"
    MISSING = "UKE0007"
    REPEATED = "UKE0008"
    VALUE = "UKE0009"


class BadMessage(ValueError):
    """A message does not fit its format; `where` is an element path and holds no values."""

    def __init__(self, reason: Reason, detail: str, where: str = "") -> None:
        super().__init__(f"{detail} ({where})" if where else detail)
        self.reason = reason
        self.detail = detail
        self.where = where
