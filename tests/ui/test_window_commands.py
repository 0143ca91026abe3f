"""What each command does in a window, and that it does nothing where there is nothing to do."""

from __future__ import annotations

import csv
import io
from dataclasses import fields, replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from ui.painted_paper import PAGES, understanding_of, usual_references

from viewer.model.annotation import AnnotationKind, HighlightColor
from viewer.model.document import Section, SectionKind
from viewer.model.text import PAGE_BREAK, Span
from viewer.ui.actions.command_palette import CommandPalette
from viewer.ui.actions.keys_help import KeysWindow
from viewer.ui.actions.table import ACTIONS
from viewer.ui.commands import Commands
from viewer.ui.commands.file import open_filter
from viewer.ui.dialogs.about import AboutDialog
from viewer.ui.dialogs.encoding import EncodingDialog
from viewer.ui.dialogs.export import ExportDialog
from viewer.ui.dialogs.settings import SettingsDialog
from viewer.workers.messages.requests import OpenFile

pytestmark = pytest.mark.qt_log_ignore("does not support (grabbing the (keyboard|mouse)|raise)", extend=True)

TEXT = PAGE_BREAK.join(PAGES)
STARTS = (0, len(PAGES[0]) + 1, len(PAGES[0]) + len(PAGES[1]) + 2)


@pytest.fixture(autouse=True)
def _clipboard(qapp):  # noqa: ARG001 - the clipboard needs the application
    QGuiApplication.clipboard().setText("before")


@pytest.fixture
def document(paper_desk, window):  # noqa: ARG001 - it is opened in the window
    sections = tuple(
        Section(SectionKind.HEADING, f"Part {number}", 1, Span(start, end), "en", 1.0)
        for number, (start, end) in enumerate(zip(STARTS, (*STARTS[1:], len(TEXT)), strict=True))
    )
    understanding = replace(understanding_of(PAGES, *usual_references()), sections=sections)
    return paper_desk.lay_open(understanding=understanding)


@pytest.fixture
def settle(qtbot, paper_desk, window):
    """Answers the views until all is sharp."""
    return lambda: qtbot.waitUntil(lambda: not paper_desk.serve() and window.tabs.current_view.settled)


def copied() -> str:
    return QGuiApplication.clipboard().text()


def select(document, words) -> None:
    start = TEXT.index(words)
    document.select_span(Span(start, start + len(words)))


# -- without a document -----------------------------------------------------------------------------------------------


@pytest.fixture
def asked(monkeypatch) -> list[str]:
    """Which dialogs were shown; each is cancelled."""
    shown: list[str] = []

    def noting(name, answer):
        return lambda *_: shown.append(name) or answer

    monkeypatch.setattr(QFileDialog, "getOpenFileNames", noting("open", ([], "")))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", noting("save", ("", "")))
    monkeypatch.setattr(SettingsDialog, "ask", noting("settings", None))
    monkeypatch.setattr(EncodingDialog, "ask", noting("encoding", None))
    monkeypatch.setattr(AboutDialog, "tell", noting("about", None))
    monkeypatch.setattr(Commands, "_ask_about_links", lambda *_, **__: shown.append("note_links"))
    return shown


def changed_settings(before, after) -> set[str]:
    """The settings that are not as they were."""
    return {field.name for field in fields(before) if getattr(before, field.name) != getattr(after, field.name)}


def test_without_a_document_no_command_does_harm(paper_desk, window, asked):
    dialogs = {"open": ["open"], "settings": ["settings"], "about": ["about"], "note_links": ["note_links"]}
    for spec in sorted(ACTIONS, key=lambda spec: spec.name == "quit"):
        settings = paper_desk.session.settings
        spec.run(window.commands)
        QApplication.processEvents()
        assert copied() == "before", spec.name
        assert window.notices.texts in ([], ["There is no section here to write about."]), spec.name
        assert asked == dialogs.get(spec.name, []), spec.name
        assert paper_desk.session.documents == [], spec.name
        if spec.name != "quit":
            assert window.isVisible(), spec.name
            may_change = {"window"} if spec.name == "dark_pages" else set()
            assert changed_settings(settings, paper_desk.session.settings) <= may_change, spec.name
        asked.clear()
        window.notices.clear()
        window.setWindowState(Qt.WindowState.WindowNoState)
        for popup in [*window.findChildren(CommandPalette), *window.findChildren(KeysWindow)]:
            popup.close()


