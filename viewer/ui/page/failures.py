"""A page that cannot be shown says so on its own paper, offers to try again, and shows what is known of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout

from viewer.ui.dialogs.parts import READ_AND_COPIED, words
from viewer.ui.look.colors import PAPER
from viewer.ui.look.icons import icon

if TYPE_CHECKING:
    from viewer.ui.page.canvas import PageCanvas

MOST_WIDTH = 400
MARGIN, SIGN = 16, 18
LINES = 16
"""Lines of a page's text that are seen at once."""
INK, BUTTON = QColor("#202020"), QColor("#EFEFEF")


class FailureCard(QFrame):
    """What happened to a page, a button that tries again, or stops what is being tried, and one that shows its text.

    ``known`` is the page's text, empty where it has none that is known. ``grown`` says that more is shown, or less.
    """

    grown = Signal()

    def __init__(self, view: PageCanvas, page: int, what: str, known: str, *, trying: bool) -> None:
        super().__init__(view.viewport())
        self.said = (what, known, trying)
        self.setAutoFillBackground(True)
        self.setPalette(_of_paper(self.palette()))
        self.setBackgroundRole(QPalette.ColorRole.Window)
        self.setForegroundRole(QPalette.ColorRole.WindowText)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        sign = QLabel()
        sign.setPixmap(icon("warning", INK).pixmap(QSize(SIGN, SIGN), self.devicePixelRatioF()))
        sign.setVisible(not trying)
        self.words = words(what)
        self.button = QPushButton("Stop" if trying else "Try again")
        self.button.clicked.connect(lambda: view.give_up(page) if trying else view.retry(page))
        self.show_text = QPushButton("Show its text")
        self.show_text.setCheckable(True)
        self.show_text.setVisible(bool(known))
        self.show_text.toggled.connect(self._show_text)
        self.text = _text(known)
        self.text.setAccessibleName(f"Text of page {view.document.page_label(page)}")
        said, buttons = QHBoxLayout(), QHBoxLayout()
        said.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        said.addWidget(self.words, 1)
        buttons.addWidget(self.button)
        buttons.addWidget(self.show_text)
        buttons.addStretch(1)
        layout = self._column = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        layout.addLayout(said)
        layout.addLayout(buttons)
        layout.addWidget(self.text)
        self.setAccessibleName(f"Page {view.document.page_label(page)}: {what}")

    def _show_text(self, shown: bool) -> None:  # noqa: FBT001 - a Qt signal's argument
        self.text.setVisible(shown)
        self.grown.emit()

    def resize_to(self, width: int) -> None:
        """Be that wide, and as high as the words then need."""
        self.setFixedSize(width, self._column.totalHeightForWidth(width))


def _of_paper(palette: QPalette) -> QPalette:
    """The card lies on white paper in the dark as well."""
    for role in (QPalette.ColorRole.Window, QPalette.ColorRole.Base):
        palette.setColor(role, PAPER)
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        palette.setColor(role, INK)
    palette.setColor(QPalette.ColorRole.Button, BUTTON)
    return palette


def _text(known: str) -> QPlainTextEdit:
    text = QPlainTextEdit(known)
    text.setTextInteractionFlags(READ_AND_COPIED)
    text.setTabChangesFocus(True)
    text.setFixedHeight(LINES * text.fontMetrics().lineSpacing())
    text.hide()
    return text


class PageFailures:
    """The cards on the pages in view that could not be rendered."""

    def __init__(self, view: PageCanvas) -> None:
        self._view = view
        self._cards: dict[int, FailureCard] = {}

    @property
    def cards(self) -> dict[int, FailureCard]:
        """The cards that are shown, by page."""
        return self._cards

    def place(self) -> None:
        """Bring the cards in line with what has failed and where its pages are."""
        visible = self._view.visible_pages()
        failures = {page: what for page, what in self._view.failures.items() if page in visible}
        if not failures and not self._cards:
            return
        said = {page: (what, self._known(page), page in self._view.pixels.tries) for page, what in failures.items()}
        for page in [page for page, card in self._cards.items() if said.get(page) != card.said]:
            self._take_away(self._cards.pop(page))
        for page, (what, known, trying) in said.items():
            card = self._cards.get(page)
            if card is None:
                card = self._cards[page] = FailureCard(self._view, page, what, known, trying=trying)
                card.grown.connect(self.place)
            rect = self._view.page_in_view(page)
            width = min(MOST_WIDTH, round(rect.width()) - 2 * MARGIN)
            card.resize_to(max(width, 80))
            top = max(rect.top() + MARGIN, 0.0) if rect.bottom() > card.height() else rect.top() + MARGIN
            card.move(round(rect.center().x() - card.width() / 2), round(top))
            card.show()

    def _known(self, page: int) -> str:
        text = self._view.document.text
        return text.page_text(page) if page < text.page_count else ""

    def _take_away(self, card: FailureCard) -> None:
        focus = QApplication.focusWidget()
        if focus is not None and card.isAncestorOf(focus):
            self._view.setFocus(Qt.FocusReason.OtherFocusReason)
        card.hide()
        card.deleteLater()
