"""A file that needs a password asks for it, three times, and what is typed is kept nowhere."""

from __future__ import annotations

import logging

import pytest
from session.fakes import info

from viewer.model.document import CannotOpen, FileProblem
from viewer.session.changes import DocumentOpened, OpeningBegun, OpeningEnded, OpenRefused, PasswordWanted
from viewer.session.openings import PASSWORD_TRIES
from viewer.workers.messages.answers import Opened, Refused
from viewer.workers.messages.requests import OpenFile

LOCKED = Refused(CannotOpen(FileProblem.ENCRYPTED, "a.pdf", "It needs its password."))


@pytest.fixture
def path(reader):
    return reader.folder / "a.pdf"


def refuse(reader, path, password=None):
    """Open the file and let the worker refuse; the changes that came of it."""
    reader.changes.clear()
    reader.session.open(path, password=password)
    request = reader.interactive.answer(OpenFile, LOCKED)
    assert request.password == password
    reader.run_posted()
    return [change for change in reader.changes if not isinstance(change, OpeningBegun | OpeningEnded)]


def test_a_protected_file_asks_and_opens_with_its_password(reader, path):
    [wanted] = refuse(reader, path)
    assert (wanted.path, wanted.tries_left, wanted.wrong) == (path, PASSWORD_TRIES, False)
    assert not reader.session.opening
    reader.session.open(path, password="right")  # noqa: S106 - the paper's
    reader.interactive.answer(OpenFile, Opened(info(1)))
    reader.run_posted()
    assert reader.told(DocumentOpened)
    assert reader.session.current.path == path
    assert reader.background.asked(OpenFile)[-1].password == "right"  # noqa: S105 - the paper's


def test_after_three_wrong_ones_it_is_refused_and_can_be_tried_anew(reader, path):
    refuse(reader, path)
    for left in (2, 1):
        [wanted] = refuse(reader, path, "wrong")
        assert (wanted.tries_left, wanted.wrong) == (left, True)
    [refused] = refuse(reader, path, "wrong")
    assert isinstance(refused, OpenRefused)
    assert refused.error.problem is FileProblem.ENCRYPTED
    assert "None of the passwords" in str(refused.error)
    [wanted] = refuse(reader, path)
    assert (wanted.tries_left, wanted.wrong) == (PASSWORD_TRIES, False)


def test_opening_it_again_after_cancelling_gives_all_tries_back(reader, path):
    refuse(reader, path)
    refuse(reader, path, "wrong")
    [wanted] = refuse(reader, path)
    assert wanted.tries_left == PASSWORD_TRIES


def test_not_giving_one_leaves_everything_as_it_was(reader, path):
    before = reader.open("b.pdf")
    refuse(reader, path)
    assert reader.session.current is before
    assert reader.session.documents == [before]
    assert reader.session.settings.recent_files == (str(before.path),)
    assert not reader.told(OpenRefused)


def test_a_file_is_read_again_with_the_password_it_was_opened_with(reader, path):
    refuse(reader, path)
    reader.session.open(path, password="right")  # noqa: S106 - the paper's
    reader.interactive.answer(OpenFile, Opened(info(1)))
    reader.run_posted()
    document = reader.session.current
    reader.session.reload(document.number)
    assert reader.interactive.asked(OpenFile)[-1].password == "right"  # noqa: S105 - the paper's
    reader.changes.clear()
    reader.interactive.answer(OpenFile, LOCKED)  # it has another one now: that of before was not tried by the reader
    reader.run_posted()
    [wanted] = reader.told(PasswordWanted)
    assert (wanted.tries_left, wanted.wrong) == (PASSWORD_TRIES, False)
    assert reader.session.documents == [document]
    reader.session.open(path, password="new")  # noqa: S106 - the paper's
    reader.interactive.answer(OpenFile, Opened(info(1)))
    reader.run_posted()
    [again] = reader.session.documents
    assert again is not document


def test_it_is_kept_nowhere(reader, path, caplog):
    caplog.set_level(logging.DEBUG)
    refuse(reader, path)
    reader.session.open(path, password="open-sesame")  # noqa: S106 - the paper's
    request = reader.interactive.answer(OpenFile, Opened(info(1)))
    reader.run_posted()
    said = [*map(repr, reader.changes), repr(request), repr(reader.session.settings), caplog.text]
    reader.close()
    files = [file.read_bytes() for file in reader.folder.rglob("*") if file.is_file()]
    assert files
    assert not [text for text in said if "open-sesame" in text]
    assert not [content for content in files if b"open-sesame" in content]
