"""What can be done with references: copy them, open their official pages."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication

from viewer.session.changes import Severity
from viewer.session.notes.reference_form import ReferenceForm
from viewer.session.official_pages import official_page
from viewer.ui.commands.of_window import WindowCommands


class ReferenceCommands(WindowCommands):
    """The commands of references and of their card."""

    def copy_references(self) -> None:
        """Copy the references as text, one a line."""
        self.copy_references_as(ReferenceForm.TEXT)

    def copy_references_as_csv(self) -> None:
        """Copy the references as a table."""
        self.copy_references_as(ReferenceForm.CSV)

    def copy_references_as_bibtex(self) -> None:
        """Copy the references as BibTeX."""
        self.copy_references_as(ReferenceForm.BIBTEX)

    def copy_references_as(self, form: ReferenceForm) -> None:
        """Copy the references in a form."""
        from viewer.session.notes.quotation import all_references  # noqa: PLC0415 - start-up time: see the package

        document = self._document
        if document is not None and document.understanding is not None:
            QGuiApplication.clipboard().setText(all_references(document, form))
            count = len(document.understanding.references)
            self._window.status.show_for_a_moment("1 reference copied" if count == 1 else f"{count} references copied")

    def open_official_page(self, symbol: str, language: str) -> None:
        """Hand the address of a document's official page to the system's browser."""
        address = official_page(symbol, language)
        if address.startswith("https:"):
            self.open_address(address)

    def open_address(self, address: str) -> None:
        """Hand an address that the reader has seen to the system's browser or mail program."""
        url = QUrl.fromEncoded(address.encode("ascii"))
        if url.scheme() in {"http", "https", "mailto"} and not QDesktopServices.openUrl(url):
            text = f"No program could be opened for {address}. The address has been copied instead."
            QGuiApplication.clipboard().setText(address)
            self._window.notices.show_notice(Severity.WARNING, text)

    def copy_address(self, address: str) -> None:
        """Copy an address."""
        QGuiApplication.clipboard().setText(address)
        self._window.status.show_for_a_moment("Address copied")

    def copy_symbol(self, symbol: str) -> None:
        """Copy a symbol."""
        QGuiApplication.clipboard().setText(symbol)
        self._window.status.show_for_a_moment(f"{symbol} copied")
