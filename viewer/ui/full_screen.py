"""Full screen: the page and nothing else. What was shown before comes back when it is left, with F11 or Escape.

The window's state leads: whoever changes it (the action, the desktop's own key), the rest follows.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import QApplication, QLabel

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QWidget

    from viewer.ui.document_window import DocumentWindow

HINT = "Press Esc to leave full screen"
HINT_MS = 3000
HINT_TOP = 32
"""Device-independent pixels from the top of the window."""


class FullScreen(QObject):
    """Puts away what is not the page while a window fills the screen."""

    def __init__(self, window: DocumentWindow, typed_in_bar: Mapping[QAction, Callable[[], None]]) -> None:
        """``typed_in_bar`` are the actions for which the reader types in the bar, each with what it does."""
        super().__init__(window)
        self._window = window
        self._put_away: list[QWidget] = []
        self.entered = False
        self.hint = QLabel(HINT, window)
        self.hint.setAutoFillBackground(True)
        self.hint.setBackgroundRole(QPalette.ColorRole.ToolTipBase)
        self.hint.setForegroundRole(QPalette.ColorRole.ToolTipText)
        self.hint.setContentsMargins(16, 8, 16, 8)
        self.hint.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hint.hide()
        self._hint_over = QTimer(self)
        self._hint_over.setSingleShot(True)
        self._hint_over.setInterval(HINT_MS)
        self._hint_over.timeout.connect(self.hint.hide)
        window.installEventFilter(self)
        for action, run in typed_in_bar.items():
            action.triggered.connect(partial(self._lend_bar, run))
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_changed)
        self._follow()

    def leave(self) -> None:
        """Be a window among others again."""
        self._window.setWindowState(self._window.windowState() & ~Qt.WindowState.WindowFullScreen)

    def _follow(self) -> None:
        """Bring what is shown in line with the window's state."""
        if self._window.isFullScreen() == self.entered:
            return
        self.entered = self._window.isFullScreen()
        window = self._window
        if self.entered:
            bars = (window.menuBar(), window.reading_bar, window.status, window.tabs.tabBar())
            self._put_away = [bar for bar in bars if not bar.isHidden()]
            for bar in self._put_away:
                bar.hide()
            window.panes.set_aside(aside=True)
            self._show_hint()
            window.focus_page()
        else:
            self.hint.hide()
            for bar in self._put_away:
                bar.setVisible(bar is not window.tabs.tabBar() or window.tabs.count() > 1)
            self._put_away = []
            window.panes.set_aside(aside=False)
        window.update_actions()

    def _show_hint(self) -> None:
        self.hint.adjustSize()
        self.hint.move((self._window.width() - self.hint.width()) // 2, HINT_TOP)
        self.hint.show()
        self.hint.raise_()
        self._hint_over.start()

    def _lend_bar(self, run: Callable[[], None], _checked: bool = False) -> None:  # noqa: FBT001 - Qt's
        """Show the bar while something is typed there."""
        if self.entered and self._window.reading_bar.isHidden():
            self._window.reading_bar.show()
            run()

    def _focus_changed(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Back on the page, the bar is put away again."""
        view = self._window.tabs.current_view if self.entered else None
        if view is not None and now is view:
            self._window.reading_bar.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The window has another state; or Escape was pressed, and nothing else had a use for it."""
        if event.type() == QEvent.Type.WindowStateChange:
            self._follow()
        elif event.type() == QEvent.Type.Resize and not self.hint.isHidden():
            self._show_hint()
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self.entered:
            escape = event.key() == Qt.Key.Key_Escape
            if escape:
                self.leave()
            return escape
        return super().eventFilter(watched, event)
