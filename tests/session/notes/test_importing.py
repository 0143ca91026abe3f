"""Notes come in: from the annotations of a PDF and from files, once, and undone in one step."""

from __future__ import annotations

from dataclasses import replace

import pytest

from viewer.annotations.anchoring import PlacementKind
from viewer.export.table import exporter_named
from viewer.model.annotation import Anchor, Annotation, AnnotationKind, HighlightColor
from viewer.model.document import LanguageRun, TextLayer, Understanding, Value
from viewer.model.mark import Mark, MarkStyle
from viewer.model.text import DocumentText, Span
from viewer.session.changes import VersionsFound
from viewer.session.notes.exporting import gathered
from viewer.session.notes.importing import (
    ImportPlan,
    carry_out,
    described,
    plan_of_file,
    plan_of_pdf,
    plan_of_versions,
)
from viewer.workers.messages.answers import Failed, MarksRead
from viewer.workers.messages.requests import ReadMarks

PAGES = ("Note verbale of the Mission\nThe Mission presents its compliments.", "The wells were repaired.")


def plans_of_pdf(reader, document, *answers):
    plans = []
    plan_of_pdf(document, plans.append)
    for answer in answers[:-1]:
        reader.background.answer(ReadMarks, answer, last=False)
    reader.background.answer(ReadMarks, answers[-1])
    reader.run_posted()
    return plans


def plan_of(reader, document, path):
    """What a file would add, or why it cannot be read."""
    plans = []
    plan_of_file(document, path, plans.append)
    reader.wait_for(lambda: plans)
    return plans[0]


def mark(name, words, page, stretch):
    return Mark(page, MarkStyle.HIGHLIGHT, stretch, contents=words, name=name, author="B")


def test_annotations_of_the_pdf_come_once_and_are_undone_in_one_step(reader):
    document = reader.read_file(PAGES)
    first = MarksRead(document.number, (mark("a", "One", 0, (0, 12)),))
    second = MarksRead(document.number, (mark("b", "Two", 1, (4, 9)), Mark(0, MarkStyle.OTHER, name="c")))
    [plan] = plans_of_pdf(reader, document, first, second)
    assert plan.summary == ("2 notes were found in note.pdf; all will be added. 1 more cannot be read or says nothing.")
    assert carry_out(document, plan) == 2
    reader.wait_for_disk()
    assert [(note.body, note.anchor.quote) for note in document.notes.annotations] == [
        ("One", "Note verbale"),
        ("Two", "wells"),
    ]
    assert not document.notes.notebook.unsaved
    [again] = plans_of_pdf(reader, document, first, second)
    assert (again.new, again.there) == ((), 2)
    assert again.summary.startswith("2 notes were found in note.pdf; all are there already.")
    assert carry_out(document, plan) == 0
    document.notes.undo()
    assert not document.notes.annotations


def test_answers_that_were_given_since_come_with_the_next_import_unless_the_note_was_changed_here(reader):
    document = reader.read_file(PAGES)
    first = replace(mark("a", "One", 0, (0, 12)), modified="2026-01-01T00:00:00+00:00")
    answers = [
        Mark(
            0, MarkStyle.TEXT, contents=words, author="C", name=words, reply_to="a", modified=f"2026-01-0{day}T00:00:00"
        )
        for day, words in ((2, "Two"), (3, "Three"))
    ]
    [plan] = plans_of_pdf(reader, document, MarksRead(document.number, (first, answers[0])))
    carry_out(document, plan)
    [plan] = plans_of_pdf(reader, document, MarksRead(document.number, (first, *answers)))
    assert plan.summary == "1 note was found in note.pdf: 1 will have more words than before."
    assert carry_out(document, plan) == 1
    [note] = document.notes.annotations
    assert note.body == "One\n\n**C**, 2026-01-02: Two\n\n**C**, 2026-01-03: Three"
    [plan] = plans_of_pdf(reader, document, MarksRead(document.number, (first, *answers)))
    assert (plan.new, plan.longer, plan.there) == ((), (), 1)
    document.notes.undo()
    assert document.notes.annotations[0].body == "One\n\n**C**, 2026-01-02: Two"
    document.notes.edit(note.id, body="One")
    [plan] = plans_of_pdf(reader, document, MarksRead(document.number, (first, *answers)))
    assert (plan.new, plan.longer, plan.there) == ((), (), 1)


