"""Recognising a page with languages that were chosen, or that make sense; kept, and read from then on."""

from __future__ import annotations

import itertools
import queue
import threading

import pytest
from papers.pdf_papers import text_pages
from papers.scans import needs_tesseract, scan_of
from patience import SECONDS
from worker_parts import PARTS

from viewer.formats.recognition.recognised_store import RecognisedStore, load
from viewer.formats.recognition.tessdata import find_data
from viewer.model.geometry import PageSize
from viewer.workers.batch import ask
from viewer.workers.child.settings import Parts
from viewer.workers.host import HostSettings, Patience, WorkerRole
from viewer.workers.messages.answers import Failed, Recognised
from viewer.workers.messages.requests import Find, OpenFile, ReadDocument, ReadGlyphs, RecognisePage
from viewer.workers.recogniser import PageRecogniser

EVERY = (("eng",), ("rus", "eng"), ("ara", "eng"), ("fra",))


@pytest.fixture
def recogniser(host):  # noqa: ARG001 - hosts are looked over, threads and all, when these have been stopped
    """Starts recognisers, and stops them at the end."""
    started = []

    def start(parts=PARTS, patience=SECONDS):
        started.append(PageRecogniser(HostSettings(parts, patience=Patience(background=patience))))
        return started[-1]

    yield start
    for each in started:
        each.stop()


@pytest.fixture
def pages(tmp_path):
    """Says what is read on each page with which language; ``asked`` is what was read, and how high a picture."""

    class Pages:
        data = tmp_path / "data"
        folder = tmp_path / "cache"

        def say(self, *pages: str):
            self.data.mkdir(exist_ok=True)
            for number, lines in enumerate(pages):
                (self.data / f"{number}.txt").write_text(lines, encoding="utf-8")

        @property
        def asked(self):
            return (self.data / "asked.txt").read_text().splitlines()

        def request(self, page=0, languages=("eng",), candidates=()):
            return RecognisePage(1, page, languages, str(self.data), str(self.folder), candidates)

    return Pages()


def recognise(recogniser, path, request):
    answers = queue.SimpleQueue()
    recogniser.recognise(OpenFile(1, str(path)), request, answers.put)
    return answers.get(timeout=SECONDS)


def test_chosen_languages_are_taken_whatever_comes_of_it(recogniser, paper, pages):
    pages.say("rus: one two three four five six seven eight nine")
    path = paper("")
    answer = recognise(recogniser(), path, pages.request(languages=("rus", "eng")))
    assert answer == Recognised(1, 0, ("rus", "eng"), 9, makes_sense=False)
    [entry] = RecognisedStore(pages.folder).pages_of(path).values()
    assert [word.text for word in load(entry).words][:2] == ["one", "two"]
    assert load(entry).recognition.languages == ("rus", "eng")


def test_a_page_is_recognised_once_with_the_same_languages(recogniser, paper, pages):
    pages.say("eng: [en] words\nfra: [fr] mots")
    path, each = paper(""), recogniser()
    for languages in (("eng",), ("fra",), ("eng",)):
        assert recognise(each, path, pages.request(languages=languages)).words == 2
    assert len(pages.asked) == 2
    [entry] = RecognisedStore(pages.folder).pages_of(path).values()
    assert load(entry).recognition.languages == ("eng",), "the one that was asked for last counts"


def test_a_guess_that_makes_sense_costs_nothing(recogniser, paper, pages):
    pages.say("fra: [fr] mots")
    answer = recognise(recogniser(), paper(""), pages.request(languages=("fra",), candidates=EVERY))
    assert (answer.languages, answer.makes_sense) == (("fra",), True)
    assert [line.split()[0] for line in pages.asked] == ["fra"]


def test_a_guess_that_makes_no_sense_has_the_others_tried_on_a_part_of_the_page(recogniser, paper, pages):
    pages.say("eng: gibberish\nrus: [ru] words\nara: [ar] words")
    answer = recognise(recogniser(), paper(""), pages.request(candidates=EVERY))
    assert (answer.languages, answer.makes_sense) == (("rus", "eng"), True)
    assert [line.split()[0] for line in pages.asked] == ["eng", "eng", "eng", "rus", "rus+eng"]
    heights = [int(line.split()[1]) for line in pages.asked]
    assert heights[1] == heights[2] == heights[3] < heights[0] / 3
    assert heights[4] == heights[0]
    assert [line.split()[2] for line in pages.asked] == ["0", "2", "0", "0", "0"], "on its head in the guess only"


