"""The silence of a process, of which what it waits for a processor is not its own."""

from __future__ import annotations

import math
import os
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.workers import silence
from viewer.workers.silence import MOST_OF_IT_WAITING, Silence, of_its_own

SECONDS = st.floats(0.0, 1000.0)


class Clock:
    """Time that passes when the test says so, and what the process has waited by then."""

    def __init__(self, monkeypatch, tmp_path, pid: int = 1) -> None:
        self.now = 50.0
        self.statistics = tmp_path / f"{pid}"
        self.waited(7.0)
        monkeypatch.setattr(silence, "time", SimpleNamespace(monotonic=lambda: self.now))
        monkeypatch.setattr(silence, "Path", lambda _name: self.statistics)

    def waited(self, seconds: float) -> None:
        self.statistics.write_text(f"123456 {round(seconds * 1e9)} 12\n", encoding="ascii")


@pytest.fixture
def clock(monkeypatch, tmp_path) -> Clock:
    return Clock(monkeypatch, tmp_path)


def test_what_it_waits_for_a_processor_is_not_its_own(clock):
    quiet = Silence(1)
    clock.now += 4.0
    clock.waited(8.5)
    assert quiet.seconds() == pytest.approx(2.5)
    quiet.broken()
    assert quiet.seconds() == 0.0


def test_waiting_does_not_forgive_it_for_ever(clock):
    quiet = Silence(1)
    clock.now += 20.0
    clock.waited(27.0)
    assert quiet.seconds() == pytest.approx(20.0 * (1 - MOST_OF_IT_WAITING))


@pytest.mark.parametrize("said", ["", "nothing", "12"])
def test_where_the_system_does_not_say_all_of_it_is_its_own(clock, said):
    clock.statistics.write_text(said, encoding="ascii")
    quiet = Silence(1)
    clock.now += 4.0
    assert quiet.seconds() == 4.0
    clock.statistics.unlink()
    assert quiet.seconds() == 4.0


def test_of_a_group_the_process_that_has_waited_longest_counts(tmp_path):
    for number, group, waited in ((12, 12, 1.5), (13, 12, 4.0), (14, 7, 9.0)):
        (tmp_path / str(number)).mkdir()
        (tmp_path / str(number) / "stat").write_text(f"{number} (a (name) S 1 {group} 12 0", encoding="ascii")
        (tmp_path / str(number) / "schedstat").write_text(f"5 {round(waited * 1e9)} 1", encoding="ascii")
    (tmp_path / "15").mkdir()  # one that has just ended
    assert of_its_own(10.0, 12, tmp_path) == pytest.approx(6.0)
    assert of_its_own(10.0, 99, tmp_path) == 10.0
    assert of_its_own(2.0, 12, tmp_path) == pytest.approx(2.0 * (1 - MOST_OF_IT_WAITING))


@given(wait=SECONDS, passed=SECONDS)
def test_it_is_never_more_than_has_passed_and_grows_with_it(wait, passed):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(silence, "time", SimpleNamespace(monotonic=lambda: 0.0))
        patch.setattr(Silence, "_wait_so_far", lambda _self: 0.0)
        quiet = Silence(os.getpid())
        patch.setattr(silence, "time", SimpleNamespace(monotonic=lambda: passed))
        patch.setattr(Silence, "_wait_so_far", lambda _self: wait)
        own = quiet.seconds()
    least = (1 - MOST_OF_IT_WAITING) * passed
    assert least <= own or math.isclose(least, own)
    assert own <= passed