def test_what_the_worker_cannot_do_is_passed_on(reader):
    document = reader.read_file(PAGES)
    assert plans_of_pdf(reader, document, Failed("The document could not be read.")) == [
        "The document could not be read."
    ]


def test_our_own_json_comes_back_as_it_went_also_after_the_text_has_changed(reader, tmp_path):
    document = reader.read_file(PAGES)
    for words in ("presents its compliments", "wells were repaired"):
        at = str(document.text).index(words)
        document.notes.highlight(Span(at, at + len(words)), HighlightColor.RED, body=words.upper())
    went = list(document.notes.annotations)
    gathered(document).save(exporter_named("json"), tmp_path / "notes.json")
    plan = plan_of(reader, document, tmp_path / "notes.json")
    assert (plan.new, plan.there) == ((), 2)
    document.notes.delete(note.id for note in went)
    plan = plan_of(reader, document, tmp_path / "notes.json")
    assert carry_out(document, plan) == 2
    assert [note.id for note in document.notes.annotations] == [note.id for note in went]
    assert [(note.anchor, note.body) for note in document.notes.annotations] == [(n.anchor, n.body) for n in went]
    other = reader.read_file(("Something before.\n" + PAGES[0], "All of this is new."), "other.pdf", fingerprint="t2",
                             content_hash="bb")  # fmt: skip
    carry_out(other, plan_of(reader, other, tmp_path / "notes.json"))
    reader.wait_for(lambda: all(other.notes.placement(note.id) for note in other.notes.annotations))
    states = {note.body: other.notes.placement(note.id).how.value for note in other.notes.annotations}
    assert states == {"PRESENTS ITS COMPLIMENTS": "likely", "WELLS WERE REPAIRED": "lost"}
    assert not {note.id for note in went} & {note.id for note in other.notes.annotations}


def test_a_file_that_is_none_of_notes_is_said_to_be_none(reader, tmp_path):
    document = reader.read_file(PAGES)
    (tmp_path / "words.json").write_text("words")
    assert "words.json: The file is not JSON" in plan_of(reader, document, tmp_path / "words.json")
    assert "missing.json could not be read: No such file" in plan_of(reader, document, tmp_path / "missing.json")


def test_a_summary_is_a_sentence_whatever_the_numbers():
    note = object()
    assert ImportPlan((note,), 0, 0, "x").summary == "1 note was found in x and will be added."
    assert ImportPlan((), 0, 2, "x").summary == "No notes were found in x. 2 more cannot be read or say nothing."
    assert ImportPlan((note,), 1, 1, "x", (note,)).summary == (
        "3 notes were found in x: 1 will be added, 1 will have more words than before, 1 is there already. "
        "1 more cannot be read or says nothing."
    )
    assert ImportPlan((note,), 2, 0, "x").summary == "3 notes were found in x: 1 will be added, 2 are there already."


# -- other versions ---------------------------------------------------------------------------------------------------

REVISED = ("A page that is new in this revision.", *PAGES)
IN_FRENCH = ("Note verbale de la Mission\nLa Mission présente ses compliments.", "Les puits ont été réparés.")


def with_symbol(symbol):
    return Understanding(TextLayer.GOOD, {"symbol": (Value(symbol, Span(0, 4)),)})


def offered(reader):
    return [(change.document, change.notes) for change in reader.changes if isinstance(change, VersionsFound)]


