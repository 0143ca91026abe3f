from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st
from papers.set_pages import Page, first_page, next_page, plain_pages

from viewer.analysis.understand import understand
from viewer.model.document import Section, SectionKind

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


def tree(pages: list[PageText]) -> list[tuple[int, str, str]]:
    return [(one.level, one.kind.value, one.title) for one in understand(pages).sections]


def sections(pages: list[PageText], kind: SectionKind) -> list[Section]:
    return [one for one in understand(pages).sections if one.kind is kind]


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


def test_a_mention_of_an_annex_is_no_annex() -> None:
    body = "The list of wells is attached (see annex). Annex II contains the list of those who look after them."
    assert sections([cover(body)], SectionKind.ANNEX) == []


def test_recognised_text_whose_type_sizes_vary_has_no_headings_by_size() -> None:
    page = Page()
    for number in range(40):
        page.put(100, 60 + 15 * number, f"the well number {number} is deep and", 8 + (number * 7 % 13) / 2)
    assert sections([cover(), page.set()], SectionKind.HEADING) == []


LINES = st.sampled_from(
    ["Annex", "Annex I", "I. Wells", "A. Water", "Enclosure", "Summary", "Contents", "* A note", "1. A well.", TEXT,
     "The Security Council,", "__________", "Statement by the Ministry", "附件", "Приложение", "[Original: Arabic]", ""]
)  # fmt: skip


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
