"""Words of one direction among those of another (Unicode Standard Annex #9)."""

from __future__ import annotations

ISOLATE, LEFT_TO_RIGHT, END = "\u2068", "\u2066", "\u2069"
"""First strong isolate: what follows is laid out in its own direction; left-to-right isolate: from left to right; and
pop directional isolate, the end of either."""


def isolated(words: str) -> str:
    """Words that are laid out in their own direction, whatever stands around them."""
    return f"{ISOLATE}{words}{END}"


def left_to_right(words: str) -> str:
    """Words that are laid out from left to right, whatever stands around them."""
    return f"{LEFT_TO_RIGHT}{words}{END}"
