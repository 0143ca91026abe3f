"""The Notes panel over a real session and a real store: list, filter, selection, editing, two documents."""

from __future__ import annotations

from dataclasses import replace

import pytest
from annotations.examples import note
from PySide6.QtCore import QPoint, Qt, QThread
from PySide6.QtGui import QGuiApplication, QKeySequence

from viewer.annotations.anchoring import Placement, PlacementKind
from viewer.model.annotation import AnnotationKind, HighlightColor
from viewer.model.text import Span
from viewer.session.changes import NotesChanged, ViewPlace
from viewer.session.notes.order import NotesInOrder
from viewer.session.settings import SettingsFile
from viewer.ui.panels.notes.filter import Facets
from viewer.ui.panels.notes.panel import NotesPanel
from viewer.ui.panels.notes.sifting import NoteSifting
from viewer.ui.panels.notes.unsigned_line import DECLINED, KEY, UNSIGNED
from viewer.ui.widgets.quiet_label import QuietLabel

TEXT = "The General Assembly adopted a resolution in Geneva.\nIt was a long day."
FIRST, SECOND, THIRD = Span(4, 20), Span(45, 51), Span(62, 70)


@pytest.fixture
def panel(qtbot, desk):
    panel = NotesPanel(desk.session)
    panel.editor.pause.setInterval(20)
    qtbot.addWidget(panel)
    panel.resize(344, 700)
    with qtbot.waitExposed(panel):
        panel.show()
    panel.activateWindow()
    return panel


@pytest.fixture
def document(desk):
    document = desk.open("a.pdf")
    desk.read(document, [TEXT, "Second page"])
    return document


@pytest.fixture
def notes(desk, document):
    made = [
        document.notes.highlight(FIRST, HighlightColor.YELLOW, body="who"),
        document.notes.highlight(SECOND, HighlightColor.GREEN),
        document.notes.highlight(THIRD, HighlightColor.RED, body="when"),
    ]
    desk.settle()
    return [note.id for note in made]


def shown(panel):
    return [row.note.id for row in panel.notes.rows]


def click(qtbot, panel, number, modifier=Qt.KeyboardModifier.NoModifier):
    place = panel.list.visualRect(panel.list.model().index(number, 0)).center()
    qtbot.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, modifier, place)


def edit(qtbot, panel, number):
    """Edit a row as with F2."""
    panel.list.setFocus()
    panel.list.setCurrentIndex(panel.list.model().index(number, 0))
    qtbot.keyClick(panel.list, Qt.Key.Key_F2)
    qtbot.waitUntil(panel.editor.body.hasFocus)
    panel.list.executeDelayedItemsLayout()


def test_how_to_begin(panel, desk, document):
    assert "press N" in panel.list.empty.text()
    assert panel.list.accessibleDescription() == panel.list.empty.text()
    assert not panel.editor.isVisible()
    desk.session.close(document.number)
    assert "Your notes" in panel.list.empty.text()


def test_notes_are_listed_as_they_are_made(panel, document):
    later = document.notes.highlight(THIRD, HighlightColor.RED)
    earlier = document.notes.highlight(FIRST, HighlightColor.RED)
    assert shown(panel) == [earlier.id, later.id]
    assert panel.list.empty.text() == ""


def test_a_click_goes_to_the_passage_and_shows_the_note(qtbot, panel, desk, notes):
    click(qtbot, panel, 2)
    assert desk.places == [THIRD]
    assert panel.details.notes == (notes[2],)
    assert panel.editor.note is None, "a click looks at a note, and does not edit it"


def test_enter_goes_there_too(qtbot, panel, desk, notes):
    panel.list.setFocus()
    qtbot.keyClick(panel.list, Qt.Key.Key_Return)
    qtbot.keyClick(panel.list, Qt.Key.Key_Down)
    qtbot.keyClick(panel.list, Qt.Key.Key_Return)
    assert desk.places == [FIRST, SECOND]
    assert panel.details.notes == (notes[1],)


