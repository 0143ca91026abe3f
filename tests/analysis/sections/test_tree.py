from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from analysis.sections.told_sections import sections, tree
from hypothesis import example, given
from hypothesis import strategies as st
from papers.set_pages import Page, first_page, next_page, plain_pages

from viewer.analysis.understand import understand
from viewer.model.document import SectionKind
from viewer.model.text import Recognition

if TYPE_CHECKING:
    from viewer.model.text import PageText

TEXT = "The well is deep and its water is good, and nobody remembers who dug it."


def cover(
    body: str = TEXT, title: str = "Letter dated 3 March 2025 from the Permanent Representative of Chile"
) -> PageText:
    return first_page(
        name="United Nations",
        symbol="S/2025/991",
        organs="Security Council",
        right="Distr.: General\n10 March 2025\nEnglish\nOriginal: English",
        title=title,
        body=body,
    )


def test_an_enclosure_stands_in_its_annex_and_a_chapter_in_its_part() -> None:
    pages = [
        cover(),
        next_page(symbol="S/2025/991", foot="2/4", heading="Annex I", subheading="Wells of the valley", body=TEXT),
        next_page(symbol="S/2025/991", foot="3/4", heading="Enclosure", body=TEXT),
        next_page(symbol="S/2025/991", foot="4/4", heading="Annex II", body=TEXT),
    ]
    assert tree(pages)[1:] == [
        (1, "cover", "Letter dated 3 March 2025 from the Permanent Representative of Chile"),
        (1, "annex", "Annex I"),
        (2, "heading", "Wells of the valley"),
        (2, "enclosure", "Enclosure"),
        (1, "annex", "Annex II"),
    ]


def test_what_a_part_says_of_its_original_language_is_kept() -> None:
    pages = [cover(), next_page(symbol="S/2025/991", foot="2/2", heading="Annex", note="[Original: French]", body=TEXT)]
    (annex,) = sections(pages, SectionKind.ANNEX)
    assert annex.declared_language == "fr"
    assert annex.language == "en"


def test_the_russian_word_for_appendix_under_a_title_says_that_it_is_an_addendum() -> None:
    def paper(symbol: str) -> PageText:
        return first_page(
            name="Организация Объединенных Наций",
            symbol=symbol,
            organs="Генеральная Ассамблея",
            right="Distr.: General\n14 March 2025\nRussian\nOriginal: English",
            title="Восстановление сельских колодцев",
            by="Доклад Генерального секретаря\n\nДобавление",
            body="1. Колодцы были осмотрены летом, и вода в них была хороша.",
        )

    later = next_page(symbol="A/79/991/Add.1", foot="2/2", heading="Добавление", body="Список колодцев долины.")
    assert sections([paper("A/79/991/Add.1")], SectionKind.APPENDIX) == []
    assert len(sections([paper("A/79/991/Add.1"), later], SectionKind.APPENDIX)) == 1


def test_footnotes_are_a_part_of_their_page_and_do_not_break_the_text() -> None:
    notes = "1 See the list of wells of the valley.\n2 See the list of wells of the hills."
    page = next_page(symbol="S/2025/991", foot="2/2", heading="I. Wells", body=TEXT, notes=notes, mark=1)
    (note,) = sections([cover(), page], SectionKind.FOOTNOTE)
    (chapter,) = sections([cover(), page], SectionKind.CHAPTER)
    assert note.title.startswith("1 See the list")
    assert chapter.span.covers(note.span)


def test_the_mark_of_a_note_stands_before_its_words_where_a_tab_parts_them() -> None:
    page = Page()
    y = page.paragraphs(123, 85, TEXT)
    page.put(123, y + 10, "The wells are listed.1")
    page.put(100, 683, "__________________", 9)
    for number, words in enumerate(("See the list of wells.", "List of goats, annex."), 1):
        page.put(105, 683 + 12 * number, f"{number}", 5)
        page.put(117, 682 + 12 * number, words, 8.5)
    (note,) = sections([cover(), page.set()], SectionKind.FOOTNOTE)
    assert note.title == "1 See the list of wells. 2 List of goats, annex."


