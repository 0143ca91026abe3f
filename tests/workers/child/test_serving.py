"""What a worker does for each request, step by step in this process, and the words for what goes wrong."""

from __future__ import annotations

import gc
import hashlib

import pytest
import worker_parts
from worker_parts import PARTS

from viewer.model.document import CannotOpen, FileProblem, Section, SectionKind, TextLayer, Understanding
from viewer.model.reference import Mention, Reference, ReferenceKind
from viewer.model.text import Span
from viewer.workers.child.failures import NotOpenError, failure
from viewer.workers.child.reading import Reading
from viewer.workers.child.serving import Service
from viewer.workers.child.settings import Parts
from viewer.workers.child.steps import AtPage, Wait
from viewer.workers.child.text_index import TextIndex
from viewer.workers.child.understood_store import UnderstoodStore
from viewer.workers.child.whole_reading import EARLY_PAGES
from viewer.workers.messages.answers import (
    Done,
    Failed,
    Found,
    Identified,
    Lines,
    Links,
    Opened,
    Outline,
    PagesRead,
    Refused,
    Tile,
    UnderstandingProgress,
    Understood,
)
from viewer.workers.messages.requests import (
    CloseFile,
    Find,
    Identify,
    OpenFile,
    PixelRect,
    ReadDocument,
    ReadGlyphs,
    ReadLines,
    ReadLinks,
    ReadOutline,
    RenderTile,
)


def run(service, request):
    """The steps of a request, its last answer at the end. What waits is not gone on with."""
    return run_on(service.steps(request))


def run_on(steps):
    said = []
    while True:
        try:
            step = next(steps)
        except StopIteration as end:
            return [*said, end.value]
        said.append(step)
        assert not isinstance(step, Wait)


def answers(steps):
    return [step for step in steps if step is not None and not isinstance(step, AtPage)]


@pytest.fixture
def service(paper):
    """A service that has a paper of these pages open."""

    def start(*pages, **request):
        service = Service(PARTS)
        assert isinstance(run(service, OpenFile(1, str(paper(*pages)), **request))[-1], Opened)
        return service

    return start


def test_pages_are_drawn_and_read(service):
    worker = service("one", "two|lines")
    (tile,) = run(worker, RenderTile(1, 1, 2.0, PixelRect(1, 2, 3, 4)))
    assert isinstance(tile, Tile)
    assert (tile.rect, tile.page, tile.scale, tile.stride) == (PixelRect(1, 2, 3, 4), 1, 2.0, 12)
    (lines,) = run(worker, ReadLines(1, 1))
    assert isinstance(lines, Lines)
    assert lines.text.text == "two\nlines"


def test_a_file_is_identified_by_its_bytes_in_steps(service, tmp_path):
    worker = service("x" * (5 << 20))
    *steps, last = run(worker, Identify(1))
    assert last == Identified(1, hashlib.sha256((tmp_path / "paper.txt").read_bytes()).hexdigest())
    assert len(steps) >= 5


def test_pages_come_in_order_without_a_gap_and_the_cover_is_understood_early(service):
    pages = [f"page {number}" for number in range(40)]
    said = answers(run(service(*pages), ReadDocument(1)))
    at = 0
    for answer in said:
        if isinstance(answer, PagesRead):
            assert answer.first == at
            assert len(answer.sizes) == len(answer.texts)
            at += len(answer.texts)
    assert at == 40
    assert [answer.pages_read for answer in said if isinstance(answer, Understood)] == [EARLY_PAGES, 40]


def test_of_many_pages_more_and_more_are_understood_while_they_are_read(service, monkeypatch):
    monkeypatch.setattr("viewer.workers.child.whole_reading.PROGRESS_EVERY", 0.0)
    pages = [f"page {number}" for number in range(1100)]
    said = answers(run(service(*pages), ReadDocument(1)))
    told = [answer for answer in said if isinstance(answer, Understood)]
    assert [answer.pages_read for answer in told] == [8, 32, 128, 1100]
    assert not any(isinstance(answer, UnderstandingProgress) for answer in said[: said.index(told[2])])
    for early in told[:3]:
        sent = sum(len(answer.texts) for answer in said[: said.index(early)] if isinstance(answer, PagesRead))
        assert early.pages_read <= sent


