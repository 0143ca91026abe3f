"""The host and real worker processes: answers, order, cancelling, and what happens when a worker is lost."""

from __future__ import annotations

import gc
import hashlib
import os
import queue
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from patience import SECONDS
from worker_parts import PARTS

from viewer.model.document import FileProblem
from viewer.workers.batch import ask
from viewer.workers.child.settings import Parts
from viewer.workers.host import Patience, WorkerHost, WorkerRole, WorkerState
from viewer.workers.messages.answers import (
    Done,
    Failed,
    Found,
    Glyphs,
    Identified,
    Lines,
    Opened,
    PagesRead,
    ReadingDelayed,
    Refused,
    Tile,
    Understood,
)
from viewer.workers.messages.requests import (
    CloseFile,
    Find,
    Identify,
    OpenFile,
    PixelRect,
    Priority,
    ReadDocument,
    ReadGlyphs,
    ReadLines,
    RenderTile,
)

HASTY = Patience(interactive=1.0, background=1.5)  # the background yields to everything else on a loaded machine
ENDLESS = Patience(interactive=600, background=600, reading=600)


def answer_to(host, request):
    *_, last = ask(host, request, SECONDS)
    return last


def opened(host, path, number=1):
    answer = answer_to(host, OpenFile(number, str(path)))
    assert isinstance(answer, Opened)
    return host


def wait_until_it_hangs(path):
    """Wait until a worker has come to a page of the paper that never ends."""
    begun, end = path.with_name("hanging"), time.monotonic() + SECONDS
    while not begun.exists():
        assert time.monotonic() < end, "no worker has come to the page"
        os.sched_yield()


def open_gate(path):
    """Let the worker go on from the page at which it waits until all has been asked for."""
    path.with_name("open").touch()


def wait_until(condition):
    """For what the host's thread does: nothing is told of it."""
    end = time.monotonic() + SECONDS
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.001)


class Answers:
    """Collects answers by request, in the order they come."""

    def __init__(self, host):
        self.host = host
        self.arrived = queue.SimpleQueue()

    def submit(self, request, priority=10):
        return self.host.submit(request, lambda answer, last: self.arrived.put((request, answer, last)), priority)

    def submit_and_send(self, request, priority=10):
        """The same, and wait until the host has handed it to the worker, which looks for it after its next step."""
        number = self.submit(request, priority)
        wait_until(lambda: (entry := self.host._desk._entries.get(number)) is None or entry.sent)
        self.host.cancel(-1)  # wakes the host's thread, which hears of it when it has sent what it was about to send
        wait_until(lambda: not self.host._woken)

    def next(self):
        return self.arrived.get(timeout=SECONDS)

    def until_last(self, count):
        """Everything that comes until ``count`` requests are done."""
        found = []
        while count:
            found.append(self.next())
            count -= found[-1][2]
        return found


# -- answers ----------------------------------------------------------------------------------------------------------


def test_every_request_is_answered(host, paper):
    path = paper("First page", "second|line")
    worker = opened(host(), path)
    tile = answer_to(worker, RenderTile(1, 1, 2.0, PixelRect(0, 512, 300, 200)))
    assert isinstance(tile, Tile)
    assert (tile.rect, tile.stride, tile.page_size.width) == (PixelRect(0, 512, 300, 200), 1200, 595)
    assert bytes(tile.pixels) == b"\1" * (1200 * 200)
    glyphs = answer_to(worker, ReadGlyphs(1, 0))
    assert isinstance(glyphs, Glyphs)
    assert (glyphs.text, len(glyphs.glyphs)) == ("First page", 10)
    lines = answer_to(worker, ReadLines(1, 1))
    assert isinstance(lines, Lines)
    assert lines.text.text == "second\nline"
    assert answer_to(worker, Identify(1)) == Identified(1, hashlib.sha256(path.read_bytes()).hexdigest())
    assert answer_to(worker, CloseFile(1)) == Done()
    gone = answer_to(worker, ReadLines(1, 0))
    assert isinstance(gone, Failed)
    assert gone.what == "The document is no longer open."


