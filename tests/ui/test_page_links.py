"""Links of the file on the pages: following them, having them shown, and never running anything."""

from __future__ import annotations

import pytest
from papers.pdf_file import PdfFile
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QDesktopServices, QGuiApplication, QHelpEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QPushButton, QToolTip
from ui.painted_paper import PAGES

from viewer.model.geometry import PageRect, PageSize
from viewer.model.link import LinkKind, PageLink
from viewer.session.changes import PageSpot
from viewer.ui.page.layout import GAP
from viewer.ui.page.link_card import refusal
from viewer.ui.page.link_keeper import LinkKeeper

pytestmark = pytest.mark.qt_log_ignore("does not support (grabbing the (keyboard|mouse)|raise)", extend=True)
Key = Qt.Key
INSIDE = PageLink(PageRect(72, 300, 300, 320), LinkKind.PLACE, 2, 100.0)
OUTSIDE = PageLink(PageRect(72, 400, 300, 420), LinkKind.ADDRESS, target="https://www.\u0443n.org/\u202egpj.exe")
MAIL = PageLink(PageRect(72, 430, 300, 450), LinkKind.ADDRESS, target="mailto:registry@example.org?attach=/etc/passwd")
FILE = PageLink(PageRect(72, 460, 300, 480), LinkKind.ADDRESS, target="file:///etc/passwd")
SCRIPT = PageLink(PageRect(72, 490, 300, 510), LinkKind.REFUSED, target="app.alert(1)", reason="it would run a script")
SHOWN = "https://www.xn--n-bub.org/%E2%80%AEgpj.exe"


@pytest.fixture
def opened(monkeypatch) -> list[str]:
    """What was handed to the system."""
    handed: list[str] = []

    def hand(url) -> bool:
        handed.append(url.toEncoded().data().decode())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", hand)
    return handed


@pytest.fixture
def view(qtbot, paper_desk, window, opened):  # noqa: ARG001 - nothing is to be opened for real
    document = paper_desk.lay_open(PAGES)
    paper_desk.links[document.number, 0] = (INSIDE, OUTSIDE, MAIL, FILE, SCRIPT)
    view = window.tabs.current_view
    qtbot.waitUntil(lambda: not paper_desk.serve() and view.settled and bool(view.links.of_page(0)))
    view.setFocus()
    return view


def middle(view, link) -> QPoint:
    return view.rect_in_view(0, link.rect).center().toPoint()


def mouse(view, kind, point, button=Qt.MouseButton.LeftButton) -> None:
    viewport = view.viewport()
    held = button if kind == QEvent.Type.MouseButtonPress else Qt.MouseButton.NoButton
    event = QMouseEvent(
        kind, QPointF(point), QPointF(viewport.mapToGlobal(point)), button, held, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(viewport, event)


def click(view, link) -> None:
    for kind in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease):
        mouse(view, kind, middle(view, link))


def said(card) -> str:
    return " ".join(label.text().replace("\u200b", "") for label in card.findChildren(QLabel))


def press(card, text: str) -> None:
    [button] = [button for button in card.findChildren(QPushButton) if button.text() == text]
    button.click()


@pytest.fixture
def keeper(view):
    return view.findChild(LinkKeeper)


def test_a_click_on_a_link_in_the_document_goes_there_and_back_comes_back(paper_desk, view):
    before = view.document.place
    click(view, INSIDE)
    assert paper_desk.places == [PageSpot(2, 0.0, 100.0)]
    view.document.back()
    assert paper_desk.places[-1] == before


def test_the_hand_points_over_links(view):
    for link in (INSIDE, OUTSIDE, SCRIPT):
        mouse(view, QEvent.Type.MouseMove, middle(view, link), Qt.MouseButton.NoButton)
        assert view.viewport().cursor().shape() == Qt.CursorShape.PointingHandCursor
    mouse(view, QEvent.Type.MouseMove, middle(view, INSIDE) + QPoint(0, 45), Qt.MouseButton.NoButton)
    assert view.viewport().cursor().shape() != Qt.CursorShape.PointingHandCursor


@pytest.mark.parametrize(
    ("link", "words"),
    [(INSIDE, "Page 3"), (OUTSIDE, SHOWN), (MAIL, "mailto:registry@example.org"),
     (FILE, "This link is not followed: it begins with “file:”."),
     (SCRIPT, "This link is not followed: it would run a script.")],
)  # fmt: skip
def test_resting_on_a_link_tells_where_it_leads(view, link, words):
    point = middle(view, link)
    event = QHelpEvent(QEvent.Type.ToolTip, point, view.viewport().mapToGlobal(point))
    QApplication.sendEvent(view.viewport(), event)
    assert words in QToolTip.text()
    QToolTip.hideText()


