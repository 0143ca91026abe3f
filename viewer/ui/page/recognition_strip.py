"""The strip over a document whose pages have no text: says so of the page in view, and offers to recognise it.

It is there as long as the document has such pages, whatever page is in view, so that nothing moves while one scrolls.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QSizePolicy, QToolButton, QWidget

from viewer.export.notes import language_name
from viewer.formats.recognition.tessdata import language_of
from viewer.model.record import record
from viewer.ui.look.icons import icon
from viewer.ui.widgets.leading_label import LeadingLabel
from viewer.ui.widgets.push_button import PushButton

if TYPE_CHECKING:
    from collections.abc import Iterable

    from viewer.session.open_document import OpenDocument
    from viewer.session.recognition import PageRecognition

PROGRESS = QSize(96, 6)


@record
class Said:
    """What the strip says of a page, and which of its buttons are there."""

    words: str
    warns: bool = False
    page: bool = False
    every: int = 0
    """How many pages the button for all would recognise; 0: it is not there."""
    again: bool = False
    progress: tuple[int, int] | None = None


class RecognitionStrip(QFrame):
    """One document's strip. ``say`` brings it in line with what is so of a page."""

    def __init__(self, document: OpenDocument, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._page = 0
        self.said = Said("")
        self.setAccessibleName("Text of the page")
        self._sign = QLabel()
        self.words = LeadingLabel()
        self.words.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.words.setSizePolicy(policy)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setFixedSize(PROGRESS)
        self.page_button = QPushButton("Recognise this page")
        self.all_button = QPushButton()
        self.languages_button = PushButton("Other languages…")
        self.cancel_button = QPushButton("Cancel")
        self.close_button = QToolButton()
        self.close_button.setIcon(icon("clear"))
        self.close_button.setAutoRaise(True)
        self.close_button.setToolTip("Dismiss for this document")
        self.close_button.setAccessibleName("Dismiss for this document")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 4, 8, 4)
        layout.setSpacing(8)
        layout.addWidget(self._sign)
        layout.addWidget(self.words, 1)
        for widget in (self.progress, *self._buttons, self.close_button):
            layout.addWidget(widget)
        self.page_button.clicked.connect(lambda: self._recognition.recognise([self._page]))
        self.all_button.clicked.connect(self._recognition.recognise_unreadable)
        self.languages_button.clicked.connect(self._ask)
        self.cancel_button.clicked.connect(self._recognition.stop)
        self.close_button.clicked.connect(self._dismiss)

    @property
    def _recognition(self) -> PageRecognition:
        return self._document.recognition

    @property
    def _buttons(self) -> tuple[QPushButton, ...]:
        return self.page_button, self.all_button, self.languages_button, self.cancel_button

    def say(self, page: int) -> None:
        """Say what is so of a page (from 0)."""
        self._page = page
        said = what_is_said(self._document, page)
        if said == self.said and self.isVisible():
            return
        self.said = said
        self._sign.setPixmap(icon("warning" if said.warns else "info").pixmap(QSize(16, 16), self.devicePixelRatioF()))
        self.words.setText(said.words)
        self.page_button.setVisible(said.page)
        self.all_button.setText(f"Recognise all {QLocale().toString(said.every)} pages")
        self.all_button.setVisible(said.every > 0)
        self.languages_button.setVisible(said.again or said.page)
        self.languages_button.setText("Recognise again…" if said.again else "Languages…")
        running = said.progress is not None
        self.progress.setVisible(running)
        self.cancel_button.setVisible(running)
        self.close_button.setVisible(not running)
        if said.progress is not None:
            self.progress.setMaximum(said.progress[1])
            self.progress.setValue(said.progress[0])
            self.progress.setAccessibleName(said.words)
        for button in self._buttons:
            button.setAccessibleDescription(said.words)

    def _ask(self) -> None:
        from viewer.ui.dialogs.recognition import RecognitionDialog  # noqa: PLC0415 - start-up time: see commands

        RecognitionDialog.ask(self.window(), self._document, self._page)

    def _dismiss(self) -> None:
        self._recognition.dismissed = True
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A tint of the highlight over the window, and a line that parts it from the pages."""
        painter = QPainter(self)
        tint = self.palette().color(QPalette.ColorRole.Highlight)
        tint.setAlphaF(0.08)
        painter.fillRect(self.rect(), tint)
        painter.fillRect(0, self.height() - 1, self.width(), 1, self.palette().color(QPalette.ColorRole.Mid))
        painter.end()
        super().paintEvent(event)


def what_is_said(document: OpenDocument, page: int) -> Said:
    """What is so of a page (from 0), and what can be done about it."""
    recognition = document.recognition
    unreadable, recognised = recognition.unreadable_pages, recognition.recognised_pages
    if recognition.running:
        return Said(_going_on(document), progress=(recognition.done, recognition.total))
    every = len(unreadable) if len(unreadable) > 1 or page not in unreadable else 0
    if page in recognised:
        languages = in_words(recognised[page])
        words = f"The text of this page was recognised ({languages})."
        senseless = page in recognition.senseless or page in unreadable
        if page < document.text.page_count and not document.text.page_text(page).strip():
            words = f"No words were found on this page ({languages})."
        elif senseless:
            words = f"What was recognised on this page ({languages}) makes little sense. It may be in another language."
        return Said(words, warns=senseless, again=True, every=every if unreadable and not senseless else 0)
    if page in unreadable:
        understanding = document.understanding
        corrupt = understanding is not None and page in understanding.corrupt_pages
        words = "The text under this page is not what the page shows." if corrupt else "This page has no text."
        return Said(words, warns=corrupt, page=True, every=every)
    if unreadable:
        label = document.page_label
        if len(unreadable) == 1:
            return Said(f"Page {label(unreadable[0])} of this document has no text that can be read.", every=1)
        number = QLocale().toString(len(unreadable))
        return Said(f"{number} pages of this document have no text that can be read.", every=len(unreadable))
    number = len(recognised)
    return Said(f"The text of {'1 page' if number == 1 else f'{QLocale().toString(number)} pages'} was recognised.")


def in_words(names: Iterable[str]) -> str:
    """Languages by Tesseract's names, in words."""
    return ", ".join(language_name(language_of(name)) for name in names)


def _going_on(document: OpenDocument) -> str:
    recognition, number = document.recognition, QLocale().toString
    page = "" if recognition.current is None else f" page {document.page_label(recognition.current)}"
    of = f" ({number(recognition.done + 1)} of {number(recognition.total)})" if recognition.total > 1 else ""
    return f"Recognising{page}{of}…"
