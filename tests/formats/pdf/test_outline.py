"""The outlines that real files bring along: entries, levels, places; and those that are hostile."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from papers import pdf_papers
from papers.pdf_file import PdfFile

from viewer.formats.mupdf import open_pdf
from viewer.formats.pdf import outline as pdf_outline
from viewer.model.document import OutlineEntry

if TYPE_CHECKING:
    from pathlib import Path

ENTRIES = [(1, "Cover", 0), (2, "Вербальная нота", 0), (3, "第一章", 1), (2, "Annex\nI", 1), (1, "مرفق", 2)]


def outline_in(path: Path, data: bytes) -> tuple[OutlineEntry, ...]:
    path.write_bytes(data)
    document = open_pdf(str(path))
    try:
        return document.outline()
    finally:
        document.close()


@pytest.fixture
def outline(tmp_path):
    return lambda data: outline_in(tmp_path / "outline.pdf", data)


def three_pages(entries) -> PdfFile:
    file = PdfFile()
    for _ in range(3):
        file.page()
    pdf_papers.add_outline(file, entries)
    return file


def test_it_is_a_tree_with_pages(outline):
    assert outline(three_pages(ENTRIES).to_bytes()) == tuple(
        OutlineEntry(level, title.replace("\n", " "), page) for level, title, page in ENTRIES
    )


def test_an_entry_has_its_place_on_the_page(outline):
    data = three_pages([(1, "Here", 1)]).to_bytes().replace(b"/Fit]", b"/XYZ 72 500 null]")
    assert outline(data) == (OutlineEntry(1, "Here", 1, 342.0, 72.0),)


def test_a_file_without_one_has_none(outline):
    assert outline(pdf_papers.many_pages(2)) == ()


@given(st.lists(st.tuples(st.integers(1, 5), st.integers(0, 2)), min_size=1, max_size=20))
def test_any_is_read_in_order(tmp_path_factory, shape: list[tuple[int, int]]):
    entries: list[tuple[int, str, int]] = []
    for number, (level, page) in enumerate(shape):
        deepest = entries[-1][0] + 1 if entries else 1
        entries.append((min(level, deepest), f"Entry {number}", page))
    path = tmp_path_factory.getbasetemp() / "outline.pdf"
    assert outline_in(path, three_pages(entries).to_bytes()) == tuple(OutlineEntry(*entry) for entry in entries)


@pytest.mark.parametrize("loop", [b"/Next 11 0 R", b"/First 11 0 R"])
def test_one_that_runs_in_circles_is_no_outline(outline, loop):
    data = three_pages([(1, "One", 0), (1, "Two", 0)]).to_bytes()
    circular = data.replace(b"/Next 11 0 R", loop.replace(b"11", b"10"))
    assert circular != data
    assert outline(circular) == ()


def test_one_that_is_deeper_than_any_reader_goes_is_not_read(outline):
    """MuPDF would go down by recursion, and take the process with it."""
    depth = 60_000
    assert outline(three_pages([(level, "Down", 0) for level in range(1, depth)]).to_bytes()) == ()


def test_of_one_without_end_the_beginning_is_read(outline, monkeypatch):
    monkeypatch.setattr(pdf_outline, "MOST_ENTRIES", 5)
    assert len(outline(pdf_papers.many_pages(9, outline=True))) == 5


def test_a_title_without_end_is_cut(outline):
    [entry] = outline(three_pages([(1, "x" * 50_000, 0)]).to_bytes())
    assert len(entry.title) == pdf_outline.LONGEST_TITLE
