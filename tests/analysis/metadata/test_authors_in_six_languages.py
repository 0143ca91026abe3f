"""Who submits a document, as lines under its title and titles of States' reports say it in the six languages."""

from __future__ import annotations

import pytest

from viewer.analysis.metadata.parties import authors_of
from viewer.analysis.words.names import countries_listed, organ_named


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Submitted by Argentina, Costa Rica and Uruguay", ["Argentina", "Costa Rica", "Uruguay"]),
        ("Sponsored by: Indonesia, Maldives and Thailand", ["Indonesia", "Maldives", "Thailand"]),
        ("Document de travail présenté par l’Autriche et l’Irlande", ["Austria", "Ireland"]),
        ("Documento de trabajo presentado por Chile, Colombia y el Perú", ["Chile", "Colombia", "Peru"]),
        ("Рабочий документ, представленный Австрией и Ирландией", ["Austria", "Ireland"]),
        ("ورقة عمل مقدمة من الأردن ومصر", ["Jordan", "Egypt"]),
        ("中国和巴西提交的工作文件", ["China", "Brazil"]),
    ],
)
def test_states_that_submit_a_paper_are_all_named(line: str, names: list[str]) -> None:
    assert authors_of(line) == names


@pytest.mark.parametrize(
    "title",
    [
        "Ninth periodic report submitted by the Russian Federation under article 18 of the Convention, due in 2019",
        "Neuvième rapport périodique soumis par la Fédération de Russie en application de l’article 18 du Pacte",
        "Noveno informe periódico presentado por la Federación de Rusia en virtud del artículo 18 de la Convención",
        "Девятый периодический доклад, представленный Российской Федерацией в соответствии со статьей 18 Конвенции",
        "التقرير الدوري التاسع المقدم من الاتحاد الروسي بموجب المادة 18 من الاتفاقية",
        "俄罗斯联邦根据《公约》第十八条提交的第九次定期报告",
    ],
)
def test_a_report_of_a_state_is_submitted_by_it(title: str) -> None:
    assert authors_of(title) == ["Russian Federation"]


@pytest.mark.parametrize("text", ["the expert from Chile", "Chile on behalf of others", "wells", ""])
def test_a_text_that_says_more_than_names_lists_no_states(text: str) -> None:
    assert countries_listed(text) == []


def test_an_organ_may_have_its_letters_in_brackets() -> None:
    organ = organ_named("Comisión Económica para América Latina y el Caribe (CEPAL)")
    assert organ is not None
    assert organ.name == "Economic Commission for Latin America and the Caribbean"


@pytest.mark.parametrize(
    "line",
    [
        "Передано правительством Франции",
        "Transmitted by the Government of France",
        "Présenté par le Gouvernement de la France",
    ],
)
def test_a_government_is_its_state(line: str) -> None:
    assert authors_of(line) == ["France"]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Joint written statement* submitted by Wells, a non-governmental organization in general status", "Wells"),
        ("Exposé écrit* présenté par Puits, organisation non gouvernementale dotée du statut consultatif", "Puits"),
        ("Exposición escrita* presentada por Pozos, organización no gubernamental reconocida", "Pozos"),
        ("Заявление, представленное организацией «Колодцы», неправительственной организацией", "«Колодцы»"),
        ("بيان مقدم من جمعية الآبار، وهي منظمة غير حكومية ذات مركز استشاري", "جمعية الآبار"),
        ("具有经济及社会理事会咨商地位的非政府组织水井之友提交的声明", "水井之友"),
        ("水井之友(具有特别咨商地位的非政府组织)提交的书面陈述*", "水井之友"),
    ],
)
def test_a_statement_of_an_organization_in_consultative_status_is_submitted_by_it(title: str, name: str) -> None:
    assert authors_of(title) == [name]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Report of the Secretary-General of UNCTAD", "Secretary-General of UNCTAD"),
        ("Rapport du Secrétaire général de la CNUCED", "Secretary-General of UNCTAD"),
        ("Доклад Генерального секретаря ЮНКТАД", "Secretary-General of UNCTAD"),
        ("贸发会议秘书长的报告", "Secretary-General of UNCTAD"),
        ("Report of the Secretary-General of the League of Wells on water", "Secretary-General of the League of Wells"),
        ("Report of the Secretary-General of 4 May", "Secretary-General"),
        ("Доклад Генерального секретаря Совету Безопасности", "Secretary-General"),
    ],
)
def test_the_secretary_general_of_another_body_is_not_that_of_the_united_nations(line: str, name: str) -> None:
    assert authors_of(line) == [name]
