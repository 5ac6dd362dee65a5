"""A light HTTP client for benches: many keep-alive connections with little processor time."""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import cycle
from typing import cast


@dataclass(frozen=True, slots=True)
class Load:
    """The result: answers per second, and the sorted seconds to each answer."""

    rate: float
    seconds: list[float]

    def percentile(self, part: float) -> float:
        """Seconds within which this part (0 to 1) of the answers arrived."""
        return self.seconds[min(len(self.seconds) - 1, int(len(self.seconds) * part))]


class _Connection(asyncio.Protocol):
    """A connection with one request at a time; the answer must have a Content-Length."""

    def __init__(self) -> None:
        self._data = bytearray()
        self._waiting: asyncio.Future[bytes] | None = None
        self._transport: asyncio.WriteTransport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.WriteTransport, transport)

    def connection_lost(self, exc: Exception | None) -> None:
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_exception(ConnectionError("the server closed the connection"))

    def data_received(self, data: bytes) -> None:
        self._data += data
        head = self._data.find(b"\r\n\r\n")
        if head < 0 or self._waiting is None:
            return
        lower = bytes(self._data[:head]).lower()
        at = lower.find(b"content-length: ") + 16
        length = int(lower[at : (lower.find(b"\r", at) + 1 or len(lower) + 1) - 1])
        if len(self._data) >= head + 4 + length:
            answer = bytes(self._data)
            self._data.clear()
            self._waiting.set_result(answer)

    async def ask(self, request: bytes) -> bytes:
        """Send a complete request; returns the complete answer."""
        assert self._transport is not None
        self._waiting = asyncio.get_running_loop().create_future()
        self._transport.write(request)
        return await self._waiting


def post(path: str, body: bytes) -> bytes:
    """Make a POST request with a JSON body."""
    head = f"POST {path} HTTP/1.1\r\nHost: bench\r\nContent-Type: application/json\r\n"
    return f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body


async def load(
    port: int,
    requests: Sequence[bytes],
    *,
    clients: int,
    seconds: float,
    rate: float | None = None,
    expect: bytes = b"HTTP/1.1 200",
) -> Load:
    """Send `requests` from `clients` connections for `seconds`; with `rate`, that many per second.

    With `rate`, times count from the moment a request was due, so they include waiting in a queue.
    Raises AssertionError if an answer lacks `expect`.
    """
    loop = asyncio.get_running_loop()
    made = [await loop.create_connection(_Connection, "127.0.0.1", port) for _ in range(clients)]
    taken: list[float] = []
    begun = time.perf_counter()
    pool = cycle(requests)

    async def client(number: int, connection: _Connection) -> None:
        turn = 0
        while True:
            due = time.perf_counter()
            if rate is not None:
                due = begun + (number + turn * clients) / rate
                await asyncio.sleep(max(0.0, due - time.perf_counter()))
            if due - begun >= seconds:
                return
            answer = await connection.ask(next(pool))
            taken.append(time.perf_counter() - due)
            assert expect in answer, answer[:300]
            turn += 1

    await asyncio.gather(*(client(n, connection) for n, (_, connection) in enumerate(made)))
    spent = time.perf_counter() - begun
    for transport, _ in made:
        transport.close()
    return Load(len(taken) / spent, sorted(taken))
