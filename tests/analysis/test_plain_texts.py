"""Texts in which nothing but line ends parts the masthead, the title and the text."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

import pytest
from papers import other_formats
from papers.pdf_papers import text_pages
from papers.scans import needs_tesseract, scan_of
from papers.set_pages import Page, plain_pages

from viewer.analysis.layout.lines import lines_of
from viewer.analysis.layout.paragraphs import paragraphs_of
from viewer.analysis.understand import understand
from viewer.formats.mupdf import open_pdf
from viewer.formats.recognition.ocr import read_words, scale_for
from viewer.formats.recognition.tessdata import find_data
from viewer.formats.recognition.word_boxes import lay_out
from viewer.formats.reflow import open_docx

if TYPE_CHECKING:
    from pathlib import Path

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


OPENINGS = {
    "en": (TITLE, HONOUR),
    "en, note verbale": (
        (
            "Note verbale dated 8 April 2025 from the Permanent Mission of Armenia to the United Nations Office at "
            "Geneva addressed to the Office of the United Nations High Commissioner for Human Rights"
        ),
        (
            "The Permanent Mission of Armenia to the United Nations Office and other international organizations in "
            "Geneva presents its compliments to the Office and has the honour to transmit a list of wells."
        ),
    ),
    "fr": (
        (
            "Lettre datée du 3 mars 2025, adressée au Secrétaire général par la Représentante permanente de l’Arménie "
            "auprès de l’Organisation des Nations Unies"
        ),
        "D’ordre de mon Gouvernement, j’ai l’honneur de vous faire tenir ci-joint une liste de puits.",
    ),
    "es": (
        (
            "Carta de fecha 3 de marzo de 2025 dirigida al Secretario General por el Representante Permanente de "
            "Armenia ante las Naciones Unidas"
        ),
        "Siguiendo instrucciones de mi Gobierno, tengo el honor de remitirle una lista de los pozos del valle.",
    ),
    "ru": (
        (
            "Письмо Постоянного представителя Армении при Организации Объединенных Наций от 3 марта 2025 года на имя "
            "Генерального секретаря"
        ),
        "По поручению моего правительства имею честь настоящим препроводить перечень колодцев долины.",
    ),
    "ar": (
        "رسالة مؤرخة 3 آذار/مارس 2025 موجهة إلى الأمين العام من الممثل الدائم لأرمينيا لدى الأمم المتحدة",
        "بناء على تعليمات من حكومتي، أتشرف بأن أحيل إليكم طيه قائمة بآبار الوادي.",
    ),
    "zh": (
        "2025年3月3日亚美尼亚常驻联合国代表给秘书长的信",
        "谨随函转递山谷水井清单一份，并请将其作为大会文件分发为荷。",
    ),
}


@pytest.mark.parametrize("language", OPENINGS)
@pytest.mark.parametrize("width", [60, 90, 110])
def test_no_distance_parts_the_title_of_a_letter_from_what_it_opens_with(language: str, width: int):
    title, opening = OPENINGS[language]
    lines = [*textwrap.wrap(title, width), *textwrap.wrap(opening, width)]
    page = Page()
    page.column(60, 39, "A/79/876\nDistr.: General\n17 April 2025")
    page.column(60, 100, "\n".join(lines), 10)
    metadata = understand([page.set()]).metadata
    assert [value.value for value in metadata["title"]] == [title]
    assert [value.value for value in metadata["submitter"]] == ["Armenia"]


def test_the_end_of_a_title_that_nothing_shows_is_not_guessed():
    text = "Nobody has asked for this letter before. The wells were closed one after the other. Nobody kept a list."
    page = Page()
    page.column(60, 39, "A/79/876\nDistr.: General\n17 April 2025")
    page.column(60, 100, "\n".join(textwrap.wrap(f"{TITLE}, {text}", 70)))
    metadata = understand([page.set()]).metadata
    assert "title" not in metadata
    assert [value.value for value in metadata["document_type"]] == ["letter"]


def test_a_letter_that_opens_with_other_words_begins_under_the_short_line():
    text = "Nobody has asked for this letter before. The wells were closed one after the other. Nobody kept a list."
    page = Page()
    page.column(60, 39, "A/79/876\nDistr.: General\n17 April 2025")
    page.column(60, 100, "\n".join([*textwrap.wrap(TITLE, 100), *textwrap.wrap(text, 100)]))
    assert [value.value for value in understand([page.set()]).metadata["title"]] == [TITLE]


def test_a_word_document_laid_out_anew_has_its_paragraphs(tmp_path: Path):
    path = tmp_path / "letter.docx"
    head = [
        "A/79/876",
        "General Assembly",
        "Distr.: General",
        "17 April 2025",
        "Seventy-ninth session",
        "Agenda item 34",
    ]
    asked = "Nobody has asked for this letter before."
    path.write_bytes(
        other_formats.word(*head, "Prevention of armed conflict", TITLE, asked, HONOUR, "(Signed) A. Name")
    )
    document = open_docx(str(path))
    pages = [document.page_text(0)]
    document.close()
    paragraphs = [paragraph.text for page in lines_of(pages) for paragraph in paragraphs_of(page)]
    assert paragraphs[-4:] == [TITLE, asked, HONOUR, "(Signed) A. Name"]
    found = {key: [value.value for value in values] for key, values in understand(pages).metadata.items()}
    assert found["title"] == [TITLE]
    assert found["agenda_title"] == ["Prevention of armed conflict"]
    assert (found["submitter"], found["addressee"]) == (["Armenia"], ["Secretary-General"])


def test_blocks_that_end_within_their_sentences_are_no_paragraphs():
    page = Page()
    for number, words in enumerate(textwrap.wrap(f"{HONOUR} {HONOUR}", 40)):
        page.column(60, 100 + 24 * number, words)
    page.column(60, 500, "The well is deep,\nand its water good.")
    (layout,) = lines_of([page.set()])
    assert not layout.blocks_are_paragraphs


@needs_tesseract("eng")
def test_the_title_of_a_letter_in_recognised_text(tmp_path: Path):
    path = tmp_path / "scan.pdf"
    text = "A/79/876\nDistr.: General\n17 April 2025\n\n"
    lines = [*text.split("\n"), *textwrap.wrap(TITLE, 78), *textwrap.wrap(HONOUR, 78)]
    path.write_bytes(scan_of(text_pages(lines)))
    engine = open_pdf(str(path))
    size = engine.page_size(0)
    words = read_words(engine.render(0, scale_for(size)), scale_for(size), ("eng",), find_data().folder)
    engine.close()
    page, _ = lay_out(words, size)
    assert [value.value for value in understand([page]).metadata["title"]] == [TITLE]


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


@pytest.mark.parametrize(
    "text",
    [
        "The Council adopted resolution 338 in 1973 on the ceasefire, as it had been asked to.\nNothing more was said.",
        "安全理事会第338(1973)号决议要求停火。大会第194(III)号决议谈到难民。\n",  # III is all its capitals
    ],
)
def test_the_sentences_a_text_begins_with_are_no_title_and_what_they_cite_is_cited(text: str):
    assert "title" not in said(text)
    assert "S/RES/338 (1973)" in [one.symbol for one in understand(plain_pages(text)).references]


def test_a_treaty_body_of_before_2010_with_its_large_letters():
    found = said(
        """* The first part (closed) of the meeting is in document CAT/C/SR.811.

