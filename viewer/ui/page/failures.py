"""A page that cannot be shown says so on its own paper, and offers to try again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from viewer.ui.colors import PAPER
from viewer.ui.icons import icon
from viewer.ui.panels.leading_label import LeadingLabel

if TYPE_CHECKING:
    from viewer.ui.page.view import PageView

MOST_WIDTH = 400
MARGIN, SIGN = 16, 18
INK, BUTTON = QColor("#202020"), QColor("#EFEFEF")


class FailureCard(QFrame):
    """What happened to a page, and a button that tries again, or stops what is being tried."""

    def __init__(self, view: PageView, page: int, what: str, *, trying: bool) -> None:
        super().__init__(view.viewport())
        self.said = (what, trying)
        self.setAutoFillBackground(True)
        palette = self.palette()  # the card lies on white paper in the dark as well
        palette.setColor(QPalette.ColorRole.Window, PAPER)
        palette.setColor(QPalette.ColorRole.WindowText, INK)
        palette.setColor(QPalette.ColorRole.Button, BUTTON)
        palette.setColor(QPalette.ColorRole.ButtonText, INK)
        self.setPalette(palette)
        self.setBackgroundRole(QPalette.ColorRole.Window)
        self.setForegroundRole(QPalette.ColorRole.WindowText)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.words = LeadingLabel(what)
        self.words.setWordWrap(True)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.button = QPushButton("Stop" if trying else "Try again")
        self.button.clicked.connect(lambda: view.give_up(page) if trying else view.retry(page))
        buttons = QHBoxLayout()
        buttons.addWidget(self.button)
        buttons.addStretch(1)
        sign = QLabel()
        sign.setPixmap(icon("warning", INK).pixmap(QSize(SIGN, SIGN), self.devicePixelRatioF()))
        sign.setVisible(not trying)
        said = QHBoxLayout()
        said.setSpacing(8)
        said.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        said.addWidget(self.words, 1)
        layout = self._column = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        layout.addLayout(said)
        layout.addLayout(buttons)
        self.setAccessibleName(f"Page {view.document.page_label(page)}: {what}")

    def resize_to(self, width: int) -> None:
        """Be that wide, and as high as the words then need."""
        self.setFixedSize(width, self._column.totalHeightForWidth(width))


class PageFailures:
    """The cards on the pages in view that could not be rendered."""

    def __init__(self, view: PageView) -> None:
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
        said = {page: (what, page in self._view.pixels.tries) for page, what in failures.items()}
        for page in [page for page, card in self._cards.items() if said.get(page) != card.said]:
            self._take_away(self._cards.pop(page))
        for page, (what, trying) in said.items():
            card = self._cards.get(page)
            if card is None:
                card = self._cards[page] = FailureCard(self._view, page, what, trying=trying)
            rect = self._view.page_in_view(page)
            width = min(MOST_WIDTH, round(rect.width()) - 2 * MARGIN)
            card.resize_to(max(width, 80))
            top = max(rect.top() + MARGIN, 0.0) if rect.bottom() > card.height() else rect.top() + MARGIN
            card.move(round(rect.center().x() - card.width() / 2), round(top))
            card.show()

    def _take_away(self, card: FailureCard) -> None:
        focus = QApplication.focusWidget()
        if focus is not None and card.isAncestorOf(focus):
            self._view.setFocus(Qt.FocusReason.OtherFocusReason)
        card.hide()
        card.deleteLater()
