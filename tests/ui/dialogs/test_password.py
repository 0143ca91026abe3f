"""The dialog that asks for passwords: what it says, what it gives, what it forgets."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget

from viewer.model.document import CannotOpen, FileProblem
from viewer.session.changes import PasswordWanted
from viewer.ui.dialogs.password import PasswordAsker, PasswordDialog, words_for
from viewer.workers.messages.answers import Refused
from viewer.workers.messages.requests import OpenFile

PATH = Path("/papers/note.pdf")


@pytest.fixture
def parent(qtbot):
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.show()
    return parent


@pytest.fixture
def asker(paper_desk, parent):
    return PasswordAsker(paper_desk.session, parent)


def refuse(desk, name="locked.pdf", **more) -> None:
    """Let the worker refuse to open a file that it was asked for."""
    if more or not desk.worker.asked(OpenFile):
        desk.session.open(desk.folder / name, **more)
    desk.worker.answer(OpenFile, Refused(CannotOpen(FileProblem.ENCRYPTED, name, "It needs its password.")))
    desk.settle()


@pytest.mark.parametrize(
    ("wanted", "words"),
    [
        (PasswordWanted(1, PATH, 3), "note.pdf is protected. Which password opens it?"),
        (PasswordWanted(1, PATH, 2, wrong=True), "That password does not open note.pdf. 2 tries are left."),
        (PasswordWanted(1, PATH, 1, wrong=True), "That password does not open note.pdf. 1 try is left."),
    ],
)
def test_it_says_what_is_asked_and_how_many_tries_are_left(parent, wanted, words):
    assert words_for(wanted) == words
    dialog = PasswordDialog(wanted, parent)
    assert dialog.words.text() == words
    assert dialog.field.echoMode() is QLineEdit.EchoMode.Password
    assert not dialog.field.text()


def test_what_is_typed_is_shown_only_while_that_is_asked_for(parent):
    dialog = PasswordDialog(PasswordWanted(1, PATH, 3), parent)
    QTest.keyClicks(dialog.field, "wells")
    assert dialog.field.displayText() != "wells"
    dialog.shown.click()
    assert dialog.field.displayText() == "wells"
    dialog.shown.click()
    assert dialog.field.displayText() != "wells"


def test_what_is_typed_is_given_once_and_forgotten(qtbot, parent):
    dialog = PasswordDialog(PasswordWanted(1, PATH, 3), parent)
    dialog.open()
    assert not dialog.open_button.isEnabled(), "nothing is no password"
    QTest.keyClicks(dialog.field, "o pen")
    assert dialog.open_button.isEnabled()
    with qtbot.waitSignal(dialog.given) as given:
        QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    assert given.args == ["o pen"]
    assert dialog.field.text() == ""
    assert not dialog.isVisible()


def test_cancelling_gives_nothing(qtbot, parent):
    dialog = PasswordDialog(PasswordWanted(1, PATH, 3), parent)
    dialog.open()
    QTest.keyClicks(dialog.field, "open")
    with qtbot.assertNotEmitted(dialog.given):
        dialog.cancel_button.click()
    assert dialog.field.text() == ""


def test_the_session_opens_the_file_with_what_is_typed(asker, paper_desk):
    refuse(paper_desk)
    asker.dialog.field.setText("secret")
    asker.dialog.open_button.click()
    [request] = paper_desk.worker.asked(OpenFile)
    assert (request.path, request.password) == (str(paper_desk.folder / "locked.pdf"), "secret")
    assert asker.dialog is None


def test_a_wrong_one_is_asked_for_again_until_there_are_no_tries(asker, paper_desk):
    refuse(paper_desk)
    for left in ("2 tries are left", "1 try is left"):
        asker.dialog.field.setText("wrong")
        asker.dialog.open_button.click()
        refuse(paper_desk)
        assert left in asker.dialog.words.text()
    asker.dialog.field.setText("wrong")
    asker.dialog.open_button.click()
    refuse(paper_desk)
    assert asker.dialog is None


def test_files_are_asked_for_one_after_the_other(asker, paper_desk):
    refuse(paper_desk, "a.pdf")
    first = asker.dialog
    paper_desk.session.open(paper_desk.folder / "b.pdf")
    refuse(paper_desk)
    assert asker.dialog is first
    assert "a.pdf" in first.words.text()
    first.cancel_button.click()
    assert "b.pdf" in asker.dialog.words.text()
    asker.dialog.cancel_button.click()
    assert asker.dialog is None
    assert not paper_desk.worker.asked(OpenFile)
    assert not paper_desk.session.documents


def test_a_file_that_is_opened_twice_is_asked_for_once(asker, paper_desk):
    for name in ("a.pdf", "b.pdf", "b.pdf", "a.pdf"):
        paper_desk.session.open(paper_desk.folder / name)
        refuse(paper_desk)
    asker.dialog.cancel_button.click()
    assert "b.pdf" in asker.dialog.words.text()
    asker.dialog.cancel_button.click()
    assert asker.dialog is None


def test_the_window_asks(paper_desk, window):
    refuse(paper_desk)
    assert "locked.pdf is protected" in window.passwords.dialog.words.text()
    assert window.notices.texts == []
    window.passwords.dialog.cancel_button.click()
    assert window.notices.texts == []
    assert window.middle.currentWidget() is window.start_page
