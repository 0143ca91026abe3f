from __future__ import annotations

import pytest

from viewer.analysis.metadata.parties import authors_of, parties
from viewer.model.tables import table

LETTERS = table("documents")["letters"]["examples"]
REPRESENTATION = table("documents")["representation"]


@pytest.mark.parametrize(("title", "people"), LETTERS.items())
def test_from_whom_and_to_whom_letters_are(title: str, people: dict[str, list[str]]) -> None:
    assert parties(title) == (people["sender"], people["addressee"])


SG, PSC, PGA = "Secretary-General", "President of the Security Council", "President of the General Assembly"


@pytest.mark.parametrize(
    ("title", "senders", "addressees"),
    [
        ("Letter dated 5 May 2025 from the Secretary-General to the President of the Security Council", [SG], [PSC]),
        (
            (
                "Letter dated 2 May 2025 from the Permanent Observer of the State of Palestine addressed to the "
                "Secretary-General, the President of the General Assembly and the President of the Security Council"
            ),
            ["State of Palestine"],
            [SG, PGA, PSC],
        ),
        (
            "Letter dated 2 May 2025 from the Panel of Experts on Libya to the President of the Security Council",
            ["Panel of Experts on Libya"],
            [PSC],
        ),
        (
            (
                "Lettre datée du 2 mai 2025, adressée à la Présidente du Conseil de sécurité par le Chargé d’affaires "
                "par intérim de la Mission permanente du Mali auprès de l’Organisation des Nations Unies"
            ),
            ["Mali"],
            [PSC],
        ),
        ("Lettre datée du 2 mai 2025, adressée au Président du Conseil par le Secrétaire général", [SG], []),
        (
            (
                "Carta de fecha 2 de mayo de 2025 dirigida al Presidente de la Asamblea General por la Representante "
                "Permanente del Uruguay ante las Naciones Unidas"
            ),
            ["Uruguay"],
            [PGA],
        ),
        (
            (
                "Письмо Временного поверенного в делах Постоянного представительства Сирийской Арабской Республики при "
                "Организации Объединенных Наций от 2 мая 2025 года на имя Председателя Совета Безопасности"
            ),
            ["Syrian Arab Republic"],
            [PSC],
        ),
        (
            (
                "Letter dated 2 May 2004 from the Permanent Representative of Cyprus addressed to the secretariat "
                "of the Commission on Wells"
            ),
            ["Cyprus"],
            ["secretariat of the Commission on Wells"],
        ),
        ("Письмо Генерального секретаря от 2 мая 2025 года на имя Председателя Совета Безопасности", [SG], [PSC]),
        ("رسالة مؤرخة 2 أيار/مايو 2025 موجهة من الأمين العام إلى رئيس مجلس الأمن", [SG], [PSC]),
        (
            "رسالة مؤرخة 2 أيار/مايو 2025 موجهة إلى الأمين العام من الممثل الدائم لمصر لدى الأمم المتحدة",
            ["Egypt"],
            [SG],
        ),
        ("2025年5月2日秘书长给安全理事会主席的信", [SG], [PSC]),
        ("2025年5月2日黎巴嫩常驻联合国代表给秘书长和安全理事会主席的同文信", ["Lebanon"], [SG, PSC]),
    ],
)
def test_letters_of_states_and_of_others(title: str, senders: list[str], addressees: list[str]) -> None:
    assert parties(title) == (senders, addressees)


@pytest.mark.parametrize("words", REPRESENTATION["yes"])
def test_words_with_which_a_state_writes(words: str) -> None:
    senders, _ = parties(f"Letter dated 3 March 2025 from {words} addressed to the Secretary-General")
    assert len(senders) == 1
    assert senders[0] in {"Azerbaijan", "Lebanon", "Yemen"}


@pytest.mark.parametrize("words", REPRESENTATION["no"])
def test_others_write_in_their_own_name(words: str) -> None:
    senders, _ = parties(f"Letter dated 3 March 2025 from {words} addressed to the Secretary-General")
    assert senders == [words.removeprefix("the ")]


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("Report of the Secretary-General*", ["Secretary-General"]),
        ("Note by the Secretariat", ["Secretariat"]),
        ("Informe del Secretario General", ["Secretary-General"]),
        ("Доклад Генерального секретаря", ["Secretary-General"]),
        ("秘书长的报告", ["Secretary-General"]),
        ("Allemagne*, Chili et Sénégal* : projet de résolution", ["Germany", "Chile", "Senegal"]),
        ("Чили и Испания: проект резолюции", ["Chile", "Spain"]),
        (
            "Written statement submitted by Friends of the Well, a non-governmental organization",
            ["Friends of the Well"],
        ),
        ("Доклад о работе с колодцами", []),
        ("Ninth report of the Advisory Committee on Wells", ["Advisory Committee on Wells"]),
        ("Report of the Working Group on Wells", ["Working Group on Wells"]),
        ("Report on wells", []),
        ("Report of wells that are dry", []),
        ("Wells of Chile", []),
    ],
)
def test_who_wrote_a_document(line: str, authors: list[str]) -> None:
    assert authors_of(line) == authors


def test_an_official_in_the_title_of_an_item_has_not_written_it() -> None:
    assert authors_of("Informe del Secretario General, cuestiones relativas a los pozos y a sus aguas") == []
    assert authors_of("Report of the Secretary-General, submitted under rule 4") == ["Secretary-General"]
    assert authors_of("Report of the Secretary-General on wells") == ["Secretary-General"]
    assert authors_of("Informe de la Tercera Comisión") == ["Third Committee"]
