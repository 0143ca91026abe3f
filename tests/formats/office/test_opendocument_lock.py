"""Protected OpenDocument texts that LibreOffice has written: opened with their password, and told from damaged ones."""

from __future__ import annotations

import re
import shutil
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from papers.other_formats import LETTER
from papers.protected import BY_LIBREOFFICE, PASSWORD

from viewer.formats.office import opendocument_lock
from viewer.formats.office.opendocument_lock import MANIFEST, check_password, unlock
from viewer.formats.office.word_lock import UNKNOWN, WANTED, WRONG
from viewer.formats.table import detect
from viewer.model.document import CannotOpen, FileProblem

LETTERS = [path for path in BY_LIBREOFFICE if path.suffix == ".odt"]
each_letter = pytest.mark.parametrize("letter", LETTERS, ids=lambda path: path.name)


def refused(path: Path, password: str | None = PASSWORD) -> CannotOpen:
    with pytest.raises(CannotOpen) as error:
        check_password(str(path), password)
    return error.value


def with_manifest(letter: Path, folder: Path, change) -> Path:
    """The letter with a manifest that ``change`` has made of its own."""
    path = folder / "changed.odt"
    with zipfile.ZipFile(letter) as archive, zipfile.ZipFile(path, "w") as changed:
        for entry in archive.infolist():
            data = archive.read(entry)
            changed.writestr(entry, change(data) if entry.filename == MANIFEST else data)
    return path


@each_letter
@pytest.mark.parametrize(("password", "advice"), [(None, WANTED), ("", WANTED), ("peace", WRONG)])
def test_without_its_password_it_stays_closed(letter, password, advice):
    error = refused(letter, password)
    assert (error.problem, error.advice) == (FileProblem.ENCRYPTED, advice)


@each_letter
def test_what_it_protects_is_an_ordinary_text(letter, tmp_path):
    copy = Path(shutil.copy(letter, tmp_path))
    check_password(str(copy), PASSWORD)
    unlock(copy, PASSWORD)
    assert detect(str(copy)).name == "odt"
    assert list(tmp_path.iterdir()) == [copy]
    with zipfile.ZipFile(copy) as plain, zipfile.ZipFile(letter) as locked:
        assert plain.namelist() == locked.namelist()
        assert plain.infolist()[0].compress_type == zipfile.ZIP_STORED
        assert b"encryption-data" not in plain.read(MANIFEST)
        sizes = dict(re.findall(rb'full-path="([^"]+)"[^>]*manifest:size="(\d+)"', plain.read(MANIFEST)))
        assert {name.decode(): int(size) for name, size in sizes.items()} == {
            name: plain.getinfo(name).file_size for name in map(bytes.decode, sizes)
        }
        words = re.sub(r"<[^>]*>", "\n", plain.read("content.xml").decode()).split("\n")
    assert [line for line in words if line in LETTER] == [line for line in LETTER if line]


@each_letter
def test_a_wrong_password_leaves_the_file_as_it_is(letter, tmp_path):
    copy = Path(shutil.copy(letter, tmp_path))
    with pytest.raises(CannotOpen, match="not its password"):
        unlock(copy, "peace")
    assert copy.read_bytes() == letter.read_bytes()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (rb"PBKDF2", b"urn:org:documentfoundation:names:experimental:office:manifest:argon2id"),
        (rb"Blowfish CFB", b"http://www.w3.org/2009/xmlenc11#aes256-gcm"),
        (rb'iteration-count="\d+"', b'iteration-count="999999999"'),
        (rb'iteration-count="\d+"', b'iteration-count="many"'),
        (rb'iteration-count="\d+"', b""),
        (rb'salt="[^"]+"', b'salt="?"'),
        (rb"SHA1/1K", b"MD5"),
        (rb"<manifest:encryption-data.*?</manifest:encryption-data>", b""),
        (rb"</manifest:manifest>", b""),
        (rb"UTF-8", b"UTFA8"),
    ],
)
def test_what_is_protected_in_another_way_or_damaged_asks_for_no_password(tmp_path, old, new):
    path = with_manifest(LETTERS[1], tmp_path, lambda data: re.sub(old, new, data, flags=re.DOTALL))
    for password in (None, PASSWORD):
        error = refused(path, password)
        assert (error.problem, error.advice) == (FileProblem.DAMAGED, UNKNOWN)


def test_what_unpacks_to_too_much_is_given_up(tmp_path, monkeypatch):
    monkeypatch.setattr(opendocument_lock, "LARGEST_ENTRY", 1000)
    with pytest.raises(CannotOpen) as error:
        unlock(Path(shutil.copy(LETTERS[0], tmp_path)), PASSWORD)
    assert error.value.problem is FileProblem.DAMAGED


@given(st.sampled_from(LETTERS), st.floats(0, 1, exclude_max=True), st.binary(min_size=1, max_size=40))
def test_whatever_the_manifest_says_it_is_opened_or_refused(tmp_path_factory, letter, place, harm):
    def harmed(data: bytes) -> bytes:
        at = int(place * len(data))
        return (data[:at] + harm + data[at + len(harm) :]).replace(b'"100000"', b'"2"')  # which takes no time

    path = with_manifest(letter, tmp_path_factory.getbasetemp(), harmed)
    for act in (lambda: check_password(str(path), PASSWORD), lambda: unlock(path, PASSWORD)):
        try:
            act()
        except CannotOpen as error:
            assert error.advice  # noqa: PT017 - either is right
