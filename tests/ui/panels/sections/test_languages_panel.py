"""The languages: their shares as a bar, their sections below each."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from ui.panels import mixed_paper

from viewer.model.document import LanguageShare
from viewer.session.changes import ViewPlace
from viewer.ui.look.colors import language_color
from viewer.ui.panels.sections.languages_panel import LanguagesPanel, caption
from viewer.ui.panels.sections.shares_bar import SharesBar
from viewer.ui.wording.sections import share_in_words

HERE = Qt.ItemDataRole.AccessibleTextRole


@pytest.fixture
def document(desk):
    return mixed_paper.read_to_its_end(desk)


@pytest.fixture
def panel(qtbot, desk):
    panel = LanguagesPanel(desk.session)
    qtbot.addWidget(panel)
    panel.resize(288, 600)
    panel.show()
    return panel


@pytest.mark.usefixtures("document")
def test_languages_with_their_sections(panel):
    model = panel.languages
    names = [model.index(row, 0).data() for row in range(model.rowCount())]
    assert names[:3] == ["English", "Russian", "Arabic"]
    assert "Language not known" in names
    english = model.index(0, 0)
    assert [model.index(row, 0, english).data() for row in range(model.rowCount(english))][2] == "I. Introduction"
    assert english.data(HERE) == "English, 57%, 6904 characters"
    assert model.index(2, 0, english).data(HERE) == "I. Introduction, page 3"
    assert panel.caption.text() == "7 languages, 12217 characters"


@pytest.mark.usefixtures("document")
def test_at_first_the_shares_of_all_languages_are_seen_together(panel):
    tree, model = panel.tree, panel.languages
    languages = [model.index(row, 0) for row in range(model.rowCount())]
    assert not any(map(tree.isExpanded, languages))
    tops = [tree.visualRect(index).top() for index in languages]
    assert len({below - above for above, below in pairwise(tops)}) == 1


@pytest.mark.usefixtures("document")
def test_a_language_that_was_unfolded_stays_so(desk, document, panel):
    panel.tree.expand(panel.languages.index(1, 0))
    other = desk.open("other.pdf")
    assert panel.document is other
    desk.session.make_current(document.number)
    assert [panel.tree.isExpanded(panel.languages.index(row, 0)) for row in range(2)] == [False, True]


@pytest.mark.usefixtures("document")
def test_qt_finds_no_fault_in_the_model(panel, qtmodeltester):
    qtmodeltester.check(panel.languages, force_py=True)


def test_a_section_and_a_language_lead_to_their_places(qtbot, desk, document, panel):
    english, russian = panel.languages.index(0, 0), panel.languages.index(1, 0)
    panel.tree.expand(english)
    for index in (panel.languages.index(2, 0, english), russian):
        rect = panel.tree.visualRect(index)
        qtbot.mouseClick(panel.tree.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    understanding = document.understanding
    assert desk.places == [understanding.sections[4].span, understanding.languages[0].span]


def test_the_bar_leads_to_a_language(qtbot, desk, document, panel):
    parts = dict(panel.bar.parts())
    qtbot.mouseClick(panel.bar, Qt.MouseButton.LeftButton, pos=parts["ru"].center())
    assert desk.places == [document.understanding.languages[0].span]
    assert panel.tree.currentIndex().data() == "Russian"


def test_the_current_section_is_marked(document, panel):
    document.viewed(ViewPlace(7), 7, 7)
    assert panel.languages.marked_index.data() == "ألف - مقدمة"


def test_the_keys_begin_at_the_language_that_is_read_and_unfold_nothing(come_to, document, panel):
    document.viewed(ViewPlace(7), 7, 7)
    come_to(panel)
    assert panel.tree.currentIndex().data() == "Arabic"
    assert not panel.tree.isExpanded(panel.tree.currentIndex())


def test_it_says_why_there_is_nothing(desk, panel):
    assert panel.tree.empty.text() == "The languages of a document and their shares of its text are listed here."
    assert panel.tree.geometry().top() == 0, "no room is kept for the bar"
    desk.open("new.pdf")
    assert panel.tree.empty.text() == "Languages appear as the document is read."
    assert not panel.bar.isVisible()


@pytest.mark.parametrize(
    ("share", "said"), [(0.0, "0%"), (0.0001, "<1%"), (0.01, "1%"), (0.565, "56%"), (0.9999, ">99%"), (1.0, "100%")]
)
def test_shares_in_words(share, said):
    assert share_in_words(share) == said


@pytest.mark.parametrize(
    ("codes", "said"),
    [
        ("", ""),
        ("en", "1 language, 7 characters"),
        ("en und", "1 language, 14 characters"),
        ("en fr", "2 languages, 14 characters"),
        ("und", "No language known, 7 characters"),
    ],
)
def test_text_of_no_known_language_is_not_counted_as_one(codes, said):
    assert caption([LanguageShare(code, 7, 0.5) for code in codes.split()]) == said


SHARES = (LanguageShare("en", 900, 0.9), LanguageShare("ru", 95, 0.095), LanguageShare("und", 5, 0.005))


@pytest.fixture
def bar(qtbot):
    bar = SharesBar()
    qtbot.addWidget(bar)
    bar.resize(200, 24)
    bar.show_shares(SHARES)
    return bar


def test_the_bar_is_filled_and_every_language_is_seen(bar):
    parts = bar.parts()
    assert [code for code, _ in parts] == ["en", "ru", "und"]
    assert (parts[0][1].left(), parts[-1][1].right()) == (0, 199)
    assert all(part.width() >= 3 for _, part in parts)
    assert bar.accessibleDescription() == "English 90%, Russian 10%, Language not known <1%"


def test_the_bar_begins_at_the_leading_edge(bar):
    bar.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    parts = dict(bar.parts())
    assert parts["en"].right() == 199
    assert parts["und"].left() == 0
    assert bar.language_at(1).language == "und"


def test_the_bar_is_painted_in_the_languages_colours(bar):
    image = bar.grab().toImage()
    ratio = image.devicePixelRatio()
    for code, part in bar.parts()[:2]:
        assert image.pixelColor((part.topLeft() + QPoint(4, 4)) * ratio) == language_color(code)


def test_many_languages_fit(bar):
    bar.show_shares([LanguageShare(code, 1, 0.05) for code in ["en"] * 20])
    parts = [part for _, part in bar.parts()]
    assert all(one.right() < other.left() for one, other in pairwise(parts))
    assert parts[-1].right() == 199
