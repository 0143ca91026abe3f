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


def test_the_contents_may_have_other_things_in_brackets_than_the_heading() -> None:
    text = (
        "Contents\n\nOf wells in general (agenda item 31) ........ 2\nOf those who dig them ........ 3\n\n"
        f"Of wells in general (A/979, A/980) (continued)\n\n{LONG}\n\nOf those who dig them\n\n{LONG}\n"
    )
    found = [title for _, kind, title in tree(plain_pages(text)) if kind == "heading"]
    assert found == ["Of wells in general (A/979, A/980) (continued)", "Of those who dig them"]


def test_the_contents_end_where_the_first_chapter_begins_in_other_words() -> None:
    entries = "\n\n".join(f"{number}. Of wells {number} ........ 2" for number in ("I", "II", "III"))
    text = f"Contents\n\n{entries}\n\nChapter I\nThe depth of wells\n\n{LONG}\n\nChapter II\nGoats\n\n{LONG}\n"
    assert [title for _, kind, title in tree(plain_pages(text)) if kind == "chapter"] == ["Chapter I", "Chapter II"]


def test_a_cell_of_a_table_of_plain_text_is_no_heading() -> None:
    members = (("Name of the member", "Country"), ("Ana Well", "Cuba"), ("Ito Rope", "Costa Rica"))
    rows = "\n\n".join(f"{name}     {country}     2012" for name, country in members)
    text = f"{LONG}\n{LONG}\n\nMembers\n\n{rows}\n\n1. {LONG}\n{LONG}\n"
    assert [title for _, kind, title in tree(plain_pages(text)) if kind in {"heading", "statement"}] == []


def test_the_contents_of_a_record_name_its_headings_without_pages() -> None:
    text = (
        "SUMMARY RECORD OF THE 7TH MEETING\n\nCONTENTS\n\nDraft declaration on wells (A/C.3/4) (continued)\n"
        "Organization of work\n\nPRESENT:\n\nChairman: Ms. EXAMPLE\f\n"
        f"ORGANIZATION OF WORK\n\nThe CHAIRMAN said this.\n{LONG}\n"
    )
    assert "ORGANIZATION OF WORK" in [one.title for one in sections(plain_pages(text), SectionKind.HEADING)]


def test_a_treaty_has_a_preamble_under_that_word() -> None:
    text = f"CONVENTION ON WELLS\n\nPREAMBLE\n\nThe States Parties to this Convention,\n\nArticle 1\n\n1. {LONG}\n"
    kinds = [(kind, title) for _, kind, title in tree(plain_pages(text))]
    assert kinds[-2:] == [("preamble", "PREAMBLE"), ("heading", "Article 1")]


def test_footnotes_of_old_typescripts_have_a_stroke_behind_their_number() -> None:
    text = f"A/36/1\n\n1.   {LONG} It is so 1/ in the hills as well.\n\n     1/   See the list of wells.\n"
    (note,) = sections(plain_pages(text), SectionKind.FOOTNOTE)
    assert note.title == "1/ See the list of wells."


def test_the_number_of_a_heading_over_numbered_paragraphs_is_not_theirs() -> None:
    page = Page()
    y = page.column(123, 60, "A. Wells", 12, bold=True) + 8
    y = page.column(123, y, "1. The people who dug", bold=True) + 8
    for number in (11, 12):
        y = page.column(123, y, f"{number}. {LONG}\n{LONG}") + 8
    found = {one.title: one.paragraphs for one in sections([report(), page.set()], SectionKind.HEADING)}
    assert found == {"A. Wells": "11-12", "1. The people who dug": "11-12"}


def test_a_star_note_behind_an_annex_in_latin_letters_keeps_its_script() -> None:
    russian = "Воспроизводится в том виде, в каком оно было получено."
    french = "Les puits de la vallée ont été creusés à la main et personne ne se souvient de qui les a faits."
    text = f"Нота\n\n{russian}\n\nAnnexe\n\n{french}\n\n{french}\n\n* {russian}\n"
    (note,) = sections(plain_pages(text), SectionKind.FOOTNOTE)
    assert note.language == "ru"


