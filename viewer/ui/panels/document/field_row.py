"""One row of the form: a label, the value in its own direction, and a mark where it was inferred or corrected."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QGuiApplication, QKeySequence, QPainter, QPalette, QPen
from PySide6.QtWidgets import QAbstractButton, QMenu, QSizePolicy, QToolButton, QWidget

from viewer.ui.look.colors import HOVER, secondary_text
from viewer.ui.look.icons import icon
from viewer.ui.panels.document.fields import as_tip
from viewer.ui.widgets.set_text import set_text, text_direction

if TYPE_CHECKING:
    from PySide6.QtGui import QContextMenuEvent, QEnterEvent, QFocusEvent, QKeyEvent, QPaintEvent, QResizeEvent

    from viewer.ui.panels.document.fields import Field
    from viewer.ui.widgets.set_text import SetText

EDGE = 8
"""Pixels left free at both sides; above and below it is half of that."""
LABEL_WIDTH = 104
"""Pixels of the column of labels; it grows with the system's type."""
STACKED_BELOW = 288
"""In rows narrower than this the label stands above its value."""
MARK = 16
PENCIL = 20
"""Pixels at the trailing edge that are kept for the button which corrects the value."""
BY_YOU = "by you"
HEADING_SCALE = 1.3


class RowKind(Enum):
    """How a row looks."""

    HEADING = "heading"
    """One step up, without a label."""
    LINE = "line"
    """The value alone."""
    LABELLED = "labelled"


