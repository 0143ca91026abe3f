"""Plain texts in which a blank row follows every paragraph, as what was copied from web pages and word processors.

The symbols and labels are those of real series; the sentences are made up.
"""

from __future__ import annotations

from papers.said_values import said

_TEXT = (
    "1. The wells of the valley were counted in the spring by those who live beside them, and the count "
    "was sent to all who had asked for it.\n\n"
    "2. Nobody has counted the pumps since the road was built, and the members may wish to ask for it at "
    "their next meeting in the valley.\n"
)


def _masthead(*below: str) -> str:
    labels = ("United Nations", "TD/B/C.I/EM.901/2", "Distr.: General", "29 September 2021", "Original: English")
    return "\n\n".join((*labels, "Trade and Development Board", "Ninth session", *below)) + "\n\n" + _TEXT


def test_a_blank_row_parts_the_title_of_an_item_from_what_the_document_is_called() -> None:
    found = said(_masthead("Agenda item 5", "Statutory questions of\nthe wells", "Pumps of the landlocked valleys"))
    assert found["agenda_title"] == ["Statutory questions of the wells"]
    assert found["title"] == ["Pumps of the landlocked valleys"]


def test_the_title_of_an_item_goes_on_over_a_blank_row_within_a_phrase() -> None:
    found = said(
        _masthead("Agenda item 5", "Statutory questions that require", "attention, and others of", "Chad", "Pumps")
    )
    assert found["agenda_title"] == ["Statutory questions that require attention, and others of Chad"]


def test_what_stands_between_an_item_and_the_line_on_who_reports_is_what_the_document_is_called() -> None:
    found = said(_masthead("Item 5 of the provisional agenda", "Wells of the valley", "Note by the UNCTAD secretariat"))
    assert found["title"] == ["Wells of the valley"]
    assert "agenda_title" not in found
    assert found["submitter"] == ["UNCTAD secretariat"]


def test_no_row_of_a_long_line_begins_a_paragraph() -> None:
    title = "National report submitted in accordance with paragraph 5 of the annex to Human Rights Council"
    found = said(_masthead(f"{title} resolution 16/901*", "Chad"))
    assert found["title"] == [f"{title} resolution 16/901"]


def test_the_title_of_an_item_above_a_statement_is_not_the_statement() -> None:
    statement = "Written statement* submitted by Wells Foundation, a non-governmental organization in special status"
    found = said(_masthead("Agenda item 2", "Annual report of the wells", statement))
    assert found["agenda_title"] == ["Annual report of the wells"]
    assert found["submitter"] == ["Wells Foundation"]


def test_the_foot_of_a_text_without_pages_is_at_its_end() -> None:
    rows = "\n".join(["A row of the wells."] * 70)
    found = said(_masthead("Agenda item 2", "Annual wells") + rows + "\n\nGE.31-90001(E)\n")
    assert found["job_number"] == ["GE.31-90001 (E)"]
