"""What the panels share: each shows the current document, and shows it anew when it is told of a change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from viewer.session.changes import CurrentDocumentChanged

if TYPE_CHECKING:
    from viewer.session.changes import Change
    from viewer.session.open_document import OpenDocument
    from viewer.session.session import Session


class SessionPanel(QWidget):
    """A panel over the session. ``refreshes_on`` are the changes of the current document that it shows."""

    refreshes_on: tuple[type, ...] = ()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        unsubscribe = session.changes.subscribe(self.take)
        self.destroyed.connect(lambda: unsubscribe())  # noqa: PLW0108 - the signal would pass the object

    @property
    def document(self) -> OpenDocument | None:
        """The document that is shown."""
        return self._session.current

    def refresh(self) -> None:
        """Show what has changed of the current document; the reader's place in the panel stays."""
        raise NotImplementedError

    def show_current(self) -> None:
        """Show another document, or none."""
        self.refresh()

    def take(self, change: Change) -> None:
        """Look at a change, and refresh where it is about what is shown."""
        if isinstance(change, CurrentDocumentChanged):
            self.show_current()
        elif isinstance(change, self.refreshes_on):
            number = getattr(change, "document", None)
            if number is None or (self.document is not None and number == self.document.number):
                self.refresh()
