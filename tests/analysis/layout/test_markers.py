from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from viewer.analysis.layout.markers import (
    begins_communication,
    document_type,
    markers,
    opens_letter,
    organ_speaks,
    part_marked,
)
from viewer.model.tables import table

if TYPE_CHECKING:
    import re

SECTIONS = table("sections")
PARTS = ("annex", "appendix", "enclosure")


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind in PARTS for text in SECTIONS[kind]["yes"]])
def test_what_parts_begin_with(kind: str, text: str) -> None:
    part = part_marked(text)
    assert part is not None
    assert part.value == kind


@pytest.mark.parametrize("text", [text for kind in PARTS for text in SECTIONS[kind]["no"]])
def test_what_only_looks_like_a_part(text: str) -> None:
    assert part_marked(text) is None


@pytest.mark.parametrize("key", ["chapter", "heading", "statement", "translation"])
def test_examples_of_headings(key: str) -> None:
    pattern: re.Pattern[str] = getattr(markers(), key)
    assert [text for text in SECTIONS[key]["yes"] if not pattern.match(text)] == []
    assert [text for text in SECTIONS[key]["no"] if pattern.match(text)] == []


TYPES = table("documents")["type"]


@pytest.mark.parametrize(("name", "title"), [(row["name"], title) for row in TYPES for title in row["yes"]])
def test_kinds_of_documents_by_their_titles(name: str, title: str) -> None:
    assert document_type(title) == name


@pytest.mark.parametrize(("name", "title"), [(row["name"], title) for row in TYPES for title in row["no"]])
def test_titles_that_are_not_of_the_kind(name: str, title: str) -> None:
    assert document_type(title) != name


@pytest.mark.parametrize(
    "text",
    [
        "The Security Council,",
        "L’Assemblée générale,",
        "El Consejo de Derechos Humanos,",
        "Экономический и Социальный Совет,",
        "إن الجمعية العامة،",
        "人权理事会，",
    ],
)
def test_the_line_with_which_an_organ_begins_to_speak(text: str) -> None:
    assert organ_speaks(text)
    assert not organ_speaks(text.rstrip(",،，"))
    assert not organ_speaks("The wells, " + text)


@pytest.mark.parametrize("text", table("documents")["opening"]["yes"])
def test_what_letters_open_with(text: str) -> None:
    assert opens_letter([text])


@pytest.mark.parametrize("text", table("documents")["opening"]["no"])
def test_what_may_stand_in_the_title_of_a_letter(text: str) -> None:
    assert not opens_letter([text])


def test_the_greeting_of_a_mission_may_stand_on_the_next_line() -> None:
    assert opens_letter(["The Permanent Mission of Armenia to the United Nations", "presents its compliments to"])


@pytest.mark.parametrize("text", table("documents")["communication"]["yes"])
def test_the_table_of_a_communication_is_known_by_its_first_line(text: str) -> None:
    assert begins_communication(text)


@pytest.mark.parametrize("text", table("documents")["communication"]["no"])
def test_no_other_line_begins_the_table_of_a_communication(text: str) -> None:
    assert not begins_communication(text)
