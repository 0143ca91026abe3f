"""How far a command has come: in one line on a terminal, nothing elsewhere."""

from __future__ import annotations

import io
import os

import pytest

from viewer.session.commands import progress
from viewer.session.commands.progress import CLEAR_LINE, Progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def clock(monkeypatch):
    class Clock:
        now = 100.0

        def monotonic(self) -> float:
            return self.now

    clock = Clock()
    monkeypatch.setattr(progress, "time", clock)
    return clock


def test_a_terminal_is_told_how_many_and_how_long(clock):
    terminal = Terminal()
    line = Progress(2000, terminal)
    for _ in range(500):
        clock.now += 0.1
        line.step()
    line.step(failed=True)
    clock.now += 1
    line.step(passed_over=True)
    last = terminal.getvalue().rpartition(CLEAR_LINE)[2]
    assert last == "502 of 2,000 files, 1 could not be read, 1 of other kinds, about 3 min left" or "152 s" in last
    assert terminal.getvalue().count(CLEAR_LINE) < 300, "not for every file"
    line.clear()
    assert terminal.getvalue().endswith(CLEAR_LINE)


@pytest.mark.skipif(os.name != "posix", reason="a pseudo-terminal")
def test_on_a_narrow_terminal_the_line_stays_one(clock):
    import fcntl  # noqa: PLC0415 - not there on Windows
    import pty  # noqa: PLC0415
    import struct  # noqa: PLC0415
    import termios  # noqa: PLC0415

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 40, 0, 0))
    with open(theirs, "w", encoding="utf-8") as terminal:  # noqa: PTH123 - it is no path
        line = Progress(2000, terminal)
        clock.now += 10
        line.step(failed=True, passed_over=True)
        said = os.read(ours, 1000).decode()
    os.close(ours)
    assert said == CLEAR_LINE + "1 of 2,000 files, 1 could not be read, 1"[:39]


def test_what_is_no_terminal_and_a_single_file_are_told_nothing(clock):
    pipe, terminal = io.StringIO(), Terminal()
    for line in (Progress(5, pipe), Progress(1, terminal)):
        clock.now += 10
        line.step()
        line.clear()
    assert (pipe.getvalue(), terminal.getvalue()) == ("", "")


@pytest.mark.parametrize(("seconds", "words"), [(0.2, "about 1 s"), (80, "about 80 s"), (600, "about 10 min"),
                                                (9000, "about 2 h")])  # fmt: skip
def test_times_are_rounded_as_people_say_them(seconds, words):
    assert progress._in_words(seconds) == words
