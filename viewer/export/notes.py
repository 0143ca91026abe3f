"""What an exporter is given: the notes of one document, with all that a reader of the export must know.

Exporters see no open document: everything is gathered here before, so that a note made on a file which is not at hand
any more can be exported as well.
"""

from __future__ import annotations

from collections.abc import Mapping  # noqa: TC003 - dataclass fields are resolved by tools
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from viewer.analysis.layout.paragraphs import numbered_in
from viewer.export.passages import around_the_words, goes_over_pages, on_pages, words_of
from viewer.model.annotation import Anchor, Annotation, AnnotationKind, HighlightColor
from viewer.model.document import SectionKind
from viewer.model.tables import table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from viewer.model.correction import Correction
    from viewer.model.document import Identity, Section, Understanding, Value
    from viewer.model.geometry import PageRect
    from viewer.model.reference import Reference
    from viewer.model.text import DocumentText, Span

UNKNOWN_LANGUAGE = "und"
_UNNAMED = frozenset({SectionKind.HEADING.value, SectionKind.BODY.value})
OTHER_WORDS = "Other words, written in another window"


@dataclass(frozen=True, slots=True)
class ExportedReference:
    """A document that is cited: ``title`` says in words what it is, ``url`` is its official page, or empty."""

    reference: Reference
    title: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class ExportedDocument:
    """Which document the notes are on, and what it cites.

    ``metadata`` is the document's (keys of CONTRACT.md); what it does not say is absent and is never made up.
    ``url`` is its official page, or empty. ``annex_languages`` (ISO 639-1) are those of its annexes, none twice.
    ``corrections`` are the reader's, which the metadata holds already. ``named`` is what a resolution is called
    ("Security Council resolution 822 (1993)"), empty of other documents.
    """

    file_name: str
    identity: Identity
    metadata: Mapping[str, tuple[Value, ...]] = field(default_factory=dict[str, "tuple[Value, ...]"])
    url: str = ""
    references: tuple[ExportedReference, ...] = ()
    annex_languages: tuple[str, ...] = ()
    corrections: tuple[Correction, ...] = ()
    named: str = ""

    def value(self, key: str) -> str:
        """The first value of a key as text, empty where the document does not say; a pair is joined by a dash."""
        values = self.metadata.get(key, ())
        if not values:
            return ""
        value = values[0].value
        return value if isinstance(value, str) else "–".join(value)

    @property
    def symbols(self) -> tuple[str, ...]:
        """The document's symbols: several on a joint document, none where it bears none."""
        return tuple(str(value.value) for value in self.metadata.get("symbol", ()))


@dataclass(frozen=True, slots=True)
class SectionStep:
    """One step of the way to a passage: a section's kind (CONTRACT: section kinds), title and level from 1.

    ``counts_anew`` says that paragraphs in it, if they have numbers, are counted from 1.
    """

    kind: str
    title: str
    level: int
    counts_anew: bool = False


@dataclass(frozen=True, slots=True)
class Stretch:
    """The part of a passage that stands on one page (from 0): offsets in that page's text."""

    page: int
    start: int
    end: int

    @property
    def offsets(self) -> tuple[int, int]:
        """Where it begins and ends in the page's text."""
        return self.start, self.end