def test_a_short_line_over_a_numbered_paragraph_heads_it_without_any_room() -> None:
    text = f"A. Wells of the valley\n\nDepth and water\n6.\n{LONG}\n{LONG}\n1. Ropes and stones\n7.\n{LONG}\n{LONG}\n"
    found = [one.title for one in sections(plain_pages(text), SectionKind.HEADING)]
    assert found == ["A. Wells of the valley", "Depth and water", "1. Ropes and stones"]


def test_the_footnotes_of_a_long_page_of_plain_text_are_called_on_the_rows_before() -> None:
    rows = "\n".join(f"The well of the village is {number} metres deep, and its water is good." for number in range(70))
    text = f"5. Its well is the oldest.1 {LONG}\n{rows}\n\n1 See the list of wells.\n"
    (note,) = sections(plain_pages(text), SectionKind.FOOTNOTE)
    assert note.title == "1 See the list of wells."


def test_items_of_the_agenda_head_what_was_said_in_two_columns_of_chinese() -> None:
    page = Page()
    page.put(60, 40, "A/80/PV.1", 8, bold=True)
    said = "山谷的水井很深水质很好没有人记得是谁挖的"
    for x in (60.0, 320.0):
        y = page.column(x, 90, "议程项目74（续）") + 8
        y = page.column(x, y, f"{said}\n" * 5 + "也没有人记得是什么时候。") + 8
        y = page.column(x, y, "水井与绳子") + 8
        page.column(x, y, f"{said}\n" * 5 + "也没有人记得是什么时候。")
    found = [one.title for one in sections([report(), page.set()], SectionKind.HEADING)]
    assert found == ["议程项目74（续）", "水井与绳子"] * 2


def test_a_heading_of_a_record_may_stand_over_a_short_sentence() -> None:
    text = (
        "SUMMARY RECORD OF THE FOURTH MEETING\n\nADOPTION OF THE AGENDA\n\nThe agenda was adopted.\n\n"
        f"OTHER BUSINESS\n\n{LONG}\n"
    )
    found = [one.title for one in sections(plain_pages(text), SectionKind.HEADING)]
    assert found == ["ADOPTION OF THE AGENDA", "OTHER BUSINESS"]


def test_headings_of_plain_text_are_underlined_by_a_row_of_their_length_or_by_signs_around_them() -> None:
    text = "\n\n".join(
        [
            "REPORT ON THE WELLS",
            f"Surface water\n-------------\n{LONG}",
            f"Wells of the valley\n___________________\n\n1.  {LONG}",
            f"_Goats and herders_\n\n2.  {LONG}",
            f"**Ropes**\n\n3.  {LONG}",
            f"{LONG}\nand the rope is long\n--------\n1/  See the list of wells.",
            f"_Recalling_ the wells of the _valley_\n\n{LONG}",
        ]
    )
    found = sections(plain_pages(text), SectionKind.HEADING)
    assert [one.title for one in found] == ["Surface water", "Wells of the valley", "Goats and herders", "Ropes"]


def test_a_chapter_that_a_list_counts_in_other_figures_ends_the_table_of_contents() -> None:
    listed = "Table of contents\n\n1. WELLS\n\n2. GOATS AND ROPES\n\n3. HERDERS"
    chapters = f"I.   WELLS\n\n{LONG}\n\nII.   GOATS AND ROPES\n\n{LONG}"
    found = sections(plain_pages(f"REPORT\n\n{listed}\n\n{chapters}"), SectionKind.CHAPTER)
    assert [one.title for one in found] == ["I. WELLS", "II. GOATS AND ROPES"]


def test_the_annex_that_a_running_header_names_over_the_page_number_begins_no_annex() -> None:
    head = "A/33/1\nEnglish\nAnnex\nPage {}\n\n"
    text = f"{LONG}\n\f{head.format(2)}ANNEX\n\n{LONG}\n\f{head.format(3)}{LONG}\n"
    (annex,) = sections(plain_pages(text), SectionKind.ANNEX)
    assert annex.title == "ANNEX"


def test_an_annex_that_the_contents_name_without_a_page_begins_where_its_text_does() -> None:
    listed = "Contents\n\nI. WELLS                 2\n\nII. GOATS                 3\n\nANNEX.  List of ropes"
    text = f"REPORT\n\n{listed}\n\n\fI. WELLS\n\n{LONG}\n\nII. GOATS\n\n{LONG}\n\n\fANNEX\n\nLIST OF ROPES\n\n{LONG}\n"
    (annex,) = sections(plain_pages(text), SectionKind.ANNEX)
    assert annex.title == "ANNEX"


