"""The title's block of a document: what is set as a heading there names the document and no part of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from viewer.analysis.layout.markers import is_byline, part_marked
from viewer.analysis.metadata.titles import described_lines
from viewer.analysis.sections.headings import speaks
from viewer.model.document import SectionKind

if TYPE_CHECKING:
    from viewer.analysis.layout.paragraphs import Paragraph
    from viewer.analysis.metadata.masthead_values import Masthead
    from viewer.analysis.metadata.titles import Title
    from viewer.analysis.sections.headings import Place


class TitleBlock:
    """The lines of the title and what stands with it; it ends where a paragraph speaks or is numbered."""

    def __init__(self, masthead: Masthead, title: Title) -> None:
        self._starts = {line.start for line in described_lines(title)}
        self.begin = min(self._starts, default=0)
        """The offset in the document's text where it begins."""
        symbols = [str(value.value) for value in masthead.values.get("symbol", ())]
        self._is_addendum = any("/Add." in symbol for symbol in symbols)
        self.of_corrigendum = any("/Corr." in symbol for symbol in symbols)
        """Whether it is that of a corrigendum, which names the parts of another document."""
        self._goes_on = bool(self._starts)
        self._words = {line.text for line in masthead.lines}
        self.headings = {line.start for paragraph in title.by for line in paragraph.lines}
        """Where lines begin that are set as headings and belong to the title, such as who reports."""

    def holds(self, paragraph: Paragraph) -> bool:
        """Whether a paragraph begins with a line of the title."""
        return paragraph.lines[0].start in self._starts

    def pass_by(self, paragraph: Paragraph) -> None:
        """Note a paragraph below the title that is no heading: a sentence or a number ends the block."""
        self._goes_on &= not (paragraph.number or speaks(paragraph))

    def takes(self, place: Place, *, nothing_open: bool) -> bool:
        """Whether a line that is set as a heading is of the block: nothing stands under it, or it says who.

        Such a line is no heading either where it comes again, as over the text of a treaty body's views.
        ``nothing_open`` says that no part of the document has begun yet.
        """
        text = place.paragraph.text
        if self._goes_on and nothing_open and (not place.heads_text or is_byline(text)):
            self._words.add(text)
        if text not in self._words:
            return False
        self.headings.add(place.paragraph.span.start)
        return True

    def says_addendum(self, place: Place) -> bool:
        """Whether "Добавление" under the title says what the document is; elsewhere an appendix begins with it."""
        text = place.paragraph.text
        lone = " " not in text and part_marked(text) is SectionKind.APPENDIX
        return lone and self._is_addendum and self.begin >= place.page.start
