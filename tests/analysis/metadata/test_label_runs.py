from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from papers.set_pages import plain_pages

from viewer.analysis.layout.lines import Line, lines_of
from viewer.analysis.metadata.label_runs import parted

RUNS = {
    "UNITED NATIONS S": ["UNITED NATIONS", "S"],
    "United Nations A/79/876": ["United Nations", "A/79/876"],
    "A/43/PV.13 4 October 1988": ["A/43/PV.13", "4 October 1988"],
    "A/3764/Add.l. 10 December 1957": ["A/3764/Add.l.", "10 December 1957"],
    "UNITED NATIONS GENERAL ASSEMBLY Distr. GENERAL": ["UNITED NATIONS", "GENERAL ASSEMBLY", "Distr. GENERAL"],
    "Asamblea General 15 de junio de 1998": ["Asamblea General", "15 de junio de 1998"],
    "Twelfth session Agenda item 33": ["Twelfth session", "Agenda item 33"],
    "Advance unedited version / Distr.: General": ["Advance unedited version", "Distr.: General"],
    "الأمم المتحدةA/79/876": ["الأمم المتحدة", "A/79/876"],
    "联 合 国A/HRC/41/G/99": ["联 合 国", "A/HRC/41/G/99"],
    "اتفاقية حقوق الطفلDistr.: General": ["اتفاقية حقوق الطفل", "Distr.: General"],
    "CCPR/C/96/D/9311/200421 août 2009": ["CCPR/C/96/D/9311/2004", "21 août 2009"],
    "HRI/MC/2005/91 June 2005": ["HRI/MC/2005/9", "1 June 2005"],
    "CRC/C/15/Add.9472 de mayo de 1999": ["CRC/C/15/Add.947", "2 de mayo de 1999"],
    "FRANÇAISOriginal: ANGLAIS": ["FRANÇAIS", "Original: ANGLAIS"],
    "HUMAN RIGHTS COUNCILSeventh session3-14 March 2008": [
        "HUMAN RIGHTS COUNCIL",
        "Seventh session",
        "3-14 March 2008",
    ],
    "安全理事会 Distr.: General": ["安全理事会", "Distr.: General"],
}
WHOLE = [
    "Security Council",
    "Security Council resolution 822 (1993)",
    "Distr.: General",
    "ORIGINAL: ENGLISH/FRENCH",
    "Report of the Security Council to the General Assembly",
    "General Assembly of the League of Wells",
    "S A",
    "Wells in the valley, 4 October 1988",
    "",
]


def line_of(text: str) -> Line:
    return next(iter(next(iter(lines_of(plain_pages(text)))).lines))


@pytest.mark.parametrize(("text", "labels"), RUNS.items())
def test_labels_that_run_together_are_parted(text: str, labels: list[str]) -> None:
    line = line_of(text)
    assert [part.text for part in parted(line, laid_out=False)] == labels
    assert {part.rect for part in parted(line, laid_out=False)} == {line.rect}


@pytest.mark.parametrize("text", [text for text in WHOLE if text])
def test_what_holds_more_than_labels_is_left_whole(text: str) -> None:
    line = line_of(text)
    assert parted(line, laid_out=False) == (line,)


@given(st.lists(st.sampled_from(["United Nations", "A/79/876", "4 October 1988", "wells", "S", "/"]), min_size=1))
def test_the_parts_of_a_line_stand_where_they_stood(words: list[str]) -> None:
    line = line_of(" ".join(words))
    parts = parted(line, laid_out=True)
    assert [line.text[part.start - line.start : part.end - line.start] for part in parts] == [p.text for p in parts]
    assert all(before.end <= part.start for before, part in pairwise(parts))
    assert all(line.rect.x0 - 0.01 <= part.rect.x0 <= part.rect.x1 <= line.rect.x1 + 0.01 for part in parts)


def test_two_organs_in_the_last_line_of_a_title_are_no_labels() -> None:
    (page,) = lines_of(plain_pages("секретариата Совета по правам человека"))
    assert parted(page.lines[0], laid_out=False) == page.lines


def test_a_day_that_may_begin_at_two_figures_parts_no_symbol() -> None:
    (page,) = lines_of(plain_pages("CRC/C/15/Add.9112 May 1999"))
    assert parted(page.lines[0], laid_out=False) == page.lines
