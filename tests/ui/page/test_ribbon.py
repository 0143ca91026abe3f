"""The document at a glance: bands and ticks at the heights of their places, a click goes there."""

from __future__ import annotations

from itertools import cycle

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QColor, QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip
from ui.painted_paper import A4, PAGES, understanding_of, usual_references

from viewer.model.annotation import HighlightColor
from viewer.model.geometry import PageSize
from viewer.model.text import PAGE_BREAK, Span
from viewer.session.changes import PlaceRequested, ViewPlace
from viewer.ui.colors import CURRENT_HIT, highlight_color, language_color, link_color
from viewer.ui.page.ribbon import Ribbon
from viewer.workers.messages.answers import PagesRead
from viewer.workers.messages.requests import ReadDocument

TEXT = PAGE_BREAK.join(PAGES)
HEIGHT = 600


@pytest.fixture
def document(paper_desk):
    understanding = understanding_of(PAGES, *usual_references(), languages=("ru", "en", "und"))
    return paper_desk.lay_open(understanding=understanding, page_labels=("i", "ii", "1"))


@pytest.fixture
def ribbon(qtbot, paper_desk, document):
    ribbon = Ribbon(document, paper_desk.session)
    qtbot.addWidget(ribbon)
    ribbon.resize(ribbon.width(), HEIGHT)
    ribbon.show()
    return ribbon


def share(words: str) -> float:
    """How far down the document words stand, from 0 to 1, pages being of one height."""
    page = next(number for number, text in enumerate(PAGES) if words in text)
    return (page + PAGES[page].index(words) / len(PAGES[page])) / len(PAGES)


def test_each_language_has_its_stretch(ribbon):
    thirds = [(0, 1 / 3, "ru"), (1 / 3, 2 / 3, "en"), (2 / 3, 1, "und")]
    for (start, end, code), (from_, to, expected) in zip(ribbon.bands, thirds, strict=True):
        assert (start, end, code) == (pytest.approx(from_), pytest.approx(to), expected)


def test_bands_are_painted_in_their_colours(ribbon):
    image = ribbon.grab().toImage()
    assert image.pixelColor(5, 100) == language_color("ru")
    assert image.pixelColor(5, 300) == language_color("en")
    hatched = {image.pixelColor(x, y).name() for x in range(3, 9) for y in range(480, 500)}
    assert len(hatched) > 1, "what is not known is hatched"


def test_references_have_ticks_where_they_are_cited(ribbon):
    ticks = {tick.words: tick for tick in ribbon.ticks}
    assert ticks["S/RES/822 (1993)"].at == pytest.approx(share("resolution 822"), abs=1e-6)
    assert ticks["A/DEC/51/408"].at == pytest.approx(share("A/DEC/51/408"), abs=1e-6)
    y = round(ticks["A/DEC/51/408"].at * HEIGHT)
    image = ribbon.grab().toImage()
    assert link_color() in [image.pixelColor(x, y) for x in range(11, 18)]
    assert link_color() not in [image.pixelColor(x, y + 8) for x in range(11, 18)]


def test_ticks_are_seen_in_the_dark(ribbon):
    tick = next(tick for tick in ribbon.ticks if tick.words == "A/DEC/51/408")
    dark = ribbon.palette()
    dark.setColor(dark.ColorRole.Window, QColor("#2b2b2b"))
    ribbon.setPalette(dark)
    image = ribbon.grab().toImage()
    expected = link_color(QColor("#2b2b2b"))
    assert expected != link_color()
    assert expected in [image.pixelColor(x, round(tick.at * HEIGHT)) for x in range(11, 18)]


