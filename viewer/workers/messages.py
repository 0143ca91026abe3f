"""What the window's process and the workers say to each other: frozen, picklable, and nothing else.

``document`` is a number that the session gives each file it opens; pages count from 0. A request is answered by one
reply, or by several that share its number, the last of them with ``last`` set; a failure is an answer too.
"""

from __future__ import annotations

from dataclasses import field
from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING

from viewer.model.record import record

if TYPE_CHECKING:
    from viewer.model.document import CannotOpen, DocumentInfo, OutlineEntry, Understanding
    from viewer.model.geometry import PageSize
    from viewer.model.link import PageLink
    from viewer.model.mark import Mark
    from viewer.model.text import PageGlyphs, PageText, Span


class Renderer(StrEnum):
    """Who draws a page."""

    OWN = "own"
    """The engine that opened the document; its text and its pixels belong together."""
    PDFIUM = "pdfium"
    """PDFium, for a page of a PDF that its own engine cannot draw: pixels only."""


class Priority(IntEnum):
    """What is done first: smaller is sooner."""

    OPEN = 0
    VISIBLE = 10
    NEAR = 20
    THUMBNAIL = 30
    WHOLE = 40


# -- requests ---------------------------------------------------------------------------------------------------------


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
    renderer: Renderer = Renderer.OWN
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
    so that what takes long to load stays.
    """

    document: int
    results: str = ""
    more_follow: bool = False


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


# -- replies ----------------------------------------------------------------------------------------------------------


@record
class Opened:
    """A file is open."""

    info: DocumentInfo


@record
class Tile:
    """Pixels of a page, 24 bits each: R, G, B in memory, as QImage.Format_RGB888.

    ``rect`` is the part of the page in pixels at ``scale``, which may be smaller than that asked for; rows are
    ``stride`` bytes apart. ``page_size`` is the true size of the page in points, ``took`` the seconds of a processor
    that drawing it has cost.
    """

    document: int
    page: int
    scale: float
    rect: PixelRect
    stride: int
    pixels: bytes | memoryview
    page_size: PageSize
    took: float = 0.0


@record
class Glyphs:
    """Where the characters of a page are drawn, and the page's text that they belong to."""

    document: int
    page: int
    text: str
    glyphs: PageGlyphs


@record
class Lines:
    """The text of a page and its lines."""

    document: int
    page: int
    text: PageText


@record
class Links:
    """The links that the file has on a page."""

    document: int
    page: int
    links: tuple[PageLink, ...]


@record
class Outline:
    """The outline that the file brings along."""

    document: int
    entries: tuple[OutlineEntry, ...]


@record
class Identified:
    """The SHA-256 of the file's bytes, hex."""

    document: int
    content_hash: str


@record
class PagesRead:
    """Texts of consecutive pages from ``first`` on, and their true sizes."""

    document: int
    first: int
    texts: tuple[str, ...]
    sizes: tuple[PageSize, ...]


@record
class Understood:
    """What has been understood of the first ``pages_read`` pages; the last such reply has all of them.

    ``page_lengths`` (characters) are given where it was understood before: the text is still being read then.
    """

    document: int
    pages_read: int
    understanding: Understanding
    text_fingerprint: str = ""
    page_lengths: tuple[int, ...] = ()


@record
class Hit:
    """A place where the words were found, with the line around it: ``snippet[match_start:match_end]`` are they."""

    span: Span
    page: int
    snippet: str
    match_start: int
    match_end: int


@record
class Found:
    """Hits in text order, at most the requested number; ``total`` counts all.

    ``pages_searched`` says how far the text had been read; ``unreadable_pages`` have no usable text layer.
    """

    document: int
    query: str
    hits: tuple[Hit, ...]
    total: int
    pages_searched: int
    unreadable_pages: tuple[int, ...]


@record
class Recognised:
    """A page has been recognised with these languages; ``makes_sense`` is False where it reads like none."""

    document: int
    page: int
    languages: tuple[str, ...]
    words: int
    makes_sense: bool = True


@record
class CopySaved:
    """A copy with marks is on the disk. ``left_out`` marks could not be put on it.

    ``incremental``: they were added to its end, so that all before them is as it was, byte for byte.
    """

    document: int
    incremental: bool
    left_out: int = 0


@record
class MarksRead:
    """Marks of the document's file, with the words that they stand on; more follow unless it is the last answer."""

    document: int
    marks: tuple[Mark, ...]


@record
class Done:
    """Carried out; there is nothing to tell."""


@record
class Refused:
    """A file could not be opened."""

    error: CannotOpen


@record
class Failed:
    """A request failed: ``what`` happened, in words for the reader; ``detail`` is for the log."""

    what: str
    detail: str = ""
    crashed: bool = False
    hung: bool = False


@record
class Converting:
    """An office program has begun to make the pages of a document; ``Converted`` or ``NotConverted`` will follow."""


@record
class Converted:
    """The pages of an office document: ``pages`` is the PDF file that they are in."""

    pages: str


@record
class NotConverted:
    """An office document has no pages: ``why``, in words for the reader. ``no_program``: nothing here makes them."""

    why: str
    no_program: bool = False


Answer = (
    Opened
    | Tile
    | Glyphs
    | Lines
    | Links
    | Outline
    | Identified
    | PagesRead
    | Understood
    | CopySaved
    | MarksRead
    | Found
    | Recognised
    | Done
    | Refused
    | Failed
)


def ignore_answer(_answer: Answer, _last: bool) -> None:  # noqa: FBT001 - the shape of every answer callback
    """For requests whose answer says nothing, such as the closing of a document."""


@record
class Numbered:
    """A request on its way to a worker."""

    number: int
    priority: int
    request: Request


@record
class Cancel:
    """Drop a request that has not been finished; a request that is gone is no error."""

    number: int


@record
class Reply:
    """An answer on its way from a worker; ``last`` ends the request."""

    number: int
    answer: Answer
    last: bool = True


@record
class Reprioritise:
    """Give an unfinished request another priority; a request that is gone is no error."""

    number: int
    priority: int


@record
class Ready:
    """A worker has loaded its modules and takes requests. ``limits`` says which restrictions hold, for the log."""

    limits: tuple[str, ...] = ()


@record
class Working:
    """A worker begins or goes on with a request, so that the right one is blamed if nothing more is heard.

    ``page`` is the page whose text it is about to read, where it reads carefully.
    """

    number: int
    page: int | None = None


ToWorker = Numbered | Cancel | Reprioritise
FromWorker = Ready | Working | Reply
