"""How long the pages of a document take to draw, by which it is told whether they can be drawn as they are passed."""

from __future__ import annotations

SLOW = 0.06
"""Seconds that a page takes to draw where pages are not drawn sharp while they are scrolled past."""
LOOKED_AT = 6
"""Pages drawn last by which it is told whether the document is slow."""


class Pace:
    """What the pages drawn last have cost."""

    def __init__(self) -> None:
        self._took: dict[int, float] = {}

    def drew(self, page: int, seconds: float, share: float = 1.0) -> None:
        """A page, or a ``share`` of one (more than 0, up to 1), has been drawn within ``seconds`` of a processor."""
        self._took[page] = max(seconds / share, self._took.pop(page, 0.0))
        while len(self._took) > LOOKED_AT:
            del self._took[next(iter(self._took))]

    @property
    def slow(self) -> bool:
        """Whether pages take so long to draw that it is better not to begin with those that are only passed."""
        return any(took > SLOW for took in self._took.values())
