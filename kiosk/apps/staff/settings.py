"""環境設定 at the desks of a staff's window: obeyed after the log-off, and what it waits for."""

import logging
from collections.abc import Callable, Sequence

from kiosk.apps.staff.desk_view import DeskView
from kiosk.desk.reader_settings import chosen
from kiosk.errors import KioskError
from kiosk.session.rules import Rules
from kiosk.staff.device_status import Waits

log = logging.getLogger(__name__)


class Settings:
    """See the module. `now` gives the rules as 環境設定 is now, or raises KioskError.

    `obeyed` are the rules with which the desks were started.
    """

    def __init__(self, desks: Sequence[DeskView], now: Callable[[], Rules], obeyed: Rules) -> None:
        self._desks, self._now, self._obeyed = desks, now, obeyed

    def signed_out(self) -> None:
        """Let the desks obey what was changed."""
        rules = self._wanted()
        if rules.facility != self._obeyed.facility:
            self._obeyed = rules
            for desk in self._desks:
                desk.kiosk.obey(rules)
        self.look()

    def look(self) -> None:
        """Light the reader's lamp of each desk that does not have the newest 環境設定 yet."""
        left = chosen(self._wanted()) != chosen(self._obeyed)
        for desk in self._desks:
            stale = Waits.RESTART if desk.kiosk.settings.stale else None
            desk.lamps.waits = Waits.SIGN_OUT if left else stale

    def _wanted(self) -> Rules:
        """The rules as 環境設定 is now; the obeyed ones where it cannot be read."""
        try:
            return self._now()
        except KioskError as error:
            log.error("what 環境設定 changed is not in force: %s", error.detail)
            return self._obeyed
