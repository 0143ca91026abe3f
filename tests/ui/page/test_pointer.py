"""The pointer and the keyboard on the pages: selecting, panning, hovering, walking the references."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QCursor, QEnterEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from ui.painted_paper import LONG_PAGES, PAGES

from viewer.model.text import PAGE_BREAK, PagePosition
from viewer.ui.page.pointer import CARD_AFTER_MS
from viewer.ui.page.reference_card import CardKeeper
from viewer.ui.page.view import PageView

Key, Button, Modifier = Qt.Key, Qt.MouseButton, Qt.KeyboardModifier
TEXT = PAGE_BREAK.join(PAGES)


class Hand:
    """A hand at the mouse and the keyboard of a view that shows invented pages."""

    def __init__(self, view, desk, qtbot) -> None:
        self.view, self.desk, self._qtbot = view, desk, qtbot
        self.document = view.document
        self.settle()

    def settle(self) -> None:
        self._qtbot.waitUntil(lambda: not self.desk.serve() and self.view.settled)

    def point(self, words: str, inside: float = 0.5, page: int | None = None) -> QPoint:
        """Where words stand in the viewport; ``inside`` is how far in them, 0 to 1."""
        pages = PAGES if self.document.page_count == len(PAGES) else LONG_PAGES
        if page is None:
            page = next(number for number, text in enumerate(pages) if words in text)
        start = pages[page].index(words)
        [rect] = self.view.glyphs.glyphs(page).rects(start, start + len(words))
        box = self.view.rect_in_view(page, rect)
        return QPoint(round(box.left() + inside * box.width()), round(box.center().y()))

    def send(self, kind, point, button=Button.LeftButton, held=None, modifiers=Modifier.NoModifier) -> None:
        viewport = self.view.viewport()
        held = button if held is None else held
        place = QPointF(point)
        event = QMouseEvent(kind, place, QPointF(viewport.mapToGlobal(point)), button, held, modifiers)
        QApplication.sendEvent(viewport, event)

    def press(self, point, button=Button.LeftButton, modifiers=Modifier.NoModifier) -> None:
        self.send(QEvent.Type.MouseButtonPress, point, button, modifiers=modifiers)

    def move(self, point, held=Button.LeftButton) -> None:
        self.send(QEvent.Type.MouseMove, point, Button.NoButton, held)

    def release(self, point, button=Button.LeftButton, modifiers=Modifier.NoModifier) -> None:
        self.send(QEvent.Type.MouseButtonRelease, point, button, Button.NoButton, modifiers)

    def click(self, point, modifiers=Modifier.NoModifier) -> None:
        self.press(point, modifiers=modifiers)
        self.release(point, modifiers=modifiers)

    def double_click(self, point) -> None:
        self.click(point)
        self.send(QEvent.Type.MouseButtonDblClick, point)
        self.release(point)

    def drag(self, start, end) -> None:
        self.press(start)
        self.move(end)
        self.release(end)

    def hover(self, point) -> None:
        self.move(point, Button.NoButton)

    def key(self, key, modifiers=Modifier.NoModifier) -> None:
        QTest.keyClick(self.view, key, modifiers)

    @property
    def selected(self) -> str:
        return self.document.selected_text

    @property
    def cursor(self):
        return self.view.viewport().cursor().shape()


@pytest.fixture
def make_hand(qtbot, paper_desk):
    def make(pages=PAGES, size=(700, 620)) -> Hand:
        QCursor.setPos(1500, 1500)
        view = PageView(paper_desk.lay_open(pages), paper_desk.session)
        view.marks.understanding_changed()
        qtbot.addWidget(view)
        view.resize(*size)
        view.show()
        view.setFocus()
        qtbot.waitUntil(view.hasFocus)
        return Hand(view, paper_desk, qtbot)

    return make


@pytest.fixture
def hand(make_hand) -> Hand:
    return make_hand()


# -- selecting --------------------------------------------------------------------------------------------------------


def test_a_drag_selects_what_lies_between(hand):
    hand.drag(hand.point("Recalling", 0), hand.point("its", 1))
    assert hand.selected == "Recalling its"


def test_a_drag_over_rows_and_backwards(hand):
    hand.drag(hand.point("Secretary", 1), hand.point("(1993)", 0))
    assert hand.selected == "(1993)\nand the report of the Secretary"


def test_a_drag_over_a_page_break(make_hand):
    hand = make_hand(size=(300, 620))
    hand.drag(hand.point("as well", 0), hand.point("The second", 1))
    assert hand.selected == "as well.\nThe second"


def test_a_hand_that_trembles_selects_nothing(hand):
    start = hand.point("report", 0) + QPoint(2, 0)
    hand.press(start)
    hand.move(start + QPoint(4, 1))  # over the middle of a letter, which a drag would select
    hand.release(start + QPoint(4, 1))
    assert hand.document.selection is None


def test_a_hand_that_trembles_on_a_reference_still_opens_its_card(qtbot, hand):
    start = hand.point("822")
    with qtbot.waitSignal(hand.view.card_requested):
        hand.press(start)
        hand.move(start + QPoint(4, 1))
        hand.release(start + QPoint(4, 1))
    assert hand.document.selection is None


def test_a_click_clears_the_selection_and_the_place(hand):
    hand.document.go_to(hand.document.text.page_span(0))
    hand.drag(hand.point("Recalling", 0), hand.point("its", 1))
    hand.click(hand.point("report"))
    assert hand.document.selection is None
    assert hand.view.marks.place is None


def test_a_double_click_selects_the_word_and_a_third_the_line(hand, monkeypatch):
    monkeypatch.setattr("viewer.ui.page.pointer.QApplication.doubleClickInterval", lambda: 1_000_000)
    hand.double_click(hand.point("report"))
    assert hand.selected == "report"
    hand.click(hand.point("report"))
    assert hand.selected == "and the report of the Secretary-General,"


def test_a_click_long_after_a_double_click_is_only_a_click(hand, monkeypatch):
    hand.double_click(hand.point("report"))
    monkeypatch.setattr("viewer.ui.page.pointer.QApplication.doubleClickInterval", lambda: 0)
    hand.click(hand.point("report"))
    assert hand.document.selection is None


def test_a_drag_after_a_double_click_goes_on_by_words(hand):
    start = hand.point("report")
    hand.click(start)
    hand.send(QEvent.Type.MouseButtonDblClick, start)
    hand.move(hand.point("Secretary", 0.3))
    assert hand.selected == "report of the Secretary"
    hand.move(hand.point("and the", 0.1))
    assert hand.selected == "and the report"
    hand.release(hand.point("and the", 0.1))


def test_shift_and_a_click_extend_the_selection(hand):
    hand.click(hand.point("Recalling", 0))
    hand.click(hand.point("its", 1), Modifier.ShiftModifier)
    assert hand.selected == "Recalling its"
    hand.click(hand.point("822", 1), Modifier.ShiftModifier)
    assert hand.selected == "Recalling its resolution 822"
    hand.document.select(PagePosition(0, 0), PagePosition(0, 9))


def test_shift_and_a_click_on_a_reference_extend_and_leave_the_selection(hand):
    hand.click(hand.point("Recalling", 0))
    hand.click(hand.point("822"), Modifier.ShiftModifier)
    assert hand.selected.startswith("Recalling its resolution 8")


def test_shift_and_arrows_change_the_selection(hand):
    hand.double_click(hand.point("report"))
    hand.key(Key.Key_Right, Modifier.ShiftModifier)
    assert hand.selected == "report "
    hand.key(Key.Key_Left, Modifier.ShiftModifier)
    hand.key(Key.Key_Left, Modifier.ShiftModifier)
    assert hand.selected == "repor"
    hand.key(Key.Key_Down, Modifier.ShiftModifier)
    assert hand.selected.startswith("report of the")
    assert "noting" in hand.selected


def test_the_right_button_leaves_the_selection(hand):
    hand.drag(hand.point("Recalling", 0), hand.point("its", 1))
    hand.press(hand.point("report"), Button.RightButton)
    hand.release(hand.point("report"), Button.RightButton)
    assert hand.selected == "Recalling its"


def test_dragging_out_of_the_view_scrolls_it_and_selects_on(qtbot, make_hand):
    hand = make_hand(LONG_PAGES, size=(700, 300))
    bar = hand.view.verticalScrollBar()
    hand.press(hand.point("Page 1"))
    hand.move(QPoint(200, 500))
    qtbot.waitUntil(lambda: hand.desk.serve() is not None and bar.value() > 1200)
    hand.move(QPoint(200, 150))
    stopped = bar.value()
    assert hand.document.selection[1].page >= 1
    qtbot.wait(60)  # three of the steps that would follow
    assert bar.value() == stopped
    hand.move(QPoint(200, -400))
    qtbot.waitUntil(lambda: bar.value() < stopped - 100)
    hand.release(QPoint(200, -400))
    stopped = bar.value()
    qtbot.wait(60)
    assert bar.value() == stopped, "released, nothing scrolls"


def test_farther_out_scrolls_faster(make_hand):
    hand = make_hand(LONG_PAGES, size=(700, 300))
    bar = hand.view.verticalScrollBar()
    hand.press(hand.point("Page 1"))

    def step(y) -> int:
        hand.move(QPoint(200, y))
        before = bar.value()
        hand.view.pointer._follow()
        return bar.value() - before

    assert 0 < step(320) < step(700)
    hand.release(QPoint(200, 700))


def test_the_buttons_beside_the_wheel_go_back_and_on_however_quickly_they_are_pressed(make_hand):
    hand = make_hand(LONG_PAGES)
    for page in (3, 6):
        hand.document.go_to_page(page)
        hand.settle()
    hand.press(QPoint(300, 300), Button.BackButton)
    hand.release(QPoint(300, 300), Button.BackButton)
    hand.settle()
    assert hand.document.place.page == 3
    hand.send(QEvent.Type.MouseButtonDblClick, QPoint(300, 300), Button.BackButton)
    hand.settle()
    assert hand.document.place.page == 0
    hand.press(QPoint(300, 300), Button.ForwardButton)
    hand.settle()
    assert hand.document.place.page == 3
    assert hand.document.selection is None


# -- panning ----------------------------------------------------------------------------------------------------------


def test_the_middle_button_moves_the_page(hand):
    hand.view.set_zoom(3.0)
    hand.settle()
    bars = (hand.view.horizontalScrollBar(), hand.view.verticalScrollBar())
    before = [bar.value() for bar in bars]
    hand.press(QPoint(300, 300), Button.MiddleButton)
    assert hand.cursor == Qt.CursorShape.ClosedHandCursor
    hand.move(QPoint(260, 220), Button.MiddleButton)
    assert [bar.value() for bar in bars] == [before[0] + 40, before[1] + 80]
    hand.move(QPoint(265, 240), Button.MiddleButton)
    assert [bar.value() for bar in bars] == [before[0] + 35, before[1] + 60]
    hand.release(QPoint(265, 240), Button.MiddleButton)
    assert hand.cursor != Qt.CursorShape.ClosedHandCursor
    hand.move(QPoint(100, 100), Button.NoButton)
    assert [bar.value() for bar in bars] == [before[0] + 35, before[1] + 60]


# -- references under the pointer -------------------------------------------------------------------------------------


def test_the_pointer_shows_what_is_under_it(hand):
    hand.hover(hand.point("Recalling"))
    assert hand.cursor == Qt.CursorShape.IBeamCursor
    hand.hover(hand.point("822"))
    assert hand.cursor == Qt.CursorShape.PointingHandCursor
    assert hand.view.pointer.hovered.text == "resolution 822 (1993)"
    assert hand.view.look().hovered is hand.view.pointer.hovered
    hand.hover(QPoint(690, 610))
    assert hand.cursor == Qt.CursorShape.ArrowCursor
    assert hand.view.pointer.hovered is None


def test_a_click_on_a_reference_asks_for_its_card(qtbot, hand):
    with qtbot.waitSignal(hand.view.card_requested) as asked:
        hand.click(hand.point("822"))
    linked, page, focus = asked.args
    assert (linked.reference.symbol, page, focus) == ("S/RES/822 (1993)", 0, False)


def test_a_drag_that_ends_on_a_reference_asks_for_none(qtbot, hand):
    with qtbot.assertNotEmitted(hand.view.card_requested):
        hand.drag(hand.point("Recalling", 0), hand.point("822"))


def test_hovering_asks_for_the_card_after_a_moment(qtbot, hand):
    with qtbot.waitSignal(hand.view.card_requested) as asked:
        hand.hover(hand.point("822"))
        assert hand.view.pointer._card.interval() == CARD_AFTER_MS == 300
    assert asked.args[0].reference.symbol == "S/RES/822 (1993)"
    assert asked.args[2] is False


@pytest.mark.parametrize("going", ["away", "out", "pressing"])
def test_passing_over_a_reference_asks_for_nothing(qtbot, hand, going):
    with qtbot.assertNotEmitted(hand.view.card_requested, wait=CARD_AFTER_MS + 200):
        hand.hover(hand.point("822"))
        if going == "away":
            hand.hover(hand.point("Recalling"))
        elif going == "out":
            QApplication.sendEvent(hand.view.viewport(), QEvent(QEvent.Type.Leave))
        else:
            hand.press(hand.point("822"))
            hand.move(hand.point("Recalling"))
            hand.release(hand.point("Recalling"))


def test_hovering_is_said_once(hand):
    said = []
    hand.view.pointer.hover_changed.connect(said.append)
    for inside in (0.2, 0.5, 0.8):
        hand.hover(hand.point("822", inside))
    hand.hover(hand.point("Recalling"))
    assert [mention.text if mention else None for mention in said] == ["resolution 822 (1993)", None]


def test_the_context_menu_knows_the_reference_under_it(qtbot, hand):
    for words, symbol in (("822", "S/RES/822 (1993)"), ("Recalling", None)):
        with qtbot.waitSignal(hand.view.context_menu_requested) as asked:
            point = hand.point(words)
            event = QContextMenuEvent(
                QContextMenuEvent.Reason.Mouse, point, hand.view.viewport().mapToGlobal(point), Modifier.NoModifier
            )
            QApplication.sendEvent(hand.view.viewport(), event)
        linked = asked.args[1]
        assert (linked.reference.symbol if linked else None) == symbol


# -- the keyboard -----------------------------------------------------------------------------------------------------


def test_tab_walks_the_references_in_view_and_then_leaves(hand):
    seen = []
    for _ in range(2):
        hand.key(Key.Key_Tab)
        seen.append(hand.view.pointer.focused.text)
        assert hand.view.look().focused is hand.view.pointer.focused
    assert seen == ["resolution 822 (1993)", "A/RES/62/243"]
    hand.key(Key.Key_Backtab)
    assert hand.view.pointer.focused.text == "resolution 822 (1993)"


def test_tab_past_the_last_reference_goes_to_the_next_field_and_back(qtbot, paper_desk):
    window = QWidget()
    before, after = QLineEdit(), QLineEdit()
    view = PageView(paper_desk.lay_open(), paper_desk.session)
    view.marks.understanding_changed()
    layout = QVBoxLayout(window)
    for widget in (before, view, after):
        layout.addWidget(widget)
    qtbot.addWidget(window)
    window.resize(700, 700)
    window.show()
    before.setFocus()
    qtbot.waitUntil(before.hasFocus)
    qtbot.waitUntil(lambda: not paper_desk.serve() and view.settled)
    order = []
    for _ in range(4):
        QTest.keyClick(QApplication.focusWidget(), Key.Key_Tab)
        focused = view.pointer.focused
        order.append(focused.text if view.hasFocus() and focused else QApplication.focusWidget())
    assert order == [view, "resolution 822 (1993)", "A/RES/62/243", after]
    for _ in range(3):
        QTest.keyClick(QApplication.focusWidget(), Key.Key_Backtab)
    assert view.pointer.focused.text == "resolution 822 (1993)"
    QTest.keyClick(QApplication.focusWidget(), Key.Key_Backtab)
    assert before.hasFocus()
    assert view.look().focused is None


def test_enter_opens_the_reference_that_has_the_focus(qtbot, hand):
    with qtbot.assertNotEmitted(hand.view.card_requested):
        hand.key(Key.Key_Return)
    hand.key(Key.Key_Tab)
    with qtbot.waitSignal(hand.view.card_requested) as asked:
        hand.key(Key.Key_Return)
    assert asked.args[0].reference.symbol == "S/RES/822 (1993)"
    assert asked.args[2] is True, "the card takes the focus"


def test_references_out_of_view_are_passed_over(hand):
    hand.document.go_to_page(2)
    hand.settle()
    hand.key(Key.Key_Tab)
    assert hand.view.pointer.focused.text == "A/DEC/51/408"


def test_escape_lets_go_of_everything(qtbot, hand):
    hand.document.go_to(hand.document.text.page_span(0))
    hand.drag(hand.point("Recalling", 0), hand.point("its", 1))
    hand.key(Key.Key_Tab)
    with qtbot.waitSignal(hand.view.card_unwanted):
        hand.key(Key.Key_Escape)
    assert hand.document.selection is None
    assert hand.view.marks.place is None
    assert hand.view.pointer.focused is None


def test_scrolling_closes_the_card(hand):
    cards = CardKeeper(hand.view, lambda: "en")
    hand.click(hand.point("822"))
    assert cards.card.isVisible()
    hand.view.pan_by(0, 30)
    assert cards.card is None


def test_entering_with_the_pointer_presses_nothing(hand):
    place = QPointF(hand.point("822"))
    QApplication.sendEvent(hand.view.viewport(), QEnterEvent(place, place, place))
    assert hand.document.selection is None


def test_the_keys_take_the_selection_over_a_page_s_end_and_back(make_hand):
    hand = make_hand(LONG_PAGES)
    hand.drag(hand.point("row of page 1", 0, page=0), hand.point("of page 1", 1, page=0))
    for _ in range(2):
        hand.key(Key.Key_Right, Modifier.ShiftModifier)
        hand.settle()
    assert hand.document.selection[1] == PagePosition(1, 1)
    assert hand.selected == "row of page 1\nP"
    end = hand.view.glyphs.glyphs(1).rect(0)
    assert hand.view.viewport().rect().contains(hand.view.rect_in_view(1, end).toAlignedRect())
    hand.key(Key.Key_Down, Modifier.ShiftModifier)
    assert hand.selected.startswith("row of page 1\nPage 2\n")
    for _ in range(2):
        hand.key(Key.Key_Up, Modifier.ShiftModifier)
    assert hand.document.selection[1].page == 0


def test_at_the_end_of_the_document_the_selection_stays_there(make_hand):
    hand = make_hand(LONG_PAGES)
    hand.document.go_to_page(11)
    hand.settle()
    hand.drag(hand.point("row of page 12", 0, page=11), hand.point("page 12", 0, page=11))
    for _ in range(3):
        hand.key(Key.Key_Down, Modifier.ShiftModifier)
    assert hand.document.selection[1] == PagePosition(11, len(LONG_PAGES[11]))
