"""References by organ: order, filter, and the sentence around each mention."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.model.reference import Mention, Reference, ReferenceKind
from viewer.model.text import DocumentText, Span
from viewer.ui.panels.references.model import reference_facts
from viewer.ui.panels.references.rows import (
    AFTER,
    BEFORE,
    NO_ORGAN,
    TREATIES,
    CitedRows,
    OrganRow,
    ReferenceOrder,
    ReferenceRow,
    by_number,
    passage_of,
)
from viewer.ui.panels.references.sought import SearchedReferences


def cited(symbol, organ="General Assembly", year=None, times=1, kind=ReferenceKind.RESOLUTION, **more):
    mentions = tuple(Mention(Span(10 * at, 10 * at + 5), f"words {at}", **more) for at in range(times))
    return Reference(symbol, kind, organ, mentions, year)


REFERENCES = (
    cited("A/RES/64/292", year=2009, times=2),
    cited("A/RES/9/1", year=1954),
    cited("S/RES/822 (1993)", "Security Council", 1993, times=3, pin="para. 5"),
    cited("Convention on the Rights of the Child", "", kind=ReferenceKind.TREATY),
    cited("ICC-01/05", "", kind=ReferenceKind.DOCUMENT),
    cited("A/RES/70/1", year=2015, beside="25 September 2015"),
)


def symbols(rows):
    return [row.reference.symbol for row in rows if isinstance(row, ReferenceRow)]


def organs(rows):
    return [row.organ for row in rows if isinstance(row, OrganRow)]


def test_organs_by_name_then_treaties_then_the_rest():
    rows, levels = CitedRows(REFERENCES).in_order(ReferenceOrder.NUMBER)
    assert organs(rows) == ["General Assembly", "Security Council", TREATIES, NO_ORGAN]
    assert rows[0] == OrganRow("General Assembly", 3, 4)
    kinds = {OrganRow: 1, ReferenceRow: 2}
    assert levels == [kinds[type(row)] for row in rows]


def test_numbers_are_sorted_as_people_count():
    rows, _ = CitedRows(REFERENCES).in_order(ReferenceOrder.NUMBER)
    assert symbols(rows)[:3] == ["A/RES/9/1", "A/RES/64/292", "A/RES/70/1"]
    assert by_number("A/HRC/RES/9/1") < by_number("A/HRC/RES/10/1")


def test_newest_first():
    rows, _ = CitedRows(REFERENCES).in_order(ReferenceOrder.YEAR)
    assert symbols(rows)[:3] == ["A/RES/70/1", "A/RES/64/292", "A/RES/9/1"]


def test_a_resolution_of_a_session_stands_in_the_year_that_is_said_with_it_else_in_the_one_in_which_it_began():
    said, unsaid = cited("A/RES/64/292", year=2009, beside="28 July 2010"), cited("A/RES/64/10", year=2009)
    between = cited("A/RES/65/1", year=2010)
    rows, _ = CitedRows((unsaid, said, between)).in_order(ReferenceOrder.YEAR)
    assert symbols(rows) == ["A/RES/64/292", "A/RES/65/1", "A/RES/64/10"]
    assert reference_facts(said)[0] == "2010"
    assert reference_facts(unsaid)[0] == "2009/10"


def test_most_cited_first_organs_too():
    rows, _ = CitedRows(REFERENCES[1:]).in_order(ReferenceOrder.FREQUENCY)
    assert organs(rows)[:2] == ["Security Council", "General Assembly"]
    rows, _ = CitedRows(REFERENCES).in_order(ReferenceOrder.FREQUENCY)
    assert symbols(rows)[0] == "A/RES/64/292"


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("64/292", ["A/RES/64/292"]),
        ("res 822", ["S/RES/822 (1993)"]),
        ("SECURITY", ["S/RES/822 (1993)"]),
        ("para", ["S/RES/822 (1993)"]),
        ("september", ["A/RES/70/1"]),
        ("words 1 822", ["S/RES/822 (1993)"]),
        ("treaties", ["Convention on the Rights of the Child"]),
        ("security 292", []),
        ("S/RES/822(1993)", ["S/RES/822 (1993)"]),
        ("2015", ["A/RES/70/1"]),
        ("2009/10", ["A/RES/64/292"]),
        ("  ", symbols(CitedRows(REFERENCES).in_order(ReferenceOrder.NUMBER)[0])),
    ],
)
def test_filter_looks_at_symbol_year_organ_and_mentions(words, found):
    rows, _ = CitedRows(REFERENCES).in_order(ReferenceOrder.NUMBER, words)
    assert symbols(rows) == found


@pytest.mark.parametrize("words", ["قرار 822", "٨٢٢ مَجْلِس", "القرار ۸۲۲", "８２２"])
def test_filter_finds_words_and_figures_of_any_script_wherever_they_stand(words):
    arabic = Mention(Span(0, 5), "القرار الذي اتخذه مجلس الأمن ٨٢٢ (١٩٩٣)")
    reference = Reference("S/RES/822 (1993)", ReferenceKind.RESOLUTION, "Security Council", (arabic,), 1993)
    rows, _ = CitedRows([reference]).in_order(ReferenceOrder.NUMBER, words)
    assert symbols(rows) == ["S/RES/822 (1993)"]


MANY = (
    cited("A/RES/217 A (III)", year=1948),
    cited("A/RES/217 B (III)", year=1948),
    cited("A/RES/2758 (XXVI)", year=1971),
    cited("A/RES/62/243", year=2008),
    cited("S/RES/242 (1967)", "Security Council", 1967),
    cited("S/RES/822 (1993)", "Security Council", 1993),
    cited("S/RES/1701 (2006)", "Security Council", 2006),
    cited("S/RES/1822 (2008)", "Security Council", 2008),
    cited("S/1995/822", "Security Council", 1995, kind=ReferenceKind.DOCUMENT),
    cited("A/HRC/RES/26/9", "Human Rights Council", 2014),
    cited("decision 62/243", "General Assembly", 2007, kind=ReferenceKind.DECISION),
)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("A/RES/217(III)", ["A/RES/217 A (III)", "A/RES/217 B (III)"]),
        ("217 A (III)", ["A/RES/217 A (III)"]),
        ("217A(III)", ["A/RES/217 A (III)"]),
        ("a/res/217 a(iii)", ["A/RES/217 A (III)"]),
        ("217 (III)", ["A/RES/217 A (III)", "A/RES/217 B (III)"]),
        ("٢١٧ (III)", ["A/RES/217 A (III)", "A/RES/217 B (III)"]),
        ("резолюция 822", ["S/RES/822 (1993)"]),
        ("резолюции Совета Безопасности 822", ["S/RES/822 (1993)"]),
        ("резолюция № 822", ["S/RES/822 (1993)"]),
        ("РЕЗОЛЮЦИЯ822", ["S/RES/822 (1993)"]),
        ("القرار 242", ["S/RES/242 (1967)"]),
        ("القرار٢٤٢", ["S/RES/242 (1967)"]),
        ("قرار مجلس الأمن رقم ۲۴۲", ["S/RES/242 (1967)"]),
        ("المقرر 62/243", ["decision 62/243"]),
        ("第2758号", ["A/RES/2758 (XXVI)"]),
        ("联合国大会第 2758 号决议", ["A/RES/2758 (XXVI)"]),
        ("第２７５８號決議", ["A/RES/2758 (XXVI)"]),
        ("安理会第1701（2006）号决议", ["S/RES/1701 (2006)"]),
        ("S/RES/822(1993)", ["S/RES/822 (1993)"]),
        ("S/RES/822 (1993)", ["S/RES/822 (1993)"]),
        ("res 62/243", ["A/RES/62/243"]),
        ("Res. 62/243,", ["A/RES/62/243"]),
        ("res62/243", ["A/RES/62/243"]),
        ("résolution n° 1701", ["S/RES/1701 (2006)"]),
        ("Conseil de sécurité 1701", ["S/RES/1701 (2006)"]),
        ("resolución n.º 1701", ["S/RES/1701 (2006)"]),
        ("resolution No. 1701", ["S/RES/1701 (2006)"]),
        ("UNSCR 1701", ["S/RES/1701 (2006)"]),
        ("unscr1701", ["S/RES/1701 (2006)"]),
        ("HRC 26/9", ["A/HRC/RES/26/9"]),
        ("UNGA 62/243", ["A/RES/62/243", "decision 62/243"]),
        ("822", ["S/1995/822", "S/RES/822 (1993)"]),
        ("UNSCR 62/243", []),
        ("القرار 9999", []),
    ],
)
def test_filter_finds_what_people_type_in_six_languages_and_nothing_else(words, found):
    rows, _ = CitedRows(MANY).in_order(ReferenceOrder.NUMBER, words)
    assert sorted(symbols(rows)) == found


@given(st.integers(1, 99999), st.integers(1, 99999), st.sampled_from(["A/RES/", "S/RES/822/Add.", "decision "]))
def test_any_numbers_are_sorted_by_their_value(one, other, before):
    assert (by_number(f"{before}{one}/5") < by_number(f"{before}{other}/5")) == (one < other)


def around(text, words, **more):
    start = text.index(words)
    return passage_of(DocumentText.of(text.split("\f")), Span(start, start + len(words)), **more)


def test_sentence_ends_where_it_ends():
    text = "One came before. The Council adopted resolution 822 (1993) on 30 April. Another follows."
    passage = around(text, "resolution 822 (1993)")
    assert passage.text == "The Council adopted resolution 822 (1993) on 30 April."
    assert passage.text[slice(*passage.mention)] == "resolution 822 (1993)"


def test_abbreviation_does_not_end_a_sentence():
    passage = around(
        "See the annex, para. Five and res. Another of resolution 822 and No. Seven of it.", "resolution 822"
    )
    assert passage.text.startswith("…") or passage.text.startswith("See the annex")
    assert passage.text.endswith("No. Seven of it.")


def test_chinese_sentence():
    passage = around("前一句话。安全理事会第822(1993)号决议重申。后一句话。", "第822(1993)号决议")
    assert passage.text == "安全理事会第822(1993)号决议重申。"


def test_arabic_sentence_keeps_its_order():
    passage = around("يشير المجلس إلى القرار ٨٢٢ الصادر في نيسان. ويؤكد من جديد", "القرار ٨٢٢")
    assert passage.text == "يشير المجلس إلى القرار ٨٢٢ الصادر في نيسان."


FOOTNOTES = (
    "The wells were dug.\n__________________\n   1  Resolution 70/1.\n   2  See resolution 64/292, annex,\nand para.\n"
    "12 of it.\n   3  Ibid.\n   *  Reissued under\nresolution 76/300. Wells hold.\n12. The Council adopted decision 7."
)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("Resolution 70/1", "Resolution 70/1."),  # not the text above the rule
        ("resolution 64/292", "See resolution 64/292, annex, and para. 12 of it."),
        ("resolution 76/300", "Reissued under resolution 76/300."),
        ("decision 7", "The Council adopted decision 7."),
    ],
)
def test_a_note_is_no_part_of_the_one_before(words, sentence):
    assert around(FOOTNOTES, words).text == sentence


def test_lines_are_joined_and_pages_part():
    passage = around("the end of a page\fAs said in reso-\nlution 822,\nwhich was adop-\nted", "reso-\nlution 822")
    assert passage.text == "As said in resolution 822, which was adopted"
    assert passage.words == "resolution 822"


def test_long_sentences_are_cut_at_words():
    passage = around("word " * 200 + "resolution 822 " + "after " * 200, "resolution 822")
    assert passage.before.startswith("…word")
    assert passage.after.endswith("after…")
    assert len(passage.before) <= BEFORE + 1
    assert len(passage.after) <= AFTER + 1


@given(st.text(max_size=300), st.integers(0, 300), st.integers(0, 300))
def test_any_place_has_a_passage(text, one, other):
    document = DocumentText.of(text.split("\f"))
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    passage = passage_of(document, Span(start, end))
    assert passage.text[slice(*passage.mention)] == passage.words
    assert "\n" not in passage.text


def test_text_that_has_not_been_read_so_far():
    assert passage_of(DocumentText(), Span(3, 9)).text == ""
    assert passage_of(DocumentText.of(["abc"]), Span(30, 90)).words == ""


SAID = st.text("ab1/- \n.\u0301\u00ad\u0644\u0627\u0660\u4e00\ue000\u2010AÉ", max_size=8)


@given(st.lists(st.tuples(SAID, SAID), min_size=1, max_size=5), SAID)
def test_references_are_found_among_others_as_each_would_be_alone(said, words):
    references = [Reference(symbol, ReferenceKind.DOCUMENT, "", (Mention(Span(0, 1), text),)) for symbol, text in said]
    alone = [SearchedReferences([each], lambda _: "").found(words) for each in references]
    among = SearchedReferences(references, lambda _: "").found(words)
    assert (among is None) == (alone[0] is None)
    if among is not None:
        assert among == {number for number, found in enumerate(alone) if found}
