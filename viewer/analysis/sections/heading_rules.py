"""What makes a line a heading, and of which kind: rules that are asked in order, the first that applies decides."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from viewer.analysis.layout.markers import LEADERS, markers
from viewer.analysis.layout.note_marks import STROKED_CALL
from viewer.analysis.layout.paragraphs import ENUMERATOR
from viewer.analysis.metadata.labels import agenda_items_of
from viewer.analysis.metadata.titles import is_adoption
from viewer.analysis.sections.contents import without_brackets
from viewer.analysis.sections.headings import is_long_enough, stands_alone
from viewer.analysis.sections.ranks import CHAPTER, DIVISION, HEADING, LETTERED, STATEMENT, TITLE, TITLE_LIMIT
from viewer.analysis.words.names import country_named
from viewer.analysis.words.wordlists import phrase
from viewer.model.document import SectionKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from viewer.analysis.sections.headings import Place

_SENTENCE_END = re.compile(rf"(?:[.;,:。；，،؛](?:{STROKED_CALL})?|[^\W\d_][;,]\d{{1,2}})$")
"""How a sentence or a part of one ends, the figure of a footnote behind it included."""
_SYMBOL = re.compile(r"[A-Z]{1,5}/[^\s/]*/?\S*\d")
"""The document's symbol at the head of a page, as recognition may leave it."""
_LONGEST = 220
"""Characters of a heading that is not set as one."""
_LONGEST_ALONE = 140
"""Characters of a heading that the room around it shows."""
_FEW_WORDS = 15
"""Words of a heading that its type or mark alone does not make sure."""
_WORDS_OF_TITLE = 40
"""Words of the title of an annex, right under its mark."""
_MANY_WORDS = 50
"""Words of a heading that is bold or large throughout."""
_LETTERS_MISSED = 3
"""Letters from one lettered heading to the next, if one or two between them were not found."""


class LetterCount:
    """The letter of the lettered heading that was found last."""

    def __init__(self) -> None:
        self._last = "A"

    def goes_on(self, letter: str) -> bool:
        """Whether a letter that counts headings goes on from the last one; others are initials of names."""
        before, self._last = self._last, letter
        return letter in "AА" or not letter.isupper() or 0 < ord(letter) - ord(before) <= _LETTERS_MISSED


@dataclass(frozen=True)
class Candidate:
    """A paragraph that may be a heading: its ``text``, and how it stands where it is.

    ``named`` says that the table of contents names it, ``opened`` that it stands right under the mark of an annex.
    """

    place: Place
    text: str
    named: bool
    opened: bool
    letters: LetterCount

    @property
    def is_short(self) -> bool:
        """Whether it is no longer than headings are, and no entry of contents, signature or caption."""
        return (
            0 < len(self.text) <= (TITLE_LIMIT if self.is_set else _LONGEST)
            and not LEADERS.search(self.text)
            and not phrase("sections", "signed").search(self.text)
            and not self._is_rank
            and not phrase("sections", "caption").match(self.text)
            and not is_adoption(self.text)
            and not _SYMBOL.match(self.text)
        )

    @property
    def _is_rank(self) -> bool:
        """Whether it says under a signature what the one who signed is."""
        above = self.place.before
        return above is not None and not self.is_set and phrase("sections", "signed").search(above.text) is not None

    @property
    def translates(self) -> bool:
        """Whether it says that a translation follows ("Unofficial translation")."""
        shown = self.is_set or self.place.apart or not self.place.page.laid_out
        return shown and markers().translation.match(self.text) is not None

    @property
    def is_phrased(self) -> bool:
        """Whether it begins as headings do, and does not end as a sentence."""
        words = ENUMERATOR.sub("", self.text)
        if _SENTENCE_END.search(self.text.removesuffix(":")) or not words:
            return False
        return not words[0].islower() and words[0] not in "(["

    @property
    def is_set(self) -> bool:
        """Whether its type sets it apart from the text: bold, or larger."""
        return self.place.heading_like

    @cached_property
    def is_shown(self) -> bool:
        """Whether it is set as a heading, named by the contents, or a short line with room around it."""
        if self.is_set or self.named:
            return True
        if len(self.text) > _LONGEST_ALONE:
            return False
        if not self.place.page.laid_out and stands_alone(self.place.page, self.place.paragraph):
            return True
        return self.place.apart and not self.text.endswith((":", "："))

    @property
    def may_be_marked(self) -> bool:
        """Whether the mark that it begins with ("II.", "A.") may be that of a heading."""
        return self.is_shown or self.place.heads_numbered

    @cached_property
    def words(self) -> int:
        """How many words it has."""
        return len(self.text.split())


