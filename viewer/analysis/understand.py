"""The one pipeline: from the pages of a document to what the document says about itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from viewer.analysis import languages, textlayer
from viewer.analysis.lines import lines_of
from viewer.analysis.paragraphs import paragraphs_of
from viewer.model.document import Understanding
from viewer.model.text import PAGE_BREAK

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

    from viewer.analysis.languages import Evidence
    from viewer.analysis.lines import PageLines
    from viewer.analysis.paragraphs import Paragraph
    from viewer.model.text import PageText, Span


def understand(pages: Sequence[PageText]) -> Understanding:
    """Understand a document at one go."""
    steps = understanding_steps(pages)
    while True:
        try:
            next(steps)
        except StopIteration as done:
            return done.value


def understanding_steps(pages: Sequence[PageText]) -> Generator[float, None, Understanding]:
    """Understand a document in small steps: yields how much is done (0 to 1), returns what was understood.

    Steps are one page long, so a worker can serve other requests between them. Spans are offsets in the pages' texts
    joined by U+000C.
    """
    text = PAGE_BREAK.join(page.text for page in pages)
    condition = textlayer.judge(page.text for page in pages)
    yield 0.05
    layouts: list[PageLines] = []
    paragraphs: list[Paragraph] = []
    evidence: list[tuple[Span, Evidence]] = []
    for layout in lines_of(pages):
        layouts.append(layout)
        for paragraph in paragraphs_of(layout):
            paragraphs.append(paragraph)
            evidence.append((paragraph.span, languages.evidence(text[paragraph.span.start : paragraph.span.end])))
        yield 0.05 + 0.6 * len(layouts) / len(pages)
    labels = languages.identify(evidence)
    yield 0.7
    return Understanding(
        condition.layer,
        languages=languages.runs_of(labels),
        shares=languages.shares_of(labels),
        pages_without_text=condition.pages_without_text,
    )
