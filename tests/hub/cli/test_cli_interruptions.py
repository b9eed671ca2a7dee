"""A signal ends a command wherever it comes."""

import signal
import sys
import time
import weakref

import pytest

from hub.cli.interruptions import interruptible, terminable


class Thing:
    pass


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_that_comes_in_a_callback_of_a_weak_reference_ends_the_command_all_the_same(sign, capsys):
    calls = []

    def callback(_):
        calls.append(sign)
        signal.raise_signal(sign)

    thing = Thing()
    reference = weakref.ref(thing, callback)
    with pytest.raises(KeyboardInterrupt), terminable(), interruptible():
        del thing  # what is raised in the callback is lost
        time.sleep(10)
    assert (calls, reference()) == ([sign], None)
    assert "Traceback" not in capsys.readouterr().err


def test_after_a_command_signals_and_lost_errors_mean_what_they_meant_before():
    signs = (signal.SIGTERM, signal.SIGINT, signal.SIGALRM)
    before = [signal.getsignal(sign) for sign in signs], sys.unraisablehook
    with terminable(), interruptible():
        pass
    assert ([signal.getsignal(sign) for sign in signs], sys.unraisablehook) == before
    assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)
