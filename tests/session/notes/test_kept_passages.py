"""How passages over a page break are quoted is known to the lists over all documents, whatever comes first."""

from __future__ import annotations

import queue
import time

from patience import SECONDS

from viewer.annotations.catalogue import NoteQuery
from viewer.model.annotation import HighlightColor
from viewer.model.document import TextLayer, Understanding
from viewer.model.text import Span

PAGES = ("The wells of the\nA/1 page foot", "A/1 page head\nnorth were repaired.")
TEXT = "\f".join(PAGES)
HEADS = tuple(Span(TEXT.index(words), TEXT.index(words) + len(words)) for words in ("A/1 page foot", "A/1 page head"))
OVER = Span(0, TEXT.index(" were"))


def quoted(reader, expected):
    """Wait until the list over all documents quotes the notes so, by their words; empty: as they stand."""

    def found():
        answers = queue.Queue()
        reader.store.find_notes(NoteQuery(), answers.put)
        notes = [each for document in answers.get(timeout=SECONDS).documents for each in document.notes]
        reader.run_posted()
        return {each.note.body: " ".join(each.passage.split()) for each in notes} == expected

    until = time.monotonic() + SECONDS
    while not found():
        assert time.monotonic() < until


def test_what_stands_between_the_pages_is_left_out_in_lists_over_all_documents(reader):
    document = reader.read_file(PAGES, understanding=Understanding(TextLayer.GOOD, running_heads=HEADS))
    document.notes.highlight(OVER, HighlightColor.RED, body="over")
    document.notes.highlight(Span(0, 9), HighlightColor.RED, body="on one page")
    document.notes.note_on_document("all")
    quoted(reader, {"over": "The wells of the north", "on one page": "", "all": ""})


def test_notes_that_were_kept_when_less_was_understood_are_quoted_as_it_is_understood_now(reader):
    document = reader.read_file(PAGES)
    document.notes.highlight(OVER, HighlightColor.RED, body="over")
    quoted(reader, {"over": " ".join(TEXT[: OVER.end].split())})
    reader.session.close(document.number)
    reader.read_file(PAGES, understanding=Understanding(TextLayer.GOOD, running_heads=HEADS))
    quoted(reader, {"over": "The wells of the north"})
