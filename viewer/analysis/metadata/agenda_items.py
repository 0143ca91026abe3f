"""The items of the agenda that a masthead names, and what they are called."""

from __future__ import annotations

import re
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING

from viewer.analysis.layout.columns import below, in_column
from viewer.analysis.layout.lines import joined
from viewer.analysis.layout.markers import LETTERS, document_type, is_byline, named_part
from viewer.analysis.layout.paragraphs import blank_between
from viewer.analysis.metadata.labels import agenda_items_of
from viewer.analysis.metadata.parties import authors_of, moves_draft, names_sponsors
from viewer.analysis.words.dates import are_days
from viewer.analysis.words.names import countries_in
from viewer.analysis.words.wordlists import closed_up, in_capitals, phrase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from viewer.analysis.layout.lines import Line
    from viewer.analysis.metadata.masthead_values import Masthead

_SENTENCE = re.compile(r"[^\W\d_]{3}\.$|[^\W\d_]{3}\. [^\W\d_]")
"""A sentence ends in the line, and is no abbreviation."""
_LONGEST_BESIDE = 140
_SPONSORS = 3
"""A line with so many States names those that move a draft."""
_ONE_MIDDLE = 4.0
"""Points by which the middles of centred lines may differ, twice."""
_LARGER = 1.5
"""Points by which the title of the document is larger than the item of the agenda."""
_ONE_SIZE = 0.6
"""Points by which the lines of one title may differ in size."""
_MOST_TITLE_LINES = 8
"""The title of an item of the agenda has no more lines."""


def read_agenda(top: Sequence[Line], masthead: Masthead, *, plain: bool) -> None:
    """Note the items of the agenda that a label names, and the title of the item that stands below it.

    ``plain`` says that the page has no type: what parts the title from the next one are blank lines.
    """
    if "meeting" in masthead.values:
        return  # the items of a record are what was talked of
    for at, line in enumerate(takewhile(lambda line: named_part(line.text) is None, top)):
        goes_on = [other for other in top[at + 1 : at + 2] if below(line, other)]
        read = ((lines, agenda_items_of(joined(lines))) for lines in ([line], [line, *goes_on]))
        lines, items = next(((lines, items) for lines, items in read if items), (list["Line"](), list[str]()))
        if not items:
            continue
        for item in items:
            masthead.add("agenda_item", item, lines)
        last, following = lines[-1], top[at + len(lines) :]
        above = next((other for other in reversed(top[:at]) if in_column(line, other)), None)
        after = next((other for other in following if in_column(last, other)), None)
        steps = [
            line.rect.y0 - above.rect.y0 if above else 0.0, after.rect.y0 - last.rect.y0 if after else 0.0,
            1.5 * max(line.rect.height, 9.0),
        ]  # fmt: skip
        usual = min(step for step in steps if step > 0)
        below_it = _up_to_blank(last, following) if plain else following
        title = _beside(last, following, masthead) or _agenda_title(last, below_it, masthead, usual, plain=plain)
        if title:
            titles = (closed_up(joined(part).rstrip("* ")) for part in _one_each(title, len(items)))
            masthead.add("agenda_title", "; ".join(titles), title)
        return


def _one_each(title: Sequence[Line], items: int) -> list[Sequence[Line]]:
    """The titles of several items, if as many begin with a capital behind a line that has ended; else all as one."""
    begins = [
        at for at, (above, line) in enumerate(pairwise(title), 1) if line.text[0].isupper() and not _is_open(above.text)
    ]
    if len(begins) != items - 1:
        return [title]
    return [title[begin:end] for begin, end in pairwise([0, *begins, len(title)])]


def _beside(item: Line, following: Sequence[Line], masthead: Masthead) -> list[Line]:
    """What stands behind the item in the same line of plain text, if that is so short that it is its title.

    In capitals it may be what the document itself is called.
    """
    behind = [line for line in following[:1] if line.rect == item.rect and _breadth(line.text) <= _LONGEST_BESIDE]
    behind = [
        line for line in behind if not (are_days(line.text) or (line in masthead.titles and in_capitals(line.text)))
    ]
    return [line for line in behind if document_type(line.text) is None and not _SENTENCE.search(line.text)]


def _breadth(text: str) -> int:
    """How many letters wide a text is; Chinese signs are as wide as two."""
    return sum(2 if sign > "\u2e7f" else 1 for sign in text)


