"""A process of its own in which the screen has another ratio: shows a file and compares what is painted.

Called as ``scaled_window.py FILE RATIO FOLDER``; writes one line of JSON: the view's ratio, whether the painted page is
the worker's own pixels, and how many of their bytes differ.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from viewer.session.session import Session


def main(path: Path, ratio: str, folder: Path) -> None:
    """Open the file in a bare view and compare."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["QT_SCALE_FACTOR"] = ratio
    os.environ["QT_SCALE_FACTOR_ROUNDING_POLICY"] = "PassThrough"
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415 - the environment comes first

    from viewer.annotations.store import NoteStore  # noqa: PLC0415
    from viewer.session.context import SessionContext  # noqa: PLC0415
    from viewer.session.session import Session  # noqa: PLC0415
    from viewer.session.settings import SettingsFile  # noqa: PLC0415
    from viewer.ui.background.poster import Poster  # noqa: PLC0415
    from viewer.workers.host import WorkerHost, WorkerRole  # noqa: PLC0415

    app = QApplication([])
    hosts = (WorkerHost(WorkerRole.INTERACTIVE), WorkerHost(WorkerRole.BACKGROUND))
    for host in hosts:
        host.start()
    poster, store = Poster(), NoteStore(folder / "notes.sqlite")
    session = Session(SessionContext(poster.post, *hosts, store, SettingsFile(folder / "settings.json")))
    try:
        session.open(path)
        wait(lambda: session.current is not None)
        sys.stdout.write(json.dumps(compare(session)) + "\n")
    finally:  # their threads would keep a process alive that has failed
        store.close()
        for host in hosts:
            host.close()
        app.quit()


def wait(condition: Callable[[], bool]) -> None:
    """Let the event loop run until something is so."""
    from PySide6.QtCore import QEventLoop, QTimer  # noqa: PLC0415

    loop, timer = QEventLoop(), QTimer()
    timer.timeout.connect(lambda: loop.quit() if condition() else None)
    timer.start(20)
    loop.exec()


def compare(session: Session) -> dict[str, object]:
    """Paint the first page and ask the worker for the same pixels."""
    from PySide6.QtCore import QRect  # noqa: PLC0415
    from PySide6.QtGui import QImage  # noqa: PLC0415

    from viewer.ui.page.view import PageView  # noqa: PLC0415
    from viewer.workers.messages.answers import Tile  # noqa: PLC0415
    from viewer.workers.messages.requests import Priority, RenderTile  # noqa: PLC0415

    document = session.current
    assert document is not None
    view = PageView(document, session)
    view.resize(640, 480)
    view.show()
    view.set_zoom(0.77)
    wait(lambda: view.settled)
    view.marks._cited_on = lambda _page: []  # underlines lie on the pixels; here the pixels are looked at
    view.marks._made.clear()
    painted = view.viewport().grab().toImage()
    painted.setDevicePixelRatio(1.0)
    ratio, answers = view.devicePixelRatioF(), []
    request = RenderTile(document.number, 0, view.zoom * view.logicalDpiX() / 72 * ratio)
    document.ask_interactive(request, lambda answer, _last: answers.append(answer), Priority.OPEN)
    wait(lambda: bool(answers))
    tile = answers[0]
    assert isinstance(tile, Tile)
    rendered = QImage(tile.pixels, tile.rect.width, tile.rect.height, tile.stride, QImage.Format.Format_RGB888)
    box = view.page_in_view(0)
    shown = QRect(round(box.x() * ratio), round(box.y() * ratio), rendered.width(), rendered.height())
    part = shown.intersected(painted.rect())
    there = rendered.copy(part.translated(-shown.topLeft())).convertToFormat(QImage.Format.Format_RGB32)
    here = painted.copy(part).convertToFormat(QImage.Format.Format_RGB32)
    given, expected = bytes(here.constBits()), bytes(there.constBits())
    view.close_view()
    return {
        "ratio": ratio,
        "same": here == there,
        "differing": sum(a != b for a, b in zip(given, expected, strict=True)),
        "pixels": here.width() * here.height(),
        "dark": sum(byte < 100 for byte in expected),
    }


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3]))
