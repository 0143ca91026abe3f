"""Notes as the annotations of a PDF."""

from __future__ import annotations

from dataclasses import replace

import pytest
from papers.fish import EXPORT, NOTES
from papers.region import RECT, REGION

from viewer.export.pdf_copy import marks_of_notes
from viewer.model.annotation import AnnotationKind, HighlightColor
from viewer.model.mark import MarkStyle
from viewer.model.mark_colors import mark_color
from viewer.ui.look.colors import highlight_color


def marks_of(*notes):
    return marks_of_notes(replace(EXPORT, notes=notes))


def test_every_note_is_marked_once_on_each_page_that_it_stands_on():
    marks = marks_of_notes(EXPORT)
    firsts = [mark for mark in marks if "#" not in mark.name]
    assert [mark.name for mark in firsts] == [f"verbale:{note.annotation.id}" for note in NOTES]
    for note in NOTES:
        mine = [mark for mark in marks if mark.name.partition("#")[0] == f"verbale:{note.annotation.id}"]
        assert len(mine) == max(1, len(note.stretches) if note.annotation.kind is AnnotationKind.HIGHLIGHT else 1)


def test_an_annotation_says_what_the_reader_wrote_with_the_tags():
    note = next(note for note in NOTES if note.annotation.body and note.stretches)
    tagged = replace(note, annotation=replace(note.annotation, body="So it is.", tags=("clean water", "b")))
    mark = marks_of(tagged)[0]
    assert mark.contents == "So it is.\n\n#clean_water #b"
    assert mark.subject == "clean water, b"
    assert (mark.author, mark.created) == (note.annotation.author, note.annotation.created)


@pytest.mark.parametrize(
    ("body", "contents"),
    [
        ("Plain words.\n\nAnd more.", "Plain words.\n\nAnd more."),
        ("So **it** is, see [there](https://example.org).\n\n- one\n- two", "So it is, see there.\n• one\n• two"),
        ("***", "***"),
    ],
)
def test_an_annotation_shows_words_without_the_signs_of_markdown_and_holds_these_beside(body, contents):
    note = next(note for note in NOTES if note.stretches)
    mark = marks_of(replace(note, annotation=replace(note.annotation, body=body, tags=())))[0]
    assert mark.contents == contents
    assert (mark.source or mark.contents) == body


def test_a_lost_note_is_a_sign_on_its_page_that_says_so_and_what_was_quoted():
    note = next(note for note in NOTES if note.quote)
    [mark] = marks_of(replace(note, span=None, placement="lost", stretches=()))
    assert mark.style is MarkStyle.TEXT
    assert mark.page == note.page - 1
    assert mark.contents.startswith("[Lost. The passage was not found again")
    assert note.quote.split()[0] in mark.contents


def test_a_passage_over_a_page_break_goes_on_on_the_next_page():
    note = next(note for note in NOTES if note.stretches)
    first = note.stretches[0]
    two = replace(note, stretches=(first, replace(first, page=first.page + 1)))
    here, there = marks_of(two)
    assert there.page == here.page + 1
    assert there.name == f"{here.name}#2"
    assert there.contents == f"Continued from page {note.page_label}."


@pytest.mark.parametrize("color", HighlightColor)
def test_highlights_have_the_colours_of_the_window_and_lines_darker_ones(color):
    shown = highlight_color(color)
    there = (shown.redF(), shown.greenF(), shown.blueF())
    assert mark_color(color, MarkStyle.HIGHLIGHT) == pytest.approx(there, abs=0.003)
    assert sum(mark_color(color, MarkStyle.UNDERLINE)) < sum(there) - 0.5


def test_a_region_is_a_frame_on_its_page_and_a_sign_where_its_words_were_found_on_another():
    [region] = REGION.notes
    [mark] = marks_of(region)
    assert (mark.style, mark.rects, mark.page) == (MarkStyle.SQUARE, (RECT,), region.page - 1)
    assert mark.contents == "What the table shows"
    [mark] = marks_of(replace(region, page=region.page + 1, placement="moved", stretches=()))
    assert (mark.style, mark.rects, mark.page) == (MarkStyle.TEXT, (), region.page)
