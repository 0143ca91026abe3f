"""Texts in which nothing but line ends parts the masthead, the title and the text."""

from __future__ import annotations

from papers.set_pages import plain_pages

from viewer.analysis.understand import understand

TITLE = (
    "Letter dated 10 April 2025 from the Permanent Representative of Armenia to the United Nations addressed to "
    "the Secretary-General"
)
HONOUR = (
    "I have the honour to transmit herewith a statement on the wells (see annex), in the light of General Assembly "
    "resolution 64/292."
)


def said(text: str) -> dict[str, list]:
    return {key: [value.value for value in values] for key, values in understand(plain_pages(text)).metadata.items()}


def test_the_title_of_a_letter_ends_where_the_letter_begins():
    found = said(
        f"""United Nations
A/79/876
General Assembly
Distr.: General
17 April 2025
English
Original: Russian
Seventy-ninth session
Agenda item 34
Prevention of armed conflict
{TITLE}
{HONOUR}
I should be grateful if you would have the present letter circulated as a document of the Assembly.
"""
    )
    assert found["agenda_title"] == ["Prevention of armed conflict"]
    assert found["title"] == [TITLE]
    assert found["submitter"] == ["Armenia"]


def test_the_title_of_a_report_is_not_that_of_its_item():
    found = said(
        """A/80/98
General Assembly
Distr.: General
6 June 2025
Original: English
Eightieth session
Item 71 of the preliminary list
Oceans and the law of the sea
Wells and springs near the sea
Report of the Secretary-General
Summary
The present report is submitted pursuant to General Assembly resolution 79/144.
I. Introduction
1. In its resolution 79/144 the Assembly asked for a report.
"""
    )
    assert found["agenda_title"] == ["Oceans and the law of the sea"]
    assert found["title"] == ["Wells and springs near the sea"]
    assert found["document_type"] == ["report"]
    assert found["submitter"] == ["Secretary-General"]


def test_an_item_without_a_title_does_not_take_the_text():
    found = said(
        """A/80/97
General Assembly
Distr.: General
6 June 2025
Eightieth session
Agenda item 71
The wells of the valley were closed one after the other and
nobody kept a list of them. The survey found ninety-one.
"""
    )
    assert "agenda_title" not in found


def test_a_typescript_of_the_1940s_has_its_distribution_alone_on_a_line():
    found = said(
        """UNITED NATIONS
ECONOMIC AND SOCIAL COUNCIL
GENERAL
E/CN.4/SR.83
19 May 1949
ENGLISH
ORIGINAL: FRENCH

COMMISSION ON HUMAN RIGHTS

Fifth Session

SUMMARY RECORD OF THE EIGHTY-THIRD MEETING

held at Lake Success, New York,
on Tuesday, 17 May 1949, at 10.45 a.m.

Chairman: Mrs. EXAMPLE United States of America

The CHAIRMAN opened the discussion and recalled General Assembly resolution 217 A (III).
"""
    )
    assert found["distribution"] == ["General"]
    assert found["title"] == ["SUMMARY RECORD OF THE EIGHTY-THIRD MEETING"]
    assert (found["body"], found["session"], found["date"]) == (["Commission on Human Rights"], ["5"], ["1949-05-19"])


def test_the_languages_of_a_list_of_participants_are_not_its_title():
    found = said(
        """United Nations
A/AC.292/2025/INF/7
General Assembly
Distr.: General
5 June 2025
English/French/Spanish only

List of participants

ARGENTINA
Sr. Juan Ejemplo, Ministro
"""
    )
    assert found["title"] == ["List of participants"]
    assert found["document_type"] == ["list of participants"]


def test_names_that_are_broken_over_lines_above_the_symbol_are_no_titles():
    french = said(
        """NATIONS UNIES

ASSEMBLEE
GENERALE
                                        Distr.
                                        GENERALE
                                        A/9555
                                        23 mai 1974
                                        FRANCAIS
                                        ORIGINAL : ANGLAIS

Vingt-neuvième session
Point 25 de la liste préliminaire

              LES PUITS DE LA VALLEE

           Rapport du Secrétaire général

1. Le présent rapport est soumis en application de la résolution 3201 (S-VI).
"""
    )
    assert french["title"] == ["LES PUITS DE LA VALLEE"]
    assert (french["body"], french["symbol"], french["session"]) == (["General Assembly"], ["A/9555"], ["29"])
    russian = said(
        """ОРГАНИЗАЦИЯ
ОБЪЕДИНЕННЫХ НАЦИЙ                                   S

Совет Безопасности                          Distr.
                                            GENERAL
                                            S/19999
                                            5 July 1988
                                            RUSSIAN
                                            ORIGINAL: ENGLISH

ПИСЬМО ПОСТОЯННОГО ПРЕДСТАВИТЕЛЯ ЧИЛИ ПРИ ОРГАНИЗАЦИИ ОБЪЕДИНЕННЫХ
НАЦИЙ ОТ 4 ИЮЛЯ 1988 ГОДА НА ИМЯ ГЕНЕРАЛЬНОГО СЕКРЕТАРЯ

Имею честь настоящим препроводить заявление о колодцах долины.
"""
    )
    assert russian["title"][0].startswith("ПИСЬМО ПОСТОЯННОГО ПРЕДСТАВИТЕЛЯ ЧИЛИ")
    assert (russian["document_type"], russian["submitter"]) == (["letter"], ["Chile"])
    assert russian["letter_date"] == ["1988-07-04"]
