from __future__ import annotations

from typing import Any

import pytest

from viewer.analysis.markers import document_type, markers, organ_speaks, part_marked
from viewer.analysis.wordlists import table
from viewer.model.document import SectionKind

SECTIONS: dict[str, Any] = table("sections")
TYPES: list[dict[str, Any]] = table("documents")["type"]
PARTS = ("annex", "appendix", "enclosure")
PATTERNS = ("chapter", "heading", "statement")


def rows(names: tuple[str, ...], answer: str) -> list[tuple[str, str]]:
    return [(name, text) for name in names for text in SECTIONS[name][answer]]


@pytest.mark.parametrize(("name", "text"), rows(PARTS, "yes"))
def test_headings_of_parts(name: str, text: str) -> None:
    assert part_marked(text) == name


@pytest.mark.parametrize(("name", "text"), rows(PARTS, "no"))
def test_what_heads_no_part(name: str, text: str) -> None:
    assert part_marked(text) is None, name


@pytest.mark.parametrize(("name", "text"), rows(PATTERNS, "yes"))
def test_what_chapters_and_headings_begin_with(name: str, text: str) -> None:
    assert getattr(markers(), name).match(text)


@pytest.mark.parametrize(("name", "text"), rows(PATTERNS, "no"))
def test_what_they_do_not_begin_with(name: str, text: str) -> None:
    assert not getattr(markers(), name).match(text)


@pytest.mark.parametrize(
    ("text", "speaks"),
    [
        ("The Security Council,", True),
        ("Le Conseil de sécurité,", True),
        ("El Consejo de Seguridad,", True),
        ("Совет Безопасности,", True),
        ("إن مجلس الأمن،", True),
        ("安全理事会，", True),
        ("The Human Rights Council,*", True),
        ("The Security Council", False),
        ("The Security Council met on Monday,", False),
        ("Recalling its resolutions,", False),
    ],
)
def test_the_line_in_which_an_organ_speaks(text: str, speaks: bool) -> None:
    assert organ_speaks(text) is speaks


def test_entries_of_a_table_of_contents_and_long_texts_head_no_part() -> None:
    assert part_marked("Annex I. Wells ........................ 14") is None
    assert part_marked("Annex " + "to the letter " * 60) is None
    assert part_marked("Annex") is SectionKind.ANNEX


@pytest.mark.parametrize(("name", "text"), [(row["name"], text) for row in TYPES for text in row["yes"]])
def test_kinds_of_documents_by_their_titles(name: str, text: str) -> None:
    assert document_type(text) == name
    assert document_type(f"  {text.replace(' ', chr(10), 1)}") == name


@pytest.mark.parametrize(("name", "text"), [(row["name"], text) for row in TYPES for text in row["no"]])
def test_titles_of_other_kinds(name: str, text: str) -> None:
    assert document_type(text) != name
