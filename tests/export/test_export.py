"""Exporters against golden files.

After a wanted change: ``VERBALE_WRITE_GOLDEN=1 pytest tests/export``, and read the difference.
"""

from __future__ import annotations

import json
import os
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import viewer
from viewer.export.citation import (
    NO_SYMBOL,
    citation,
    citation_parts,
    document_citation,
    first_citation,
    flowing,
    part_words,
    quotation,
    session_in_words,
)
from viewer.export.contract import error_as_json, understanding_as_json
from viewer.export.json_notes import source_name
from viewer.export.markdown import escaped, self_contained
from viewer.export.notes import (
    ExportedDocument,
    NotesExport,
    SectionStep,
    exported_note,
    exported_passage,
    language_name,
)
from viewer.export.table import EXPORTERS, exporter_named
from viewer.export.writing import ExportRefused, write_export
from viewer.model.annotation import Anchor, Annotation, AnnotationKind, HighlightColor
from viewer.model.document import (
    DocumentInfo,
    Identity,
    LanguageRun,
    LanguageShare,
    PageKind,
    Section,
    SectionKind,
    TextLayer,
    Understanding,
    Value,
)
from viewer.model.geometry import PageRect, PageSize
from viewer.model.reference import Mention, Reference, ReferenceKind, Source
from viewer.model.text import DocumentText, Span

GOLDEN = Path(__file__).with_name("golden")
COVER = "X/DOC/7/G/3\nНота Постоянного представи-\nтельства о рыбе *и* воде_\n"
ANNEX = """Annex II
Statement on fish
1. Fish live in water.
2. See <b>resolution</b> 12 of 1945.
3. يعيش السمك (في) الماء.
"""
CHINESE = "鱼生活\n在水里。\n"
TEXT = DocumentText.of([COVER, ANNEX, CHINESE])
WHOLE = str(TEXT)


def span_of(words: str) -> Span:
    at = WHOLE.index(words)
    return Span(at, at + len(words))


ANNEX_SPAN = Span(WHOLE.index("Annex II"), len(WHOLE))
STATEMENT = Span(WHOLE.index("Statement"), len(WHOLE))
UNDERSTANDING = Understanding(
    TextLayer.GOOD,
    metadata={
        "symbol": (Value("X/DOC/7/G/3", span_of("X/DOC/7/G/3")),),
        "title": (Value("Note verbale on fish", span_of("Нота")),),
        "session_dates": (Value(("2020-02-24", "2020-03-20"), Span(0, 4), Source.INFERRED, "invented"),),
    },
    sections=(
        Section(SectionKind.COVER, "", 1, TEXT.page_span(0), "ru", 0.98765),
        Section(SectionKind.ANNEX, "Annex II", 1, ANNEX_SPAN, "en", 0.9, None, "Arabic"),
        Section(SectionKind.STATEMENT, "Statement on fish", 2, STATEMENT, "en", 0.9, "1-3"),
    ),
    languages=(
        LanguageRun(TEXT.page_span(0), "ru", 1),
        LanguageRun(Span(TEXT.page_span(1).start, WHOLE.index("يعيش")), "en", 1),
        LanguageRun(span_of("يعيش السمك (في) الماء."), "ar", 1),
        LanguageRun(TEXT.page_span(2), "zh", 1),
    ),
    shares=(LanguageShare("ru", 60, 1 / 3),),
    references=(
        Reference(
            "X/RES/12 (1945)",
            ReferenceKind.RESOLUTION,
            "Fish Council",
            (Mention(span_of("resolution</b> 12"), "resolution</b> 12", pin="para. 5"),),
            1945,
            Source.INFERRED,
            "12 lies in 1945",
        ),
    ),
    warnings=("a warning",),
)
DOCUMENT = ExportedDocument("fish [1].pdf", Identity("ab" * 32, "cd" * 32), UNDERSTANDING.metadata)


