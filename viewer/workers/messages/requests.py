"""What the window's process asks of a worker.

``document`` is a number that the session gives each file it opens; pages count from 0.
"""

from __future__ import annotations

from dataclasses import field
from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING

from viewer.model.record import record

if TYPE_CHECKING:
    from viewer.model.mark import Mark


class Renderer(StrEnum):
    """Who draws a page."""

    QUICKER = "quicker"
    """The one that is known to draw such a page sooner; its own engine, where the other fails."""
    OWN = "own"
    """The engine that opened the document; its text and its pixels belong together."""
    PDFIUM = "pdfium"
    """PDFium: pixels only, and of PDF only."""


class Priority(IntEnum):
    """What is done first: smaller is sooner."""

    OPEN = 0
    VISIBLE = 10
    NEAR = 20
    THUMBNAIL = 30
    WHOLE = 40


@record
class OpenFile:
    """Open a file; answered by ``Opened``. ``codec`` overrules the guessed encoding of plain text.

    ``pages_from`` is the PDF that another program has made of an office document; ``preview`` asks for what can be
    shown of one without. ``recognised`` is the folder of what has been recognised: the text of the pages that it has
    of this file is read from there.

    The host sets the other fields when it opens the file again in another worker: ``careful`` has each page named to
    the host before its text is read, so that the next crash costs only that page; pages in ``skip`` have cost a worker
    and are taken as empty. The password is not part of what is printed: requests are named in the log and in failures.
    """

    document: int
    path: str
    password: str | None = field(default=None, repr=False)
    codec: str | None = None
    careful: bool = False
    skip: tuple[int, ...] = ()
    pages_from: str = ""
    preview: bool = False
    recognised: str = ""


@record
class CloseFile:
    """Forget a document; answered by ``Done``."""

    document: int


@record
class PixelRect:
    """A rectangle of a rendered page in pixels at the scale it is rendered with."""

    x: int
    y: int
    width: int
    height: int


MOST_OF_A_WHOLE = 8_000_000
"""Pixels of a picture of a whole page. Who asks may not know yet that the page has 200 inches, which is 600 MB."""


@record
class RenderTile:
    """Render a part of a page at ``scale`` pixels a point; answered by ``Tile``.

    ``clip`` None is the whole page, at a smaller scale where it would have more than ``MOST_OF_A_WHOLE`` pixels.
    ``dark`` exchanges light and dark for reading in the dark; pictures stay as they are unless they fill the page.
    """

    document: int
    page: int
    scale: float
    clip: PixelRect | None = None
    renderer: Renderer = Renderer.QUICKER
    dark: bool = False


@record
class ReadGlyphs:
    """Where the characters of a page are drawn; answered by ``Glyphs``."""

    document: int
    page: int


@record
class ReadLines:
    """The text and lines of a page (plain text documents draw these); answered by ``Lines``."""

    document: int
    page: int


@record
class ReadLinks:
    """The links that the file has on a page; answered by ``Links``."""

    document: int
    page: int


@record
class ReadOutline:
    """The outline that the file brings along; answered by ``Outline``."""

    document: int


@record
class Identify:
    """Hash the file's bytes; answered by ``Identified``."""

    document: int


@record
class ReadDocument:
    """Read the whole text and understand it; answered by many ``PagesRead``, then ``Understood``.

    ``results`` is the folder in which what was understood is kept, empty where it is not. What is known from there
    comes first, as an ``Understood`` that is not the last. ``more_follow`` says that other documents will be read soon,
    so that what takes long to load stays. With ``at_once`` nobody looks on: only the last ``Understood`` comes, and
    where the bytes of the file say what its text is, pages that are kept are not read again, and have no sizes.
    """

    document: int
    results: str = ""
    more_follow: bool = False
    at_once: bool = False


@record
class SaveMarkedCopy:
    """Put marks onto a copy of the document's file at ``target``, which must not be there yet.

    Answered by ``CopySaved`` when the copy is on the disk; the document's file is only read.
    """

    document: int
    target: str
    marks: tuple[Mark, ...] = field(repr=False)


@record
class ReadMarks:
    """The marks in the document's file; answered by ``MarksRead``, more than once where there are many."""

    document: int


@record
class Find:
    """Find words in the whole text; answered by ``Found``, more than once while the text is still being read.

    ``query`` is folded as the text is (case, accents, hyphenated line breaks, Arabic forms). ``near`` is the offset
    that the reader looks at: where there are more hits than ``limit``, those around it are given.
    """

    document: int
    query: str
    near: int = 0
    limit: int = 1000


@record
class RecognisePage:
    """Recognise a page from its picture and keep what was read below ``folder``; answered by ``Recognised``.

    ``languages`` are Tesseract's names, the main one first, and ``data`` is the folder of their data. Where
    ``candidates`` are given these are only a guess: if what is read makes no sense, each of the candidates (names that
    go together) is tried on a part of the page. It takes seconds, without a word meanwhile.
    """

    document: int
    page: int
    languages: tuple[str, ...]
    data: str
    folder: str
    candidates: tuple[tuple[str, ...], ...] = ()


Request = (
    OpenFile
    | CloseFile
    | RenderTile
    | ReadGlyphs
    | ReadLines
    | ReadLinks
    | ReadOutline
    | Identify
    | ReadDocument
    | SaveMarkedCopy
    | ReadMarks
    | Find
    | RecognisePage
)
