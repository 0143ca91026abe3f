"""What a link leads to, said before anything is opened: the whole address, and whose it is.

Nothing is fetched: only a click on the button hands the address to the system's browser or mail program, and only
addresses that ``viewer.session.addresses`` takes for such. Of any other link the card says why it is not followed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton

from viewer.model.link import LinkKind
from viewer.session.addresses import Address, address_of, scheme_of, visible
from viewer.ui.look.icons import icon
from viewer.ui.page.page_card import GAP, PageCard
from viewer.ui.widgets.fonts import bold
from viewer.ui.widgets.quiet_label import QuietLabel

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from viewer.model.link import PageLink
    from viewer.ui.page.canvas import PageCanvas

WIDTH = 400
MOST_SHOWN = 400
"""Characters of a target that is not followed."""
_BREAKS = re.compile(r"([/?&=#.,;:@_+%-]|[^/?&=#.,;:@_+%-]{24})")
_ZERO_WIDTH_SPACE = "\u200b"


def refusal(link: PageLink) -> str:
    """Why a link out of the document is not followed, as a sentence."""
    reason = link.reason
    if link.kind is LinkKind.ADDRESS:
        scheme = scheme_of(link.target)
        reason = f"it begins with “{scheme}:”" if scheme not in {"", "http", "https", "mailto"} else ""
        reason = reason or "what it leads to is not a complete web or mail address"
    return f"This link is not followed: {reason}."


def link_tip(link: PageLink, page_label: str) -> str:
    """What the pointer is told: what stands there or its page, the address, or why the link is not followed."""
    if link.kind is LinkKind.PLACE:
        return link.words or f"Page {page_label}"
    address = address_of(link.target) if link.kind is LinkKind.ADDRESS else None
    return address.whole if address is not None else refusal(link)


class LinkCard(PageCard):
    """The card over a page view. ``open_requested`` and ``copy_requested`` carry the address."""

    open_requested = Signal(str)
    copy_requested = Signal(str)

    def __init__(self, view: PageCanvas, link: PageLink, page: int) -> None:
        super().__init__(view, WIDTH)
        self._link = link
        self._page = page
        self._column.setSpacing(6)
        address = address_of(link.target) if link.kind is LinkKind.ADDRESS else None
        if address is not None:
            self._show_address(address)
        else:
            self._show_refusal()
        self.place()

    def _show_address(self, address: Address) -> None:
        mail = address.is_mail
        self._say("This link leads to a mail address" if mail else "This link leads out of the document", quiet=True)
        whose = self._say(_breakable(address.whose))
        whose.setFont(bold(whose.font()))
        self._say(_breakable(address.whole))
        self._column.addSpacing(4)
        self.open_button = self._button("Write mail" if mail else "Open in browser", "link")
        self.open_button.clicked.connect(lambda: self.open_requested.emit(address.whole))
        copy = self._button("Copy address", "copy")
        copy.clicked.connect(lambda: self.copy_requested.emit(address.whole))
        self._row(self.open_button, copy, self._closing("Cancel"))
        self.setAccessibleName(f"Link to {address.whose}: {address.whole}")

    def _show_refusal(self) -> None:
        words = refusal(self._link)
        self._say(words)
        if self._link.target:
            target = visible(self._link.target)
            shown = target if len(target) <= MOST_SHOWN else target[:MOST_SHOWN] + "…"
            self._say(_breakable(shown), quiet=True)
        self._column.addSpacing(4)
        self._row(self._closing("Close"))
        self.setAccessibleName(words)

    def _say(self, text: str, *, quiet: bool = False) -> QLabel:
        line = QuietLabel() if quiet else QLabel()
        line.setTextFormat(Qt.TextFormat.PlainText)
        line.setWordWrap(True)
        # Addresses are read from left to right in every interface.
        line.setLayoutDirection(Qt.LayoutDirection.LeftToRight if _ZERO_WIDTH_SPACE in text else self.layoutDirection())
        line.setText(text)
        if self.isRightToLeft() and _ZERO_WIDTH_SPACE not in text:
            line.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)
        self._column.addWidget(line)
        return line

    def _button(self, text: str, name: str) -> QPushButton:
        button = QPushButton(icon(name), text)
        button.setAutoDefault(True)  # Enter presses the one that has the focus
        return button

    def _closing(self, text: str) -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(True)
        button.clicked.connect(self.leave)
        self.close_button = button
        return button

    def _row(self, *buttons: QPushButton) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in buttons:
            row.addWidget(button)
        row.addStretch(1)
        self._column.addLayout(row)

    def place(self) -> None:
        """Stand by the link, wholly in view where there is room for that."""
        link = self._view.rect_in_view(self._page, self._link.rect)
        self.stand_by(link, link.right() if self._view.isRightToLeft() else link.left())
        lowest = self._view.viewport().height() - self.height() - GAP
        self.move(self.x(), min(max(self.y(), GAP), max(GAP, lowest)))

    def focus_first(self) -> None:
        """Give the focus to the button that closes: nothing is opened by a key that was pressed too often."""
        self.close_button.setFocus(Qt.FocusReason.TabFocusReason)

    def leave(self) -> None:
        """Close, and give the page the focus back."""
        had_focus = self.has_focus_inside
        self.hide()
        self.deleteLater()
        if had_focus:
            self._view.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)


def _breakable(text: str) -> str:
    """A text without blanks that can be broken into lines all the same."""
    return _BREAKS.sub(rf"\1{_ZERO_WIDTH_SPACE}", text)
