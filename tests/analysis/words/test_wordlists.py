from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from viewer.analysis.words.wordlists import phrase, simplified, unaccented, unspaced
from viewer.model.resources import resource_path
from viewer.model.tables import table

if TYPE_CHECKING:
    from collections.abc import Iterator

ELSEWHERE = {
    "sections": {"chapter", "heading", "statement", "translation"},
    "masthead": {"session", "adopting", "year", "meeting", "agenda_item"},
    "documents": {"letters", "sponsors", "authors", "adoption", "representation", "non_governmental"},
}
"""Rows that a module reads in its own way, and whose examples are tried beside it."""


def phrases() -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path in sorted(resource_path("").glob("*.toml")):
        for key, row in table(path.stem).items():
            if isinstance(row, dict) and "patterns" in row and key not in ELSEWHERE.get(path.stem, ()):
                yield path.stem, key, row


@pytest.mark.parametrize(("name", "key", "row"), list(phrases()))
def test_a_phrase_is_found_in_its_examples_and_in_nothing_else(name: str, key: str, row: dict[str, Any]) -> None:
    assert [text for text in row["yes"] if not phrase(name, key).search(text)] == []
    assert [text for text in row["no"] if phrase(name, key).search(text)] == []


def test_accents_of_latin_letters_are_taken_away_character_for_character() -> None:
    assert unaccented("Résumé — Índice, Чад") == "Resume — Indice, Чад"


@pytest.mark.parametrize(("traditional", "modern"), list(table("chinese")["examples"].items()))
def test_traditional_characters_are_read_as_simplified_ones(traditional: str, modern: str) -> None:
    assert simplified(traditional) == modern
    assert len(traditional) == len(modern)


def test_each_traditional_character_has_one_simplified_form() -> None:
    old, new = ("".join(table("chinese")[row]) for row in ("traditional", "simplified"))
    assert len(old) == len(new) == len(set(old))
    assert not set(old) & set(new)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("C O N T E N T S", "CONTENTS"),
        ("A N N E X   I I", "ANNEX   II"),
        ("T A B L E\nD E S\nM A T I E R E S", "TABLE\nDES\nMATIERES"),
        ("С О Д Е Р Ж А Н И Е", "СОДЕРЖАНИЕ"),
        ("目 录", "目录"),
        ("附  件", "附件"),
    ],
)
def test_spaced_letters_are_closed_up(line: str, words: str) -> None:
    assert unspaced(line) == words


@pytest.mark.parametrize("line", ["I have a well", "A B C", "a b c wells", "1 2 3 4 5", "A. Wells", "第 4 页", "I", ""])
def test_what_is_not_spaced_stays(line: str) -> None:
    assert unspaced(line) == line