def test_a_file_that_cannot_be_opened_is_refused(host, tmp_path):
    answer = answer_to(host(), OpenFile(1, str(tmp_path / "nothing")))
    assert isinstance(answer, Refused)
    assert answer.error.problem is FileProblem.MISSING


def test_a_document_is_read_and_understood(host, paper):
    pages = [f"Page {number}" for number in range(30)]
    worker = opened(host(WorkerRole.BACKGROUND), paper(*pages))
    answers = list(ask(worker, ReadDocument(1), SECONDS))
    texts = [text for answer in answers if isinstance(answer, PagesRead) for text in answer.texts]
    assert texts == pages
    early, whole = [answer for answer in answers if isinstance(answer, Understood)]
    assert (early.pages_read, early.understanding.warnings) == (8, ("8 pages",))
    assert (whole.pages_read, whole.understanding.warnings) == (30, ("30 pages",))
    assert answers[-1] is whole
    folded = " ".join(pages).lower()
    assert whole.text_fingerprint == hashlib.sha256(folded.encode()).hexdigest()
    assert list(ask(worker, ReadDocument(1), SECONDS))[-1] == whole


def test_a_page_that_raises_is_empty_with_a_warning(host, paper):
    worker = opened(host(WorkerRole.BACKGROUND), paper("one", "raise", "three"))
    answers = list(ask(worker, ReadDocument(1), SECONDS))
    assert [text for answer in answers[:-1] for text in answer.texts] == ["one", "", "three"]
    assert answers[-1].understanding.warnings[-1] == "Page 2 could not be read; the file may be damaged."


def test_an_error_is_an_answer_and_the_worker_goes_on(host, paper):
    worker = opened(host(), paper("raise", "fine", "riddle"))
    pid = worker.pid
    failed = answer_to(worker, RenderTile(1, 0, 1.0))
    assert isinstance(failed, Failed)
    assert failed.what == "Page 1 could not be read; the file may be damaged."
    assert "a damaged page" in failed.detail
    assert isinstance(answer_to(worker, ReadDocument(1)), Failed)
    assert isinstance(answer_to(worker, ReadLines(1, 1)), Lines)
    assert (worker.pid, worker.restarts) == (pid, 0)


# -- finding ----------------------------------------------------------------------------------------------------------


def test_find_before_anyone_has_read_reads_by_itself(host, paper):
    worker = opened(host(WorkerRole.BACKGROUND), paper("One word here", "", "another|Word", "a wo-rd"))
    answers = list(ask(worker, Find(1, "wORD"), SECONDS))
    found = answers[-1]
    assert isinstance(found, Found)
    assert (found.total, found.pages_searched, found.unreadable_pages) == (3, 4, (1,))
    assert [(hit.page, hit.snippet[hit.match_start : hit.match_end]) for hit in found.hits] == [
        (0, "word"),
        (2, "Word"),
        (3, "wo-rd"),
    ]
    assert found.hits[1].snippet == "Word"


def test_find_answers_while_the_text_is_read_and_again_when_it_is(host, paper):
    path = paper("needle", *["slow 0.02 x"] * 10, "gate", *["slow 0.02 x"] * 19, "needle")
    worker = opened(host(WorkerRole.BACKGROUND), path)
    answers = Answers(worker)
    answers.submit(ReadDocument(1), 40)
    first = answers.next()
    assert isinstance(first[1], PagesRead)
    answers.submit_and_send(Find(1, "needle"), 10)
    open_gate(path)
    rest = answers.until_last(2)
    found = [(answer, last) for _request, answer, last in rest if isinstance(answer, Found)]
    assert len(found) >= 2
    assert not found[0][1]
    assert found[0][0].total == 1
    assert (found[-1][0].total, found[-1][0].pages_searched, found[-1][1]) == (2, 32, True)


