"""Papers of conferences and of bodies of treaties: languages on two lines, days of several months, typed statements.

The symbols and labels are those of real series; the sentences are made up.
"""

from __future__ import annotations

from papers.said_values import said, said_on
from papers.set_pages import Page

_BODY = "\n\n".join(["The wells of the valley were counted in the spring by those who live beside them. " * 3] * 3)


def test_original_languages_in_capitals_go_on_in_the_next_line() -> None:
    found = said("CD/9679\n28 June 2032\nENGLISH\nOriginal: CHINESE AND\nRUSSIAN\n\nWells of the valley\n")
    assert found["original_language"] == ["zh", "ru"]


def test_days_behind_an_arabic_comma_are_no_title() -> None:
    days = "جنيف، 20 كانون الأول/ديسمبر 2031"
    labels = "BWC/CONF.IX/PC/94\n\nDistr.: General\n\n10 January 2032\n\nArabic\n\nOriginal: English"
    assert said(f"{labels}\n\n{days}\n\nآبار الوادي\n\n{_BODY}")["title"] == ["آبار الوادي"]


def test_a_statement_in_the_type_of_the_text_is_titled_under_the_item() -> None:
    page = Page()
    page.column(60, 60, "UNITED NATIONS", 13, bold=True)
    page.column(60, 90, "Economic and Social\nCouncil", 13, bold=True)
    page.column(400, 60, "Distr.\nGENERAL\n\nE/CN.4/1986/NGO/919\n13 February 1986\n\nOriginal: ENGLISH", 11)
    page.column(60, 190, "COMMISSION ON HUMAN RIGHTS\nForty-second session\nAgenda item 10", 11)
    page.block += 1
    page.column(120, 250, "QUESTION OF ALL WELLS UNDER ANY FORM OF WATER", 11)
    page.block += 1
    page.column(
        100, 290, "Written statement submitted by Wells Foundation, a\nnon-governmental organization in status", 11
    )
    page.block += 1
    page.column(60, 340, "The Secretary-General has received the following communication, which is circulated.", 11)
    found = said_on([page.set()])
    assert found["document_type"] == ["statement"]
    assert found["submitter"] == ["Wells Foundation"]


def test_a_title_that_is_followed_by_its_part_is_kept() -> None:
    found = said(
        "United Nations\n\nFCCC/SBI/2031/9/Add.1\n\nDistr.: General\n\n5 September 2031\n\nOriginal: English\n\n"
        "Subsidiary Body for Implementation\n\nFiftieth session\n\n"
        "Report of the Subsidiary Body for Implementation on its fiftieth session\n\nAddendum\n\n" + _BODY
    )
    assert found["title"] == ["Report of the Subsidiary Body for Implementation on its fiftieth session"]
