"""What is copied to be quoted elsewhere."""

from __future__ import annotations

from viewer.model.document import LanguageRun, Section, SectionKind, TextLayer, Understanding, Value
from viewer.model.reference import Mention, Reference, ReferenceKind
from viewer.model.text import Span
from viewer.session.notes.quotation import all_references, quotation_in_rich_text, quotation_with_citation

PAGES = ("A/HRC/1/G/2\nNote", "Annex\n3. The wells were re-\npaired.\nأصلحت الآبار.")
TEXT = "\f".join(PAGES)
ANNEX = Span(len(PAGES[0]) + 1, len(TEXT))
ARABIC = Span(TEXT.index("أ"), len(TEXT))


def reference(symbol, times):
    mentions = tuple(Mention(Span(at, at + 1), "x") for at in range(times))
    return Reference(symbol, ReferenceKind.RESOLUTION, "", mentions)


UNDERSTANDING = Understanding(
    TextLayer.GOOD,
    {"symbol": (Value("A/HRC/1/G/2", Span(0, 11)),)},
    sections=(Section(SectionKind.ANNEX, "Annex", 1, ANNEX, "en", 1.0, paragraphs="3"),),
    languages=(LanguageRun(ARABIC, "ar", 1.0),),
    references=(reference("S/RES/822 (1993)", 2), reference("A/RES/62/243", 1)),
)


def test_references_are_copied_one_a_line_with_how_often(reader):
    document = reader.open(pages=2)
    assert all_references(document) == ""
    reader.read(document, PAGES, UNDERSTANDING)
    assert all_references(document) == "S/RES/822 (1993)\t2\nA/RES/62/243\t1\n"


def test_a_passage_is_quoted_on_one_line_with_part_and_paragraph(reader):
    document = reader.read_file(PAGES, understanding=UNDERSTANDING)
    start = TEXT.index("The wells")
    quoted = quotation_with_citation(document, Span(start, TEXT.index("أ")))
    assert quoted == "“The wells were repaired.” (A/HRC/1/G/2, annex, para. 3)"


def test_a_passage_from_right_to_left_is_kept_together(reader):
    document = reader.read_file(PAGES, understanding=UNDERSTANDING)
    assert quotation_with_citation(document, ARABIC) == "\u2067“أصلحت الآبار.”\u2069 (A/HRC/1/G/2, annex, para. 3)"


def test_before_anything_is_understood_file_and_page_are_cited(reader):
    document = reader.open("paper.pdf", pages=2)
    document.text.append(PAGES[0])
    assert quotation_with_citation(document, Span(12, 16)) == "“Note” (paper.pdf [symbol not in the document], p. 1)"


def test_a_page_is_cited_by_what_it_calls_itself(reader):
    document = reader.open("paper.pdf", pages=2, page_labels=("iv", "v"))
    document.text.append(PAGES[0])
    assert quotation_with_citation(document, Span(12, 16)).endswith("p. iv)")


def test_a_passage_over_a_page_break_is_quoted_whole(reader):
    document = reader.read_file(PAGES, understanding=UNDERSTANDING)
    quoted = quotation_with_citation(document, Span(12, TEXT.index("3.") + 12))
    assert quoted == "“Note Annex 3. The wells” (A/HRC/1/G/2, pp. 1 and 2)"


def test_rich_text_says_language_and_direction_and_shows_markup_as_letters(reader):
    document = reader.read_file(PAGES, understanding=UNDERSTANDING)
    assert '<span lang="ar" dir="rtl">“أصلحت الآبار.”</span>' in quotation_in_rich_text(document, ARABIC)
    other = reader.read_file(("<b>Note</b>",), "other.pdf", fingerprint="t2", content_hash="bb")
    assert "&lt;b&gt;Note" in quotation_in_rich_text(other, Span(0, 11))
