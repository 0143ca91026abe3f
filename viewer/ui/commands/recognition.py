"""What the actions do that recognise the text of pages."""

from __future__ import annotations

from viewer.ui.commands.of_window import WindowCommands


class RecognitionCommands(WindowCommands):
    """The commands that have to do with pages without text."""

    def recognise_page(self) -> None:
        """Recognise the page in view."""
        if self._document is not None and self._view is not None:
            self._document.recognition.recognise([self._view.place.page])

    def recognise_document(self) -> None:
        """Recognise every page that has no text to read."""
        if self._document is not None:
            self._document.recognition.recognise_unreadable()

    def choose_recognition(self) -> None:
        """Ask which pages are to be recognised, and in which languages, and do it."""
        from viewer.ui.dialogs.recognition import RecognitionDialog  # noqa: PLC0415 - start-up time: see the package

        if self._document is not None and self._view is not None and self._document.recognition.possible:
            RecognitionDialog.ask(self._window, self._document, self._view.place.page)

    def stop_recognising(self) -> None:
        """Recognise no more of the current document; what has been recognised stays."""
        if self._document is not None:
            self._document.recognition.stop()
