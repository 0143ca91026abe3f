"""The card of a reference: it covers no line it is about, can be used by keyboard, and opens nothing by itself."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QObject, QPointF, Qt
from PySide6.QtGui import QCursor, QDesktopServices, QEnterEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from ui.painted_paper import LEADING, TOP, reference_at, understanding_of

from viewer.model.reference import Mention, Reference, ReferenceKind, Source
from viewer.model.text import PAGE_BREAK, Span
from viewer.session.official_pages import OFFICIAL_LANGUAGES
from viewer.ui.page.reference_card import LEAVE_MS, CardKeeper, card_lines, preferred_language
from viewer.ui.page.view import PageView

Key = Qt.Key
ROWS = [f"row {number} cites S/RES/{800 + number} (1993) and goes on to the right margin" for number in range(36)]
ROWS[10] += " S/RES/850 (1993)"
PAGE = ("\n".join(ROWS), "\n".join(ROWS))


def symbol(row) -> str:
    return f"S/RES/{800 + row} (1993)"


class Reading:
    """A reader of a page on which every row cites something."""

    def __init__(self, qtbot, desk, size=(700, 600), references=(), language="en") -> None:
        self.desk, self._qtbot = desk, qtbot
        text = PAGE_BREAK.join(PAGE)
        cited = [reference_at(text, symbol(row), symbol(row)) for row in range(36)]
        QCursor.setPos(1500, 1500)
        document = desk.lay_open(PAGE, understanding=understanding_of(PAGE, *(references or cited)))
        self.view = PageView(document, desk.session)
        self.view.marks.understanding_changed()
        self.cards = CardKeeper(self.view, lambda: language)
        qtbot.addWidget(self.view)
        self.view.resize(*size)
        self.view.show()
        self.view.setFocus()
        qtbot.waitUntil(self.view.hasFocus)
        self.settle()

    def settle(self) -> None:
        self._qtbot.waitUntil(lambda: not self.desk.serve() and self.view.settled)

    def linked(self, row, page=0):
        return next(each for each in self.view.marks.of_page(page).mentions if each.rects[0].y0 == TOP + row * LEADING)

    def open(self, row, *, focus=False):
        self.view.card_requested.emit(self.linked(row), 0, focus)
        return self.cards.card

    def line(self, row):
        return self.view.rect_in_view(0, self.linked(row).rects[0]).toAlignedRect()


@pytest.fixture
def reading(qtbot, paper_desk) -> Reading:
    return Reading(qtbot, paper_desk)


# -- where it stands --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("zoom", [0.6, 1.0, 2.0])
@pytest.mark.parametrize("size", [(700, 600), (1100, 900), (420, 500)])
def test_it_never_covers_its_line_and_stays_in_the_viewport(qtbot, paper_desk, zoom, size):
    reading = Reading(qtbot, paper_desk, size)
    reading.view.set_zoom(zoom)
    room = reading.view.viewport().rect()
    reading.view.lead_by(reading.line(0).center().x() - room.center().x(), 0)
    reading.settle()
    tried = 0
    for row in range(36):
        if room.contains(reading.line(row).center()):
            card = reading.open(row)
            tried += 1
            assert not card.geometry().intersects(reading.line(row))
            assert room.contains(card.geometry()), (row, card.geometry(), room)
    assert tried >= 4


def test_it_stands_below_its_line_and_above_where_there_is_no_room(reading):
    rows = [row for row in range(36) if reading.view.viewport().rect().contains(reading.line(row))]
    first, last = reading.line(rows[0]), reading.line(rows[-1])
    assert reading.open(rows[0]).y() > first.bottom()
    card = reading.open(rows[-1])
    assert card.geometry().bottom() < last.top()
    assert last.top() - card.geometry().bottom() < 20, "beside its line"


def test_it_is_as_high_as_its_words(qtbot, paper_desk):
    text = PAGE_BREAK.join(PAGE)
    treaty = replace(
        reference_at(text, symbol(3), "Covenant on Harbours"), kind=ReferenceKind.TREATY, title="Covenant on Harbours"
    )
    card = Reading(qtbot, paper_desk, references=[treaty]).open(3)
    labels = [label for label in card.findChildren(QLabel) if label.isVisible()]
    assert [label.text() for label in labels] == [
        "Covenant on Harbours",
        "Cited 2 times in this document",
        "No official page is issued for it alone",
    ], "nothing is said twice"
    assert card.copy_button.text() == "Copy name"
    for label in labels:
        assert label.height() <= label.heightForWidth(label.width()) + 2, label.text()


def test_a_mention_over_two_rows_has_both_free(qtbot, paper_desk):
    text = PAGE_BREAK.join(PAGE)
    words = ROWS[3][-12:] + "\n" + ROWS[4][:8]
    reading = Reading(qtbot, paper_desk, references=[reference_at(text, words, "S/RES/1 (1946)")])
    linked = reading.view.marks.of_page(0).mentions[0]
    assert len(linked.rects) == 2
    reading.view.card_requested.emit(linked, 0, False)
    for rect in linked.rects:
        assert not reading.cards.card.geometry().intersects(reading.view.rect_in_view(0, rect).toAlignedRect())


def test_in_a_narrow_view_it_is_narrower(qtbot, paper_desk):
    reading = Reading(qtbot, paper_desk, (260, 600))
    reading.view.set_zoom(0.4)
    reading.settle()
    card = reading.open(2)
    assert card.x() >= 0
    assert card.geometry().right() <= reading.view.viewport().width()


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_its_words_begin_below_those_of_the_mention(qtbot, paper_desk, direction):
    reading = Reading(qtbot, paper_desk, (1100, 900))
    reading.view.setLayoutDirection(direction)
    reading.view.set_zoom(0.5)
    reading.settle()
    card, line = reading.open(3), reading.line(3)
    words = card.findChild(QLabel).geometry().translated(card.pos())
    if direction is Qt.LayoutDirection.LeftToRight:
        assert words.left() == pytest.approx(line.left(), abs=2)
    else:
        assert words.right() == pytest.approx(line.right(), abs=2)


def test_making_it_shows_no_other_window(reading):
    """A button that is made visible before it has a place would flash as a window of its own."""
    shown = []

    class Watcher(QObject):
        """Notes every window that is shown."""

        def eventFilter(self, watched, event):
            if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
                shown.append(watched)
            return False

    watcher = Watcher()
    QApplication.instance().installEventFilter(watcher)
    try:
        reading.open(3)
    finally:
        QApplication.instance().removeEventFilter(watcher)
    assert shown == []
    assert reading.cards.card.open_button.isVisible()


# -- when it opens and closes -----------------------------------------------------------------------------------------


def test_there_is_one_card_at_most(reading):
    first = reading.open(2)
    assert reading.open(2) is first
    second = reading.open(5)
    assert second is not first
    assert not first.isVisible()
    assert second.linked.reference.symbol == symbol(5)


def test_scrolling_zooming_and_hiding_close_it(reading):
    reading.open(2)
    reading.view.pan_by(0, 10)
    assert reading.cards.card is None
    reading.view.pan_by(0, -10)
    reading.open(2)
    reading.view.hide()
    assert reading.cards.card is None


def test_it_goes_with_its_line_when_the_program_moves_the_pages(reading):
    card = reading.open(6)
    before = card.y() - reading.line(6).bottom()
    reading.view.lead_by(0, 40)
    reading.settle()
    assert reading.cards.card is card
    assert card.y() - reading.line(6).bottom() == before


@pytest.mark.parametrize("zoom", [0.5, 2.5])
def test_zooming_leaves_no_card_over_its_line_or_without_it(reading, zoom):
    reading.open(6)
    reading.view.set_zoom(zoom)
    reading.settle()
    card = reading.cards.card
    in_view = reading.view.viewport().rect().intersects(reading.line(6))
    assert (card is not None) == in_view
    if card is not None:
        assert not card.geometry().intersects(reading.line(6))


def test_going_somewhere_else_closes_it(reading):
    reading.open(2)
    reading.view.document.go_to_page(1)
    reading.settle()
    assert reading.cards.card is None


def test_it_goes_when_the_pointer_does_not_follow(qtbot, reading):
    card = reading.open(2)
    reading.view.pointer.hover_changed.emit(None)
    qtbot.waitUntil(lambda: not card.isVisible())


def test_it_stays_when_the_pointer_reaches_it(qtbot, reading):
    card = reading.open(2)
    reading.view.pointer.hover_changed.emit(None)
    place = QPointF(10, 10)
    QApplication.sendEvent(card, QEnterEvent(place, place, place))
    qtbot.wait(LEAVE_MS + 100)
    assert card.isVisible()
    QApplication.sendEvent(card, QEvent(QEvent.Type.Leave))
    qtbot.waitUntil(lambda: not card.isVisible())


def test_it_stays_when_the_pointer_comes_back_to_the_mention(qtbot, reading):
    card = reading.open(2)
    reading.view.pointer.hover_changed.emit(None)
    reading.view.pointer.hover_changed.emit(card.linked.mention)
    qtbot.wait(LEAVE_MS + 100)
    assert card.isVisible()


def test_it_stays_while_the_keyboard_is_in_it(qtbot, reading):
    card = reading.open(2, focus=True)
    reading.view.pointer.hover_changed.emit(None)
    qtbot.wait(LEAVE_MS + 100)
    assert card.isVisible()


def test_a_card_that_went_comes_again(qtbot, reading):
    card = reading.open(2)
    reading.view.pointer.hover_changed.emit(None)
    qtbot.waitUntil(lambda: not card.isVisible())
    assert reading.open(2).isVisible()


def test_a_press_on_it_is_none_on_the_page(reading):
    card = reading.open(2)
    QTest.mouseClick(card, Qt.MouseButton.LeftButton, pos=card.rect().center())
    assert reading.cards.card is card
    assert reading.view.document.selection is None


# -- the keyboard -----------------------------------------------------------------------------------------------------


def test_the_keyboard_walks_its_buttons_and_escape_gives_the_page_the_focus(reading):
    card = reading.open(2, focus=True)
    assert QApplication.focusWidget() is card.open_button
    QTest.keyClick(card.open_button, Key.Key_Tab)
    assert QApplication.focusWidget() is card.copy_button
    QTest.keyClick(card.copy_button, Key.Key_Escape)
    assert not card.isVisible()
    assert reading.view.hasFocus()


def test_enter_on_the_reference_opens_it_with_the_keyboard_in_it(reading):
    QTest.keyClick(reading.view, Key.Key_Tab)
    QTest.keyClick(reading.view, Key.Key_Return)
    assert reading.cards.card.linked.mention == reading.view.pointer.focused
    assert reading.cards.card.has_focus_inside


def test_closing_it_gives_the_focus_back_only_where_it_had_it(qtbot, reading):
    card = reading.open(2)
    assert not card.has_focus_inside
    reading.cards.close_card()
    assert reading.view.hasFocus()
    reading.open(2, focus=True)
    reading.cards.close_card()
    assert reading.view.hasFocus()
    reading.cards.close_card()
    qtbot.waitUntil(lambda: not reading.view.viewport().findChildren(type(card)))


# -- what it says and does --------------------------------------------------------------------------------------------


@pytest.fixture
def browser(monkeypatch) -> list[str]:
    """The addresses that were handed to the system's browser."""
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()) or True)
    return opened


