"""The parts of the window together: keys reach what they mean, notices are said, the next start finds it as it was."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton
from ui.painted_paper import LONG_PAGES, PAGES, understanding_of

from viewer.model.document import CannotOpen, DocumentInfo, EncodingGuess, FileProblem, PageKind
from viewer.model.geometry import PageSize
from viewer.model.text import PAGE_BREAK, Span
from viewer.session.changes import Notice, Severity
from viewer.ui.dialogs.encoding import EncodingDialog
from viewer.ui.window import MainWindow
from viewer.workers.messages.answers import Opened, Refused
from viewer.workers.messages.requests import OpenFile, RenderTile

pytestmark = pytest.mark.qt_log_ignore("does not support (grabbing the (keyboard|mouse)|raise)", extend=True)

Key, Modifier = Qt.Key, Qt.KeyboardModifier
TEXT = PAGE_BREAK.join(PAGES)


def press(key, modifiers=Modifier.NoModifier) -> None:
    """Press a key as a reader does: at what has the focus, shortcuts first."""
    QTest.keyClick(QApplication.focusWidget(), key, modifiers)


@pytest.fixture
def settle(qtbot, paper_desk, window):
    return lambda: qtbot.waitUntil(lambda: not paper_desk.serve() and window.tabs.current_view.settled)


# -- keys -------------------------------------------------------------------------------------------------------------


def test_control_g_goes_to_the_page_field_and_enter_back_to_the_page(paper_desk, window, settle):
    document = paper_desk.lay_open(LONG_PAGES, understanding=understanding_of(LONG_PAGES))
    settle()
    press(Key.Key_G, Modifier.ControlModifier)
    assert window.reading_bar.page_field.hasFocus()
    QTest.keyClicks(window.reading_bar.page_field, "7")
    press(Key.Key_Return)
    settle()
    assert document.place.page == 6
    assert window.tabs.current_view.hasFocus()
    assert window.reading_bar.page_field.text() == "7"


def test_the_page_whose_number_is_typed_is_drawn_before_enter(paper_desk, window, settle):
    paper_desk.lay_open(LONG_PAGES)
    settle()
    press(Key.Key_G, Modifier.ControlModifier)
    QTest.keyClicks(window.reading_bar.page_field, "12")
    assert 11 in [request.page for request in paper_desk.worker.asked(RenderTile)]
    assert paper_desk.places == []


def test_f3_walks_the_hits_from_the_page(paper_desk, window, settle):
    document = paper_desk.lay_open()
    paper_desk.find(document, "the")
    settle()
    window.focus_page()
    press(Key.Key_F3)
    assert document.search.state.current == 1


def test_a_digit_marks_on_the_page_and_is_typed_elsewhere(paper_desk, window, settle):
    document = paper_desk.lay_open()
    settle()
    window.focus_page()
    document.select_span(Span(0, 9))
    window.reading_bar.find_field.setFocus()
    press(Key.Key_2)
    press(Key.Key_N)
    assert window.reading_bar.find_field.text() == "2n"
    assert list(document.notes.annotations) == []
    window.focus_page()
    press(Key.Key_2)
    assert [note.color.value for note in document.notes.annotations] == ["green"]


def test_n_writes_in_the_last_marked_note_only_while_that_is_in_view(paper_desk, window, settle):
    document = paper_desk.lay_open(LONG_PAGES, understanding=understanding_of(LONG_PAGES))
    settle()
    window.focus_page()
    document.select_span(Span(0, 9))
    press(Key.Key_2)
    [note] = document.notes.annotations
    press(Key.Key_Down)
    settle()
    assert document.note_in_hand == note.id, "a line further on it is still seen"
    document.go_to_page(6)
    settle()
    assert not window.actions_by_name["note"].isEnabled()
    press(Key.Key_N)
    assert not window.panes.notes.editor.in_use
    document.go_to_page(0)
    settle()
    assert document.note_in_hand == "", "it is let go for good"


def test_the_palette_opens_by_its_key_and_runs_a_command(paper_desk, window, settle):
    paper_desk.lay_open()
    settle()
    press(Key.Key_K, Modifier.ControlModifier)
    palette = QApplication.activePopupWidget()
    QTest.keyClicks(palette.field, "left panel")
    QTest.keyClick(palette.field, Key.Key_Return)
    assert not window.panes.left.isVisible()


def test_control_tab_changes_the_document_even_where_references_could_be_walked(paper_desk, window, settle):
    first = paper_desk.lay_open()
    settle()
    paper_desk.lay_open(("other",), "other.pdf", understanding_of(("other",)))
    window.focus_page()
    press(Key.Key_Tab, Modifier.ControlModifier)
    assert paper_desk.session.current is first


# -- documents --------------------------------------------------------------------------------------------------------


def test_the_title_and_the_middle_follow_what_is_open(paper_desk, window):
    assert window.windowTitle() == "Verbale"
    assert window.middle.currentWidget() is window.start_page
    document = paper_desk.lay_open()
    assert window.windowTitle() == "paper.pdf — Verbale"
    assert window.windowFilePath() == str(document.path)
    assert window.middle.currentWidget() is window.tabs
    assert window.tabs.current_view.hasFocus()
    paper_desk.session.close(document.number)
    assert window.windowTitle() == "Verbale"
    assert window.middle.currentWidget() is window.start_page


def test_each_tab_has_its_own_zoom_in_the_field(paper_desk, window, settle):
    paper_desk.lay_open()
    settle()
    window.tabs.current_view.set_zoom(1.5)
    other = paper_desk.lay_open(("other",), "other.pdf", understanding_of(("other",)))
    settle()
    window.tabs.current_view.set_zoom(0.5)
    assert window.reading_bar.zoom_field.currentText() == "50%"
    paper_desk.session.make_current(paper_desk.session.documents[0].number)
    assert window.reading_bar.zoom_field.currentText() == "150%"
    paper_desk.session.make_current(other.number)
    assert window.reading_bar.zoom_field.currentText() == "50%"


def test_a_tab_behind_says_nothing_of_its_zoom(paper_desk, window, settle):
    paper_desk.lay_open()
    settle()
    behind = window.tabs.current_view
    paper_desk.lay_open(("other",), "other.pdf", understanding_of(("other",)))
    settle()
    before = window.reading_bar.zoom_field.currentText()
    behind.set_zoom(3.3)
    assert window.reading_bar.zoom_field.currentText() == before


def test_recent_files_are_in_the_menu_and_open(paper_desk, window):
    menu = window._actions.recent_menu
    assert not menu.isEnabled()
    names = ("/papers/a.pdf", "/papers/R&D.pdf")
    paper_desk.session.change_settings(replace(paper_desk.session.settings, recent_files=names))
    assert menu.isEnabled()
    assert [action.text() for action in menu.actions()] == ["/papers/a.pdf", "/papers/R&&D.pdf"]
    menu.actions()[1].trigger()
    assert paper_desk.worker.asked(OpenFile)[-1].path == "/papers/R&D.pdf"


def test_a_file_of_the_start_page_opens(paper_desk, window):
    window.start_page.file_chosen.emit(paper_desk.folder / "a.pdf")
    assert paper_desk.worker.asked(OpenFile)[-1].path == str(paper_desk.folder / "a.pdf")


@pytest.mark.parametrize(
    ("urls", "taken"), [(["file:///a.pdf"], True), (["https://example.org/a.pdf"], False), ([], False)]
)
def test_only_files_of_this_machine_can_be_dropped(window, urls, taken):
    data = QMimeData()
    data.setUrls([QUrl(url) for url in urls])
    data.setText("text")
    event = QDragEnterEvent(
        QPoint(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Modifier.NoModifier
    )
    event.ignore()
    QApplication.sendEvent(window, event)
    assert event.isAccepted() == taken


def test_a_file_that_is_dropped_to_be_moved_is_only_copied(paper_desk, window):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(paper_desk.folder / "a.pdf"))])
    how = (Qt.DropAction.MoveAction | Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Modifier.NoModifier)
    for event in (QDragEnterEvent(QPoint(5, 5), *how), QDropEvent(QPointF(5, 5), *how)):
        event.setDropAction(Qt.DropAction.MoveAction)
        QApplication.sendEvent(window, event)
        assert event.dropAction() is Qt.DropAction.CopyAction, "a file manager deletes what has been moved"
    assert paper_desk.worker.asked(OpenFile)[-1].path == str(paper_desk.folder / "a.pdf")


# -- what is said -----------------------------------------------------------------------------------------------------


def test_what_is_refused_is_said_in_a_line(paper_desk, window):
    paper_desk.session.open(paper_desk.folder / "broken.pdf")
    error = CannotOpen(FileProblem.DAMAGED, "broken.pdf", "The file is damaged. Ask for it again.")
    paper_desk.worker.answer(OpenFile, Refused(error))
    paper_desk.settle()
    assert window.notices.texts == ["broken.pdf: The file is damaged. Ask for it again."]
    assert window.middle.currentWidget() is window.start_page


def test_a_recent_file_that_has_vanished_can_be_removed_from_the_list(paper_desk, window):
    gone = str(paper_desk.folder / "gone.pdf")
    paper_desk.session.change_settings(replace(paper_desk.session.settings, recent_files=(gone, "/papers/a.pdf")))
    for name in (gone, str(paper_desk.folder / "never opened.pdf")):
        paper_desk.session.open(Path(name))
        paper_desk.worker.answer(OpenFile, Refused(CannotOpen(FileProblem.MISSING, name, "There is no such file.")))
        paper_desk.settle()
    [remove] = window.notices.findChildren(QPushButton)
    assert remove.text() == "Remove from recent files"
    remove.click()
    assert paper_desk.session.settings.recent_files == ("/papers/a.pdf",)
    assert not paper_desk.session.undoing.can_undo


def test_escape_dismisses_notices_when_nothing_else_is_left_to_leave(paper_desk, window, settle):
    document = paper_desk.lay_open()
    settle()
    window.focus_page()
    document.select_span(Span(0, 9))
    for text in ("one", "two"):
        paper_desk.session.changes.tell(Notice(None, Severity.INFO, text))
    press(Key.Key_Escape)
    assert (document.selection, window.notices.texts) == (None, ["one", "two"])
    press(Key.Key_Escape)
    assert window.notices.texts == ["one"]
    press(Key.Key_Escape)
    assert window.notices.isHidden()


def test_what_is_said_of_a_document_goes_when_it_is_closed(paper_desk, window):
    first, second = paper_desk.lay_open(), paper_desk.lay_open(("other",), "other.pdf", understanding_of(("other",)))
    for number in (first.number, second.number, None):
        paper_desk.session.changes.tell(Notice(number, Severity.INFO, f"said of {number}"))
    paper_desk.session.close(first.number)
    assert window.notices.texts == [f"said of {second.number}", "said of None"]
    paper_desk.session.close(second.number)
    assert window.notices.texts == ["said of None"]


def test_notices_of_the_session_are_shown(paper_desk, window):
    paper_desk.session.changes.tell(Notice(None, Severity.WARNING, "The settings could not be saved."))
    assert window.notices.texts == ["The settings could not be saved."]


def test_an_encoding_that_is_not_sure_is_said_with_a_way_to_choose(paper_desk, window, monkeypatch):
    asked = []
    monkeypatch.setattr(EncodingDialog, "ask", lambda _parent, document: asked.append(document.path.name))
    guess = EncodingGuess("cp1251", sure=False, candidates=("cp1251", "koi8-r"))
    paper_desk.session.open(paper_desk.folder / "note.txt")
    text = DocumentInfo("text", 1, PageKind.LINES, (PageSize(536, 842),), encoding=guess)
    paper_desk.worker.answer(OpenFile, Opened(text))
    paper_desk.settle()
    [words] = window.notices.texts
    assert "note.txt" in words
    window.notices.findChild(QPushButton).click()
    assert asked == ["note.txt"]
    assert window.notices.texts == []


def test_a_sure_encoding_is_not_spoken_of(paper_desk, window):
    paper_desk.session.open(paper_desk.folder / "note.txt")
    guess = EncodingGuess("utf-8", sure=True, candidates=("utf-8",))
    text = DocumentInfo("text", 1, PageKind.LINES, (PageSize(536, 842),), encoding=guess)
    paper_desk.worker.answer(OpenFile, Opened(text))
    paper_desk.settle()
    assert window.notices.texts == []
    assert window.actions_by_name["encoding"].isEnabled()


def test_a_fault_of_the_program_is_said_without_a_traceback(window):
    window.say_fault("KeyError: 'x'")
    [words] = window.notices.texts
    assert "Your notes are safe" in words
    assert "Traceback" not in words


# -- the menu at the pointer ------------------------------------------------------------------------------------------


def opened_menu(window) -> QMenu:
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert menu.parent() is window
    return menu


def entries(menu) -> list[str]:
    return [action.text().replace("&", "") for action in menu.actions() if not action.isSeparator()]


def test_the_context_menu_offers_what_can_be_done_there(qtbot, paper_desk, window, settle):
    paper_desk.lay_open()
    settle()
    view = window.tabs.current_view
    view.context_menu_requested.emit(QPoint(300, 300), None, None)
    menu = opened_menu(window)
    assert entries(menu)[:2] == ["Copy", "Copy quotation with citation"]
    assert not any("official" in entry for entry in entries(menu))
    with qtbot.waitSignal(menu.destroyed):
        menu.close()
    linked = view.marks.of_page(0).mentions[0]
    view.context_menu_requested.emit(QPoint(300, 300), linked, None)
    menu = opened_menu(window)
    assert entries(menu)[:2] == ["Open official page of S/RES/822 (1993)", "Copy S/RES/822 (1993)"]
    menu.actions()[1].trigger()
    assert QApplication.clipboard().text() == "S/RES/822 (1993)"
    with qtbot.waitSignal(menu.destroyed):
        menu.close()


def test_what_has_no_official_page_offers_none(qtbot, paper_desk, window, settle):
    document = paper_desk.lay_open()
    document.go_to_page(2)
    settle()
    view = window.tabs.current_view
    [linked] = view.marks.of_page(2).mentions
    view.context_menu_requested.emit(QPoint(300, 300), linked, None)
    menu = opened_menu(window)
    assert "Copy A/DEC/51/408" in entries(menu)
    assert not any("official" in entry for entry in entries(menu))
    with qtbot.waitSignal(menu.destroyed):
        menu.close()


# -- the next start ---------------------------------------------------------------------------------------------------


def test_the_next_start_finds_the_window_as_it_was_left(qtbot, paper_desk, window):
    window.resize(1300, 700)
    window.panes.toggle_left()
    window.close()
    again = MainWindow(paper_desk.session)
    qtbot.addWidget(again)
    again.show()
    assert not again.panes.left.isVisible()
    assert again.panes.right.isVisible()
    assert not again.actions_by_name["left_panel"].isChecked()


def test_a_window_that_was_closed_in_full_screen_comes_back_as_a_window(qtbot, paper_desk, window):
    window.resize(1000, 700)
    window.actions_by_name["full_screen"].trigger()
    qtbot.waitUntil(lambda: window.isFullScreen() and window.width() != 1000)
    window.close()
    again = MainWindow(paper_desk.session)
    qtbot.addWidget(again)
    again.show()
    qtbot.waitExposed(again)
    assert not again.isFullScreen()
    assert not again.menuBar().isHidden()
    assert not again.reading_bar.isHidden()


def test_a_geometry_that_cannot_be_read_is_left_out(qtbot, paper_desk):
    settings = replace(paper_desk.session.settings, window={"geometry": "no hex", "panes": "zz", "left": "hidden"})
    paper_desk.session.change_settings(settings)
    again = MainWindow(paper_desk.session)
    qtbot.addWidget(again)
    again.show()
    assert again.width() > 400
    assert not again.panes.left.isVisible()


def test_it_opens_within_the_screen(qtbot, paper_desk):
    again = MainWindow(paper_desk.session)
    qtbot.addWidget(again)
    screen = again.screen().availableSize()
    assert again.width() <= screen.width()
    assert again.height() <= screen.height() - 30, "and so does its title bar"
    again.show()
    qtbot.waitExposed(again)
    qtbot.waitUntil(lambda: not again.panes.left.isVisible())
    assert again.width() <= screen.width(), "nor does it grow to hold both side panels"


def test_pages_are_asked_for_at_once_when_a_document_opens(qtbot, paper_desk, window):
    assert window.isVisible()
    paper_desk.open("slow.pdf", 3)
    qtbot.waitUntil(lambda: any(request.page == 0 for request in paper_desk.worker.asked(RenderTile)))
