"""The marks of footnotes and their calls, by the examples of resources/footnotes.toml."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.analysis.layout.note_marks import (
    begins_note,
    calls_of,
    counted_sign,
    is_rule,
    listed_mark,
    marks_in,
    next_call,
    parts_note,
    without_marks,
)
from viewer.model.tables import table
from viewer.model.text import Span

TABLE = table("footnotes")
FORMS = [row for key, row in TABLE.items() if "sign" in row and key != "listed"]
CALLED = [row for row in FORMS if "call" in row]


@pytest.mark.parametrize("text", [text for row in FORMS for text in row["yes"]])
def test_what_notes_begin_with(text: str) -> None:
    assert begins_note(text)


@pytest.mark.parametrize("text", [text for row in FORMS for text in row["no"]])
def test_what_only_looks_like_the_mark_of_a_note(text: str) -> None:
    assert not begins_note(text)


def test_the_items_of_a_counted_list_bear_a_number_and_a_stop() -> None:
    row = TABLE["listed"]
    assert [text for text in row["yes"] if listed_mark(text) is None] == []
    assert [text for text in row["no"] if listed_mark(text) is not None] == []


def called(example: str) -> tuple[list[Span], Span]:
    """The calls that are found of the sign between bars, and where it stands."""
    before, sign, after = example.split("|")
    place = Span(len(before), len(before) + len(sign))
    return [one for one in calls_of(sign, before + sign + after, 0) if one == place], place


@pytest.mark.parametrize("example", [example for row in CALLED for example in row["calls"]])
def test_what_calls_a_note(example: str) -> None:
    found, place = called(example)
    assert found == [place]
    _, sign, _ = example.split("|")
    assert next_call(sign, example.replace("|", ""), 0) == place


@pytest.mark.parametrize("example", [example for row in CALLED for example in row["no_calls"]])
def test_what_calls_no_note(example: str) -> None:
    assert called(example)[0] == []


def test_the_rule_over_notes() -> None:
    assert all(map(is_rule, TABLE["rule"]["yes"]))
    assert not any(map(is_rule, TABLE["rule"]["no"]))


def test_marks_behind_a_title() -> None:
    assert all(without_marks(text) != text for text in TABLE["behind_title"]["yes"])
    assert all(without_marks(text) == text for text in TABLE["behind_title"]["no"])


def test_the_heads_of_a_block_of_notes() -> None:
    block = "1 See the list.\n  24 October is a day.\n(2) Ibid.\n3/ Ibid.\n** As received."
    found = [(mark.label, mark.number, block[mark.start :].split(maxsplit=1)[0]) for mark in marks_in(block)]
    assert found == [("1", 1, "1"), ("24", 24, "24"), ("2", 2, "(2)"), ("3", 3, "3/"), ("**", None, "**")]


def test_a_note_of_plain_text_is_parted_and_counted() -> None:
    assert parts_note("1 Wells")
    assert parts_note("2/  Wells")
    assert parts_note("* wells")
    assert not parts_note("1 wells")
    assert [counted_sign(text) for text in ("1 wells", "12/ Wells", "(3) wells", "1. Wells", "123 wells")] == [
        "1", "12/", "(3)", None, None
    ]  # fmt: skip


@given(st.text("1(/)*24 a.,\n", max_size=30), st.sampled_from(["1", "2/", "(4)", "**"]))
def test_a_call_is_its_sign(text: str, sign: str) -> None:
    assert all(text[call.start : call.end] == sign for call in calls_of(sign, text, 0))
    call = next_call(sign, text, 0)
    assert call is None or text[call.start : call.end] == sign
