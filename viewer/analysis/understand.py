"""The one pipeline: from the pages of a document to what the document says about itself."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from viewer.analysis import textlayer
from viewer.analysis.languages import identification
from viewer.analysis.languages.evidence import NOTHING, evidence_steps, forget_model, weakened
from viewer.analysis.layout.lines import lines_of, raised_figures
from viewer.analysis.layout.markers import is_bare_mark
from viewer.analysis.layout.page_edges import edge_steps
from viewer.analysis.layout.paragraphs import paragraphs_of
from viewer.analysis.metadata.fields import read_metadata
from viewer.analysis.metadata.mastheads import headers_of, read_masthead
from viewer.analysis.references.finding import reference_steps
from viewer.analysis.sections.footnote_calls import footnote_steps
from viewer.analysis.sections.tree import language_bounds, notes_of, part_steps, section_steps
from viewer.analysis.steps import at_one_go, part_of
from viewer.analysis.words.folding import forget_signs
from viewer.model.document import SectionKind, Understanding, Value
from viewer.model.page_numbers import pages_in_words
from viewer.model.reference import Source
from viewer.model.tables import table
from viewer.model.text import PAGE_BREAK

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Mapping, Sequence

    from viewer.analysis.languages.evidence import Evidence
    from viewer.analysis.layout.lines import PageLines
    from viewer.analysis.layout.paragraphs import Paragraph
    from viewer.analysis.metadata.masthead_values import Masthead
    from viewer.analysis.metadata.titles import Title
    from viewer.analysis.textlayer import Condition, PageState
    from viewer.model.document import LanguageShare, OutlineEntry, Section
    from viewer.model.reference import Reference
    from viewer.model.text import PageText, Span

SUREST_OF_RECOGNISED = 0.85
"""The confidence that a value read from recognised text has at most."""
IN_ANY_WORDS = frozenset({"title", "agenda_title"})
"""What can be any words at all; other values are compared with tables or have a form."""
_ENOUGH = 0.5
"""The share of the text in one language from which on it speaks against the language that the document names."""
_LONGEST_TITLE = 400
"""Characters of a title that is not looked through for what it cites; a longer one is an item's or holds the body."""
_LET_GO = 16
"""Pages whose lines are let go of in one step, when they are needed no more."""


def understand(pages: Sequence[PageText], outline: Sequence[OutlineEntry] = ()) -> Understanding:
    """Understand a document at one go."""
    return at_one_go(understanding_steps(pages, outline))


def rest() -> None:
    """Nothing is to be understood for now: let go of what is large and quickly loaded again."""
    forget_model()
    textlayer.forget_words()
    forget_signs()


