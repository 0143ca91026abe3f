from __future__ import annotations

import random
import time
from dataclasses import replace
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING

import pytest
from papers.many_languages import SAID
from papers.set_pages import first_page, next_page, plain_pages
from papers.six_languages import PAPERS, Paper

from viewer.analysis.understand import understand
from viewer.formats.table import open_document
from viewer.model.document import METADATA_KEYS, SectionKind, TextLayer
from viewer.model.geometry import PageSize
from viewer.model.reference import ReferenceKind, Source
from viewer.model.text import PAGE_BREAK, PageText, Recognition

if TYPE_CHECKING:
    from viewer.model.document import Understanding

by_name = pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.name)
UNDERSTOOD: dict[str, Understanding] = {}


def understood(paper: Paper) -> Understanding:
    if paper.name not in UNDERSTOOD:
        UNDERSTOOD[paper.name] = understand(paper.pages)
    return UNDERSTOOD[paper.name]


@by_name
def test_says_what_the_paper_says_of_itself_and_nothing_more(paper: Paper) -> None:
    metadata = understood(paper).metadata
    assert {key: [value.value for value in values] for key, values in metadata.items()} == paper.metadata


@by_name
def test_finds_the_parts_with_their_languages(paper: Paper) -> None:
    sections = understood(paper).sections
    for kind, beginning, language in paper.parts:
        assert [
            section.language
            for section in sections
            if section.kind.value == kind and section.title.startswith(beginning)
        ] == [language], (kind, beginning)


@by_name
def test_finds_no_annex_that_is_not_there(paper: Paper) -> None:
    kinds = {"annex", "appendix", "enclosure"}
    found = sorted(section.kind.value for section in understood(paper).sections if section.kind.value in kinds)
    assert found == sorted(kind for kind, _, _ in paper.parts if kind in kinds)


@by_name
def test_counts_what_is_cited(paper: Paper) -> None:
    kinds = {ReferenceKind.RESOLUTION, ReferenceKind.DECISION, ReferenceKind.STATEMENT}
    cited = {one.symbol: len(one.mentions) for one in understood(paper).references if one.kind in kinds}
    assert cited == paper.citations


@by_name
def test_every_value_and_mention_stands_where_its_span_says(paper: Paper) -> None:
    text = PAGE_BREAK.join(page.text for page in paper.pages)
    known = understood(paper)
    for values in known.metadata.values():
        for value in values:
            assert text[value.span.start : value.span.end].strip()
    for section in known.sections:
        beginning = " ".join(text[section.span.start : section.span.end].split())
        assert not section.title or beginning[:3] == section.title[:3] or section.title in beginning
    for reference in known.references:
        for mention in reference.mentions:
            assert text[mention.span.start : mention.span.end] == mention.text


@by_name
def test_sections_make_a_tree(paper: Paper) -> None:
    sections = understood(paper).sections
    assert list(sections) == sorted(sections, key=lambda section: section.span.start)
    for at, section in enumerate(sections):
        parent = next((one for one in reversed(sections[:at]) if one.level < section.level), None)
        assert (parent is None) == (section.level == 1)
        assert parent is None or parent.span.covers(section.span)


@pytest.mark.parametrize("cover", ["en", "ru"])
@pytest.mark.parametrize("language", SAID)
def test_an_annex_in_any_language_is_told_from_its_cover(cover: str, language: str) -> None:
    pages = [
        first_page(
            name="United Nations",
            symbol="S/2025/991",
            organs="Security Council",
            right="Distr.: General\n10 March 2025\nEnglish\nOriginal: English",
            title="Letter dated 3 March 2025 from the Permanent Representative of Chile",
            body="\n".join(wrap(SAID[cover], 80)),
        ),
        next_page(symbol="S/2025/991", foot="2/2", heading="Annex", body="\n".join(wrap(SAID[language], 80))),
    ]
    (annex,) = (one for one in understand(pages).sections if one.kind is SectionKind.ANNEX)
    assert annex.language == language


# -- documents of the house and of others -----------------------------------------------------------------------------

ROOT = Path(__file__).parents[2]
SEED = ROOT.parent / "shared" / "seeds" / "note-verbale.txt"
"""The document of the first stage; looked at where it lies beside the project, in addition to our own papers."""


