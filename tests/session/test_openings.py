"""Files on their way: told when they are asked for, and given up at the reader's wish."""

import pytest
from session.fakes import Reader, info

from viewer.model.document import CannotOpen, FileProblem
from viewer.session.changes import DocumentOpened, OpeningBegun, OpeningEnded, OpenRefused
from viewer.workers.messages.answers import Opened, Refused
from viewer.workers.messages.requests import CloseFile, OpenFile


@pytest.fixture
def reader(tmp_path):
    reader = Reader(tmp_path)
    yield reader
    reader.close()


@pytest.mark.parametrize("refused", [False, True])
def test_it_is_told_that_a_file_is_asked_for_and_that_it_has_been_answered(reader, refused):
    path = reader.folder / "long.epub"
    reader.session.open(path)
    [begun] = reader.told(OpeningBegun)
    assert begun.path == path
    assert reader.told(OpeningEnded) == []
    error = CannotOpen(FileProblem.DAMAGED, str(path), "Damaged.")
    reader.interactive.answer(OpenFile, Refused(error) if refused else Opened(info(2)))
    reader.run_posted()
    assert [ended.document for ended in reader.told(OpeningEnded)] == [begun.document]
    assert len(reader.told(OpenRefused if refused else DocumentOpened)) == 1


def test_a_file_that_is_being_opened_can_be_given_up_and_opened_again(reader):
    path = reader.folder / "long.epub"
    reader.session.open(path)
    [begun] = reader.told(OpeningBegun)
    reader.session.cancel_opening(begun.document)
    assert reader.interactive.asked(OpenFile) == []
    assert reader.interactive.asked(CloseFile) == [CloseFile(begun.document)], "it may have been opened just then"
    assert [ended.document for ended in reader.told(OpeningEnded)] == [begun.document]
    assert not reader.session.opening
    reader.session.cancel_opening(begun.document)  # again is once
    assert len(reader.told(OpeningEnded)) == 1
    reader.session.open(path)
    reader.interactive.answer(OpenFile, Opened(info(2)))
    reader.run_posted()
    assert [opened.document for opened in reader.told(DocumentOpened)] == [reader.session.current.number]
