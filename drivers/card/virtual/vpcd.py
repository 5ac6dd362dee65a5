"""Connects a virtual card to pcscd's virtual reader (vpcd of vsmartcard), as vpicc does.

Protocol (docs/card.md): two length bytes, then the message; a message of one byte is a control
(0 off, 1 on, 2 reset, 4 answer the ATR), a longer one is a command. Connecting inserts the card,
closing removes it.
"""

import contextlib
import socket
import threading
from enum import IntEnum
from typing import Self

from drivers.card.virtual.reader import Chip, Pulled
from kiosk.errors import Busy, ServiceDown

PORT = 35963
"""The TCP port of slot 0; each further slot uses the next port."""
POLL = 0.3
"""Seconds between attempts to reach vpcd again after pcscd went away."""

INSERT_S = 2.0
"""Seconds in which vpcd asks for a new card's ATR: it looks about every 0.4 s."""


CONNECT_S = STOP_S = 2.0
"""Seconds to reach vpcd, and for a command under way to end when the card is taken out."""


class Control(IntEnum):
    """One-byte messages of vpcd; only ATR needs an answer."""

    OFF = 0
    ON = 1
    RESET = 2
    ATR = 4


class VpcdPlug:
    """A card in slot `slot` of the virtual reader, from `start` to `stop`.

    With `stay`, it connects again after a restart of pcscd.
    """

    def __init__(
        self, chip: Chip, *, slot: int = 0, host: str = "127.0.0.1", stay: bool = False
    ) -> None:
        self._chip = chip
        self._address = (host, PORT + slot)
        self._stay = stay
        self._stopping = threading.Event()
        self._asked = threading.Event()
        self._socket: socket.socket | None = None
        self._thread: threading.Thread | None = None

    def start(self) -> Self:
        """Insert the card and wait for vpcd's first message.

        Raises ServiceDown if vpcd is not running, Busy if the card is in another reader or another
        card is in the slot: then vpcd accepts the connection but sends nothing.
        """
        self._chip.counters.open()
        try:
            self._socket = self._connect()
        except OSError as error:
            self._chip.counters.close()
            raise ServiceDown(
                f"vpcd does not listen on port {self._address[1]}; start pcscd with vsmartcard-vpcd"
            ) from error
        self._stopping.clear()
        self._asked.clear()
        self._thread = threading.Thread(target=self._run, name="vpcd-plug", daemon=True)
        self._thread.start()
        if not self._asked.wait(INSERT_S):
            self.stop()
            slot = self._address[1] - PORT
            raise Busy(f"another card is in slot {slot} of the virtual reader; take it out first")
        return self

    def stop(self) -> None:
        """Remove the card. Never raises."""
        self._stopping.set()
        if self._socket:
            _hang_up(self._socket)
        if self._thread and self._thread is not threading.current_thread():
            self._thread.join(STOP_S)

    @property
    def plugged(self) -> bool:
        """Whether the card is in the slot."""
        return self._thread is not None and self._thread.is_alive()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

    def _connect(self) -> socket.socket:
        line = socket.create_connection(self._address, timeout=CONNECT_S)
        line.settimeout(None)  # vpcd may be silent for as long as nobody uses the reader
        return line

    def _run(self) -> None:
        try:
            while self._socket is not None:
                with self._socket:
                    self._serve(self._socket)
                self._socket = self._again() if self._stay else None
        except Pulled:
            pass
        finally:
            if self._socket:
                self._socket.close()
            self._chip.power_off()
            self._chip.counters.close()

    def _again(self) -> socket.socket | None:
        while not self._stopping.wait(POLL):
            try:
                return self._connect()
            except OSError:
                continue
        return None

    def _serve(self, line: socket.socket) -> None:
        try:
            while not self._stopping.is_set():
                message = _receive(line, int.from_bytes(_receive(line, 2)))
                self._asked.set()
                answer = self._answer(message)
                if answer is not None:
                    line.sendall(len(answer).to_bytes(2) + answer)
        except OSError:
            return

    def _answer(self, message: bytes) -> bytes | None:
        """The answer to a message, or None. A mute card answers one zero byte, as vpcd waits."""
        if len(message) > 1:
            return self._chip.execute(message) or b"\0"
        match message[0] if message else None:
            case Control.OFF:
                self._chip.power_off()
            case Control.ON:
                self._chip.power_on()
            case Control.RESET:
                self._chip.reset()
            case Control.ATR:
                return self._chip.atr or b"\0"
        return None


def _receive(line: socket.socket, size: int) -> bytes:
    """Receive exactly `size` bytes. Raises ConnectionError if the other side closes.

    vpcd sends length and body in two writes; without an immediate acknowledgement the second
    waits 40 ms. Linux needs TCP_QUICKACK before every receive; other systems are fast enough.
    """
    data = b""
    while len(data) < size:
        if hasattr(socket, "TCP_QUICKACK"):
            line.setsockopt(socket.IPPROTO_TCP, socket.TCP_QUICKACK, 1)
        piece = line.recv(size - len(data))
        if not piece:
            raise ConnectionError("vpcd hung up")
        data += piece
    return data


def _hang_up(line: socket.socket) -> None:
    with contextlib.suppress(OSError):  # the other side may have closed it
        line.shutdown(socket.SHUT_RDWR)
