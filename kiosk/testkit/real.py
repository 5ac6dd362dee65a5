"""Kiosks at their real pace for `kiosk play --real`: each desk is a `kiosk run --control`."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kiosk.testkit.client import Kiosk, Lacking, Service
from kiosk.testkit.playing.toml import document
from kiosk.testkit.process import Desks

READY_S = 120.0
"""How long a kiosk has until its waiting screen: its keys are made first."""
ENDS_S = 15.0
THE_DESK = "1"


COMMAND = (sys.executable, "-P", "-m", "kiosk.cli")


@dataclass(frozen=True, slots=True)
class Wished:
    """What a kiosk at its real pace is told beside its configuration, see `Service.open`."""

    start: Any = None
    with_persons: bool = False
    visual_password: str = ""

    @property
    def options(self) -> tuple[str, ...]:
        """The options of `kiosk run`."""
        start = () if self.start is None else ("--control-start", _plain(self.start))
        return (*start, *(["--control-with-persons"] if self.with_persons else []))


class RealKiosk(Kiosk):
    """The one desk of a process; `close` ends the process."""

    def __init__(self, config: Mapping[str, Any], wished: Wished) -> None:
        """Start it. Raises Lacking when it does not come up."""
        self._connection: Service | None = None
        self._folder = tempfile.TemporaryDirectory(prefix="kiosk-real-")
        home = Path(self._folder.name)
        (home / "config.toml").write_text(document(config), "utf-8")
        environment = {**_environment(), "UKETSUKE_HOME": str(home / "home")}
        if wished.visual_password:
            subprocess.run(
                [*COMMAND, "staff", "visual-password", "--choose"],
                input=f"{wished.visual_password}\n" * 2,
                env=environment,
                capture_output=True,
                text=True,
                check=True,
                timeout=READY_S,
            )
        self._process = subprocess.Popen(
            [*COMMAND, "run", "--control", "0", "--control-token-file", "token", *wished.options],
            cwd=home,
            env=environment,
            stdout=subprocess.PIPE,
            text=True,
        )
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
        """See Service. There is no seed at the real pace."""
        wished = Wished(start, with_persons, visual_password)
        kiosk = RealKiosk(_configured(config or {}, frames), wished)
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


def _plain(start: Any) -> str:
    """A date and time as the command line takes it, Japanese time."""
    return str(start)[:19].replace(" ", "T")


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
