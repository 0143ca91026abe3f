from __future__ import annotations

import pytest

from viewer.analysis.citations import CitableText, find_citations
from viewer.analysis.folding import fold_for_citations, plain_letters
from viewer.analysis.stray_pairs import find_stray_pairs


def strays(text: str) -> list[tuple[str, str]]:
    folded = fold_for_citations(text).folded
    cited = CitableText.of(folded, plain_letters(folded))
    found = find_stray_pairs(cited, list(find_citations(cited)))
    return [(one.number.number, folded[one.start : one.end]) for one in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("resolution 2570 (2021), and the reports under 2647 (2022)", [("2647", "2647 (2022)")]),
        ("resolution 2570 (2021). The reports under 2647 (2022)", []),  # another sentence
        ("resolution 2570 (2021), and the reports under 2647 (2021)", []),  # not its year
        ("resolution 2570 (2021) and Law No. 2647 (2022)", []),
        ("a report of 2647 (2022)", []),  # no word for a resolution
        ("Uniting for Peace (377 A (V))", [("377", "377 A (V)")]),
        ("2625 (XXV). Declaration on Principles", []),
        ("rule 12 (V) and 3379 (III)", []),
    ],
)
def test_pairs_that_stand_apart_from_the_word(text: str, expected: list[tuple[str, str]]) -> None:
    assert strays(text) == expected
