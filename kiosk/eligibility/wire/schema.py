"""XSD and JSON schema of the messages, made from the plan that also reads and writes them."""

from datetime import date, datetime
from enum import Enum
from typing import Any

from lxml import etree

from kiosk.eligibility.wire.serialization import ROOT, ListOf, Slot, plan
from kiosk.session.codes import Code

XS = "http://www.w3.org/2001/XMLSchema"


def xsd(cls: Any, *, ordered: bool = True) -> bytes:
    """The XSD of a message: elements in the order of `write`, or in any order unless `ordered`.

    XSD 1.0 has no way to say "in any order, this one several times" and to count the rest, so a
    body with a repeated element is a choice of its elements there.
    """
    root = etree.Element(f"{{{XS}}}schema", nsmap={"xs": XS})
    element = _sub(root, "element", name=ROOT)
    _note(element, (cls.__doc__ or "").split("\n")[0])
    _content(element, cls, ordered=ordered)
    return etree.tostring(root, pretty_print=True, xml_declaration=True, encoding="UTF-8")


def _sub(parent: etree._Element, tag: str, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, f"{{{XS}}}{tag}", attrib=attributes)


def _note(parent: etree._Element, text: str) -> None:
    _sub(_sub(parent, "annotation"), "documentation").text = text


def _content(element: etree._Element, cls: Any, *, ordered: bool) -> None:
    slots = [slot for slot in plan(cls) if slot.text is None or slot.text.published]
    choice = not ordered and any(slot.repeated for slot in slots)
    kind = "sequence" if ordered else "choice" if choice else "all"
    often = {"minOccurs": "0", "maxOccurs": "unbounded"} if choice else {}
    group = _sub(_sub(element, "complexType"), kind, **often)
    for slot in slots:
        child = _sub(
            group,
            "element",
            name=slot.tag,
            minOccurs="1" if slot.required or choice else "0",
            maxOccurs="unbounded" if slot.repeated and not choice else "1",
        )
        if slot.nested:
            _note(child, (slot.kind.__doc__ or "").split("\n")[0])
            _content(child, slot.kind, ordered=ordered)
        else:
            _restriction(child, slot)


def _restriction(element: etree._Element, slot: Slot) -> None:
    restriction = _sub(_sub(element, "simpleType"), "restriction", base="xs:string")
    if isinstance(slot.kind, type) and issubclass(slot.kind, Enum):
        for member in slot.kind:
            value = _sub(restriction, "enumeration", value=str(member.value))
            if isinstance(member, Code):
                _note(value, member.label)
        return
    if slot.text is not None:
        _sub(restriction, "maxLength", value=str(slot.text.longest))
    pattern = _pattern(slot)
    if pattern is not None:
        _sub(restriction, "pattern", value=pattern)


def _pattern(slot: Slot) -> str | None:
    if slot.kind is datetime:
        return "[0-9]{14}"
    if slot.kind is date:
        return "[0-9]{8}"
    if slot.kind is int:
        return "[0-9]{1,18}"
    return slot.text.pattern if slot.text else None


def component_name(cls: type[Any]) -> str:
    """The name of a whole message in the OpenAPI description."""
    return f"{cls.__name__}Message"


def components(cls: type[Any]) -> dict[str, Any]:
    """By name, the JSON schemas of a message as `to_json` writes it, and of its parts."""
    made: dict[str, Any] = {
        component_name(cls): {
            "type": "object",
            "required": [ROOT],
            "additionalProperties": False,
            "properties": {ROOT: _ref(cls)},
        }
    }
    _collect(cls, made)
    return made


def _ref(cls: type[Any]) -> dict[str, Any]:
    return {"$ref": f"#/components/schemas/{cls.__name__}"}


def _collect(cls: Any, made: dict[str, Any]) -> None:
    if cls.__name__ in made:
        return
    made[cls.__name__] = {}  # known from here on
    slots = [slot for slot in plan(cls) if slot.text is None or slot.text.published]
    for slot in slots:
        if slot.nested:
            _collect(slot.kind, made)
    made[cls.__name__] = _array(slots[0]) if issubclass(cls, ListOf) else _object(slots)


def _object(slots: list[Slot]) -> dict[str, Any]:
    properties: dict[str, Any] = {}
    for slot in slots:
        one = _ref(slot.kind) if slot.nested else _string(slot)
        properties[slot.tag] = {"type": "array", "items": one} if slot.repeated else one
    needed = [slot.tag for slot in slots if slot.required]
    made: dict[str, Any] = {
        "type": "object",
        "additionalProperties": False,
        "properties": properties,
    }
    return {**made, "required": needed} if needed else made


def _array(slot: Slot) -> dict[str, Any]:
    """The schema of a `ListOf`, an array in JSON with an object for each child."""
    one = {"type": "object", "additionalProperties": False, "required": [slot.tag]}
    return {"type": "array", "items": {**one, "properties": {slot.tag: _ref(slot.kind)}}}


def _string(slot: Slot) -> dict[str, Any]:
    made: dict[str, Any] = {"type": "string"}
    if isinstance(slot.kind, type) and issubclass(slot.kind, Enum):
        return {**made, "enum": [str(member.value) for member in slot.kind]}
    if slot.text is not None:
        made["maxLength"] = slot.text.longest
    pattern = _pattern(slot)
    return {**made, "pattern": f"^{pattern}$"} if pattern else made
