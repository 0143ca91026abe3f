"""What is copied from a document to be quoted elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from viewer.export.citation import quotation
from viewer.export.notes import exported_passage
from viewer.session.exporting import noted_document

if TYPE_CHECKING:
    from viewer.model.text import Span
    from viewer.session.open_document import OpenDocument


def all_references(document: OpenDocument) -> str:
    """The documents that this one cites, one a line in the order of the panel: symbol, tab, how often."""
    references = document.understanding.references if document.understanding else ()
    return "".join(f"{reference.symbol}\t{len(reference.mentions)}\n" for reference in references)


def quotation_with_citation(document: OpenDocument, span: Span) -> str:
    """The words of a span with the citation that a researcher would write, on one line."""
    noted = noted_document(document)
    passage = exported_passage(noted.text, noted.understanding, span, noted.page_labels)
    return quotation(noted.exported, passage)
