"""What is known of a document: how it opened, and what was understood of it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping  # noqa: TC003 - dataclass fields are resolved by tools
from dataclasses import field
from enum import StrEnum
from typing import TYPE_CHECKING

from viewer.model.record import record
from viewer.model.reference import Reference, Source

if TYPE_CHECKING:
    from viewer.model.geometry import PageSize
    from viewer.model.text import Recognition, Span


class FileProblem(StrEnum):
    """Why a file cannot be shown."""

    MISSING = "missing"
    NOT_A_FILE = "not a file"
    NOT_ALLOWED = "not allowed"
    EMPTY = "empty"
    DAMAGED = "damaged"
    ENCRYPTED = "encrypted"
    UNSUPPORTED = "unsupported"
    TOO_LARGE = "too large"
    NEEDS_OFFICE = "needs an office program"
    """It is an office document, whose pages another program has to make; ``CannotOpen.format`` says which kind."""


class CannotOpen(Exception):  # noqa: N818 - reads as what it says where it is caught
    """A file cannot be opened: which problem, which file, and what can be done, in words for the reader.

    ``format`` is its name in the table of formats, where that matters to what happens next.
    """

    def __init__(self, problem: FileProblem, path: str, advice: str, format: str = "") -> None:  # noqa: A002 - its name
        super().__init__(problem, path, advice, format)
        self.problem = problem
        self.path = path
        self.advice = advice
        self.format = format

    def __str__(self) -> str:
        return f"{self.path}: {self.advice}"


@record
class EncodingGuess:
    """The encoding a plain text was read with. ``sure`` is False where another one fits about as well.

    ``candidates`` are Python codec names, best first, the chosen one included.
    """

    codec: str
    sure: bool
    candidates: tuple[str, ...] = ()


@record
class OutlineEntry:
    """An entry of the file's own outline (bookmarks): level from 1, page from 0.

    It leads to a point ``y`` points below the page's top and ``x`` from its left.
    """

    level: int
    title: str
    page: int
    y: float = 0.0
    x: float = 0.0


class PageKind(StrEnum):
    """How the pages of a document are drawn."""

    RASTER = "raster"
    """A worker renders them to pixels."""
    LINES = "lines"
    """They are lines of text that the window sets itself, in rows of a fixed grid."""


@record
class DocumentInfo:
    """What opening a file tells at once.

    ``format`` is the name in the table of formats. ``page_sizes`` are in PDF points and may be fewer than
    ``page_count``: the size of a page not listed is estimated by that of the first and corrected when it is known.
    ``converted_with`` names the program that has made the pages of an office document ("LibreOffice 7.4"). ``preview``
    says that they are not the document's own: its text laid out by us, without its lines and page breaks.
    ``text_version`` numbers the text that the pages will be read with: 1 is their own, another is that with the pages
    that have been recognised. The same number means the same text, today and tomorrow. ``may_print`` is False where
    whoever protected the file has not allowed it to be printed. ``repaired`` says that the file is damaged, and that
    what could be found of it was put together. ``remarks`` say what is not shown of the file, and why.
    """

    format: str
    page_count: int
    page_kind: PageKind
    page_sizes: tuple[PageSize, ...]
    page_labels: tuple[str, ...] = ()
    encoding: EncodingGuess | None = None
    converted_with: str = ""
    preview: bool = False
    text_version: int = 1
    may_print: bool = True
    repaired: bool = False
    remarks: tuple[str, ...] = ()

    @property
    def warnings(self) -> tuple[str, ...]:
        """What is wrong with the file, and what is not shown of it, in words for the reader."""
        damaged = ("The file is damaged; pages or parts of them may be missing.",) if self.repaired else ()
        return damaged + self.remarks


@record
class Identity:
    """Which document this is: the SHA-256 of its bytes, and of its folded text once it has been read (both hex)."""

    content_hash: str
    text_fingerprint: str = ""


class TextLayer(StrEnum):
    """Whether a document's text can be relied on (CONTRACT: text_layer)."""

    GOOD = "good"
    NONE = "none"
    CORRUPT = "corrupt"
    PARTIAL = "partial"


@record
class Value:
    """A value with its provenance: no value without a Span.

    ``value`` is in the form of CONTRACT.md ("43", "2020-04-08"; a pair for ``session_dates``). ``span`` is where it,
    or what it was inferred from, stands; ``reason`` says how it was inferred; ``confidence`` is 0 to 1.
    """

    value: str | tuple[str, str]
    span: Span
    source: Source = Source.READ
    reason: str = ""
    confidence: float = 1.0


class SectionKind(StrEnum):
    """The kinds of CONTRACT.md."""

    MASTHEAD = "masthead"
    COVER = "cover"
    ANNEX = "annex"
    APPENDIX = "appendix"
    ENCLOSURE = "enclosure"
    SUMMARY = "summary"
    CONTENTS = "contents"
    CHAPTER = "chapter"
    HEADING = "heading"
    STATEMENT = "statement"
    PREAMBLE = "preamble"
    OPERATIVE = "operative"
    FOOTNOTE = "footnote"
    BODY = "body"


