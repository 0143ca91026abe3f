from __future__ import annotations

import re

import pytest

from tests.analysis.references.citing import references_of


def numbers(text: str, own: str = "", headed: str = "") -> list[str]:
    found = references_of(text, own_symbols=[own], headed=[headed])
    return [re.findall(r"\d+", one.symbol)[0] for one in found for _ in one.mentions]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Резолюция Совета Безопасности ООН №724\n\n(Нью-Йорк, 15 декабря 1991 г.)\n\nСовет Безопасности,\n", []),
        (
            "Resolution 822 (1993)\nAdopted by the Security Council at its 3205th meeting\nResolution 853 (1993)",
            ["853"],
        ),
        ("Resolution 822 (1993) and the wells\nAdopted by the Security Council", ["822"]),
        ("Resolution 822 (1993)\nThe Security Council adopted it.", ["822"]),
        ("Annex II\n\nRÉSOLUTION 853 (1993)\n\nAdoptée par le Conseil de sécurité à sa 3259e séance", []),
        ("IV. Wells\nGENERAL ASSEMBLY RESOLUTION 56/83 OF 12 DECEMBER 2001\nThe General Assembly,\nRecalling", []),
        (
            "RESOLUTION 1992/52\n\n31 July 1992\n\n42nd plenary meeting\n\nWells\n\nThe Economic and Social Council,\n",
            [],
        ),
        ("• RESOLUCIÓN 822 (1993) aprobada por el Consejo de Seguridad\n\nAprobada por el Consejo en su sesión", []),
        ("the Council demanded in its\nresolution 822 (1993)\nadopted on 30 April that they leave.", ["822"]),
        ("Resolution 822 (1993)\nResolution 853 (1993)\n\nThe Security Council,\nRecalling", ["822"]),
        ("resolutions 822\n(1993)\n(30 April), 853 (1993)", ["822", "853"]),
    ],
)
def test_the_heading_of_a_copy_of_a_resolution_is_no_mention(text: str, expected: list[str]) -> None:
    assert numbers(text) == expected


def test_a_page_about_a_resolution_cites_it_in_its_sentences() -> None:
    text = "The mission was set up by resolution 690 (1991).\n\nResolution 690 (1991)\n\nWells are dug."
    assert numbers(text, own="S/RES/690 (1991)", headed="S/RES/690 (1991)") == ["690"]
    assert numbers(text, own="S/RES/690 (1991)") == []
