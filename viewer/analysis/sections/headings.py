"""What sets a heading apart from the text around it: type and room."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from viewer.analysis.layout.lines import PHRASE_ENDED
from viewer.analysis.layout.markers import organ_speaks
from viewer.analysis.layout.note_marks import CALL_AT_END, is_rule
from viewer.analysis.layout.paragraphs import COUNTER, ENUMERATOR
from viewer.analysis.sections.contents import is_entry
from viewer.analysis.words.wordlists import in_capitals, phrase

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from viewer.analysis.layout.lines import PageLines
    from viewer.analysis.layout.paragraphs import Paragraph

UNSURE = float("inf")
"""The body's type size of pages on which sizes say nothing: in recognised text they vary from line to line."""
_TYPE_SIZES = 8
"""A page that was set has no more sizes than this, unless it has very many lines; recognised text has one a line.

They are those of the symbol, the masthead, the title, headings, text, notes, their marks and the rule over them.
"""
_LARGER = 1.1
"""Points by which a heading is larger than the text, where it is not bold (Chinese headings seldom are)."""
_NOISY_LINES = 3
"""Lines of a document that are bold within a sentence, from which on bold type is an accident."""
_ROOM = 1.3
"""The distance to the line above (in the page's pitches) from which on there is room between two lines."""
_HEADING_LINES = 5
"""Lines that a heading has at most where type does not show it."""
_BLANK = 0.5
"""The share of a line's height by which a blank line parts two lines of plain text at least."""
_FEWEST_SIGNS, _FEWEST_IDEOGRAPHS = 4, 2
_UNEVEN = 2
"""Characters by which a row of strokes may be longer or shorter than the line that it underlines."""
EMPHASISED = re.compile(r"(_{1,2}|\*\*)([^\W_][^_*]*[^\s_*])\1")
"""A line of plain text that is underlined or bold by the signs around it."""
_NARROW = 0.75
"""The share of the text's measure that a heading hardly fills."""
_FULL = 0.9
"""The share of the text's measure that its lines fill, but for the last."""
_CLAUSES = re.compile(r"[，；،؛;]")
"""What stands in a sentence, and hardly in a heading that nothing but room shows."""
_CLOSE = 1.15
"""The distance (in the page's pitches) of a line that follows the one above it without any room."""
_SLANTED = 0.9
"""Points by which a heading in italics counts as smaller than a bold one of its size."""
_MOST_WORDS = 30
"""Words of a heading that nothing but its style shows."""
_OPENING_SIGNS = "«“„\"'《「（("
"""What may stand before the first letter of a heading."""
_WORDED, _LETTERED = 0.75, 0.85
"""The share of all signs of a heading that are letters or spaces, and of those that are no figures.

What has fewer is a date, a sum or a symbol, or a row of abbreviations.
"""
_INITIAL = re.compile(r"(?<!\w)[^\W\d_]\.$")
"""A letter for a name at the end of a line, which ends no sentence."""
_ENDED = re.compile(rf"[.:;!?。：；！？؟؛…][\"”»’)\]*\u200e\u200f]*{CALL_AT_END}")
"""A paragraph that no heading goes on: one that ends with a comma may be followed by the rest of its sentence."""
_SENTENCE = 20
"""Characters that a sentence has at least where its end alone shows that it is one."""
_COMMAS = 4
"""Commas that a heading of several lines has at most."""
_LONGEST = 300
"""Characters of a heading that type does not show."""
_NUMBER = re.compile(r"^\d{1,3}(?:/\d{1,3})?\.\s+")
"""The number of a heading, or of a resolution."""


def body_size(page: PageLines) -> float:
    """The type size of most of the page, in points; ``UNSURE`` where sizes say nothing."""
    counts = page.characters_by_size
    body = max(counts, key=counts.__getitem__, default=10.0)
    return body if len(counts) <= max(_TYPE_SIZES, 0.3 * len(page.lines)) else UNSURE


def body_sizes(pages: Sequence[PageLines]) -> list[float]:
    """The body's size for each page: no smaller than that of most of the document, for a page may be full of notes."""
    if _bold_is_noise(pages):
        return [UNSURE] * len(pages)
    own = [body_size(page) for page in pages]
    counts = Counter[float]()
    for page, size in zip(pages, own, strict=True):
        if size != UNSURE:
            counts.update(page.characters_by_size)
    usual = max(counts, key=counts.__getitem__, default=0.0)
    return [max(size, usual) for size in own]


def _bold_is_noise(pages: Iterable[PageLines]) -> bool:
    """Whether lines are bold in the middle of a sentence: recognised text, where type says nothing."""
    within = sum(
        line.bold and not above.bold and line.gap < _ROOM and line.text[0].islower() and not above.superscript
        for page in pages
        if page.laid_out
        for above, line in itertools.pairwise(page.lines)
    )
    return within >= _NOISY_LINES


