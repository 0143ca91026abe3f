"""Which notes the panel lists, and where its rows stand: all that pass the filter, of many a few between two events."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QObject, QSortFilterProxyModel, Signal

from viewer.session.notes.order import NotesInOrder
from viewer.ui.panels.notes.delegate import NoteDelegate
from viewer.ui.panels.notes.filter import NoteCounts, NoteTexts
from viewer.ui.panels.notes.filter_bar import NoteFilterBar
from viewer.ui.panels.notes.model import NotesModel
from viewer.ui.panels.notes.sifting import NoteFolding, NoteSifting
from viewer.ui.widgets.row_views import Place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from PySide6.QtCore import QItemSelectionRange

    from viewer.annotations.anchoring import PlacementKind
    from viewer.model.annotation import Annotation
    from viewer.session.open_document import OpenDocument
    from viewer.ui.panels.notes.list_view import NotesList
    from viewer.ui.panels.notes.rows import NoteRow

MOST_MEASURED = 100
"""Rows that are each as high as what is in them, measured in 15 ms; a longer list is of rows of one height."""


class NotesListing(QObject):
    """The notes of one document in a list, and the filter that they pass.

    ``edited`` gives the id of the note that is being edited, which is listed whether or not it passes. ``taken`` says
    that many notes have been put through the filter, ``slow`` that this takes its time.
    """

    taken = Signal()
    slow = Signal()

    def __init__(
        self, view: NotesList, color_name: Callable[[str], str], edited: Callable[[], str | None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._view = view
        self._edited = edited
        self.document: OpenDocument | None = None
        self.notes = NotesModel(color_name, view)
        # A model of Qt's own between them: laying out asks for each index, which costs 1 µs in C++ and 20 in Python.
        self._in_rows = QSortFilterProxyModel(view)
        self._in_rows.setDynamicSortFilter(False)
        self._in_rows.setSourceModel(self.notes)
        view.setModel(self._in_rows)
        self.delegate = NoteDelegate(view)
        view.setItemDelegate(self.delegate)
        self._texts, self._counts = NoteTexts(), NoteCounts()
        self.sifting = NoteSifting(self)
        self.sifting.done.connect(self._sifted)
        self.sifting.slow.connect(self.slow)
        self._changed_meanwhile: dict[str, None] = {}
        self.folding = NoteFolding(lambda: self.all, self._texts, self._counts, self.sifting)
        self.filters = NoteFilterBar(self.folding.count_the_rest, color_name)

    # -- taking notes -------------------------------------------------------------------------------------------------

    def show_document(self, document: OpenDocument | None) -> None:
        """List the notes of another document, or none."""
        self.document = document
        self._texts.clear()
        self._counts.clear()
        self.notes.show_document(document, self._test(), self._listed_at_once())
        self._lay_out()
        if self._sifts:
            self._sift()
        self.folding.begin()

    def renew(self) -> None:
        """All notes may be others."""
        self.show_passing()
        self.folding.begin()

    def show_passing(self) -> None:
        """List the notes that pass the filter: at once, or soon where there are many."""
        if self._sifts:
            self._sift()
        else:
            self._take_passing(self._listed_at_once())

    def change(self, ids: Sequence[str]) -> None:
        """Notes have been made, changed or deleted; the rows in view stay where they are."""
        document = self.document
        for each in ids:
            note = document.notes.find(each) if document is not None else None
            if note is None:
                self._counts.discard(each)
            else:
                self._counts.put(note)
        if self.sifting.goes_on:
            self._changed_meanwhile.update(dict.fromkeys(ids))
        place = Place(self._view)
        self.notes.change(ids)
        self._lay_out()
        place.restore()

    def _take_passing(self, listed: NotesInOrder | None) -> None:
        self.sifting.stop()
        place = Place(self._view)
        self.notes.show_passing(self._test(), listed)
        self._lay_out()
        place.restore()

    @property
    def all(self) -> Sequence[Annotation]:
        """The document's notes, listed or not."""
        return self.document.notes.annotations if self.document is not None else ()

    @property
    def _sifts(self) -> bool:
        """Whether there are too many notes to put them through the filter at once."""
        return not self.filters.filter.is_empty and len(self.all) > MOST_MEASURED

    def _listed_at_once(self) -> NotesInOrder | None:
        """The notes that pass, if no filter need be asked; nothing yet where there are too many to ask it at once."""
        self.sifting.stop()
        if self.document is None:
            return NotesInOrder()
        if self.filters.filter.is_empty:
            return self.document.notes.copy_in_order()
        return NotesInOrder() if self._sifts else None

    def _sift(self) -> None:
        self._changed_meanwhile.clear()
        if self.document is not None:
            self.sifting.start(self.document.notes.copy_in_order(), self._test())

    def _sifted(self, listed: NotesInOrder) -> None:
        self._take_passing(listed)
        self.notes.change(tuple(self._changed_meanwhile))
        self._lay_out()
        self.taken.emit()

    def _test(self) -> Callable[[Annotation], bool]:
        passes = self.filters.filter.test(self._texts, self._how_placed)
        return lambda note: passes(note) or note.id == self._edited()

    def _how_placed(self, note: str) -> PlacementKind | None:
        placement = self.document.notes.placement(note) if self.document is not None else None
        return None if placement is None else placement.how

    def _lay_out(self) -> None:
        """Rows of a long list are all of one height: nothing of what is not seen is measured."""
        compact = len(self.notes) > MOST_MEASURED
        if compact != self.delegate.compact:
            self.delegate.compact = compact
            self._view.setUniformItemSizes(compact)
            self._view.scheduleDelayedItemsLayout()

    # -- finding ------------------------------------------------------------------------------------------------------

    def index_of(self, note: str) -> QModelIndex | None:
        """The index of a note in the list, by its id, if it is listed."""
        index = self.notes.index_of(note)
        shown = self._in_rows.mapFromSource(index) if index is not None else None
        return shown if shown is not None and shown.isValid() else None  # not so while its row is being taken out

    def row_at(self, index: QModelIndex) -> NoteRow:
        """The row of an index in the list."""
        return self.notes.row_at(self._in_rows.mapToSource(index))

    @property
    def selected(self) -> list[str]:
        """The ids of the selected notes in reading order."""
        notes = self.notes.notes
        selection: Iterable[QItemSelectionRange] = self._view.selectionModel().selection()  # pyright: ignore[reportAssignmentType] - QList, which Qt's stubs do not know to be iterable
        ranges = sorted((stretch.top(), stretch.bottom()) for stretch in selection)
        return [note.id for first, last in ranges for note in notes[first : last + 1]]