def test_opening_is_only_asked_for(reading, browser):
    asked = []
    reading.cards.open_requested.connect(lambda *what: asked.append(what))
    card = reading.open(2)
    card.open_button.click()
    assert asked == [(symbol(2), "en")]
    assert browser == []


def test_all_six_official_languages_are_offered(reading, browser):
    asked = []
    reading.cards.open_requested.connect(lambda *what: asked.append(what))
    menu = reading.open(2).open_button.menu()
    assert [action.text() for action in menu.actions()] == list(OFFICIAL_LANGUAGES.values())
    for action in menu.actions():
        action.trigger()
    assert asked == [(symbol(2), code) for code in OFFICIAL_LANGUAGES]
    assert [f"/{code}/" in action.toolTip() for code, action in zip(OFFICIAL_LANGUAGES, menu.actions(), strict=True)]
    assert browser == []


def test_the_language_of_choice_comes_first(qtbot, paper_desk):
    reading = Reading(qtbot, paper_desk, language="fr")
    asked = []
    reading.cards.open_requested.connect(lambda *what: asked.append(what))
    card = reading.open(2)
    assert "Français" in card.open_button.text()
    assert any("docs.un.org/fr/" in label.text() for label in card.findChildren(QLabel))
    card.open_button.click()
    assert asked == [(symbol(2), "fr")]


