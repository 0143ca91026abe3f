"""Spans of the text as rectangles on pages: hits, highlights, references, the place that was asked for."""

from __future__ import annotations

from dataclasses import replace

import pytest
from ui.painted_paper import (
    ADVANCE,
    HEIGHT,
    LEADING,
    LEFT,
    PAGES,
    TOP,
    reference_at,
    understanding_of,
)

from viewer.model.annotation import HighlightColor
from viewer.model.geometry import PagePoint, PageRect
from viewer.model.text import PAGE_BREAK, Span
from viewer.ui.look.colors import CURRENT_HIT, HIT, highlight_color
from viewer.ui.page.glyph_store import GlyphStore
from viewer.ui.page.marks import LONGEST_PLACE, PageMarks
from viewer.ui.page.note_marks import NoteMarks
from viewer.workers.messages.requests import ReadGlyphs

pytestmark = pytest.mark.usefixtures("qapp")

TEXT = PAGE_BREAK.join(PAGES)


class Marked:
    """A paper, its letters and its marks; the letters come when they are wanted."""

    def __init__(self, desk, pages=PAGES, understanding=None) -> None:
        self.desk = desk
        self.document = desk.lay_open(pages, understanding=understanding)
        self.glyphs = GlyphStore(self.document)
        self.marks = PageMarks(self.document, self.glyphs)
        self.glyphs.arrived.connect(self.marks.glyphs_arrived)
        self.marks.understanding_changed()

    def letters(self, *pages) -> None:
        self.glyphs.want(pages)
        self.desk.serve((ReadGlyphs,))


@pytest.fixture
def paper(paper_desk) -> Marked:
    return Marked(paper_desk)


def box(row, start, end) -> PageRect:
    """Letters of a row."""
    top = TOP + row * LEADING
    return PageRect(LEFT + start * ADVANCE, top, LEFT + end * ADVANCE, top + HEIGHT)


def span_of(words) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def test_nothing_is_marked_before_letters_are_known(paper):
    assert paper.marks.of_page(0).mentions == ()
    assert paper.marks.rects_of(0, Span(0, 5)) == ()
    paper.letters(0)
    assert paper.marks.of_page(0).mentions != ()
    assert paper.marks.rects_of(0, Span(0, 5)) == (box(0, 0, 5),)


def test_references_stand_where_they_are_cited(paper):
    paper.letters(0, 1, 2)
    first, second = paper.marks.of_page(0).mentions
    at = PAGES[0].index("resolution 822")
    assert first.rects == (box(0, at, at + len("resolution 822 (1993)")),)
    assert first.reference.symbol == "S/RES/822 (1993)"
    assert second.rects[0].y0 == TOP + 2 * LEADING
    assert paper.marks.of_page(1).mentions == ()
    assert [linked.reference.symbol for linked in paper.marks.of_page(2).mentions] == ["A/DEC/51/408"]


def test_the_reference_at_a_point(paper):
    paper.letters(0)
    inside = box(0, PAGES[0].index("822"), PAGES[0].index("822") + 3).center
    assert paper.marks.mention_at(0, inside).reference.symbol == "S/RES/822 (1993)"
    assert paper.marks.mention_at(0, PagePoint(inside.x, inside.y + LEADING / 2 + 3)) is None
    assert paper.marks.mention_at(0, box(0, 0, 3).center) is None


def test_references_of_a_page_come_in_the_order_of_the_text(paper_desk):
    late = reference_at(TEXT, "Recalling", "Z/1")
    understanding = understanding_of(PAGES, reference_at(TEXT, "A/RES/62/243", "A/RES/62/243"), late)
    paper = Marked(paper_desk, understanding=understanding)
    paper.letters(0)
    assert [linked.reference.symbol for linked in paper.marks.of_page(0).mentions] == ["Z/1", "A/RES/62/243"]


def test_a_reference_over_two_rows_has_a_rectangle_in_each(paper_desk):
    words = "(1993)\nand the"
    paper = Marked(paper_desk, understanding=understanding_of(PAGES, reference_at(TEXT, words, "Z/1")))
    paper.letters(0)
    [linked] = paper.marks.of_page(0).mentions
    assert linked.rects == (box(0, 29, 35), box(1, 0, 7))
    assert linked.contains(linked.rects[0].center)
    assert linked.contains(linked.rects[1].center)


def test_a_reference_over_a_page_break_is_on_both_pages(paper_desk):
    words = "as well.\fThe second"
    paper = Marked(paper_desk, understanding=understanding_of(PAGES, reference_at(TEXT, words, "Z/1")))
    paper.letters(0, 1)
    assert paper.marks.of_page(0).mentions[0].rects == (box(2, 20, 28),)
    assert paper.marks.of_page(1).mentions[0].rects == (box(0, 0, 10),)


def test_hits_are_marked_and_the_current_one_stands_out(paper):
    paper.letters(0, 1, 2)
    spans = paper.desk.find(paper.document, "the")
    paper.marks.search_changed()
    colors = [mark.color for page in range(3) for mark in paper.marks.of_page(page).markings]
    assert len(colors) == len(spans) > 2
    assert colors == [CURRENT_HIT, *[HIT] * (len(spans) - 1)]
    paper.document.search.next_hit()
    paper.marks.search_changed()
    colors = [mark.color for page in range(3) for mark in paper.marks.of_page(page).markings]
    assert colors == [HIT, CURRENT_HIT, *[HIT] * (len(spans) - 2)]
    paper.document.search.find("")
    paper.marks.search_changed()
    assert paper.marks.of_page(0).markings == ()


