"""What a note says in the list, and which notes pass the filter."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from annotations.examples import note
from hypothesis import given
from hypothesis import strategies as st

from viewer.annotations.anchoring import PlacementKind
from viewer.model.annotation import AnnotationKind, HighlightColor, OtherWords
from viewer.model.document import TextLayer, Understanding
from viewer.model.text import Span
from viewer.ui.panels.notes.filter import Facets, NoteCounts, NoteFilter, NoteTexts
from viewer.ui.panels.notes.rows import NoteRow, note_row

TEXT = "The General Assembly adopted a resolution.\nالجمعية العامة\nIt was a long day in Geneva."


def note_rows(document, words="", colors=()):
    chosen = {Facets.COLOR: frozenset(color.value for color in colors)}
    passes = NoteFilter(words, chosen).test(NoteTexts(), lambda _note: None)
    return [note_row(document, each) for each in document.notes.annotations if passes(each)]


@pytest.fixture
def document(desk):
    document = desk.open("a.pdf")
    desk.read(document, [TEXT, "The second page."])
    return document


def span(words):
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


@pytest.fixture
def notes(document):
    green = document.notes.highlight(span("long day"), HighlightColor.GREEN, body="tiring")
    yellow = document.notes.highlight(span("General Assembly"), HighlightColor.YELLOW)
    arabic = document.notes.highlight(span("الجمعية العامة"), HighlightColor.RED)
    document.notes.edit(yellow.id, tags=["organ"])
    return {"green": green.id, "yellow": yellow.id, "arabic": arabic.id}


def test_notes_come_in_reading_order(document, notes):
    assert [row.note.id for row in note_rows(document)] == [notes["yellow"], notes["arabic"], notes["green"]]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("assembly", ["yellow"]),
        ("TIRING", ["green"]),
        ("organ", ["yellow"]),
        ("الجمعيه", ["arabic"]),
        ("day long", ["green"]),
        ("nothing", []),
        ("", ["yellow", "arabic", "green"]),
    ],
)
def test_filter_by_words(document, notes, words, found):
    assert [row.note.id for row in note_rows(document, words)] == [notes[name] for name in found]


def test_filter_by_colour(document, notes):
    rows = note_rows(document, colors={HighlightColor.RED, HighlightColor.GREEN})
    assert [row.note.id for row in rows] == [notes["arabic"], notes["green"]]


def test_author_is_found(desk, document):
    desk.session.change_settings(replace(desk.session.settings, author="A. Reader"))
    mine = document.notes.highlight(span("long"), HighlightColor.GREY)
    assert [row.note.id for row in note_rows(document, "reader")] == [mine.id]


@pytest.mark.usefixtures("notes")
def test_unsaved_until_the_store_says_so(desk, document):
    assert not any(row.saved for row in note_rows(document))
    desk.settle()
    assert all(row.saved for row in note_rows(document))


def test_what_a_row_says():
    row = NoteRow(note(3, "So\n\n  it is  ", color=HighlightColor.BLUE), "iv", saved=False, place=PlacementKind.LIKELY)
    assert row.quote == "“quote”"
    assert row.words == "So\nit is"
    assert row.where == "Page iv · Annex"
    for part in (
        "Blue note",
        "Page iv · Annex",
        "“quote”",
        "Note: So\nit is",
        "Tags: claim, вопрос",
        "Probably here",
        "Not saved yet",
    ):
        assert part in row.sentence
    assert NoteRow(note(), "1", place=PlacementKind.LOST).remark.startswith("Passage not found")
    assert NoteRow(note(), "1", place=PlacementKind.EXACT).remark == ""
    assert "another window" in NoteRow(note(other_words=(OtherWords("also", ""),)), "1").remark


@pytest.mark.parametrize(
    ("kind", "words"), [(AnnotationKind.PAGE, "Note on page 7"), (AnnotationKind.DOCUMENT, "Note on the document")]
)
def test_notes_without_a_passage_say_what_they_are_about(kind, words):
    assert NoteRow(note(kind=kind), "7").quote == words


def test_quotation_is_flowing_text():
    long = note()
    anchor = replace(long.anchor, quote="adop-\nted on\nthe " + "word " * 1000)
    quote = NoteRow(replace(long, anchor=anchor), "1").quote
    assert quote.startswith("“adopted on the word")
    assert quote.endswith("…”")
    assert len(quote) < 700
    assert NoteRow(replace(long, anchor=anchor), "1").whole_quote.endswith("word word”")


def test_a_passage_over_a_page_break_is_listed_without_what_stands_between_its_pages(desk):
    pages = ["The wells were closed\n2/8", "Mission of the Valley\nin the spring."]
    text = "\f".join(pages)
    heads = tuple(Span(text.index(words), text.index(words) + len(words)) for words in ("2/8", "Mission of the Valley"))
    document = desk.open("over.pdf", pages=2)
    desk.read(document, pages)
    desk.understand(document, Understanding(TextLayer.GOOD, running_heads=heads))
    made = document.notes.highlight(Span(text.index("wells"), len(text)), HighlightColor.GREEN)
    (row,) = note_rows(document)
    assert row.quote == row.whole_quote == "“wells were closed in the spring.”"
    assert made.anchor.quote == text[text.index("wells") :]  # what finds it again is as it stands


def test_notes_are_told_apart_by_the_day_on_which_they_were_changed():
    passes = NoteFilter("", {Facets.DATE: frozenset({"Last 7 days"})}).test(
        NoteTexts(), lambda _note: None, date(2026, 1, 8)
    )
    assert passes(note(modified="2026-01-02T12:00:00+00:00"))
    assert not passes(note(modified="2025-12-31T12:00:00+00:00"))
    assert not passes(note(modified="unknown"))


def test_a_changed_note_is_searched_in_its_new_words():
    texts = NoteTexts()
    first = note(body="before")
    assert "before" in texts.of(first)
    assert "after" in texts.of(replace(first, body="after", modified="2027"))


CHANGES = st.lists(st.tuples(st.integers(0, 4), st.sampled_from(HighlightColor), st.sampled_from(["", "a", "b"])))


@given(CHANGES, st.sets(st.integers(0, 4)))
def test_counts_kept_note_by_note_are_those_of_all_notes(changes, gone):
    kept, counts, all_anew = {}, NoteCounts(), NoteCounts()
    for number, color, tag in changes:
        kept[number] = note(0, id=str(number), color=color, tags=(tag,) if tag else ())
        counts.put(kept[number])
    for number in gone:
        kept.pop(number, None)
        counts.discard(str(number))
    for each in kept.values():
        all_anew.put(each)
    for facet in Facets.ALL[:6]:
        assert counts.choices(facet, 40) == all_anew.choices(facet, 40)
    for each in counts.others_than([]):
        counts.discard(each)
    assert all(counts.choices(facet, 40) == [] for facet in Facets.ALL[:6])


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("plain words", "plain words"),
        ("two\n\n  lines ", "two\nlines"),
        ("**Cf.** _the_ `code` and [the report](https://example.org/a_b)", "Cf. the code and the report"),
        ("# Claim\n> quoted\nagain", "Claim\nquoted\nagain"),
        ("1. one\n2. two\n   - three\n\n4) four", "1. one\n2. two\n\u2022 three\n4. four"),
        ("| a | b |\n|---|---|\n| 1 | 2 |", "a \u00b7 b\n1 \u00b7 2"),
        ("```\nx = 1\n```\n***\n~~gone~~", "x = 1\ngone"),
        (r"5 \* 3 & 4 < 9", "5 * 3 & 4 < 9"),
        ("**ملاحظة** مهمة", "ملاحظة مهمة"),
        ("<b>as typed</b>", "<b>as typed</b>"),
        ("A/RES/64/292 and snake_case_words", "A/RES/64/292 and snake_case_words"),
        ("3. of May\n+ more", "3. of May\n\u2022 more"),
    ],
)  # fmt: skip
def test_words_are_shown_without_the_signs_of_markdown(body, words):
    assert NoteRow(note(body=body), "1").words == words


@given(st.text(alphabet="abc жя م #*_`>|-+=~[]():<&\\\n1."))
def test_a_note_that_says_something_says_it_in_the_list_and_without_empty_lines(body):
    shown = NoteRow(note(body=body), "1").words
    assert bool(shown) == bool(body.strip())
    assert not re.search(r"\n\s*\n", shown)
