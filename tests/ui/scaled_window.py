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


def main(path: Path, ratio: str, folder: Path) -> None:
    """Open the file in a bare view and compare."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["QT_SCALE_FACTOR"] = ratio
    os.environ["QT_SCALE_FACTOR_ROUNDING_POLICY"] = "PassThrough"
    from PySide6.QtCore import QEventLoop, QTimer  # noqa: PLC0415 - the environment comes first
    from PySide6.QtGui import QImage  # noqa: PLC0415
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415

    from viewer.annotations.store import NoteStore  # noqa: PLC0415
    from viewer.session.session import Session  # noqa: PLC0415
    from viewer.session.settings import SettingsFile  # noqa: PLC0415
    from viewer.ui.app import Poster  # noqa: PLC0415
    from viewer.ui.page_view import PageView  # noqa: PLC0415
    from viewer.workers.host import WorkerHost, WorkerRole  # noqa: PLC0415
    from viewer.workers.messages import Priority, RenderTile, Tile  # noqa: PLC0415

    app = QApplication([])
    hosts = (WorkerHost(WorkerRole.INTERACTIVE), WorkerHost(WorkerRole.BACKGROUND))
    for host in hosts:
        host.start()
    poster, store = Poster(), NoteStore(folder / "notes.sqlite")
    session = Session(poster.post, *hosts, store, SettingsFile(folder / "settings.json"))

    def wait(condition: Callable[[], bool]) -> None:
        loop, timer = QEventLoop(), QTimer()
        timer.timeout.connect(lambda: loop.quit() if condition() else None)
        timer.start(20)
        loop.exec()

    session.open(path)
    wait(lambda: session.current is not None)
    document = session.current
    assert document is not None
    view = PageView(document, session)
    view.resize(640, 480)
    view.show()
    view.set_zoom(0.77)
    wait(lambda: view.settled)
    view.marks._sources.mentions.clear()  # underlines lie on the pixels; here the pixels are looked at
    view.marks._made.clear()
    painted = view.viewport().grab().toImage()
    answers: list[Tile] = []
    scale = view._layout.scale * view.devicePixelRatioF()
    request = RenderTile(document.number, 0, scale)
    document.ask_interactive(request, lambda answer, _last: answers.append(answer), Priority.OPEN)
    wait(lambda: bool(answers))
    tile = answers[0]
    rendered = QImage(tile.pixels, tile.rect.width, tile.rect.height, tile.stride, QImage.Format.Format_RGB888)
    shown = view._on_screen(0, view.devicePixelRatioF()).rect
    part = shown.intersected(painted.rect())
    there = rendered.copy(part.translated(-shown.topLeft())).convertToFormat(QImage.Format.Format_RGB32)
    here = painted.copy(part).convertToFormat(QImage.Format.Format_RGB32)
    here.setDevicePixelRatio(1.0)
    rows = zip(
        bytes(here.constBits())[: here.sizeInBytes()], bytes(there.constBits())[: there.sizeInBytes()], strict=True
    )
    told = {
        "ratio": view.devicePixelRatioF(),
        "same": here == there,
        "differing": sum(a != b for a, b in rows),
        "pixels": here.width() * here.height(),
        "dark": sum(byte < 100 for byte in bytes(there.constBits())[: there.sizeInBytes()]),
    }
    sys.stdout.write(json.dumps(told) + "\n")
    view.close_view()
    session.close(document.number)
    store.close()
    for host in hosts:
        host.close()
    app.quit()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3]))
