"""Letters that choose the entries of a menu: one for each, none twice, found for whatever entries there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

from viewer.model.bidi import isolated

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PySide6.QtGui import QAction


def with_mnemonics(texts: Sequence[str]) -> list[str]:
    """The texts with an ampersand before the letter that chooses each; without one where no letter is left.

    The first letters of words are preferred, and earlier entries come first: an entry only takes another letter
    than the one it likes best where that gives a later entry one at all.
    """
    wishes = [_letters(text) for text in texts]
    taken: dict[str, int] = {}

    def give(entry: int, asked: set[str]) -> bool:
        for letter in wishes[entry]:
            if letter in asked:
                continue
            asked.add(letter)
            if letter not in taken or give(taken[letter], asked):
                taken[letter] = entry
                return True
        return False

    for entry in range(len(texts)):
        # What is free is taken first, so that earlier entries keep their letters where that is possible.
        free = next((letter for letter in wishes[entry] if letter not in taken), None)
        if free is not None:
            taken[free] = entry
        else:
            give(entry, set())
    letters = {entry: letter for letter, entry in taken.items()}
    return [_marked(text, letters.get(entry, "")) for entry, text in enumerate(texts)]


def add_mnemonics(actions: Iterable[QAction]) -> None:
    """Give the entries of one menu their letters."""
    entries = [action for action in actions if not action.isSeparator()]
    texts = with_mnemonics([action.text().replace("&", "") for action in entries])
    for action, text in zip(entries, texts, strict=True):
        action.setText(isolated(text) if QGuiApplication.isRightToLeft() else text)  # "Open…" ends with its ellipsis


def _letters(text: str) -> list[str]:
    """The letters and digits of a text, small, each once: those that begin words first."""
    initials = [word[0] for word in text.split() if word[0].isalnum()]
    return list(dict.fromkeys(char.lower() for char in (*initials, *text) if char.isalnum()))


def _marked(text: str, letter: str) -> str:
    if not letter:
        return text
    words = (at for at, char in enumerate(text) if char.lower() == letter and (at == 0 or text[at - 1] == " "))
    at = next(words, text.lower().find(letter))
    return f"{text[:at]}&{text[at:]}"