def test_without_a_document_only_what_makes_sense_is_enabled(window):
    enabled = {name for name, action in window.actions_by_name.items() if action.isEnabled()}
    assert enabled == {
        "open", "settings", "quit", "left_panel", "right_panel", "full_screen", "next_pane", "palette", "keys", "about",
        "dark_pages", "all_notes", "note_links",
    }  # fmt: skip


# -- file -------------------------------------------------------------------------------------------------------------


def test_open_begins_in_the_folder_of_the_last_file_and_opens_what_was_chosen(paper_desk, window, monkeypatch):
    asked = []

    def choose(*given):
        asked.append(given)
        return [str(paper_desk.folder / "a.pdf"), str(paper_desk.folder / "b.txt")], ""

    monkeypatch.setattr(QFileDialog, "getOpenFileNames", choose)
    window.commands.open_files()
    assert asked[0][2] == str(Path.home())
    assert [Path(request.path).name for request in paper_desk.worker.asked(OpenFile)] == ["a.pdf", "b.txt"]
    paper_desk.session.change_settings(replace(paper_desk.session.settings, recent_files=("/papers/un/c.pdf",)))
    window.commands.open_files()
    assert asked[1][2] == "/papers/un"


def test_close_and_quit(paper_desk, window, document):
    window.actions_by_name["close"].trigger()
    assert paper_desk.session.documents == []
    assert document.notes is not None
    window.actions_by_name["quit"].trigger()
    assert not window.isVisible()


def test_export_needs_notes(window, document, monkeypatch):
    asked = []
    monkeypatch.setattr(ExportDialog, "ask", lambda *given, **_: asked.append(given[1]))
    assert not window.actions_by_name["export"].isEnabled()
    document.notes.note_on_document("A note")
    window.actions_by_name["export"].trigger()
    assert asked == [document]


# -- edit -------------------------------------------------------------------------------------------------------------


def test_copy_copies_the_selected_words(window, document, settle):
    settle()
    assert not window.actions_by_name["copy"].isEnabled()
    select(document, "report of the Secretary-General,\nnoting")
    window.actions_by_name["copy"].trigger()
    assert copied() == "report of the Secretary-General,\nnoting"


def test_copy_in_a_field_copies_what_is_selected_there(window, document, settle):
    settle()
    select(document, "report")
    field = window.reading_bar.find_field
    field.setFocus()
    field.setText("looked for")
    field.selectAll()
    window.commands.copy()
    assert copied() == "looked for"


def test_copy_quotation_gives_the_words_and_where_they_stand(window, document):
    select(document, "The second page")
    window.actions_by_name["copy_quotation"].trigger()
    assert "The second page" in copied()
    assert "2" in copied().replace("The second page", ""), "the page"
    assert window.status.currentMessage() == "Quotation with citation copied"


def test_select_all_selects_the_text_or_all_in_the_field(window, document, settle):
    settle()
    window.focus_page()
    window.commands.select_all()
    assert document.selected_span == Span(0, len(TEXT))
    document.clear_selection()
    field = window.reading_bar.find_field
    field.setText("looked for")
    field.setFocus()
    window.commands.select_all()
    assert field.selectedText() == "looked for"
    assert document.selection is None


def test_undo_gives_a_renamed_colour_its_name_back_in_the_menu_too(window, document):
    del document
    session, actions = window.session, window.actions_by_name
    before = actions["highlight_yellow"].text()
    session.change_settings(replace(session.settings, color_names={"yellow": "claim"}))
    assert actions["highlight_yellow"].text().replace("&", "") == "claim"
    assert actions["undo"].isEnabled()
    actions["undo"].trigger()
    assert actions["highlight_yellow"].text() == before
    assert actions["redo"].isEnabled()
    assert not actions["undo"].isEnabled()
    actions["redo"].trigger()
    assert actions["highlight_yellow"].text().replace("&", "") == "claim"


