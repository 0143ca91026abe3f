"""What another window wrote into the selected note at the same time, and what is to become of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from viewer.export.markdown_body import plain_words
from viewer.session.notes.other_words import discard_words, keep_both, use_words
from viewer.ui.widgets.quiet_label import QuietLabel
from viewer.ui.widgets.row_painting import STEP

if TYPE_CHECKING:
    from collections.abc import Callable

    from viewer.model.annotation import Annotation, OtherWords
    from viewer.session.notes.document_notes import DocumentNotes
    from viewer.session.open_document import OpenDocument

LONGEST = 200
"""Characters of the words that are shown; all of them are in the tip, as far as one can be read."""
LONGEST_TIP = 2000


class OtherWordsLine(QWidget):
    """The last of a note's other words, with a button for each thing that can be done; hidden where there are none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document: OpenDocument | None = None
        self._note = ""
        self._words: OtherWords | None = None
        self.said = QuietLabel()
        self.use = self._button("Use these", "Let these words hold, in the place of the note's", use_words)
        self.both = self._button("Keep both", "Write these words below the note's", keep_both)
        self.discard = self._button("Discard", "Let the note's words hold, and keep these no longer", discard_words)
        self.buttons = (self.use, self.both, self.discard)
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(STEP)
        layout.addWidget(self.said, 0, 0, 1, 4)
        for column, button in enumerate(self.buttons):
            layout.addWidget(button, 1, column)
        layout.setColumnStretch(3, 1)
        self.hide()

    def _button(self, words: str, tip: str, decide: Callable[[DocumentNotes, str, OtherWords], None]) -> QPushButton:
        button = QPushButton(words)
        button.setToolTip(tip)

        def clicked() -> None:
            if self._document is not None and self._words is not None:
                decide(self._document.notes, self._note, self._words)

        button.clicked.connect(clicked)
        return button

    def show_note(self, document: OpenDocument, note: Annotation | None) -> None:
        """Show what was written into a note, or nothing."""
        self._document = document
        self._words = note.other_words[-1] if note is not None and note.other_words else None
        self.setVisible(self._words is not None)
        if note is None or self._words is None:
            return
        self._note = note.id
        words = " ".join(plain_words(self._words.body).split())
        shown = words if len(words) <= LONGEST else f"{words[:LONGEST].rstrip()}\u2026"
        more = f" ({len(note.other_words)} in all)" if len(note.other_words) > 1 else ""
        self.said.setText(f"Written in another window{more}: \u201c{shown}\u201d")
        self.said.setToolTip(self._words.body[:LONGEST_TIP])
        for button in self.buttons:
            button.setEnabled(not document.notes.read_only)
