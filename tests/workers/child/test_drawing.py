"""Who draws a page: PDFium a heavy one, MuPDF any other and what PDFium cannot."""

from __future__ import annotations

import pytest
from papers import pdf_papers

from viewer.formats.engine import PixelBox
from viewer.formats.mupdf import open_pdf
from viewer.formats.pdfium import PdfiumPages
from viewer.model.geometry import PageSize
from viewer.workers.child.drawing import PageDrawing
from viewer.workers.messages.requests import PixelRect, Renderer, RenderTile

A4 = PageSize(595, 842)
LIGHT, HEAVY = 100, 4_000
"""Curves on a page."""


class Others:
    """PDFium with a register of the pages it was asked for."""

    def __init__(self, path):
        self.pages = PdfiumPages(path)
        self.page_count = self.pages.page_count
        self.asked = []
        self.closed = False

    def render(self, page, size, scale, clip=None):
        self.asked.append(page)
        return self.pages.render(page, size, scale, clip)

    def close(self):
        self.closed = True
        self.pages.close()


class Failing(Others):
    def render(self, page, size, scale, clip=None):
        super().render(page, size, scale, clip)
        raise RuntimeError("a page that PDFium does not like")


class Desk:
    """A paper with that many curves on its page, and who may draw it."""

    def __init__(self, path, curves):
        path.write_bytes(pdf_papers.heavy_vectors(curves))
        self.path = str(path)
        self.engine = open_pdf(self.path)
        self.opened = []

    def drawing(self, kind=Others):
        def open_others():
            self.opened.append(kind(self.path))
            return self.opened[-1]

        return PageDrawing(self.engine, open_others)


@pytest.fixture
def desk(tmp_path):
    desks = []

    def of(curves):
        desks.append(Desk(tmp_path / f"{curves}.pdf", curves))
        return desks[-1]

    yield of
    for each in desks:
        each.engine.close()


def test_pdfium_draws_a_heavy_page_and_is_opened_once(desk):
    heavy = desk(HEAVY)
    drawing = heavy.drawing()
    whole = drawing.draw(RenderTile(1, 0, 0.5), A4)
    part = drawing.draw(RenderTile(1, 0, 0.5, PixelRect(0, 100, 298, 50)), A4)
    (others,) = heavy.opened
    assert others.asked == [0, 0]
    same = whole.data[100 * whole.stride : 150 * whole.stride]
    assert all(abs(one - two) <= 2 for one, two in zip(part.data, same, strict=True))
    assert part.box == PixelBox(0, 100, 298, 50)
    drawing.close()
    assert others.closed


def test_for_any_other_page_it_is_not_even_opened(desk):
    light = desk(LIGHT)
    drawing = light.drawing()
    assert drawing.draw(RenderTile(1, 0, 0.5), A4) == light.engine.render(0, 0.5)
    assert light.opened == []
    drawing.close()


@pytest.mark.parametrize(("curves", "renderer", "by_pdfium"), [(HEAVY, Renderer.OWN, 0), (LIGHT, Renderer.PDFIUM, 1)])
def test_who_is_named_draws(desk, curves, renderer, by_pdfium):
    paper = desk(curves)
    drawing = paper.drawing()
    drawing.draw(RenderTile(1, 0, 0.5, renderer=renderer), A4)
    assert len(paper.opened) == by_pdfium
    drawing.close()


def test_what_pdfium_fails_at_mupdf_draws_and_pdfium_is_not_asked_again(desk):
    heavy = desk(HEAVY)
    drawing = heavy.drawing(Failing)
    for _ in range(2):
        assert drawing.draw(RenderTile(1, 0, 0.5), A4) == heavy.engine.render(0, 0.5)
    assert heavy.opened[0].asked == [0]
    with pytest.raises(RuntimeError, match="does not like"):
        drawing.draw(RenderTile(1, 0, 0.5, renderer=Renderer.PDFIUM), A4)
    drawing.close()


def test_pdfium_draws_nothing_where_it_counts_other_pages(desk):
    heavy = desk(HEAVY)
    drawing = heavy.drawing()
    drawing.draw(RenderTile(1, 0, 0.1), A4)
    heavy.opened[0].page_count = 7
    assert drawing.draw(RenderTile(1, 0, 0.5), A4) == heavy.engine.render(0, 0.5)
    assert len(heavy.opened[0].asked) == 1
    with pytest.raises(ValueError, match="counts other pages"):
        drawing.draw(RenderTile(1, 0, 0.5, renderer=Renderer.PDFIUM), A4)
    drawing.close()
