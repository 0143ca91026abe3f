"""Recognising pages: which is next, what is asked, when what was recognised is shown, and how it is given up."""

from __future__ import annotations

import pytest
from session.fakes import info

from viewer.formats.recognition.tessdata import LanguageData
from viewer.model.annotation import HighlightColor
from viewer.model.document import LanguageRun, LanguageShare, PageKind, TextLayer, Understanding, Value
from viewer.model.text import DocumentText, Recognition, Span
from viewer.session import recognition
from viewer.session.changes import DocumentReplaced, Notice, PagesLieTurned, RecognitionChanged, ViewPlace
from viewer.session.recognition_plan import guess_language, missing_data, request_for
from viewer.workers.messages.answers import Failed, Opened, Recognised
from viewer.workers.messages.requests import OpenFile

ALL = ("ara", "chi_sim", "eng", "fra", "rus", "spa")


class FakeRecogniser:
    """Keeps what is asked; ``answer`` answers it."""

    def __init__(self):
        self.asked = []
        self.stopped = 0

    def recognise(self, opening, request, on_answer):
        self.asked.append((opening, request, on_answer))

    def stop(self):
        self.stopped += 1

    @property
    def pages(self):
        return [request.page for _, request, _ in self.asked]

    def answer(self, reader, languages=("eng",), words=100, *, makes_sense=True, turns=0):
        _, request, on_answer = self.asked[-1]
        on_answer(Recognised(0, request.page, languages, words, makes_sense, turns))
        reader.run_posted()

    def fail(self, reader, what):
        self.asked[-1][2](Failed(what))
        reader.run_posted()


@pytest.fixture
def data(tmp_path, monkeypatch):
    """The language data that is installed; None takes it away."""
    installed = [LanguageData(tmp_path, ALL)]
    monkeypatch.setattr("viewer.formats.recognition.tessdata.find_data", lambda: installed[-1])
    return installed


@pytest.fixture
def recogniser(reader, data):  # noqa: ARG001 - looked for when it is needed
    fake = FakeRecogniser()
    reader.session.recognitions.work_with(fake, "the folder")
    return fake


def read_scan(reader, pages=3, texts=None, understanding=None):
    """Open and read a document whose pages are pictures."""
    texts = texts or [""] * pages
    empty = tuple(page for page, text in enumerate(texts) if not text)
    document = reader.open("scan.pdf", pages)
    reader.read(document, texts, understanding or Understanding(TextLayer.NONE, pages_without_text=empty))
    return document


def open_again(reader, texts, understanding):
    """Let the worker open a document once more, and read it."""
    [request] = reader.interactive.asked(OpenFile)
    reader.interactive.answer(OpenFile, Opened(info(len(texts), text_version=7)))
    reader.run_posted()
    document = reader.session.documents[0]
    reader.read(document, texts, understanding, fingerprint="t2")
    return request, document


def test_pages_in_view_come_first_then_those_behind_them(reader, recogniser):
    document = read_scan(reader, 6)
    document.viewed(ViewPlace(2), 2, 3)
    document.recognition.recognise_unreadable()
    for _ in range(5):
        recogniser.answer(reader)
    assert recogniser.pages == [2, 3, 4, 5, 0, 1]
    document.recognition.stop()


def test_scrolling_changes_what_is_next(reader, recogniser):
    document = read_scan(reader, 6)
    document.recognition.recognise_unreadable()
    document.viewed(ViewPlace(4), 4, 4)
    recogniser.answer(reader)
    assert recogniser.pages == [0, 4]


def test_documents_are_opened_with_what_has_been_recognised(reader, recogniser):  # noqa: ARG001 - tells the folder
    reader.session.open(reader.folder / "scan.pdf")
    assert reader.interactive.asked(OpenFile)[0].recognised == "the folder"


