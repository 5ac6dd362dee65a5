"""Webhooks: a result is sent to the registered address of the service that started the consent."""

import logging
from collections.abc import Callable, Mapping

import httpx

from kiosk.timing import REAL, Task, Time

log = logging.getLogger(__name__)

SIGNATURE = "X-Uketsuke-Signature"
ANSWER_SECONDS = 5.0
PAUSES = (2.0, 20.0, 120.0)
"""Seconds before each further try [G]; after the last one the service must ask."""


class Webhooks:
    """Sends results, each in a thread of its own, until the service has taken them.

    Nothing is sent anywhere but to the given address: a redirect counts as a failure, and no proxy
    of the environment is used.
    """

    def __init__(self, time: Time = REAL) -> None:
        self._time = time

    def send(self, address: str, told: Callable[[], Mapping[str, str]]) -> Task:
        """Send what `told` returns, with its `signature`. It is called for each try, so that the
        time in it is fresh: a service refuses an old one.
        """
        return self._time.start("webhook", lambda: self._deliver(address, told))

    def _deliver(self, address: str, told: Callable[[], Mapping[str, str]]) -> None:
        for pause in (0.0, *PAUSES):
            self._time.sleep(pause)
            failure = self._try(address, told())
            if not failure:
                return
            log.warning("a service's webhook did not take a result: %s", failure)
        log.warning("a result is no longer sent to a service's webhook; it can ask for it")

    @staticmethod
    def _try(address: str, body: Mapping[str, str]) -> str:
        """Send once; returns why it failed, or nothing."""
        try:
            answer = httpx.post(
                address,
                json=dict(body),
                timeout=ANSWER_SECONDS,
                trust_env=False,
                headers={SIGNATURE: body["signature"]},
            )
        except httpx.HTTPError as error:
            return type(error).__name__
        return "" if answer.is_success else f"status {answer.status_code}"
