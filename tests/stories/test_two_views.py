"""A reader compares: two places of a document, two language versions side by side, one of them protected or changed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from papers.pdf_papers import encrypted, text_pages
from patience import is_read
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from viewer.session.changes import ViewPlace
from viewer.ui.page.layout import Arrangement
from viewer.ui.page.scroll_link import height_of
from viewer.ui.tabs.tab_page import SplitWay

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

LINES_A_PAGE = 40
ENGLISH = "The Committee took note of the report and decided to keep the item on its agenda."
FRENCH = "Le Comite a pris note du rapport et a decide de garder la question a son ordre du jour."
ARABIC = "أحاطت اللجنة علما بالتقرير وقررت إبقاء البند على جدول أعمالها"


def report(title: str, words: str, lines: int, annex: str) -> list[list[str]]:
    """The lines of a report's pages: thirty numbered paragraphs of so many lines, and an annex of three."""
    pages, page = [], [title, "", ""]
    for number in range(1, 31):
        paragraph = [f"{number}. {words}", *[words] * (lines - 1), ""]
        if len(page) + len(paragraph) > LINES_A_PAGE:
            pages.append(page)
            page = []
        page += paragraph
    return [*pages, page, [annex, "", *(line for number in (1, 2, 3) for line in (f"{number}. {words}", ""))]]


@pytest.fixture
def english(tmp_path: Path) -> Path:
    path = tmp_path / "report-en.pdf"
    path.write_bytes(text_pages(*report("Report of the Committee", ENGLISH, 3, "Annex")))
    return path


@pytest.fixture
def french(tmp_path: Path) -> Path:
    path = tmp_path / "report-fr.pdf"
    path.write_bytes(text_pages(*report("Rapport du Comite", FRENCH, 6, "Annexe")))
    return path


@pytest.fixture
def arabic(tmp_path: Path) -> Path:
    path = tmp_path / "report-ar.txt"
    pages = report("تقرير اللجنة", ARABIC, 4, "مرفق")
    path.write_text("\f".join("\n".join(page) for page in pages), encoding="utf-8")
    return path


def settle(reader) -> None:
    """Wait until everything in the tab in front is sharp and still."""
    reader.wait(lambda: all(pane.view.settled for pane in reader.window.tabs.current_page.panes))


def paragraph(document, number: int) -> int:
    """Where a paragraph of the body begins."""
    found = re.search(rf"^{number}\. ", str(document.text).replace("\f", "\n"), re.MULTILINE)
    assert found is not None
    return found.start()


def beside(reader, first: Path, second: Path) -> Sequence:
    """Open two files and show the second beside the first; their panes."""
    documents = [reader.open(first), reader.open(second)]
    reader.session.make_current(documents[0].number)
    reader.window.tabs.show_beside(documents[1].number)
    settle(reader)
    assert [pane.document for pane in reader.window.tabs.current_page.panes] == documents
    return reader.window.tabs.current_page.panes


@pytest.mark.parametrize("other", ["french", "arabic"])
def test_language_versions_scroll_together_by_paragraph(reader, english, other, request):
    reader.window.resize(1400, 900)
    first, second = beside(reader, english, request.getfixturevalue(other))
    assert reader.window.tabs.current_page.link.by_paragraphs
    for number in (7, 20, 28):
        for _ in range(2):  # roughly, until its page has been looked at
            first.view.read_at(height_of(first.view, paragraph(first.document, number)))
            settle(reader)
        there = height_of(second.view, paragraph(second.document, number))
        assert second.view.glyphs.glyphs(int(there)) is not None
        # A pixel below a paragraph that is followed by the end of its page in the other version is more than one there.
        assert second.view.reading_at == pytest.approx(there, abs=0.03), number
    # The other way: who scrolls leads.
    second.view.read_at(height_of(second.view, paragraph(second.document, 12)))
    settle(reader)
    assert first.view.reading_at == pytest.approx(height_of(first.view, paragraph(first.document, 12)), abs=0.01)
    annex = [next(s for s in pane.document.understanding.sections if s.kind == "annex") for pane in (first, second)]
    first.document.go_to(annex[0].span, pulse=False)
    settle(reader)
    assert second.document.text.page_of(annex[1].span.start) in second.view.visible_pages()


