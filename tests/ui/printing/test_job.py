"""Printing for real, to PDF files that are then looked at."""

from __future__ import annotations

import pytest
from papers import pdf_papers
from papers.pdf_file import PdfFile
from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QPageLayout, QPageRanges, QPageSize
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QProgressDialog

from viewer.session.changes import DocumentClosed
from viewer.ui.printing import dialog as print_dialog
from viewer.ui.printing.choice import PageSet, PrintChoice
from viewer.ui.printing.dialog import PrintQuestions, print_document
from viewer.ui.printing.job import PrintJob

mupdf = pdf_papers.mupdf
RED, BLUE, WHITE = (255, 0, 0), (0, 0, 255), (255, 255, 255)


@pytest.fixture
def colored(tmp_path):
    """Three pages: a red square in the upper left quarter, a blue one on a page across, a page of letters."""
    file = PdfFile()
    file.page("1 0 0 rg 0 421 297.5 421 re f")
    file.page("0 0 1 rg 0 297.5 421 297.5 re f", size=(842, 595))
    file.page("BT /H 40 Tf 72 400 Td (Letters) Tj ET", f"/Font << /H {file.font()} 0 R >>")
    path = tmp_path / "colored.pdf"
    path.write_bytes(file.to_bytes())
    return path


@pytest.fixture
def printer(tmp_path) -> QPrinter:
    """A printer that prints to a file, to the edges of A4, at 600 dots per inch."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printer.setResolution(600)
    layout = QPageLayout(QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0))
    assert printer.setPageLayout(layout)
    return printer


def run(pages, printer, choice: PrintChoice | None = None, *, current: int = 0) -> str:
    job = PrintJob(pages.document, pages.session.changes, printer, choice or PrintChoice(), current)
    said = []
    job.ended.connect(said.append)
    job.start()
    pages.wait(lambda: bool(said))
    return said[0]


def printed(printer):
    return mupdf.open(printer.outputFileName())


def color(document, page: int, x: float, y: float) -> tuple[int, ...]:
    """The colour at a share of a page's width and height."""
    picture = document[page].get_pixmap(dpi=50, alpha=False)
    return picture.pixel(int(x * picture.width), int(y * picture.height))


def test_all_pages_come_out_as_they_are_and_turned_to_the_paper(real_pages, colored, printer):
    assert run(real_pages(colored), printer) == ""
    with printed(printer) as paper:
        assert len(paper) == 3
        assert color(paper, 0, 0.25, 0.25) == RED
        assert {color(paper, 0, x, y) for x, y in ((0.75, 0.25), (0.25, 0.75))} == {WHITE}
        # the page lies across: its upper left quarter comes to the upper right of the paper
        assert color(paper, 1, 0.75, 0.25) == BLUE
        assert {color(paper, 1, x, y) for x, y in ((0.25, 0.25), (0.75, 0.75))} == {WHITE}
        assert paper[2].get_images()[0][2] == pytest.approx(2480, abs=3)  # pixels: A4 at 300 dots per inch


def test_ranges_and_odd_pages(real_pages, tmp_path, printer):
    path = tmp_path / "many.pdf"
    path.write_bytes(pdf_papers.many_pages(9))
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setPageRanges(QPageRanges.fromString("2-5,9"))
    pages = real_pages(path)
    job = PrintJob(pages.document, pages.session.changes, printer, PrintChoice(PageSet.ODD))
    assert job.pages == [2, 4, 8]
    assert run(pages, printer, PrintChoice(PageSet.ODD)) == ""
    with printed(printer) as paper:
        assert len(paper) == 3


def test_the_page_in_view_and_copies(real_pages, colored, printer):
    printer.setPrintRange(QPrinter.PrintRange.CurrentPage)
    printer.setCopyCount(2)
    assert run(real_pages(colored), printer, PrintChoice(turn=False), current=1) == ""
    with printed(printer) as paper:
        assert len(paper) == 2
        assert color(paper, 0, 0.25, 0.4) == BLUE


