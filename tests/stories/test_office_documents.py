"""A reader opens documents of office programs: converted and kept, cancelled, previewed, and on the command line."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pypdf
import pytest
from office_parts import StandIn, libreoffice, posix
from papers import other_formats
from patience import SECONDS

from viewer.export.table import exporter_named
from viewer.model.annotation import HighlightColor
from viewer.model.geometry import PageRect
from viewer.model.text import Span
from viewer.session.changes import ConversionBegun
from viewer.session.notes.exporting import gathered
from viewer.session.notes.pdf_copying import save_pdf_copy
from viewer.session.settings import SettingsFile, settings_file
from viewer.workers.office.converted_files import converted_folder

ROOT = Path(__file__).parents[2]
CITED = "resolution 62/249 of 15 May 2008"
LETTER = (
    "A/75/983",
    "General Assembly",
    "Distr.: General",
    "30 July 2021",
    "Original: English",
    "Seventy-fifth session",
    "Letter dated 28 July 2021 from the Permanent Representative of Georgia addressed to the Secretary-General",
    f"I have the honour to refer to General Assembly {CITED} and to transmit herewith the annex to this letter.",
    "Annex to the letter dated 28 July 2021 from the Permanent Representative of Georgia to the United Nations",
)


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    path = tmp_path / "letter.docx"
    path.write_bytes(other_formats.word(*LETTER))
    return path


def convert_with(reader, program: object) -> None:
    reader.session.change_settings(replace(reader.session.settings, office_program=str(program)))


def place_of(document, words: str) -> Span:
    """Where words stand, however the fonts of the machine have broken them into lines."""
    found = re.search(r"\s+".join(map(re.escape, words.split())), str(document.text))
    assert found is not None
    return Span(*found.span())


@libreoffice
def test_a_word_document_is_read_cited_and_annotated_like_any_other(start_program, letter: Path, tmp_path: Path):
    before, reader = letter.read_bytes(), start_program()
    changes: list = []
    reader.session.changes.subscribe(changes.append)
    document = reader.open(letter)
    assert [change.path for change in changes if isinstance(change, ConversionBegun)] == [letter]
    assert reader.window.conversions.isHidden()
    rows = {row.field.key: row.field.text for row in reader.window.panes.document.rows}
    assert (rows["symbol"], rows["letter_date"], rows["file_name"]) == ("A/75/983", "28 July 2021", "letter.docx")
    assert rows["converted_with"].startswith("LibreOffice ")
    found = {reference.symbol: reference for reference in document.understanding.references}
    document.go_to(found["A/RES/62/249"].mentions[0].span)
    reader.settle()
    document.notes.highlight(place_of(document, CITED), HighlightColor.YELLOW)
    reader.wait(lambda: not document.notes.notebook.unsaved)
    gathered(document).save(exporter_named("markdown"), tmp_path / "notes.md")
    assert CITED in (tmp_path / "notes.md").read_text()
    reader.close()

    # The next time the pages are there, and so is the note: it belongs to the document and not to the pages.
    changes.clear()
    again = start_program()
    again.session.changes.subscribe(changes.append)
    moved = letter.rename(tmp_path / "moved.docx")
    document = again.open(moved)
    assert [change for change in changes if isinstance(change, ConversionBegun)] == []
    assert [str(document.text)[note.anchor.span.start :][:10] for note in document.notes.annotations] == ["resolution"]
    assert moved.read_bytes() == before


@libreoffice
def test_a_pdf_copy_of_a_word_document_holds_its_pages_and_the_notes(start_program, letter: Path, tmp_path: Path):
    before, reader = letter.read_bytes(), start_program()
    document = reader.open(letter)
    cited = place_of(document, CITED)
    document.notes.highlight(cited, HighlightColor.GREEN, body="Which one?")
    document.notes.note_on_region(
        0, PageRect(72, 100, 272, 160), Span(cited.start, cited.start), body="The whole block"
    )
    told: list = []
    copy = tmp_path / "letter notes.pdf"
    save_pdf_copy(document, copy, told.append, gathered(document).export())
    reader.wait(lambda: bool(told))
    assert (told[0].error, told[0].notice, told[0].notes) == ("", "", 2)
    [page] = pypdf.PdfReader(copy).pages
    assert CITED in " ".join(page.extract_text().split())
    found = {entry["/Subtype"]: entry for entry in (each.get_object() for each in page["/Annots"])}
    assert {kind: entry["/Contents"] for kind, entry in found.items()} == {
        "/Highlight": "Which one?",
        "/Square": "The whole block",
    }
    left, bottom, right, top = map(float, found["/Square"]["/Rect"])
    height = float(page.mediabox.height)
    assert (left, height - top, right, height - bottom) == pytest.approx((72, 100, 272, 160), abs=2)
    assert letter.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir() if "unfinished" in path.name] == []


@posix
def test_a_conversion_is_shown_and_can_be_cancelled(reader, letter: Path, tmp_path: Path):
    stand_in = StandIn(tmp_path / "office", "hangs")
    convert_with(reader, stand_in)
    reader.session.open(letter)
    reader.wait(lambda: bool(reader.window.conversions.lines) and len(stand_in.starts) == 2)
    [line] = reader.window.conversions.lines.values()
    assert line.isVisible()
    assert line.text == "Converting letter.docx with LibreOffice…"
    line.cancel.click()
    assert reader.window.conversions.isHidden()
    assert not reader.session.opening
    reader.wait(lambda: not stand_in.running)
    convert_with(reader, StandIn(tmp_path / "good", "converts"))
    assert str(reader.open(letter).text) == "Converted page one\n\fConverted page two\n"


@posix
def test_what_cannot_be_converted_is_a_preview_or_a_word(reader, letter: Path, tmp_path: Path):
    convert_with(reader, StandIn(tmp_path / "office", "crashes"))
    document = reader.open(letter)
    [said] = reader.window.notices.texts
    assert said.startswith("letter.docx: LibreOffice stopped while it was converting it. It is shown as a preview")
    rows = {row.field.key: row.field.text for row in reader.window.panes.document.rows}
    assert rows["preview"] == "Lines and page breaks are not the document's own"
    assert CITED in " ".join(str(document.text).split())
    note = tmp_path / "note.odt"
    note.write_bytes(other_formats.odt("A note"))
    reader.session.open(note)
    reader.wait(lambda: len(reader.window.notices.texts) == 2)
    assert reader.window.notices.texts[1].startswith(f"{note}: LibreOffice stopped while it was converting it. Save")
    assert [document.path for document in reader.session.documents] == [letter]  # never an empty page


# -- without a window -------------------------------------------------------------------------------------------------


def run(*arguments) -> tuple[int, str, str]:
    command = [sys.executable, str(ROOT / "main.py"), *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, check=False, encoding="utf-8", timeout=SECONDS)
    return done.returncode, done.stdout, done.stderr


def name_program(program: object) -> None:
    file = SettingsFile(settings_file())
    file.save(replace(file.load(), office_program=str(program)))


@libreoffice
def test_commands_read_what_the_window_reads(reader, letter: Path):
    status, out, err = run("inspect", letter, "--json")
    said = json.loads(out)
    assert (status, err, said["format"]) == (0, "", "docx")
    assert said["converted_with"].startswith("LibreOffice ")
    assert said["metadata"]["symbol"]["value"] == "A/75/983"
    assert [reference["symbol"] for reference in said["references"]] == ["A/RES/62/249"]
    assert run("inspect", letter, "--text")[1] == str(reader.open(letter).text)
    assert len(list(converted_folder().glob("*.pdf"))) == 1


@posix
def test_commands_say_that_a_preview_is_one_and_what_cannot_be_shown(letter: Path, tmp_path: Path):
    name_program(StandIn(tmp_path / "office", "writes nothing"))
    status, out, err = run("inspect", letter, "--json")
    said = json.loads(out)
    assert (status, err, said["preview"]) == (0, "", True)
    assert "It is shown as a preview" in said["warnings"][-1]
    note = tmp_path / "note.rtf"
    note.write_bytes(other_formats.rtf("A note"))
    status, out, err = run("inspect", note, "--json")
    assert (status, err.count("\n")) == (1, 1)
    assert json.loads(out)["error"].startswith("LibreOffice cannot read it.")
