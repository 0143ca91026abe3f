"""Finding in the folded text: what is found is there, what is there is found, and every hit maps back to the page."""

from __future__ import annotations

import hashlib
import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from viewer.analysis.words.folding import fold_for_search
from viewer.model.text import DocumentText
from viewer.workers.child.text_index import LONGEST_LINE, SNIPPET_LENGTH, TextIndex, snippet_of

WORDS = st.sampled_from(
    re.findall(
        r"\S+",
        "resolution Resolution Resolu- tion A/HRC/ 58 S- 13/2 Haute é e\u0301 ﬁ x / резолюция Ёж"
        " 大会 大 决议 ال لا األ ﻻ ﻷ ـ قَرار ا ل ١٢",
    )
)
GLUE = st.sampled_from(
    [" ", "\n", "\r\n", "  ", "", "-", "-\n", "\f", "\f", "\n\f", "\f\f", "-\f", " \f \n", "\u200b", "\u00a0", "\u00ad"]
)
TEXT = st.lists(st.tuples(WORDS, GLUE), max_size=30).map(lambda parts: "".join(word + glue for word, glue in parts))
ANY_TEXT = TEXT | st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from("\f\n -"), max_size=60)


def index_of(*pages: str) -> tuple[DocumentText, TextIndex]:
    text = DocumentText.of(pages)
    index = TextIndex(text, fold_for_search)
    assert index.extend_for(60)
    return text, index


def fold(text: str) -> str:
    return fold_for_search(text).folded


@given(ANY_TEXT)
def test_the_pieces_are_the_whole_text_folded_at_once(text: str):
    document, index = index_of(*text.split("\f"))
    assert index._searched() == fold(str(document))
    assert index.page_count == document.page_count


@given(ANY_TEXT, st.data())
def test_what_stands_in_the_text_is_found_there(text: str, data: st.DataObject):
    start = data.draw(st.integers(0, len(text)))
    query = text[start : start + data.draw(st.integers(1, 12))]
    wanted = fold(query).strip()
    document, index = index_of(*text.split("\f"))
    hits, total = index.find(query, 1000)
    assert total == len(hits) == (fold(str(document)).count(wanted) if wanted else 0)
    at = 0
    for hit in hits:
        assert at <= hit.span.start < hit.span.end <= len(document)
        assert hit.page == document.page_of(hit.span.start)
        # A ligature or a run of lam and alef maps as a whole, so what is marked may be a little more than was asked.
        assert wanted in fold(" " + document.slice(hit.span) + " ") or _is_cut_from_its_context(wanted)
        at = hit.span.start


def _is_cut_from_its_context(wanted: str) -> bool:
    """Whether what stands around these words decides how they are folded."""
    return bool(re.search(r"[ال/\-]|^ | $", wanted))


@given(ANY_TEXT, st.integers(0, 5))
def test_a_limit_keeps_the_first_and_counts_all(text: str, limit: int):
    _document, index = index_of(*text.split("\f"))
    hits, total = index.find("e", 1000)
    some, counted = index.find("e", limit)
    assert some == hits[:limit]
    assert counted == total


