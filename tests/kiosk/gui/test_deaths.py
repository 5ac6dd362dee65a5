"""Qt objects die on the GUI's thread: the check of every test is itself checked here."""

import gc
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QTimer

pytest_plugins = ("pytester",)
TESTS = Path(__file__).parents[2]


def on_a_worker(call: Callable[[], object]) -> None:
    worker = threading.Thread(target=call, name="worker")
    worker.start()
    worker.join(60)


class Holder(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.me = self


def test_a_worker_that_drops_the_last_reference_is_caught(qt_deaths: list[str]) -> None:
    held = [QTimer()]
    on_a_worker(held.clear)
    (death,) = qt_deaths
    qt_deaths.clear()
    assert "worker" in death


def test_a_worker_that_collects_a_cycle_is_caught(qt_deaths: list[str]) -> None:
    gc.collect()
    Holder()
    on_a_worker(gc.collect)
    (death,) = qt_deaths
    qt_deaths.clear()
    assert "worker" in death


def test_a_cycle_collected_here_and_an_object_of_the_workers_own_are_no_faults(
    qt_deaths: list[str],
) -> None:
    Holder()
    gc.collect()
    on_a_worker(lambda: QObject().deleteLater())
    on_a_worker(QObject)
    assert not qt_deaths


def test_a_test_in_which_a_qt_object_dies_elsewhere_fails(pytester: pytest.Pytester) -> None:
    pytester.makeconftest((TESTS / "conftest.py").read_text(encoding="utf-8"))
    pytester.makepyfile(
        """
        import threading
        from PySide6.QtCore import QTimer

        def drop(call):
            worker = threading.Thread(target=call, name="worker")
            worker.start()
            worker.join(60)

        def test_planted(qapp):
            drop([QTimer()].clear)

        def test_clean(qapp):
            QTimer()
        """
    )
    result = pytester.runpytest_subprocess("-p", "no:cacheprovider")
    result.assert_outcomes(passed=2, errors=1)
    result.stdout.fnmatch_lines(["*1 Qt objects died elsewhere*worker*"])
