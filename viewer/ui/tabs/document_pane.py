"""One view of a document with what belongs to it: its ribbon, its cards, a header, a strip on its pages' text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QStyle, QToolButton, QVBoxLayout, QWidget

from viewer.session.changes import RecognitionChanged, UnderstandingChanged
from viewer.ui.look.icons import icon
from viewer.ui.page.link_keeper import LinkKeeper
from viewer.ui.page.reference_card import CardKeeper, preferred_language
from viewer.ui.page.ribbon import Ribbon
from viewer.ui.page.view import PageView
from viewer.ui.widgets.quiet_label import QuietLabel
from viewer.ui.wording.pages import page_in_words

if TYPE_CHECKING:
    from PySide6.QtGui import QAction, QMouseEvent, QPaintEvent

    from viewer.session.changes import Change
    from viewer.session.open_document import OpenDocument
    from viewer.session.places import LeftOff
    from viewer.session.session import Session
    from viewer.ui.page.recognition_strip import RecognitionStrip
    from viewer.ui.page.sources import PageSources

BAR = 2
"""Device-independent pixels of the bar over the view that commands go to."""
BUTTON = 16


class ElidedLabel(QLabel):
    """A line that is cut in the middle where there is no room for all of it; the tooltip says the whole."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def minimumSizeHint(self) -> QSize:
        """Any width will do."""
        return QSize(0, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint as much of the line as there is room for."""
        del event
        painter = QPainter(self)
        line = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideMiddle, self.width())
        align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading
        painter.drawText(self.rect(), int(QStyle.visualAlignment(self.layoutDirection(), align)), line)
        painter.end()


class PaneHeader(QWidget):
    """Over a view that shares its tab: what it shows, where it is, and a button that takes it out.

    The header of the view that commands go to bears a bar and stands in bold.
    """

    pressed = Signal()
    close_requested = Signal()

    def __init__(self, pane: DocumentPane) -> None:
        super().__init__(pane)
        self._active = False
        self.title = ElidedLabel(self)
        self.page = QuietLabel(parent=self)
        self.page.setWordWrap(False)
        self.close_button = _button("Take this view out")
        self.close_button.setIcon(icon("clear"))
        self.close_button.clicked.connect(self.close_requested)
        self.link_button = _button("Link scrolling")
        self.link_button.hide()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, BAR + 2, 4, 2)
        layout.setSpacing(8)
        for widget in (self.title, self.page, self.link_button, self.close_button):
            layout.addWidget(widget, 1 if widget is self.title else 0)

    def offer_link(self, action: QAction | None) -> None:
        """Offer the action that links this view with the other one, or nothing."""
        if action is not None:
            self.link_button.setDefaultAction(action)
        self.link_button.setVisible(action is not None)

    def say(self, title: str, page: str) -> None:
        """Say what is shown and where."""
        self.title.setText(title)
        self.title.setToolTip(title)
        self.page.setText(page)
        self.update()

    def mark(self, *, active: bool) -> None:
        """Show whether commands go to this view."""
        self._active = active
        font = self.font()
        font.setBold(active)
        self.title.setFont(font)
        self.setAccessibleName(f"{self.title.text()}, {'active view' if active else 'view'}")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The bar of the active view."""
        del event
        if self._active:
            painter = QPainter(self)
            painter.fillRect(0, 0, self.width(), BAR, self.palette().color(QPalette.ColorRole.Highlight))
            painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click makes the view the active one."""
        del event
        self.pressed.emit()


class DocumentPane(QWidget):
    """One view of a document, its ribbon and the card of the reference that is looked at.

    ``used`` says that the reader has turned to it (clicked into it, or given it the focus), ``close_requested`` that
    it is wanted no longer; both carry the pane.
    """

    used = Signal(object)
    close_requested = Signal(object)

    def __init__(
        self,
        document: OpenDocument,
        session: Session,
        sources: PageSources | None = None,
        start: LeftOff | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.document = document
        self.view = PageView(document, session, self, sources, start)
        self.ribbon = Ribbon(document, session, self, self.view)
        self.cards = CardKeeper(self.view, lambda: preferred_language(session.settings.link_language))
        self.links = LinkKeeper(self.view)
        self.header: PaneHeader | None = None
        self._row = QHBoxLayout()
        self._row.setSpacing(0)
        self._row.addWidget(self.view, 1)
        self._row.addWidget(self.ribbon)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addLayout(self._row, 1)
        self.strip: RecognitionStrip | None = None
        self._unsubscribe = session.changes.subscribe(self._changed)
        self.view.view_changed.connect(self._tell_of_text)
        self._tell_of_text()
        self.setFocusProxy(self.view)
        self.view.installEventFilter(self)
        self.view.viewport().installEventFilter(self)
        self.ribbon.installEventFilter(self)

    def show_header(self, *, shown: bool) -> PaneHeader | None:
        """Show a header over the view, or none; the header, if there is one."""
        if shown and self.header is None:
            self.header = PaneHeader(self)
            self.header.pressed.connect(self._turn_to)
            self.header.close_requested.connect(lambda: self.close_requested.emit(self))
            self.view.view_changed.connect(self.refresh_header)
            self._column.insertWidget(0, self.header)
        if self.header is not None:
            self.header.setVisible(shown)
            self.refresh_header()
        return self.header

    def refresh_header(self) -> None:
        """Let the header say what is so."""
        if self.header is not None and not self.header.isHidden():
            document = self.document
            page = min(self.view.place.page, document.page_count - 1)
            self.header.say(described(document), page_in_words(document, page))

    def _changed(self, change: Change) -> None:
        told = isinstance(change, UnderstandingChanged | RecognitionChanged)
        if told and change.document == self.document.number:
            self._tell_of_text()

    def _tell_of_text(self) -> None:
        """Say over the view what is so of the text of its page, where that is worth telling."""
        worth_telling = self.document.recognition.worth_telling
        if self.strip is None and worth_telling:
            # Not at the top: most documents need none.
            from viewer.ui.page.recognition_strip import RecognitionStrip  # noqa: PLC0415

            self.strip = RecognitionStrip(self.document, self)
            self._column.insertWidget(self._column.count() - 1, self.strip)
        if self.strip is not None:
            if worth_telling:
                self.strip.say(min(self.view.place.page, self.document.page_count - 1))
            self.strip.setVisible(worth_telling)

    def close_pane(self) -> None:
        """Nothing is shown here any more."""
        self._unsubscribe()
        self.view.close_view()
        self.deleteLater()

    def _turn_to(self) -> None:
        self.view.setFocus(Qt.FocusReason.MouseFocusReason)
        self.used.emit(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice that the reader turns to this view."""
        if event.type() == QEvent.Type.FocusIn and watched is self.view:
            self.used.emit(self)
        elif event.type() == QEvent.Type.MouseButtonPress and self.header is not None:
            if watched is self.ribbon:
                self._turn_to()
            elif watched is self.view.viewport():  # Qt gives it the focus, if not in a window behind others
                self.used.emit(self)
        return super().eventFilter(watched, event)


def described(document: OpenDocument) -> str:
    """What to call a document beside others, which may have the same symbol: its title and its language."""
    from viewer.ui.wording.sections import language_in_words  # noqa: PLC0415 - not needed before two views are

    values = document.understanding.metadata.get("language") if document.understanding is not None else None
    language = language_in_words(str(values[0].value)) if values else ""
    return f"{document.title} · {language}" if language else document.title


def _button(name: str) -> QToolButton:
    button = QToolButton()
    button.setAutoRaise(True)
    button.setIconSize(QSize(BUTTON, BUTTON))
    button.setToolTip(name)
    button.setAccessibleName(name)
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return button
