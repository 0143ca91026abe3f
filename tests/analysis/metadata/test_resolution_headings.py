from __future__ import annotations

import pytest
from papers.set_pages import plain_pages

from viewer.analysis.layout.lines import lines_of
from viewer.analysis.layout.paragraphs import paragraphs_of
from viewer.analysis.metadata.resolution_headings import ResolutionHeading, resolution_heading

FIRST = "2799 (XXVI). Wells\n\nThe General Assembly,\n\n1. Decides to dig.\n\n"
TEXT = "Recalling its wells, and those who walk to them,\n\n1. Decides to dig;\n"


def heading_of(text: str) -> ResolutionHeading | None:
    (page,) = lines_of(plain_pages(text))
    return resolution_heading(paragraphs_of(page))


@pytest.mark.parametrize(
    ("text", "symbol", "title"),
    [
        ("Resolution 999 (1995)\n\nThe Security Council,\n\n", "S/RES/999 (1995)", ""),
        ("84 (1950). Resolution of 7 July 1950\n\n[S/1588]\n\nThe Security Council,\n\n", "S/RES/84 (1950)", ""),
        ("2799 (XXVI). Wells\n\nThe General Assembly,\n\n", "A/RES/2799 (XXVI)", "Wells"),
        ("217 A (III). Wells\n\nThe General Assembly,\n\n", "A/RES/217 A (III)", "Wells"),
        ("3299(S-VI). Wells\n\nThe General Assembly,\n\n", "A/RES/3299 (S-VI)", "Wells"),
        ("47/99. Wells of the valley*\n\nThe General Assembly,\n\n", "A/RES/47/99", "Wells of the valley"),
        ("1999/31. Wells\n\nThe Economic and Social Council,\n\n", "E/RES/1999/31", "Wells"),
        ("5/9. Wells\n\nThe Human Rights Council,\n\n", "A/HRC/RES/5/9", "Wells"),
        ("二七九九(二十六)、山谷的井\n\n大會,\n\n", "A/RES/2799 (XXVI)", "山谷的井"),
        ("二〇七（三）. 井\n\n大会，\n\n", "A/RES/207 (III)", "井"),
        (
            "217 (III). Wells\n\nA\nRIGHT TO WELLS\n\nPreamble\n\nWhereas wells are deep,\n\nThe General Assembly,\n\n",
            "A/RES/217 (III)",
            "Wells",
        ),
        ("47/99. Les puits\n\nL’Assemblée générale,\n\n", "A/RES/47/99", "Les puits"),
    ],
)
def test_the_symbol_follows_from_the_number_and_the_organ(text: str, symbol: str, title: str) -> None:
    heading = heading_of(text + TEXT)
    assert heading is not None
    assert (heading.symbol, heading.title) == (symbol, title)
    assert text[heading.number.start : heading.number.end].endswith((")", "）", text.partition(".")[0]))


@pytest.mark.parametrize(
    "text",
    [
        FIRST + "2800 (XXVI). Springs\n\nThe General Assembly,\n\n",
        FIRST + "2800 (ХХУТ). Springs\n\nTho Genoral Assembly,\n\n",
        "47/99. Wells\n\nNobody speaks here.\n\n",
        "1. Wells\n\nThe General Assembly,\n\n",
        "Resolution 999 (1995)\n\nIt was never adopted.\n\n",
        "99/2. Wells\n\nThe Wells Committee,\n\n",
    ],
)
def test_of_several_headings_or_of_others_nothing_follows(text: str) -> None:
    assert heading_of(text + TEXT) is None
