from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from papers.set_pages import first_page, plain_pages

from viewer.analysis.metadata import authors_of, is_adoption, parties
from viewer.analysis.understand import understand
from viewer.analysis.wordlists import table
from viewer.model.reference import Source

if TYPE_CHECKING:
    from viewer.model.text import PageText

LETTERS = table("documents")["letters"]["examples"]
ADOPTION = table("documents")["adoption"]
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


@pytest.mark.parametrize("text", ADOPTION["yes"])
def test_lines_that_say_when_a_resolution_was_adopted(text: str) -> None:
    assert is_adoption(text)


@pytest.mark.parametrize("text", ADOPTION["no"])
def test_other_lines(text: str) -> None:
    assert not is_adoption(text)


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


def values(pages: list[PageText]) -> dict[str, list[object]]:
    return {key: [value.value for value in found] for key, found in understand(pages).metadata.items()}


def test_a_security_council_resolution_in_plain_text_has_its_symbol_by_inference() -> None:
    pages = plain_pages(
        "Resolution 2783 (2025)\nAdopted by the Security Council at its 9951st meeting, on 30 June 2025\n\n"
        "The Security Council,\n\nRecalling its previous resolutions on wells,\n\n1. Decides to remain seized.\n"
    )
    (symbol,) = understand(pages).metadata["symbol"]
    assert symbol.value == "S/RES/2783 (2025)"
    assert symbol.source is Source.INFERRED
    assert symbol.reason
    assert values(pages)["body"] == ["Security Council"]
    assert values(pages)["document_type"] == ["resolution"]


def test_an_unknown_subsidiary_body_is_said_in_its_own_words() -> None:
    page = first_page(
        name="United Nations",
        symbol="A/AC.999/2025/1",
        organs="General Assembly",
        right="Distr.: General\n5 August 2025\nEnglish\nOriginal: English",
        about="Open-ended working group on wells\nEleventh session",
        title="Wells and those who walk to them",
        body="The well is deep and its water is good, and nobody remembers who dug it.",
    )
    assert values([page])["body"] == ["Open-ended working group on wells"]


def test_a_circular_says_from_whom_it_is_and_what_it_is_about() -> None:
    page = first_page(
        name="United Nations",
        symbol="ST/IC/2025/99",
        organs="Secretariat",
        right="2 January 2025",
        title="Information circular*",
        body="To: Members of the staff\n\nFrom: The Under-Secretary-General for Wells\n\nSubject: Wells of the house",
    )
    found = values([page])
    assert found["submitter"] == ["Under-Secretary-General for Wells"]
    assert found["title"] == ["Wells of the house"]
    assert found["document_type"] == ["circular"]


RECORD = (
    "Provisional\n\nSecurity Council\nFifty-first Year\n3999th Meeting\nMonday, 29 January 1996, 3.30 p.m.\nNew York\n"
    "\nPresident: Ms. A (Chile)\n\nWells of the valley\n\nReport of the Secretary-General on wells (S/1996/999)\n\n"
    "The meeting was called to order at 3.45 p.m.\n\nAdoption of the agenda\n\nThe agenda was adopted.\n"
)


def test_the_agenda_of_a_meeting_is_not_the_title_of_its_record() -> None:
    known = understand(plain_pages(RECORD))
    found = {key: [value.value for value in listed] for key, listed in known.metadata.items()}
    assert found == {"body": ["Security Council"], "document_type": ["verbatim record"], "language": ["en"]}
    (kind,) = known.metadata["document_type"]
    assert (kind.source, kind.reason) == (Source.INFERRED, "the number of a meeting in place of a title")
    assert RECORD[kind.span.start : kind.span.end] == "3999th Meeting"


def test_an_official_in_the_title_of_an_item_has_not_written_it() -> None:
    assert authors_of("Informe del Secretario General, cuestiones relativas a los pozos y a sus aguas") == []
    assert authors_of("Report of the Secretary-General, submitted under rule 4") == ["Secretary-General"]
    assert authors_of("Report of the Secretary-General on wells") == ["Secretary-General"]
    assert authors_of("Informe de la Tercera Comisión") == ["Third Committee"]


def test_the_meeting_at_the_end_of_a_resolution_makes_no_record_of_it() -> None:
    text = (
        "United Nations\nA/RES/99/1\n\nGeneral Assembly\nDistr.: General\n19 September 2044\n25-15106 (E)\n*2515106*\n"
        "\nResolution adopted by the General Assembly\non 19 September 2044\n\n99/1. Wells of the valley\n\n"
        "The General Assembly,\n\nRecalling its wells,\n\n1. Decides to dig;\n\n4th plenary meeting\n"
        "19 September 2044\n"
    )
    found = values(plain_pages(text))
    assert found["title"] == ["Wells of the valley"]
    assert found["document_type"] == ["resolution"]
    assert found["job_number"] == ["25-15106 (E)"]


@pytest.mark.parametrize(
    "text",
    [
        "The well is deep.\n\nIts water is good.\n",
        "Dear friend,\n\nThe letter dated 3 March 2020 from Chile has come, and the Council met on 4 April 2020.\n",
        "WELLS\n\nA story of 1990\n\nThe General Assembly met at its forty-third session and took up agenda item 4.\n",
        "1\n2\n3\n",
        "",
    ],
)
def test_an_ordinary_text_is_not_given_what_only_documents_have(text: str) -> None:
    found = values(plain_pages(text)).keys()
    assert not found & {"symbol", "body", "session", "agenda_item", "distribution", "job_number", "submitter", "date"}
