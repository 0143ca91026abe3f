"""A reader follows a link to a note from an exported file: at a start, and to a file that has moved."""

from __future__ import annotations

from pathlib import Path

import pytest
from papers.pdf_papers import many_pages

from viewer.model.note_link import NoteLink


@pytest.fixture
def noted(start_program, tmp_path):
    """A document with a note on its 30th page, as an earlier session has left it: its path and the note's link."""
    path = tmp_path / "report.pdf"
    path.write_bytes(many_pages(40))
    reader = start_program()
    document = reader.open(path)
    document.go_to_page(29)
    reader.settle()
    reader.trigger("note_page")
    reader.wait(lambda: bool(document.notes.annotations) and not document.notes.notebook.unsaved)
    link = NoteLink(document.notes.annotations[0].id, document.identity.content_hash)
    document.go_to_page(0)
    reader.settle()
    reader.close()
    return path, link


def shown(reader, path: Path, page: int) -> None:
    """Wait until a document is in front at a page."""
    reader.wait(lambda: reader.session.current is not None and reader.session.current.path == path)
    reader.wait(lambda: reader.session.current.place.page == page)


def test_a_link_opens_its_document_at_the_note(start_program, noted):
    path, link = noted
    reader = start_program()
    reader.window.open_files([Path(str(link))])
    shown(reader, path, 29)
    assert reader.window.panes.right.currentWidget() is reader.window.panes.notes
    reader.session.current.go_to_page(3)
    reader.window.open_files([Path(str(link))])
    shown(reader, path, 29)
    assert len(reader.session.documents) == 1


def test_a_link_finds_a_document_that_was_seen_elsewhere_since(start_program, noted):
    path, link = noted
    elsewhere = path.with_name("moved.pdf")
    path.rename(elsewhere)
    reader = start_program()
    reader.window.open_files([Path(str(link))])
    reader.wait(lambda: bool(reader.window.notices.texts))
    assert "has been moved" in reader.window.notices.texts[0]
    reader.open(elsewhere)
    reader.window.open_files([Path(str(link))])
    shown(reader, elsewhere, 29)


def test_what_leads_nowhere_is_said(start_program, noted):
    path, link = noted
    reader = start_program()
    reader.window.open_files([Path("verbale:elsewhere/1")])
    reader.window.open_files([Path(str(NoteLink("no-such-note", link.document)))])
    shown(reader, path, 0)
    reader.wait(lambda: len(reader.window.notices.texts) == 2)
    assert "does not lead to a note" in reader.window.notices.texts[0]
    assert "not among the notes on report.pdf" in reader.window.notices.texts[1]
