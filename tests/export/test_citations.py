"""How a passage and a document are cited: what the Editorial Manual and the forms of reference managers ask for.

Each kind of document and each rule has its example: what is cited and how it must read.
"""

from __future__ import annotations

import json
import tomllib
from dataclasses import replace

import pytest
from papers.fish import DOCUMENT, NOTES
from papers.noted import noted

from viewer.export.bibtex import references_as_bibtex
from viewer.export.citation import (
    NO_SYMBOL,
    article_number,
    citation,
    citation_parts,
    document_citation,
    first_citation,
    part_words,
    session_in_words,
)
from viewer.export.csl_json import references_as_csl
from viewer.export.notes import ExportedDocument, ExportedReference, SectionStep, exported_note, exported_passage
from viewer.export.ris import references_as_ris
from viewer.model.annotation import AnnotationKind
from viewer.model.document import Identity, Section, SectionKind, TextLayer, Understanding, Value
from viewer.model.reference import Mention, Reference, ReferenceKind
from viewer.model.resources import resource_path
from viewer.model.text import DocumentText, Span


def article_headings():
    article = tomllib.loads(resource_path("citation.toml").read_text(encoding="utf-8"))["article"]
    return [*article["yes"], *((title, "") for title in article["no"])]


def paper(*symbols, named="", **metadata):
    said = {key: (Value(words, Span(0, 1)),) for key, words in metadata.items()}
    said |= {"symbol": tuple(Value(symbol, Span(0, 1)) for symbol in symbols)} if symbols else {}
    return ExportedDocument("a.pdf", Identity(""), said, named=named)


def passage(*sections, paragraph="", page="", kind=AnnotationKind.HIGHLIGHT):
    steps = tuple(SectionStep(kind_of, title, level) for level, (kind_of, title) in enumerate(sections, 1))
    note = replace(NOTES[1].annotation, kind=kind)
    return replace(
        NOTES[1], annotation=note, sections=steps, paragraph=paragraph, last_paragraph="", page_label=page,
        last_page_label="",
    )  # fmt: skip


RESOLUTION = paper(
    "S/RES/822 (1993)",
    named="Security Council resolution 822 (1993)",
    title="The situation",
    document_type="resolution",
)
IN_ASSEMBLY = paper("A/RES/69/283", named="General Assembly resolution 69/283", document_type="resolution")
ANNEX, ENCLOSURE, CHAPTER = ("annex", "Annex"), ("enclosure", "Enclosure 2"), ("chapter", "III. Fish")


@pytest.mark.parametrize(
    ("document", "place", "cited"),
    [
        (paper("A/HRC/43/G/37", title="Note verbale"), passage(ANNEX, paragraph="3"), "A/HRC/43/G/37, annex, para. 3"),
        (paper("A/HRC/43/G/37"), passage(ANNEX, page="4"), "A/HRC/43/G/37, annex, p. 4"),
        (paper("S/2025/1"), passage(("annex", "Annex II"), ENCLOSURE, page="9"),
         "S/2025/1, annex II, enclosure 2, p. 9"),
        (paper("A/79/1"), passage(("annex", "Annex"), ("appendix", "Appendix B"), paragraph="2"),
         "A/79/1, annex, appendix B, para. 2"),
        (paper("A/79/1"), passage(("summary", "Summary"), page="2"), "A/79/1, summary, p. 2"),
        (paper("A/79/1"), passage(CHAPTER, paragraph="17"), "A/79/1, para. 17"),
        (paper("A/79/876", "S/2025/230"), passage(paragraph="5"), "A/79/876-S/2025/230, para. 5"),
        (paper("A/79/876/Corr.1"), passage(page="1"), "A/79/876/Corr.1, p. 1"),
        (paper("A/HRC/43/35/Add.2"), passage(paragraph="41"), "A/HRC/43/35/Add.2, para. 41"),
        (paper("A/C.3/78/L.60/Rev.1"), passage(paragraph="2"), "A/C.3/78/L.60/Rev.1, para. 2"),
        (paper("S/PV.9453"), passage(("statement", "Mr. Trout (Fishland):"), page="12"), "S/PV.9453, p. 12"),
        (paper("S/PV.9453 (Resumption 1)"), passage(page="3"), "S/PV.9453 (Resumption 1), p. 3"),
        (paper("A/C.3/78/SR.41"), passage(paragraph="22"), "A/C.3/78/SR.41, para. 22"),
        (paper("CRC/C/GC/25"), passage(page="iv"), "CRC/C/GC/25, p. iv"),
        (paper("ST/SGB/2016/10"), passage(("annex", "Annexe 3"), paragraph="1"), "ST/SGB/2016/10, annex 3, para. 1"),
        (RESOLUTION, passage(paragraph="1"), "Security Council resolution 822 (1993), para. 1"),
        (paper("A/RES/70/1", named="General Assembly resolution 70/1"), passage(paragraph="54"),
         "General Assembly resolution 70/1, para. 54"),
        (IN_ASSEMBLY, passage(("annex", "Annex II"), paragraph="4"),
         "General Assembly resolution 69/283, annex II, para. 4"),
        (IN_ASSEMBLY, passage(("annex", "Annex II"), kind=AnnotationKind.SECTION),
         "General Assembly resolution 69/283, annex II"),
        (paper("A/HRC/43/G/37"), passage(ANNEX, kind=AnnotationKind.DOCUMENT), "A/HRC/43/G/37"),
        (paper("A/HRC/43/G/37"), passage(ANNEX, paragraph="3", page="2", kind=AnnotationKind.PAGE),
         "A/HRC/43/G/37, annex, p. 2"),
        (paper(title="Charter of the Fish"), passage(CHAPTER, page="7"), f"Charter of the Fish {NO_SYMBOL}, p. 7"),
        (paper(title="Council Meets on Fish", document_type="statement", date="2025-04-08"), passage(page="1"),
         f"Council Meets on Fish, 8 April 2025 {NO_SYMBOL}, p. 1"),
    ],
)  # fmt: skip
def test_each_kind_of_document_is_cited_as_the_manual_asks(document, place, cited):
    assert citation(document, place) == cited


