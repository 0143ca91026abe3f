"""Telling formats by what is in a file, and saying clearly what is wrong with one that cannot be opened."""

from __future__ import annotations

import io
import os
import socket
import struct
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from papers import other_formats, pdf_papers
from papers.protected import BY_LIBREOFFICE, PASSWORD

from viewer.formats.containers import compound_streams
from viewer.formats.table import FORMATS, detect, open_document, unlock
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


COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def compound(*streams: str) -> bytes:
    """A compound file of Microsoft's with a directory of two sectors and nothing else."""
    header = bytearray(512)
    header[:8] = COMPOUND
    struct.pack_into("<HH", header, 28, 0xFFFE, 9)
    struct.pack_into("<I", header, 48, 1)  # the directory begins in the second sector
    struct.pack_into("<109I", header, 76, 0, *[0xFFFFFFFF] * 108)  # the table of chains is the first
    chains = [0xFFFFFFFD, 2, 0xFFFFFFFE, *[0xFFFFFFFF] * 125]
    entries = bytearray(1024)
    for number, name in enumerate(streams):
        coded = f"{name}\0".encode("utf-16-le")
        entries[128 * number : 128 * number + len(coded)] = coded
        struct.pack_into("<H", entries, 128 * number + 64, len(coded))
    return bytes(header) + struct.pack("<128I", *chains) + bytes(entries)


NOT_OPENED = {
    "xlsx": zipped(("[Content_Types].xml", b"<Types/>"), ("xl/workbook.xml", b"<x/>")),
    "pptx": zipped(("[Content_Types].xml", b"<Types/>"), ("ppt/presentation.xml", b"<p/>")),
    "opendocument": zipped(("mimetype", b"application/vnd.oasis.opendocument.spreadsheet")),
    "locked book": other_formats.epub("<p>Sold</p>", more={"META-INF/rights.xml": "<rights/>"}),
    "zip": zipped(("note.pdf", PDF)),  # the PDF stands in it as it is
    "office": compound("Root Entry", "a", "b", "c", "Workbook"),
    "postscript": b"%!PS-Adobe-3.0\n",
    "djvu": b"AT&TFORM" + bytes(20),
}

PROTECTED = {"locked docx": compound("Root Entry", "EncryptionInfo", "EncryptedPackage")} | {
    f"locked {path.suffix[1:]}": path.read_bytes() for path in BY_LIBREOFFICE
}

CONVERTED = {
    "docx": other_formats.word("A note"),
    "odt": other_formats.odt("A note"),
    "doc": compound("Root Entry", "a", "b", "c", "WordDocument"),
    "rtf": other_formats.rtf("A note"),
    "wpd": b"\xffWPC" + bytes(40),
    "fodt": other_formats.flat_odt("A note"),
}

OPENED = {
    "pdf": PDF,
    "epub": other_formats.epub("<p>A note</p>"),
    "xps": other_formats.xps("A note"),
    "cbz": other_formats.comic("red"),
    "png": other_formats.picture(),
    "jpeg": other_formats.picture("JPEG"),
    "tiff": other_formats.tiff("red"),
    "gif": other_formats.picture("GIF"),
    "jp2": other_formats.picture("JPEG2000"),
    "webp": other_formats.picture("WEBP"),
    "avif": other_formats.picture("AVIF"),
    "bmp": other_formats.picture("BMP"),
    "html": other_formats.web_page("A note"),
    "text": TEXT,
}


@pytest.mark.parametrize("name", OPENED)
def test_what_is_opened_is_told_by_its_content(written, name: str):
    opened = open_document(written(OPENED[name], "note.docx"))
    assert opened.info.format == name
    assert opened.info.page_count >= 1
    opened.close()


@pytest.mark.parametrize("name", CONVERTED)
def test_what_an_office_program_has_to_convert_is_told_by_its_content(written, name: str):
    error = refused(written(CONVERTED[name], "note.pdf"))
    assert (error.problem, error.format) == (FileProblem.NEEDS_OFFICE, name)
    assert error.advice.startswith("This is ")


@pytest.mark.parametrize("name", NOT_OPENED)
def test_other_kinds_of_file_are_named_and_told_from_what_is_opened(written, name: str):
    path = written(NOT_OPENED[name], "note.pdf")
    found = detect(path)
    assert found is not None
    assert found.name == name
    error = refused(path)
    assert error.problem is FileProblem.UNSUPPORTED
    assert error.advice == f"This is {found.words}. {found.advice}"


