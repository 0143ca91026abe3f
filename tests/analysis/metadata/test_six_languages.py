"""Mastheads of New York in Arabic, Chinese, French and Spanish, and what their letters and fonts do to them."""

from __future__ import annotations

from papers.said_values import said


def test_the_second_symbol_of_a_joint_letter_may_be_misread() -> None:
    found = said(
        """Asamblea General
Consejo de Seguridad
Distr.
GENERAL
A/45/1913
W22049
4 de enero
de 1991
ESPAÑOL
ORIGINAL: ARABE

ASAMBLEA GENERAL
Cuadragésimo quinto período de sesiones
Tema 35 del programa
LOS POZOS DEL VALLE

CONSEJO DE SEGURIDAD
Cuadragésimo sexto año

Tengo el honor de transmitirle una carta sobre los pozos del valle, que fueron abiertos en el año anterior.
"""
    )
    assert found["body"] == ["General Assembly", "Security Council"]
    assert "title" not in found


def test_the_bureau_of_a_committee_is_not_the_general_committee() -> None:
    draft = """United Nations
A/C.2/74/L.1076
General Assembly
Distr.: Limited
15 July 2020

Seventy-fourth session
Second Committee
Agenda item 121
Wells of the valley

{mover}

Work of the keepers of the wells

The General Assembly,
"""
    assert said(draft.format(mover="Draft decision submitted by the Bureau"))["submitter"] == ["Bureau"]
    french = said(draft.format(mover="Projet de décision présenté par le Bureau"))
    assert "submitter" not in french


def test_a_letter_from_a_permanent_delegate_is_from_the_state() -> None:
    found = said(
        """S/2015/1279
الأمم المتحدة
مجلس الأمن

رسالة مؤرخة 24 نيسان/أبريل 2015 موجهة إلى رئيسة مجلس الأمن من المندوب الدائم لقطر لدى الأمم المتحدة

يشرفني أن أحيل إليكم رسالة بشأن آبار الوادي (انظر المرفق).
"""
    )
    assert found["submitter"] == ["Qatar"]


def test_spaces_that_recognition_leaves_in_symbols() -> None:
    found = said(
        """E/1997 /132/Rev .1 E/ICEF/1997/112/Rev.1

Executive Board of the United Nations Children's Fund

Report on the first and second regular sessions of 1997
"""
    )
    assert found["symbol"] == ["E/1997/132/Rev.1", "E/ICEF/1997/112/Rev.1"]
    assert found["document_type"] == ["report"]


CHINESE = """联合国
E/2018/1060

经济及社会理事会

Distr.: General
4 May 2018
Chinese
Original: English

2018 年届会
2017 年7 月27 日至2018 年7 月26 日
议程项目12(d)
山谷中的水井

水井的情况

秘书处的说明

摘要
"""


def test_spaces_beside_figures_in_chinese_do_not_matter() -> None:
    found = said(CHINESE)
    assert found["session"] == ["2018年届会"]
    assert found["session_dates"] == [("2017-07-27", "2018-07-26")]
    assert found["body"] == ["Economic and Social Council"]
    assert found["title"] == ["水井的情况"]


def test_a_resolution_in_chinese_is_called_by_its_heading_not_by_its_adoption() -> None:
    found = said(
        """联合国
S/RES/1254 (2003)
安全理事会
Distr.: General
18 December 2003

第1254(2003)号决议

2003 年12 月18 日安全理事会第4588 次会议通过

安全理事会，

回顾山谷中的水井，
"""
    )
    assert found["title"] == ["第1254(2003)号决议"]


def test_a_resolution_in_chinese_without_a_masthead() -> None:
    found = said(
        """2011年12月2日大会决议
[根据第一委员会的报告(A/66/1413)通过]
66/54. 山谷中的水井
大会,
回顾其关于山谷中水井的第41/6J号和第42/39K号决议,
"""
    )
    assert found["document_type"] == ["resolution"]
    assert found["title"] == ["山谷中的水井"]
    assert found["symbol"] == ["A/RES/66/54"]


def test_a_council_may_report_on_a_period() -> None:
    found = said(
        """A/56/1002
Naciones Unidas
Informe del Consejo
de Seguridad
Correspondiente al período comprendido
entre el 16 de junio de 2000 y el 15 de junio de 2001
Asamblea General
Documentos Oficiales
Quincuagésimo sexto período de sesiones
Suplemento No. 2 (A/56/1002)
"""
    )
    assert found["submitter"] == ["Security Council"]


def test_a_bulletin_is_by_the_secretary_general() -> None:
    found = said(
        """Naciones Unidas
ST/SGB/2003/113
Secretaría
9 de octubre de 2003

Boletín del Secretario General

Medidas para la protección de los pozos

El Secretario General promulga lo siguiente:
"""
    )
    assert found["document_type"] == ["circular"]
    assert found["title"] == ["Medidas para la protección de los pozos"]
    assert found["submitter"] == ["Secretary-General"]


def test_an_item_of_the_preliminary_list_in_russian() -> None:
    found = said(
        """Организация Объединенных Наций
A/72/6 (Sect. 105)

Генеральная Ассамблея

Distr.: General
31 March 2017
Russian
Original: English

Семьдесят вторая сессия
Пункт 136 первоначального перечня*

Предлагаемый бюджет по программам на колодцы

Часть II
"""
    )
    assert found["agenda_item"] == ["136"]
    assert found["title"] == ["Предлагаемый бюджет по программам на колодцы"]


def test_the_title_of_an_item_is_closed_up() -> None:
    assert said(CHINESE.replace("山谷中的水井", "2020 年的水井"))["agenda_title"] == ["2020年的水井"]


def test_a_title_in_arabic_with_letters_in_another_order_is_not_told() -> None:
    paper = """الأمم المتحدة
A/71/1121
الجمعية العامة
Distr.: General
3 May 2016

الدورة الحادية والسبعون
البند 121 من جدول الأعمال
{item}

{title}

تقرير الأمين العام

1 - طلبت الجمعية العامة إلى الأمين العام أن يقدم إليها تقريرا عن الآبار في الوادي وعن مياهها.
"""
    found = said(paper.format(item="حالة الآبار", title="آبار الوادي ومياهها"))
    assert (found["agenda_title"], found["title"]) == (["حالة الآبار"], ["آبار الوادي ومياهها"])
    found = said(paper.format(item="حالة األمطار", title="آبار الوادي ومياهها"))
    assert "agenda_title" not in found
    assert found["title"] == ["آبار الوادي ومياهها"]
    found = said(paper.format(item="حالة الآبار", title="آبار األودية وم اهها"))
    assert "title" not in found
    assert (found["agenda_title"], found["document_type"]) == (["حالة الآبار"], ["report"])