def test_the_panels_are_about_the_view_in_use(reader, english, french):
    first, second = beside(reader, english, french)
    assert "English" in reader.window.status.text
    QTest.mouseClick(second.view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    reader.wait(lambda: "French" in reader.window.status.text)
    reader.trigger("next_section")
    settle(reader)
    assert second.document.current_section.kind == "annex"
    assert first.document.place.page == first.document.page_count - 1, "it has come along"


def test_a_document_is_read_at_two_places_and_written_on_at_one(reader, english):
    document = reader.open(english)
    reader.trigger("split_below")
    settle(reader)
    first, second = reader.window.tabs.current_page.panes
    document.go_to_page(2)
    settle(reader)
    reader.trigger("note_page")
    reader.wait(lambda: bool(document.notes.annotations))
    assert document.notes.annotations[0].anchor.page == 2
    assert (first.view.place.page, second.view.place.page) == (0, 2)
    QTest.mouseClick(first.view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    reader.trigger("note_page")
    reader.wait(lambda: len(document.notes.annotations) == 2)
    assert {note.anchor.page for note in document.notes.annotations} == {0, 2}


def test_each_half_stays_where_it_is_when_the_file_changes(reader, english):
    document = reader.open(english)
    reader.trigger("split_beside")
    settle(reader)
    document.go_to(ViewPlace(2, 100.0), pulse=False)
    settle(reader)
    before = [pane.view.left_off for pane in reader.window.tabs.current_page.panes]
    english.write_bytes(text_pages(*report("Report of the Committee", ENGLISH + " Twice.", 3, "Annex")))
    reader.session.reload(document.number)
    reader.wait(lambda: reader.session.current is not None and reader.session.current.number != document.number)
    settle(reader)
    panes = reader.window.tabs.current_page.panes
    assert [pane.document for pane in panes] == [reader.session.current] * 2
    assert [pane.view.left_off.place for pane in panes] == [left.place for left in before]
    assert [pane.view.leads for pane in panes] == [False, True]
    assert reader.session.current.place.page == 2
    assert reader.window.tabs.count() == 1


def test_a_changed_document_stays_beside_the_other(reader, english, french):
    first, second = beside(reader, english, french)
    first.view.read_at(2.0)
    settle(reader)
    french.write_bytes(text_pages(*report("Rapport du Comite", FRENCH + " Bis.", 5, "Annexe")))
    reader.session.reload(second.document.number)
    reader.wait(lambda: second.document not in reader.session.documents)
    settle(reader)
    page = reader.window.tabs.current_page
    assert [pane.document.path for pane in page.panes] == [english, french]
    assert reader.session.current is first.document
    assert page.view is first.view
    reader.wait(lambda: is_read(page.panes[1].document))
    first.view.read_at(height_of(first.view, paragraph(first.document, 20)))
    settle(reader)
    there = height_of(page.panes[1].view, paragraph(page.panes[1].document, 20))
    assert page.panes[1].view.reading_at == pytest.approx(there, abs=0.01)


def test_a_protected_document_stands_beside_a_plain_text(reader, tmp_path, arabic):
    reader.open(arabic)
    locked = tmp_path / "locked.pdf"
    locked.write_bytes(encrypted("open-please", "The first secret page", "The second secret page"))
    reader.window.tabs.open_beside(locked)
    reader.wait(lambda: reader.window.passwords.dialog is not None and reader.window.passwords.dialog.isVisible())
    QTest.keyClicks(reader.window.passwords.dialog.field, "open-please")
    QTest.keyClick(reader.window.passwords.dialog.field, Qt.Key.Key_Return)
    reader.wait(lambda: len(reader.window.tabs.current_page.panes) == 2)
    settle(reader)
    first, second = reader.window.tabs.current_page.panes
    assert (first.document.path, second.document.path) == (arabic, locked)
    reader.session.make_current(second.document.number)
    reader.trigger("split_below")
    reader.trigger("close")
    settle(reader)
    assert [pane.document.path for pane in reader.window.tabs.current_page.panes] == [arabic]


def test_the_next_start_brings_the_tabs_back_as_they_were_shared(start_program, english, french, arabic):
    reader = start_program()
    beside(reader, english, french)
    reader.trigger("split_below")
    third = reader.open(arabic)
    reader.trigger("split_beside")
    settle(reader)
    third.go_to_page(1)
    settle(reader)
    split = reader.window.tabs.current_page
    split.other.view.set_zoom(0.4)
    split.other.view.arrange(Arrangement.PAIRS)
    settle(reader)
    before = [pane.view.left_off.place for pane in split.panes]
    looks = [(pane.view.zoom, pane.view.arrangement) for pane in split.panes]
    reader.close()
    again = start_program(reopen=True)
    again.wait(lambda: len(again.session.documents) == 3 and not again.session.opening)
    settle(again)
    shared, split = again.window.tabs.pages
    assert [pane.document.path for pane in shared.panes] == [english, french]
    assert shared.way is SplitWay.BELOW
    assert shared.link is not None
    assert [pane.document.path for pane in split.panes] == [arabic, arabic]
    assert again.window.tabs.current_page is split
    assert [pane.view.place.page for pane in split.panes] == [place.page for place in before]
    assert [(pane.view.zoom, pane.view.arrangement) for pane in split.panes] == [
        (pytest.approx(zoom, abs=0.001), arrangement) for zoom, arrangement in looks
    ]
    assert split.active is split.panes[1]
    again.close()
    fresh = start_program(english)
    fresh.wait(lambda: bool(fresh.session.documents))
    fresh.open(french)
    assert all(page.other is None for page in fresh.window.tabs.pages), "only what is opened again is put together"