def test_what_stands_under_a_signature_is_no_heading() -> None:
    for signed, rank in (("(Signed) A. Well", "Permanent Representative"), ("(توقيع) محمد بئر", "الممثل الدائم")):
        page = Page()
        y = page.paragraphs(123, 85, TEXT) + 20
        y = page.column(323, y, signed) + 14
        page.column(323, y, rank)
        assert rank not in [one.title for one in understand([cover(), page.set()]).sections]


def test_the_note_of_a_star_stands_above_those_that_count_whatever_its_type() -> None:
    def titles(by: str) -> list[str]:
        page = Page()
        page.paragraphs(123, 85, f"{by}\n\n{TEXT}")
        page.put(123, 680, "* Not a member of the Council.")
        page.put(123, 692, "1 See the list of wells.", 8.7, mark=1)
        return [one.title for one in sections([cover(), page.set()], SectionKind.FOOTNOTE)]

    assert titles("Chad,* Mali and Togo*: draft resolution") == ["* Not a member of the Council."]
    assert titles("Chad, Mali and Togo: draft resolution") == ["1 See the list of wells."]


def test_a_number_in_plain_text_is_a_footnote_where_the_text_above_calls_it() -> None:
    def notes(call: str) -> list[str]:
        text = f"The well is deep{call} and its water is good.\n\n1 See the report on wells.\n2\nGE.25-00000\n"
        return [one.title for one in sections(plain_pages(text), SectionKind.FOOTNOTE)]

    assert notes(",1") == ["1 See the report on wells."]
    assert notes("") == notes(" 1") == notes(" (A/HRC/1/1)") == []


def test_a_compilation_has_a_statement_for_each_country() -> None:
    page = Page()
    y = page.column(123, 60, "I. Member States", 14, bold=True) + 12
    for country in ("Argentina", "29. Kuwait", "Tunisia (on behalf of the Arab Group)"):
        y = page.column(123, y, country, 12, bold=True) + 8
        y = page.column(123, y, TEXT) + 12
    statements = sections([cover(), page.set()], SectionKind.STATEMENT)
    assert [one.title for one in statements] == ["Argentina", "29. Kuwait", "Tunisia (on behalf of the Arab Group)"]


def test_one_country_alone_is_an_ordinary_heading() -> None:
    page = next_page(symbol="S/2025/991", foot="2/2", heading="Argentina", body=TEXT)
    assert sections([cover(), page], SectionKind.STATEMENT) == []


def test_the_contents_are_no_headings() -> None:
    page = Page()
    page.column(123, 60, "Contents", 12, bold=True)
    page.column(123, 90, "I. Wells" + " ." * 30 + " 2\nII. Water" + " ." * 30 + " 3")
    after = next_page(symbol="S/2025/991", foot="2/2", heading="I. Wells", body=TEXT)
    found = [(kind, title) for _, kind, title in tree([cover(), page.set(), after])]
    assert ("contents", "Contents") in found
    assert [title for kind, title in found if kind == "chapter"] == ["I. Wells"]


def test_paragraph_numbers_are_kept() -> None:
    body = "1. The well is deep.\n\n2. Its water is good.\n\n3. Nobody remembers who dug it."
    (chapter,) = sections(
        [cover(), next_page(symbol="S/2025/991", foot="2/2", heading="I. Wells", body=body)], SectionKind.CHAPTER
    )
    assert chapter.paragraphs == "1-3"


def test_an_annex_that_names_its_letter_needs_no_bold_type_and_no_room() -> None:
    heading = "Annex to the letter dated 3 March 2025 from the Permanent\nRepresentative of Chile"
    page = Page()
    y = page.column(60, 60, "The wells of the valley", 14, bold=True)
    russian = "Вода в колодце хороша, и никто не помнит, кто его вырыл."
    page.paragraphs(60, y + 12, f"{TEXT}\n\n{heading}\n\n{russian}", indent=0)
    (annex,) = sections([cover(), page.set()], SectionKind.ANNEX)
    assert annex.title == heading.replace("\n", " ")
    assert annex.language == "ru"


def test_a_mention_of_an_annex_is_no_annex() -> None:
    body = "The list of wells is attached (see annex). Annex II contains the list of those who look after them."
    assert sections([cover(body)], SectionKind.ANNEX) == []


def test_recognised_text_whose_type_sizes_vary_has_no_headings_by_size() -> None:
    page = Page()
    for number in range(40):
        page.put(100, 60 + 15 * number, f"the well number {number} is deep and", 8 + (number * 7 % 13) / 2)
    assert sections([cover(), page.set()], SectionKind.HEADING) == []


