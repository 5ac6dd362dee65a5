"""Every client of the control protocol does the same: one suite, conformance.json, for all."""

import json
import re
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

import pytest

import kiosk.testkit.client
from kiosk.testkit.client import Kiosk, NotSeen, Refused, Service

HERE = Path(__file__).parent
FOLDER = Path(kiosk.testkit.client.__file__).parent / "clients"
CLIENT, TYPES, CSHARP = FOLDER / "kiosk.mjs", FOLDER / "kiosk.d.mts", FOLDER / "Kiosk.cs"
LIBRARIES = ("System.Net.Http", "System.Runtime.Serialization", "System.Xml", "System.Xml.Linq")
CASES = HERE / "conformance.json"


def call(kiosk: Kiosk, name: str, *given: Any) -> None:
    """A call of a case; a trailing table holds options."""
    options = given[-1] if len(given) > 1 or (name == "remove" and given) else {}
    first = given[0] if given and name != "remove" else None
    if name in ("expect", "never"):
        act = kiosk.expect if name == "expect" else kiosk.expect_never
        act(**first, **options)
    else:
        getattr(kiosk, name)(*([] if first is None else [first]), **options)


def by_python(service: Service) -> list[dict[str, Any]]:
    return [one_by_python(service, case) for case in json.loads(CASES.read_text("utf-8"))]


def one_by_python(service: Service, case: dict[str, Any]) -> dict[str, Any]:
    kiosk = service.open(seed=1)
    try:
        for name, *given in case["calls"]:
            call(kiosk, name, *given)
        return {
            "result": kiosk.result,
            "last": kiosk.outcome,
            "outcomes": [line["outcome"] for line in kiosk.journal if "outcome" in line],
            "events": len(kiosk.events()),
            "png": kiosk.picture[1:4].decode(),
        }
    except (NotSeen, Refused) as error:
        return {"error": type(error).__name__, "says": str(error).splitlines()[0]}
    finally:
        kiosk.close()


def by_node(service: Service) -> list[dict[str, Any]]:
    words = ["node", str(HERE / "conformance.mjs"), str(CLIENT), service.url, service.token]
    done = subprocess.run([*words, str(CASES)], capture_output=True, check=True, timeout=120)
    told: list[dict[str, Any]] = json.loads(done.stdout)
    return told


def by_csharp(service: Service) -> list[dict[str, Any]]:
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "conformance.exe"
        sources = [str(CSHARP), str(HERE / "Conformance.cs")]
        libraries = [f"-r:{name}.dll" for name in LIBRARIES]
        subprocess.run(
            ["mcs", "-langversion:7", "-warnaserror", *libraries, f"-out:{made}", *sources],
            check=True, timeout=120,
        )  # fmt: skip
        words = ["mono", str(made), service.url, service.token, str(CASES)]
        done = subprocess.run(words, capture_output=True, check=True, timeout=120)
    told: list[dict[str, Any]] = json.loads(done.stdout)
    return told


CLIENTS = {
    "python": by_python,
    **({"node": by_node} if shutil.which("node") else {}),
    **({"csharp": by_csharp} if shutil.which("mcs") else {}),
}


@pytest.fixture(scope="module")
def told(service: Service) -> dict[str, list[dict[str, Any]]]:
    return {name: play(service) for name, play in CLIENTS.items()}


@pytest.mark.parametrize("client", CLIENTS)
def test_a_client_fits_the_suite(told: dict[str, list[dict[str, Any]]], client: str) -> None:
    for case, found in zip(json.loads(CASES.read_text("utf-8")), told[client], strict=True):
        assert found.get("error") == case.get("error"), (case["name"], found)
        if "error" in case:
            assert case["says"] in found["says"]
        else:
            assert found["last"] == case["last"] in found["outcomes"]
            assert found["png"] == "PNG"
            assert case.get("result", {}).items() <= found["result"].items()


def test_all_clients_saw_the_same(told: dict[str, list[dict[str, Any]]]) -> None:
    assert all(found == told["python"] for found in told.values())


@pytest.mark.parametrize("file", [Path(kiosk.testkit.client.__file__), CLIENT, CSHARP])
def test_a_client_is_small(file: Path) -> None:
    assert len(file.read_text("utf-8").splitlines()) <= 300


def test_the_types_name_each_method() -> None:
    source, types = CLIENT.read_text("utf-8"), TYPES.read_text("utf-8")
    methods = re.findall(r"^  (?:async )?([a-z]\w+)\(.*\) \{$", source, re.MULTILINE)
    assert [name for name in methods if f"{name}(" not in types] == []
    assert len(methods) > 20
