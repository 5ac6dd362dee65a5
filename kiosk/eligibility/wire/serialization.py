"""Serialization of typed messages: one plan per dataclass serves XML, JSON and XSD.

A field's name is the element's name in snake case, its position is the element's position, and its
annotation is the format. So names, order, lengths and code tables are defined once.
"""

import difflib
import re
from collections.abc import Iterator
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin, get_type_hints

from lxml import etree

from kiosk.eligibility.wire.bad_message import BadMessage, Reason
from kiosk.eligibility.wire.charsets import decode, shift_jis
from kiosk.session.codes import Charset

ROOT = "XmlMsg"
MAX_ELEMENTS = 1_000_000
"""Twice what the largest bulk request has; more would only keep others waiting."""
Message = TypeVar("Message")


@dataclass(frozen=True, slots=True)
class Text:
    """A text of at most `longest` characters that matches `pattern` as a whole.

    Lengths are the emulator's own if no public source gives them. Space around a text is no part
    of it; a text shorter than `width` is padded with spaces on the left. With `published` off the
    element is read, but neither written by this program nor listed in the schema.
    """

    longest: int
    pattern: str | None = None
    width: int = 0
    published: bool = True


class ListOf:
    """Base of an element that holds one kind of child only: in JSON an array of its children."""

    __slots__ = ()


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


SPACE = " \t\r\n"
"""What pretty-printers put around a value."""


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
    raw = raw.rjust(rule.width)
    if len(raw) > rule.longest:
        raise ValueError(f"is longer than {rule.longest} characters")
    if rule.pattern is not None and not re.fullmatch(rule.pattern, raw):
        raise ValueError(f"does not match {rule.pattern}")
    return raw


def write(message: Any, charset: Charset = Charset.SHIFT_JIS) -> bytes:
    """The message as an XML file with its declaration."""
    root = etree.Element(ROOT)
    _build(root, message)
    return encoded(f"{declaration(charset)}{etree.tostring(root, encoding='unicode')}\n", charset)


def fragment(name: str, message: Any) -> bytes:
    """One element of a message, the field `name`, as XML in UTF-8 without a declaration."""
    element = etree.Element(tag_of(name))
    _build(element, message)
    return etree.tostring(element, encoding="unicode").encode()


def declaration(charset: Charset) -> str:
    """The first line of a file."""
    name = "Shift_JIS" if charset is Charset.SHIFT_JIS else "UTF-8"
    return f'<?xml version="1.0" encoding="{name}" standalone="no"?>\n'


def encoded(text: str, charset: Charset) -> bytes:
    """A text in the encoding of a file."""
    return shift_jis(text) if charset is Charset.SHIFT_JIS else text.encode()


def _build(parent: etree._Element, message: Any) -> None:
    for slot in plan(type(message)):
        value = getattr(message, slot.name)
        if slot.text is not None and not slot.text.published:
            continue
        for item in value if slot.repeated else () if value is None else (value,):
            child = etree.SubElement(parent, slot.tag)
            if slot.nested:
                _build(child, item)
            else:
                child.text = _show(item)


_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")


def read(
    cls: type[Message], data: bytes, *, strict: bool = True, limited: bool = True
) -> tuple[Message, Charset]:
    """Read a message from an XML file; returns it and the file's encoding.

    Elements may come in any order, because real writers differ. Unless `strict`, unknown elements
    are ignored. DTDs and entities are refused, and nothing is loaded. Raises BadMessage, unless
    `limited` is off also for more than MAX_BYTES or MAX_ELEMENTS: only for what this program
    wrote, such as its answer to a large bulk request.
    """
    text, charset = decode(data, limited=limited)
    root = _parse(text, limited=limited)
    if _tag(root) != ROOT:
        raise BadMessage(Reason.UNKNOWN, f"the root element is not {ROOT}")
    return _take(cls, root, ROOT, strict=strict), charset


def flat(data: bytes) -> dict[str, str]:
    """The texts of a file's elements by their names; of several of one name the first.

    Raises BadMessage.
    """
    found: dict[str, str] = {}
    for element in _parse(decode(data)[0]).iter():
        if len(element) == 0:
            found.setdefault(_tag(element), element.text or "")
    return found


