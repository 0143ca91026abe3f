"""What a reader has had before the eyes: how much of the pages in view each painting had nothing of, and had sharp."""

from __future__ import annotations

import time
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRect
from PySide6.QtGui import QRegion

if TYPE_CHECKING:
    from viewer.ui.page.view import PageView


@dataclass(frozen=True, slots=True)
class Painting:
    """When a view was painted, the first page in it, and the shares of its pages' area that were bare, and sharp."""

    at: float
    page: int
    bare: float
    sharp: float


class Witness(QObject):
    """Watches each painting of a view. The gaps between pages count neither as bare nor as anything else."""

    def __init__(self, view: PageView) -> None:
        super().__init__(view)
        self._view = view
        self.paintings: list[Painting] = []
        view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note what is about to be painted."""
        if event.type() is QEvent.Type.Paint:
            self.paintings.append(self._painting())
        return super().eventFilter(watched, event)

    def _painting(self) -> Painting:
        view = self._view
        ratio = view.devicePixelRatioF()
        window = QRect(QPoint(0, 0), view.viewport().size() * ratio)
        whole, bare, sharp = 0, 0, 0
        pages = view.visible_pages()
        for page in pages:
            placed, size = view.place_on_screen(page, ratio)
            in_view = QRegion(placed.mapRect(QRect(QPoint(0, 0), size)).intersected(window))
            pieces, stand_in = view.pixels.pieces(page, view.scale * ratio)
            drawn = QRegion()
            for key, image in pieces:
                corner = QPoint(0, 0) if key.rect is None else QPoint(key.rect.x, key.rect.y)
                drawn += placed.mapRect(image.rect().translated(corner))
            whole += _area(in_view)
            sharp += _area(in_view & drawn)
            bare += _area(in_view - drawn) if stand_in is None else 0
        return Painting(time.perf_counter(), pages.start, bare / max(1, whole), sharp / max(1, whole))

    def between(self, begin: float, end: float) -> list[Painting]:
        """The paintings within a stretch of time."""
        return [painting for painting in self.paintings if begin <= painting.at <= end]

    def passed(self, begin: float, end: float) -> dict[str, float]:
        """What there was to see in a stretch of time, each painting counted for as long as it stood.

        Percentages of the pages' area that were bare or, at best, a small picture drawn larger; and the longest time
        in milliseconds for which nothing was painted.
        """
        seen = self.between(begin, end)
        stood = [later.at - one.at for one, later in pairwise(seen)] + [end - seen[-1].at]
        bare, sharp = (
            100 * sum(share * seconds for share, seconds in zip(shares, stood, strict=True)) / sum(stood)
            for shares in ([one.bare for one in seen], [one.sharp for one in seen])
        )
        return {
            "bare %": round(bare, 1),
            "stand-in %": round(100 - bare - sharp, 1),
            "longest still ms": round(1000 * max(stood)),
        }

    def first(self, begin: float, *, sharp: bool) -> float | None:
        """Milliseconds from ``begin`` to the first painting without a bare spot, or the first that is all sharp."""
        for painting in self.paintings:
            if painting.at >= begin and (painting.sharp > 0.999 if sharp else painting.bare < 0.001):
                return round(1000 * (painting.at - begin), 1)
        return None


def _area(region: QRegion) -> int:
    return sum(rect.width() * rect.height() for rect in region)
