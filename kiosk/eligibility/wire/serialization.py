"""Serialization of typed messages: one plan per dataclass serves XML, JSON and XSD.

A field's name is the element's name in snake case, its position is the element's position, and its
annotation is the format. So names, order, lengths and code tables are defined once.
"""

import codecs
import re
from collections.abc import Iterator
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from datetime import date, datetime
from enum import Enum, StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin, get_type_hints

from lxml import etree

from kiosk.characters import base_characters
from kiosk.session.codes import Charset

ROOT = "XmlMsg"
MAX_BYTES = 64 * 1024 * 1024
MAX_DEPTH = 16
MAX_ELEMENTS = 1_000_000
"""Twice what the largest bulk request has; more would only keep others waiting."""
UNWRITABLE = "●"
"""Replacement of a character that Shift_JIS lacks, as on real terminals."""

Message = TypeVar("Message")


class Reason(StrEnum):
    """Why a message was refused. The values are the emulator's own error codes [G]."""

    SIZE = "UKE0001"
    ENCODING = "UKE0002"
    NOT_XML = "UKE0003"
    DTD = "UKE0004"
    DEPTH = "UKE0005"
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


@dataclass(frozen=True, slots=True)
class Text:
    """A text of at most `longest` characters that matches `pattern` as a whole.

    Lengths are the emulator's own if no public source gives them.
    """

    longest: int
    pattern: str | None = None


Digits10 = Annotated[str, Text(10, r"[0-9]{10}")]
Month = Annotated[str, Text(6, r"[0-9]{4}(0[1-9]|1[0-2])")]
Ratio = Annotated[str, Text(3, r"[0-9]{3}")]
Amount = Annotated[str, Text(9, r"[0-9]{1,9}")]


@dataclass(frozen=True, slots=True)
class Slot:
    """The serialization of one field."""

    name: str
    tag: str
    kind: Any
    """str, int, date, datetime, a StrEnum, or a dataclass of further slots."""
    text: Text | None
    required: bool
    repeated: bool
    nested: bool
    """`kind` is a dataclass."""


def tag_of(name: str) -> str:
    """The element's name of a field: `insured_name` gives `InsuredName`."""
    return "".join(part[:1].upper() + part[1:] for part in name.split("_"))


def plan(cls: Any) -> tuple[Slot, ...]:
    """The slots of a message class, in wire order."""
    return _plan(cls)


@cache
def _plan(cls: Any) -> tuple[Slot, ...]:
    hints = get_type_hints(cls, include_extras=True)
    return tuple(_slot(field, hints[field.name]) for field in fields(cls))


def _slot(field: "Field[Any]", hint: Any) -> Slot:
    repeated = get_origin(hint) is tuple
    if repeated:
        hint = get_args(hint)[0]
    hint, text = _bare(hint)
    required = field.default is MISSING and field.default_factory is MISSING
    return Slot(field.name, tag_of(field.name), hint, text, required, repeated, is_dataclass(hint))


def _bare(hint: Any) -> tuple[Any, Text | None]:
    """The type inside `Annotated[T | None, Text(...)] | None`, however nested."""
    text = None
    while True:
        if get_origin(hint) is Annotated:
            hint, *notes = get_args(hint)
            text = next((note for note in notes if isinstance(note, Text)), text)
        elif get_origin(hint) in (UnionType, Union):
            (hint,) = (arg for arg in get_args(hint) if arg is not NoneType)
        else:
            return hint, text


def _show(value: Any) -> str:
    if isinstance(value, str):  # codes too
        return str.__str__(value)
    if isinstance(value, datetime):
        return f"{_day(value)}{value.hour:02}{value.minute:02}{value.second:02}"
    return _day(value) if isinstance(value, date) else str(value)


def _day(value: date) -> str:
    return f"{value.year:04}{value.month:02}{value.day:02}"


def _understand(slot: Slot, raw: str, where: str) -> Any:
    """The typed value of an element's text. Raises BadMessage, which never repeats the text."""
    try:
        if slot.kind is str:
            return _text(slot.text, raw)
        if slot.kind is datetime:
            return _time(_digits(raw, 14))
        if slot.kind is date:
            return _time(_digits(raw, 8)).date()
        if slot.kind is int:
            return int(_digits(raw, None))
        return slot.kind(raw)
    except ValueError as error:
        rule = "is not a value of its code table" if _is_code(slot.kind) else str(error)
        raise BadMessage(Reason.VALUE, f"the value {rule}", where) from None