def test_actual_size_is_not_scaled(real_pages, tmp_path, printer):
    file = PdfFile()
    file.page("1 0 0 rg 0 0 144 144 re f", size=(144, 144))
    path = tmp_path / "small.pdf"
    path.write_bytes(file.to_bytes())
    assert run(real_pages(path), printer, PrintChoice(fit=False)) == ""
    with printed(printer) as paper:
        [box] = [info["bbox"] for info in paper[0].get_image_info()]
        assert box[2] - box[0] == pytest.approx(144, abs=0.5)
        assert (box[0] + box[2]) / 2 == pytest.approx(595 / 2, abs=1)


def test_plain_text_is_printed_too(real_pages, sample_text, printer):
    pages = real_pages(sample_text)
    assert run(pages, printer) == ""
    with printed(printer) as paper:
        assert len(paper) == pages.document.page_count
        picture = paper[0].get_pixmap(dpi=50, colorspace=mupdf.csGRAY)
        assert min(picture.samples) < 128 < max(picture.samples)


@pytest.mark.qt_log_ignore("QPainter::begin", extend=True)
def test_a_file_that_cannot_be_written_is_said(real_pages, colored, printer, tmp_path):
    printer.setOutputFileName(str(tmp_path / "nowhere" / "out.pdf"))
    assert "out.pdf cannot be written to" in run(real_pages(colored), printer)


def test_no_pages_are_no_paper(real_pages, colored, printer):
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setPageRanges(QPageRanges.fromString("7-9"))
    assert run(real_pages(colored), printer) == "There is no such page in this document, so nothing was printed."


def test_a_job_can_be_cancelled_and_ends_with_its_document(real_pages, colored, printer):
    pages = real_pages(colored)
    for stop, said in (
        (PrintJob.cancel, ""),
        (
            lambda _job: pages.session.changes.tell(DocumentClosed(pages.document.number)),
            "Printing stopped after 0 of 3 pages: the document was closed.",
        ),
    ):
        job = PrintJob(pages.document, pages.session.changes, printer, PrintChoice())
        told = []
        job.ended.connect(told.append)
        job.start()
        stop(job)
        assert told == [said]


# -- in the window ----------------------------------------------------------------------------------------------------


def test_the_command_asks_shows_progress_and_says_when_it_is_done(
    qtbot, paper_desk, window, printer, monkeypatch, tmp_path
):
    paper_desk.lay_open()

    def answer(_window, _document, asked: QPrinter) -> PrintChoice:
        asked.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        asked.setOutputFileName(str(tmp_path / "printed.pdf"))
        asked.setResolution(72)
        return PrintChoice()

    monkeypatch.setattr(print_dialog, "ask", answer)
    window.actions_by_name["print"].trigger()
    progress = window.findChild(QProgressDialog)
    assert progress.labelText() == "Printing page 1 of 3"
    for _ in range(4):
        paper_desk.serve()
    assert "sent to the printer" in window.status.currentMessage()
    with printed(printer) as paper:
        assert len(paper) == 3
    qtbot.waitUntil(lambda: window.findChild(QProgressDialog) is None)


def test_what_may_not_be_printed_is_not(paper_desk, window, monkeypatch):
    document = paper_desk.lay_open(may_print=False)
    monkeypatch.setattr(print_dialog, "ask", lambda *_: pytest.fail("asked"))
    assert print_document(window, document) is None
    assert "may not be printed" in window.notices.texts[0]


@pytest.mark.usefixtures("qapp")
def test_the_questions_give_the_choice():
    questions = PrintQuestions()
    assert questions.choice == PrintChoice()
    questions.page_set.setCurrentIndex(2)
    questions.actual.setChecked(True)
    questions.turn.setChecked(False)
    assert questions.choice == PrintChoice(PageSet.EVEN, fit=False, turn=False)
