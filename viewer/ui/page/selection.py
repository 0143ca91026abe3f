"""Selecting text with the mouse: characters, words or lines, over page breaks, before the whole text has been read."""

from __future__ import annotations

from bisect import bisect_right
from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QTextBoundaryFinder

from viewer.model.text import PagePosition

if TYPE_CHECKING:
    from viewer.model.geometry import PagePoint
    from viewer.model.text import PageGlyphs
    from viewer.session.open_document import OpenDocument
    from viewer.ui.page.glyph_store import GlyphStore


class SelectionUnit(Enum):
    """What a selection grows by."""

    CHARACTER = "character"
    WORD = "word"
    LINE = "line"


class TextSelector:
    """Turns presses and drags on pages into the document's selection."""

    def __init__(self, document: OpenDocument, glyphs: GlyphStore) -> None:
        self._document = document
        self._glyphs = glyphs
        self._anchor: tuple[PagePosition, PagePosition] | None = None
        self._unit = SelectionUnit.CHARACTER
        self.end: PagePosition | None = None
        """Where the end is that the keys have moved last."""

    def position_at(self, page: int, point: PagePoint) -> PagePosition | None:
        """The place between two characters nearest to a point; None where the page's glyphs are not known."""
        glyphs = self._glyphs.glyphs(page)
        offset = glyphs.offset_at(point) if glyphs is not None else None
        return None if offset is None else PagePosition(page, offset)

    def begin(self, page: int, point: PagePoint, unit: SelectionUnit) -> None:
        """Begin a selection. One of characters is empty at first, and clears what was selected before."""
        self._unit = unit
        self._anchor = self._range_at(page, point)
        if self._anchor is None:
            self._document.clear_selection()
        else:
            self._document.select(*self._anchor)

    def extend(self, page: int, point: PagePoint) -> None:
        """Let the selection reach from where it began to a point; begin one where none is."""
        if self._anchor is None:
            selection = self._document.selection
            if selection is None:
                self.begin(page, point, SelectionUnit.CHARACTER)
                return
            self._unit, self._anchor = SelectionUnit.CHARACTER, (selection[0], selection[0])
        reached = self._range_at(page, point)
        if reached is not None:
            start, end = min(self._anchor[0], reached[0]), max(self._anchor[1], reached[1])
            start = self._behind_line_ends(start, end)  # nobody sees that the line end in the margin is dragged over
            self._document.select(start, self._before_line_ends(end, start))

    def _behind_line_ends(self, place: PagePosition, end: PagePosition) -> PagePosition:
        """The first place from one on, ``end`` at the latest, behind which there is something to be seen."""
        text = self._glyphs.text(place.page)
        while text is not None and place < end:
            if place.offset >= len(text):
                place = PagePosition(place.page + 1, 0)
                text = self._glyphs.text(place.page)
            elif text[place.offset] == "\n":
                place = PagePosition(place.page, place.offset + 1)
            else:
                break
        return min(place, end)

    def _before_line_ends(self, place: PagePosition, start: PagePosition) -> PagePosition:
        """The last place up to one, ``start`` at the earliest, before which there is something to be seen."""
        text = self._glyphs.text(place.page)
        while text is not None and start < place:
            if not place.offset:
                text = self._glyphs.text(place.page - 1)
                place = place if text is None else PagePosition(place.page - 1, len(text))
            elif text[place.offset - 1] == "\n":
                place = PagePosition(place.page, place.offset - 1)
            else:
                break
        return max(place, start)

    def move_end(self, right: int, down: int) -> bool:
        """Move the end of the selection that is not its anchor: characters to the right, or lines down.

        Whether there was a selection to change. In right-to-left lines the character to the right is the one before.
        """
        selection = self._document.selection
        if selection is None:
            return False
        fixed, end = selection
        if self._anchor is not None and fixed < self._anchor[0] and end <= self._anchor[1]:  # it grew backwards
            fixed, end = end, fixed
        self._anchor = (fixed, fixed)
        glyphs = self._glyphs.glyphs(end.page)
        if glyphs is None:
            return True
        self.end = self._moved(glyphs, end, right, down)
        self._document.select(fixed, self.end)
        return True

    def _moved(self, glyphs: PageGlyphs, end: PagePosition, right: int, down: int) -> PagePosition:
        """The place to the right of another or below it; from the end of a page it is on the next."""
        number = max(0, bisect_right(glyphs.lines, (end.offset, len(glyphs))) - 1)
        if down and 0 <= number + down < len(glyphs.lines):
            return PagePosition(end.page, _on_line(glyphs, number + down, end.offset))
        rtl = bool(glyphs.rtl) and glyphs.rtl[number]
        by = down or (-right if rtl else right)
        if not down and 0 <= end.offset + by <= len(glyphs):
            return PagePosition(end.page, end.offset + by)
        page = end.page + (1 if by > 0 else -1)
        if not 0 <= page < self._document.page_count:
            return PagePosition(end.page, len(glyphs) if by > 0 else 0)
        others = self._glyphs.glyphs(page)
        if down and others is not None and others.lines:
            x = glyphs.rect(min(end.offset, len(glyphs) - 1)).x0 if len(glyphs) else 0.0
            return PagePosition(page, _at_x(others, 0 if by > 0 else len(others.lines) - 1, x))
        return PagePosition(page, 0 if by > 0 else self._length(page))

    def _length(self, page: int) -> int:
        """How many characters a page has, as far as they are known."""
        text = self._glyphs.text(page)
        if text is None and page < self._document.text.page_count:
            text = self._document.text.page_text(page)
        return len(text or "")

    def forget(self) -> None:
        """The selection was made or cleared by other means: a later extension begins at its start."""
        self._anchor = None

    def _range_at(self, page: int, point: PagePoint) -> tuple[PagePosition, PagePosition] | None:
        glyphs, text = self._glyphs.glyphs(page), self._glyphs.text(page)
        if glyphs is None or text is None:
            return None
        if self._unit is SelectionUnit.CHARACTER:
            position = self.position_at(page, point)
            return None if position is None else (position, position)
        offset = glyphs.character_at(point)
        if offset is None:
            nearest = glyphs.offset_at(point)
            if nearest is None:
                return None
            offset = min(nearest, len(text) - 1)
        line = next(((start, end) for start, end in glyphs.lines if start <= offset <= end), (offset, offset))
        if self._unit is SelectionUnit.WORD:
            line = word_at(text, line, offset)
        return PagePosition(page, line[0]), PagePosition(page, line[1])