def _time(raw: str) -> datetime:
    try:
        hour, minute, second = (int(raw[at : at + 2] or 0) for at in (8, 10, 12))
        return datetime(int(raw[:4]), int(raw[4:6]), int(raw[6:8]), hour, minute, second)
    except ValueError:
        raise ValueError("is not a day and time that exists") from None


def _is_code(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Enum)


def _digits(raw: str, count: int | None) -> str:
    if not (raw.isascii() and raw.isdigit() and len(raw) <= 18):
        raise ValueError("must be half-width digits")
    if count is not None and len(raw) != count:
        raise ValueError(f"must have {count} digits and be a date that exists")
    return raw


_CONTROL = re.compile("[\\x00-\\x1f\\x7f-\\x9f\\ud800-\\udfff]")


def _text(rule: Text | None, raw: str) -> str:
    if _CONTROL.search(raw):
        raise ValueError("has a control character")
    if rule is None:
        return raw
    if len(raw) > rule.longest:
        raise ValueError(f"is longer than {rule.longest} characters")
    if rule.pattern is not None and not re.fullmatch(rule.pattern, raw):
        raise ValueError(f"does not match {rule.pattern}")
    return raw


# Windows and JIS map these bytes to different code points.
_WINDOWS_TO_JIS = dict(zip("～－∥￠￡￢", "〜−‖¢£¬", strict=True))


def _kuromaru(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeEncodeError)
    lost = error.object[error.start : error.end]
    return "".join(_WINDOWS_TO_JIS.get(char, UNWRITABLE) for char in lost), error.end


codecs.register_error("kuromaru", _kuromaru)


def shift_jis(text: str) -> bytes:
    """Encode as Shift_JIS; a character that JIS X 0208 lacks becomes ●.

    Vendor rows (髙, ①) are not Shift_JIS and become ● too, as in the real system. A variation
    sequence (葛 with U+E0100) becomes its base character.
    """
    text = base_characters(text).replace("¥", "￥").replace("‾", "￣")
    return text.encode("shift_jis", "kuromaru")


def written(text: str) -> str:
    """`text` after encoding to Shift_JIS and decoding."""
    return shift_jis(text).decode("cp932")


def write(message: Any, charset: Charset = Charset.SHIFT_JIS) -> bytes:
    """The message as an XML file with its declaration."""
    name = "Shift_JIS" if charset is Charset.SHIFT_JIS else "UTF-8"
    root = etree.Element(ROOT)
    _build(root, message)
    body = etree.tostring(root, encoding="unicode")
    document = f'<?xml version="1.0" encoding="{name}" standalone="no"?>\n{body}\n'
    return shift_jis(document) if charset is Charset.SHIFT_JIS else document.encode()


def _build(parent: etree._Element, message: Any) -> None:
    for slot in plan(type(message)):
        value = getattr(message, slot.name)
        for item in value if slot.repeated else () if value is None else (value,):
            child = etree.SubElement(parent, slot.tag)
            if slot.nested:
                _build(child, item)
            else:
                child.text = _show(item)


