"""The block of a masthead that names the organ, its session and the item of the agenda.

On the first page of documents set in New York and Geneva since the 1990s it stands under the name of the principal
organ, further out than the text and the title: at 57 to 60 points from the left, where the text begins at 113 to 123.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from viewer.analysis.layout.columns import cells
from viewer.analysis.layout.markers import document_type, markers
from viewer.analysis.metadata.labels import session_dates_of, symbols_of
from viewer.analysis.words.scripts import ARABIC

if TYPE_CHECKING:
    from collections.abc import Sequence

    from viewer.analysis.layout.lines import Line, PageLines
    from viewer.analysis.metadata.masthead_values import Masthead

_OUTDENT = 25.0
"""The block begins at least this much (points) further out than the text ..."""
_EDGE = 0.11
"""... and in this part of the page's width, where titles do not begin."""
_TITLES = 13.0, 17.0
"""Points; the block is smaller than the title below it, and the name of the organ above it larger."""
_PLAIN_LINES = 6
_FEWEST_LETTERS = 4
"""What has fewer is a mark or a line that was drawn."""
_TEXT_FROM = 0.35
"""Below this part of the page stands text."""
_LABELS_END = 0.3
"""What stands below this part of the page is no label of the masthead."""
_ORGANS_END = 0.2
"""Below this part of the page no organ's name goes on beside the labels."""
_LOWEST = 0.55
"""The block begins in this upper part of the page."""


def session_block(page: PageLines, top: Sequence[Line], masthead: Masthead) -> list[Line]:
    """The lines of the block, from above; empty where the page was not set so, or has no masthead."""
    if not {"symbol", "distribution"} & masthead.values.keys():
        return []
    if not page.laid_out:
        return _above_session(top, masthead)
    above = end_of_labels(top, masthead, _LABELS_END * page.height)
    outermost = min(_margin(page, masthead) - _OUTDENT, _EDGE * page.width)
    block: list[Line] = []
    for line in top:
        if line.rect.y0 <= above or line.rect.y0 > _LOWEST * page.height:
            continue
        beside = not block and line.rect.y0 < _ORGANS_END * page.height and _start(line, page) > outermost
        if beside and document_type(line.text) is None:
            continue  # the last lines of a long name in small type
        if _TITLES[0] < line.size < _TITLES[1] or markers().chapter.match(line.text):
            break
        if _start(line, page) > outermost:
            continue
        if block and line.rect.y0 - block[-1].rect.y0 > 2.4 * max(block[-1].rect.height, 8.0):
            break
        block.append(line)
    return block if sum(map(str.isalpha, "".join(line.text for line in block))) >= _FEWEST_LETTERS else []


def end_of_labels(lines: Sequence[Line], masthead: Masthead, lowest: float, *, dated: bool = True) -> float:
    """How far down (points, less than ``lowest``) the symbol and the distribution reach, and if ``dated`` the date."""
    keys = ("symbol", "distribution", *(("date", "original_language") if dated else ()))
    spans = [value.span for key in keys for value in masthead.values.get(key, ())]
    tops = (line.rect.y0 for line in lines if any(span.overlaps(line.span) for span in spans))
    return max((top for top in tops if top < lowest), default=0.0)


def _above_session(top: Sequence[Line], masthead: Masthead) -> list[Line]:
    """In plain text, the few lines between those that are known and the session or its dates: they name its organ."""
    spans = [value.span for value in masthead.values.get("session", ())]
    session = next((at for at, line in enumerate(top) if any(span.overlaps(line.span) for span in spans)), 0)
    dates = 0 if session else next((at for at, line in enumerate(top) if session_dates_of(line.text)), -1) + 1
    first = next((at for at in range(session or dates, 0, -1) if top[at - 1] in masthead.lines), session)
    block = [line for line in top[first : session or dates] if any(map(str.isalnum, line.text))]
    short = first > 0 and len(block) <= _PLAIN_LINES and all(document_type(line.text) is None for line in block)
    return block if short else []


def _margin(page: PageLines, masthead: Masthead) -> float:
    """Where most of the page's text begins, in points from the side that it is read from."""
    weights: dict[int, int] = {}
    text = [line for line in page.lines if not (line.bold or line in masthead.lines)]
    for line in [line for line in text if line.rect.y0 > _TEXT_FROM * page.height] or text:
        at = round(_start(line, page) / 3)
        weights[at] = weights.get(at, 0) + len(line.text)
    return 3.0 * max(weights, key=weights.__getitem__, default=0)


def _start(line: Line, page: PageLines) -> float:
    return page.width - line.rect.x1 if ARABIC.search(line.text) else line.rect.x0


def body_lines(page: PageLines, masthead: Masthead) -> Sequence[Line]:
    """The lines that may name a body that no table lists: the first of the block, or bold ones over the session."""
    if masthead.block:
        block = masthead.block
        end = next(
            (
                at
                for at, line in enumerate(block)
                if line in masthead.read or line.bold != block[0].bold or session_dates_of(line.text)
            ),
            None,
        )
        return block[:end]
    session = masthead.values.get("session")
    line = next((line for line in page.lines if session and line.span.overlaps(session[0].span)), None)
    if line is None or not page.laid_out:
        return ()
    above = [
        other for other in page.from_above
        if other.rect.y0 < line.rect.y0 and abs(other.rect.x0 - line.rect.x0) < 4 and other not in masthead.lines
        and not symbols_of(other.text)
    ]  # fmt: skip
    column = list(cells(above))
    if not column or line.rect.y0 - column[-1][-1].rect.y0 > 2.2 * line.rect.height:
        return ()
    return column[-1]
