"""The reader's Markdown in a Word document, read back with the library that reads those of Word."""

from __future__ import annotations

import io
import re
from html import unescape

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import example, given, settings
from hypothesis import strategies as st

from viewer.export.docx_body import add_body
from viewer.export.html_page import body_as_html


def written(*bodies):
    """A Word document with these words of the reader, saved and read again."""
    paper = docx.Document()
    end = paper.add_paragraph()
    for body in bodies:
        add_body(end, body)
    paper.element.body.remove(end._p)
    file = io.BytesIO()
    paper.save(file)
    return docx.Document(file)


def test_lists_are_lists_and_go_on_after_their_first_paragraph():
    paper = written("- one\n- two\n\n  more\n  - inner\n\n1. first\n2. second")
    assert [(paragraph.style.name, paragraph.text) for paragraph in paper.paragraphs] == [
        ("List Bullet", "one"),
        ("List Bullet", "two"),
        ("List Continue", "more"),
        ("List Bullet 2", "inner"),
        ("List Number", "first"),
        ("List Number", "second"),
    ]


def test_each_numbered_list_begins_with_its_own_number():
    paper = written("1. one\n2. two", "4. four")
    numbers = [paragraph._p.pPr.numPr.numId.val for paragraph in paper.paragraphs]
    assert numbers[0] == numbers[1] != numbers[2]
    overrides = paper.part.numbering_part.element.xpath("./w:num/w:lvlOverride/w:startOverride/@w:val")
    assert overrides == ["1", "4"]


def test_emphasis_is_the_fonts_in_scripts_from_the_right_too():
    [paragraph] = written("plain **جدا** *so* ~~no~~ `x = 1`").paragraphs
    fonts = {run.text: run.font for run in paragraph.runs}
    assert (fonts["جدا"].bold, fonts["جدا"].cs_bold, fonts["جدا"].rtl) == (True, True, True)
    assert fonts["so"].italic
    assert fonts["no"].strike
    assert fonts["x = 1"].name == "Courier New"
    assert not fonts["plain "].bold


def test_links_lead_where_they_say_and_only_to_the_web_and_to_mail():
    paper = written("See [the report](https://example.org/a?b=1&c=2).\n\n[No](javascript:alert(1))")
    [link] = paper.paragraphs[0].hyperlinks
    assert (link.text, link.address) == ("the report", "https://example.org/a?b=1&c=2")
    assert paper.paragraphs[1].hyperlinks == []


def test_a_table_is_a_table_and_what_follows_stands_after_it():
    paper = written("| year | wells |\n|---|---|\n| 2011 | 1284 |\n\nafter")
    [table] = paper.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [["year", "wells"], ["2011", "1284"]]
    assert [block.tag.rpartition("}")[2] for block in paper.element.body][:3] == ["tbl", "p", "p"]
    assert paper.paragraphs[-1].text == "after"


def test_a_paragraph_goes_where_its_first_letter_goes():
    paper = written("هذا (A/RES/217)\n\n- السمك\n- fish")
    turned = [
        paragraph._p.pPr is not None and paragraph._p.pPr.find(qn("w:bidi")) is not None
        for paragraph in paper.paragraphs
    ]
    assert turned == [True, True, False]


def test_headings_stand_below_those_of_the_export_and_quotations_further_in():
    paper = written("# Mine\n\n> said\n> > again\n\n---\n\nend")
    assert paper.paragraphs[0].style.name == "Heading 3"
    assert [
        paragraph.paragraph_format.left_indent and paragraph.paragraph_format.left_indent.pt
        for paragraph in paper.paragraphs
    ][1:3] == [18, 36]


@pytest.mark.parametrize(
    "body", ["&#12;", "<script>x</script>", "![p](https://example.org/p.png)", "1.\n2.\n", "|a|\n|-|"]
)
def test_odd_words_are_said_as_on_the_web_page(body):
    assert words_of_paper(body) == words_of_page(body)


MARKS = st.text(st.sampled_from("ab1جس中 \n\t#*_~`>-+.|[]()!<&;\\"), max_size=60)


@given(st.one_of(MARKS, st.text(max_size=40)))
@example("- \n  - a\n\n      b")
@settings(max_examples=60)
def test_all_words_are_in_it_whatever_they_look_like(body):
    assert words_of_paper(body) == words_of_page(body)


def words_of_paper(body):
    paper = written(body)
    return "".join("".join(paper.element.body.xpath(".//w:t/text()")).split())


def words_of_page(body):
    return "".join(unescape(re.sub("<[^>]*>", "", body_as_html(body))).split())
