"""Anchors of what notes are about: sections by their beginning, and places that were found again."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from viewer.annotations.anchoring import anchor_of_page, is_by_page, make_anchor
from viewer.model.annotation import AnnotationKind
from viewer.model.document import SectionKind
from viewer.model.text import Span

if TYPE_CHECKING:
    from viewer.model.annotation import Anchor, Annotation
    from viewer.model.document import Section, Understanding
    from viewer.model.text import DocumentText

LONGEST_BEGINNING = 300
"""Characters at which the beginning of a section is cut, should it have no line end."""


def beginning_of(section: Section, text: DocumentText) -> Span:
    """The first line or lines of a section: those that its title is made of."""
    end = min(section.span.end, section.span.start + LONGEST_BEGINNING)
    words = text.slice(Span(section.span.start, end))
    line_end = re.compile(r"[\n\f]").search(words, max(1, len(section.title)))
    return Span(section.span.start, section.span.start + (line_end.start() if line_end else len(words)))


def section_title_at(understanding: Understanding, offset: int) -> str:
    """The title of the section that a passage stands in; a footnote stands in that of its page."""
    path = [section for section in understanding.section_path(offset) if section.kind is not SectionKind.FOOTNOTE]
    return path[-1].title if path else ""


def anchor_where_found(kept: Annotation, shown: Anchor, text: DocumentText) -> Anchor:
    """The anchor of a note at the place where it is shown, as if it were made there; its own where it has no place."""
    if is_by_page(kept):
        return anchor_of_page(text, shown.page)
    region = kept.kind is AnnotationKind.REGION
    if not kept.anchor.quote and not region:
        return kept.anchor
    return replace(make_anchor(text, shown.span, shown.rects if region else ()), page=shown.page)
