"""What a worker answers to requests; a failure is an answer too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from viewer.model.record import record

if TYPE_CHECKING:
    from viewer.model.document import CannotOpen, DocumentInfo, OutlineEntry, Understanding
    from viewer.model.geometry import PageSize
    from viewer.model.link import PageLink
    from viewer.model.mark import Mark
    from viewer.model.text import PageGlyphs, PageText, Span
    from viewer.workers.messages.requests import PixelRect


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
    """Texts of consecutive pages from ``first`` on, and their true sizes; no sizes of kept ones."""

    document: int
    first: int
    texts: tuple[str, ...]
    sizes: tuple[PageSize, ...]


@record
class ReadingDelayed:
    """A page of the document takes too long: all is read anew, page by page, when other documents have been."""

    document: int


@record
class UnderstandingProgress:
    """All pages have been read, and ``done`` (0 to 1) of what it takes to understand them."""

    document: int
    done: float


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
    """A page has been recognised with these languages; ``makes_sense`` is False where it reads like none.

    ``turns`` are the quarters by which it was turned clockwise to be read.
    """

    document: int
    page: int
    languages: tuple[str, ...]
    words: int
    makes_sense: bool = True
    turns: int = 0


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


Answer = (
    Opened
    | Tile
    | Glyphs
    | Lines
    | Links
    | Outline
    | Identified
    | PagesRead
    | ReadingDelayed
    | UnderstandingProgress
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