def test_notes_on_pages_go_to_the_page(qtbot, panel, desk, document):
    document.notes.note_on_page(1, "about it")
    click(qtbot, panel, 0)
    assert desk.places == [ViewPlace(1)]


def test_lost_notes_say_so_and_go_to_the_page_where_they_were(qtbot, panel, desk, document, notes, monkeypatch):
    lost = Placement(None, PlacementKind.LOST, 0.0)
    monkeypatch.setattr(document.notes, "placement", lambda note: lost if note == notes[0] else None)
    desk.session.changes.tell(NotesChanged(document.number))
    assert "not found" in panel.notes.rows[0].sentence
    click(qtbot, panel, 0)
    assert desk.places == [ViewPlace(0)]
    assert "not found" in panel.details.place.text()
    assert not panel.details.confirm.isVisible()


def test_likely_places_can_be_confirmed(qtbot, panel, desk, document, notes, monkeypatch):
    likely = Placement(FIRST, PlacementKind.LIKELY, 0.8)
    confirmed = []
    monkeypatch.setattr(document.notes, "placement", lambda _note: likely)
    monkeypatch.setattr(document.notes, "confirm", confirmed.append)
    desk.session.changes.tell(NotesChanged(document.number))
    click(qtbot, panel, 0)
    panel.details.confirm.click()
    actions = {action.text(): action for action in panel.menu_of([notes[1]]).actions()}
    actions["Keep this place"].trigger()
    assert [list(ids) for ids in confirmed] == [[notes[0]], [notes[1]]]


def test_typing_is_kept_and_the_list_follows(qtbot, panel, document, notes):
    panel.edit_note(notes[1])
    qtbot.waitUntil(panel.editor.body.hasFocus)
    qtbot.keyClicks(panel.editor.body, "where")
    qtbot.waitUntil(lambda: document.notes.find(notes[1]).body == "where")
    assert panel.notes.rows[1].words == "where"
    assert panel.editor.body.hasFocus()


def test_nothing_typed_is_lost_when_the_window_closes(qtbot, panel, desk, document, notes):
    panel.editor.pause.setInterval(60_000)
    panel.edit_note(notes[0])
    qtbot.keyClicks(panel.editor.body, " wrote it")
    panel.finish_editing()
    assert document.notes.find(notes[0]).body == "who wrote it"
    desk.settle()
    assert not document.notes.notebook.unsaved


def test_nothing_typed_is_lost_when_another_tab_comes_to_the_front(qtbot, panel, desk, document, notes):
    panel.editor.pause.setInterval(60_000)
    panel.edit_note(notes[0])
    qtbot.keyClicks(panel.editor.body, " wrote it")
    other = desk.open("b.pdf")
    assert document.notes.find(notes[0]).body == "who wrote it"
    assert other.notes.annotations == ()
    assert not panel.editor.isVisible()
    desk.session.make_current(document.number)
    assert shown(panel) == notes


def test_nothing_typed_is_lost_when_the_document_is_closed(qtbot, panel, desk, document, notes):
    panel.editor.pause.setInterval(60_000)
    panel.edit_note(notes[0])
    qtbot.keyClicks(panel.editor.body, " wrote it")
    desk.session.close(document.number)
    desk.settle()
    again = desk.open("a.pdf")
    desk.read(again, [TEXT])
    assert [note.body for note in again.notes.annotations] == ["who wrote it", "", "when"]


def test_two_documents_do_not_mix(panel, desk, document, notes):
    other = desk.open("b.pdf")
    desk.read(other, [TEXT])
    theirs = other.notes.highlight(FIRST, HighlightColor.BLUE, body="theirs").id
    assert shown(panel) == [theirs]
    document.notes.edit(notes[0], body="changed behind")
    assert shown(panel) == [theirs]
    desk.session.make_current(document.number)
    assert shown(panel) == notes
    assert panel.notes.rows[0].words == "changed behind"


def test_selection_stays_when_notes_come_and_go(panel, document, notes):
    panel._select(notes[2])
    earlier = document.notes.highlight(Span(0, 3), HighlightColor.GREY).id
    assert panel.selected == [notes[2]]
    document.notes.delete([earlier, notes[0]])
    assert panel.selected == [notes[2]]
    assert panel.details.notes == (notes[2],)


