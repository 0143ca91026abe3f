"""The document at a glance: bands and ticks at the heights of their places, a click goes there."""

from __future__ import annotations

from dataclasses import replace
from itertools import cycle

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QColor, QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip
from ui.painted_paper import A4, PAGES, reference_at, understanding_of, usual_references

from viewer.model.annotation import HighlightColor
from viewer.model.document import LanguageRun
from viewer.model.geometry import PageSize
from viewer.model.text import PAGE_BREAK, Span
from viewer.session import parts
from viewer.session.changes import PlaceRequested, UnderstandingChanged, ViewPlace
from viewer.ui.look.colors import CURRENT_HIT, highlight_color, language_color, link_color
from viewer.ui.page.ribbon import Ribbon
from viewer.ui.page.ribbon_layers import HitTicks, LanguageBands, NoteTicks, ReferenceTicks, Tick, Ticks
from viewer.ui.page.ribbon_scale import Scale
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


def looked(ribbon) -> Ribbon:
    """The ribbon when it has looked at all that lies on it."""
    ribbon.grab()
    ribbon._looking.finish()
    return ribbon


def ticks_of(ribbon, kind=Ticks) -> list[Tick]:
    """The ticks of a kind, from the lowest layer up."""
    layers = [layer for layer in looked(ribbon)._layers.values() if isinstance(layer, kind)]
    return [tick for layer in layers for line in sorted(layer.by_line) for tick in layer.by_line[line]]


def bands_of(ribbon) -> list[tuple[float, float, str]]:
    return looked(ribbon)._layers[LanguageBands].stretches


def picture(ribbon):
    return looked(ribbon).grab().toImage()


def share(words: str) -> float:
    """How far down the document words stand, from 0 to 1, pages being of one height."""
    page = next(number for number, text in enumerate(PAGES) if words in text)
    return (page + PAGES[page].index(words) / len(PAGES[page])) / len(PAGES)


def test_each_language_has_its_stretch(ribbon):
    thirds = [(0, 1 / 3, "ru"), (1 / 3, 2 / 3, "en"), (2 / 3, 1, "und")]
    for (start, end, code), (from_, to, expected) in zip(bands_of(ribbon), thirds, strict=True):
        assert (start, end, code) == (pytest.approx(from_), pytest.approx(to), expected)


def test_bands_are_painted_in_their_colours(ribbon):
    image = picture(ribbon)
    assert image.pixelColor(5, 100) == language_color("ru")
    assert image.pixelColor(5, 300) == language_color("en")
    hatched = {image.pixelColor(x, y).name() for x in range(3, 9) for y in range(480, 500)}
    assert len(hatched) > 1, "what is not known is hatched"


def test_references_have_ticks_where_they_are_cited(ribbon):
    ticks = {tick.words: tick for tick in ticks_of(ribbon)}
    assert ticks["S/RES/822 (1993)"].at == pytest.approx(share("resolution 822"), abs=1e-6)
    assert ticks["A/DEC/51/408"].at == pytest.approx(share("A/DEC/51/408"), abs=1e-6)
    y = round(ticks["A/DEC/51/408"].at * HEIGHT)
    image = picture(ribbon)
    assert link_color() in [image.pixelColor(x, y) for x in range(11, 18)]
    assert link_color() not in [image.pixelColor(x, y + 8) for x in range(11, 18)]


def test_ticks_are_seen_in_the_dark(ribbon):
    tick = next(tick for tick in ticks_of(ribbon) if tick.words == "A/DEC/51/408")
    dark = ribbon.palette()
    dark.setColor(dark.ColorRole.Window, QColor("#2b2b2b"))
    ribbon.setPalette(dark)
    image = picture(ribbon)
    expected = link_color(QColor("#2b2b2b"))
    assert expected != link_color()
    assert expected in [image.pixelColor(x, round(tick.at * HEIGHT)) for x in range(11, 18)]


def test_hits_and_notes_have_ticks_while_they_are_there(paper_desk, document, ribbon):
    paper_desk.find(document, "second")
    start = TEXT.index("rows")
    note = document.notes.highlight(Span(start, start + 4), HighlightColor.GREEN)
    document.notes.edit(note.id, body="How many?")
    by_words = {tick.words: tick for tick in ticks_of(ribbon)}
    assert by_words["Found: second"].at == pytest.approx(share("second"), abs=1e-6)
    assert by_words["Found: second"].color == CURRENT_HIT
    assert by_words["How many?"].at == pytest.approx(share("rows"), abs=1e-6)
    image = picture(ribbon)
    y = round(share("second") * HEIGHT)
    assert CURRENT_HIT in [image.pixelColor(14, y + off) for off in (-1, 0, 1)]
    document.notes.delete([note.id])
    document.search.find("")
    assert ticks_of(ribbon) == ticks_of(ribbon, ReferenceTicks) != []


