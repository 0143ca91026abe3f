"""What is told of the sections of pages, as the tests of sections compare it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from viewer.analysis.understand import understand

if TYPE_CHECKING:
    from viewer.model.document import Section, SectionKind
    from viewer.model.text import PageText


def tree(pages: list[PageText]) -> list[tuple[int, str, str]]:
    """The level, kind and title of each section, in reading order."""
    return [(one.level, one.kind.value, one.title) for one in understand(pages).sections]


def sections(pages: list[PageText], kind: SectionKind) -> list[Section]:
    """The sections of a kind."""
    return [one for one in understand(pages).sections if one.kind is kind]