def test_an_address_is_shown_before_anything_is_opened(view, keeper, opened):
    click(view, OUTSIDE)
    assert opened == []
    assert SHOWN in said(keeper.card)
    assert "www.xn--n-bub.org" in said(keeper.card)
    press(keeper.card, "Open in browser")
    assert opened == [SHOWN]
    assert keeper.card is None or not keeper.card.isVisible()


def test_mail_is_written_without_anything_attached(view, keeper, opened):
    click(view, MAIL)
    press(keeper.card, "Write mail")
    assert opened == ["mailto:registry@example.org"]


def test_an_address_is_copied_instead(view, keeper, opened):
    click(view, OUTSIDE)
    press(keeper.card, "Copy address")
    assert QGuiApplication.clipboard().text() == SHOWN
    assert opened == []


@pytest.mark.parametrize("link", [FILE, SCRIPT])
def test_what_is_not_followed_says_so_and_offers_no_way_to_open_it(view, keeper, opened, link):
    click(view, link)
    assert "This link is not followed" in said(keeper.card)
    assert link.target in said(keeper.card)
    assert [button.text() for button in keeper.card.findChildren(QPushButton)] == ["Close"]
    assert opened == []


@pytest.mark.parametrize("target", ["other.pdf", "javascript:alert(1)", "https://"])
def test_each_refusal_is_a_sentence(target):
    words = refusal(PageLink(PageRect(0, 0, 1, 1), LinkKind.ADDRESS, target=target))
    assert words.startswith("This link is not followed: ")
    assert words.endswith(".")


def test_escape_closes_the_card_and_the_page_has_the_focus(qtbot, view, keeper):
    for _ in range(20):
        QTest.keyClick(view, Key.Key_Tab)
        if view.pointer.framed == (0, OUTSIDE.rect):
            break
    QTest.keyClick(view, Key.Key_Return)
    focus = QApplication.focusWidget()
    assert keeper.card.isAncestorOf(focus)
    assert focus.text() == "Cancel"
    QTest.keyClick(focus, Key.Key_Escape)
    qtbot.waitUntil(view.hasFocus)


def test_tab_reaches_links_and_enter_follows_them(paper_desk, view):
    for _ in range(20):
        QTest.keyClick(view, Key.Key_Tab)
        if view.pointer.framed == (0, INSIDE.rect):
            break
    QTest.keyClick(view, Key.Key_Return)
    assert paper_desk.places == [PageSpot(2, 0.0, 100.0)]


def test_scrolling_closes_the_card(view, keeper):
    click(view, SCRIPT)
    view.pan_by(0, 60)
    assert keeper.card is None


def test_the_menu_offers_the_link(paper_desk, view):
    view.context_menu_requested.emit(QPoint(100, 100), None, INSIDE)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    first = menu.actions()[0]
    assert first.text() == "Go to page 3"
    menu.close()
    first.trigger()
    assert paper_desk.places == [PageSpot(2, 0.0, 100.0)]


def test_links_of_a_real_file_are_found_on_its_page(real_pages, tmp_path):
    file = PdfFile()
    file.page(entries="/Annots [<< /Subtype /Link /Rect [72 700 300 720] /Dest [1 /XYZ 0 500 0] >>]")
    file.page()
    path = tmp_path / "linked.pdf"
    path.write_bytes(file.to_bytes())
    pages = real_pages(path)
    pages.wait(lambda: bool(pages.view.links.of_page(0)))
    click(pages.view, pages.view.links.of_page(0)[0])
    pages.wait(lambda: pages.document.place.page == 1)
    assert pages.document.place.y == pytest.approx(336, abs=1)


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_a_link_leads_to_its_point_however_its_page_and_the_view_are_turned(real_pages, tmp_path, turned):
    file = PdfFile()
    for _ in range(4):
        file.page(entries=f"/Rotate {turned}")
    target = file.pages[2]
    file.page(entries=f"/Annots [<< /Subtype /Link /Rect [72 700 300 720] /Dest [{target} 0 R /XYZ 200 500 0] >>]")
    path = tmp_path / "linked.pdf"
    path.write_bytes(file.to_bytes())
    pages = real_pages(path)
    view, height = pages.view, pages.view.viewport().height()
    spot = PageRect(200, 842 - 500, 201, 842 - 499).turned(turned // 90, PageSize(595, 842))
    for _ in range(4):
        pages.document.go_to_page(4)
        pages.wait(lambda: bool(view.links.of_page(4)))
        view.follow_link(view.links.of_page(4)[0], 4)
        pages.settle()
        shown = view.rect_in_view(2, spot).center().y()
        assert pages.document.place.page == 2
        foot = view.turns >= 2  # what follows stands above
        near = height - 3 * GAP < shown < height if foot else 0 < shown < 3 * GAP
        on_top = pages.document.place.y <= 0 and 0 < shown < height  # so near the page's top that all of it is shown
        assert near or (foot and on_top)
        view.turn(1)
