"""When the bar at the selected words comes and goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer

from viewer.session.changes import SelectionChanged

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QAction

    from viewer.session.changes import Change
    from viewer.session.session import Session
    from viewer.ui.page.selection_bar import SelectionBar
    from viewer.ui.page.view import PageView

AFTER_MS = 250
"""From the release of the mouse: who selects only to see something highlighted by the system is not bothered."""


class SelectionBarKeeper(QObject):
    """At most one bar over a view: it comes a moment after the mouse is released, and goes with the selection."""

    def __init__(self, view: PageView, actions: Mapping[str, QAction], session: Session) -> None:
        super().__init__(view)
        self._view = view
        self._actions = actions
        self._session = session
        self.bar: SelectionBar | None = None
        self.soon = QTimer(self)
        self.soon.setSingleShot(True)
        self.soon.setInterval(AFTER_MS)
        self.soon.timeout.connect(self._come)
        view.pointer.words_selected.connect(self._words_selected)
        view.card_unwanted.connect(self.close_bar)
        view.view_changed.connect(self._follow)
        unsubscribe = session.changes.subscribe(self._changed)
        self.destroyed.connect(lambda: unsubscribe())  # noqa: PLW0108 - the signal would pass the object

    def _words_selected(self) -> None:
        if self._session.settings.selection_bar:
            self.soon.start()

    def _come(self) -> None:
        self.show_bar()

    def show_bar(self, *, focus: bool = False) -> None:
        """Show the bar at the selection, where there is one in view; with ``focus`` its first button has the keys."""
        if self._view.document.selected_span is None:
            return
        if self.bar is None:
            from viewer.ui.page.selection_bar import SelectionBar  # noqa: PLC0415 - start-up time: nothing is selected then

            self.bar = SelectionBar(self._view, self._actions, self._session)
        if not self.bar.place():
            self.close_bar()
            return
        self.bar.show()
        self.bar.raise_()
        if focus:
            self.bar.buttons[0].setFocus(Qt.FocusReason.TabFocusReason)

    def close_bar(self) -> None:
        """Take the bar away; the page gets the focus back where the bar had it."""
        self.soon.stop()
        if self.bar is None:
            return
        bar, self.bar = self.bar, None
        if bar.has_focus_inside:
            self._view.setFocus(Qt.FocusReason.OtherFocusReason)
        bar.hide()
        bar.deleteLater()

    def _follow(self) -> None:
        if self.bar is not None and not self.bar.place():
            self.close_bar()

    def _changed(self, change: Change) -> None:
        if isinstance(change, SelectionChanged) and change.document == self._view.document.number:
            self.close_bar()