class FieldRow(QAbstractButton):
    """A row that is clicked, or pressed with Enter or Space, to see where its value was read.

    ``reached`` says that the row has got the keyboard's focus, ``step_wanted`` carries -1 or 1 for the row above or
    below. ``correction_wanted``: by the pencil, which shows while the row is pointed at or has the focus, or by F2.
    ``menu_made`` carries the row's menu before it is shown, for others to add what they offer.
    """

    reached = Signal()
    step_wanted = Signal(int)
    correction_wanted = Signal()
    menu_made = Signal(QMenu)

    trailing_room = 0
    """Pixels at the trailing edge that are kept for a sign of the row's own."""

    def __init__(self, field: Field, kind: RowKind, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self.kind = kind
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.pencil = QToolButton(self)
        self.pencil.setIcon(icon("edit"))
        self.pencil.setIconSize(QSize(MARK, MARK))
        self.pencil.setAutoRaise(True)
        self.pencil.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # F2 is the keyboard's way
        self.pencil.setCursor(Qt.CursorShape.ArrowCursor)
        self.pencil.hide()
        self.pencil.clicked.connect(self.correction_wanted)
        self.show_field(field)

    def show_field(self, field: Field) -> None:
        """Show another value, or the same."""
        self.field = field
        self.setText(field.text)
        self.setToolTip(as_tip(field.tip))
        by_you = f", {BY_YOU}" if field.by_reader else ""
        self.setAccessibleName(": ".join(part for part in (field.label, field.text) if part) + by_you)
        self.pencil.setToolTip(f"Correct (F2): {field.label}" if field.label else "Correct (F2)")
        self.pencil.setAccessibleName(f"Correct {field.label}".rstrip())
        self.setAccessibleDescription(field.tip)
        hand, arrow = Qt.CursorShape.PointingHandCursor, Qt.CursorShape.ArrowCursor
        self.setCursor(hand if self.leads_somewhere else arrow)
        self.updateGeometry()
        self.update()

    @property
    def leads_somewhere(self) -> bool:
        """Whether something comes of a click: there is a place to go to."""
        return self.field.span is not None

    # -- the size -----------------------------------------------------------------------------------------------------

    def hasHeightForWidth(self) -> bool:
        """The value wraps."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height in which everything can be read."""
        label, text, _column = self._set(width)
        stacked = label is not None and self._stacked(width)
        height = (label.height if label is not None and stacked else 0.0) + text.height
        return round(max(height, 0.0 if label is None else label.height)) + EDGE

    def sizeHint(self) -> QSize:
        """At the width it has."""
        return QSize(self.width(), self.heightForWidth(self.width()))

    def minimumSizeHint(self) -> QSize:
        """Nothing is cut off."""
        return QSize(160, self.heightForWidth(max(self.width(), 160)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The height follows the width."""
        super().resizeEvent(event)
        self._place_pencil()
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def _place_pencil(self) -> None:
        side = PENCIL + 2
        trailing = 1 if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else self.width() - side - 3
        self.pencil.setGeometry(trailing, 2, side, min(side, self.height() - 4))

    def _show_pencil(self) -> None:
        self.pencil.setVisible(self.field.correctable and (self.underMouse() or self.hasFocus()))

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show the pencil."""
        super().enterEvent(event)
        self._show_pencil()

    def leaveEvent(self, event: QEvent) -> None:
        """Hide the pencil."""
        super().leaveEvent(event)
        self._show_pencil()

    def _stacked(self, width: int) -> bool:
        return width < STACKED_BELOW

    def _label_width(self) -> int:
        return max(LABEL_WIDTH, 8 * ((self.fontMetrics().horizontalAdvance("Session dates") + 23) // 8))

    def _value_font(self) -> QFont:
        font = QFont(self.font())
        if self.kind is RowKind.HEADING:
            font.setPointSizeF(font.pointSizeF() * HEADING_SCALE)
        font.setItalic(self.field.missing)
        return font

    def _set(self, width: int) -> tuple[SetText | None, SetText, tuple[float, float]]:
        """The label, the value, and the value's column as its start and width from the leading edge."""
        start, room = float(EDGE), float(width - 2 * EDGE)
        label = None
        if self.kind is RowKind.LABELLED and not self._stacked(width):
            start, room = start + self._label_width(), room - self._label_width()
        if self.kind is RowKind.LABELLED and self.field.label:
            column = room if self._stacked(width) else float(self._label_width() - EDGE)
            label = set_text(self.field.label, self.font(), column, direction=self.layoutDirection())
        room -= (PENCIL if self.field.correctable else self.trailing_room) + self._mark_width()
        own = text_direction(self.field.text, self.layoutDirection())
        from_the_right = Qt.LayoutDirection.RightToLeft in {own, self.layoutDirection()}
        value = set_text(self.field.text, self._value_font(), room, direction=own, from_the_right=from_the_right)
        return label, value, (start, room)

    def _mark_width(self) -> float:
        """The room that is kept after the last word of the value."""
        if self.field.by_reader:
            return QFontMetricsF(self._tag_font()).horizontalAdvance(BY_YOU) + 12 + 6
        return MARK + 4 if self.field.marked else 0.0

    def _tag_font(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * 0.85)
        return font

    # -- drawing ------------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's name
        """Draw the row."""
        painter = QPainter(self)
        self._draw_ground(painter)
        label, text, (start, room) = self._set(self.width())
        palette = self.palette()
        grey = secondary_text(palette)
        y = EDGE / 2
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        if label is not None:
            painter.setPen(grey)
            beside = mirrored and not self._stacked(self.width())
            label.draw(painter, self.width() - self._label_width() if beside else EDGE, y)
            if self._stacked(self.width()):
                y += label.height
        x = self.width() - start - room if mirrored else start
        if text.from_the_right and not mirrored:
            x += self._mark_width()
        painter.setPen(grey if self.field.missing else palette.color(QPalette.ColorRole.WindowText))
        text.draw(painter, x, y)
        if self.field.by_reader:
            self._draw_tag(painter, text, x, y)
        elif self.field.marked:
            self._draw_mark(painter, text, x, y)
        painter.end()

    def _draw_ground(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1.5, 0.5, -1.5, -0.5)
        if self.underMouse() and self.leads_somewhere:
            tint = self.palette().color(QPalette.ColorRole.WindowText)
            tint.setAlphaF(HOVER)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tint)
            painter.drawRoundedRect(box, 4, 4)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Highlight), 2))
            painter.drawRoundedRect(box.adjusted(0.5, 1, -0.5, -1), 4, 4)

    def _draw_mark(self, painter: QPainter, text: SetText, x: float, y: float) -> None:
        """The (i) after the last word, on the side where the last line ends."""
        last = text.last_line
        at = x + (last.left() - MARK - 4 if text.from_the_right else last.right() + 4)
        top = y + last.center().y() - MARK / 2
        painter.save()
        painter.setOpacity(0.7)
        icon("info").paint(painter, QRect(round(at), round(top), MARK, MARK))
        painter.restore()

    def _draw_tag(self, painter: QPainter, text: SetText, x: float, y: float) -> None:
        """The words that say whose the value is, in an outline, after the last word."""
        last, font = text.last_line, self._tag_font()
        metrics = QFontMetricsF(font)
        width, height = self._mark_width() - 6, metrics.height()
        at = x + (last.left() - 6 - width if text.from_the_right else last.right() + 6)
        box = QRectF(at, y + last.center().y() - height / 2, width, height)
        grey = secondary_text(self.palette())
        painter.save()
        painter.setFont(font)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(grey, 1))
        painter.drawRoundedRect(box, 3, 3)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, BY_YOU)
        painter.restore()

    def changeEvent(self, event: QEvent) -> None:
        """Other type or another direction takes other room."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.LayoutDirectionChange}:
            self.updateGeometry()

    # -- the keyboard and the menu ------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space go to the place, arrows to the rows above and below."""
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.click()
            case Qt.Key.Key_Up:
                self.step_wanted.emit(-1)
            case Qt.Key.Key_Down:
                self.step_wanted.emit(1)
            case Qt.Key.Key_F2 if self.field.correctable:
                self.correction_wanted.emit()
            case _ if event.matches(QKeySequence.StandardKey.Copy):
                self.copy()
            case _:
                super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Say that the focus is here."""
        super().focusInEvent(event)
        self._show_pencil()
        self.reached.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the pencil."""
        super().focusOutEvent(event)
        self._show_pencil()

    def copy(self) -> None:
        """Copy the value."""
        QGuiApplication.clipboard().setText(self.field.text)

    def copy_with_its_words(self) -> None:
        """Copy the value with the document's own words and their page."""
        QGuiApplication.clipboard().setText(self.field.with_its_words)

    def menu(self) -> QMenu:
        """What can be done with the row."""
        menu = QMenu(self)
        if self.field.span is not None:
            menu.addAction("Show on the page", self.click)
            menu.addSeparator()
        if not self.field.missing:
            menu.addAction("Copy value", self.copy)
        if self.field.words:
            menu.addAction("Copy with its words", self.copy_with_its_words)
        self.menu_made.emit(menu)
        return menu

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Show the menu."""
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if not menu.isEmpty():
            menu.popup(event.globalPos())