def test_what_was_recognised_is_shown_in_the_place_of_the_document(reader, recogniser):
    document = read_scan(reader, 2)
    document.go_to_page(1)
    document.viewed(ViewPlace(1, 20.0), 1, 1)
    document.search.find("harbour", go=False)
    note = document.notes.note_on_page(1)
    reader.wait_for_disk()
    document.recognition.recognise_unreadable()
    recogniser.answer(reader)
    assert document.recognition.ready, "the page in view has been recognised"
    document.recognition.show()
    how = {1: Recognition("Tesseract", ("eng",))}
    texts = ["", "The harbour is open\n"]
    request, after = open_again(reader, texts, Understanding(TextLayer.NONE, pages_without_text=(0,), recognised=how))
    assert (request.path, request.recognised) == (str(document.path), "the folder")
    assert reader.told(DocumentReplaced) == [DocumentReplaced(after.number, document.number, same_pages=True)]
    assert reader.session.documents == [after]
    assert (after.place, after.history.can_go_back) == (ViewPlace(1, 20.0), True)
    assert after.search.state.query == "harbour"
    assert after.text.version == 7
    assert after.recognition is document.recognition
    assert after.recognition.running
    assert after.recognition.current == 0
    assert [shown.anchor.page for shown in after.notes.annotations] == [1]
    assert after.notes.annotations[0].id == note.id
    recogniser.answer(reader)
    assert recogniser.stopped == 1, "nothing is left to do"
    assert after.recognition.ready
    after.recognition.show()
    _, last = open_again(reader, ["a\n", "b\n"], Understanding(TextLayer.NONE, recognised={0: how[1], **how}))
    assert last.recognition.unreadable_pages == ()
    assert not last.recognition.ready


@pytest.mark.parametrize(
    ("pages", "turned", "told"), [(2, (2, 2), [2]), (2, (1, 3), []), (2, (0, 0), []), (3, (2, 2), [])]
)
def test_it_is_told_how_the_pages_lie_when_all_lie_so(reader, recogniser, pages, turned, told):
    document = read_scan(reader, pages)
    document.recognition.recognise(range(len(turned)))
    for turns in turned:
        recogniser.answer(reader, turns=turns)
    document.recognition.show()
    assert reader.told(PagesLieTurned) == [PagesLieTurned(document.number, turns) for turns in told]


def test_what_is_out_of_view_is_shown_when_it_comes_into_view_or_when_it_is_much(reader, recogniser, monkeypatch):
    document = read_scan(reader, 9)
    document.recognition.recognise(range(4, 9))
    recogniser.answer(reader)
    assert not document.recognition.ready
    document.viewed(ViewPlace(4), 4, 4)
    assert document.recognition.ready
    assert reader.changes[-1] == RecognitionChanged(document.number)
    document.viewed(ViewPlace(0), 0, 0)
    assert not document.recognition.ready
    monkeypatch.setattr(recognition, "SHOWN_EVERY", 2)
    recogniser.answer(reader)
    assert document.recognition.ready


def test_stopping_gives_up_what_is_waiting_and_keeps_what_is_done(reader, recogniser):
    document = read_scan(reader, 3)
    document.recognition.recognise_unreadable()
    recogniser.answer(reader)
    late = recogniser.asked[-1][2]
    document.recognition.stop()
    assert recogniser.stopped == 1
    assert not document.recognition.running
    assert document.recognition.ready
    late(Recognised(0, 1, ("eng",), 5))
    reader.run_posted()
    assert document.recognition.done == 1


def test_a_second_document_has_its_turn_and_the_one_in_front_goes_first(reader, recogniser):
    first = read_scan(reader, 3)
    second = reader.open("other.pdf", 2)
    reader.read(second, ["", ""], Understanding(TextLayer.NONE, pages_without_text=(0, 1)), content_hash="bb")
    first.recognition.recognise_unreadable()
    second.recognition.recognise_unreadable()
    for _ in range(4):
        recogniser.answer(reader)
    names = [opening.path.rpartition("/")[2] for opening, _, _ in recogniser.asked]
    assert names == ["scan.pdf", "other.pdf", "other.pdf", "scan.pdf", "scan.pdf"]


def test_closing_and_reloading_end_it(reader, recogniser):
    document = read_scan(reader, 3)
    document.recognition.recognise_unreadable()
    reader.session.reload(document.number)
    reader.interactive.answer(OpenFile, Opened(info(3)))
    reader.run_posted()
    assert recogniser.stopped == 1, "another content: what is being recognised is of the one before"
    again = reader.session.documents[0]
    assert not again.recognition.running
    again.recognition.recognise([0])
    reader.session.close(again.number)
    assert recogniser.stopped == 2


def test_what_fails_is_said_at_the_end(reader, recogniser):
    document = read_scan(reader, 3)
    document.recognition.recognise([0])
    recogniser.fail(reader, "Page 1 could not be recognised.")
    assert reader.told(Notice)[-1].text == "scan.pdf: Page 1 could not be recognised."
    document.recognition.recognise_unreadable()
    for _ in range(3):
        recogniser.fail(reader, "no")
    assert reader.told(Notice)[-1].text == "scan.pdf: 3 pages could not be recognised."
    assert not document.recognition.ready


