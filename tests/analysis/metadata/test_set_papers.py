"""What stands where on pages that are set: titles, who reports, and labels at other places than usual."""

from __future__ import annotations

from papers.said_values import said, said_on
from papers.set_pages import WIDTH, Page, plain_pages

TEXT = "1. The wells of the valley are deep, and the water is drawn from them by hand in all of its villages."


def centred(page: Page, y: float, words: str) -> None:
    page.block += 1
    page.put((WIDTH - 5.0 * len(words)) / 2, y, words)


def typed() -> Page:
    page = Page()
    page.column(60, 50, "UNITED NATIONS\n\nGENERAL ASSEMBLY")
    page.column(390, 50, "Distr.\nLIMITED\nA/AC.109/L.472\n23 May 1968\nORIGINAL: ENGLISH")
    return page


def test_a_short_title_in_capitals_in_the_middle_of_a_typed_page_and_who_prepared_it() -> None:
    page = typed()
    centred(page, 200, "GIBRALTAR")
    centred(page, 225, "Working paper prepared by the Secretariat")
    page.column(60, 260, TEXT, indent=20)
    found = said_on([page.set()])
    assert found["title"] == ["GIBRALTAR"]
    assert found["submitter"] == ["Secretariat"]


def test_titles_of_typed_pages_at_the_margin_are_known_by_their_words() -> None:
    titles = {
        "48/199.  Wells of the valley": "Wells of the valley",
        "SUMMARY RECORD OF THE 12th MEETING": "SUMMARY RECORD OF THE 12th MEETING",
        "Note by the Secretary-General": "Note by the Secretary-General",
    }
    for words, title in titles.items():
        page = typed()
        page.column(90, 200, words)
        page.column(60, 260, TEXT, indent=20)
        assert said_on([page.set()])["title"] == [title]


def test_who_moves_a_draft_is_known_by_the_words_where_no_type_is_bold() -> None:
    page = typed()
    page.column(90, 200, "مصر وكوبا: مشروع قرار")
    page.column(90, 225, "آبار الوادي", 12)
    page.column(60, 260, "إن الجمعية العامة،")
    page.column(60, 290, "1 - تقرر حفر الآبار.")
    found = said_on([page.set()])
    assert found["document_type"] == ["draft resolution"]
    assert found["submitter"] == ["Egypt", "Cuba"]


def test_a_national_report_is_of_the_state_that_is_named_below_its_title() -> None:
    page = Page()
    page.column(123, 45, "Nations Unies", 13.7)
    page.put(440, 39, "A/HRC/WG.6/49/TCD/1", 12)
    page.column(397, 78, "Distr. générale\n12 février 2025\nOriginal : français")
    page.column(60, 200, "Quarante-neuvième session\n28 avril-9 mai 2025")
    page.column(123, 240, "Rapport national présenté conformément à la résolution 5/1*", 14, bold=True)
    page.column(123, 275, "Tchad", 14, bold=True)
    page.column(123, 310, TEXT)
    assert said_on([page.set()])["submitter"] == ["Chad"]


def test_a_larger_line_right_under_the_item_of_the_agenda_is_the_title_of_the_document() -> None:
    page = Page()
    page.column(123, 45, "United Nations", 13.7)
    page.put(440, 39, "E/ICEF/2023/P/L.20", 12)
    page.column(397, 78, "Distr.: Limited\n7 July 2023\nOriginal: English")
    page.column(60, 200, "Second regular session 2023\nItem 6 (a) of the provisional agenda*")
    page.column(60, 228, "Country programme document", 20, bold=True)
    page.column(60, 270, TEXT)
    found = said_on([page.set()])
    assert "agenda_title" not in found
    assert found["title"] == ["Country programme document"]


REPORT = """United Nations

General Assembly

A/78/7/Add.12

Distr.: General

10 November 2023

Seventy-eighth session

Agenda item 134

Wells

Revised estimates of wells

{}

1. The wells have been considered.
"""


def test_who_reports_is_told_where_the_line_goes_on_with_what_it_reports_on() -> None:
    by = "Thirteenth report of the Advisory Committee on Administrative and Budgetary Questions on the wells for 2024"
    assert said(REPORT.format(by))["submitter"] == ["Advisory Committee on Administrative and Budgetary Questions"]


def test_the_job_number_may_stand_where_the_document_ends() -> None:
    pages = plain_pages(REPORT.format("Report of the Secretary-General") + "\f2. They are deep.\n\n23-22145 (E)\n")
    assert said_on(pages)["job_number"] == ["23-22145 (E)"]


def test_figures_of_another_page_are_no_job_number() -> None:
    pages = plain_pages(REPORT.format("Report of the Secretary-General") + "\f2. They are deep.\n\n23-22145\n")
    assert "job_number" not in said_on(pages)


def test_a_resolution_of_the_economic_and_social_council_is_called_without_its_number() -> None:
    found = said(
        """United Nations

Economic and Social Council

E/RES/2023/14

Distr.: General

5 July 2023

Resolution adopted by the Economic and Social Council on 7 June 2023

2023/14. Wells of the valley

The Economic and Social Council,

Recalling its wells,

1. Decides to dig;
"""
    )
    assert found["title"] == ["Wells of the valley"]


def test_a_rule_beside_the_symbol_may_be_recognised_as_a_stroke() -> None:
    assert said(REPORT.replace("A/78/7/Add.12", "A/RES/42/193 |").format("Report"))["symbol"] == ["A/RES/42/193"]


