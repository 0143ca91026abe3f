"""Protected Word documents: whose password is right, what is in them, and those that are damaged."""

from __future__ import annotations

import pytest
from papers.protected import PASSWORD, plain_letter, protected

from viewer.formats.office_lock import UNKNOWN, WANTED, WRONG, check_password, unlock
from viewer.formats.table import open_document
from viewer.model.document import CannotOpen, FileProblem


@pytest.fixture
def letter(tmp_path):
    return protected(tmp_path / "letter.docx")


@pytest.mark.parametrize(("password", "advice"), [(None, WANTED), ("", WANTED), ("peace", WRONG)])
def test_without_its_password_it_stays_closed(letter, password, advice):
    with pytest.raises(CannotOpen) as refused:
        open_document(str(letter), password=password)
    assert (refused.value.problem, refused.value.advice) == (FileProblem.ENCRYPTED, advice)


def test_with_its_password_it_waits_for_its_pages(letter):
    with pytest.raises(CannotOpen) as refused:
        open_document(str(letter), password=PASSWORD)
    assert (refused.value.problem, refused.value.format) == (FileProblem.NEEDS_OFFICE, "locked docx")


def test_what_it_protects_comes_out_as_it_went_in(tmp_path):
    package = plain_letter()
    copy = protected(tmp_path / "copy.docx", package)
    unlock(copy, PASSWORD)
    assert copy.read_bytes() == package
    assert list(tmp_path.iterdir()) == [copy]


def test_a_damaged_one_says_so(letter):
    data = letter.read_bytes()
    letter.write_bytes(data.replace("EncryptionInfo".encode("utf-16-le"), "EncryptionXXXX".encode("utf-16-le")))
    with pytest.raises(CannotOpen) as refused:
        check_password(str(letter), PASSWORD)
    assert (refused.value.problem, refused.value.advice) == (FileProblem.DAMAGED, UNKNOWN)
