from __future__ import annotations

import pytest
from papers.said_values import said, said_on
from papers.set_pages import first_page, plain_pages

from viewer.analysis.understand import understand
from viewer.model.reference import Source


def test_a_security_council_resolution_in_plain_text_has_its_symbol_by_inference() -> None:
    pages = plain_pages(
        "Resolution 2783 (2025)\nAdopted by the Security Council at its 9951st meeting, on 30 June 2025\n\n"
        "The Security Council,\n\nRecalling its previous resolutions on wells,\n\n1. Decides to remain seized.\n"
    )
    (symbol,) = understand(pages).metadata["symbol"]
    assert symbol.value == "S/RES/2783 (2025)"
    assert symbol.source is Source.INFERRED
    assert symbol.reason
    assert said_on(pages)["body"] == ["Security Council"]
    assert said_on(pages)["document_type"] == ["resolution"]


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
    assert said_on([page])["body"] == ["Open-ended working group on wells"]


def test_a_circular_says_from_whom_it_is_and_what_it_is_about() -> None:
    page = first_page(
        name="United Nations",
        symbol="ST/IC/2025/99",
        organs="Secretariat",
        right="2 January 2025",
        title="Information circular*",
        body="To: Members of the staff\n\nFrom: The Under-Secretary-General for Wells\n\nSubject: Wells of the house",
    )
    found = said_on([page])
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
    assert said(RECORD) == {"body": ["Security Council"], "document_type": ["verbatim record"], "language": ["en"]}
    (kind,) = known.metadata["document_type"]
    assert (kind.source, kind.reason) == (
        Source.INFERRED,
        "the number of a meeting of the Security Council in place of a title",
    )
    assert RECORD[kind.span.start : kind.span.end] == "3999th Meeting"


def test_the_meeting_at_the_end_of_a_resolution_makes_no_record_of_it() -> None:
    text = (
        "United Nations\nA/RES/99/1\n\nGeneral Assembly\nDistr.: General\n19 September 2044\n25-15106 (E)\n*2515106*\n"
        "\nResolution adopted by the General Assembly\non 19 September 2044\n\n99/1. Wells of the valley\n\n"
        "The General Assembly,\n\nRecalling its wells,\n\n1. Decides to dig;\n\n4th plenary meeting\n"
        "19 September 2044\n"
    )
    found = said_on(plain_pages(text))
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
    found = said_on(plain_pages(text)).keys()
    assert not found & {"symbol", "body", "session", "agenda_item", "distribution", "job_number", "submitter", "date"}
