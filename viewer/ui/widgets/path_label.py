"""A line that says where one is: steps that give way where the room is small, and facts that are always whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QSizePolicy

from viewer.model.bidi import isolated
from viewer.ui.widgets.leading_label import LeadingLabel
from viewer.ui.widgets.set_text import cut_to_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QWidget

STEP_MARK, FACT_MARK = " › ", "   |   "


class PathLabel(LeadingLabel):
    """``Annex › Statement   |   Page 2 of 3   |   English``: steps are cut where they do not fit, the longest first.

    What is cut is whole in the tip.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._steps: tuple[str, ...] = ()
        self._facts: tuple[str, ...] = ()
        # Else a long title would keep the window from being made narrower.
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def say(self, steps: Sequence[str], facts: Sequence[str]) -> None:
        """Show steps and facts, either of which may be none."""
        self._steps, self._facts = tuple(steps), tuple(facts)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Steps take the room that there is."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        metrics = self.fontMetrics()
        around = metrics.horizontalAdvance(_line([""] * len(self._steps), self._facts))
        widths = [metrics.horizontalAdvance(step) + 1 for step in self._steps]  # which Qt may have rounded down
        rooms = shared_room(widths, max(0, self.width() - around))
        cut = [cut_to_line(step, metrics, room) for step, room in zip(self._steps, rooms, strict=True)]
        self.setText(_line(cut, self._facts))
        self.setToolTip("" if cut == list(self._steps) else _line(self._steps, ()))


def shared_room(widths: Sequence[int], room: int) -> list[int]:
    """How much of the room each of some widths gets: what is small its own, and the others equal parts of the rest."""
    shares = [0] * len(widths)
    for done, (width, index) in enumerate(sorted((width, index) for index, width in enumerate(widths))):
        shares[index] = min(width, room // (len(widths) - done))
        room -= shares[index]
    return shares


def _line(steps: Sequence[str], facts: Sequence[str]) -> str:
    parts = [STEP_MARK.join(map(isolated, steps))] if steps else []
    return FACT_MARK.join(map(isolated, [*parts, *facts]))
