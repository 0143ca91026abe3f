"""The card of a reference: what it is, how its year is known, the official page in a language of choice.

Nothing is fetched: the address is shown, and only a click hands it to the system's browser.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QLocale, QObject, QRectF, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QToolButton

from viewer.model.reference import ReferenceKind, Source
from viewer.session.official_pages import OFFICIAL_LANGUAGES, described, official_page
from viewer.ui.look.icons import icon
from viewer.ui.page.page_card import SIDE, PageCard
from viewer.ui.widgets.leading_label import LeadingLabel
from viewer.ui.widgets.quiet_label import QuietLabel

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QEnterEvent, QKeyEvent

    from viewer.model.reference import Mention, Reference
    from viewer.ui.page.marks import LinkedMention
    from viewer.ui.page.view import PageView

WIDTH = 336
LEAVE_MS = 400
"""How long the pointer may be on its way from a mention to its card."""


def preferred_language(chosen: str) -> str:
    """The language in which official pages are opened: the chosen one, else the system's, else English."""
    system = QLocale.system().name().partition("_")[0]
    return next((code for code in (chosen, system) if code in OFFICIAL_LANGUAGES), "en")


class ReferenceCard(PageCard):
    """The card over a page view. ``open_requested`` carries symbol and language, ``copy_requested`` the symbol."""

    open_requested = Signal(str, str)
    copy_requested = Signal(str)

    def __init__(self, view: PageView, linked: LinkedMention, page: int, language: str) -> None:
        super().__init__(view, WIDTH)
        self.linked = linked
        self.page = page
        self._language = language
        reference = linked.reference
        layout = self._column
        layout.setSpacing(4)
        layout.addWidget(self._heading(reference.symbol))
        lines = card_lines(reference, linked.mention)
        for text, quiet in lines:
            layout.addWidget(self._line(text, quiet=quiet))
        layout.addSpacing(4)
        layout.addLayout(self._buttons(reference))
        address = official_page(reference.symbol, language)
        if address:
            layout.addWidget(self._line(address.removeprefix("https://"), quiet=True))
        else:
            layout.addWidget(self._line("No official page is issued for it alone", quiet=True))
        self.setAccessibleName(". ".join((reference.symbol, *(text for text, _ in lines))))
        self._leaving = QTimer(self)
        self._leaving.setSingleShot(True)
        self._leaving.setInterval(LEAVE_MS)
        self._leaving.timeout.connect(self.hide)
        self.place()

    def _heading(self, symbol: str) -> QLabel:
        heading = LeadingLabel(symbol)
        font = heading.font()
        font.setBold(True)
        font.setPointSizeF(font.pointSizeF() * 1.15)
        heading.setFont(font)
        heading.setWordWrap(True)
        heading.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return heading

    @staticmethod
    def _line(text: str, *, quiet: bool) -> QLabel:
        line = QuietLabel(text) if quiet else LeadingLabel(text)
        line.setWordWrap(True)
        return line

    def _buttons(self, reference: Reference) -> QHBoxLayout:
        symbol = reference.symbol
        self.open_button = QToolButton(self)  # without a place yet it would be a window of its own when it is shown
        self.open_button.setText(f"Open official page ({OFFICIAL_LANGUAGES[self._language]})")
        self.open_button.setIcon(icon("link"))
        self.open_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.open_button.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)
        self.open_button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.open_button.clicked.connect(lambda: self.open_requested.emit(symbol, self._language))
        self.open_button.setVisible(bool(official_page(symbol, self._language)))
        menu = QMenu(self.open_button)
        for code, name in OFFICIAL_LANGUAGES.items():
            action = menu.addAction(f"{name}")
            action.setToolTip(official_page(symbol, code))
            action.triggered.connect(lambda _checked=False, code=code: self.open_requested.emit(symbol, code))
        menu.setToolTipsVisible(True)
        self.open_button.setMenu(menu)
        self.copy_button = QPushButton("Copy name" if reference.kind is ReferenceKind.TREATY else "Copy symbol")
        self.copy_button.setIcon(icon("copy"))
        self.copy_button.clicked.connect(lambda: self.copy_requested.emit(symbol))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.open_button)
        row.addWidget(self.copy_button)
        row.addStretch(1)
        return row

    @property
    def line_in_view(self) -> bool:
        """Whether something of the mention can be seen."""
        room = QRectF(self._view.viewport().rect())
        return any(self._view.rect_in_view(self.page, rect).intersects(room) for rect in self.linked.rects)

    def place(self) -> None:
        """Stand under the mention's last line, or above its first, with its words below those of the mention."""
        rects = [self._view.rect_in_view(self.page, rect) for rect in self.linked.rects]
        if not rects:
            self.hide()
            return
        around = QRectF(rects[0])
        for rect in rects[1:]:
            around = around.united(rect)
        self.stand_by(around, rects[0].right() + SIDE if self._view.isRightToLeft() else rects[0].left() - SIDE)

    def stay(self) -> None:
        """The pointer has come back."""
        self._leaving.stop()

    def leave(self) -> None:
        """The pointer has left the mention: the card goes unless the pointer reaches it."""
        if not self._leaving.isActive() and not self.underMouse() and not self.has_focus_inside:
            self._leaving.start()

    def focus_first(self) -> None:
        """Give the focus to the first button."""
        first = self.copy_button if self.open_button.isHidden() else self.open_button
        first.setFocus(Qt.FocusReason.TabFocusReason)

    def enterEvent(self, event: QEnterEvent) -> None:
        """The pointer is on the card: it stays."""
        super().enterEvent(event)
        self.stay()

    def leaveEvent(self, event: QEvent) -> None:
        """The pointer has left the card."""
        super().leaveEvent(event)
        if not self.open_button.menu().isVisible():
            self.leave()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes the card and gives the focus back to the page."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
            self._view.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)


