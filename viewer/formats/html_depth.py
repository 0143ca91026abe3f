"""Web pages whose elements lie deeper in each other than MuPDF reads.

It leaves out what lies below 100 levels, without a word, and refuses a page of some thousand. So elements that lie too
deep are taken away, and what stands in them stays. Which element ends which is told by the few rules of HTML that
matter to the depth (https://html.spec.whatwg.org/#optional-tags), not by a whole parser: a page that is not deep is not
touched, and nothing is lost of one if a level is miscounted.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_LEVELS = 70
"""Every third may be one that is not written: the body of a table."""
FARTHEST = 100
"""Levels that are gone up to find what ends: from the bottom of 30,000 it would take minutes."""

_TOKEN = re.compile(
    r"<!--.*?(?:-->|\Z)|<(?P<raw>script|style|textarea|title)\b.*?(?:</(?P=raw)\s*>|\Z)"
    r"|<(?P<close>/?)(?P<name>[a-z][^\s/<>]*)(?P<rest>[^<>]*)>",
    re.IGNORECASE | re.DOTALL,
)
_EMPTY = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"}
)
_INLINE = frozenset(
    {"a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "em", "font", "i", "ins", "kbd", "label", "mark", "q", "s",
     "small", "span", "strike", "strong", "sub", "sup", "tt", "u", "var"}
)  # fmt: skip
_CELLS, _GROUPS = frozenset({"td", "th"}), frozenset({"thead", "tbody", "tfoot"})
_ENDS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "li": (frozenset({"li"}), frozenset({"ul", "ol", "menu"})),
    **dict.fromkeys(("dt", "dd"), (frozenset({"dt", "dd"}), frozenset({"dl"}))),
    **dict.fromkeys(_GROUPS, (_GROUPS, frozenset({"table"}))),
    "tr": (frozenset({"tr"}), frozenset({"table"})),
    **dict.fromkeys(_CELLS, (_CELLS, frozenset({"tr", "table"}))),
    "option": (frozenset({"option"}), frozenset({"select"})),
}
"""Elements that begin where others of some names are open, and end those, but for what lies in others."""
_END_PARAGRAPH = frozenset(
    {"address", "article", "aside", "blockquote", "center", "div", "dl", "fieldset", "footer", "form", "h1", "h2", "h3",
     "h4", "h5", "h6", "header", "hr", "main", "menu", "nav", "ol", "p", "pre", "section", "table", "ul"}
)  # fmt: skip


def flattened(page: str) -> str:
    """The page, without the elements that lie too deep in others; what stands in blocks of them begins a new line."""
    if all(depth <= MOST_LEVELS for _token, _name, depth in _levels(page)):
        return page
    parts: list[str] = []
    at, breaks = 0, False
    for token, name, depth in _levels(page):
        between = page[at : token.start()]
        if breaks and between.strip():
            parts.append("<br>")
            breaks = False
        parts.append(between)
        at = token.end()
        if depth <= MOST_LEVELS:
            parts.append(token.group())
        elif name not in _INLINE:
            breaks = True
    parts.append(page[at:])
    return "".join(parts)


def _levels(page: str) -> Iterator[tuple[re.Match[str], str, int]]:
    """Each tag, comment or script of a page, the name of its element, and how deep it lies: 1 for the outermost."""
    open_ones: list[str] = []
    for token in _TOKEN.finditer(page):
        name = (token["name"] or "").lower()
        if not name or name in _EMPTY or token["rest"].endswith("/"):
            yield token, name, 0  # it has nothing in it
        elif token["close"]:
            depth = _last(open_ones, frozenset({name}), frozenset())
            yield token, name, depth
            if depth:
                del open_ones[depth - 1 :]
        else:
            if depth := _ended(open_ones, name):
                del open_ones[depth - 1 :]
            open_ones.append(name)
            yield token, name, len(open_ones)


def _ended(open_ones: list[str], name: str) -> int:
    """How deep the element lies that ends where one of this name begins; 0 for none."""
    if name in _END_PARAGRAPH:
        for depth in range(len(open_ones), max(0, len(open_ones) - FARTHEST), -1):
            if open_ones[depth - 1] not in _INLINE:
                return depth if open_ones[depth - 1] == "p" else 0
        return 0
    return _last(open_ones, *_ENDS[name]) if name in _ENDS else 0


def _last(open_ones: list[str], names: frozenset[str], within: frozenset[str]) -> int:
    """How deep the innermost open element of these names lies; 0 where none does, or one of ``within`` comes first."""
    for depth in range(len(open_ones), max(0, len(open_ones) - FARTHEST), -1):
        if open_ones[depth - 1] in names:
            return depth
        if open_ones[depth - 1] in within:
            return 0
    return 0
