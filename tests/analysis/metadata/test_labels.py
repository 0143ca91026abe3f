from __future__ import annotations

import pytest

from viewer.analysis.metadata.labels import (
    adopted_at,
    agenda_items_of,
    distribution_of,
    ends_with_language,
    is_council_year,
    is_meeting,
    is_spelled_meeting,
    job_number_of,
    originals_of,
    session_dates_of,
    session_of,
    symbols_of,
    version_language,
)
from viewer.model.tables import table

DATA = table("masthead")


@pytest.mark.parametrize(("line", "value"), DATA["distribution"]["yes"].items())
def test_distribution(line: str, value: str) -> None:
    assert distribution_of(line) == value


@pytest.mark.parametrize("line", DATA["distribution"]["no"])
def test_no_distribution(line: str) -> None:
    assert distribution_of(line) is None


@pytest.mark.parametrize(("line", "language"), DATA["original"]["yes"].items())
def test_original_language(line: str, language: str) -> None:
    assert originals_of(line) == [language.rpartition(">")[2]]


def test_several_originals() -> None:
    assert originals_of("[Original: English and French]") == ["en", "fr"]
    assert originals_of("The original: a well") == []


@pytest.mark.parametrize(("line", "session"), DATA["session"]["yes"].items())
def test_sessions(line: str, session: str) -> None:
    assert session_of(line) == session


@pytest.mark.parametrize("line", DATA["session"]["no"])
def test_no_session(line: str) -> None:
    assert session_of(line) is None


@pytest.mark.parametrize(("note", "session"), DATA["adopting"]["yes"].items())
def test_notes_on_where_a_treaty_body_adopted_the_document(note: str, session: str) -> None:
    adopted = adopted_at(note)
    assert adopted is not None
    assert adopted[0] == session


@pytest.mark.parametrize("note", DATA["adopting"]["no"])
def test_notes_that_name_no_session_of_the_document(note: str) -> None:
    assert adopted_at(note) is None


@pytest.mark.parametrize("line", DATA["year"]["yes"])
def test_years_of_the_council(line: str) -> None:
    assert is_council_year(line)


@pytest.mark.parametrize("line", DATA["year"]["no"])
def test_no_year_of_the_council(line: str) -> None:
    assert not is_council_year(line)


@pytest.mark.parametrize("line", DATA["meeting"]["yes"])
def test_meetings(line: str) -> None:
    assert is_meeting(line)


@pytest.mark.parametrize("line", DATA["meeting"]["no"])
def test_what_names_no_meeting(line: str) -> None:
    assert not is_meeting(line)


@pytest.mark.parametrize(("line", "items"), DATA["agenda_item"]["yes"].items())
def test_agenda_items(line: str, items: str) -> None:
    assert " ".join(agenda_items_of(line)) == items


@pytest.mark.parametrize("line", DATA["agenda_item"]["no"])
def test_no_agenda_item(line: str) -> None:
    assert agenda_items_of(line) == []


@pytest.mark.parametrize(("line", "number"), DATA["job_number"]["yes"].items())
def test_job_numbers(line: str, number: str) -> None:
    found = job_number_of(line)
    assert found is not None
    assert found[0] == number


@pytest.mark.parametrize("line", DATA["job_number"]["no"])
def test_no_job_number(line: str) -> None:
    assert job_number_of(line) is None


@pytest.mark.parametrize(
    ("line", "symbols"),
    [
        ("A/79/876-S/2025/230", ["A/79/876", "S/2025/230"]),
        ("S/RES/2783(2025)", ["S/RES/2783 (2025)"]),
        ("A/HRC/43/G/37*", ["A/HRC/43/G/37"]),
        ("CEDAW/C/CAF/CO/6", ["CEDAW/C/CAF/CO/6"]),
        ("Ａ/79/1", ["A/79/1"]),
        ("TD(XII)/BP/1", ["TD(XII)/BP/1"]),
        ("CBD/WG2020/3/3", ["CBD/WG2020/3/3"]),
        ("IDB.48/12", ["IDB.48/12"]),
        ("GC.18/INF/4", ["GC.18/INF/4"]),
        ("HS/C/14/12", ["HS/C/14/12"]),
        ("A/70/ 99 |", ["A/70/99"]),
        ("| A/70/99", ["A/70/99"]),
        ("A/C. 5/79/SR. 12", ["A/C.5/79/SR.12"]),
        ("E/CN. 4/1997/116", ["E/CN.4/1997/116"]),
        ("ICC-ASP/15/1019", ["ICC-ASP/15/1019"]),
        ("S/RES/8Z2 (1993)", ["S/RES/822 (1993)"]),
        ("S/2O15/99l", ["S/2015/991"]),
        ("A/H RC/43/G/37", ["A/HRC/43/G/37"]),
        ("A/C. 3/907/Rev:2", ["A/C.3/907/Rev.2"]),
        ("A/45/L,9", ["A/45/L.9"]),
        ("A/79/1, 2", []),
        ("A/RES/34/5B", []),
        ("A.5/3", []),
        ("GC/12345", []),
        ("see A/79/876", []),
        ("AND/OR", []),
        ("1/3", []),
    ],
)
def test_a_line_that_is_a_symbol(line: str, symbols: list[str]) -> None:
    assert symbols_of(line) == symbols


@pytest.mark.parametrize(
    ("line", "language"), [("English only", "en"), ("Français", "fr"), ("Russian", "ru"), ("Wells", None)]
)
def test_the_language_of_the_version(line: str, language: str | None) -> None:
    assert version_language(line) == language


@pytest.mark.parametrize(
    ("line", "dates"),
    [
        ("New York, 7–11 July 2025", ("2025-07-07", "2025-07-11")),
        ("5 to 9 June 2023, New York", ("2023-06-05", "2023-06-09")),
        ("19 and 20 June 2023", ("2023-06-19", "2023-06-20")),
        ("Nairobi, 5 a 9 de mayo de 2003", ("2003-05-05", "2003-05-09")),
        ("13 septembre-1er octobre 2021", ("2021-09-13", "2021-10-01")),
        ("2020年2月24日至3月13日", ("2020-02-24", "2020-03-13")),
        ("12-month period from 1 July 2022 to 30 June 2023 and", None),
        ("The Committee met from 1 to 5 July 2022", None),
        ("5 June 2023", None),
    ],
)
def test_the_dates_of_a_session(line: str, dates: tuple[str, str] | None) -> None:
    assert session_dates_of(line) == dates


@pytest.mark.parametrize("line", DATA["spelled_meeting"]["yes"])
def test_the_number_of_a_meeting_in_words(line: str) -> None:
    assert is_spelled_meeting(line)


@pytest.mark.parametrize("line", ["Annual meeting", "Summary record of the first meeting", "The well meeting"])
def test_a_meeting_without_a_number(line: str) -> None:
    assert not is_spelled_meeting(line)


def test_a_badly_recognised_label_still_ends_with_its_language() -> None:
    assert ends_with_language("RUSSIAN' ORlGXNAL: ENGLISH'")
    assert not ends_with_language("Wells of Chad: the English wells")
    assert not ends_with_language("English")
    assert not ends_with_language("The languages that are spoken at the wells: English")