def test_a_body_that_is_in_no_table_of_organs_speaks_in_its_resolutions() -> None:
    text = (
        f"I. Resolutions\n\n1 (IV). Wells\n\nThe Conference of Water Ministers,\n\nRecalling that {LONG}\n\n"
        "1. Decides to dig;\n\n2. Decides to dig deeper.\n"
    )
    found = [(kind, title) for _, kind, title in tree(plain_pages(text)) if kind in {"preamble", "operative"}]
    assert found == [("preamble", "The Conference of Water Ministers,"), ("operative", "1. Decides to dig;")]


def test_a_lettered_line_heads_text_and_lists_what_other_letters_follow() -> None:
    text = (
        f"REPORT ON THE WELLS\n\nI. STUDIES\n\n{LONG}\n\na) Wells of the hills\n\n{LONG}\n\n"
        f"b) Wells of the valley\n\n{LONG}\n\nThey need:\n\na) Long ropes\n\nb) Deep buckets\n\n{LONG}\n"
    )
    found = [one.title for one in sections(plain_pages(text), SectionKind.HEADING)]
    assert found == ["a) Wells of the hills", "b) Wells of the valley"]


def test_a_group_of_states_and_whoever_else_is_counted_speak_in_a_compilation() -> None:
    page = Page()
    y = 60.0
    for name in ("1. Albania", "2. European Union", "3. Mexico", "4. Fund for Wells", "5. Poland"):
        y = page.column(123, y, name, bold=True) + 8
        y = page.column(123, y, f"{LONG}\n{LONG}") + 12
    found = [one.title for one in sections([report(), page.set()], SectionKind.STATEMENT)]
    assert found == ["1. Albania", "2. European Union", "3. Mexico", "4. Fund for Wells", "5. Poland"]


def test_a_paragraph_at_the_end_of_its_page_that_calls_a_note_is_no_heading() -> None:
    text = f"1.   {LONG} It is so. 1/\n\n__________\n\n1/   See the list of wells.\n\f2.   {LONG}\n"
    assert sections(plain_pages(text), SectionKind.HEADING) == []


def test_the_first_heading_of_a_record_in_the_type_of_the_others_does_not_name_it() -> None:
    page = Page()
    y = page.column(60, 60, "The meeting was called to order at 10 a.m.") + 12
    for heading in ("Adoption of the agenda", "The wells of the valley"):
        y = page.column(60, y, heading, bold=True) + 8
        y = page.column(60, y, f"{LONG}\n{LONG}") + 12
    found = [one.title for one in sections([page.set()], SectionKind.HEADING)]
    assert found == ["Adoption of the agenda", "The wells of the valley"]


def test_spaced_capitals_name_the_contents_and_an_annex() -> None:
    pages = plain_pages(
        f"A/991\n\n{'REPORT ON WELLS':^66}\n\n{'C O N T E N T S':^66}\n\nI.  WELLS ...... 2\n\nII.  ROPES ...... 3\n\n"
        f"{'I.  WELLS':^66}\n\n1. {LONG}\n\n{'II.  ROPES':^66}\n\n2. {LONG}\n\n{'A N N E X   B':^66}\n\n{LONG}\n"
    )
    found = [(kind, title) for _, kind, title in tree(pages) if kind in {"contents", "annex"}]
    assert found == [("contents", "CONTENTS"), ("annex", "ANNEX B")]


def test_contents_that_count_by_letters_end_where_the_first_letter_comes_again() -> None:
    pages = plain_pages(
        f"A/991\n\n{'WELLS':^66}\n\n{'CONTENTS':^66}\n\nA.  Action taken ........ 1\n\nB.  Wells ........ 2\n\n\f"
        f"A.  Action taken by the Committee\n\n1. {LONG}\n\nB.  Wells\n\n2. {LONG}\n"
    )
    assert [one.title for one in sections(pages, SectionKind.HEADING)] == [
        "A. Action taken by the Committee", "B. Wells"
    ]  # fmt: skip


