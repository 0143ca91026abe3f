"""Finding words: as they are typed, from where the reader is."""

from __future__ import annotations

from session.fakes import A4

from viewer.model.text import Span
from viewer.session.changes import Notice, PlaceRequested, SearchChanged, ViewPlace
from viewer.session.search import SearchState
from viewer.workers.messages.answers import Failed, Found, Hit, PagesRead
from viewer.workers.messages.requests import Find, ReadDocument

PAGES = ("wells and wells", "more wells here", "no water")


def hit(start, page):
    return Hit(Span(start, start + 5), page, "wells", 0, 5)


HITS = (hit(0, 0), hit(10, 0), hit(21, 1))


def found(hits=HITS, pages=3, query="wells", **more):
    return Found(1, query, hits, len(hits), pages, more.get("unreadable", ()))


def document_of(reader):
    return reader.read_file(PAGES)


def test_the_first_hit_after_the_view_is_gone_to_once(reader):
    document = document_of(reader)
    document.viewed(ViewPlace(1), 1, 1)
    document.search.find("wells")
    [request] = reader.background.asked(Find)
    assert (request.query, request.near) == ("wells", 16)
    assert document.search.state == SearchState("wells", finished=False)
    reader.background.answer(Find, found(HITS[:2], 1), last=False)
    reader.run_posted()
    assert reader.told(PlaceRequested) == []  # what stands before the view is not what is looked for
    reader.background.answer(Find, found(HITS, 2), last=False)
    reader.background.answer(Find, found(HITS, 3, unreadable=(2,)))
    reader.run_posted()
    assert [change.target for change in reader.told(PlaceRequested)] == [HITS[2].span]
    state = document.search.state
    assert (state.finished, state.total, state.unreadable_pages) == (True, 3, (2,))


def test_without_a_hit_after_the_view_it_begins_anew(reader):
    document = document_of(reader)
    document.viewed(ViewPlace(2), 2, 2)
    document.search.find("wells")
    reader.background.answer(Find, found())
    reader.run_posted()
    assert [change.target for change in reader.told(PlaceRequested)] == [HITS[0].span]


def test_steps_go_around(reader):
    document = document_of(reader)
    document.search.find("wells", go=False)
    reader.background.answer(Find, found())
    reader.run_posted()
    assert reader.told(PlaceRequested) == []
    for step, current in ((1, 1), (1, 2), (1, 0), (-1, 2), (-1, 1)):
        (document.search.next_hit if step > 0 else document.search.previous_hit)()
        assert document.search.state.current == current
    document.search.go_to_hit(0)
    document.search.go_to_hit(3)
    document.search.go_to_hit(-1)
    assert document.search.state.current == 0
    assert reader.told(PlaceRequested)[-1].target == HITS[0].span


def test_other_words_drop_the_search_before(reader):
    document = document_of(reader)
    document.search.find("wel")
    document.search.find("wells")
    document.search.find("wells")
    assert len(reader.background.cancelled) == 1
    assert [request.query for request in reader.background.asked(Find)] == ["wells"]
    reader.background.answer(Find, found(query="wel"))
    reader.run_posted()
    assert document.search.state.hits == ()


def test_no_words_end_the_search(reader):
    document = document_of(reader)
    document.search.find("wells")
    document.search.find("  ")
    assert document.search.state == SearchState()
    assert not reader.background.asked(Find)
    document.search.next_hit()
    assert reader.told(PlaceRequested) == []


def test_a_step_before_there_is_a_hit_goes_to_the_first_one_that_comes(reader):
    document = document_of(reader)
    document.search.find("wells", go=False)
    document.search.next_hit()
    reader.background.answer(Find, found(HITS[:1], 1), last=False)
    reader.run_posted()
    assert [change.target for change in reader.told(PlaceRequested)] == [HITS[0].span]


def test_a_current_hit_stays_when_more_are_found(reader):
    document = document_of(reader)
    document.search.find("wells")
    reader.background.answer(Find, found(HITS[:2], 1), last=False)
    reader.run_posted()
    document.search.next_hit()
    reader.background.answer(Find, found())
    reader.run_posted()
    assert document.search.state.current == 1


def test_a_search_that_fails_is_said(reader):
    document = document_of(reader)
    document.search.find("wells")
    reader.background.answer(Find, Failed("The search failed."))
    reader.run_posted()
    assert reader.told(Notice)[-1].text == "The search failed."
    assert document.search.state.finished
    assert reader.told(SearchChanged)
    document.search.find("wells")
    assert len(reader.background.asked(Find)) == 1


def test_words_can_be_looked_for_while_the_text_is_read(reader):
    document = reader.open()
    reader.background.answer(ReadDocument, PagesRead(1, 0, PAGES[:1], (A4,)), last=False)
    reader.run_posted()
    document.search.find("wells")
    reader.background.answer(Find, found((), 1), last=False)
    reader.run_posted()
    assert (document.search.state.finished, document.search.state.pages_searched) == (False, 1)
    assert document.search.state.current is None