def test_the_symbol_is_copied_on_request(reading):
    asked = []
    reading.cards.copy_requested.connect(asked.append)
    reading.open(2).copy_button.click()
    assert asked == [symbol(2)]


def test_a_decision_has_no_page_of_its_own(qtbot, paper_desk):
    text = PAGE_BREAK.join(PAGE)
    decision = reference_at(text, "row 4 cites", "A/DEC/51/408", kind=ReferenceKind.DECISION)
    reading = Reading(qtbot, paper_desk, references=[decision])
    card = reading.open(4, focus=True)
    assert not card.open_button.isVisible()
    assert QApplication.focusWidget() is card.copy_button
    assert any("No official page" in label.text() for label in card.findChildren(QLabel))


MENTION = Mention(Span(0, 3), "822")
PLAIN = Reference("S/RES/822 (1993)", ReferenceKind.RESOLUTION, "Security Council", (MENTION,), 1993)


def said(reference, mention=MENTION) -> list[str]:
    return [text for text, _ in card_lines(reference, mention)]


def test_it_says_what_the_symbol_stands_for():
    assert said(PLAIN)[0] == "Security Council resolution 822 (1993)"
    assert "Kelbadjar" in said(replace(PLAIN, title="The situation in Kelbadjar"))[1]


def test_it_says_how_often_it_is_cited():
    assert said(PLAIN)[-1] == "Cited once in this document"
    assert said(replace(PLAIN, mentions=(MENTION,) * 3))[-1] == "Cited 3 times in this document"


