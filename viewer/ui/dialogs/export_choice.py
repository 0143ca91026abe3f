"""Choosing the form of an export and what its notes stand under, with the first part of what will be written."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt, QTimer, QUrl
from PySide6.QtGui import QColor, QDesktopServices, QFontDatabase, QPalette
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QPlainTextEdit,
    QStackedWidget,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from viewer.export.html_page import notes_as_html
from viewer.export.notes import GroupBy
from viewer.export.table import PDF_COPY_NAME, PDF_COPY_WORDS, Of
from viewer.model.record import record
from viewer.session.notes.exporting import open_export
from viewer.session.notes.pdf_copying import has_pdf
from viewer.session.notes.templates import (
    TemplateProblem,
    forms_of,
    make_templates_folder,
    result_of,
    start_rendering,
    templates_folder,
)
from viewer.ui.dialogs.parts import READ_AND_COPIED, ending
from viewer.ui.widgets.leading_label import LeadingLabel

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from viewer.export.notes import NotesExport
    from viewer.export.table import Exporter
    from viewer.session.open_document import OpenDocument
    from viewer.session.session import Session
    from viewer.workers.brief import BriefRun

MOST_NOTES = 20
"""Notes in the preview."""
MOST_SIGNS = 20_000
"""Characters of text in the preview."""
HEADINGS = "h1, h1 bdi { font-size: 15pt; font-weight: bold } h2, h2 bdi { font-size: 12pt; font-weight: bold }"
"""Qt knows no "rem", in which the page measures its headings, and takes <bdi> for words outside of them."""
MEND = "Correct the template in the templates folder, then choose it again."
GROUPINGS = {
    GroupBy.SECTION: "Section",
    GroupBy.TAG: "Tag",
    GroupBy.COLOR: "Colour",
    GroupBy.KIND: "Kind",
}
OF_PDF = "The copy has the pages of the document, with the notes on them. The document itself stays as it is."


@record
class ExportChoice:
    """What was chosen. ``exporter`` is None for a copy of the PDF."""

    exporter: Exporter | None
    group_by: GroupBy = GroupBy.SECTION


class LastExport:
    """The form and the grouping that were chosen last, kept with the settings, for the next time."""

    def __init__(self, session: Session, of: Of) -> None:
        self._session, self._form, self._grouping = session, f"export_{of.value}", "export_group_by"

    @property
    def form(self) -> str:
        """The name of the form, or of the template's file; empty where none was chosen yet."""
        return self._session.settings.window.get(self._form, "")

    @property
    def group_by(self) -> str:
        """The grouping's value, or empty."""
        return self._session.settings.window.get(self._grouping, "")

    def keep(self, choice: ExportChoice) -> None:
        """Remember a choice."""
        form = PDF_COPY_NAME if choice.exporter is None else choice.exporter.name
        window = {**self._session.settings.window, self._form: form}
        if choice.exporter is not None and choice.exporter.grouped:
            window[self._grouping] = choice.group_by.value
        self._session.change_settings(replace(self._session.settings, window=window))


class StillPage(QTextBrowser):
    """A page that is only looked at: no link is followed, and nothing is loaded, neither from the net nor the disk."""

    def __init__(self) -> None:
        super().__init__()
        self.setOpenLinks(False)
        paper = self.palette()  # its style sheet is that of a white page, in the dark, too
        paper.setColor(QPalette.ColorRole.Base, QColor("white"))
        paper.setColor(QPalette.ColorRole.Text, QColor("#1a1a1a"))
        self.setPalette(paper)
        self.document().setDocumentMargin(12)
        self.document().setDefaultStyleSheet(HEADINGS)

    def loadResource(self, type: int, name: QUrl | str) -> Any:  # noqa: A002, ANN401, ARG002 - Qt's names
        """Nothing, whatever a page asks for."""
        return ""


