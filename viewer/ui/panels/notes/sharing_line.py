"""How the notes on the current document are shared: one quiet line, and what can be done about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from viewer.model.annotation import Annotation
from viewer.ui.widgets.push_button import PushButton
from viewer.ui.widgets.quiet_label import QuietLabel
from viewer.ui.widgets.row_painting import STEP
from viewer.ui.wording.dates import merged_in_words

if TYPE_CHECKING:
    from viewer.session.notes.sharing import DocumentSharing, ShareState

MERGE, TRY, COMPARE, SHOW, JOIN = "Merge now", "Try again", "Compare…", "Show…", "Share…"
OFFER = "Others share their notes on this document in its folder."


class SharingLine(QWidget):
    """A line of words and a button. ``merge_wanted`` asks for a merge, ``dialog_wanted`` for all that can be said."""

    merge_wanted = Signal()
    dialog_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = QuietLabel()
        self.button = PushButton()
        self.button.clicked.connect(self._clicked)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(STEP, 0, STEP, STEP)
        layout.setSpacing(STEP)
        layout.addWidget(self.words, 1)
        layout.addWidget(self.button)
        self.hide()

    def show_sharing(self, sharing: DocumentSharing | None, *, offered: bool = False) -> None:
        """Say how a document's notes are shared, or that others share them beside it (``offered``); else nothing."""
        shared = sharing is not None and bool(sharing.state.folder)
        if sharing is not None and shared:
            versions = sharing.versions.values()
            notes = sum(isinstance(others[0], Annotation) for others in versions)
            words, button = in_a_line(
                sharing.state, waits=sharing.waits, versions=notes, corrections=len(versions) - notes
            )
            self.words.setText(words)
            self.words.setToolTip(sharing.state.error or sharing.state.folder)
            self.button.setText(button)
        elif offered:
            self.words.setText(OFFER)
            self.words.setToolTip("")
            self.button.setText(JOIN)
        self.setVisible(shared or offered)

    def _clicked(self) -> None:
        (self.merge_wanted if self.button.text() in {MERGE, TRY} else self.dialog_wanted).emit()


def in_a_line(state: ShareState, *, waits: bool, versions: int, corrections: int = 0) -> tuple[str, str]:
    """How notes are shared, in a short line, and what the button beside it offers.

    ``versions`` is the number of notes that have others, ``corrections`` that of corrections.
    """
    when = merged_in_words(state.merged)
    if waits:
        return "The shared folder does not answer. Your notes are kept here.", SHOW
    if state.error:
        return f"Cannot be shared now{f', last {when}' if state.merged else ''}. Your notes are kept here.", TRY
    if versions or corrections:
        count = versions + corrections
        what = "notes and corrections" if versions and corrections else "notes" if versions else "corrections"
        said = f"1 {what[:-1]} has" if count == 1 else f"{count} {what} have"
        return f"{said} another version.", COMPARE
    return f"Shared, {when}.", MERGE
