"""Back and forward, as in a browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from viewer.session.changes import ViewPlace

LONGEST = 200
"""Places kept each way: more than anyone walks back, little enough to forget about."""


class History:
    """The places one has jumped from, and those one has come back from."""

    def __init__(self) -> None:
        self._back: list[ViewPlace] = []
        self._forward: list[ViewPlace] = []

    @property
    def can_go_back(self) -> bool:
        """Whether there is a place to go back to."""
        return bool(self._back)

    @property
    def can_go_forward(self) -> bool:
        """Whether there is a place to go forward to."""
        return bool(self._forward)

    def jumped_from(self, place: ViewPlace) -> None:
        """Remember the place that a jump leaves. The way forward is forgotten."""
        if not self._back or self._back[-1] != place:
            self._back.append(place)
            del self._back[:-LONGEST]
        self._forward.clear()

    def back(self, here: ViewPlace) -> ViewPlace | None:
        """The place before, ``here`` being remembered for the way forward."""
        return self._step(self._back, self._forward, here)

    def forward(self, here: ViewPlace) -> ViewPlace | None:
        """The place after, ``here`` being remembered for the way back."""
        return self._step(self._forward, self._back, here)

    @staticmethod
    def _step(source: list[ViewPlace], other: list[ViewPlace], here: ViewPlace) -> ViewPlace | None:
        if not source:
            return None
        other.append(here)
        return source.pop()
