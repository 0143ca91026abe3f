"""Exporters against golden files.

After a wanted change: ``VERBALE_WRITE_GOLDEN=1 pytest tests/export``, and read the difference.
"""

from __future__ import annotations

import io
import json
import os
import threading
import zipfile
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from papers.fish import DOCUMENT, EXPORT, NOTES, TEXT, UNDERSTANDING, note, span_of
from papers.region import DAMAGED, REGION

import viewer
from viewer.export.citation import (
    document_citation,
    flowing,
    quotation,
)
from viewer.export.contract import error_as_json, understanding_as_json
from viewer.export.json_notes import source_name
from viewer.export.markdown import escaped, self_contained
from viewer.export.notes import (
    ExportedDocument,
    GroupBy,
    NotesExport,
    SectionStep,
    exported_passage,
    language_name,
)
from viewer.export.summary import document_summary
from viewer.export.table import EXPORTERS, Of, exporter_named, exporters_of
from viewer.export.wording import groups, heading
from viewer.export.writing import ExportRefused, write_export
from viewer.model.annotation import OtherWords
from viewer.model.document import (
    DocumentInfo,
    Footnote,
    Identity,
    PageKind,
    TextLayer,
    Understanding,
    Value,
)
from viewer.model.geometry import PageSize
from viewer.model.text import Recognition, Span

GOLDEN = Path(__file__).with_name("golden")


def text_of(content: str | bytes) -> str:
    """What an exporter gave as text; of a Word document its words in XML, a paragraph a line."""
    if isinstance(content, str):
        return content
    words = zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml")
    return ET.canonicalize(words).replace("<w:p>", "\n<w:p>")


def agrees_with_golden(name: str, content: str | bytes) -> None:
    path = GOLDEN / (f"{name}.xml" if isinstance(content, bytes) else name)
    content = text_of(content)
    content = content.replace(f"Verbale {viewer.__version__}", "Verbale VERSION")
    if os.environ.get("VERBALE_WRITE_GOLDEN"):
        path.write_bytes(content.encode())
    assert content == path.read_bytes().decode()


@pytest.mark.parametrize("exporter", EXPORTERS, ids=lambda exporter: exporter.name)
def test_export_is_as_the_golden_file(exporter):
    name = "fish" if exporter.of is Of.NOTES else "references"
    agrees_with_golden(f"{name}{exporter.suffix}", exporter.function(EXPORT))


@pytest.mark.parametrize("name", ["html", "docx", "markdown", "json", "text"])
def test_the_picture_of_a_region_is_in_the_golden_file(name):
    exporter = exporter_named(name)
    agrees_with_golden(f"region{exporter.suffix}", exporter.function(REGION))


@pytest.mark.parametrize("exporter", EXPORTERS, ids=lambda exporter: exporter.name)
def test_no_form_is_kept_from_the_reader_by_a_damaged_picture(exporter):
    assert exporter.function(DAMAGED)


@pytest.mark.parametrize("of", Of)
def test_a_suffix_means_one_form_of_a_kind(of):
    suffixes = [exporter.suffix for exporter in exporters_of(of)]
    assert len(set(suffixes)) == len(suffixes) > 0
    assert len({exporter.name for exporter in EXPORTERS}) == len(EXPORTERS)


@pytest.mark.parametrize("exporter", EXPORTERS, ids=lambda exporter: exporter.name)
def test_a_document_without_notes_can_be_exported(exporter):
    content = text_of(exporter.function(NotesExport(ExportedDocument("a.pdf", Identity("")), (), EXPORT.exported)))
    assert "a.pdf" in content or (exporter.name == "csv" and content.count("\n") == 1)
    assert exporter_named(exporter.name) is exporter


def test_no_exporter_of_that_name():
    with pytest.raises(KeyError):
        exporter_named("papyrus")


