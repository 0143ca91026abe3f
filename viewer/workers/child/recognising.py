"""What a worker does to recognise one page: draw it, read it, look whether that makes sense, and keep it.

Where the reader has not said in which languages pages are, a guess is taken for granted as long as what is read with it
makes good sense: on most pages that costs nothing. Else each language is tried on the part of the page with most ink
until one makes good sense; where none does, the best of those that make some is taken. So it
is with scans that lie on their side or stand on their head: the lines of print show which way they run, and a part of
the page is read turned one way and the other to see which makes sense. Where Tesseract's program is installed it tells
which way up the page stands and in which script it is; what agrees with that is tried first.
"""

from __future__ import annotations

import pkgutil
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, cast

from viewer.formats.engine import DrawsPages, PixelBox, Pixels
from viewer.formats.recognition.ocr import ENGINE_NAME, engine_version, scale_for
from viewer.formats.recognition.recognised_store import RecognisedPage, RecognisedStore, entry_in, load
from viewer.formats.recognition.tessdata import language_of, script_of
from viewer.formats.recognition.word_boxes import RecognisedWord, lay_out
from viewer.model.text import Recognition
from viewer.workers.messages.answers import Recognised

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator, Sequence

    from viewer.formats.engine import Engine
    from viewer.formats.recognition.page_stand import Stand
    from viewer.model.geometry import PageSize
    from viewer.workers.child.settings import Parts
    from viewer.workers.messages.requests import RecognisePage

Names = tuple[str, ...]
"""Tesseract's names of languages that a page is read with, the main one first."""

TOO_FEW = 8
"""Words of which nobody can say whether they make sense."""
BAND = 0.15
"""The share of a page's height on which languages are tried: some nine lines, of which each try costs about a second.
With twice as many a scan on its head, in a language that was not guessed, took 35 seconds and more instead of 15."""
SAMPLE = 7
"""Every so many rows and pixels are looked at for ink."""
HALF_A_LINE = 5
"""Rows or columns that are looked at, from the middle of a line of print to about the middle of the gap after it."""
GOOD_SENSE = 2
"""From which sense on no other way is tried: what is read in a wrong one may make a little sense by chance."""
UPSIDE_DOWN = 0.6
"""How much the sense of what was read upside down counts. Scans seldom stand on their head, and Arabic that does not,
read so with Cyrillic letters, gave up to 2.6; sentences that are right make 3 and more."""
SIDEWAYS = 1.2
"""How much more ink comes and goes across a page that lies on its side than down it: 1.4 times on a page of three
lines of Chinese, three to eight times on most pages."""


class Way(NamedTuple):
    """How a page is read: with which languages, turned by how many quarters clockwise."""

    names: Names
    turns: int = 0


class Read(NamedTuple):
    """What was read in some way, in which language (ISO 639-1) it makes sense, empty in none, and how much."""

    way: Way
    words: list[RecognisedWord]
    language: str
    sense: float = 0


def recognition_steps(
    request: RecognisePage, engine: Engine, file: Path, parts: Parts
) -> Generator[None, None, Recognised]:
    """Recognise a page of ``file`` and keep what was read; yields where something more urgent may come between.

    Raises:
        TypeError: the pages of this document are not drawn by a worker.
        RecognitionError: Tesseract cannot be had, or gives up.
        OSError: what was read cannot be kept.
    """
    if not isinstance(engine, DrawsPages):
        raise TypeError("the pages of this document are lines, not pictures")
    store = RecognisedStore(Path(request.folder))
    folder = store.folder_of(file)  # before it is drawn: what is read must never be kept for another content
    if not request.candidates:
        entry = entry_in(folder, request.page, request.languages, engine_version())
        known = load(entry)
        if known is not None:
            store.prefer(entry)
            return _answer(request, Read(Way(request.languages, known.turns), list(known.words), "?"))
    reader = _Reader(request, engine.page_size(request.page), parts)
    pixels = engine.render(request.page, reader.scale)
    yield None
    read = yield from reader.read_page(pixels)
    own = engine.page_text(request.page).text
    recognition = Recognition(ENGINE_NAME, read.way.names, any(sign.isalnum() for sign in own))
    entry = entry_in(folder, request.page, read.way.names, engine_version())
    store.save(entry, RecognisedPage(tuple(read.words), recognition, read.way.turns))
    return _answer(request, read)


def _answer(request: RecognisePage, read: Read) -> Recognised:
    makes_sense = bool(read.language) or len(read.words) < TOO_FEW
    return Recognised(request.document, request.page, read.way.names, len(read.words), makes_sense, read.way.turns)


