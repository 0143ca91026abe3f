"""Asking and waiting: answers as they come, in time or not at all."""

from __future__ import annotations

import threading

import pytest

from viewer.workers.batch import ask
from viewer.workers.host import WorkerState
from viewer.workers.messages.answers import Done, Failed
from viewer.workers.messages.requests import Identify, Priority


class Host:
    """Answers in a thread, as hosts do, before anybody waits; what was cancelled is remembered."""

    state = WorkerState.READY

    def __init__(self, *answers):
        self.answers, self.cancelled, self.asked = answers, [], []

    def submit(self, request, on_answer, priority):
        self.asked.append((request, priority))

        def answer():
            for number, one in enumerate(self.answers, 1):
                on_answer(one, number == len(self.answers) and not isinstance(one, Failed))

        thread = threading.Thread(target=answer)
        thread.start()
        thread.join()
        return 7

    def cancel(self, number):
        self.cancelled.append(number)


def test_answers_come_until_the_last():
    host = Host(Done(), Done(), Done())
    assert list(ask(host, Identify(1))) == [Done()] * 3
    assert host.asked == [(Identify(1), Priority.VISIBLE)]


def test_what_does_not_come_in_time_is_dropped():
    host = Host(Failed("so far"))
    answers = ask(host, Identify(1), timeout=0.05, priority=3)
    assert next(answers) == Failed("so far")
    with pytest.raises(TimeoutError, match="no answer within"):
        next(answers)
    assert host.cancelled == [7]


def test_who_stops_listening_drops_the_request():
    host = Host(Done(), Done())
    answers = ask(host, Identify(1))
    next(answers)
    answers.close()
    assert host.cancelled == [7]
