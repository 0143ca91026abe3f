from __future__ import annotations

import pytest
from papers.set_pages import Page

from viewer.analysis.layout.lines import lines_of
from viewer.analysis.layout.paragraphs import paragraphs_of
from viewer.analysis.metadata.title_candidates import heading_title
from viewer.analysis.metadata.titles import is_adoption
from viewer.model.tables import table

ADOPTION = table("documents")["adoption"]


@pytest.mark.parametrize("text", ADOPTION["yes"])
def test_lines_that_say_when_a_resolution_was_adopted(text: str) -> None:
    assert is_adoption(text)


@pytest.mark.parametrize("text", ADOPTION["no"])
def test_other_lines(text: str) -> None:
    assert not is_adoption(text)


def headed(*rows: tuple[str, float]) -> str | None:
    page = Page()
    y = 45.0
    for words, size in rows:
        y = page.column(60, y, words, size) + 12
    (layout,) = lines_of([page.set()])
    found = heading_title(layout, paragraphs_of(layout))
    return found.text if found else None


TEXT = ("The well is deep and its water is good, and nobody remembers who dug it in the valley.", 12.0)


def test_a_page_without_a_masthead_is_headed_by_what_is_largest() -> None:
    assert headed(("Declaration of the wells", 24), ("Preamble", 18), TEXT, TEXT) == "Declaration of the wells"


@pytest.mark.parametrize(
    "rows",
    [
        (("Wells", 14), TEXT, TEXT),
        (TEXT, ("Declaration of the wells", 24), TEXT),
        (("Declaration of the wells", 24), TEXT, ("Declaration of the springs", 24)),
        (("العإلنا العالمي", 24), TEXT, TEXT),
        (("a a", 24), TEXT, TEXT),
        (("Declaration", 24), ("The well is", 9.5), ("deep and its", 11.2), ("water is good,", 13.1)),
    ],
)
def test_other_pages_are_headed_by_nothing(rows: tuple[tuple[str, float], ...]) -> None:
    assert headed(*rows) is None
