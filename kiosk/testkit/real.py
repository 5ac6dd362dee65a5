"""Kiosks at their real pace for `kiosk play --real`: each desk is a `kiosk run --control`."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from kiosk.testkit.client import Kiosk, Lacking, Refused, Service
from kiosk.testkit.playing.toml import document
from kiosk.testkit.process import Desks

READY_S = 120.0
"""How long a kiosk has until its waiting screen: its keys are made first."""
ENDS_S = 15.0
THE_DESK = "1"


class RealKiosk(Kiosk):
    """The one desk of a process; `close` ends the process."""

    def __init__(self, config: Mapping[str, Any], *, with_persons: bool = False) -> None:
        """Start it. Raises Lacking when it does not come up."""
        self._connection: Service | None = None
        self._folder = tempfile.TemporaryDirectory(prefix="kiosk-real-")
        home = Path(self._folder.name)
        (home / "config.toml").write_text(document(config), "utf-8")
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "kiosk.cli", "run", "--control", "0",
             "--control-token-file", "token",
             *(["--control-with-persons"] if with_persons else [])],
            cwd=home,
            env={**_environment(), "UKETSUKE_HOME": str(home / "home")},
            stdout=subprocess.PIPE,
            text=True,
        )  # fmt: skip
        assert self._process.stdout is not None
        url = self._process.stdout.readline().strip()
        if not url.startswith("http"):
            self.close()
            raise Lacking("the kiosk did not start; `kiosk doctor` says why")
        self._connection = Service(url, (home / "token").read_text("ascii").strip())
        super().__init__(self._connection, THE_DESK)

    def close(self) -> None:
        """End the process, and remove what it wrote."""
        if self._connection is not None:
            self._connection.close()
        self._process.terminate()
        if self._process.stdout is not None:
            self._process.stdout.close()
        try:
            self._process.wait(ENDS_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        with suppress(OSError):
            self._folder.cleanup()


class RealService(Service):
    """Opens each desk as a process of its own; names come from the desks in virtual time."""

    def open(
        self,
        config: Mapping[str, Any] | None = None,
        *,
        start: Any = None,
        seed: int = 0,
        frames: str = "owner",
        pictures: bool = False,
        with_persons: bool = False,
        visual_password: str = "",
    ) -> Kiosk:
        """See Service. There is no seed at the real pace, and no other start than now."""
        if visual_password:
            raise Refused("desk.visual_password needs virtual time; play this without --real")
        if start is not None:
            raise Refused("desk.start needs virtual time; play this scenario without --real")
        kiosk = RealKiosk(_configured(config or {}, frames), with_persons=with_persons)
        try:
            kiosk.expect(page="idle", fault=None, within=READY_S)
            if frames != "owner":
                kiosk.frames(frames)
        except BaseException:
            kiosk.close()
            raise
        return kiosk


class RealDesks(Desks):
    """Desks at the real pace; see Desks."""

    def __init__(self) -> None:
        super().__init__()
        self.service = RealService(self.service.url, self.service.token)


def _configured(config: Mapping[str, Any], frames: str) -> dict[str, Any]:
    """The scenario's configuration with virtual cards and frames: nothing real is touched."""
    reader, camera = dict(config.get("reader", {})), dict(config.get("camera", {}))
    reader["kind"] = "inprocess"
    camera["source"] = "empty" if frames == "owner" else frames
    window = {"full_screen": False, **config.get("window", {})}
    return {**config, "reader": reader, "camera": camera, "window": window}


def _environment() -> dict[str, str]:
    """The environment of this process, without a display where there is none."""
    shown = (
        sys.platform != "linux" or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    )
    return {**({} if shown else {"QT_QPA_PLATFORM": "offscreen"}), **os.environ}