def test_an_entry_of_contents_may_have_its_page_in_a_cell_beside_it() -> None:
    pages = plain_pages(
        f"A/991\n\n{'WELLS':^66}\n\n{'CONTENTS':^66}\n\nI.  WELLS            1 - 2      3\n\n{'Annex':^66}\n\n"
        f"Message of the valley                                  6\n\n\n{'I.  WELLS':^66}\n\n1. {LONG}\n\n2. {LONG}\n\n"
        f"{'ANNEX':^66}\n\n{'Message of the valley':^66}\n\n{LONG} {LONG}\n"
    )
    annexes = sections(pages, SectionKind.ANNEX)
    assert [one.title for one in annexes] == ["ANNEX"]


def test_the_articles_of_a_declaration_end_its_preamble() -> None:
    pages = plain_pages(
        f"{'DECLARATION':^66}\n\nThe General Assembly,\n\nRecalling the wells,\n\nProclaims this Declaration.\n\n"
        f"{'Article 1':^66}\n\n{LONG}\n\n{'Article 2':^66}\n\n1. {LONG}\n\n2. {LONG}\n"
    )
    assert sections(pages, SectionKind.PREAMBLE)
    assert not sections(pages, SectionKind.OPERATIVE)


def test_a_letter_of_transmittal_is_a_chapter_and_no_title() -> None:
    pages = plain_pages(
        f"A/991\n\n{'WELLS OF THE VALLEY':^66}\n\n{'LETTER OF TRANSMITTAL':^66}\n\n{'15 August 1972':>66}\n\n"
        f"Sir,\n\n{LONG}\n\n{'CHAPTER I':^66}\n\n1. {LONG}\n"
    )
    assert [one.title for one in sections(pages, SectionKind.CHAPTER)] == ["LETTER OF TRANSMITTAL", "CHAPTER I"]


def test_the_header_cells_of_a_table_head_no_part() -> None:
    page = Page()
    y = page.column(123, 60, "Wells by region", 12, bold=True) + 12
    y = page.column(123, y, "\n".join([LONG] * 3)) + 20
    page.put(123, y, "Region", bold=True)
    page.put(160, y, "New wells", bold=True)
    page.put(123, y + 20, "North")
    page.put(250, y + 20, "12")
    page.column(123, y + 60, LONG)
    assert [one.title for one in sections([report(), page.set()], SectionKind.HEADING)] == ["Wells by region"]


def test_a_heading_of_a_column_stands_alone_where_two_lines_of_the_other_touch() -> None:
    page = Page()
    for row in range(40):
        page.put(50, 60 + 9 * row, "The wells of the valley were dug by hand", 9)
    page.column(320, 60, "\n".join(["The ropes of the valley were made by hand"] * 15) + ".", 9)
    page.column(320, 254, "ROPES OF THE HILLS", 9, bold=True)
    page.column(320, 280, "\n".join(["The ropes of the hills were made by hand"] * 15), 9)
    assert [one.title for one in sections([report(), page.set()], SectionKind.HEADING)] == ["ROPES OF THE HILLS"]


def test_the_notes_of_a_table_do_not_hide_those_at_the_foot_of_the_page() -> None:
    page = Page()
    y = page.column(123, 320, f"1. {LONG}*") + 12
    page.put(123, y, "Northa")
    y = page.column(123, y + 20, "a Including the islands of the valley.", 8) + 12
    y = page.column(123, y, f"2. {LONG}") + 12
    page.column(123, 640, "* Not including the hills.", 8)
    found = sections([report(), page.set()], SectionKind.FOOTNOTE)
    assert [one.title for one in found] == ["a Including the islands of the valley.", "* Not including the hills."]


def test_a_bold_row_over_a_row_heads_no_part() -> None:
    page = Page()
    y = page.column(123, 60, "Wells by year", 12, bold=True) + 12
    y = page.column(123, y, "\n".join([LONG] * 3)) + 20
    y = page.column(123, y, "Year Wells of the year", bold=True)
    page.column(123, y + 2, "2005 North")
    page.column(123, y + 40, LONG)
    assert [one.title for one in sections([report(), page.set()], SectionKind.HEADING)] == ["Wells by year"]