# -- typescripts, columns and running headers -------------------------------------------------------------------------


def typescript(*lines: tuple[float, float, str], bold: str = "") -> PageText:
    """A page of lines at x, y, all of one size but for the running header, so that it is laid out."""
    page = Page()
    page.put(60, 40, "S/3999", 8, bold=True)
    for x, y, words in lines:
        page.put(x, y, words, bold=words == bold)
    return page.set()


LONG = "The wells of the valley were dug by hand before anybody wrote down who they belonged to."


def test_a_figure_at_the_start_of_a_line_of_recognised_text_is_no_footnotes_mark() -> None:
    page = Page()
    for row in range(24):
        size = 9.0 + 0.17 * ((5 * row) % 12)
        words = "9 April was the day of the flood." if row == 20 else "The wells of the valley were dug by hand."
        page.put(60, 80 + 24 * row, words, size)
    assert sections([cover(), page.set()], SectionKind.FOOTNOTE) == []


def test_headings_of_a_typescript_are_known_by_the_room_around_them() -> None:
    page = typescript(
        (260, 100, "ANNEX A"), (200, 124, "Memorandum on the wells"),
        (100, 148, f"1. {LONG}"), (100, 160, LONG),
        (100, 184, "Election of officers"), (100, 208, f"2. {LONG}"), (100, 220, LONG),
    )  # fmt: skip
    found = [(kind, title) for _, kind, title in tree([cover(), page])]
    assert found[-3:] == [
        ("annex", "ANNEX A"), ("heading", "Memorandum on the wells"), ("heading", "Election of officers")
    ]  # fmt: skip


def test_a_title_further_out_than_short_paragraphs_is_not_of_the_masthead() -> None:
    page = Page()
    page.put(123, 45, "United Nations", 14)
    page.put(446, 39, "S/2025/991", 20)
    page.column(123, 69, "Security Council", 20, bold=True)
    page.column(397, 78, "Distr.: General\n10 March 2025\nOriginal: English")
    page.column(101, 268, "Letter dated 3 March 2025 from the Permanent Representative\nof Chile", 14, bold=True)
    page.column(147, 320, "I have the honour to transmit a list of the wells.")
    found = tree([page.set()])
    assert found[1][1:] == ("cover", "Letter dated 3 March 2025 from the Permanent Representative of Chile")


def test_an_annex_named_in_a_running_header_does_not_begin_again() -> None:
    def page(number: int, *more: tuple[float, float, str]) -> PageText:
        header = ((480.0, 52.0, f"Page {number}"), (480.0, 64.0, "ANNEX II" if number % 2 else "Annex II"))
        return typescript(*header, *more, (100, 150, f"1. {LONG}"), (100, 162, LONG), (100, 174, LONG))

    found = sections([cover(), page(2, (260, 110, "Annex II")), page(3), page(4)], SectionKind.ANNEX)
    assert [one.title for one in found] == ["Annex II"]


def test_a_heading_in_a_column_may_have_the_other_column_beside_it() -> None:
    page = Page()
    for row in range(16):
        page.put(60, 100 + 12 * row, "the wells of the valley were dug by hand")
    page.put(60, 304, "Adoption of the agenda", bold=True)
    for row in range(5):
        page.put(60, 328 + 12 * row, "and nobody wrote down to whom they belong")
    for row in range(24):
        page.put(320, 100 + 12 * row, "and their water was good for a long time.")
    assert ("heading", "Adoption of the agenda") in [(kind, title) for _, kind, title in tree([cover(), page.set()])]


def test_lines_that_are_bold_in_the_middle_of_sentences_are_no_headings() -> None:
    page = Page()
    page.put(60, 40, "S/3999", 8)
    for row in range(20):
        page.put(60, 100 + 12 * row, "the wells of the valley were dug by hand before", bold=row % 4 == 3)
    page.put(60, 352, "Financing of the wells", bold=False)
    for row in range(4):
        page.put(60, 376 + 12 * row, "Wells of the valley were dug by hand before", bold=row == 1)
    assert [title for _, kind, title in tree([cover(), page.set()]) if kind == "heading"] == ["Financing of the wells"]