def test_it_says_what_is_inferred_and_from_what():
    inferred = replace(PLAIN, source=Source.INFERRED, reason="822 lies in 1993")
    assert "Inferred: 822 lies in 1993" in said(inferred)
    assert not any("Inferred" in line for line in said(replace(PLAIN, reason="822 lies in 1993")))


def test_it_says_doubts_and_the_document_s_own_words():
    doubtful = replace(PLAIN, doubt="2612 lies in 2021")
    assert "Doubtful: 2612 lies in 2021" in said(doubtful)
    mention = replace(MENTION, beside="on 30\nApril, 1993", pin="para.\n 5")
    assert "Beside it stands: “on 30 April, 1993”" in said(PLAIN, mention)
    assert "Cited here: para. 5" in said(PLAIN, mention)


def test_markup_in_a_document_is_shown_as_it_is(qtbot, paper_desk):
    text = PAGE_BREAK.join(PAGE)
    hostile = reference_at(text, "row 4 cites", "S/RES/822 (1993)", title="<img src='https://example.org/x'><b>x</b>")
    reading = Reading(qtbot, paper_desk, references=[hostile])
    card = reading.open(4)
    labels = card.findChildren(QLabel)
    assert any(label.text() == hostile.title for label in labels)
    assert {label.textFormat() for label in labels} == {Qt.TextFormat.PlainText}


def test_it_is_read_out_with_all_it_says(reading):
    name = reading.open(2).accessibleName()
    assert name.startswith(symbol(2))
    assert "Cited 2 times in this document" in name


def test_the_language_is_the_chosen_one_else_the_system_s_else_english(monkeypatch):
    class System:
        def __init__(self, name) -> None:
            self._name = name

        def name(self) -> str:
            return self._name

    for system, chosen, expected in (
        ("fr_CH", "", "fr"), ("fr_CH", "ar", "ar"), ("de_CH", "", "en"), ("C", "", "en"), ("ru_RU", "xx", "ru"),
    ):  # fmt: skip
        monkeypatch.setattr("viewer.ui.page.reference_card.QLocale.system", lambda system=system: System(system))
        assert preferred_language(chosen) == expected
