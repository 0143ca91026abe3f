"""Correcting a value of the metadata by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from viewer.export.notes import language_name, language_names
from viewer.model.bidi import isolated
from viewer.model.document import Value
from viewer.model.text import Span
from viewer.session.said_values import DISTRIBUTIONS, DOCUMENT_TYPES, said_value
from viewer.ui.dialogs.parts import ending, fit, words
from viewer.ui.widgets.leading_label import LeadingLabel
from viewer.ui.wording.values import label_of, value_in_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from viewer.session.said_values import SaidValue

LONG = frozenset({"title", "agenda_title"})
"""Keys whose values take more than a line."""
HINTS = {
    "date": "Write a day, such as 8 April 2020 or 2020-04-08.",
    "letter_date": "Write a day, such as 8 April 2020 or 2020-04-08.",
    "session_dates": "Write both days, such as 24 February\u201320 March 2020.",
    "language": "Choose a language.",
    "original_language": "Choose a language.",
    "document_type": "Choose a type.",
}
"""What is asked for where words are not understood."""


class ValueDialog(QDialog):
    """Asks for one value. ``value`` is what was written in the form of the contract, None where it is none.

    ``before`` is the value there is, None where there is none; ``read`` is what was read, in words, where the reader
    has corrected it before.
    """

    def __init__(self, key: str, before: Value | None, read: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = key
        label = label_of(key)
        self.setWindowTitle(f"Correct: {label}")
        self.words = words(_what_is_said(key, before, read))
        written = value_in_words(key, before) if before is not None else ""
        self.field, self._editor = _field_for(key, written)
        for each in (self.field, self._editor):
            each.setAccessibleName(label)
        self.hint = LeadingLabel()
        self.hint.setWordWrap(True)
        buttons, self.correct_button = ending(self, "Correct")
        self._editor.textChanged.connect(self._changed)
        layout = QVBoxLayout(self)
        layout.setSpacing(8)
        layout.addWidget(self.words)
        layout.addWidget(self.field)
        layout.addWidget(self.hint)
        layout.addStretch(1)
        layout.addWidget(buttons)
        self._changed()
        fit(self, 420)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def text(self) -> str:
        """What is written."""
        return self._editor.text() if isinstance(self._editor, QLineEdit) else self._editor.toPlainText()

    @property
    def value(self) -> SaidValue | None:
        """The value that is written, in the form of the contract."""
        return said_value(self._key, self.text)

    def write(self, text: str) -> None:
        """Write something into the field, for the reader to change."""
        if isinstance(self._editor, QLineEdit):
            self._editor.setText(text)
        else:
            self._editor.setPlainText(text)

    def _changed(self) -> None:
        value = self.value
        self.correct_button.setEnabled(value is not None)
        if value is None:
            self.hint.setText(HINTS.get(self._key, ""))
            return
        understood = value_in_words(self._key, Value(value, Span(0, 0)))
        same = understood.casefold() == " ".join(self.text.split()).casefold()
        self.hint.setText("" if same else f"Understood as {understood}")


def _what_is_said(key: str, before: Value | None, read: str) -> str:
    if read:
        pair = tuple(read.split("/")) if key == "session_dates" else ()
        value = Value((pair[0], pair[1]) if len(pair) == 2 else read, Span(0, 0))
        return f"\u201c{isolated(value_in_words(key, value))}\u201d was read."
    if before is None:
        return "Nothing was read here. What does the document say?"
    return f"\u201c{isolated(value_in_words(key, before))}\u201d was read. What does the document say?"


def _field_for(key: str, text: str) -> tuple[QWidget, QLineEdit | QPlainTextEdit]:
    """The field of a key with a text, and what it is written in: the same, but for a box of choices."""
    if key in LONG:
        editor = QPlainTextEdit(text)
        editor.setTabChangesFocus(True)
        editor.setFixedHeight(5 * editor.fontMetrics().lineSpacing() + 12)
        editor.selectAll()
        return editor, editor
    line = QLineEdit(text)
    choices = _choices(key)
    if not choices:
        line.selectAll()
        return line, line
    box = QComboBox()
    box.setEditable(True)
    box.setLineEdit(line)
    box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    box.addItems(choices)
    box.setCurrentIndex(box.findText(text, Qt.MatchFlag.MatchFixedString))
    line.setText(text)
    line.selectAll()
    return box, line


def _choices(key: str) -> Sequence[str]:
    match key:
        case "document_type":
            return [kind[:1].upper() + kind[1:] for kind in DOCUMENT_TYPES]
        case "distribution":
            return DISTRIBUTIONS
        case "language" | "original_language":
            official = ("ar", "zh", "en", "fr", "ru", "es")
            others = sorted(language_name(code) for code in language_names() if code not in {*official, "und"})
            return [*sorted(language_name(code) for code in official), *others]
        case _:
            return ()
