"""What the document says of itself as a form, each value with its place on the page."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QScrollArea, QVBoxLayout, QWidget

from viewer.export.citation import flowing
from viewer.session.changes import TextRead, UnderstandingChanged
from viewer.ui.look.icons import icon
from viewer.ui.panels.document.field_row import FieldRow, RowKind
from viewer.ui.panels.document.fields import (
    Field,
    file_fields,
    form_fields,
    head_fields,
    label_of,
    missing_line,
    parted,
    reading_line,
)
from viewer.ui.panels.document.missing_row import MissingRow
from viewer.ui.panels.session_panel import SessionPanel
from viewer.ui.widgets.quiet_label import QuietLabel
from viewer.ui.widgets.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PySide6.QtGui import QPaintEvent

    from viewer.session.session import Session

FILE_HEADING = "From the file, not from the document"
FILE_TIP = "Seen in the file, not said by the document"
WITHOUT_DOCUMENT = "What a document says of itself is shown here: its symbol, body, session, title, dates and sender."
GAP = 16
"""Pixels between groups."""


class _Content(NamedTuple):
    """What the form says, from above, in groups of fields."""

    head: Sequence[Field] = ()
    form: Sequence[Sequence[Field]] = ()
    absent: Sequence[Field] = ()
    warnings: tuple[str, ...] = ()
    file: Sequence[Field] = ()


class DocumentPanel(SessionPanel):
    """A form over the understanding's metadata; the file's own facts stand apart at its end."""

    refreshes_on = (UnderstandingChanged, TextRead)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.said = QuietLabel(parent=self)  # without one it would be a window when it is first shown
        self.said.setContentsMargins(8, 4, 8, 4)
        self.rows: list[FieldRow] = []
        self._shown: tuple[object, ...] = ()
        self._places: dict[int, int] = {}
        self._unfolded = False
        self._number: int | None = None
        self._form = QWidget()
        self._form.setAccessibleName("Document")
        self._layout = QVBoxLayout(self._form)
        self._layout.setContentsMargins(8, 8, 8, 16)
        self._layout.setSpacing(0)
        self.area = QScrollArea()
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(self._form)
        for plain in (self.area.viewport(), self._form):
            plain.setBackgroundRole(QPalette.ColorRole.Window)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.area)
        self.refresh()

    # -- filling ------------------------------------------------------------------------------------------------------

    def show_current(self) -> None:
        """Show another document where the reader left it in this panel."""
        if self._number is not None:
            self._places[self._number] = self.area.verticalScrollBar().value()
        self.refresh()
        if self._number is not None:
            # The heights of the rows are known when the form has been laid out, which Qt would do later.
            QCoreApplication.sendPostedEvents(self._form, QEvent.Type.LayoutRequest.value)
            self.area.verticalScrollBar().setValue(self._places.get(self._number, 0))

    def refresh(self) -> None:
        """Fill the form where it says something else than before."""
        document = self.document
        self._number = None if document is None else document.number
        if document is None:
            self._fill((), WITHOUT_DOCUMENT, _Content())
            return
        form, absent = parted(form_fields(document))
        understanding = document.understanding
        content = _Content(
            head_fields(document),
            form,
            self._absent(absent),
            (*document.info.warnings, *(understanding.warnings if understanding is not None else ())),
            file_fields(document),
        )
        self._fill((document.number,), reading_line(document), content)

    def _absent(self, absent: list[Field]) -> list[Field]:
        """The line that names what the document does not say, and below it, unfolded, a row for each."""
        if not absent:
            return []
        return [missing_line(absent, unfolded=self._unfolded), *(absent if self._unfolded else ())]

    def _fill(self, number: tuple[int, ...], said: str, content: _Content) -> None:
        groups = (content.head, *content.form, content.absent, content.file)
        shape = (number, bool(said), content.warnings, [[field.name for field in group] for group in groups])
        fields = [field for group in groups for field in group]
        self.said.say(said)
        if shape == self._shown:
            for row, field in zip(self.rows, fields, strict=True):
                if row.field != field:
                    row.show_field(field)
        else:
            self._shown = shape
            self._lay_out(content)

    def _lay_out(self, content: _Content) -> None:
        """Make all rows anew. The focus stays in the one of the same name."""
        focused = next((row.field.name for row in self.rows if row.hasFocus()), None)
        self._empty()
        self._layout.addWidget(self.said)
        self._add_group(content.head, 0, RowKind.LINE)
        for number_of_group, group in enumerate(content.form):
            self._add_group(group, GAP if content.head or number_of_group else 0, RowKind.LABELLED)
        if content.absent:
            self._layout.addSpacing(GAP)
            self._add_row(MissingRow(content.absent[0], unfolded=self._unfolded)).clicked.connect(self._fold)
            self._add_group(content.absent[1:], 0, RowKind.LABELLED)
        for warning in content.warnings:
            self._layout.addSpacing(GAP // 2)
            self._add(_warning(warning))
        if content.file:
            self._add_file(content.file)
        self._layout.addStretch(1)
        self._give_tab_stop(next((row for row in self.rows if row.field.name == focused), None), take=True)

    def _add_file(self, fields: Sequence[Field]) -> None:
        """Below a rule what the file says and the document does not."""
        heading = QuietLabel(FILE_HEADING)
        heading.setContentsMargins(8, 4, 8, 4)
        heading.setToolTip(FILE_TIP)
        heading.setAccessibleDescription(FILE_TIP)
        self._layout.addSpacing(GAP)
        self._add(Rule())
        self._layout.addSpacing(GAP // 2)
        self._add(heading)
        self._add_group(fields, 0, RowKind.LABELLED)

    def _empty(self) -> None:
        self.rows = []
        while (item := self._layout.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None and widget is not self.said:
                widget.hide()
                widget.deleteLater()

    def _add(self, widget: QWidget) -> None:
        """Add a widget and show it at once: a layout shows what is added later, and the focus cannot wait."""
        self._layout.addWidget(widget)
        widget.show()

    def _add_group(self, fields: Iterable[Field], gap: int, kind: RowKind) -> None:
        for index, field in enumerate(fields):
            if not index:
                self._layout.addSpacing(gap)
            row = FieldRow(field, RowKind.HEADING if field.key == "body" and kind is RowKind.LINE else kind)
            self._add_row(row).clicked.connect(lambda _checked=False, row=row: self._go(row))

    def _add_row(self, row: FieldRow) -> FieldRow:
        row.reached.connect(lambda: self._give_tab_stop(row))
        row.step_wanted.connect(self._step)
        row.correction_wanted.connect(lambda: self._correct(row.field))
        row.menu_made.connect(partial(self._offer_corrections, row))
        self._add(row)
        self.rows.append(row)
        return row

    def _fold(self) -> None:
        """Show a row for each thing that the document does not say, or the line alone."""
        self._unfolded = not self._unfolded
        self.refresh()

    # -- going --------------------------------------------------------------------------------------------------------

    def _go(self, row: FieldRow) -> None:
        if self.document is not None and row.field.span is not None:
            self.document.go_to(row.field.span)

    # -- correcting ---------------------------------------------------------------------------------------------------

    def _offer_corrections(self, row: FieldRow, menu: QMenu) -> None:
        """Add to a row's menu what its reader can do who knows better."""
        document, field = self.document, row.field
        if document is None or not field.correctable:
            return
        if not menu.isEmpty():
            menu.addSeparator()
        correct = menu.addAction(icon("edit"), "Correct\u2026")
        correct.setShortcut(Qt.Key.Key_F2)
        correct.triggered.connect(lambda: self._correct(field))
        use = menu.addAction("Use the selected text as this value")
        use.setEnabled(document.selected_span is not None)
        use.triggered.connect(lambda: self._use_selection(field))
        value = field.value
        if value is not None:
            menu.addAction("Not in this document", lambda: document.corrections.remove_value(field.key, value))
        made = document.corrections.of_value(field.key, value)
        if made is not None:
            menu.addAction("Go back to what was read", lambda: document.corrections.take_back([made]))

    def _correct(self, field: Field, words: str = "") -> None:
        """Ask for a value; ``words`` are written into the field for the reader to change."""
        from viewer.ui.dialogs.value import ValueDialog  # noqa: PLC0415 - start-up time: it reads tables of analysis

        document = self.document
        if document is None or not field.correctable:
            return
        made = document.corrections.of_value(field.key, field.value)
        dialog = ValueDialog(field.key, field.value, made.read if made is not None else "", self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        span = document.selected_span if words else None
        if words:
            dialog.write(words)

        def accepted() -> None:
            value = dialog.value
            if value is not None and value != (field.value.value if field.value is not None else None):
                document.corrections.correct_value(field.key, field.value, value, span)

        dialog.accepted.connect(accepted)
        dialog.open()

    def use_selection(self, key: str) -> None:
        """Take the selected words for the (first) value of a key."""
        shown = next((row.field for row in self.rows if row.field.key == key), None)
        self._use_selection(shown or Field(key, 0, label_of(key), ""))

    def _use_selection(self, field: Field) -> None:
        """Take the selected words for the value; where they are none as they stand, let the reader put them right."""
        from viewer.session.said_values import said_value  # noqa: PLC0415 - start-up time, as above

        document = self.document
        if document is None or document.selected_span is None:
            return
        value = said_value(field.key, flowing(document.selected_text))
        if value is None:
            self._correct(field, flowing(document.selected_text))
        else:
            document.corrections.correct_value(field.key, field.value, value, document.selected_span)

    def _step(self, by: int) -> None:
        at = next((number for number, row in enumerate(self.rows) if row.hasFocus()), 0) + by
        if 0 <= at < len(self.rows):
            self.rows[at].setFocus(Qt.FocusReason.OtherFocusReason)
            self.area.ensureWidgetVisible(self.rows[at], 0, 8)

    def _give_tab_stop(self, row: FieldRow | None, *, take: bool = False) -> None:
        """Tab comes to one row, the one that had the focus last; arrows lead to the others."""
        holder = row or (self.rows[0] if self.rows else None)
        for other in self.rows:
            other.setFocusPolicy(Qt.FocusPolicy.StrongFocus if other is holder else Qt.FocusPolicy.ClickFocus)
        self.setFocusProxy(holder if holder is not None else self.area)
        if take and row is not None:
            row.setFocus(Qt.FocusReason.OtherFocusReason)


class _WarningMark(QWidget):
    """The sign of a warning, in the palette's colour of the moment."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(16, 16)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's name
        """Draw the sign."""
        painter = QPainter(self)
        icon("warning").paint(painter, self.rect())
        painter.end()


def _warning(text: str) -> QWidget:
    box = QWidget()
    layout = QHBoxLayout(box)
    layout.setContentsMargins(8, 4, 8, 4)
    layout.setSpacing(8)
    mark = _WarningMark()
    words = QLabel(text)
    words.setWordWrap(True)
    words.setTextFormat(Qt.TextFormat.PlainText)
    layout.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
    layout.addWidget(words, 1)
    box.setAccessibleName(text)
    return box
