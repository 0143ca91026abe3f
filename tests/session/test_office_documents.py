"""An office document waits for its pages, is shown as a preview where there are none, and can be given up."""

from __future__ import annotations

from dataclasses import replace

import pytest
from session.fakes import Reader, info

from viewer.model.document import CannotOpen, FileProblem
from viewer.session.changes import (
    ConversionBegun,
    ConversionEnded,
    DocumentOpened,
    DocumentReplaced,
    Notice,
    OpenRefused,
    PasswordWanted,
    ReloadRefused,
    Severity,
)
from viewer.session.office_words import refusal_without_pages, words_of_preview
from viewer.workers.messages.answers import Opened, Refused
from viewer.workers.messages.conversion import Converted, Converting, NotConverted
from viewer.workers.messages.requests import OpenFile

NO_PROGRAM = NotConverted("", no_program=True)
SLOW = NotConverted("LibreOffice took longer than 3 minutes and was stopped.")


class FakeConverter:
    """Keeps what is to be converted; ``answer`` answers the newest."""

    def __init__(self):
        self.asked = []
        self.passwords = []
        self.stopped = []

    def convert(self, path, kind, program, on_answer, password=None):
        self.asked.append((path, kind, program, on_answer))
        self.passwords.append(password)
        return len(self.asked)

    def stop(self, number):
        self.stopped.append(number)

    def answer(self, *answers):
        for answer in answers:
            self.asked[-1][3](answer)


@pytest.fixture
def converter():
    return FakeConverter()


@pytest.fixture
def reader(tmp_path, converter):
    reader = Reader(tmp_path, converter=converter)
    yield reader
    reader.close()


@pytest.fixture
def letter(reader):
    return reader.folder / "letter.docx"


def needs_office(path, kind="docx"):
    return Refused(CannotOpen(FileProblem.NEEDS_OFFICE, str(path), "This is a Word document.", kind))


def asked_for(reader, path, **more):
    """Open an office document and let the worker say that it is one."""
    reader.session.open(path, **more)
    return refused(reader, path)


def refused(reader, path):
    request = reader.interactive.answer(OpenFile, needs_office(path))
    reader.run_posted()
    return request


def converted(reader, converter, pages="pages.pdf", **more):
    converter.answer(Converting(), Converted(pages))
    reader.run_posted()
    request = reader.interactive.answer(OpenFile, Opened(info(2, converted_with="LibreOffice 7.4", **more)))
    reader.run_posted()
    return request


def test_its_pages_are_made_and_shown_under_its_own_name(reader, converter, letter):
    asked_for(reader, letter)
    assert converter.asked[0][:3] == (letter, "docx", "")
    assert reader.session.opening
    assert reader.told(ConversionBegun) == []  # perhaps they are kept from before
    request = converted(reader, converter)
    assert (request.path, request.pages_from, request.preview) == (str(letter), "pages.pdf", False)
    [begun], [ended] = reader.told(ConversionBegun), reader.told(ConversionEnded)
    assert (begun.path, begun.document, ended.document) == (letter, request.document, request.document)
    document = reader.session.current
    assert (document.path, document.info.converted_with) == (letter, "LibreOffice 7.4")
    assert reader.background.asked(OpenFile) == [request]  # both workers take the same pages
    assert reader.told(Notice) == []
    assert not reader.session.opening


def test_the_program_that_is_named_in_the_settings_is_asked(reader, converter, letter):
    reader.session.change_settings(replace(reader.session.settings, office_program="/opt/office"))
    asked_for(reader, letter)
    assert converter.asked[0][2] == "/opt/office"


@pytest.mark.parametrize("failed", [NO_PROGRAM, SLOW])
def test_without_pages_a_preview_is_shown_that_says_so(reader, converter, letter, failed):
    asked_for(reader, letter)
    converter.answer(failed)
    reader.run_posted()
    request = reader.interactive.answer(OpenFile, Opened(info(2, preview=True)))
    reader.run_posted()
    assert (request.pages_from, request.preview) == ("", True)
    assert reader.told(Notice) == [Notice(request.document, Severity.INFO, words_of_preview("letter.docx", failed))]
    assert "preview" in reader.told(Notice)[0].text
    assert reader.session.current.info.preview


