"""The organs that a masthead names as those that issue the document."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from viewer.analysis.layout.columns import cells
from viewer.analysis.layout.lines import joined, span_of
from viewer.analysis.layout.markers import organ_speaks
from viewer.analysis.metadata.labels import is_council_year, is_name, session_of
from viewer.analysis.references.treaties import begins_with_treaty, may_name_treaty, names_treaty
from viewer.analysis.words.names import Organ, organ_named
from viewer.analysis.words.wordlists import phrase

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from viewer.analysis.layout.lines import Line
    from viewer.analysis.metadata.masthead_values import Masthead

_TREATY_LINES = 4
_LONGEST_NAME = 300
_MOST_LINES = 9
"""Lines on which the name of an organ stands in a narrow column."""


def read_organs(top: Sequence[Line], masthead: Masthead) -> None:
    """Note the organs that are named, and the lines of their names, of treaties and of the Council's year."""
    seen: set[str] = set()
    columns = list(cells(top))
    for column in columns:  # the documents of a treaty's committee bear its name
        masthead.lines.update(_treaty_lines(column, masthead))
    ends_title = ends_of_titles(top)
    for column in columns:
        at = 0
        while at < len(column):
            if column[at] in ends_title or not _may_hold_organ(column, at, masthead):
                at += 1
                continue
            for length in range(min(_MOST_LINES, len(column) - at), 0, -1):
                part = column[at : at + length]
                organ = organ_named(joined(part)) or _conference(part)
                if organ and not organ_speaks(joined(part)):
                    if organ.name not in seen:
                        masthead.organs.append((organ, span_of(part)))
                        seen.add(organ.name)
                    masthead.lines.update(part)
                    at += length - 1
                    break
            at += 1
    for line in top:
        if is_name(line.text) or is_council_year(line.text):
            masthead.lines.add(line)


def _conference(lines: Sequence[Line]) -> Organ | None:
    """The conference or meeting of the parties to a treaty that lines name in full, in English.

    A line behind the first that names a body or is a label by itself belongs to no name of a treaty.
    """
    name = " ".join(joined(lines).split()).rstrip("*, ")
    if phrase("documents", "conference_of_parties").match(name) is None or len(name) > _LONGEST_NAME:
        return None
    behind = (line.text for line in lines[1:])
    if any(is_name(text) or organ_named(text) or phrase("documents", "body_words").match(text) for text in behind):
        return None
    return Organ(name, 2, ())


def ends_of_titles(top: Sequence[Line]) -> set[Line]:
    """The lines of a page's top that go on the one right above: what they name is part of a title."""
    return {under for above, under in pairwise(top) if _goes_on(above, under)}


def _goes_on(above: Line, under: Line) -> bool:
    """Whether a line goes on the one right above, which ends within a phrase or word ("... OF THE / ASSEMBLY").

    What begins with a small letter begins no name.
    """
    return (
        (
            above.text.endswith("-")
            or under.text[0].islower()
            or phrase("documents", "unfinished").search(above.text) is not None
        )
        and abs(above.size - under.size) < 0.6
        and 0 < under.rect.y0 - above.rect.y0 < 1.6 * above.rect.height
    )


def _treaty_lines(column: Sequence[Line], masthead: Masthead) -> Iterator[Line]:
    """The lines of a column that are the name of a treaty, on up to four lines."""
    if not may_name_treaty(joined(column)):
        return
    for at in range(len(column)):
        if _may_hold_organ(column, at, masthead) and begins_with_treaty(joined(column[at : at + _TREATY_LINES])):
            ends = range(at + 1, at + _TREATY_LINES + 1)
            yield from column[at : next((end for end in ends if names_treaty(joined(column[at:end]))), at)]


def _may_hold_organ(column: Sequence[Line], at: int, masthead: Masthead) -> bool:
    """An organ's name starts a column, stands under other parts of the masthead, or over its session or year."""
    over = any(is_council_year(line.text) or session_of(line.text) for line in column[at + 1 : at + 2])
    return at == 0 or over or column[at - 1] in masthead.lines or is_name(column[at - 1].text)
