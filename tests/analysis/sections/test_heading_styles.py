from __future__ import annotations

import pytest
from papers.set_pages import BODY, WIDTH, Page

from viewer.analysis.understand import understand

LONG = "The wells of the valley were dug by hand before anybody wrote down who they belonged to."
WIDE = "Ownership of the wells that were dug in the valley before the year of the flood and of ropes"


class Paper(Page):
    """A page on which headings stand over numbered paragraphs."""

    def __init__(self) -> None:
        super().__init__()
        self.y, self.number = 60.0, 0

    def say(self, words: str = LONG, *, numbered: bool = True, bold: bool = False) -> None:
        self.number += numbered
        first = f"{self.number}. {words}" if numbered else words
        self.y = self.column(60, self.y, f"{first}\n{LONG}\n{LONG}", bold=bold) + 14

    def heading(
        self, words: str, *, size: float = BODY, bold: bool = False, italic: bool = False, middle: bool = False
    ) -> None:
        x = (WIDTH - len(words) * size / 2) / 2 if middle else 60
        self.put(x, self.y, words, size, bold=bold, italic=italic)
        self.y += 1.2 * size + 12


def headings(page: Page) -> list[str]:
    return [one.title for one in understand([page.set()]).sections if one.kind.value == "heading"]


def test_a_line_in_the_style_of_other_headings_is_one_though_it_fills_the_measure() -> None:
    page = Paper()
    page.say()
    page.heading("Findings", size=14, bold=True)
    page.say(numbered=False)
    for words in ("Depth of the wells", WIDE, "Goats"):
        page.heading(words, italic=True)
        page.say(numbered=False)
    assert headings(page) == ["Findings", "Depth of the wells", WIDE, "Goats"]


def test_one_such_line_alone_is_none() -> None:
    page = Paper()
    page.say()
    page.heading("Depth of the wells", size=14, bold=True)
    page.say(numbered=False)
    page.heading(WIDE, italic=True)
    page.say(numbered=False)
    assert headings(page) == ["Depth of the wells"]


def test_room_shows_headings_in_the_type_of_the_text_where_bold_type_shows_none() -> None:
    page = Paper()
    page.say()
    page.heading("Depth of the wells")
    page.say()
    page.say(bold=True)
    page.heading("Goats at the wells", middle=True)
    page.say()
    assert headings(page) == ["Depth of the wells", "Goats at the wells"]


@pytest.mark.parametrize("lines", [2, 3])
def test_short_lines_over_numbered_paragraphs_are_headings_where_they_come_time_and_again(lines: int) -> None:
    page = Paper()
    page.say()
    page.heading("Findings", size=14, bold=True)
    page.say(numbered=False)
    names = ["Depth of the wells", "Goats at the wells", "Ropes"][:lines]
    for words in names:
        page.heading(words)
        page.say()
    assert headings(page) == ["Findings", *(names if lines == 3 else [])]


def test_labels_dates_and_symbols_over_numbered_paragraphs_are_no_headings() -> None:
    page = Paper()
    page.say()
    page.heading("Findings", size=14, bold=True)
    page.say(numbered=False)
    for words in ("Documentation: a note on wells", "Rapporteur: Ms. Example", "A/79/123 and Corr.1", "12 May 2025"):
        page.heading(words)
        page.say()
    assert headings(page) == ["Findings"]


def test_capitals_in_the_middle_of_the_page_are_a_heading_however_wide() -> None:
    page = Paper()
    page.say()
    page.heading(WIDE.upper(), middle=True)
    page.say()
    page.put(60, page.y, "A note in small type", 8)
    assert headings(page) == [WIDE.upper()]
