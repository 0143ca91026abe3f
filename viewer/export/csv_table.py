"""Notes as a table: RFC 4180, one note a row, for spreadsheets and scripts.

UTF-8 begins with a byte order mark, without which spreadsheets take it for the encoding of their system. A spreadsheet
runs a cell that begins with ``= + - @``, a tab or a line break (fullwidth signs and signs after quotation marks
included) as a formula, and the words of a document or a colleague could be made for that. So such a cell gets an
apostrophe before it, which spreadsheets take for "this is text" (OWASP, CSV injection). A cell that begins with an
apostrophe and would be such a cell without it gets one more, so that ``original_cell`` always finds back to the words.
"""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

from viewer.export.citation import citation, flowing
from viewer.export.notes import UNKNOWN_LANGUAGE

if TYPE_CHECKING:
    from viewer.export.notes import ExportedDocument, ExportedNote, NotesExport

COLUMNS = (
    "page", "page_label", "section_path", "paragraph", "language", "color", "tags", "quote", "note", "author",
    "created", "modified", "citation", "placement",
)  # fmt: skip
BYTE_ORDER_MARK = "\ufeff"
_RUN_AS_FORMULA = re.compile(r"""[ \u00a0\ufeff'"“”„‘’‚«»`]*[=+\-@\t\r\n\v\f\x85\u2028\u2029＝＋－＠﹦﹢﹣﹫−]""")


def safe_cell(words: str) -> str:
    """A cell that no spreadsheet runs: with an apostrophe before it where it would."""
    return f"'{words}" if _RUN_AS_FORMULA.match(words) else words


def original_cell(cell: str) -> str:
    """What ``safe_cell`` was given."""
    return cell[1:] if cell.startswith("'") and _RUN_AS_FORMULA.match(cell) else cell


def _row(document: ExportedDocument, note: ExportedNote) -> list[str]:
    annotation = note.annotation
    return [
        str(note.page),
        note.page_label,
        note.section_path,
        note.paragraph,
        "" if note.language == UNKNOWN_LANGUAGE else note.language,
        annotation.color.value,
        "; ".join(annotation.tags),
        flowing(note.quote),
        annotation.body,
        annotation.author,
        annotation.created,
        annotation.modified,
        citation(document, note),
        note.placement,
    ]


def notes_as_csv(export: NotesExport) -> str:
    """The notes of a document as CSV with a head line, in reading order; every cell is quoted, lines end in CR LF."""
    table = io.StringIO(newline="")
    table.write(BYTE_ORDER_MARK)
    writer = csv.writer(table, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for note in export.notes:
        writer.writerow([safe_cell(cell) for cell in _row(export.document, note)])
    return table.getvalue()
