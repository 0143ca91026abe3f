from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.sections.told_sections import sections, tree
from papers.set_pages import Page, first_page, plain_pages

from viewer.model.document import SectionKind

if TYPE_CHECKING:
    from viewer.model.text import PageText

LONG = "The wells of the valley were dug by hand before anybody wrote down who they belonged to."


def report() -> PageText:
    return first_page(
        name="United Nations",
        symbol="A/79/991",
        organs="General Assembly",
        right="Distr.: General\n10 March 2025\nEnglish\nOriginal: English",
        title="Report on the wells of the valley",
        body=LONG,
    )


def test_a_list_of_participants_has_its_groups_but_no_heading_for_each_country() -> None:
    page = Page()
    y = page.column(123, 60, "List of participants", 14, bold=True) + 12
    for group, members in (("Members", ("Albania", "Mexico", "Poland")), ("Organizations", ("Well Fund", "Rope Fund"))):
        y = page.column(123, y, group, bold=True) + 8
        for member in members:
            y = page.column(123, y, member, bold=True) + 8
            y = page.column(123, y, "Ms. Example, Counsellor") + 12
    y = page.column(123, y, "I. Wells", 14, bold=True) + 8
    page.column(123, y, LONG)
    assert [(level, title) for level, _, title in tree([report(), page.set()])[2:]] == [
        (2, "List of participants"), (3, "Members"), (3, "Organizations"), (2, "I. Wells")
    ]  # fmt: skip


def test_what_stands_over_a_table_heads_no_part() -> None:
    page = Page()
    for at, words in enumerate(("Depth of the wells", "Table 1 Wells by depth", "Figure II", "Table manners")):
        page.column(123, 60 + 90 * at, words, 12, bold=True)
        page.column(123, 84 + 90 * at, "\n".join([LONG] * 3))
    found = sections([report(), page.set()], SectionKind.HEADING)
    assert [one.title for one in found] == ["Depth of the wells", "Table manners"]


def test_a_chapter_of_replies_is_in_the_language_of_its_heading() -> None:
    spanish = "Los pozos del valle fueron excavados a mano y nadie recuerda quién los hizo ni cuándo fue aquello."
    page = Page()
    y = page.column(123, 60, "I. Replies received from the Governments", 14, bold=True) + 12
    for country in ("Argentina", "Chile", "Peru"):
        y = page.column(123, y, country, 12, bold=True) + 8
        y = page.column(123, y, "\n".join([spanish] * 3)) + 12
    pages = [report(), page.set()]
    assert [one.language for one in sections(pages, SectionKind.CHAPTER)] == ["en"]
    assert {one.language for one in sections(pages, SectionKind.STATEMENT)} == {"es"}


def test_the_contents_leave_out_what_stands_in_brackets_behind_a_heading() -> None:
    text = (
        "Contents\n\nOf wells in general ........ 2\nOf those who dig them ........ 3\n\n"
        f"Of wells in general (agenda item 3)\n\n{LONG}\n\nOf those who dig them (continued)\n\n{LONG}\n"
    )
    found = [title for _, kind, title in tree(plain_pages(text)) if kind == "heading"]
    assert found == ["Of wells in general (agenda item 3)", "Of those who dig them (continued)"]


def test_the_contents_end_where_the_first_chapter_begins_in_other_words() -> None:
    entries = "\n\n".join(f"{number}. Of wells {number} ........ 2" for number in ("I", "II", "III"))
    text = f"Contents\n\n{entries}\n\nChapter I\nThe depth of wells\n\n{LONG}\n\nChapter II\nGoats\n\n{LONG}\n"
    assert [title for _, kind, title in tree(plain_pages(text)) if kind == "chapter"] == ["Chapter I", "Chapter II"]


def test_a_cell_of_a_table_of_plain_text_is_no_heading() -> None:
    members = (("Name of the member", "Country"), ("Ana Well", "Cuba"), ("Ito Rope", "Costa Rica"))
    rows = "\n\n".join(f"{name}     {country}     2012" for name, country in members)
    text = f"{LONG}\n{LONG}\n\nMembers\n\n{rows}\n\n1. {LONG}\n{LONG}\n"
    assert [title for _, kind, title in tree(plain_pages(text)) if kind in {"heading", "statement"}] == []