def _on_line(glyphs: PageGlyphs, number: int, offset: int) -> int:
    """The offset on another line of the page that stands under or above a character."""
    return _at_x(glyphs, number, glyphs.rect(min(offset, len(glyphs) - 1)).x0)


def _at_x(glyphs: PageGlyphs, number: int, x: float) -> int:
    """The offset on a line of the character that begins nearest to ``x`` (points)."""
    start, end = glyphs.lines[number]
    candidates = [at for at in range(start, end) if glyphs.rect(at).width > 0]
    return min(candidates, key=lambda at: abs(glyphs.rect(at).x0 - x), default=start)


def word_at(text: str, line: tuple[int, int], offset: int) -> tuple[int, int]:
    """The word (Unicode Standard Annex #29) of a line of a text that a character stands in; spaces are words too.

    Chinese characters are words each: nothing snaps to spaces that are not there.
    """
    start, end = line
    content = text[start:end]
    finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Word, content)
    unit = _units(content[: offset - start])
    finder.setPosition(min(unit + 1, _units(content)))
    if not finder.isAtBoundary():
        finder.toNextBoundary()
    right = finder.position()
    left = finder.toPreviousBoundary()
    return start + _characters(content, max(left, 0)), start + _characters(content, max(right, 0))


def selected_text(document: OpenDocument, glyphs: GlyphStore) -> str:
    """The selected words as the text of record has them, page breaks as line ends; empty where nothing is selected.

    While the document is still being read, the pages in view lend their texts.
    """
    if document.selection is None or document.selected_span is not None:
        return document.selected_text
    first, last = document.selection
    parts: list[str] = []
    for page in range(first.page, last.page + 1):
        text = document.text.page_text(page) if page < document.text.page_count else glyphs.text(page)
        if text is None:
            return ""
        start = first.offset if page == first.page else 0
        parts.append(text[start : last.offset if page == last.page else len(text)])
    return "\n".join(parts)


def _units(text: str) -> int:
    """The length of a text in UTF-16, which Qt counts in."""
    return len(text) + sum(char > "\uffff" for char in text)


def _characters(text: str, units: int) -> int:
    """How many characters the first ``units`` UTF-16 units of a text are."""
    if text.isascii() or units <= 0:
        return max(0, units)
    return len(text.encode("utf-16-le", "surrogatepass")[: 2 * units].decode("utf-16-le", "surrogatepass"))
