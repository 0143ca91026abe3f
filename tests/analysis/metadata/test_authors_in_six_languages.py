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
