"""What a document does not say: one quiet line that names it all, and unfolds into a row for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter

from viewer.ui.look.icons import icon
from viewer.ui.panels.document.field_row import EDGE, MARK, PENCIL, FieldRow, RowKind

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from viewer.ui.panels.document.fields import Field


class MissingRow(FieldRow):
    """A row that is clicked, or pressed with Enter or Space, to unfold what it names, or to fold it again."""

    trailing_room = PENCIL

    def __init__(self, field: Field, *, unfolded: bool) -> None:
        self.unfolded = unfolded
        super().__init__(field, RowKind.LINE)

    @property
    def leads_somewhere(self) -> bool:
        """It always does something."""
        return True

    def show_field(self, field: Field) -> None:
        """Name other fields, or the same; folded or not is said in words as well."""
        super().show_field(field)
        self.setAccessibleDescription("Unfolded" if self.unfolded else "Folded")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line, and at its end what says which way it goes."""
        super().paintEvent(event)
        left = EDGE // 2 if self.isRightToLeft() else self.width() - MARK - EDGE // 2
        painter = QPainter(self)
        painter.translate(left + MARK / 2, EDGE / 2 + self.fontMetrics().height() / 2)
        if self.unfolded:
            painter.rotate(180)
        icon("chevron-down").paint(painter, QRect(-MARK // 2, -MARK // 2, MARK, MARK), Qt.AlignmentFlag.AlignCenter)
        painter.end()