def test_undo_and_redo_take_back_a_note_or_typing(paper_desk, window, document):
    note = document.notes.note_on_document("A note")
    paper_desk.settle()
    window.focus_page()
    window.actions_by_name["undo"].trigger()
    assert document.notes.find(note.id) is None
    assert window.actions_by_name["redo"].isEnabled()
    window.actions_by_name["redo"].trigger()
    assert document.notes.find(note.id) is not None
    field = window.reading_bar.find_field
    field.setFocus()
    QTest.keyClicks(field, "typed")
    window.commands.undo()
    assert field.text() == ""
    assert document.notes.find(note.id) is not None
    window.commands.redo()
    assert field.text() == "typed"


def test_find_takes_short_selected_words_along(paper_desk, window, document):
    select(document, "second page")
    window.actions_by_name["find"].trigger()
    assert window.reading_bar.find_field.text() == "second page"
    assert window.reading_bar.find_field.hasFocus()
    assert window.panes.left.currentWidget() is window.panes.search
    assert document.search.state.query == "second page"
    paper_desk.settle()
    select(document, "nothing.\nIt has")
    window.actions_by_name["find"].trigger()
    assert window.reading_bar.find_field.text() == "second page", "words over two lines are not what one looks for"


def test_find_leaves_a_hidden_panel_hidden(window, document):
    assert document is not None
    window.panes.toggle_left()
    window.actions_by_name["find"].trigger()
    assert not window.panes.left.isVisible()


def test_find_next_and_previous_walk_the_hits(paper_desk, window, document):
    assert not window.actions_by_name["find_next"].isEnabled()
    paper_desk.find(document, "the")
    window.actions_by_name["find_next"].trigger()
    assert document.search.state.current == 1
    window.actions_by_name["find_previous"].trigger()
    window.actions_by_name["find_previous"].trigger()
    assert document.search.state.current == len(document.search.state.hits) - 1


# -- view -------------------------------------------------------------------------------------------------------------


def test_zoom_commands_reach_the_view_and_the_field_says_so(window, document, settle):
    settle()
    view, field = window.tabs.current_view, window.reading_bar.zoom_field
    window.actions_by_name["actual_size"].trigger()
    assert (view.zoom, field.currentText()) == (pytest.approx(1.0), "100%")
    window.actions_by_name["zoom_in"].trigger()
    assert field.currentText() == "120%"
    window.actions_by_name["zoom_out"].trigger()
    assert field.currentText() == "100%"
    window.actions_by_name["fit_page"].trigger()
    assert view.viewport().rect().contains(view.page_in_view(0).toAlignedRect())
    window.actions_by_name["fit_width"].trigger()
    assert field.currentText() == f"{round(view.zoom * 100)}%"
    window.reading_bar.zoom_chosen.emit(2.0)
    assert view.zoom == pytest.approx(2.0)
    window.reading_bar.fit_chosen.emit(False)
    assert view.fit.value == "page"
    assert document.page_count == 3


def test_panels_are_toggled_and_the_menu_says_so(window):
    for name, side in (("left_panel", window.panes.left), ("right_panel", window.panes.right)):
        action = window.actions_by_name[name]
        assert action.isChecked()
        action.trigger()
        assert not side.isVisible()
        assert not action.isChecked()
        action.trigger()
        assert side.isVisible()
        assert action.isChecked()


def test_full_screen_and_back(qtbot, window):
    window.actions_by_name["full_screen"].trigger()
    qtbot.waitUntil(window.isFullScreen)
    window.actions_by_name["full_screen"].trigger()
    qtbot.waitUntil(lambda: not window.isFullScreen())


# -- go ---------------------------------------------------------------------------------------------------------------


def test_pages_and_history(window, document, settle):
    settle()
    window.actions_by_name["last_page"].trigger()
    settle()
    assert document.place.page == 2
    window.actions_by_name["first_page"].trigger()
    settle()
    assert document.place.page == 0
    assert not window.actions_by_name["forward"].isEnabled()
    window.actions_by_name["back"].trigger()
    settle()
    assert document.place.page == 2
    assert window.actions_by_name["forward"].isEnabled()
    window.actions_by_name["forward"].trigger()
    settle()
    assert document.place.page == 0


