"""Protected Word documents: whose password is right, what is in them, and those that are damaged."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from papers.protected import BY_LIBREOFFICE, PASSWORD, plain_letter, protected

from viewer.formats.office.word_lock import UNKNOWN, WANTED, WRONG, check_password, unlock
from viewer.formats.table import detect, open_document
from viewer.model.document import CannotOpen, FileProblem

[OLD] = [path for path in BY_LIBREOFFICE if path.suffix == ".doc"]


@pytest.fixture(params=["docx", "doc"])
def letter(request, tmp_path):
    path = tmp_path / f"letter.{request.param}"
    return Path(shutil.copy(OLD, path)) if request.param == "doc" else protected(path)


@pytest.mark.parametrize(("password", "advice"), [(None, WANTED), ("", WANTED), ("peace", WRONG)])
def test_without_its_password_it_stays_closed(letter, password, advice):
    with pytest.raises(CannotOpen) as refused:
        open_document(str(letter), password=password)
    assert (refused.value.problem, refused.value.advice) == (FileProblem.ENCRYPTED, advice)


def test_with_its_password_it_waits_for_its_pages(letter):
    with pytest.raises(CannotOpen) as refused:
        open_document(str(letter), password=PASSWORD)
    assert (refused.value.problem, refused.value.format) == (
        FileProblem.NEEDS_OFFICE,
        f"locked{letter.suffix.replace('.', ' ')}",
    )


def test_what_it_protects_comes_out_as_it_went_in(tmp_path):
    package = plain_letter()
    copy = protected(tmp_path / "copy.docx", package)
    unlock(copy, PASSWORD)
    assert copy.read_bytes() == package
    assert list(tmp_path.iterdir()) == [copy]


def test_what_the_old_kind_protects_is_an_ordinary_document(tmp_path):
    copy = Path(shutil.copy(OLD, tmp_path))
    assert detect(str(copy)).name == "locked doc"
    unlock(copy, PASSWORD)
    assert detect(str(copy)).name == "doc"


def test_a_damaged_one_says_so(letter):
    data = letter.read_bytes()
    for name in ("EncryptionInfo", "1Table"):
        data = data.replace(name.encode("utf-16-le"), b"X\0" * len(name))
    letter.write_bytes(data)
    with pytest.raises(CannotOpen) as refused:
        check_password(str(letter), PASSWORD)
    assert (refused.value.problem, refused.value.advice) == (FileProblem.DAMAGED, UNKNOWN)