@pytest.mark.parametrize(
    ("stand", "tried"),
    [
        ("2 Cyrillic", ["rus 2", "rus+eng 2"]),
        ("0 Arabic", ["ara 0", "eng 0", "rus 0", "fra 0", "ara 2", "eng 2", "rus 2", "fra 2", "rus+eng 2"]),
        ("2 Arabic", ["ara 2", "eng 2", "rus 2", "rus+eng 2"]),
        ("1 Latin", ["eng 2", "eng 0", "fra 0", "fra 2", "rus 0", "ara 0", "rus 2", "ara 2", "rus+eng 2"]),
    ],
)
def test_what_agrees_with_how_the_page_stands_is_tried_first(recogniser, paper, pages, stand, tried):
    pages.say("eng: gibberish\nrus: gibberish\nrus@2: [ru] words")
    (pages.data / "stand.txt").write_text(stand)
    answer = recognise(recogniser(), paper(""), pages.request(candidates=EVERY))
    assert (answer.languages, answer.makes_sense) == (("rus", "eng"), True)
    first, *others = [" ".join(line.split()[::2]) for line in pages.asked]
    assert (first, others) == ("eng 0", tried)


def test_what_is_read_upside_down_counts_in_full_where_the_page_is_known_to_stand_so(recogniser, paper, pages):
    pages.say("eng: [en?] nonsense\neng@2: [en?] words", "eng: [en?] nonsense\neng@2: [en?] words")
    path, each = paper("", ""), recogniser()
    (pages.data / "stand.txt").write_text("2 Latin")
    recognise(each, path, pages.request(languages=(), candidates=(("eng",),)))
    (pages.data / "stand.txt").unlink()
    recognise(each, path, pages.request(1, languages=(), candidates=(("eng",),)))
    entries = RecognisedStore(pages.folder).pages_of(path)
    assert [load(entries[page]).turns for page in (0, 1)] == [2, 0]


def test_french_is_told_by_english_letters(recogniser, paper, pages):
    pages.say("eng: [fr] words\nfra: [fr] mots")
    answer = recognise(recogniser(), paper(""), pages.request(languages=(), candidates=EVERY))
    assert answer.languages == ("fra",)


def test_a_guess_that_makes_little_sense_gives_way_to_what_makes_more(recogniser, paper, pages):
    pages.say("spa: [es?] las dos\nara: [ar] words")
    answer = recognise(recogniser(), paper(""), pages.request(languages=("spa",), candidates=EVERY))
    assert (answer.languages, answer.makes_sense) == (("ara", "eng"), True)


def test_a_guess_that_makes_little_sense_stays_where_nothing_makes_more(recogniser, paper, pages):
    pages.say("spa: [es?] las dos\nrus: [ru?] words")
    answer = recognise(recogniser(), paper(""), pages.request(languages=("spa",), candidates=EVERY))
    assert (answer.languages, answer.makes_sense) == (("spa",), True)


def test_nonsense_on_its_head_does_not_keep_an_upright_page_from_its_language(recogniser, paper, pages):
    pages.say("rus: gibberish\nrus@2: [bg?] nonsense\nara: [ar?] words")
    answer = recognise(recogniser(), paper(""), pages.request(languages=("rus", "eng"), candidates=EVERY))
    assert answer.languages == ("ara", "eng")


def test_a_guess_stays_where_another_makes_sense_on_a_part_of_the_page_only(recogniser, paper, pages):
    pages.say("spa: gibberish\nrus: [ru?] words\nrus+eng: gibberish")
    answer = recognise(recogniser(), paper(""), pages.request(languages=("spa",), candidates=EVERY))
    assert answer.languages == ("spa",)


def test_where_nothing_makes_sense_the_first_is_taken_and_it_is_said(recogniser, paper, pages):
    pages.say("eng: " + "x " * 20)
    answer = recognise(recogniser(), paper(""), pages.request(languages=(), candidates=EVERY))
    assert (answer.languages, answer.words, answer.makes_sense) == (("eng",), 20, False)


def test_an_empty_page_makes_all_the_sense_it_can(recogniser, paper, pages):
    pages.say("eng: ")
    assert recognise(recogniser(), paper(""), pages.request()).makes_sense


def test_a_page_with_text_of_its_own_is_known_as_such(recogniser, paper, pages):
    pages.say("eng: [en] words", "eng: [en] words")
    path, each = paper("its own layer", " . "), recogniser()
    for page in (0, 1):
        recognise(each, path, pages.request(page))
    entries = RecognisedStore(pages.folder).pages_of(path)
    assert [load(entries[page]).recognition.replaces_text for page in (0, 1)] == [True, False]