def plans_of_versions(reader, document):
    plans = []
    plan_of_versions(document, plans.append)
    reader.wait_for(lambda: plans)
    return plans


@pytest.fixture
def noted(reader):
    """A document with a note on a passage, one on its second page and one on the whole."""
    document = reader.read_file(PAGES, understanding=with_symbol("A/HRC/58/G/99"))
    start = document.text.page_span(1).start
    document.notes.highlight(Span(start, start + 24), HighlightColor.RED, body="wells")
    document.notes.note_on_page(1, "page")
    document.notes.note_on_document("all")
    reader.wait_for_disk()
    assert offered(reader) == []
    return document


def test_a_revision_offers_the_notes_and_has_them_at_their_places_once(reader, noted):
    revised = reader.read_file(
        REVISED, "revised.pdf", with_symbol("A/HRC/58/G/99/Rev.1"), fingerprint="t2", content_hash="bb"
    )
    reader.wait_for(lambda: offered(reader))
    assert offered(reader) == [(revised.number, 3)]
    assert not revised.notes.annotations, "nothing is taken before the reader says so"
    [plan] = plans_of_versions(reader, revised)
    assert plan.summary == "3 notes were found in other versions of this document; all will be added."
    assert carry_out(revised, plan) == 3
    reader.wait_for_disk()
    reader.wait_for(lambda: all(revised.notes.placement(note.id) for note in revised.notes.annotations))
    found = {note.body: (note.anchor.page, revised.notes.placement(note.id).how) for note in revised.notes.annotations}
    assert found["wells"] == (2, PlacementKind.MOVED)
    assert found["page"] == (2, PlacementKind.MOVED)
    assert found["all"] == (0, PlacementKind.EXACT)
    [again] = plans_of_versions(reader, revised)
    assert (again.new, again.there) == ((), 3)
    assert len(noted.notes.annotations) == 3, "each version keeps its own"
    revised.notes.undo()
    assert not revised.notes.annotations


@pytest.mark.usefixtures("noted")
def test_another_language_offers_them_and_shows_nothing_at_a_place_that_is_a_guess(reader):
    french = reader.read_file(IN_FRENCH, "fr.pdf", with_symbol("A/HRC/58/G/99"), fingerprint="t3", content_hash="cc")
    reader.wait_for(lambda: offered(reader))
    [plan] = plans_of_versions(reader, french)
    carry_out(french, plan)
    reader.wait_for(lambda: all(french.notes.placement(note.id) for note in french.notes.annotations))
    found = {note.body: french.notes.placement(note.id).how for note in french.notes.annotations}
    assert found == {"wells": PlacementKind.LOST, "page": PlacementKind.LOST, "all": PlacementKind.EXACT}


@pytest.mark.parametrize("symbol", ["A/HRC/58/G/9", "A/HRC/58/G/99/Add.1", "A/HRC/58/G/991", ""])
@pytest.mark.usefixtures("noted")
def test_another_document_offers_nothing(reader, symbol):
    understanding = with_symbol(symbol) if symbol else None
    other = reader.read_file(IN_FRENCH, "other.pdf", understanding, fingerprint="t4", content_hash="dd")
    [plan] = plans_of_versions(reader, other)
    assert plan.new == ()
    assert offered(reader) == []


@pytest.mark.parametrize(("quote", "language"), [("Note", "fr"), ("Elsewhere", "und")])
def test_an_imported_note_has_the_language_of_its_place_only_where_its_words_stand(quote, language):
    text = DocumentText.of(["Note verbale"])
    understanding = Understanding(TextLayer.GOOD, languages=(LanguageRun(Span(0, 12), "fr", 1.0),))
    anchor = Anchor(Span(0, len(quote)), 1, quote, "", "", 0)
    note = Annotation("a", AnnotationKind.HIGHLIGHT, anchor, HighlightColor.RED, "", (), "", "", "")
    assert described(note, text, understanding).language == language