def test_contract_is_as_the_golden_file():
    info = DocumentInfo("pdf", 3, PageKind.RASTER, (PageSize(595, 842),))
    noted = replace(UNDERSTANDING, footnotes=(Footnote("*", Span(40, 60), (Span(4, 5), Span(9, 10))),))
    said = understanding_as_json("fish.pdf", info, TEXT, noted, lambda symbol: f"https://example.org/{symbol}")
    agrees_with_golden("contract.json", json.dumps(said, ensure_ascii=False, indent=2) + "\n")


def test_joint_documents_list_their_symbols_and_no_other_field_becomes_a_list():
    two = (Value("A/1", Span(0, 1)), Value("S/2", Span(2, 3)))
    joint = Understanding(TextLayer.GOOD, {"symbol": two, "session": two})
    info = DocumentInfo("pdf", 3, PageKind.RASTER, (PageSize(595, 842),))
    metadata = understanding_as_json("f", info, TEXT, joint, str)["metadata"]
    assert [value["value"] for value in metadata["symbol"]] == ["A/1", "S/2"]
    assert metadata["session"]["value"] == "A/1"
    assert [value["value"] for value in metadata["session"]["also"]] == ["S/2"]
    assert document_citation(ExportedDocument("f", Identity(""), joint.metadata)) == "A/1-S/2"


def test_several_senders_are_one_value_with_each_of_them():
    two = (Value("Chile", Span(0, 1)), Value("Spain", Span(2, 3)))
    letter = Understanding(TextLayer.GOOD, {"submitter": two})
    info = DocumentInfo("pdf", 3, PageKind.RASTER, (PageSize(595, 842),))
    submitter = understanding_as_json("f", info, TEXT, letter, str)["metadata"]["submitter"]
    assert submitter["value"] == "Chile; Spain"
    assert [value["value"] for value in submitter["each"]] == ["Chile", "Spain"]


def test_recognised_pages_are_said_with_what_recognised_them():
    by = {page: Recognition("Tesseract", names) for page, names in ((2, ("rus", "eng")), (0, ("eng",)), (1, ("eng",)))}
    recognised = replace(UNDERSTANDING, recognised=by)
    info = DocumentInfo("pdf", 3, PageKind.RASTER, (PageSize(595, 842),))
    said = understanding_as_json("a.pdf", info, TEXT, recognised, str)
    assert said["recognised"] == [
        {"engine": "Tesseract", "languages": ["eng"], "pages": [1, 2]},
        {"engine": "Tesseract", "languages": ["rus", "eng"], "pages": [3]},
    ]
    assert "3 pages, with Tesseract" in document_summary("a.pdf", info, TEXT, recognised)


def test_a_summary_holds_nothing_that_a_terminal_would_obey():
    info = DocumentInfo("pdf", 1, PageKind.RASTER, (PageSize(595, 842),))
    titled = Understanding(TextLayer.GOOD, {"title": (Value("A\x1b[2Jtitle\x9b1m", Span(0, 5)),)})
    said = document_summary("a\x1b]0;b.pdf", info, TEXT, titled)
    assert "A\ufffd[2Jtitle\ufffd1m" in said
    assert all(sign.isprintable() for sign in said.replace("\n", ""))


def test_a_file_that_cannot_be_read_is_two_words():
    assert error_as_json("a.pdf", "damaged") == {"file": "a.pdf", "error": "damaged"}


# -- citations --------------------------------------------------------------------------------------------------------


def test_notes_are_grouped_by_what_is_asked_for():
    tagged = tuple(
        replace(each, annotation=replace(each.annotation, tags=tags))
        for each, tags in zip(EXPORT.notes[:3], (("water",), (), ("land", "water")), strict=True)
    )
    for group_by, headings in (
        (GroupBy.TAG, ["water", "land", "Without tags"]),
        (GroupBy.KIND, list(dict.fromkeys(each.annotation.kind.value.capitalize() for each in tagged))),
        (GroupBy.COLOR, list(dict.fromkeys(each.annotation.color.value.capitalize() for each in tagged))),
    ):
        export = replace(EXPORT, notes=tagged, group_by=group_by)
        markdown = exporter_named("markdown").function(export)
        assert [line[3:] for line in markdown.splitlines() if line.startswith("## ")] == headings
        assert all(f"= {heading} =" in exporter_named("text").function(export) for heading in headings)
        assert all(
            f">{heading}<" in exporter_named("html").function(export).replace("<bdi>", "") for heading in headings
        )
    assert markdown.count("Open in Verbale") == 3


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