def opened(path: Path) -> Understanding:
    return understand(plain_pages(path.read_text(encoding="utf-8")))


def said(known: Understanding) -> dict[str, object]:
    return {key: [value.value for value in values] for key, values in known.metadata.items()}


def test_the_sample_says_the_same_as_plain_text_and_as_pdf(sample_text: Path, sample_pdf: Path) -> None:
    document = open_document(str(sample_pdf))
    pages = [document.page_text(page) for page in range(document.info.page_count)]
    document.close()
    as_text, as_pdf = opened(sample_text), understand(pages)
    assert said(as_text) == said(as_pdf)
    assert said(as_pdf)["submitter"] == ["Mongolia"]
    assert len(said(as_pdf)) == len(METADATA_KEYS)  # it says everything that a document can say
    for known in (as_text, as_pdf):
        parts = [one for one in known.sections if one.kind is not SectionKind.FOOTNOTE]
        assert [(one.kind.value, one.language, one.paragraphs) for one in parts] == [
            ("masthead", "ru", None),
            ("cover", "ru", None),
            ("annex", "en", "1-8"),
            ("heading", "en", "1-8"),
            ("chapter", "en", "1-3"),
            ("chapter", "en", "4-6"),
            ("chapter", "en", "7-8"),
        ]
    assert as_text.sections == as_pdf.sections  # footnotes, too, which plain text marks by their numbers alone
    symbols = [one.symbol for one in as_pdf.references]
    assert symbols == [one.symbol for one in as_text.references]
    assert {"S/RES/2365 (2017)", "A/RES/217 A (III)", "A/HRC/RES/51/19", "E/RES/1996/31"} < set(symbols)
    assert "A/HRC/58/G/99" not in symbols


def test_the_sample_letter_has_its_annex_in_arabic() -> None:
    known = opened(ROOT / "resources" / "samples" / "letter-arabic-annex.txt")
    assert said(known)["submitter"] == ["Jordan"]
    assert said(known)["distribution"] == ["General"]
    annex = next(one for one in known.sections if one.kind is SectionKind.ANNEX)
    assert (annex.language, annex.declared_language, annex.paragraphs) == ("ar", "ar", "1-4")
    assert {one.symbol for one in known.references} >= {"S/RES/2417 (2018)", "A/RES/64/292", "S/RES/1325 (2000)"}


NOTE = (
    "Совет по правам человека \nСорок третья сессия \n\n24 февраля – 20 марта 2020 года \n\n"
    "Пункт 4 повестки дня \n\nКолодцы и те, кто к ним ходит,  \n\nв сельской местности \n\n"
    "  Вербальная нота Постоянного представительства Армении \n\nпри Отделении Организации Объединенных Наций в "
    "Женеве  \n\nот 8 апреля 2020 года в адрес Управления Верховного комиссара \n\nОрганизации Объединенных Наций "
    "по правам человека \n\n  Постоянное представительство Республики Армения свидетельствует свое уважение \n\n"
    "Управлению и имеет честь препроводить заявление о колодцах (см. приложение). \n\n  \n\n"
    " * Воспроизводится в том виде, в каком оно было получено. \n"
    "   Annex to the note verbale dated 8 April 2020 from the \n\nPermanent Mission of Armenia to the United "
    "Nations \n\nOffice at Geneva \n\n  Statement by the Ministry of Wells of the Republic of \n\nArmenia \n\n"
    "The wells were closed, and on 6 April, 1993 UN Security Council \n\nadopted Resolution 822, which spoke of "
    "them. Others ignore the UN SC \n\nresolutions on wells. \n"
)
"""A note verbale without a masthead, a blank line after each line, a resolution without its year."""


def notes() -> dict[str, tuple[str, str]]:
    """The country and the text of our own note, and of the document of the first stage where it is at hand."""
    texts = {"our own": ("Armenia", NOTE)}
    return texts | ({"first stage": ("Azerbaijan", SEED.read_text(encoding="utf-8"))} if SEED.exists() else {})


