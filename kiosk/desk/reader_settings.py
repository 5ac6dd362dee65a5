"""環境設定 as a kiosk's reader has it: a change may wait until the reader is started anew."""

from collections.abc import Callable
from dataclasses import replace

from kiosk.session.rules import Rules


def chosen(rules: Rules) -> tuple[object, ...]:
    """What 環境設定 decides of the rules."""
    facility = rules.facility
    return facility.uses, facility.ask_prescription, facility.ask_subsidy


class ReaderSettings:
    """Hands changed rules to the session with `send`, but for 環境設定 while the reader keeps it.

    `keeps`: this reader takes 環境設定 at its start only (`facility.settings_need_restart`).
    `stale_changed` is called after a change of `stale`.
    """

    def __init__(
        self,
        rules: Rules,
        send: Callable[[Rules], None],
        stale_changed: Callable[[], None],
        *,
        keeps: bool,
    ) -> None:
        self._wanted = self._sent = rules
        self._send, self._stale_changed = send, stale_changed
        self._always = self._keeps = keeps

    @property
    def stale(self) -> bool:
        """Whether 環境設定 was changed and the reader still has the former one."""
        return chosen(self._wanted) != chosen(self._sent)

    def obey(self, rules: Rules) -> None:
        """Change the rules from the next reception on."""
        before, self._wanted, sent = self.stale, rules, rules
        if self._keeps:
            old = self._sent.facility
            kept = replace(
                rules.facility,
                uses=old.uses,
                ask_prescription=old.ask_prescription,
                ask_subsidy=old.ask_subsidy,
            )
            sent = replace(rules, facility=kept)
        self._sent = sent
        self._send(sent)
        if before != self.stale:
            self._stale_changed()

    def keep(self, on: bool) -> None:
        """On: the reader keeps its former 環境設定 (`settings.stale`). Off: it takes the new."""
        keeps = on or self._always
        if keeps != self._keeps:
            self._keeps = keeps
            self.obey(self._wanted)