GE.08-40123 (E) 140708 160708 UNITED NATIONS

CAT

Convention against Torture and Other Cruel, Inhuman or Degrading Treatment or Punishment

Distr.

GENERAL

CAT/C/SR.811/Add.1

14 July 2008

Original: ENGLISH

COMMITTEE AGAINST TORTURE

Fortieth session

SUMMARY RECORD OF THE SECOND PART (PUBLIC)* OF THE 811th MEETING

Held at the Palais Wilson, Geneva, on Friday, 9 May 2008, at 3 p.m.

1. The CHAIRPERSON said that the wells of the valley had been dug by hand,
and that their keepers asked for ropes, buckets and lamps for the winter.

2. Mr. A. thanked the keepers, and asked whether the road on the hill would
be mended before the first snow.
"""
    )
    assert found["symbol"] == ["CAT/C/SR.811/Add.1"]
    assert found["body"] == ["Committee against Torture"]
    assert found["job_number"] == ["GE.08-40123 (E)"]
    assert found["title"] == ["SUMMARY RECORD OF THE SECOND PART (PUBLIC)* OF THE 811th MEETING"]


def test_concluding_observations_are_called_so_and_not_by_the_item_over_them():
    found = said(
        """United Nations

CRC/C/15/Add.299

Convention on the Rights of the Child

Distr.: General
3 March 2005
Original: English

Committee on the Rights of the Child

Thirty-eighth session