@pytest.mark.parametrize(("country", "text"), notes().values(), ids=notes())
def test_a_note_verbale_without_masthead_is_not_given_one(country: str, text: str) -> None:
    known = understand(plain_pages(text))
    metadata = said(known)
    assert metadata["body"] == ["Human Rights Council"]
    assert metadata["session"] == ["43"]
    assert metadata["session_dates"] == [("2020-02-24", "2020-03-20")]
    assert metadata["agenda_item"] == ["4"]
    assert str(metadata["agenda_title"]).startswith(("['Колодцы и те", "['Ситуации в области прав"))
    assert metadata["document_type"] == ["note verbale"]
    assert metadata["letter_date"] == ["2020-04-08"]
    assert metadata["submitter"] == [country]
    assert metadata["addressee"] == ["Office of the United Nations High Commissioner for Human Rights"]
    assert metadata["language"] == ["ru"]
    assert not {"symbol", "distribution", "job_number", "date", "original_language"} & metadata.keys()
    assert [(one.kind.value, one.level, one.language) for one in known.sections] == [
        ("masthead", 1, "ru"),
        ("cover", 1, "ru"),
        ("footnote", 2, "ru"),
        ("annex", 1, "en"),
        ("heading", 2, "en"),
    ]
    (reference,) = known.references
    (mention,) = reference.mentions
    assert (reference.symbol, reference.year, reference.source) == ("S/RES/822 (1993)", 1993, Source.INFERRED)
    assert "800-892" in reference.reason
    assert mention.text == "Resolution 822"
    assert mention.beside == "on 6 April, 1993"


# -- texts that are hard on patterns ----------------------------------------------------------------------------------

RUNS = ["a", " ", "1", "/", ".", "…", "A/", "1/", "1, ", "resolutions 1, ", "1 (1990), ", "第1号", "لا", "@a"]
RUNS += ["\n1. ", "\n* x\n", "Annex ", "of the ", "Letter dated 1 April 2020 from "]


@pytest.mark.parametrize("run", RUNS)
def test_long_runs_of_anything_take_time_in_proportion(run: str) -> None:
    def seconds(length: int) -> float:
        pages = plain_pages((run * length)[:length])
        began = time.process_time()
        understand(pages)
        return time.process_time() - began

    seconds(1000)  # patterns are compiled
    short = min(seconds(10_000) for _ in range(2))
    assert seconds(80_000) < 8 * 4 * max(short, 0.02)


def test_the_cost_of_a_page_does_not_grow_with_the_document() -> None:
    pages = [page for paper in PAPERS for page in paper.pages]

    def seconds(times: int) -> float:
        began = time.process_time()
        understand(pages * times)
        return time.process_time() - began

    seconds(1)
    few = min(seconds(2) for _ in range(2))
    assert seconds(16) < 8 * 3 * few


def test_what_was_recognised_is_less_sure_and_named() -> None:
    paper = PAPERS[0]
    how = Recognition("Tesseract", ("eng",))
    read = understood(paper)
    recognised = understand([replace(paper.pages[0], recognition=how), *paper.pages[1:]])
    assert recognised.recognised == {0: how}
    assert recognised.text_layer is (TextLayer.NONE if len(paper.pages) == 1 else TextLayer.PARTIAL)
    assert recognised.has_text
    assert recognised.unreadable_pages == read.unreadable_pages == ()
    first = len(paper.pages[0].text)
    for key, values in recognised.metadata.items():
        for value, before in zip(values, read.metadata[key], strict=True):
            assert (value.value, value.span) == (before.value, before.span)
            most = 0.85 if value.span.start <= first else 1.0
            assert value.confidence == min(most, before.confidence)


def test_no_title_is_taken_from_text_that_is_not_what_the_page_shows() -> None:
    drawn = random.Random(1)  # noqa: S311 - a fixed mixture of letters, no secret
    nonsense = [" ".join("".join(drawn.choices("القميتنسحطظفكرز", k=5)) for _ in range(9)) for _ in range(14)]
    head = "A/HRC/43/G/37\nDistr.: General\n8 April 2020\n\nHuman Rights Council\nForty-third session\nAgenda item 4\n"
    sound = understand(plain_pages(f"{head}Harbours of small islands\n\nReport of the Secretary-General\n"))
    assert {"symbol", "title", "agenda_title"} & sound.metadata.keys() > {"symbol"}
    understanding = understand(plain_pages("\n".join([head, nonsense[0], "", *nonsense[1:]])))
    assert understanding.corrupt_pages == (0,)
    assert {"symbol", "title", "agenda_title"} & understanding.metadata.keys() == {"symbol"}
    assert understanding.name == "A/HRC/43/G/37"
    body = understanding.sections[-1]
    assert (body.title, body.unreadable, body.language) == ("", True, "ar")