NOTE_VERBALE = (
    "Note verbale dated 8 April 2020 from the Permanent Mission of Fishland to the United Nations Office at Geneva "
    "addressed to the Office of the United Nations High Commissioner for Human Rights"
)


@pytest.mark.parametrize(
    ("document", "cited"),
    [
        (paper("A/HRC/43/G/37", title=NOTE_VERBALE), f"{NOTE_VERBALE} (A/HRC/43/G/37)"),
        (paper("A/HRC/43/G/37"), "A/HRC/43/G/37"),
        (RESOLUTION, "Security Council resolution 822 (1993)"),
        (paper(title="Note verbale", letter_date="2020-04-08"), f"Note verbale, 8 April 2020 {NO_SYMBOL}"),
    ],
)
def test_the_first_mention_has_the_title_unquoted_and_the_symbol_in_parentheses(document, cited):
    assert first_citation(document) == cited


# -- reference managers -----------------------------------------------------------------------------------------------


def of_one(document):
    [csl] = json.loads(references_as_csl(document))
    ris = dict(line.split("  - ", 1) for line in references_as_ris(document).splitlines() if line)
    return csl, ris, references_as_bibtex(document)


def cited(symbol, kind, organ="", title=""):
    reference = Reference(symbol, kind, organ, (Mention(Span(0, 1), "x"),))
    _, said = json.loads(references_as_csl(replace(paper("X/1"), references=(ExportedReference(reference, title),))))
    return said


def test_a_document_is_a_report_with_its_symbol_for_number():
    csl, ris, bibtex = of_one(
        paper(
            "A/HRC/43/G/37", title=NOTE_VERBALE, submitter="Fishland", body="Human Rights Council", session="43",
            document_type="note verbale", date="2020-04-14", agenda_item="4", language="ru",
        )
    )  # fmt: skip
    assert csl == {
        "id": "A_HRC_43_G_37",
        "type": "report",
        "title": NOTE_VERBALE,
        "author": [{"literal": "Fishland"}],
        "publisher": "United Nations",
        "publisher-place": "Geneva",
        "number": "A/HRC/43/G/37",
        "genre": "note verbale",
        "issued": {"date-parts": [[2020, 4, 14]]},
        "language": "ru",
        "note": "43rd session; agenda item 4",
    }
    assert (ris["TY"], ris["SN"], ris["PB"], ris["DA"]) == ("RPRT", "A/HRC/43/G/37", "United Nations", "2020/04/14")
    assert "@techreport{A_HRC_43_G_37," in bibtex
    assert "institution = {United Nations, Human Rights Council}" in bibtex
    assert "number = {UN Doc. A/HRC/43/G/37}" in bibtex


def test_a_resolution_is_legislation_whose_symbol_stands_where_styles_print_it():
    csl, ris, bibtex = of_one(replace(RESOLUTION, references=()))
    assert (csl["type"], csl["container-title"], "number" in csl) == ("legislation", "UN Doc. S/RES/822 (1993)", False)
    assert (ris["TY"], ris["SN"]) == ("RPRT", "S/RES/822 (1993)")
    assert "number = {UN Doc. S/RES/822 (1993)}" in bibtex


