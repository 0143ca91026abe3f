"""A small document in four languages with a note of each kind, as exporters are given them."""

from __future__ import annotations

from viewer.export.notes import ExportedDocument, ExportedReference, NotesExport, exported_note
from viewer.model.annotation import Anchor, Annotation, AnnotationKind, HighlightColor
from viewer.model.document import (
    Identity,
    LanguageRun,
    LanguageShare,
    Section,
    SectionKind,
    TextLayer,
    Understanding,
    Value,
)
from viewer.model.geometry import PageRect
from viewer.model.reference import Mention, Reference, ReferenceKind, Source
from viewer.model.text import DocumentText, Span

COVER = "X/DOC/7/G/3\nНота Постоянного представи-\nтельства о рыбе *и* воде_\n"
ANNEX = """Annex II
Statement on fish
1. Fish live in water.
2. See <b>resolution</b> 12 of 1945.
3. يعيش السمك (في) الماء.
"""
CHINESE = "鱼生活\n在水里。\n"
TEXT = DocumentText.of([COVER, ANNEX, CHINESE])
WHOLE = str(TEXT)


def span_of(words: str) -> Span:
    at = WHOLE.index(words)
    return Span(at, at + len(words))


ANNEX_SPAN = Span(WHOLE.index("Annex II"), len(WHOLE))
STATEMENT = Span(WHOLE.index("Statement"), len(WHOLE))
UNDERSTANDING = Understanding(
    TextLayer.GOOD,
    metadata={
        "symbol": (Value("X/DOC/7/G/3", span_of("X/DOC/7/G/3")),),
        "title": (Value("Note verbale on fish", span_of("Нота")),),
        "session_dates": (Value(("2020-02-24", "2020-03-20"), Span(0, 4), Source.INFERRED, "invented"),),
    },
    sections=(
        Section(SectionKind.COVER, "", 1, TEXT.page_span(0), "ru", 0.98765),
        Section(SectionKind.ANNEX, "Annex II", 1, ANNEX_SPAN, "en", 0.9, None, "Arabic"),
        Section(SectionKind.STATEMENT, "Statement on fish", 2, STATEMENT, "en", 0.9, "1-3"),
    ),
    languages=(
        LanguageRun(TEXT.page_span(0), "ru", 1),
        LanguageRun(Span(TEXT.page_span(1).start, WHOLE.index("يعيش")), "en", 1),
        LanguageRun(span_of("يعيش السمك (في) الماء."), "ar", 1),
        LanguageRun(TEXT.page_span(2), "zh", 1),
    ),
    shares=(LanguageShare("ru", 60, 1 / 3),),
    references=(
        Reference(
            "X/RES/12 (1945)",
            ReferenceKind.RESOLUTION,
            "Fish Council",
            (Mention(span_of("resolution</b> 12"), "resolution</b> 12", pin="para. 5"),),
            1945,
            Source.INFERRED,
            "12 lies in 1945",
        ),
    ),
    warnings=("a warning",),
)
DOCUMENT = ExportedDocument(
    "fish [1].pdf",
    Identity("ab" * 32, "cd" * 32),
    UNDERSTANDING.metadata,
    "https://example.org/ru/X/DOC/7/G/3",
    tuple(
        ExportedReference(reference, f"In words: {reference.symbol}", f"https://example.org/en/{reference.symbol}")
        for reference in UNDERSTANDING.references
    ),
    ("en",),
)


def note(number: int, words: str, body: str = "", *, lost: bool = False, **more):
    span = span_of(words)
    box = (PageRect(72, 100.5, 300, 112.25), PageRect(72, 114, 200, 126)) if number == 1 else ()
    anchor = Anchor(span, 1, words, WHOLE[max(0, span.start - 9) : span.start], "", TEXT.page_of(span.start), box)
    values = {
        "id": f"00000000-0000-4000-8000-{number:012}",
        "kind": AnnotationKind.HIGHLIGHT,
        "anchor": anchor,
        "color": HighlightColor.YELLOW,
        "body": body,
        "tags": (),
        "author": "A. Reader",
        "created": "2026-01-02T03:04:05.000006+00:00",
        "modified": "2026-01-02T03:04:06.000006+00:00",
        "section_title": "Annex II",
        "language": "und",
    }
    annotation = Annotation(**(values | more))
    if lost:
        return exported_note(annotation, TEXT, UNDERSTANDING, span=None, placement="lost", score=0)
    return exported_note(annotation, TEXT, UNDERSTANDING, page_labels=("i", "1", "2"), span=span)


NOTES = (
    note(1, "Нота Постоянного представи-\nтельства о рыбе *и* воде_", "My **own** words\n\n- with a list"),
    note(2, "Fish live in water", tags=("claim", "two words"), color=HighlightColor.RED),
    note(3, "<b>resolution</b> 12 of 1945", "Which one?"),
    note(4, "يعيش السمك (في) الماء.", "Arabic"),
    note(5, "鱼生活\n在水里", "Chinese"),
    note(6, "Statement on fish", "On the section", kind=AnnotationKind.SECTION),
    note(7, "Annex II", "On the page", kind=AnnotationKind.PAGE),
    note(8, "Fish", "Where is it?", lost=True),
)
EXPORT = NotesExport(DOCUMENT, NOTES, "2026-02-03T04:05:06.000007+00:00")