def test_markdown_is_text_that_calls_itself_so_and_nothing_else(written):
    assert detect(written(b"# A note\n", "note.md")).name == "markdown"
    assert detect(written(b"# A note\n", "note.txt")).name == "text"
    assert detect(written(PDF, "note.md")).name == "pdf"
    assert detect(written(other_formats.web_page("A note"), "note.md")).name == "html"
    assert detect(written(b"\0\1\2\3" * 50, "note.md")) is None


@pytest.mark.parametrize(
    "page",
    [
        b"\xef\xbb\xbf\n<!DOCTYPE html><title>A note</title>",
        b"<?xml version='1.0'?>\n<!-- made by hand -->\n<!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.0 Strict//EN'>",
        "<html><body>записка".encode("utf-16"),
        b"<HTML>\n<HEAD>",
    ],
    ids=["mark", "xml", "utf-16", "capitals"],
)
def test_a_web_page_is_known_by_how_it_begins(written, page: bytes):
    assert detect(written(page)).name == "html"


def test_pages_that_were_made_and_are_gone_are_said(written, tmp_path: Path):
    path = written(CONVERTED["odt"])
    error = refused(path, pages_from=str(tmp_path / "gone.pdf"))
    assert (error.problem, error.advice[:46]) == (
        FileProblem.DAMAGED,
        "What LibreOffice has made of it cannot be read"[:46],
    )


def test_pages_that_were_made_are_shown_under_the_documents_own_kind(written):
    pages = written(PDF, "pages.pdf")
    opened = open_document(written(CONVERTED["odt"]), pages_from=pages)
    assert (opened.info.format, opened.info.converted_with) == ("odt", "LibreOffice")  # the PDF does not say more
    assert opened.page_text(0).text == "One page\n"
    opened.close()


@pytest.mark.parametrize("name", PROTECTED)
def test_a_protected_document_asks_for_its_password_first(written, name):
    error = refused(written(PROTECTED[name]))
    assert (detect(written(PROTECTED[name])).name, error.problem) == (name, FileProblem.ENCRYPTED)


def test_every_format_has_a_file_in_these_tests():
    assert {entry.name for entry in FORMATS} == {*OPENED, *CONVERTED, *NOT_OPENED, *PROTECTED, "markdown"}


def test_every_format_that_is_shown_says_how_its_files_are_called():
    shown = {entry.name: bool(entry.opener or entry.office) for entry in FORMATS if not entry.lock}
    assert [entry.name for entry in FORMATS if shown.get(entry.name, False) != bool(entry.endings)] == []
    assert [entry.name for entry in FORMATS if entry.endings and not entry.family] == []


def test_an_unknown_kind_of_file_is_unsupported(written):
    error = refused(written(b"\0\1\2\3" * 50, "note.dat"))
    assert (error.problem, error.advice[:35]) == (FileProblem.UNSUPPORTED, "Verbale does not know this kind of ")


@pytest.mark.parametrize("name", ["note.pdf", "NOTE.DOCX", "note.jpg"])
def test_what_is_called_a_document_and_is_none_is_damaged(written, name):
    error = refused(written(b"\0\1\2\3" * 50, name))
    assert error.problem is FileProblem.DAMAGED
    assert error.advice.startswith(f"The file is called {Path(name).suffix}, but there is nothing of the kind in it.")


# -- archives ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lost", [slice(4, 34), slice(4, 300), slice(-200, None)])
def test_an_archive_that_has_lost_a_part_is_damaged(written, lost):
    data = bytearray(other_formats.odt("A note"))
    del data[lost]
    error = refused(written(bytes(data)))
    assert error.problem is FileProblem.DAMAGED
    assert "cannot be unpacked" in error.advice


def lying_about_size(data: bytes, size: int) -> bytes:
    """The archive with another size of its last entry in its directory."""
    changed = bytearray(data)
    struct.pack_into("<I", changed, changed.rindex(b"PK\x01\x02") + 24, size)
    return bytes(changed)