def test_the_symbol_is_not_said_twice_where_there_is_no_title():
    document = cited("A/79/876", ReferenceKind.DOCUMENT, "General Assembly")
    assert (document["title"], "number" in document) == ("A/79/876", False)
    titled = cited("A/79/876", ReferenceKind.DOCUMENT, "General Assembly", "Report on fish")
    assert (titled["title"], titled["number"]) == ("Report on fish", "A/79/876")


def test_a_decision_that_is_no_document_has_no_word_that_it_is_one():
    decision = cited("decision 58/403", ReferenceKind.DECISION, "General Assembly")
    assert (decision["type"], decision["container-title"]) == ("legislation", "decision 58/403")


def test_a_treaty_is_nobody_s_document():
    treaty = cited("Charter of the Fish", ReferenceKind.TREATY)
    assert treaty == {"id": treaty["id"], "type": "treaty", "title": "Charter of the Fish", "genre": "treaty"}


def test_a_presidential_statement_is_a_report():
    statement = cited("S/PRST/2020/1", ReferenceKind.STATEMENT, "Security Council")
    assert (statement["type"], statement["genre"]) == ("report", "presidential statement")


# What Zotero's importer (github.com/zotero/translators, RIS.js) makes of a tag; of one that an item type has no field
# for it makes a note of its own, "M3  - Treaty".
ZOTERO_TAKES = {
    "RPRT": {"TY", "ID", "AU", "TI", "PB", "CY", "SN", "M3", "PY", "DA", "LA", "UR", "N1", "ER"},
    "STAT": {"TY", "ID", "AU", "TI", "PY", "DA", "LA", "UR", "N1", "ER"},
}


@pytest.mark.parametrize("kind", ReferenceKind)
def test_no_tag_is_left_over_in_zotero(kind):
    reference = Reference("S/RES/1 (1946)", kind, "Fish Council", (Mention(Span(0, 1), "x"),), 1946, reason="because")
    document = replace(DOCUMENT, references=(ExportedReference(reference, "In words", "https://example.org/"),))
    for record in references_as_ris(document).split("ER  - "):
        tags = {line[:2] for line in record.splitlines() if line}
        if tags:
            assert tags <= ZOTERO_TAKES[record.split("TY  - ")[1][:4]]


# -- parts of a citation ----------------------------------------------------------------------------------------------


def test_a_passage_is_cited_by_symbol_part_and_paragraph():
    assert citation(DOCUMENT, NOTES[1]) == "X/DOC/7/G/3, annex II, para. 1"
    assert citation(DOCUMENT, NOTES[2]) == "X/DOC/7/G/3, annex II, para. 2"
    assert citation(DOCUMENT, NOTES[0]) == "X/DOC/7/G/3, p. i"
    assert first_citation(DOCUMENT) == "Note verbale on fish (X/DOC/7/G/3)"


def test_a_document_without_a_symbol_is_cited_by_what_it_says_and_that_it_has_none():
    def value(words):
        return (Value(words, Span(0, 1)),)

    metadata = {
        "title": value("Letter on fish"),
        "letter_date": value("2020-04-08"),
        "session": value("43"),
        "body": value("Fish Council"),
        "agenda_item": value("116 (c)"),
    }
    document = ExportedDocument("a.pdf", Identity(""), metadata)
    expected = f"Letter on fish, 8 April 2020, Fish Council, 43rd session, agenda item 116 (c) {NO_SYMBOL}"
    assert document_citation(document) == expected
    assert document_citation(ExportedDocument("a.pdf", Identity(""))) == f"a.pdf {NO_SYMBOL}"


@pytest.mark.parametrize(
    ("session", "words"),
    [("1", "1st session"), ("12", "12th session"), ("43", "43rd session"), ("S-31", "31st special session"),
     ("2025 session", "2025 session"), ("ES-11", "11th emergency special session"), ("112", "112th session")],
)  # fmt: skip
def test_sessions_in_words(session, words):
    assert session_in_words(session) == words


@pytest.mark.parametrize(
    ("kind", "title", "words"),
    [(kind, title, words) for kind, part in citation_parts().items() for title, words in [*part["yes"], *part["no"]]],
)
def test_parts_in_words(kind, title, words):
    assert part_words(SectionStep(kind, title, 1)) == words


def test_sections_that_a_citation_does_not_name():
    assert part_words(SectionStep("chapter", "Annex II", 1)) == ""


