"""Pages that are turned or stand in pairs: the same pixels, the same words under the pointer, the same place."""

from __future__ import annotations

import pytest
from papers import pdf_papers
from PySide6.QtCore import QPoint, QPointF, QRect
from PySide6.QtGui import QTransform

from viewer.model.annotation import AnnotationKind, HighlightColor
from viewer.model.geometry import PageRect
from viewer.model.text import Span
from viewer.ui.page.layout import Arrangement


@pytest.fixture
def pages(real_pages, sample_pdf):
    """The sample document at a zoom at which a page fits however it is turned."""
    pages = real_pages(sample_pdf, size=(800, 800))
    pages.view.set_zoom(0.5)
    pages.settle()
    return pages


def picture(view, page):
    """A page as it is painted."""
    placed, size = view.place_on_screen(page, 1.0)
    rect = placed.mapRect(QRect(QPoint(0, 0), size))
    assert view.viewport().rect().contains(rect)
    return view.viewport().grab(rect).toImage()


@pytest.mark.parametrize("quarters", [1, 2, 3, -1])
def test_a_turned_page_is_the_same_page_turned(pages, quarters):
    straight = picture(pages.view, 0)
    pages.view.turn(quarters)
    pages.view.set_zoom(0.5)
    pages.settle()
    turned = picture(pages.view, 0)
    expected = straight.transformed(QTransform().rotate(90 * quarters))
    assert turned.size() == expected.size()
    assert turned == expected.convertToFormat(turned.format())


@pytest.mark.parametrize("quarters", range(4))
@pytest.mark.parametrize("arrangement", list(Arrangement))
def test_what_is_under_the_pointer_is_what_is_painted_there(pages, quarters, arrangement):
    view = pages.view
    view.arrange(arrangement)
    view.turn(quarters)
    pages.settle()
    for page in view.visible_pages():
        rect = PageRect(100, 200, 140, 215)
        shown = view.rect_in_view(page, rect)
        assert shown.isValid()
        found, point = view.point_on_page(QPointF(shown.center()))
        assert found == page
        assert (point.x, point.y) == pytest.approx((120, 207.5), abs=0.01)


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_a_place_is_shown_on_turned_pages(pages, quarters):
    document, view = pages.document, pages.view
    view.turn(quarters)
    view.fit_width()
    pages.settle()
    start = str(document.text).index("Resolution 2365")
    span = Span(start, start + 15)
    document.go_to(span)
    pages.settle()
    page, part = next(iter(document.text.by_page(span)))
    rect = view.rect_in_view(page, view.marks.rects_of(page, part)[0])
    assert view.viewport().rect().contains(rect.center().toPoint())
    assert document.place.page == page


def test_turning_and_arranging_stay_at_the_page(pages):
    document, view = pages.document, pages.view
    document.go_to_page(2)
    pages.settle()
    for change in (lambda: view.turn(1), lambda: view.arrange(Arrangement.PAIRS), lambda: view.turn(-1)):
        change()
        pages.settle()
        assert document.place.page == 2
        assert 2 in view.visible_pages()


def test_dark_pages_have_light_letters(pages):
    view = pages.view
    light = picture(view, 0)
    view.set_dark(True)
    pages.settle()
    dark = picture(view, 0)
    corner = light.pixelColor(5, 5)
    assert (corner.name(), dark.pixelColor(5, 5).name()) == ("#ffffff", "#1e1e1e")
    inked = next(
        (x, y)
        for y in range(light.height())
        for x in range(5, light.width() - 5)
        if light.pixelColor(x, y).value() < 60
    )
    assert dark.pixelColor(*inked).value() > 160
    view.set_dark(False)
    pages.settle()
    assert picture(view, 0) == light


MARKED = {
    "compliments": (AnnotationKind.HIGHLIGHT, [0, 1, 2, 3, 4, 5]),
    "honourable": (AnnotationKind.UNDERLINE, [5]),
    "circulated": (AnnotationKind.STRIKE_THROUGH, [3]),
}
"""Words, how they are marked, and in which of six strips from their tops to their bottoms that is seen."""


def where_marked(before, after, quarters):
    """Which of six strips of the words, from their tops to their bottoms, have changed."""
    upright = QTransform().rotate(-90 * quarters)
    before, after = before.transformed(upright), after.transformed(upright)
    height, width = before.height(), before.width()
    changed = [sum(before.pixel(x, y) != after.pixel(x, y) for x in range(width)) / width for y in range(height)]
    strips = [changed[height * strip // 6 : height * (strip + 1) // 6] for strip in range(6)]
    return [number for number, strip in enumerate(strips) if max(strip) > 0.5]


@pytest.mark.parametrize("in_file", range(4))
@pytest.mark.parametrize("in_view", [0, 1])
def test_words_are_marked_at_their_letters_however_the_page_is_turned(real_pages, tmp_path, in_file, in_view):
    path = tmp_path / "turned.pdf"
    path.write_bytes(pdf_papers.text_pages("\n\n".join(MARKED), entries=f"/Rotate {90 * in_file}"))
    pages = real_pages(path, size=(900, 900))
    document, view = pages.document, pages.view
    view.turn(in_view)
    view.set_zoom(0.9)
    pages.settle()
    for words, (kind, strips) in MARKED.items():
        start = str(document.text).index(words)
        span = Span(start, start + len(words))
        document.go_to(span, pulse=False)
        document.clear_selection()
        pages.settle()
        page, part = next(iter(document.text.by_page(span)))
        rect = view.rect_in_view(page, view.marks.rects_of(page, part)[0]).toRect()
        before = view.viewport().grab(rect).toImage()
        document.notes.highlight(span, HighlightColor.RED, kind=kind)
        pages.settle()
        after = view.viewport().grab(rect).toImage()
        assert where_marked(before, after, in_file + in_view) == strips, words
