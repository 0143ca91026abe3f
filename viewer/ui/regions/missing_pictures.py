"""Pictures of regions that are not kept are drawn when their document is read again, or notes have been brought in.

A page that could not be drawn when the note was made, or a program that ended before it was, leaves a note without one;
the notes of other programs never have one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from viewer.annotations.anchoring import PlacementKind
from viewer.model.annotation import AnnotationKind
from viewer.session.changes import DocumentClosed, NotesChanged

if TYPE_CHECKING:
    from viewer.model.annotation import Annotation
    from viewer.session.changes import Change
    from viewer.session.open_document import OpenDocument
    from viewer.session.session import Session


class MissingPictures(QObject):
    """Looks once at the notes of each document that is opened, when they have been loaded and found in its text.

    Not at every new note: while the reader draws a region, its picture is on its way.
    """

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._looked_at: set[int] = set()
        session.changes.subscribe(self._changed)
        for document in session.documents:
            self._look_at(document)

    def _changed(self, change: Change) -> None:
        if isinstance(change, DocumentClosed):
            self._looked_at.discard(change.document)
        elif isinstance(change, NotesChanged):
            document = self._session.document(change.document)
            if document is not None and change.document not in self._looked_at:
                self._look_at(document)

    def look_again(self, document: OpenDocument) -> None:
        """Notes have been brought in: look for their regions as well."""
        self._looked_at.discard(document.number)
        self._look_at(document)

    def _look_at(self, document: OpenDocument) -> None:
        notes = document.notes
        if not notes.loaded or notes.waits_for_loading or notes.read_only:
            return
        regions = [note for note in notes.annotations if note.kind is AnnotationKind.REGION and note.anchor.rects]
        places = [notes.placement(note.id) for note in regions]
        if None in places:
            return  # told again when they have been found
        self._looked_at.add(document.number)
        for note, place in zip(regions, places, strict=True):
            # Elsewhere in another text, what would be drawn is not what the reader has seen.
            if place is not None and place.how is PlacementKind.EXACT:
                self._ask(document, note)

    def _ask(self, document: OpenDocument, note: Annotation) -> None:
        def read(png: bytes | None) -> None:
            if png is None and self._session.document(document.number) is document:
                # Only few documents have such notes, and drawing pictures brings what chooses regions with it.
                from viewer.ui.regions.notes import keep_picture  # noqa: PLC0415 - start-up time, as above

                keep_picture(document, note.id, note.anchor.page, note.anchor.rects[0])

        document.notes.ask_picture(note.id, read)