@given(st.lists(st.sampled_from(["needle", "and", "hay\f", "-\n"]), max_size=60), st.integers(1, 8), st.data())
def test_where_there_are_too_many_those_near_the_reader_are_given(words: list[str], limit: int, data: st.DataObject):
    text = " ".join(words)
    near = data.draw(st.integers(0, len(text)))
    _document, index = index_of(*text.split("\f"))
    all_hits, total = index.find("needle", 1000)
    hits, counted = index.find("needle", limit, near)
    assert counted == total == text.count("needle")
    assert len(hits) == min(limit, total)
    first = all_hits.index(hits[0]) if hits else 0
    assert hits == all_hits[first : first + len(hits)]  # in text order, none left out between
    following = [hit for hit in all_hits if hit.span.start >= near]
    if following and len(hits) < total and near:
        assert following[0] in hits
        assert len(following) < limit or sum(hit.span.start < near for hit in hits) <= max(1, limit // 4)


@given(st.lists(TEXT.map(lambda text: text.replace("\f", " ")), min_size=1, max_size=8))
def test_reading_page_by_page_comes_to_the_same(pages: list[str]):
    text = DocumentText()
    index = TextIndex(text, fold_for_search)
    for page in pages:
        text.append(page)
        assert index.extend_for(0)
        assert index._searched() == fold(str(text))
    whole_text, whole = index_of(*pages)
    assert index.find("e", 100) == whole.find("e", 100)
    assert index.fingerprint() == whole.fingerprint() == hashlib.sha256(fold(str(whole_text)).encode()).hexdigest()


@pytest.mark.parametrize(
    ("pages", "query", "marked"),
    [
        (["the reso-\nlution"], "resolution", ["reso-\nlution"]),
        (["of the reso-\n", "lution on wells"], "RESOLUTION", ["reso-\n\flution"]),
        (["the General", "Assembly"], "general assembly", ["General\fAssembly"]),
        (["the General\n", "\n", "  Assembly"], "general assembly", ["General\n\f\n\f  Assembly"]),
        (["Генеральная Ассамблея"], "ассамблея", ["Ассамблея"]),
        (["Conférence de l\u2019été"], "l'ete", ["l\u2019été"]),
        (["大会第七十五届会议，大会"], "大会", ["大会", "大会"]),
        (["安全理事会"], "理", ["理"]),
        (["大", "会"], "大 会", ["大\f会"]),
        (["القرار الأول"], "الأول", ["الأول"]),
        (["القرار األول"], "الأول", ["األول"]),  # as converters write the ligature
        (["القرار الأول"], "األول", ["الأول"]),
        (["\ufee3\ufe98\ufea4\ufeaa\ufe93"], "متحدة", ["\ufee3\ufe98\ufea4\ufeaa\ufe93"]),  # presentation forms
        (["قَـــرار"], "قرار", ["قَـــرار"]),  # vowel mark and tatweel
        (["A/HRC/58/١٢"], "a/hrc/58/12", ["A/HRC/58/١٢"]),
        (["see A/RES/\n70/1."], "A/RES/70/1", ["A/RES/\n70/1"]),
        (["eﬃcient"], "efficient", ["eﬃcient"]),
    ],
)
def test_words_are_found_however_they_are_written(pages: list[str], query: str, marked: list[str]):
    document, index = index_of(*pages)
    hits, _total = index.find(query, 10)
    assert [document.slice(hit.span) for hit in hits] == marked


def test_nothing_is_looked_for_in_blanks_and_in_no_text():
    _text, index = index_of("a b")
    assert index.find("  \n", 10) == ((), 0)
    assert TextIndex(DocumentText(), fold_for_search).find("a", 10) == ((), 0)


# -- snippets ---------------------------------------------------------------------------------------------------------


@given(ANY_TEXT, st.data())
def test_a_snippet_is_short_and_shows_the_hit(text: str, data: st.DataObject):
    document = DocumentText.of(text.split("\f"))
    assume(len(document) > 0)
    _text, index = index_of(*text.split("\f"))
    start = data.draw(st.integers(0, len(text) - 1))
    for hit in index.find(text[start : start + 9], 5)[0]:
        assert 0 <= hit.match_start <= hit.match_end <= len(hit.snippet) <= SNIPPET_LENGTH + 2
        shown = hit.snippet[hit.match_start : hit.match_end]
        assert shown.strip() == re.sub(r"\s+", " ", document.slice(hit.span))[:SNIPPET_LENGTH].strip()
        assert "\n" not in hit.snippet


def test_a_hit_that_ends_with_a_page_is_shown_whole():
    document, index = index_of("A/HRC/58-", "Resolution")
    ((hit,), _total) = index.find("58-", 5)
    assert hit.snippet[hit.match_start : hit.match_end] == re.sub(r"\s+", " ", document.slice(hit.span))


def test_a_snippet_is_the_line_and_long_lines_are_cut_on_both_sides():
    document, index = index_of("one\ntwo words\nthree", "a " * 5000 + "needle" + " b" * 5000)
    assert index.find("words", 1)[0][0].snippet == "two words"
    hit = index.find("needle", 1)[0][0]
    assert (hit.page, hit.snippet[0], hit.snippet[-1]) == (1, "…", "…")
    assert hit.snippet[hit.match_start : hit.match_end] == "needle"
    far = document.page_span(1)
    assert len(snippet_of(document, far)[0]) <= SNIPPET_LENGTH + 2
    assert LONGEST_LINE > SNIPPET_LENGTH


def test_hits_in_an_endless_line_are_counted_and_the_first_are_shown():
    _document, index = index_of("needle " * 200_000)
    hits, total = index.find("needle", 1000)
    assert (len(hits), total) == (1000, 200_000)
