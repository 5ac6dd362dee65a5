"""The messages of the eligibility interface as typed dataclasses, and their serialization."""

from kiosk.eligibility.wire.bad_message import BadMessage, Reason
from kiosk.eligibility.wire.serialization import flat, from_json, read, to_json, write

VERSION = "2.0"
"""The version of the message format; docs/interfaces.md lists what changed."""

__all__ = ["VERSION", "BadMessage", "Reason", "flat", "from_json", "read", "to_json", "write"]