def test_where_nobody_looks_on_a_document_is_understood_once(service):
    said = answers(run(service(*map(str, range(300))), ReadDocument(1, at_once=True)))
    assert [answer.pages_read for answer in said if isinstance(answer, Understood)] == [300]


def test_what_is_understood_before_all_is_read_is_a_small_part(service):
    for count, early in ((255, [8]), (256, [8, 32])):
        said = answers(run(service(*map(str, range(count))), ReadDocument(1)))
        assert [answer.pages_read for answer in said if isinstance(answer, Understood)] == [*early, count]


def test_a_search_need_not_wait_for_the_understanding(service, monkeypatch):
    pages = [f"page {number}" for number in range(40)]
    worker = service(*pages)
    found = []

    def understand(layouts):
        yield 0.0
        if len(layouts) == len(pages):
            found.extend(run(worker, Find(1, "page 39")))
        return Understanding(TextLayer.GOOD)

    monkeypatch.setattr(worker_parts, "understand", understand)
    run(worker, ReadDocument(1))
    (answer,) = found
    assert (answer.total, answer.pages_searched) == (1, 40), "at once: nothing had to be prepared"


def test_a_short_document_is_understood_once(service):
    said = answers(run(service(*"abc"), ReadDocument(1)))
    assert [answer.pages_read for answer in said if isinstance(answer, Understood)] == [3]


@pytest.mark.parametrize(("count", "pages"), [(3, [3, 3]), (20, [EARLY_PAGES, EARLY_PAGES, 20])])
def test_what_the_document_says_of_itself_is_told_before_all_else_and_only_once(service, monkeypatch, count, pages):
    known = Understanding(TextLayer.GOOD, warnings=("metadata",))

    def understand(_layouts):
        yield 0.5
        yield known
        yield 0.6
        return Understanding(TextLayer.GOOD)

    monkeypatch.setattr(worker_parts, "understand", understand)
    said = answers(run(service(*map(str, range(count))), ReadDocument(1)))
    told = [answer for answer in said if isinstance(answer, Understood)]
    assert [answer.pages_read for answer in told] == pages
    assert [answer.understanding == known for answer in told] == [True, *[False] * (len(pages) - 1)]


def test_of_many_pages_all_but_the_references_is_told_and_none_that_was_found_goes_away(service, monkeypatch):
    monkeypatch.setattr("viewer.workers.child.whole_reading.PROGRESS_EVERY", 0.0)
    sections = (Section(SectionKind.BODY, "", 1, Span(0, 1), "en", 1.0),)
    cited = (Reference("A/1", ReferenceKind.DOCUMENT, "", (Mention(Span(0, 1), "A"),)),)

    def understand(layouts):
        yield 0.25
        yield Understanding(TextLayer.GOOD, sections=sections)
        yield 0.75
        return Understanding(TextLayer.GOOD, sections=sections, references=cited if len(layouts) < 20 else 2 * cited)

    monkeypatch.setattr(worker_parts, "understand", understand)
    said = answers(run(service(*map(str, range(20))), ReadDocument(1)))
    first, known, last = (answer for answer in said if isinstance(answer, Understood))
    assert [answer.pages_read for answer in (first, known, last)] == [EARLY_PAGES, 20, 20]
    assert [answer.understanding.references for answer in (first, known, last)] == [cited, cited, 2 * cited]
    assert known.understanding.sections == sections
    assert [answer.done for answer in said if isinstance(answer, UnderstandingProgress)] == [0.25, 0.75]
    assert said.index(UnderstandingProgress(1, 0.25)) < said.index(known) < said.index(UnderstandingProgress(1, 0.75))
    assert not any(isinstance(answer, PagesRead) for answer in said[said.index(UnderstandingProgress(1, 0.25)) :])


