"""Notes and references as tables: RFC 4180, one a row, for spreadsheets and scripts.

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

from viewer.export.adoption import years_of
from viewer.export.citation import citation, flowing
from viewer.export.notes import UNKNOWN_LANGUAGE
from viewer.export.wording import link_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from viewer.export.notes import ExportedDocument, ExportedNote, NotesExport

REFERENCE_COLUMNS = (
    "symbol",
    "kind",
    "organ",
    "year",
    "title",
    "mentions",
    "pages",
    "source",
    "reason",
    "doubt",
    "url",
)
COLUMNS = (
    "page", "page_label", "section_path", "paragraph", "language", "color", "tags", "quote", "note", "author",
    "created", "modified", "citation", "placement", "kind", "link",
)  # fmt: skip
BYTE_ORDER_MARK = "\ufeff"
_RUN_AS_FORMULA = re.compile(r"""[ \u00a0\ufeff'"“”„‘’‚«»`]*[=+\-@\t\r\n\v\f\x85\u2028\u2029＝＋－＠﹦﹢﹣﹫−]""")


def safe_cell(words: str) -> str:
    """A cell that no spreadsheet runs: with an apostrophe before it where it would."""
    return f"'{words}" if _RUN_AS_FORMULA.match(words) else words


def original_cell(cell: str) -> str:
    """What ``safe_cell`` was given."""
    return cell[1:] if cell.startswith("'") and _RUN_AS_FORMULA.match(cell) else cell


def _row(export: NotesExport, note: ExportedNote) -> list[str]:
    annotation = note.annotation
    return [
        str(note.page),
        note.page_label,
        note.section_path,
        note.paragraph,
        "" if note.language == UNKNOWN_LANGUAGE else note.language,
        annotation.own_color or note.color_words,
        "; ".join(annotation.tags),
        flowing(note.passage),
        note.body,
        annotation.author,
        annotation.created,
        annotation.modified,
        citation(export.document, note),
        note.placement,
        annotation.kind.value,
        link_of(export, note),
    ]


def notes_as_csv(export: NotesExport) -> str:
    """The notes of a document as CSV with a head line, in reading order; every cell is quoted, lines end in CR LF."""
    table = io.StringIO(newline="")
    table.write(BYTE_ORDER_MARK)
    writer = csv.writer(table, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for note in export.notes:
        writer.writerow([safe_cell(cell) for cell in _row(export, note)])
    return table.getvalue()


def references_as_csv(document: ExportedDocument, page_of: Callable[[int], int]) -> str:
    """What a document cites as CSV with a head line; ``page_of`` gives the page (from 0) of a character.

    It is for the clipboard, so no byte order mark begins it.
    """
    table = io.StringIO(newline="")
    writer = csv.writer(table, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(REFERENCE_COLUMNS)
    for cited in document.references:
        reference = cited.reference
        pages = dict.fromkeys(page_of(mention.span.start) + 1 for mention in reference.mentions)
        row = (
            reference.symbol,
            reference.kind.value,
            reference.organ,
            years_of(reference),
            cited.title,
            str(len(reference.mentions)),
            " ".join(map(str, pages)),
            reference.source.value,
            reference.reason,
            reference.doubt,
            cited.url,
        )
        writer.writerow([safe_cell(cell) for cell in row])
    return table.getvalue()