def test_the_second_line_of_a_cell_in_bold_is_no_heading() -> None:
    page = Page()
    page.column(60, 100, "Mr. Juan José")
    page.put(60, 112, "Ávila Becerril", bold=True)
    page.column(60, 130, "Mr. Faisal A. T. M.")
    page.put(60, 142, "Alenezi", bold=True)
    page.column(60, 160, "Ms. Lucía")
    assert sections([cover(), page.set()], SectionKind.HEADING) == []


def test_larger_type_with_room_above_is_a_heading_though_it_is_not_bold() -> None:
    page = Page()
    page.column(60, 100, "\n".join([LONG] * 3))
    page.put(60, 160, "关于水井状况的备忘录", 12)
    page.column(60, 184, "\n".join([LONG] * 3))
    assert [one.title for one in sections([cover(), page.set()], SectionKind.HEADING)] == ["关于水井状况的备忘录"]


def test_lines_of_the_title_block_are_no_headings_nor_where_they_come_again() -> None:
    page = Page()
    y = 60.0
    for words in ("Mission to the valley", "I. Introduction"):
        y = page.column(60, y, words, 12, bold=True) + 16
    y = page.column(60, y, "\n".join([LONG] * 3)) + 16
    for words in ("Mission to the valley", "Depth of the wells"):
        y = page.column(60, y, words, 12, bold=True) + 16
        y = page.column(60, y, "\n".join([LONG] * 3)) + 16
    found = sections([cover("", "Report of the Special Rapporteur on wells"), page.set()], SectionKind.HEADING)
    assert [one.title for one in found] == ["Depth of the wells"]


def test_a_heading_that_a_page_parts_is_one() -> None:
    pages = [cover()]
    for words in ("I. Wells of the valley that were dug before", "the year of the flood"):
        page = Page()
        if len(pages) == 1:
            y = page.column(60, 60, "\n".join([LONG] * 3)) + 16
            page.column(60, y, words, 14, bold=True)
        else:
            y = page.column(60, 60, words, 14, bold=True) + 16
            page.column(60, y, "\n".join([LONG] * 3))
        pages.append(page.set())
    found = [one for one in understand(pages).sections if one.kind in {SectionKind.CHAPTER, SectionKind.HEADING}]
    assert [one.title for one in found] == ["I. Wells of the valley that were dug before the year of the flood"]


# -- contents, corrigenda, lists, translations ------------------------------------------------------------------------


def test_the_table_of_contents_names_headings_that_are_set_like_text() -> None:
    text = (
        "Contents\n\nOf wells in general ........ 2\nOf those who dig them ........ 3\nAnnex\n"
        "A list of wells ........ 4\n\n"
        f"Of wells in general\n\n{LONG}\n\nOf those who dig them\n\n{LONG}\n\nAnnex\n\nA list of wells\n\n{LONG}\n"
    )
    found = [(kind, title) for _, kind, title in tree(plain_pages(text))]
    assert found[-4:] == [
        ("heading", "Of wells in general"),
        ("heading", "Of those who dig them"),
        ("annex", "Annex"),
        ("heading", "A list of wells"),
    ]
    assert [kind for kind, _ in found].count("annex") == 1


def test_an_item_of_the_agenda_heads_what_was_said_of_it_though_its_type_is_that_of_the_text() -> None:
    page = Page()
    page.column(60, 60, "\n".join([LONG] * 2))
    page.put(60, 104, "Item 2: Election of the keepers of the wells, and their terms of office")
    page.column(60, 128, "\n".join([LONG] * 2))
    page.put(60, 172, "The list of keepers", bold=True)
    page.column(60, 196, "\n".join([LONG] * 2))
    titles = [one.title for one in sections([cover(), page.set()], SectionKind.HEADING)]
    assert titles == ["Item 2: Election of the keepers of the wells, and their terms of office", "The list of keepers"]


def test_an_annex_whose_entry_in_the_contents_leaves_no_room_for_dots_is_no_annex_yet() -> None:
    page = Page()
    page.column(123, 60, "Contents", 12, bold=True)
    page.column(123, 90, "I. Wells" + " ." * 30 + " 2")
    page.put(123, 130, "Annex")
    page.put(123, 160, "A list of all the wells of the valley, and of those who look after them and their ropes 3")
    after = next_page(symbol="S/2025/991", foot="2/3", heading="I. Wells", body=TEXT)
    annex = next_page(symbol="S/2025/991", foot="3/3", heading="Annex", body=TEXT)
    found = tree([cover(), page.set(), after, annex])
    assert [kind for _, kind, _ in found][-3:] == ["contents", "chapter", "annex"]
    assert [kind for _, kind, _ in found].count("annex") == 1


