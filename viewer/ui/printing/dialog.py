"""Asking what to print: the system's own dialog, and beside it what that does not ask.

On Linux the questions about pages stand in a tab of the system's dialog; Windows and macOS have no place for them in
theirs, so that they are asked before it.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFormLayout,
    QLineEdit,
    QProgressDialog,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from viewer.export.writing import free_name
from viewer.session.changes import Severity
from viewer.ui.dialogs.parts import ending
from viewer.ui.printing.choice import PageSet, PrintChoice
from viewer.ui.printing.job import PrintJob

if TYPE_CHECKING:
    from pathlib import Path

    from viewer.session.open_document import OpenDocument
    from viewer.ui.document_window import DocumentWindow

PROGRESS_AFTER_MS = 500


class PrintQuestions(QWidget):
    """Which pages of those asked for, how large, and whether they may be turned."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Pages")  # the name of the tab
        self.page_set = QComboBox()
        for page_set in PageSet:
            self.page_set.addItem(page_set.value, page_set)
        self.fit = QRadioButton("&Fit to the paper")
        self.actual = QRadioButton("&Actual size")
        self.fit.setChecked(True)
        self.turn = QCheckBox("&Turn pages that lie across the paper")
        self.turn.setChecked(True)
        form = QFormLayout(self)
        form.setContentsMargins(16, 16, 16, 16)
        form.addRow("&Print", self.page_set)
        form.addRow("Size", self.fit)
        form.addRow("", self.actual)
        form.addRow("", self.turn)

    @property
    def choice(self) -> PrintChoice:
        """What has been answered."""
        page_set = PageSet(self.page_set.currentData())
        return PrintChoice(page_set, fit=self.fit.isChecked(), turn=self.turn.isChecked())


def ask(window: QWidget, document: OpenDocument, printer: QPrinter) -> PrintChoice | None:
    """Ask for printer, pages and size; the answers are in ``printer`` and in what is returned, None where cancelled."""
    questions = PrintQuestions()
    in_tab = sys.platform not in {"win32", "darwin"}
    if not in_tab and not _asked_before(window, questions):
        return None
    printer.setDocName(document.path.name)
    dialog = QPrintDialog(printer, window)
    dialog.setWindowTitle(f"Print {document.path.name}")
    option = QPrintDialog.PrintDialogOption
    dialog.setOptions(option.PrintToFile | option.PrintPageRange | option.PrintCurrentPage | option.PrintCollateCopies)
    dialog.setMinMax(1, document.page_count)
    dialog.setFromTo(1, document.page_count)
    printer.setPrintRange(QPrinter.PrintRange.AllPages)
    if in_tab:
        dialog.setOptionTabs([questions])
        _suggest_file(dialog, document.path)
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    choice = questions.choice
    dialog.deleteLater()
    return choice if accepted else None


def _suggest_file(dialog: QPrintDialog, path: Path) -> None:
    """A name for what is printed into a file: Qt's dialog gives a folder alone, into which nothing can be printed."""
    field = dialog.findChild(QLineEdit, "filename")
    if field is not None and field.text().endswith("/"):
        field.setText(str(free_name(path.with_name(f"{path.stem} printed.pdf"))))


def _asked_before(window: QWidget, questions: PrintQuestions) -> bool:
    dialog = before_printing(window, questions)
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    questions.setParent(None)  # its answers are read after this dialog has gone
    dialog.deleteLater()
    return accepted


def before_printing(parent: QWidget | None, questions: PrintQuestions) -> QDialog:
    """The questions in a dialog of their own, for systems whose own has no place for them."""
    dialog = QDialog(parent)
    dialog.setWindowTitle("Print")
    buttons, _ = ending(dialog, "Choose printer…")
    column = QVBoxLayout(dialog)
    column.addWidget(questions)
    column.addWidget(buttons)
    return dialog


def print_document(window: DocumentWindow, document: OpenDocument) -> PrintJob | None:
    """Ask, and print; progress is shown with a way to stop. None where nothing is to be printed."""
    if not document.info.may_print:
        text = f"{document.path.name} may not be printed: it is protected, and whoever protected it has not allowed it."
        window.notices.show_notice(Severity.WARNING, text, document=document.number)
        return None
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    choice = ask(window, document, printer)
    if choice is None:
        return None
    job = PrintJob(document, window.session.changes, printer, choice, document.place.page, window)
    progress = QProgressDialog(f"Printing {document.path.name}", "Cancel", 0, max(1, len(job.pages)), window)
    progress.setWindowTitle("Printing")
    progress.setMinimumDuration(PROGRESS_AFTER_MS)
    progress.setAutoReset(False)
    progress.canceled.connect(job.cancel)

    def show(done: int, count: int) -> None:
        progress.setLabelText(f"Printing page {min(done + 1, count)} of {count}")
        progress.setValue(done)

    def end(what: str) -> None:
        cancelled = progress.wasCanceled()
        progress.canceled.disconnect(job.cancel)
        progress.close()  # which says that it has been cancelled as well
        progress.deleteLater()
        if what:
            window.notices.show_notice(Severity.ERROR, what)
        elif not cancelled:
            window.status.show_for_a_moment(f"{document.path.name} has been sent to the printer")

    job.progressed.connect(show)
    job.ended.connect(end)
    job.start()
    return job
