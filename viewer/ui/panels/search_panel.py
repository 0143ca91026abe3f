"""Where the words looked for stand: each hit in its line, with its section, language and page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QModelIndex, Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from viewer.model.bidi import isolated
from viewer.model.page_numbers import stretches
from viewer.session.changes import RecognitionChanged, SearchChanged, UnderstandingChanged
from viewer.ui.panels.hits_model import HitDelegate, HitsModel
from viewer.ui.panels.list_panel import ListPanel
from viewer.ui.widgets.leading_label import LeadingLabel
from viewer.ui.widgets.quiet_label import QuietLabel
from viewer.ui.widgets.row_painting import STEP
from viewer.ui.widgets.row_views import ListRows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from viewer.session.changes import Change
    from viewer.session.open_document import OpenDocument
    from viewer.session.search import SearchState
    from viewer.session.session import Session
    from viewer.workers.messages.answers import Hit

_NAMED_PAGES = 6
"""Pages without text that are named one by one; of more only the number is said."""


class SearchPanel(ListPanel["Hit"]):
    """The hits of the current document's search. Arrow keys and Enter go to them, and F3 moves the mark."""

    refreshes_on = (SearchChanged, UnderstandingChanged, RecognitionChanged)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        self.hits = HitsModel()
        view = ListRows("Search results")
        super().__init__(session, view, self.hits, parent)
        view.setItemDelegate(HitDelegate(self.hits))
        view.stepped.connect(self._stepped)
        self.header = LeadingLabel()
        self.header.setWordWrap(True)
        self.unread = QuietLabel()
        self.head = QWidget()
        self.head.hide()
        head = QVBoxLayout(self.head)
        head.setContentsMargins(STEP, STEP, STEP, STEP // 2)
        head.setSpacing(STEP // 2)
        for label in (self.header, self.unread):
            head.addWidget(label)
        self.unread.hide()
        self.recognise_button = QPushButton("Recognise all pages without text")
        self.recognise_button.clicked.connect(self._recognise)
        self.recognise_button.hide()
        head.addWidget(self.recognise_button, 0, Qt.AlignmentFlag.AlignLeading)
        self.column.insertWidget(0, self.head)

    def take(self, change: Change) -> None:
        """Know where hits stand before showing them."""
        if isinstance(change, UnderstandingChanged) and self.document is not None:
            self.hits.look_again(self.document)
        super().take(change)

    def rows_of(self, document: OpenDocument) -> tuple[Sequence[Hit], Sequence[int]]:
        """The hits, all on one level."""
        if self.hits.document is not document:
            self.hits.look_again(document)
        hits = document.search.state.hits
        return hits, [1] * len(hits)

    def refresh(self) -> None:
        """Beside the rows, say how the search stands."""
        super().refresh()
        document = self.document
        said = summary(document.search.state, document) if document is not None else ""
        self.header.setText(said)
        self.head.setVisible(bool(said))
        unread = unread_pages(document.search.state, document) if document is not None else ""
        self.unread.say(unread)
        offered = document is not None and document.recognition.possible and not document.recognition.running
        self.recognise_button.setVisible(bool(unread) and offered)
        if said:
            self.view.setAccessibleDescription(f"{said} {self.unread.text()}".strip())

    def words_for_nothing(self, document: OpenDocument | None) -> str:
        """What the panel is for, while nothing is looked for; else the header says it all."""
        if document is not None and document.search.state.query:
            return ""
        return "Words typed in the find field are listed here with the lines they stand in."

    def go(self, document: OpenDocument, row: Hit) -> None:
        """Go to a hit."""
        document.search.go_to_hit(self.hits.rows.index(row))

    def mark(self, document: OpenDocument) -> QModelIndex | None:
        """Mark the current hit, and make its row the current one, so that the arrows go on from it."""
        state = document.search.state
        hit = None if state.current is None else state.hits[state.current]
        moved = self.hits.mark(None if hit is None else self.hits.key(hit))
        if moved is not None and moved != self.view.currentIndex():
            self.view.setCurrentIndex(moved)
        return moved

    def _recognise(self) -> None:
        if self.document is not None:
            self.document.recognition.recognise_unreadable()

    def _stepped(self, index: QModelIndex) -> None:
        if self.document is not None and index.isValid():
            self.document.search.go_to_hit(index.row())


def summary(state: SearchState, document: OpenDocument) -> str:
    """How the search stands, in words; empty while nothing is looked for."""
    if not state.query:
        return ""
    number = QLocale().toString
    query = f"“{isolated(state.query)}”"  # Arabic words leave the sentence around them in its order
    pages = len({hit.page for hit in state.hits})
    if not state.total:
        if not state.finished:
            return f"Nothing found so far for {query}."
        return f"Nothing found for {query}. Try fewer words, another spelling, or another language of the document."
    where = f"page {document.page_label(state.hits[0].page)}" if pages == 1 else f"{number(pages)} pages"
    said = f"{number(state.total)} found on {where}"
    if state.total > len(state.hits):
        said = f"{number(state.total)} found, first {number(len(state.hits))} shown, on {where}"
    return said if state.finished else f"{said} so far"


def unread_pages(state: SearchState, document: OpenDocument) -> str:
    """Which pages could not be searched, in a sentence; empty where all could."""
    pages = state.unreadable_pages
    if not state.query or not pages:
        return ""
    if len(pages) == 1:
        return f"Page {document.page_label(pages[0])} has no text that could be searched."
    runs = stretches(sorted(pages))
    if len(runs) > _NAMED_PAGES:
        return f"{QLocale().toString(len(pages))} pages have no text that could be searched."
    label = document.page_label
    named = ", ".join(label(first) if first == last else f"{label(first)}–{label(last)}" for first, last in runs)
    return f"Pages {named} have no text that could be searched."