class ExportChoiceDialog(QDialog):
    """The form, the grouping and the preview; the preview follows each choice."""

    def __init__(
        self,
        parent: QWidget | None,
        document: OpenDocument,
        of: Of = Of.NOTES,
        only: Collection[str] | None = None,
        last: LastExport | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"Export {'selected notes' if only is not None else of.value}")
        self._document, self._of = document, of
        ids = [note.id for note in document.notes.annotations if only is None or note.id in only]
        self._count, self._first = len(ids), frozenset(ids[:MOST_NOTES])
        self.form = QComboBox()
        for exporter in forms_of(of):
            self.form.addItem(exporter.words, exporter)
        if of is Of.NOTES and has_pdf(document.info):
            self.form.addItem(PDF_COPY_WORDS, None)
        self.group = QComboBox()
        for group_by, words in GROUPINGS.items():
            self.group.addItem(words, group_by)
        if last is not None:
            self._choose_again(last)
        self._make_preview()
        self._make_buttons()
        self._arrange()
        self.resize(self.sizeHint())
        self.form.currentIndexChanged.connect(self.show_preview)
        self.group.currentIndexChanged.connect(self.show_preview)
        self.show_preview()

    def _choose_again(self, last: LastExport) -> None:
        """Choose what was chosen last, as far as it is there: a template can be gone."""
        names = [
            PDF_COPY_NAME if form is None else form.name for form in map(self.form.itemData, range(self.form.count()))
        ]
        if last.form in names:
            self.form.setCurrentIndex(names.index(last.form))
        groupings = [group_by.value for group_by in GROUPINGS]
        if last.group_by in groupings:
            self.group.setCurrentIndex(groupings.index(last.group_by))

    def _make_preview(self) -> None:
        self.caption = LeadingLabel()
        self.text = QPlainTextEdit()
        self.text.setTextInteractionFlags(READ_AND_COPIED)
        self.text.setTabChangesFocus(True)
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.text.setAccessibleName("Preview")
        self.page = StillPage()
        self.page.setAccessibleName("Preview")
        self.page.setTextInteractionFlags(READ_AND_COPIED)
        self.said = QLabel()
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self._running: BriefRun | None = None
        self.looking = QTimer(self)
        self.looking.setInterval(30)
        self.looking.timeout.connect(self._look)
        self.said.setWordWrap(True)
        self.said.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.said.setContentsMargins(24, 24, 24, 24)
        self.preview = QStackedWidget()
        for view in (self.text, self.page, self.said):
            self.preview.addWidget(view)

    def _make_buttons(self) -> None:
        self.buttons, self.save = ending(self, "Save as…")
        if self._of is Of.NOTES:
            folder = self.buttons.addButton(
                "&Templates folder", QDialogButtonBox.ButtonRole.ResetRole
            )  # which stands apart
            folder.setToolTip("Open the folder of your own templates (Jinja2), whose names end in .j2")
            folder.setAutoDefault(False)
            folder.clicked.connect(self._open_folder)

    def _arrange(self) -> None:
        choices = QFormLayout()
        choices.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        choices.addRow("&Format", self.form)
        choices.addRow("&Group by", self.group)
        choices.setRowVisible(self.group, self._of is Of.NOTES)
        layout = QVBoxLayout(self)
        layout.setSpacing(12)
        layout.addLayout(choices)
        layout.addWidget(self.caption)
        layout.addWidget(self.preview, 1)
        layout.addWidget(self.buttons)

    def sizeHint(self) -> QSize:
        """Room for lines of a usual length, and some twenty of them."""
        letter = self.fontMetrics().averageCharWidth()
        return QSize(96 * letter, 36 * self.fontMetrics().height())

    @property
    def choice(self) -> ExportChoice:
        """What is chosen now."""
        return ExportChoice(self.form.currentData(), GroupBy(self.group.currentData()))

    def show_preview(self) -> None:
        """Show the first part of what would be written now."""
        self._end_template()
        exporter = self.choice.exporter
        self.save.setEnabled(True)
        self.group.setEnabled(exporter is not None and exporter.grouped)
        self.caption.setText(self._caption(exporter))
        if exporter is None:
            self.said.setText(OF_PDF)
            self.preview.setCurrentWidget(self.said)
            return
        export = open_export(self._document, self._first, self.choice.group_by)
        if exporter.template is not None:
            self._start_template(exporter.template, export)
            return
        self._show(exporter, str(exporter.function(export) if exporter.is_text else notes_as_html(export)))

    def _show(self, exporter: Exporter, content: str) -> None:
        if exporter.is_page or not exporter.is_text:
            self.page.setHtml(content)
            self.preview.setCurrentWidget(self.page)
        else:
            cut = content[:MOST_SIGNS]
            self.text.setPlainText(cut if cut == content else f"{cut}…")
            self.preview.setCurrentWidget(self.text)

    # -- templates ----------------------------------------------------------------------------------------------------

    def _start_template(self, template: Path, export: NotesExport) -> None:
        """Have a template carried out, and look now and then whether it has been: it may take as long as it likes."""
        self._say("Making the preview…")
        try:
            self._running = start_rendering(template, export)
        except TemplateProblem as problem:
            self._say(str(problem))
            return
        self.looking.start()

    def _look(self) -> None:
        exporter, run = self.choice.exporter, self._running
        if run is None or exporter is None or exporter.template is None or not run.is_over:
            return
        self.looking.stop()
        self._running = None
        try:
            content = result_of(exporter.template, run)
        except TemplateProblem as problem:
            self._say(f"{problem}\n\n{MEND}")
            return
        self._show(exporter, content)
        self.save.setEnabled(True)

    def _say(self, words: str) -> None:
        self.said.setText(words)
        self.preview.setCurrentWidget(self.said)
        self.save.setEnabled(False)

    def _end_template(self) -> None:
        self.looking.stop()
        if self._running is not None:
            self._running.end()
            self._running = None

    def done(self, result: int) -> None:
        """Leave nothing running behind."""
        self._end_template()
        super().done(result)

    def _open_folder(self) -> None:
        try:
            folder = make_templates_folder()
        except OSError as error:
            self._say(f"The folder {templates_folder()} cannot be made: {error.strerror}.")
            return
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    def _caption(self, exporter: Exporter | None) -> str:
        if exporter is None or self._of is not Of.NOTES:
            return "Preview"
        how = "" if exporter.is_text else "; the document is set as Word does it"
        if self._count > MOST_NOTES:
            return f"Preview of the first {MOST_NOTES} of {self._count} notes{how}"
        return f"Preview{how}"

    @staticmethod
    def ask(
        parent: QWidget,
        document: OpenDocument,
        of: Of = Of.NOTES,
        only: Collection[str] | None = None,
        last: LastExport | None = None,
    ) -> ExportChoice | None:
        """Ask for form and grouping; None where the reader does not want to go on. ``last`` is remembered with it."""
        dialog = ExportChoiceDialog(parent, document, of, only, last)
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        if accepted and last is not None:
            last.keep(dialog.choice)
        return dialog.choice if accepted else None
