"""Conversions under the toolbar: a line each, ended by the session, cancelled by the reader."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from viewer.session.changes import ConversionBegun, ConversionEnded, OpeningBegun, OpeningEnded
from viewer.ui.frame import conversion_bar
from viewer.ui.frame.conversion_bar import ConversionBar


@pytest.fixture
def bar(qtbot, paper_desk, monkeypatch):
    bar = ConversionBar(paper_desk.session)
    qtbot.addWidget(bar)
    bar.resize(600, bar.sizeHint().height())
    bar.tell = paper_desk.session.changes.tell
    bar.cancelled = []
    monkeypatch.setattr(paper_desk.session, "cancel_opening", bar.cancelled.append)
    return bar


def test_each_conversion_has_a_line_until_it_ends(bar):
    assert bar.isHidden()
    bar.tell(ConversionBegun(1, Path("/a/one.docx")))
    bar.tell(ConversionBegun(2, Path("/a/two.odt")))
    assert [line.text for line in bar.lines.values()] == [
        "Converting one.docx with LibreOffice…",
        "Converting two.odt with LibreOffice…",
    ]
    bar.tell(ConversionEnded(1))
    assert (list(bar.lines), bar.isHidden()) == ([2], False)
    bar.tell(ConversionEnded(2))
    bar.tell(ConversionEnded(3))
    assert bar.isHidden()


def test_a_file_that_is_opened_at_once_has_no_line(qtbot, bar, monkeypatch):
    monkeypatch.setattr(conversion_bar, "OPENING_PATIENCE_MS", 0)
    bar.tell(OpeningBegun(1, Path("/a/quick.pdf")))
    bar.tell(OpeningEnded(1))
    bar.tell(OpeningBegun(2, Path("/a/long.epub")))
    assert bar.lines == {}
    qtbot.waitUntil(lambda: bool(bar.lines))
    assert [line.text for line in bar.lines.values()] == ["Opening long.epub…"]
    QTest.keyClick(bar.lines[2].cancel, Qt.Key.Key_Space)
    assert bar.cancelled == [2]
    bar.tell(OpeningEnded(2))
    assert bar.isHidden()


def test_a_file_that_was_asked_for_before_there_was_a_window_has_a_line_too(qtbot, paper_desk, monkeypatch):
    monkeypatch.setattr(conversion_bar, "OPENING_PATIENCE_MS", 0)
    paper_desk.session.open(Path("/a/long.epub"))
    bar = ConversionBar(paper_desk.session)
    qtbot.addWidget(bar)
    qtbot.waitUntil(lambda: [line.text for line in bar.lines.values()] == ["Opening long.epub…"])


def test_a_key_on_the_button_cancels_its_line_alone(bar):
    bar.tell(ConversionBegun(1, Path("one.docx")))
    bar.tell(ConversionBegun(2, Path("two.docx")))
    QTest.keyClick(bar.lines[2].cancel, Qt.Key.Key_Space)
    assert bar.cancelled == [2]
    assert "two.docx" in bar.lines[2].cancel.accessibleDescription()


def test_a_long_name_takes_no_room_from_the_button_and_is_no_markup(bar):
    bar.tell(ConversionBegun(1, Path(f"<b>{'long ' * 100}.docx")))
    line = bar.lines[1]
    bar.show()
    assert line.minimumSizeHint().width() < 600
    assert "…" in line.findChild(QLabel).text()
    assert line.findChild(QLabel).text().endswith(" with LibreOffice…")
    assert line.findChild(QLabel).textFormat() is Qt.TextFormat.PlainText
