"""A kiosk, a service, a plugged card and a demo work side by side on one data folder."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]


@pytest.mark.skipif(sys.platform != "linux", reason="vpcd runs on Linux")
def test_commands_on_one_data_folder_do_not_disturb_each_other(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "tools" / "with-pcscd", sys.executable,
         ROOT / "tests" / "kiosk" / "cli" / "beside.py", tmp_path],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True, text=True, timeout=280, check=False,
    )  # fmt: skip
    if done.returncode == 125:
        pytest.skip(done.stderr.strip())
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout.splitlines()[-1])
    assert told == {
        "demo": 0, "second": 1, "plug": 0, "run": 130, "serve": 130, "run's": ["card_removed"],
    }  # fmt: skip
    assert "already" in done.stderr  # the second kiosk on the desk, in one sentence
    assert "Traceback" not in done.stderr
    report = json.loads((tmp_path / "out" / "report.json").read_text(encoding="utf-8"))
    assert report["outcome"] == "completed"
