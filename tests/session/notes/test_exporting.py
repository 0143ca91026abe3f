"""Notes leave the program: placed in the present text, in reading order, the same with and without a window."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.annotations.store import NoteStore
from viewer.export.citation import citation
from viewer.export.table import EXPORTERS, Of, exporter_named
from viewer.export.writing import ExportRefused, as_bytes
from viewer.model.annotation import HighlightColor
from viewer.model.document import Identity, Section, SectionKind, TextLayer, Understanding, Value
from viewer.model.geometry import PageRect
from viewer.model.reference import Mention, Reference, ReferenceKind
from viewer.model.text import DocumentText, Span
from viewer.session.commands.whole_document import WholeDocument
from viewer.session.notes import exporting, kept_notes
from viewer.session.notes.exporting import (
    LONGEST_NAME,
    file_name_of,
    gathered,
    open_export,
    references_export,
    stored_notes,
    suggested_name,
)
from viewer.session.notes.kept_notes import NotesUnreadable
from viewer.workers.messages.answers import Failed, PagesRead
from viewer.workers.messages.requests import ReadDocument

PAGES = (
    "Note verbale of the Mission\nThe Mission presents its compliments and has the honour to say this.",
    "Annex\nThe wells of the northern districts were repaired in the autumn.",
)
CHANGED = ("Something was put before it.\n" + PAGES[0], "The rest was rewritten from the beginning to the end.")
MARKDOWN, JSON = exporter_named("markdown"), exporter_named("json")


@pytest.fixture(autouse=True)
def at_one_moment(monkeypatch):
    monkeypatch.setattr(exporting, "now", lambda: "2026-01-02T03:04:05.000006+00:00")


def mark(document, words, body=""):
    at = str(document.text).index(words)
    return document.notes.highlight(
        Span(at, at + len(words)), HighlightColor.RED, body=body, rects=[PageRect(1, 2, 3, 4)]
    )


def whole(document, pages):
    return WholeDocument(
        document.path,
        document.info,
        DocumentText.of(pages),
        document.understanding or Understanding(TextLayer.GOOD),
        document.identity,
    )


def reopened(reader, pages, **more):
    first = reader.read_file(PAGES)
    mark(first, "northern districts were repaired", "second")
    mark(first, "presents its compliments", "first")
    first.notes.note_on_page(1, "page")
    reader.wait_for_disk()
    reader.session.close(first.number)
    document = reader.read_file(pages, **more)
    reader.wait_for(lambda: all(document.notes.placement(note.id) for note in document.notes.annotations))
    return document


@pytest.mark.parametrize("exporter", EXPORTERS, ids=lambda exporter: exporter.name)
@pytest.mark.parametrize("pages", [PAGES, CHANGED], ids=["same text", "changed text"])
def test_the_window_and_the_command_line_export_the_same(reader, exporter, pages, tmp_path):
    document = reopened(reader, pages)
    path = tmp_path / f"notes{exporter.suffix}"
    assert gathered(document).save(exporter, path) == (3 if exporter.of is Of.NOTES else 0)
    stored = stored_notes(tmp_path / "notes.sqlite", whole(document, pages))
    assert as_bytes(exporter.function(stored.export)) == path.read_bytes()
    assert stored.export.exported == "2026-01-02T03:04:05.000006+00:00"


def test_an_export_says_what_became_of_each_note(reader, tmp_path):
    document = reopened(reader, CHANGED)
    gathered(document).save(JSON, tmp_path / "notes.json")
    items = json.loads((tmp_path / "notes.json").read_text(encoding="utf-8"))["first"]["items"]
    states = [(item["body"][0]["value"], item["verbale:placement"], item["verbale:page"]) for item in items]
    assert states == [("first", "moved", 1), ("second", "lost", 2), ("page", "lost", 2)]
    at, _quote, fragment = items[0]["target"]["selector"]
    assert str(document.text)[at["start"] : at["end"]] == "presents its compliments"
    assert fragment["verbale:rects"] == []  # the boxes were those of the place before
    assert items[1]["target"]["selector"][2]["verbale:rects"] == [[1, 2, 3, 4]]
    gathered(document).save(MARKDOWN, tmp_path / "notes.md")
    assert "of which lost: 2" in (tmp_path / "notes.md").read_text(encoding="utf-8")


def test_notes_on_pages_that_could_not_be_read_are_exported_as_such(reader, tmp_path):
    first = reader.read_file(PAGES)
    mark(first, "northern districts were repaired", "second")
    reader.wait_for_disk()
    reader.session.close(first.number)
    document = reader.open(pages=2)
    reader.identify(document)
    reader.background.answer(ReadDocument, PagesRead(document.number, 0, PAGES[:1], (first.page_size(0),)), last=False)
    reader.background.answer(ReadDocument, Failed("It crashed."))
    reader.wait_for_disk()
    assert gathered(document).save(MARKDOWN, tmp_path / "notes.md") == 1
    said = (tmp_path / "notes.md").read_text(encoding="utf-8")
    assert "**Unread.** The document could not be read so far" in said
    assert "lost" not in said.lower()
    assert "p. 2" in said


def test_the_document_itself_is_never_written_to(reader):
    document = reader.read_file(PAGES)
    document.path.write_bytes(b"%PDF-")
    with pytest.raises(ExportRefused):
        gathered(document).save(MARKDOWN, document.path)
    assert document.path.read_bytes() == b"%PDF-"


def test_a_folder_that_is_not_there_is_an_error_of_the_system(reader, tmp_path):
    with pytest.raises(FileNotFoundError):
        gathered(reader.read_file(PAGES)).save(MARKDOWN, tmp_path / "nowhere" / "notes.md")


# -- without a window -------------------------------------------------------------------------------------------------


def test_without_a_store_there_are_no_notes_and_none_is_made(tmp_path, reader):
    document = reader.read_file(PAGES)
    stored = stored_notes(tmp_path / "deep" / "notes.sqlite", whole(document, PAGES))
    assert (stored.export.notes, stored.notice) == ((), "")
    assert stored.export.document.file_name == "note.pdf"
    assert not (tmp_path / "deep").exists()


def test_another_document_at_the_same_place_exports_no_notes_of_the_first(reader, tmp_path):
    document = reopened(reader, PAGES)
    other = WholeDocument(
        document.path, document.info, DocumentText.of(["Fish."]), Understanding(TextLayer.GOOD), Identity("bb", "t2")
    )
    assert stored_notes(tmp_path / "notes.sqlite", other).export.notes == ()


def test_what_the_reader_should_know_is_said(reader, tmp_path):
    document = reopened(reader, CHANGED)
    stored = stored_notes(tmp_path / "notes.sqlite", whole(document, CHANGED))
    assert stored.notice == "The passages of 2 notes were not found again."


def test_notes_that_cannot_be_read_are_an_error(reader, tmp_path):
    document = reader.read_file(PAGES)
    folder = tmp_path / "a folder, no file"
    folder.mkdir()
    with pytest.raises(NotesUnreadable, match="cannot be"):
        stored_notes(folder, whole(document, PAGES))


def test_a_store_that_gives_no_answer_is_an_error(reader, tmp_path, monkeypatch):
    document = reader.read_file(PAGES)
    (tmp_path / "other.sqlite").touch()
    monkeypatch.setattr(kept_notes, "LOADING_SECONDS", 0.01)
    monkeypatch.setattr(NoteStore, "open_document", lambda *_: None)
    with pytest.raises(NotesUnreadable, match="in time"):
        stored_notes(tmp_path / "other.sqlite", whole(document, PAGES))


def test_references_are_exported_with_their_pages_and_the_languages_of_the_annexes(reader):
    document = reader.read_file(PAGES)

    def part(kind, language, start):
        return Section(kind, "", 1, Span(start, start + 1), language, 1.0)

    cited = tuple(
        Reference(symbol, kind, "", (Mention(Span(0, 1), "x"),))
        for symbol, kind in (("S/RES/822 (1993)", ReferenceKind.RESOLUTION), ("Charter", ReferenceKind.TREATY))
    )
    document.understanding = Understanding(
        TextLayer.GOOD,
        {"symbol": (Value("A/HRC/43/G/37", Span(0, 1)),), "language": (Value("ru", Span(0, 1)),)},
        (part(SectionKind.COVER, "ru", 0), *(part(SectionKind.ANNEX, code, 2) for code in ("en", "en", "und", "ar"))),
        references=cited,
    )
    export = references_export(whole(document, PAGES))
    assert export.notes == ()
    assert export.document.url == "https://docs.un.org/ru/A/HRC/43/G/37"
    assert export.document.annex_languages == ("en", "ar")
    assert [(said.title, said.url) for said in export.document.references] == [
        ("Security Council resolution 822 (1993)", "https://docs.un.org/en/S/RES/822(1993)"),
        ("Charter", ""),
    ]


# -- names ------------------------------------------------------------------------------------------------------------


def test_a_name_is_made_of_the_symbol_the_title_or_the_file(reader):
    document = reader.open("scan 7.pdf")
    assert suggested_name(document) == "scan 7 notes"
    title = {"title": (Value("Letter: on wells?", Span(0, 1)),)}
    document.understanding = Understanding(TextLayer.GOOD, title)
    assert suggested_name(document) == "Letter_ on wells_ notes"
    document.understanding = Understanding(TextLayer.GOOD, {**title, "symbol": (Value("A/HRC/43/G/37", Span(0, 1)),)})
    assert suggested_name(document) == "A_HRC_43_G_37 notes"


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("../../etc/passwd", "_.._etc_passwd"),
        (".hidden", "hidden"),
        ("-rf ~", "rf ~"),
        ("CON", "_CON"),
        ("nul.txt", "_nul.txt"),
        ("Console", "Console"),
        ("a\nb\tc\x00\u202ed", "a b c d"),
        ("S/RES/822 (1993)", "S_RES_822 (1993)"),
        ("end. . .", "end"),
        ("", ""),
        ("word " * 60, "word " * 23 + "word"),
        ("字" * 100, "字" * 40),
    ],
)
def test_a_name_is_one_that_every_system_takes(words, name):
    assert file_name_of(words) == name


@given(st.text(max_size=300))
def test_whatever_a_title_says_a_file_can_be_called_so(tmp_path_factory, words):
    name = file_name_of(words)
    assert len(name.encode()) <= LONGEST_NAME + 1
    assert not set(name) & set('/\\:*?"<>|\0\n')
    assert name == name.strip()
    folder = tmp_path_factory.mktemp("names")
    path = Path(folder, f"{name} notes.md")
    path.write_text("x", encoding="utf-8")
    assert [file.name for file in folder.iterdir()] == [path.name]


def test_exports_say_what_the_reader_says_with_and_without_a_window(reader, tmp_path):
    read = Understanding(TextLayer.GOOD, {"symbol": (Value("A/1", Span(0, 4)),)})
    document = reader.read_file(PAGES, understanding=read)
    document.corrections.correct_value("symbol", read.metadata["symbol"][0], "A/HRC/43/G/37")
    mark(document, "presents its compliments")
    reader.wait_for_disk()
    gathered(document).save(JSON, tmp_path / "notes.json")
    said = json.loads((tmp_path / "notes.json").read_text(encoding="utf-8"))
    source = said["verbale:document"]
    assert source["verbale:metadata"]["symbol"] == ["A/HRC/43/G/37"]
    [correction] = source["verbale:corrections"]
    assert (correction["key"], correction["read"], correction["said"]) == ("symbol", "A/1", "A/HRC/43/G/37")
    without = replace(whole(document, PAGES), understanding=read)
    later = json.loads(as_bytes(JSON.function(stored_notes(tmp_path / "notes.sqlite", without).export)))
    assert later == said


def test_the_pictures_of_regions_are_exported_with_and_without_a_window(reader, tmp_path):
    document = reader.read_file(PAGES)
    mark(document, PAGES[0][:5])
    region = document.notes.note_on_region(0, PageRect(10, 20, 110, 60), Span(0, 3))
    document.notes.keep_picture(region.id, b"png")
    reader.wait_for_disk()

    def pictures(export):
        return {note.annotation.id: note.picture for note in export.notes if note.picture}

    assert pictures(open_export(document)) == {region.id: b"png"}
    assert pictures(stored_notes(tmp_path / "notes.sqlite", whole(document, PAGES)).export) == {region.id: b"png"}


@pytest.mark.parametrize(
    ("kind", "symbol", "cited"),
    [
        ("resolution", "S/RES/822 (1993)", "Security Council resolution 822 (1993)"),
        ("resolution", "A/RES/70/1", "General Assembly resolution 70/1"),
        ("resolution", "X/1", "X/1"),
        ("note verbale", "A/HRC/43/G/37", "A/HRC/43/G/37"),
        ("draft resolution", "A/C.3/75/L.1", "A/C.3/75/L.1"),
    ],
)
def test_resolutions_are_cited_by_body_and_number(reader, kind, symbol, cited):
    metadata = {"symbol": (Value(symbol, Span(0, 1)),), "document_type": (Value(kind, Span(0, 1)),)}
    document = reader.read_file(PAGES, understanding=Understanding(TextLayer.GOOD, metadata=metadata))
    mark(document, "presents")
    [note] = open_export(document).notes
    assert citation(open_export(document).document, note) == f"{cited}, p. 1"
