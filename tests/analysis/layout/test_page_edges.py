"""What stands at the edges of pages in whatever words, on pages that are set without an engine."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from papers.set_pages import Page, plain_pages

from viewer.analysis.layout.lines import lines_of
from viewer.analysis.layout.page_edges import edge_steps
from viewer.analysis.steps import at_one_go

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from viewer.model.text import PageText

BODY = (
    "The wells of the valley were measured in the spring\n\nNobody had counted the herds that drink from them",
    "Of forty wells eleven were found to be dry\n\nThe others give less than they did",
    "What was measured is laid down in the table\n\nIt was sent to all who had asked for it",
    "The herders will be heard in the autumn\n\nTheir words are to be written down",
)


def pages(
    heads: Sequence[str], feet: Sequence[str] = (), *, top: Iterable[float] = (40.0,) * 4, bodies: Sequence[str] = BODY
) -> list[PageText]:
    found: list[PageText] = []
    for number, (body, height) in enumerate(zip(bodies[: len(heads)], top, strict=False)):
        page = Page()
        page.put(72, height, heads[number])
        page.paragraphs(72, 200, body)
        page.put(72, 740, feet[number] if feet else f"{number}")
        found.append(page.set())
    return found


def around(papers: Sequence[PageText], *, text: Iterable[str] = (), masthead: Iterable[str] = ()) -> list[str]:
    layouts = list(lines_of(papers))
    lines = [line for page in layouts for line in page.lines]
    named = {line.start for line in lines if line.text in set(text)}
    found = at_one_go(edge_steps(layouts, [], {line for line in lines if line.text in set(masthead)}, named))
    said = {line.span: line.text for line in lines}
    return [said[span] for span in found]


def test_a_letterhead_and_a_foot_that_come_again_are_no_text() -> None:
    letterhead = ["Permanent Mission of the Valley"] * 3
    papers = pages(letterhead, ["Avenue of the Wells 7"] * 3)
    assert around(papers) == ["Avenue of the Wells 7", *[letterhead[0], "Avenue of the Wells 7"] * 2]
    # The first page's stays: whoever quotes it there means it.


def test_the_number_in_a_running_line_may_be_another_on_each_page() -> None:
    assert around(pages(["Wells, page 1", "Wells, page 2", "Wells, page 3"])) == ["Wells, page 2", "Wells, page 3"]


def test_what_was_recognised_otherwise_on_each_page_is_known_by_its_neighbours() -> None:
    heads = ["E/lCEF/6î2(First part)", "L'/ICEF/u72(First part)", "E/ICFF/672(First psrt)", "E/lCEF/6T2(?irst part)"]
    assert around(pages(heads, top=(40.0, 46.0, 38.0, 41.0))) == heads[1:]


@pytest.mark.parametrize(
    "heads",
    [
        ("1. Wells", "2. Herds", "3. Roads"),  # the same only in their numbers
        ("12.", "13.", "14."),
        ("The wells", "Of herds", "On roads"),
    ],
)
def test_what_differs_is_text(heads: Sequence[str]) -> None:
    assert around(pages(heads)) == []


def test_what_stands_at_another_height_each_time_is_text() -> None:
    assert around(pages(["The Council decides:"] * 3, top=(30.0, 60.0, 90.0))) == []


def test_the_heading_of_a_part_is_text_however_often_it_comes() -> None:
    heads = ["Annex 1", "Annex 2", "Annex 3", "Annex 4"]
    assert around(pages(heads)) == heads[1:]
    assert around(pages(heads), text=heads) == []


def test_nothing_behind_a_line_of_text_runs_along() -> None:
    body = "The wells\n\n" + BODY[0]
    papers = pages(["The wells are dry", "Nobody knows why", "It rained at last"], bodies=[body] * 3)
    assert around(papers) == []


def test_the_masthead_behind_the_text_of_its_page_is_no_text() -> None:
    page = Page()
    page.paragraphs(72, 300, BODY[0])
    page.put(72, 60, "General Assembly", 20)
    page.put(390, 70, "Distr.: General")
    first, second = page.set(), pages(["5 wells", "6 herds"])[1]
    masthead = ["General Assembly", "Distr.: General"]
    assert around([first, second], masthead=masthead) == masthead
    assert around([first, second]) == []


def test_a_page_of_nothing_but_its_masthead_keeps_it() -> None:
    page = Page()
    page.put(72, 60, "General Assembly", 20)
    page.put(72, 90, "Seventy-ninth session")
    assert around([page.set()], masthead=["General Assembly", "Seventy-ninth session"]) == []


def test_a_footnote_with_a_star_over_the_numbered_ones_is_no_text() -> None:
    page = Page()
    page.paragraphs(72, 300, BODY[0])
    page.put(72, 690, "* Not a member of the Council.")
    page.put(72, 705, "1 See the table.", 8.7)
    papers = [page.set()]
    (layout,) = lines_of(papers)
    note = layout.lines[-1]
    found = at_one_go(edge_steps([layout], [note.span], set(), set()))
    assert [papers[0].text[span.start : span.end] for span in found] == ["* Not a member of the Council."]


def test_a_rule_over_footnotes_is_no_text() -> None:
    page = Page()
    page.paragraphs(72, 300, BODY[0])
    page.put(72, 700, "__________________", 9)
    assert around([page.set()]) == ["__________________"]


def test_plain_text_has_its_first_and_last_lines_at_the_edges() -> None:
    papers = plain_pages("\f".join(f"Report on wells\n\n{body}\n\nDraft, not for circulation" for body in BODY[:3]))
    foot = "Draft, not for circulation"
    assert around(papers) == [foot, "Report on wells", foot, "Report on wells", foot]