def test_the_list_stays_where_it_is_scrolled_to(panel, document):
    for at in range(40):
        document.notes.highlight(Span(at, at + 5), HighlightColor.YELLOW, body=f"note {at}")
    bar = panel.list.verticalScrollBar()
    panel.list.executeDelayedItemsLayout()
    bar.setValue(bar.maximum() // 2)
    top = panel.list.indexAt(QPoint(100, 2)).data()
    document.notes.note_on_document("comes first")
    panel.list.executeDelayedItemsLayout()
    assert panel.list.indexAt(QPoint(100, 2)).data() == top


def test_delete_key_deletes_and_selects_the_next(qtbot, panel, document, notes):
    panel._select(notes[1])
    panel.list.setFocus()
    qtbot.keyClick(panel.list, Qt.Key.Key_Delete)
    assert shown(panel) == [notes[0], notes[2]]
    assert panel.selected == [notes[2]]
    document.notes.undo()
    assert shown(panel) == notes


def test_several_are_recoloured_and_deleted_as_one_step(qtbot, panel, document, notes):
    click(qtbot, panel, 0)
    click(qtbot, panel, 2, Qt.KeyboardModifier.ControlModifier)
    assert panel.selected == [notes[0], notes[2]]
    assert panel.details.notes == (notes[0], notes[2])
    colors = next(action for action in panel.menu_of(panel.selected).actions() if action.text() == "Colour").menu()
    next(action for action in colors.actions() if action.text() == "Violet").trigger()
    assert [note.color.value for note in document.notes.annotations] == ["violet", "green", "violet"]
    panel.details.delete.click()
    assert shown(panel) == [notes[1]]
    document.notes.undo()
    assert shown(panel) == notes


def test_filter_by_words_and_colours(qtbot, panel, notes):
    qtbot.keyClicks(panel.filter_field, "wh")
    assert shown(panel) == [notes[0], notes[2]]
    assert panel.count.text() == "2 of 3"
    colors = panel.filters.fill("Colour")
    next(action for action in colors.actions() if action.text().startswith("Red")).trigger()
    assert shown(panel) == [notes[2]]
    assert panel.filters.chips.buttons[0].text() == "Red"
    qtbot.keyClicks(panel.filter_field, "x")
    assert "No note passes" in panel.list.empty.text()
    qtbot.keyClick(panel.filter_field, Qt.Key.Key_Escape)
    panel.filters.chips.buttons[0].click()
    assert shown(panel) == notes
    assert not panel.count.isVisible()


def test_filter_by_what_notes_are_told_apart_by(panel, document, notes):
    document.notes.edit(notes[1], tags=("claim", "water"))
    line = document.notes.highlight(Span(30, 36), HighlightColor.RED, kind=AnnotationKind.UNDERLINE).id
    for facet, value, expected in (
        ("Kind", "Underline", [line]),
        ("Tag", "claim", [notes[1]]),
        ("Tag", "Without tags", [notes[0], line, notes[2]]),
        ("Author", "Unsigned", [notes[0], line, notes[1], notes[2]]),
        ("Changed", "Today", [notes[0], line, notes[1], notes[2]]),
        ("Place", "Not found", []),
    ):
        names = [action.text().partition("\t")[0] for action in panel.filters.fill(facet).actions()]
        assert value in names, facet
        panel.filters.toggle(facet, value)
        assert shown(panel) == expected, (facet, value)
        panel.filters.toggle(facet, value)
    panel.filters.toggle("Tag", "claim")
    panel.filters.toggle("Kind", "Underline")
    assert shown(panel) == []
    panel.filters.chips.buttons[-1].click()
    assert len(shown(panel)) == 4


def test_a_change_of_one_note_is_a_change_of_one_row(qtbot, panel, document, notes):
    resets = []
    panel.notes.modelReset.connect(lambda: resets.append("reset"))
    panel.notes.layoutChanged.connect(lambda: resets.append("layout"))
    with qtbot.waitSignal(panel.notes.dataChanged):
        document.notes.edit(notes[1], body="new words")
    with qtbot.waitSignal(panel.notes.rowsInserted):
        document.notes.highlight(Span(21, 28), HighlightColor.BLUE)
    with qtbot.waitSignal(panel.notes.rowsRemoved):
        document.notes.delete([notes[0]])
    document.notes.undo()
    assert shown(panel)[0] == notes[0]
    assert resets == []


def test_the_model_keeps_the_rules_of_qt_whatever_happens(qtmodeltester, panel, document, notes):
    qtmodeltester.check(panel.notes)
    panel.filters.toggle("Colour", "green")
    document.notes.recolor(notes, HighlightColor.GREEN)
    document.notes.delete(notes[:2])
    document.notes.undo()
    panel.filters.clear()
    assert shown(panel) == notes


def test_the_readers_own_names_of_colours_are_said(panel, desk, notes):
    desk.session.change_settings(replace(desk.session.settings, color_names={"yellow": "Claim"}))
    colors = [action.text().partition("\t")[0] for action in panel.filters.fill("Colour").actions()]
    assert colors == ["Claim", "Green", "Red"]
    index = panel.notes.index_of(notes[0])
    assert index.data(Qt.ItemDataRole.AccessibleTextRole).startswith("Claim note")
    assert panel.details.colors.buttons[HighlightColor.YELLOW].toolTip() == "Claim"


def test_a_long_list_is_of_rows_of_one_height(panel, document, monkeypatch):
    monkeypatch.setattr("viewer.ui.panels.notes.listing.MOST_MEASURED", 5)
    for at in range(10):
        document.notes.highlight(
            Span(at, at + 5), HighlightColor.YELLOW, body="many\nlines\nof words" if at % 2 else ""
        )
    assert panel.list.uniformItemSizes()
    panel.list.executeDelayedItemsLayout()
    heights = {panel.list.visualRect(panel.list.model().index(row, 0)).height() for row in range(10)}
    assert len(heights) == 1
    panel.list.grab()


@pytest.mark.usefixtures("notes")
def test_a_new_note_is_edited_though_the_filter_hides_it(qtbot, panel, document):
    qtbot.keyClicks(panel.filter_field, "who")
    panel.filters.toggle(Facets.COLOR, HighlightColor.YELLOW.value)
    new = document.notes.highlight(Span(21, 28), HighlightColor.BLUE).id
    assert new not in shown(panel)
    panel.edit_note(new)
    assert panel.selected == [new]
    assert panel.editor.note == new
    assert panel.filter_field.text() == ""


def test_the_note_that_is_edited_stays_listed_though_its_words_leave_the_filter(qtbot, panel, document, notes):
    qtbot.keyClicks(panel.filter_field, "who")
    edit(qtbot, panel, 0)
    qtbot.keyClick(panel.editor.body, Qt.Key.Key_Backspace)
    qtbot.waitUntil(lambda: document.notes.find(notes[0]).body == "wh")
    assert shown(panel) == [notes[0]]
    assert panel.editor.note == notes[0]
    assert panel.editor.body.hasFocus()
    qtbot.keyClick(panel.editor.body, Qt.Key.Key_Escape)
    assert shown(panel) == []
    assert panel.editor.note is None


def row_rect(panel, note):
    return panel.list.visualRect(panel.index_of(note))


def test_a_row_grows_for_its_fields(qtbot, panel, notes):
    panel.list.executeDelayedItemsLayout()
    before = row_rect(panel, notes[0])
    edit(qtbot, panel, 0)
    assert row_rect(panel, notes[0]).height() > before.height()
    assert row_rect(panel, notes[0]).contains(panel.editor.geometry())
    assert not row_rect(panel, notes[1]).intersects(panel.editor.geometry())
    low = panel.editor.height()
    panel.editor.body.insertPlainText("\n".join("lines"))
    qtbot.waitUntil(lambda: panel.editor.height() > low)
    grown = row_rect(panel, notes[0])
    assert grown.contains(panel.editor.geometry())
    qtbot.keyClick(panel.editor.body, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert not panel.editor.isVisible()
    assert panel.list.hasFocus()
    panel.list.executeDelayedItemsLayout()
    assert row_rect(panel, notes[0]).height() < grown.height()


def test_the_fields_of_a_long_note_scroll_and_leave_its_quotation_in_view(qtbot, panel, document, notes):
    document.notes.edit(notes[2], body="line\n" * 200)
    panel.resize(344, 420)
    edit(qtbot, panel, 2)
    assert panel.list.viewport().rect().contains(panel.editor.geometry())
    assert panel.editor.body.verticalScrollBar().maximum() > 0


def test_the_fields_follow_their_row(qtbot, panel, document, notes):
    edit(qtbot, panel, 1)
    qtbot.keyClicks(panel.editor.body, "half a ")
    document.notes.highlight(Span(0, 3), HighlightColor.GREY, body="one that comes in above")
    document.notes.delete([notes[0]])
    document.notes.edit(notes[2], body="another")
    panel.list.executeDelayedItemsLayout()
    assert row_rect(panel, notes[1]).contains(panel.editor.geometry())
    assert panel.editor.body.hasFocus()
    qtbot.keyClicks(panel.editor.body, "sentence")
    qtbot.waitUntil(lambda: document.notes.find(notes[1]).body == "half a sentence")
    panel.refresh()
    assert panel.editor.body.hasFocus()


def test_a_row_keeps_no_room_for_the_word_that_it_is_not_saved_yet(panel, desk, document):
    document.notes.note_on_document("All of it")
    row = panel.list.model().index(0, 0)
    waiting = panel.list.visualRect(row).height()
    desk.settle()
    panel.list.executeDelayedItemsLayout()
    assert panel.list.visualRect(row).height() < waiting


def test_fields_from_the_right(qtbot, panel, notes):
    panel.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    edit(qtbot, panel, 0)
    row, fields = row_rect(panel, notes[0]), panel.editor.geometry()
    assert row.right() - fields.right() > fields.left() - row.left(), "the bar is at the right"


def test_in_a_long_list_the_fields_lie_over_the_rows_beside(qtbot, panel, many):
    panel.edit_note(many[-1])
    qtbot.waitUntil(panel.editor.body.hasFocus)
    assert panel.list.uniformItemSizes()
    assert panel.editor.autoFillBackground()
    assert panel.list.viewport().rect().contains(panel.editor.geometry())


def test_keys_of_the_fields_do_not_walk_through_the_list(qtbot, panel, notes):
    edit(qtbot, panel, 1)
    panel.editor.tags.setFocus()
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageDown):
        qtbot.keyClick(panel.editor.tags, key)
    assert panel.selected == [notes[1]]
    assert panel.editor.note == notes[1]
    qtbot.keyClicks(panel.editor.tags, "claim")
    qtbot.keyClick(panel.editor.tags, Qt.Key.Key_Return)
    assert panel.list.hasFocus()
    assert panel.notes.rows[1].note.tags == ("claim",)


def test_a_click_on_another_row_keeps_what_was_typed(qtbot, panel, document, notes):
    panel.editor.pause.setInterval(60_000)
    edit(qtbot, panel, 1)
    qtbot.keyClicks(panel.editor.body, "typed")
    click(qtbot, panel, 0)
    assert document.notes.find(notes[1]).body == "typed"
    assert not panel.editor.isVisible()
    assert panel.details.notes == (notes[0],)


def test_unsigned_notes_are_said_once_and_quietly(qtbot, panel, desk, document):
    assert not panel.unsigned.isVisible()
    document.notes.highlight(FIRST, HighlightColor.RED)
    assert panel.unsigned.isVisible()
    assert panel.unsigned.findChild(QuietLabel).text() == UNSIGNED
    with qtbot.waitSignal(panel.settings_requested):
        qtbot.mouseClick(panel.unsigned.button, Qt.MouseButton.LeftButton)
    desk.session.change_settings(replace(desk.session.settings, author="A. Reader"))
    assert not panel.unsigned.isVisible()


def test_a_reader_who_leaves_notes_unsigned_is_not_asked_again(qtbot, panel, desk, document):
    document.notes.highlight(FIRST, HighlightColor.RED)
    qtbot.mouseClick(panel.unsigned.close_button, Qt.MouseButton.LeftButton)
    assert not panel.unsigned.isVisible()
    document.notes.highlight(SECOND, HighlightColor.RED)
    assert not panel.unsigned.isVisible()
    kept = SettingsFile(desk.folder / "settings.json").load().window
    assert kept[KEY] == DECLINED, "nor after the next start"


def test_read_only_says_why(qtbot, panel, desk, document, notes):
    document.notes.loading.read_only = "The notes are in use by another program."
    desk.session.changes.tell(NotesChanged(document.number))
    assert panel.read_only.text() == "The notes are in use by another program."
    assert panel.read_only.isVisible()
    panel._select(notes[0])
    panel.list.setFocus()
    qtbot.keyClick(panel.list, Qt.Key.Key_Delete)
    assert shown(panel) == notes
    enabled = {action.text(): action.isEnabled() for action in panel.menu_of([notes[0]]).actions()}
    assert not enabled["Delete"]
    assert not enabled["Colour"]
    assert enabled["Copy"]


def test_copying(qtbot, panel, notes):
    panel._select(notes[0])
    panel.list.setFocus()
    qtbot.keyClick(panel.list, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "“General Assembly”\nwho\nPage 1"
    actions = {action.text(): action for action in panel.menu_of([notes[0]]).actions()}
    actions["Copy quotation with citation"].trigger()
    assert "General Assembly" in QGuiApplication.clipboard().text()
    assert "p. 1" in QGuiApplication.clipboard().text()


@pytest.mark.usefixtures("notes")
def test_escape_goes_back_to_where_one_came_from(qtbot, panel, notes):
    panel.list.setFocus()
    with qtbot.waitSignal(panel.page_focus_wanted):
        qtbot.keyClick(panel.list, Qt.Key.Key_Escape)
    edit(qtbot, panel, 0)
    with qtbot.assertNotEmitted(panel.page_focus_wanted):
        qtbot.keyClick(panel.editor.body, Qt.Key.Key_Escape)
    assert panel.list.hasFocus()
    panel.edit_note(notes[1])
    qtbot.waitUntil(panel.editor.body.hasFocus)
    with qtbot.waitSignal(panel.page_focus_wanted):
        qtbot.keyClick(panel.editor.body, Qt.Key.Key_Escape)


def test_undo_in_the_field_is_the_fields_own(qtbot, panel, document, notes):
    panel.edit_note(notes[0])
    qtbot.waitUntil(panel.editor.body.hasFocus)
    qtbot.keyClicks(panel.editor.body, "!")
    qtbot.waitUntil(lambda: document.notes.find(notes[0]).body == "who!")
    qtbot.keySequence(panel.editor.body, QKeySequence(QKeySequence.StandardKey.Undo))
    assert panel.editor.body.toPlainText() == "who"
    qtbot.waitUntil(lambda: document.notes.find(notes[0]).body == "who")


def test_a_panel_that_is_not_seen_catches_up(qtbot, desk, document, notes):
    panel = NotesPanel(desk.session)
    qtbot.addWidget(panel)
    document.notes.edit(notes[0], body="later")
    with qtbot.waitExposed(panel):
        panel.show()
    assert shown(panel) == notes
    assert panel.notes.rows[0].words == "later"


def test_tab_walks_from_above(qtbot, panel, notes):
    panel._select(notes[0])
    panel.filter_field.setFocus()
    walked = []
    for _ in range(3):
        qtbot.keyClick(QGuiApplication.focusObject(), Qt.Key.Key_Tab)
        walked.append(QGuiApplication.focusObject())
    yellow = panel.details.colors.buttons[HighlightColor.YELLOW]
    assert walked == [panel.filters.button, panel.list, yellow]
    edit(qtbot, panel, 0)
    for following in (panel.editor.tags, yellow):
        qtbot.keyClick(QGuiApplication.focusObject(), Qt.Key.Key_Tab)
        assert QGuiApplication.focusObject() is following


def test_several_get_and_lose_tags_as_one_step(qtbot, panel, document, notes):
    document.notes.edit(notes[0], tags=("claim", "water"))
    document.notes.edit(notes[2], tags=("water",))
    click(qtbot, panel, 0)
    click(qtbot, panel, 2, Qt.KeyboardModifier.ControlModifier)
    assert panel.details.tags.text() == "water"
    panel.details.tags.setText("wells, law")
    panel.finish_editing()
    assert [note.tags for note in document.notes.annotations] == [("claim", "wells", "law"), (), ("wells", "law")]
    document.notes.undo()
    assert [note.tags for note in document.notes.annotations] == [("claim", "water"), (), ("water",)]


# -- many notes -------------------------------------------------------------------------------------------------------


@pytest.fixture
def many(panel, desk, document, monkeypatch):
    """Sixty notes, which are taken for too many to be put through the filter at once; three of them say "who"."""
    monkeypatch.setattr("viewer.ui.panels.notes.listing.MOST_MEASURED", 50)
    made = [
        document.notes.highlight(Span(at, at + 5), HighlightColor.YELLOW, body="who" if at % 20 == 0 else "what").id
        for at in range(60)
    ]
    desk.settle()
    panel.refresh()
    return made


def test_many_notes_are_filtered_between_events(qtbot, panel, many):
    before = shown(panel)
    assert len(before) == 60
    panel.filter_field.setText("who")
    assert shown(panel) == before, "the key press itself waits for nothing"
    qtbot.waitUntil(lambda: shown(panel) == [many[0], many[20], many[40]])
    assert panel.count.text() == "3 of 60"
    panel.filter_field.clear()
    assert shown(panel) == before, "nothing need be asked to list all"


def test_only_the_last_words_count(qtbot, panel, many):
    for words in ("w", "wh", "wha", "who"):
        panel.filter_field.setText(words)
    with qtbot.waitSignal(panel.listing.sifting.done):
        pass
    assert shown(panel) == [many[0], many[20], many[40]]
    panel.filter_field.setText("what")
    panel.filter_field.clear()
    assert not panel.listing.sifting.goes_on
    assert len(shown(panel)) == 60


def test_what_changes_while_many_notes_are_filtered_is_listed_as_it_is(qtbot, panel, document, many):
    panel.filter_field.setText("who")
    document.notes.edit(many[0], body="nobody")
    document.notes.edit(many[1], body="who else")
    document.notes.delete([many[20]])
    qtbot.waitUntil(lambda: shown(panel) == [many[1], many[40]])


def test_the_selected_note_stays_selected_when_many_are_filtered(qtbot, panel, many):
    panel._select(many[40])
    panel.filter_field.setText("who")
    qtbot.waitUntil(lambda: len(shown(panel)) == 3)
    assert panel.selected == [many[40]]
    assert panel.details.notes == (many[40],)


def test_another_document_is_not_shown_what_was_found_in_the_one_before(panel, desk, many):
    panel.filter_field.setText("who")
    other = desk.open("b.pdf")
    desk.read(other, [TEXT])
    assert shown(panel) == []
    panel.filter_field.clear()
    assert shown(panel) == []
    desk.session.close(other.number)
    assert shown(panel) == many


def test_a_slice_lasts_some_milliseconds(qtbot):
    order = NotesInOrder()
    order.take(note(at, id=str(at)) for at in range(2000))
    sifting, tested = NoteSifting(), []

    def passes(each):
        QThread.usleep(20)
        tested.append(each)
        return True

    sifting.start(order, passes)
    sifting._sift_some()
    assert 0 < len(tested) < 1000
    assert sifting.goes_on
    with qtbot.waitSignal(sifting.done) as found:
        pass
    assert found.args[0].notes == order.notes