def test_highlights_are_marked_in_their_colour_and_underlined_where_something_is_written(paper):
    paper.letters(0)
    note = paper.document.notes.highlight(span_of("report"), HighlightColor.GREEN)
    paper.marks.notes_changed()
    [marking] = paper.marks.of_page(0).markings
    assert marking.color == highlight_color(HighlightColor.GREEN)
    at = PAGES[0].split("\n")[1].index("report")
    assert marking.rects == (box(1, at, at + 6),)
    assert not marking.underlined
    paper.document.notes.edit(note.id, body="Which one?")
    paper.marks.notes_changed()
    assert paper.marks.of_page(0).markings[0].underlined
    paper.document.notes.delete([note.id])
    paper.marks.notes_changed()
    assert paper.marks.of_page(0).markings == ()


def test_notes_on_a_page_or_the_document_mark_nothing(paper):
    paper.letters(0)
    paper.document.notes.note_on_page(0, "body")
    paper.document.notes.note_on_document("body")
    paper.marks.notes_changed()
    assert paper.marks.of_page(0).markings == ()


def test_a_highlight_knows_its_place_before_the_letters_come(paper):
    rects = (box(1, 15, 21),)
    paper.document.notes.highlight(span_of("report"), HighlightColor.BLUE, rects=rects)
    paper.marks.notes_changed()
    assert [marking.rects for marking in paper.marks.of_page(0).markings] == [rects]
    assert paper.marks.of_page(1).markings == ()


def test_letters_that_arrive_are_taken_up(paper):
    paper.document.notes.highlight(span_of("report"), HighlightColor.BLUE, rects=(PageRect(1, 1, 2, 2),))
    paper.marks.notes_changed()
    assert paper.marks.of_page(0).markings[0].rects == (PageRect(1, 1, 2, 2),)
    paper.letters(0)
    at = PAGES[0].split("\n")[1].index("report")
    assert paper.marks.of_page(0).markings[0].rects == (box(1, at, at + 6),), "the text's own place counts"


def test_the_place_that_was_asked_for_is_marked_until_another_is(paper):
    paper.letters(0, 1)
    paper.marks.set_place(span_of("second page"))
    assert paper.marks.of_page(1).place == (box(0, 4, 15),)
    assert paper.marks.of_page(0).place == ()
    paper.marks.set_place(None)
    assert paper.marks.of_page(1).place == ()


def test_of_a_long_place_only_the_first_row_is_marked(paper_desk):
    page = "\n".join(f"row {number} of the annex, which is long" for number in range(20))
    paper = Marked(paper_desk, (page, page), understanding_of(()))
    paper.letters(0, 1)
    paper.marks.set_place(Span(0, LONGEST_PLACE + 1))
    assert paper.marks.of_page(0).place == (box(0, 0, len(page.split("\n")[0])),)
    paper.marks.set_place(Span(len(page) - 10, len(page) + LONGEST_PLACE))
    assert len(paper.marks.of_page(0).place) == 1
    assert paper.marks.of_page(1).place == ()
    paper.marks.set_place(Span(0, 80))
    assert len(paper.marks.of_page(0).place) == 3


def test_letters_that_fall_short_of_the_text_are_no_error(paper):
    """Two extractions of a page may differ by a character; nothing may be drawn where nothing is known."""
    paper.letters(0)
    beyond = Span(len(PAGES[0]) - 5, len(PAGES[0]) + 40)
    assert len(paper.marks.rects_of(0, beyond)) == 1
    assert paper.marks.rects_of(0, Span(len(PAGES[0]) + 5, len(PAGES[0]) + 9)) == ()


def test_marks_are_worked_out_once(paper):
    paper.letters(0)
    assert paper.marks.of_page(0) is paper.marks.of_page(0)


def test_another_understanding_replaces_the_references(paper):
    paper.letters(0)
    assert len(paper.marks.of_page(0).mentions) == 2
    paper.document.understanding = replace(paper.document.understanding, references=())
    paper.marks.understanding_changed()
    assert paper.marks.of_page(0).mentions == ()


def test_many_notes_are_gone_through_between_events_and_a_page_that_is_asked_for_has_its_own(paper, monkeypatch):
    document = paper.document
    second = len(PAGES[0]) + 1
    over_the_break = document.notes.highlight(Span(second - 6, second + 6), HighlightColor.RED).id
    on_second = document.notes.highlight(Span(second + 8, second + 12), HighlightColor.RED).id
    monkeypatch.setattr("viewer.session.parts.SLICE_SECONDS", -1.0)
    monkeypatch.setattr("viewer.ui.page.note_marks.AT_ONCE", 1)
    done = []
    marks = NoteMarks(document, lambda: done.append(True))
    assert marks.changed(()) is None
    assert not done, "the rest comes between events"
    assert {note.id for _, note in marks.on_page(1)} == {over_the_break, on_second}
    document.notes.delete([on_second])
    marks.changed([on_second])
    paper.desk.settle()
    assert done
    assert {note.id for _, note in marks.on_page(1)} == {over_the_break}
    assert {note.id for _, note in marks.on_page(0)} == {over_the_break}
