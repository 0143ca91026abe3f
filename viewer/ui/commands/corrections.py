"""What a reader does who knows better than what was read: correct values, sections and languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from viewer.session.changes import Severity
from viewer.ui.commands.of_window import WindowCommands

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog

    from viewer.model.document import Section
    from viewer.model.text import Span
    from viewer.session.open_document import OpenDocument

LONGEST_TITLE = 120
"""Characters of a selection that are offered as the title of a section made of it."""


class CorrectionCommands(WindowCommands):
    """The commands of corrections. Dialogs are imported where they are shown, for the start's sake."""

    def correct_this_section(self) -> None:
        """Correct the section at the top of the view."""
        document = self._document
        if document is None:
            return
        section = document.current_section
        if section is None:
            words = "There is no section here to correct."
            self._window.notices.show_notice(Severity.INFO, words, document=document.number)
        else:
            self.correct_section(section)

    def correct_section(self, section: Section) -> None:
        """Ask for what is to be said of a section of the current document."""
        from viewer.ui.dialogs.section import SectionDialog  # noqa: PLC0415 - start-up time: see the package

        document = self._document
        if document is None:
            return
        dialog = SectionDialog.of(section, self._window)

        def accepted() -> None:
            words = dialog.words
            document.corrections.correct_section(
                section,
                title=None if words.title == section.title else words.title,
                kind=None if words.kind is section.kind else words.kind,
                language=words.language,
            )

        dialog.accepted.connect(accepted)
        _show(dialog)

    def add_section(self) -> None:
        """Make a section of the selection."""
        from viewer.export.citation import flowing  # noqa: PLC0415 - start-up time: see the package
        from viewer.model.document import SectionKind  # noqa: PLC0415
        from viewer.ui.dialogs.section import SectionDialog, SectionWords  # noqa: PLC0415

        document = self._document
        span = document.selected_span if document is not None else None
        if document is None or span is None:
            return
        first_line = document.selected_text.strip().partition("\n")[0]
        language = _language_at(document, span)
        words = SectionWords(flowing(first_line)[:LONGEST_TITLE], SectionKind.HEADING, language)
        dialog = SectionDialog("New section", words, "Add section", self._window)

        def accepted() -> None:
            said = dialog.words
            document.corrections.add_section(span, said.kind, said.title)
            if said.language != language:
                document.corrections.correct_language(span, said.language)

        dialog.accepted.connect(accepted)
        _show(dialog)

    def correct_language(self) -> None:
        """Say in which language the selection is."""
        from viewer.ui.dialogs.section import LanguageDialog  # noqa: PLC0415 - start-up time: see the package

        document = self._document
        span = document.selected_span if document is not None else None
        if document is None or span is None:
            return
        language = _language_at(document, span)
        dialog = LanguageDialog("Language of the selection", "The selected text is in", language, self._window)
        dialog.accepted.connect(lambda: document.corrections.correct_language(span, dialog.language))
        _show(dialog)

    def rename_language(self, language: str) -> None:
        """Say that what was taken for a language is another one, wherever it stands."""
        from viewer.ui.dialogs.section import LanguageDialog  # noqa: PLC0415
        from viewer.ui.wording.sections import language_in_words  # noqa: PLC0415 - start-up time: see the package

        document = self._document
        if document is None:
            return
        question = f"What is shown as {language_in_words(language)} is"
        dialog = LanguageDialog("Correct the language", question, language, self._window)
        dialog.accepted.connect(lambda: document.corrections.rename_language(language, dialog.language))
        _show(dialog)

    def use_as_value(self, key: str) -> None:
        """Take the selected words for the first value of a key of the metadata."""
        self._window.panes.document.use_selection(key)


def _language_at(document: OpenDocument, span: Span) -> str:
    """The language that a passage begins in, as far as it has been found out."""
    return document.understanding.language_at(span.start) if document.understanding is not None else "und"


def _show(dialog: QDialog) -> None:
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
