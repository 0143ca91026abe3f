from __future__ import annotations

import pytest

from tests.analysis.references.citing import references_of
from viewer.analysis.references.citable import CitableText
from viewer.analysis.references.citations import find_citations
from viewer.analysis.references.stray_pairs import find_stray_pairs


def strays(text: str) -> list[tuple[str, str]]:
    cited = CitableText.of(text)
    found = find_stray_pairs(cited, list(find_citations(cited)))
    return [(one.number.number, cited.folded[one.start : one.end]) for one in found]


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


def referred(text: str) -> list[str]:
    return [one.symbol for one in references_of(text) for _ in one.mentions]


def test_a_number_in_brackets_says_what_the_assembly_did() -> None:
    text = "Two Assembly resolutions (46/73 A and B) spoke of wells. The Assembly also dug one (46/41 A and 46/44). "
    first = ["A/RES/46/73 A", "A/RES/46/73 B"]
    assert referred(text) == [*first, "A/RES/46/41 A", "A/RES/46/44"]
    assert referred(text.replace("The Assembly", "The vote")) == first  # nobody who adopts
    assert referred(text.replace("46/4", "47/4")) == first  # no resolution of that session elsewhere


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "les résolutions du Conseil de sécurité sur le Liban, notamment la 425 et la 520 du 17 septembre 1982",
            ["S/RES/425 (1978)", "S/RES/520 (1982)"],
        ),
        (
            "las resoluciones del Consejo de Seguridad sobre el Líbano, entre ellas la 425 y la 1559",
            ["S/RES/425 (1978)", "S/RES/1559 (2004)"],
        ),
        (
            "La resolución 502 del Consejo de Seguridad exigió el cese del fuego; la 505 pidió buenos oficios",
            ["S/RES/502 (1982)", "S/RES/505 (1982)"],
        ),
        (
            "La résolution 1559 du Conseil de sécurité a été adoptée. Les exigences de la 1559 n’ont pas été tenues.",
            ["S/RES/1559 (2004)"] * 2,
        ),
        (
            "La resolución 1973 (2011) del Consejo de Seguridad. La Liga apoyó la 1973, dijo.",
            ["S/RES/1973 (2011)"] * 2,
        ),
    ],
)
def test_an_article_stands_for_the_word(text: str, expected: list[str]) -> None:
    assert referred(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Le Conseil de sécurité a tenu la 4956e séance.",
        "Le Conseil de sécurité s’est réuni. La 425 n’a pas été nommée.",
        "Les résolutions du Conseil de sécurité, puis la 2004",
        "El Consejo de Seguridad se reunió en la 823.",
    ],
)
def test_an_article_before_any_number_says_nothing(text: str) -> None:
    assert referred(text) == []
