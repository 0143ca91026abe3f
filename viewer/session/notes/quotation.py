"""What is copied from a document to be quoted elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from viewer.export.bibtex import references_as_bibtex
from viewer.export.citation import quotation
from viewer.export.csv_table import references_as_csv
from viewer.export.html_page import quotation_as_html, quotations_as_html
from viewer.export.markdown import quotations_as_markdown
from viewer.export.notes import exported_passage
from viewer.export.plain_text import quotations_as_text
from viewer.session.notes.exporting import noted_document, open_export
from viewer.session.notes.reference_form import ReferenceForm

if TYPE_CHECKING:
    from collections.abc import Collection

    from viewer.model.text import Span
    from viewer.session.open_document import OpenDocument


def all_references(document: OpenDocument, form: ReferenceForm = ReferenceForm.TEXT) -> str:
    """The documents that this one cites: as text, one a line (symbol, tab, how often), as a table, or as BibTeX."""
    match form:
        case ReferenceForm.TEXT:
            references = document.understanding.references if document.understanding else ()
            return "".join(f"{reference.symbol}\t{len(reference.mentions)}\n" for reference in references)
        case ReferenceForm.CSV:
            return references_as_csv(noted_document(document).exported, document.text.page_of)
        case ReferenceForm.BIBTEX:
            return references_as_bibtex(noted_document(document).exported, cited_only=True)


def quotation_with_citation(document: OpenDocument, span: Span) -> str:
    """The words of a span with the citation that a researcher would write, on one line."""
    noted = noted_document(document)
    passage = exported_passage(noted.text, noted.understanding, span, noted.page_labels)
    return quotation(noted.exported, passage)


def quotation_in_rich_text(document: OpenDocument, span: Span) -> str:
    """The same as HTML: with the language and direction of the words, for programs that set them."""
    noted = noted_document(document)
    passage = exported_passage(noted.text, noted.understanding, span, noted.page_labels)
    return quotation_as_html(noted.exported, passage)


def notes_in_markdown(document: OpenDocument, only: Collection[str]) -> str:
    """The notes of these ids in reading order as Markdown: quote, citation and words of each."""
    return quotations_as_markdown(open_export(document, only))


def notes_in_rich_text(document: OpenDocument, only: Collection[str]) -> tuple[str, str]:
    """The same as HTML, and as plain text for programs that take no HTML."""
    export = open_export(document, only)
    return quotations_as_html(export), quotations_as_text(export)