# The Editorial Manual's rules as DOMAIN gives them, line by line: how a passage is cited whatever its language.
@pytest.mark.parametrize(
    ("language", "annex"),
    [
        ("ar", "المرفق الثاني"), ("zh", "附件二"), ("en", "Annex II"), ("fr", "Annexe II"), ("ru", "Приложение II"),
        ("es", "Anexo II"),
    ],
)  # fmt: skip
def test_a_passage_is_cited_in_english_by_symbol_annex_and_paragraph(language, annex):
    document = replace(
        DOCUMENT, metadata={"symbol": (Value("A/HRC/43/G/37", Span(0, 1)),), "language": (Value(language, Span(0, 1)),)}
    )
    passage = replace(NOTES[1], sections=(SectionStep("annex", annex, 1),), paragraph="3", language=language)
    assert citation(document, passage) == "A/HRC/43/G/37, annex II, para. 3"
    assert citation(document, replace(passage, paragraph="", page_label="4")) == "A/HRC/43/G/37, annex II, p. 4"


def test_a_resolution_is_cited_by_its_body_and_number_and_not_by_its_title():
    metadata = {"symbol": (Value("S/RES/822 (1993)", Span(0, 1)),), "title": (Value("The situation", Span(0, 1)),)}
    document = replace(DOCUMENT, metadata=metadata, named="Security Council resolution 822 (1993)")
    passage = replace(NOTES[1], sections=(), paragraph="1")
    assert citation(document, passage) == "Security Council resolution 822 (1993), para. 1"
    assert first_citation(document) == "Security Council resolution 822 (1993)"
    annexed = replace(document, named="General Assembly resolution 69/283")
    in_annex = replace(passage, sections=(SectionStep("annex", "Annex II", 1),))
    assert citation(annexed, in_annex).startswith("General Assembly resolution 69/283, annex II")


NUMBERED = DocumentText.of(["1. One is here.\n2. Two is here.\n3. Three is", "here.\n4. Four is here."])
PARTS = (Section(SectionKind.BODY, "Body", 1, Span(0, len(str(NUMBERED))), "en", 1.0, paragraphs="1-4"),)


@pytest.mark.parametrize(
    ("first", "last", "pin"),
    [
        ("One", "One is here.", "para. 1"),
        ("One", "Two", "paras. 1 and 2"),
        ("One", "Three", "paras. 1–3"),
        ("Three", "Three is\fhere.", "para. 3"),
    ],
)
def test_a_passage_over_several_paragraphs_is_cited_by_all_of_them(first, last, pin):
    text = str(NUMBERED)
    span = Span(text.index(first), text.index(last) + len(last))
    passage = exported_passage(NUMBERED, Understanding(TextLayer.GOOD, {}, sections=PARTS), span)
    assert citation(ExportedDocument("a.pdf", Identity("")), passage) == f"a.pdf {NO_SYMBOL}, {pin}"


@pytest.mark.parametrize(
    ("words", "labels", "pin"),
    [("One", (), "p. 1"), ("Three is\fhere", (), "pp. 1 and 2"), ("Three is\fhere", ("ix", "1"), "pp. ix–1")],
)
def test_a_passage_without_paragraphs_is_cited_by_all_of_its_pages(words, labels, pin):
    at = str(NUMBERED).index(words)
    passage = exported_passage(NUMBERED, None, Span(at, at + len(words)), labels)
    assert citation(ExportedDocument("a.pdf", Identity("")), passage).endswith(f", {pin}")


FOOTED = DocumentText.of(
    [
        """The wells*\n1. One is here.1 Two\nis here.2\n2. All were built3 on time.
* Issued late.\n1 See the first report.\n2 Charter of\n24 October 1945.\n3 See above.""",
        "and below.\n3. Three is here, by decision 1/CMA.3,4 and ends.\n4 Late.\n5 Nobody calls this.\n8 Nor this.",
    ]
)


def footed():
    text = str(FOOTED)
    body = Section(SectionKind.BODY, "Body", 1, Span(0, len(text)), "en", 1.0, paragraphs="1-3")
    blocks = [(text.index("* Issued"), FOOTED.page_span(0).end), (text.index("4 Late"), len(text))]
    return noted(FOOTED, *(Span(*block) for block in blocks), sections=[body])


