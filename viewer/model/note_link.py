"""Links to notes, as they stand in exported notes: ``verbale:note/<id>?document=<SHA-256 of the file>``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote, unquote

SCHEME = "verbale:"
_LINK = re.compile(r"verbale:/{0,2}note[/\\]([^?#/\\]{1,200})(?:\?document=([0-9a-f]{64}))?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class NoteLink:
    """A note's id, and the SHA-256 (hex) of the file that it was made on, empty where that is not known."""

    note: str
    document: str = ""

    def __str__(self) -> str:
        where = f"?document={self.document}" if self.document else ""
        return f"{SCHEME}note/{quote(self.note, safe='')}{where}"


def is_link(words: str) -> bool:
    """Whether these are words of a link of ours, right or not, and no file's name."""
    return words[: len(SCHEME)].lower() == SCHEME


def read_note_link(words: str) -> NoteLink | None:
    """What a link says; None where it is none to a note. A path that it was taken for may have turned its slashes."""
    found = _LINK.fullmatch(words.strip())
    if found is None:
        return None
    note = unquote(found.group(1))
    return NoteLink(note, (found.group(2) or "").lower()) if note.isprintable() else None
