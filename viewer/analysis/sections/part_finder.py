"""Where the parts of a document begin: goes through its paragraphs from the first page to the last."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from viewer.analysis.layout.lines import PHRASE_ENDED, joined
from viewer.analysis.layout.markers import (
    LETTERS,
    LONGEST_MARK,
    document_type,
    markers,
    named_part,
    organ_speaks,
    part_marked,
)
from viewer.analysis.metadata.labels import originals_of
from viewer.analysis.sections.contents import Contents, ends_with_page, is_entry
from viewer.analysis.sections.footnotes import footnotes_on
from viewer.analysis.sections.heading_rules import Candidate, LetterCount, rule_for
from viewer.analysis.sections.heading_styles import HeadingStyles
from viewer.analysis.sections.headings import EMPHASISED, Place, under_page_number
from viewer.analysis.sections.ranks import (
    CHAPTER,
    HEADING,
    NOTE,
    STATEMENT,
    TITLE,
    TITLE_LIMIT,
    WITHIN_HEADINGS,
    Start,
)
from viewer.analysis.words.dates import date_in
from viewer.analysis.words.wordlists import phrase
from viewer.model.document import SectionKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from viewer.analysis.layout.lines import PageLines
    from viewer.analysis.layout.paragraphs import Paragraph
    from viewer.analysis.metadata.masthead_values import Masthead
    from viewer.analysis.sections.title_block import TitleBlock

_DIRECTIONS = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e \u2066\u2067\u2068\u2069"
_SAME_TYPE = 0.6
"""Points within which the two parts of a heading that a page's end parts are set in the same type."""
_WORDS_TO_LETTER = 6
"""The words of a heading ("Annexe II à la note verbale ...") before the letter that it annexes."""
_LONGEST_ENTRY = 120
"""Characters of an entry of a table of contents; a longer paragraph with a number is text."""
_HEADINGS = frozenset({SectionKind.CHAPTER, SectionKind.HEADING, SectionKind.STATEMENT})


