"""Real files that mean harm, in real workers with the real engine: each costs itself, and everything else goes on."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from papers import pdf_papers
from papers.pdf_file import PdfFile
from patience import SECONDS

from viewer.model.document import FileProblem
from viewer.workers.batch import ask
from viewer.workers.child.settings import Parts
from viewer.workers.host import Patience, WorkerRole
from viewer.workers.messages.answers import Done, Failed, Found, Glyphs, Opened, PagesRead, Refused, Tile, Understood
from viewer.workers.messages.requests import (
    MOST_OF_A_WHOLE,
    CloseFile,
    Find,
    OpenFile,
    PixelRect,
    ReadDocument,
    ReadGlyphs,
    RenderTile,
)

REAL = Parts()
HASTY = Patience(interactive=2.0, background=3.0)

pytestmark = pytest.mark.timeout(120)


def answer_to(host, request):
    *_, last = ask(host, request, SECONDS)
    return last


@pytest.fixture
def written(tmp_path):
    def write(data, name="paper.pdf"):
        path = tmp_path / name
        path.write_bytes(data)
        return str(path)

    return write


@pytest.fixture
def opened(host, written):
    """A worker with the real parts that has a paper open as document 1."""

    def start(data, role=WorkerRole.INTERACTIVE, **settings):
        worker = host(role, parts=REAL, **settings)
        answer = answer_to(worker, OpenFile(1, written(data)))
        assert isinstance(answer, Opened), answer
        return worker

    return start


def resident(pid: int) -> int:
    """Bytes that a process has had in memory at most."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    return 1024 * int(status.partition("VmHWM:")[2].split()[0])


# -- pages that never end ---------------------------------------------------------------------------------------------


def test_a_page_that_never_ends_costs_itself_only(opened):
    worker = opened(pdf_papers.endless_forms(), patience=HASTY)
    failed = answer_to(worker, RenderTile(1, 1, 1.0))
    assert isinstance(failed, Failed)
    assert (failed.hung, failed.what) == (True, "Page 2 takes too long and was stopped; everything else goes on.")
    for page in (0, 2):
        assert isinstance(answer_to(worker, RenderTile(1, page, 1.0)), Tile)
        glyphs = answer_to(worker, ReadGlyphs(1, page))
        assert isinstance(glyphs, Glyphs)
        assert glyphs.text == f"Page {page + 1} is fine.\n"
    for request in (RenderTile(1, 1, 2.0, PixelRect(0, 0, 512, 512)), ReadGlyphs(1, 1)):
        assert answer_to(worker, request) == failed
    assert worker.restarts == 1


def test_the_text_of_a_document_with_an_endless_page_is_read_understood_and_searched(opened):
    worker = opened(pdf_papers.endless_forms(before=3, after=3), WorkerRole.BACKGROUND, patience=HASTY)
    answers = list(ask(worker, ReadDocument(1), SECONDS))
    whole = answers[-1]
    assert isinstance(whole, Understood)
    assert "Page 4 was left out: reading it stopped the reading process." in whole.understanding.warnings
    texts = {
        answer.first + at: text
        for answer in answers
        if isinstance(answer, PagesRead)
        for at, text in enumerate(answer.texts)
    }
    assert texts == {page: "" if page == 3 else f"Page {page + 1} is fine.\n" for page in range(7)}
    found = answer_to(worker, Find(1, "is fine"))
    assert isinstance(found, Found)
    assert (found.total, found.pages_searched) == (6, 7)
    assert worker.restarts == 2  # one to learn that a page is bad, one to learn which


def test_a_search_in_a_document_that_nobody_has_read_gets_past_an_endless_page_too(opened):
    worker = opened(pdf_papers.endless_forms(), WorkerRole.BACKGROUND, patience=HASTY)
    found = answer_to(worker, Find(1, "page 3"))
    assert isinstance(found, Found)
    assert (found.total, found.pages_searched, found.unreadable_pages) == (1, 3, (1,))
    assert isinstance(answer_to(worker, Find(1, "page 1")), Found)
    assert worker.restarts == 2


# -- pages that eat memory --------------------------------------------------------------------------------------------

ONLY_LINUX = pytest.mark.skipif(sys.platform != "linux", reason="the memory limit holds on Linux only")


@ONLY_LINUX
def test_a_page_that_draws_without_end_runs_out_of_its_own_memory(opened):
    patient = Patience(interactive=60, background=60)
    paper = pdf_papers.endless_forms(leaf="0 0 9 9 re f " * 50)
    worker = opened(paper, patience=patient, memory=400 << 20)
    failed = answer_to(worker, RenderTile(1, 1, 1.0))
    assert isinstance(failed, Failed)
    assert failed.what == "Page 2 needs more memory than it may use."
    assert isinstance(answer_to(worker, RenderTile(1, 2, 1.0)), Tile)
    assert worker.restarts == 0


