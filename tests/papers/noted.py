"""What is understood of a text of which only the footnotes are known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from viewer.analysis.sections.footnote_calls import footnote_steps
from viewer.analysis.steps import at_one_go
from viewer.model.document import Section, SectionKind, TextLayer, Understanding
from viewer.model.geometry import PageSize
from viewer.model.text import PageText

if TYPE_CHECKING:
    from collections.abc import Sequence

    from viewer.model.document import Footnote
    from viewer.model.text import DocumentText, Span


def bound(text: DocumentText, *blocks: Span) -> tuple[Footnote, ...]:
    """The notes in some blocks of them, bound to their calls in the text, of whose type nothing is known."""
    pages = [PageText(text.page_text(page), PageSize(612, 792)) for page in range(text.page_count)]
    return at_one_go(footnote_steps(pages, blocks))


def noted(
    text: DocumentText, *blocks: Span, running_heads: Sequence[Span] = (), sections: Sequence[Section] = ()
) -> Understanding:
    """An understanding that knows these blocks of notes, beside other sections."""
    parts = [Section(SectionKind.FOOTNOTE, "", 2, block, "en", 1.0) for block in blocks]
    return Understanding(
        TextLayer.GOOD,
        sections=(*sections, *parts),
        running_heads=tuple(running_heads),
        footnotes=bound(text, *blocks),
    )
