"""The protocol of a card transport, and one around it that counts, measures and logs its use."""

import logging
from collections.abc import Callable
from typing import Protocol

from drivers.card.apdu import SW, Command, Ins
from kiosk.errors import Malformed, Unreadable
from kiosk.timing import REAL

TRAFFIC = 5
"""Log level of APDUs, below DEBUG."""

logging.addLevelName(TRAFFIC, "TRAFFIC")
log = logging.getLogger(__name__)

ROUNDS = 160
"""61xx and 6Cxx rounds of one command: CAP bytes in 256-byte pieces fit; more is a loop."""
PUBLIC_DATA = frozenset({Ins.SELECT, Ins.GET_DATA, Ins.READ_BINARY, Ins.READ_RECORD})


class Transport(Protocol):
    """Sends commands to a card."""

    def transmit(self, apdu: bytes) -> tuple[bytes, int]:
        """Send a command; returns the answer's data and status word.

        Raises CardRemoved, Unreadable, ServiceDown, NoReader.
        """
        ...


class MeasuredTransport:
    """Wraps a transport: counts APDUs, measures seconds and logs the traffic without secrets.

    Command data are logged for SELECT and GET DATA only. Answers are logged only until the first
    VERIFY with a secret, because later data may be personal.
    """

    def __init__(self, transport: Transport, clock: Callable[[], float] = REAL.monotonic) -> None:
        self._transport, self._clock = transport, clock
        self._opened = False
        self.apdus = 0
        self.seconds = 0.0

    def send(self, command: Command) -> tuple[bytes, int]:
        """Send a command and follow 61xx and 6Cxx; returns all data and the last status word.

        Raises the transport's errors, and Malformed if the card never ends its answer.
        """
        data, sw = self._once(command)
        collected = data
        for _ in range(ROUNDS):
            high, low = sw & 0xFF00, sw & 0xFF
            if high == SW.WRONG_LE and command.ins != Ins.VERIFY:
                data, sw = self._once(
                    Command(
                        command.cla, command.ins, command.p1, command.p2, command.data, low or 256
                    )
                )
            elif high == SW.MORE:
                data, sw = self._once(Command(0x00, Ins.GET_RESPONSE, 0, 0, le=low or 256))
                if not data and sw & 0xFF00 == SW.MORE:
                    break
            else:
                return collected, sw
            collected += data
            if len(collected) > 0x10000:
                break
        raise Malformed(f"the card never ends its answer (INS {command.ins:02X}, {sw:04X})")

    def _once(self, command: Command) -> tuple[bytes, int]:
        self._opened |= command.ins == Ins.VERIFY and bool(command.data)
        began = self._clock()
        try:
            data, sw = self._transport.transmit(command.encode())
        finally:
            self.apdus += 1
            self.seconds += self._clock() - began
        if log.isEnabledFor(TRAFFIC):
            log.log(TRAFFIC, "%s", self._line(command, data, sw))
        return data, sw

    def _line(self, command: Command, data: bytes, sw: int) -> str:
        shown = command.data.hex() if command.ins in PUBLIC_DATA else f"[{len(command.data)} bytes]"
        answer = f"[{len(data)} bytes]" if self._opened or len(data) > 32 else data.hex()
        header = f"{command.cla:02x}{command.ins:02x}{command.p1:02x}{command.p2:02x}"
        return f"> {header} {shown} le={command.le} < {answer} {sw:04x}"


def split(answer: bytes) -> tuple[bytes, int]:
    """Split a raw answer into data and status word. Raises Unreadable for less than two bytes."""
    if len(answer) < 2:
        raise Unreadable("the card gave no valid answer; wipe the card and place it again")
    return answer[:-2], int.from_bytes(answer[-2:])