def test_sections_are_walked_to_the_ends(paper_desk, window, document, settle):
    settle()
    went = []
    for name in ("next_section", "next_section", "next_section", "previous_section", "previous_section"):
        before = len(paper_desk.places)
        window.actions_by_name[name].trigger()
        settle()
        went.append([target.start for target in paper_desk.places[before:]])
    assert went == [[STARTS[1]], [STARTS[2]], [], [STARTS[1]], [STARTS[0]]]
    assert document.current_section.title == "Part 0"


def test_from_the_middle_of_a_section_one_comes_to_its_beginning_first(paper_desk, window, document, settle):
    settle()
    document.go_to(Span(STARTS[1] + 5, STARTS[1] + 9), pulse=False)
    settle()
    window.actions_by_name["previous_section"].trigger()
    assert paper_desk.places[-1].start == STARTS[1]


def test_tabs_are_stepped_through(paper_desk, window, document):
    other = paper_desk.lay_open(("other",), "other.pdf", understanding_of(("other",)))
    assert paper_desk.session.current is other
    window.actions_by_name["next_tab"].trigger()
    assert paper_desk.session.current is document
    window.actions_by_name["previous_tab"].trigger()
    assert paper_desk.session.current is other


# -- notes ------------------------------------------------------------------------------------------------------------


def test_highlighting_marks_the_selection_and_remembers_the_colour(paper_desk, window, document, settle):
    settle()
    select(document, "report")
    window.actions_by_name["highlight_green"].trigger()
    [note] = document.notes.annotations
    assert (note.kind, note.color, note.anchor.quote) == (AnnotationKind.HIGHLIGHT, HighlightColor.GREEN, "report")
    assert note.anchor.rects
    assert document.selection is None
    assert paper_desk.session.settings.highlight_color == "green"
    select(document, "second")
    window.actions_by_name["highlight"].trigger()
    assert {note.color for note in document.notes.annotations} == {HighlightColor.GREEN}


def test_a_note_is_begun_where_one_can_write_it(window, document, settle):
    settle()
    window.panes.toggle_right()
    select(document, "report")
    window.actions_by_name["note"].trigger()
    assert window.panes.right.isVisible()
    assert window.panes.right.currentWidget() is window.panes.notes
    assert window.panes.notes.isAncestorOf(QApplication.focusWidget())
    assert [note.anchor.quote for note in document.notes.annotations] == ["report"]


def test_after_a_colour_one_can_write_in_the_note_just_made(window, document, settle):
    settle()
    note = window.actions_by_name["note"]
    select(document, "report")
    window.actions_by_name["highlight_green"].trigger()
    assert note.isEnabled()
    note.trigger()
    assert window.panes.notes.isAncestorOf(QApplication.focusWidget())
    assert [made.color for made in document.notes.annotations] == [HighlightColor.GREEN], "no second one is made"
    window.focus_page()
    window.actions_by_name["undo"].trigger()
    assert not note.isEnabled(), "it is there no longer"


def test_a_note_that_was_clicked_is_written_in_until_something_else_is_meant(window, document, settle):
    settle()
    view, note = window.tabs.current_view, window.actions_by_name["note"]
    select(document, "report")
    window.actions_by_name["highlight_red"].trigger()
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert not note.isEnabled()
    made = document.notes.annotations[0]
    place = view.rect_in_view(0, made.anchor.rects[0]).center().toPoint()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert note.isEnabled()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(view.viewport().width() // 2, 4))
    assert not note.isEnabled()


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("note_section", AnnotationKind.SECTION),
        ("note_page", AnnotationKind.PAGE),
        ("note_document", AnnotationKind.DOCUMENT),
    ],
)
def test_notes_on_larger_things(window, document, settle, name, kind):
    settle()
    document.go_to_page(1)
    settle()
    window.actions_by_name[name].trigger()
    [note] = document.notes.annotations
    assert note.kind is kind
    assert note.anchor.page == (0 if kind is AnnotationKind.DOCUMENT else 1)
    assert window.panes.notes.isAncestorOf(QApplication.focusWidget())


