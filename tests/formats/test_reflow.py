"""Web pages, Markdown, books and previews: laid out the same everywhere, read in their encoding, and kept at home."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from papers import hostile_office, other_formats
from papers.listening_server import listening

from viewer.formats import containers
from viewer.formats.reflow import DOCX_SHEET, SHEET, declared_encoding, markdown_as_html
from viewer.formats.table import open_document
from viewer.model.document import CannotOpen, FileProblem
from viewer.model.geometry import PageSize

if TYPE_CHECKING:
    from pathlib import Path

WORDS = "The General Assembly takes note of the report of the Secretary-General and requests him to report again. "
LETTER = other_formats.LETTER


@pytest.fixture
def opened(tmp_path: Path):
    documents = []

    def open_it(data: bytes | str, name: str = "file", **how):
        path = tmp_path / name
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        documents.append(open_document(str(path), **how))
        return documents[-1]

    yield open_it
    for document in documents:
        document.close()


def text_of(document) -> str:
    return "\f".join(document.page_text(page).text for page in range(document.info.page_count))


def words_of(document) -> str:
    return " ".join(text_of(document).split())


KINDS = {
    "page.html": other_formats.web_page(*LETTER),
    "book.epub": other_formats.epub("".join(f"<p>{one}</p>" for one in LETTER), f"<h1>Two</h1><p>{WORDS * 60}</p>"),
    "note.md": "# Note\n\n" + "\n\n".join(LETTER) + "\n\n" + WORDS * 60,
    "note.docx": other_formats.word(*LETTER, WORDS * 60),
    "note.xps": other_formats.xps("First line", "Second line"),
    "strip.cbz": other_formats.comic("red", "green"),
}


@pytest.mark.parametrize("name", KINDS)
def test_glyphs_stand_for_the_text_character_for_character(opened, name: str):
    document = opened(KINDS[name], name, preview=True)
    for page in range(document.info.page_count):
        text, glyphs = document.glyphs(page)
        read = document.page_text(page)
        assert text == read.text
        assert len(glyphs.boxes) == 4 * len(text)
        assert [(line.start, line.end) for line in read.lines] == list(glyphs.lines)


@pytest.mark.parametrize("name", KINDS)
def test_every_page_is_drawn(opened, name: str):
    document = opened(KINDS[name], name, preview=True)
    for page in range(document.info.page_count):
        assert len(set(document.render(page, 1.0).data)) > 1 or name == "strip.cbz"


@pytest.mark.parametrize("name", ["page.html", "book.epub", "note.md", "note.docx"])
def test_words_of_every_script_are_read(opened, name: str):
    said = words_of(opened(KINDS[name], name, preview=True))
    assert [one for one in LETTER if one not in said] == []


def test_the_sheet_is_one_for_all_who_read(opened):
    assert {opened(KINDS[name], name).page_size(0) for name in ("page.html", "book.epub", "note.md")} == {
        PageSize(SHEET.width, SHEET.height)
    }
    preview = opened(KINDS["note.docx"], preview=True)
    assert (preview.info.preview, preview.page_size(0)) == (True, PageSize(DOCX_SHEET.width, DOCX_SHEET.height))


OVER_THE_EDGE = {
    "a table of many columns": f"<table><tr>{'<td>column</td>' * 30}<td>END</td></tr></table>",
    "a cell that cannot be broken": f"<table><tr><td>{'x' * 150}END</td></tr></table>",
    "a line that may not be broken": '<p style="white-space: nowrap">' + "The General Assembly " * 10 + "END</p>",
    "a box of a fixed width": f'<div style="width: 1500px">{WORDS}END</div>',
    "a wide margin": '<p style="margin-left: 900px">END</p>',
}


@pytest.mark.parametrize("body", OVER_THE_EDGE.values(), ids=OVER_THE_EDGE)
def test_a_page_is_as_wide_as_the_text_on_it(opened, body: str):
    document = opened(f"<html><body>{body}<p>after</p></body></html>", "wide.html")
    text, glyphs = document.glyphs(0)
    assert text == document.page_text(0).text
    size = document.page_size(0)
    assert document.info.page_sizes[0] == size
    assert SHEET.width < size.width < 4 * SHEET.width
    at = text.index("END") + 2
    left, top, right, bottom = glyphs.boxes[4 * at : 4 * at + 4]
    assert SHEET.width < right <= size.width
    drawn = document.render(0, 1.0)
    assert drawn.box.width == round(size.width)
    rows = range(int(top), int(bottom) + 1)
    letter = b"".join(drawn.data[y * drawn.stride + 3 * int(left) : y * drawn.stride + 3 * int(right)] for y in rows)
    assert min(letter) < 128


@pytest.mark.parametrize(
    "body",
    [
        '<p style="margin-left: -9999px">NO</p>',
        '<p style="margin-left: 9999px">NO</p>',
        '<p style="display:none">NO</p>',
    ],
)
def test_what_a_web_page_hides_stays_hidden(opened, body: str):
    document = opened(f"<html><body>{body}<p>shown</p></body></html>", "hiding.html")
    assert (words_of(document), document.page_size(0).width) == ("shown", SHEET.width)


def test_typescript_keeps_its_80_columns_and_longer_lines_and_words_are_broken(opened):
    columns = [f"{'=' * 76}{row:>4}" for row in range(10, 40)]
    body = "\n".join(columns)
    document = opened(f"<html><body><pre>{body}</pre></body></html>", "typescript.html")
    assert document.page_text(0).text.splitlines() == columns
    document = opened(f"<html><body><pre>{WORDS}</pre><p>{'x' * 300}</p></body></html>", "long.html")
    assert "".join(text_of(document).split()) == "".join((WORDS + "x" * 300).split())
    assert document.page_size(0).width == SHEET.width


def test_a_sign_that_no_font_has_is_in_the_text_and_has_its_place(opened):
    document = opened("A note\n\n\ufbb2 of two", "sign.md")  # a dot of Arabic letters, by itself
    text, glyphs = document.glyphs(0)
    assert text == document.page_text(0).text == "A note\n\ufffd of two\n"
    assert len(glyphs.boxes) == 4 * len(text)


@settings(max_examples=15)
@given(paragraphs=st.lists(st.text(st.characters(codec="utf-8", min_codepoint=32), max_size=80), max_size=30))
def test_two_readings_of_any_page_have_the_same_offsets(tmp_path_factory, paragraphs: list[str]):
    path = tmp_path_factory.getbasetemp() / "any.md"
    path.write_bytes("\n\n".join(["A note", *paragraphs]).encode())
    one, other = open_document(str(path)), open_document(str(path))
    try:
        assert text_of(one) == text_of(other)
        for page in range(one.info.page_count):
            text, glyphs = one.glyphs(page)
            assert (text, 4 * len(text)) == (other.page_text(page).text, len(glyphs.boxes))
            assert "\f" not in text
    finally:
        one.close()
        other.close()


ARABIC_WORDS = st.text(st.sampled_from("الأمنسلادإآفيَّ"), min_size=1, max_size=9).filter(lambda word: word[0] not in "َّ")


@settings(max_examples=25)
@given(words=st.lists(ARABIC_WORDS, min_size=1, max_size=40))
def test_words_of_arabic_are_read_letter_by_letter_as_they_are_written(tmp_path_factory, words: list[str]):
    path = tmp_path_factory.getbasetemp() / "arabic.html"
    path.write_text(f'<html dir="rtl"><meta charset="utf-8"><body><p>{" ".join(words)}</p></body></html>', "utf-8")
    document = open_document(str(path))
    try:
        assert words_of(document).split() == words
    finally:
        document.close()


def test_the_chapters_of_a_book_are_its_outline(opened):
    book = opened(KINDS["book.epub"])
    assert [(entry.title, entry.page) for entry in book.outline()] == [("Chapter 1", 0), ("Chapter 2", 1)]
    assert book.page_text(1).text.startswith("Two\n")


# -- Markdown ---------------------------------------------------------------------------------------------------------


def test_markdown_is_shown_as_it_is_meant(opened):
    note = opened("# Agenda\n\n- **first** item\n- second\n\n| a | b |\n|---|---|\n| 1 | 2 |\n", "note.md")
    page = note.page_text(0)
    assert [entry.title for entry in note.outline()] == ["Agenda"]
    assert page.lines[0].runs[0].size > page.lines[1].runs[0].size
    assert "**" not in page.text
    assert "|" not in page.text


def test_what_stands_above_markdown_for_programs_is_set_off():
    page = markdown_as_html("---\ntitle: A <note>\n---\n# Agenda\n")
    assert "<pre>title: A &lt;note&gt;\n</pre><h1>Agenda</h1>" in page
    assert markdown_as_html("---\r\ntitle: x\r\n---\r\ntext").count("<pre>") == 1
    assert "<pre>" not in markdown_as_html("---\n\nA rule and no more")


# -- what is too much -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["page.html", "note.md", "book.epub", "note.docx"])
def test_more_text_than_can_be_set_is_refused_at_once(opened, monkeypatch, kind: str):
    monkeypatch.setattr(containers, "LARGEST_TEXT", 300)
    with pytest.raises(CannotOpen) as caught:
        opened(KINDS[kind], kind, preview=True)
    assert caught.value.problem is FileProblem.TOO_LARGE
    assert "MB of text, and its pages would take too long" in caught.value.advice


def test_a_book_that_unpacks_to_a_flood_of_text_is_refused(opened):
    book = other_formats.epub("<p>" + "word " * (7 << 20) + "</p>")
    assert len(book) < 100_000
    with pytest.raises(CannotOpen, match="35 MB of text"):
        opened(book, "book.epub")


# -- encodings --------------------------------------------------------------------------------------------------------

RUSSIAN = "Генеральная Ассамблея принимает к сведению доклад Генерального секретаря."


@pytest.mark.parametrize(
    ("encoding", "head"),
    [
        ("utf-8", ""),
        ("utf-8-sig", '<meta charset="windows-1251">'),
        ("utf-16", ""),
        ("windows-1251", '<meta charset="windows-1251">'),
        ("koi8-r", '<meta http-equiv="Content-Type" content="text/html; charset=koi8-r">'),
        ("windows-1251", ""),
    ],
    ids=["UTF-8", "mark", "UTF-16", "declared", "declared as of old", "guessed"],
)
def test_a_web_page_is_read_in_its_encoding(opened, encoding: str, head: str):
    page = opened(other_formats.web_page(RUSSIAN, head=head, encoding=encoding))
    assert words_of(page) == RUSSIAN


def test_an_encoding_that_is_only_spoken_of_changes_nothing(opened):
    words = f"{RUSSIAN} <meta charset=koi8-r> charset=windows-1251"
    assert RUSSIAN in words_of(opened(words, "note.md"))


def test_the_reader_can_choose_another_encoding_where_none_is_declared(opened):
    data = other_formats.web_page(RUSSIAN, encoding="koi8-r")
    page = opened(data, codec="koi8-r")
    assert (words_of(page), page.info.encoding.codec, page.info.encoding.sure) == (RUSSIAN, "koi8-r", True)
    declared = other_formats.web_page(RUSSIAN, head='<meta charset="koi8-r">', encoding="koi8-r")
    assert opened(declared, "declared").info.encoding is None


@pytest.mark.parametrize(
    ("page", "codec"),
    [
        (b'<meta charset="ISO-8859-1">', "cp1252"),
        (b"<META HTTP-EQUIV=content-type CONTENT='text/html;charset=GB2312'>", "gb18030"),
        (b'<?xml version="1.0" encoding="koi8-r"?>', "koi8-r"),
        (b'<meta charset="base64">', None),
        (b'<meta charset="idna">', None),
        (b'<meta charset="punycode">', None),
        (b'<meta charset="unicode_escape">', None),
        (b'<meta charset="no-such-thing">', None),
        (b"<p>charset=koi8-r</p>", None),
        (b" " * 1100 + b'<meta charset="koi8-r">', None),
    ],
)
def test_a_declared_encoding_is_what_it_means(page: bytes, codec: str | None):
    assert declared_encoding(page) == codec


# -- what is not fetched ----------------------------------------------------------------------------------------------

CALLING = """<link rel="stylesheet" href="{0}"><style>@import url({0}); p {{ background: url({0}) }}
@font-face {{ font-family: X; src: url({0}) }} body {{ font-family: X }}</style>
<script src="{0}"></script><script>fetch("{0}")</script><base href="{0}">"""
CALLS = (
    '<img src="{0}"><img srcset="{0} 2x" src="x.png"><image href="{0}"/><iframe src="{0}"></iframe><object data="{0}">'
    '</object><embed src="{0}"><video src="{0}" poster="{0}" autoplay></video><svg xmlns="http://www.w3.org/2000/svg" '
    'xmlns:xlink="http://www.w3.org/1999/xlink"><image xlink:href="{0}" width="9" height="9"/></svg><p>Words</p>'
)


@pytest.mark.parametrize("kind", ["html", "md", "epub", "docx"])
def test_nothing_is_fetched_from_anywhere(opened, kind: str):
    with listening() as server:
        head, body = CALLING.format(server.url("head")), CALLS.format(server.url("body"))
        data = {
            "html": other_formats.web_page(body, head=head),
            "md": f"![picture]({server.url('md.png')})\n\n{body}",
            "epub": other_formats.epub(head + body, more={"style.css": f"@import url({server.url('css')});"}),
            "docx": hostile_office.calling_docx(server.url),
        }[kind]
        document = opened(data, f"page.{kind}", preview=True)
        for page in range(document.info.page_count):
            document.page_text(page)
            document.render(page, 1.0)
        assert ("A calling letter" if kind == "docx" else "Words") in words_of(document)
        assert "fetch" not in words_of(document)
        assert server.heard == []


def colors(document) -> set[bytes]:
    data = document.render(0, 0.5).data
    return {data[at : at + 3] for at in range(0, len(data) - 2, 3)}


RED = other_formats.picture(color="#ff0000")


def test_pictures_that_lie_beside_a_page_are_shown(opened, tmp_path: Path):
    (tmp_path / "page_files").mkdir()
    (tmp_path / "page_files" / "red one.png").write_bytes(RED)
    page = other_formats.web_page('<img src="page_files/red%20one.png" width="200" height="200">')
    assert b"\xff\0\0" in colors(opened(page, "page.html"))
    assert b"\xff\0\0" in colors(opened("![red](<page_files/red one.png>)", "page.md"))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no FIFOs")
@pytest.mark.timeout(20)  # reading a pipe would wait for ever
def test_nothing_else_is_read_for_a_page(opened, tmp_path: Path):
    inside = tmp_path / "inside"
    inside.mkdir()
    (tmp_path / "secret.png").write_bytes(RED)
    (inside / "link.png").symlink_to(tmp_path / "secret.png")
    os.mkfifo(inside / "pipe.png")
    names = ("../secret.png", str(tmp_path / "secret.png"), f"file://{tmp_path}/secret.png", "link.png", "pipe.png")
    body = "".join(f'<img src="{name}" width="200" height="200">' for name in names)
    assert b"\xff\0\0" not in colors(opened(other_formats.web_page(body), "inside/page.html"))
