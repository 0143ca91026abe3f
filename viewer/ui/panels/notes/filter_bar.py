"""The bar above the notes: words to look for, a menu of what notes are told apart by, and what is chosen as chips."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from viewer.model.annotation import HighlightColor
from viewer.ui.look.icons import icon
from viewer.ui.panels.notes.filter import PLACE_NAMES, SINCE, Facets, NoteFilter
from viewer.ui.widgets.chips import Chips
from viewer.ui.widgets.color_buttons import color_icon
from viewer.ui.widgets.filter_field import FilterField
from viewer.ui.widgets.menu_button import MenuButton
from viewer.ui.widgets.row_painting import STEP

if TYPE_CHECKING:
    from collections.abc import Callable

    from viewer.ui.panels.notes.filter import NoteCounts

MOST_CHOICES = 40
"""Values of a facet that its menu lists: those that most notes have. Others are found by their words."""


class NoteFilterBar(QWidget):
    """``changed`` says that other notes are to be listed; ``filter`` is which.

    ``counts`` gives what there is to choose from, ``color_name`` what the reader calls a colour.
    """

    changed = Signal()

    def __init__(self, counts: Callable[[], NoteCounts], color_name: Callable[[str], str]) -> None:
        super().__init__()
        self._counts = counts
        self._color_name = color_name
        self.filter = NoteFilter()
        self.field = FilterField("Filter notes", "Words of the passage, of the note, of its tags or its author")
        self.field.textChanged.connect(self._words_changed)
        self.button = MenuButton()
        self.button.setText("Filter")
        self.button.setToolTip("Choose kinds, colours, tags, sections, languages, authors, dates")
        self.menus: dict[str, QMenu] = {}
        for facet in Facets.ALL:
            menu = self.menus[facet] = self.button.choices.addMenu(facet)
            menu.aboutToShow.connect(lambda facet=facet: self.fill(facet))
        self.chips = Chips("What the notes are filtered by")
        self.chips.taken_back.connect(self._take_back)
        self.chips.cleared.connect(self.clear)
        bar = QHBoxLayout()
        bar.setContentsMargins(STEP, STEP, STEP, STEP)
        bar.setSpacing(STEP)
        bar.addWidget(self.field, 1)
        bar.addWidget(self.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(self.chips)

    def fill(self, facet: str) -> QMenu:
        """List what there is to choose from under a facet, each with how many notes it would show."""
        menu = self.menus[facet]
        menu.clear()
        for value, count in self._choices(facet):
            words = self._words(facet, value).replace("&", "&&")
            action = menu.addAction(f"{words}\t{count}" if count else words)
            if facet == Facets.COLOR:
                action.setIcon(color_icon(HighlightColor(value), self.palette()))
            action.setCheckable(True)
            action.setChecked(value in self.filter.chosen.get(facet, ()))
            action.triggered.connect(lambda _checked=False, value=value: self.toggle(facet, value))
        return menu

    def _choices(self, facet: str) -> list[tuple[str, int]]:
        if facet == Facets.DATE:
            return [(name, 0) for name in SINCE]
        if facet == Facets.PLACE:
            return [(name, 0) for name in PLACE_NAMES.values()]
        return self._counts().choices(facet, MOST_CHOICES)

    def _words(self, facet: str, value: str) -> str:
        return self._color_name(value) if facet == Facets.COLOR else value

    # -- choosing -----------------------------------------------------------------------------------------------------

    def toggle(self, facet: str, value: str) -> None:
        """Choose a value under a facet, or take it back."""
        self._set(self.filter.toggled(facet, value))

    def clear(self) -> None:
        """List all notes."""
        self.field.blockSignals(True)
        self.field.clear()
        self.field.blockSignals(False)
        self._set(NoteFilter())

    def _take_back(self, what: tuple[str, str]) -> None:
        self.toggle(*what)

    def _words_changed(self, words: str) -> None:
        self._set(self.filter.with_words(words))

    def _set(self, chosen: NoteFilter) -> None:
        if chosen == self.filter:
            return
        others = chosen.chosen != self.filter.chosen
        self.filter = chosen
        if others:
            self.show_chips()
        self.changed.emit()

    def show_chips(self) -> None:
        """Show what is chosen, in the order of the menu."""
        pairs = [(facet, value) for facet in Facets.ALL for value in sorted(self.filter.chosen.get(facet, ()))]
        self.chips.show_chips((self._words(facet, value), (facet, value)) for facet, value in pairs)
        self.button.setIcon(icon("filter" if pairs else "chevron-down"))
