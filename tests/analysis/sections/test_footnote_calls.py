"""Footnotes and what calls them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from papers.noted import bound, noted
from papers.set_pages import Page

from viewer.analysis.sections.footnote_calls import footnote_steps
from viewer.analysis.steps import at_one_go
from viewer.model.text import DocumentText, Span


def found_in(*pages: str) -> list[tuple[str, str, list[str]]]:
    """Of pages whose notes stand behind a bar: each note's mark, its words, and the words before its calls."""
    text = DocumentText.of([page.replace("|", "") for page in pages])
    whole = str(text)
    blocks = [
        Span(text.page_span(number).start + page.index("|"), text.page_span(number).end)
        for number, page in enumerate(pages)
        if "|" in page
    ]
    return [
        (
            note.mark,
            whole[note.span.start : note.span.end],
            [whole[: call.start].rsplit(maxsplit=1)[-1] for call in note.calls],
        )
        for note in bound(text, *blocks)
    ]


@pytest.mark.parametrize(
    "page",
    [
        "Wells 1/ are deep 2/.\n|     1/   See the list.\n     2/   Ibid.",
        "Wells(1) are deep(2).\n|(1) See the list.\n(2) Ibid.",
        "Wells[1] are deep[2].\n|[1] See the list.\n[2] Ibid.",
        "Wells1 are deep.2\n|1 See the list.\n2 Ibid.",
        "Wells¹ are deep.²\n|¹ See the list.\n² Ibid.",
        "Wells* are deep.**\n|* See the list.\n** Ibid.",
        "Wells */ are deep **/.\n|*/ See the list.\n**/ Ibid.",
        "Wells† are deep.‡\n|† See the list.\n‡ Ibid.",
        "Wells a/ are deep. b/\n|a/ See the list.\nb/ Ibid.",
    ],
)
def test_notes_are_bound_whatever_the_form_of_their_marks(page: str) -> None:
    found = found_in(page)
    assert [words.split(maxsplit=1)[1] for _, words, _ in found] == ["See the list.", "Ibid."]
    assert [calls[0].startswith(word) for (_, _, calls), word in zip(found, ("Wells", "deep"), strict=True)]
    assert [mark for mark, _, _ in found] in (["1", "2"], ["*", "**"], ["†", "‡"], ["a", "b"])


def test_arabic_notes_are_bound() -> None:
    assert [mark for mark, _, _ in found_in("البئر(1) عميقة(2).\n|(1) انظر القائمة.\n(2) المرجع نفسه.")] == ["1", "2"]


def test_a_line_of_a_note_that_begins_with_a_number_is_no_note() -> None:
    found = found_in("One is here.1 Two\nis here.2\n|1 Charter of\n24 October 1945.\n2 Ibid.")
    assert [words for _, words, _ in found] == ["1 Charter of\n24 October 1945.", "2 Ibid."]


def test_a_note_that_nothing_calls_ends_the_one_before_it() -> None:
    assert found_in("One is here.4 Two.\n|4 Late.\n5 Nobody calls this.") == [("4", "4 Late.", ["here."])]


def test_what_goes_on_from_the_page_before_is_no_note() -> None:
    assert found_in("It is 24 km.\n|and so on.\nBelow.") == []


def test_a_figure_behind_the_comma_of_a_number_calls_no_note_that_is_called_elsewhere() -> None:
    assert found_in("5. Wells cost 14,2 million.\n6. They are deep.2\n|2 See the list.")[0][2] == ["deep."]


def test_a_note_that_only_the_page_before_calls_is_bound_to_it() -> None:
    pages = ("5. The well is deep.1\nIts water is good.", "Nobody knows who dug it.\n|1 See the list.")
    assert found_in(*pages) == [("1", "1 See the list.", ["deep."])]


@pytest.mark.parametrize(
    ("call", "mark"), [("{}", "{}"), ("{}/", "{}/"), ("[{}]", "[{}]"), ("({})", "({})")], ids=["1", "1/", "[1]", "(1)"]
)
def test_notes_at_the_end_of_a_document_are_called_on_any_page_before(call: str, mark: str) -> None:
    space = " " if call == "{}/" else ""
    first, second = (space + call.format(number) for number in (1, 2))
    found = found_in(
        f"5. The well is deep{first} and old.\nIts water is good.",
        "6. There are 1.5 wells on 1,200 miles.",
        f"7. Nobody dug it{second}.\n8. Herders left.",
        f"|{mark.format(1)} See the list.\n{mark.format(2)} Ibid.",
    )
    assert [(one, calls) for one, _, calls in found] == [("1", ["deep"]), ("2", ["it"])]


def test_a_star_explains_each_word_that_it_stands_behind() -> None:
    assert found_in("Chad,* Mali, Niger* and Togo*: draft.\n|* Not a member.")[0][2] == ["Chad,", "Niger", "Togo"]


def test_what_is_raised_calls_before_what_is_not() -> None:
    page = Page()
    page.put(72, 100, "Emissions of CO2 fell.")
    page.put(72, 112, "2 They will rise.", mark=1)  # the first sign of the line is raised
    page.put(72, 700, "2 See the list.", 8, mark=1)
    block = Span(page.text.rindex("2 See"), len(page.text))
    (note,) = at_one_go(footnote_steps([page.set()], [block]))
    assert note.calls == (Span(page.text.index("2 They"), page.text.index("2 They") + 1),)


@pytest.mark.parametrize(
    ("before", "mark", "bound"),
    [("North", "a", True), ("4,500", "a", True), ("XX", "e", False), ("5", "a", False), ("n.", "o", False)],
)
def test_a_letter_calls_a_note_where_it_is_raised_and_makes_no_ordinal(before: str, mark: str, *, bound: bool) -> None:
    page = Page()
    page.put(72, 100, f"The wells of {before}")
    page.put(72, 112, f"{mark} are many.", mark=1)  # the first sign of the line is raised
    page.put(72, 700, f"{mark} Including the islands.", 8)
    block = Span(page.text.rindex(f"{mark} Incl"), len(page.text))
    assert len(at_one_go(footnote_steps([page.set()], [block]))) == bound


@given(
    st.lists(st.tuples(st.text("1(/)*24 a.,\n", max_size=40), st.text("1(/)*24 a.,\n", max_size=40)), max_size=4),
)
def test_notes_ascend_and_lie_in_their_blocks_and_calls_before_them(pages: list[tuple[str, str]]) -> None:
    text = DocumentText.of([body + notes for body, notes in pages])
    starts = [text.page_span(number).start + len(body) for number, (body, _) in enumerate(pages)]
    blocks = [Span(start, start + len(notes)) for start, (_, notes) in zip(starts, pages, strict=True)]
    notes = bound(text, *blocks)
    assert all(one.span.end <= other.span.start for one, other in pairwise(notes))
    for note in notes:
        assert any(block.covers(note.span) for block in blocks)
        assert note.calls == tuple(sorted(set(note.calls)))
        assert note.calls
        assert all(call.end <= note.span.start and note.mark in text.slice(call) for call in note.calls)
        known = noted(text, *blocks).footnote_at(note.span.start)
        assert known == note
