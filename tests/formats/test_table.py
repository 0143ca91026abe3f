"""Telling formats by what is in a file, and saying clearly what is wrong with one that cannot be opened."""

from __future__ import annotations

import io
import os
import socket
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from papers import pdf_papers

from viewer.formats.table import FORMATS, detect, open_document
from viewer.model.document import CannotOpen, FileProblem

PDF = pdf_papers.text_pages("One page")
TEXT = "Вербальная нота\n".encode()


def zipped(*entries: tuple[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, data in entries:
            archive.writestr(name, data)
    return packed.getvalue()


@pytest.fixture
def written(tmp_path: Path):
    def write(data: bytes, name: str = "file") -> str:
        path = tmp_path / name
        path.write_bytes(data)
        return str(path)

    return write


def refused(path: str, **how: str) -> CannotOpen:
    with pytest.raises(CannotOpen) as caught:
        open_document(path, **how)
    assert caught.value.path == path
    assert path in str(caught.value)
    return caught.value


# -- content and not name ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("note.txt", PDF, "pdf"),
        ("note.pdf", TEXT, "text"),
        ("note", b"HTTP/1.1 200 OK\r\n\r\n" + PDF, "pdf"),
        ("note.docx", b"\0\1\2\3" + PDF, "pdf"),
        ("note.pdf", b"A PDF begins with %PDF-1.7 and a line of four odd bytes.\n", "text"),
        ("page.xml", b"<?xml version='1.0'?><note/>", "text"),
        ("one", b"x", "text"),
    ],
)
def test_a_file_is_what_its_content_says(written, name: str, data: bytes, expected: str):
    opened = open_document(written(data, name))
    assert opened.info.format == expected
    opened.close()


OTHERS = {
    "odt": zipped(("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", b"<x/>")),
    "docx": zipped(("[Content_Types].xml", b"<Types/>"), ("word/document.xml", b"<w/>")),
    "xlsx": zipped(("[Content_Types].xml", b"<Types/>"), ("xl/workbook.xml", b"<x/>")),
    "pptx": zipped(("[Content_Types].xml", b"<Types/>"), ("ppt/presentation.xml", b"<p/>")),
    "epub": zipped(("mimetype", b"application/epub+zip")),
    "zip": zipped(("note.pdf", PDF)),  # the PDF stands in it as it is
    "doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    "rtf": b"{\\rtf1\\ansi A note}",
    "wordperfect": b"\xffWPC" + bytes(40),
    "postscript": b"%!PS-Adobe-3.0\n",
    "djvu": b"AT&TFORM" + bytes(20),
    "png": b"\x89PNG\r\n\x1a\n" + bytes(20),
    "jpeg": b"\xff\xd8\xff\xe0\0\x10JFIF" + bytes(20),
    "tiff": b"II*\0" + bytes(20),
    "gif": b"GIF89a" + bytes(20),
    "webp": b"RIFF\x10\0\0\0WEBPVP8 ",
    "html": b"\xef\xbb\xbf\n<!DOCTYPE html><title>A note</title>",
}


@pytest.mark.parametrize("name", OTHERS)
def test_other_kinds_of_file_are_named_and_told_from_what_is_opened(written, name: str):
    found = detect(OTHERS[name][:8192])
    assert found is not None
    assert found.name == name
    error = refused(written(OTHERS[name], "note.pdf"))
    assert error.problem is FileProblem.UNSUPPORTED
    assert error.advice == f"This is {found.words}. Verbale opens PDF and plain text; save it as PDF to read it here."


def test_every_format_has_a_file_in_these_tests():
    assert {entry.name for entry in FORMATS} == {*OTHERS, "pdf", "text"}


def test_an_unknown_kind_of_file_is_unsupported(written):
    error = refused(written(b"\0\1\2\3" * 50, "note.pdf"))
    assert (error.problem, error.advice[:35]) == (FileProblem.UNSUPPORTED, "Verbale does not know this kind of ")


# -- files that cannot be read ----------------------------------------------------------------------------------------


def test_what_is_no_file_is_said_so(tmp_path: Path, written):
    assert refused(str(tmp_path / "gone.pdf")).problem is FileProblem.MISSING
    assert refused(str(Path(written(PDF)) / "inside.pdf")).problem is FileProblem.MISSING
    assert refused("a name\0with a NUL").problem is FileProblem.MISSING
    assert refused(str(tmp_path)).problem is FileProblem.NOT_A_FILE
    assert refused(written(b"")).problem is FileProblem.EMPTY
    link = tmp_path / "loop"
    link.symlink_to(link)
    assert refused(str(link)).problem is FileProblem.DAMAGED


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no FIFOs")
@pytest.mark.timeout(10)  # opening a pipe that nobody writes into would wait for ever
def test_pipes_sockets_and_devices_are_no_files(tmp_path: Path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    assert refused(str(pipe)).problem is FileProblem.NOT_A_FILE
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(tmp_path / "socket"))
        assert refused(str(tmp_path / "socket")).problem is FileProblem.NOT_A_FILE
    assert refused(os.devnull).problem is FileProblem.NOT_A_FILE


FORBIDDEN = """
import os, sys
from viewer.formats.table import open_document
from viewer.model.document import CannotOpen
if os.getuid() == 0:  # root may read everything
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
try:
    open_document(sys.argv[1])
except CannotOpen as error:
    print(error.problem.value)
"""


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="this system has no users in numbers")
def test_a_file_that_may_not_be_read_is_said_so(written):
    path = written(PDF)
    Path(path).chmod(0)
    for folder in Path(path).parents:  # everybody may look into the folders
        if folder.owner() == Path(path).owner() and folder.name:
            folder.chmod(folder.stat().st_mode | 0o111)
        if folder.name.startswith("pytest-of"):
            break
    said = subprocess.run([sys.executable, "-c", FORBIDDEN, path], capture_output=True, check=True, text=True)
    assert said.stdout == "not allowed\n"


# -- PDF files with faults --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "data",
    [b"%PDF-1.7", b"%PDF-1.7\n" + b"gibberish " * 500, pdf_papers.circular_tree(), pdf_papers.lying_count(), PDF[:400]],
    ids=["header only", "gibberish", "circular tree", "lying count", "cut off"],
)
def test_a_file_damaged_beyond_repair_is_refused(written, data: bytes):
    error = refused(written(data))
    assert (error.problem, error.advice[-24:]) == (FileProblem.DAMAGED, "Get another copy of it.".rjust(24))


def test_a_file_that_lost_its_end_is_repaired(written):
    whole = pdf_papers.text_pages("The first page", "The second page")
    opened = open_document(written(whole[: whole.rindex(b"xref\n0")]))
    assert [opened.page_text(page).text for page in range(2)] == ["The first page\n", "The second page\n"]
    opened.close()


def test_a_protected_file_asks_for_its_password(written):
    path = written(pdf_papers.encrypted("открой", "A secret page"))
    assert refused(path).problem is FileProblem.ENCRYPTED
    assert refused(path).advice == "The file is protected. It needs its password to be opened."
    assert refused(path, password="wrong").advice == "The file is protected, and this is not its password."  # noqa: S106
    opened = open_document(path, password="открой")  # noqa: S106 - the paper's
    assert opened.page_text(0).text == "A secret page\n"
    opened.close()


def test_a_file_protected_with_an_empty_password_asks_for_none(written):
    opened = open_document(written(pdf_papers.encrypted("", "An open page")))
    assert opened.page_text(0).text == "An open page\n"
    opened.close()
