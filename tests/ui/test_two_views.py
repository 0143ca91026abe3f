"""Two views in one tab: of one document, and of two; what commands go to, and what becomes of them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from ui.painted_paper import LONG_PAGES, PAGES

from viewer.model.annotation import HighlightColor
from viewer.model.text import Span
from viewer.session.changes import ViewPlace
from viewer.ui.look.colors import luminance
from viewer.ui.page.layout import Fit
from viewer.ui.tabs.tab_page import SplitWay
from viewer.workers.messages.answers import Opened
from viewer.workers.messages.requests import OpenFile, ReadGlyphs, RenderTile


@pytest.fixture
def settle(qtbot, paper_desk, window):
    return lambda: qtbot.waitUntil(
        lambda: not paper_desk.serve() and all(view.settled for view in window.tabs.views if view.isVisible())
    )


@pytest.fixture
def document(paper_desk, settle):
    document = paper_desk.lay_open(LONG_PAGES, "long.pdf")
    settle()
    return document


@pytest.fixture
def halves(window, document, settle):
    """The two panes of a document that has been split, the second one active."""
    window.actions_by_name["split_beside"].trigger()
    settle()
    assert window.tabs.current_view.document is document
    return window.tabs.current_page.panes


@pytest.fixture
def pair(paper_desk, window, document, settle):
    """Two documents in one tab, the first one active."""
    other = paper_desk.lay_open(LONG_PAGES, "other.pdf")
    paper_desk.session.make_current(document.number)
    window.tabs.show_beside(other.number)
    settle()
    return document, other


def titles(window) -> list[str]:
    return [window.tabs.tabText(index) for index in range(window.tabs.count())]


def click(pane) -> None:
    QTest.mouseClick(pane.view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(5, 200))


# -- one document at two places ---------------------------------------------------------------------------------------


def test_a_second_view_begins_where_the_first_is_and_then_goes_its_own_way(window, document, settle):
    document.go_to_page(3)
    settle()
    window.actions_by_name["split_beside"].trigger()
    settle()
    first, second = (pane.view for pane in window.tabs.current_page.panes)
    assert second.hasFocus()
    assert (first.place.page, second.place.page) == (3, 3)
    document.go_to_page(8)
    settle()
    assert (first.place.page, second.place.page, document.place.page) == (3, 8, 8)
    second.set_zoom(0.5)
    settle()
    assert first.zoom != pytest.approx(0.5)
    assert first.fit is Fit.WIDTH


def test_a_second_view_marks_what_was_known_before_it_came(paper_desk, window, settle):
    document = paper_desk.lay_open(PAGES)
    settle()
    document.notes.highlight(Span(0, 9), HighlightColor.GREEN)
    window.actions_by_name["split_beside"].trigger()
    settle()
    first, second = (pane.view for pane in window.tabs.current_page.panes)
    marks = first.marks.of_page(0)
    assert marks.mentions
    assert marks.markings
    assert second.marks.of_page(0) == marks


def test_the_document_is_where_the_view_is_that_was_used_last(qtbot, window, document, halves, settle):
    first, second = halves
    document.go_to_page(8)
    settle()
    assert window.status.text.startswith("Page 9 of 12")
    with qtbot.waitSignal(window.tabs.view_changed):
        click(first)
    assert document.place.page == first.view.place.page == 0
    assert window.status.text.startswith("Page 1 of 12")
    assert window.reading_bar.page_field.text() == "1"
    assert window.tabs.current_view is window.tabs.view_of(document.number) is first.view
    document.go_to_page(5)
    settle()
    assert (first.view.place.page, second.view.place.page) == (5, 8)


def test_each_view_has_its_own_way_back(window, document, halves, settle):
    first, second = halves
    document.go_to_page(8)
    settle()
    assert window.actions_by_name["back"].isEnabled()
    click(first)
    window.update_actions()
    assert not window.actions_by_name["back"].isEnabled()
    click(second)
    document.back()
    settle()
    assert (first.view.place.page, second.view.place.page) == (0, 0)


def test_scrolling_the_other_view_does_not_move_the_reader(document, halves, settle):
    first, _ = halves
    first.view.verticalScrollBar().setValue(first.view.verticalScrollBar().maximum())
    settle()
    assert first.view.place.page == 11
    assert document.place.page == 0


def test_the_active_view_bears_a_bar_and_stands_in_bold(halves):
    first, second = halves
    assert not first.header.title.font().bold()
    assert second.header.title.font().bold()
    highlight = second.palette().color(second.palette().ColorRole.Highlight)
    assert second.header.grab().toImage().pixelColor(20, 0) == highlight
    assert first.header.grab().toImage().pixelColor(20, 0) != highlight
    assert "active" in second.header.accessibleName()
    assert "Page 1 of 12" in second.header.page.text()
    shades = second.header.page.palette()
    lit = sorted(luminance(shades.color(role)) for role in (shades.ColorRole.WindowText, shades.ColorRole.Window))
    assert (lit[1] + 0.05) / (lit[0] + 0.05) >= 4.5


@pytest.mark.usefixtures("document")
def test_pixels_and_glyphs_that_both_views_show_are_asked_for_once(paper_desk, window, settle):
    window.actions_by_name["split_beside"].trigger()
    served: list[object] = []
    for _ in range(20):
        QApplication.processEvents()
        QTest.qWait(10)
        served += paper_desk.serve()
    settle()
    pages = [pane.view for pane in window.tabs.current_page.panes]
    assert pages[0].pixels is pages[1].pixels
    tiles = [(each.page, each.scale) for each in served if isinstance(each, RenderTile)]
    assert len(tiles) == len(set(tiles))
    glyphs = [each.page for each in served if isinstance(each, ReadGlyphs)]
    assert len(glyphs) == len(set(glyphs))


def test_one_view_does_not_drop_what_the_other_waits_for(paper_desk, halves):
    first, second = halves
    first.view.read_at(4.0)
    second.view.read_at(9.0)
    for _ in range(20):
        QApplication.processEvents()
    wanted = {request.page for request, _ in paper_desk.worker.requests.values() if isinstance(request, RenderTile)}
    assert {6, 9} <= wanted
    assert first.view.sources is second.view.sources


def test_no_split_keeps_the_view_that_was_used_last(window, document, halves, settle):
    first, second = halves
    document.go_to_page(8)
    settle()
    window.actions_by_name["no_split"].trigger()
    settle()
    assert window.tabs.current_page.panes == (second,)
    assert second.header.isHidden()
    assert document.place.page == 8
    assert not window.actions_by_name["no_split"].isEnabled()
    paper_desk_view = first.view
    assert paper_desk_view not in window.tabs.views


def test_closing_the_active_half_leaves_the_other_with_the_reader(window, document, halves, settle):
    first, second = halves
    document.go_to_page(8)
    settle()
    second.header.close_button.click()
    settle()
    assert window.tabs.current_page.panes == (first,)
    assert document.place == first.view.place
    document.go_to_page(2)
    settle()
    assert first.view.place.page == 2


def test_a_split_can_lie_otherwise(window, halves):
    page = window.tabs.current_page
    window.actions_by_name["split_below"].trigger()
    assert page.way is SplitWay.BELOW
    assert page.panes == halves
    assert halves[1].y() > halves[0].y()
    checked = {name: window.actions_by_name[name].isChecked() for name in ("split_beside", "split_below", "no_split")}
    assert checked == {"split_beside": False, "split_below": True, "no_split": False}


def test_f6_walks_both_views(window, halves):
    first, second = halves
    window.panes.left.currentWidget().setFocus()
    seen = []
    for _ in range(2):
        window.actions_by_name["next_pane"].trigger()
        seen.append(QApplication.focusWidget())
    assert seen == [first.view, second.view]
    assert window.tabs.current_view is second.view


@pytest.mark.usefixtures("document")
def test_right_to_left_the_first_view_stands_at_the_right(window, settle):
    window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    window.actions_by_name["split_beside"].trigger()
    settle()
    first, second = window.tabs.current_page.panes
    assert first.x() > second.x()


# -- two documents ----------------------------------------------------------------------------------------------------


def test_two_documents_share_a_tab_and_the_window_is_about_the_one_in_use(paper_desk, window, pair):
    document, other = pair
    assert titles(window) == ["long.pdf | other.pdf"]
    assert paper_desk.session.current is document
    click(window.tabs.current_page.panes[1])
    assert paper_desk.session.current is other
    assert window.windowTitle().startswith("other.pdf")
    assert window.tabs.current_page.panes[0].view.leads
    paper_desk.session.make_current(document.number)
    assert window.tabs.current_view.document is document
    assert window.tabs.count() == 1


@pytest.mark.usefixtures("pair")
def test_two_documents_share_the_memory_for_pixels(window):
    capacities = [pane.view.pixels._cache.capacity for pane in window.tabs.current_page.panes]
    window.actions_by_name["no_split"].trigger()
    assert [view.pixels._cache.capacity for view in window.tabs.views] == [2 * each for each in capacities]


@pytest.mark.usefixtures("pair")
def test_without_a_split_the_other_has_its_own_tab_again(window):
    window.actions_by_name["no_split"].trigger()
    assert titles(window) == ["long.pdf", "other.pdf"]
    assert window.tabs.currentIndex() == 0
    assert all(page.panes[0].header.isHidden() for page in window.tabs.pages)
    assert not window.actions_by_name["link_scrolling"].isEnabled()


def test_closing_one_leaves_the_other_in_the_tab(paper_desk, window, pair, settle):
    _, other = pair
    window.actions_by_name["close"].trigger()
    settle()
    assert titles(window) == ["other.pdf"]
    assert paper_desk.session.current is other
    assert window.tabs.current_view.document is other
    assert window.tabs.current_page.link is None
    assert paper_desk.session.documents == [other]


@pytest.mark.usefixtures("pair")
def test_closing_the_tab_closes_both(paper_desk, window):
    window.tabs.tabCloseRequested.emit(0)
    assert window.tabs.count() == 0
    assert paper_desk.session.documents == []


def test_a_third_document_takes_the_place_of_the_second(paper_desk, window, pair, settle):
    third = paper_desk.lay_open(LONG_PAGES, "third.pdf")
    paper_desk.session.make_current(pair[0].number)
    window.tabs.show_beside(third.number)
    settle()
    assert titles(window) == ["long.pdf | third.pdf", "other.pdf"]


def test_a_document_shown_beside_one_can_be_taken_beside_another(paper_desk, window, pair, settle):
    third = paper_desk.lay_open(LONG_PAGES, "third.pdf")
    window.tabs.show_beside(pair[1].number)
    settle()
    assert titles(window) == ["long.pdf", "third.pdf | other.pdf"]
    assert paper_desk.session.current is third


@pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)  # the offscreen platform has none to grab
def test_what_can_stand_beside_is_offered_by_name(paper_desk, window, document, settle):
    other = paper_desk.lay_open(LONG_PAGES, "other.pdf")
    paper_desk.session.make_current(document.number)
    window.actions_by_name["show_beside"].trigger()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert [action.text() for action in menu.actions()] == ["other.pdf", "", "Open a file…"]
    assert menu.activeAction() is menu.actions()[0]
    menu.actions()[0].trigger()
    menu.close()
    settle()
    assert [pane.document for pane in window.tabs.current_page.panes] == [document, other]


def test_a_file_can_be_opened_beside(paper_desk, window, document, tmp_path):
    path = tmp_path / "fresh.pdf"
    window.tabs.open_beside(path)
    paper_desk.worker.answer(OpenFile, Opened(document.info))
    paper_desk.settle()
    assert [pane.document.path for pane in window.tabs.current_page.panes] == [document.path, path]
    assert window.tabs.count() == 1


# -- linked -----------------------------------------------------------------------------------------------------------


def heights(window) -> list[float]:
    return [round(pane.view.reading_at, 1) for pane in window.tabs.current_page.panes]


def test_linked_views_follow_each_other_by_pages(window, pair, settle):
    first, second = (pane.view for pane in window.tabs.current_page.panes)
    assert window.actions_by_name["link_scrolling"].isChecked()
    assert not window.tabs.current_page.link.by_paragraphs
    first.read_at(4.3)
    assert heights(window) == [4.3, 4.3]
    second.read_at(2.5)
    assert heights(window) == [2.5, 2.5]
    settle()
    assert [document.place.page for document in pair] == [2, 2]


@pytest.mark.usefixtures("pair")
def test_what_lies_between_is_kept_when_linking_goes_on(window):
    first, second = (pane.view for pane in window.tabs.current_page.panes)
    link = window.actions_by_name["link_scrolling"]
    link.trigger()
    second.read_at(3.0)
    assert heights(window) == [0.0, 3.0]
    link.trigger()
    assert heights(window) == [0.0, 3.0]
    first.read_at(2.5)
    assert heights(window) == [2.5, 5.5]
    second.read_at(4.2)
    assert heights(window) == [1.2, 4.2]
    window.actions_by_name["line_up"].trigger()
    assert heights(window) == [1.2, 1.2]


@pytest.mark.usefixtures("pair")
def test_zooming_one_does_not_scroll_the_other(window, settle):
    first, second = (pane.view for pane in window.tabs.current_page.panes)
    first.read_at(4.5)
    settle()
    before = second.verticalScrollBar().value()
    first.set_zoom(1.5)
    settle()
    assert abs(second.verticalScrollBar().value() - before) <= 2


def test_whether_views_are_linked_is_remembered(paper_desk, window, pair):
    window.actions_by_name["link_scrolling"].trigger()
    assert paper_desk.session.settings.window["link_scrolling"] == "off"
    window.actions_by_name["no_split"].trigger()
    window.tabs.show_beside(pair[1].number)
    window.update_actions()
    assert not window.actions_by_name["link_scrolling"].isChecked()
    window.tabs.current_page.panes[0].view.read_at(5.0)
    assert heights(window) == [5.0, 0.0]


def test_turning_pages_takes_the_other_along(window, pair, settle):
    for document in pair:
        window.tabs.current_page.activate(window.tabs.current_page.pane_of(document.number))
        window.actions_by_name["page_by_page"].trigger()
        settle()
    first, second = (pane.view for pane in window.tabs.current_page.panes)
    assert first.arrangement.paged
    for page in (1, 2, 7):
        pair[0].go_to_page(page)
        settle()
        assert [view.place.page for view in (first, second)] == [page, page]


def test_going_to_a_place_takes_the_other_along(window, pair, settle):
    pair[0].go_to(ViewPlace(6, 100.0), pulse=False)
    settle()
    first, second = (pane.view for pane in window.tabs.current_page.panes)
    assert first.place.page == second.place.page == 6
    assert second.reading_at == pytest.approx(first.reading_at, abs=0.01)
