"""The Document panel: rows lead to places, keys walk them, and a refresh leaves the reader where they are."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtWidgets import QLabel

from viewer.model.document import METADATA_KEYS, TextLayer, Understanding, Value
from viewer.model.reference import Source
from viewer.model.text import Span
from viewer.session.changes import UnderstandingChanged
from viewer.ui.dialogs.value import ValueDialog
from viewer.ui.panels.document.field_row import RowKind
from viewer.ui.panels.document.panel import DocumentPanel

TEXT = "Human Rights Council\nForty-third session\nA/HRC/43/1"
BODY, SESSION, SYMBOL = Span(0, 20), Span(21, 40), Span(41, 51)
SAID = {
    "body": (Value("Human Rights Council", BODY),),
    "session": (Value("43", SESSION),),
    "symbol": (Value("A/HRC/43/1", SYMBOL),),
    "language": (Value("en", BODY, Source.INFERRED, "the language of the cover"),),
}


@pytest.fixture
def panel(qtbot, desk):
    panel = DocumentPanel(desk.session)
    qtbot.addWidget(panel)
    panel.resize(344, 600)
    with qtbot.waitExposed(panel):
        panel.show()
    return panel


@pytest.fixture
def document(desk):
    document = desk.open("a.pdf")
    desk.read(document, [TEXT])
    desk.understand(document, Understanding(TextLayer.GOOD, SAID))
    return document


def row(panel, key):
    return next(row for row in panel.rows if row.field.key == key)


def unfold(panel):
    """Have a row for each thing that the document does not say."""
    row(panel, "missing").click()


def test_while_nothing_is_open_it_says_what_it_is_for(panel, desk):
    assert panel.rows == []
    assert panel.said.isVisible()
    assert panel.said.text().startswith("What a document says of itself is shown here")
    desk.understand(desk.open("a.pdf"), Understanding(TextLayer.GOOD, SAID))
    assert not panel.said.text().startswith("What a document says of itself")


@pytest.mark.usefixtures("document")
def test_body_and_session_stand_on_top(panel):
    assert [(row.field.text, row.kind) for row in panel.rows[:2]] == [
        ("Human Rights Council", RowKind.HEADING),
        ("43rd session", RowKind.LINE),
    ]
    assert panel.rows[2].field.key == "symbol"
    assert row(panel, "symbol").accessibleName() == "Symbol: A/HRC/43/1"


@pytest.mark.usefixtures("document")
def test_a_click_anywhere_on_a_row_goes_to_its_place(qtbot, panel, desk):
    symbol = row(panel, "symbol")
    qtbot.mouseClick(symbol, Qt.MouseButton.LeftButton, pos=QPoint(symbol.width() - 2, 2))
    qtbot.mouseClick(symbol, Qt.MouseButton.LeftButton, pos=QPoint(4, symbol.height() - 2))
    assert desk.places == [SYMBOL, SYMBOL]
    unfold(panel)
    qtbot.mouseClick(row(panel, "date"), Qt.MouseButton.LeftButton)
    assert len(desk.places) == 2


@pytest.mark.usefixtures("document")
@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_keys_go_to_the_place(qtbot, panel, desk, key):
    row(panel, "session").setFocus()
    qtbot.keyClick(row(panel, "session"), key)
    assert desk.places == [SESSION]


@pytest.mark.usefixtures("document")
def test_arrows_walk_the_rows_and_tab_comes_to_the_last_one(qtbot, panel):
    first, second = panel.rows[:2]
    panel.setFocus()
    assert first.hasFocus()
    qtbot.keyClick(first, Qt.Key.Key_Up)
    assert first.hasFocus()
    qtbot.keyClick(first, Qt.Key.Key_Down)
    assert second.hasFocus()
    tab_stops = [row for row in panel.rows if row.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert tab_stops == [second]


@pytest.mark.usefixtures("document")
def test_walking_scrolls(qtbot, panel):
    panel.resize(344, 120)
    panel.rows[0].setFocus()
    for _ in panel.rows[1:]:
        qtbot.keyClick(QGuiApplication.focusObject(), Qt.Key.Key_Down)
    assert panel.rows[-1].hasFocus()
    assert not panel.rows[-1].visibleRegion().isEmpty()


@pytest.mark.usefixtures("document")
def test_copying(qtbot, panel):
    symbol = row(panel, "symbol")
    symbol.setFocus()
    qtbot.keyClick(symbol, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "A/HRC/43/1"
    actions = {action.text(): action for action in row(panel, "session").menu().actions()}
    actions["Copy with its words"].trigger()
    assert QGuiApplication.clipboard().text() == "43rd session\n\u201cForty-third session\u201d (page 1)"
    actions["Copy value"].trigger()
    assert QGuiApplication.clipboard().text() == "43rd session"
    unfold(panel)
    offered = [action.text() for action in row(panel, "date").menu().actions()]
    assert offered == ["Correct\u2026", "Use the selected text as this value"]
    assert [action.text() for action in row(panel, "file_name").menu().actions()] == ["Copy value"]


@pytest.mark.usefixtures("document")
def test_inferred_values_are_marked_and_say_why(panel):
    language = row(panel, "language")
    assert language.field.marked
    assert "Inferred: the language of the cover" in language.toolTip()
    assert "Read on page 1" in row(panel, "symbol").toolTip()
    assert not row(panel, "symbol").field.marked


@pytest.mark.usefixtures("document")
def test_what_is_not_in_the_document_is_named_in_one_line_that_unfolds(qtbot, panel):
    line = row(panel, "missing")
    assert line.field.text.startswith("Not in this document: session dates, agenda item, type, title, date,")
    assert not any(row.field.missing for row in panel.rows if row is not line)
    line.setFocus()
    qtbot.keyClick(line, Qt.Key.Key_Return)
    unfolded = [row for row in panel.rows if row.field.missing]
    assert unfolded[0].hasFocus()
    assert (unfolded[0].field.text, unfolded[0].accessibleDescription()) == ("Not in this document", "Unfolded")
    assert len(unfolded) == 1 + line.field.text.count(",") + 1
    assert row(panel, "date").accessibleName() == "Date: not in this document"
    assert row(panel, "date").field.correctable
    qtbot.keyClick(unfolded[0], Qt.Key.Key_Return)
    assert row(panel, "missing").hasFocus()
    assert not any(row.field.key == "date" for row in panel.rows)


def test_where_everything_is_said_there_is_no_such_line(panel, desk):
    document = desk.open("a.pdf")
    desk.read(document, [TEXT])
    desk.understand(document, Understanding(TextLayer.GOOD, {key: (Value("43", SESSION),) for key in METADATA_KEYS}))
    assert not any(row.field.key == "missing" for row in panel.rows)


def test_a_refresh_keeps_focus_scroll_and_rows(qtbot, panel, desk, document):
    panel.resize(344, 120)
    unfold(panel)
    qtbot.waitUntil(lambda: panel.area.verticalScrollBar().maximum() > 0)
    panel.area.verticalScrollBar().setValue(40)
    symbol = row(panel, "symbol")
    symbol.setFocus()
    desk.session.changes.tell(UnderstandingChanged(document.number))
    assert row(panel, "symbol") is symbol
    assert panel.area.verticalScrollBar().value() == 40
    document.understanding = Understanding(TextLayer.GOOD, {**SAID, "date": (Value("2020-01-02", BODY),)})
    desk.session.changes.tell(UnderstandingChanged(document.number))
    assert row(panel, "date").field.text == "2 January 2020"
    assert row(panel, "symbol").hasFocus()
    document.understanding = Understanding(TextLayer.GOOD, {**SAID, "symbol": (*SAID["symbol"], Value("S/1", BODY))})
    desk.session.changes.tell(UnderstandingChanged(document.number))
    assert [row.field.text for row in panel.rows if row.field.key == "symbol"] == ["A/HRC/43/1", "S/1"]
    assert row(panel, "symbol").hasFocus()
    qtbot.waitUntil(lambda: row(panel, "symbol").height() > 8)
    assert panel.area.verticalScrollBar().value() == 40


def test_changes_of_other_documents_do_not_matter(panel, desk, document):
    other = desk.open("b.pdf")
    assert [row.field.text for row in panel.rows] == ["b.pdf", "3"]
    desk.session.changes.tell(UnderstandingChanged(document.number))
    assert [row.field.text for row in panel.rows] == ["b.pdf", "3"]
    desk.session.close(other.number)
    assert row(panel, "file_name").field.text == "a.pdf"


def test_each_document_keeps_its_place_in_the_panel(qtbot, panel, desk, document):
    panel.resize(344, 120)
    qtbot.waitUntil(lambda: panel.area.verticalScrollBar().maximum() > 0)
    panel.area.verticalScrollBar().setValue(50)
    desk.open("b.pdf")
    desk.session.make_current(document.number)
    assert panel.area.verticalScrollBar().value() == 50


def test_warnings_and_the_file_stand_apart(panel, desk, document):
    document.understanding = Understanding(TextLayer.CORRUPT, SAID, warnings=("The text is not what is shown.",))
    desk.session.changes.tell(UnderstandingChanged(document.number))
    labels = [label.text() for label in panel.findChildren(QLabel) if label.isVisibleTo(panel)]
    assert "The text is not what is shown." in labels
    assert any("not from the document" in text for text in labels)
    assert row(panel, "symbol").field.text == "A/HRC/43/1"
    assert row(panel, "file_name").field.span is None


def test_no_text_is_cut_off_at_any_width(qtbot, panel, desk, document):
    long = "Положение в области прав человека " * 12
    document.understanding = Understanding(TextLayer.GOOD, {**SAID, "title": (Value(long.strip(), BODY),)})
    desk.session.changes.tell(UnderstandingChanged(document.number))
    heights = {}
    for width in (240, 344, 480):
        panel.resize(width, 600)
        title = row(panel, "title")
        qtbot.waitUntil(lambda title=title, width=width: title.width() <= width)
        qtbot.waitUntil(lambda title=title: title.height() >= title.heightForWidth(title.width()))
        heights[width] = title.height()
    assert heights[480] < heights[344] < heights[240] * 2


def test_right_to_left_and_dark_are_drawn(panel, desk, document):
    panel.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    arabic = Value("رسالة مؤرخة ١٢ أيلول", BODY, Source.INFERRED, "so")
    document.understanding = Understanding(TextLayer.GOOD, {**SAID, "title": (arabic,)})
    desk.session.changes.tell(UnderstandingChanged(document.number))
    palette = QPalette(Qt.GlobalColor.black)
    panel.setPalette(palette)
    title = row(panel, "title")
    ink = leftmost_and_rightmost_ink(title)
    assert ink[1] > title.width() * 0.9  # the label stands at the right edge
    assert ink[0] > 8  # and the value beside it


def leftmost_and_rightmost_ink(widget):
    image = widget.grab().toImage()
    ground = image.pixel(1, 1)
    inked = [x for x in range(image.width()) if any(image.pixel(x, y) != ground for y in range(image.height()))]
    return min(inked), max(inked)


# -- correcting -------------------------------------------------------------------------------------------------------


def choose(panel, key, words) -> None:
    next(action for action in row(panel, key).menu().actions() if action.text() == words).trigger()


def dialog_of(panel) -> ValueDialog:
    return panel.findChild(ValueDialog)


def test_f2_asks_for_a_value_and_the_row_says_that_it_is_the_readers(qtbot, panel, document):
    row(panel, "symbol").setFocus()
    qtbot.keyClick(row(panel, "symbol"), Qt.Key.Key_F2)
    dialog = dialog_of(panel)
    assert dialog.words.text() == "\u201c\u2068A/HRC/43/1\u2069\u201d was read. What does the document say?"
    dialog.write("A/HRC/43/2")
    dialog.accept()
    symbol = row(panel, "symbol")
    assert (symbol.field.text, symbol.field.by_reader) == ("A/HRC/43/2", True)
    assert symbol.accessibleName() == "Symbol: A/HRC/43/2, by you"
    assert "\u201cA/HRC/43/1\u201d was read" in symbol.accessibleDescription()
    choose(panel, "symbol", "Go back to what was read")
    assert document.understanding.metadata == SAID


def test_the_pencil_shows_where_the_pointer_or_the_focus_is_and_not_on_facts_of_the_file(qtbot, panel, document):
    symbol = row(panel, "symbol")
    assert not symbol.pencil.isVisible()
    qtbot.mouseMove(symbol)
    qtbot.waitUntil(symbol.pencil.isVisible)
    qtbot.mouseClick(symbol.pencil, Qt.MouseButton.LeftButton)
    assert dialog_of(panel) is not None
    dialog_of(panel).reject()
    assert document.understanding.metadata == SAID
    name = row(panel, "file_name")
    name.setFocus()
    assert not name.pencil.isVisible()
    qtbot.keyClick(name, Qt.Key.Key_F2)


def test_the_selected_text_becomes_the_value_in_its_own_form(panel, document):
    document.select_span(SESSION)
    choose(panel, "session", "Use the selected text as this value")
    assert document.understanding.metadata["session"][0].value == "43"
    panel.use_selection("title")
    (title,) = document.understanding.metadata["title"]
    assert (title.value, title.span, title.source) == ("Forty-third session", SESSION, Source.BY_READER)


def test_selected_text_that_is_no_value_of_its_kind_is_put_right_in_the_dialog(panel, document):
    document.select_span(SESSION)
    unfold(panel)
    choose(panel, "date", "Use the selected text as this value")
    dialog = dialog_of(panel)
    assert dialog.text == "Forty-third session"
    assert not dialog.correct_button.isEnabled()
    assert "8 April 2020" in dialog.hint.text()
    dialog.write("9 July 2021")
    assert dialog.correct_button.isEnabled()
    dialog.accept()
    (date,) = document.understanding.metadata["date"]
    assert (date.value, date.span) == ("2021-07-09", SESSION)


def test_a_value_can_be_said_not_to_be_in_the_document(panel, document):
    choose(panel, "session", "Not in this document")
    session = row(panel, "session")
    assert (session.field.missing, session.field.by_reader) == (True, True)
    choose(panel, "session", "Go back to what was read")
    assert document.understanding.metadata == SAID


def test_a_value_said_again_as_it_was_is_no_correction(panel, document):
    choose(panel, "session", "Correct\u2026")
    dialog_of(panel).accept()
    assert not document.notes.notebook.can_undo


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_what_is_the_readers_is_marked_after_the_last_word(panel, document, direction):
    before = row(panel, "symbol").grab().toImage()
    document.corrections.correct_value("symbol", SAID["symbol"][0], "A/HRC/43/1", BODY)
    panel.setLayoutDirection(direction)
    assert row(panel, "symbol").grab().toImage() != before
