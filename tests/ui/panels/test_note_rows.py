"""What a note says in the list, and which notes pass the filter."""

from __future__ import annotations

from dataclasses import replace

import pytest
from annotations.examples import note

from viewer.annotations.anchoring import PlacementKind
from viewer.model.annotation import AnnotationKind, HighlightColor
from viewer.model.text import Span
from viewer.ui.panels.note_rows import NoteRow, note_rows
from viewer.ui.panels.notes_model import NotesModel

TEXT = "The General Assembly adopted a resolution.\nالجمعية العامة\nIt was a long day in Geneva."


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
    assert NoteRow(note(), "1", place=PlacementKind.LOST).place_in_words.startswith("Passage not found")
    assert NoteRow(note(), "1", place=PlacementKind.EXACT).place_in_words == ""


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
    assert len(quote) < 700


def test_model_keeps_qts_rules(qtmodeltester):
    model = NotesModel()
    rows = [NoteRow(note(at, f"body {at}", id=f"id{at}"), "1") for at in range(4)]
    model.replace(rows, [1] * 4)
    qtmodeltester.check(model)
    model.show([rows[3], replace(rows[1], saved=False)], [1] * 2)
    qtmodeltester.check(model)
    assert model.text(model.rows[0]) == "body 3"
