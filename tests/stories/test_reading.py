"""A reader opens documents, goes through them, and sees where everything stands."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QMimeData, QModelIndex, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QToolTip, QWidget

from viewer.model.document import SectionKind
from viewer.model.reference import Source
from viewer.ui.program import SWITCH_SECONDS

if TYPE_CHECKING:
    from viewer.model.text import Span

ROOT = Path(__file__).parents[2]


def in_view(reader, span: Span) -> bool:
    """Whether the beginning of a span can be seen."""
    document, view = reader.session.current, reader.view
    page, part = next(iter(document.text.by_page(span)))
    rects = view.marks.rects_of(page, part)
    return bool(rects) and view.viewport().rect().contains(view.rect_in_view(page, rects[0]).center().toPoint())


def click_row(reader, view, index) -> None:
    """Click on a row of a list or tree in a panel."""
    view.scrollTo(index)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(index).center())
    reader.settle()


def test_the_sample_says_what_it_is(reader, sample_pdf):
    document = reader.open(sample_pdf)
    values = {key: value[0].value for key, value in document.understanding.metadata.items()}
    assert values["body"] == "Human Rights Council"
    assert values["symbol"] == "A/HRC/58/G/99"
    assert values["session"] == "58"
    assert values["document_type"] == "note verbale"
    assert values["letter_date"] == "2025-03-03"
    assert values["submitter"] == "Mongolia"
    kinds = {section.kind: section.language for section in document.understanding.sections}
    assert kinds[SectionKind.COVER] == "ru"
    assert kinds[SectionKind.ANNEX] == "en"
    assert "58th session" in texts_of(reader.window.panes.document)
    assert reader.window.windowTitle().startswith("note-verbale.pdf")
    reader.wait(lambda: sys.getswitchinterval() == pytest.approx(SWITCH_SECONDS))  # the window has its turn soon


def texts_of(widget) -> str:
    """All that a panel shows as text, for people who cannot see it."""
    labels = [label.text() for label in widget.findChildren(QLabel)]
    return "\n".join([*labels, *(child.accessibleName() for child in widget.findChildren(QWidget))])


def test_every_value_leads_to_its_place(reader, sample_pdf):
    document = reader.open(sample_pdf)
    for values in document.understanding.metadata.values():
        for value in values:
            document.go_to(value.span)
            reader.settle()
            assert in_view(reader, value.span), value
            assert reader.view.marks.place == value.span


def test_clicking_a_section_shows_it_and_scrolling_marks_it(reader, sample_pdf):
    document = reader.open(sample_pdf)
    panel = reader.window.panes.sections
    reader.window.panes.show_left(panel)
    annex = next(s for s in document.understanding.sections if s.kind is SectionKind.ANNEX)
    row = document.understanding.sections.index(annex)
    index = next(i for i in all_rows(panel.tree.model()) if annex.title[:30] in i.data(Qt.ItemDataRole.DisplayRole))
    assert row > 0
    click_row(reader, panel.tree, index)
    assert in_view(reader, annex.span)
    assert document.current_section.span.start >= annex.span.start
    assert "Annex" in reader.window.status.text
    reader.trigger("first_page")
    reader.settle()
    assert document.current_section.span.start < annex.span.start


def all_rows(model, parent=None):
    """Every index of a model, depth first."""
    parent = parent or QModelIndex()
    for row in range(model.rowCount(parent)):
        index = model.index(row, 0, parent)
        yield index
        yield from all_rows(model, index)


def test_a_bare_number_is_linked_with_its_year_and_the_reason(reader, sample_pdf):
    document = reader.open(sample_pdf)
    inferred = next(r for r in document.understanding.references if r.symbol == "S/RES/2365 (2017)")
    said = [mention.text for mention in inferred.mentions]
    assert any("2365" in text for text in said)
    linked = [
        (each, page)
        for page in range(document.page_count)
        for each in [*reader.view.marks.of_page(page).mentions]
        if each.reference.symbol == inferred.symbol
    ]
    document.go_to(inferred.mentions[-1].span)
    reader.settle()
    assert in_view(reader, inferred.mentions[-1].span)
    assert linked or reader.view.marks.of_page(document.place.page).mentions


def test_a_click_on_a_reference_in_the_page_opens_its_card(reader, sample_pdf, monkeypatch):
    opened = []
    monkeypatch.setattr(
        "viewer.ui.commands.references.QDesktopServices.openUrl", lambda url: opened.append(url.toString()) or True
    )
    document = reader.open(sample_pdf)
    view = reader.view
    page = document.place.page
    reader.wait(lambda: bool(view.marks.of_page(page).mentions))
    linked = view.marks.of_page(page).mentions[0]
    document.go_to(linked.mention.span, pulse=False)
    reader.settle()
    rect = view.rect_in_view(page, linked.rects[0])
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=rect.center().toPoint())
    cards = reader.window.tabs.currentWidget().cards
    assert cards.card is not None
    assert cards.card.isVisible()
    assert not cards.card.geometry().intersects(rect.toAlignedRect())
    assert opened == []
    QTest.mouseClick(cards.card.copy_button, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == linked.reference.symbol
    cards.card.open_button.click()
    assert len(opened) == 1
    assert opened[0].startswith("https://docs.un.org/en/")
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert cards.card is None


def test_a_reference_in_the_panel_shows_its_place_and_its_card(reader, sample_pdf):
    document = reader.open(sample_pdf)
    panel = reader.window.panes.references
    reader.window.panes.show_right(panel)
    reference = next(r for r in document.understanding.references if r.symbol == "S/RES/2573 (2021)")
    index = next(i for i in all_rows(panel.tree.model()) if "2573" in str(i.data(Qt.ItemDataRole.DisplayRole)))
    click_row(reader, panel.tree, index)
    assert in_view(reader, reference.mentions[0].span)
    cards = reader.window.tabs.currentWidget().cards
    reader.wait(lambda: cards.card is not None)
    assert cards.card.linked.reference == reference
    reader.trigger("first_page")
    assert cards.card is None


def test_find_lists_hits_and_enter_walks_them(reader, sample_pdf):
    document = reader.open(sample_pdf)
    reader.window.panes.show_left(reader.window.panes.sections)
    reader.trigger("find")
    field = reader.window.reading_bar.find_field
    QGuiApplication.clipboard().setText("МОНГОЛИИ")
    field.paste()
    reader.wait(lambda: document.search.state.finished and document.search.state.query == "МОНГОЛИИ")
    state = document.search.state
    assert state.total == len(state.hits) > 1
    first = state.current
    QTest.keyClick(field, Qt.Key.Key_Return)
    reader.settle()
    assert document.search.state.current == (first + 1) % state.total
    assert in_view(reader, document.search.state.hits[document.search.state.current].span)
    assert reader.window.panes.left.currentWidget() is reader.window.panes.search
    # A word that is broken at the end of a line is found whole.
    assert "свидетель-\nствует" in str(document.text)
    document.search.find("свидетельствует")
    reader.wait(lambda: document.search.state.finished and document.search.state.query == "свидетельствует")
    assert document.search.state.total == 1


def test_pages_are_reached_by_keys_and_by_number(reader, sample_pdf):
    document = reader.open(sample_pdf)
    view = reader.view
    reader.trigger("last_page")
    reader.settle()
    assert document.place.page == document.page_count - 1
    reader.trigger("back")
    reader.settle()
    assert document.place.page == 0
    reader.trigger("forward")
    reader.settle()
    assert document.place.page == document.page_count - 1
    reader.trigger("go_to_page")
    field = reader.window.reading_bar.page_field
    assert QApplication.focusWidget() is field
    QTest.keyClicks(field, "2")
    QTest.keyClick(field, Qt.Key.Key_Return)
    reader.settle()
    assert document.place.page == 1
    assert QApplication.focusWidget() is view
    top = view.verticalScrollBar().value()
    QTest.keyClick(view, Qt.Key.Key_PageDown)
    reader.settle()
    assert view.verticalScrollBar().value() > top + view.viewport().height() / 2


def test_text_is_selected_over_a_page_break_and_copied_as_it_is(reader, sample_pdf):
    document = reader.open(sample_pdf)
    text = str(document.text)
    page_break = text.index("\f")
    document.select_span(type(document.text.page_span(0))(page_break - 20, page_break + 20))
    reader.trigger("copy")
    assert QGuiApplication.clipboard().text() == text[page_break - 20 : page_break + 20].replace("\f", "\n")


def test_a_plain_text_is_read_from_right_to_left(reader):
    path = ROOT / "resources" / "samples" / "letter-arabic-annex.txt"
    document = reader.open(path)
    assert str(document.text) == path.read_text(encoding="utf-8").replace("\r\n", "\n")
    annex = next(s for s in document.understanding.sections if s.kind is SectionKind.ANNEX)
    assert annex.language == "ar"
    document.go_to(annex.span)
    reader.settle()
    page, part = next(iter(document.text.by_page(annex.span)))
    rects = reader.view.marks.rects_of(page, part)
    middle = document.page_size(page).width / 2
    assert rects[0].x1 > middle, "the first Arabic line begins at the right"


def test_several_files_are_tabs_and_closing_one_leaves_the_other(reader, sample_pdf, sample_text):
    first = reader.open(sample_pdf)
    second = reader.open(sample_text)
    assert reader.session.current is second
    assert reader.window.tabs.count() == 2
    reader.trigger("next_tab")
    assert reader.session.current is first
    reader.trigger("close")
    assert reader.session.current is second
    reader.trigger("close")
    assert reader.session.current is None
    assert reader.window.middle.currentWidget() is reader.window.start_page


def test_a_file_is_opened_by_dropping_it(reader, sample_text):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(sample_text))])
    spot, action = QPoint(200, 200), Qt.DropAction.CopyAction
    button, key = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(spot, action, data, button, key)
    QApplication.sendEvent(reader.window, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(reader.window, QDropEvent(QPointF(spot), action, data, button, key))
    reader.wait(lambda: bool(reader.session.documents))
    assert reader.session.documents[0].path == sample_text


def broken_files(folder: Path) -> dict[str, Path]:
    """A file for each way in which opening goes wrong."""
    files = {name: folder / name for name in ("missing.pdf", "empty.pdf", "damaged.pdf", "picture.pdf", "folder")}
    files["empty.pdf"].write_bytes(b"")
    files["damaged.pdf"].write_bytes(b"%PDF-1.7\nnothing that follows is right")
    files["picture.pdf"].write_bytes(b"PK\x03\x04" + bytes(range(256)) * 8)
    files["folder"].mkdir()
    return files


def test_what_cannot_be_opened_is_said_and_changes_nothing(reader, sample_pdf, tmp_path):
    document = reader.open(sample_pdf)
    for name, path in broken_files(tmp_path).items():
        reader.session.open(path)
        reader.wait(lambda: bool(reader.window.notices.texts))
        said = " ".join(reader.window.notices.texts)
        assert name in said
        assert "Traceback" not in said
        assert reader.session.documents == [document]
        assert reader.session.current is document
        assert str(path) not in reader.session.settings.recent_files
        reader.window.notices.clear()


def test_a_bare_number_gets_its_year_from_the_table_and_says_so(reader, tmp_path):
    paper = tmp_path / "statement.txt"
    paper.write_text(
        "Statement by the Ministry of Harbours\n\n"
        "On 3 May, 2008 the UN Security Council adopted Resolution 1820, which the Ministry welcomes.\n"
        "The Ministry asks for the full implementation of the UN SC resolutions.\n",
        encoding="utf-8",
    )
    document = reader.open(paper)
    (reference,) = document.understanding.references
    assert reference.symbol == "S/RES/1820 (2008)"
    assert reference.source is Source.INFERRED
    assert "2008" in reference.reason
    (mention,) = reference.mentions
    assert (mention.text, mention.beside) == ("Resolution 1820", "On 3 May, 2008")
    reader.view.destination.show_card_of(mention)
    card = reader.window.tabs.currentWidget().cards.card
    assert "On 3 May, 2008" in texts_of(card)
    assert reference.reason in texts_of(card)


def test_the_mark_of_a_footnote_tells_the_note_and_leads_to_it_and_back(reader, sample_pdf):
    document = reader.open(sample_pdf)
    star = document.understanding.footnotes[0]
    reader.wait(lambda: in_view(reader, star.calls[0]))
    view = reader.view
    [link] = [link for link in view.links.of_page(0) if link.span == star.span]
    point = view.rect_in_view(0, link.rect).center().toPoint()
    event = QHelpEvent(QEvent.Type.ToolTip, point, view.viewport().mapToGlobal(point))
    QApplication.sendEvent(view.viewport(), event)
    assert link.words[1:20].strip() in QToolTip.text()
    QToolTip.hideText()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=point)
    reader.settle()
    assert in_view(reader, star.span)
    assert view.marks.place == star.span
    [back] = [link for link in view.links.of_page(0) if link.span == star.calls[0]]
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.rect_in_view(0, back.rect).center().toPoint())
    reader.settle()
    assert in_view(reader, star.calls[0])
    assert view.marks.place == star.calls[0]
