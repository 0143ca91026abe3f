"""The reader's settings."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QFormLayout,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from viewer.model.annotation import HighlightColor
from viewer.session.office_words import how_to_get_it
from viewer.session.official_pages import OFFICIAL_LANGUAGES
from viewer.ui.dialogs.parts import ending
from viewer.ui.widgets.color_buttons import color_icon
from viewer.ui.widgets.fonts import bold
from viewer.ui.widgets.leading_label import LeadingLabel
from viewer.ui.widgets.push_button import PushButton
from viewer.ui.widgets.quiet_label import QuietLabel
from viewer.workers.office.office_program import find_office_program

if TYPE_CHECKING:
    from viewer.session.settings import Settings


_WIDTH = 420


class SettingsDialog(QDialog):
    """A form over ``Settings``; ``settings`` is what it says now."""

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Settings")
        self._before = settings
        self.author = QLineEdit(settings.author)
        self.author.setPlaceholderText("Not given")
        self.links = QComboBox()
        self.links.addItem("The language of this system", "")
        for code, name in OFFICIAL_LANGUAGES.items():
            self.links.addItem(name, code)
        self.links.setCurrentIndex(max(0, self.links.findData(settings.link_language)))
        self.reopen = QCheckBox("&Reopen documents at the start")
        self.reopen.setToolTip("A start without a file opens the documents that were open at the last end")
        self.reopen.setChecked(settings.reopen_documents)
        form = QFormLayout()
        form.setVerticalSpacing(8)
        form.setHorizontalSpacing(16)
        self.selection_bar = QCheckBox("Show a &bar at selected words")
        self.selection_bar.setChecked(settings.selection_bar)
        form.addRow(_heading("Notes"))
        form.addRow("Your &name on notes", self.author)
        form.addRow("", QuietLabel("It is kept on this machine and written into the notes that you export."))
        form.addRow("&Colours mean", self._colors_grid(settings))
        form.addRow("", QuietLabel("These names are shown in menus, in the list of notes and in exports."))
        form.addRow("", self.selection_bar)
        form.addRow(_heading("Documents"))
        form.addRow("", self.reopen)
        form.addRow("&Official pages open in", self.links)
        form.addRow("&LibreOffice", self._office_row(settings.office_program))
        form.addRow("", self._office_hint)
        buttons, _ = ending(self, "OK")
        layout = QVBoxLayout(self)
        layout.setSpacing(16)
        layout.addWidget(_FormArea(form))
        layout.addWidget(buttons)

    def _colors_grid(self, settings: Settings) -> QWidget:
        """A field for the reader's name of each colour."""
        grid = QWidget()
        layout = QGridLayout(grid)
        layout.setContentsMargins(0, 0, 0, 0)
        self.color_names: dict[HighlightColor, QLineEdit] = {}
        for number, color in enumerate(HighlightColor):
            field = QLineEdit(settings.color_names.get(color.value, ""))
            field.setPlaceholderText(color.value.capitalize())
            field.setAccessibleName(f"Name of {color.value}")
            field.setMaxLength(40)
            field.addAction(color_icon(color, self.palette()), QLineEdit.ActionPosition.LeadingPosition)
            self.color_names[color] = field
            layout.addWidget(field, number // 2, number % 2)
        grid.setFocusProxy(self.color_names[HighlightColor.YELLOW])
        return grid

    def _office_row(self, program: str) -> QWidget:
        """The field for the program, and a button to look for it."""
        found = find_office_program()
        self.office = QLineEdit(program)
        self.office.setPlaceholderText("Not found" if found is None else str(found.path))
        self.office.setClearButtonEnabled(True)
        hint = "It makes the pages of Word, OpenDocument and rich text files."
        if found is None:
            hint = f"{hint} {how_to_get_it()}, or choose where it is."
        self._office_hint = QuietLabel(hint)
        choose = PushButton("Choose…")
        choose.setObjectName("choose office")
        choose.setAutoDefault(False)
        choose.setAccessibleName("Choose where LibreOffice is")
        choose.clicked.connect(self._choose_office)
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.office, 1)
        layout.addWidget(choose)
        row.setFocusProxy(self.office)
        return row

    def _choose_office(self) -> None:
        start = self.office.text() or self.office.placeholderText()
        name, _ = QFileDialog.getOpenFileName(self, "LibreOffice", start)
        if name:
            self.office.setText(name)

    @property
    def settings(self) -> Settings:
        """The settings with what the form says."""
        return replace(
            self._before,
            author=self.author.text().strip(),
            link_language=str(self.links.currentData() or ""),
            reopen_documents=self.reopen.isChecked(),
            color_names={
                color.value: " ".join(field.text().split())
                for color, field in self.color_names.items()
                if field.text().strip()
            },
            selection_bar=self.selection_bar.isChecked(),
            office_program=self.office.text().strip(),
        )

    @classmethod
    def ask(cls, parent: QWidget, settings: Settings) -> Settings | None:
        """Show the dialog; the changed settings, or None where it was cancelled."""
        dialog = cls(settings, parent)
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        return dialog.settings if accepted else None


def _heading(text: str) -> LeadingLabel:
    heading = LeadingLabel(text)
    heading.setFont(bold(heading.font()))
    return heading


class _FormArea(QScrollArea):
    """A form at its full size, or with a scroll bar where the screen is lower than the form, as at 200 %."""

    def __init__(self, form: QFormLayout) -> None:
        super().__init__()
        form.setContentsMargins(0, 0, 4, 0)
        self.setAccessibleName("Settings")
        self._page = page = QWidget()
        page.setLayout(form)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # it scrolls to the field that has the focus
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        self.setWidget(page)
        self.setMinimumWidth(page.minimumSizeHint().width() + self.verticalScrollBar().sizeHint().width())

    def sizeHint(self) -> QSize:
        """As high as the form is at this width: hints wrap, and a plain size hint counts them with fewer lines."""
        width = max(self.minimumWidth(), _WIDTH)
        return QSize(width, self._page.heightForWidth(width))