def _is_division(one: Candidate) -> bool:
    return one.is_shown and phrase("sections", "division").match(one.text) is not None


def _is_chapter(one: Candidate) -> bool:
    return one.may_be_marked and markers().chapter.match(one.text) is not None


def _is_lettered(one: Candidate) -> bool:
    if not one.may_be_marked or not markers().heading.match(one.text):
        return False
    return one.is_set or one.letters.goes_on(one.text[0])


def _is_worn_chapter(one: Candidate) -> bool:
    """Whether it begins with the figure of a chapter as recognition has read it."""
    marked = one.place.page.recognised and phrase("sections", "worn_chapter").match(one.text) is not None
    return marked and one.may_be_marked and one.words <= _FEW_WORDS


def _is_agenda_item(one: Candidate) -> bool:
    """Whether it is an agenda item, with its title or without, as records have it over what was said of it."""
    if not one.place.roomy:
        return False
    if phrase("sections", "item").match(one.text) or agenda_items_of(without_brackets(one.text)):
        return True
    item, colon, title = one.text.replace("：", ":").partition(":")
    return bool(colon and title and agenda_items_of(item.strip()))


def _is_speaker(one: Candidate) -> bool:
    """Whether it names a country or a group of States, whose statement follows."""
    place = one.place
    stands_out = one.is_set or (one.is_shown and not place.page.laid_out and place.parts_sentences)
    if not stands_out and not place.typed_heading:
        return False
    name = phrase("sections", "speaker").sub("", one.text).strip("* ")
    return country_named(name) is not None or phrase("sections", "group_of_states").match(name) is not None


def _is_title_of_part(one: Candidate) -> bool:
    return one.opened and (one.is_shown or one.place.roomy) and one.words <= _WORDS_OF_TITLE


def _is_named_or_provision(one: Candidate) -> bool:
    return one.named or (one.is_shown and phrase("sections", "provision").match(one.text) is not None)


def _is_front_matter(one: Candidate) -> bool:
    """Whether it is the word for what stands before or behind the text proper: a letter of transmittal, a glossary."""
    return (one.is_shown or one.place.roomy) and phrase("sections", "front_matter").match(one.text) is not None


def _is_set_as_heading(one: Candidate) -> bool:
    place = one.place
    shown = one.is_set and one.words <= _MANY_WORDS and is_long_enough(one.text)
    return shown and not (place.hangs_on or place.in_cells or place.over_row)


def _is_statement(one: Candidate) -> bool:
    return one.is_shown and markers().statement.match(one.text) is not None


def _is_typed_or_slanted(one: Candidate) -> bool:
    return one.place.typed_heading or (one.place.slanted and one.words <= _FEW_WORDS)


class Rule(NamedTuple):
    """What ``applies`` to is a heading of this kind and rank (see ``ranks.Start``)."""

    applies: Callable[[Candidate], bool]
    kind: SectionKind
    rank: int


RULES = (
    Rule(_is_division, SectionKind.CHAPTER, DIVISION),
    Rule(_is_chapter, SectionKind.CHAPTER, CHAPTER),
    Rule(_is_lettered, SectionKind.HEADING, LETTERED),
    Rule(_is_worn_chapter, SectionKind.CHAPTER, CHAPTER),
    Rule(_is_agenda_item, SectionKind.HEADING, LETTERED),
    Rule(_is_speaker, SectionKind.STATEMENT, STATEMENT),
    Rule(_is_title_of_part, SectionKind.HEADING, TITLE),
    Rule(_is_front_matter, SectionKind.CHAPTER, CHAPTER),
    Rule(_is_named_or_provision, SectionKind.HEADING, LETTERED),
    Rule(_is_set_as_heading, SectionKind.HEADING, HEADING),
    Rule(_is_statement, SectionKind.HEADING, HEADING),
    Rule(_is_typed_or_slanted, SectionKind.HEADING, HEADING),
)
"""What is asked of a candidate, from the surest mark to the room around it alone."""


def rule_for(candidate: Candidate) -> Rule | None:
    """The rule that makes a candidate a heading, None where it is text."""
    return next((rule for rule in RULES if rule.applies(candidate)), None)
