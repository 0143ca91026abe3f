"""Choosing which pages are recognised, and in which languages; says which package brings a language that is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QListWidget,
    QListWidgetItem,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from viewer.export.notes import language_name
from viewer.formats.recognition.tessdata import how_to_get, language_of, official_languages
from viewer.ui.dialogs.parts import ending, words
from viewer.ui.look.palette import with_boxes

if TYPE_CHECKING:
    from viewer.session.open_document import OpenDocument

THIS, UNREADABLE, RECOGNISED = "this", "unreadable", "recognised"


class RecognitionDialog(QDialog):
    """Asks for pages and languages; ``pages`` and ``languages`` are what it says now."""

    def __init__(self, document: OpenDocument, page: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Recognise text")
        self.setMinimumWidth(440)
        self._document = document
        self._page = page
        recognition = document.recognition
        self.scope = QComboBox()
        self.scope.addItem(f"Page {document.page_label(page)}", THIS)
        for many, what, key in (
            (len(recognition.unreadable_pages), "pages without text", UNREADABLE),
            (len(recognition.recognised_pages), "pages that were recognised", RECOGNISED),
        ):
            if many > 1:
                self.scope.addItem(f"All {many} {what}", key)
        self.found_out = QRadioButton("&Find out the language of each page")
        self.chosen = QRadioButton("&Choose languages:")
        self.list = QListWidget()
        self.list.setAccessibleName("Languages")
        self.list.setPalette(with_boxes(self.list.palette()))
        self.list.viewport().setBackgroundRole(QPalette.ColorRole.Window)
        self._fill()
        (self.chosen if recognition.chosen else self.found_out).setChecked(True)
        self.missing = words(self._what_is_missing())
        self.missing.setVisible(bool(self.missing.text()))
        buttons, self.button = ending(self, "Recognise")
        self.list.itemChanged.connect(self._ticked)
        self.found_out.toggled.connect(self._update)
        form = QFormLayout()
        form.addRow("&Pages", self.scope)
        layout = QVBoxLayout(self)
        layout.setSpacing(8)
        layout.addLayout(form)
        for widget in (self.found_out, self.chosen, self.list, self.missing, buttons):
            layout.addWidget(widget, 1 if widget is self.list else 0)
        self._update()

    def _fill(self) -> None:
        data = self._document.recognition.data
        installed = data.languages if data is not None else ()
        ticked = self._document.recognition.chosen or tuple(
            language_of(name) for name in self._document.recognition.recognised_pages.get(self._page, ())
        )
        known = dict.fromkeys((*official_languages(), *map(language_of, installed)))
        for language in sorted(known, key=lambda one: one not in official_languages()):
            here = data is not None and (bool(data.names_of(language)) or language in installed)
            name = language_name(language)
            item = QListWidgetItem(name if here else f"{name} (not installed)")
            item.setData(Qt.ItemDataRole.UserRole, language)
            item.setCheckState(Qt.CheckState.Checked if language in ticked and here else Qt.CheckState.Unchecked)
            if not here:
                item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEnabled)
            self.list.addItem(item)

    def _what_is_missing(self) -> str:
        data = self._document.recognition.data
        missing = [one for one in official_languages() if data is None or not data.names_of(one)]
        if not missing:
            return ""
        names = ", ".join(language_name(language) for language in missing)
        what = "Tesseract's language data was not found." if data is None else f"Not installed: {names}."
        return f"{what} {how_to_get(missing)}"

    def _ticked(self) -> None:
        if self.languages_ticked:
            self.chosen.setChecked(True)
        self._update()

    def _update(self) -> None:
        self.button.setEnabled(self.found_out.isChecked() or bool(self.languages_ticked))

    @property
    def languages_ticked(self) -> tuple[str, ...]:
        """The languages (ISO 639-1) that are ticked."""
        items = (self.list.item(row) for row in range(self.list.count()))
        return tuple(
            str(item.data(Qt.ItemDataRole.UserRole)) for item in items if item.checkState() == Qt.CheckState.Checked
        )

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages (ISO 639-1) to recognise in; none where they are to be found out."""
        return () if self.found_out.isChecked() else self.languages_ticked

    @property
    def pages(self) -> tuple[int, ...]:
        """The pages (from 0) to recognise."""
        recognition = self._document.recognition
        match self.scope.currentData():
            case "unreadable":
                return recognition.unreadable_pages
            case "recognised":
                return tuple(sorted(recognition.recognised_pages))
            case _:
                return (self._page,)

    @classmethod
    def ask(cls, parent: QWidget, document: OpenDocument, page: int) -> None:
        """Show the dialog for a page in view (from 0), and recognise what it says."""
        document.recognition.look_for_data()
        dialog = cls(document, page, parent)

        def accepted() -> None:
            pages = dialog.pages
            document.recognition.choose(dialog.languages)
            document.recognition.recognise(pages)

        dialog.accepted.connect(accepted)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
