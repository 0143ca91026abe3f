"""Plain text in pages and rows: a rule, the same everywhere, that gives the file's own text back."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.formats import plaintext
from viewer.formats.plaintext import (
    COLUMNS,
    LONGEST_ROW,
    MARGIN,
    PAGE,
    ROWS,
    PlainTextDocument,
    TextPage,
    open_text,
    paginate,
)
from viewer.model.document import CannotOpen, EncodingGuess, FileProblem, PageKind

LINE = st.text(
    st.characters(codec="utf-8", exclude_characters="\f") | st.sampled_from(" \t\n\r\u2028\u200b\u0301一أ-"),
    max_size=220,
)
TEXT = st.lists(
    LINE
    | st.sampled_from(
        [
            "",
            "\f",
            "\r\n",
            "word " * 60,
            "一" * 130,
            "x" * 300,
            "\t" * 20 + "x",
            "a" + "\u0301" * 2000,
            "x" + " " * 1500 + "x",
        ]
    )
).map("\n".join)


def width(text: str) -> int:
    """The columns that a row takes on the grid; blanks at its end hang over and draw nothing."""
    columns = 0
    for char in text.rstrip():
        if char == "\t":
            columns += 8
        elif unicodedata.category(char) not in {"Cf", "Mn", "Me", "Mc"} or not unicodedata.combining(char):
            wide = unicodedata.east_asian_width(char) in {"W", "F"}
            columns += 0 if unicodedata.category(char) in {"Cf", "Mn", "Me"} else 2 if wide else 1
    return columns


def document(text: str) -> PlainTextDocument:
    return PlainTextDocument(text, EncodingGuess("utf-8", sure=True))


def joined(pages: list[TextPage]) -> str:
    """The text of the file again: our own page breaks taken out, the file's kept."""
    return "".join(page.text + "\f" * page.ends_with_own_break for page in pages)


@given(TEXT)
def test_the_pages_give_the_files_own_text_back(text: str):
    assert joined(list(paginate(text))) == text


@given(TEXT)
def test_no_page_holds_a_page_break_and_every_break_of_the_file_ends_a_page(text: str):
    pages = list(paginate(text))
    assert all("\f" not in page.text for page in pages)
    assert sum(page.ends_with_own_break for page in pages) == text.count("\f")
    assert not pages[-1].ends_with_own_break


@given(TEXT)
def test_rows_are_in_order_hold_all_that_is_seen_and_fit_the_grid(text: str):
    for page in paginate(text):
        at = 0
        for start, end in page.rows:
            assert at <= start <= end <= len(page.text)
            assert page.text[at:start].strip("\r\n\v\x1c\x1d\x1e\x85\u2028\u2029") == ""
            assert width(page.text[start:end]) <= COLUMNS
            assert end - start <= LONGEST_ROW
            at = end
        assert len(page.rows) <= ROWS


@given(TEXT)
def test_lines_of_a_page_are_its_rows_in_their_boxes(text: str):
    opened = document(text)
    for number, page in enumerate(opened.pages):
        read = opened.page_text(number)
        assert read.text == page.text
        assert tuple((line.start, line.end) for line in read.lines) == page.rows
        tops = [line.rect.y0 for line in read.lines]
        assert tops == sorted(tops)
        assert all(line.rect.y1 <= PAGE.height - MARGIN + 0.01 for line in read.lines)


def test_words_are_wrapped_at_blanks_and_what_has_none_where_it_must_be():
    rows = [page.text[start:end] for page in paginate("word " * 40 + "\n" + "x" * 200) for start, end in page.rows]
    assert rows == ["word " * 19, "word " * 19, "word word ", "x" * 96, "x" * 96, "x" * 8]


def test_a_wide_character_takes_two_columns_and_a_tab_eight():
    rows = [page.text[start:end] for page in paginate("一" * 50 + "\n" + "\ta" * 12) for start, end in page.rows]
    assert rows == ["一" * 48, "一" * 2, "\ta" * 10 + "\t", "a\ta"]


@given(TEXT)
def test_the_rows_of_pages_are_those_of_the_whole_text(text: str):
    whole = [own[start:end] for own in text.split("\f") for start, end in TextPage(own, False).rows]
    assert [page.text[start:end] for page in paginate(text) for start, end in page.rows] == whole


@pytest.mark.parametrize("row", ["\n", "\r\n", "\f", "\u2028", "12\n"])
def test_what_has_too_many_pages_is_refused_before_it_is_divided(tmp_path, monkeypatch, row):
    monkeypatch.setattr(plaintext, "MOST_PAGES", 2)
    path = tmp_path / "long.txt"
    most = 2 if row == "\f" else 2 * ROWS
    path.write_text(row * (most - 1) + "end", "utf-8", newline="")
    assert open_text(str(path), "utf-8").info.page_count == 2
    path.write_text(row * (2 * ROWS + 1), "utf-8", newline="")
    monkeypatch.setattr(plaintext, "PlainTextDocument", None)
    with pytest.raises(CannotOpen, match="more than 2 pages") as refused:
        open_text(str(path), "utf-8")
    assert refused.value.problem is FileProblem.TOO_LARGE


def test_what_has_too_many_pages_only_when_its_lines_are_wrapped_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(plaintext, "MOST_PAGES", 2)
    path = tmp_path / "long.txt"
    path.write_text("word " * 20 * 2 * ROWS, "utf-8")
    with pytest.raises(CannotOpen, match="more than 2 pages"):
        open_text(str(path))


def test_a_page_is_full_after_its_rows():
    pages = list(paginate("\n".join(str(number) for number in range(150))))
    assert [page.text.split("\n")[0] for page in pages] == ["0", "60", "120"]
    assert [page.ends_with_own_break for page in pages] == [False, False, False]


def test_an_empty_page_between_two_breaks_is_a_page():
    assert [page.text for page in paginate("a\f\fb\f")] == ["a", "", "b", ""]
    assert [page.text for page in paginate("")] == [""]


def test_blank_rows_part_paragraphs():
    read = document("one\ntwo\n\n\nthree").page_text(0)
    assert [line.block for line in read.lines] == [0, 0, 0, 0, 1]


def test_a_file_is_opened_with_the_encoding_that_is_asked_for(tmp_path):
    path = tmp_path / "note.txt"
    path.write_bytes("Колодцы".encode("koi8-r"))
    opened = open_text(str(path), "koi8-r")
    assert opened.page_text(0).text == "Колодцы"
    assert (opened.info.page_kind, opened.info.page_count) == (PageKind.LINES, 1)
    assert opened.info.encoding is not None
    assert (opened.info.encoding.codec, opened.info.encoding.sure) == ("koi8-r", True)
    assert "koi8-r" in open_text(str(path)).info.encoding.candidates
    opened.close()
