"""The status bar: where one is, in which language, how many notes, how far the document has been read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel, QProgressBar, QStatusBar, QWidget

from viewer.model.bidi import without_isolates
from viewer.session.changes import (
    CurrentDocumentChanged,
    NotesChanged,
    PlaceChanged,
    TextRead,
    UnderstandingChanged,
    UnderstandingProgressed,
)
from viewer.session.open_document import ReadingState
from viewer.ui.widgets.path_label import PathLabel
from viewer.ui.wording.pages import page_in_words
from viewer.ui.wording.sections import language_in_words, section_title

if TYPE_CHECKING:
    from viewer.session.changes import Change
    from viewer.session.open_document import OpenDocument
    from viewer.session.session import Session

MOMENT_MS = 5000
PATIENCE_MS = 400
"""What has been read by then has no progress: it would come and go."""
_RELEVANT = (
    CurrentDocumentChanged | NotesChanged | PlaceChanged | TextRead | UnderstandingProgressed | UnderstandingChanged
)


class StatusLine(QStatusBar):
    """Says where one is: ``Annex > Statement | page 2 of 3 | English | 2 notes``."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setSizeGripEnabled(False)
        self._where = PathLabel()
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
        return without_isolates(self._where.text())

    def _changed(self, change: Change) -> None:
        if isinstance(change, _RELEVANT):
            self._refresh()

    def _refresh(self) -> None:
        document = self._session.current
        self._where.say(*(((), ()) if document is None else _places(document)))
        reading = document is not None and document.state is ReadingState.READING
        if not reading:
            self._patience.stop()
            self._show_progress(shown=False)
        elif self._reading.isHidden() and not self._patience.isActive():
            self._patience.start()
        if document is not None and reading:
            self._show_how_far(document)

    def _show_how_far(self, document: OpenDocument) -> None:
        """The pages that have been read are the first half of the bar; to understand them takes the other."""
        read, count, understood = document.text.page_count, document.page_count, document.understood_share
        self._reading.setMaximum(2 * count)
        self._reading.setValue(read + round(understood * count))
        if read < count:
            self._progress.setText(f"Reading page {read} of {count}" if read else "Reading…")
        else:
            self._progress.setText(f"Finding sections and references, {understood:.0%}")

    def _show_progress(self, *, shown: bool) -> None:
        self._progress.setVisible(shown)
        self._reading.setVisible(shown)


def _places(document: OpenDocument) -> tuple[list[str], list[str]]:
    """The titles of the section that is read, from the outermost; and the page, its language, how many notes."""
    path: list[str] = []
    facts = [page_in_words(document, document.place.page)]
    if document.understanding is not None:
        offset = document.offset_in_view()
        path += map(section_title, document.understanding.section_path(offset))
        code = document.understanding.language_at(offset)
        if code != "und":
            facts.append(language_in_words(code))
    count = len(document.notes.annotations)
    if count:
        facts.append("1 note" if count == 1 else f"{count} notes")
    return path, facts
