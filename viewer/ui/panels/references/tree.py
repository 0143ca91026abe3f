"""The tree of references, whose rows are as high as what there is to read; thousands are measured bit by bit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QSignalBlocker, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from viewer.ui.widgets.row_views import TreeRows

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QResizeEvent

_FEW = 300
"""Rows that are measured at once: some milliseconds' work."""


def no_height() -> int:
    """The height of all rows while there are none."""
    return 0


class ReferencesTree(TreeRows):
    """The tree of references; rows are as high as their words are long at the width there is.

    Qt asks for the height of every row before it shows the first one, to know how far one can scroll. Of a list of
    thousands ``estimated_height`` (pixels) says that for the moment, and Qt is led through the rows some at a time,
    between all that is more urgent. It remembers what it was told, so what is seen is never estimated.
    ``measured_anew`` says that width or font are others.
    """

    measured_anew = Signal()
    estimated_height: Callable[[], int] = staticmethod(no_height)
    _measured_to: int | None = None
    """To which height of the rows they have been measured, in pixels; None where all have been."""

    def __init__(self) -> None:
        super().__init__("References")
        self.setUniformRowHeights(False)
        self._measuring = QTimer(self)
        self._measuring.timeout.connect(self._measure_some)

    @property
    def is_measured(self) -> bool:
        """Whether no height is estimated."""
        return self._measured_to is None

    def doItemsLayout(self) -> None:
        """Lay out all rows; their heights are not known any more."""
        self._measure_anew()
        super().doItemsLayout()

    def updateGeometries(self) -> None:
        """Say how far one can scroll."""
        if self.is_measured:
            super().updateGeometries()
            return
        bar, room = self.verticalScrollBar(), self.viewport().size()
        with QSignalBlocker(self.header()):  # it gives the only column its width, and Qt would measure all rows then
            self.header().setGeometry(0, 0, room.width(), 0)
        bar.setRange(0, max(0, self.estimated_height() - room.height()))
        bar.setPageStep(room.height())

    def _measure_anew(self) -> None:
        if self.estimated_height() > self._stride():
            self._measured_to = 0
            self._measuring.start()
        else:
            self._measured_to = None

    def _measure_some(self) -> None:
        """Let Qt ask for the heights of some more rows, by asking which one stands below them."""
        if self._measured_to is not None:
            self._measured_to += self._stride()
            if self.indexAt(QPoint(0, self._measured_to - self.verticalScrollBar().value())).isValid():
                return
        self._measuring.stop()
        self._measured_to = None
        self.updateGeometries()

    def _stride(self) -> int:
        return _FEW * self.fontMetrics().height()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width breaks lines elsewhere."""
        if event.size().width() != event.oldSize().width():
            self.measured_anew.emit()
            self.scheduleDelayedItemsLayout()
        self._measure_anew()
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Another font or style has other row heights."""
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self.measured_anew.emit()
        super().changeEvent(event)

    def copy(self) -> None:
        """Copy the symbol of the current reference, or the document's words of the current mention."""
        text = self.currentIndex().data()
        if text:
            QGuiApplication.clipboard().setText(text)
