"""The menu of the selected notes: what can be done with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from viewer.annotations.anchoring import PlacementKind
from viewer.model.annotation import HighlightColor
from viewer.ui.look.icons import icon
from viewer.ui.widgets.color_buttons import color_icon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from viewer.model.text import Span
    from viewer.session.open_document import OpenDocument
    from viewer.ui.panels.notes.panel import NotesPanel
    from viewer.ui.panels.notes.rows import NoteRow

_CAN_BE_CONFIRMED = frozenset({PlacementKind.MOVED, PlacementKind.LIKELY})


def notes_menu(panel: NotesPanel, notes: Sequence[str]) -> QMenu:
    """What can be done with these notes of the panel's document, by their ids; empty where none is listed."""
    menu = QMenu(panel)
    document = panel.document
    rows = panel.notes.rows_of(notes)
    if document is None or not rows:
        return menu
    writable = not document.notes.read_only
    if len(rows) == 1:
        menu.addAction("Show on the page", lambda: panel.go(document, rows[0]))
        menu.addAction(icon("edit"), "Edit", lambda: panel.edit_in_row(rows[0].note.id)).setEnabled(writable)
    colors = menu.addMenu("Colour")
    colors.setEnabled(writable)
    for color in HighlightColor:
        action = colors.addAction(color_icon(color, panel.palette()), panel.color_name(color.value))
        action.triggered.connect(lambda _checked=False, color=color: document.notes.recolor(notes, color))
    if any(row.place in _CAN_BE_CONFIRMED for row in rows):
        menu.addAction("Keep this place", lambda: document.notes.confirm(notes)).setEnabled(writable)
    menu.addSeparator()
    menu.addAction(icon("copy"), "Copy", lambda: copy_rows(rows))
    if len(rows) == 1 and rows[0].note.anchor.quote and rows[0].place is not PlacementKind.LOST:
        span = rows[0].note.anchor.span
        menu.addAction(icon("quote"), "Copy quotation with citation", lambda: _copy_quotation(document, span))
    menu.addActions(panel.more_actions)
    menu.addSeparator()
    what = "Delete" if len(rows) == 1 else f"Delete {len(rows)} notes"
    menu.addAction(icon("delete"), what, panel.delete_selected).setEnabled(writable)
    return menu


def copy_rows(rows: Sequence[NoteRow]) -> None:
    """Copy notes as plain text."""
    if rows:
        _copy("\n\n".join(map(_as_text, rows)))


def _as_text(row: NoteRow) -> str:
    """A note as plain text: its passage, its words, its place."""
    tags = ", ".join(row.note.tags)
    return "\n".join(part for part in (row.whole_quote, row.note.body, tags, row.where) if part)


def _copy(text: str) -> None:
    QGuiApplication.clipboard().setText(text)


def _copy_quotation(document: OpenDocument, span: Span) -> None:
    # Not at the top: with it come all exporters, and the window would stand still for them.
    from viewer.session.notes.quotation import quotation_with_citation  # noqa: PLC0415

    _copy(quotation_with_citation(document, span))