def understanding_steps(
    pages: Sequence[PageText], outline: Sequence[OutlineEntry] = ()
) -> Generator[float | Understanding, None, Understanding]:
    """Understand a document in small steps: yields how much is done (0 to 1), returns what was understood.

    In between it yields twice what is known: what the document says of itself, its metadata, before the model of
    languages has been loaded, which takes longer than all else for a few pages; and all but the references, which of
    many pages take as long as all before them. ``outline`` is the one that the file brings along.

    Steps are one page long, so a worker can serve other requests between them. Spans are offsets in the pages' texts
    joined by U+000C.
    """
    text = PAGE_BREAK.join(page.text for page in pages)
    states: list[PageState] = []
    layouts: list[PageLines] = []
    paragraphs: list[list[Paragraph]] = []
    headers: list[Span] = []
    for layout in lines_of(pages):
        states.append(textlayer.judged(pages[layout.number]))
        layouts.append(layout)
        headers += headers_of(layout)
        paragraphs.append(paragraphs_of(layout))
        yield 0.4 * len(layouts) / len(pages)
    condition = textlayer.condition_of(states, list(map(textlayer.own_state_of, pages, states)))
    told = _without_content(condition, pages)
    masthead = read_masthead(layouts, headers)
    yield 0.41
    first = next((number for number, layout in enumerate(layouts) if layout.lines), None)
    if first is None:
        return told
    metadata, title = read_metadata(layouts[first], paragraphs[first], masthead)
    metadata = _weighed(metadata, told, pages)
    yield replace(told, metadata=metadata)
    said = yield from part_of(_said(text, paragraphs), 0.42, 0.67)
    parts = yield from part_of(part_steps(layouts, paragraphs, masthead, title, outline), 0.67, 0.72)
    spoken = weakened(_without_masthead(said, masthead), notes_of(parts))
    labels = yield from part_of(identification.identify_steps(spoken, language_bounds(parts)), 0.72, 0.76)
    runs = identification.runs_of(labels)
    yield 0.77
    shares = identification.shares_of(labels)
    sections = yield from part_of(section_steps(parts, paragraphs, labels), 0.77, 0.79)
    around = yield from part_of(_edges(layouts, masthead, sections), 0.79, 0.795)
    footnotes = yield from part_of(footnote_steps(pages, notes_of(parts)), 0.795, 0.8)
    sections = _without_unreadable_titles(sections, told, pages)
    del parts, spoken, said, labels
    metadata = _weighed(_with_language(metadata, sections), told, pages)
    known = replace(
        told,
        metadata=metadata,
        sections=sections,
        languages=runs,
        shares=shares,
        warnings=(*_corruption(condition), *_other_language(metadata, shares)),
        running_heads=tuple(around),
        footnotes=footnotes,
    )
    yield known
    yield from _let_go(layouts, paragraphs)
    references = yield from part_of(_references(text, pages, metadata, masthead, title), 0.8, 1.0)
    return replace(known, references=references)


def _without_content(condition: Condition, pages: Sequence[PageText]) -> Understanding:
    """What is understood of pages before anything is read in them: what their text is worth."""
    return Understanding(
        condition.layer,
        pages_without_text=condition.pages_without_text,
        corrupt_pages=condition.corrupt_pages,
        recognised={number: page.recognition for number, page in enumerate(pages) if page.recognition is not None},
    )


def _said(text: str, paragraphs: Sequence[Sequence[Paragraph]]) -> Generator[float, None, list[tuple[Span, Evidence]]]:
    """What each paragraph says of its language."""
    said: list[tuple[Span, Evidence]] = []
    for number, listed in enumerate(paragraphs, 1):
        for span in [item.span for item in listed]:
            found = yield from evidence_steps(text[span.start : span.end])
            said.append((span, found))
        yield number / len(paragraphs)
    return said


def _let_go(*by_page: list[Any]) -> Generator[float, None, None]:
    """Empty lists that have an item for each page, a few pages in a step: of all at once it would be a long one."""
    while any(by_page):
        for items in by_page:
            del items[-_LET_GO:]
        yield 0.8


def _edges(
    pages: Sequence[PageLines], masthead: Masthead, sections: Sequence[Section]
) -> Generator[float, None, list[Span]]:
    """What is no text at the edges of pages: headers and footers, and what else comes again there."""
    notes = [part.span for part in sections if part.kind is SectionKind.FOOTNOTE]
    headings = {part.span.start for part in sections if part.kind is not SectionKind.FOOTNOTE}
    found = yield from edge_steps(pages, [*masthead.headers, *notes], masthead.lines, headings)
    return sorted([*masthead.headers, *found])


def _references(
    text: str, pages: Sequence[PageText], metadata: Mapping[str, tuple[Value, ...]], masthead: Masthead, title: Title
) -> Generator[float, None, tuple[Reference, ...]]:
    """What is cited; the document's own symbol, its title and running headers are no mentions (CONTRACT).

    Nor are raised figures right behind numbers, which call notes, a part of any.
    """
    own = metadata.get("symbol", ())
    body = metadata.get("body", ())
    skip = [
        *masthead.headers,
        *raised_figures(text, pages),
        *(value.span for value in own),
        *(one.span for one in [title.title] if one and len(one.span) <= _LONGEST_TITLE),
    ]
    return reference_steps(
        text,
        own_symbols=[str(value.value) for value in own],
        headed=[str(value.value) for value in own if value.source is Source.INFERRED],
        own_organ=str(body[0].value) if body else "",
        skip=skip,
    )


