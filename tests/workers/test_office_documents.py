"""Office documents of every kind through the real LibreOffice and the real worker: the pages are the document's own."""

from __future__ import annotations

import hashlib
import io
import queue
import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from office_parts import libreoffice
from papers import other_formats, tracked_changes
from papers.protected import BY_LIBREOFFICE, PASSWORD, protected, workbook
from patience import SECONDS

from viewer.formats.office.tracked_changes import LEFT_OUT
from viewer.model.document import FileProblem
from viewer.workers.batch import ask
from viewer.workers.host import WorkerHost, WorkerRole
from viewer.workers.messages.answers import Glyphs, Identified, Lines, Opened, Refused, Tile
from viewer.workers.messages.conversion import Converted, Converting, NotConverted
from viewer.workers.messages.requests import Identify, OpenFile, ReadGlyphs, ReadLines, RenderTile
from viewer.workers.office.conversion import Conversions, ConversionSettings, convert_and_wait
from viewer.workers.office.office_program import environment, find_office_program

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = libreoffice

PARAGRAPHS = (other_formats.LETTER[0], other_formats.LETTER[2], other_formats.LETTER[4])


def macro_document() -> bytes:
    """A Word document of the kind that may hold macros."""
    return retyped(other_formats.word(*PARAGRAPHS), b"openxmlformats-officedocument.wordprocessingml.document.main",
                   b"ms-word.document.macroEnabled.main")  # fmt: skip


def retyped(data: bytes, old: bytes, new: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    entries["[Content_Types].xml"] = entries["[Content_Types].xml"].replace(b"vnd." + old, b"vnd." + new)
    return other_formats.zipped(entries)


WORD_2003 = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<?mso-application progid="Word.Document"?>\n'
    '<w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"><w:body>'
    + "".join(f"<w:p><w:r><w:t>{paragraph}</w:t></w:r></w:p>" for paragraph in PARAGRAPHS)
    + "</w:body></w:wordDocument>"
).encode()

