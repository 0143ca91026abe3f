"""Every form in which notes leave the program, one entry each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from viewer.export.csv_table import notes_as_csv
from viewer.export.html_page import notes_as_html
from viewer.export.json_notes import notes_as_json
from viewer.export.markdown import notes_as_markdown
from viewer.export.plain_text import notes_as_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from viewer.export.notes import NotesExport


@dataclass(frozen=True, slots=True)
class Exporter:
    """A form: its ``name`` on the command line, the ``words`` of the dialog, the file's ``suffix``, the function."""

    name: str
    words: str
    suffix: str
    function: Callable[[NotesExport], str]


EXPORTERS = (
    Exporter("markdown", "Markdown, for reading and writing on", ".md", notes_as_markdown),
    Exporter("json", "JSON (W3C Web Annotation), for other programs", ".json", notes_as_json),
    Exporter("html", "Web page (HTML), for reading and printing", ".html", notes_as_html),
    Exporter("text", "Plain text", ".txt", notes_as_text),
    Exporter("csv", "Table (CSV), for spreadsheets", ".csv", notes_as_csv),
)


def exporter_named(name: str) -> Exporter:
    """The exporter of that name.

    Raises:
        KeyError: there is none.
    """
    for exporter in EXPORTERS:
        if exporter.name == name:
            return exporter
    raise KeyError(name)