def _without_masthead(said: Sequence[tuple[Span, Evidence]], masthead: Masthead) -> list[tuple[Span, Evidence]]:
    """Take away what the masthead and running headers say: their labels are in English in any document."""
    silent = sorted([*(line.span for line in masthead.lines), *masthead.headers])
    starts = [span.start for span in silent]

    def is_silent(span: Span) -> bool:
        at = bisect_right(starts, span.start) - 1
        return at >= 0 and silent[at].overlaps(span) and len(span) <= 2 * len(silent[at])

    return [(span, NOTHING if is_silent(span) else item) for span, item in said]


def _with_language(
    metadata: Mapping[str, tuple[Value, ...]], sections: Sequence[Section]
) -> dict[str, tuple[Value, ...]]:
    """Add the version's language where the masthead does not name it: that of the cover, or of the body."""
    result = dict(metadata)
    main = next((part for part in sections if part.kind in {SectionKind.COVER, SectionKind.BODY}), None)
    if "language" not in result and main and main.language != identification.UNKNOWN and main.confidence >= 0.8:
        reason = f"the language of the {main.kind.value}"
        result["language"] = (Value(main.language, main.span, Source.INFERRED, reason, main.confidence),)
    return result


def _weighed(
    metadata: Mapping[str, tuple[Value, ...]], told: Understanding, pages: Sequence[PageText]
) -> dict[str, tuple[Value, ...]]:
    """What was read from recognised text is less sure: a letter may have been taken for another.

    Of text that is not what the page shows no title is taken: others are found in tables, it would be any nonsense.
    """
    page_of = _page_of(pages)

    def doubted(value: Value) -> Value:
        if page_of(value.span) not in told.recognised:
            return value
        return replace(value, confidence=min(value.confidence, SUREST_OF_RECOGNISED))

    weighed = {
        key: tuple(
            doubted(value)
            for value in values
            if key not in IN_ANY_WORDS
            or not (page_of(value.span) in told.corrupt_pages or textlayer.has_impossible_words(str(value.value)))
        )
        for key, values in metadata.items()
    }
    return {key: values for key, values in weighed.items() if values}


def _without_unreadable_titles(
    sections: Sequence[Section], told: Understanding, pages: Sequence[PageText]
) -> tuple[Section, ...]:
    """Take away the titles of sections that begin where the text is not what the page shows.

    What is known to be the mark of an annex is what the page shows; another alphabet may be corrupt there alone.
    """
    if not told.corrupt_pages:
        return tuple(sections)
    corrupt, page_of = frozenset(told.corrupt_pages), _page_of(pages)

    def is_unreadable(section: Section) -> bool:
        return bool(section.title) and page_of(section.span) in corrupt and not is_bare_mark(section.title)

    return tuple(
        replace(section, title="", unreadable=True) if is_unreadable(section) else section for section in sections
    )


def _page_of(pages: Sequence[PageText]) -> Callable[[Span], int]:
    """Tells the page (from 0) on which a span of the joined text begins."""
    starts = list(accumulate((len(page.text) + 1 for page in pages), initial=0))
    return lambda span: bisect_right(starts, span.start) - 1


def _corruption(condition: Condition) -> tuple[str, ...]:
    if not condition.corrupt_pages:
        return ()
    pages = pages_in_words(condition.corrupt_pages)
    advice = "do not rely on it when you search or quote."
    return (f"The text under the page is not what the page shows ({pages}); {advice}",)


def _other_language(metadata: Mapping[str, tuple[Value, ...]], shares: Sequence[LanguageShare]) -> tuple[str, ...]:
    """Say so where nothing is in the language that the document says it is in."""
    said = [str(value.value) for value in metadata.get("language", ()) if value.source is Source.READ]
    found = [share.language for share in shares if share.language != identification.UNKNOWN and share.share >= _ENOUGH]
    if not said or not found or any(share.language in said for share in shares):
        return ()
    names = table("language_names")["names"]
    one, other = (" and ".join(names.get(code, code) for code in codes) for codes in (said, found[:1]))
    return (f"The document says that it is in {one}, but its text is in {other}.",)
