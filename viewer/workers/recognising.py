"""What a worker does to recognise one page: draw it, read it, look whether that makes sense, and keep it.

Where the reader has not said in which languages pages are, a guess is taken for granted as long as what is read with it
makes sense: on most pages that costs nothing. Else each language is tried on the part of the page with most ink.
"""

from __future__ import annotations

import pkgutil
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, cast

from viewer.formats.engine import DrawsPages, PixelBox, Pixels
from viewer.formats.ocr import ENGINE_NAME, engine_version, scale_for
from viewer.formats.recognised_store import RecognisedPage, RecognisedStore, entry_in, load
from viewer.formats.tessdata import language_of
from viewer.formats.word_boxes import RecognisedWord, lay_out
from viewer.model.text import Recognition
from viewer.workers.messages import Recognised

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Sequence

    from viewer.formats.engine import Engine
    from viewer.model.geometry import PageSize
    from viewer.workers.entry import Parts
    from viewer.workers.messages import RecognisePage

Names = tuple[str, ...]
"""Tesseract's names of languages that a page is read with, the main one first."""

TOO_FEW = 8
"""Words of which nobody can say whether they make sense."""
BAND = 0.3
"""The share of a page's height on which languages are tried."""
SAMPLE = 7
"""Every so many rows and pixels are looked at for ink."""


class Read(NamedTuple):
    """What was read with some languages, and in which language (ISO 639-1) it makes sense; empty in none."""

    names: Names
    words: list[RecognisedWord]
    language: str


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
            return _answer(request, Read(request.languages, list(known.words), "?"))
    reader = _Reader(request, engine.page_size(request.page), parts)
    pixels = engine.render(request.page, reader.scale)
    yield None
    read = reader.read(pixels, request.languages) if request.languages else None
    if request.candidates and (read is None or not read.language):
        yield None
        found = yield from reader.find_out(_most_ink(pixels))
        if found and (read is None or found != read.names):
            read = reader.read(pixels, found)
    if read is None:
        read = reader.read(pixels, request.candidates[0])
    yield None
    own = engine.page_text(request.page).text
    recognition = Recognition(ENGINE_NAME, read.names, any(sign.isalnum() for sign in own))
    entry = entry_in(folder, request.page, read.names, engine_version())
    store.save(entry, RecognisedPage(tuple(read.words), recognition))
    return _answer(request, read)


def _answer(request: RecognisePage, read: Read) -> Recognised:
    makes_sense = bool(read.language) or len(read.words) < TOO_FEW
    return Recognised(request.document, request.page, read.names, len(read.words), makes_sense)


class _Reader:
    """Reads a page, or a part of it, with one choice of languages or another."""

    def __init__(self, request: RecognisePage, size: PageSize, parts: Parts) -> None:
        self.scale = scale_for(size)
        self._request = request
        self._size = size
        self._read_words = cast("Callable[..., list[RecognisedWord]]", pkgutil.resolve_name(parts.read_words))
        self._language_read = cast("Callable[[str], str]", pkgutil.resolve_name(parts.language_read))

    def read(self, pixels: Pixels, names: Names) -> Read:
        """What stands in a picture, read with these languages."""
        words = self._read_words(pixels, self.scale, names, Path(self._request.data))
        return Read(names, words, self._language_read(lay_out(words, self._size)[0].text))

    def find_out(self, part: Pixels) -> Generator[None, None, Names]:
        """The candidate that a part of the page makes sense with; none where it makes sense with none.

        The language that was read counts, not the one that it was read with: French is told by English letters.
        """
        for names in self._request.candidates:
            language = self.read(part, names[:1]).language
            yield None
            if language:
                return next((one for one in self._request.candidates if language_of(one[0]) == language), names)
        return ()


def _most_ink(pixels: Pixels) -> Pixels:
    """The part of a page, as wide as it and a share of it high, that is darkest."""
    box = pixels.box
    height = max(1, min(box.height, round(BAND * box.height)))
    rows = range(0, box.height, SAMPLE)
    ink = [_ink(pixels.data[row * pixels.stride : (row + 1) * pixels.stride : 3 * SAMPLE]) for row in rows]
    spanned = max(1, height // SAMPLE)
    sums = [sum(ink[at : at + spanned]) for at in range(max(1, len(ink) - spanned + 1))]
    top = min(sums.index(max(sums)) * SAMPLE, box.height - height)
    data = pixels.data[top * pixels.stride : (top + height) * pixels.stride]
    return Pixels(PixelBox(box.x, box.y + top, box.width, height), pixels.stride, data)


def _ink(row: Sequence[int]) -> int:
    """How much darker than paper the pixels of a row are; rules and black edges count no more than print does."""
    dark = 255 * len(row) - sum(row)
    return dark if dark < 0.6 * 255 * len(row) else 0