def note(number: int, words: str, body: str = "", *, lost: bool = False, **more):
    span = span_of(words)
    box = (PageRect(72, 100.5, 300, 112.25), PageRect(72, 114, 200, 126)) if number == 1 else ()
    anchor = Anchor(span, 1, words, WHOLE[max(0, span.start - 9) : span.start], "", TEXT.page_of(span.start), box)
    values = {
        "id": f"00000000-0000-4000-8000-{number:012}",
        "kind": AnnotationKind.HIGHLIGHT,
        "anchor": anchor,
        "color": HighlightColor.YELLOW,
        "body": body,
        "tags": (),
        "author": "A. Reader",
        "created": "2026-01-02T03:04:05.000006+00:00",
        "modified": "2026-01-02T03:04:06.000006+00:00",
        "section_title": "Annex II",
        "language": "und",
    }
    annotation = Annotation(**(values | more))
    if lost:
        return exported_note(annotation, TEXT, UNDERSTANDING, span=None, placement="lost", score=0)
    return exported_note(annotation, TEXT, UNDERSTANDING, page_labels=("i", "1", "2"), span=span)


NOTES = (
    note(1, "Нота Постоянного представи-\nтельства о рыбе *и* воде_", "My **own** words\n\n- with a list"),
    note(2, "Fish live in water", tags=("claim", "two words"), color=HighlightColor.RED),
    note(3, "<b>resolution</b> 12 of 1945", "Which one?"),
    note(4, "يعيش السمك (في) الماء.", "Arabic"),
    note(5, "鱼生活\n在水里", "Chinese"),
    note(6, "Statement on fish", "On the section", kind=AnnotationKind.SECTION),
    note(7, "Annex II", "On the page", kind=AnnotationKind.PAGE),
    note(8, "Fish", "Where is it?", lost=True),
)
EXPORT = NotesExport(DOCUMENT, NOTES, "2026-02-03T04:05:06.000007+00:00")


def agrees_with_golden(name: str, content: str) -> None:
    path = GOLDEN / name
    content = content.replace(f"Verbale {viewer.__version__}", "Verbale VERSION")
    if os.environ.get("VERBALE_WRITE_GOLDEN"):
        path.write_text(content, encoding="utf-8", newline="\n")
    assert content == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("exporter", EXPORTERS, ids=lambda exporter: exporter.name)
def test_export_is_as_the_golden_file(exporter):
    agrees_with_golden(f"fish{exporter.suffix}", exporter.function(EXPORT))


@pytest.mark.parametrize("exporter", EXPORTERS, ids=lambda exporter: exporter.name)
def test_a_document_without_notes_can_be_exported(exporter):
    content = exporter.function(NotesExport(ExportedDocument("a.pdf", Identity("")), (), "2026"))
    assert "a.pdf" in content
    assert exporter_named(exporter.name) is exporter


def test_no_exporter_of_that_name():
    with pytest.raises(KeyError):
        exporter_named("papyrus")


def test_contract_is_as_the_golden_file():
    info = DocumentInfo("pdf", 3, PageKind.RASTER, (PageSize(595, 842),))
    said = understanding_as_json("fish.pdf", info, TEXT, UNDERSTANDING, lambda symbol: f"https://example.org/{symbol}")
    agrees_with_golden("contract.json", json.dumps(said, ensure_ascii=False, indent=2) + "\n")


def test_joint_documents_list_their_symbols_and_no_other_field_becomes_a_list():
    two = (Value("A/1", Span(0, 1)), Value("S/2", Span(2, 3)))
    joint = Understanding(TextLayer.GOOD, {"symbol": two, "session": two})
    info = DocumentInfo("pdf", 3, PageKind.RASTER, (PageSize(595, 842),))
    metadata = understanding_as_json("f", info, TEXT, joint, str)["metadata"]
    assert [value["value"] for value in metadata["symbol"]] == ["A/1", "S/2"]
    assert metadata["session"]["value"] == "A/1"
    assert [value["value"] for value in metadata["session"]["also"]] == ["S/2"]
    assert document_citation(ExportedDocument("f", Identity(""), joint.metadata)) == "A/1–S/2"