def test_in_markdown_arabic_names_and_titles_do_not_turn_the_dates_and_pages_after_them():
    written = replace(note(2, "Fish live", author="ليلى"), sections=(SectionStep("annex", "المرفق", 1),))
    lines = exporter_named("markdown").function(NotesExport(DOCUMENT, (written,), "2026")).splitlines()
    assert '## <span dir="auto">المرفق</span>, page 1' in lines
    assert any('<span dir="auto">ليلى</span> · 2026-01-02' in line for line in lines)


def test_notes_are_grouped_by_their_own_colours_too():
    notes = (note(2, "Fish live", own_color="#331a80"), replace(note(3, "Fish"), color_name="claim"))
    export = NotesExport(DOCUMENT, notes, "2026", GroupBy.COLOR)
    assert [title for (title,), _ in groups(export)] == ["#331a80 (close to yellow)", "Claim"]


@pytest.mark.parametrize("exporter", exporters_of(Of.NOTES), ids=lambda exporter: exporter.name)
def test_words_of_another_window_are_in_every_form_of_notes(exporter):
    shown = note(3, "Fish")
    others = (OtherWords("the words of another window", "2026-01-03"),)
    both = replace(shown, annotation=replace(shown.annotation, other_words=others))
    assert others[0].body in text_of(exporter.function(NotesExport(DOCUMENT, (both,), EXPORT.exported)))


@pytest.mark.parametrize("name", ["fish", "region"])
def test_values_of_our_own_with_a_shape_stay_whole_for_programs_of_linked_data(name):
    """Outside a JSON literal, names without a prefix are dropped and the order of a list is lost."""
    collection = json.loads((GOLDEN / f"{name}.json").read_text(encoding="utf-8"))
    whole = {term for term, told in collection["@context"][1].items() if isinstance(told, dict)}

    def shaped(value):
        if isinstance(value, list):
            return [term for each in value for term in shaped(each)]
        if not isinstance(value, dict):
            return []
        own = [term for term, each in value.items() if term.startswith("verbale:") and isinstance(each, (list, dict))]
        return [*own, *(term for term, each in value.items() if term not in whole for term in shaped(each))]

    assert {*shaped(collection)} - {"verbale:document"} <= whole
    assert {"verbale:sections", "verbale:metadata", "verbale:rects"} <= whole


@pytest.mark.parametrize(
    ("sections", "path"),
    [
        ((("annex", ""), ("heading", "")), "Annex, page i"),
        ((("body", ""), ("chapter", "IV. Fish")), "IV. Fish, page i"),
        ((("body", ""),), "Page i"),
        ((("annex", "Annex II"), ("footnote", "1 See above. 2 See below.")), "Annex II > footnote, page i"),
        ((("footnote", "1 See above."),), "Footnote, page i"),
    ],
)
def test_a_heading_that_has_no_title_is_no_step_of_the_way(sections, path):
    steps = tuple(SectionStep(kind, title, level) for level, (kind, title) in enumerate(sections, 1))
    assert heading(replace(NOTES[0], sections=steps, page_label="i")) == path


@pytest.mark.parametrize("name", ["markdown", "text"])
def test_a_heading_stands_once_over_the_notes_on_one_page_of_a_section(name):
    placed = [replace(each, page_label=label) for each, label in zip((NOTES[1],) * 3, ("1", "1", "2"), strict=True)]
    lines = exporter_named(name).function(NotesExport(DOCUMENT, tuple(placed), "2026")).splitlines()
    headings = [line.lstrip("# ") for line in lines if line.lstrip("# ").startswith("Annex II > ")]
    assert headings == ["Annex II > Statement on fish, page 1", "Annex II > Statement on fish, page 2"]
    assert sum("Fish live in water" in line for line in lines) == 3
