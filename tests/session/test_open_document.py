"""What an open document knows, and where its reader is."""

from __future__ import annotations

import gc
from dataclasses import replace

from session.fakes import A4, info

from viewer.model.annotation import HighlightColor
from viewer.model.document import Identity, Section, SectionKind, TextLayer, Understanding, Value
from viewer.model.geometry import PageSize
from viewer.model.reference import Mention, Reference, ReferenceKind
from viewer.model.text import PagePosition, Span
from viewer.session import open_document, parts
from viewer.session.changes import (
    Notice,
    PlaceChanged,
    PlaceRequested,
    SelectionChanged,
    Severity,
    TextRead,
    UnderstandingChanged,
    ViewPlace,
)
from viewer.session.open_document import ReadingState
from viewer.workers.messages.answers import Failed, Lines, PagesRead, ReadingDelayed, Understood
from viewer.workers.messages.requests import Priority, ReadDocument, ReadLines, RenderTile

PAGES = ("First page, resolution 1.", "Second page.", "Third page. " + "It has enough to be known by. " * 5)
MENTION = Mention(Span(12, 24), "resolution 1")
REFERENCE = Reference("A/RES/1 (I)", ReferenceKind.RESOLUTION, "General Assembly", (MENTION,))
UNDERSTANDING = Understanding(
    TextLayer.GOOD,
    {"symbol": (Value("A/1", Span(0, 5)), Value("S/2", Span(0, 5))), "title": (Value("A title", Span(0, 5)),)},
    sections=(
        Section(SectionKind.COVER, "Cover", 1, Span(0, 25), "en", 1.0),
        Section(SectionKind.ANNEX, "Annex", 1, Span(26, 50), "en", 1.0),
    ),
    references=(REFERENCE,),
)


def test_reading_tells_page_by_page(reader):
    document = reader.open()
    reader.background.answer(ReadDocument, PagesRead(1, 0, PAGES[:1], (A4,)), last=False)
    reader.background.answer(ReadDocument, PagesRead(1, 1, PAGES[1:2], (PageSize(842, 595),)), last=False)
    reader.run_posted()
    assert reader.told(TextRead) == [TextRead(1, 0, 1), TextRead(1, 1, 1)]
    assert str(document.text) == "\f".join(PAGES[:2])
    assert (document.page_size(1), document.page_size(2)) == (PageSize(842, 595), A4)
    assert document.state is ReadingState.READING
    reader.background.answer(ReadDocument, Understood(1, 2, Understanding(TextLayer.PARTIAL)), last=False)
    reader.run_posted()
    assert document.text_layer is TextLayer.PARTIAL
    assert not document.reading_has_ended
    reader.read(document, PAGES, UNDERSTANDING, "t1", "aa")
    assert document.state is ReadingState.READ
    assert document.identity == Identity("aa", "t1")
    assert document.text.page_count == 3
    assert len(reader.told(UnderstandingChanged)) == 2


def test_a_restarted_worker_reads_again_and_nothing_is_there_twice(reader):
    document = reader.open()
    for first, count in ((0, 2), (0, 1), (1, 2)):
        answer = PagesRead(1, first, PAGES[first : first + count], (A4,) * count)
        reader.background.answer(ReadDocument, answer, last=False)
    reader.run_posted()
    assert str(document.text) == "\f".join(PAGES)


def test_reading_that_takes_too_long_is_said_while_it_goes_on(reader):
    document = reader.open()
    reader.background.answer(ReadDocument, ReadingDelayed(1), last=False)
    reader.run_posted()
    [notice] = reader.told(Notice)
    assert notice.severity is Severity.INFO
    assert notice.text == (
        f"A page of {document.path.name} takes too long to read. It is tried once more; everything else goes on."
    )
    assert document.state is ReadingState.READING


def test_reading_that_fails_is_said(reader):
    document = reader.open()
    reader.background.answer(ReadDocument, Failed("It crashed."))
    reader.run_posted()
    assert document.state is ReadingState.FAILED
    assert document.understanding is None
    assert reader.told(UnderstandingChanged)


