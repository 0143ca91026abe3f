"""Links to notes: what is written is read again, whatever a system makes of a link on its way."""

from __future__ import annotations

import string
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.model.note_link import NoteLink, is_link, read_note_link

HASH = "ab" * 32
hashes = st.just("") | st.text("0123456789abcdef", min_size=64, max_size=64)


@given(st.text(string.printable.strip() + "éжع中", min_size=1, max_size=20), hashes)
def test_what_is_written_is_read_again(note, document):
    assert read_note_link(str(NoteLink(note, document))) == NoteLink(note, document)


def test_a_link_has_the_form_that_exports_write():
    assert str(NoteLink("0b7c-1", HASH)) == f"verbale:note/0b7c-1?document={HASH}"


@given(st.text(string.ascii_letters + string.digits + "-", min_size=1, max_size=40), hashes)
def test_a_link_that_went_through_a_path_is_read_all_the_same(note, document):
    link = NoteLink(note, document)
    assert read_note_link(str(Path(str(link)))) == link
    assert read_note_link(str(link).replace("/", "\\")) == link


@pytest.mark.parametrize("words", ["", "verbale:", "verbale:note/", "verbale:other/1", "verbale:note/a/b", "note/1",
                                   "verbale:note/1?document=xyz", f"verbale:note/%00?document={HASH}",
                                   "file:///etc/passwd"])  # fmt: skip
def test_what_is_no_link_to_a_note_is_none(words):
    assert read_note_link(words) is None


def test_links_are_told_from_files():
    assert is_link("VERBALE:note/1")
    assert not is_link("/home/reader/verbale:note")
    assert not is_link("report.pdf")