def set_as_heading(page: PageLines, paragraph: Paragraph, body: float) -> bool:
    """Whether a paragraph is set as a heading: bold or larger throughout, with nothing beside it."""
    if not page.laid_out or not any(sign.isalpha() for sign in paragraph.text):
        return False
    first = paragraph.lines[0]
    if body == UNSURE and (first.gap < _ROOM or not is_narrow(page, paragraph)):
        return False
    larger = 1.25 * body if first.gap < _ROOM else body + _LARGER
    if not all(line.bold or line.size > larger for line in paragraph.lines):
        return False
    return stands_alone(page, paragraph)


def underlines(row: Paragraph, paragraph: Paragraph) -> bool:
    """Whether a row of strokes underlines the line above it, as headings of typescripts are in plain text.

    It is as long as the line; the rule over footnotes is as long in any document.
    """
    above, first = paragraph.lines[-1], row.lines[0]
    if (
        not is_rule(first.text)
        or first.gap > _CLOSE
        or above.page != first.page
        or len(paragraph.lines) > _HEADING_LINES
    ):
        return False
    return abs(len(first.text) - len(above.text)) <= _UNEVEN and not PHRASE_ENDED.search(above.text)


def stands_alone(page: PageLines, paragraph: Paragraph) -> bool:
    """Whether nothing stands beside a paragraph but the text of another column, two lines of which may touch there."""
    first = paragraph.lines[0]
    middle = (first.rect.y0 + first.rect.y1) / 2
    return page.crossing(middle) <= (3 if page.in_columns else 1)


def has_room(page: PageLines, paragraphs: Sequence[Paragraph], at: int) -> bool:
    """Whether a paragraph of a few lines has room above and below, and nothing beside it."""
    paragraph = paragraphs[at]
    if len(paragraph.lines) > _HEADING_LINES or not stands_alone(page, paragraph):
        return False
    return all(_has_room_above(page, paragraphs, place) for place in (at, at + 1))


def _has_room_above(page: PageLines, paragraphs: Sequence[Paragraph], at: int) -> bool:
    """Whether there is room above a paragraph; in plain text a blank line is, even if every paragraph has one."""
    if at == len(paragraphs):
        return True
    first = paragraphs[at].lines[0]
    if at and page.in_columns and first.rect.y0 < paragraphs[at - 1].lines[0].rect.y0:  # at the head of a column
        return True
    if first.gap >= _ROOM or page.laid_out or at == 0:
        return first.gap >= _ROOM
    return first.rect.y0 - paragraphs[at - 1].lines[-1].rect.y1 > _BLANK * first.rect.height


def is_long_enough(text: str) -> bool:
    """Whether a text may be a heading by its length: two ideographs are a word."""
    return len(text) >= (_FEWEST_IDEOGRAPHS if text[:1] > "\u2e80" else _FEWEST_SIGNS)


def is_worded(text: str) -> bool:
    """Whether a text begins with a word and is of words: no date, sum or symbol, and no row of abbreviations."""
    if not is_long_enough(text) or not text[0].isalpha() or text[0].islower() or "/" in text.split(maxsplit=1)[0]:
        return False
    letters = sum(sign.isalpha() or sign.isspace() for sign in text)
    figures = sum(sign.isdigit() for sign in text)
    return letters > max(_WORDED * len(text), _LETTERED * (len(text) - figures))


def is_narrow(page: PageLines, paragraph: Paragraph) -> bool:
    """Whether a paragraph does not fill the measure of its page."""
    return max(line.rect.width for line in paragraph.lines) < _NARROW * page.widest


def under_page_number(page: PageLines, paragraph: Paragraph) -> bool:
    """Whether a line belongs to a running header: "Page 3", and right below it "Annex"."""
    first = paragraph.lines[0]
    above = next((line for line in reversed(page.lines) if line.start < first.start), None)
    if above is None or first.gap >= _ROOM:
        return False
    return phrase("sections", "page_number").search(above.text) is not None


def _is_text(page: PageLines, paragraph: Paragraph) -> bool:
    """Whether a paragraph of plain text is text: numbered, of several lines, as wide as its page, or a sentence."""
    if paragraph.number is not None or len(paragraph.lines) > 1 or speaks(paragraph):
        return True
    return max(line.rect.width for line in paragraph.lines) > _FULL * page.widest


def speaks(paragraph: Paragraph) -> bool:
    """Whether a paragraph is a sentence, or the line of the organ that speaks in a resolution."""
    text = paragraph.text
    return (len(text) > _SENTENCE and _ENDED.search(text) is not None) or organ_speaks(text)


