"""A document's own symbol: on the masthead of its first page, or at the head of most pages after it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from viewer.analysis.layout.columns import below
from viewer.analysis.metadata.labels import symbols_of
from viewer.analysis.words.wordlists import phrase, simplified

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from viewer.analysis.layout.lines import Line, PageLines

_LINES = 25
"""The symbol is one of the first lines of the page."""
_REACH = 100.0
"""The symbol stands within this distance (points) below the first line that is one; titles that are symbols do not."""
_ROWS = 4
"""Lines that a symbol takes in a narrow column."""
_APART = 40.0
"""What stands further apart (points) from the masthead's symbol cites another document."""
_HEADED_PAGES = 40
"""Pages whose running headers are asked for the symbol where the masthead has none."""


def own_symbols(top: Sequence[Line], pages: Sequence[PageLines]) -> Iterator[tuple[str, Sequence[Line]]]:
    """The symbols (several of a joint document) with the lines that say them; ``top`` is the head of the first page."""
    lines_of_own = [line for line in top if not line.goes_on]  # a symbol that a paragraph ends with is cited
    found = [one for at in range(min(_LINES, len(lines_of_own))) for one in _symbols_at(lines_of_own, at)]
    found = [(lines, symbols) for lines, symbols in found if not lines[-1].text.endswith(".")] or found
    found = found or [((line,), symbols) for line in top if (symbols := _labelled(line.text))][:1]
    if not found:
        yield from _woven(top) or _in_headers(pages)
        return
    first = found[0][0][0].rect.y0
    found = [(lines, symbols) for lines, symbols in found if lines[0].rect.y0 - first < _REACH]
    size = max(lines[0].size for lines, _ in found)
    best = [(lines, symbols) for lines, symbols in found if lines[0].size > size - 1]
    for lines, symbols in best:
        if lines[0].rect.y0 - best[0][0][0].rect.y0 > _APART:
            return
        yield from ((symbol, lines) for symbol in symbols)


def _in_headers(pages: Sequence[PageLines]) -> Iterator[tuple[str, Sequence[Line]]]:
    counts: dict[str, list[Line]] = {}
    following = pages[1 : 1 + _HEADED_PAGES]
    for page in following:
        for line in page.from_above[:4]:
            for symbol in symbols_of(line.text):
                counts.setdefault(symbol, []).append(line)
    yield from ((symbol, lines[:1]) for symbol, lines in counts.items() if 2 * len(lines) >= len(following))


def _woven(top: Sequence[Line]) -> Sequence[tuple[str, Sequence[Line]]]:
    """The symbol of a masthead of which the columns were woven to one line: behind nothing but labels in capitals."""
    line = next(iter(top), None)
    if line is None or not (named := phrase("masthead", "woven").match(line.text)):
        return ()
    return [(symbol, (line,)) for symbol in symbols_of(named["symbol"])]


def _labelled(text: str) -> list[str]:
    """The symbols behind a label: in brackets behind the number of a supplement, or as libraries say it."""
    found = (phrase("masthead", row).search(simplified(text)) for row in ("supplement", "document_symbol"))
    return next((symbols_of(label[1]) for label in found if label and label[1]), list[str]())


def _symbols_at(top: Sequence[Line], at: int) -> Iterator[tuple[Sequence[Line], list[str]]]:
    """The symbols that a line is, with the lines below it where the symbol is broken at strokes."""
    rows = [top[at]]
    while rows[-1].text.endswith("/") and len(rows) < _ROWS:
        beneath = top[top.index(rows[-1]) + 1 :][:2]
        under = next((other for other in beneath if below(rows[-1], other, flush_right=True)), None)
        if under is None:
            break
        rows.append(under)
    if symbols := symbols_of("".join(row.text for row in rows)) or symbols_of(rows[0].text):
        yield tuple(rows), symbols
