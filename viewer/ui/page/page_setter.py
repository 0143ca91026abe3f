"""Setting pages of plain text while the window goes on answering: some milliseconds of work in a turn."""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, QTimer

from viewer.ui.page.text_pages import set_in_steps

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

    from viewer.model.text import PageText
    from viewer.ui.page.text_pages import SetPage

TURN = 0.004
"""Seconds of setting in one turn of the event loop."""


class PageSetter(QObject):
    """Sets the pages that it is given, one after the other, the last given last."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._steps: dict[int, tuple[Generator[None, None, SetPage], Callable[[SetPage], None]]] = {}
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._go_on)

    @property
    def pages(self) -> list[int]:
        """The pages that are not set yet, in the order in which they will be."""
        return list(self._steps)

    def set_page(self, page: int, text: PageText, taken: Callable[[SetPage], None]) -> None:
        """Set a page and give it to ``taken``: at once, where nothing waits and it takes no longer than a turn."""
        waits = bool(self._steps)
        self._steps[page] = (set_in_steps(text), taken)
        if not waits:
            self._go_on()

    def drop(self, page: int) -> None:
        """Let go of a page that nobody wants any more."""
        self._steps.pop(page, None)

    def _go_on(self) -> None:
        until = perf_counter() + TURN
        while self._steps and perf_counter() < until:
            page, (steps, taken) = next(iter(self._steps.items()))
            try:
                next(steps)
            except StopIteration as done:
                del self._steps[page]
                taken(cast("SetPage", done.value))
        if not self._steps:
            self._timer.stop()
        elif not self._timer.isActive():
            self._timer.start()
