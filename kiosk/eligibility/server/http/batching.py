"""Batches of checks: those that arrive together share one transaction and one commit.

Under light load a batch holds one check, which does not wait; under heavy load the batch grows
with the queue, so the checks share the cost of a commit.
"""

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Generic, TypeVar

Asked = TypeVar("Asked")
Told = TypeVar("Told")

MOST = 64


class Batcher(Generic[Asked, Told]):
    """Collects the questions of coroutines and answers them in a thread with `answer`.

    `answer` gets lists of at most 64 questions and returns one answer for each; an error that it
    raises reaches every question of the batch. One batch runs at a time: with two, their threads
    and the event loop compete for the interpreter, and the slowest answers take twice as long
    (docs/performance.md).
    """

    def __init__(self, answer: Callable[[Sequence[Asked]], Sequence[Told]]) -> None:
        self._answer = answer
        self._waiting: list[tuple[Asked, asyncio.Future[Told]]] = []
        self._busy = False
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="batch")

    async def ask(self, asked: Asked) -> Told:
        """Answer one question. Raises what `answer` raises."""
        future: asyncio.Future[Told] = asyncio.get_running_loop().create_future()
        self._waiting.append((asked, future))
        self._start()
        return await future

    def close(self) -> None:
        """Wait for the running batch."""
        self._thread.shutdown()

    def _start(self) -> None:
        if self._busy or not self._waiting:
            return
        batch, self._waiting = self._waiting[:MOST], self._waiting[MOST:]
        self._busy = True
        loop = asyncio.get_running_loop()
        work = loop.run_in_executor(self._thread, self._answer, [asked for asked, _ in batch])
        work.add_done_callback(partial(self._finish, batch))

    def _finish(
        self,
        batch: "list[tuple[Asked, asyncio.Future[Told]]]",
        done: "asyncio.Future[Sequence[Told]]",
    ) -> None:
        self._busy = False
        error = done.exception()
        told = done.result() if error is None else [None] * len(batch)
        for (_, future), one in zip(batch, told, strict=True):
            if future.done():
                continue  # cancelled: the client has disconnected
            if error is not None:
                future.set_exception(error)
            else:
                future.set_result(one)  # type: ignore[arg-type]
        self._start()