# -- order ------------------------------------------------------------------------------------------------------------


def test_the_most_urgent_waiting_request_is_next(host, paper):
    path = paper("gate", *["quick"] * 5)
    worker = opened(host(), path)
    answers = Answers(worker)
    for page, priority in ((0, 20), (1, 20), (2, 30), (3, 20), (4, 10)):
        answers.submit(ReadLines(1, page), priority)
    open_gate(path)
    order = [request.page for request, _answer, _last in answers.until_last(5)]
    assert order.index(4) <= 2  # two may have been under way
    assert order[-1] == 2


def test_a_long_request_lets_a_more_urgent_one_come_between(host, paper):
    path = paper(*["slow 0.02"] * 10, "gate", *["slow 0.02"] * 30)
    worker = opened(host(WorkerRole.BACKGROUND), path)
    answers = Answers(worker)
    answers.submit(ReadDocument(1), 40)
    answers.next()
    answers.submit_and_send(Identify(1), 0)
    open_gate(path)
    requests = [request for request, _answer, last in answers.until_last(2) if last]
    assert requests == [Identify(1), ReadDocument(1)]


def test_cancelled_requests_are_never_answered(host, paper):
    path = paper("gate", *["quick"] * 7)
    worker = opened(host(), path)
    answers = Answers(worker)
    numbers = [answers.submit(ReadLines(1, page)) for page in range(8)]
    worker.cancel(numbers[0])
    worker.cancel(numbers[5])
    worker.cancel(999)
    worker.cancel_where(lambda request: request.page in {6, 7})
    open_gate(path)
    assert [request.page for request, *_ in answers.until_last(4)] == [1, 2, 3, 4]
    assert answer_to(worker, CloseFile(1)) == Done()
    assert answers.arrived.empty()


def test_what_the_worker_is_at_is_answered_though_it_was_withdrawn(host, paper):
    path = paper("gate", "quick", "quick")
    worker = opened(host(), path)
    answers = Answers(worker)
    numbers = [answers.submit(ReadLines(1, page)) for page in range(3)]
    while not worker._desk.is_at_work(numbers[0]):
        os.sched_yield()
    for number in numbers[:2]:
        worker.withdraw(number)
    open_gate(path)
    assert [request.page for request, *_ in answers.until_last(2)] == [0, 2]
    assert answers.arrived.empty()


def test_what_is_abandoned_holds_nothing_else_up(host, paper, caplog):
    worker = opened(host(patience=ENDLESS), paper("hang", "quick"))
    answers = Answers(worker)
    number = answers.submit(ReadLines(1, 0))
    answers.submit(ReadLines(1, 1))
    while not worker._desk.is_at_work(number):
        os.sched_yield()
    worker.abandon(number)
    [(request, answer, _)] = answers.until_last(1)
    assert request.page == 1
    assert isinstance(answer, Lines)
    assert answers.arrived.empty()
    assert worker.restarts == 1
    assert not [record for record in caplog.records if record.levelname == "WARNING"]


def test_what_is_abandoned_in_time_costs_no_worker(host, paper):
    path = paper("gate", *["quick"] * 3)
    worker = opened(host(), path)
    answers = Answers(worker)
    numbers = [answers.submit(ReadLines(1, page)) for page in range(4)]
    worker.abandon(numbers[3])
    open_gate(path)
    assert [request.page for request, *_ in answers.until_last(3)] == [0, 1, 2]
    assert worker.restarts == 0


@pytest.mark.parametrize("request_at", [ReadDocument(1), Find(1, "x"), ReadLines(1, 1)])
def test_a_document_that_is_closed_amid_an_endless_step_holds_no_other_up(host, paper, request_at):
    path = paper("quick", "hang")
    worker = opened(host(WorkerRole.BACKGROUND, patience=ENDLESS), path)
    opened(worker, paper("other", name="other.txt"), 2)
    Answers(worker).submit(request_at)
    wait_until_it_hangs(path)
    assert answer_to(worker, CloseFile(1)) == Done()
    [*_, whole] = ask(worker, ReadDocument(2), SECONDS)
    assert isinstance(whole, Understood)
    assert worker.restarts == 1