def test_a_file_that_cannot_be_read_is_two_words():
    assert error_as_json("a.pdf", "damaged") == {"file": "a.pdf", "error": "damaged"}


# -- citations --------------------------------------------------------------------------------------------------------


def test_a_passage_is_cited_by_symbol_part_and_paragraph():
    assert citation(DOCUMENT, NOTES[1]) == "X/DOC/7/G/3, annex II, para. 1"
    assert citation(DOCUMENT, NOTES[2]) == "X/DOC/7/G/3, annex II, para. 2"
    assert citation(DOCUMENT, NOTES[0]) == "X/DOC/7/G/3, p. i"
    assert first_citation(DOCUMENT) == "Note verbale on fish (X/DOC/7/G/3)"


def test_a_document_without_a_symbol_is_cited_by_what_it_says_and_that_it_has_none():
    def value(words):
        return (Value(words, Span(0, 1)),)

    metadata = {
        "title": value("Letter on fish"),
        "letter_date": value("2020-04-08"),
        "session": value("43"),
        "body": value("Fish Council"),
        "agenda_item": value("116 (c)"),
    }
    document = ExportedDocument("a.pdf", Identity(""), metadata)
    expected = f"Letter on fish, 8 April 2020, Fish Council, 43rd session, agenda item 116 (c) {NO_SYMBOL}"
    assert document_citation(document) == expected
    assert document_citation(ExportedDocument("a.pdf", Identity(""))) == f"a.pdf {NO_SYMBOL}"


@pytest.mark.parametrize(
    ("session", "words"),
    [("1", "1st session"), ("12", "12th session"), ("43", "43rd session"), ("S-31", "31st special session"),
     ("2025 session", "2025 session"), ("ES-11", "11th emergency special session"), ("112", "112th session")],
)  # fmt: skip
def test_sessions_in_words(session, words):
    assert session_in_words(session) == words


@pytest.mark.parametrize(
    ("kind", "title", "words"),
    [(kind, title, words) for kind, part in citation_parts().items() for title, words in [*part["yes"], *part["no"]]],
)
def test_parts_in_words(kind, title, words):
    assert part_words(SectionStep(kind, title, 1)) == words


def test_sections_that_a_citation_does_not_name():
    assert part_words(SectionStep("chapter", "Annex II", 1)) == ""


def test_a_quotation_flows_and_is_isolated_where_it_reads_from_right_to_left():
    assert quotation(DOCUMENT, NOTES[1]) == "“Fish live in water” (X/DOC/7/G/3, annex II, para. 1)"
    assert quotation(DOCUMENT, NOTES[3]).startswith(
        "\u2067“يعيش السمك (في) الماء.”\u2069 (X/DOC/7/G/3, annex II, para. 3"
    )
    passage = exported_passage(TEXT, UNDERSTANDING, span_of("鱼生活\n在水里"))
    assert quotation(DOCUMENT, passage) == "“鱼生活在水里” (X/DOC/7/G/3, annex II, para. 3)"


@pytest.mark.parametrize(
    ("quote", "flows"),
    [("trans-\nmit  it\n", "transmit it"), ("Asia-\nPacific", "Asia-Pacific"), ("1-\n2", "1- 2"), ("a\fb", "a b")],
)
def test_line_breaks_of_the_page_do_not_stay(quote, flows):
    assert flowing(quote) == flows


def test_languages_have_english_names():
    assert [language_name(code) for code in ("ar", "zh", "und", "xx")] == [
        "Arabic",
        "Chinese",
        "language not known",
        "xx",
    ]


# -- Markdown ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("1. a *b* _c_", r"1\. a \*b\* \_c\_"),
        ("- no list", r"\- no list"),
        ("[a](b) `c` <d> & e", r"\[a\](b) \`c\` &lt;d> &amp; e"),
        ("see https://example.org and www.example.org", r"see https\://example.org and www\.example.org"),
        ("# two\nlines", r"\# two lines"),
        ("> a > b #c", r"\> a > b #c"),
    ],
)
def test_quotes_are_shown_letter_by_letter(text, markdown):
    assert escaped(text) == markdown