@pytest.mark.parametrize(
    ("first", "last", "pin"),
    [
        ("See the first", "report", "para. 1, footnote 1"),
        ("Charter", "1945.", "para. 1, footnote 2"),
        ("24 October", "1945.", "para. 1, footnote 2"),  # begins a line and is no mark: nothing calls it
        ("See above", "above.", "para. 2, footnote 3"),
        ("1 See the", "Charter", "p. 1, footnotes 1 and 2"),
        ("1 See the", "above.", "p. 1, footnotes 1–3"),
        ("Issued", "late", "p. 1, footnote"),
        ("Issued", "Charter", "p. 1, footnotes"),
        ("Late", "Late", "para. 3, footnote 4"),
        ("Nobody", "this", "p. 2"),  # a wrong number would be worse than none
        ("Nor", "this", "p. 2"),
        ("See above", "Three", "pp. 1 and 2"),
        ("All were", "on time", "para. 2"),
    ],
)
def test_a_passage_in_a_footnote_is_cited_by_its_mark_and_the_paragraph_that_calls_it(first, last, pin):
    text = str(FOOTED)
    span = Span(text.index(first), text.index(last, text.index(first)) + len(last))
    passage = exported_passage(FOOTED, footed(), span)
    assert citation(ExportedDocument("a.pdf", Identity("")), passage) == f"a.pdf {NO_SYMBOL}, {pin}"


@pytest.mark.parametrize(("title", "number"), article_headings())
def test_articles_by_their_headings(title, number):
    assert article_number(title) == number


CHARTER = DocumentText.of(
    ["Article 1\nThe wells are open.\nArticle 2\n1. No one owns them.\n2. All drink.\nArticle 3\n1. This holds.\n"]
)
REPORT = DocumentText.of(["Article 3\n17. The wells are open.\nFish\nThey are many.\n"])


def under(text, *headings, numbers=()):
    """What is understood of a text with these headings, of which some have numbered paragraphs."""
    whole = str(text)
    starts = [whole.index(heading) for heading in headings]
    sections = [
        Section(SectionKind.HEADING, heading, 2, Span(start, end), "en", 1.0, paragraphs=dict(numbers).get(heading))
        for heading, start, end in zip(headings, starts, [*starts[1:], len(whole)], strict=True)
    ]
    body = Section(SectionKind.BODY, "Body", 1, Span(0, len(whole)), "en", 1.0, paragraphs="1-17")
    return Understanding(TextLayer.GOOD, {}, sections=(body, *sections))


@pytest.mark.parametrize(
    ("first", "last", "pin"),
    [
        ("The wells", "open", "art. 1"),
        ("No one", "them", "art. 2, para. 1"),
        ("No one", "drink", "art. 2, paras. 1 and 2"),
        ("All", "holds", "arts. 2 and 3"),  # and not its paragraphs 2 to 1
        ("\n1. No", "one", "art. 2, para. 1"),
    ],
)
def test_articles_are_cited_with_the_paragraphs_that_are_counted_in_them(first, last, pin):
    known = under(CHARTER, "Article 1", "Article 2", "Article 3", numbers={"Article 2": "1-2", "Article 3": "1"})
    whole = str(CHARTER)
    at = whole.index(first)
    passage = exported_passage(CHARTER, known, Span(at, whole.index(last, at) + len(last)))
    assert citation(paper("A/1"), passage) == f"A/1, {pin}"


def test_an_article_that_a_report_speaks_of_is_not_its_own():
    known = under(REPORT, "Article 3", "Fish", numbers={"Article 3": "17"})
    at = str(REPORT).index("The wells")
    assert citation(paper("A/1"), exported_passage(REPORT, known, Span(at, at + 9))) == "A/1, para. 17"


def test_what_follows_under_a_heading_of_its_own_is_no_part_of_a_numbered_paragraph():
    known = under(REPORT, "Article 3", "Fish", numbers={"Article 3": "17"})
    at = str(REPORT).index("They")
    assert citation(paper("A/1"), exported_passage(REPORT, known, Span(at, at + 4))) == "A/1, p. 1"


def test_a_bookmark_of_a_page_is_cited_by_it_and_one_of_a_line_by_its_paragraph():
    place = passage(ANNEX, paragraph="3", page="2", kind=AnnotationKind.BOOKMARK)
    assert citation(paper("A/1"), place) == "A/1, annex, para. 3"
    anchor = replace(place.annotation.anchor, quote="")
    of_page = replace(place, annotation=replace(place.annotation, anchor=anchor))
    assert citation(paper("A/1"), of_page) == "A/1, annex, p. 2"


def test_a_note_keeps_its_language_where_none_can_be_told_now():
    french = replace(NOTES[1].annotation, language="fr")
    assert exported_note(french, CHARTER, under(CHARTER, "Article 1"), span=Span(0, 5)).language == "fr"


def test_a_note_on_the_document_stands_in_none_of_its_sections():
    on_all = replace(NOTES[1].annotation, kind=AnnotationKind.DOCUMENT)
    known = under(CHARTER, "Article 1")
    assert exported_note(on_all, CHARTER, known, span=Span(0, len(str(CHARTER)))).section_path == ""
