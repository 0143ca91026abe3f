"""The annotations of a PDF as notes."""

from __future__ import annotations

import itertools

import pytest

from viewer.annotations.anchoring import PlacementKind, Placer
from viewer.annotations.marks_incoming import dated, nearest_color, notes_of_marks
from viewer.model.annotation import AnnotationKind, HighlightColor
from viewer.model.document import Identity
from viewer.model.geometry import PageRect
from viewer.model.mark import Mark, MarkStyle
from viewer.model.mark_colors import mark_color
from viewer.model.text import DocumentText, Span

TEXT = DocumentText.of(["The wells of the northern", "districts were repaired."])
HERE = Identity("aa", "bb")
TIME = "2026-01-02T03:04:05.000000+00:00"


def found(*marks):
    return notes_of_marks(marks, TEXT, HERE)


def marked(words, name="n1", style=MarkStyle.HIGHLIGHT, page=0, **more):
    at = TEXT.pages[page].index(words)
    return Mark(page, style, (at, at + len(words)), name=name, created=TIME, modified=TIME, **more)


@pytest.mark.parametrize(
    ("style", "kind"),
    [
        (MarkStyle.HIGHLIGHT, AnnotationKind.HIGHLIGHT),
        (MarkStyle.UNDERLINE, AnnotationKind.UNDERLINE),
        (MarkStyle.SQUIGGLY, AnnotationKind.UNDERLINE),
        (MarkStyle.STRIKE_OUT, AnnotationKind.STRIKE_THROUGH),
    ],
)
def test_marked_words_are_a_note_on_them(style, kind):
    [note] = found(marked(" were repaired", page=1, style=style, contents="Really?", author="B")).notes
    assert (note.kind, note.body, note.author, note.created) == (kind, "Really?", "B", TIME)
    assert note.anchor.quote == "were repaired"  # without the blank at its edge
    assert TEXT.slice(note.anchor.span) == note.anchor.quote
    assert note.anchor.prefix.endswith("districts ")


def test_a_sign_is_a_note_on_its_page_and_a_box_one_on_a_region():
    sign = Mark(1, MarkStyle.TEXT, contents="Here", name="a", rects=(PageRect(1, 1, 2, 2),))
    box = Mark(1, MarkStyle.SQUARE, name="b", rects=(PageRect(1, 1, 20, 20),))
    nothing = Mark(1, MarkStyle.OTHER, name="c")
    told = found(sign, box, nothing)
    assert [(note.kind, note.anchor.page) for note in told.notes] == [
        (AnnotationKind.PAGE, 1),
        (AnnotationKind.REGION, 1),
    ]
    assert told.notes[1].anchor.rects == box.rects
    assert told.unreadable == 1


def test_answers_are_part_of_the_words_of_what_they_answer():
    first = marked("wells", contents="Which?")
    answer = Mark(0, MarkStyle.TEXT, contents="All", author="C", created=TIME, name="n2", reply_to="n1")
    further = Mark(0, MarkStyle.TEXT, contents="Oh", author="D", created=TIME, name="n3", reply_to="n2")
    [note] = found(first, answer, further).notes
    assert note.body == "Which?\n\n**C**, 2026-01-02: All\n\n**D**, 2026-01-02: Oh"


def test_ids_are_the_same_for_the_same_document_and_different_for_another():
    mark = marked("wells")
    assert found(mark).notes == found(mark).notes
    [other] = notes_of_marks([mark], TEXT, Identity("aa", "cc")).notes
    assert other.id != found(mark).notes[0].id


def test_our_own_notes_come_back_as_themselves_over_the_page_break():
    first = marked("northern", "verbale:11-22", contents="So.\n\n#clean_water #b", subject="clean water, b")
    there = marked("districts", "verbale:11-22#2", page=1, contents="Continued from page 1.")
    [note] = found(first, there).notes
    assert (note.id, note.body, note.tags) == ("11-22", "So.", ("clean water", "b"))
    assert note.anchor.quote == "northern\fdistricts"


def test_our_own_notes_come_back_with_their_markdown():
    words = {"contents": "[Moved. It has.]\n\nSo it is.\n\n#a", "subject": "a", "source": "So **it** is."}
    [note] = found(marked("northern", "verbale:11-22", **words)).notes
    assert (note.body, note.tags) == ("So **it** is.", ("a",))
    [note] = found(marked("northern", "another", contents="So it is.", source="hidden")).notes
    assert note.body == "So it is."


def test_stretches_beyond_the_text_and_pages_that_are_not_there_are_no_error():
    beyond = Mark(0, MarkStyle.HIGHLIGHT, (5, 10_000), name="a")
    nowhere = Mark(99, MarkStyle.HIGHLIGHT, (0, 4), name="b", contents="words")
    told = found(beyond, nowhere)
    assert told.notes[0].anchor.span == Span(5, 25)
    assert told.notes[1].kind is AnnotationKind.PAGE


@pytest.mark.parametrize("style", [MarkStyle.HIGHLIGHT, MarkStyle.UNDERLINE])
@pytest.mark.parametrize("color", HighlightColor)
def test_our_own_colours_come_back(color, style):
    assert nearest_color(mark_color(color, style)) is color