def card_lines(reference: Reference, mention: Mention) -> list[tuple[str, bool]]:
    """What the card says under the symbol, each with whether it steps back."""
    what = described(reference.symbol)
    said: list[tuple[str, bool]] = [(what, False)] if what and what != reference.symbol else []
    if reference.title not in {"", reference.symbol}:
        said.append((reference.title, False))
    if reference.source is Source.INFERRED and reference.reason:
        said.append((f"Inferred: {reference.reason}", True))
    if reference.doubt:
        said.append((f"Doubtful: {reference.doubt}", False))
    if mention.beside:
        said.append((f"Beside it stands: “{' '.join(mention.beside.split())}”", True))
    if mention.pin:
        said.append((f"Cited here: {' '.join(mention.pin.split())}", True))
    count = len(reference.mentions)
    said.append(("Cited once in this document" if count == 1 else f"Cited {count} times in this document", True))
    return said


class CardKeeper(QObject):
    """At most one card over a view: it opens on request and closes when what it is about moves away.

    ``open_requested`` carries symbol and language, ``copy_requested`` the symbol, of whichever card it is.
    ``language`` is asked for the language in which official pages are opened first.
    """

    open_requested = Signal(str, str)
    copy_requested = Signal(str)

    def __init__(self, view: PageView, language: Callable[[], str]) -> None:
        super().__init__(view)
        self._view = view
        self._language = language
        self.card: ReferenceCard | None = None
        view.card_requested.connect(self.show_card)
        view.card_unwanted.connect(self.close_card)
        view.view_changed.connect(self._follow)
        view.pointer.hover_changed.connect(self._hover_changed)

    def show_card(self, linked: LinkedMention, page: int, focus: bool) -> None:  # noqa: FBT001 - a Qt signal's argument
        """Show the card of a mention; with ``focus`` its first button has the keyboard."""
        if self.card is None or self.card.linked.mention != linked.mention or self.card.isHidden():
            self.close_card()
            self.card = ReferenceCard(self._view, linked, page, self._language())
            self.card.open_requested.connect(self.open_requested)
            self.card.copy_requested.connect(self.copy_requested)
            self.card.show()
            self.card.raise_()
        if focus:
            self.card.focus_first()

    def close_card(self) -> None:
        """Close the card; the page gets the focus back where the card had it."""
        if self.card is None:
            return
        had_focus = self.card.has_focus_inside
        self.card.hide()
        self.card.deleteLater()
        self.card = None
        if had_focus:
            self._view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _follow(self) -> None:
        """The program has moved the pages: the card goes with its line, out of view if need be."""
        if self.card is not None and not self.card.isHidden():
            if self.card.line_in_view:
                self.card.place()
            else:
                self.close_card()

    def _hover_changed(self, mention: Mention | None) -> None:
        if self.card is None:
            return
        if mention == self.card.linked.mention:
            self.card.stay()
        else:
            self.card.leave()
