from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from papers.set_pages import Page, next_page, plain_pages

from viewer.analysis.understand import understand
from viewer.model.text import Recognition

if TYPE_CHECKING:
    from viewer.model.text import PageText

LONG = "The wells of the valley were dug by hand before anybody wrote down who they belonged to."


def tree(*pages: PageText) -> list[tuple[int, str, str]]:
    return [(one.level, one.kind.value, one.title) for one in understand(pages).sections]


def set_in(*headings: tuple[float, str], italic: str = "") -> PageText:
    """A page with headings of their sizes in points, bold but for one, each over two lines of text."""
    page = Page()
    y = 60.0
    for size, words in headings:
        page.put(100, y, words, size, bold=words != italic, italic=words == italic)
        y += 1.2 * size + 10
        y = page.column(100, y, f"{LONG}\n{LONG}") + 14
    return page.set()


def test_a_heading_set_smaller_stands_in_the_larger_one_above_it() -> None:
    page = set_in((14, "Composition"), (10, "Members"), (10, "Observers"), (14, "Funds"))
    levels = {title: level for level, _, title in tree(set_in((14, "The wells")), page)}
    assert levels["Composition"] == levels["Funds"] < levels["Members"] == levels["Observers"]


def test_an_unnumbered_heading_as_large_as_the_chapters_is_beside_them() -> None:
    found = tree(set_in((14, "I. Wells"), (12, "A. Water"), (14, "Conclusion")), set_in((14, "II. Goats")))
    levels = {title: level for level, _, title in found}
    assert levels["I. Wells"] == levels["Conclusion"] == levels["II. Goats"] < levels["A. Water"]


def test_a_line_in_italics_over_text_is_a_lesser_heading() -> None:
    found = tree(set_in((12, "Findings"), (10, "Depth of the wells"), italic="Depth of the wells"))
    levels = {title: level for level, _, title in found}
    assert levels["Depth of the wells"] == levels["Findings"] + 1


def test_a_resolution_that_a_report_proposes_stands_in_its_chapter() -> None:
    text = "\n\n".join(
        (
            "I. Wells", f"1. {LONG}\n{LONG}", "II. Recommendation", f"2. {LONG}\n{LONG}", "The General Assembly,",
            f"Recalling that {LONG}", "1. Decides to dig;", "2. Decides to dig deeper.",
        )
    )  # fmt: skip
    found = {kind: level for level, kind, _ in tree(*plain_pages(text))}
    assert found["preamble"] == found["operative"] == found["chapter"] + 1


def test_the_title_of_an_annex_holds_none_of_its_headings() -> None:
    page = next_page(symbol="S/2025/991", foot="2/2", heading="Annex", subheading="Wells", body=f"{LONG}\n\n{LONG}")
    found = tree(page, set_in((12, "Water"), (12, "Goats")))
    levels = {title: level for level, _, title in found}
    assert levels["Wells"] == levels["Water"] == levels["Goats"] == levels["Annex"] + 1


def test_the_title_of_an_annex_holds_its_chapters_and_the_headings_right_below_it() -> None:
    page = Page()
    y = page.column(100, 60, "Annex", 14, bold=True) + 12
    y = page.column(100, y, "The wells of the valley", 12, bold=True) + 12
    for words in ("Their depth", "I. Goats"):
        y = page.column(100, y, words, 12, bold=True) + 12
        y = page.column(100, y, f"{LONG}\n{LONG}") + 14
    found = tree(set_in((14, "Wells")), page.set())
    assert found[2:] == [
        (1, "annex", "Annex"), (2, "heading", "The wells of the valley"), (3, "heading", "Their depth"),
        (3, "chapter", "I. Goats"),
    ]  # fmt: skip


def test_where_articles_begin_again_the_heading_over_them_is_a_title_like_the_one_before() -> None:
    page = Page()
    y = page.column(100, 60, "Annex", 14, bold=True) + 12
    for language in (("Agreement on wells", "Article"), ("Acuerdo sobre los pozos", "Artículo")):
        y = page.column(100, y, language[0], 12, bold=True) + 12
        for number in (1, 2):
            y = page.column(100, y, f"{language[1]} {number}", 10, bold=True) + 12
            y = page.column(100, y, f"{LONG}\n{LONG}") + 14
    levels = {title: level for level, _, title in tree(page.set())}
    assert levels["Agreement on wells"] == levels["Acuerdo sobre los pozos"] == 2
    assert levels["Article 2"] == levels["Artículo 1"] == levels["Artículo 2"] == 3


def test_the_heading_that_a_text_without_a_masthead_begins_with_names_its_body() -> None:
    found = tree(set_in((14, "The wells of the valley"), (12, "Article 1"), (12, "Article 2")))
    assert found == [(1, "body", "The wells of the valley"), (2, "heading", "Article 1"), (2, "heading", "Article 2")]


# -- plain text -------------------------------------------------------------------------------------------------------


def headings(*paragraphs: str) -> list[str]:
    found = tree(*plain_pages("\n\n".join((f"{LONG}\n{LONG}", *paragraphs))))
    return [title for _, kind, title in found if kind == "heading"]