def test_a_page_that_fails_costs_itself_only(recogniser, paper, pages):
    pages.say("eng: raise", "eng: crash", "eng: [en] fine")
    path, each = paper("", "", ""), recogniser()
    failed, crashed, fine = (recognise(each, path, pages.request(page)) for page in range(3))
    assert failed == Failed("Page 1 could not be recognised.", failed.detail)
    assert isinstance(crashed, Failed)
    assert crashed.crashed
    assert fine.words == 2


def test_stopping_ends_the_process_and_the_next_page_starts_another(recogniser, paper, pages, alive):
    pages.say("eng: hang", "eng: [en] fine")
    path, each = paper("", ""), recogniser()
    answers = queue.SimpleQueue()
    each.recognise(OpenFile(1, str(path)), pages.request(), answers.put)
    while not (pages.data / "asked.txt").exists():
        threading.Event().wait(0.01)
    pid = each._host.pid
    each.stop()
    assert not alive(pid)
    assert answers.empty()
    assert recognise(each, path, pages.request(1)).words == 2
    assert each._host.pid != pid


def test_a_page_without_end_is_given_up(recogniser, paper, pages):
    pages.say("eng: hang", "eng: [en] fine")
    path, each = paper("", ""), recogniser(patience=1.5)
    failed = recognise(each, path, pages.request())
    assert isinstance(failed, Failed)
    assert failed.hung
    assert recognise(each, path, pages.request(1)).words == 2


def test_what_cannot_be_opened_is_said_and_tried_again(recogniser, paper, pages, tmp_path):
    pages.say("eng: [en] fine")
    each, path = recogniser(), tmp_path / "late.txt"
    assert "There is no such file." in recognise(each, path, pages.request()).what
    paper("", name="late.txt")
    assert recognise(each, path, pages.request()).words == 2


# -- reading on -------------------------------------------------------------------------------------------------------


def test_recognised_pages_are_read_searched_and_selected_as_others_are(recogniser, host, paper, pages):
    pages.say("eng: [en] recognised here")
    path = paper("", "Its own words")
    recognise(recogniser(), path, pages.request())
    reader = host(WorkerRole.BACKGROUND)
    list(ask(reader, OpenFile(1, str(path), recognised=str(pages.folder))))
    *read, understood = ask(reader, ReadDocument(1))
    assert list(itertools.chain.from_iterable(answer.texts for answer in read)) == [
        "[en] recognised here\n",
        "Its own words",
    ]
    assert understood.understanding is not None
    *_, found = ask(reader, Find(1, "RECOGNISED"))
    assert [hit.page for hit in found.hits] == [0]
    [glyphs] = ask(reader, ReadGlyphs(1, 0))
    assert glyphs.text == "[en] recognised here\n"
    assert len(glyphs.glyphs) == len(glyphs.text)
    [own] = ask(reader, ReadGlyphs(1, 1))
    assert own.text == "Its own words"


def test_without_the_folder_a_document_is_as_it_is(recogniser, host, paper, pages, tmp_path):
    pages.say("eng: [en] recognised here")
    path = paper("own")
    recognise(recogniser(), path, pages.request())
    reader = host(WorkerRole.BACKGROUND)
    for folder in ("", str(tmp_path / "nothing here")):
        list(ask(reader, OpenFile(1, str(path), recognised=folder)))
        [glyphs] = ask(reader, ReadGlyphs(1, 0))
        assert glyphs.text == "own"


def test_a_damaged_entry_leaves_the_page_its_own_text(recogniser, host, paper, pages):
    pages.say("eng: [en] recognised here")
    path = paper("own")
    recognise(recogniser(), path, pages.request())
    [entry] = RecognisedStore(pages.folder).pages_of(path).values()
    entry.write_bytes(entry.read_bytes()[:-9])
    reader = host(WorkerRole.BACKGROUND)
    list(ask(reader, OpenFile(1, str(path), recognised=str(pages.folder))))
    [glyphs] = ask(reader, ReadGlyphs(1, 0))
    assert glyphs.text == "own"


# -- for real ---------------------------------------------------------------------------------------------------------

RUSSIAN = [
    "Генеральная Ассамблея Организации Объединенных Наций,",
    "ссылаясь на свою резолюцию от 14 марта 2008 года,",
    "просит все государства принять меры для того, чтобы порты",
    "были открыты для судов всех стран и при любой погоде.",
]


