"""Where things lie on the ribbon of a document, and the ticks of its notes: kept line by line as notes change."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate
from math import floor
from typing import TYPE_CHECKING, NamedTuple

from viewer.ui.colors import highlight_color

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from PySide6.QtGui import QColor

    from viewer.model.annotation import Annotation, HighlightColor
    from viewer.session.open_document import OpenDocument


class Tick(NamedTuple):
    """A mark on the ribbon: how far down the document (0 to 1), its colour and words."""

    at: float
    color: QColor
    words: str
    lane: int


class Scale:
    """How far down the document things lie, from 0 to 1: a page takes its share of the heights of all."""

    def __init__(self, document: OpenDocument) -> None:
        self._document = document
        self._tops: list[float] = []

    @property
    def tops(self) -> list[float]:
        """Where each page begins, and at the end 1."""
        count = self._document.page_count
        if len(self._tops) != count + 1:
            heights = [self._document.page_size(page).height for page in range(count)]
            total = sum(heights) or 1.0
            self._tops = [0.0, *accumulate(height / total for height in heights)]
        return self._tops

    def renew(self) -> None:
        """Pages have got their sizes."""
        self._tops = []

    def at(self, offset: int) -> float:
        """How far down a character lies."""
        text, tops = self._document.text, self.tops
        if not text.page_count:
            return 0.0
        position = text.locate(min(offset, len(text)))
        length = max(1, len(text.page_text(position.page)))
        share = min(1.0, position.offset / length)
        return tops[position.page] + share * (tops[position.page + 1] - tops[position.page])

    def page_at(self, at: float) -> int:
        """The page that lies so far down."""
        return min(max(bisect_right(self.tops, at) - 1, 0), self._document.page_count - 1)

    def offset_at(self, at: float) -> float:
        """Where in the text that lies; beyond its end what has not been read."""
        text, tops, page = self._document.text, self.tops, self.page_at(at)
        if page >= text.page_count:
            return float("inf")
        share = (at - tops[page]) / ((tops[page + 1] - tops[page]) or 1.0)
        return text.page_span(page).start + share * max(1, len(text.page_text(page)))


class NoteTicks:
    """The ticks of a document's notes, by lines of pixels from 0: of each colour the first note on a line.

    Ticks as many as can be told apart: 50,000 notes are looked at, and some hundreds placed, in 10 ms; of a change only
    the lines that it concerns are looked at.
    """

    def __init__(self, document: OpenDocument, scale: Scale, height: int) -> None:
        self._document, self._scale, self._height = document, scale, max(1, height)
        self.by_line: dict[int, list[Tick]] = {}
        self._lines: dict[str, int] = {}
        self._ids: dict[int, list[str]] = {}

    def filling(self) -> Iterator[None]:
        """Look at all notes, a line at a time."""
        line = -1
        while True:
            notes = self._document.notes.annotations  # anew each time: they can change meanwhile
            start = self._first_from(line + 1, notes, 0)
            if start >= len(notes):
                return
            line = self._line(notes[start])
            self._fill(line, notes)
            yield

    def change(self, ids: Iterable[str]) -> set[int]:
        """Notes have been made, changed or deleted. Returns the lines that may look otherwise now."""
        lines: set[int] = set()
        for each in ids:
            note = self._document.notes.find(each)
            lines |= {self._lines.get(each, -1)} | ({self._line(note)} if note is not None else set())
        lines.discard(-1)
        for line in lines:
            self._fill(line, self._document.notes.annotations)
        return lines

    def _line(self, note: Annotation) -> int:
        return floor(self._scale.at(note.anchor.span.start) * self._height)

    def _fill(self, line: int, notes: Sequence[Annotation]) -> None:
        """Find the ticks of a line anew."""
        for each in self._ids.pop(line, ()):
            del self._lines[each]
        start = self._first_from(line, notes, 0)
        end = self._first_from(line + 1, notes, start)
        firsts: dict[tuple[HighlightColor, str], Annotation] = {}
        last = None
        for note in notes[start:end]:
            # Most stand beside others of their colour, and to hash one takes its time.
            if last is None or note.color is not last.color or note.own_color != last.own_color:
                last = note
                firsts.setdefault((note.color, note.own_color), note)
        self.by_line[line] = [self._tick(note) for note in firsts.values()]
        self._ids[line] = [note.id for note in firsts.values()]
        self._lines.update(dict.fromkeys(self._ids[line], line))

    def _first_from(self, line: int, notes: Sequence[Annotation], start: int) -> int:
        """The number of the first note, from a number on, that lies on a line or farther down."""
        at = bisect_left(notes, self._scale.offset_at(line / self._height), start, key=_start_of)
        # Offsets that were rounded the other way can lie on the line beside.
        if at < len(notes) and self._line(notes[at]) < line:
            return bisect_left(notes, line, at, key=self._line)
        if at > start and self._line(notes[at - 1]) >= line:
            return bisect_left(notes, line, start, at, key=self._line)
        return at

    def _tick(self, note: Annotation) -> Tick:
        words = note.body or note.anchor.quote or "Note"
        return Tick(
            self._scale.at(note.anchor.span.start), highlight_color(note.color, note.own_color).darker(130), words, 2
        )


def _start_of(note: Annotation) -> int:
    return note.anchor.span.start
