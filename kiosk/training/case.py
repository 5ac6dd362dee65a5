"""A case of a training: one TOML file, checked before anything runs, with lines in complaints."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from kiosk.toml_lines import Lines, Mistakes, parsed, reason
from kiosk.training.acts import ACTS

FOLDER = Path(__file__).parent / "cases"
"""The shipped cases."""


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Act(_Table):
    """An act that the case judges. What is not listed is neither right nor harmful."""

    do: str = Field(description="id of an act, see `kiosk.training.acts`")
    rate: Literal["right", "harmful"]
    needed: bool = Field(default=False, description="the case is not done without it")
    one_of: str = Field(default="", description="of the acts with this word one is needed")
    within: float = Field(default=0, ge=0, description="seconds; a right act after them is late")
    why: str = Field(min_length=1)
    source: str = Field(min_length=1)
    date: str = Field(
        default="", pattern=r"^([0-9]{4}(-[0-9]{2}){0,2})?$", description="of the source"
    )
    answer: str = Field(default="", description="what the patient says to it")
    mend: list[str] = Field(default_factory=list, description="faults that it ends")
    again: bool = Field(default=False, description="the patient uses the reader again")
    method: Literal["face", "pin"] | None = None
    card: str = Field(default="", description="persona whose card is used from now on")
    camera: str = Field(default="", description="what the camera sees from now on")


class CaseTable(_Table):
    """The whole file."""

    case: Literal[1]
    title: str = Field(min_length=1)
    level: Literal["easy", "hard"]
    persona: str
    method: Literal["face", "pin", "iphone", "android"] = "face"
    pin: str = Field(default="", pattern=r"^([0-9]{4})?$", description="typed instead of the own")
    camera: str = "owner"
    faults: list[str] = Field(default_factory=list)
    says: str = Field(min_length=1, description="what the patient says at the desk")
    act: list[Act] = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class Case:
    """A case and its id, the stem of its file."""

    id: str
    table: CaseTable

    @property
    def acts(self) -> dict[str, Act]:
        """The judged acts by their ids."""
        return {act.do: act for act in self.table.act}


def shipped() -> tuple[Path, ...]:
    """The files of the shipped cases, sorted."""
    return tuple(sorted(FOLDER.glob("*.toml")))


def read(file: Path, names: Mapping[str, Any]) -> Case:
    """The case of a file. Raises Mistakes, a line each.

    `names` has the known `personas`, `faults` (with those that can be mended) and `cameras`.
    """
    text, table = parsed(file)
    lines = Lines(text, "act")
    try:
        made = CaseTable.model_validate(_floats(table))
    except ValidationError as error:
        raise Mistakes(
            [f"{file}:{_line(one['loc'], lines)}: {_said(one)}" for one in error.errors()]
        ) from None
    wrong = [f"{file}:{line}: {said}" for line, said in _unknown(made, lines, names)]
    if wrong:
        raise Mistakes(wrong)
    return Case(file.stem, made)


def _floats(table: dict[str, Any]) -> dict[str, Any]:
    """Whole seconds stand for floats too, as in TOML they may."""
    acts = table.get("act")
    if not isinstance(acts, list):
        return table
    made = [
        {key: float(v) if key == "within" and type(v) is int else v for key, v in act.items()}
        if isinstance(act, dict)
        else act
        for act in acts
    ]
    return {**table, "act": made}


def _line(place: tuple[Any, ...], lines: Lines) -> int:
    key, *rest = place
    if key == "act" and rest and isinstance(rest[0], int):
        return lines.step(rest[0])
    return lines.key(str(key))


def _said(error: Any) -> str:
    name = str(error["loc"][-1])
    inside = error["loc"][0] == "act" and len(error["loc"]) > 1
    known = (Act if inside else CaseTable).model_fields
    match error["type"]:
        case "extra_forbidden":
            return f"no key is called {name!r}{_near(name, known)}"
        case "missing":
            return f"the key {name!r} is missing"
    return f"{name}: {reason(error)}"


def _unknown(made: CaseTable, lines: Lines, names: Mapping[str, Any]) -> Iterator[tuple[int, str]]:
    """Names that nobody knows, and acts that are judged twice or never needed."""
    for key, value, known in (
        ("persona", made.persona, names["personas"]),
        ("camera", made.camera, names["cameras"]),
        *(("faults", fault, names["faults"]) for fault in made.faults),
    ):
        if value not in known:
            yield lines.key(key), f"no {key.rstrip('s')} is called {value!r}{_near(value, known)}"
    seen: set[str] = set()
    for number, act in enumerate(made.act):
        line = lines.step(number)
        for what, value, known in (
            ("act", act.do, ACTS),
            *(("fault of this case", fault, made.faults) for fault in act.mend),
            *((("persona", act.card, names["personas"]),) if act.card else ()),
            *((("camera", act.camera, names["cameras"]),) if act.camera else ()),
        ):
            if value not in known:
                yield line, f"no {what} is called {value!r}{_near(value, known)}"
        if act.do in seen:
            yield line, f"the act {act.do!r} is judged twice"
        seen.add(act.do)
        if act.rate == "harmful" and (act.needed or act.one_of):
            yield line, "a harmful act is never needed"
    if not any(act.needed or act.one_of for act in made.act):
        yield lines.key("act"), "no act is needed: set needed or one_of where it is right"


def _near(name: str, known: Any) -> str:
    found = get_close_matches(name, [str(one) for one in known], 1, 0.5)
    return f"; the nearest is {found[0]!r}" if found else ""
