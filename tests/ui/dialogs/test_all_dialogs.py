"""Every dialog of the program, walked as a reader without a mouse does: names, order, focus, Enter and Escape."""

from __future__ import annotations

import importlib
import pkgutil

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QProgressDialog,
    QPushButton,
    QWidget,
)
from ui.painted_paper import PAGES
from ui.test_accessibility import nameless, path_of

import viewer.ui
from viewer.model.annotation import HighlightColor
from viewer.model.document import SectionKind
from viewer.model.text import Span
from viewer.session.changes import PasswordWanted
from viewer.session.notes.importing import ImportPlan
from viewer.session.settings import Settings
from viewer.ui.actions.keys_help import KeysWindow
from viewer.ui.background.sharing_keeper import SharingKeeper
from viewer.ui.dialogs.about import AboutDialog
from viewer.ui.dialogs.encoding import EncodingDialog
from viewer.ui.dialogs.export_choice import ExportChoiceDialog
from viewer.ui.dialogs.imports import ImportDialog
from viewer.ui.dialogs.password import PasswordDialog
from viewer.ui.dialogs.recognition import RecognitionDialog
from viewer.ui.dialogs.section import LanguageDialog, SectionDialog, SectionWords
from viewer.ui.dialogs.settings import SettingsDialog
from viewer.ui.dialogs.share import ShareDialog
from viewer.ui.dialogs.value import ValueDialog
from viewer.ui.printing.dialog import PrintQuestions, before_printing

DIALOGS = {
    "about": lambda _desk, _document: AboutDialog(),
    "encoding": lambda desk, _document: EncodingDialog(desk.folder / "a.txt", ("utf-8", "cp1251"), "utf-8"),
    "export": lambda _desk, document: ExportChoiceDialog(None, document),
    "import": lambda _desk, document: ImportDialog(None, ImportPlan(document.notes.annotations, 2, 1, "notes.json")),
    "keys": lambda _desk, _document: KeysWindow(),
    "language": lambda _desk, _document: LanguageDialog("Language", "This passage is in", "fr"),
    "password": lambda desk, _document: PasswordDialog(PasswordWanted(1, desk.folder / "a.pdf", 3)),
    "print": lambda _desk, _document: before_printing(None, PrintQuestions()),
    "recognition": lambda _desk, document: RecognitionDialog(document, 0),
    "section": lambda _desk, _document: SectionDialog("Correct", SectionWords("", SectionKind.ANNEX, "en"), "Correct"),
    "settings": lambda _desk, _document: SettingsDialog(Settings()),
    "share": lambda desk, document: ShareDialog(None, document, SharingKeeper(desk.session)),
    "value": lambda _desk, _document: ValueDialog("title", None),
    "value of choices": lambda _desk, _document: ValueDialog("language", None),
}


@pytest.fixture(params=DIALOGS)
def dialog(request, qtbot, paper_desk):
    (paper_desk.folder / "a.txt").write_text("Harbours are open.", encoding="utf-8")
    document = paper_desk.lay_open(PAGES)
    document.notes.highlight(Span(0, 12), HighlightColor.RED, body="Is this so?")
    shown = DIALOGS[request.param](paper_desk, document)
    shown.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(shown)
    shown.show()
    shown.activateWindow()
    qtbot.waitExposed(shown)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    return shown


def own_dialogs(kind: type) -> set[type]:
    """The program's dialogs among the kinds of one."""
    found = {each for each in kind.__subclasses__() if each.__module__.startswith("viewer.")}
    return found.union(*(own_dialogs(each) for each in kind.__subclasses__()))


def test_none_is_forgotten(paper_desk, qtbot):
    for module in pkgutil.walk_packages(viewer.ui.__path__, "viewer.ui."):
        importlib.import_module(module.name)
    document = paper_desk.lay_open(PAGES)
    (paper_desk.folder / "a.txt").write_text("Harbours are open.", encoding="utf-8")
    walked = set()
    for make in DIALOGS.values():
        shown = make(paper_desk, document)
        qtbot.addWidget(shown)
        shown.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
        walked.add(type(shown))
    progress = own_dialogs(QProgressDialog)  # which Qt has made, with one button
    assert {each.__name__ for each in own_dialogs(QDialog) - walked - progress} == set()


def test_every_control_says_what_it_is(dialog):
    assert dialog.windowTitle().strip()
    assert nameless(dialog) == []


def stops() -> list[QWidget]:
    """What Tab comes to, in its order, from where the focus is at the beginning."""
    first = QApplication.focusWidget()
    found = [first]
    for _ in range(100):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        now = QApplication.focusWidget()
        if now is first:
            return found
        found.append(now)
    pytest.fail(f"Tab does not come round: {[path_of(each) for each in found[-3:]]}")


def test_tab_comes_to_every_control_from_the_top_to_the_bottom(dialog):
    found = stops()
    in_the_ring = found[:]
    tops = [each.mapTo(dialog, QPoint(0, each.height() // 2)).y() for each in in_the_ring]
    # It may begin in the middle of the ring; where it goes on at the top, it has come from the bottom.
    jumps = [number for number in range(len(tops)) if tops[number] < tops[number - 1] - 8]
    assert len(jumps) <= 1, [(path_of(each), top) for each, top in zip(found, tops, strict=True)]
    buttons = [each for each in dialog.findChildren(QPushButton) if each.isVisible() and each.isEnabled()]
    assert [path_of(each) for each in buttons if each not in found] == []


def test_the_focus_can_be_seen_wherever_it_is(dialog):
    unseen = []
    for _ in stops():
        here = QApplication.focusWidget()
        place = QRect(here.mapTo(dialog, QPoint(0, 0)), here.size()).adjusted(-4, -4, 4, 4)
        with_focus = dialog.grab(place).toImage()
        QTest.keyClick(here, Qt.Key.Key_Tab)
        if dialog.grab(place).toImage() == with_focus:
            unseen.append(path_of(here))
    assert unseen == []


def test_escape_leaves_it(dialog):
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert dialog.result() == QDialog.DialogCode.Rejected


def test_one_button_is_pressed_by_enter_and_it_is_one_that_ends_the_dialog(dialog):
    standing_out = [each for each in dialog.findChildren(QPushButton) if each.isDefault()]
    assert len(standing_out) == 1
    [box] = dialog.findChildren(QDialogButtonBox)
    assert box.buttonRole(standing_out[0]) in {
        QDialogButtonBox.ButtonRole.AcceptRole,
        QDialogButtonBox.ButtonRole.RejectRole,
    }
    started_in = QApplication.focusWidget()
    if standing_out[0].isEnabled() and not isinstance(started_in, QPlainTextEdit):
        QTest.keyClick(started_in, Qt.Key.Key_Return)
        assert not dialog.isVisible()


@pytest.mark.parametrize("dialog", ["password", "share", "value", "export", "about"], indirect=True)
def test_words_begin_where_the_interface_does(dialog):
    dialog.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    wrong = [
        label.text()
        for label in dialog.findChildren(QLabel)
        if label.wordWrap() and label.isVisible() and label.alignment() & Qt.AlignmentFlag.AlignLeft
    ]
    assert wrong == []


@pytest.mark.parametrize("dialog", ["password", "share", "value", "about"], indirect=True)
def test_words_have_the_room_that_they_need(dialog):
    labels = [each for each in dialog.findChildren(QLabel) if each.wordWrap() and each.text() and each.isVisible()]
    assert labels
    assert [each.text() for each in labels if each.height() < each.heightForWidth(each.width())] == []