@pytest.mark.parametrize("kind", ["cbz", "epub", "docx"])
def test_an_archive_that_unpacks_to_too_much_is_refused_before_it_is_unpacked(written, kind: str):
    error = refused(written(lying_about_size({**OPENED, **CONVERTED}[kind], 3 << 30)))
    assert error.problem is FileProblem.TOO_LARGE
    assert "3.0 GB" in error.advice


ARCHIVES = {name: {**OPENED, **CONVERTED}[name] for name in ("epub", "cbz", "xps", "docx", "odt")}
HARM = st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.binary(min_size=1, max_size=4)), min_size=1, max_size=6)


@settings(max_examples=25)
@given(st.sampled_from(sorted(ARCHIVES)), HARM)
def test_a_harmed_archive_is_opened_or_refused_and_nothing_else(tmp_path_factory, name: str, harm: list):
    data = bytearray(ARCHIVES[name])
    for place, bytes_there in harm:
        at = max(4, int(place * len(data)))
        data[at : at + len(bytes_there)] = bytes_there
    path = tmp_path_factory.getbasetemp() / "harmed"
    path.write_bytes(data)
    try:
        open_document(str(path), preview=True).close()
    except CannotOpen as error:
        assert error.advice  # noqa: PT017 - either is right


@settings(max_examples=15)
@given(st.sampled_from(BY_LIBREOFFICE), HARM, st.integers(0, 20_000))
@example(BY_LIBREOFFICE[0], [(0.99, b"\xff\xff\xff\xff")], 20_000)
def test_a_harmed_protected_file_is_unlocked_or_refused_and_nothing_else(tmp_path_factory, locked, harm, kept):
    data = bytearray(locked.read_bytes()[:kept])
    for place, bytes_there in harm:
        at = int(place * len(data))
        data[at : at + len(bytes_there)] = bytes_there
    path = tmp_path_factory.getbasetemp() / locked.name
    path.write_bytes(data)
    try:
        unlock(path, f"locked {locked.suffix[1:]}", PASSWORD)
    except CannotOpen as error:
        assert error.advice  # noqa: PT017 - either is right


@given(st.binary(max_size=2000))
def test_the_directory_of_any_compound_file_is_read_to_an_end(tmp_path_factory, data: bytes):
    path = tmp_path_factory.getbasetemp() / "compound"
    path.write_bytes(compound("Root Entry", "WordDocument")[:512] + data)
    compound_streams(str(path))


def test_a_compound_directory_that_runs_in_circles_ends(written):
    circular = bytearray(compound("Root Entry", "Workbook"))
    struct.pack_into("<I", circular, 512 + 4 * 2, 1)
    assert "Workbook" in compound_streams(written(bytes(circular)))


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
    [b"%PDF-1.7", b"%PDF-1.7\n" + b"gibberish " * 500, pdf_papers.circular_tree(), PDF[:400]],
    ids=["header only", "gibberish", "circular tree", "cut off"],
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


def test_a_word_document_that_has_no_preview_is_not_called_damaged(written):
    whole = zipfile.ZipFile(io.BytesIO(other_formats.word("A letter")))
    parts = {name: whole.read(name) for name in whole.namelist() if name != "word/_rels/document.xml.rels"}
    path = written(other_formats.zipped(parts))
    with pytest.raises(CannotOpen) as refused:
        open_document(path, preview=True)
    assert refused.value.problem is FileProblem.NEEDS_OFFICE


@pytest.mark.parametrize(
    "lock",
    [
        "/Filter /Adobe.PubSec /V 4 /SubFilter /adbe.pkcs7.s5 /Recipients [(x)]",  # for the owners of certificates
        "/Filter /EBX_HANDLER /V 2",  # a shop's own
        "/Filter /Standard /V 9 /R 9 /O (x) /U (x) /P -1",  # of a version to come
    ],
)
def test_a_file_that_no_password_opens_is_not_called_damaged(written, lock):
    paper = pdf_papers.text_pages("Hush").replace(b"/Root 1 0 R", f"/Root 1 0 R /Encrypt << {lock} >>".encode())
    with pytest.raises(CannotOpen) as refused:
        open_document(written(paper))
    assert refused.value.problem is FileProblem.UNSUPPORTED
    assert "protected for certain readers" in refused.value.advice


def test_a_file_protected_with_an_empty_password_asks_for_none(written):
    opened = open_document(written(pdf_papers.encrypted("", "An open page")))
    assert opened.page_text(0).text == "An open page\n"
    opened.close()
