"""Notes at the end of a document, of an annex or of a chapter."""

from __future__ import annotations

import pytest
from analysis.sections.told_sections import sections
from papers.set_pages import plain_pages

from viewer.model.document import SectionKind

LONG = "The wells of the valley were dug by hand before anybody wrote down who they belonged to."


def notes(*pages: str) -> list[str]:
    text = "\f".join(pages)
    found = sections(plain_pages(text), SectionKind.FOOTNOTE)
    return [text[one.span.start : one.span.end] for one in found]


def body(*calls: str) -> list[str]:
    return [f"{number}. {LONG[:-1]}{call}. {LONG}" for number, call in enumerate(calls, 1)]


@pytest.mark.parametrize("form", ["[{}]", "({})", "¹²"])
def test_notes_behind_an_annex_are_those_of_the_text_before_it(form: str) -> None:
    first, second = (form.format(number) if "{" in form else form[number - 1] for number in (1, 2))
    own = f"{first} See the list of wells.\n\n{second} Ibid., p. 4."
    text = [*body(first, "", ""), *body(second)]
    pages = ["\n\n".join(text[:2]), "\n\n".join(text[2:]), f"Annex\n\n{LONG}\n\n{own}"]
    assert notes(*pages) == [own]


def test_notes_that_no_text_calls_are_a_list() -> None:
    assert notes("\n\n".join([*body("", ""), "Annex", LONG, "[1] See the list of wells.\n\n[2] Ibid."])) == []


def test_a_list_that_does_not_begin_with_the_first_has_no_notes() -> None:
    assert notes("\n\n".join([*body("[3]", "[4]")]), "\n\n".join(body("", "")), "[3] See the list.\n\n[4] Ibid.") == []


def test_notes_under_their_word_end_where_the_next_chapter_begins() -> None:
    own = "1/  See the list of wells.\n\n2/  Ibid., p. 4."
    chapter = ["I. WELLS", *body(" 1/", " 2/"), "Notes", own]
    following = ["II. GOATS", *body("", "")]
    assert notes("\n\n".join(chapter + following)) == [own]


def test_the_number_of_the_page_is_no_part_of_the_notes() -> None:
    own = "[1] See the list of wells.\n\n[2] Ibid., p. 4."
    pages = ["\n\n".join(body("[1]", "")), "\n\n".join(body("[2]")), f"{LONG}\n\n{own}\n\n12"]
    assert notes(*pages) == [own]


def test_a_call_behind_a_figure_that_cannot_be_told_does_not_hide_the_notes() -> None:
    own = "1 See the list of wells.\n\n2 Ibid., p. 4."
    text = [*body("1", ""), f"3. It was dug in 1994{2}. {LONG}"]
    assert notes("\n\n".join(text), "\n\n".join(body("", "")), f"Annex\n\n{LONG}\n\n{own}") == [own]


def test_a_counted_list_at_the_end_gives_the_notes_where_the_text_calls_them() -> None:
    own = "1. See the list of wells.\n\n2. Ibid., p. 4."
    assert notes("\n\n".join([*body("1", "2", ""), own])) == [own]


def test_a_counted_list_at_the_end_that_nothing_calls_is_text() -> None:
    assert notes("\n\n".join([*body("", "", ""), "1. See the list of wells.\n\n2. Ibid., p. 4."])) == []


def test_the_points_of_a_resolution_are_no_notes_though_figures_in_it_call_some() -> None:
    points = "1. Decides to dig;\n\n2. Decides to dig deeper."
    text = [*body("", ""), "The General Assembly,", f"Recalling that{LONG[3:-1]},1", "Noting it,2", points]
    assert notes("\n\n".join(text)) == []
