"""How the words of notes are folded to be searched: as the text of documents is (case, accents, Arabic forms)."""

from __future__ import annotations

from viewer.analysis.words.folding import fold_for_search


def fold_notes(text: str) -> str:
    """The text as the store indexes it, and as what is looked for must be."""
    return fold_for_search(text).folded
