"""The messages of the eligibility interface, as typed dataclasses, and their way to the wire."""

from kiosk.eligibility.wire.serialization import BadMessage, Reason, from_json, read, to_json, write

__all__ = ["BadMessage", "Reason", "from_json", "read", "to_json", "write"]
