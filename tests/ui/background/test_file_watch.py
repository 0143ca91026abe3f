"""Files that change, are put in the place of others, go for a moment or for good: real files, the system's own news."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication

from viewer.ui.background.file_watch import FileWatch, file_state

REST_MS = 60
A_WHILE = 4 * REST_MS
"""Milliseconds after which a change would have been told."""


class Listener:
    """Hears what a watch says."""

    def __init__(self, qtbot) -> None:
        self.allowed = True
        self.asked = 0
        self.watch = FileWatch(self._may_tell, rest_ms=REST_MS)
        self.said = []
        self._qtbot = qtbot
        for name in ("changed", "gone", "back"):
            getattr(self.watch, name).connect(lambda path, name=name: self.said.append((name, path.name)))

    def _may_tell(self, _path) -> bool:
        self.asked += 1
        return self.allowed

    def wait_for(self, *said) -> None:
        """Wait until just that has been said, and see that nothing more follows."""
        self._qtbot.waitUntil(lambda: len(self.said) >= len(said))
        self._qtbot.wait(A_WHILE)
        assert self.said == list(said)


@pytest.fixture
def listener(qtbot):
    listener = Listener(qtbot)
    yield listener
    for path in listener.watch.paths:
        listener.watch.unwatch(path)


@pytest.fixture
def paper(tmp_path):
    path = tmp_path / "papers" / "note.pdf"
    path.parent.mkdir()
    path.write_text("one", encoding="utf-8")
    return path


@pytest.fixture
def watched(listener, paper):
    listener.watch.watch(paper)
    return paper


def write_in_place(path, words="two words") -> None:
    path.write_text(words, encoding="utf-8")


def replace(path, words="two words") -> None:
    beside = path.with_name(".note.swp")
    beside.write_text(words, encoding="utf-8")
    beside.replace(path)


def remove_and_write(path, words="two words") -> None:
    path.unlink()
    path.write_text(words, encoding="utf-8")


def keep_a_backup(path, words="two words") -> None:
    path.rename(path.with_name("note.pdf~"))
    path.write_text(words, encoding="utf-8")


@pytest.mark.parametrize("save", [write_in_place, replace, remove_and_write, keep_a_backup])
def test_a_change_is_told_once_and_the_next_one_too(listener, watched, save):
    save(watched)
    listener.wait_for(("changed", "note.pdf"))
    save(watched, "three words now")
    listener.wait_for(("changed", "note.pdf"), ("changed", "note.pdf"))


def test_the_same_number_of_bytes_is_a_change_all_the_same(listener, watched):
    replace(watched, "two")
    listener.wait_for(("changed", "note.pdf"))


def test_a_file_that_is_being_written_is_told_when_it_rests(qtbot, listener, watched):
    at_telling = []
    listener.watch.changed.connect(lambda path: at_telling.append(path.stat().st_size))
    writer = QTimer()
    parts = iter(range(12))

    def write_on() -> None:
        part = next(parts, None)
        if part is None:
            writer.stop()
            return
        with watched.open("ab") as file:
            file.write(b"x" * 100)

    writer.timeout.connect(write_on)
    writer.start(REST_MS // 3)
    qtbot.waitUntil(lambda: not writer.isActive())
    listener.wait_for(("changed", "note.pdf"))
    assert at_telling == [3 + 12 * 100]


def test_what_happens_beside_it_does_not_matter(qtbot, listener, watched):
    (watched.parent / "other.pdf").write_bytes(b"x")
    watched.read_bytes()
    qtbot.wait(A_WHILE)
    assert listener.said == []


def test_a_file_that_is_gone_for_a_moment_and_comes_back_as_it_was_is_no_news(qtbot, listener, watched):
    away = watched.with_name("away.pdf")
    watched.rename(away)
    qtbot.wait(2 * REST_MS)
    away.rename(watched)
    qtbot.wait(A_WHILE)
    assert listener.said == []
    write_in_place(watched)
    listener.wait_for(("changed", "note.pdf"))


def test_a_file_that_stays_away_is_gone_and_may_come_back(listener, watched):
    away = watched.with_name("away.pdf")
    watched.rename(away)
    listener.wait_for(("gone", "note.pdf"))
    away.rename(watched)
    listener.wait_for(("gone", "note.pdf"), ("back", "note.pdf"))


def test_a_file_that_comes_back_as_another_has_changed(listener, watched):
    watched.unlink()
    listener.wait_for(("gone", "note.pdf"))
    write_in_place(watched)
    listener.wait_for(("gone", "note.pdf"), ("changed", "note.pdf"))


def test_a_change_waits_for_leave(qtbot, listener, watched):
    listener.allowed = False
    write_in_place(watched)
    qtbot.waitUntil(lambda: listener.asked >= 2)
    assert listener.said == []
    listener.allowed = True
    listener.wait_for(("changed", "note.pdf"))


def test_a_link_that_points_elsewhere_now_has_changed(listener, paper):
    other = paper.with_name("other.pdf")
    other.write_text("other", encoding="utf-8")
    link = paper.with_name("link.pdf")
    link.symlink_to(paper)
    listener.watch.watch(link)
    beside = paper.with_name("beside")
    beside.symlink_to(other)
    beside.replace(link)
    listener.wait_for(("changed", "link.pdf"))


def test_coming_back_to_the_window_looks_where_the_system_said_nothing(listener, watched):
    listener.watch._watcher.removePaths([str(watched), str(watched.parent)])
    write_in_place(watched)
    listener.wait_for()
    QGuiApplication.instance().applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)
    listener.wait_for(("changed", "note.pdf"))
    write_in_place(watched, "now the system is asked again")
    listener.wait_for(("changed", "note.pdf"), ("changed", "note.pdf"))


def test_what_is_no_longer_watched_is_left_alone(qtbot, listener, watched):
    second = watched.with_name("second.pdf")
    second.write_bytes(b"2")
    listener.watch.watch(second)
    write_in_place(watched)
    listener.watch.unwatch(watched)
    listener.watch.unwatch(watched)
    replace(watched)
    qtbot.wait(A_WHILE)
    assert listener.said == []
    assert listener.watch.paths == (second,)
    replace(second)
    listener.wait_for(("changed", "second.pdf"))


def test_a_file_that_is_gone_before_it_is_watched_is_said_so(listener, paper):
    paper.unlink()
    assert file_state(paper) is None
    listener.watch.watch(paper)
    listener.wait_for(("gone", "note.pdf"))
