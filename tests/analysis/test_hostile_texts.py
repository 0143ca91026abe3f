"""Texts that nobody wrote to be read: what they cost may grow with their length, and with nothing else."""

from __future__ import annotations

import time
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from viewer.analysis.understand import understand
from viewer.model.geometry import PageRect, PageSize
from viewer.model.text import PAGE_BREAK, PageText, TextLine, TextRun

LENGTH = 120_000
FACTOR = 15
"""How many times longer than a plain text of its length a hostile one may take; a square would be thousands."""
PLAIN = "The wells of the valley were dug by hand and were in use until the road was built. "
UNITS = [
    *"aЖم的1/(（[-_.*’",
    " ",
    "\t",
    "\n",
    "\u00ad",
    "\u00a0",
    "\u200f",
    "a\u0301",
    "A/",
    "/RES",
    "A/RES/1",
    "1/1 ",
    "1(",
    "1, ",
    "resolution ",
    "resolution 1 ",
    "resolution\n",
    "resolutions 1 and ",
    "Republic of ",
    "letter dated from ",
    "Annex ",
    "annex to ",
    "Совет ",
    "ال ",
    "第",
    "I. ",
    "Original: ",
    "1 January ",
    "www.",
    "x@",
    "__________\n1 ",
    ". ",
    "/ ",
    "- \nresolution ",
    "the council ",
    "paragraph 5 of ",
    "2573 (2021) ",
    "second paragraph of section II of ",
]


def page_of(text: str) -> PageText:
    """A page with all lines of the text, however many and long."""
    lines: list[TextLine] = []
    at, y = 0, 50.0
    for words in text.split("\n"):
        box = PageRect(60.0, y, 60.0 + max(1.0, min(500.0, 5.0 * len(words))), y + 12.0)
        lines.append(TextLine(at, at + len(words), box, 0, (TextRun(at, at + len(words), 10.0),)))
        at += len(words) + 1
        y += 12.0
    return PageText(text, PageSize(612.0, 792.0), tuple(lines))


def seconds(text: str) -> float:
    page = page_of(text)
    began = time.process_time()
    understand([page])
    return time.process_time() - began


@cache
def usual() -> float:
    """Processor seconds that a plain text takes, once the tables and the model of languages have been read."""
    text = (PLAIN * LENGTH)[:LENGTH]
    seconds(text)
    return seconds(text)


@pytest.mark.parametrize("unit", UNITS, ids=repr)
def test_no_text_takes_many_times_longer_than_a_plain_one(unit: str) -> None:
    assert seconds((unit * LENGTH)[:LENGTH]) < FACTOR * (usual() + 0.02)


@settings(max_examples=60)
@given(
    st.lists(
        st.text(
            alphabet=st.one_of(
                st.characters(exclude_categories=["Cs"], exclude_characters=PAGE_BREAK),
                st.sampled_from("\u00ad\u200f*([/.,:1I \n"),
            ),
            max_size=120,
        ),
        max_size=4,
    )
)
def test_any_text_is_understood_as_something(pages: list[str]) -> None:
    known = understand([page_of(text) for text in pages])
    end = len(PAGE_BREAK.join(pages))
    spans = [section.span for section in known.sections] + [
        value.span for values in known.metadata.values() for value in values
    ]
    assert all(0 <= span.start <= span.end <= end for span in spans)
    assert all(before.span.end <= after.span.start for before, after in pairwise(known.languages))
