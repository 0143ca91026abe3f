"""What the document says of itself, worded for the panel: labels, dates and sessions in words, and how it was read."""

from __future__ import annotations

import html
from collections.abc import Sequence  # noqa: TC003 - dataclass fields are resolved by tools
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale

from viewer.export.citation import flowing
from viewer.export.notes import language_name
from viewer.formats.recognition.tessdata import language_of
from viewer.model.bidi import END, ISOLATE
from viewer.model.document import METADATA_KEYS, TextLayer
from viewer.model.reference import Source
from viewer.model.tables import table
from viewer.model.text import Span
from viewer.session.open_document import ReadingState
from viewer.ui.wording.values import label_of, value_in_words

if TYPE_CHECKING:
    from viewer.model.document import Understanding, Value
    from viewer.session.open_document import OpenDocument

HEAD = ("body", "session", "session_dates")
"""What stands above the form, where the document says it."""

GROUPS = (
    ("symbol", *HEAD, "agenda_item", "agenda_title"),
    ("document_type", "title", "date", "letter_date"),
    ("submitter", "addressee"),
    ("distribution", "language", "original_language", "job_number"),
)
"""The keys of CONTRACT.md in the order of the form: what it is, its text, the parties, the masthead."""

SURE = 0.9
"""Values less sure than this (0 to 1) are marked."""
MOST_WORDS = 1000
"""Characters of the document's own words that are copied with a value."""
WORDS_IN_A_TIP = 240
"""Characters of the document's own words in a tip."""


@dataclass(frozen=True, slots=True)
class Field:
    """A row of the form.

    ``key`` and ``index`` (a joint document has several values of a key) tell it from the others. ``label`` is empty
    on the further rows of a key. ``span`` is where the value was read, None where there is no place to go to.
    ``missing`` says that ``text`` stands for a value the document does not give. ``marked`` rows carry an (i).
    ``words`` are the document's own, ``tip`` is how the value was found. ``value`` is what the row shows in words, None
    where there is none; ``by_reader`` says that it is the reader's own.
    """

    key: str
    index: int
    label: str
    text: str
    span: Span | None = None
    missing: bool = False
    marked: bool = False
    words: str = ""
    page: str = ""
    tip: str = ""
    value: Value | None = None
    by_reader: bool = False

    @property
    def correctable(self) -> bool:
        """Whether it is the document's own word, which the reader may know better."""
        return self.key in METADATA_KEYS

    @property
    def name(self) -> tuple[str, int]:
        """What the row is known by when the form is filled anew."""
        return self.key, self.index

    @property
    def with_its_words(self) -> str:
        """The value, and below it the document's own words and their page, for the clipboard."""
        return f"{self.text}\n\u201c{self.words}\u201d (page {self.page})" if self.words else self.text


def provenance(value: Value, words: str, page: str, recognised: str = "") -> str:
    """How a value was found, in a sentence; ``recognised`` names what recognised the page, where something did."""
    probably = value.confidence < SURE
    match value.source:
        case Source.READ:
            where = f"page {page}, recognised with {recognised}" if recognised else f"page {page}"
            how = f"Read on {where}: \u201c{_shortened(words)}\u201d"
        case Source.INFERRED:
            how = f"Inferred: {value.reason}"
        case Source.BY_READER:
            how = f"Corrected by you; {value.reason}" if value.reason else "Said by you"
            how += f". On page {page}: \u201c{_shortened(words)}\u201d" if words else ""
    return f"Probably. {how}" if probably else how


def as_tip(text: str) -> str:
    """A text as a tool tip: wrapped, nothing in it taken for markup, quotations in their own direction."""
    quoted = html.escape(text).replace("\u201c", f"\u201c{ISOLATE}").replace("\u201d", f"{END}\u201d")
    return f"<p>{quoted.replace(chr(10), '<br>')}</p>" if text else ""


# -- the rows ---------------------------------------------------------------------------------------------------------


def head_fields(document: OpenDocument) -> list[Field]:
    """The rows above the form: body, session and its dates, as far as the document says them."""
    return [field for key in HEAD for field in _read(document, key)]


def form_fields(document: OpenDocument) -> list[list[Field]]:
    """The rows of the form by groups; groups without rows are left out."""
    groups: list[list[Field]] = []
    for keys in GROUPS:
        rows: list[Field] = []
        for key in keys:
            if key == "agenda_title":
                continue
            if key == "agenda_item":
                rows += _agenda(document)
            elif found := _read(document, key):
                rows += [] if key in HEAD else found
            else:
                rows += _missing(document, key)
        if rows:
            groups.append(rows)
    return groups


def parted(groups: Sequence[Sequence[Field]]) -> tuple[list[list[Field]], list[Field]]:
    """The groups without the rows of what the document does not say, and these; what the reader has removed stays."""
    absent = [field for group in groups for field in group if field.missing and not field.by_reader]
    said = [[field for field in group if field not in absent] for group in groups]
    return [group for group in said if group], absent


def missing_line(absent: Sequence[Field], *, unfolded: bool) -> Field:
    """One row that names all that a document does not say, or stands above a row for each: "Not in this document"."""
    said = absent[0].text
    names = "" if unfolded else ": " + ", ".join(table("fields")["named"][field.key] for field in absent)
    tip = "" if unfolded else table("fields")["unfold"]
    return Field("missing", 0, "", f"{said[:1].upper()}{said[1:]}{names}", missing=True, tip=tip)


