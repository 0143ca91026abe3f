"""Everything that can have the focus says what it is."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QDialog, QScrollBar, QTabBar, QToolButton, QWidget
from ui.painted_paper import PAGES

from viewer.model.document import EncodingGuess
from viewer.session.settings import Settings
from viewer.ui.actions.keys_help import KeysWindow
from viewer.ui.dialogs.encoding import EncodingDialog
from viewer.ui.dialogs.settings import SettingsDialog


def name_of(widget: QWidget) -> str:
    """What a screen reader says of a widget."""
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name) if interface is not None else ""


def path_of(widget: QWidget) -> str:
    parts = []
    while widget is not None:
        parts.append(f"{type(widget).__name__}({widget.objectName()})")
        widget = widget.parentWidget()
    return " < ".join(parts[:4])


def nameless(top: QWidget) -> list[str]:
    """The widgets below one that can have the focus and say nothing of themselves.

    Of tabs and scroll bars Qt's own words are taken; what stands for another widget is named by it.
    """
    found = []
    for widget in top.findChildren(QWidget):
        focusable = widget.focusPolicy() != Qt.FocusPolicy.NoFocus and widget.isVisibleTo(top)
        inner = isinstance(widget, QTabBar | QScrollBar) or widget.objectName() == "qt_scrollarea_viewport"
        line_of_a_combo_box = widget.parentWidget() is not None and widget.parentWidget().focusProxy() is widget
        proxied = any(
            each.focusProxy() is widget and name_of(each) for each in (widget.parentWidget(), top) if each is not None
        )
        if focusable and not inner and not proxied and not line_of_a_combo_box and not name_of(widget).strip():
            found.append(path_of(widget))
    return found


def show_each_tab(window) -> list[str]:
    """Bring every panel to the front in turn and gather what is nameless."""
    found = []
    for tabs in (window.panes.left, window.panes.right):
        for index in range(tabs.count()):
            tabs.setCurrentIndex(index)
            QApplication.processEvents()
            found += nameless(window)
    return sorted(set(found))


def test_the_empty_window(window):
    assert show_each_tab(window) == []


def test_the_window_with_a_document_notes_and_a_card(qtbot, paper_desk, window):
    document = paper_desk.lay_open(PAGES)
    paper_desk.find(document, "the")
    note = document.notes.note_on_document("A note")
    qtbot.waitUntil(lambda: not paper_desk.serve() and window.tabs.current_view.settled)
    view = window.tabs.current_view
    view.card_requested.emit(view.marks.of_page(0).mentions[0], 0, True)
    assert window.tabs.currentWidget().cards.card.isVisible()
    assert show_each_tab(window) == []
    window.edit_note(note.id)
    assert nameless(window) == []


def test_buttons_without_words_have_a_name_and_a_tip(qtbot, paper_desk, window):
    paper_desk.lay_open(PAGES)
    qtbot.waitUntil(lambda: window.tabs.current_view is not None)
    bar = window.reading_bar
    buttons = [bar.widgetForAction(action) for action in bar.actions()]
    buttons = [button for button in buttons if isinstance(button, QToolButton)]
    assert len(buttons) > 8
    assert [button.objectName() for button in buttons if not name_of(button) or not button.toolTip()] == []


@pytest.mark.parametrize("which", ["settings", "encoding", "keys"])
def test_dialogs(qtbot, tmp_path, which):
    (tmp_path / "note.txt").write_text("words", encoding="utf-8")
    guess = EncodingGuess("utf-8", sure=True, candidates=("utf-8",))
    dialog: QDialog = {
        "settings": lambda: SettingsDialog(Settings()),
        "encoding": lambda: EncodingDialog(tmp_path / "note.txt", guess.candidates, guess.codec),
        "keys": KeysWindow,
    }[which]()
    qtbot.addWidget(dialog)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    dialog.show()
    assert nameless(dialog) == []
    assert dialog.windowTitle()


def test_a_nameless_widget_would_be_found(qtbot):
    top = QWidget()
    qtbot.addWidget(top)
    inner = QWidget(top)
    inner.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    top.show()
    assert len(nameless(top)) == 1
    inner.setAccessibleName("Named")
    assert nameless(top) == []