@dataclass(frozen=True, slots=True)
class ExportedNote:
    """A note with its place. ``span`` is None where the passage was not found again (``placement`` "lost").

    ``page`` counts from 1 and ``page_label`` is what the page calls itself. ``sections`` go from the outermost in.
    ``paragraph`` is the number of the numbered paragraph the passage stands in, or empty; ``last_paragraph`` and
    ``last_page_label`` are those that it ends in, and ``ends_in`` are the sections, empty where it ends where it
    begins. ``footnote`` and ``last_footnote`` are the marks of footnotes ("3", "*"), whose paragraph is the one that
    calls them. ``words`` are the passage's without the footnotes and page heads that stand inside it. ``placement`` is
    "exact", "moved", "likely", "lost", or "unread" where the document could not be read so far. A note without a span
    keeps the page and section it had when it was made. ``color_name`` is what the reader calls the note's colour.
    ``stretches`` are the parts of the passage, one a page. ``picture`` is what a region looked like, PNG, or empty.
    """

    annotation: Annotation
    span: Span | None
    page: int
    page_label: str
    sections: tuple[SectionStep, ...] = ()
    language: str = UNKNOWN_LANGUAGE
    paragraph: str = ""
    placement: str = "exact"
    score: float = 1.0
    color_name: str = ""
    stretches: tuple[Stretch, ...] = ()
    picture: bytes = b""
    last_paragraph: str = ""
    last_page_label: str = ""
    words: str = ""
    ends_in: tuple[SectionStep, ...] = ()
    footnote: str = ""
    last_footnote: str = ""

    @property
    def quote(self) -> str:
        """The passage in the document's words."""
        return self.annotation.anchor.quote

    @property
    def body(self) -> str:
        """The reader's words, in Markdown; below them what another window wrote at once, until that is decided."""
        note = self.annotation
        others = (f"{OTHER_WORDS} ({other.modified[:10]}):\n\n{other.body}" for other in note.other_words)
        return "\n\n".join((note.body, *others)) if note.other_words else note.body

    @property
    def passage(self) -> str:
        """The same without what interrupts it on its pages, as it is quoted for people."""
        return self.words or self.quote

    @property
    def rects(self) -> tuple[PageRect, ...]:
        """The boxes of the passage on its page, in PDF points; none where it has moved away from them."""
        anchor = self.annotation.anchor
        return anchor.rects if self.span is None or self.span == anchor.span else ()

    @property
    def lost(self) -> bool:
        """Whether the passage was not found again."""
        return self.placement == "lost"

    @property
    def section_titles(self) -> tuple[str, ...]:
        """The titles of the sections on the way, from the outermost in; of one without a title its kind ("annex").

        A heading or a body without one is no step that anybody would miss, and what footnotes say is no title of them.
        """
        return tuple(
            step.kind if step.kind == SectionKind.FOOTNOTE else step.title or step.kind
            for step in self.sections
            if step.title or step.kind not in _UNNAMED
        )

    @property
    def section_path(self) -> str:
        """The same in one line: "Annex > Statement"."""
        return " > ".join(self.section_titles)

    @property
    def color_words(self) -> str:
        """The note's colour as it is called: by the reader's name, or exactly where it is none of the six."""
        own, name = self.annotation.own_color, self.color_name or self.annotation.color.value
        return f"{own} (close to {name})" if own else name

    @property
    def language_name(self) -> str:
        """The English name of the passage's language."""
        return language_name(self.language)


class GroupBy(StrEnum):
    """What notes stand under in forms for people; in each group they are in reading order."""

    SECTION = "section"
    TAG = "tag"
    """Under each of a note's tags, so that one with several is there as often."""
    COLOR = "colour"
    KIND = "kind"


@dataclass(frozen=True, slots=True)
class NotesExport:
    """The notes of a document in reading order, and when (UTC, ISO 8601) they were exported."""

    document: ExportedDocument
    notes: tuple[ExportedNote, ...]
    exported: str
    group_by: GroupBy = GroupBy.SECTION


def language_name(code: str) -> str:
    """The English name of a language (ISO 639-1 or ``und``); the code itself where there is none."""
    return language_names().get(code, code)


def language_names() -> Mapping[str, str]:
    """The English names of languages by their codes (ISO 639-1 and ``und``)."""
    return table("language_names")["names"]


def is_right_to_left(code: str) -> bool:
    """Whether a language is written from right to left."""
    return code in table("language_names")["right_to_left"]


def paragraph_at(text: DocumentText, section: Section, offset: int) -> str:
    """The number of the section's numbered paragraph that holds a character, or empty."""
    found = ""
    for number, at in numbered_in(text.slice(section.span), section.paragraph_numbers):
        if section.span.start + at > offset:
            break
        found = str(number)
    return found