class _Reader:
    """Reads a page, or a part of it, in one way or another."""

    def __init__(self, request: RecognisePage, size: PageSize, parts: Parts) -> None:
        self.scale = scale_for(size)
        self._request = request
        self._size = size
        self._read_words = cast("Callable[..., list[RecognisedWord]]", pkgutil.resolve_name(parts.read_words))
        self._stand_of = cast("Callable[..., Stand | None]", pkgutil.resolve_name(parts.stand_of))
        self._sense_of = cast("Callable[[str], tuple[str, float]]", pkgutil.resolve_name(parts.sense_of))

    def read_page(self, pixels: Pixels) -> Generator[None, None, Read]:
        """What stands on a page, read in the first way that makes sense; in the first of all where none does."""
        languages, candidates = self._request.languages, self._request.candidates
        ink = _Ink(pixels)
        sideways = ink.runs_across
        read = None
        if languages and not sideways:
            read = self.read(pixels, Way(languages))
            yield None
            few = len(read.words) < TOO_FEW
            if read.sense >= GOOD_SENSE or (not candidates and (few or read.language)):
                return read
        least = read.sense if read is not None else 0
        stand = self._stand_of(pixels, self.scale, Path(self._request.data))
        yield None
        ways = sorted(self._ways(sideways=sideways), key=lambda way: _disagreement(way, stand))
        found = yield from self._find_out(ink.darkest_part(), ways, least, stand)
        if read is not None and found in {None, read.way}:
            return read
        again = self.read(pixels, found or Way(languages or candidates[0]))
        yield None
        # The guess comes from the pages around: what made sense on a part of this one must do so on the whole.
        return read if read is not None and again.sense <= read.sense else again

    def read(self, pixels: Pixels, way: Way) -> Read:
        """What stands in a picture, read in this way."""
        words = self._read_words(pixels, self.scale, way.names, Path(self._request.data), way.turns)
        text, _ = lay_out(words, self._size, turns=way.turns)
        return Read(way, words, *self._sense_of(text.text))

    def _ways(self, *, sideways: bool) -> Iterator[Way]:
        """The ways to try: a page that stands has been read upright in the languages that are thought to be its own."""
        languages, candidates = self._request.languages, self._request.candidates
        if sideways:
            for names in dict.fromkeys((languages, *candidates)):
                yield from (Way(names, turns) for turns in (1, 3) if names)
        else:
            yield from (Way(names, 2) for names in (languages,) if names)
            yield from (Way(names) for names in candidates)
            yield from (Way(names, 2) for names in candidates if names != languages)

    def _find_out(
        self, part: Pixels, ways: Iterable[Way], least: float, stand: Stand | None
    ) -> Generator[None, None, Way | None]:
        """The first way in which a part of the page makes good sense, else the best above ``least``, else None.

        The language that was read counts, not the one that it was read with: French is told by English letters.
        """
        best = None
        for way in ways:
            read = self.read(part, Way(way.names[:1], way.turns))
            doubtful = way.turns == 2 and (stand is None or stand.turns != 2)
            sense = read.sense * (UPSIDE_DOWN if doubtful else 1)
            yield None
            if sense > least:
                right = (names for names in self._request.candidates if language_of(names[0]) == read.language)
                best, least = Way(next(right, way.names), way.turns), sense
            if sense >= GOOD_SENSE:
                break
        return best


def _disagreement(way: Way, stand: Stand | None) -> int:
    """In how much a way is another than what is known of how the page stands: which way up counts more."""
    if stand is None:
        return 0
    return 2 * (way.turns != stand.turns) + (stand.script not in {"", script_of(way.names[0])})


class _Ink:
    """How much ink there is in every so many rows and columns of a picture of a page."""

    def __init__(self, pixels: Pixels) -> None:
        box, stride, data = pixels.box, pixels.stride, pixels.data
        starts = range(0, box.height * stride, SAMPLE * stride)
        self._pixels = pixels
        self._down = [_dark(data[at : at + 3 * box.width : 3 * SAMPLE]) for at in starts]
        starts = range(0, 3 * box.width, 3 * SAMPLE)
        self._across = [_dark(data[at : box.height * stride : SAMPLE * stride]) for at in starts]
        self.runs_across = _change(self._across) > SIDEWAYS * _change(self._down)
        """Whether lines of print run from top to bottom: ink comes and goes from line to line, more than along them."""

    def darkest_part(self) -> Pixels:
        """A share of the page with most ink: as wide as it, or where lines run from top to bottom as high as it."""
        box, stride, data = self._pixels.box, self._pixels.stride, self._pixels.data
        ink, length = (self._across, box.width) if self.runs_across else (self._down, box.height)
        wanted = max(1, min(length, round(BAND * length)))
        spanned = max(1, wanted // SAMPLE)
        sums = [sum(ink[at : at + spanned]) for at in range(max(1, len(ink) - spanned + 1))]
        start = min(sums.index(max(sums)) * SAMPLE, length - wanted)
        if not self.runs_across:
            rows = data[start * stride : (start + wanted) * stride]
            return Pixels(PixelBox(box.x, box.y + start, box.width, wanted), stride, rows)
        pieces = (data[at + 3 * start : at + 3 * (start + wanted)] for at in range(0, stride * box.height, stride))
        return Pixels(PixelBox(box.x + start, box.y, wanted, box.height), 3 * wanted, b"".join(pieces))


def _change(ink: Sequence[int]) -> float:
    """How much ink comes and goes about half a line away, beside how much there is; letters are too near to count."""
    return sum(abs(one - other) for one, other in zip(ink, ink[HALF_A_LINE:], strict=False)) / max(1, sum(ink))


def _dark(row: Sequence[int]) -> int:
    """How much darker than paper the pixels of a row are; rules and black edges count no more than print does."""
    dark = 255 * len(row) - sum(row)
    return dark if dark < 0.6 * 255 * len(row) else 0
