"""Notes as plain text: one line a paragraph, wrapped nowhere, so that whatever shows it can wrap it.

Plain text has no other means than the isolates of Unicode (UAX 9) to keep a quote written from right to left, and the
marks round it, from changing places with what stands beside them.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from viewer.export.citation import citation, first_citation, quoted
from viewer.export.notes import GroupBy
from viewer.export.wording import (
    PLACEMENTS,
    counted,
    groups,
    heading,
    link_of,
    particulars,
    picture_words,
    shows_quote,
    writes_from_the_right,
)
from viewer.model.bidi import isolated, without_isolates

if TYPE_CHECKING:
    from viewer.export.notes import ExportedNote, NotesExport

WHERE_PICTURES_ARE = "The picture is in the notes exported as a web page or a Word document."


def _line(words: str) -> str:
    """Words on one line, in an isolate where letters written from right to left are among them."""
    words = " ".join(words.split())
    return isolated(without_isolates(words)) if writes_from_the_right(words) else words


def _words(export: NotesExport, note: ExportedNote) -> list[str]:
    """The quote with its citation, what became of its place, and what the reader wrote."""
    cited = _line(citation(export.document, note))
    lines = [quoted(note), f"— {cited}", ""] if shows_quote(note) else [cited, ""]
    if note.placement in PLACEMENTS:
        lines += [f"{note.placement.capitalize()}. {PLACEMENTS[note.placement]}", ""]
    if note.picture:
        lines += [f"[{picture_words(note)}. {WHERE_PICTURES_ARE}]", ""]
    body = note.body.strip("\r\n")
    if body.strip():
        lines += [*body.splitlines(), ""]
    return lines


def _note(export: NotesExport, note: ExportedNote) -> list[str]:
    lines = _words(export, note)
    lines += [" · ".join(_line(fact) for fact in particulars(note))]
    link = link_of(export, note)
    return [*lines, *([link] if link else []), "", ""]


def notes_as_text(export: NotesExport) -> str:
    """The notes of a document as plain text, in reading order, each with its quote and citation.

    Where several stand on one page of a section, its heading is written once.
    """
    document = export.document
    lines = [
        f"Notes on {_line(first_citation(document))}",
        f"File: {_line(document.file_name)}",
        f"Exported: {export.exported[:10]}",
        f"Notes: {counted(export)}",
        "",
        "",
    ]
    for steps, notes in groups(export):
        if export.group_by is not GroupBy.SECTION:
            lines += [_line(f"= {' > '.join(steps)} ="), ""]
        for place, there in groupby(notes, heading):
            lines += [_line(place), ""]
            for note in there:
                lines += _note(export, note)
    return "\n".join(lines).rstrip("\n") + "\n"


def quotations_as_text(export: NotesExport) -> str:
    """The notes for pasting into a text of one's own: quote, citation and words of each, without headings."""
    return "\n".join(line for note in export.notes for line in _words(export, note)).rstrip("\n") + "\n"