def test_the_mark_of_an_annex_is_its_title_where_the_text_under_it_is_not_what_the_page_shows() -> None:
    drawn = random.Random(1)  # noqa: S311 - a fixed mixture of letters, no secret
    nonsense = [" ".join("".join(drawn.choices("القميتنسحطظفكرز", k=5)) for _ in range(9)) for _ in range(14)]
    first = "A/79/991\nDistr.: General\n8 April 2020\n\nHarbours of small islands\n\nReport of the Secretary-General\n"
    understanding = understand(plain_pages("\f".join([first, "\n".join(["Annex II", "", *nonsense])])))
    assert understanding.corrupt_pages == (1,)
    (annex,) = (one for one in understanding.sections if one.kind is SectionKind.ANNEX)
    assert (annex.title, annex.unreadable) == ("Annex II", False)


def test_recognised_pages_without_words_are_recognised_all_the_same() -> None:
    page = PageText("", PageSize(595, 842), (), Recognition("Tesseract", ("eng",)))
    nothing = understand([page])
    assert (nothing.text_layer, nothing.pages_without_text) == (TextLayer.NONE, (0,))
    assert nothing.recognised == {0: page.recognition}


@pytest.mark.parametrize(("said", "told"), [("French", True), ("English", False)])
def test_a_document_in_another_language_than_it_says_is_told(said: str, *, told: bool) -> None:
    text = (
        f"United Nations A/79/999\nGeneral Assembly\nDistr.: General\n4 May 2025\n{said}\nOriginal: English\n\n"
        "Seventy-ninth session\nAgenda item 12\n\nHarbours of small islands\n\nReport of the Secretary-General\n\n"
        "1. The harbours of the islands were open to ships of every flag for the whole of the year, and the pilots "
        "who work there have asked for better lights on the two northern moles.\n\n"
        "2. The Secretary-General thanks the Governments that have sent engineers, and hopes that they will stay.\n"
    )
    understanding = understand(plain_pages(text))
    words = "The document says that it is in French, but its text is in English."
    assert [value.value for value in understanding.metadata["language"]] == [{"French": "fr", "English": "en"}[said]]
    assert understanding.warnings == ((words,) if told else ())


def test_what_is_cited_in_a_title_too_long_to_be_one_is_not_lost() -> None:
    wells = "THE WELLS, THE PUMPS AND THE PIPES OF THE VALLEY, THEIR SPARES, THEIR KEEPERS AND THEIR KEYS"
    item = f"ITEM 119: FINANCING OF {wells} UNDER GENERAL ASSEMBLY RESOLUTION 33/13 D, OF {wells}"
    lines = wrap(f"{item} AS ASKED FOR IN RESOLUTION 33/198, OF {wells}, AND OF {wells}", 110)
    head = [f"{'A/34/PV.901':>80}", f"{'14 December 1979':>80}"]
    (page,) = plain_pages(
        "\n".join([*head, "     " + lines[0], *lines[1:], "", "     The PRESIDENT: We shall now vote."])
    )
    understanding = understand([page])
    (title,) = understanding.metadata["title"]
    assert len(str(title.value)) > 400
    assert {one.symbol for one in understanding.references} == {"A/RES/33/13 D", "A/RES/33/198"}


def test_the_figure_of_a_note_right_behind_a_number_is_no_part_of_what_is_cited(tmp_path: Path) -> None:
    words = "in its resolution 62/24<sup>3</sup> and in Security Council resolution 132<sup>2</sup> of that year"
    path = tmp_path / "wells.html"
    path.write_text(f"<html><body><p>The Assembly decided so {words}.</p></body></html>", encoding="utf-8")
    document = open_document(str(path))
    try:
        found = understand([document.page_text(0)])
    finally:
        document.close()
    assert [one.symbol for one in found.references] == ["A/RES/62/24", "S/RES/132 (1959)"]
