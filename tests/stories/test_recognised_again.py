"""A scan that Tesseract made into a PDF with text: recognised again, saved again, renamed, moved; its notes are found.

The files are what other programs write: Tesseract's own PDF output, and what pypdf makes of it.
"""

from __future__ import annotations

import re
import subprocess
from difflib import SequenceMatcher

import pytest
from papers.pdf_papers import mupdf, text_pages
from papers.scans import needs_tesseract
from patience import SECONDS
from pypdf import PdfReader, PdfWriter

from viewer.annotations.anchoring import PlacementKind
from viewer.annotations.catalogue import NoteQuery
from viewer.model.annotation import HighlightColor
from viewer.model.text import Span

FIRST = [
    "The Permanent Mission presents its compliments to the Office",
    "and has the honour to transmit the report on the wells of the north.",
    "The wells were repaired in the autumn of that year, as was agreed.",
    "The Mission requests that this note be circulated as a document.",
]
SECOND = [
    "The second page speaks of the harbours, which were open to all ships.",
    "No ship was turned away, and none was searched in the last two years.",
]
WORDS = ("wells were repaired in the autumn", "harbours, which were open to all ships", "be circulated as a document")

pytestmark = needs_tesseract("eng", "fra")


def recognised(folder, name, *, dots, language):
    """The paper as a scanner and Tesseract make a PDF of it, at so many dots per inch."""
    names = []
    with mupdf.open(stream=text_pages(FIRST, SECOND)) as document:
        for page in document:
            names.append(folder / f"{name}-{page.number}.png")
            page.get_pixmap(dpi=dots).save(names[-1])
    listed = folder / f"{name}.txt"
    listed.write_text("\n".join(map(str, names)), encoding="utf-8")
    command = ["tesseract", str(listed), str(folder / name), "-l", language, "--dpi", str(dots), "pdf"]
    subprocess.run(command, check=True, capture_output=True, timeout=SECONDS)
    return folder / f"{name}.pdf"


def saved_again(path, to):
    """The same pages as another program writes them: other bytes, the same text."""
    writer = PdfWriter()
    for page in PdfReader(path).pages:
        writer.add_page(page).compress_content_streams()
    writer.add_metadata({"/Title": "Saved again"})
    writer.write(to)
    assert to.read_bytes() != path.read_bytes()


def place_of(document, words):
    """Where words stand in the text, whatever stands between them."""
    found = re.search(r"\s+".join(map(re.escape, words.split())), str(document.text))
    assert found is not None, str(document.text)
    return Span(*found.span())


def marked(reader, path):
    """Notes on all the words in a document that is opened, by their ids."""
    document = reader.open(path)
    made = [document.notes.highlight(place_of(document, words), HighlightColor.GREEN) for words in WORDS]
    reader.wait(lambda: not document.notes.notebook.unsaved)
    return {note.id: words for note, words in zip(made, WORDS, strict=True)}


def told(reader):
    """The notices that the window shows."""
    return reader.window.notices.texts


def found_again(reader, path, notes):
    """How each note was found in a document that is opened; those that have a place stand at their words."""
    document = reader.open(path)
    reader.wait(lambda: all(document.notes.placement(note) is not None for note in notes))
    for note, words in notes.items():
        if document.notes.placement(note).how in {PlacementKind.EXACT, PlacementKind.MOVED}:
            assert document.notes.find(note).anchor.span == place_of(document, words)
    return [document.notes.placement(note).how for note in notes]


def test_notes_are_found_in_a_scan_that_was_saved_again_renamed_and_moved(start_program, tmp_path):
    path = recognised(tmp_path, "scan", dots=200, language="eng")
    reader = start_program()
    notes = marked(reader, path)
    reader.close()
    moved = tmp_path / "archive" / "another name.pdf"
    moved.parent.mkdir()
    saved_again(path, moved)
    path.unlink()
    reader = start_program()
    assert found_again(reader, moved, notes) == [PlacementKind.EXACT] * 3
    assert reader.session.current.notes.notebook.unsaved == frozenset()


@pytest.mark.parametrize(("dots", "language"), [(120, "eng"), (300, "fra"), (70, "fra")])
def test_notes_are_found_in_a_scan_that_was_recognised_again_in_its_place(start_program, tmp_path, dots, language):
    path = recognised(tmp_path, "scan", dots=200, language="eng")
    reader = start_program()
    notes = marked(reader, path)
    reader.close()
    again = recognised(tmp_path, "again", dots=dots, language=language)
    assert again.read_bytes() != path.read_bytes()
    again.replace(path)
    reader = start_program()
    how = found_again(reader, path, notes)
    document = reader.session.current
    assert PlacementKind.LOST not in how
    for note, words in notes.items():  # also those that are only likely, where Tesseract has read other letters
        there = " ".join(document.text.slice(document.notes.find(note).anchor.span).split())
        assert SequenceMatcher(None, there, words).ratio() > 0.8
    likely = how.count(PlacementKind.LIKELY)
    assert any("most likely place" in text for text in told(reader)) == bool(likely)


@needs_tesseract("ara")
def test_notes_on_a_scan_that_was_recognised_in_a_wrong_script_are_not_lost_silently(start_program, tmp_path):
    path = recognised(tmp_path, "scan", dots=200, language="eng")
    reader = start_program()
    notes = marked(reader, path)
    reader.close()
    recognised(tmp_path, "again", dots=70, language="ara").replace(path)
    reader = start_program()
    reader.open(path)
    reader.wait(lambda: bool(told(reader)))
    document = reader.session.current
    if document.notes.annotations:  # something was recognised that reads alike: the others are listed as lost
        assert {note.id for note in document.notes.annotations} == set(notes)
    else:
        assert "3 notes were made on a file at this place" in told(reader)[-1]
    found = []
    reader.session.store.find_notes(NoteQuery(), found.append)
    reader.wait(lambda: bool(found))
    assert found[0].count == 3
