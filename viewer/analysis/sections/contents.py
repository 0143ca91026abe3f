"""The table of contents: its entries, by which headings are known that nothing else shows."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from viewer.analysis.layout.markers import LEADERS, markers
from viewer.analysis.words.wordlists import phrase

if TYPE_CHECKING:
    from viewer.analysis.layout.paragraphs import Paragraph

_SHORTEST_ENTRY = 4
_SIGNS = re.compile(r"[\W_]+")
_PAGES_BEHIND = re.compile(r"[\s\d–-]+$")
_LIST_NUMBER = re.compile(r"\d{1,2}\.\s+")
_COUNTER = re.compile(r"^\S+\s+")
_IN_BRACKETS = re.compile(r"(?:\s*[(（][^()（）]*[)）])+$")
"""What the contents leave out behind a heading: "(agenda item 4) (continued)"."""
_PAGE_BEHIND = re.compile(r"\s\d{1,3}$")


class Contents:
    """The entries of a document's table of contents, to know headings by that are not set as such."""

    def __init__(self) -> None:
        self._entries: set[str] = set()
        self._uncounted: set[str] = set()
        self._first = ""
        self._dotted = False

    def begins_again(self, paragraph: Paragraph) -> bool:
        """Whether a paragraph without a page's number has that of the table's first entry, or of the first chapter."""
        text = paragraph.text
        if is_entry(paragraph) or _PAGES_BEHIND.search(text):
            return False
        chapter = markers().chapter.match(text) and phrase("sections", "first").match(text)
        if text.split()[0] == self._first:
            return True
        # The entries may be counted otherwise: "1. Introduction" in a list, "I. Introduction" over the text.
        return chapter is not None and (self._dotted or letters_of(_COUNTER.sub("", text)) in self._uncounted)

    def add(self, paragraph: Paragraph) -> None:
        """Remember the entries of a paragraph of the table; each ends with dots and a page's number, or with a line."""
        words = ""
        paged = False
        if not self._first and (markers().chapter.match(paragraph.text) or markers().heading.match(paragraph.text)):
            self._first = paragraph.text.split()[0]
        for line in paragraph.lines:
            parts = LEADERS.split(line.text, 1)
            self._dotted |= len(parts) > 1
            words = f"{words} {parts[0]}"
            if len(parts) > 1 or _PAGES_BEHIND.search(line.text):
                paged = True
                self._keep(words)
                words = ""
        self._keep(words)
        if not paged:  # a list without pages, as summary records have it
            for line in paragraph.lines:
                self._keep(line.text)

    def _keep(self, words: str) -> None:
        folded = letters_of(_PAGES_BEHIND.sub("", words))
        if len(folded) >= _SHORTEST_ENTRY or any(sign > "\u2e80" for sign in folded):
            self._entries.add(folded)
            self._entries.add(letters_of(without_brackets(words.strip())))
            if counter := _LIST_NUMBER.match(words.lstrip()):
                self._uncounted.add(letters_of(_PAGES_BEHIND.sub("", words.lstrip()[counter.end() :])))

    def names(self, text: str) -> bool:
        """Whether a text is one of the entries, without the page's number."""
        if not self._entries or LEADERS.search(text):
            return False
        return letters_of(text) in self._entries or letters_of(without_brackets(text)) in self._entries


def without_brackets(text: str) -> str:
    """A heading without what stands in brackets at its end: "(continued)"."""
    return _IN_BRACKETS.sub("", text)


def is_entry(paragraph: Paragraph) -> bool:
    """Whether a paragraph is of a table of contents: dots lead to a page's number."""
    return any(LEADERS.search(line.text) for line in paragraph.lines)


def ends_with_page(paragraph: Paragraph | None) -> bool:
    """Whether a paragraph may be the end of an entry whose words leave no room for dots: a page stands last."""
    return paragraph is not None and _PAGE_BEHIND.search(paragraph.text) is not None


def letters_of(text: str) -> str:
    """The letters and figures of a text, in which headings are compared with what a list of contents says of them."""
    return _SIGNS.sub("", unicodedata.normalize("NFKC", text)).casefold()
