"""The marks of footnotes on the pages: resting on one tells the note, a click goes there, and one on the note back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from papers.noted import bound
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QHelpEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip
from ui.painted_paper import understanding_of

from viewer.model.geometry import PageRect
from viewer.model.link import LinkKind, PageLink
from viewer.model.text import DocumentText, Span

PAGES = (
    "The wells* are deep.1\nTheir water* is good.2\n* As received.\n1 See the list\nof wells.",
    "Herders[3] left.",
    "2 Ibid.\n[3] See the <hills>.",
)
TEXT = DocumentText.of(PAGES)
WHOLE = str(TEXT)
FOOT = Span(WHOLE.index("* As"), TEXT.page_span(0).end)
ENDNOTES = TEXT.page_span(2)


@pytest.fixture
def view(qtbot, paper_desk, window):
    known = replace(understanding_of(PAGES), footnotes=bound(TEXT, FOOT, ENDNOTES))
    paper_desk.lay_open(PAGES, understanding=known)
    view = window.tabs.current_view
    qtbot.waitUntil(lambda: not paper_desk.serve() and view.settled and bool(view.links.of_page(0)))
    view.setFocus()
    return view


def place(view, words: str, sign: str) -> QPoint:
    """Where a sign stands behind some words of the first page."""
    at = PAGES[0].index(words + sign) + len(words)
    [rect] = view.marks.rects_of(0, Span(at, at + len(sign)))
    return view.rect_in_view(0, rect).center().toPoint()


def mouse(view, kind, point, button=Qt.MouseButton.LeftButton) -> None:
    held = button if kind == QEvent.Type.MouseButtonPress else Qt.MouseButton.NoButton
    where = QPointF(view.viewport().mapToGlobal(point))
    event = QMouseEvent(kind, QPointF(point), where, button, held, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(view.viewport(), event)


def click(view, point: QPoint) -> None:
    for kind in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease):
        mouse(view, kind, point)


def told(view, point: QPoint) -> str:
    event = QHelpEvent(QEvent.Type.ToolTip, point, view.viewport().mapToGlobal(point))
    QApplication.sendEvent(view.viewport(), event)
    words = QToolTip.text()
    QToolTip.hideText()
    return words


def words_at(span: Span) -> str:
    return WHOLE[span.start : span.end].strip()


@pytest.mark.parametrize(
    ("words", "sign", "note"),
    [
        ("wells", "*", "* As received."),
        ("water", "*", "* As received."),
        ("deep.", "1", "1 See the list\nof wells."),
    ],
)
def test_a_click_on_a_mark_goes_to_its_note_and_back_comes_back(paper_desk, view, words, sign, note):
    before = view.document.place
    click(view, place(view, words, sign))
    assert words_at(paper_desk.places[-1]) == note
    view.document.back()
    assert paper_desk.places[-1] == before


def test_a_click_on_the_mark_of_a_note_goes_to_what_it_is_about(paper_desk, view):
    click(view, place(view, "received.\n", "1"))
    assert paper_desk.places[-1] == Span(WHOLE.index("1\nTheir"), WHOLE.index("1\nTheir") + 1)


def test_resting_on_a_mark_tells_the_note(view):
    assert told(view, place(view, "deep.", "1")) == "<qt>1 See the list of wells.</qt>"
    assert told(view, place(view, "received.\n", "1")) == "<qt>Page 1</qt>"


def test_the_hand_points_over_marks_and_not_beside_them(view):
    mouse(view, QEvent.Type.MouseMove, place(view, "deep.", "1"), Qt.MouseButton.NoButton)
    assert view.viewport().cursor().shape() == Qt.CursorShape.PointingHandCursor
    mouse(view, QEvent.Type.MouseMove, place(view, "The ", "wells"), Qt.MouseButton.NoButton)
    assert view.viewport().cursor().shape() != Qt.CursorShape.PointingHandCursor


def test_a_note_at_the_end_is_told_and_its_words_are_no_markup(qtbot, paper_desk, view):
    view.document.go_to_page(1)
    qtbot.waitUntil(lambda: not paper_desk.serve() and bool(view.links.of_page(1)))
    [link] = [link for link in view.links.of_page(1) if link.words]
    assert (link.page, link.words) == (2, "[3] See the <hills>.")


def test_the_keys_walk_the_marks(paper_desk, view):
    for _ in range(2):  # the star of the first word, then the figure that ends its line
        QTest.keyClick(view, Qt.Key.Key_Tab)
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert words_at(paper_desk.places[-1]) == "1 See the list\nof wells."


def test_a_link_that_the_file_has_at_a_mark_is_the_one_that_counts(qtbot, paper_desk, view):
    [mark] = view.marks.rects_of(0, Span(PAGES[0].index("1\n"), PAGES[0].index("1\n") + 1))
    own = PageLink(PageRect(mark.x0, mark.y0, mark.x1, mark.y1), LinkKind.PLACE, 2, 100.0)
    found = len(view.links.of_page(0))
    paper_desk.links[view.document.number, 0] = (own,)
    again = type(view.links)(view.document, lambda page: view.marks.of_page(page).footnotes)
    again.want([0])
    qtbot.waitUntil(lambda: not paper_desk.serve() and own in again.of_page(0))
    assert len(again.of_page(0)) == found
    assert again.at(0, mark.center) == own
    again.close()
