"""The empty window: one sentence, a button, the files opened last."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCommandLinkButton, QLabel, QPushButton, QScrollArea

from viewer.ui.frame.start_page import SHOWN, WIDTH, StartPage
from viewer.ui.look.colors import luminance
from viewer.ui.widgets.quiet_label import QuietLabel

FILES = [f"/papers/{number}/note {number}.pdf" for number in range(SHOWN + 3)]


@pytest.fixture
def page(qtbot, paper_desk):
    page = StartPage(paper_desk.session)
    qtbot.addWidget(page)
    page.resize(900, 700)
    page.show()
    return page


def remember(desk, *files) -> None:
    desk.session.change_settings(replace(desk.session.settings, recent_files=files))
    QApplication.processEvents()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def links(page) -> list[QCommandLinkButton]:
    return [link for link in page.findChildren(QCommandLinkButton) if not link.isHidden()]


def words(page) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible() and label.text()]


def test_it_invites_to_open_a_document(qtbot, page):
    assert any("United Nations document" in text for text in words(page))
    assert "or drop a file here" in words(page)
    [button] = [button for button in page.findChildren(QPushButton) if not isinstance(button, QCommandLinkButton)]
    assert button.isDefault()
    with qtbot.waitSignal(page.open_requested):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_what_steps_back_can_still_be_read(paper_desk, page):
    remember(paper_desk, FILES[0])
    quiet = [label for label in page.findChildren(QuietLabel) if label.isVisible()]
    assert [label.text() for label in quiet][0::2] == ["or drop a file here", "Recent files"]
    for label in quiet:
        assert label.isEnabled(), "a style paints words of what is not enabled with less contrast still"
        shades = label.palette()
        lit = [luminance(shades.color(role)) for role in (shades.ColorRole.WindowText, shades.ColorRole.Window)]
        assert (max(lit) + 0.05) / (min(lit) + 0.05) >= 4.5


def test_without_recent_files_nothing_is_said_of_them(page):
    assert links(page) == []
    assert "Recent files" not in words(page)


def test_recent_files_are_listed_newest_first(paper_desk, page):
    remember(paper_desk, *FILES[:3])
    assert [link.text() for link in links(page)] == ["note 0.pdf", "note 1.pdf", "note 2.pdf"]
    assert [Path(link.description()) for link in links(page)] == [Path(name).parent for name in FILES[:3]]
    assert "Recent files" in words(page)
    remember(paper_desk, FILES[2], FILES[0])
    assert [link.text() for link in links(page)] == ["note 2.pdf", "note 0.pdf"]


def test_files_of_an_earlier_start_are_listed_at_once(qtbot, paper_desk):
    remember(paper_desk, FILES[4])
    page = StartPage(paper_desk.session)
    qtbot.addWidget(page)
    page.show()
    assert [link.text() for link in links(page)] == ["note 4.pdf"]


def test_a_few_are_listed_and_the_menu_has_the_others(paper_desk, page):
    remember(paper_desk, *FILES)
    assert len(links(page)) == SHOWN


def test_a_click_chooses_the_file_there_or_not(qtbot, paper_desk, page):
    remember(paper_desk, *FILES[:3])
    with qtbot.waitSignal(page.file_chosen) as chosen:
        QTest.mouseClick(links(page)[1], Qt.MouseButton.LeftButton)
    assert chosen.args == [Path(FILES[1])]


@pytest.mark.parametrize("name", ["A&B.pdf", "&c.pdf", "both && none.pdf"])
def test_names_are_shown_as_they_are(paper_desk, page, name):
    remember(paper_desk, f"/R&D/{name}")
    [link] = links(page)
    assert link.text() == name.replace("&", "&&"), "a single one would underline the next letter"
    assert link.shortcut().isEmpty()
    assert link.toolTip() == str(Path(f"/R&D/{name}"))


def test_the_column_does_not_grow_with_long_names(paper_desk, page):
    remember(paper_desk, "/papers/" + "very long folder/" * 20 + "name " * 40 + ".pdf")
    assert page.width() == 900
    assert links(page)[0].width() <= 900


LONG = (
    "/papers/"
    + "a folder of the session/" * 9
    + "Letter from the Permanent Representative to the President of the Council "
)


def test_long_names_that_differ_at_their_ends_look_different(paper_desk, page):
    remember(paper_desk, *(f"{LONG}{number}.pdf" for number in range(3)))
    pictures = [link.grab().toImage() for link in links(page)]
    assert pictures[0] != pictures[1]
    assert pictures[1] != pictures[2]
    rows = {(link.x(), link.width(), link.height()) for link in links(page)}
    assert len(rows) == 1, "a long folder takes one line as any other"


def test_in_a_low_window_nothing_is_squeezed_and_the_last_file_can_be_scrolled_to(qtbot, paper_desk, page):
    remember(paper_desk, *FILES)
    page.resize(500, 300)
    qtbot.waitUntil(lambda: page.findChild(QScrollArea).verticalScrollBar().maximum() > 0)
    for link in links(page):
        assert link.height() >= link.sizeHint().height()
    last = links(page)[-1]
    assert last.visibleRegion().isEmpty()
    page.findChild(QScrollArea).ensureWidgetVisible(last)
    assert not last.visibleRegion().isEmpty()


def test_from_the_right_the_sign_stands_at_the_right(paper_desk, page):
    remember(paper_desk, "/papers/a.pdf")
    [link] = links(page)
    left = link.grab().toImage()
    link.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    right = link.grab().toImage()

    def inked(picture, span):
        ground = picture.pixelColor(picture.width() // 2, 2)
        return any(picture.pixelColor(x, y) != ground for x in span for y in range(8, picture.height() - 8))

    near, far = range(8, 28), range(left.width() - 28, left.width() - 8)
    assert (inked(left, near), inked(left, far)) == (True, False)
    assert (inked(right, near), inked(right, far)) == (False, True)


def test_side_panels_leave_the_page_its_width(page):
    assert page.minimumSizeHint().width() >= WIDTH
