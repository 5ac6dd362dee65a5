"""What a base install can do, and what the files of the package promise about versions."""

import re
import subprocess
import sys
import tomllib
from importlib import metadata
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
EXTRAS = {
    "pcsc": ["smartcard"],
    "ocr": ["rapidocr"],
    "peer": ["face_recognition", "dlib"],
    "bench": ["matplotlib"],
    "test": ["pytest"],
}
"""The packages of each extra."""


def base_kiosk(*words: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run `kiosk` where no package of an extra can be imported, as after a base install."""
    blocked = [module for modules in EXTRAS.values() for module in modules]
    script = (
        f"import sys\nsys.modules.update(dict.fromkeys({blocked}))\n"
        f"sys.argv = ['kiosk', *{list(words)!r}]\nfrom kiosk.cli.main import app\napp()"
    )
    return subprocess.run(
        [sys.executable, "-c", script],
        check=False, cwd=folder, capture_output=True, text=True, timeout=120,
    )  # fmt: skip


def test_the_versions_of_uv_run_are_those_of_the_lock() -> None:
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    pins = re.findall(r"^([A-Za-z0-9][\w.-]*==[^\\\n]+?) *\\?$", lock, re.MULTILINE)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    assert len(pins) > 50
    assert project["tool"]["uv"]["constraint-dependencies"] == pins


@pytest.mark.parametrize("file", ["pyproject.toml", "requirements.lock"])
def test_no_file_names_an_address_of_packages(file: str) -> None:
    text = (ROOT / file).read_text("utf-8")
    assert not re.search(
        r"--(extra-)?index-url|--find-links|index-url *=|\[\[tool\.uv\.index", text
    )


def test_every_extra_of_the_package_is_known_here() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    assert set(project["project"]["optional-dependencies"]) == set(EXTRAS)


def test_the_version_is_told(tmp_path: Path) -> None:
    done = base_kiosk("--version", folder=tmp_path)
    assert (done.returncode, done.stdout) == (0, f"kiosk {metadata.version('uketsuke-kiosk')}\n")


@pytest.mark.parametrize(
    "words",
    [["registry", "migrate"], ["serve", "--help"], ["card", "plug", "--help"], ["config"]],
    ids=" ".join,
)
def test_a_base_install_is_enough(words: list[str], tmp_path: Path) -> None:
    done = base_kiosk(*words, folder=tmp_path)
    assert done.returncode == 0, done.stderr


def test_a_base_install_plays_the_demo(tmp_path: Path) -> None:
    done = base_kiosk("demo", "--headless", "--method", "pin", "--out", "out", folder=tmp_path)
    assert done.returncode == 0, done.stderr


PORTRAITS = ROOT / "kiosk" / "personas" / "portraits"
MISSING = {
    "pcsc, by the reader": ["card", "read", "--reader", "pcsc"],
    "pcsc, by the demo": ["demo", "--headless", "--reader", "pcsc", "--out", "out"],
    "bench": ["bench", "accuracy", "--pairs=pairs.csv", f"--images={PORTRAITS}"],
    "peer": [
        "bench",
        "accuracy",
        "--engine=face_recognition",
        "--json",
        "--pairs=pairs.csv",
        f"--images={PORTRAITS}",
    ],
}


@pytest.mark.parametrize("case", MISSING)
def test_an_extra_that_is_missing_is_named_in_one_sentence(case: str, tmp_path: Path) -> None:
    (tmp_path / "pairs.csv").write_text("a,b,same\nkenji.jpg,masao.jpg,0\nkenji.jpg,kenji.jpg,1\n")
    done = base_kiosk(*MISSING[case], folder=tmp_path)
    assert done.returncode != 0
    assert "Traceback" not in done.stderr
    extra = case.partition(",")[0]
    assert f"extra `{extra}`" in done.stderr + done.stdout


def test_the_doctor_names_the_extra_of_card_readers(tmp_path: Path) -> None:
    done = base_kiosk("doctor", folder=tmp_path)
    assert "extra `pcsc`" in done.stdout
