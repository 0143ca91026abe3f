"""Places that two versions of a document have in common: numbered paragraphs and the beginnings of parts."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from viewer.model.document import Section, SectionKind, TextLayer, Understanding
from viewer.model.text import DocumentText, Span
from viewer.session.corresponding import Marker, correspondence, markers


def document(*parts: tuple[SectionKind, str | None, str]) -> tuple[DocumentText, Understanding]:
    """A document of one page: its parts one after the other, each with its kind, its paragraph numbers and words."""
    text, sections = "", []
    for kind, paragraphs, words in parts:
        start = len(text)
        text += words + "\n"
        sections.append(Section(kind, "", 1, Span(start, len(text)), "en", 1.0, paragraphs))
    whole = DocumentText()
    whole.append(text)
    return whole, understood(*sections)


def understood(*sections: Section) -> Understanding:
    """What is understood of a document of these parts."""
    return Understanding(TextLayer.GOOD, sections=sections)


def named(text: DocumentText, understanding: Understanding) -> list[tuple[str, str]]:
    """The markers with the words that follow each."""
    return [(each.name, str(text)[each.offset :][:9]) for each in markers(text, understanding)]


def test_paragraphs_and_parts_are_found_where_they_begin():
    body = (SectionKind.BODY, "1-2", "The report\n1. The first\nand on\n  2. The second")
    annex = (SectionKind.ANNEX, "1", "Annex\n1. Of the annex")
    assert named(*document(body, annex)) == [
        ("1", "1. The fi"),
        ("2", "2. The se"),
        ("annex", "Annex\n1. "),
        ("1", "1. Of the"),
    ]


def test_only_the_next_number_of_a_section_counts():
    body = (SectionKind.BODY, "4-6", "4. Four\n6. In a list\n1945. The year\n5. Five\n4. Again\n6. Six\n7. Beyond")
    assert [name for name, _ in named(*document(body))] == ["4", "5", "6"]


def test_numbers_in_arabic_digits_and_before_the_dash_are_numbers():
    first = (SectionKind.BODY, "1-2", "1 - تهدي البعثة\n2 - وتتشرف")
    second = (SectionKind.BODY, "1-2", "١. تهدي البعثة\n٢. وتتشرف")
    assert [name for name, _ in named(*document(first))] == ["1", "2"]
    assert [name for name, _ in named(*document(second))] == ["1", "2"]


def test_articles_are_the_same_in_all_languages_and_hold_paragraphs_of_their_own():
    def treaty(*headings: str) -> list[str]:
        text, sections = "Declaration\n", []
        for heading in headings:
            start = len(text)
            text += f"{heading}\n1. One\n2. Two\n"
            sections.append(Section(SectionKind.HEADING, heading, 1, Span(start, len(text)), "en", 1.0, "1-2"))
        return [each.name for each in markers(DocumentText.of([text]), understood(*sections))]

    english = treaty("Article 1", "Article 2", "Article 30")
    assert english == ["article 1", "1", "2", "article 2", "1", "2", "article 30", "1", "2"]
    assert treaty("Article premier", "Article 2", "Article 30") == english
    assert treaty("المادة 1", "المادة 2", "المادة 30") == english
    assert treaty("第一条", "第二条", "第三十条") == english


def test_a_section_without_numbers_has_none():
    assert named(*document((SectionKind.BODY, None, "1. One\n2. Two"))) == []


def test_a_part_that_one_version_lacks_is_passed_over():
    full = [Marker(name, at) for at, name in enumerate(["summary", "1", "2", "1", "2", "3", "annex", "1"])]
    short = [Marker(name, 10 * at) for at, name in enumerate(["1", "2", "3", "annex", "1"])]
    found = correspondence(full, short)
    assert found.first == (3, 4, 5, 6, 7)
    assert found.second == (0, 10, 20, 30, 40)


def test_one_place_in_common_is_too_little():
    assert not correspondence([Marker("1", 0)], [Marker("1", 5), Marker("2", 9)])
    assert not correspondence([], [])


names = st.lists(st.sampled_from(["1", "2", "3", "4", "5", "annex", "chapter"]), max_size=40)


@given(names, names)
def test_what_corresponds_has_the_same_name_and_ascends_in_both(first, second):
    found = correspondence(*([Marker(name, 7 * at) for at, name in enumerate(side)] for side in (first, second)))
    assert len(found.first) == len(found.second)
    assert [first[at // 7] for at in found.first] == [second[at // 7] for at in found.second]
    for side in (found.first, found.second):
        assert all(one < other for one, other in pairwise(side))


@given(names.filter(lambda side: len(side) > 1))
def test_a_document_corresponds_to_itself(side):
    listed = [Marker(name, at) for at, name in enumerate(side)]
    assert correspondence(listed, listed).first == tuple(range(len(side)))
