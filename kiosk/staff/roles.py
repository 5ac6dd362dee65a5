"""The roles of the accounts of a 資格確認端末."""

from enum import StrEnum


class Role(StrEnum):
    """Kinds of accounts of the 資格確認端末."""

    ADMIN = "admin"
    GENERAL = "general"
    RECORDS = "records"
