from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from viewer.model.document import LanguageRun, LanguageShare, Section, SectionKind, TextLayer, Understanding, Value
from viewer.model.reference import Source
from viewer.model.text import Span
from viewer.session.changes import Notice, UnderstandingChanged

if TYPE_CHECKING:
    from session.fakes import Reader

PAGES = [
    "United Nations A/HRC/43/G/37 Distr.: General 17 April 2020\nNote verbale of the Permanent Mission\n",
    "Annex to the note verbale\nThe situation of the displaced persons has not been resolved to this day.\n",
    "The last page says how it ended, and that is all there is to say.\n",
]
TEXT = "\f".join(PAGES)


def span(words: str) -> Span:
    at = TEXT.index(words)
    return Span(at, at + len(words))


READ = Understanding(
    TextLayer.GOOD,
    {"symbol": (Value("A/HRC/43/G/73", span("A/HRC/43/G/37")),), "date": (Value("2020-04-17", span("17 April 2020")),)},
    sections=(
        Section(SectionKind.COVER, "Note verbale", 1, Span(0, len(PAGES[0])), "ru", 0.9),
        Section(SectionKind.ANNEX, "Annex to the note verbale", 1, Span(len(PAGES[0]) + 1, len(TEXT)), "en", 0.9),
    ),
    languages=(
        LanguageRun(Span(0, len(PAGES[0])), "ru", 0.9),
        LanguageRun(Span(len(PAGES[0]) + 1, len(TEXT)), "en", 0.9),
    ),
    shares=(LanguageShare("en", 120, 0.6), LanguageShare("ru", 80, 0.4)),
)


@pytest.fixture
def document(reader: Reader):
    return reader.read_file(PAGES, understanding=READ)


def symbol(document) -> str:
    return str(document.understanding.metadata["symbol"][0].value)


def test_a_value_is_corrected_undone_done_again_and_found_in_the_next_session(reader: Reader, document, start_again):
    document.corrections.correct_value("symbol", READ.metadata["symbol"][0], "A/HRC/43/G/37")
    assert symbol(document) == document.title == "A/HRC/43/G/37"
    assert document.understanding.metadata["symbol"][0].source is Source.BY_READER
    assert reader.told(UnderstandingChanged)[-1].document == document.number
    document.notes.undo()
    assert document.understanding == READ
    document.notes.redo()
    assert symbol(document) == "A/HRC/43/G/37"
    reader.wait_for_disk()
    assert reader.close()
    later = start_again().read_file(PAGES, understanding=READ)
    assert symbol(later) == "A/HRC/43/G/37"
    assert later.understanding.metadata["symbol"][0].span == span("A/HRC/43/G/37")


def test_a_value_can_be_corrected_again_and_go_back_to_what_was_read(document):
    document.corrections.correct_value("symbol", READ.metadata["symbol"][0], "A/1")
    document.corrections.correct_value("symbol", document.understanding.metadata["symbol"][0], "A/2")
    assert symbol(document) == "A/2"
    (value,) = document.understanding.metadata["symbol"]
    made = document.corrections.of_value("symbol", value)
    assert made.read == "A/HRC/43/G/73"
    document.corrections.take_back([made])
    assert document.understanding == READ


def test_a_value_that_is_not_there_is_added_and_one_that_is_is_removed(document):
    document.corrections.correct_value("agenda_item", None, "4", span("General"))
    (item,) = document.understanding.metadata["agenda_item"]
    assert (item.value, item.span) == ("4", span("General"))
    document.corrections.remove_value("agenda_item", item)
    assert document.understanding == READ
    document.corrections.remove_value("date", READ.metadata["date"][0])
    assert "date" not in document.understanding.metadata
    document.corrections.take_back([document.corrections.of_value("date", None)])
    assert document.understanding == READ


def test_corrections_move_with_the_text(reader: Reader, document):
    annex = document.understanding.sections[1]
    document.corrections.correct_section(annex, title="Annex I", end=span("resolved to this day"))
    document.corrections.correct_value("symbol", READ.metadata["symbol"][0], "A/HRC/43/G/37")
    reader.wait_for_disk()
    reader.session.close(document.number)
    by = 14
    moved = ["Reissued for\n\n" + PAGES[0], *PAGES[1:]]
    assert len(moved[0]) == len(PAGES[0]) + by
    sections = (
        replace(READ.sections[0], span=Span(0, len(moved[0]))),
        replace(READ.sections[1], span=READ.sections[1].span.shifted(by)),
    )
    again = reader.read_file(moved, understanding=replace(READ, sections=sections), fingerprint="t2", content_hash="aa")
    reader.wait_for(lambda: again.understanding.sections[1].title == "Annex I")
    assert again.understanding.sections[1].span.end == span("resolved to this day").end + by
    assert again.understanding.metadata["symbol"][0].span == span("A/HRC/43/G/37").shifted(by)


