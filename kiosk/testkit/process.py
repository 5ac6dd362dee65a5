"""Starts the process that holds the desks, and ends it with this one."""

import json
import subprocess
import sys
from contextlib import suppress
from typing import Self

from kiosk.testkit.client import KitError, Lacking, Service

ENDS_S = 10.0
"""How long the process has to end by itself."""


class Desks:
    """A service in a process of its own; a context manager. `service` is the connection to it.

    The process starts without this folder on its path, so that a project's own folders `drivers`,
    `ui` or `models` are not taken for the program's.
    """

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "kiosk.cli", "test", "serve", "--with-parent"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        try:
            told = json.loads(line)
        except ValueError:
            self.close()
            said = "the desks' process did not start; `kiosk doctor --test` says why"
            raise Lacking(said) from None
        self.service = Service(told["url"], told["token"])

    @property
    def alive(self) -> bool:
        """Whether the process still runs."""
        return self._process.poll() is None

    @property
    def answers(self) -> bool:
        """Whether the process runs and no call hangs in it."""
        try:
            return self.alive and bool(self.service.json("GET", "/v1/desks"))
        except KitError:
            return False

    def kill(self) -> None:
        """End the process at once, as a crash would."""
        self._process.kill()
        self._process.wait()

    def close(self) -> None:
        """End the process."""
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()
        try:
            self._process.wait(ENDS_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def __enter__(self) -> Self:
        """The running service."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the process."""
        self.service.close()
        self.close()
