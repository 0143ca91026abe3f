"""What a worker may not do, in processes of their own; and that each limit which the system refuses is done without."""

from __future__ import annotations

import os
import subprocess
import sys
import time

import pytest
from patience import SECONDS

from viewer.workers.limits import AUTOGROUP

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="most limits hold on Linux only")

NOBODY = """
import os
import ctypes, resource, viewer.workers.limits  # nobody may not be allowed to read where these lie
if os.getuid() == 0:
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
"""


def said_by(script: str, **more) -> list[str]:
    """The words that a Python process prints."""
    command = [sys.executable, "-c", script]
    return subprocess.run(command, capture_output=True, check=True, text=True, timeout=SECONDS, **more).stdout.split()


APPLY = "from viewer.workers.limits import apply_limits\nheld = apply_limits(1 << 30, background={background})\n"


@pytest.mark.parametrize("who", ["", NOBODY], ids=["as I am", "as nobody"])
def test_memory_and_parent_are_held_whoever_we_are(who: str):
    held = said_by(who + APPLY.format(background=True) + "print(*held)")
    assert {"memory", "priority", "parent"} <= set(held)


@pytest.mark.parametrize("who", ["", NOBODY], ids=["as I am", "as nobody"])
def test_who_we_are_stays_true(who: str):
    script = who + "import os; before = os.getuid(), os.getgid()\n" + APPLY.format(background=False)
    script += "print((os.getuid(), os.getgid()) == before or 'network' in held)"
    assert said_by(script) == ["True"]


def test_memory_runs_out_at_the_limit_and_not_before():
    script = APPLY.format(background=False) + (
        "bytearray(400 << 20)\n"
        "try:\n    bytearray(1 << 30)\n    print('had')\n"
        "except MemoryError:\n    print('refused')"
    )
    assert said_by(script) == ["refused"]


def test_a_lower_limit_of_the_system_is_not_raised():
    script = (
        "import resource\nresource.setrlimit(resource.RLIMIT_AS, (800 << 20, 800 << 20))\n"
        + APPLY.format(background=False)
        + "print(*held, *resource.getrlimit(resource.RLIMIT_AS))"
    )
    assert said_by(script)[-2:] == [str(800 << 20)] * 2


def test_only_the_background_yields():
    script = "import os\nbefore = os.nice(0)\n{}print(os.nice(0) - before)"
    assert said_by(script.format(APPLY.format(background=False))) == ["0"]
    expected = min(19 - os.nice(0), 10)
    assert said_by(script.format(APPLY.format(background=True))) == [str(expected)]


@pytest.mark.skipif(not AUTOGROUP.exists(), reason="a system that does not share the processor out among sessions")
def test_the_background_yields_to_other_sessions_as_well():
    script = "import os\nfrom pathlib import Path\nbefore = os.getsid(0)\n{}"
    # The session that the system itself began has no autogroup, and nothing stands in this file there.
    script += f"print(os.getsid(0) == before, *Path('{AUTOGROUP}').read_text().split()[-1:])"
    assert said_by(script.format(APPLY.format(background=False)))[0] == "True"
    deadline = time.monotonic() + SECONDS
    background = script.format(APPLY.format(background=True))
    while said_by(background) != ["False", "10"]:  # ten such wishes within a second are heard
        assert time.monotonic() < deadline


def test_the_network_is_left_where_that_is_said():
    script = (
        "import socket\nlistener = socket.create_server(('127.0.0.1', 0))\nport = listener.getsockname()[1]\n"
        + APPLY.format(background=False)
        + "try:\n    socket.create_connection(('127.0.0.1', port), 5)\n    print('network' in held, 'reached')\n"
        "except OSError:\n    print('network' in held, 'nothing')"
    )
    assert said_by(script) in (["True", "nothing"], ["False", "reached"])


def test_an_office_program_gets_so_much_time_and_no_more():
    script = (
        "import resource\nfrom viewer.workers.limits import limit_office\nlimit_office(60)\n"
        "print(resource.getrlimit(resource.RLIMIT_CPU)[0], resource.getrlimit(resource.RLIMIT_CORE)[0])\n"
        "limit_office(600)\nprint(resource.getrlimit(resource.RLIMIT_CPU)[0])"
    )
    as_nobody = NOBODY.replace("viewer.workers.limits", "viewer.workers.limits, contextlib")
    assert said_by(as_nobody + script) == ["70", "0", "70"]  # what holds already is not raised


def test_the_end_of_the_parent_is_left_to_the_pipe_where_that_is_wanted():
    script = APPLY.format(background=False).replace("False)", "False, with_parent=False)")
    assert "parent" not in said_by(script + "print(*held)")


REFUSING = """
import errno, os, resource
from viewer.workers import limits

class NoLibc:
    def unshare(self, flags):
        return -1
    def prctl(self, *arguments):
        return -1

def refuse(*arguments):
    raise PermissionError(errno.EPERM, "not here")

limits.ctypes.CDLL = lambda *arguments, **more: NoLibc()
resource.setrlimit = refuse
os.nice = refuse
print(limits.apply_limits(1 << 30, background=True))
"""


def test_what_the_system_refuses_is_done_without():
    assert said_by(REFUSING) == ["()"]


def test_a_namespace_whose_names_cannot_be_written_is_kept():
    script = (
        "import pathlib\nfrom viewer.workers import limits\n"
        "class Libc:\n    def unshare(self, flags):\n        return 0 if flags & limits.CLONE_NEWUSER else -1\n"
        "def refuse(*arguments, **more):\n    raise PermissionError('not here')\n"
        "pathlib.Path.write_text = refuse\nprint(limits._leave_network(Libc()))"
    )
    assert said_by(script) == ["True"]


def test_control_c_is_for_the_program():
    script = APPLY.format(background=False) + "import signal\nsignal.raise_signal(signal.SIGINT)\nprint('alive')"
    assert said_by(script) == ["alive"]


ORPHAN = """
import os, sys, time
from viewer.workers.limits import apply_limits
ends = os.pipe()
if os.fork() == 0:
    held = apply_limits(1 << 30, background=False)
    print("parent" in held, flush=True)
    os.write(ends[1], b"x")
    time.sleep(60)
    print("outlived", flush=True)
os.read(ends[0], 1)
"""


def test_a_worker_does_not_outlive_its_parent():
    assert said_by(ORPHAN) == ["True"]  # the pipe of standard output ends only when both have ended
