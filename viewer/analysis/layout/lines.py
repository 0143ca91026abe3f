"""The lines of a document as analysis sees them: one list in document offsets, cells of a line joined."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass, replace
from functools import cached_property
from statistics import median_low
from typing import TYPE_CHECKING

from viewer.analysis.layout.note_marks import CALL_AT_END
from viewer.analysis.words.scripts import ARABIC
from viewer.analysis.words.wordlists import phrase, unspaced
from viewer.model.geometry import PageRect
from viewer.model.text import Span, TextLine

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from viewer.model.text import PageText

LEADING = 1.2
"""Lines of a type size follow each other at this many sizes; the pitch of a page is that of its body."""
ARABIC_LEADING = 1.75
"""The same of Arabic, whose letters reach higher and deeper, at most."""
_COLUMN_GAP = re.compile(r"\t\s*| {4,}")
_CENTRED_WITHIN = 8.0
"""Points by which the two sides of a centred line may differ."""
_MARK = re.compile(r"\s*(?:\*{1,5}|\d{1,3}[./]?|[IVX]{1,6}\.|[A-Z]\.|\d{1,3} ?[-–]|\d{1,2}/\d{1,3}\.)\s+(?=\S)")
"""The mark or number of a note, paragraph or resolution, and the room behind it: no column ends here."""
_FIRST_COLUMNS = 20
_MANY_RESTS = 8
"""Rests of lines that were too long, from which on nearly all of them being short says that lines were broken."""
_FEW_LINES = 10
"""Fewer lines than this do not show whether a page is set in columns."""
_LEAST_STEP = 3.0
"""Points from one line's top to the next one's; less is the same line."""
_SAME_SIZE = 0.6
"""Points within which two lines are of one type size."""
_FULL = 0.8
"""The share of the widest line from which on a line is full."""
_FEWEST_STEPS = 2
"""Lines that run on at a distance from which on it is the pitch of the page."""
_OFTEN = 0.3
"""The share of the most frequent distance of running lines from which on a smaller one is the pitch."""
_GUTTER = 10.0
"""Points by which a column may reach over the middle of its page."""
_COLUMN_SHARE = 0.2
"""The share of the lines that the smaller of two columns has."""
_COLUMN_LETTERS = 25
"""Letters that a line of a column has on average (an ideograph is two); the cells of a table have fewer."""
PHRASE_ENDED = re.compile(rf"[.:;!?。：；！？؟…,،，][\"”»’)\]*]*{CALL_AT_END}")
"""A line whose sentence, or a part of it, ends with the line; the call of a note may stand behind."""
_SMALL, _TAB = 0.75, 1.5
"""In heights of the words of a note: how high the figure before them is at most, and how far it may stand off."""
JOINED_GAP = 3.0
"""Cells of one line that stand nearer than this many type sizes are one line ("1." and what follows it)."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the document: offsets in the document's text without the spaces around, page from 0, box in points.

    ``lead`` is the number of spaces before the text in its line (the indentation of plain text). ``gap`` is the
    distance from the line above on the page in pitches of the page's lines: 1 is next line, 2 a blank line between,
    0 where the line stands beside or above the one before it, and infinite for the first line of a page.
    """

    start: int
    end: int
    text: str
    page: int
    rect: PageRect
    size: float
    bold: bool
    lead: int = 0
    gap: float = 1.0
    superscript: int = 0
    """How many characters at the start of the line are superscript (a footnote's mark)."""
    goes_on: bool = False
    """Whether it goes on the line before it in the file: plain text whose paragraphs are not broken into lines."""
    block: int = 0
    """The paragraph-like group of its page that the engine put it into."""
    italic: bool = False

    def __hash__(self) -> int:
        """That of its place: no other line of the document begins there, and sets of lines are asked often."""
        return self.start

    @property
    def span(self) -> Span:
        """The line's span in the document's text."""
        return Span(self.start, self.end)


@dataclass(frozen=True)
class PageLines:
    """The lines of a page in text order."""

    number: int
    start: int
    width: float
    height: float
    lines: tuple[Line, ...]
    laid_out: bool
    """Whether boxes and sizes say something: False for plain text, where all lines are of one size."""
    recognised: bool = False
    """Whether its text was recognised in its picture."""

    @cached_property
    def unbroken(self) -> bool:
        """Whether each paragraph is one line of the file, as long as it may be: hardly a line ends where it is full."""
        if self.laid_out:
            return False
        rests = [line.rect.width for line in self.lines if line.goes_on]
        wrapped = len(rests)
        if wrapped >= _MANY_RESTS and 4 * sum(rest > 0.5 * self.widest for rest in rests) < wrapped:
            return False  # the lines of a page that is a little wider than ours
        full = sum(
            line.rect.width > 0.75 * self.widest and not after.goes_on for line, after in itertools.pairwise(self.lines)
        )
        return full < wrapped

    @cached_property
    def blocks_are_paragraphs(self) -> bool:
        """Whether the engine's blocks of plain text are paragraphs: hardly one ends within a sentence.

        A document that is laid out anew has such blocks; they may follow each other without a larger distance.
        """
        if self.laid_out:
            return False
        ends = [(above, line) for above, line in itertools.pairwise(self.lines) if above.block != line.block]
        within = sum(
            line.text[0].islower() or (above.rect.width > 0.9 * self.widest and not PHRASE_ENDED.search(above.text))
            for above, line in ends
        )
        return len(ends) + 1 < len(self.lines) and 8 * within <= len(ends)

    @cached_property
    def characters_by_size(self) -> Counter[float]:
        """How many characters are set in each type size (points, to a tenth)."""
        counts: dict[float, int] = {}
        for line in self.lines:
            counts[line.size] = counts.get(line.size, 0) + len(line.text)
        rounded = Counter[float]()
        for size, count in counts.items():
            rounded[round(size, 1)] += count
        return rounded

    @cached_property
    def left(self) -> float:
        """Where the first of the lines begins, seen from the left, in points; 0 on a page without lines."""
        return min((line.rect.x0 for line in self.lines), default=0.0)

    def is_centred(self, line: Line) -> bool:
        """Whether a line stands as far from one edge of the page as from the other."""
        return abs(line.rect.x0 + line.rect.x1 - self.width) < _CENTRED_WITHIN

    def any_bold_after(self, offset: int) -> bool:
        """Whether a line from an offset on is bold that stands between the top and the foot of the page."""
        return offset <= self._last_bold

    @cached_property
    def _last_bold(self) -> int:
        top, foot = 0.1 * self.height, 0.9 * self.height
        return max((line.start for line in self.lines if line.bold and top < line.rect.y0 < foot), default=-1)

    @cached_property
    def widest(self) -> float:
        """The width of the widest line, in points."""
        return max((line.rect.width for line in self.lines), default=0.0)

    @cached_property
    def in_columns(self) -> bool:
        """Whether the text is set in two columns: most lines begin at one of two margins, and none crosses between."""
        if not self.laid_out or len(self.lines) < _FEW_LINES:
            return False
        middle = self.width / 2
        left = [line for line in self.lines if line.rect.x1 <= middle + _GUTTER]
        right = [line for line in self.lines if line.rect.x0 >= middle - _GUTTER]
        both = len(left) + len(right)
        if min(len(left), len(right)) < _COLUMN_SHARE * len(self.lines) or both < 0.85 * len(self.lines):
            return False
        letters = sum(len(line.text) * (2 if line.text[-1] > "\u2e80" else 1) for line in (*left, *right))
        return letters > _COLUMN_LETTERS * both

    def crossing(self, y: float) -> int:
        """How many lines stand at a height (points from the top)."""
        tops, bottoms = self._heights
        return bisect_left(tops, y) - bisect_right(bottoms, y)

    @cached_property
    def _heights(self) -> tuple[list[float], list[float]]:
        return sorted(line.rect.y0 for line in self.lines), sorted(line.rect.y1 for line in self.lines)

    @cached_property
    def from_above(self) -> tuple[Line, ...]:
        """The lines from the top of the page down, left before right at the same height."""
        return tuple(sorted(self.lines, key=lambda line: (round(line.rect.y0 / 4), line.rect.x0)))


def lines_of(pages: Sequence[PageText]) -> Iterator[PageLines]:
    """Read the pages' lines into the document's coordinate, page after page."""
    start = 0
    for number, page in enumerate(pages):
        yield _page_lines(number, start, page)
        start += len(page.text) + 1


def raised_runs(pages: Iterable[PageText]) -> Iterator[Span]:
    """What is raised above its line, in order, in offsets of the document's text."""
    start = 0
    for page in pages:
        for run in (run for line in page.lines for run in line.runs if run.superscript):
            yield Span(start + run.start, start + run.end)
        start += len(page.text) + 1


def raised_figures(text: str, pages: Iterable[PageText]) -> Iterator[Span]:
    """The raised figures right behind other figures, in offsets of ``text``, which is that of the pages."""
    for run in raised_runs(pages):
        if run.start and text[run.start - 1].isdecimal() and text[run.start : run.end].isdecimal():
            yield run


def joined(lines: Iterable[Line]) -> str:
    """The text of lines as one line; a hyphen before a lower-case letter at a line's end is dropped.

    Before a capital it stays, without a space ("Secretary-General"), and after words that bear one wherever they
    stand ("non-governmental").
    """
    text = ""
    for line in lines:
        words = " ".join(unspaced(line.text).split())
        if text.endswith(("-", "\u2010")) and len(text) > 1 and text[-2].isalpha() and words[:1].isalpha():
            whole = phrase("textlayer", "hyphened").search(text) or phrase("textlayer", "behind_hyphen").match(words)
            broken = words[0].islower() and not whole
            text = (text[:-1] if broken else text) + words
        else:
            text = f"{text} {words}" if text and not _ideographic(text[-1], words[:1]) else text + words
    return text.replace("\u00ad", "").strip()


def span_of(lines: Sequence[Line]) -> Span:
    """The span from the first to the last of some lines (in any order)."""
    return Span(min(line.start for line in lines), max(line.end for line in lines))


def _ideographic(before: str, after: str) -> bool:
    return "\u3000" <= before <= "\u9fff" and "\u3000" <= after <= "\u9fff"


def _page_lines(number: int, start: int, page: PageText) -> PageLines:
    rows: list[list[TextLine]] = []
    plain = _is_plain(page)
    on_grid = plain and len({line.rect.x0 for line in page.lines}) <= 1
    for line in page.lines:
        if not page.text[line.start : line.end].replace("\u00ad", "").strip():
            continue
        if on_grid:
            rows += ([cell] for cell in _cells(line, page.text))
        elif rows and (_continues(rows[-1][-1], line) or _is_marked(rows[-1][-1], line, page.text)):
            rows[-1].append(line)
        else:
            rows.append([line])
    boxes = [_box(row) for row in rows]
    types = [_type(row, page.text, box.height) for row, box in zip(rows, boxes, strict=True)]
    pitch = _pitch(boxes, 0.3 if on_grid else 0.6)
    body = median_low(type_.size for type_ in types) if rows else 0.0
    if rows and not on_grid:
        longest = max(rows, key=lambda row: row[-1].end - row[0].start)
        arabic = ARABIC.search(page.text, longest[0].start, longest[-1].end) is not None
        single = (ARABIC_LEADING if arabic else LEADING) * body
        running = None if page.recognition is not None else _running_pitch(rows, boxes, types, page.text)
        pitch = running or min(pitch, single)
    lines: list[Line] = []
    top = None
    for row, box, type_ in zip(rows, boxes, types, strict=True):
        leading = LEADING
        if type_.size > body and ARABIC.search(page.text, row[0].start, row[-1].end):  # it has more leading than others
            leading = max(LEADING, pitch / body)
        step = pitch if plain else max(pitch, leading * type_.size)
        gap = float("inf") if top is None else max(0.0, (box.y0 - top) / step)
        line = _line(number, start, page.text, row, box, type_, gap)
        lines.append(replace(line, lead=lines[-1].lead) if plain and line.goes_on and lines else line)
        top = box.y0
    return PageLines(
        number, start, page.size.width, page.size.height, tuple(lines), not plain, page.recognition is not None
    )


def _is_plain(page: PageText) -> bool:
    """Whether all lines are of one size and none is bold, as in plain text."""
    runs = [run for line in page.lines for run in line.runs]
    return not any(run.bold for run in runs) and len({round(run.size, 1) for run in runs}) <= 1


def _cells(line: TextLine, text: str) -> Iterator[TextLine]:
    """A row of plain text as cells: columns are parted by tabs or many spaces.

    A cell that begins beyond the first columns has its box there; the indentation of a paragraph does not move it.
    """
    words = text[line.start : line.end]
    unit = line.rect.height / 2
    at = 0
    mark = _MARK.match(words)
    first = mark.end() if mark else len(words) - len(words.lstrip())
    for found in [*_COLUMN_GAP.finditer(words.rstrip(), first), None]:
        end = found.start() if found else len(words)
        column = len(words[:at].expandtabs(8)) + len(words[at:end]) - len(words[at:end].lstrip())
        left = line.rect.x0 + (unit * column if column >= _FIRST_COLUMNS else 0.0)
        box = PageRect(left, line.rect.y0, left + unit * max(1, len(words[at:end].strip())), line.rect.y1)
        yield TextLine(line.start + at, line.start + end, box, line.block, line.runs)
        at = found.end() if found else end


def _continues(before: TextLine, line: TextLine) -> bool:
    """Whether a cell stands on the same line, right after the one before it (left after it in Arabic)."""
    height = max(min(before.rect.height, line.rect.height), 1.0)
    if max(before.rect.height, line.rect.height) > 1.6 * height:
        return False
    if abs(before.rect.y1 - line.rect.y1) > 0.35 * height:
        return False
    gap = max(line.rect.x0 - before.rect.x1, before.rect.x0 - line.rect.x1)
    return -height < gap < JOINED_GAP * height


def _is_marked(mark: TextLine, line: TextLine, text: str) -> bool:
    """Whether a cell is the small figure in front of a note, which a tab parts from its words."""
    height = line.rect.height
    if mark.rect.height > _SMALL * height or not 0 <= line.rect.x0 - mark.rect.x1 < _TAB * height:
        return False
    within = line.rect.y0 - 0.3 * height < mark.rect.y0 and mark.rect.y1 < line.rect.y1 + 1
    return within and text[mark.start : mark.end].strip().isdecimal()


def _box(cells: Sequence[TextLine]) -> PageRect:
    box = cells[0].rect
    for cell in cells[1:]:
        box = box.united(cell.rect)
    return box


@dataclass(slots=True)
class _Type:
    """The type of a line: its size in points, whether most of it is bold or italic, how many characters are raised."""

    size: float
    bold: bool = False
    italic: bool = False
    superscript: int = 0


def _type(cells: Sequence[TextLine], text: str, height: float) -> _Type:
    """The type of a line's runs; its height counts as the size where all that they show is raised."""
    size, bold, italic, shown, superscript = 0.0, 0, 0, 0, 0
    for run in itertools.chain.from_iterable(cell.runs for cell in cells):
        length = len(text[run.start : run.end].strip())
        if not length:
            continue
        if run.superscript and shown == superscript:
            superscript += length
        else:
            size = max(size, run.size)
        shown += length
        bold += length if run.bold else 0
        italic += length if run.italic else 0
    return _Type(size or height, 10 * bold >= 6 * shown > 0, 10 * italic >= 9 * shown > 0, superscript)


def _line(
    number: int, start: int, text: str, cells: Sequence[TextLine], box: PageRect, type_: _Type, gap: float
) -> Line:
    first, last = cells[0].start, cells[-1].end
    raw = text[first:last]
    words = raw.strip()
    lead = len(raw) - len(raw.lstrip())
    at = start + first + lead
    row = max(text.rfind("\n", 0, first), text.rfind("\r", 0, first)) + 1
    goes_on = gap > 0.3 and bool(text[row:first].strip())
    return Line(
        at, at + len(words), words, number, box, type_.size, type_.bold, lead, gap, type_.superscript, goes_on,
        cells[0].block, type_.italic,
    )  # fmt: skip


def _running_pitch(
    rows: Sequence[Sequence[TextLine]], boxes: Sequence[PageRect], types: Sequence[_Type], text: str
) -> float | None:
    """The distance in points at which the page's text runs on from a line that is full into the next.

    None where too few lines do: where each paragraph is a line, the usual distance is that of paragraphs.
    """
    widest = max(box.width for box in boxes)
    body = median_low(type_.size for type_ in types)
    steps = Counter[int]()
    for at, (above, below) in enumerate(itertools.pairwise(boxes)):
        of_body = abs(types[at].size - body) <= _SAME_SIZE and abs(types[at + 1].size - body) <= _SAME_SIZE
        if not of_body or above.width < _FULL * widest or below.y0 - above.y0 <= _LEAST_STEP:
            continue
        if not PHRASE_ENDED.search(text[rows[at][0].start : rows[at][-1].end].rstrip()):
            steps[round(below.y0 - above.y0)] += 1
    most = max(steps.values(), default=0)
    if most < _FEWEST_STEPS:
        return None
    return float(min(step for step, count in steps.items() if count >= _OFTEN * most))


def _pitch(boxes: Sequence[PageRect], share: float) -> float:
    """The usual distance between the tops of two lines of the page, in points.

    It is the smallest that occurs ``share`` times as often as the most frequent: paragraphs of one line are many in
    plain text, and a blank line may follow every line of a page.
    """
    steps = Counter(
        round(after.y0 - before.y0) for before, after in itertools.pairwise(boxes) if after.y0 - before.y0 > _LEAST_STEP
    )
    if not steps:
        return 12.0
    most = max(steps.values())
    return float(min(step for step, count in steps.items() if count >= share * most))