@given(st.text())
def test_no_quote_can_bring_markup_or_another_line(text):
    markdown = escaped(text)
    assert len(markdown.splitlines()) <= 1
    assert "<" not in markdown
    plain = markdown.replace("\\\\", "")
    assert not any(f"{mark}" in plain.replace(f"\\{mark}", "") for mark in "*_`[]|~")


@pytest.mark.parametrize(
    ("body", "contained"),
    [
        ("plain\n\n- list", "plain\n\n- list"),
        ("```\ncode", "```\ncode\n```"),
        ("```\ncode\n```", "```\ncode\n```"),
        ("````\ncode\n```", "````\ncode\n```\n````"),
        ("~~~ py\ncode\n```", "~~~ py\ncode\n```\n~~~"),
        ("```a`b``` is no fence", "```a`b``` is no fence"),
        ("```\none\n``` two", "```\none\n``` two\n```"),
        ("<!-- a remark", "&lt;!-- a remark"),
        ("<!-- a remark\n-->", "<!-- a remark\n-->"),
        ("<pre>one\n</PRE>", "<pre>one\n</PRE>"),
        ("x\n  <script>", "x\n  &lt;script>"),
        ("<b>bold</b> <em>", "<b>bold</b> <em>"),
    ],
)
def test_no_words_of_a_note_reach_into_the_next(body, contained):
    assert self_contained(body) == contained
    export = NotesExport(DOCUMENT, (note(1, "Fish live in water", body), NOTES[2]), EXPORT.exported)
    assert contained in EXPORTERS[0].function(export)


# -- writing ----------------------------------------------------------------------------------------------------------


def test_a_file_is_written_as_utf8_and_nothing_stays_beside_it(tmp_path: Path):
    path = tmp_path / "notes.md"
    path.write_text("older")
    write_export(path, "слово\n")
    assert path.read_bytes() == "слово\n".encode()
    assert list(tmp_path.iterdir()) == [path]


def test_the_document_is_never_written_to_by_any_name(tmp_path: Path):
    document = tmp_path / "fish.pdf"
    document.write_bytes(b"%PDF")
    link = tmp_path / "notes.md"
    link.symlink_to(document)
    for path in (document, tmp_path / "." / "fish.pdf", link):
        with pytest.raises(ExportRefused, match="never written"):
            write_export(path, "x", document=document)
    assert document.read_bytes() == b"%PDF"


def test_where_writing_fails_what_stood_there_still_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = tmp_path / "notes.md"
    path.write_text("older")

    def refuse(_handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(OSError, match="No space"):
        write_export(path, "newer")
    assert path.read_text() == "older"
    assert list(tmp_path.iterdir()) == [path]
    with pytest.raises(OSError, match="notes"):
        write_export(tmp_path / "no folder" / "notes.md", "x")


@pytest.mark.skipif(os.name != "posix", reason="permissions of Windows are not in the mode")
def test_a_private_file_stays_private(tmp_path: Path):
    path = tmp_path / "notes.md"
    path.touch(mode=0o600)
    write_export(path, "x")
    assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.skipif(os.name != "posix", reason="there are no named pipes")
def test_a_pipe_is_written_to_and_stays_a_pipe(tmp_path: Path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[str] = []
    thread = threading.Thread(target=lambda: read.append(pipe.read_text(encoding="utf-8")))
    thread.start()
    write_export(pipe, "слово\n")
    thread.join(30)
    assert read == ["слово\n"]
    assert pipe.is_fifo()
    assert list(tmp_path.iterdir()) == [pipe]


def test_a_moved_note_has_no_boxes_where_it_was_and_a_lost_one_is_told_from_an_unread_one():
    moved = replace(NOTES[0], span=Span(0, 5), placement="moved")
    assert (NOTES[0].rects != (), moved.rects) == (True, ())
    unread = replace(NOTES[7], placement="unread")
    assert (NOTES[7].lost, unread.lost) == (True, False)


def test_documents_are_named_by_their_hash():
    assert source_name("00" * 32) == f"ni:///sha-256;{'A' * 43}"
