from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.references.citing import references_of
from viewer.analysis.layout.pieces import blanked, pieces_of
from viewer.model.text import PAGE_BREAK, Span


def test_page_numbers_and_job_numbers_at_the_ends_of_pages_are_blanked() -> None:
    pages = ["The resolution\n25-00001\n2/8", "3/8 25-00001\n822 (1993) is\nof 8 lines"]
    text = blanked(PAGE_BREAK.join(pages), [])
    assert len(text) == len(PAGE_BREAK.join(pages))
    assert text.split() == ["The", "resolution", "822", "(1993)", "is", "of", "8", "lines"]


def test_a_number_at_the_edge_of_one_page_alone_counts_no_pages() -> None:
    text = blanked(PAGE_BREAK.join(["48/94\nRight of peoples\n48/158", "2/3\nQuestion of wells", "3/3\nThe end"]), [])
    assert "48/158" in text
    assert "2/3" not in text
    assert "2/2" not in blanked(PAGE_BREAK.join(["A well", "2/2\nis deep"]), [])
    assert "3/9" not in blanked(PAGE_BREAK.join(["A well", "is deep\n25-08477 3/9"]), [])


def test_spans_to_skip_are_blanked_even_where_they_overlap() -> None:
    assert blanked("A well is deep", [Span(2, 6), Span(4, 9), Span(3, 3)]) == "A         deep"


def test_long_texts_are_cut_between_sentences() -> None:
    sentence = "The Council recalls its resolution\n822 (1993) on the wells.\n"
    text = sentence * 1000
    pieces = list(pieces_of(text))
    assert len(pieces) > 5
    assert all(text[piece.start : piece.start + 3] == "The" for piece in pieces)


def test_a_citation_is_found_wherever_the_text_is_cut() -> None:
    sentence = "The Security Council, in its resolutions 822 (1993), 853 (1993)\nand 874 (1993), spoke of wells.\n"
    (first, *_) = found = references_of(sentence * 500)
    assert [one.symbol for one in found] == ["S/RES/822 (1993)", "S/RES/853 (1993)", "S/RES/874 (1993)"]
    assert {len(one.mentions) for one in found} == {500}
    starts = [mention.span.start for mention in first.mentions]
    assert starts == sorted(set(starts))


@given(st.text(alphabet="aA .\n\f1()。", max_size=200).map(lambda text: text * 200))
def test_pieces_hold_the_whole_text_once(text: str) -> None:
    pieces = list(pieces_of(text))
    assert "".join(text[piece.start : piece.end] for piece in pieces) == text
    assert all(len(piece) for piece in pieces)


@given(st.text(alphabet="a1/ \n\f-25()", max_size=120), st.lists(st.tuples(st.integers(0, 60), st.integers(0, 9))))
def test_blanking_keeps_offsets_and_page_breaks(text: str, spans: list[tuple[int, int]]) -> None:
    skip = [Span(min(start, len(text)), min(start + length, len(text))) for start, length in spans]
    done = blanked(text, skip)
    assert len(done) == len(text)
    assert all(after in {before, " "} for before, after in zip(text, done, strict=True))