def test_a_cancelled_reading_stops(host, paper):
    worker = opened(host(WorkerRole.BACKGROUND), paper(*["slow 0.02"] * 3000))
    answers = Answers(worker)
    number = answers.submit(ReadDocument(1), 40)
    answers.next()
    worker.cancel(number)
    assert isinstance(answer_to(worker, CloseFile(1)), Done)


def test_a_waiting_request_can_become_more_urgent(host, paper):
    path = paper("gate", *["quick"] * 4)
    worker = opened(host(), path)
    answers = Answers(worker)
    numbers = [answers.submit(ReadLines(1, page), 20) for page in range(5)]
    worker.reprioritise(numbers[4], 1)
    open_gate(path)
    order = [request.page for request, *_ in answers.until_last(5)]
    assert order.index(4) <= 2


# -- losing a worker --------------------------------------------------------------------------------------------------


def test_a_killed_worker_is_replaced_with_its_documents(host, paper):
    states = queue.SimpleQueue()
    worker = opened(host(on_state=states.put, patience=ENDLESS), paper("here"))  # its end is seen, not its silence
    locked = paper("locked", name="locked.txt")
    assert isinstance(answer_to(worker, OpenFile(2, str(locked))), Refused)
    assert isinstance(answer_to(worker, OpenFile(2, str(locked), password="secret")), Opened)  # noqa: S106 - the paper's
    pid = worker.pid
    os.kill(pid, signal.SIGKILL)
    for number, text in ((1, "here"), (2, "locked")):
        lines = answer_to(worker, ReadLines(number, 0))
        assert isinstance(lines, Lines)
        assert lines.text.text == text
    assert worker.pid != pid
    assert worker.restarts == 1
    assert [states.get(timeout=SECONDS) for _ in range(3)] == [
        WorkerState.READY,
        WorkerState.STARTING,
        WorkerState.READY,
    ]


def test_a_page_that_crashes_costs_itself_only(host, paper):
    worker = opened(host(), paper("fine", "crash", "too"))
    answers = Answers(worker)
    for page in range(3):
        answers.submit(RenderTile(1, page, 0.1))
    by_page = {request.page: answer for request, answer, _last in answers.until_last(3)}
    assert isinstance(by_page[0], Tile)
    assert isinstance(by_page[2], Tile)
    assert by_page[1].crashed
    assert by_page[1].what == "Page 2 stopped the reading process; everything else goes on."


def test_what_has_cost_two_workers_is_not_tried_again(host, paper):
    worker = opened(host(), paper("crash"))
    for scale in (1.0, 2.0, 3.0):
        assert answer_to(worker, RenderTile(1, 0, scale)).crashed
    assert worker.restarts == 2


def test_a_file_whose_opening_crashes_is_given_up(host, paper):
    worker = host()
    assert answer_to(worker, OpenFile(1, str(paper("open-crash")))).crashed
    assert isinstance(answer_to(worker, OpenFile(2, str(paper("fine", name="other.txt")))), Opened)


@pytest.mark.parametrize("role", WorkerRole)
def test_a_silent_worker_is_replaced(host, paper, role):
    worker = opened(host(role, patience=HASTY), paper("hang", "fine"))
    answers = Answers(worker)
    answers.submit(RenderTile(1, 0, 1.0))
    answers.submit(ReadLines(1, 1))
    (_, first, _), (_, second, _) = answers.until_last(2)
    assert isinstance(first, Failed)
    assert first.hung
    assert not first.crashed
    assert isinstance(second, Lines)