def test_a_place_in_an_annex_that_a_corrigendum_names_is_no_annex() -> None:
    page = first_page(
        name="United Nations",
        symbol="S/2015/999/Corr.1",
        organs="Security Council",
        right="Distr.: General\n9 April 2015\nOriginal: English",
        title="The wells of the valley",
        by="Report of the Secretary-General\n\nCorrigendum\n\nAnnex I",
        body="For 12 read 21.",
    )
    assert sections([page], SectionKind.ANNEX) == []


def test_a_translation_is_a_part_of_its_own_and_the_original_keeps_its_language() -> None:
    russian = "Колодцы долины были выкопаны вручную, и никто не записал, кому они принадлежат и кто их копал."
    page = Page()
    y = page.column(123, 60, "Brazil", 12, bold=True) + 8
    y = page.column(123, y, LONG) + 12
    y = page.column(123, y, "Cuba", 12, bold=True) + 8
    y = page.column(123, y, LONG) + 12
    y = page.column(123, y, "Russian Federation", 12, bold=True) + 8
    y = page.column(123, y, russian) + 12
    y = page.column(123, y, "Unofficial translation", bold=True) + 12
    page.column(123, y, "\n".join([LONG] * 4))
    found = [(one.title, one.language) for one in sections([cover(), page.set()], SectionKind.STATEMENT)]
    assert found[2:] == [("Russian Federation", "ru"), ("Unofficial translation", "en")]


def test_an_annex_with_its_translation_has_the_language_of_the_original() -> None:
    russian = "Колодцы долины были выкопаны вручную, и никто не записал, кому они принадлежат и кто их копал."
    page = Page()
    y = page.column(123, 60, "Annex", 14, bold=True) + 8
    y = page.column(123, y, russian) + 12
    y = page.column(123, y, "Unofficial translation", bold=True) + 12
    page.column(123, y, "\n".join([LONG] * 4))
    (annex,) = sections([cover(), page.set()], SectionKind.ANNEX)
    assert annex.language == "ru"


def test_a_short_statement_may_be_in_another_language_than_its_neighbours() -> None:
    french = "Monsieur le Président, le Groupe des États d’Afrique se félicite de l’adoption du rapport sur les puits."
    page = Page()
    y = 60.0
    for country, words in (("Brazil", LONG), ("Cuba", LONG), ("Senegal", french), ("Togo", LONG), ("Yemen", LONG)):
        y = page.column(123, y, country, 12, bold=True) + 8
        y = page.column(123, y, words) + 12
    found = [one.language for one in sections([cover(), page.set()], SectionKind.STATEMENT)]
    assert found == ["en", "en", "fr", "en", "en"]


def test_each_part_has_the_language_of_its_own_text_however_short() -> None:
    page = Page()
    y = 60.0
    for heading, words in (
        ("Annexe", "[Original : anglais]\nThe wells are open again."),
        ("Pièce jointe 1", "Los pozos están abiertos."),
        ("Pièce jointe 2", "Колодцы снова открыты."),
        ("Pièce jointe 3", "Les puits sont de nouveau ouverts."),
    ):
        y = page.column(123, y, heading, 14, bold=True) + 8
        for line in words.split("\n"):
            y = page.column(123, y, line) + 12
    text = "Je vous informe que le texte joint a été reçu, et que les puits de la vallée sont ouverts."
    title = "Lettre datée du 6 juin 2011, adressée au Président du Conseil de sécurité par le Secrétaire général"
    found = [one.language for one in understand([cover(text, title), page.set()]).sections if one.level and one.title]
    assert found == ["fr", "en", "es", "ru", "fr"]


def test_names_alone_do_not_give_their_part_a_language() -> None:
    page = Page()
    y = page.column(123, 60, "Annex", 14, bold=True) + 8
    y = page.column(123, y, LONG) + 12
    y = page.column(123, y, "Appendix", 14, bold=True) + 8
    page.column(123, y, "Ms. María Jiménez, San José; Mr. José Núñez, Asunción.")
    (appendix,) = sections([cover(), page.set()], SectionKind.APPENDIX)
    assert appendix.language == "en"


