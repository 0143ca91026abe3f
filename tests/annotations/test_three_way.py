"""Two windows that change one note at once, in whatever order their changes arrive."""

from __future__ import annotations

from dataclasses import replace

import pytest
from annotations.examples import note
from hypothesis import given
from hypothesis import strategies as st

from viewer.annotations.notebook import NoteChange
from viewer.annotations.three_way import merged_note
from viewer.model.annotation import HighlightColor

BEFORE = note(1, "old", modified="0")
MINE = replace(BEFORE, body="mine", modified="2")
THEIRS = replace(BEFORE, body="theirs", modified="1")


def words(kept):
    return kept.body, [other.body for other in kept.other_words]


def test_of_words_that_both_wrote_the_later_hold_and_the_others_are_kept():
    assert words(merged_note(BEFORE, MINE, THEIRS)) == ("mine", ["theirs"])


def test_who_types_on_replaces_the_words_gone_on_from_and_no_others():
    stored = merged_note(BEFORE, MINE, THEIRS)
    more = merged_note(THEIRS, replace(THEIRS, body="theirs and more", modified="3"), stored)
    assert words(more) == ("theirs and more", ["mine"])
    again = merged_note(stored, replace(stored, body="mine and more", modified="4"), more)
    assert words(again) == ("mine and more", ["theirs and more"])


@pytest.mark.parametrize("same", ["mine", "old", "  ", ""])
def test_what_says_nothing_else_is_not_kept(same: str):
    assert words(merged_note(BEFORE, MINE, replace(BEFORE, body=same, tags=("new",), modified="1"))) == ("mine", [])


def test_words_that_are_taken_away_are_kept_where_the_other_window_wrote_others():
    assert words(merged_note(BEFORE, replace(BEFORE, body=""), THEIRS)) == ("", ["theirs"])


def test_fields_and_tags_of_both_hold():
    mine = replace(BEFORE, tags=("mine", *BEFORE.tags[1:]), color=HighlightColor.RED)
    theirs = replace(BEFORE, tags=(*BEFORE.tags, "theirs"), body="theirs")
    merged = merged_note(BEFORE, mine, theirs)
    assert merged.tags == (*BEFORE.tags[1:], "theirs", "mine")
    assert (merged.color, words(merged)) == (HighlightColor.RED, ("theirs", []))


def test_a_note_is_not_deleted_with_words_that_whoever_deletes_it_has_not_seen():
    assert merged_note(BEFORE, None, THEIRS) == THEIRS
    assert merged_note(BEFORE, None, replace(BEFORE, color=HighlightColor.RED)) is None


def test_a_note_that_comes_back_while_other_words_stand_in_it_keeps_them():
    assert words(merged_note(None, BEFORE, THEIRS)) == ("old", ["theirs"])


def test_what_was_decided_in_one_window_is_not_kept_any_more_whatever_the_other_writes():
    stored = merged_note(BEFORE, MINE, THEIRS)
    decided = replace(stored, other_words=())
    assert words(merged_note(stored, decided, replace(stored, tags=()))) == ("mine", [])
    assert words(merged_note(stored, decided, replace(stored, body="later"))) == ("later", [])


@given(st.lists(st.tuples(st.booleans(), st.booleans()), max_size=12))
def test_what_nobody_has_gone_on_from_is_there_and_nothing_else(changes: list[tuple[bool, bool]]):
    """Each window writes on from what it has seen, and sees what is stored only now and then."""
    stored = BEFORE
    seen = {True: BEFORE, False: BEFORE}
    there = {BEFORE.body}
    for number, (window, looks) in enumerate(changes):
        before = stored if looks else seen[window]
        after = seen[window] = replace(before, body=str(number), modified=str(number))
        stored = NoteChange(before, after).onto(stored)
        there = {*there - {before.body}, after.body}
        body, others = words(stored)
        assert body == after.body
        assert {body, *others} == there
