"""Words of one direction among those of another (Unicode Standard Annex #9)."""

from __future__ import annotations

ISOLATE, END = "\u2068", "\u2069"
"""First strong isolate: what follows is laid out in its own direction; and pop directional isolate, the end of it."""


def isolated(words: str) -> str:
    """Words that are laid out in their own direction, whatever stands around them."""
    return f"{ISOLATE}{words}{END}"
