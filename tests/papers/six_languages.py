"""Invented papers in six languages, set as pages; the tables beside this module have their words and what to find."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from papers.set_pages import first_page, next_page

if TYPE_CHECKING:
    from viewer.model.text import PageText


@dataclass(frozen=True)
class Paper:
    """Pages, and what is expected.

    ``metadata`` is in the forms of the contract, a list for each key; ``parts`` are sections by kind, beginning of
    the title, and language; ``citations`` count the mentions of resolutions, decisions and statements.
    """

    name: str
    pages: list[PageText]
    metadata: dict[str, list[str | tuple[str, str]]]
    parts: list[tuple[str, str, str]]
    citations: dict[str, int]


def _paper(data: dict[str, Any]) -> Paper:
    pages = [(first_page if at == 0 else next_page)(**page) for at, page in enumerate(data["page"])]
    metadata = {
        key: [tuple(value) if isinstance(value, list) else value for value in values]
        for key, values in data["metadata"].items()
    }
    return Paper(data["name"], pages, metadata, [tuple(part) for part in data["parts"]], data["citations"])


PAPERS = [
    _paper(data)
    for name in ("six_languages.toml", "more_papers.toml")
    for data in tomllib.loads(Path(__file__).with_name(name).read_text(encoding="utf-8"))["paper"]
]
