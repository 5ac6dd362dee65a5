"""The messages of the eligibility interface as typed dataclasses, and their serialization."""

from kiosk.eligibility.wire.bad_message import BadMessage, Reason
from kiosk.eligibility.wire.serialization import flat, from_json, read, to_json, write

__all__ = ["BadMessage", "Reason", "flat", "from_json", "read", "to_json", "write"]
