"""`kiosk test init`: a first test, a first scenario and a workflow for CI, all green at once.

`kiosk test client`: the clients for other languages.
"""

from collections.abc import Mapping
from pathlib import Path

from kiosk.testkit.needs import APT

TEST = '''"""A whole reception, driven by its real screens; no card, camera or display is needed."""


def test_first(kiosk):
    kiosk.insert("sakura")
    kiosk.press("face", on="method")
    kiosk.press("agree_all", on="consent_all")
    kiosk.remove(on="take_card")
    kiosk.expect(page="idle", outcome="completed")
    assert kiosk.result["QualificationValidity"] == "1"
'''
SCENARIO = """kit = 1
title = "A first reception: the PIN, and agreement to all"
steps = [
  {insert = "sakura"},
  {press = "pin", on = "method"},
  {pin = "1234"},
  {press = "agree_all", on = "consent_all"},
  {remove = true, on = "take_card"},
  {expect = {page = "idle", outcome = "completed"}},
]
"""
WORKFLOW = f"""name: kiosk
on: [push]
jobs:
  kiosk:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with: {{python-version: "3.12"}}
      - run: |
          sudo apt-get update
          sudo {APT}
      - run: pip install "uketsuke-kiosk[test]"
      - run: pytest
"""
FILES = {
    "tests/test_first.py": TEST,
    "scenarios/first.toml": SCENARIO,
    ".github/workflows/kiosk.yml": WORKFLOW,
}
CLIENTS = {"typescript": ("kiosk.mjs", "kiosk.d.mts"), "csharp": ("Kiosk.cs",)}
"""The files of each client in the folder `clients`; they need no packages."""


def client(language: str) -> dict[str, str]:
    """The files of the client for a language of CLIENTS, with their texts."""
    folder = Path(__file__).parent / "clients"
    return {name: (folder / name).read_text("utf-8") for name in CLIENTS[language]}


def write(folder: Path, files: Mapping[str, str]) -> tuple[list[Path], list[Path]]:
    """Write the files that do not exist yet; returns those written and those left unchanged."""
    written, left = [], []
    for name, text in files.items():
        file = folder / name
        if file.exists():
            left.append(file)
            continue
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
        written.append(file)
    return written, left
