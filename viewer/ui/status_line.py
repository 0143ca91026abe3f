"""The status bar: where one is, in which language, how many notes, how far the document has been read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel, QProgressBar, QStatusBar, QWidget

from viewer.model.bidi import END, ISOLATE, isolated
from viewer.session.changes import (
    CurrentDocumentChanged,
    NotesChanged,
    PlaceChanged,
    TextRead,
    UnderstandingChanged,
)
from viewer.session.open_document import ReadingState
from viewer.ui.widgets.leading_label import LeadingLabel
from viewer.ui.wording.sections import language_in_words, section_title

if TYPE_CHECKING:
    from viewer.session.changes import Change
    from viewer.session.open_document import OpenDocument
    from viewer.session.session import Session

MOMENT_MS = 5000
PATIENCE_MS = 400
"""What has been read by then has no progress: it would come and go."""
_RELEVANT = CurrentDocumentChanged | NotesChanged | PlaceChanged | TextRead | UnderstandingChanged


class StatusLine(QStatusBar):
    """Says where one is: ``Annex > Statement | page 2 of 3 | English | 2 notes``."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setSizeGripEnabled(False)
        self._where = LeadingLabel()
        self._where.setMinimumWidth(0)
        self._reading = QProgressBar()
        self._reading.setFixedSize(120, 12)
        self._reading.setTextVisible(False)
        self._reading.setAccessibleName("Reading the document")
        self._progress = QLabel()
        self.setContentsMargins(8, 0, 8, 0)
        self.addWidget(self._where, 1)
        self.addPermanentWidget(self._progress)
        self.addPermanentWidget(self._reading)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(PATIENCE_MS)
        self._patience.timeout.connect(lambda: self._show_progress(shown=True))
        self._show_progress(shown=False)
        session.changes.subscribe(self._changed)
        self._refresh()

    def show_for_a_moment(self, text: str) -> None:
        """Say something in passing."""
        self.showMessage(text, MOMENT_MS)

    @property
    def text(self) -> str:
        """What the line says now."""
        return self._where.text().replace(ISOLATE, "").replace(END, "")

    def _changed(self, change: Change) -> None:
        if isinstance(change, _RELEVANT):
            self._refresh()

    def _refresh(self) -> None:
        document = self._session.current
        self._where.setText("" if document is None else "   |   ".join(map(isolated, _places(document))))
        reading = document is not None and document.state is ReadingState.READING
        if not reading:
            self._patience.stop()
            self._show_progress(shown=False)
        elif self._reading.isHidden() and not self._patience.isActive():
            self._patience.start()
        if document is not None and reading:
            self._reading.setMaximum(document.page_count)
            self._reading.setValue(document.text.page_count)
            read = document.text.page_count
            self._progress.setText(f"Reading page {read} of {document.page_count}" if read else "Reading…")

    def _show_progress(self, *, shown: bool) -> None:
        self._progress.setVisible(shown)
        self._reading.setVisible(shown)


def _places(document: OpenDocument) -> list[str]:
    parts: list[str] = []
    offset = document.offset_in_view()
    if document.understanding is not None:
        path = document.understanding.section_path(offset)
        if path:
            parts.append(" › ".join(isolated(_shortened(section_title(section))) for section in path))
    parts.append(f"Page {document.page_label(document.place.page)} of {document.page_count}")
    if document.understanding is not None:
        code = document.understanding.language_at(offset)
        if code != "und":
            parts.append(language_in_words(code))
    count = len(document.notes.annotations)
    if count:
        parts.append("1 note" if count == 1 else f"{count} notes")
    return parts


def _shortened(text: str, most: int = 48) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
