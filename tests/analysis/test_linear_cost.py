"""What understanding costs grows with the number of pages, and of lines on one, and no faster.

Calls of functions are counted: that is exact on any machine, and shows a square with a small factor on few pages.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from papers.set_pages import next_page, plain_pages
from papers.six_languages import PAPERS

from viewer.analysis.understand import understand
from viewer.model.document import OutlineEntry

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

    from viewer.model.text import PageText

PAGES = 24
SLACK = 1.01
"""How much more calls a page may take where there are more: what pages say differs a little."""
LINES = 200


def report_page(number: int) -> PageText:
    """A page with a heading of its own, numbered paragraphs, citations, two footnotes."""
    body = "\n\n".join(
        f"{4 * number + row}. In its resolution {60 + number % 20}/{number + row + 1} of {row + 1} May 2012, the\n"
        f"Assembly recalled Security Council resolution {1000 + number} and document S/{2000 + row}/{number + 1}.\n"
        f"The wells of district {number} were dug by hand; see paragraph {row + 1} of the report."
        for row in range(4)
    )
    body += f"\n\n{title_of(number)}\n\nThey are open to everyone."
    notes = f"1 See A/HRC/{number % 50 + 1}/{number + 2}, para. 5.\n2 The same, para. {number + 6}."
    return next_page(
        symbol="A/80/4321", foot=str(number + 1), heading=f"Wells of district {number}", body=body, notes=notes, mark=1
    )


def title_of(number: int) -> str:
    """A title that only an outline can tell from text."""
    return f"Which of the wells of district {number} are open, and to whom, in what months of the year;"


def report(count: int) -> list[PageText]:
    return [PAPERS[0].pages[0], *map(report_page, range(1, count))]


def compilation(count: int) -> list[PageText]:
    pages = [page for paper in PAPERS for page in paper.pages]
    return [set_lower(pages[number % PAGES], 5.0 * (number // PAGES)) for number in range(count)]


def ended_by_a_list(count: int) -> list[PageText]:
    """A plain text whose last items could be its notes, and are called nowhere."""
    body = (f"{number}. The wells of district {number} were dug by hand." for number in range(1, 4 * count))
    items = (f"{number}. See the list of wells, p. {number}." for number in range(1, 4 * count))
    return plain_pages("\n\n".join([*body, *items]))


def parts_with_lists(count: int) -> list[PageText]:
    """A plain text of annexes and chapters, each with what could be its notes, and is called nowhere."""
    body = "\n\n".join(f"{row}. The wells of the valley were dug by hand; all may use them." for row in (1, 2, 3))
    own = "[1] See the list of wells.\n\n[2] Ibid., p. 4."
    parts = (f"Annex {number}\n\n{body}\n\n{own}\n\nNOTES\n\n{own}" for number in range(1, count))
    return plain_pages("\n\n".join(parts))


def set_lower(page: PageText, by: float) -> PageText:
    """A page with its lines lower by some points, so that it is no copy whose lines stand where another's do."""
    lines = (replace(line, rect=replace(line.rect, y0=line.rect.y0 + by, y1=line.rect.y1 + by)) for line in page.lines)
    return replace(page, lines=tuple(lines))


def calls(pages: list[PageText]) -> int:
    """How many calls of functions it takes to understand the pages, with an outline that has an entry for each."""
    outline = [OutlineEntry(1, title_of(number), number) for number in range(1, len(pages))]
    count = 0

    def called(frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        compiling = frame.f_globals.get("__name__", "").startswith("re.")  # what other tests drove out of its cache
        count += event in {"call", "c_call"} and not compiling

    before = sys.getprofile()
    sys.setprofile(called)
    try:
        understand(pages, outline)
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("paper", [report, compilation, ended_by_a_list, parts_with_lists])
def test_twice_as_many_more_pages_take_twice_as_many_more_calls(paper: Callable[[int], list[PageText]]) -> None:
    understand(paper(4 * PAGES))  # tables are read, and words that come again are known
    few, more, many = (calls(paper(times * PAGES)) for times in (1, 2, 4))
    assert many - more < SLACK * 2 * (more - few)


def test_twice_as_many_more_lines_on_one_page_take_twice_as_many_more_calls() -> None:
    def sheet(times: int) -> list[PageText]:
        body = "\n\n".join("The wells are open." for _ in range(times * LINES))
        return [next_page(symbol="A/80/4321", foot="1", body=body)]

    calls(sheet(1))
    few, more, many = (calls(sheet(times)) for times in (1, 2, 4))
    assert many - more < SLACK * 2 * (more - few)
