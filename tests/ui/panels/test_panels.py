"""The panels show the current document, and their rows lead to its places."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

from viewer.model.document import Section, SectionKind, TextLayer, Understanding
from viewer.model.text import DocumentText, Span
from viewer.session.changes import Changes, UnderstandingChanged
from viewer.ui.panels.sections_panel import SectionsPanel

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def test_a_section_leads_to_its_place(qtbot: QtBot) -> None:
    gone: list[Span] = []
    document: Any = SimpleNamespace(text=DocumentText.of(["Обложка", "Annex"]), understanding=None, go_to=gone.append)
    session: Any = SimpleNamespace(changes=Changes(), current=document)
    panel = SectionsPanel(cast("Any", session))
    qtbot.addWidget(panel)
    assert panel.header.text() == "No sections have been found."
    section = Section(SectionKind.ANNEX, "Annex", 1, Span(8, 13), "en", 1.0)
    document.understanding = Understanding(TextLayer.GOOD, sections=(section,))
    session.changes.tell(UnderstandingChanged(1))
    item = panel.tree.topLevelItem(0)
    assert item is not None
    assert item.text(0) == "Annex  EN  2"
    panel.tree.itemClicked.emit(item, 0)
    assert gone == [Span(8, 13)]