class PartFinder:
    """Goes through a document's paragraphs and remembers which part it is in."""

    def __init__(self, masthead: Masthead, title: TitleBlock) -> None:
        self._masthead = masthead
        self._title = title
        self._headers = {span.start for span in masthead.headers}
        self._annex = ""
        self._preamble = False
        self._chaptered = False
        self._listing = False
        self._contents = Contents()
        self._styles = HeadingStyles()
        self._letters = LetterCount()
        self._open: Start | None = None
        self._just_opened = False
        self._foot: Paragraph | None = None
        self._above: Sequence[Paragraph] = ()

    def on_page(
        self, page: PageLines, paragraphs: Sequence[Paragraph], body: float, following: Sequence[Paragraph] = ()
    ) -> list[Start]:
        """The parts that begin on a page; ``body`` is the type size of its text in points, ``following`` the next page.

        Those of a page that go on the heading at the foot of the page before are joined to it.
        """
        found: list[Start] = []
        own = [item for item in paragraphs if item.lines[0].start not in self._headers]
        below = next((item for item in following if item.lines[0].start not in self._headers), None)
        notes = list(footnotes_on(page, own, body, self._headers, self._above))
        for span, words in notes:
            found.append(Start(SectionKind.FOOTNOTE, words[:TITLE_LIMIT], NOTE, span.start, span.end))
        for at, paragraph in enumerate(own):
            start = paragraph.lines[0].start
            if any(span.start <= start < span.end for span, _ in notes):
                continue
            if start < self._title.begin or paragraph.lines[0] in self._masthead.lines:
                continue
            if self._title.holds(paragraph) and self._named(paragraph) is None:
                continue
            place = Place(page, own, at, body, self._title.begin, at > 0 and self._is_heading(own[at - 1]), below)
            if at == 0 and self._goes_on_heading(place):
                continue
            part = None if self._open is None and self._title.says_addendum(place) else self._part(place)
            if part is None:
                self._title.pass_by(paragraph)
                self._declare(paragraph)
                continue
            part.text = paragraph.span.end
            part.larger = place.larger
            found.append(part)
            self._open = part
            if part.rank > TITLE and part.kind in _HEADINGS:
                self._styles.learn(place)
        self._foot = own[-1] if own else None
        self._above = own
        return found

    def headings_by_style(self) -> list[Start]:
        """The headings that are known by the style of others, once all pages have been read."""
        return self._styles.headings()

    def _goes_on_heading(self, place: Place) -> bool:
        """Whether a page begins with the rest of the heading at the foot of the page before; the two are joined."""
        above, paragraph, heading = self._foot, place.paragraph, self._open
        if above is None or heading is None or heading.text != above.span.end or not place.heading_like:
            return False
        last, first = above.lines[-1], paragraph.lines[0]
        alike = last.bold == first.bold and abs(last.size - first.size) < _SAME_TYPE
        if not alike or PHRASE_ENDED.search(last.text) or paragraph.number or _begins_itself(paragraph.text):
            return False
        heading.title = joined((*above.lines, *paragraph.lines))[:TITLE_LIMIT]
        heading.text = paragraph.span.end
        return True

    def _is_heading(self, paragraph: Paragraph) -> bool:
        """Whether a paragraph is the title, or the heading of the part that was found last."""
        found = self._open is not None and self._open.text == paragraph.span.end
        return found or self._title.holds(paragraph)

    def _part(self, place: Place) -> Start | None:
        paragraph = place.paragraph
        opened, self._just_opened = self._just_opened, False
        part = self._annexed(place) or self._named(paragraph) or self._spoken(paragraph)
        if part is not None:
            return part
        if self._listing:
            if self._goes_on_listing(place):
                return None
            self._listing = False
        if opened and (originals_of(paragraph.text) or markers().translation.match(paragraph.text)):
            self._just_opened = True
            if self._open is not None:
                self._open.text = paragraph.span.end
            return None
        return self._heading(place, opened=opened)

    def _annexed(self, place: Place) -> Start | None:
        """An annex, appendix or enclosure."""
        paragraph, text = place.paragraph, place.paragraph.text
        part = part_marked(text)
        if part is None or self._repeats(place, text) or not (place.can_begin_part or _is_of_letter(text)):
            return None
        if self._title.of_corrigendum and place.before is not None and not place.tops:
            return None
        if self._listing and self._is_listed(place):
            return None
        self._annex = text if part is SectionKind.ANNEX else self._annex
        self._preamble = self._listing = self._chaptered = False
        self._just_opened = True
        rank = 2 if part is not SectionKind.ANNEX and self._annex else 1
        return Start(part, text[:TITLE_LIMIT], rank, paragraph.lines[0].start)

    def _is_listed(self, place: Place) -> bool:
        """Whether an annex is an entry of contents: a page's number, the page's end or the text's beginning follows."""
        if place.heading_like:
            return False
        after = place.after
        if after is None or ends_with_page(after) or not (place.tops or place.text_below):
            return True
        if any(item.text.isdecimal() for item in place.paragraphs[place.at + 2 : place.at + 3]):  # beside its title
            return True
        return self._contents.names(after.text) and markers().chapter.match(after.text) is not None

    def _repeats(self, place: Place, text: str) -> bool:
        """Whether a line names the annex in a running header, as pages of the 1980s and 1990s do."""
        if len(text) > LONGEST_MARK:
            return False
        return under_page_number(place.page, place.paragraph) or (
            text.casefold() == self._annex.casefold() and place.at <= 1 and not place.heading_like
        )

    def _goes_on_listing(self, place: Place) -> bool:
        """Whether a paragraph is still of the table of contents, and remembers what it names."""
        paragraph = place.paragraph
        if place.heading_like and markers().chapter.match(paragraph.text) and not is_entry(paragraph):
            return False
        if self._contents.names(paragraph.text) or self._contents.begins_again(paragraph):
            return False
        if paragraph.number == 1 and len(paragraph.text) > _LONGEST_ENTRY:
            return False
        self._contents.add(paragraph)
        return not place.heading_like or is_entry(paragraph)

    def _named(self, paragraph: Paragraph) -> Start | None:
        """The summary, the table of contents or the preamble of a treaty."""
        kind = named_part(paragraph.text)
        if kind is None:
            return None
        self._listing = kind is SectionKind.CONTENTS
        return Start(kind, paragraph.text.strip("*: "), CHAPTER, paragraph.lines[0].start, holds=False)

    def _spoken(self, paragraph: Paragraph) -> Start | None:
        """The preamble or the operative part of a resolution."""
        text, start = paragraph.text, paragraph.lines[0].start
        rank = WITHIN_HEADINGS if self._chaptered else CHAPTER
        if organ_speaks(text):
            self._preamble, self._listing = True, False
            return Start(SectionKind.PREAMBLE, text[:TITLE_LIMIT], rank, start, holds=False)
        if self._preamble and paragraph.number == 1:
            self._preamble = False
            return Start(SectionKind.OPERATIVE, text[:80], rank, start)
        return None

    def _heading(self, place: Place, *, opened: bool) -> Start | None:
        text, start = place.paragraph.text.strip(_DIRECTIONS), place.paragraph.lines[0].start
        if (emphasised := EMPHASISED.fullmatch(text)) is not None and not place.page.laid_out:
            text = emphasised[2]
        candidate = Candidate(place, text, self._contents.names(text), opened, self._letters)
        if not candidate.is_short:
            return None
        if candidate.translates:
            return Start(SectionKind.STATEMENT, text, STATEMENT, start, translates=True)
        if not candidate.is_phrased:
            return None
        rule = rule_for(candidate)
        if rule is None:
            end = place.paragraph.span.end
            doubtful = Start(SectionKind.HEADING, text, HEADING, start, text=end, larger=place.larger)
            self._styles.doubt(place, doubtful)
            return None
        if rule.rank == HEADING and self._title.takes(place, nothing_open=self._open is None):
            return None
        if self._annex or phrase("sections", "provision").match(text):
            self._preamble = False  # a declaration that is annexed goes on under its own headings, a treaty in articles
        self._chaptered |= not opened
        first = phrase("sections", "first").match(text) is not None
        return Start(rule.kind, text, rule.rank, start, first=first)

    def _declare(self, paragraph: Paragraph) -> None:
        """Note "[Original: Arabic]" under a heading."""
        if self._open is None or not paragraph.text.startswith(("[", "［")):
            return
        languages = originals_of(paragraph.text)
        if languages:
            self._open.declared = languages[0]


def _begins_itself(text: str) -> bool:
    """Whether a heading begins with words or a number of its own."""
    marked = part_marked(text) or named_part(text) or markers().chapter.match(text)
    return bool(marked or markers().heading.match(text))


def _is_of_letter(text: str) -> bool:
    """Whether a heading names the dated letter or note verbale that it annexes, as no sentence begins."""
    words = islice(re.finditer(r"\S+", text), _WORDS_TO_LETTER)
    return date_in(text) is not None and any(document_type(text[word.start() :]) in LETTERS for word in words)
