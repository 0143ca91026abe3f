"""Selecting: characters, words and lines, over page breaks, in any script, and what is copied."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ui.painted_paper import ADVANCE, HEIGHT, LEADING, LEFT, PAGES, TOP, glyphs_of

from viewer.model.geometry import PagePoint
from viewer.model.text import PAGE_BREAK, DocumentText, PagePosition
from viewer.ui.page.glyph_store import GlyphStore
from viewer.ui.page.selection import SelectionUnit, TextSelector, selected_text, word_at
from viewer.workers.messages.requests import ReadGlyphs

CHARACTER, WORD, LINE = SelectionUnit.CHARACTER, SelectionUnit.WORD, SelectionUnit.LINE


def at(row: int, column: float) -> PagePoint:
    """The middle of a row, so many letters from the margin."""
    return PagePoint(LEFT + column * ADVANCE, TOP + row * LEADING + HEIGHT / 2)


class Paper:
    """A paper whose letters are known, and a selector on it."""

    def __init__(self, desk, pages=PAGES, rtl=()) -> None:
        self.document = desk.lay_open(pages)
        for page, rows in dict(rtl).items():
            desk.rtl[self.document.number, page] = rows
        self.glyphs = GlyphStore(self.document)
        self.glyphs.want(range(len(pages)))
        desk.serve((ReadGlyphs,))
        self.selector = TextSelector(self.document, self.glyphs)

    def drag(self, page, start, to_page, end, unit=CHARACTER) -> str:
        self.selector.begin(page, start, unit)
        self.selector.extend(to_page, end)
        return self.document.selected_text


@pytest.fixture
def paper(qapp, paper_desk) -> Paper:  # noqa: ARG001 - signals need the application
    return Paper(paper_desk)


# -- the mouse --------------------------------------------------------------------------------------------------------


def test_a_press_selects_nothing_and_a_drag_what_lies_between(paper):
    paper.selector.begin(0, at(0, 0.2), CHARACTER)
    assert paper.document.selection is None
    paper.selector.extend(0, at(0, 8.9))
    assert paper.document.selected_text == "Recalling"


def test_a_drag_may_go_backwards(paper):
    assert paper.drag(0, at(0, 9), 0, at(0, 3)) == "alling"
    assert paper.document.selection == (PagePosition(0, 3), PagePosition(0, 9))


def test_a_drag_that_begins_or_ends_beside_a_line_takes_no_line_end_along(paper):
    first, *_ = PAGES[0].split("\n")
    assert paper.drag(0, at(0, len(first) + 3), 0, at(1, 3)) == "and"
    assert paper.document.selection == (PagePosition(0, len(first) + 1), PagePosition(0, len(first) + 4))
    assert paper.drag(0, at(0, len(first) - 2), 0, at(1, -3)) == first[-2:]
    assert paper.drag(0, at(1, -3), 0, at(0, len(first) - 2)) == first[-2:], "backwards it is the same"
    assert paper.drag(0, at(0, len(first) + 3), 0, at(1, -3)) == ""
    assert paper.document.selection is None
    paper.selector.extend(0, at(1, 3))
    assert paper.document.selected_text == "and", "where it began is remembered"


def test_a_drag_from_behind_the_last_line_of_a_page_begins_on_the_next(paper):
    last = PAGES[0].split("\n")[2]
    assert paper.drag(0, at(2, len(last) + 3), 1, at(0, 10)) == "The second"
    assert paper.drag(0, at(2, len(last) - 5), 1, at(0, -3)) == last[-5:]


def test_half_a_letter_counts_from_its_middle(paper):
    assert paper.drag(0, at(0, 0.4), 0, at(0, 2.6)) == "Rec"
    assert paper.drag(0, at(0, 0.6), 0, at(0, 2.4)) == "e"


def test_a_drag_over_a_page_break_takes_it_along(paper):
    words = paper.drag(0, at(2, 7), 1, at(0, 10))
    assert words == "A/RES/62/243 as well.\nThe second"
    assert str(paper.document.text)[paper.document.selected_span.start :].startswith("A/RES/62/243 as well.\fThe")


def test_a_drag_back_over_two_pages(paper):
    paper.drag(2, at(0, 2), 0, at(0, 10))
    assert paper.document.selection == (PagePosition(0, 10), PagePosition(2, 2))


def test_words_are_taken_whole_at_both_ends(paper):
    assert paper.drag(0, at(0, 15), 0, at(0, 18), WORD) == "resolution"
    assert paper.drag(0, at(0, 15), 1, at(0, 6), WORD).startswith("resolution 822")
    assert paper.document.selected_text.endswith("The second")
    assert paper.drag(1, at(0, 6), 0, at(0, 15), WORD).endswith("The second"), "backwards the first word stays whole"
    assert paper.document.selected_text.startswith("resolution 822")


def test_lines_are_taken_whole(paper):
    assert paper.drag(0, at(1, 3), 0, at(1, 4), LINE) == "and the report of the Secretary-General,"
    assert paper.drag(0, at(1, 3), 0, at(2, 1), LINE) == PAGES[0].partition("\n")[2]


def test_chinese_is_selected_character_by_character_and_never_snaps_to_its_line(paper_desk):
    paper = Paper(paper_desk, ("各国人权状况的报告\n由秘书长提交大会",))
    assert paper.drag(0, at(0, 2), 0, at(0, 4)) == "人权"
    assert paper.drag(0, at(0, 2.2), 0, at(0, 3.2), WORD) == "人权"
    assert paper.drag(0, at(0, 7), 0, at(1, 4)) == "报告\n由秘书长"
    paper.selector.move_end(1, 0)
    assert paper.document.selected_text == "报告\n由秘书长提"


def test_beside_the_text_the_nearest_line_is_meant(paper):
    assert paper.drag(0, PagePoint(5, TOP + 3), 0, PagePoint(590, TOP + 3)) == "Recalling its resolution 822 (1993)"
    assert paper.drag(0, PagePoint(5, 5), 0, PagePoint(590, 840)) == PAGES[0]


def test_extending_without_a_beginning_begins(paper):
    paper.selector.extend(0, at(0, 3))
    assert paper.document.selection is None
    paper.selector.extend(0, at(0, 9))
    assert paper.document.selected_text == "alling"


def test_extending_what_was_selected_otherwise_keeps_its_start(paper):
    paper.selector.begin(0, at(2, 3), WORD)
    paper.selector.forget()
    paper.document.select(PagePosition(0, 0), PagePosition(0, 9))
    paper.selector.extend(0, at(0, 13))
    assert paper.document.selected_text == "Recalling its"


def test_where_letters_are_not_known_a_press_clears(paper_desk):
    document = paper_desk.lay_open()
    selector = TextSelector(document, GlyphStore(document))
    document.select(PagePosition(0, 0), PagePosition(0, 9))
    selector.begin(0, at(0, 3), CHARACTER)
    assert document.selection is None
    assert selector.position_at(0, at(0, 3)) is None


def test_an_empty_page_can_be_pressed(paper_desk):
    paper = Paper(paper_desk, ("", "text"))
    for unit in SelectionUnit:
        paper.selector.begin(0, at(0, 3), unit)
        assert paper.document.selection is None
    assert paper.drag(1, at(0, 0), 0, at(0, 3)) in {"", "text"}


def test_the_line_end_belongs_to_its_line(paper_desk):
    paper = Paper(paper_desk, ("one\n\nthree",))
    paper.selector.begin(0, PagePoint(400, TOP + 2), WORD)
    assert paper.document.selected_text == "one"
    paper.selector.begin(0, PagePoint(400, TOP + 2 * LEADING + 2), LINE)
    assert paper.document.selected_text == "three"


# -- the keyboard -----------------------------------------------------------------------------------------------------


def test_keys_move_the_end_by_characters_and_lines(paper):
    paper.drag(0, at(0, 0), 0, at(0, 9))
    paper.selector.move_end(1, 0)
    assert paper.document.selected_text == "Recalling "
    paper.selector.move_end(-2, 0)
    assert paper.document.selected_text == "Recallin"
    paper.selector.move_end(0, 1)
    assert paper.document.selection == (PagePosition(0, 0), PagePosition(0, PAGES[0].index("\n") + 1 + 8))
    paper.selector.move_end(0, -1)
    assert paper.document.selected_text == "Recallin"


def test_the_end_may_pass_the_beginning(paper):
    paper.selector.begin(0, at(1, 10), WORD)
    assert paper.document.selected_text == "report"
    start = paper.document.selection[0]
    paper.selector.move_end(0, -1)
    assert paper.document.selection[1] == start
    paper.selector.move_end(-1, 0)
    assert paper.document.selection[1] == start, "the same end goes on moving"


def test_keys_go_over_the_ends_of_a_page_and_stop_at_those_of_the_document(paper):
    paper.drag(1, at(0, 3), 1, at(0, 2))
    for _ in range(5):
        paper.selector.move_end(-1, 0)
    assert paper.document.selection[0].page == 0
    assert paper.document.selected_text.endswith("\nThe")
    for _ in range(300):
        paper.selector.move_end(-1, 0)
    assert paper.document.selection[0] == PagePosition(0, 0)
    for _ in range(30):
        paper.selector.move_end(0, 1)
    last = paper.document.page_count - 1
    assert paper.document.selection[1] == PagePosition(last, len(paper.document.text.page_text(last)))


def test_keys_do_nothing_without_a_selection(paper):
    assert not paper.selector.move_end(1, 0)
    assert paper.document.selection is None


def test_in_a_row_from_the_right_the_left_key_goes_on(paper_desk):
    paper = Paper(paper_desk, ("abcdef",), rtl=[(0, (0,))])
    paper.document.select(PagePosition(0, 1), PagePosition(0, 3))
    paper.selector.move_end(-1, 0)
    assert paper.document.selected_text == "bcd"
    paper.selector.move_end(1, 0)
    assert paper.document.selected_text == "bc"


def test_words_selected_backwards_go_on_at_their_beginning(paper):
    paper.drag(0, at(0, 15), 0, at(0, 11), WORD)
    assert paper.document.selected_text == "its resolution"
    paper.selector.move_end(-1, 0)
    assert paper.document.selected_text == " its resolution"


# -- words ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "inside", "word"),
    [
        ("Recalling its resolution", 3, "Recalling"),
        ("Recalling its resolution", 9, " "),
        ("the State’s can't", 5, "State’s"),
        ("can't stop", 1, "can't"),
        ("paragraph 3.14 (a)", 11, "3.14"),
        ("1,000 pages", 2, "1,000"),
        ("nota bene.", 9, "."),
        ("cafe\u0301 noir", 1, "cafe\u0301"),
        ("Вербальная нота", 12, "нота"),
        ("رسالة مؤرخة", 2, "رسالة"),
        ("联合国大会", 2, "国"),
        ("a 😀 b", 2, "😀"),
        ("a 🇺🇳 b", 2, "🇺🇳"),
        ("𝒜𝒷c d", 1, "𝒜𝒷c"),
        ("😀😀 word", 3, "word"),
    ],
)
def test_the_word_at_a_character(text, inside, word):
    start, end = word_at(text, (0, len(text)), inside)
    assert text[start:end] == word


@given(st.text(min_size=1, max_size=60), st.data())
def test_a_word_holds_its_character_and_all_its_characters_find_it(text, data):
    offset = data.draw(st.integers(0, len(text) - 1))
    start, end = word_at(text, (0, len(text)), offset)
    assert 0 <= start <= offset < end <= len(text)
    assert {word_at(text, (0, len(text)), other) for other in range(start, end)} == {(start, end)}


@given(st.text(st.sampled_from("ab 联合.😀\u0301'م12"), max_size=40), st.data())
def test_words_of_a_line_are_those_of_the_line_alone(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    offset = data.draw(st.integers(start, end))
    left, right = word_at(text, (start, end), offset)
    alone = word_at(text[start:end], (0, end - start), offset - start)
    assert (left - start, right - start) == alone
    assert start <= left <= right <= end


# -- what is copied ---------------------------------------------------------------------------------------------------


@given(st.data())
def test_any_range_is_what_the_text_says(data):
    pages = data.draw(st.lists(st.text(st.sampled_from("ab é\n😀"), max_size=12), min_size=1, max_size=4))
    text = PAGE_BREAK.join(pages)
    ends = []
    for _ in range(2):
        page = data.draw(st.integers(0, len(pages) - 1))
        ends.append(PagePosition(page, data.draw(st.integers(0, len(pages[page])))))
    starts = [sum(len(page) + 1 for page in pages[: end.page]) + end.offset for end in ends]

    class Glyphs:
        """Knows the texts of all pages."""

        def text(self, page):
            return pages[page]

    def lent(read: int) -> str:
        """What is copied when so many pages have been read, the others being lent by the view."""
        known = DocumentText.of(pages[:read])
        document = SimpleNamespace(selection=tuple(sorted(ends)), selected_span=None, text=known)
        return selected_text(document, Glyphs())

    expected = text[min(starts) : max(starts)].replace(PAGE_BREAK, "\n")
    assert {lent(read) for read in range(len(pages) + 1)} == {expected}


def test_pages_in_view_lend_their_texts_while_the_document_is_read(paper_desk):
    document = paper_desk.open("slow.pdf", len(PAGES))
    paper_desk.pages[document.number] = PAGES
    glyphs = GlyphStore(document)
    selector = TextSelector(document, glyphs)
    glyphs.want([0, 1])
    paper_desk.serve((ReadGlyphs,))
    selector.begin(0, at(2, 0), CHARACTER)
    selector.extend(1, at(0, 3))
    assert document.selected_text == ""
    assert selected_text(document, glyphs) == "noting A/RES/62/243 as well.\nThe"
    selector.extend(1, at(0, 3))
    document.select(PagePosition(0, 0), PagePosition(2, 3))
    assert selected_text(document, glyphs) == "", "the third page is not known"


def test_glyphs_of_the_invented_page_are_as_many_as_characters():
    assert len(glyphs_of(PAGES[0])) == len(PAGES[0])