PAPERS = {
    "docx": other_formats.word(*PARAGRAPHS),
    "docm": macro_document(),
    "odt": other_formats.odt(*PARAGRAPHS),
    "rtf": other_formats.rtf(*PARAGRAPHS),
    "fodt": other_formats.flat_odt(*PARAGRAPHS),
    "xml": WORD_2003,
}


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A file of each kind; the old kind of Word is written by LibreOffice itself."""
    folder = tmp_path_factory.mktemp("papers")
    files: dict[str, Path] = {}
    for kind, data in PAPERS.items():
        files[kind] = folder / f"letter.{kind}"
        files[kind].write_bytes(data)
    files["doc"] = of_the_old_kind(files["docx"], folder)
    return files


def of_the_old_kind(path: Path, folder: Path) -> Path:
    """A Word document written by LibreOffice in the old kind."""
    program = find_office_program()
    assert program is not None
    shutil.copy(path, folder / "old.docx")
    profile = (folder / "profile").as_uri()
    command = [program.path, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "doc", "old.docx"]
    subprocess.run(command, cwd=folder, env=environment(), check=True, capture_output=True, timeout=SECONDS)
    return folder / "old.doc"


@pytest.fixture(scope="module")
def conversions(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Conversions]:
    conversions = Conversions(ConversionSettings(folder=tmp_path_factory.mktemp("cache") / "kept"))
    yield conversions
    conversions.close()


@pytest.fixture(scope="module")
def host() -> Iterator[WorkerHost]:
    host = WorkerHost(WorkerRole.BACKGROUND)
    host.start()
    yield host
    host.close()


def only(host: WorkerHost, request, kind):
    (answer,) = ask(host, request, SECONDS)
    assert isinstance(answer, kind), answer
    return answer


@pytest.mark.parametrize("kind", [*PAPERS, "doc"])
def test_a_document_is_shown_as_its_program_sets_it(
    papers: dict[str, Path], conversions: Conversions, host: WorkerHost, kind: str
):
    path = papers[kind]
    name = {"docm": "docx", "xml": "fodt"}.get(kind, kind)
    made = convert_and_wait(conversions, path, name, "")
    assert isinstance(made, Converted), made
    number = list(papers).index(kind) + 1
    info = only(host, OpenFile(number, str(path), pages_from=made.pages), Opened).info
    assert (info.format, info.page_count, info.preview) == (name, 1, False)
    assert info.converted_with.startswith("LibreOffice ")
    lines = only(host, ReadLines(number, 0), Lines).text
    glyphs = only(host, ReadGlyphs(number, 0), Glyphs)
    assert glyphs.text == lines.text
    said = " ".join(lines.text.split())
    assert [paragraph for paragraph in PARAGRAPHS if paragraph not in said] == []
    assert len(set(only(host, RenderTile(number, 0, 0.5), Tile).pixels)) > 1
    whole = hashlib.sha256(path.read_bytes()).hexdigest()
    assert only(host, Identify(number), Identified).content_hash == whole  # notes belong to the document itself


CHANGED = {
    "docx": tracked_changes.changed_word(),
    "docx without settings": tracked_changes.changed_word(settings=False),
    "odt": tracked_changes.changed_opendocument(),
    "fodt": tracked_changes.changed_flat_opendocument(),
    "rtf": tracked_changes.RTF,
}


@pytest.mark.parametrize("kind", [*CHANGED, "doc"])
def test_what_tracked_changes_have_deleted_is_not_read(
    tmp_path: Path, conversions: Conversions, host: WorkerHost, kind: str
):
    number, ending = 40 + len(kind), kind.split(maxsplit=1)[0]
    path = tmp_path / f"changed.{ending}"
    # LibreOffice 7.4 writes no old Word document in which what one has inserted is deleted by another.
    path.write_bytes(CHANGED.get(kind) or tracked_changes.changed_word(again=False))
    if kind == "doc":
        path = of_the_old_kind(path, tmp_path)
    made = convert_and_wait(conversions, path, ending, "")
    assert isinstance(made, Converted), made
    info = only(host, OpenFile(number, str(path), pages_from=made.pages), Opened).info
    assert info.remarks == (LEFT_OUT,)
    said = " ".join(only(host, ReadLines(number, 0), Lines).text.text.split())
    assert "DELETED" not in said
    assert tracked_changes.ACCEPTED in said
    assert tracked_changes.LAST in said
    assert said.count(tracked_changes.MOVED) == (1 if ending.startswith("doc") else 0)


def test_page_breaks_are_the_documents_own(tmp_path: Path, conversions: Conversions, host: WorkerHost):
    path = tmp_path / "pages.docx"
    path.write_bytes(other_formats.word("One", "Two", "Three", breaks=True))
    made = convert_and_wait(conversions, path, "docx", "")
    assert isinstance(made, Converted)
    assert only(host, OpenFile(20, str(path), pages_from=made.pages), Opened).info.page_count == 3


def kept_since(began: float, folder: Path) -> list[Path]:
    """What stands in the folder, which other tests use too, and is not older."""
    return [kept for kept in folder.iterdir() if kept.stat().st_mtime >= began]


def test_a_protected_document_is_opened_with_its_password_and_its_pages_are_protected(
    tmp_path: Path, conversions: Conversions, host: WorkerHost
):
    path = protected(tmp_path / "letter.docx")
    began = path.stat().st_mtime
    answers: queue.SimpleQueue[object] = queue.SimpleQueue()
    conversions.convert(path, "locked docx", "", answers.put, PASSWORD)
    assert isinstance(answers.get(timeout=SECONDS), Converting)
    made = answers.get(timeout=SECONDS)
    assert isinstance(made, Converted)
    assert b"/Encrypt" in Path(made.pages).read_bytes()
    assert [kept for kept in kept_since(began, Path(made.pages).parent) if kept != Path(made.pages)] == []
    opening = OpenFile(30, str(path), PASSWORD, pages_from=made.pages)
    info = only(host, opening, Opened).info
    assert (info.format, info.page_count, info.may_print) == ("docx", 1, True)
    assert "Harbours are open" in only(host, ReadGlyphs(30, 0), Glyphs).text
    for wrong in (None, "peace"):
        refusal = only(host, replace(opening, document=31, password=wrong), Refused)
        assert refusal.error.problem is FileProblem.ENCRYPTED


@pytest.mark.parametrize("path", BY_LIBREOFFICE, ids=lambda path: path.name)
def test_what_libreoffice_has_protected_is_opened_with_its_password(
    path: Path, conversions: Conversions, host: WorkerHost
):
    kind = f"locked {path.suffix[1:]}"
    answers: queue.SimpleQueue[object] = queue.SimpleQueue()
    conversions.convert(path, kind, "", answers.put, PASSWORD)
    assert isinstance(answers.get(timeout=SECONDS), Converting)
    made = answers.get(timeout=SECONDS)
    assert isinstance(made, Converted)
    assert b"/Encrypt" in Path(made.pages).read_bytes()
    opening = OpenFile(32, str(path), PASSWORD, pages_from=made.pages)
    assert only(host, opening, Opened).info.format == path.suffix[1:]
    assert other_formats.LETTER[2] in only(host, ReadGlyphs(32, 0), Glyphs).text


def test_a_protected_workbook_is_no_word_document(tmp_path: Path, conversions: Conversions):
    path = protected(tmp_path / "letter.docx", workbook())
    answers: queue.SimpleQueue[object] = queue.SimpleQueue()
    conversions.convert(path, "locked docx", "", answers.put, PASSWORD)
    assert isinstance(answers.get(timeout=SECONDS), Converting)
    assert answers.get(timeout=SECONDS) == NotConverted("It is a protected Office document that is no text.")


@pytest.mark.parametrize(
    "data",
    [other_formats.word("A note")[:2000], b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000)],
    ids=["zip", "compound"],
)
def test_what_libreoffice_cannot_read_is_said(tmp_path: Path, conversions: Conversions, data: bytes):
    path = tmp_path / "damaged.doc"
    path.write_bytes(data)
    answer = convert_and_wait(conversions, path, "doc", "")
    assert answer == NotConverted("LibreOffice cannot read it. It may be damaged, or protected with a password.")
