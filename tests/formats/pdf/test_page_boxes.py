"""Pages whose file gives them no size that can be shown: seen, read, linked and marked as on the whole sheet."""

from __future__ import annotations

import pytest
from papers import pdf_papers
from papers.pdf_papers import mupdf

from viewer.formats.mupdf import open_pdf
from viewer.model.geometry import PageRect, PageSize
from viewer.model.mark import Mark, MarkStyle

A4 = PageSize(595, 842)
NONSENSE = {
    "unit of nothing": "/UserUnit 0",
    "unit below nothing": "/UserUnit -2",
    "unit that is too small": "/UserUnit 0.0001",
    "unit in letters": "/UserUnit (two)",
    "crop box beside the page": "/CropBox [1000 1000 1400 1500]",
    "crop box at its edge": "/CropBox [595 0 700 842]",
    "crop box without area": "/CropBox [100 100 100 100]",
    "crop box of letters": "/CropBox [0 0 (a) /b]",
    "both": "/CropBox [1000 1000 1400 1500] /UserUnit 0",
}


@pytest.fixture
def opened(tmp_path):
    documents = []

    def write_and_open(entries):
        path = tmp_path / f"{len(documents)}.pdf"
        path.write_bytes(pdf_papers.text_pages("Hamlet", entries=entries))
        documents.append(open_pdf(str(path)))
        return documents[-1]

    yield write_and_open
    for document in documents:
        document.close()


@pytest.mark.parametrize("entries", NONSENSE.values(), ids=NONSENSE)
def test_a_page_of_no_size_is_as_large_as_its_sheet(opened, entries):
    document, sound = opened(entries), opened("")
    assert document.page_size(0) == document.info.page_sizes[0] == A4
    assert document.glyphs(0) == sound.glyphs(0)
    assert document.page_text(0) == sound.page_text(0)
    assert document.render(0, 0.5) == sound.render(0, 0.5)


@pytest.mark.parametrize(
    ("entries", "size"),
    [
        ("/UserUnit 2", PageSize(1190, 1684)),
        ("/UserUnit 0.5", PageSize(297.5, 421)),
        ("/CropBox [500 700 20 30]", PageSize(480, 670)),
        ("/CropBox [300 400 1400 1500]", PageSize(295, 442)),
        ("/CropBox [300 400 1400 1500] /UserUnit 2", PageSize(590, 884)),
    ],
)
def test_a_size_that_can_be_shown_is_kept(opened, entries, size):
    assert opened(entries).page_size(0) == size


@pytest.mark.parametrize("entries", ["/UserUnit 0", "/CropBox [1000 1000 1400 1500] /Rotate 90"])
def test_a_mark_in_a_copy_lies_at_its_words(opened, tmp_path, entries):
    document = opened(entries)
    _text, glyphs = document.glyphs(0)
    words = glyphs.rects(0, 6)
    copy = document.marked_copy(str(tmp_path / "copy.pdf"))
    copy.add(Mark(page=0, style=MarkStyle.HIGHLIGHT, rects=tuple(words), contents="Seen"))
    copy.save()
    marked = open_pdf(str(tmp_path / "copy.pdf"))
    [found] = marked.marks(0)
    [rect] = found.rects
    assert near(rect, words[0])
    marked.close()


def near(one: PageRect, other: PageRect) -> bool:
    return all(abs(getattr(one, edge) - getattr(other, edge)) < 2 for edge in ("x0", "y0", "x1", "y1"))


def test_links_lie_where_they_are_drawn(tmp_path):
    path = tmp_path / "linked.pdf"
    with mupdf.open(stream=pdf_papers.text_pages("Hamlet", "Ophelia"), filetype="pdf") as made:
        to = mupdf.Point(72, 300)
        made[0].insert_link({"kind": mupdf.LINK_GOTO, "from": mupdf.Rect(72, 60, 140, 80), "page": 1, "to": to})
        for page in made:
            made.xref_set_key(page.xref, "CropBox", "[1000 1000 1400 1500]")
        made.save(path)
    document = open_pdf(str(path))
    [link] = document.links(0)
    document.close()
    assert near(link.rect, PageRect(72, 60, 140, 80))
    assert (link.page, link.y) == (1, pytest.approx(300, abs=2))
