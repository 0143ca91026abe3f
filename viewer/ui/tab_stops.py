"""Where Tab goes in the window: from one part to the next as they are seen, and in each from above.

By itself Qt goes in the order in which widgets were made, and panels are made last; and it passes over what stands in a
panel above the list that has the panel's focus.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget

if TYPE_CHECKING:
    from collections.abc import Sequence


def tab_stops(parts: Sequence[QWidget]) -> list[QWidget]:
    """What Tab comes to in parts of a window that are seen now, part by part; what another has the focus for aside."""
    return [stop for part in parts for stop in sorted(filter(_is_stop, part.findChildren(QWidget)), key=_where)]


def tab_stop_beside(parts: Sequence[QWidget], *, forward: bool) -> QWidget | None:
    """The next stop after the widget that has the focus, or the one before, round the ends.

    None where that is none of them, such as one that Tab does not come to.
    """
    stops, focus = tab_stops(parts), QApplication.focusWidget()
    if focus not in stops:
        return None
    return stops[(stops.index(focus) + (1 if forward else -1)) % len(stops)]


def _is_stop(widget: QWidget) -> bool:
    by_tab = widget.focusPolicy() & Qt.FocusPolicy.TabFocus == Qt.FocusPolicy.TabFocus
    return by_tab and widget.focusProxy() is None and widget.isVisible() and widget.isEnabled()


def _where(widget: QWidget) -> tuple[int, int]:
    """How far down the window a widget begins, and how far from its leading edge."""
    window = widget.window()
    if widget.isRightToLeft():
        corner = widget.mapTo(window, QPoint(widget.width(), 0))
        return corner.y(), window.width() - corner.x()
    corner = widget.mapTo(window, QPoint(0, 0))
    return corner.y(), corner.x()