def _has_ended(paragraph: Paragraph) -> bool:
    """Whether a heading may follow: a sentence has ended, or the line that names the original language."""
    return _ENDED.search(paragraph.text) is not None or paragraph.text[0] in "[［"


@dataclass(frozen=True)
class Place:
    """A paragraph where it stands: among those of its page, whose text has ``body`` points and begins at ``begin``.

    ``under_heading`` says that the paragraph above it is a heading, ``below`` is what the next page begins with.
    """

    page: PageLines
    paragraphs: Sequence[Paragraph]
    at: int
    body: float
    begin: int
    under_heading: bool = False
    below: Paragraph | None = None

    @property
    def paragraph(self) -> Paragraph:
        """The paragraph itself."""
        return self.paragraphs[self.at]

    @property
    def before(self) -> Paragraph | None:
        """The paragraph above it on its page."""
        return self.paragraphs[self.at - 1] if self.at else None

    @property
    def after(self) -> Paragraph | None:
        """The paragraph below it, on its page or at the head of the next one; that below its underline."""
        below = self.at + (2 if self._is_underlined else 1)
        return self.paragraphs[below] if below < len(self.paragraphs) else self.below

    @cached_property
    def _is_underlined(self) -> bool:
        if self.page.laid_out or self.at + 1 == len(self.paragraphs):
            return False
        return underlines(self.paragraphs[self.at + 1], self.paragraph)

    @property
    def tops(self) -> bool:
        """Whether it is the first on its page, but for running headers."""
        return self.at <= 1 and self.page.number > 0

    @cached_property
    def heading_like(self) -> bool:
        """Whether it is set as a heading."""
        if self.page.laid_out:
            return set_as_heading(self.page, self.paragraph, self.body)
        if EMPHASISED.fullmatch(self.paragraph.text):
            return True
        return self._is_underlined

    @cached_property
    def apart(self) -> bool:
        """Whether it has room around it and does not fill the measure, as headings of typescripts do.

        In capitals or in the middle of the page it may.
        """
        return self.roomy and (is_narrow(self.page, self.paragraph) or in_capitals(self.paragraph.text) or self.centred)

    @cached_property
    def centred(self) -> bool:
        """Whether its lines stand in the middle of the page, and one at least does not fill the measure."""
        lines = self.paragraph.lines
        middle = self.page.laid_out and all(map(self.page.is_centred, lines))
        return middle and min(line.rect.width for line in lines) < _FULL * self.page.widest

    @property
    def is_set(self) -> bool:
        """Whether its type says something: not in plain or recognised text."""
        return self.page.laid_out and self.body != UNSURE

    @property
    def may_head(self) -> bool:
        """Whether it may be a heading, if its style is that of others: it is worded as one, with room around it."""
        text = self.paragraph.text
        if not self.is_set or self.paragraph.number is not None or len(self.paragraph.lines) > _HEADING_LINES:
            return False
        shown = self.apart or (self.roomy and all(line.italic or line.bold for line in self.paragraph.lines))
        return shown and ":" not in text and len(text.split()) <= _MOST_WORDS and is_worded(text) and self.heads_text

    @cached_property
    def roomy(self) -> bool:
        """Whether it has room around it."""
        return has_room(self.page, self.paragraphs, self.at)

    @property
    def can_begin_part(self) -> bool:
        """Whether an annex may begin with it: it stands out, and no table of contents goes on behind it."""
        if any(is_entry(item) for item in self.paragraphs[self.at + 1 : self.at + 3]):
            return False
        if not self.page.laid_out or self.heading_like:
            return True
        short = len(self.paragraph.text) < 12 and stands_alone(self.page, self.paragraph)
        # What is typed or recognised has no bold type: there the head of a page is enough.
        plain = self.body == UNSURE or in_capitals(self.paragraph.text) or not self.page.any_bold_after(0)
        return short or self.apart or (self.at <= 2 and plain)

    @property
    def text_below(self) -> bool:
        """Whether any text stands below it on its page."""
        return any(_is_text(self.page, item) for item in self.paragraphs[self.at + 1 :])

    @property
    def larger(self) -> float | None:
        """By how many points it is larger than the text, a little less in italics; None where type says nothing."""
        if not self.page.laid_out or self.body == UNSURE:
            return None
        first = self.paragraph.lines[0]
        return first.size - self.body - (0.0 if first.bold else _SLANTED)

    @property
    def slanted(self) -> bool:
        """Whether it is in italics with room around it, and text follows: the lesser headings of many reports."""
        italic = self.page.laid_out and all(line.italic for line in self.paragraph.lines)
        return italic and self.apart and self.heads_text

    @property
    def in_cells(self) -> bool:
        """Whether its lines are rows of cells, as the header of a table is; a mark may stand before any heading."""
        cells = [line.text.split("\n") for line in self.paragraph.lines]
        return all(len(row) > 1 and row[0].rstrip()[-1:].isalnum() for row in cells)

    @property
    def over_row(self) -> bool:
        """Whether a short line follows without room that is no text: the header of a table, a name in a list."""
        after = self.paragraphs[self.at + 1] if self.at + 1 < len(self.paragraphs) else None
        if not self.page.laid_out or after is None or len(after.lines) != 1 or after.number is not None:
            return False
        row = after.lines[0]
        short = is_narrow(self.page, after) and not speaks(after) and after.text[0] not in "[［("
        return short and row.gap < _ROOM and not row.bold

    @property
    def hangs_on(self) -> bool:
        """Whether it stands right below a line that has not ended: the second line of a cell, not a heading."""
        first = self.paragraph.lines[0]
        above = self.before.lines[-1] if self.before else None
        if above is None or above.bold or first.gap >= _CLOSE:
            return False
        return not PHRASE_ENDED.search(above.text) or _INITIAL.search(above.text) is not None

    @property
    def heads_numbered(self) -> bool:
        """Whether it is a short line over a numbered paragraph."""
        after = self.after
        alone = after is not None and after.number is not None and stands_alone(self.page, self.paragraph)
        lines = self.paragraph.lines
        words = lines[1:] if COUNTER.fullmatch(lines[0].text) else lines
        return alone and len(words) == 1 and is_narrow(self.page, self.paragraph)

    @property
    def counts_headings(self) -> bool:
        """Whether a number before it counts headings: no number follows, or one that does not go on from it."""
        number = self.paragraph.number
        if self.after is None or self.after.number is None or number is None:
            return self.after is not None
        before = self.before.number if self.before else None
        return self.after.number > number + 1 and before != number - 1

    @property
    def heads_text(self) -> bool:
        """Whether text follows: a numbered paragraph, a sentence, or what fills the measure."""
        after = self.after
        return after is not None and (
            after.number is not None or after.lines[0].rect.width > _NARROW * self.page.widest or speaks(after)
        )

    @property
    def parts_sentences(self) -> bool:
        """Whether it is a line between a paragraph, or another heading, that has ended and text.

        Of one that runs on (over lines, over the measure, over commas) more is asked: what follows must be sentences.
        """
        text, before = self.paragraph.text, self.before
        lines = self.paragraph.lines
        runs_on = len(lines) > 1 or not is_narrow(self.page, self.paragraph) or text.count(",") > 1
        if _CLAUSES.search(text) or text.count(",") > _COMMAS:
            return False
        following = [*self.paragraphs[self.at + 1 : self.at + (2 if ":" in text else 3)]]
        if not following and self.below is not None:
            following = [self.below]
        ended = before is None or self.under_heading or _has_ended(before)
        if in_capitals(text) and (self.under_heading or len(lines) > 1):
            return ended
        if runs_on:
            # A heading that runs on may stand over a short one, and an item of a list stands over the next item.
            text_below = next((item for item in following if _is_text(self.page, item)), None)
            return ended and text_below is not None and speaks(text_below) and not self._broken_off
        if not any(_is_text(self.page, item) or item.text[0] in "[［" for item in following):
            return False
        return ended or not self._text_before

    @property
    def _text_before(self) -> bool:
        return self.before is not None and _is_text(self.page, self.before)

    @property
    def _broken_off(self) -> bool:
        """Whether it may go on behind the page's end: it stands last and fills its last line."""
        last = self.at + 1 == len(self.paragraphs)
        return last and self.paragraph.lines[-1].rect.width > _NARROW * self.page.widest

    @property
    def _uncounted(self) -> str:
        """Its words without their number, or without the letter of a lesser heading, which no list has around it."""
        text = _NUMBER.sub("", self.paragraph.text)
        if any(item is not None and ENUMERATOR.match(item.text) for item in (self.before, self.after)):
            return text
        return ENUMERATOR.sub("", text)

    @property
    def typed_heading(self) -> bool:
        """Whether it is a heading by the room around it alone, on a page that has no bold type."""
        text = self.paragraph.text
        plain = not self.page.laid_out
        if (
            not ((self.roomy or self.heads_numbered) if plain else self.apart)
            or not is_long_enough(text)
            or text.endswith(":")
        ):
            return False
        words = self._uncounted.lstrip(_OPENING_SIGNS)
        if not words or (self.paragraph.number is not None and not self.counts_headings):
            return False
        if len(text) > (_LONGEST if plain else 100) or (plain and not self.parts_sentences):
            return False
        if self.body != UNSURE and self.page.any_bold_after(self.begin):
            return False
        return is_worded(words) and (plain or self.heads_text)
