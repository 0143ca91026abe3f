"""Sections in words: what to call one that has no title, and all that is known of one in a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from viewer.export.notes import language_name
from viewer.model.document import SectionKind
from viewer.model.reference import Source
from viewer.ui.wording.numbers import percentage

if TYPE_CHECKING:
    from viewer.model.document import Section

KINDS = {
    SectionKind.MASTHEAD: "Masthead",
    SectionKind.COVER: "Cover",
    SectionKind.ANNEX: "Annex",
    SectionKind.APPENDIX: "Appendix",
    SectionKind.ENCLOSURE: "Enclosure",
    SectionKind.SUMMARY: "Summary",
    SectionKind.CONTENTS: "Contents",
    SectionKind.CHAPTER: "Chapter",
    SectionKind.HEADING: "Heading",
    SectionKind.STATEMENT: "Statement",
    SectionKind.PREAMBLE: "Preamble",
    SectionKind.OPERATIVE: "Operative part",
    SectionKind.FOOTNOTE: "Footnotes",
    SectionKind.BODY: "Text",
}
"""What a section without a title is called; "preamble" and "operative part" are the terms for resolutions."""
_PARTS_OF_RESOLUTIONS = {SectionKind.PREAMBLE, SectionKind.OPERATIVE}


def section_title(section: Section) -> str:
    """The title in the document's words, else the name of its kind and, where there is a title, why it is not shown.

    The parts of a resolution have no titles: their first words ("The Security Council,") say less than their names.
    """
    first_words = section.kind in _PARTS_OF_RESOLUTIONS and section.source is not Source.BY_READER
    title = "" if first_words else " ".join(section.title.split())
    if title:
        return title
    if section.kind is SectionKind.OPERATIVE and section.paragraphs:
        return f"Operative {_paragraphs(section.paragraphs).lower()}"
    return f"{KINDS[section.kind]}, title unreadable" if section.unreadable and not first_words else KINDS[section.kind]


def language_in_words(code: str) -> str:
    """The name of a language as it begins a line."""
    name = language_name(code)
    return name[:1].upper() + name[1:]


def section_facts(section: Section) -> list[str]:
    """What is known of a section beside its title, a line each."""
    facts = [language_in_words(section.language)]
    if section.title.strip():
        facts.insert(0, KINDS[section.kind])
    if section.paragraphs:
        facts.append(_paragraphs(section.paragraphs))
    if section.source is Source.BY_READER:
        facts.append("Corrected by you")
    if section.declared_language:
        facts.append(_origin(section))
    if section.unreadable and not section.title:
        facts.append("The text under its page is not what the page shows; recognise the page to read the title")
    return facts


def _paragraphs(numbers: str) -> str:
    """The numbers of paragraphs ("1-9") in words."""
    several = any(sign in numbers for sign in "-–,")
    return f"Paragraphs {numbers.replace('-', '–')}" if several else f"Paragraph {numbers}"


def _origin(section: Section) -> str:
    """The original language that the document names, compared with the one that was found."""
    original = language_in_words(section.declared_language)
    if section.language == section.declared_language:
        return f"In the original language, {original}, as the document says"
    if section.language == "und":
        return f"Original: {original}"
    return f"Translated: the document says that the original is in {original}"


def share_in_words(share: float) -> str:
    """A share (0 to 1) as a percentage; what is there is never said to be nothing, nor what is not all to be all."""
    percent = round(100 * share)
    if share > 0 and percent == 0:
        return f"<{percentage(1)}"
    if share < 1 and percent == 100:
        return f">{percentage(99)}"
    return percentage(percent)
