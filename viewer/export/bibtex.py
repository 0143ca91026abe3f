r"""The document and those it cites as BibTeX, in UTF-8, for LaTeX and reference managers.

Source: Patashnik, BibTeXing (1988), and the biblatex manual. BibTeX counts braces even after a backslash, so those of
the words are written as ``\textbraceleft{}``, never as ``\{``. Titles and corporate authors stand in braces of their
own: styles would lower the capitals of the one and split the other into first and last names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from viewer.export.bibliography import PUBLISHER, entries, symbol_in_words
from viewer.export.notes import language_name

if TYPE_CHECKING:
    from viewer.export.bibliography import Entry
    from viewer.export.notes import ExportedDocument

ESCAPES = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "&_%#$"},
}
_ESCAPE = str.maketrans(ESCAPES)
# The names of months are macros of every style, which writes them in its own language.
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def escaped(words: str) -> str:
    """Words as BibTeX shows them letter by letter; letters of all scripts stay as they are."""
    return words.translate(_ESCAPE)


def _entry(entry: Entry) -> str:
    publisher = ", ".join(filter(None, (entry.publisher, entry.body if entry.body != PUBLISHER else "")))
    kind = entry.genre[:1].upper() + entry.genre[1:]
    report = entry.form["bibtex"] == "techreport"
    fields = {
        "author": f"{{{escaped(entry.author)}}}" if entry.author else "",
        "title": f"{{{escaped(entry.title)}}}",
        "institution" if report else "publisher": escaped(publisher),
        "address": escaped(entry.place),
        "number": escaped(symbol_in_words(entry.number)),
        "type" if report else "howpublished": escaped(kind),
        "year": f"{entry.issued[0]:04}" if entry.issued else "",
        # Whole days for biblatex and Zotero; styles of BibTeX itself know year and month only.
        "date": "-".join(f"{part:02}" for part in entry.issued) if len(entry.issued) == 3 else "",
        "language": escaped(language_name(entry.language)) if entry.language else "",
        "note": escaped(entry.note),
        # Verbatim to LaTeX, so nothing is escaped; braces and blanks, which would end it, are encoded.
        "url": quote(entry.url, safe=":/?&=()+,;@!*'-._~#%"),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    if len(entry.issued) > 1:
        lines.append(f"  month = {_MONTHS[entry.issued[1] - 1]},")
    return "\n".join([f"@{entry.form['bibtex']}{{{entry.key},", *lines, "}"])


def references_as_bibtex(document: ExportedDocument, *, cited_only: bool = False) -> str:
    """The document (but for ``cited_only``), then each that it cites, one BibTeX entry each."""
    chosen = list(entries(document))[1 if cited_only else 0 :]
    return "".join(f"{_entry(entry)}\n\n" for entry in chosen).rstrip("\n") + ("\n" if chosen else "")
