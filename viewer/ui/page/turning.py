"""Turning pages where one page, or one pair, is shown at a time: with the keys, and with the wheel at a page's end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, Qt

from viewer.ui.page.layout import MARGIN

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent, QWheelEvent

    from viewer.ui.page.canvas import PageCanvas

NOTCH = 120
"""What Qt counts for a step of a wheel."""
RESISTANCE = 2 * NOTCH
"""How far the wheel is turned beyond a page's end before the page turns, so that scrolling to the end does not; of a
page that is in view as a whole one step is enough."""
FORGET_MS = 600
"""After so long a pause the wheel begins anew."""
REST_MS = 150
"""After a page has been turned the wheel rests, so that a swipe turns one page and not five."""


class PageTurner:
    """Turns the pages of one view. ``turn_to`` shows a page, so many device-independent pixels below its top."""

    def __init__(self, view: PageCanvas, turn_to: Callable[[int, float], None]) -> None:
        self._view = view
        self._turn_to = turn_to
        self._pushed = 0
        self._last = QElapsedTimer()
        self._turned = QElapsedTimer()

    def turn(self, by: int) -> bool:
        """Show the next page or pair from its top, or the one before from its foot; whether there is one."""
        view, shown = self._view, self._view.visible_pages()
        page = shown.stop if by > 0 else shown.start - 1
        if not 0 <= page < view.document.page_count:
            return False
        self._turn_to(page, -MARGIN)
        if by < 0:
            view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
        return True

    def scrolled(self, step: int) -> bool:
        """A key wants to scroll by a step, down where it is positive; whether the page has been turned instead."""
        return self._is_at_end(step) and self.turn(1 if step > 0 else -1)

    def key_pressed(self, event: QKeyEvent) -> bool:
        """Left and Right turn pages where there is nothing to scroll sideways."""
        bar = self._view.horizontalScrollBar()
        if event.key() not in {Qt.Key.Key_Left, Qt.Key.Key_Right} or not self._view.arrangement.paged or bar.maximum():
            return False
        forward = (event.key() == Qt.Key.Key_Right) != self._view.isRightToLeft()
        return self.turn(1 if forward else -1)

    def wheel(self, event: QWheelEvent) -> bool:
        """Turn the page where the wheel is turned on at its end; whether the event has been dealt with."""
        down = -event.angleDelta().y()
        if not down or not self._is_at_end(down):
            self._pushed = 0
            return False
        if self._turned.isValid() and self._turned.elapsed() < REST_MS:
            self._turned.restart()
            return True
        if self._pushed * down < 0 or (self._last.isValid() and self._last.elapsed() > FORGET_MS):
            self._pushed = 0
        self._last.restart()
        self._pushed += down
        whole = self._view.verticalScrollBar().maximum() == 0
        if abs(self._pushed) >= (NOTCH if whole else RESISTANCE):
            self._pushed = 0
            if self.turn(1 if down > 0 else -1):
                self._turned.restart()
        return True

    def _is_at_end(self, step: int) -> bool:
        bar = self._view.verticalScrollBar()
        return self._view.arrangement.paged and (bar.value() >= bar.maximum() if step > 0 else bar.value() <= 0)
