"""Lines of a page that stand one below the other: columns, and the cells of a masthead."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from viewer.analysis.layout.lines import Line

_SAME_MARGIN = 5.0
"""Points within which lines begin, or end, at one margin."""


def in_column(line: Line, other: Line, within: float = _SAME_MARGIN) -> bool:
    """Whether two lines begin at the same margin: the left one, the right one in Arabic (``within`` in points)."""
    if abs(line.rect.x0 - other.rect.x0) < within:
        return True
    return abs(line.rect.x1 - other.rect.x1) < within and any("\u0590" < sign < "\u0900" for sign in line.text)


def below(line: Line, other: Line, *, flush_right: bool = False) -> bool:
    """Whether the other line is the next one below in the same column, or the rest of a long row of plain text.

    ``flush_right`` says that the lines of the column may also end at one margin, in any script.
    """
    near = 0 < other.rect.y0 - line.rect.y0 < 2.2 * max(line.rect.height, 8)
    ends_there = flush_right and abs(line.rect.x1 - other.rect.x1) < _SAME_MARGIN
    return near and (other.goes_on or ends_there or in_column(line, other))


def cells(lines: Iterable[Line]) -> Iterator[list[Line]]:
    """Lines one below the other in one column and type size, such as a name on several lines."""
    columns: list[list[Line]] = []
    for line in lines:
        for column in columns:
            last = column[-1]
            if abs(last.size - line.size) < 0.6 and last.bold == line.bold and below(last, line):
                column.append(line)
                break
        else:
            columns.append([line])
    yield from columns