def test_reading_again_tells_all_again_at_once(service):
    worker = service(*[str(number) for number in range(20)])
    first = answers(run(worker, ReadDocument(1)))[-1]
    pages, again = answers(run(worker, ReadDocument(1)))
    assert (len(pages.texts), again) == (20, first)


def test_what_understanding_needed_stays_while_others_follow(service):
    before = len(worker_parts.RESTED)
    run(service(*"abc"), ReadDocument(1, more_follow=True))
    assert len(worker_parts.RESTED) == before
    run(service(*"abc"), ReadDocument(1))
    assert len(worker_parts.RESTED) == before + 1


def test_what_understanding_needed_is_let_go_of_after_the_last_document(service, paper):
    worker = service(*"abc")
    run(worker, OpenFile(2, str(paper(*"defg"))))
    worker_parts.RESTED.clear()
    first, second = worker.steps(ReadDocument(1)), worker.steps(ReadDocument(2))
    next(second)  # both are being read
    run_on(first)
    assert worker_parts.RESTED == []
    run_on(second)
    assert worker_parts.RESTED == [True]


def test_between_the_last_steps_of_a_reading_a_search_can_come(service, monkeypatch, tmp_path):
    done = []

    def noting(owner, name):
        original = getattr(owner, name)
        monkeypatch.setattr(owner, name, lambda *given: (done.append(name), original(*given))[1])

    for owner, name in ((TextIndex, "fingerprint"), (Reading, "keep"), (UnderstoodStore, "save")):
        noting(owner, name)
    worker = service(*"abc")
    noting(worker_parts, "rest")
    in_one_step = []
    for _ in worker.steps(ReadDocument(1, str(tmp_path))):
        in_one_step.append(tuple(done))
        done.clear()
    assert [step for step in (*in_one_step, tuple(done)) if step] == [("fingerprint",), ("keep",), ("rest",), ("save",)]


def test_what_was_understood_is_not_unpacked_for_who_has_it_read(service, monkeypatch, tmp_path):
    monkeypatch.setattr(
        "viewer.workers.child.reading.loaded", None
    )  # of a long text that takes a twentieth of a second
    assert isinstance(run(service(*"abc"), ReadDocument(1, str(tmp_path)))[-1], Understood)


def test_what_a_worker_has_loaded_is_not_looked_at_for_garbage_after_a_reading(service):
    worker = service(*"abc")
    gc.freeze()
    try:
        frozen = gc.get_freeze_count()
        run(worker, ReadDocument(1))
        assert gc.get_freeze_count() >= frozen - 10  # some of it may have been let go of
        assert gc.isenabled()
    finally:
        gc.unfreeze()


def test_careful_reading_names_each_page_before_and_skips_what_it_is_told(service):
    said = run(service("one", "crash", "three", careful=True, skip=(1,)), ReadDocument(1))
    assert [step.page for step in said if isinstance(step, AtPage)] == [0, 1, 2, None]
    assert said[-1].understanding.warnings[-1] == "Page 2 was left out: reading it stopped the reading process."


def test_a_search_that_reads_by_itself_is_as_careful(service):
    said = run(service("one", "crash", "one", careful=True, skip=(1,)), Find(1, "one"))
    assert [step.page for step in said if isinstance(step, AtPage)] == [0, 1, 2, None]
    assert (said[-1].total, said[-1].pages_searched) == (2, 3)


def test_a_search_waits_for_who_reads_and_goes_on_alone_when_that_stops(service):
    worker = service(*["slow 0.02 x"] * 60)
    reading = worker.steps(ReadDocument(1))
    assert isinstance(next(reading), PagesRead)
    search = worker.steps(Find(1, "x"))
    first = next(step for step in search if isinstance(step, Found))
    assert first.pages_searched < 60
    waits = next(step for step in search if isinstance(step, Wait))
    assert not waits.until()
    reading.close()
    assert waits.until()
    last = run_on(search)[-1]
    assert (last.total, last.pages_searched) == (60, 60)