def test_where_there_is_no_section_it_is_said(paper_desk, window):
    document = paper_desk.lay_open(understanding=understanding_of(PAGES))
    window.actions_by_name["note_section"].trigger()
    assert window.notices.texts == ["There is no section here to write about."]
    assert list(document.notes.annotations) == []


# -- tools and help ---------------------------------------------------------------------------------------------------


def test_all_references_are_copied_and_counted(window, document):
    assert document is not None
    window.actions_by_name["copy_references"].trigger()
    assert copied().splitlines() == ["S/RES/822 (1993)\t1", "A/RES/62/243\t1", "A/DEC/51/408\t1"]
    assert window.status.currentMessage() == "3 references copied"


def test_all_references_are_copied_as_a_table_and_as_bibtex(window, document):
    assert document is not None
    window.actions_by_name["copy_references_csv"].trigger()
    rows = list(csv.DictReader(io.StringIO(copied())))
    assert [(row["symbol"], row["mentions"]) for row in rows[:1]] == [("S/RES/822 (1993)", "1")]
    assert rows[0]["url"].startswith("https://")
    assert len(rows) == 3
    window.actions_by_name["copy_references_bibtex"].trigger()
    assert copied().count("\n@") == 2


def test_what_the_panel_copies_is_counted_as_well(window, document):
    assert document is not None
    forms = {action.text(): action for action in window.panes.references.copy_button.choices.actions()}
    forms["As BibTeX"].trigger()
    assert copied().count("@") == 3
    assert window.status.currentMessage() == "3 references copied"


def test_one_reference_is_no_plural(paper_desk, window):
    paper_desk.lay_open(understanding=understanding_of(PAGES, usual_references()[0]))
    window.actions_by_name["copy_references"].trigger()
    assert window.status.currentMessage() == "1 reference copied"


def test_a_symbol_is_copied(window):
    window.commands.copy_symbol("S/RES/822 (1993)")
    assert copied() == "S/RES/822 (1993)"


@pytest.fixture
def browser(monkeypatch):
    """The addresses handed to the system; whether it takes them."""
    opened, takes = [], [True]
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()) or takes[0])
    return opened, takes


def test_an_official_page_is_handed_to_the_browser(window, browser):
    window.commands.open_official_page("S/RES/822 (1993)", "fr")
    [address] = browser[0]
    assert address.startswith("https://docs.un.org/fr/S/RES/822")
    assert window.notices.texts == []


def test_the_folder_of_the_file_is_shown_or_its_path_copied(paper_desk, window, browser):
    document = paper_desk.lay_open()
    window.actions_by_name["show_folder"].trigger()
    assert browser[0] == [document.path.parent.as_uri()]
    assert window.notices.texts == []
    browser[1][0] = False
    window.actions_by_name["show_folder"].trigger()
    assert copied() == str(document.path.parent)
    assert copied() in window.notices.texts[0]


def test_without_a_browser_the_address_is_copied_and_said(window, browser):
    browser[1][0] = False
    window.commands.open_official_page("S/RES/822 (1993)", "en")
    assert copied().startswith("https://docs.un.org/en/")
    assert copied() in window.notices.texts[0]


def test_what_has_no_official_page_opens_nothing(window, browser):
    window.commands.open_official_page("A/DEC/51/408", "en")
    window.commands.open_official_page("file:///etc/passwd", "en")
    assert all(address.startswith("https://docs.un.org/") for address in browser[0])
    assert not any("51/408" in address for address in browser[0])


def test_help_is_shown(qtbot, window):
    window.actions_by_name["keys"].trigger()
    [keys] = window.findChildren(KeysWindow)
    assert keys.isVisible()
    with qtbot.waitSignal(keys.destroyed):
        keys.close()


def test_the_dialog_offers_every_kind_that_is_opened():
    parts = open_filter().split(";;")
    assert parts[0].startswith("Documents (*.pdf ")
    assert parts[-1] == "All files (*)"
    for ending in ("*.docx", "*.odt", "*.rtf", "*.epub", "*.cbz", "*.webp", "*.html", "*.md", "*.txt"):
        assert sum(ending in part.replace(")", " ").split() or f"({ending}" in part for part in parts) == 2, ending
    assert "xlsx" not in open_filter()
