"""Correcting a section, or making one of a passage, by hand; and saying in which language a passage is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QDialog, QFormLayout, QLineEdit, QVBoxLayout, QWidget

from viewer.export.notes import language_name, language_names
from viewer.model.document import SectionKind
from viewer.ui.dialogs.parts import ending
from viewer.ui.wording.sections import KINDS, language_in_words

if TYPE_CHECKING:
    from viewer.model.document import Section

OFFICIAL = ("ar", "zh", "en", "fr", "ru", "es")


@dataclass(frozen=True, slots=True)
class SectionWords:
    """What a reader says of a section: ``language`` is an ISO 639-1 code or ``und``."""

    title: str
    kind: SectionKind
    language: str


class SectionDialog(QDialog):
    """Asks for a section's title, kind and language."""

    def __init__(self, title: str, words: SectionWords, button: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(420)
        self.title = QLineEdit(words.title)
        self.title.setCursorPosition(0)
        self.title.setPlaceholderText("None")
        self.kind = QComboBox()
        for kind, name in KINDS.items():
            self.kind.addItem(name, kind)
        self.kind.setCurrentIndex(self.kind.findData(words.kind))
        self.language = language_box(words.language)
        form = QFormLayout()
        form.setVerticalSpacing(8)
        form.addRow("&Title", self.title)
        form.addRow("&Kind", self.kind)
        form.addRow("&Language", self.language)
        layout = QVBoxLayout(self)
        layout.setSpacing(16)
        layout.addLayout(form)
        layout.addStretch(1)
        layout.addWidget(ending(self, button)[0])

    @classmethod
    def of(cls, section: Section, parent: QWidget | None = None) -> SectionDialog:
        """The dialog that corrects a section."""
        words = SectionWords(section.title, section.kind, section.language)
        return cls("Correct the section", words, "Correct", parent)

    @property
    def words(self) -> SectionWords:
        """What the reader says."""
        kind = SectionKind(self.kind.currentData())
        return SectionWords(" ".join(self.title.text().split()), kind, str(self.language.currentData()))


class LanguageDialog(QDialog):
    """Asks for a language."""

    def __init__(self, title: str, question: str, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(360)
        self.choice = language_box(language)
        form = QFormLayout()
        form.addRow(question, self.choice)
        layout = QVBoxLayout(self)
        layout.setSpacing(16)
        layout.addLayout(form)
        layout.addStretch(1)
        layout.addWidget(ending(self, "Correct")[0])

    @property
    def language(self) -> str:
        """The language that is chosen (ISO 639-1 or ``und``)."""
        return str(self.choice.currentData())


def language_box(chosen: str) -> QComboBox:
    """A box of all languages, the six first, with one chosen. Typing goes to a name."""
    box = QComboBox()
    for code in sorted(OFFICIAL, key=language_name):
        box.addItem(language_name(code), code)
    box.insertSeparator(box.count())
    for code in sorted(set(language_names()) - {*OFFICIAL, "und"}, key=language_name):
        box.addItem(language_name(code), code)
    box.insertSeparator(box.count())
    box.addItem(language_in_words("und"), "und")
    box.setCurrentIndex(max(0, box.findData(chosen)))
    return box