def test_a_reading_that_takes_long_but_goes_on_is_not_silent(host, paper):
    patience = Patience(interactive=1.0, background=1.0)  # ten times a page, that a busy machine fails no page
    worker = opened(host(WorkerRole.BACKGROUND, patience=patience), paper(*["slow 0.1"] * 15))
    assert isinstance(answer_to(worker, ReadDocument(1)), Understood)
    assert worker.restarts == 0


def test_pages_that_crash_or_hang_while_the_whole_is_read_cost_themselves_only(host, paper):
    worker = opened(host(WorkerRole.BACKGROUND, patience=HASTY), paper("one", "crash", "three", "hang", "five"))
    whole = answer_to(worker, ReadDocument(1))
    assert isinstance(whole, Understood)
    assert whole.understanding.warnings[1:] == (
        "Pages 2, 4 were left out: reading each of them stopped the reading process.",
    )


def test_a_reading_that_hangs_is_said_soon_and_lets_others_be_read_first(host, paper):
    patience = Patience(reading=1.5, background=2.5)
    worker = opened(host(WorkerRole.BACKGROUND, patience=patience), paper("one", "hang", name="slow.txt"))
    opened(worker, paper("two", "three", name="fine.txt"), 2)
    answers = Answers(worker)
    for document in (1, 2):
        answers.submit(ReadDocument(document), Priority.WHOLE)
    told = [answer for _, answer, _ in answers.until_last(2) if not isinstance(answer, PagesRead)]
    kinds = [(type(answer), answer.document) for answer in told]
    assert kinds == [(ReadingDelayed, 1), (Understood, 2), (Understood, 1)]


def test_a_worker_that_cannot_start_answers_with_a_failure(host, paper):
    worker = host(parts=Parts("worker_parts:nothing_of_that_name", PARTS.understanding_steps, PARTS.fold))
    failed = answer_to(worker, OpenFile(1, str(paper("fine"))))
    assert isinstance(failed, Failed)
    assert failed.what.startswith("The reading process cannot be started.")
    assert worker.state is WorkerState.FAILED


def test_a_listener_that_raises_does_not_stop_the_host(host, paper, caplog):
    worker = opened(host(), paper("fine"))

    def fail(_answer, _last):
        raise RuntimeError("a fault of ours")

    worker.submit(ReadLines(1, 0), fail, 0)
    assert isinstance(answer_to(worker, ReadLines(1, 0)), Lines)
    assert "a fault of ours" in caplog.text


def test_asking_gives_up_in_time(host, paper):
    worker = opened(host(), paper("hang"))
    with pytest.raises(TimeoutError):
        list(ask(worker, ReadLines(1, 0), 0.05))


# -- ending -----------------------------------------------------------------------------------------------------------


def test_closing_does_not_wait_for_a_hang_and_leaves_nothing(host, paper, alive):
    worker = opened(host(patience=ENDLESS), paper("hang"))
    pid = worker.pid
    answers = Answers(worker)
    answers.submit(RenderTile(1, 0, 1.0))
    answer_to(host(), OpenFile(1, str(paper("other", name="b.txt"))))  # another worker goes on meanwhile
    worker.close()
    worker.close()
    assert not alive(pid)
    assert worker.pid is None
    assert worker.state is WorkerState.CLOSED
    worker.submit(ReadLines(1, 0), lambda *_: None, 0)
    assert answers.arrived.empty()


def test_closing_what_was_never_started():
    worker = WorkerHost(WorkerRole.BACKGROUND)
    worker.close()
    worker.start()
    assert worker.state is WorkerState.CLOSED


def test_closing_from_a_callback(host, paper):
    worker = opened(host(), paper("fine"))
    closed = threading.Event()
    worker.submit(ReadLines(1, 0), lambda *_: (worker.close(), closed.set()), 0)
    assert closed.wait(SECONDS)


