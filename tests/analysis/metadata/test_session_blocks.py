from __future__ import annotations

from typing import TYPE_CHECKING

from papers.masthead_papers import formal_page
from papers.set_pages import plain_pages

from viewer.analysis.layout.lines import lines_of
from viewer.analysis.metadata.mastheads import read_masthead
from viewer.analysis.metadata.session_blocks import body_lines

if TYPE_CHECKING:
    from viewer.analysis.metadata.masthead_values import Masthead

BODY = "The wells of the valley are many, and those who walk to them every day\nhave asked for a list of them."


def masthead_of(about: str, **words: str) -> Masthead:
    page = formal_page(
        symbol="A/79/999",
        organs="General Assembly",
        right="Distr.: General\n5 August 2025\n\nOriginal: English",
        about=about,
        title="Wells and those who\nwalk to them",
        body=BODY,
        **words,
    )
    return read_masthead(list(lines_of([page])))


def test_the_block_is_what_stands_at_the_edge() -> None:
    masthead = masthead_of("^Committee on Wells\n*Ninth session\nNew York, 7–11 July 2025\n*Friends of wells")
    assert [line.text for line in masthead.block] == [
        "Committee on Wells", "Ninth session", "New York, 7–11 July 2025", "Friends of wells",
    ]  # fmt: skip
    assert set(masthead.block) <= masthead.lines


def test_a_body_that_no_table_lists_is_named_first_in_the_block() -> None:
    page = formal_page(
        symbol="A/AC.999/2025/1",
        organs="General Assembly",
        right="Distr.: General\n5 August 2025",
        about="^Committee on Wells and\n^Springs\n*Ninth session",
        title="Wells",
        body=BODY,
    )
    (layout,) = lines_of([page])
    masthead = read_masthead([layout])
    assert [line.text for line in body_lines(layout, masthead)] == ["Committee on Wells and", "Springs"]


def test_a_title_further_out_than_the_text_is_no_block() -> None:
    assert masthead_of("").block == []


def test_in_plain_text_it_is_what_stands_between_the_labels_and_the_session() -> None:
    text = f"A/79/999\nDistr.: General\n5 August 2025\nCommittee on Wells\nNinth session\n\nWells\n\n{BODY}\n"
    masthead = read_masthead(list(lines_of(plain_pages(text))))
    assert [line.text for line in masthead.block] == ["Committee on Wells"]