def test_a_short_line_between_paragraphs_of_plain_text_is_a_heading() -> None:
    assert headings("Depth of the wells", f"{LONG}\n{LONG}", "Goats", f"1. {LONG}") == ["Depth of the wells", "Goats"]


def test_a_heading_may_be_followed_by_another() -> None:
    assert headings("The wells", "Their depth", f"{LONG}\n{LONG}") == ["The wells", "Their depth"]


def test_lines_that_go_on_a_sentence_or_belong_to_a_list_are_no_headings() -> None:
    assert headings("and therefore", f"{LONG}\n{LONG}") == []
    assert headings("A keeper", "A goat", "A well", "A hill") == []
    assert headings("Chair: A. Person", "A goat", f"{LONG}\n{LONG}") == ["A goat"]
    unfinished = tree(*plain_pages("\n\n".join((LONG.replace(".", ","), "Proclaims these wells", f"{LONG}\n{LONG}"))))
    assert "Proclaims these wells" not in [title for _, _, title in unfinished]


def test_a_heading_of_several_lines_of_plain_text_parts_sentences() -> None:
    wells = (
        "Ownership of the wells that were dug in the valley before the year of the flood\nand of the ropes that belong"
    )
    listed = "Ropes that the valley owns and that are kept in the house beside the second\nwell"
    assert headings(wells, f"1. {LONG}\n{LONG}") == [" ".join(wells.split())]
    assert headings(wells, "Goats at the wells", f"{LONG}\n{LONG}") == [" ".join(wells.split()), "Goats at the wells"]
    assert headings("5/1. Wells and ropes", "The Security Council,", f"{LONG}\n{LONG}") == ["5/1. Wells and ropes"]
    assert headings(listed, listed, f"{LONG}\n{LONG}") == []  # a list whose items do not end
    assert headings(f"{LONG}\n{LONG}; {listed}", f"{LONG}\n{LONG}") == []  # text


def test_capitals_on_several_lines_are_a_heading_whatever_follows() -> None:
    assert headings("REPORT ON THE WELLS\nAND ON THE ROPES", "(The valley, 5 May)", f"{LONG}\n{LONG}") == [
        "REPORT ON THE WELLS AND ON THE ROPES"
    ]


def test_a_heading_at_the_foot_of_a_page_heads_the_next_one() -> None:
    before = "\n\n".join(f"{number}. {LONG}\n{LONG}" for number in range(1, 13))
    for lines in range(48, 56):  # wherever the page ends
        text = f"{before}\n\n" + "\n" * (lines - 48) + f"Goats at the wells\n\n13. {LONG}\n{LONG}"
        assert [title for _, kind, title in tree(*plain_pages(text)) if kind == "heading"] == ["Goats at the wells"]


def test_a_table_of_contents_in_plain_text_ends_where_its_first_number_comes_again() -> None:
    entries = "Contents\n\nI. Wells .......... 2\n\nII. Ropes .......... 3"
    found = tree(*plain_pages(f"{entries}\n\nI. Wells of the lower valley\n\n1. {LONG}\n{LONG}"))
    assert [title for _, kind, title in found if kind == "chapter"] == ["I. Wells of the lower valley"]


def test_articles_head_their_text_in_any_language() -> None:
    for words in ("Article 4", "Статья 4", "Artículo 4", "المادة 4", "Раздел 2", "第四条"):
        assert headings(words, f"{LONG}\n{LONG}") == [words]


def test_statements_of_a_compilation_are_found_in_plain_text() -> None:
    parts = [part for country in ("1. Chad", "2. Peru", "3. Fiji") for part in (country, f"{LONG}\n{LONG}")]
    found = tree(*plain_pages("\n\n".join(("Annex", "[Original: English]", *parts))))
    assert [title for _, kind, title in found if kind == "statement"] == ["1. Chad", "2. Peru", "3. Fiji"]


def test_initials_of_names_are_no_lettered_headings() -> None:
    listed = (
        "A. Wells",
        f"{LONG}\n{LONG}",
        "B. Goats",
        f"{LONG}\n{LONG}",
        "S. Exc. M. Puits, Vallée",
        f"{LONG}\n{LONG}",
    )
    assert headings(*listed) == ["A. Wells", "B. Goats"]


def test_the_contents_hold_nothing_and_a_division_holds_its_chapters() -> None:
    parts = (
        "Contents",
        "Part I\nI. Wells .......... 2",
        "Part I",
        "I. Wells",
        f"{LONG}\n{LONG}",
        "Part II",
        "I. Goats",
    )
    found = tree(*plain_pages("\n\n".join((*parts, f"{LONG}\n{LONG}"))))
    levels = {title: level for level, _, title in found}
    assert levels["Contents"] == levels["Part I"] == levels["Part II"] == levels["I. Goats"] - 1


def test_numbered_headings_of_plain_text_are_told_from_numbered_paragraphs() -> None:
    assert headings("1. Wells", f"7. {LONG}\n{LONG}", "2. Goats", f"8. {LONG}\n{LONG}") == ["1. Wells", "2. Goats"]
    assert headings("1. A well", "2. A goat", f"3. {LONG}\n{LONG}") == []


