"""The worker's own loop, in this process, with a pipe that says what happened: order, cancelling, who is at work."""

from __future__ import annotations

import gc
import multiprocessing
from collections import deque

import pytest

from viewer.model.document import CannotOpen, FileProblem
from viewer.workers.child import loop as child
from viewer.workers.child.loop import Child
from viewer.workers.child.settings import ChildSettings
from viewer.workers.child.steps import AtPage, Wait
from viewer.workers.messages.answers import Done, Failed, Found
from viewer.workers.messages.envelopes import Cancel, Numbered, Reply, Reprioritise, Working
from viewer.workers.messages.requests import CloseFile, Find, Identify, ReadDocument


class Pipe:
    """Gives messages one after the other, each when the worker has made so many steps; then ends."""

    def __init__(self, *messages):
        self.coming = deque(message if isinstance(message, tuple) else (0, message) for message in messages)
        self.sent = []
        self.steps = 0

    def poll(self, timeout):
        return bool(self.coming and self.steps >= self.coming[0][0]) or timeout is None

    def receive(self):
        if not self.coming:
            raise EOFError
        return self.coming.popleft()[1]

    def send(self, message):
        self.sent.append(message)


class Script:
    """A service whose requests do what the test has written down for them."""

    def __init__(self, pipe, scripts):
        self.pipe, self.scripts, self.closed = pipe, scripts, []

    def steps(self, request):
        try:
            for step in self.scripts[request]:
                self.pipe.steps += 1
                if isinstance(step, Exception):
                    raise step
                yield step
            self.pipe.steps += 1
            return Done()
        finally:
            self.closed.append(request)


def played(scripts, *messages):
    """What a worker sends when it gets these messages; and what it closed, in order."""
    pipe = Pipe(*messages)
    service = Script(pipe, scripts)
    with pytest.raises(EOFError):
        Child(pipe, service).run()
    return pipe.sent, service.closed


ready = Pipe.poll


def finished(sent):
    return [message.number for message in sent if isinstance(message, Reply) and message.last]


LONG, OTHER, READ = Identify(1), Identify(2), ReadDocument(1)


def test_the_more_urgent_comes_first_and_equals_in_the_order_they_came():
    scripts = {LONG: [None], OTHER: [None], READ: [None]}
    sent, _closed = played(scripts, Numbered(1, 20, LONG), Numbered(2, 10, OTHER), Numbered(3, 10, READ))
    assert finished(sent) == [2, 3, 1]


def test_a_more_urgent_request_comes_between_two_steps():
    scripts = {LONG: [None] * 5, OTHER: [None]}
    sent, _closed = played(scripts, Numbered(1, 20, LONG), (2, Numbered(2, 10, OTHER)))
    assert finished(sent) == [2, 1]
    assert [message.number for message in sent if isinstance(message, Working)] == [1, 2, 1]


def test_a_priority_can_change():
    scripts = {LONG: [None] * 5, OTHER: [None] * 5}
    sent, _closed = played(
        scripts, Numbered(1, 10, LONG), Numbered(2, 20, OTHER), (2, Reprioritise(2, 1)), (2, Reprioritise(99, 1))
    )
    assert finished(sent) == [2, 1]


def test_a_cancelled_request_stops_and_says_that_it_is_gone():
    scripts = {LONG: [None] * 50}
    sent, closed = played(scripts, Numbered(1, 10, LONG), (3, Cancel(1)), (3, Cancel(1)), (3, Cancel(99)))
    assert sent[-1] == Reply(1, Done())
    assert finished(sent) == [1]
    assert closed == [LONG]


def test_closing_a_document_drops_what_reads_it():
    scripts = {LONG: [None] * 50, OTHER: [None] * 5, CloseFile(1): []}
    sent, closed = played(scripts, Numbered(1, 10, LONG), Numbered(2, 20, OTHER), (3, Numbered(3, 10, CloseFile(1))))
    assert finished(sent) == [1, 3, 2]
    assert closed[0] == LONG


def test_what_waits_lets_others_go_on():
    gate = []
    scripts = {LONG: [Wait(lambda: bool(gate))], OTHER: [None, None]}
    sent, _closed = played(scripts, Numbered(1, 10, LONG), Numbered(2, 20, OTHER), (4, Cancel(1)))
    assert finished(sent) == [2, 1]


def test_answers_that_are_not_the_last_are_passed_on():
    some = Found(1, "x", (), 0, 1, ())
    sent, _closed = played({Find(1, "x"): [some]}, Numbered(1, 10, Find(1, "x")))
    assert [message for message in sent if isinstance(message, Reply)] == [Reply(1, some, last=False), Reply(1, Done())]


def test_an_error_is_an_answer_and_the_next_request_is_served():
    error = CannotOpen(FileProblem.DAMAGED, "x", "It is damaged.")
    scripts = {LONG: [MemoryError()], OTHER: [error], READ: [None]}
    sent, _closed = played(scripts, Numbered(1, 1, LONG), Numbered(2, 2, OTHER), Numbered(3, 3, READ))
    answers = [message.answer for message in sent if isinstance(message, Reply)]
    assert [type(answer) for answer in answers] == [Failed, Failed, Done]
    assert answers[0].what == "The document needs more memory than it may use."


def test_the_page_about_to_be_read_is_named_though_another_request_comes_between():
    scripts = {READ: [AtPage(4), None, AtPage(None), None], OTHER: [None]}
    sent, _closed = played(scripts, Numbered(1, 20, READ), (1, Numbered(2, 10, OTHER)))
    working = [(message.number, message.page) for message in sent if isinstance(message, Working)]
    assert working == [(1, None), (2, None), (1, 4), (1, None)]


def test_what_follows_on_something_urgent_comes_before_a_long_work_goes_on(monkeypatch):
    # What is asked for then comes a moment later: it is there for who waits, and not for who only looks.
    monkeypatch.setattr(Pipe, "poll", lambda pipe, timeout: ready(pipe, timeout) and not (pipe.steps and timeout == 0))
    scripts = {LONG: [None] * 3, OTHER: [], READ: []}
    sent, _closed = played(scripts, Numbered(1, 40, LONG), Numbered(2, 10, OTHER), (1, Numbered(3, 10, READ)))
    assert finished(sent) == [2, 3, 1]


def test_a_message_of_another_kind_is_passed_over(caplog):
    sent, _closed = played({LONG: []}, "nonsense", Numbered(1, 1, LONG))
    assert finished(sent) == [1]
    assert "not a message to a worker" in caplog.text


def test_a_long_silence_is_broken(monkeypatch):
    monkeypatch.setattr("viewer.workers.child.loop.HEARTBEAT", 0.0)
    sent, _closed = played({LONG: [None] * 5}, Numbered(1, 10, LONG))
    assert [message for message in sent if isinstance(message, Working)] == [Working(1)] * 6


def test_a_worker_without_room_for_an_answer_ends_quietly(monkeypatch):
    def send(_message):
        raise MemoryError

    monkeypatch.setattr(child, "apply_limits", lambda *_args, **_options: ())
    monkeypatch.setattr(child, "leave_forkserver", lambda: None)  # other tests need that of this process
    monkeypatch.setattr(gc, "set_threshold", lambda _count: None)
    monkeypatch.setattr(gc, "freeze", lambda: None)
    ours, theirs = multiprocessing.Pipe()
    with ours, theirs:
        channel = child.Channel(theirs)
        monkeypatch.setattr(channel, "send", send)
        monkeypatch.setattr(child, "Channel", lambda _connection: channel)
        child.run_child(theirs, ChildSettings())