def test_mentions_are_put_in_order_before_what_is_understood_is_told(reader, monkeypatch):
    monkeypatch.setattr(parts, "SLICE_SECONDS", 0)  # one part of the work between two events
    document = reader.open()
    reader.background.answer(ReadDocument, Understood(1, 3, UNDERSTANDING))
    reader.run_next()
    assert (document.understanding, document.state) == (None, ReadingState.READING)
    assert not reader.told(UnderstandingChanged)
    reader.run_posted()
    assert (document.understanding, document.state) == (UNDERSTANDING, ReadingState.READ)
    assert document.cited.in_order == [(REFERENCE, MENTION)]
    assert reader.told(UnderstandingChanged) == [UnderstandingChanged(1)]


def test_keys_and_pages_come_between_two_who_are_told_what_was_understood(reader, monkeypatch):
    monkeypatch.setattr(parts, "SLICE_SECONDS", 0)
    reader.open()
    told = []
    for name in ("one", "two"):
        reader.session.changes.subscribe(
            lambda change, name=name: told.append(name) if isinstance(change, UnderstandingChanged) else None
        )
    reader.background.answer(ReadDocument, Understood(1, 3, UNDERSTANDING))
    while "one" not in told:
        reader.run_next()
    assert told == ["one"]
    reader.run_posted()
    assert told == ["one", "two"]


def test_what_is_understood_first_is_not_lost_where_reading_fails_then(reader, monkeypatch):
    monkeypatch.setattr(parts, "SLICE_SECONDS", 0)
    document = reader.open()
    reader.background.answer(ReadDocument, Understood(1, 3, UNDERSTANDING), last=False)
    reader.background.answer(ReadDocument, Failed("It crashed."))
    reader.run_posted()
    assert (document.understanding, document.state) == (UNDERSTANDING, ReadingState.FAILED)


def test_of_a_document_that_is_closed_nothing_more_is_told(reader, monkeypatch):
    monkeypatch.setattr(parts, "SLICE_SECONDS", 0)
    reader.open()
    reader.background.answer(ReadDocument, Understood(1, 3, UNDERSTANDING))
    reader.run_next()
    reader.session.close(1)
    reader.run_posted()
    assert not reader.told(UnderstandingChanged)


def test_many_mentions_are_kept_from_the_collector_while_they_are_there(reader, monkeypatch):
    monkeypatch.setattr(open_document, "MANY_CITED", 0)
    document = reader.open()
    reader.read(document, PAGES, UNDERSTANDING)
    assert gc.get_freeze_count() > 0
    reader.session.close(1)
    assert gc.get_freeze_count() == 0


def test_a_document_is_called_by_its_symbol_its_title_or_its_file(reader):
    document = reader.open("paper.pdf")
    assert (document.title, document.symbol, document.text_layer) == ("paper.pdf", "", None)
    reader.read(document, PAGES, UNDERSTANDING)
    assert (document.title, document.symbol) == ("A/1 - S/2", "A/1 - S/2")
    document.understanding = replace(UNDERSTANDING, metadata={"title": (Value("A title", Span(0, 5)),)})
    assert (document.title, document.symbol) == ("A title", "")


def test_pages_have_their_own_labels_and_sizes(reader):
    document = reader.open(page_labels=("i", ""))
    assert [document.page_label(page) for page in range(3)] == ["i", "2", "3"]
    assert document.correct_page_size(2, PageSize(1, 2))
    assert not document.correct_page_size(2, PageSize(1, 2))
    assert document.page_size(2) == PageSize(1, 2)
    assert document.page_sizes == [A4, A4, PageSize(1, 2)]


