"""The desk without any process: what is sent when, whom a lost worker is laid at, and what the next one is asked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.model.document import CannotOpen, DocumentInfo, FileProblem, PageKind
from viewer.model.geometry import PageSize
from viewer.workers.desk import MOST_CRASHES, MOST_SKIPPED_PAGES, Desk
from viewer.workers.messages.answers import Done, Failed, Lines, Opened, ReadingDelayed, Refused
from viewer.workers.messages.requests import (
    CloseFile,
    Find,
    Identify,
    OpenFile,
    Priority,
    ReadDocument,
    ReadGlyphs,
    ReadLines,
    RenderTile,
)

INFO = DocumentInfo("paper", 9, PageKind.RASTER, (PageSize(595, 842),))
OPENED = Opened(INFO)


def nobody(_answer, _last):
    pass


def desk_with(*paths: str, in_flight: int = 2) -> Desk:
    """A desk whose worker has opened these files, numbered from 1."""
    desk = Desk(in_flight)
    for document, path in enumerate(paths, 1):
        number = desk.add(OpenFile(document, path), nobody, 0)
        desk.next_to_send()
        desk.answered(number, OPENED, last=True)
    return desk


def sent(desk: Desk) -> list[object]:
    return [message.request for message in desk.next_to_send()[0]]


def lose_at(desk: Desk, request, *, page: int | None = None, hung: bool = False, priority: int = 10):
    """A worker that is lost at a request; returns the answers that are told."""
    number = desk.add(request, nobody, priority)
    if not any(message.number == number for message in desk.next_to_send()[0]):
        return None
    desk.at_work(number, page)
    return [ending.answer for ending in desk.worker_lost(hung=hung)]


# -- sending ----------------------------------------------------------------------------------------------------------


def test_the_most_urgent_are_sent_and_no_more_than_may_be_under_way():
    desk = desk_with("a")
    requests = [ReadLines(1, page) for page in range(5)]
    numbers = [desk.add(request, nobody, 20 - page) for page, request in enumerate(requests)]
    assert sent(desk) == [requests[4], requests[3]]
    assert sent(desk) == []
    desk.answered(numbers[4], Done(), last=True)
    assert sent(desk) == [requests[2]]


def test_equals_are_sent_in_the_order_they_came():
    desk = desk_with("a", in_flight=9)
    requests = [ReadLines(1, page) for page in (3, 1, 2)]
    for request in requests:
        desk.add(request, nobody, 5)
    assert sent(desk) == requests


def test_reading_whole_documents_takes_no_place_of_others():
    desk = desk_with("a", "b", in_flight=1)
    for request in (ReadDocument(1), ReadDocument(2), Identify(1), Identify(2)):
        desk.add(request, nobody, 40)
    assert sent(desk) == [ReadDocument(1), ReadDocument(2), Identify(1)]


def test_priorities_can_change_before_and_after_sending():
    desk = desk_with("a", in_flight=1)
    first, second = (desk.add(ReadLines(1, page), nobody, 10) for page in range(2))
    assert not desk.reprioritise(second, 1)
    assert sent(desk) == [ReadLines(1, 1)]
    assert desk.reprioritise(second, 2)
    assert not desk.reprioritise(first, 1)
    assert not desk.reprioritise(999, 1)


# -- cancelling -------------------------------------------------------------------------------------------------------


def test_what_waits_is_dropped_and_what_was_sent_keeps_its_place_until_the_worker_lets_go():
    desk = desk_with("a", in_flight=1)
    numbers = [desk.add(ReadLines(1, page), nobody, 10) for page in range(3)]
    sent(desk)
    assert desk.cancel_where(lambda entry: entry.number in numbers[:2]) == [numbers[0]]
    assert sent(desk) == []
    entry = desk.answered(numbers[0], Done(), last=True)
    assert entry is not None
    assert entry.on_answer is None
    assert sent(desk) == [ReadLines(1, 2)]
    assert desk.cancel_where(lambda _entry: True) == [numbers[2]]
    assert desk.cancel_where(lambda _entry: True) == []


def test_answers_to_what_is_not_known_are_nobodys():
    assert desk_with().answered(77, Done(), last=True) is None


# -- losing a worker --------------------------------------------------------------------------------------------------


def test_open_documents_are_opened_again_before_everything_else():
    desk = desk_with("a", "b", in_flight=9)
    desk.add(ReadLines(1, 0), nobody, 0)
    sent(desk)
    assert desk.worker_lost(hung=False) == []
    messages = desk.next_to_send()[0]
    assert [message.request for message in messages] == [OpenFile(1, "a"), OpenFile(2, "b"), ReadLines(1, 0)]
    assert messages[0].priority < messages[2].priority


def test_closed_and_refused_documents_are_not_opened_again():
    desk = desk_with("a", in_flight=9)
    refused = desk.add(OpenFile(2, "b"), nobody, 0)
    closing = desk.add(CloseFile(1), nobody, 0)
    sent(desk)
    desk.answered(refused, Refused(CannotOpen(FileProblem.MISSING, "b", "gone")), last=True)
    desk.answered(closing, Done(), last=True)
    desk.worker_lost(hung=False)
    assert sent(desk) == []


def test_a_worker_lost_twice_while_it_opens_again_is_asked_once_each_time():
    desk = desk_with("a")
    for _ in range(3):
        desk.worker_lost(hung=False)
        assert sent(desk) == [OpenFile(1, "a")]


def test_only_what_the_worker_was_at_is_to_blame():
    desk = desk_with("a", in_flight=9)
    other = desk.add(ReadLines(1, 3), nobody, 0)
    (failed,) = lose_at(desk, RenderTile(1, 4, 1.0))
    assert (failed.what, failed.crashed, failed.hung) == (
        "Page 5 stopped the reading process; everything else goes on.",
        True,
        False,
    )
    assert sent(desk) == [OpenFile(1, "a"), ReadLines(1, 3)]
    assert desk.answered(other, Done(), last=True) is not None


@pytest.mark.parametrize(
    "request_type", [lambda p: RenderTile(1, p, 2.0), lambda p: ReadGlyphs(1, p), lambda p: ReadLines(1, p)]
)
def test_a_page_that_hangs_costs_one_worker_whatever_is_wanted_of_it(request_type):
    desk = desk_with("a", in_flight=9)
    (failed,) = lose_at(desk, RenderTile(1, 4, 1.0), hung=True)
    assert (failed.what, failed.hung, failed.crashed) == (
        "Page 5 takes too long and was stopped; everything else goes on.",
        True,
        False,
    )
    sent(desk)
    desk.add(request_type(4), nobody, 0)
    desk.add(request_type(5), nobody, 0)
    messages, refused = desk.next_to_send()
    assert [message.request for message in messages] == [request_type(5)]
    assert [ending.answer for ending in refused] == [failed]


def test_a_page_that_crashes_is_tried_twice():
    desk = desk_with("a", in_flight=9)
    for scale in range(MOST_CRASHES):
        assert lose_at(desk, RenderTile(1, 4, 1.0 + scale))[0].crashed
    assert lose_at(desk, RenderTile(1, 4, 9.0)) is None


@pytest.mark.parametrize("forgiving", [CloseFile(1), OpenFile(1, "a")])
def test_a_document_that_is_opened_anew_is_given_another_chance(forgiving):
    desk = desk_with("a", "b", in_flight=9)
    for document in (1, 2):
        lose_at(desk, RenderTile(document, 4, 1.0), hung=True)
    desk.add(forgiving, nobody, 0)
    desk.add(RenderTile(1, 4, 1.0), nobody, 5)
    desk.add(RenderTile(2, 4, 1.0), nobody, 5)
    messages, refused = desk.next_to_send()
    assert RenderTile(1, 4, 1.0) in [message.request for message in messages]
    assert [ending.entry.request for ending in refused] == [RenderTile(2, 4, 1.0)]


def test_a_file_whose_opening_again_hangs_is_let_go():
    desk = desk_with("a", "b")
    desk.worker_lost(hung=False)
    (first, _second), _refused = desk.next_to_send()
    desk.at_work(first.number, None)
    assert [ending.entry.on_answer for ending in desk.worker_lost(hung=True)] == [None]
    assert sent(desk) == [OpenFile(2, "b")]


def test_a_cancelled_request_that_costs_a_worker_is_not_asked_again():
    desk = desk_with("a")
    number = desk.add(RenderTile(1, 1, 1.0), nobody, 0)
    sent(desk)
    desk.at_work(number, None)
    desk.cancel_where(lambda _entry: True)
    assert [ending.entry.on_answer for ending in desk.worker_lost(hung=True)] == [None]
    assert sent(desk) == [OpenFile(1, "a")]


# -- whole texts ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("request_", [ReadDocument(1), Find(1, "words")])
def test_a_text_is_read_carefully_after_a_crash_and_the_page_named_is_left_out_for_everybody(request_):
    desk = desk_with("a", in_flight=9)
    number = desk.add(request_, nobody, 10)
    sent(desk)
    desk.at_work(number, None)
    assert desk.worker_lost(hung=False) == []
    assert sent(desk) == [OpenFile(1, "a", careful=True), request_]
    desk.at_work(number, 4)
    assert desk.worker_lost(hung=True) == []
    assert sent(desk) == [OpenFile(1, "a", careful=True, skip=(4,)), request_]
    desk.worker_lost(hung=False)
    assert sent(desk) == [OpenFile(1, "a", careful=True, skip=(4,)), request_]


def test_what_hangs_is_said_once_and_read_again_behind_other_documents():
    desk = desk_with("a", "b", in_flight=9)
    slow, other = (desk.add(ReadDocument(document), nobody, Priority.WHOLE) for document in (1, 2))
    sent(desk)
    desk.at_work(slow, None)
    assert desk.at_first_reading
    [ending] = desk.worker_lost(hung=True)
    assert (ending.entry.number, ending.answer, ending.last) == (slow, ReadingDelayed(1), False)
    waiting = [message.number for message in desk.next_to_send()[0] if isinstance(message.request, ReadDocument)]
    assert waiting == [other, slow]
    desk.at_work(slow, 4)
    assert not desk.at_first_reading
    assert desk.worker_lost(hung=True) == []


def test_what_crashes_with_no_page_to_blame_fails_in_the_end():
    desk = desk_with("a", in_flight=9)
    number = desk.add(ReadDocument(1), nobody, 10)
    for answers in ([], [Failed]):
        sent(desk)
        desk.at_work(number, None)
        assert [type(ending.answer) for ending in desk.worker_lost(hung=False)] == answers


def test_a_document_of_which_too_many_pages_crash_is_given_up():
    desk = desk_with("a", in_flight=9)
    number = desk.add(ReadDocument(1), nobody, 10)
    losses = 0
    while any(message.number == number for message in desk.next_to_send()[0]):
        desk.at_work(number, losses)
        desk.worker_lost(hung=False)
        losses += 1
    assert MOST_SKIPPED_PAGES < losses <= MOST_SKIPPED_PAGES + 3


# -- anything that may happen -----------------------------------------------------------------------------------------

REQUESTS = st.one_of(
    st.builds(OpenFile, st.integers(1, 2), st.just("a")),
    st.builds(CloseFile, st.integers(1, 2)),
    st.builds(RenderTile, st.integers(1, 2), st.integers(0, 2), st.just(1.0)),
    st.builds(ReadDocument, st.integers(1, 2)),
    st.builds(Find, st.integers(1, 2), st.just("x")),
)
EVENTS = st.lists(
    st.one_of(
        st.tuples(st.just("ask"), REQUESTS, st.integers(0, 40)),
        st.tuples(st.just("answer"), st.integers(0, 9)),
        st.tuples(st.just("lose"), st.integers(0, 9), st.booleans(), st.none() | st.integers(0, 3)),
        st.tuples(st.just("cancel"), st.integers(0, 9)),
    ),
    max_size=40,
)


def answer_for(request) -> object:
    if isinstance(request, OpenFile):
        return OPENED
    return Lines(1, 0, None) if isinstance(request, RenderTile) else Done()  # type: ignore[arg-type] - only passed on


class Play:
    """A desk, a program that asks and cancels, and a worker that answers and is lost."""

    def __init__(self):
        self.desk = Desk(2)
        self.asked, self.cancelled = set(), set()
        self.answered = []
        self.under_way = {}

    def send(self):
        messages, refused = self.desk.next_to_send()
        self.under_way.update({message.number: message.request for message in messages})
        self.tell(refused)

    def tell(self, endings):
        self.answered += [ending.entry.number for ending in endings if ending.entry.on_answer and ending.last]

    def ask(self, request, priority):
        self.asked.add(self.desk.add(request, nobody, priority))

    def answer(self, at):
        number = sorted(self.under_way)[at % len(self.under_way)]
        entry = self.desk.answered(number, answer_for(self.under_way.pop(number)), last=True)
        if entry is not None and entry.on_answer:
            self.answered.append(number)

    def lose(self, at, hung, page):
        if self.under_way:
            self.desk.at_work(sorted(self.under_way)[at % len(self.under_way)], page)
        self.tell(self.desk.worker_lost(hung=hung))
        self.under_way.clear()

    def cancel(self, at):
        number = sorted(self.asked)[at % len(self.asked)]
        if number not in self.answered:
            self.cancelled.add(number)
        assert self.desk.cancel_where(lambda entry: entry.number == number) in ([], [number])


@given(EVENTS)
def test_whatever_happens_every_request_is_answered_once_unless_it_was_cancelled(events):
    play = Play()
    for kind, *details in events:
        play.send()
        if (kind != "answer" or play.under_way) and (kind != "cancel" or play.asked):
            getattr(play, kind)(*details)
    play.send()
    while play.under_way:
        play.answer(0)
        play.send()
    assert len(play.answered) == len(set(play.answered))
    assert set(play.answered) == play.asked - play.cancelled
    assert not play.desk.anything_sent


# -- closing ----------------------------------------------------------------------------------------------------------


def test_what_is_being_closed_when_the_worker_is_lost_is_closed_and_not_opened_again():
    desk = desk_with("a", "b")
    number = desk.add(ReadDocument(1), nobody, 40)
    desk.add(ReadLines(2, 0), nobody, 30)
    sent(desk)
    desk.at_work(number, 3)
    assert not desk.at_what_closes
    desk.add(CloseFile(1), nobody, 0)
    desk.add(OpenFile(1, "c"), nobody, 0)  # another try of a reader who has closed it meanwhile
    assert desk.at_what_closes
    endings = desk.worker_lost(hung=True)
    assert [(ending.entry.request, ending.answer) for ending in endings] == [
        (ReadDocument(1), Done()),
        (CloseFile(1), Done()),
    ]
    assert not desk.at_what_closes
    assert sent(desk) == [OpenFile(2, "b"), OpenFile(1, "c")]
