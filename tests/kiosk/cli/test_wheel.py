"""The wheel: built from this checkout, installed apart, and used outside of the repository."""

import os
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from importlib import metadata
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
PACKAGES = ("drivers", "kiosk", "models", "ui")
UV = Path(sys.executable).with_name("uv")
UNRELATED = {"__pycache__", ".mypy_cache", ".ruff_cache"}


def done(*command: str | Path, folder: Path) -> str:
    """Run a command, without anything of this checkout in its environment; returns its output."""
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith("PYTHON")
    }
    ran = subprocess.run(
        [*map(str, command)], cwd=folder, env={**environment, "VIRTUAL_ENV": ""},
        check=False, capture_output=True, text=True, errors="replace", timeout=240,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built with what the locked environment has."""
    if not UV.exists():
        pytest.skip("only the environment of `make setup` has uv")
    output = tmp_path_factory.mktemp("wheel")
    build = [UV, "build", "--wheel", "--no-build-isolation", "--offline", "-q"]
    done(*build, "--python", sys.executable, "-o", output, ROOT, folder=ROOT)
    (built,) = output.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of commands of an environment with the wheel; other packages are only lent."""
    home = tmp_path_factory.mktemp("environment")
    done(UV, "venv", "-q", "--offline", "--python", sys.executable, home, "--clear", folder=home)
    commands = home / ("Scripts" if os.name == "nt" else "bin")
    python = commands / ("python.exe" if os.name == "nt" else "python")
    install = [UV, "pip", "install", "-q", "--offline", "--no-deps", "--python", python]
    done(*install, wheel, folder=home)
    ask = [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]
    site = Path(done(*ask, folder=home).strip())
    # A line in a .pth file adds a folder, and none of the .pth files in it: not this checkout.
    (site / "lent.pth").write_text(f"{sysconfig.get_path('purelib')}\n", encoding="utf-8")
    return commands


def test_every_file_of_the_packages_is_in_the_wheel(wheel: Path) -> None:
    wanted = {
        file.relative_to(ROOT).as_posix()
        for package in PACKAGES
        for file in (ROOT / package).rglob("*")
        if file.is_file() and not UNRELATED & set(file.parts)
    }
    kinds = {file.rpartition(".")[2] for file in wanted}
    assert {*["py", "po", "toml", "html", "css", "jpg", "mp4", "mako", "onnx", "ulaw"]} <= kinds
    inside = set(zipfile.ZipFile(wheel).namelist())
    assert wanted - inside == set()
    assert {name for name in inside if ".dist-info/" not in name} == wanted


def test_the_code_that_runs_is_the_wheels(installed: Path, tmp_path: Path) -> None:
    for package in PACKAGES:
        ask = f"import {package}; print({package}.__path__[0])"
        place = Path(done(installed / "python", "-c", ask, folder=tmp_path).strip())
        assert place.is_relative_to(installed.parent)
    version = metadata.version("uketsuke-kiosk")
    assert done(installed / "kiosk", "--version", folder=tmp_path) == f"kiosk {version}\n"


def test_an_installed_wheel_plays_the_demo_with_a_face(installed: Path, tmp_path: Path) -> None:
    demo = ["demo", "--headless", "--method", "face", "--out", "out"]
    done(installed / "kiosk", *demo, folder=tmp_path)
    assert list((tmp_path / "out").glob("*.png"))


def test_an_installed_wheel_answers_a_request(installed: Path, tmp_path: Path) -> None:
    request = tmp_path / "OQSsiquc01req_1.xml"
    shutil.copy(ROOT / "docs" / "schema" / "examples" / "OQSsiquc01req_valid.xml", request)
    url = f"sqlite:///{tmp_path / 'registry.sqlite3'}"
    answer = done(installed / "kiosk", "serve", "--once", request, "--url", url, folder=tmp_path)
    assert "<XmlMsg>" in answer
