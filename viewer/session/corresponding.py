"""Which places of two documents correspond: language versions, or a document and its revision.

The versions of a United Nations document bear the same paragraph numbers (DOMAIN.md), and have the same annexes in the
same order; their pages do not agree. So the numbered paragraphs, the articles and the beginnings of parts are what
both have in common.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from viewer.analysis.layout.paragraphs import numbered_in
from viewer.export.citation import article_number
from viewer.model.document import SectionKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from viewer.model.document import Section, Understanding
    from viewer.model.text import DocumentText

FEWEST = 2
"""So many places must correspond before they are relied on."""
_PARTS = frozenset({
    SectionKind.ANNEX, SectionKind.APPENDIX, SectionKind.ENCLOSURE, SectionKind.SUMMARY, SectionKind.CONTENTS,
    SectionKind.CHAPTER, SectionKind.PREAMBLE, SectionKind.OPERATIVE,
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Marker:
    """A place that another version has as well: a paragraph's or an article's number, or a kind of part; its offset."""

    name: str
    offset: int


@dataclass(frozen=True, slots=True)
class Correspondence:
    """Offsets in two documents' texts of which each stands for the other; both ascend."""

    first: tuple[int, ...]
    second: tuple[int, ...]

    def __bool__(self) -> bool:
        return bool(self.first)


def markers(text: DocumentText, understanding: Understanding) -> list[Marker]:
    """The numbered paragraphs, the articles and the parts of a document, in the order of the text."""
    found: dict[int, Marker] = {}
    for section in understanding.sections:
        article = article_number(section.title)
        if article or section.kind in _PARTS:
            name = f"article {article}" if article else str(section.kind)
            found[section.span.start] = Marker(name, section.span.start)
    for section in understanding.sections:
        for marker in _numbered(text, section):
            found[marker.offset] = marker
    return [found[offset] for offset in sorted(found)]


def _numbered(text: DocumentText, section: Section) -> Iterator[Marker]:
    """The paragraphs that a section is known to have, where they begin."""
    found = numbered_in(text.slice(section.span), section.paragraph_numbers)
    return (Marker(str(number), section.span.start + at) for number, at in found)


def correspondence(first: list[Marker], second: list[Marker]) -> Correspondence:
    """What two documents have in common, in the order of both; nothing where that is too little.

    A part that only one of them has is passed over, with its paragraphs.
    """
    names = [marker.name for marker in first], [marker.name for marker in second]
    matcher = SequenceMatcher(None, *names, autojunk=False)
    pairs = [
        (first[block.a + step], second[block.b + step])
        for block in matcher.get_matching_blocks()
        for step in range(block.size)
    ]
    if len(pairs) < FEWEST:
        return Correspondence((), ())
    return Correspondence(tuple(one.offset for one, _ in pairs), tuple(other.offset for _, other in pairs))