def test_looking_for_words_measures_no_reference_again(paper_desk, document, ribbon, monkeypatch):
    def never(*_args):
        raise AssertionError("a long report has thousands of them")

    before = ticks_of(ribbon, ReferenceTicks)
    monkeypatch.setattr(ReferenceTicks, "tick", never)
    paper_desk.find(document, "resolution")
    assert before
    assert ticks_of(ribbon, HitTicks)
    assert ticks_of(ribbon, ReferenceTicks) == before


def test_a_note_without_words_of_the_reader_says_the_passage(document, ribbon):
    start = TEXT.index("rows")
    document.notes.highlight(Span(start, start + 4), HighlightColor.GREEN)
    assert [tick.words for tick in ticks_of(ribbon, NoteTicks)] == ["rows"]


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
    """What the tooltip at a height says, when the ribbon has looked at all that lies on it."""
    looked(ribbon)
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
    assert (bands_of(ribbon), ticks_of(ribbon)) == ([], [])
    assert said(ribbon, 10) == "Page 1"
    assert isinstance(picture(ribbon).pixelColor(5, 5), QColor)
    QToolTip.hideText()


def test_a_bracket_stands_beside_what_is_in_view(document, ribbon):
    def bracket() -> tuple[int, int]:
        image = picture(ribbon)
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
    before = ticks_of(ribbon)
    other = paper_desk.lay_open(("nothing",), "other.pdf", understanding_of(("nothing",)))
    paper_desk.find(other, "nothing")
    assert list(map(id, ticks_of(ribbon))) == list(map(id, before)), "nothing is made anew"


@pytest.mark.parametrize("height", [5, 60, HEIGHT])
def test_notes_have_no_more_ticks_than_can_be_told_apart(document, ribbon, height):
    for at in range(len(TEXT) - 1):
        color = (HighlightColor.GREEN, HighlightColor.RED)[at % 2]
        document.notes.highlight(Span(at, at + 1), color, body=str(at))
    ribbon.resize(ribbon.width(), height)
    ticks = ticks_of(ribbon, NoteTicks)
    assert len(ticks) <= 2 * (height + 2)
    for note in document.notes.annotations:
        at, color = ribbon._scale.at(note.anchor.span.start), highlight_color(note.color).darker(130)
        assert any(abs(tick.at - at) <= 1 / height and tick.color == color for tick in ticks), note.body


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
    ticks = ticks_of(ribbon)
    ribbon._renew(NoteTicks)
    assert ticks_of(ribbon) == ticks
    assert picture(ribbon) == kept


class CountingScale(Scale):
    """Counts the places that are asked for."""

    asked = 0

    def at(self, offset: int) -> float:
        self.asked += 1
        return super().at(offset)


@pytest.mark.parametrize("kind", [LanguageBands, ReferenceTicks, HitTicks, NoteTicks])
def test_a_step_looks_at_one_line_however_much_lies_there(paper_desk, kind):
    pages = ("word " * 2000,) * 3
    understanding = understanding_of(pages, reference_at(PAGE_BREAK.join(pages), "word", "A/1"))
    runs = [LanguageRun(Span(at, at + 5), ("en", "fr")[at % 2], 1.0) for at in range(0, 30_000, 5)]
    document = paper_desk.lay_open(pages, understanding=replace(understanding, languages=tuple(runs)))
    paper_desk.find(document, "word")
    for at in range(0, 30_000, 50):
        document.notes.highlight(Span(at, at + 4), HighlightColor.GREEN)
    scale, steps = CountingScale(document), 0
    layer = kind(document, scale, HEIGHT, QColor("white"))
    assert len(layer.things) > HEIGHT / 2
    for steps, _ in enumerate(layer.filling(), 1):  # noqa: B007 - counted
        assert scale.asked < 60
        scale.asked = 0
    assert 0 < steps <= HEIGHT + 1


def test_what_was_found_before_stays_in_sight_until_all_is_found_anew(paper_desk, document, ribbon, monkeypatch):
    before = picture(ribbon)
    document.understanding = understanding_of(PAGES, languages=("fr", "ar", "es"))
    document.tell(UnderstandingChanged(document.number))
    monkeypatch.setattr(parts, "SLICE_SECONDS", 0.0)
    assert ribbon.grab().toImage() == before
    assert ribbon._looking.goes_on
    paper_desk.settle()
    assert not ribbon._looking.goes_on
    assert ribbon.grab().toImage().pixelColor(5, 100) == language_color("fr")
