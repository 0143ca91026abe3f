"""Which card of a link is shown over a view, if any."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from viewer.model.link import PageLink
    from viewer.ui.page.link_card import LinkCard
    from viewer.ui.page.view import PageView


class LinkKeeper(QObject):
    """At most one card of a link over a view; it goes when the reader turns to something else."""

    open_requested = Signal(str)
    copy_requested = Signal(str)

    def __init__(self, view: PageView) -> None:
        super().__init__(view)
        self._view = view
        self.card: LinkCard | None = None
        view.link_requested.connect(self.show_card)
        view.card_unwanted.connect(self.close_card)

    def show_card(self, link: PageLink, page: int, focus: bool) -> None:  # noqa: FBT001 - a Qt signal's argument
        """Show what a link leads to; with ``focus`` the card has the keyboard."""
        from viewer.ui.page.link_card import LinkCard  # noqa: PLC0415 - start-up time: few links are ever asked about

        self._view.card_unwanted.emit()
        card = self.card = LinkCard(self._view, link, page)
        card.open_requested.connect(self.open_requested)
        card.copy_requested.connect(self.copy_requested)
        card.open_requested.connect(card.leave)
        card.copy_requested.connect(card.leave)
        card.destroyed.connect(lambda: self._forget(card))
        card.show()
        card.raise_()
        if focus:
            card.focus_first()

    def _forget(self, card: LinkCard) -> None:
        if self.card is card:
            self.card = None

    def close_card(self) -> None:
        """Close the card."""
        card, self.card = self.card, None
        if card is not None:
            card.leave()
