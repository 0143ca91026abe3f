"""Words read from the picture of a page by Tesseract, which PyMuPDF brings along; only its language data is not.

It runs in worker processes only, and takes seconds a page: C code that cannot be interrupted, so that who wants it
stopped ends the process.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from viewer.formats.mupdf import mupdf
from viewer.formats.recognition.word_boxes import RecognisedWord
from viewer.model.geometry import PageRect

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from viewer.formats.engine import Pixels
    from viewer.model.geometry import PageSize

low: Any = mupdf.mupdf
"""MuPDF's own functions, beneath PyMuPDF's, which read recognised text back from a page and lose its order."""

ENGINE_NAME = "Tesseract"
PAGE_SEGMENTATION = "tessedit_pageseg_mode=3"
"""Columns are told apart (PSM_AUTO); the default takes a page for one block and mixes the lines of its columns."""
RESOLUTION = 300.0
"""Pixels an inch, as Tesseract's models were made for."""
MOST_PIXELS = 20_000_000
"""Of a page: A3 at the full resolution. Larger pages are read at a lower one."""
SMALLEST_PAGE = 100
"""Pixels that a page has in both directions; a smaller picture is read larger."""

_WIDTH_OF_LETTER = 0.6
"""Of Courier, in ems, which MuPDF stretches so that the letters of a word fill its box."""
_BORDER = 1.0
"""Pixels by which MuPDF lets a word's box stand out on each side."""


class RecognitionError(Exception):
    """A page could not be recognised: in words of the engine."""


def engine_version() -> str:
    """What recognises, in a form that can be part of a file's name: text of another version may be another."""
    return f"mupdf-{'.'.join(str(part) for part in mupdf.mupdf_version_tuple)}"


def scale_for(size: PageSize) -> float:
    """The pixels a point at which a page is drawn to be recognised."""
    area = max(1.0, size.width * size.height)
    scale = min(RESOLUTION / 72, (MOST_PIXELS / area) ** 0.5)
    return max(scale, SMALLEST_PAGE / max(size.width, size.height))


def read_words(
    pixels: Pixels, scale: float, languages: Sequence[str], data: Path, turns: int = 0
) -> list[RecognisedWord]:
    """The words in a picture drawn at ``scale`` pixels a point, in reading order, with boxes in points from its corner.

    The picture is turned by ``turns`` quarters clockwise before it is read, and the boxes are in the turned picture.
    ``languages`` are Tesseract's names, the main one first; ``data`` is the folder of their data.

    Raises:
        RecognitionError: Tesseract's data cannot be read, or it gives up.
        MemoryError: it needs more memory than it may use.
    """
    box = pixels.box
    width, height = (box.height, box.width) if turns % 2 else (box.width, box.height)
    words = _WordDevice()
    try:
        picture = mupdf.Pixmap(mupdf.csRGB, box.width, box.height, packed(pixels), False)
        whole = low.FzRect(0, 0, width / scale, height / scale)
        device = low.fz_new_ocr_device_with_options(
            words,
            low.FzMatrix(scale, 0, 0, scale, 0, 0),
            whole,
            0,
            "+".join(languages),
            str(data),
            None,
            None,
            low.FzOptions(PAGE_SEGMENTATION),
        )
        image = low.fz_new_image_from_pixmap(picture.this, low.FzImage())
        on_page = low.FzMatrix(*_placed(width, height, turns))
        low.fz_fill_image(device, image, on_page, 1.0, low.FzColorParams())
        low.fz_close_device(device)
    except MemoryError:
        raise
    except Exception as error:
        raise RecognitionError(str(error)) from error
    if words.fault is not None:
        raise RecognitionError(repr(words.fault)) from words.fault
    return [_in_points(text, rect, scale) for text, rect in words.found]


class _WordDevice(low.FzDevice2):
    """Takes each word as MuPDF sends it: a piece of text whose letters stand side by side in the word's box."""

    def __init__(self) -> None:
        super().__init__()
        self.use_virtual_fill_text()
        self.found: list[tuple[str, PageRect]] = []
        self.fault: Exception | None = None

    def fill_text(self, context: Any, text: Any, matrix: Any, *colors: Any) -> None:
        """A word. Called from C, which an error must not pass through."""
        del context, matrix, colors
        try:
            self._take(text.head)
        except Exception as error:  # noqa: BLE001 - see the docstring
            self.fault = error

    def _take(self, first: Any) -> None:
        letters: list[str] = []
        corner: tuple[float, float] | None = None
        right = bottom = 0.0
        span = first
        while span:
            run = low.FzTextSpan(span)
            shape = run.trm()
            for number in range(int(run.m_internal.len)):
                letter = run.items(number)
                letters.append(chr(letter.ucs))
                corner = corner or (float(letter.x), float(letter.y))
                right = float(letter.x) + _WIDTH_OF_LETTER * float(shape.a)
                bottom = float(letter.y) + _WIDTH_OF_LETTER * float(shape.d)
            span = span.next
        if corner is not None:
            self.found.append(("".join(letters), PageRect(*corner, max(corner[0], right), max(corner[1], bottom))))


def _placed(width: int, height: int, turns: int) -> tuple[int, int, int, int, int, int]:
    """The matrix that lays a picture, turned by quarters clockwise, on a page of these pixels."""
    match turns % 4:
        case 1:
            return (0, height, -width, 0, width, 0)
        case 2:
            return (-width, 0, 0, -height, width, height)
        case 3:
            return (0, -height, width, 0, 0, height)
        case _:
            return (width, 0, 0, height, 0, 0)


def _in_points(text: str, rect: PageRect, scale: float) -> RecognisedWord:
    """A word whose box is in pixels of a picture."""
    border = min(_BORDER, rect.width / 3, rect.height / 3)
    sides = (rect.x0 + border, rect.y0 + border, rect.x1 - border, rect.y1 - border)
    return RecognisedWord(text, PageRect(*(side / scale for side in sides)))


def packed(pixels: Pixels) -> bytes:
    """The pixels without what may lie between two rows."""
    row = 3 * pixels.box.width
    if pixels.stride == row:
        return pixels.data
    return b"".join(pixels.data[at : at + row] for at in range(0, pixels.stride * pixels.box.height, pixels.stride))
