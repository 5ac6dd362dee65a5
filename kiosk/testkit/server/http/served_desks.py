"""The desks that the control protocol reaches, as its routes get them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any, Protocol

from fastapi import Depends, Request

from kiosk.testkit.server.control import DeskControl
from kiosk.testkit.server.http import protocol
from kiosk.testkit.server.seen.observer import T


class Desks(Protocol):
    """The desks behind the protocol."""

    def ids(self) -> tuple[str, ...]:
        """The ids of the open desks. Raises Refused when no desk can be reached any more."""
        ...

    def open(self, wish: protocol.NewDesk) -> str:
        """Open a desk; returns its id. Raises Refused."""
        ...

    def run(self, desk: str, call: Callable[[DeskControl], T]) -> T:
        """Run a call with a desk, after those that run already. Raises KeyError, NotSeen."""
        ...

    def peek(self, desk: str) -> DeskControl:
        """A desk for what may be read at any time. Raises KeyError."""
        ...

    def reset(self, desk: str) -> None:
        """Make a desk as it was at first. Raises KeyError, Refused."""
        ...

    def close(self, desk: str) -> None:
        """Close a desk. Raises KeyError, Refused."""
        ...


@dataclass(frozen=True, slots=True)
class ServedDesk:
    """The desk that a request names."""

    desks: Desks
    id: str

    def run(self, call: Callable[[DeskControl], T]) -> T:
        """Run a call with the desk, after those that run already. Raises KeyError, NotSeen."""
        return self.desks.run(self.id, call)

    def act(self, call: Callable[[DeskControl], object]) -> dict[str, Any]:
        """Let the desk act; returns what is seen then. Raises KeyError, NotSeen, Refused."""

        def run(control: DeskControl) -> dict[str, Any]:
            call(control)
            return control.observer.seen()

        return self.run(run)

    def peek(self) -> DeskControl:
        """The desk for what may be read at any time. Raises KeyError."""
        return self.desks.peek(self.id)


def named(request: Request, desk: str) -> ServedDesk:
    """The desk named in the path of a request to `application`."""
    return ServedDesk(request.app.state.desks, desk)


Named = Annotated[ServedDesk, Depends(named)]
"""A parameter of a route: the desk that its path names."""