Consideration of reports submitted by States parties under article 44 of the Convention

Concluding observations: Samoa

1. The Committee considered the report and adopted the following concluding observations.
"""
    )
    assert found["title"] == ["Concluding observations: Samoa"]
    assert found["document_type"] == ["concluding observations"]


def test_a_symbol_broken_at_its_stroke_and_a_distribution_in_the_line_of_the_organ():
    found = said(
        """United Nations
E/CN.17/2004/
PC/12
Economic and Social Council Distr.: General
29 January 2004
Original: English
Commission on Sustainable Development
Twelfth session
14-30 April 2004
Item 5 of the provisional agenda*
Wells and their keepers
Strengthening cooperation in the care of wells in the
high valleys
Report of the Executive Director
Summary
The present report tells of the wells that were dug in the year and of those who keep them.
"""
    )
    assert found["symbol"] == ["E/CN.17/2004/PC/12"]
    assert found["distribution"] == ["General"]
    assert found["agenda_title"] == ["Wells and their keepers"]
    assert found["title"] == ["Strengthening cooperation in the care of wells in the high valleys"]
    assert found["submitter"] == ["Executive Director"]


def test_a_committee_reports_under_the_title_of_the_item_in_capitals():
    found = said(
        """United Nations

A/51/699

General Assembly

Distr. GENERAL

6 December 1996

ORIGINAL: SPANISH

Fifty-first session
Agenda item 12


                   REPORT OF THE TRUSTEESHIP COUNCIL

                    Report of the Fourth Committee

          Rapporteur:  Ms. A. B. CEDRO (Chile)

1. At its third meeting the Committee considered the item on wells.
"""
    )
    assert found["title"] == ["REPORT OF THE TRUSTEESHIP COUNCIL"]
    assert found["submitter"] == ["Fourth Committee"]


def test_the_place_and_day_of_a_meeting_are_no_title():
    found = said(
        """Distr.
GENERALE
TD/B/CN.1/4
10 août 1992
FRANCAIS
Original : ANGLAIS

CONSEIL DU COMMERCE ET DU DEVELOPPEMENT
Première session
Genève, 19 octobre 1992
Point 4 de l'ordre du jour provisoire

PUITS ET GARDIENS DE LA VALLEE

Note du secrétariat de la CNUCED
"""
    )
    assert found["title"] == ["PUITS ET GARDIENS DE LA VALLEE"]
    assert found["submitter"] == ["UNCTAD secretariat"]


def test_an_item_in_capitals_that_names_a_treaty_is_not_cut():
    found = said(
        """NACIONES
UNIDAS

E

Consejo Económico
y Social

Distr.
GENERAL

E/C.12/2000/6
3 de julio de 2000

ESPAÑOL
Original: INGLÉS

COMITÉ DE DERECHOS ECONÓMICOS,
SOCIALES Y CULTURALES
23º período (extraordinario) de sesiones
Ginebra, 14 de agosto a 1º de septiembre de 2000
Tema 3 del programa provisional

CUESTIONES QUE SE PLANTEAN EN LA APLICACIÓN DEL
PACTO INTERNACIONAL DE DERECHOS ECONÓMICOS,
SOCIALES Y CULTURALES

Los pozos del valle y sus guardianes

Nota de la Secretaría
"""
    )
    assert found["session"] == ["23"]
    (item,) = found["agenda_title"]
    assert item.startswith("CUESTIONES QUE SE PLANTEAN EN LA APLICACIÓN DEL PACTO INTERNACIONAL DE DERECHOS ECONÓMICOS")
    assert item.endswith("SOCIALES Y CULTURALES")
    assert found["title"] == ["Los pozos del valle y sus guardianes"]


def test_the_report_of_a_session_is_not_the_title_of_its_item():
    found = said(
        """A/HRC/96/2

General Assembly / Distr.: General

14 June 2038

Original: English

Human Rights Council

Ninety-sixth session

Agenda item 1

Wells and their keepers

Report of the Human Rights Council on its ninety-sixth session

Vice-President and Rapporteur: Ms. A. Cedro (Chile)

1. The Council met in the valley to hear of the wells, of those who keep them,
and of the road over the hill.

2. It thanked the keepers for their lamps, which had burned through the winter
though the snow lay high on the road.
"""
    )
    assert found["agenda_title"] == ["Wells and their keepers"]
    assert found["title"] == ["Report of the Human Rights Council on its ninety-sixth session"]
    assert found["document_type"] == ["report"]
