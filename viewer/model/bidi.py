"""Words of one direction among those of another (Unicode Standard Annex #9)."""

from __future__ import annotations

import re

ISOLATE, LEFT_TO_RIGHT, RIGHT_TO_LEFT, END = "\u2068", "\u2066", "\u2067", "\u2069"
"""First strong isolate: what follows is laid out in its own direction; left-to-right and right-to-left isolate: in that
one; and pop directional isolate, the end of each."""
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
