"""Pages that cost a worker, tried once more: by their own engine with more patience, then by PDFium, then given up."""

from __future__ import annotations

import queue
import threading

import pytest
from papers import pdf_papers
from patience import SECONDS
from worker_parts import PARTS

from viewer.workers.child.settings import Parts
from viewer.workers.host import HostSettings, Patience
from viewer.workers.messages.answers import Failed, Tile
from viewer.workers.messages.requests import OpenFile, PixelRect, Renderer, RenderTile
from viewer.workers.rescue import PageRescue

HASTY = Patience(background=1.5)  # the workers yield to everything else on a loaded machine


@pytest.fixture
def rescue():
    rescues = []

    def start(parts=PARTS, patience=HASTY):
        rescues.append(PageRescue(HostSettings(parts, patience=patience)))
        return rescues[-1]

    yield start
    for each in rescues:
        each.close()
    for thread in threading.enumerate():
        if thread.name.startswith("worker-"):
            thread.join(SECONDS)  # one that finished by itself may be at its last line
            assert not thread.is_alive()


class Answers:
    def __init__(self):
        self.arrived = queue.SimpleQueue()

    def next(self):
        return self.arrived.get(timeout=SECONDS)


def attempt(rescue, path, page=0, password=None, answers=None):
    answers = answers or Answers()
    tile = RenderTile(1, page, 0.5, PixelRect(0, 0, 40, 30))
    rescue.attempt(OpenFile(1, str(path), password), tile, answers.arrived.put)
    return answers


def test_a_page_that_only_takes_long_is_drawn_by_its_own_engine(rescue, paper):
    tile = attempt(rescue(patience=Patience(background=20)), paper("slow 1")).next()
    assert isinstance(tile, Tile)
    assert bytes(tile.pixels[:3]) == b"\0\0\0"


@pytest.mark.parametrize("fault", ["hang", "crash", "raise"])
def test_what_its_own_engine_cannot_draw_is_drawn_by_the_other(rescue, paper, fault):
    tile = attempt(rescue(), paper("fine", fault), page=1).next()
    assert isinstance(tile, Tile)
    assert (tile.page, tile.rect, bytes(tile.pixels[:3])) == (1, PixelRect(0, 0, 40, 30), b"\7\7\7")


@pytest.mark.parametrize(("fault", "hung", "crashed"), [("hang", True, False), ("crash", False, True)])
def test_what_neither_can_draw_has_failed(rescue, paper, fault, hung, crashed):
    failed = attempt(rescue(), paper(f"{fault} everywhere")).next()
    assert isinstance(failed, Failed)
    assert (failed.hung, failed.crashed) == (hung, crashed)
    assert failed.what.startswith("Page 1 ")


def test_a_file_that_is_gone_or_asks_for_its_password_is_said_so(rescue, paper, tmp_path):
    tries = rescue()
    assert attempt(tries, tmp_path / "gone").next() == Failed("There is no such file.")
    locked = paper("locked")
    assert attempt(tries, locked).next() == Failed("It needs a password.")
    assert isinstance(attempt(tries, locked, password="secret").next(), Tile)  # noqa: S106 - the paper's


def test_tries_are_made_one_after_the_other(rescue, paper):
    tries, answers = rescue(), Answers()
    path = paper("slow 0.2", "hang", "fine")
    for page in range(3):
        attempt(tries, path, page, answers=answers)
    assert [answers.next().page for _ in range(3)] == [0, 1, 2]


def test_a_try_that_is_stopped_is_not_answered_and_the_next_begins_at_once(rescue, paper):
    tries, stopped, wanted = rescue(patience=Patience(background=600)), Answers(), Answers()
    path = paper("hang", "fine")
    numbers = [
        tries.attempt(OpenFile(1, str(path)), RenderTile(1, page, 0.1), answers.arrived.put)
        for page, answers in ((0, stopped), (0, stopped), (1, wanted))
    ]
    tries.stop(numbers[1])
    tries.stop(numbers[0])
    tries.stop(999)
    assert wanted.next().page == 1
    assert stopped.arrived.empty()


def test_closing_ends_everything(rescue, paper):
    tries, answers = rescue(patience=Patience(background=600)), Answers()
    for _ in range(2):
        attempt(tries, paper("hang"), answers=answers)
    tries.close()
    tries.close()
    attempt(tries, paper("fine"), answers=answers)
    assert answers.arrived.empty()


def test_a_listener_that_raises_does_not_stop_the_next(rescue, paper, caplog):
    tries = rescue()
    path = paper("fine")

    def fail(_answer):
        raise RuntimeError("a fault of ours")

    tries.attempt(OpenFile(1, str(path)), RenderTile(1, 0, 0.1), fail)
    assert isinstance(attempt(tries, path).next(), Tile)
    assert "a fault of ours" in caplog.text


def test_pdfium_draws_pages_in_a_real_worker(rescue, sample_pdf):
    answers = Answers()
    tile = RenderTile(1, 0, 1.0, renderer=Renderer.PDFIUM)
    rescue(Parts(), Patience()).attempt(OpenFile(1, str(sample_pdf)), tile, answers.arrived.put)
    drawn = answers.next()
    assert isinstance(drawn, Tile)
    assert (drawn.rect.width, drawn.rect.height) == (595, 842)
    assert min(drawn.pixels) < 64
    assert max(drawn.pixels) > 250


def test_a_page_that_ends_for_nobody_fails_in_a_real_worker_too(rescue, tmp_path):
    path = tmp_path / "endless.pdf"
    path.write_bytes(pdf_papers.endless_forms())
    failed = attempt(rescue(Parts(), Patience(background=1)), path, page=1).next()
    assert isinstance(failed, Failed)
    assert failed.what == "Page 2 takes too long and was stopped; everything else goes on."
