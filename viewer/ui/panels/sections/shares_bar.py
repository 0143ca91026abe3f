"""The shares of the languages as one stacked bar: colours in the order of their shares, letters where they fit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QHelpEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QStyle, QToolTip, QWidget

from viewer.ui.look.colors import language_text_color
from viewer.ui.widgets.badge import RADIUS, badge_letters, fill_language
from viewer.ui.widgets.fonts import bold
from viewer.ui.widgets.row_painting import STEP
from viewer.ui.wording.sections import language_in_words, share_in_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from viewer.model.document import LanguageShare

_GAP = 1
_LEAST = 3
"""Pixels between two languages, and pixels of the smallest share."""


class SharesBar(QWidget):
    """A bar of shares. ``chosen`` carries the code of a language that was clicked."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shares: tuple[LanguageShare, ...] = ()
        self.setAccessibleName("Shares of the languages")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_shares(self, shares: Sequence[LanguageShare]) -> None:
        """Show these, largest first as they are given."""
        self._shares = tuple(shares)
        said = ", ".join(f"{language_in_words(each.language)} {share_in_words(each.share)}" for each in shares)
        self.setAccessibleDescription(said)
        self.setVisible(bool(self._shares))
        self.update()

    def parts(self) -> list[tuple[str, QRect]]:
        """Each language with where it is seen; together they fill the bar, small ones at the cost of the largest."""
        room = self.width() - _GAP * (len(self._shares) - 1)
        total = sum(share.share for share in self._shares) or 1.0
        widths = [max(_LEAST, int(room * share.share / total)) for share in self._shares]
        if widths:
            largest = widths.index(max(widths))
            widths[largest] = max(_LEAST, widths[largest] + room - sum(widths))
        found: list[tuple[str, QRect]] = []
        left = 0
        for share, width in zip(self._shares, widths, strict=True):
            logical = QRect(left, 0, width, self.height())
            found.append((share.language, QStyle.visualRect(self.layoutDirection(), self.rect(), logical)))
            left += width + _GAP
        return found

    def language_at(self, x: int) -> LanguageShare | None:
        """The language at an x of the bar."""
        for share, (_language, part) in zip(self._shares, self.parts(), strict=True):
            if part.left() <= x <= part.right():
                return share
        return None

    def sizeHint(self) -> QSize:
        """As high as its letters and the grid ask."""
        return QSize(20 * STEP, max(3 * STEP, QFontMetrics(bold(self.font())).height() + STEP // 2))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Paint the parts in one rounded shape."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(self.rect()), RADIUS, RADIUS)
        painter.setClipPath(shape)
        painter.setFont(bold(self.font()))
        metrics = painter.fontMetrics()
        for code, part in self.parts():
            area = QPainterPath()
            area.addRect(QRectF(part))
            fill_language(painter, area, code)
            if metrics.horizontalAdvance(badge_letters(code)) + STEP // 2 <= part.width():
                painter.setPen(QPen(language_text_color(code)))
                painter.drawText(part, Qt.AlignmentFlag.AlignCenter, badge_letters(code))
        painter.end()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click chooses a language."""
        share = self.language_at(event.position().toPoint().x())
        if share is not None and event.button() == Qt.MouseButton.LeftButton:
            self.chosen.emit(share.language)

    def event(self, event: QEvent) -> bool:
        """Name the language under the pointer."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            share = self.language_at(event.pos().x())
            if share is not None:
                said = f"{language_in_words(share.language)}, {share_in_words(share.share)}"
                QToolTip.showText(event.globalPos(), said, self)
            return True
        return super().event(event)
