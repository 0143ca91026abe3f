"""The document and those it cites as RIS, for EndNote, Zotero, Mendeley and library catalogues.

Source: RIS Format Specifications (Research Information Systems, 2001): a tag of two signs, two blanks, a dash, a blank;
lines end in CR LF; UTF-8 as all present readers take it. ``SN`` holds a report's number, ``M3`` its kind: of other
types Zotero's importer (RIS.js, github.com/zotero/translators) takes ``M3`` for a DOI.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from viewer.export.bibliography import entries

if TYPE_CHECKING:
    from viewer.export.bibliography import Entry
    from viewer.export.notes import ExportedDocument

LINE_END = "\r\n"


def _author(name: str) -> str:
    """A corporate name. A comma would part it into last and first name, and the format cannot escape one."""
    return name.replace(", ", " – ").replace(",", " ").strip()


def _date(issued: tuple[int, ...]) -> str:
    """A date as RIS wants it: "2020/04/08", "2020/04/"; a year alone stands in ``PY``."""
    return "/".join([f"{issued[0]:04}", *(f"{part:02}" for part in issued[1:]), *[""] * (len(issued) == 2)])


def _entry(entry: Entry) -> str:
    report = entry.form["ris"] == "RPRT"
    tags = (
        ("TY", entry.form["ris"]),
        ("ID", entry.key),
        ("AU", _author(entry.author)),
        ("TI", entry.title),
        ("PB", entry.publisher),
        ("CY", entry.place),
        ("SN", entry.number),
        ("M3", entry.genre[:1].upper() + entry.genre[1:] if report else ""),
        ("PY", f"{entry.issued[0]:04}" if entry.issued else ""),
        ("DA", _date(entry.issued) if len(entry.issued) > 1 else ""),
        ("LA", entry.language),
        ("UR", entry.url),
        ("N1", entry.note),
    )
    lines = [f"{tag}  - {value}" for tag, value in tags if value]
    return LINE_END.join([*lines, "ER  - ", ""])


def references_as_ris(document: ExportedDocument) -> str:
    """The document, then each that it cites, one RIS record each."""
    return LINE_END.join(map(_entry, entries(document)))
