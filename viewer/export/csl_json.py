"""The document and those it cites as CSL-JSON, for Zotero, pandoc and every processor of citation styles.

Source: https://github.com/citation-style-language/schema (csl-data.json). A pin ("para. 3") is no part of an entry but
of each citation of it, which this form does not hold.

The symbol stands where styles print it, and once. That is the number of a report. Of legislation OSCOLA, AGLC, APA,
Chicago, MLA and Bluebook all print the container, which to them is the collection of laws; the number is left out by
the first two. A document of which only the symbol is known has it for its title.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from viewer.export.bibliography import entries, symbol_in_words

if TYPE_CHECKING:
    from viewer.export.bibliography import Entry
    from viewer.export.notes import ExportedDocument


def _entry(entry: Entry) -> dict[str, object]:
    legislation = entry.form["csl"] == "legislation"
    said: dict[str, object] = {
        "id": entry.key,
        "type": entry.form["csl"],
        "title": entry.title,
        "author": [{"literal": entry.author}] if entry.author else [],
        "authority": entry.body if legislation else "",
        "publisher": entry.publisher,
        "publisher-place": entry.place,
        "container-title": symbol_in_words(entry.number) if legislation else "",
        "number": "" if legislation or entry.number == entry.title else entry.number,
        "genre": "" if legislation else entry.genre,
        "issued": {"date-parts": [list(entry.issued)]} if entry.issued else {},
        "language": entry.language,
        "URL": entry.url,
        "note": entry.note,
    }
    return {name: value for name, value in said.items() if value}


def references_as_csl(document: ExportedDocument) -> str:
    """The document, then each that it cites, as one JSON array with letters of all scripts as they are."""
    return json.dumps([_entry(entry) for entry in entries(document)], ensure_ascii=False, indent=2) + "\n"
