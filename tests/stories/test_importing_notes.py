"""Notes brought in on the command line: real workers, a real PDF with annotations, once and in order."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pypdf
import pytest
from pypdf.annotations import Highlight, Text
from pypdf.generic import ArrayObject, FloatObject, NameObject, TextStringObject
from stories.test_command_line import ROOT, run

from viewer.session.commands.table import run_command

if TYPE_CHECKING:
    from pathlib import Path

SAMPLE = ROOT / "resources" / "samples" / "note-verbale.pdf"
COLOR = (0.07, 0.7, 0.2)


@pytest.fixture
def annotated(tmp_path: Path) -> Path:
    """The sample with a green highlight on its second page's first words and two answers, the later one first."""
    writer = pypdf.PdfWriter(clone_from=SAMPLE)
    page = writer.pages[0]
    left, bottom, right, top = corners = _first_words(page)
    quads = [FloatObject(each) for each in (left, top, right, top, left, bottom, right, bottom)]
    mark = Highlight(rect=corners, quad_points=ArrayObject(quads), highlight_color="12b233")
    mark.update(_said("Whose?", "First Reader", "D:20260101100000Z", "first"))
    first = writer.add_annotation(0, mark)
    for words, author, time, name in (
        ("Thanks.", "First Reader", "D:20260103100000Z", "later"),
        ("The Mission's.", "Second Reader", "D:20260102100000Z", "answer"),
    ):
        reply = Text(rect=(10, 10, 20, 20), text=words)
        reply.update(_said(words, author, time, name))
        reply[NameObject("/IRT")] = first.indirect_reference
        writer.add_annotation(0, reply)
    path = tmp_path / "annotated.pdf"
    writer.write(path)
    return path


def _first_words(page: pypdf.PageObject) -> tuple[float, float, float, float]:
    found: list[tuple[float, float, float]] = []

    def visit(text, _of_page, matrix, _font, size):
        if text.strip() and not found:
            found.append((matrix[4], matrix[5], size))

    page.extract_text(visitor_text=visit)
    [(x, y, size)] = found
    return x, y - 2, x + 120, y + size


def _said(words: str, author: str, time: str, name: str) -> dict:
    return {
        NameObject("/Contents"): TextStringObject(words),
        NameObject("/T"): TextStringObject(author),
        NameObject("/CreationDate"): TextStringObject(time),
        NameObject("/M"): TextStringObject(time),
        NameObject("/NM"): TextStringObject(name),
    }


class Commands:
    """The commands, carried out in this process, whose workers know their tables; what they say is taken."""

    def __init__(self, taken) -> None:
        self._taken = taken

    def run(self, *arguments) -> str:
        """What a command that goes well says."""
        status = run_command(list(map(str, arguments)))
        out, err = self._taken.readouterr()
        assert (status, err) == (0, b"")
        return out.decode()

    def result(self, *arguments) -> dict:
        return json.loads(self.run("import", *arguments))

    def exported(self, document: Path) -> list[dict]:
        return json.loads(self.run("export", document, "--format", "json", "--out", "-"))["first"]["items"]


@pytest.fixture
def commands(capsysbinary) -> Commands:
    return Commands(capsysbinary)


def test_annotations_of_a_pdf_come_once_with_their_answers_in_order_and_their_colour(
    commands, annotated: Path, tmp_path: Path
):
    first = commands.result(annotated)
    assert (first["from"], first["found"], first["added"], first["unreadable"]) == ("PDF", 1, 1, 0)
    again = commands.result(annotated)
    assert (again["found"], again["added"], again["already_there"]) == (1, 0, 1)
    [note] = commands.exported(annotated)
    assert note["id"] == f"urn:uuid:{first['notes'][0]}"
    assert note["creator"]["name"] == "First Reader"
    assert [body["value"] for body in note["body"]] == [
        "Whose?\n\n**Second Reader**, 2026-01-02: The Mission's.\n\n**First Reader**, 2026-01-03: Thanks."
    ]
    assert (note["verbale:color"], note["verbale:ownColor"]) == ("green", "#12b233")
    copy = tmp_path / "copy.pdf"
    commands.run("export", annotated, "--format", "pdf", "--out", copy)
    marks = [each.get_object() for each in pypdf.PdfReader(copy).pages[0]["/Annots"]]
    assert [pytest.approx(COLOR, abs=0.003)] == [mark["/C"] for mark in marks if mark["/NM"].startswith("verbale:")]


def test_an_answer_given_since_comes_with_the_next_import(commands, annotated: Path, tmp_path: Path):
    commands.result(annotated)
    writer = pypdf.PdfWriter(clone_from=annotated)
    [first] = [each for each in writer.pages[0]["/Annots"] if each.get_object()["/NM"] == "first"]
    reply = Text(rect=(10, 10, 20, 20), text="Agreed.")
    reply.update(_said("Agreed.", "Third Reader", "D:20260104100000Z", "agreed"))
    reply[NameObject("/IRT")] = first
    writer.add_annotation(0, reply)
    writer.write(tmp_path / "answered.pdf")
    again = commands.result(tmp_path / "answered.pdf", "--into", annotated)
    assert (again["found"], again["added"], again["longer"], again["already_there"]) == (1, 0, 1, 0)
    [note] = commands.exported(annotated)
    assert note["body"][0]["value"].endswith("**Third Reader**, 2026-01-04: Agreed.")
    assert commands.result(tmp_path / "answered.pdf", "--into", annotated)["already_there"] == 1


def test_annotations_go_into_another_copy_and_a_file_of_notes_into_its_document(
    commands, annotated: Path, tmp_path: Path
):
    into_sample = commands.result(annotated, "--into", SAMPLE)
    assert (into_sample["into"], into_sample["added"]) == (str(SAMPLE), 1)
    [note] = commands.exported(SAMPLE)
    assert note["verbale:placement"] == "exact"
    file = tmp_path / "notes.json"
    commands.run("export", SAMPLE, "--format", "json", "--out", file)
    once_more = commands.result(file, "--into", SAMPLE)
    assert (once_more["from"], once_more["added"], once_more["already_there"]) == ("Verbale", 0, 1)


def test_what_cannot_be_imported_is_said(tmp_path: Path):
    notes = tmp_path / "notes.json"
    notes.write_text("[]", encoding="utf-8")
    status, out, err = run("import", notes, "--into", SAMPLE)
    assert (status, out) == (1, b"")
    assert str(notes) in err
    status, _, err = run("import", notes)
    assert status == 2
    assert "--into" in err
    status, _, err = run("import", tmp_path / "none.json", "--into", SAMPLE)
    assert (status, err) == (1, f"verbale: {tmp_path / 'none.json'}: No such file or directory\n")
    status, _, err = run("import", notes, "--into", tmp_path / "none.pdf")
    assert status == 1
    assert "none.pdf" in err
