"""Places are written when the reader has rested, and only then."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QTimer

from viewer.session.changes import ViewPlace
from viewer.ui.background.place_keeper import PlaceKeeper

QUICK = 30


@pytest.fixture
def kept(paper_desk, monkeypatch):
    """How often places were written."""
    times: list[bool] = []
    monkeypatch.setattr(paper_desk.session, "keep_places", lambda: times.append(True))
    return times


def test_places_are_written_once_when_the_reader_rests(qtbot, paper_desk, kept):
    keeper = PlaceKeeper(paper_desk.session, rest_ms=QUICK)
    document = paper_desk.lay_open()
    for page in (1, 2, 1):
        document.viewed(ViewPlace(page), page, page)
    assert kept == []
    qtbot.waitUntil(lambda: kept == [True])
    assert not any(timer.isActive() for timer in keeper.findChildren(QTimer))


def test_who_never_rests_is_written_down_all_the_same(qtbot, paper_desk, kept, monkeypatch):
    monkeypatch.setattr("viewer.ui.background.place_keeper.MOST_MS", 10 * QUICK)
    keeper = PlaceKeeper(paper_desk.session, rest_ms=5 * QUICK)
    document = paper_desk.lay_open()
    scrolling = QTimer(keeper)
    pages = iter(range(10_000))
    scrolling.timeout.connect(lambda: document.viewed(ViewPlace(1, float(next(pages))), 1, 1))
    scrolling.start(5)
    qtbot.waitUntil(lambda: bool(kept))
    assert scrolling.isActive()
    scrolling.stop()