def test_hits_and_notes_have_ticks_while_they_are_there(paper_desk, document, ribbon):
    paper_desk.find(document, "second")
    start = TEXT.index("rows")
    note = document.notes.highlight(Span(start, start + 4), HighlightColor.GREEN)
    document.notes.edit(note.id, body="How many?")
    by_words = {tick.words: tick for tick in ribbon.ticks}
    assert by_words["Found: second"].at == pytest.approx(share("second"), abs=1e-6)
    assert by_words["Found: second"].color == CURRENT_HIT
    assert by_words["How many?"].at == pytest.approx(share("rows"), abs=1e-6)
    image = ribbon.grab().toImage()
    y = round(share("second") * HEIGHT)
    assert CURRENT_HIT in [image.pixelColor(14, y + off) for off in (-1, 0, 1)]
    document.notes.delete([note.id])
    document.search.find("")
    assert [tick.lane for tick in ribbon.ticks] == [0, 0, 0]


def test_looking_for_words_measures_no_reference_again(document, ribbon, monkeypatch):
    def never(_ribbon):
        raise AssertionError("a long report has thousands of them")

    before = [tick for tick in ribbon.ticks if tick.lane == 0]
    monkeypatch.setattr(Ribbon, "_ticks_of_references", never)
    document.search.find("resolution")
    assert before
    assert [tick for tick in ribbon.ticks if tick.lane == 0] == before
    ribbon.grab()


def test_a_note_without_words_of_the_reader_says_the_passage(document, ribbon):
    start = TEXT.index("rows")
    document.notes.highlight(Span(start, start + 4), HighlightColor.GREEN)
    assert [tick.words for tick in ribbon.ticks if tick.lane == 2] == ["rows"]


@pytest.mark.parametrize(("y", "page"), [(0, 0), (100, 0), (199, 0), (201, 1), (450, 2), (599, 2)])
def test_a_click_goes_there(paper_desk, ribbon, y, page):
    QTest.mouseClick(ribbon, Qt.MouseButton.LeftButton, pos=QPoint(9, y))
    asked = [change for change in paper_desk.changes if isinstance(change, PlaceRequested)][-1]
    target, pulse = asked.target, asked.pulse
    assert isinstance(target, ViewPlace)
    assert target.page == page
    assert target.y == pytest.approx((y / HEIGHT * 3 - page) * A4.height, abs=1)
    assert not pulse


def test_another_button_goes_nowhere(paper_desk, ribbon):
    QTest.mouseClick(ribbon, Qt.MouseButton.RightButton, pos=QPoint(9, 300))
    assert paper_desk.places == []


def said(ribbon, y) -> str:
    """What the tooltip at a height says."""
    point = QPoint(9, round(y))
    QApplication.sendEvent(ribbon, QHelpEvent(QEvent.Type.ToolTip, point, ribbon.mapToGlobal(point)))
    return QToolTip.text()


def test_the_tooltip_says_what_lies_there(ribbon):
    assert said(ribbon, 100) == "Page i, Russian"
    assert said(ribbon, 300) == "Page ii, English"
    assert said(ribbon, 590) == "Page 1", "an unknown language is not named"
    assert said(ribbon, share("A/DEC/51/408") * HEIGHT + 2) == "A/DEC/51/408"
    assert "A/DEC" not in said(ribbon, share("A/DEC/51/408") * HEIGHT + 9)
    QToolTip.hideText()


def test_the_tooltip_names_the_nearest_first_and_each_once(paper_desk, document, ribbon):
    paper_desk.find(document, "resolution")
    words = said(ribbon, share("resolution 822") * HEIGHT).split("\n")
    assert sorted(words) == ["Found: resolution", "S/RES/822 (1993)"]
    QToolTip.hideText()