@pytest.mark.parametrize(
    ("rgb", "color"),
    [
        ((1.0, 1.0, 0.0), HighlightColor.YELLOW),
        ((1.0, 0.65, 0.0), HighlightColor.YELLOW),
        ((0.0, 1.0, 1.0), HighlightColor.BLUE),
        ((1.0, 0.0, 0.0), HighlightColor.RED),
        ((0.5, 0.5, 0.5), HighlightColor.GREY),
        ((0.0, 0.0, 0.0), HighlightColor.GREY),
        (None, HighlightColor.YELLOW),
    ],
)
def test_other_colours_become_the_nearest(rgb, color):
    assert nearest_color(rgb) is color


def test_notes_without_a_time_get_the_present_and_nobodys_stay_unsigned():
    [note] = dated(found(Mark(0, MarkStyle.TEXT, contents="x", name="a")), TIME).notes
    assert (note.created, note.modified, note.author) == (TIME, TIME, "")


def test_a_colour_of_its_own_is_kept_beside_the_nearest_of_the_six():
    [note] = found(marked("wells", color=(0.07, 0.7, 0.2))).notes
    assert (note.color, note.own_color) == (HighlightColor.GREEN, "#12b233")
    [without] = found(marked("wells")).notes
    assert (without.color, without.own_color) == (HighlightColor.YELLOW, "")


@pytest.mark.parametrize("color", list(HighlightColor))
@pytest.mark.parametrize("style", [MarkStyle.HIGHLIGHT, MarkStyle.UNDERLINE])
def test_our_own_marks_have_our_own_colours_again(color, style):
    [note] = found(marked("wells", name="verbale:n1", style=style, color=mark_color(color, style))).notes
    assert (note.color, note.own_color) == (color, "")


def answer(to, name, words, created=""):
    return Mark(0, MarkStyle.TEXT, contents=words, author=name.upper(), name=name, reply_to=to, created=created)


def test_answers_stand_in_the_order_of_their_times_wherever_they_stand_in_the_file():
    later, first, nested = (
        answer("n1", "c", "third", "2026-01-03T00:00:00"),
        answer("n1", "b", "first", "2026-01-01T00:00:00"),
        answer("b", "d", "second", "2026-01-02T00:00:00"),
    )
    for marks in itertools.permutations([marked("wells", contents="Which?"), later, first, nested]):
        told = found(*marks)
        [note] = told.notes
        assert note.body.split("\n\n") == [
            "Which?", "**B**, 2026-01-01: first", "**D**, 2026-01-02: second", "**C**, 2026-01-03: third",
        ]  # fmt: skip
        assert told.unreadable == 0


def test_answers_to_one_another_or_to_nothing_are_counted_and_end():
    told = found(marked("wells"), answer("y", "x", "a"), answer("x", "y", "b"), answer("gone", "z", "c"))
    assert (len(told.notes), told.unreadable) == (1, 3)


def test_the_six_colours_are_ours_whoever_used_them():
    [note] = found(marked("wells", color=mark_color(HighlightColor.BLUE, MarkStyle.HIGHLIGHT))).notes
    assert (note.color, note.own_color) == (HighlightColor.BLUE, "")


def placed(mark, text=TEXT):
    [note] = notes_of_marks([mark], text, HERE).notes
    return note, Placer(text).place_note(note)


def test_a_box_frames_words_and_stands_where_it_stood():
    box = Mark(1, MarkStyle.SQUARE, (0, 14), (PageRect(1, 1, 90, 20),), name="b")
    note, place = placed(box)
    assert (note.kind, note.anchor.quote, note.anchor.page) == (AnnotationKind.REGION, "districts were", 1)
    assert (place.how, place.span) == (PlacementKind.EXACT, note.anchor.span)


@pytest.mark.parametrize("style", [MarkStyle.SQUARE, MarkStyle.TEXT, MarkStyle.OTHER, MarkStyle.HIGHLIGHT])
def test_what_has_no_words_is_told_by_its_page_and_not_taken_for_changed(style):
    note, place = placed(Mark(1, style, rects=(PageRect(1, 1, 20, 20),), contents="Here", name="a"))
    assert note.anchor.page == 1
    assert place.how is PlacementKind.EXACT
    moved = DocumentText.of(["A page put before it.", *TEXT.pages])
    assert Placer(moved).place_note(note).how is PlacementKind.MOVED


def test_struck_words_and_what_replaces_them_are_one_note():
    caret = Mark(0, MarkStyle.OTHER, contents="springs", author="B", name="caret", created=TIME)
    struck = marked("wells", "struck", MarkStyle.STRIKE_OUT, reply_to="caret", grouped=True)
    answer = Mark(0, MarkStyle.TEXT, contents="Yes", author="C", created=TIME, name="n3", reply_to="caret")
    for marks in ((caret, struck, answer), (struck, caret, answer)):
        [note] = found(*marks).notes
        assert (note.kind, note.anchor.quote) == (AnnotationKind.STRIKE_THROUGH, "wells")
        assert note.body == "springs\n\n**C**, 2026-01-02: Yes"


def test_marks_of_words_in_a_group_stay_notes_of_their_own():
    first, second = marked("wells", "a", contents="One"), marked("northern", "b", reply_to="a", grouped=True)
    assert [note.anchor.quote for note in found(first, second).notes] == ["wells", "northern"]
