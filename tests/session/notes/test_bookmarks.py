"""Bookmarks: kept at a line, found again, walked through."""

from __future__ import annotations

import pytest

from viewer.annotations.anchoring import PlacementKind, Placer
from viewer.model.annotation import AnnotationKind
from viewer.model.geometry import PageRect
from viewer.model.text import DocumentText, Span
from viewer.session.changes import PlaceRequested, ViewPlace
from viewer.session.notes.bookmarks import bookmark_at, go_to_bookmark, line_at
from viewer.session.notes.places import as_placed

PAGES = ("The first line\nThe second line of it", "", "The last page\nends here")


@pytest.fixture
def document(reader):
    return reader.read_file(PAGES)


def at_page(document, page):
    document.viewed(ViewPlace(page), page, page)


def asked(reader):
    return [change.target for change in reader.told(PlaceRequested)]


def test_a_bookmark_quotes_the_line_that_is_read_or_selected(document):
    assert line_at(document) == (0, Span(0, 14))
    at = str(document.text).index("second")
    document.select_span(Span(at, at + 3))
    page, line = line_at(document)
    assert (page, document.text.slice(line)) == (0, "The second line of it")
    note = document.notes.bookmark(page, line)
    assert (note.kind, note.anchor.quote, note.anchor.rects) == (AnnotationKind.BOOKMARK, "The second line of it", ())
    assert bookmark_at(document, page, line).id == note.id


def test_a_page_without_words_is_bookmarked_as_a_page(document):
    at_page(document, 1)
    assert line_at(document) == (1, None)
    note = document.notes.bookmark(1, None)
    assert document.notes.placement(note.id).how is PlacementKind.EXACT
    assert bookmark_at(document, 1, None).id == note.id


def test_the_way_goes_from_one_to_the_next_and_back(reader, document):
    first = document.notes.bookmark(0, Span(15, 36))
    document.notes.bookmark(1, None)
    last = document.notes.bookmark(2, line_of(document, "ends here"))
    assert go_to_bookmark(document, 1)
    assert asked(reader)[-1] == first.anchor.span
    at_page(document, 1)
    assert go_to_bookmark(document, 1)
    assert asked(reader)[-1] == last.anchor.span
    document.select_span(last.anchor.span)
    assert not go_to_bookmark(document, 1)
    assert go_to_bookmark(document, -1)
    assert asked(reader)[-1] == ViewPlace(1, 0.0)


def line_of(document, words):
    at = str(document.text).index(words)
    return Span(at, at + len(words))


# -- regions ----------------------------------------------------------------------------------------------------------

RECT = PageRect(10, 20, 110, 60)


def region_in(reader, before, after, page, span):
    """A region made in one text, and what becomes of it in another."""
    document = reader.read_file(before, name="a.pdf")
    note = document.notes.note_on_region(page, RECT, span, "look")
    assert document.notes.placement(note.id).how is PlacementKind.EXACT
    reader.wait_for_disk()
    reader.session.close(document.number)
    again = reader.read_file(after, name="a.pdf", fingerprint="t2", content_hash="bb")
    reader.wait_for(lambda: again.notes.placement(note.id) is not None)
    return again.notes.find(note.id), again.notes.placement(note.id).how


def test_a_region_with_words_follows_them_and_keeps_its_frame_on_its_page(reader):
    long = "A table of the wells that were repaired"
    pages = ("cover", f"Before. {long} after.", "the end")
    more = ("a longer cover", f"Before. {long} after.", "the end")
    start = len("cover") + 1 + len("Before. ")
    note, how = region_in(reader, pages, more, 1, Span(start, start + len(long)))
    assert (how, note.anchor.page, note.anchor.rects) == (PlacementKind.MOVED, 1, (RECT,))


def test_a_region_whose_words_are_on_another_page_gives_up_its_frame(reader):
    long = "A table of the wells that were repaired in that year"
    start = len("Before. ")
    note, how = region_in(
        reader, (f"Before. {long} after.", "x"), ("new", f"Before. {long} after."), 0, Span(start, start + len(long))
    )
    assert (how, note.anchor.page, note.anchor.rects) == (PlacementKind.MOVED, 1, ())


def test_a_region_of_a_scan_is_to_be_confirmed_where_words_have_been_recognised(reader):
    document = reader.read_file(("", ""), fingerprint="")
    note = document.notes.note_on_region(1, RECT, Span(1, 1))
    assert document.notes.placement(note.id).how is PlacementKind.EXACT
    recognised = Placer(DocumentText.of(("Words of the first page", "and of the second"), 2)).place_note(note)
    assert (recognised.how, recognised.span) == (PlacementKind.LIKELY, Span(24, 24))
    assert as_placed(note, recognised, DocumentText.of(("Words of the first page", "x"))).anchor.rects == (RECT,)
    shorter = Placer(DocumentText.of(("One page is left",), 2)).place_note(note)
    assert shorter.how is PlacementKind.LOST


def test_a_region_without_words_is_placed_by_what_stands_around_it(reader):
    before = "Figure 1 shows the wells. Below it stands the map of them all."
    at = before.index(" Below")
    note, how = region_in(reader, (before, "x"), ("new " + before, "x"), 0, Span(at, at))
    assert (how, note.anchor.span.start) == (PlacementKind.MOVED, at + 4)


def test_the_picture_of_a_region_is_kept_and_read(reader, document):
    note = document.notes.note_on_region(0, RECT, Span(0, 3))
    got = []
    document.notes.keep_picture(note.id, b"png")
    document.notes.ask_picture(note.id, got.append)
    reader.wait_for(lambda: got)
    assert got == [b"png"]
