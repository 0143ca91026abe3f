"""What is known of the selected notes beside their words, and what can be done with them: colour, place, tags of many.

It stands under the list. Words and tags of a single note are edited in its row (``NoteFields``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime, QLocale, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from viewer.annotations.anchoring import PlacementKind
from viewer.model.annotation import AnnotationKind
from viewer.model.tables import table
from viewer.session.parts import InParts
from viewer.ui.look.icons import icon
from viewer.ui.panels.notes.fields import tags_in
from viewer.ui.panels.notes.other_words_line import OtherWordsLine
from viewer.ui.panels.notes.rows import PLACES
from viewer.ui.widgets.color_buttons import ColorButtons
from viewer.ui.widgets.quiet_label import QuietLabel
from viewer.ui.widgets.row_painting import STEP
from viewer.ui.widgets.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from viewer.model.annotation import Annotation, HighlightColor
    from viewer.session.open_document import OpenDocument

PICTURE = 160
"""Device-independent pixels: the height within which a region's picture is shown."""
REST_MS = 100
AT_ONCE = 500
"""Notes that are looked at without a pause for what they have in common."""


class NoteDetails(QWidget):
    """Shows the selected notes of a document.

    ``delete_wanted`` says that they are to go, ``edit_wanted`` that the one is to be edited. ``post`` is that of
    ``InParts``: what fifty thousand notes have in common is found a part at a time.
    """

    delete_wanted = Signal()
    edit_wanted = Signal()

    def __init__(self, post: Callable[[Callable[[], None]], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document: OpenDocument | None = None
        self.notes: tuple[str, ...] = ()
        """The ids of the notes that are shown."""
        self._among: frozenset[str] = frozenset()
        self._tags_before: tuple[str, ...] = ()
        self._looking = InParts(post)
        self.rest = QTimer(self)
        """Many notes are looked at when they have come to rest: while they change, it would be begun ever anew."""
        self.rest.setSingleShot(True)
        self.rest.setInterval(REST_MS)
        self.rest.timeout.connect(self._look_at_many)
        self.title = QuietLabel()
        self.place = QuietLabel()
        self.confirm = QPushButton("Keep this place")
        self.confirm.setToolTip("Take the place where the passage was found for the note's own from now on")
        self.confirm.clicked.connect(self._confirm)
        self.others = OtherWordsLine()
        self.picture = _picture()
        self.tags = QLineEdit()
        self.tags.setAccessibleName("Tags of the selected notes")
        self.tags.setPlaceholderText("Tags of all of them")
        self.tags.addAction(icon("tag"), QLineEdit.ActionPosition.LeadingPosition)
        self.tags.editingFinished.connect(self.save)
        self.colors = ColorButtons()
        self.colors.chosen.connect(self._recolor)
        self.edit = _button("edit", "Edit words and tags (F2)")
        self.edit.clicked.connect(self.edit_wanted)
        self.delete = _button("delete", "Delete the note")
        self.delete.clicked.connect(self.delete_wanted)
        self._lay_out()
        self.hide()

    def _lay_out(self) -> None:
        place = QHBoxLayout()
        place.setSpacing(STEP)
        place.addWidget(self.place, 1)
        place.addWidget(self.confirm)
        row = QHBoxLayout()
        row.setSpacing(STEP)
        row.addWidget(self.colors)
        row.addStretch(1)
        row.addWidget(self.edit)
        row.addWidget(self.delete)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(STEP, 0, STEP, STEP)
        layout.setSpacing(STEP)
        layout.addWidget(Rule())
        layout.addWidget(self.title)
        layout.addLayout(place)
        layout.addWidget(self.others)
        layout.addWidget(self.picture)
        layout.addWidget(self.tags)
        layout.addLayout(row)

    # -- what is shown ------------------------------------------------------------------------------------------------

    def show_notes(self, document: OpenDocument | None, notes: Sequence[str]) -> None:
        """Show these notes, or none; tags that were typed for those before are kept."""
        notes = tuple(notes)
        if document is not self._document or notes != self.notes:
            self.save()
            self._document, self.notes, self._among = document, notes, frozenset(notes)
            self.picture.hide()
            if document is not None and len(notes) == 1:
                self._show_picture(document, document.notes.find(notes[0]))
        self.refresh()

    def concerns(self, ids: Sequence[str]) -> bool:
        """Whether notes that have changed are among those shown."""
        return not self._among.isdisjoint(ids)

    def refresh(self) -> None:
        """Take over what has changed of the notes."""
        self._looking.stop()
        self.rest.stop()
        document = self._document
        if document is None or not self.notes:
            self.hide()
            return
        one = document.notes.find(self.notes[0]) if len(self.notes) == 1 else None
        if one is None and len(self.notes) == 1:
            self.hide()
            return
        self.show()
        count = len(self.notes)
        self.title.say(_title(one) if one is not None else f"{count} notes selected")
        self.delete.setToolTip("Delete the note" if one is not None else f"Delete {count} notes")
        self.delete.setAccessibleName(self.delete.toolTip())
        self.tags.setVisible(one is None)
        self.edit.setVisible(one is not None)
        self._show_place(document, one)
        self.others.show_note(document, one)
        for control in (self.colors, self.edit, self.delete, self.confirm, self.tags):
            control.setEnabled(not document.notes.read_only)
        if one is not None:
            self.colors.show_color(one.color)
        else:
            self._look(document)

    def _look(self, document: OpenDocument) -> None:
        """Find what the notes have in common."""
        if len(self.notes) <= AT_ONCE:
            self._looking.start(self._looked(document))
        else:
            self.colors.show_color(None)
            self.tags.setEnabled(False)
            self.rest.start()

    def _look_at_many(self) -> None:
        if self._document is not None:
            self._looking.start(self._looked(self._document))

    def _looked(self, document: OpenDocument) -> Iterator[None]:
        colors: set[HighlightColor] = set()
        common: dict[str, None] | None = None
        for at in range(0, len(self.notes), AT_ONCE):
            for note in map(document.notes.notebook.find, self.notes[at : at + AT_ONCE]):
                if note is not None:
                    colors.add(note.color)
                    common = dict.fromkeys(tag for tag in note.tags if common is None or tag in common)
            yield
        self.colors.show_color(next(iter(colors)) if len(colors) == 1 else None)
        self.tags.setEnabled(not document.notes.read_only)
        tags = tuple(common or ())
        if not self._typing or tags != self._tags_before:
            self._tags_before = tags
            self.tags.setText(", ".join(tags))

    def _show_place(self, document: OpenDocument, one: Annotation | None) -> None:
        placement = document.notes.placement(one.id) if one is not None else None
        how = placement.how if placement is not None else PlacementKind.EXACT
        self.place.say(PLACES.get(how, ""))
        self.confirm.setVisible(how in {PlacementKind.MOVED, PlacementKind.LIKELY})

    def _show_picture(self, document: OpenDocument, note: Annotation | None) -> None:
        """Show what a region looked like, as soon as it has been read."""
        if note is None or note.kind is not AnnotationKind.REGION:
            return

        def take(png: bytes | None) -> None:
            pixmap = QPixmap()
            if png is not None and self.notes == (note.id,) and pixmap.loadFromData(png):
                size = pixmap.size().boundedTo(QSize(max(40, self.width() - 2 * STEP), PICTURE))
                ratio = self.devicePixelRatioF()
                shown = pixmap.scaled(
                    size * ratio, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
                )
                shown.setDevicePixelRatio(ratio)
                self.picture.setPixmap(shown)
                self.picture.show()

        document.notes.ask_picture(note.id, take)

    # -- what the reader does -----------------------------------------------------------------------------------------

    @property
    def _typing(self) -> bool:
        return self.tags.text() != ", ".join(self._tags_before)

    @property
    def in_use(self) -> bool:
        """Whether the reader is writing tags."""
        return self.tags.hasFocus()

    def save(self) -> None:
        """Give several notes the tags that were added, and take those from them that were removed."""
        if self._document is None or len(self.notes) < 2 or not self._typing or not self.tags.isEnabled():
            return
        before, after = self._tags_before, tags_in(self.tags.text())
        self._tags_before = after
        self.tags.setText(", ".join(after))
        self._document.notes.retag(
            self.notes,
            add=[tag for tag in after if tag not in before],
            remove=[tag for tag in before if tag not in after],
        )

    def _recolor(self, color: HighlightColor) -> None:
        if self._document is not None:
            self.save()
            self._document.notes.recolor(self.notes, color)

    def _confirm(self) -> None:
        if self._document is not None:
            self._document.notes.confirm(self.notes)


def _button(name: str, words: str) -> QToolButton:
    button = QToolButton()
    button.setIcon(icon(name))
    button.setToolTip(words)
    button.setAccessibleName(words)
    button.setAutoRaise(True)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return button


def _picture() -> QLabel:
    picture = QLabel()
    picture.setAccessibleName("The region as it was")
    picture.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop)
    picture.hide()
    return picture


def _title(note: Annotation) -> str:
    """Who wrote it and when, in the reader's own time."""
    made = QDateTime.fromString(note.created, Qt.DateFormat.ISODateWithMs).toLocalTime()
    words = table("fields")
    day = QLocale(words["language"]).toString(made.date(), words["dates"]["day"]) if made.isValid() else ""
    return ", ".join(part for part in (note.author or "Unsigned", day) if part)
