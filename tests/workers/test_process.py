"""Worker processes: both ways of starting one, and that it ends when it is told to or its pipe does."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from patience import SECONDS
from worker_parts import PARTS

from viewer.workers.batch import ask
from viewer.workers.child.settings import ChildSettings
from viewer.workers.messages.answers import Lines, Opened
from viewer.workers.messages.envelopes import Numbered, Ready, Reply, Working
from viewer.workers.messages.requests import OpenFile, ReadLines
from viewer.workers.process import WorkerProcess, may_fork, start_method, warm_up

METHODS = ["spawn"] if sys.platform == "win32" else ["spawn", "forkserver"]


@pytest.fixture
def process():
    """Starts processes, and sees that they are gone at the end."""
    started = []

    def start(method=None, parts=PARTS):
        started.append(WorkerProcess(ChildSettings(parts), "a worker under test", method))
        return started[-1]

    yield start
    for each in started:
        if each.channel.connection.closed:
            continue
        each.kill()


def heard(process, kind):
    while True:
        assert process.channel.poll(SECONDS)
        message = process.channel.receive()
        if isinstance(message, kind):
            return message


@pytest.mark.parametrize("method", METHODS)
def test_a_process_says_that_it_is_ready_and_serves(process, paper, method):
    worker = process(method)
    assert isinstance(heard(worker, Ready), Ready)
    worker.channel.send(Numbered(1, 0, OpenFile(1, str(paper("here")))))
    assert isinstance(heard(worker, Reply).answer, Opened)
    worker.channel.send(Numbered(2, 0, ReadLines(1, 0)))
    assert heard(worker, Working) == Working(2)
    assert heard(worker, Reply).answer.text.text == "here"


EARLY = """
import os, signal, sys, time
from viewer.workers.batch import ask
from viewer.workers.host import HostSettings, WorkerHost, WorkerRole, WorkerState
from viewer.workers.messages.requests import OpenFile, ReadLines
from worker_parts import PARTS
if __name__ == "__main__":
    host = WorkerHost(WorkerRole.INTERACTIVE, settings=HostSettings(PARTS))
    host.start(early=True)
    *_, opened = ask(host, OpenFile(1, sys.argv[1]), 30)
    print("forked" if "multiprocessing.forkserver" not in sys.modules else "served", host.pid, flush=True)
    if sys.argv[2] == "die":
        time.sleep(60)
    first = host.pid
    os.kill(first, signal.SIGKILL)
    *_, lines = ask(host, ReadLines(1, 0), 30)
    print("served" if "multiprocessing.forkserver" in sys.modules else "forked", host.pid != first, lines.text.text)
    host.close()
"""


@pytest.fixture
def early_program(paper):
    """Starts a program whose first worker is started early."""
    programs = []

    def start(fate):
        path = os.pathsep.join(sys.path)
        command = [sys.executable, "-c", EARLY, str(paper("here")), fate]
        programs.append(
            subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=os.environ | {"PYTHONPATH": path})
        )
        return programs[-1]

    yield start
    for program in programs:
        program.kill()
        program.communicate(timeout=SECONDS)


@pytest.mark.skipif(sys.platform != "linux", reason="forked on Linux only")
def test_the_first_worker_is_forked_and_the_next_comes_from_the_server(early_program):
    said, _ = early_program("go on").communicate(timeout=SECONDS)
    first, second = said.splitlines()
    assert first.startswith("forked ")
    assert second == "served True here"


@pytest.mark.skipif(sys.platform != "linux", reason="forked on Linux only")
def test_a_forked_worker_does_not_outlive_its_program(early_program, alive):
    program = early_program("die")
    pid = int(program.stdout.readline().split()[1])
    assert alive(pid)
    program.kill()
    program.wait(SECONDS)
    end = time.monotonic() + SECONDS
    while alive(pid):
        assert time.monotonic() < end
        time.sleep(0.01)


@pytest.mark.skipif(sys.platform != "linux", reason="forked on Linux only")
def test_a_process_of_several_threads_is_not_forked():
    assert threading.active_count() > 1 or may_fork()
    with ThreadPoolExecutor(1) as pool:
        pool.submit(int).result()
        assert not may_fork()


def test_ending_lets_it_end_by_itself(process, alive):
    worker = process()
    heard(worker, Ready)
    pid = worker.pid
    assert alive(pid)
    worker.end()
    assert not alive(pid)


def test_one_that_hangs_is_killed_when_it_is_to_end(process, paper, alive):
    worker = process()
    worker.channel.send(Numbered(1, 0, OpenFile(1, str(paper("hang")))))
    worker.channel.send(Numbered(2, 0, ReadLines(1, 0)))
    while heard(worker, Working) != Working(2):
        pass
    pid = worker.pid
    worker.end()
    assert not alive(pid)


def test_the_end_of_a_killed_one_is_told_through_the_pipe(process):
    worker = process()
    heard(worker, Ready)
    pid = worker.pid
    os.kill(pid, 9)
    assert worker.channel.poll(SECONDS)
    with pytest.raises((EOFError, OSError)):
        worker.channel.receive()
    worker.kill()


def test_where_no_process_can_be_had_nothing_is_left_open(monkeypatch):
    class Refusing:
        def __init__(self, *arguments, **more):
            pass

        def start(self):
            raise OSError("no more processes")

    monkeypatch.setattr("multiprocessing.context.SpawnContext.Process", Refusing)
    before = set(os.listdir("/proc/self/fd")) if os.path.isdir("/proc/self/fd") else None  # noqa: PTH112, PTH208
    with pytest.raises(OSError, match="no more processes"):
        WorkerProcess(ChildSettings(PARTS), "x", "spawn")
    if before is not None:
        assert len(os.listdir("/proc/self/fd")) == len(before)  # noqa: PTH208


@pytest.mark.skipif(sys.platform == "win32", reason="there is no fork server on Windows")
def test_warming_up_leaves_the_environment_as_it_was(monkeypatch):
    assert start_method() == "forkserver"
    for before in ("/some/where", None):
        if before is None:
            monkeypatch.delenv("PYTHONPATH", raising=False)
        else:
            monkeypatch.setenv("PYTHONPATH", before)
        warm_up()
        warm_up("spawn")
        assert os.environ.get("PYTHONPATH") == before


def test_a_host_can_start_its_worker_afresh(host, paper):
    worker = host(start_method="spawn")
    *_, opened = ask(worker, OpenFile(1, str(paper("here"))), SECONDS)
    assert isinstance(opened, Opened)
    *_, lines = ask(worker, ReadLines(1, 0), SECONDS)
    assert isinstance(lines, Lines)
