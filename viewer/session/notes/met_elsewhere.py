"""What the reader is told where this window and another have changed one note or correction at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from viewer.export.notes import language_name
from viewer.model.annotation import Annotation
from viewer.model.correction import Corrected, Correction

if TYPE_CHECKING:
    from viewer.annotations.notebook import MetElsewhere, NoteChange


def words_of_met(met: MetElsewhere) -> str:
    """What is there again, and which corrections hold that were made elsewhere; empty where there is nothing."""
    notes = sum(isinstance(kept, Annotation) for kept in met.back)
    corrections = len(met.back) - notes
    said: list[str] = []
    if notes:
        is_back = "A note that you deleted is" if notes == 1 else f"{notes} notes that you deleted are"
        said.append(f"{is_back} there again: another window has written in {'it' if notes == 1 else 'them'}.")
    if corrections:
        is_back = "A correction that you took back" if corrections == 1 else "Corrections that you took back"
        said.append(f"{is_back} {'is' if corrections == 1 else 'are'} there again: another window has changed it.")
    said += map(_of_correction, met.corrections)
    return " ".join(said)


def _of_correction(change: NoteChange) -> str:
    """Of one that was made here and elsewhere at once: what holds, and that the other is an undo away."""
    mine, theirs = change.before, change.after
    if not isinstance(mine, Correction) or not isinstance(theirs, Correction):
        return ""
    holds = f"{_said(theirs)} was said in another window at the same time, and holds."
    return f"{holds} Undo brings back {_said(mine)}."


def _said(correction: Correction) -> str:
    if correction.removed:
        return f"that {_quoted(correction.read)} is not there"
    if correction.of is Corrected.LANGUAGE:
        return _quoted(language_name(correction.value))
    return _quoted(correction.value or correction.kind)


def _quoted(words: str) -> str:
    return f"\u201c{words}\u201d"