def _read(document: OpenDocument, key: str) -> list[Field]:
    understanding = document.understanding
    values: Sequence[Value] = understanding.metadata.get(key, ()) if understanding is not None else ()
    return [_field(document, key, index, value) for index, value in enumerate(values)]


def _field(document: OpenDocument, key: str, index: int, value: Value) -> Field:
    text = value_in_words(key, value)
    words = _own_words(document, value.span)
    number = document.text.page_of(value.span.start)
    page = document.page_label(number)
    how = document.understanding.recognised.get(number) if document.understanding is not None else None
    return Field(
        key,
        index,
        "" if index else label_of(key),
        text,
        value.span or None,
        marked=value.source is Source.INFERRED or value.confidence < SURE,
        words=words,
        page=page,
        tip=provenance(value, words, page, how.engine if how is not None else ""),
        value=value,
        by_reader=value.source is Source.BY_READER,
    )


def _own_words(document: OpenDocument, span: Span) -> str:
    """The document's words, lines joined; the beginning of them where a value stands for a whole part of the text."""
    if span.end > len(document.text):
        return ""
    cut = len(span) > MOST_WORDS
    words = flowing(document.text.slice(Span(span.start, span.start + MOST_WORDS) if cut else span))
    return f"{words}\u2026" if cut else words


def _agenda(document: OpenDocument) -> list[Field]:
    """Each agenda item with its title under it."""
    items, titles = _read(document, "agenda_item"), _read(document, "agenda_title")
    if not items:
        return _missing(document, "agenda_item") + titles
    if not titles:
        return items + _missing(document, "agenda_title")
    rows: list[Field] = []
    for number, item in enumerate(items):
        rows.append(item)
        of_it = titles[number : number + 1] if number + 1 < len(items) else titles[number:]
        rows += [replace(title, label="") for title in of_it]
    return rows


def _missing(document: OpenDocument, key: str) -> list[Field]:
    """The row of a key that the document does not say, once that is known: all of it has been read and it has text."""
    understanding = document.understanding
    if document.state is not ReadingState.READ or understanding is None or not understanding.has_text:
        return []
    removed = document.corrections.of_value(key, None)
    if removed is not None:
        tip = f"Said by you; \u201c{removed.read}\u201d was read"
        return [Field(key, 0, label_of(key), table("fields")["missing"]["good"], missing=True, tip=tip, by_reader=True)]
    said = table("fields")["missing"]["recognised" if understanding.recognised else understanding.text_layer.value]
    return [Field(key, 0, label_of(key), said, missing=True)]


# -- the file ---------------------------------------------------------------------------------------------------------


def file_fields(document: OpenDocument) -> list[Field]:
    """What is known of the file and is not the document's own word."""
    pages = QLocale(table("fields")["language"]).toString(document.page_count)
    rows = [("file_name", document.path.name), ("page_count", pages)]
    understanding = document.understanding
    if understanding is not None:
        rows.append(("text_layer", _text_layer(document, understanding)))
    if document.info.converted_with:
        rows.append(("converted_with", document.info.converted_with))
    if document.info.preview:
        rows.append(("preview", table("fields")["preview"]))
    if document.info.encoding is not None:
        unsure = "" if document.info.encoding.sure else ", not certain"
        rows.append(("encoding", f"{document.info.encoding.codec.upper()}{unsure}"))
    return [Field(key, 0, label_of(key), text) for key, text in rows]


def _text_layer(document: OpenDocument, understanding: Understanding) -> str:
    said = table("fields")["text_layer"][understanding.text_layer.value]
    if understanding.recognised:
        if understanding.text_layer is TextLayer.NONE:
            said = table("fields")["text_layer"]["pictures"]
        said = f"{said}. {_recognised(document, understanding)}"
    pages = understanding.pages_without_text
    if not pages or not understanding.has_text:
        return said
    return f"{said}. Without text: {_pages_in_words(document, pages)}"


def _recognised(document: OpenDocument, understanding: Understanding) -> str:
    """Which pages were recognised, and how."""
    engines = " and ".join(dict.fromkeys(how.engine for how in understanding.recognised.values()))
    names = dict.fromkeys(name for how in understanding.recognised.values() for name in how.languages)
    languages = ", ".join(language_name(language_of(name)) for name in names)
    every = len(understanding.recognised) == document.page_count
    pages = "" if every else f": {_pages_in_words(document, sorted(understanding.recognised))}"
    return f"Recognised with {engines} ({languages}){pages}"


def _pages_in_words(document: OpenDocument, pages: Sequence[int]) -> str:
    shown = ", ".join(document.page_label(page) for page in pages[:8])
    more = f" and {len(pages) - 8} more" if len(pages) > 8 else ""
    return f"{'page' if len(pages) == 1 else 'pages'} {shown}{more}"


def reading_line(document: OpenDocument) -> str:
    """How far the reading is, or what has come of it; empty once all of it is read and understood."""
    match document.state:
        case ReadingState.READING if document.understanding is not None and document.understanding.metadata:
            return ""  # values are there already, and would jump when it went
        case ReadingState.READING:
            read = document.text.page_count
            return f"Reading: page {read} of {document.page_count}" if read else "Reading…"
        case ReadingState.FAILED:
            return "The file could not be read to the end; what was read until then is shown."
        case ReadingState.READ:
            return table("fields")["text_layer"]["none"] + "." if document.has_no_text else ""


def _shortened(words: str) -> str:
    return words if len(words) <= WORDS_IN_A_TIP else words[:WORDS_IN_A_TIP].rstrip() + "\u2026"
