"""Headings that the file's own outline names, where it is a good one: where its entries stand in the text.

Outlines are made by word processors from headings, and by scanners and mergers from nothing of use ("Page 1", the names
of files). So an outline is believed where nearly all of its entries are found at the beginning of a paragraph of the
page that they lead to.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from viewer.analysis.sections.contents import letters_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from viewer.analysis.layout.paragraphs import Paragraph
    from viewer.model.document import OutlineEntry

FEWEST = 3
"""Entries; fewer say nothing that the text does not."""
FOUND = 0.8
"""The share of the entries that must be found."""
LONGEST = 300
"""Characters of a paragraph's beginning that are compared."""


@dataclass(frozen=True, slots=True)
class OutlinedHeading:
    """A heading that an outline names: the offset where it begins, its words in the text, and its level from 1."""

    start: int
    title: str
    level: int


def outlined_headings(
    outline: Sequence[OutlineEntry], paragraphs: Sequence[Sequence[Paragraph]]
) -> list[OutlinedHeading]:
    """The headings of an outline in the order of the text; none where it is no good. ``paragraphs`` are by page."""
    named = [entry for entry in outline if letters_of(entry.title) and entry.page < len(paragraphs)]
    if len(named) < FEWEST:
        return []
    found: dict[int, OutlinedHeading] = {}
    for entry in named:
        heading = _found(entry, paragraphs[entry.page], found)
        if heading is not None:
            found[heading.start] = heading
    return sorted(found.values(), key=lambda one: one.start) if len(found) >= FOUND * len(named) else []


def _found(
    entry: OutlineEntry, paragraphs: Sequence[Paragraph], taken: dict[int, OutlinedHeading]
) -> OutlinedHeading | None:
    wanted = letters_of(entry.title)
    free = [item for item in paragraphs if item.lines[0].start not in taken]
    beginnings = [letters_of(item.text[:LONGEST]) for item in free]
    for paragraph, beginning in zip(free, beginnings, strict=True):
        if beginning == wanted:
            return OutlinedHeading(paragraph.lines[0].start, paragraph.text[:LONGEST], entry.level)
    # A short heading must be the whole paragraph: "Wells" begins many a sentence.
    for paragraph, beginning in zip(free, beginnings, strict=True):
        if len(wanted) >= 12 and beginning.startswith(wanted) and paragraph.number is None:
            return OutlinedHeading(paragraph.lines[0].start, entry.title.strip(), entry.level)
    return None