def test_going_somewhere_is_remembered_for_back_and_forward(reader):
    document = reader.read_file(PAGES)
    document.viewed(ViewPlace(0, 5.0), 0, 1)
    document.viewed(ViewPlace(0, 5.0), 0, 1)
    assert len(reader.told(PlaceChanged)) == 1
    document.looked_closer()
    assert len(reader.told(PlaceChanged)) == 2
    document.go_to(Span(30, 35))
    document.viewed(ViewPlace(1, 7.0), 1, 1)
    document.back()
    document.viewed(ViewPlace(0, 5.0), 0, 1)
    document.back()
    document.forward()
    document.forward()
    document.go_to_page(-1)
    document.go_to_page(99)
    assert reader.told(PlaceRequested) == [
        PlaceRequested(1, Span(30, 35), pulse=True),
        PlaceRequested(1, ViewPlace(0, 5.0), pulse=False),
        PlaceRequested(1, ViewPlace(1, 7.0), pulse=False),
        PlaceRequested(1, ViewPlace(0), pulse=False),
        PlaceRequested(1, ViewPlace(2), pulse=False),
    ]


def test_the_section_in_view_follows_the_reader(reader):
    document = reader.open()
    assert (document.offset_in_view(), document.current_section) == (0, None)
    reader.read(document, PAGES, UNDERSTANDING)
    assert document.current_section.title == "Cover"
    document.viewed(ViewPlace(2, 0.0), 2, 2)
    assert document.current_section.title == "Annex"
    reader.session.measure_places_with(lambda _number, _place: 3)
    assert document.offset_in_view() == 3
    reader.session.measure_places_with(lambda _number, _place: None)
    assert document.offset_in_view() == document.text.page_span(2).start


def test_a_selection_goes_over_page_breaks(reader):
    document = reader.open()
    document.select(PagePosition(1, 6), PagePosition(0, 18))
    assert (document.selected_span, document.selected_text) == (None, "")  # the text is not there yet
    reader.read(document, PAGES)
    assert document.selected_span == Span(18, 32)
    assert document.selected_text == "tion 1.\nSecond"
    document.select(PagePosition(0, 18), PagePosition(1, 6))
    assert len(reader.told(SelectionChanged)) == 1
    document.select(PagePosition(0, 18), PagePosition(0, 18))
    document.clear_selection()
    assert len(reader.told(SelectionChanged)) == 2
    document.select_span(MENTION.span)
    assert document.selected_text == "resolution 1"
    document.clear_selection()
    assert document.selected_span is None


def test_a_colour_that_is_unknown_is_yellow(reader):
    document = reader.open()
    for name, color in (("red", HighlightColor.RED), ("mauve", HighlightColor.YELLOW)):
        reader.session.change_settings(replace(reader.session.settings, highlight_color=name))
        assert document.highlight_color is color


def test_the_interactive_worker_is_asked_through_the_document(reader):
    document = reader.open(pages=1)
    heard = []
    number = document.ask_interactive(ReadLines(1, 0), lambda answer, last: heard.append((answer, last)), 5)
    document.reprioritise_interactive(number, Priority.NEAR)
    assert reader.interactive.priorities[number] == Priority.NEAR
    answer = Lines(1, 0, None)
    reader.interactive.answer(ReadLines, answer)
    assert heard == []  # not in the worker's thread
    reader.run_posted()
    assert heard == [(answer, True)]
    number = document.ask_interactive(RenderTile(1, 0, 1.0), lambda _answer, _last: None, 5)
    document.cancel_interactive(number)
    assert reader.interactive.cancelled == [number]
    assert info(1).page_count == document.page_count


def test_what_was_understood_before_is_shown_while_the_text_is_read(reader):
    pages = ["one", "two", "three"]
    known = Understanding(TextLayer.GOOD, {"title": (Value("three", Span(8, 13)),)})
    document = reader.open()
    answer = Understood(document.number, 0, known, page_lengths=(3, 3, 5))
    reader.background.answer(ReadDocument, answer, last=False)
    reader.run_posted()
    assert document.understanding == known
    assert document.text.page_of(8) == 2
    assert not document.reading_has_ended
    reader.read(document, pages, known)
    assert document.reading_has_ended
    assert document.text.slice(Span(8, 13)) == "three"
