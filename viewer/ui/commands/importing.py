"""What the actions that bring notes in do."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from viewer.session.changes import Severity
from viewer.ui.commands.of_window import WindowCommands

if TYPE_CHECKING:
    from viewer.session.notes.importing import ImportPlan
    from viewer.session.open_document import OpenDocument

NOTES_FILTER = "Notes (*.json *.jsonld);;All files (*)"


class ImportCommands(WindowCommands):
    """The commands of the File menu that bring notes in."""

    def import_notes(self) -> None:
        """Ask for a file of notes, say what is in it, and add them to the current document."""
        from viewer.session.notes.importing import plan_of_file  # noqa: PLC0415 - start-up time: see the package

        document = self._document
        if document is None or self._must_wait(document):
            return
        folder = str(document.path.parent)
        name, _ = QFileDialog.getOpenFileName(self._window, "Import notes", folder, NOTES_FILTER)
        if not name:
            return
        plan_of_file(document, Path(name), lambda plan: self._found(document, plan))

    def import_from_pdf(self) -> None:
        """Look for the annotations in the current document's PDF, say what they are, and add them as notes."""
        from viewer.session.notes.importing import plan_of_pdf  # noqa: PLC0415 - start-up time: see the package

        document = self._document
        if document is None or self._must_wait(document):
            return
        plan_of_pdf(document, lambda plan: self._found(document, plan))

    def import_from_versions(self) -> None:
        """Look for notes on other versions of the current document, say what they are, and copy them."""
        from viewer.session.notes.importing import plan_of_versions  # noqa: PLC0415 - start-up time: see the package

        document = self._document
        if document is None or self._must_wait(document):
            return
        plan_of_versions(document, lambda plan: self._found(document, plan))

    def _must_wait(self, document: OpenDocument) -> bool:
        if document.reading_has_ended and document.notes.loaded:
            return False
        words = "The document is still being read. Import the notes when that is done."
        self._window.notices.show_notice(Severity.INFO, words, document=document.number)
        return True

    def _found(self, document: OpenDocument, plan: ImportPlan | str) -> None:
        """Ask about what was found, if its document is still the one in front; or say why nothing was."""
        if isinstance(plan, str):
            self._window.notices.show_notice(Severity.ERROR, plan, document=document.number)
        elif document is self._document:
            self._ask(document, plan)

    def _ask(self, document: OpenDocument, plan: ImportPlan) -> None:
        from viewer.session.notes.importing import carry_out  # noqa: PLC0415 - start-up time: see the package
        from viewer.ui.dialogs.imports import ImportDialog  # noqa: PLC0415 - start-up time: see the package
        from viewer.ui.regions.missing_pictures import MissingPictures  # noqa: PLC0415 - start-up time: see the package

        if ImportDialog.ask(self._window, plan) and (plan.new or plan.longer):
            count = carry_out(document, plan)
            missing = self._window.findChild(MissingPictures)
            if missing is not None:
                missing.look_again(document)
            words = "1 note was" if count == 1 else f"{count} notes were"
            said, undo = f"{words} imported from {plan.source}.", ("Undo", document.notes.undo)
            self._window.notices.show_notice(Severity.INFO, said, undo, document=document.number)
