"""The reader's notes: what they say, and what they are about."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from viewer.model.record import record

if TYPE_CHECKING:
    from viewer.model.geometry import PageRect
    from viewer.model.text import Span


class HighlightColor(StrEnum):
    """The six colours of a highlight, by name; the ui knows how they look."""

    YELLOW = "yellow"
    GREEN = "green"
    BLUE = "blue"
    RED = "red"
    VIOLET = "violet"
    GREY = "grey"


class AnnotationKind(StrEnum):
    """What a note is about."""

    HIGHLIGHT = "highlight"
    """A marked passage, with or without words of the reader."""
    UNDERLINE = "underline"
    STRIKE_THROUGH = "strike-through"
    REGION = "region"
    """A rectangle on a page, and its picture as it was when the note was made."""
    SECTION = "section"
    PAGE = "page"
    DOCUMENT = "document"
    BOOKMARK = "bookmark"
    """A place to come back to: the line that stands there, or the page where there are no words."""

    @property
    def marks_words(self) -> bool:
        """Whether a passage is marked, so that its quotation is what the note is about."""
        return self in _ON_WORDS


_ON_WORDS = frozenset({AnnotationKind.HIGHLIGHT, AnnotationKind.UNDERLINE, AnnotationKind.STRIKE_THROUGH})


@record
class Anchor:
    """Where a note belongs, said in several ways so that it can be found again (W3C Web Annotation selectors).

    ``span`` is a TextPositionSelector on version ``text_version`` of the document's text, ``quote`` with ``prefix``
    and ``suffix`` (up to 32 characters each side) a TextQuoteSelector, ``page`` (from 0) with ``rects`` (PDF points) a
    FragmentSelector. Page and document notes have an empty quote and no rects; their ``span`` is the page's or the
    whole text's; a page is told from others by its ``suffix``, with which it begins, and by what stands before it.
    A region has one rect; its quote is what is written in it, empty where nothing is. A bookmark quotes
    the line it stands at, without rects; on a page without text it is anchored as a page is.
    """

    span: Span
    text_version: int
    quote: str
    prefix: str
    suffix: str
    page: int
    rects: tuple[PageRect, ...] = ()


@record
class OtherWords:
    """Words of a note that another window wrote without knowledge of those that hold, and when (UTC, ISO 8601)."""

    body: str
    modified: str


@record
class Annotation:
    """A note of the reader. ``created`` and ``modified`` are UTC times in ISO 8601 with microseconds.

    ``id`` is a UUID. ``body`` is Markdown. ``section_title`` names the section it stands in at the time it was made,
    so that an export can say it even where the document is not at hand; ``language`` is that of the passage.
    ``own_color`` is the colour it had where it was imported from, as ``#rrggbb``, of which ``color`` is the nearest;
    empty for notes that were made here or given one of the six colours since. ``other_words`` are kept until the reader
    has decided about them.
    """

    id: str
    kind: AnnotationKind
    anchor: Anchor
    color: HighlightColor
    body: str
    tags: tuple[str, ...]
    author: str
    created: str
    modified: str
    section_title: str = ""
    language: str = "und"
    own_color: str = ""
    other_words: tuple[OtherWords, ...] = ()