def test_a_line_in_the_middle_of_a_typed_page_goes_with_the_title_above_it() -> None:
    page = typed()
    centred(page, 200, "WELLS OF THE VALLEY AND OF THE HILLS")
    centred(page, 225, "Financial implications of the draft in document A/4286")
    centred(page, 250, "Note by the Secretary-General")
    page.column(60, 285, TEXT, indent=20)
    found = said_on([page.set()])
    assert found["document_type"] == ["note"]
    assert found["submitter"] == ["Secretary-General"]


LETTER = "Letter dated 3 September 2014 from the Permanent Representative of Jordan to the United Nations addressed to"


def test_a_letter_may_stand_above_the_labels_of_its_masthead() -> None:
    found = said(
        f"""{LETTER} the President of the Security Council

I have the honour to write to you of the wells on our border, which have run dry in the past month.

(Signed) A. B.

United Nations
S/2014/645
Security Council
Distr.: General
4 September 2014
Original: English
14-60214 (E) 080914
"""
    )
    assert found["symbol"] == ["S/2014/645"]
    assert found["title"] == [f"{LETTER} the President of the Security Council"]
    assert found["submitter"] == ["Jordan"]
    assert found["letter_date"] == ["2014-09-03"]


def test_the_language_under_the_name_of_a_country_is_that_of_its_reply() -> None:
    replies = (
        "II. Replies received from Governments\n\nCuba\n[Original: Spanish]\n[12 May 2021]\n\n1. The wells are deep.\n"
    )
    assert "original_language" not in said(replies)


def test_the_title_of_a_text_stands_below_the_session_and_not_above_it() -> None:
    found = said(
        """United Nations

NPT/CONF.2020/PC.III/WP.9

Preparatory Committee for the 2020 Review Conference of the Parties to the Treaty on Wells

21 March 2019
Original: English

Third session
New York, 29 April-10 May 2019

Digging a well in the valley

Working paper submitted by Ireland

1. The wells are deep.
"""
    )
    assert found["title"] == ["Digging a well in the valley"]


def test_an_item_of_the_agenda_may_be_a_part_of_a_part() -> None:
    found = said(
        """United Nations

CRPD/CSP/2024/3

Convention on the Rights of Persons with Disabilities

Distr.: General

25 March 2024

Conference of States Parties to the Convention on the Rights of Persons with Disabilities
Seventeenth session
New York, 11-13 June 2024
Item 5 (b) (ii) of the provisional agenda
Wells of the States parties

Decent wells

Note by the Secretariat

1. The wells are deep.
"""
    )
    assert found["body"] == [
        "Conference of States Parties to the Convention on the Rights of Persons with Disabilities"
    ]
    assert found["agenda_item"] == ["5 (b) (ii)"]
    assert found["title"] == ["Decent wells"]


def test_a_symbol_that_is_broken_at_a_stroke_ends_at_the_right_margin_of_its_cell() -> None:
    page = Page()
    page.put(223, 52, "Nations Unies", 14)
    page.put(401, 52, "TD/B/EX(71)/3/", 20)
    page.put(481, 79, "Corr.1", 20)
    page.column(397, 110, "Distr. générale\n18 mai 2022\nFrançais\nOriginal : anglais")
    page.column(123, 250, "Les puits de la vallée", 14, bold=True)
    page.column(123, 290, TEXT)
    assert said_on([page.set()])["symbol"] == ["TD/B/EX(71)/3/Corr.1"]


def test_the_titles_of_two_items_of_the_agenda_are_told_apart() -> None:
    def titles(label: str, lines: str) -> list[object]:
        page = Page()
        page.column(123, 50, "United Nations\nA/74/991\nGeneral Assembly")
        page.column(397, 78, "Distr.: General\n6 March 2020\n\nOriginal: English")
        page.column(60, 213, f"Seventy-fourth session\n{label}\n{lines}")
        page.column(123, 290, "Wells of the valley", 14, bold=True)
        page.column(123, 320, TEXT)
        return said_on([page.set()])["agenda_title"]

    two = "Digging of wells by hand and\nby machine\nStrengthening of the pumps"
    assert titles("Agenda items 31 and 122", two) == [
        "Digging of wells by hand and by machine; Strengthening of the pumps"
    ]
    assert titles("Agenda item 31", two) == ["Digging of wells by hand and by machine Strengthening of the pumps"]


def test_a_bare_word_for_what_a_treaty_body_found_has_the_communication_behind_it() -> None:
    def title(word: str, under: str) -> list[object]:
        page = Page()
        page.column(60, 50, "UNITED NATIONS\nCCPR")
        page.column(390, 50, "Distr.\nRESTRICTED\nCCPR/C/92/D/1466/2006\n21 April 2008\nOriginal: ENGLISH")
        page.column(60, 180, "HUMAN RIGHTS COMMITTEE\nNinety-second session\n17 March – 4 April 2008")
        centred(page, 240, word)
        centred(page, 265, under)
        page.column(60, 300, TEXT, indent=20)
        return said_on([page.set()]).get("title", [])

    assert title("DECISION", "Communication No. 1466/2006*") == ["DECISION: Communication No. 1466/2006"]
    assert title("VIEWS", "Communication No. 1466/2006") == ["VIEWS: Communication No. 1466/2006"]
    assert title("DECISION", "The authors live beside the well.") == ["DECISION"]