def _agenda_title(
    item: Line, following: Sequence[Line], masthead: Masthead, usual: float, *, plain: bool
) -> list[Line]:
    """The lines after the agenda item at the ``usual`` distance (points from top to top), in its column.

    What stands alone between the item and who reports is, where the page is ``plain``, what the document is called.
    """
    title: list[Line] = []
    last = item
    for line in following:
        beside = abs(line.rect.x0 - item.rect.x0) > 5 and abs(line.rect.x1 - item.rect.x1) > 5
        if title and beside and line.block == last.block and _are_centred(last, line):
            return []  # what stands in the middle of the page is what the document is called
        if line.rect.y0 - last.rect.y0 < 0.5 * item.rect.height or (beside and line.lead == item.lead):
            continue
        apart = line.rect.y0 - last.rect.y0 > 1.35 * usual or line.lead > last.lead + 1
        if apart or _in_other_type(line, item, title) or _is_something_else(line, masthead):
            break
        if _moves(line.text) or (title and line.text.startswith(joined(title))):
            return title  # the draft that is moved is called below, or the document by the item and more
        if len(title) == _MOST_TITLE_LINES:
            return []  # nothing parts it from the text
        if title and (is_byline(line.text) or phrase("documents", "on_its_work").search(line.text)):
            end = _last_phrase(title)
            alone = (
                plain and end == len(title) and not in_capitals(title[0].text) and document_type(title[0].text) is None
            )
            return [] if alone else title[:end]  # who reports; what stands right above is what the report is called
        title.append(line)
        last = line
    return _without_sentences(title)


def _in_other_type(line: Line, item: Line, title: Sequence[Line]) -> bool:
    """Whether a line is set larger than the item, or otherwise than the title that it would go on."""
    if line.size > item.size + _LARGER:
        return True
    if not title:
        return False
    first = title[0]
    small = first.text.isupper() and not line.text.isupper() and any(map(str.islower, line.text))
    return small or line.bold != first.bold or abs(line.size - first.size) > _ONE_SIZE


def _is_something_else(line: Line, masthead: Masthead) -> bool:
    """Whether a line is a label, begins the title of the document, or heads its summary or contents."""
    labelled = line in masthead.lines and not line.goes_on
    return labelled or are_days(line.text) or _starts_title(line.text) or named_part(line.text) is not None


def _moves(text: str) -> bool:
    """Whether a line says who moves a draft."""
    return names_sponsors(text) or moves_draft(text) or len(countries_in(text)) >= _SPONSORS


def _up_to_blank(item: Line, following: Sequence[Line]) -> Sequence[Line]:
    """The lines after the item, up to the second blank line, if one stands under the item: a title is a paragraph.

    A line with a small letter goes on the one above, and so does one in capitals, wherever blank lines stand.
    """
    if not following or not blank_between(item, following[0]):
        return following
    for at, (above, line) in enumerate(pairwise(following), 1):
        goes_on = line.text[0].islower() or _is_open(above.text) or (above.text.isupper() and line.text.isupper())
        if blank_between(above, line) and not goes_on:
            by = is_byline(line.text) or (document_type(line.text) is None and authors_of(line.text))
            called = by and not following[0].text.isupper()  # what stands right over who reports is what it is called
            return () if called else following[:at]
    return following


def _is_open(text: str) -> bool:
    """Whether a line ends within a phrase or word."""
    return text.endswith((",", "-", "،", "、", "，")) or phrase("documents", "unfinished").search(text) is not None


def _are_centred(above: Line, under: Line) -> bool:
    """Whether two lines of different lengths have one middle."""
    return abs(above.rect.x0 + above.rect.x1 - under.rect.x0 - under.rect.x1) < _ONE_MIDDLE


def _last_phrase(lines: Sequence[Line]) -> int:
    """Where the last phrase of several begins: not with a small letter, nor in capitals, which have no beginning."""
    begins = [at for at, line in enumerate(lines) if not (line.text[:1].islower() or line.text.isupper())]
    return begins[-1] if len(begins) > 1 else len(lines)


def _without_sentences(title: list[Line]) -> list[Line]:
    """The lines before the text, where no distance parts a title from it."""
    ended = next((at for at, line in enumerate(title) if _SENTENCE.search(line.text)), None)
    if ended is None:
        return title
    begins = [at for at in range(ended + 1) if not title[at].text[:1].islower()]
    return title[: begins[-1] if begins else 0]


def _starts_title(text: str) -> bool:
    """Whether a line starts the title of a letter, note verbale or agenda (agenda titles can begin like reports')."""
    kind = document_type(text)
    return kind in LETTERS or (kind == "agenda" and text[:6].lower() != "agenda")