def test_pages_take_their_share_of_the_height(qtbot, paper_desk):
    document = paper_desk.open("mixed.pdf", 3)
    ribbon = Ribbon(document, paper_desk.session)
    qtbot.addWidget(ribbon)
    ribbon.resize(18, 600)
    assert ribbon._scale.tops[1] == pytest.approx(1 / 3)
    sizes = (PageSize(600, 200), PageSize(600, 100), PageSize(600, 300))
    paper_desk.worker.answer(ReadDocument, PagesRead(document.number, 0, PAGES, sizes), last=False)
    paper_desk.settle()
    qtbot.waitUntil(lambda: ribbon._scale.tops == pytest.approx([0, 1 / 3, 1 / 2, 1]))
    QTest.mouseClick(ribbon, Qt.MouseButton.LeftButton, pos=QPoint(9, 250))
    assert paper_desk.places[-1] == ViewPlace(1, pytest.approx(50, abs=1))


def test_before_anything_is_read_it_is_blank(qtbot, paper_desk):
    document = paper_desk.open("slow.pdf", 3)
    ribbon = Ribbon(document, paper_desk.session)
    qtbot.addWidget(ribbon)
    ribbon.resize(18, 600)
    assert (ribbon.bands, ribbon.ticks) == ([], [])
    assert said(ribbon, 10) == "Page 1"
    assert isinstance(ribbon.grab().toImage().pixelColor(5, 5), QColor)
    QToolTip.hideText()


def test_a_bracket_stands_beside_what_is_in_view(document, ribbon):
    def bracket() -> tuple[int, int]:
        image = ribbon.grab().toImage()
        ground = image.pixelColor(17, 599)
        rows = [y for y in range(HEIGHT) if image.pixelColor(0, y) != ground]
        return rows[0], rows[-1]

    document.viewed(ViewPlace(0, 0.0), 0, 0)
    assert bracket() == (0, 199)
    document.viewed(ViewPlace(1, 421.0), 1, 2)
    assert bracket() == (300, 599)


def test_after_its_document_it_hears_no_more(paper_desk, document):
    ribbon = Ribbon(document, paper_desk.session)
    listeners = len(paper_desk.session.changes._listeners)
    ribbon.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert len(paper_desk.session.changes._listeners) == listeners - 1


def test_other_documents_change_nothing(paper_desk, ribbon):
    before = ribbon.ticks
    other = paper_desk.lay_open(("nothing",), "other.pdf", understanding_of(("nothing",)))
    paper_desk.find(other, "nothing")
    assert list(map(id, ribbon.ticks)) == list(map(id, before)), "nothing is made anew"


@pytest.mark.parametrize("height", [5, 60, HEIGHT])
def test_notes_have_no_more_ticks_than_can_be_told_apart(document, ribbon, height):
    for at in range(len(TEXT) - 1):
        color = (HighlightColor.GREEN, HighlightColor.RED)[at % 2]
        document.notes.highlight(Span(at, at + 1), color, body=str(at))
    ribbon.resize(ribbon.width(), height)
    ticks = [tick for tick in ribbon.ticks if tick.lane == 2]
    assert len(ticks) <= 2 * (height + 2)
    for note in document.notes.annotations:
        at, color = ribbon._scale.at(note.anchor.span.start), highlight_color(note.color).darker(130)
        assert any(abs(tick.at - at) <= 1 / height and tick.color == color for tick in ticks), note.body


def picture(ribbon):
    return ribbon.grab().toImage()


def test_what_changes_note_by_note_looks_as_if_it_were_painted_anew(document, ribbon):
    spans = [Span(at, at + 5) for at in range(0, len(document.text) - 5, 3)]
    made = [document.notes.highlight(span, color).id for span, color in zip(spans, cycle(HighlightColor), strict=False)]
    picture(ribbon)
    document.notes.delete(made[2:9])
    document.notes.recolor(made[20:22], HighlightColor.RED)
    document.notes.edit(made[30], body="words")
    document.notes.undo()
    document.notes.highlight(spans[3], HighlightColor.VIOLET)
    kept = picture(ribbon)
    ticks = ribbon.ticks
    ribbon._note_ticks = ribbon._pixmap = None
    assert ribbon.ticks == ticks
    assert picture(ribbon) == kept
