"""What a panel offers its reader who knows better what a section is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from viewer.ui.look.icons import icon

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QMenu

    from viewer.model.document import Section
    from viewer.session.open_document import OpenDocument


def offer_corrections(menu: QMenu, document: OpenDocument, section: Section, ask: Callable[[], None]) -> None:
    """Add the corrections of a section to its menu; ``ask`` shows the dialog."""
    corrections = document.corrections
    selected = document.selected_span
    menu.addSeparator()
    correct = menu.addAction(icon("edit"), "Correct\u2026", ask)
    correct.setShortcut(Qt.Key.Key_F2)
    begin = menu.addAction("Begins at the selected text")
    end = menu.addAction("Ends at the selected text")
    if selected is not None:
        begin.setEnabled(selected.start < section.span.end)
        end.setEnabled(selected.end > section.span.start)
        begin.triggered.connect(lambda: corrections.correct_section(section, begin=selected))
        end.triggered.connect(lambda: corrections.correct_section(section, end=selected))
    else:
        begin.setEnabled(False)
        end.setEnabled(False)
    menu.addAction("Not a section", lambda: corrections.remove_section(section))
    made = corrections.of_section(section)
    if made:
        menu.addAction("Go back to what was read", lambda: corrections.take_back(made))
    removed = corrections.removed_sections
    if removed:
        words = "Bring back the removed section" if len(removed) == 1 else f"Bring back {len(removed)} removed sections"
        menu.addAction(words, lambda: corrections.take_back(removed))