def test_an_organ_named_where_a_line_happens_to_begin_does_not_speak() -> None:
    text = f"{LONG[:-1]}, as was said by\nthe Security Council,\nwhich has a well of its own and reads no more of them."
    assert "preamble" not in [kind for _, kind, _ in tree(*plain_pages(text))]


# -- recognised pages -------------------------------------------------------------------------------------------------


def test_chapters_with_misread_figures_are_chapters_on_recognised_pages_only() -> None:
    page = set_in((14, "I. Wells"), (14, "IL. Goats"))
    recognised = replace(page, recognition=Recognition("Tesseract", ("eng",)))
    assert [title for _, kind, title in tree(recognised) if kind == "chapter"] == ["I. Wells", "IL. Goats"]
    assert [title for _, kind, title in tree(page) if kind == "chapter"] == ["I. Wells"]


def test_an_agenda_item_with_its_title_heads_what_was_said_of_it() -> None:
    page = Page()
    page.put(100, 60, "The meeting was called to order at 3 p.m.")
    page.put(100, 90, "Agenda item 72: Rights of those who keep wells, and of those who have none (continued)")
    page.column(100, 120, f"1. {LONG}\n{LONG}")
    assert ("heading", "Agenda item 72: Rights of those who keep wells, and of those who have none (continued)") in [
        (kind, title) for _, kind, title in tree(page.set())
    ]


# -- short and lone lines ---------------------------------------------------------------------------------------------


def test_two_ideographs_are_a_heading() -> None:
    page = Page()
    page.put(100, 60, "导言", 14, bold=True)
    page.column(100, 100, "水井很深，水质很好，没有人记得是谁挖的，也没有人记得是什么时候挖的。\n村民每天都来打水。")
    assert "导言" in [title for _, _, title in tree(page.set())]


def test_blank_lines_are_room_on_a_page_of_single_lines_too() -> None:
    parts = ("水井", "1. 水井很深，水质很好。", "水质", "2. 没有人记得是谁挖的。", "山羊", "3. 山羊每天都来喝水。")
    found = tree(*plain_pages("\n\n".join(("秘书长的报告。", *parts))))
    assert [title for _, kind, title in found if kind == "heading"] == ["水井", "水质", "山羊"]


def test_the_title_right_below_a_chapters_mark_stands_in_the_chapter() -> None:
    page = Page()
    y = 60.0
    for mark, title in (("Chapter I", "Wells"), ("Chapter II", "Goats")):
        page.put(100, y, mark, 14, bold=True)
        page.put(100, y + 30, title, 14, bold=True)
        y = page.column(100, y + 60, f"{LONG}\n{LONG}") + 20
    levels = {title: level for level, _, title in tree(page.set())}
    assert levels["Wells"] == levels["Goats"] == levels["Chapter I"] + 1 == levels["Chapter II"] + 1


def test_a_preamble_holds_no_articles() -> None:
    parts = ("Annex", "The General Assembly,", f"Guided by {LONG}", "Article 1", f"{LONG}\n{LONG}")
    levels = {title: level for level, _, title in tree(*plain_pages("\n\n".join(parts)))}
    assert levels["Article 1"] == levels["The General Assembly,"] == levels["Annex"] + 1


def test_a_masthead_that_the_file_has_behind_the_title_ends_nothing() -> None:
    page = Page()
    page.column(60, 213, "Board of Wells\nTwelfth session", bold=True)
    y = page.column(123, 270, "Record of the wells", 14, bold=True) + 12
    y = page.column(123, y, "Contents", 14, bold=True) + 12
    page.column(123, y, "The depth of the wells")
    page.column(60, 45, "United Nations\nA/AC.999/SR.12")
    page.column(397, 78, "Distr.: General\n4 May 2022\n\nOriginal: English")
    found = understand([page.set(), set_in((14, "The depth of the wells"), (14, "Closure"))]).sections
    levels = {one.title or one.kind.value: one.level for one in found}
    assert levels["masthead"] == levels["Contents"]
    assert levels["Record of the wells"] < levels["The depth of the wells"] <= levels["Closure"]
    contents, closure = (next(one for one in found if one.title == words) for words in ("Contents", "Closure"))
    assert contents.span.end <= closure.span.start


def test_the_sizes_of_a_first_page_with_few_lines_still_say_what_is_a_heading() -> None:
    page = Page()
    for y, size, words in ((40, 13.5, "United Nations"), (60, 20, "A/AC.999/12"), (90, 20, "Board of Wells")):
        page.put(60, y, words, size)
    page.column(123, 250, "Depth of the wells of the valley", 14, bold=True)
    page.column(123, 285, "II. What those who draw water from them have said of it", 12, bold=True)
    page.column(123, 315, f"{LONG}\n{LONG}")
    page.put(123, 700, "__________________", 8)
    page.put(123, 712, "* The board is new.", 9)
    assert "II. What those who draw water from them have said of it" in [title for _, _, title in tree(page.set())]
