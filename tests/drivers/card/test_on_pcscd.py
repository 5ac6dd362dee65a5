"""Runs the tests marked `pcscd` beside a pcscd of their own; the output is shown when one fails."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
WITH_PCSCD = ROOT / "tools" / "with-pcscd"
MISSING = 125


def test_the_card_suite_passes_on_the_real_pcscd() -> None:
    if sys.platform != "linux":
        pytest.skip("pcscd with vpcd in a private namespace exists on Linux only")
    command = [sys.executable, "-m", "pytest", "-q", "-m", "pcscd", "-p", "no:cacheprovider"]
    done = subprocess.run(
        [sys.executable, WITH_PCSCD, *command, Path(__file__).parent],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )
    if done.returncode == MISSING:
        pytest.skip(done.stderr.strip())
    assert done.returncode == 0, done.stdout + done.stderr
    assert "passed" in done.stdout