@record
class Section:
    """A part of the document. Sections are listed in reading order; ``level`` from 1 makes them a tree.

    ``title`` is in the document's words, line breaks joined. ``paragraphs`` are its paragraph numbers ("1-9") or
    None. ``declared_language`` is what the document says of it ("[Original: Arabic]"), ISO 639-1, or empty. ``source``
    says whether the reader has corrected it. ``unreadable`` says that it has a title, which is left out because the
    text under its page is not what the page shows.
    """

    kind: SectionKind
    title: str
    level: int
    span: Span
    language: str
    confidence: float
    paragraphs: str | None = None
    declared_language: str = ""
    source: Source = Source.READ
    unreadable: bool = False

    @property
    def paragraph_numbers(self) -> range:
        """``paragraphs`` as numbers; empty where there are none."""
        first, _, last = (self.paragraphs or "").partition("-")
        return range(int(first), int(last or first) + 1) if first else range(0)


@record
class Footnote:
    """A footnote, bound to what calls it.

    ``mark`` is what it is cited by ("1", "*"); ``span`` is its mark and its words, as far as they stand on its page.
    ``calls`` are the marks in the text that call it, ascending, at least one: a star may explain several words.
    """

    mark: str
    span: Span
    calls: tuple[Span, ...]


@record
class LanguageRun:
    """A stretch of text in one language (ISO 639-1 or ``und``)."""

    span: Span
    language: str
    confidence: float


@record
class LanguageShare:
    """How much of the document is in a language: characters, and their share of all (0 to 1)."""

    language: str
    characters: int
    share: float


@record
class Understanding:
    """What the document says about itself.

    ``metadata`` maps the keys of CONTRACT.md to values; a joint document has several of a key. Keys the document
    says nothing about are absent. ``languages`` runs are ascending and do not overlap. ``text_layer`` is the file's
    own; ``pages_without_text`` and ``corrupt_pages`` (from 0) are those that cannot be read as they are now. Of the
    pages in ``recognised`` the text was recognised from their pictures. ``running_heads`` are the headers and footers
    of pages with their numbers, ``footnotes`` the notes whose calls were found; both ascend and do not overlap.
    """

    text_layer: TextLayer
    metadata: Mapping[str, tuple[Value, ...]] = field(default_factory=dict[str, tuple[Value, ...]])
    sections: tuple[Section, ...] = ()
    languages: tuple[LanguageRun, ...] = ()
    shares: tuple[LanguageShare, ...] = ()
    references: tuple[Reference, ...] = ()
    warnings: tuple[str, ...] = ()
    pages_without_text: tuple[int, ...] = ()
    corrupt_pages: tuple[int, ...] = ()
    recognised: Mapping[int, Recognition] = field(default_factory=dict[int, "Recognition"])
    running_heads: tuple[Span, ...] = ()
    footnotes: tuple[Footnote, ...] = ()

    @property
    def has_text(self) -> bool:
        """Whether there is text to read, the file's own or recognised."""
        return self.text_layer is not TextLayer.NONE or bool(self.recognised)

    @property
    def unreadable_pages(self) -> tuple[int, ...]:
        """The pages (from 0) that cannot be searched or quoted."""
        return tuple(sorted({*self.pages_without_text, *self.corrupt_pages}))

    def section_path(self, offset: int) -> tuple[Section, ...]:
        """The sections that hold a character, outermost first."""
        holding = (section for section in self.sections if offset in section.span)
        return tuple(sorted(holding, key=lambda section: (section.level, -len(section.span))))

    def joined(self, key: str) -> str:
        """The values of a metadata key in words, several (of a joint document) joined by a dash; empty without any."""
        return " - ".join(str(value.value) for value in self.metadata.get(key, ()))

    @property
    def name(self) -> str:
        """What to call the document: its symbol, else its title; empty where neither was found."""
        return self.joined("symbol") or self.joined("title")

    def section_at(self, offset: int) -> Section | None:
        """The innermost section that holds a character, or None."""
        path = self.section_path(offset)
        return path[-1] if path else None

    def footnote_at(self, offset: int) -> Footnote | None:
        """The footnote that holds a character, or None."""
        at = bisect_right(self.footnotes, offset, key=lambda note: note.span.start) - 1
        return self.footnotes[at] if at >= 0 and offset in self.footnotes[at].span else None

    def language_at(self, offset: int) -> str:
        """The language of the text at a character, ``und`` where it is not known."""
        return next((run.language for run in self.languages if offset in run.span), "und")


METADATA_KEYS = (
    "symbol", "body", "session", "session_dates", "agenda_item", "agenda_title", "title", "document_type", "date",
    "letter_date", "distribution", "language", "original_language", "submitter", "addressee", "job_number",
)  # fmt: skip
"""Every metadata key of CONTRACT.md, in the order it lists them."""