def test_what_footnotes_cite_does_not_change_their_language() -> None:
    notes = (
        "1 J. Dupont, Traité des puits, 3e éd., Paris, 1961, p. 12.\n"
        "2 J. A. Pastor, Curso de derecho internacional público, Madrid, 2001, p. 33."
    )
    page = next_page(symbol="S/2025/991", foot="2/2", heading="I. Wells", body=f"{LONG}\n\n{LONG}", notes=notes, mark=1)
    (note,) = sections([cover(), page], SectionKind.FOOTNOTE)
    assert note.language == "en"


def test_the_line_of_the_organ_begins_the_preamble_however_close_the_lines_stand() -> None:
    page = Page()
    page.column(123, 60, "2018年6月26日安全理事会第8299次会议通过", bold=True)
    page.column(123, 72, "安全理事会，\n回顾其以往关于水井的各项决议，\n1. 决定继续处理此案。")
    kinds = [kind for _, kind, _ in tree([cover(), page.set()])]
    assert kinds[-2:] == ["preamble", "operative"]


LINES = st.sampled_from(
    ["Annex", "Annex I", "I. Wells", "A. Water", "Enclosure", "Summary", "Contents", "* A note", "1. A well.", TEXT,
     "The Security Council,", "__________", "Statement by the Ministry", "附件", "Приложение", "[Original: Arabic]", ""]
)  # fmt: skip


@example(lines=["Summary", "[Original: Arabic]", "* A note"], set_in_type=False)  # a masthead ends the summary
@given(st.lists(LINES, max_size=30), st.booleans())
def test_sections_of_any_text_are_a_tree_in_reading_order(lines: list[str], set_in_type: bool) -> None:
    if set_in_type:
        page = Page()
        for number, words in enumerate(lines):
            page.put(100, 50 + 14 * number, words, 12 if number % 3 else 10, bold=number % 2 == 0)
        pages = [page.set()]
    else:
        pages = plain_pages("\n".join(lines))
    found = understand(pages).sections
    length = len(pages[0].text)
    for at, section in enumerate(found):
        assert 0 <= section.span.start <= section.span.end <= length
        assert at == 0 or found[at - 1].span.start <= section.span.start
        parent = next((one for one in reversed(found[:at]) if one.level < section.level), None)
        assert parent is None or parent.span.start <= section.span.start <= parent.span.end


def test_an_annex_on_a_recognised_page_needs_no_bold_type_and_no_room() -> None:
    page = Page()
    page.put(60, 43, "S/2025/991", 6)
    page.put(60, 73, "Annex to the letter dated 3 March 2025 from the Permanent Representative of Chile to the", 13)
    page.put(60, 93, "United Nations addressed to the President of the Security Council", 13)
    for number in range(12):
        page.put(60, 113 + 20 * number, f"{TEXT} {TEXT} {number}", 12 + number % 2)
    (annex,) = sections([cover(), page.set()], SectionKind.ANNEX)
    assert annex.title.startswith("Annex to the letter dated 3 March 2025")


def test_headings_of_a_short_recognised_page_are_known_by_the_room_that_its_type_leaves() -> None:
    page = Page()
    page.put(60, 43, "S/2025/991", 6)
    lines = [
        (85, "I. Introduction"), (105, f"1. {TEXT}"), (117, "or who owned it."),
        (137, "II. Political update"), (157, "A. General environment"), (177, f"2. {TEXT}"), (189, "or who owned it."),
        (209, "III. Observations"), (229, f"3. {TEXT}"), (249, f"4. {TEXT}"), (269, f"5. {TEXT}"),
    ]  # fmt: skip
    for y, words in lines:
        page.put(124, y, words, 10)
    scan = replace(page.set(), recognition=Recognition("Tesseract", ("eng",)))
    chapters = [one.title for one in sections([cover(), scan], SectionKind.CHAPTER)]
    assert chapters == ["I. Introduction", "II. Political update", "III. Observations"]
    assert [one.title for one in sections([cover(), scan], SectionKind.HEADING)] == ["A. General environment"]
