"""Words of one direction among those of another (Unicode Standard Annex #9)."""

from __future__ import annotations

import re
import unicodedata

ISOLATE, LEFT_TO_RIGHT, RIGHT_TO_LEFT, END = "\u2068", "\u2066", "\u2067", "\u2069"
"""First strong isolate: what follows is laid out in its own direction; left-to-right and right-to-left isolate: in that
one; and pop directional isolate, the end of each."""
LEFT_TO_RIGHT_MARK, RIGHT_TO_LEFT_MARK = "\u200e", "\u200f"
"""Letters of each direction that are not seen."""
_ISOLATES = re.compile("[\u2066-\u2069]")


def isolated(words: str) -> str:
    """Words that are laid out in their own direction, whatever stands around them."""
    return f"{ISOLATE}{words}{END}"


def left_to_right(words: str) -> str:
    """Words that are laid out from left to right, whatever stands around them."""
    return f"{LEFT_TO_RIGHT}{words}{END}"


def right_to_left(words: str) -> str:
    """Words that are laid out from right to left, whatever stands around them."""
    return f"{RIGHT_TO_LEFT}{words}{END}"


def without_isolates(words: str) -> str:
    """Words of others without the isolates in them: one without its end would end what they are put into."""
    return _ISOLATES.sub("", words)


def with_last_letter(words: str) -> str:
    """Words whose last signs, such as an ellipsis, stand after the last letter before them, whatever follows."""
    for sign in reversed(words):
        kind = unicodedata.bidirectional(sign)
        if kind in {"R", "AL"}:
            return words + RIGHT_TO_LEFT_MARK
        if kind == "L":
            return words + LEFT_TO_RIGHT_MARK
    return words
