"""The editor of a note: its words, tags and colour. What is typed is kept when typing pauses, and never lost."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime, QEvent, QLocale, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPalette, QPixmap, QTextCursor
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from viewer.annotations.anchoring import PlacementKind
from viewer.model.annotation import AnnotationKind
from viewer.ui.icons import icon
from viewer.ui.panels.color_buttons import ColorButtons
from viewer.ui.panels.fields import field_words
from viewer.ui.panels.note_rows import PLACES
from viewer.ui.panels.quiet_label import QuietLabel
from viewer.ui.panels.row_painting import STEP

if TYPE_CHECKING:
    from collections.abc import Sequence

    from viewer.model.annotation import Annotation, HighlightColor
    from viewer.session.open_document import OpenDocument

PICTURE = 160
"""Device-independent pixels: the height within which a region's picture is shown."""
PAUSE_MS = 800
"""Typing is kept when it pauses this long; a note is on the disk within a second of the last key."""

_BETWEEN_TAGS = re.compile(r"[,;،؛，；、\n]")


def tags_in(text: str) -> tuple[str, ...]:
    """The tags that a field names, each once, in their order."""
    tags = (" ".join(tag.split()) for tag in _BETWEEN_TAGS.split(text))
    return tuple(dict.fromkeys(tag for tag in tags if tag))