_DECLARED = re.compile(rb"""^<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_CODECS = {"shift_jis": "cp932", "sjis": "cp932", "windows-31j": "cp932", "utf-8": "utf-8"}


def read(cls: type[Message], data: bytes, *, strict: bool = True) -> tuple[Message, Charset]:
    """Read a message from an XML file; returns it and the file's encoding.

    Elements may come in any order, because real writers differ. Unless `strict`, unknown elements
    are ignored. DTDs and entities are refused, and nothing is loaded. Raises BadMessage.
    """
    text, charset = _decode(data)
    root = _parse(text)
    if root.tag != ROOT:
        raise BadMessage(Reason.UNKNOWN, f"the root element is not {ROOT}", str(root.tag)[:80])
    return _take(cls, root, ROOT, 1, strict=strict), charset


def _decode(data: bytes) -> tuple[str, Charset]:
    if len(data) > MAX_BYTES:
        raise BadMessage(Reason.SIZE, f"the file is larger than {MAX_BYTES} bytes")
    data = data.removeprefix(b"\xef\xbb\xbf")
    declared = _DECLARED.match(data[:200])
    name = declared[1].decode("ascii").lower() if declared else "utf-8"
    codec = _CODECS.get(name)
    if codec is None:
        raise BadMessage(Reason.ENCODING, "the declared encoding is neither Shift_JIS nor UTF-8")
    try:
        text = data.decode(codec)
    except UnicodeDecodeError as error:
        where = f"byte {error.start}"
        raise BadMessage(Reason.ENCODING, "the bytes are not of their encoding", where) from None
    return text, Charset.UTF_8 if codec == "utf-8" else Charset.SHIFT_JIS


def _parse(text: str) -> etree._Element:
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise BadMessage(Reason.DTD, "document types and entities are not accepted")
    if text.count("</") + text.count("/>") > MAX_ELEMENTS:
        raise BadMessage(Reason.SIZE, f"there are more than {MAX_ELEMENTS} elements")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True,
        remove_pis=True, encoding="utf-8",
    )  # fmt: skip
    try:
        return etree.fromstring(_DECLARATION.sub("", text, count=1).encode(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        line = getattr(error, "lineno", 0)
        raise BadMessage(
            Reason.NOT_XML, "the file is not well-formed XML", f"line {line}"
        ) from None


def _take(
    cls: type[Message], element: etree._Element, path: str, depth: int, *, strict: bool
) -> Message:
    if depth > MAX_DEPTH:
        raise BadMessage(Reason.DEPTH, f"elements nest deeper than {MAX_DEPTH}", path)
    slots = {slot.tag: slot for slot in plan(cls)}
    found: dict[str, list[Any]] = {}
    for child in element:
        tag = str(child.tag)
        slot = slots.get(tag)
        if slot is None:
            if strict:
                raise BadMessage(Reason.UNKNOWN, "the element is not known", f"{path}/{tag[:80]}")
            continue
        value = _value(slot, child, f"{path}/{tag}", depth, strict=strict)
        if value is not None:
            found.setdefault(slot.name, []).append(value)
    return _make(cls, found, path)


def _value(slot: Slot, child: etree._Element, where: str, depth: int, *, strict: bool) -> Any:
    """An element's value; None if it is empty."""
    if slot.nested:
        nested: Any = slot.kind
        return _take(nested, child, where, depth + 1, strict=strict)
    if len(child):
        raise BadMessage(Reason.UNKNOWN, "the element must hold text only", where)
    return _understand(slot, child.text, where) if child.text else None


def _make(cls: type[Message], found: dict[str, list[Any]], path: str) -> Message:
    """Make the message from the values found; an empty element counts as absent."""
    given: dict[str, Any] = {}
    for slot in plan(cls):
        values = found.get(slot.name, [])
        where = f"{path}/{slot.tag}"
        if slot.repeated:
            given[slot.name] = tuple(values)
        elif len(values) > 1:
            raise BadMessage(Reason.REPEATED, "the element may occur once only", where)
        elif values:
            given[slot.name] = values[0]
        elif slot.required:
            raise BadMessage(Reason.MISSING, "the element is missing or empty", where)
    return cls(**given)


def to_json(message: Any) -> dict[str, Any]:
    """The message as the JSON object inside `XmlMsg`, in wire order."""
    return dict(_pairs(message))


def _pairs(message: Any) -> Iterator[tuple[str, Any]]:
    for slot in plan(type(message)):
        value = getattr(message, slot.name)
        show = to_json if slot.nested else _show
        if slot.repeated:
            if value:
                yield slot.tag, [show(item) for item in value]
        elif value is not None:
            yield slot.tag, show(value)


def from_json(cls: type[Message], data: Any, path: str = ROOT) -> Message:
    """Read a message from a JSON object of `to_json`. Raises BadMessage."""
    if not isinstance(data, dict):
        raise BadMessage(Reason.VALUE, "an object was expected", path)
    slots = {slot.tag: slot for slot in plan(cls)}
    found: dict[str, list[Any]] = {}
    for tag, value in data.items():
        slot = slots.get(tag)
        where = f"{path}/{str(tag)[:80]}"
        if slot is None:
            raise BadMessage(Reason.UNKNOWN, "the key is not known", where)
        items = value if slot.repeated and isinstance(value, list) else [value]
        found[slot.name] = [
            _from_item(slot, item, where) for item in items if item not in (None, "")
        ]
    return _make(cls, found, path)


def _from_item(slot: Slot, item: Any, where: str) -> Any:
    if slot.nested:
        assert isinstance(slot.kind, type)
        return from_json(slot.kind, item, where)
    if not isinstance(item, str):
        raise BadMessage(Reason.VALUE, "a string was expected", where)
    return _understand(slot, item, where)
