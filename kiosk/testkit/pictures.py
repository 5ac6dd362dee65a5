"""Kept pictures of screens: each a PNG file, with what is known of it beside it as JSON."""

import base64
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kiosk.testkit.client import Kiosk, NotSeen

FOLDER = "pictures"


@dataclass(frozen=True, slots=True)
class Compared:
    """A screen and its kept picture: PNG files; `findings` is empty where they are the same."""

    name: str
    how: str
    findings: tuple[str, ...]
    expected: bytes = field(repr=False)
    seen: bytes = field(repr=False)
    difference: bytes = field(repr=False)


@dataclass
class Pictures:
    """The pictures of a folder. With `update` what was looked at and differs is kept instead."""

    folder: Path
    update: bool = False
    compared: list[Compared] = field(default_factory=list)

    def check(self, kiosk: Kiosk, name: str) -> None:
        """Compare what `kiosk` shows with the picture of that name. Raises NotSeen."""
        file = self.folder / f"{name}.png"
        kept = file.read_bytes() if file.is_file() else b""
        beside = file.with_suffix(".json")
        about = json.loads(beside.read_text("utf-8")) if kept and beside.is_file() else {}
        told = kiosk.compare(kept, about)
        findings = tuple(told["findings"]) if kept else ("there is no such picture yet",)
        seen, difference = (base64.b64decode(told[key] or "") for key in ("seen", "difference"))
        self.compared.append(
            Compared(name, told["how"] if kept else "new", findings, kept, seen, difference)
        )
        if not findings:
            return
        if not self.update:
            raise NotSeen(_report(name, file, findings))
        self.folder.mkdir(parents=True, exist_ok=True)
        file.write_bytes(seen)
        beside.write_text(json.dumps(told["about"], ensure_ascii=False) + "\n", "utf-8")


def _report(name: str, file: Path, findings: tuple[str, ...]) -> dict[str, Any]:
    said = "; ".join(findings)
    sentence = f"the screen is not as picture {name!r} ({file}): {said}"
    return {"sentence": f"{sentence}; if it is as it should be, keep it with --update-pictures"}