class NoteEditor(QWidget):
    """Edits one note of a document, or gives several a colour at once.

    ``page_focus_wanted`` says that the reader is done (Escape), ``delete_wanted`` that the notes shown are to go.
    """

    page_focus_wanted = Signal()
    delete_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document: OpenDocument | None = None
        self._notes: tuple[str, ...] = ()
        self._kept_body = ""
        self._kept_tags: tuple[str, ...] = ()
        self._body_as_filled = ""
        self._tags_as_filled = ""
        self._filling = False
        self.pause = QTimer(self)
        self.pause.setSingleShot(True)
        self.pause.setInterval(PAUSE_MS)
        self.pause.timeout.connect(self.save)
        self.title = QuietLabel()
        self.body = QPlainTextEdit()
        self.body.setAccessibleName("Words of the note")
        self.body.setPlaceholderText("Write a note; Markdown is kept as it is")
        self.body.setTabChangesFocus(True)
        self.body.textChanged.connect(self._typed)
        self.tags = QLineEdit()
        self.tags.setAccessibleName("Tags")
        self.tags.setPlaceholderText("Tags, parted by commas")
        self.tags.addAction(icon("tag"), QLineEdit.ActionPosition.LeadingPosition)
        self.tags.textChanged.connect(self._typed)
        self.colors = ColorButtons()
        self.colors.chosen.connect(self._recolor)
        self.delete = QToolButton()
        self.delete.setIcon(icon("delete"))
        self.delete.setAutoRaise(True)
        self.delete.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.delete.clicked.connect(self.delete_wanted)
        self.picture = _picture()
        self.place = QuietLabel()
        self.confirm = QPushButton("Keep this place")
        self.confirm.setToolTip("Take the place where the passage was found for the note's own from now on")
        self.confirm.clicked.connect(self._confirm)
        self._rest = QWidget()
        """Takes the room of the fields while several notes are shown."""
        self._lay_out()
        for field in (self.body, self.tags):
            field.installEventFilter(self)
        self.clear()

    def _lay_out(self) -> None:
        place = QHBoxLayout()
        place.setSpacing(STEP)
        place.addWidget(self.place, 1)
        place.addWidget(self.confirm)
        row = QHBoxLayout()
        row.setSpacing(STEP)
        row.addWidget(self.colors)
        row.addStretch(1)
        row.addWidget(self.delete)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(STEP, 0, STEP, STEP)
        layout.setSpacing(STEP)
        layout.addWidget(_rule())
        layout.addWidget(self.title)
        layout.addLayout(place)
        layout.addWidget(self.picture)
        layout.addWidget(self.body, 1)
        layout.addWidget(self.tags)
        layout.addLayout(row)
        layout.addWidget(self._rest, 1)

    # -- what is shown ------------------------------------------------------------------------------------------------

    @property
    def notes(self) -> tuple[str, ...]:
        """The ids of the notes that are shown."""
        return self._notes

    @property
    def note(self) -> str | None:
        """The id of the note that is edited, where it is one."""
        return self._notes[0] if len(self._notes) == 1 else None

    def show_notes(self, document: OpenDocument, notes: Sequence[str]) -> None:
        """Show one note to be edited, or several to be coloured or deleted; what was typed before is kept."""
        notes = tuple(notes)
        if document is self._document and notes == self._notes:
            self.refresh()
            return
        self.save()
        self._document = document
        self._notes = notes
        annotation = document.notes.find(notes[0]) if len(notes) == 1 else None
        self._fill(annotation, self._common_tags() if annotation is None else ())
        self._show_picture(document, annotation)
        self.refresh()

    def clear(self) -> None:
        """Keep what was typed and show no note."""
        self.save()
        self._document = None
        self._notes = ()
        self._fill(None)
        self.hide()

    def refresh(self) -> None:
        """Take over what has changed elsewhere; words that are being typed stay, and so does the cursor."""
        document = self._document
        if document is None:
            return
        found = [document.notes.find(note) for note in self._notes]
        annotations = [annotation for annotation in found if annotation is not None]
        if not annotations:
            self.clear_without_saving()
            return
        self.show()
        one = annotations[0] if len(self._notes) == 1 else None
        if one is not None:
            self._take_over(one)
        colors = {annotation.color for annotation in annotations}
        self.colors.show_color(next(iter(colors)) if len(colors) == 1 else None)
        self.title.say(_title(one) if one is not None else f"{len(annotations)} notes selected")
        self.delete.setToolTip("Delete the note" if one is not None else f"Delete {len(annotations)} notes")
        self.delete.setAccessibleName(self.delete.toolTip())
        self.body.setVisible(one is not None)
        self.tags.setPlaceholderText("Tags, parted by commas" if one is not None else "Tags of all of them")
        self._rest.setVisible(one is None)
        self._show_place(document, one)
        writable = not document.notes.read_only
        self.body.setReadOnly(not writable)
        self.tags.setReadOnly(not writable)
        for control in (self.colors, self.delete, self.confirm):
            control.setEnabled(writable)

    def clear_without_saving(self) -> None:
        """The notes are gone: there is nothing to keep."""
        self.pause.stop()
        self._document = None
        self._notes = ()
        self._fill(None)
        self.hide()

    def _show_place(self, document: OpenDocument, one: Annotation | None) -> None:
        placement = document.notes.placement(one.id) if one is not None else None
        how = placement.how if placement is not None else PlacementKind.EXACT
        self.place.say(PLACES.get(how, ""))
        self.confirm.setVisible(how in {PlacementKind.MOVED, PlacementKind.LIKELY})

    def _common_tags(self) -> tuple[str, ...]:
        """The tags that all of several notes have."""
        found = [self._document.notes.find(note) for note in self._notes] if self._document is not None else []
        tags = [note.tags for note in found if note is not None]
        return tuple(tag for tag in tags[0] if all(tag in others for others in tags)) if tags else ()

    def _show_picture(self, document: OpenDocument, note: Annotation | None) -> None:
        """Show what a region looked like, as soon as it has been read."""
        self.picture.hide()
        if note is None or note.kind is not AnnotationKind.REGION:
            return

        def take(png: bytes | None) -> None:
            pixmap = QPixmap()
            if png is not None and self.note == note.id and pixmap.loadFromData(png):
                size = pixmap.size().boundedTo(QSize(max(40, self.width() - 2 * STEP), PICTURE))
                ratio = self.devicePixelRatioF()
                shown = pixmap.scaled(
                    size * ratio, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
                )
                shown.setDevicePixelRatio(ratio)
                self.picture.setPixmap(shown)
                self.picture.show()

        document.notes.ask_picture(note.id, take)

    def _fill(self, annotation: Annotation | None, tags: tuple[str, ...] = ()) -> None:
        self._filling = True
        self._kept_body = annotation.body if annotation is not None else ""
        self._kept_tags = annotation.tags if annotation is not None else tags
        self.body.setPlainText(self._kept_body)
        self.tags.setText(", ".join(self._kept_tags))
        self._body_as_filled = self._typed_body
        self._tags_as_filled = self.tags.text()
        self._filling = False

    def _take_over(self, annotation: Annotation) -> None:
        """Show words and tags that were changed elsewhere (by undo, in another window), unless new ones are typed."""
        self._filling = True
        if annotation.body != self._kept_body:
            self._kept_body = annotation.body
            if self._typed_body == self._body_as_filled:
                position = self.body.textCursor().position()
                self.body.setPlainText(annotation.body)
                cursor = self.body.textCursor()
                cursor.setPosition(min(position, self.body.document().characterCount() - 1))
                self.body.setTextCursor(cursor)
                self._body_as_filled = self._typed_body
        if annotation.tags != self._kept_tags:
            self._kept_tags = annotation.tags
            if self.tags.text() == self._tags_as_filled:
                self.tags.setText(", ".join(annotation.tags))
                self._tags_as_filled = self.tags.text()
        self._filling = False

    # -- keeping ------------------------------------------------------------------------------------------------------

    @property
    def _typed_body(self) -> str:
        """The field's words as they are: toPlainText would make blanks of no-break spaces."""
        return self.body.document().toRawText().replace("\u2029", "\n").replace("\u2028", "\n")

    @property
    def typing(self) -> bool:
        """Whether something has been typed that is not kept yet."""
        changed = self._typed_body != self._body_as_filled or self.tags.text() != self._tags_as_filled
        return changed and bool(self._notes)

    def _typed(self) -> None:
        if not self._filling and self.typing:
            self.pause.start()

    def save(self) -> None:
        """Keep what was typed, now."""
        self.pause.stop()
        document, note = self._document, self.note
        if document is None or not self.typing or document.notes.read_only:
            return
        if note is None:
            self._save_common_tags(document)
            return
        body = self._typed_body if self._typed_body != self._body_as_filled else None
        tags = tags_in(self.tags.text()) if self.tags.text() != self._tags_as_filled else None
        self._body_as_filled = self._typed_body
        self._tags_as_filled = self.tags.text()
        self._kept_body = self._kept_body if body is None else body
        self._kept_tags = self._kept_tags if tags is None else tags
        document.notes.edit(note, body=body, tags=tags)

    def _save_common_tags(self, document: OpenDocument) -> None:
        """Give several notes the tags that were added, and take those from them that were removed."""
        before, after = self._kept_tags, tags_in(self.tags.text())
        self._kept_tags, self._tags_as_filled = after, self.tags.text()
        document.notes.retag(
            self._notes,
            add=[tag for tag in after if tag not in before],
            remove=[tag for tag in before if tag not in after],
        )

    def _recolor(self, color: HighlightColor) -> None:
        if self._document is not None:
            self.save()
            self._document.notes.recolor(self._notes, color)

    def _confirm(self) -> None:
        if self._document is not None:
            self.save()
            self._document.notes.confirm(self._notes)

    # -- the focus ----------------------------------------------------------------------------------------------------

    @property
    def in_use(self) -> bool:
        """Whether the reader is writing."""
        return self.body.hasFocus() or self.tags.hasFocus()

    def start_writing(self) -> None:
        """Put the cursor behind the words."""
        self.body.moveCursor(QTextCursor.MoveOperation.End)
        self.body.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Whoever leaves a field has said what they wanted; Escape goes back to the page."""
        if event.type() == QEvent.Type.FocusOut:
            self.save()
            if watched is self.tags:
                self._even_tags()
        elif (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
            and event.modifiers() == Qt.KeyboardModifier.NoModifier
        ):
            self.save()
            self.page_focus_wanted.emit()
            return True
        return super().eventFilter(watched, event)

    def _even_tags(self) -> None:
        """Write the tags as they were understood."""
        if self.tags.text() != ", ".join(self._kept_tags):
            self._filling = True
            self.tags.setText(", ".join(self._kept_tags))
            self._tags_as_filled = self.tags.text()
            self._filling = False


def _picture() -> QLabel:
    picture = QLabel()
    picture.setAccessibleName("The region as it was")
    picture.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop)
    picture.hide()
    return picture


def _rule() -> QFrame:
    rule = QFrame()
    rule.setFrameShape(QFrame.Shape.HLine)
    rule.setFrameShadow(QFrame.Shadow.Plain)
    rule.setForegroundRole(QPalette.ColorRole.Mid)
    return rule


def _title(note: Annotation) -> str:
    """Who wrote it and when, in the reader's own time."""
    made = QDateTime.fromString(note.created, Qt.DateFormat.ISODateWithMs).toLocalTime()
    words = field_words()
    day = QLocale(words["language"]).toString(made.date(), words["dates"]["day"]) if made.isValid() else ""
    return ", ".join(part for part in (note.author or "Unsigned", day) if part)