def _parse(text: str, *, limited: bool = True) -> etree._Element:
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise BadMessage(Reason.DTD, "document types and entities are not accepted")
    if limited and text.count("</") + text.count("/>") > MAX_ELEMENTS:
        raise BadMessage(Reason.SIZE, f"there are more than {MAX_ELEMENTS} elements")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True,
        remove_pis=True, encoding="utf-8", huge_tree=not limited,
    )  # fmt: skip
    try:
        return etree.fromstring(_DECLARATION.sub("", text, count=1).encode(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        line = getattr(error, "lineno", 0)
        raise BadMessage(
            Reason.NOT_XML, "the file is not well-formed XML", f"line {line}"
        ) from None


def _take(cls: type[Message], element: etree._Element, path: str, *, strict: bool) -> Message:
    slots = _slots(cls)
    found: dict[str, list[Any]] = {}
    for place, child in enumerate(element, start=1):
        tag = _tag(child)
        slot = slots.get(tag)
        if slot is None:
            if strict:
                raise _unknown(slots, tag, f"element {place}", path)
            continue
        value = _value(slot, child, f"{path}/{tag}", strict=strict)
        if value is not None:
            found.setdefault(slot.name, []).append(value)
    return _make(cls, found, path)


def _tag(element: etree._Element) -> str:
    """The element's name; a namespace, which some serializers declare, does not matter."""
    return str(element.tag).rpartition("}")[2]


def _slots(cls: Any) -> dict[str, Slot]:
    return _slots_by_tag(cls)


@cache
def _slots_by_tag(cls: Any) -> dict[str, Slot]:
    return {slot.tag: slot for slot in plan(cls)}


def _unknown(slots: dict[str, Slot], name: str, which: str, path: str) -> BadMessage:
    """The refusal of a name that is not known; it names the place and what it may have meant."""
    near = difflib.get_close_matches(name[:80], slots, n=1)
    hint = f"; did you mean {near[0]}?" if near else ""
    return BadMessage(Reason.UNKNOWN, f"{which} is not known{hint}", path)


def _value(slot: Slot, child: etree._Element, where: str, *, strict: bool) -> Any:
    """An element's value; None if it is empty."""
    if slot.nested:
        nested: Any = slot.kind
        return _take(nested, child, where, strict=strict)
    if len(child):
        raise BadMessage(Reason.UNKNOWN, "the element must hold text only", where)
    given = (child.text or "").strip(SPACE)
    return _understand(slot, given, where) if given else None


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
        show = _nested_json if slot.nested else _show
        if slot.repeated:
            if value:
                yield slot.tag, [show(item) for item in value]
        elif value is not None:
            yield slot.tag, show(value)


def _nested_json(message: Any) -> Any:
    """An object; for a `ListOf` an array with one object for each child."""
    if not isinstance(message, ListOf):
        return to_json(message)
    (slot,) = plan(type(message))
    return [{slot.tag: _nested_json(item)} for item in getattr(message, slot.name)]


def from_json(cls: type[Message], data: Any, path: str = ROOT) -> Message:
    """Read a message from a JSON object of `to_json`. Raises BadMessage."""
    if issubclass(cls, ListOf) and isinstance(data, list):
        return _list_from_json(cls, data, path)
    if not isinstance(data, dict):
        raise BadMessage(Reason.VALUE, "an object was expected", path)
    slots = _slots(cls)
    found: dict[str, list[Any]] = {}
    for place, (tag, value) in enumerate(data.items(), start=1):
        slot = slots.get(tag)
        if slot is None:
            raise _unknown(slots, str(tag), f"key {place}", path)
        items = value if slot.repeated and isinstance(value, list) else [value]
        read = [_from_item(slot, item, f"{path}/{tag}") for item in items]
        found[slot.name] = [item for item in read if item is not None]
    return _make(cls, found, path)


def _list_from_json(cls: type[Message], data: list[Any], path: str) -> Message:
    """Read the array of a `ListOf`: each item is an object with the one key."""
    (slot,) = plan(cls)
    if not all(isinstance(item, dict) and item.keys() == {slot.tag} for item in data):
        raise BadMessage(Reason.VALUE, f"objects with the key {slot.tag} were expected", path)
    items = (_from_item(slot, item[slot.tag], f"{path}/{slot.tag}") for item in data)
    return _make(cls, {slot.name: [item for item in items if item is not None]}, path)


def _from_item(slot: Slot, item: Any, where: str) -> Any:
    """A value of a JSON object; None if it is empty."""
    if item is None or item == "":
        return None
    if slot.nested:
        return from_json(slot.kind, item, where)
    if not isinstance(item, str):
        raise BadMessage(Reason.VALUE, "a string was expected", where)
    given = item.strip(SPACE)
    return _understand(slot, given, where) if given else None