def test_descriptors_do_not_leak(host, paper):
    if not Path("/proc/self/fd").exists():
        pytest.skip("this system has no /proc to count descriptors in")
    path = paper("crash")
    opened(host(), path).close()  # the fork server and its descriptors stay
    gc.collect()  # what other tests have left
    before = len(list(Path("/proc/self/fd").iterdir()))
    worker = opened(host(), path)
    answer_to(worker, RenderTile(1, 0, 1.0))
    answer_to(worker, RenderTile(1, 0, 2.0))
    worker.close()
    assert len(list(Path("/proc/self/fd").iterdir())) == before


ORPHAN = """
import sys, time
sys.path[:0] = {paths!r}
from worker_parts import PARTS
from viewer.workers.batch import ask
from viewer.workers.host import HostSettings, Patience, WorkerHost, WorkerRole
from viewer.workers.messages.requests import OpenFile, RenderTile

if __name__ == "__main__":
    patience = Patience(interactive=600)  # the hanging worker is looked at, not replaced, however slow this machine is
    hosts = [WorkerHost(role, settings=HostSettings(PARTS, patience=patience)) for role in WorkerRole]
    for host in hosts:
        host.start()
        list(ask(host, OpenFile(1, {paper!r})))
    hosts[0].submit(RenderTile(1, 0, 1.0), print, 0)
    print(*[host.pid for host in hosts], flush=True)
    time.sleep(60)
"""


def test_a_killed_program_leaves_no_process_behind(paper, tmp_path, alive):
    script = tmp_path / "program.py"
    paths = [str(Path(__file__).parent), str(Path(__file__).parents[2])]  # what is tested, whatever is installed
    script.write_text(ORPHAN.format(paths=paths, paper=str(paper("hang"))), encoding="utf-8")
    with subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        pids = [int(word) for word in program.stdout.readline().split()]
        parents = [int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1]) for pid in pids]
        assert len(pids) == 2
        assert all(alive(pid) for pid in [*pids, *parents])
        program.kill()
    gone_by = time.monotonic() + SECONDS
    while any(alive(pid) for pid in [*pids, *parents]):
        assert time.monotonic() < gone_by
        os.sched_yield()


# -- limits -----------------------------------------------------------------------------------------------------------


def test_the_interactive_worker_loads_no_window_and_no_models(host, paper):
    worker = opened(host(), paper("modules"))
    modules = answer_to(worker, ReadLines(1, 0)).text.text.split()
    assert "viewer.workers.child.loop" in modules
    assert {name for name in modules if name.split(".")[0] in {"PySide6", "numpy", "onnxruntime", "py3langid"}} == set()


@pytest.mark.skipif(sys.platform != "linux", reason="the memory limit holds on Linux only")
def test_memory_is_limited_and_running_out_is_an_answer(host, paper):
    worker = opened(host(), paper("eat", "fine"))
    failed = answer_to(worker, ReadLines(1, 0))
    assert isinstance(failed, Failed)
    assert failed.what == "Page 1 needs more memory than it may use."
    assert isinstance(answer_to(worker, ReadLines(1, 1)), Lines)
    assert worker.restarts == 0


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no niceness")
def test_the_background_worker_yields_to_the_window(host, paper):
    path = paper("niceness")
    niceness = [int(answer_to(opened(host(role), path), ReadLines(1, 0)).text.text) for role in WorkerRole]
    assert niceness == [os.nice(0), min(19, os.nice(0) + 10)]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has network namespaces")
@pytest.mark.parametrize("role", WorkerRole)
def test_there_is_no_network_where_the_system_allows_that_and_private_files_can_be_read(host, paper, caplog, role):
    with socket.create_server(("127.0.0.1", 0)) as listener, caplog.at_level("DEBUG", "viewer.workers.host"):
        port = listener.getsockname()[1]
        path = paper(f"network {port}")
        path.chmod(0o600)
        said = answer_to(opened(host(role), path), ReadLines(1, 0)).text.text
        with socket.create_connection(("127.0.0.1", port), timeout=5):
            pass  # somebody does listen there
    limits = caplog.text.partition("limits that hold:")[2].splitlines()[0]
    assert said == ("ENETUNREACH" if "network" in limits else "reached")
