"""The reader's Markdown, parsed once for all forms of export that show it as more than it was typed."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from viewer.export.wording import legible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

HEADINGS_ABOVE = 2
"""Headings of a note go under those of the export: the first is its title, the second a section."""
_LINKS = re.compile(r"(?i)(?:https?|mailto):")


@cache
def parser() -> MarkdownIt:
    """Markdown without its HTML and without pictures, which would be fetched when the export is opened."""
    # Only some forms of export need it, and importing it takes 50 ms.
    from markdown_it import MarkdownIt  # noqa: PLC0415 - start-up time, as above

    markdown = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"]).disable("image")
    markdown.validateLink = lambda url: _LINKS.match(url) is not None
    return markdown


def parsed(body: str) -> list[Token]:
    """The blocks of a note's words, as markdown-it gives them."""
    return parser().parse(legible(body))


_MARKS = re.compile(r"[*_`#>\[\]\\~|&<]|^\s*(?:[-+=]|\d+[.)])", re.MULTILINE)
"""What Markdown can begin with; words without any of it are what they seem."""


@lru_cache(maxsize=4096)
def plain_words(body: str) -> str:
    """The words of a note as they read, without the signs of Markdown: for a list, where they stand on few lines.

    Each block is a line; items begin with their dot or number, cells of a table have a dot between them. Of words that
    would be signs alone ("***") nothing is taken away.
    """
    typed = body.splitlines()
    return _lines(_lines_of_blocks(body) if _MARKS.search(body) else typed) or _lines(typed)


def read_as_typed(body: str) -> str:
    """The words of a note for what shows them letter by letter: as typed, blank lines too, unless Markdown is in it."""
    return plain_words(body) if _MARKS.search(body) else body


def _lines(lines: Sequence[str]) -> str:
    return "\n".join(line.strip() for line in lines if line.strip())


def _lines_of_blocks(body: str) -> list[str]:
    lines: list[str] = []
    item, cells = "", None
    for token in parsed(body):
        if token.type == "list_item_open":
            item = f"{token.info}. " if token.info else "\u2022 "
        elif token.type == "tr_open":
            cells = list[str]()
        elif token.type == "tr_close" and cells is not None:
            lines.append(" \u00b7 ".join(cells))
            cells = None
        elif token.type == "inline":
            (lines if cells is None else cells).append(item + _inline_words(token))
            item = ""
        elif token.content:  # code
            lines += token.content.splitlines()
    return [part for line in lines for part in line.splitlines()]


def _inline_words(token: Token) -> str:
    breaks = {"softbreak": "\n", "hardbreak": "\n"}
    return "".join(breaks.get(child.type, child.content) for child in token.children or ())