@needs_tesseract("eng", "rus")
def test_the_language_of_a_real_page_is_found_out(recogniser, host, tmp_path, cyrillic_page):
    path = tmp_path / "scan.pdf"
    path.write_bytes(scan_of(cyrillic_page(RUSSIAN)))
    data = find_data()
    candidates = (("eng",), ("rus", "eng"))
    request = RecognisePage(1, 0, (), str(data.folder), str(tmp_path / "cache"), candidates)
    answer = recognise(recogniser(Parts()), path, request)
    assert (answer.languages, answer.makes_sense) == (("rus", "eng"), True)
    reader = host(WorkerRole.BACKGROUND, parts=Parts())
    list(ask(reader, OpenFile(1, str(path), recognised=str(tmp_path / "cache"))))
    *_, found = ask(reader, Find(1, "генеральная ассамблея"))
    assert found.total == 1
    *_, understood = ask(reader, ReadDocument(1))
    assert understood.understanding.recognised[0].languages == ("rus", "eng")
    assert understood.understanding.shares[0].language == "ru"


SENTENCES = [
    "The Security Council recalls its resolutions on the law of the sea",
    "and asks that harbours be open to ships of all States in any weather.",
    "It decides that the peace of the sea be kept by them, and by the",
    "Members of the United Nations, and to remain seized of the matter.",
]


@needs_tesseract("eng")
@pytest.mark.parametrize("turns", [1, 2, 3])
def test_a_scan_on_its_side_or_head_is_read_and_its_words_lie_where_they_are_shown(recogniser, host, tmp_path, turns):
    path, upright = tmp_path / "scan.pdf", tmp_path / "upright.pdf"
    upright.write_bytes(text_pages(SENTENCES))
    path.write_bytes(scan_of(text_pages(SENTENCES), turns=turns))
    guess = () if turns == 1 else ("eng",)
    request = RecognisePage(1, 0, guess, str(find_data().folder), str(tmp_path / "cache"), (("eng",),))
    answer = recognise(recogniser(Parts()), path, request)
    assert (answer.languages, answer.makes_sense) == (("eng",), True)
    reader = host(WorkerRole.BACKGROUND, parts=Parts())
    list(ask(reader, OpenFile(1, str(path), recognised=str(tmp_path / "cache"))))
    list(ask(reader, OpenFile(2, str(upright))))
    read, *_ = ask(reader, ReadDocument(1))
    assert read.texts[0].splitlines() == SENTENCES
    true_size = PageSize(595, 842)
    assert read.sizes[0] == true_size.turned(turns)
    [found], [true] = ask(reader, ReadGlyphs(1, 0)), ask(reader, ReadGlyphs(2, 0))
    for word in ("Security", "harbours", "matter"):
        here, there = found.text.index(word), true.text.index(word)
        for letter in (0, len(word) - 1):
            lies = found.glyphs.rect(here + letter).center
            stands = true.glyphs.rect(there + letter).turned(turns, true_size).center
            assert abs(lies.x - stands.x) < 4, word
            assert abs(lies.y - stands.y) < 4, word


@needs_tesseract("eng")
def test_chosen_languages_are_read_turned_too(recogniser, tmp_path):
    path = tmp_path / "scan.pdf"
    path.write_bytes(scan_of(text_pages(SENTENCES), turns=2))
    request = RecognisePage(1, 0, ("eng",), str(find_data().folder), str(tmp_path / "cache"))
    assert recognise(recogniser(Parts()), path, request).makes_sense
    [entry] = RecognisedStore(tmp_path / "cache").pages_of(path).values()
    assert load(entry).turns == 2


@needs_tesseract("eng")
def test_a_corrupt_layer_gives_way_to_what_is_recognised(recogniser, host, tmp_path):
    lines = [
        "Harbours are open to ships",
        "of all States in any weather,",
        "and the Council asks them",
        "to keep the peace at sea.",
    ]
    gibberish = "\n".join("XB@F# &SE|H B#F@X <EH&S S@XB^ FB#E| H&B<X @SE#F" for _ in range(12))
    path = tmp_path / "scan.pdf"
    path.write_bytes(scan_of(text_pages(lines), layers={0: gibberish}))
    reader = host(WorkerRole.BACKGROUND, parts=Parts())
    list(ask(reader, OpenFile(1, str(path))))
    *_, before = ask(reader, ReadDocument(1))
    assert before.understanding.corrupt_pages == (0,)
    *_, found = ask(reader, Find(1, "harbours"))
    assert (found.total, found.unreadable_pages) == (0, (0,))
    request = RecognisePage(1, 0, ("eng",), str(find_data().folder), str(tmp_path / "cache"))
    assert recognise(recogniser(Parts()), path, request).makes_sense
    list(ask(reader, OpenFile(1, str(path), recognised=str(tmp_path / "cache"))))
    *_, after = ask(reader, ReadDocument(1))
    assert after.understanding.unreadable_pages == ()
    assert after.understanding.text_layer == before.understanding.text_layer
    *_, found = ask(reader, Find(1, "harbours"))
    assert (found.total, found.unreadable_pages) == (1, ())
