from __future__ import annotations

from papers.set_pages import Page, first_page, next_page, plain_pages

from viewer.analysis.layout.lines import lines_of
from viewer.analysis.metadata.mastheads import read_masthead
from viewer.model.tables import table

DATA = table("masthead")


def test_running_headers_are_found_and_give_the_symbol_where_the_first_page_has_none() -> None:
    first = plain_pages("A text on wells\n\nThe well is deep.\n")
    others = [next_page(symbol="A/79/991", foot=f"{page}/9", body="The well is deep.") for page in range(2, 5)]
    masthead = read_masthead(list(lines_of([*first, *others])))
    assert [value.value for value in masthead.values["symbol"]] == ["A/79/991"]
    assert len(masthead.headers) >= 2 * len(others)


def test_a_footnote_that_is_a_symbol_is_no_running_footer() -> None:
    page = next_page(symbol="A/79/991", foot="2/9", body="The well is deep.")
    noted = Page(text=page.text, lines=list(page.lines))
    noted.put(60, 736, "16 A/HRC/40/955.", 8.5, mark=2)
    first = plain_pages("A text on wells\n\nThe well is deep.\n")
    headers = read_masthead(list(lines_of([*first, noted.set()]))).headers
    assert {noted.text[one.start - len(first[0].text) - 1 :].split("\n")[0] for one in headers} == {"A/79/991", "2/9"}


def test_a_symbol_cited_on_the_first_page_is_not_its_own() -> None:
    page = first_page(
        name="United Nations",
        symbol="A/79/991",
        organs="General Assembly",
        right="Distr.: General",
        body="The well is deep.\n\nA/79/992",
    )
    assert [value.value for value in read_masthead(list(lines_of([page]))).values["symbol"]] == ["A/79/991"]


def test_a_day_that_ends_a_sentence_on_its_own_line_is_not_that_of_the_issue() -> None:
    page = Page()
    page.column(60, 40, "CERD/SP/945", 9)
    page.column(50, 80, "STATUTE OF THE WELL FUND", bold=True)
    page.column(50, 104, "The herders met at their fourth and fifth wells, on 12 and\n13 May 2022.")
    assert "date" not in read_masthead(list(lines_of([page.set()]))).values


def test_a_text_without_masthead_says_nothing() -> None:
    masthead = read_masthead(list(lines_of(plain_pages("The well is deep.\nIts water is good.\n"))))
    assert masthead.values == {}
    assert masthead.organs == []


def test_a_number_that_stands_alone_in_its_row_is_no_page_number() -> None:
    second_page = "9/9\n\nThe Council adopted resolution\n2783\n(2025). I thank the members.\n\n2/9\n"
    pages = plain_pages(f"The well.\n\f{second_page}")
    (first, second) = read_masthead(list(lines_of(pages))).headers
    text = "\f".join(page.text for page in pages)
    assert [text[span.start : span.end] for span in (first, second)] == ["9/9", "2/9"]


def test_the_name_of_a_treaty_on_two_lines_is_the_mastheads() -> None:
    page = first_page(
        name="United Nations",
        symbol="CRC/C/SR.9",
        organs="Convention on the\nRights of the Child",
        right="Distr.: General",
        body="The Charter of the United Nations\nsays nothing of wells.",
    )
    lines = read_masthead(list(lines_of([page]))).lines
    read = {line.text for line in lines}
    assert {"Convention on the", "Rights of the Child"} <= read
    assert "The Charter of the United Nations" not in read


def masthead_of(text: str) -> dict[str, list[object]]:
    values = read_masthead(list(lines_of(plain_pages(text)))).values
    return {key: [value.value for value in found] for key, found in values.items()}


def test_the_distribution_may_stand_some_lines_after_its_label() -> None:
    said = masthead_of("UNITED NATIONS\nSecurity Council Distr.\nM\nGENERAL\nRES\nS/19999\n30 June 1988\n")
    assert said["distribution"] == ["General"]
    assert "distribution" not in masthead_of("Security Council Distr.\nS/19999\nGeneral matters\nGENERAL ASSEMBLY\n")


def test_the_header_of_a_volume_names_organ_and_session() -> None:
    said = masthead_of("2\nGeneral Assembly — Twenty-sixth session\n\nThe wells of the valley are deep.\n")
    assert said["session"] == ["26"]
    assert "session" not in masthead_of("2\nOf the Assembly — Twenty-sixth session\n\nThe wells are deep.\n")


def test_a_job_number_without_a_letter_needs_what_stands_beside_it() -> None:
    text = "A/6389\nDistr.\nGENERAL\n\nThe wells of the valley are deep.\n\n66-19123{}\n"
    assert masthead_of(text.format("    /..."))["job_number"] == ["66-19123"]
    assert masthead_of(text.format("\n*6619123*"))["job_number"] == ["66-19123"]
    assert "job_number" not in masthead_of(text.format(""))


def test_a_symbol_in_the_title_is_not_the_document_s_own() -> None:
    page = first_page(
        name="United Nations",
        symbol="A/C.5/79/99",
        organs="General Assembly",
        right="Distr.: General\n5 August 2025",
        title="Budget implications of draft resolution\nA/C.1/79/L.99",
        body="The well is deep, and its water is good.",
    )
    values = read_masthead(list(lines_of([page]))).values
    assert [value.value for value in values["symbol"]] == ["A/C.5/79/99"]


def test_the_symbol_may_stand_in_a_line_with_the_name_of_the_organization() -> None:
    said = masthead_of("United Nations A/RES/99/242\n\nGeneral Assembly\nDistr.: General\n18 January 2045\n")
    assert said["symbol"] == ["A/RES/99/242"]


def test_the_line_of_the_agenda_items_may_go_on_in_the_next() -> None:
    said = masthead_of("A/52/901\nItems 12, 15 and 60\nof the provisional agenda*\nQUESTION OF WELLS\n")
    assert said["agenda_item"] == ["12", "15", "60"]
    assert said["agenda_title"] == ["QUESTION OF WELLS"]
    assert "agenda_item" not in masthead_of("A/52/901\nItems 12, 15 and 60\n\nof the wells of the valley\n")


def test_a_report_whose_title_stands_high_over_its_contents_has_these_in_no_masthead() -> None:
    page = Page()
    page.put(447, 40, "FCCC/CP/2019/99", 9)
    page.put(62, 64, "Nations Unies", 9)
    page.column(62, 76, "Convention-cadre sur les\nchangements climatiques", 20, bold=True)
    page.column(298, 76, "Distr. générale\n16 mars 2020\nFrançais\nOriginal : anglais", 9)
    page.put(122, 124, "Conférence des Parties", bold=True)
    page.put(122, 150, "Rapport de la Conférence des Parties sur les puits", 14, bold=True)
    page.put(261, 184, "Table des matières", bold=True)
    for number, words in enumerate(("Paragraphes", "I.", "Ouverture des puits", "II.", "Calendrier des puits")):
        page.put(62, 210 + 14 * number, words)
        page.put(492, 210 + 14 * number, "1-2")
    page.paragraphs(122, 330, "Le puits est profond, et son eau est bonne pour tous ceux qui vivent là.")
    lines = {line.text for line in read_masthead(list(lines_of([page.set()]))).lines}
    assert {"FCCC/CP/2019/99", "Distr. générale"} <= lines
    assert not {"Paragraphes", "I.", "Ouverture des puits", "Calendrier des puits"} & lines