def test_pages_that_make_no_sense_are_known_until_they_are_read_again(reader, recogniser):
    document = read_scan(reader, 3)
    document.recognition.recognise([0])
    recogniser.answer(reader, makes_sense=False)
    assert document.recognition.senseless == {0}
    document.recognition.choose(["ru"])
    document.recognition.recognise([0])
    assert recogniser.asked[-1][1].languages == ("rus",)
    recogniser.answer(reader, ("rus",))
    assert document.recognition.senseless == set()


def test_without_data_the_package_is_named(reader, recogniser, data):
    document = read_scan(reader, 1)
    data.append(None)
    document.recognition.recognise([0])
    assert recogniser.asked == []
    assert "Tesseract" in reader.told(Notice)[-1].text
    data.append(LanguageData(reader.folder, ("eng",)))
    document.recognition.choose(["ar"])
    document.recognition.recognise([0])
    assert "chosen languages is not installed" in reader.told(Notice)[-1].text
    document.recognition.choose([])
    document.recognition.recognise([0])
    assert recogniser.pages == [0]


def test_lines_and_sessions_without_a_recogniser_have_nothing_to_recognise(reader, tmp_path):
    document = read_scan(reader, 1)
    assert not document.recognition.possible
    document.recognition.recognise([0])
    reader.session.recognitions.work_with(FakeRecogniser(), str(tmp_path))
    assert document.recognition.possible
    text = reader.open("a.txt", 1)
    text.info = info(1)
    object.__setattr__(text.info, "page_kind", PageKind.LINES)
    assert not text.recognition.possible


# -- what is asked ----------------------------------------------------------------------------------------------------

TEXT = DocumentText.of(["Сопроводительное письмо", "", "", "An annex"])
MIXED = Understanding(
    TextLayer.PARTIAL,
    {"language": (Value("fr", Span(0, 4)),)},
    languages=(LanguageRun(Span(0, 23), "ru", 0.9), LanguageRun(Span(26, 34), "en", 0.9)),
    shares=(LanguageShare("es", 100, 0.6),),
)


def test_the_language_of_a_page_is_guessed_from_its_own_text_and_what_stands_before_it():
    assert guess_language(1, MIXED, TEXT, {}) == "ru"
    assert guess_language(2, MIXED, TEXT, {0: ("ara", "eng")}) == "ar"
    assert guess_language(2, MIXED, TEXT, {0: ("ara",), 1: ("fra",), 3: ("spa",)}) == "fr"
    assert guess_language(2, MIXED, TEXT, {0: ("ara",), 3: ("spa",)}) == "ar", "one before it first"
    assert guess_language(1, MIXED, TEXT, {3: ("spa",)}) == "es"
    assert guess_language(3, MIXED, TEXT, {2: ("spa",)}) == "en", "a corrupt layer tells"
    bare = Understanding(TextLayer.NONE, MIXED.metadata, shares=MIXED.shares)
    assert guess_language(1, bare, TEXT, {}) == "fr"
    assert guess_language(1, Understanding(TextLayer.NONE, shares=MIXED.shares), TEXT, {}) == "es"
    assert guess_language(1, None, TEXT, {}) == ""


def test_chosen_languages_are_asked_for_and_nothing_else(tmp_path):
    data = LanguageData(tmp_path, ALL)
    request = request_for(3, ["ru", "en", "xx"], "ar", data, "f")
    assert (request.page, request.languages, request.candidates) == (3, ("rus", "eng"), ())
    guessed = request_for(0, [], "ar", data, "f")
    assert guessed.languages == ("ara", "eng")
    assert guessed.candidates[0] == ("eng",)
    assert {names[0] for names in guessed.candidates} == set(ALL)
    assert request_for(0, [], "pt", LanguageData(tmp_path, ("por",)), "f").candidates == (("por",),)
    assert request_for(0, [], "", LanguageData(tmp_path, ("frk",)), "f").candidates == (("frk",),)
    assert missing_data([], data) == missing_data(["ru"], data) == ""


def test_a_highlight_on_the_old_text_finds_its_words_in_the_recognised_one(reader, recogniser):
    document = read_scan(reader, 2, ["The harbour at Rivermouth is open to all ships.", ""])
    document.notes.highlight(Span(4, 25), HighlightColor.GREEN)
    reader.wait_for_disk()
    document.recognition.recognise([0])
    recogniser.answer(reader)
    document.recognition.show()
    how = {0: Recognition("Tesseract", ("eng",), replaces_text=True)}
    texts = ["Distr. GENERAL\nThe harbour at Rivermouth is open to all ships.\n", ""]
    _, after = open_again(reader, texts, Understanding(TextLayer.PARTIAL, pages_without_text=(1,), recognised=how))
    reader.wait_for(lambda: bool(after.notes.annotations) and after.notes.annotations[0].anchor.span.start == 19)
