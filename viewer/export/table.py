"""Every form in which notes and references leave the program, one entry each."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from viewer.export.bibtex import references_as_bibtex
from viewer.export.csl_json import references_as_csl
from viewer.export.csv_table import notes_as_csv
from viewer.export.docx_paper import notes_as_docx
from viewer.export.html_page import notes_as_html
from viewer.export.json_notes import notes_as_json
from viewer.export.markdown import notes_as_markdown
from viewer.export.plain_text import notes_as_text
from viewer.export.ris import references_as_ris

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from viewer.export.notes import ExportedDocument, NotesExport


class Of(Enum):
    """What a form is of."""

    NOTES = "notes"
    REFERENCES = "references"
    """The document and those it cites; what notes there are on it does not matter."""


@dataclass(frozen=True, slots=True)
class Exporter:
    """A form: its ``name`` on the command line, the ``words`` of the dialog, the file's ``suffix``, the function.

    ``grouped`` says that its notes stand under headings, which can be sections, tags, colours or kinds.
    """

    name: str
    words: str
    suffix: str
    function: Callable[[NotesExport], str | bytes]
    of: Of = Of.NOTES
    grouped: bool = False
    template: Path | None = None
    """The reader's template that makes the form, which takes a process of its own."""

    @property
    def is_page(self) -> bool:
        """Whether what is written is a web page."""
        return self.suffix == ".html"

    @property
    def is_text(self) -> bool:
        """Whether what is written can be shown as it is."""
        return self.suffix != ".docx"


def _of_references(name: str, words: str, suffix: str, function: Callable[[ExportedDocument], str]) -> Exporter:
    return Exporter(name, words, suffix, lambda export: function(export.document), Of.REFERENCES)


EXPORTERS = (
    Exporter("markdown", "Markdown, for reading and writing on", ".md", notes_as_markdown, grouped=True),
    Exporter("json", "JSON (W3C Web Annotation), for other programs", ".json", notes_as_json),
    Exporter("html", "Web page (HTML), for reading and printing", ".html", notes_as_html, grouped=True),
    Exporter("text", "Plain text", ".txt", notes_as_text, grouped=True),
    Exporter("csv", "Table (CSV), for spreadsheets", ".csv", notes_as_csv),
    Exporter("docx", "Word document (DOCX), for writing on", ".docx", notes_as_docx, grouped=True),
    _of_references("bibtex", "BibTeX, for LaTeX", ".bib", references_as_bibtex),
    _of_references("ris", "RIS, for reference managers", ".ris", references_as_ris),
    _of_references("csl-json", "CSL-JSON, for Zotero and pandoc", ".json", references_as_csl),
)


PDF_COPY_NAME, PDF_COPY_WORDS, PDF_COPY_SUFFIX = "pdf", "PDF copy with the notes in it, for other readers", ".pdf"
"""The form that is no file of its own but a copy of the document's, which a worker writes (``pdf_copy``)."""


def exporters_of(of: Of) -> tuple[Exporter, ...]:
    """The forms of one kind, the usual one first; no two of them have the same suffix."""
    return tuple(exporter for exporter in EXPORTERS if exporter.of is of)


def exporter_named(name: str) -> Exporter:
    """The exporter of that name.

    Raises:
        KeyError: there is none.
    """
    for exporter in EXPORTERS:
        if exporter.name == name:
            return exporter
    raise KeyError(name)
