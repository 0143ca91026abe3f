"""Treaties and declarations that are cited by name, in six languages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from viewer.analysis.references.citewords import NOT_IN_WORD, folded_pattern
from viewer.analysis.words.alternatives import Alternatives, by_first_letter
from viewer.analysis.words.folding import fold_for_citations, plain_letters
from viewer.analysis.words.wordlists import phrase
from viewer.model.tables import table

if TYPE_CHECKING:
    from collections.abc import Iterator

_BETWEEN_IDEOGRAPHS = re.compile(r"(?<=[\u3400-\u9fff]) (?=[\u3400-\u9fff])")
_REACH_BACK, _REACH = 40, 160
"""Characters of a name before its stem ("Международный пакт") and behind it."""


@dataclass(frozen=True, slots=True)
class Treaty:
    """A treaty: its English name and the symbol of the resolution that adopted it (empty where none did)."""

    name: str
    symbol: str = ""


@dataclass(frozen=True, slots=True)
class FoundTreaty:
    """A treaty named in a text, with the offsets of its name and of the article cited, if any."""

    treaty: Treaty
    start: int
    end: int
    pin: tuple[int, int] | None = None


@cache
def _treaties() -> tuple[Alternatives[Treaty], re.Pattern[str], re.Pattern[str]]:
    """The names of treaties, what each of them holds, and how a place in the Treaty Series is cited."""
    data = table("treaties")
    rows = [(folded_pattern(row["pattern"]), Treaty(row["name"], row.get("symbol", ""))) for row in data["treaty"]]
    return (
        Alternatives[Treaty].of(rows, NOT_IN_WORD),
        re.compile(by_first_letter([folded_pattern(data["stems"])])),
        re.compile(folded_pattern(data["series"]["pattern"])),
    )


def treaty_year(name: str) -> int | None:
    """The year in which a treaty of the table was adopted, or None."""
    return next((row["year"] for row in table("treaties")["treaty"] if row["name"] == name), None)


def find_treaties(plain: str) -> Iterator[FoundTreaty]:
    """The treaties named in a text in plain letters (``folding.plain_letters``), in the order of their names' ends."""
    names, stems, series = _treaties()
    end = 0
    for stem in stems.finditer(plain):
        if stem.start() < end:
            continue
        in_series = series.search(plain, stem.start(), stem.start() + 70)
        if in_series and in_series.start() - stem.start() < 10:
            end = in_series.end()
            yield FoundTreaty(
                Treaty(f"Treaty Series, vol. {in_series[1]}, No. {in_series[2]}"), in_series.start(), in_series.end()
            )
            continue
        found = names.pattern.search(plain, max(end, stem.start() - _REACH_BACK), stem.end() + _REACH)
        if found and found.start() <= stem.start() < found.end():
            end = found.end()
            article = phrase("treaties", "article").search(plain, max(0, found.start() - 70), found.start())
            yield FoundTreaty(
                names.meaning(found),
                found.start(),
                found.end(),
                article.span("pin") if article else None,
            )


def names_treaty(text: str) -> bool:
    """Whether a text is the name of a treaty and nothing else."""
    names, _, series = _treaties()
    plain = _plain(text).rstrip("* ")
    return names.pattern.fullmatch(plain) is not None or series.fullmatch(plain) is not None


def begins_with_treaty(text: str) -> bool:
    """Whether a text begins with the name of a treaty: what does not is not the name of one, however it is cut."""
    names, _, series = _treaties()
    plain = _plain(text)
    return names.pattern.match(plain) is not None or series.match(plain) is not None


def may_name_treaty(text: str) -> bool:
    """Whether a text holds a word that the name of every treaty has one of."""
    return _treaties()[1].search(_plain(text)) is not None


def _plain(text: str) -> str:
    return _BETWEEN_IDEOGRAPHS.sub("", plain_letters(fold_for_citations(text).folded))
