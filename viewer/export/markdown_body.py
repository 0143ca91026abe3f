"""The reader's Markdown, parsed once for all forms of export that show it as more than it was typed."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from viewer.export.wording import legible

if TYPE_CHECKING:
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