@pytest.mark.parametrize("failed", [NO_PROGRAM, SLOW])
def test_what_has_no_preview_is_refused_with_what_to_do(reader, converter, failed):
    path = reader.folder / "note.odt"
    asked_for(reader, path)
    converter.answer(failed)
    reader.run_posted()
    refused(reader, path)  # the worker has no preview of it
    [told] = reader.told(OpenRefused)
    assert told.error.advice == refusal_without_pages(needs_office(path).error, failed).advice
    assert told.error.problem is FileProblem.UNSUPPORTED
    assert len(converter.asked) == 1
    assert not reader.session.opening


def test_words_name_what_to_install_only_where_it_is_missing(letter):
    error = needs_office(letter).error
    assert "Install it" in refusal_without_pages(error, NO_PROGRAM).advice
    assert "Install it" in words_of_preview("letter.docx", NO_PROGRAM)
    assert refusal_without_pages(error, SLOW).advice.startswith(SLOW.why)
    assert "nstall" not in refusal_without_pages(error, SLOW).advice + words_of_preview("letter.docx", SLOW)


def test_without_a_converter_that_is_said(tmp_path, letter):
    (tmp_path / "plain").mkdir()
    plain = Reader(tmp_path / "plain")
    plain.session.open(letter)
    refused(plain, letter)
    assert len(plain.told(OpenRefused)) == 1
    plain.close()


# -- giving up --------------------------------------------------------------------------------------------------------


def test_a_conversion_can_be_given_up(reader, converter, letter):
    number = asked_for(reader, letter).document
    converter.answer(Converting())
    reader.run_posted()
    reader.session.cancel_opening(number)
    assert converter.stopped == [1]
    assert [change.document for change in reader.told(ConversionEnded)] == [number]
    assert not reader.session.opening
    converter.answer(Converted("pages.pdf"))  # it was on its way
    reader.run_posted()
    assert reader.told(DocumentOpened) == reader.told(OpenRefused) == []
    reader.session.cancel_opening(number)  # again is once
    asked_for(reader, letter)
    converted(reader, converter)
    assert len(reader.told(DocumentOpened)) == 1


def test_what_is_on_its_way_is_not_asked_for_twice(reader, converter, letter):
    asked_for(reader, letter)
    reader.session.open(letter)
    assert len(converter.asked) == 1
    assert reader.interactive.asked(OpenFile) == []


def test_a_cancel_of_something_else_changes_nothing(reader, letter):
    reader.session.open(letter)
    reader.session.cancel_opening(2)
    assert reader.session.opening


# -- reading again ----------------------------------------------------------------------------------------------------


def test_a_changed_document_is_converted_again_in_its_tab(reader, converter, letter):
    asked_for(reader, letter)
    converted(reader, converter)
    before = reader.session.current
    reader.session.reload(before.number)
    refused(reader, letter)
    assert reader.session.current is before  # it stays while the new pages are made
    converted(reader, converter, pages="new.pdf")
    assert [change.replaced for change in reader.told(DocumentReplaced)] == [before.number]
    assert len(reader.session.documents) == 1


def test_a_document_that_was_closed_meanwhile_stays_closed(reader, converter, letter):
    asked_for(reader, letter)
    converted(reader, converter)
    number = reader.session.current.number
    reader.session.reload(number)
    refused(reader, letter)
    reader.session.close(number)
    converted(reader, converter)
    assert reader.session.documents == []


def test_a_change_that_cannot_be_converted_leaves_what_was_read(reader, converter):
    path = reader.folder / "note.odt"
    asked_for(reader, path)
    converted(reader, converter)
    reader.session.reload(reader.session.current.number)
    refused(reader, path)
    converter.answer(SLOW)
    reader.run_posted()
    refused(reader, path)
    assert len(reader.told(ReloadRefused)) == 1
    assert len(reader.session.documents) == 1
    assert reader.told(PasswordWanted) == []


def test_a_protected_one_is_converted_with_the_password_that_was_given(reader, converter, letter):
    reader.session.open(letter)
    locked = Refused(CannotOpen(FileProblem.ENCRYPTED, str(letter), "It is protected.", "locked docx"))
    reader.interactive.answer(OpenFile, locked)
    reader.run_posted()
    assert [wanted.path for wanted in reader.told(PasswordWanted)] == [letter]
    asked_for(reader, letter, password="peace")  # noqa: S106 - the paper's own
    assert converter.passwords == ["peace"]
    request = converted(reader, converter)
    assert (request.pages_from, request.password) == ("pages.pdf", "peace")