def exported_note(
    annotation: Annotation,
    text: DocumentText,
    understanding: Understanding | None,
    *,
    page_labels: Sequence[str] = (),
    span: Span | None,
    placement: str = "exact",
    score: float = 1.0,
) -> ExportedNote:
    """A note with all that can be said of its place.

    ``span`` and ``placement`` are what placing it in ``text`` gave; ``span`` None is a lost note, of which the page,
    section and language are those it was made with.
    """
    page = annotation.anchor.page if span is None else text.page_of(span.start)
    label = _label(page, page_labels)
    begins, ends = _NOWHERE, _NOWHERE
    language = annotation.language
    if annotation.kind is AnnotationKind.DOCUMENT:
        pass  # it stands in all of its sections
    elif span is not None and understanding is not None:
        begins, ends = (_place(text, understanding, offset) for offset in _ends(text, span))
        here = understanding.language_at(span.start)
        language = here if here != UNKNOWN_LANGUAGE else language
    elif annotation.section_title:
        begins = _Place((SectionStep("", annotation.section_title, 1),))
    on_words = span is not None and bool(annotation.anchor.quote)
    stretches = tuple(_stretches(text, span, understanding)) if span is not None and on_words else ()
    last_label = _label(stretches[-1].page, page_labels) if stretches else label
    return ExportedNote(
        annotation,
        span,
        page + 1,
        label,
        begins.sections,
        language,
        begins.paragraph,
        placement,
        score,
        stretches=stretches,
        words=words_of(text, span, understanding) if span is not None and on_words else "",
        last_paragraph=ends.paragraph if on_words and ends.paragraph != begins.paragraph else "",
        ends_in=ends.sections if on_words and ends.sections != begins.sections else (),
        footnote=begins.footnote,
        last_footnote=ends.footnote if on_words and ends.footnote != begins.footnote else "",
        last_page_label=last_label if last_label != label else "",
    )


def _label(page: int, labels: Sequence[str]) -> str:
    """What a page (from 0) calls itself, else its number from 1."""
    return labels[page] if page < len(labels) and labels[page] else str(page + 1)


def _ends(text: DocumentText, span: Span) -> tuple[int, int]:
    """The offsets of a passage's first and last character, without the blanks around."""
    words = text.slice(span)
    first = span.start + len(words) - len(words.lstrip())
    return min(first, span.end), max(first, span.start + len(words.rstrip()) - 1)


class _Place(NamedTuple):
    """The sections that hold a character, the number of its paragraph, and the mark of its footnote."""

    sections: tuple[SectionStep, ...] = ()
    paragraph: str = ""
    footnote: str = ""


_NOWHERE = _Place()


def _place(text: DocumentText, understanding: Understanding, offset: int) -> _Place:
    """Where a character stands.

    Paragraphs reach to the end of the innermost section: what follows a numbered list under a heading of its own is no
    part of the list's last point.
    """
    path = understanding.section_path(offset)
    steps = tuple(
        SectionStep(str(section.kind), section.title, section.level, _counts_anew(section)) for section in path
    )
    note = understanding.footnote_at(offset)
    if note is not None:
        return _Place(steps, _place(text, understanding, note.calls[0].start).paragraph, note.mark)
    return _Place(steps, paragraph_at(text, path[-1], offset) if path else "")


def _counts_anew(section: Section) -> bool:
    return not section.paragraphs or section.paragraph_numbers.start == 1


def _stretches(text: DocumentText, span: Span, understanding: Understanding | None) -> Iterator[Stretch]:
    around = around_the_words(understanding) if goes_over_pages(text, span) else ()
    return (Stretch(page, part.start, part.end) for page, part in on_pages(text, span, around))


def exported_passage(
    text: DocumentText, understanding: Understanding | None, span: Span, page_labels: Sequence[str] = ()
) -> ExportedNote:
    """A passage that bears no note, as ``citation`` and ``quotation`` take it (copying a selection)."""
    anchor = Anchor(span, text.version, text.slice(span), "", "", text.page_of(span.start))
    unmarked = Annotation("", AnnotationKind.HIGHLIGHT, anchor, HighlightColor.GREY, "", (), "", "", "")
    return exported_note(unmarked, text, understanding, page_labels=page_labels, span=span)
