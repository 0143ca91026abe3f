"""Where Tab goes in the window: from one part to the next as they are seen, and in each from above.

By itself Qt goes in the order in which widgets were made, and panels are made last; and it passes over what stands in a
panel above the list that has the panel's focus.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QWidget

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def tab_stops(parts: Sequence[QWidget]) -> list[QWidget]:
    """What Tab comes to in parts of a window that are seen now, part by part; what another has the focus for aside."""
    return [stop for part in parts for stop in _in_rows(filter(_is_stop, part.findChildren(QWidget)))]


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


def _in_rows(widgets: Iterable[QWidget]) -> list[QWidget]:
    """From above, and what stands side by side from the leading edge, though one of it may begin a little higher."""
    rows: list[list[QWidget]] = []
    for widget in sorted(widgets, key=lambda widget: _place(widget).y()):
        if rows and _side_by_side(_place(rows[-1][0]), _place(widget)):
            rows[-1].append(widget)
        else:
            rows.append([widget])
    return [widget for row in rows for widget in sorted(row, key=_from_leading_edge)]


def _side_by_side(one: QRect, other: QRect) -> bool:
    """Whether the middle of each lies between the top and the bottom of the other."""
    return one.top() <= other.center().y() <= one.bottom() and other.top() <= one.center().y() <= other.bottom()


def _from_leading_edge(widget: QWidget) -> int:
    place = _place(widget)
    return widget.window().width() - place.right() if widget.isRightToLeft() else place.left()


def _place(widget: QWidget) -> QRect:
    """Where a widget lies in its window."""
    return QRect(widget.mapTo(widget.window(), QPoint(0, 0)), widget.size())
