"""The languages of the document: their shares as a bar, and below each language its sections."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from viewer.model.document import LanguageShare, Section
from viewer.session.changes import UnderstandingChanged
from viewer.session.open_document import ReadingState
from viewer.ui.look.colors import UNDETERMINED
from viewer.ui.look.icons import icon
from viewer.ui.panels.list_panel import ListPanel
from viewer.ui.panels.sections.languages_model import (
    LanguageDelegate,
    LanguageRow,
    LanguagesModel,
    characters_in_words,
    rows_by_language,
)
from viewer.ui.panels.sections.menu import offer_corrections
from viewer.ui.panels.sections.shares_bar import SharesBar
from viewer.ui.widgets.quiet_label import QuietLabel
from viewer.ui.widgets.row_painting import STEP
from viewer.ui.widgets.row_views import TreeRows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QModelIndex

    from viewer.session.open_document import OpenDocument
    from viewer.session.session import Session


class LanguagesPanel(ListPanel[LanguageRow]):
    """Shares and sections by language. A language leads to its first passage, a section to its beginning.

    ``correction_requested`` carries a section to be corrected, ``renaming_requested`` the code of a language.
    """

    correction_requested = Signal(object)
    renaming_requested = Signal(str)
    refreshes_on = (UnderstandingChanged,)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        self.tree = TreeRows("Languages")
        self.languages = LanguagesModel()
        super().__init__(session, self.tree, self.languages, parent)
        self.tree.setItemDelegate(LanguageDelegate(self.languages))
        self.tree.edit_wanted.connect(self._edit)
        self.bar = SharesBar()
        self.bar.chosen.connect(self._choose)
        self.caption = QuietLabel()
        self.head = QWidget()
        self.head.hide()
        head = QVBoxLayout(self.head)
        head.setContentsMargins(STEP, STEP, STEP, STEP // 2)
        head.setSpacing(STEP // 2)
        head.addWidget(self.bar)
        head.addWidget(self.caption)
        self.column.insertWidget(0, self.head)

    def refresh(self) -> None:
        """Beside the rows, show the bar."""
        super().refresh()
        understanding = self.document.understanding if self.document is not None else None
        shares = understanding.shares if understanding is not None else ()
        self.head.setVisible(bool(shares))
        self.bar.show_shares(shares)
        self.caption.say(caption(shares))

    def rows_of(self, document: OpenDocument) -> tuple[Sequence[LanguageRow], Sequence[int]]:
        """Languages with their sections."""
        self.languages.page_label = lambda offset: document.page_label(document.text.page_of(offset))
        understanding = document.understanding
        return rows_by_language(understanding.shares, understanding.sections) if understanding is not None else ((), ())

    def words_for_nothing(self, document: OpenDocument | None) -> str:
        """Why there are no languages."""
        if document is None:
            return "The languages of a document and their shares of its text are listed here."
        if document.state is ReadingState.READING:
            return "Languages appear as the document is read."
        if document.has_no_text:
            return "No languages: this document has pictures of pages but no text."
        if document.state is ReadingState.FAILED:
            return "No languages: the document could not be read to the end."
        return "No languages: this document has too little text to tell."

    def go(self, document: OpenDocument, row: LanguageRow) -> None:
        """Go to the section, or to the first passage in the language."""
        if isinstance(row, Section):
            document.go_to(row.span)
            return
        runs = document.understanding.languages if document.understanding is not None else ()
        span = next((run.span for run in runs if run.language == row.language), None)
        if span is not None:
            document.go_to(span)

    def starts_open(self, row: LanguageRow) -> bool:  # noqa: ARG002 - it is so of every language
        """Languages are folded: their shares are seen together, however many sections a document has."""
        return False

    def pages_listed(self, document: OpenDocument) -> int:
        """What has been understood so far."""
        return document.understood_pages

    def mark(self, document: OpenDocument) -> QModelIndex | None:
        """Mark the section that the reader is in; its language shows the mark while it is folded."""
        section = document.current_section
        return self.languages.mark(None if section is None else self.languages.key(section))

    # -- correcting ---------------------------------------------------------------------------------------------------

    def menu_of(self, row: LanguageRow) -> QMenu:
        """What can be done with a language or a section."""
        menu = QMenu(self)
        document = self.document
        if document is None:
            return menu
        if isinstance(row, Section):
            offer_corrections(menu, document, row, lambda: self._ask(row))
            return menu
        correct = menu.addAction(icon("edit"), "Correct\u2026", lambda: self._ask(row))
        correct.setShortcut(Qt.Key.Key_F2)
        made = document.corrections.of_language(row.language)
        if made:
            menu.addAction("Go back to what was read", lambda: document.corrections.take_back(made))
        return menu

    def _edit(self, index: QModelIndex) -> None:
        self._ask(self.languages.row_at(index))

    def _ask(self, row: LanguageRow) -> None:
        if isinstance(row, Section):
            self.correction_requested.emit(row)
        else:
            self.renaming_requested.emit(row.language)

    def _choose(self, language: str) -> None:
        index = self.languages.index_of(language)
        if index is not None:
            self.tree.setCurrentIndex(index)
            self.tree.scrollTo(index, TreeRows.ScrollHint.PositionAtTop)
            self.tree.setFocus(Qt.FocusReason.MouseFocusReason)
            row = self.languages.row_at(index)
            if isinstance(row, LanguageShare) and self.document is not None:
                self.go(self.document, row)


def caption(shares: Sequence[LanguageShare]) -> str:
    """How many languages there are, text whose language is not known aside, and how many characters in all."""
    if not shares:
        return ""
    known = sum(share.language != UNDETERMINED for share in shares)
    languages = "No language known" if not known else "1 language" if known == 1 else f"{known} languages"
    return f"{languages}, {characters_in_words(sum(share.characters for share in shares))}"
