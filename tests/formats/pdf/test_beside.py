"""What a PDF has beside its pages is named, and left where it is."""

from __future__ import annotations

import pytest
from papers import pdf_papers
from papers.pdf_papers import mupdf

from viewer.formats.mupdf import open_pdf
from viewer.formats.pdf.beside import MOST_COUNTED, XFA


@pytest.fixture
def remarks(tmp_path):
    """What is said of a page to which something was done."""

    def said(change, text="A cover"):
        path = tmp_path / "paper.pdf"
        with mupdf.open(stream=pdf_papers.text_pages(text), filetype="pdf") as document:
            change(document)
            document.save(path)
        opened = open_pdf(str(path))
        opened.close()
        assert opened.info.warnings == opened.info.remarks
        return opened.info.remarks

    return said


def attach(document, *names: str) -> None:
    for name in names:
        document.embfile_add(name, b"secret", filename=name)


def set_root(document, key: str, value: str) -> None:
    document.xref_set_key(document.pdf_catalog(), key, value)


def test_a_paper_without_anything_beside_it_says_nothing(remarks):
    assert remarks(lambda _document: None) == ()


def test_attached_files_are_named(remarks):
    [said] = remarks(lambda document: attach(document, "budget.xlsx"))
    assert said == "Beside its pages, 1 file is attached (budget.xlsx), which Verbale does not open."


def test_of_many_attached_files_the_first_are_named(remarks):
    [said] = remarks(lambda document: attach(document, *(f"{letter}.pdf" for letter in "abcde")))
    assert "5 files are attached (a.pdf, b.pdf, c.pdf, …)" in said


def test_a_portfolio_is_said_to_be_one(remarks):
    def make(document):
        attach(document, "annex 1.pdf", "annex 2.pdf")
        set_root(document, "Collection", "<< /Type /Collection /View /D >>")

    [said] = remarks(make)
    assert said.startswith(
        "This is a portfolio: it is a cover, and 2 files are attached to it (annex 1.pdf, annex 2.pdf)"
    )


def test_a_name_cannot_change_how_the_line_reads(remarks):
    [said] = remarks(lambda document: attach(document, "a\u202egpj.exe\nsecond line" + "x" * 500))
    assert said.isprintable()
    assert len(said) < 200


def test_names_that_run_in_circles_or_are_none_come_to_an_end(remarks):
    def make(document):
        node = document.get_new_xref()
        document.update_object(node, f"<< /Kids [{node} 0 R {node} 0 R] /Names [(a) 5 (b) << /F 7 >> (c)] >>")
        set_root(document, "Names", f"<< /EmbeddedFiles {node} 0 R >>")

    [said] = remarks(make)
    assert f"{MOST_COUNTED:,} or more files are attached (a, b, a, …)" in said


@pytest.mark.parametrize(
    ("form", "needs", "says"),
    [
        ("<< /XFA [(template) 1 0 R] /Fields [] >>", "null", True),
        ("<< /XFA [(template) 1 0 R] /Fields [1 0 R] >>", "true", True),
        ("<< /XFA [(template) 1 0 R] /Fields [1 0 R] >>", "null", False),  # its pages are the form
        ("<< /Fields [] >>", "null", False),
    ],
)
def test_a_form_whose_pages_only_stand_in_for_it_is_said_to_be_one(remarks, form, needs, says):
    def make(document):
        set_root(document, "AcroForm", form)
        set_root(document, "NeedsRendering", needs)

    assert (XFA in remarks(make)) is says
