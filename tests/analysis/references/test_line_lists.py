"""Lists whose numbers begin lines, under a line that says what they are."""

from __future__ import annotations

import pytest

from tests.analysis.references.citing import references_of

BEFORE = "27.1 The Office is responsible for the wells.\n\n"

GENERAL = ["A/RES/76/1", "A/RES/76/300"]

# What is cited under its heading.
LISTS: list[tuple[str, list[str]]] = [
    (
        (
            "General Assembly resolutions\n\n2205 (XXI)  Wells and pumps\n46/182  Coordination of emergency pumps,\n"
            "and of spare parts\n59/141 Cooperation\n\nEconomic and Social Council resolutions\n\n2008/36 Pumps\n"
            "2021/17 Spares\n\nSecurity Council resolutions\n1894 (2009) Wells\n2417 (2018) Pipes\n"
        ),
        [
            "A/RES/2205 (XXI)",
            "A/RES/46/182",
            "A/RES/59/141",
            "E/RES/2008/36",
            "E/RES/2021/17",
            "S/RES/1894 (2009)",
            "S/RES/2417 (2018)",
        ],
    ),
    ("Résolutions de l’Assemblée générale\n\n53/242 Puits\n73/333\nPompes\n", ["A/RES/53/242", "A/RES/73/333"]),
    ("Décisions de l’Assemblée générale\n70/503 Programme\n72/415 Puits", ["A/DEC/70/503", "A/DEC/72/415"]),
    (
        "Resoluciones del Consejo de Derechos Humanos:\n• 16/21 Pozos\n• 52/11 Bombas",
        ["A/HRC/RES/16/21", "A/HRC/RES/52/11"],
    ),
    ("Резолюции Генеральной Ассамблеи\n\n48/141 Колодцы\n60/251 Насосы", ["A/RES/48/141", "A/RES/60/251"]),
    ("قرارات الجمعية العامة\n\n46/182 الآبار\n59/141 المضخات", ["A/RES/46/182", "A/RES/59/141"]),
    ("大会决议\n\n46/182 水井\n59/141 水泵", ["A/RES/46/182", "A/RES/59/141"]),
    (
        "Resolution   Date          Subject\n2742 (2024)  28 June 2024  Wells\n2743 (2024)  12 July 2024  Pipes",
        ["S/RES/2742 (2024)", "S/RES/2743 (2024)"],
    ),
    (
        "RESOLUTION | OVERVIEW |\n---|---|\n1325 (2000) | Wells; pumps | |\n1820 (2008) | Pipes",
        ["S/RES/1325 (2000)", "S/RES/1820 (2008)"],
    ),
    (
        (
            "Body | Resolution | Subject\nGeneral Assembly | 47/199 | Oil\nEconomic and Social Council | 1995/51 | Oil"
            "\nHuman Rights Council | 6/7 | Pipes\nWorld Health Assembly | 58/3 | Pumps\nGeneral Assembly 77/133"
        ),
        ["A/RES/47/199", "E/RES/1995/51", "A/HRC/RES/6/7", "A/RES/77/133"],
    ),
    ("Resolution      Title            Item\n76/1            Wells            142\n76/300          Pumps", GENERAL),
    ("Resolution\nTitle\n76/1\nWells\n76/300\nPumps\n", GENERAL),
    ("| Résolution | Titre |\n|---|---|\n| 76/1 | Puits |\n| 76/300 | Pompes |", GENERAL),
    ("决议\t标题\n76/1\t水井\n76/300\t水泵", GENERAL),
    (
        "General Assembly resolutions\n41/213 and 42/211 Implementation of resolution 40/237\n60/1 Pumps",
        ["A/RES/41/213", "A/RES/42/211", "A/RES/40/237", "A/RES/60/1"],
    ),
]

# What begins lines under such a heading and is none of those bodies’, or stands in the document itself.
NO_LISTS = [
    "Resolutions of the Parliamentary Assembly\n\n1416 (2005) Wells\n1690 (2009) Pumps",
    "Draft resolutions of the General Assembly\n\n46/182 Wells\n59/141 Pumps",
    "Resolutions of the World Health Assembly\n\n58/3 Wells\n61/21 Pumps",
    "Resolutions and voting\n\n12/15 members were present\n46/50 members voted\n2011/12 budget year",
    "Decisions of the Constitutional Court\n\n32/40 Wells\n60/251 Pumps",
    "The following decisions were published:\n\n1325 (2001) Well v. Pump\n242 (1970) Pump v. Well",
    "General Assembly resolutions\n\n46/182. Coordination of wells\n59/141. Pumps",
    "Resolution of the picture   Wells\n46/50   two\n31/12   three",
    "Ministerial resolution   Wells\n46/50   two\n31/12   three",
    "大会决议\n\n50/28. 水井\n50/29. 水泵",
    "General Assembly resolutions\n" + "Wells are dug.\n" * 9 + "46/182 of the wells were dry\n",
]


def resolutions(text: str) -> list[str]:
    return [one.symbol for one in references_of(BEFORE + text) if one.kind in {"resolution", "decision"}]


@pytest.mark.parametrize(("text", "expected"), LISTS)
def test_lists_under_a_heading(text: str, expected: list[str]) -> None:
    assert sorted(resolutions(text)) == sorted(expected)


@pytest.mark.parametrize("text", NO_LISTS)
def test_no_lists(text: str) -> None:
    assert resolutions(text) == []


def test_each_is_mentioned_once_where_it_stands() -> None:
    text = BEFORE + "General Assembly resolutions\n\n46/182  Coordination\n59/141  Cooperation\n46/182  Again\n"
    found = {one.symbol: [text[m.span.start : m.span.end] for m in one.mentions] for one in references_of(text)}
    assert {symbol: [place.split()[-1] for place in places] for symbol, places in found.items()} == {
        "A/RES/46/182": ["46/182", "46/182"],
        "A/RES/59/141": ["59/141"],
    }