def test_a_search_amid_a_reading_finds_folded_what_has_been_read(service, monkeypatch):
    worker = service(*["slow 0.02 x y z"] * 60)
    reading = worker.steps(ReadDocument(1))
    while worker._documents[1].reading.pages_read < 40:
        next(reading)
    folded: list[str] = []
    fold = worker_parts.fold
    monkeypatch.setattr(worker_parts, "fold", lambda text: folded.append(text) or fold(text))
    first = next(step for step in worker.steps(Find(1, "x")) if isinstance(step, Found))
    assert (first.total, first.pages_searched) == (40, 40)
    assert len(folded) <= 5, "the words, the last pages and what stands behind the last cut"


def test_what_a_search_finds_nothing_in_is_said(service):
    found = run(service("one", "", " "), Find(1, "nothing"))[-1]
    assert (found.hits, found.total, found.unreadable_pages) == ((), 0, (1, 2))


def test_opening_again_takes_the_place_of_the_document(service, paper):
    worker = service("one")
    run(worker, OpenFile(1, str(paper("other"))))
    assert run(worker, ReadLines(1, 0))[-1].text.text == "other"
    assert run(worker, CloseFile(1)) == run(worker, CloseFile(1)) == [Done()]


def test_a_file_that_cannot_be_opened_leaves_the_one_that_is_open(service, tmp_path):
    worker = service("one")
    assert isinstance(run(worker, OpenFile(1, str(tmp_path / "gone")))[-1], Refused)
    assert run(worker, ReadLines(1, 0))[-1].text.text == "one"


def test_a_document_that_could_not_be_opened_again_says_why(tmp_path):
    worker = Service(PARTS)
    run(worker, OpenFile(1, str(tmp_path / "gone")))
    with pytest.raises(NotOpenError) as caught:
        run(worker, ReadLines(1, 0))
    assert failure(ReadLines(1, 0), caught.value).what == "The document is no longer open. There is no such file."


def test_pages_of_plain_text_are_not_drawn_by_a_worker(tmp_path):
    path = tmp_path / "note.txt"
    path.write_text("A note")
    worker = Service(Parts())
    run(worker, OpenFile(1, str(path)))
    for request in (RenderTile(1, 0, 1.0), ReadGlyphs(1, 0)):
        with pytest.raises(TypeError):
            run(worker, request)


@pytest.mark.parametrize(
    ("request_", "error", "what"),
    [
        (RenderTile(1, 4, 1.0), ValueError("x"), "Page 5 could not be read; the file may be damaged."),
        (RenderTile(1, 4, 1.0), MemoryError(), "Page 5 needs more memory than it may use."),
        (ReadLines(1, 4), NotOpenError(1, None), "The document is no longer open."),
        (Identify(1), OSError(5, "Input/output error"), "The file could not be read: Input/output error."),
        (OpenFile(1, "x"), ValueError(), "The document could not be read; the file may be damaged."),
        (Find(1, "x"), ValueError(), "The search failed."),
        (
            ReadDocument(1),
            ValueError(),
            "What the document says could not be worked out; its pages can still be read.",
        ),
        (
            ReadLines(1, 4),
            NotOpenError(1, CannotOpen(FileProblem.MISSING, "x", "It is gone.")),
            "The document is no longer open. It is gone.",
        ),
    ],
)
def test_errors_in_words_for_the_reader(request_, error, what):
    failed = failure(request_, error)
    assert isinstance(failed, Failed)
    assert failed.what == what
    assert type(error).__name__ in failed.detail
    assert (failed.crashed, failed.hung) == (False, False)


def test_a_password_is_never_part_of_a_detail():
    request = OpenFile(1, "x.pdf", password="open-sesame")  # noqa: S106 - the paper's
    assert "open-sesame" not in failure(request, ValueError()).detail
    assert "x.pdf" in failure(request, ValueError()).detail
    assert request != OpenFile(1, "x.pdf", password="another")  # noqa: S106 - what is not printed counts all the same


def test_an_engine_without_links_or_outline_has_none(service):
    worker = service("one", "two")
    assert run(worker, ReadLinks(1, 0)) == [Links(1, 0, ())]
    assert run(worker, ReadOutline(1)) == [Outline(1, ())]