def test_a_page_of_200_inches_is_shown_in_tiles_and_smaller_as_a_whole(opened):
    worker = opened(pdf_papers.huge_page(), memory=1 << 30)
    whole = answer_to(worker, RenderTile(1, 0, 4.0))
    assert isinstance(whole, Tile)
    assert (whole.rect.width, whole.rect.height) == (round(14_400 * whole.scale), round(14_400 * whole.scale))
    assert len(whole.pixels) == pytest.approx(3 * MOST_OF_A_WHOLE, rel=0.01)
    tile = answer_to(worker, RenderTile(1, 0, 4.0, PixelRect(512, 512, 512, 512)))
    assert isinstance(tile, Tile)
    assert (tile.page_size.width, len(tile.pixels)) == (14_400, 3 * 512 * 512)
    assert worker.restarts == 0


@ONLY_LINUX
def test_a_picture_of_900_million_pixels_stays_within_the_limit(opened):
    worker = opened(pdf_papers.huge_image(), patience=Patience(interactive=60))
    answer = answer_to(worker, RenderTile(1, 0, 1.0))
    assert isinstance(answer, Tile) or (isinstance(answer, Failed) and "memory" in answer.what)
    assert resident(worker.pid) < 2 << 30
    assert isinstance(answer_to(worker, RenderTile(1, 1, 1.0)), Tile)
    assert worker.restarts == 0


def test_a_compression_bomb_costs_its_page_and_no_memory(opened):
    worker = opened(pdf_papers.compression_bomb(), patience=HASTY)
    failed = answer_to(worker, RenderTile(1, 0, 1.0))
    assert isinstance(failed, Failed)
    assert failed.hung
    assert isinstance(answer_to(worker, RenderTile(1, 1, 1.0)), Tile)


def now_resident(pid: int) -> int:
    """Bytes that a process has in memory."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    return 1024 * int(status.partition("VmRSS:")[2].split()[0])


@ONLY_LINUX
def test_what_a_closed_document_took_is_given_back(opened):
    file = PdfFile()
    mark = "<< /Type /Annot /Subtype /Highlight /Rect [0 0 99 99] /QuadPoints [1 9 9 9 1 1 9 1] >> "
    file.page("0 0 9 9 re f", entries=f"/Annots [{mark * 20_000}]")
    worker = opened(file.to_bytes(), memory=1 << 30)
    assert isinstance(answer_to(worker, RenderTile(1, 0, 0.5)), Tile)
    took = now_resident(worker.pid)
    assert isinstance(answer_to(worker, CloseFile(1)), Done)
    assert isinstance(answer_to(worker, ReadGlyphs(1, 0)), Failed)  # by then it has
    assert now_resident(worker.pid) < took - (50 << 20)


# -- files that are odd -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("build", [pdf_papers.circular_tree, lambda: b"%PDF-1.7\n" * 3])
def test_a_file_beyond_repair_is_refused_and_the_worker_lives(host, written, build):
    worker = host(parts=REAL)
    refused = answer_to(worker, OpenFile(1, written(build())))
    assert isinstance(refused, Refused)
    assert refused.error.problem is FileProblem.DAMAGED
    assert isinstance(answer_to(worker, OpenFile(2, written(pdf_papers.deep_tree(), "b.pdf"))), Opened)
    assert worker.restarts == 0


def test_a_hundred_thousand_pages_are_opened_and_the_last_is_shown(opened):
    worker = opened(pdf_papers.many_pages(100_000))
    glyphs = answer_to(worker, ReadGlyphs(1, 99_999))
    assert isinstance(glyphs, Glyphs)
    assert glyphs.text == "This is page 100000 of 100000.\n"


def test_a_file_cut_short_while_it_is_open_fails_page_by_page(opened, tmp_path):
    worker = opened(pdf_papers.many_pages(2000))
    assert isinstance(answer_to(worker, RenderTile(1, 0, 1.0)), Tile)
    os.truncate(tmp_path / "paper.pdf", 2000)
    answer = answer_to(worker, RenderTile(1, 1999, 1.0))
    assert isinstance(answer, Tile | Failed)
    assert isinstance(answer_to(worker, RenderTile(1, 0, 2.0)), Tile | Failed)
    assert worker.restarts == 0


def test_a_file_that_is_gone_when_a_new_worker_opens_it_is_said_to_be(opened, tmp_path):
    worker = opened(pdf_papers.endless_forms(), patience=HASTY)
    (tmp_path / "paper.pdf").unlink()
    assert isinstance(answer_to(worker, RenderTile(1, 0, 1.0)), Tile)  # it is open, and stays so
    assert answer_to(worker, RenderTile(1, 1, 1.0)).hung
    gone = answer_to(worker, RenderTile(1, 2, 1.0))
    assert isinstance(gone, Failed)
    assert gone.what == ("The document is no longer open. There is no such file. It may have been moved or renamed.")


def test_a_protected_file_is_opened_again_with_its_password(host, written):
    worker = host(parts=REAL, patience=HASTY)
    path = written(pdf_papers.encrypted("secret", "Hush"))
    assert isinstance(answer_to(worker, OpenFile(1, path)), Refused)
    assert isinstance(answer_to(worker, OpenFile(1, path, password="secret")), Opened)  # noqa: S106 - the paper's
    answer_to(worker, OpenFile(2, written(pdf_papers.endless_forms(), "endless.pdf")))
    assert answer_to(worker, RenderTile(2, 1, 1.0)).hung
    glyphs = answer_to(worker, ReadGlyphs(1, 0))
    assert isinstance(glyphs, Glyphs)
    assert glyphs.text == "Hush\n"
