"""The tests marked `pcscd`, beside a pcscd of their own; the output is shown when one fails."""

from collections.abc import Callable
from subprocess import CompletedProcess

import pytest

MISSING = 125
"""What `tools/with-pcscd` ends with when this machine lacks something, in one sentence."""


@pytest.mark.timeout(600)  # the whole suite of a folder, beside two other workers
def test_the_card_suite_passes_on_the_real_pcscd(
    beside_pcscd: Callable[[], CompletedProcess[str]],
) -> None:
    done = beside_pcscd()
    if done.returncode == MISSING:
        pytest.skip(done.stdout.strip())
    assert done.returncode == 0, done.stdout
    assert "passed" in done.stdout