def test_another_document_in_the_same_place_keeps_its_own_values(reader: Reader, document):
    document.corrections.correct_value("symbol", READ.metadata["symbol"][0], "A/HRC/43/G/37")
    reader.wait_for_disk()
    reader.session.close(document.number)
    other = ["Letter dated 9 July 2021 with nothing in it of what was there before.", "And more of that."]
    read = Understanding(TextLayer.GOOD, {"symbol": (Value("S/2021/1", Span(0, 6)),)})
    again = reader.read_file(other, understanding=read, fingerprint="t9", content_hash="bb")
    reader.wait_for_disk()
    assert again.understanding == read


def test_a_section_is_corrected_with_its_language_in_one_step(document):
    annex = document.understanding.sections[1]
    document.corrections.correct_section(annex, title="Enclosure", kind=SectionKind.ENCLOSURE, language="fr")
    now = document.understanding.sections[1]
    assert (now.title, now.kind, now.language, now.source) == (
        "Enclosure",
        SectionKind.ENCLOSURE,
        "fr",
        Source.BY_READER,
    )
    assert len(document.corrections.of_section(now)) == 2
    assert document.understanding.language_at(annex.span.start) == "fr"
    document.notes.undo()
    assert document.understanding == READ


def test_a_section_is_removed_and_brought_back_added_and_removed(document):
    annex = document.understanding.sections[1]
    document.corrections.remove_section(annex)
    assert document.understanding.sections == READ.sections[:1]
    document.corrections.take_back(document.corrections.removed_sections)
    assert document.understanding == READ
    document.corrections.add_section(span("The last page says how it ended"), SectionKind.STATEMENT, "The end")
    added = document.understanding.sections[2]
    assert (added.title, added.level, added.language) == ("The end", 2, "en")
    document.corrections.correct_section(added, title="An end")
    assert document.understanding.sections[2].title == "An end"
    document.corrections.remove_section(document.understanding.sections[2])
    assert document.understanding == READ


def test_a_language_is_renamed_everywhere(document):
    document.corrections.rename_language("ru", "uk")
    assert [share.language for share in document.understanding.shares] == ["en", "uk"]
    (made,) = document.corrections.of_language("uk")
    document.corrections.take_back([made])
    assert document.understanding == READ


def test_a_passage_is_given_its_language_twice_by_one_correction(document):
    words = span("The last page says how it ended")
    document.corrections.correct_language(words, "de")
    document.corrections.correct_language(words, "nl")
    assert document.understanding.language_at(words.start) == "nl"
    assert len(document.notes.notebook.corrections) == 1


def test_corrections_made_while_the_document_is_read_are_kept(reader: Reader):
    document = reader.open(pages=3)
    document.corrections.correct_value("symbol", None, "A/1")
    reader.read(document, PAGES, READ)
    assert symbol(document) == "A/HRC/43/G/73"  # it was added beside nothing
    assert [str(value.value) for value in document.understanding.metadata["symbol"]] == ["A/HRC/43/G/73", "A/1"]
    reader.wait_for_disk()
    assert not document.notes.notebook.unsaved


def test_another_window_sees_what_is_corrected_here(document, start_again):
    other = start_again()
    theirs = other.read_file(PAGES, understanding=READ)
    document.corrections.correct_value("symbol", READ.metadata["symbol"][0], "A/HRC/43/G/37")
    other.wait_for(lambda: symbol(theirs) == "A/HRC/43/G/37")


def test_of_a_value_that_two_windows_correct_at_once_both_show_the_same_and_the_other_is_an_undo_away(
    reader, document, start_again
):
    other = start_again()
    theirs = other.read_file(PAGES, understanding=READ)
    read = READ.metadata["symbol"][0]
    document.corrections.correct_value("symbol", read, "A/HRC/43/G/37")
    reader.wait_for_disk()
    theirs.corrections.correct_value("symbol", read, "A/HRC/43/G/38")  # before it has heard of the other
    other.wait_for(lambda: symbol(theirs) == "A/HRC/43/G/37")
    (said,) = [notice.text for notice in other.told(Notice)]
    assert "“A/HRC/43/G/37” was said in another window" in said
    assert said.endswith("Undo brings back “A/HRC/43/G/38”.")
    assert symbol(document) == "A/HRC/43/G/37"
    theirs.notes.undo()
    reader.wait_for(lambda: symbol(document) == "A/HRC/43/G/38")
    assert not reader.told(Notice)  # that was no longer at once


def test_a_correction_that_is_taken_back_here_and_changed_elsewhere_is_said_to_be_there_again(
    reader, document, start_again
):
    other = start_again()
    theirs = other.read_file(PAGES, understanding=READ)
    document.corrections.correct_value("symbol", READ.metadata["symbol"][0], "A/HRC/43/G/37")
    other.wait_for(lambda: symbol(theirs) == "A/HRC/43/G/37")
    document.corrections.correct_value("symbol", document.understanding.metadata["symbol"][0], "A/HRC/43/G/39")
    reader.wait_for_disk()
    theirs.corrections.take_back(list(theirs.notes.corrections))
    other.wait_for(lambda: symbol(theirs) == "A/HRC/43/G/39")
    assert "there again" in other.told(Notice)[-1].text
