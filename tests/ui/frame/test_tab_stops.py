"""Tab goes through the window as it is seen."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QLineEdit, QWidget
from ui.painted_paper import PAGES, understanding_of, usual_references

from viewer.model.document import LanguageShare, Section, SectionKind
from viewer.model.text import PAGE_BREAK, Span
from viewer.ui.frame.tab_stops import tab_stops


def name_of(widget) -> str:
    if isinstance(widget, QAbstractButton) and not widget.accessibleName():
        return widget.text()
    while not widget.accessibleName():
        widget = widget.parentWidget()
    return widget.accessibleName()


def walked(key: Qt.Key) -> list[str]:
    """The names of what Tab comes to from where the focus is, until it is there again; the page's references as one."""
    first = QApplication.focusWidget()
    names = [name_of(first)]
    for _ in range(60):
        QTest.keyClick(QApplication.focusWidget(), key)
        if QApplication.focusWidget() is first:
            return names
        if name_of(QApplication.focusWidget()) != names[-1]:
            names.append(name_of(QApplication.focusWidget()))
    raise AssertionError(names)


BEFORE = [
    "Page",
    "Zoom",
    "Find in the document",
    "Navigation",
    "Sections",
    "Pages of the document",
    "About the document",
]
NOTHING_SAID = (
    "Not in this document: symbol, body, session, session dates, agenda item, type, title, date, letter date, sender, "
    "addressee, distribution, language, original language, job number"
)


@pytest.mark.parametrize(
    ("panel", "names"),
    [
        (
            "document",
            [NOTHING_SAID],
        ),
        ("languages", ["Languages"]),
        ("references", ["Filter references", "Sort references: by number", "Copy all references", "References"]),
        ("notes", ["Filter notes", "Filter", "Set your name…", "Leave notes unsigned", "Notes"]),
    ],
)
def test_tab_goes_from_the_bar_to_the_left_panel_the_page_and_the_right_panel(qtbot, paper_desk, window, panel, names):
    whole = Span(0, len(PAGE_BREAK.join(PAGES)))
    understanding = replace(
        understanding_of(PAGES, *usual_references()),
        sections=(Section(SectionKind.ANNEX, "Annex", 1, whole, "en", 1.0),),
        shares=(LanguageShare("en", whole.end, 1.0),),
    )
    document = paper_desk.lay_open(PAGES, understanding=understanding)
    document.notes.note_on_document("A note")
    qtbot.waitUntil(lambda: not paper_desk.serve() and window.tabs.current_view.settled)
    window.panes.show_right(getattr(window.panes, panel))
    QApplication.processEvents()  # what is new in the panel has its place
    window.activateWindow()
    window.reading_bar.page_field.setFocus()
    qtbot.waitUntil(window.reading_bar.page_field.hasFocus)
    forward = walked(Qt.Key.Key_Tab)
    assert forward == [*BEFORE, *names]
    back = walked(Qt.Key.Key_Backtab)
    assert back == [forward[0], *reversed(forward[1:])]


@pytest.mark.parametrize("panel", ["languages", "references", "notes"])
def test_a_list_without_rows_is_passed_over(qtbot, paper_desk, window, panel):
    paper_desk.lay_open(PAGES, understanding=understanding_of(PAGES))
    qtbot.waitUntil(lambda: not paper_desk.serve() and window.tabs.current_view.settled)
    window.panes.show_right(getattr(window.panes, panel))
    window.activateWindow()
    window.reading_bar.page_field.setFocus()
    qtbot.waitUntil(window.reading_bar.page_field.hasFocus)
    assert not {"Sections", "Languages", "References", "Notes"} & set(walked(Qt.Key.Key_Tab))


@pytest.mark.parametrize("panel", ["document", "languages", "references", "notes"])
def test_the_focus_can_be_seen_wherever_tab_comes_to(qtbot, paper_desk, window, panel):
    document = paper_desk.lay_open(PAGES)
    document.notes.note_on_document("A note")
    qtbot.waitUntil(lambda: not paper_desk.serve() and window.tabs.current_view.settled)
    window.panes.show_right(getattr(window.panes, panel))
    window.activateWindow()
    window.reading_bar.page_field.setFocus()
    qtbot.waitUntil(window.reading_bar.page_field.hasFocus)
    first, unseen = QApplication.focusWidget(), []
    for _ in range(40):
        here = QApplication.focusWidget()
        place = QRect(here.mapTo(window, QPoint(0, 0)), here.size()).adjusted(-4, -4, 4, 4)
        QApplication.processEvents()
        with_focus = window.grab(place).toImage()
        QTest.keyClick(here, Qt.Key.Key_Tab)
        QApplication.processEvents()
        empty = isinstance(here, QAbstractItemView) and not here.model().rowCount()
        if not empty and window.grab(place).toImage() == with_focus:
            unseen.append(here.accessibleName())
        if QApplication.focusWidget() is first:
            break
    assert QApplication.focusWidget() is first
    assert unseen == []


def test_what_cannot_be_seen_or_has_another_for_the_focus_is_passed_over(qtbot):
    top = QWidget()
    qtbot.addWidget(top)
    lower, upper, hidden, dead, clicked, proxied = (QLineEdit(top) for _ in range(6))
    lower.move(0, 200)
    upper.move(0, 100)
    dead.setEnabled(False)
    clicked.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    proxied.setFocusProxy(upper)
    top.show()
    hidden.hide()
    assert tab_stops([top]) == [upper, lower]


@pytest.mark.parametrize("direction", Qt.LayoutDirection.__members__.values())
def test_beside_one_another_the_leading_one_is_first(qtbot, direction):
    top = QWidget()
    qtbot.addWidget(top)
    left, right = QLineEdit(top), QLineEdit(top)
    right.move(200, 0)
    top.setLayoutDirection(direction)
    top.show()
    mirrored = direction == Qt.LayoutDirection.RightToLeft
    assert tab_stops([top]) == ([right, left] if mirrored else [left, right])


def test_what_stands_side_by_side_is_walked_from_its_leading_edge(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(300, 100)
    places = {"high": QRect(100, 4, 20, 24), "wide": QRect(10, 8, 80, 20), "below": QRect(10, 30, 80, 20)}
    for name, place in places.items():
        QLineEdit(window, objectName=name).setGeometry(place)
    window.show()
    assert [stop.objectName() for stop in tab_stops([window])] == ["wide", "high", "below"]
    window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert [stop.objectName() for stop in tab_stops([window])] == ["high", "wide", "below"]
