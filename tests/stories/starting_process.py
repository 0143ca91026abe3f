"""The program, started as ever; at a moment of its start it is closed or terminated. It says which moments have come.

Arguments: the moment, the deed (close, terminate or interrupt), and those of the program.
"""

from __future__ import annotations

import os
import signal
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


def close() -> None:
    """Close the window, as its button does."""
    from PySide6.QtWidgets import QApplication, QMainWindow  # noqa: PLC0415 - the program loads Qt when it wants it

    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, QMainWindow):
            widget.close()


DEEDS = {
    "close": close,
    "terminate": lambda: os.kill(os.getpid(), signal.SIGTERM),
    "interrupt": lambda: os.kill(os.getpid(), signal.SIGINT),
}


def after(owner: type, name: str, then: Callable[[object], None]) -> None:
    """Do something with an object after a method of it has been run."""
    original = getattr(owner, name)

    def watched(self, *args, **named):
        result = original(self, *args, **named)
        then(self)
        return result

    setattr(owner, name, watched)


class Moments:
    """Says each moment once, when a function of the program has been run, and does the deed at its own."""

    def __init__(self, moment: str, deed: str) -> None:
        self.moment = moment
        self._deed = DEEDS[deed]
        self._come: set[str] = set()

    def after(self, owner: type, name: str, moment: str, *, soon: bool = False) -> None:
        """Say ``moment`` after a method has been run; with ``soon`` the deed is done when the event loop turns."""
        after(owner, name, lambda _self: self.say(moment, soon=soon))

    def say(self, moment: str, *, soon: bool) -> None:
        if moment in self._come:
            return
        self._come.add(moment)
        sys.stdout.write(moment + "\n")
        sys.stdout.flush()
        if moment != self.moment:
            return
        if soon:
            from PySide6.QtCore import QTimer  # noqa: PLC0415 - as above

            QTimer.singleShot(0, self._deed)
        else:
            self._deed()


def watch(moments: Moments) -> None:
    """Watch the start. What needs Qt is looked for when the program has asked for its first page, and loads Qt next."""
    from viewer.ui.starting import first_look  # noqa: PLC0415 - knows no Qt
    from viewer.workers.host import WorkerHost  # noqa: PLC0415 - knows no Qt

    moments.after(WorkerHost, "start", "worker")
    look_ahead = first_look.look_ahead

    def watched(*args, **named):
        look = look_ahead(*args, **named)
        from viewer.ui.app import Start  # noqa: PLC0415 - as above
        from viewer.ui.starting.first_page import FirstPage  # noqa: PLC0415 - as above

        moments.after(Start, "begin", "window")
        moments.after(FirstPage, "paintEvent", "cover", soon=True)
        if moments.moment == "picture":  # it may be painted before the rest is loaded, or after
            after(FirstPage, "paintEvent", lambda cover: cover._said and moments.say("picture", soon=True))
        moments.after(Start, "_load", "loading")
        moments.after(Start, "_make", "furnished")
        moments.after(FirstPage, "leave", "page", soon=True)
        after(Start, "_make", uncovered)
        return look

    def uncovered(start):
        # A file that is refused before there is a window has no cover: then the page shows when the window does.
        from PySide6.QtCore import QTimer  # noqa: PLC0415 - as above

        if start._cover is None:
            QTimer.singleShot(0, lambda: moments.say("page", soon=True))

    first_look.look_ahead = watched


if __name__ == "__main__":
    from viewer.__main__ import main

    watch(Moments(sys.argv[1], sys.argv[2]))
    sys.exit(main(sys.argv[3:]))
