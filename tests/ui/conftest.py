"""Desks and windows to look at pages in: with workers that answer when told to, and with real ones."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pytest
from ui.painted_paper import PaperDesk
from ui.real_pages import RealPages

from viewer.ui.page import pace
from viewer.ui.window import MainWindow
from viewer.workers.child.settings import Parts
from viewer.workers.host import HostSettings, WorkerHost, WorkerRole

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot


@pytest.fixture
def paper_desk(tmp_path: Path) -> Iterator[PaperDesk]:
    """A session with nothing open over invented pages."""
    desk = PaperDesk(tmp_path)
    yield desk
    desk.close()


@pytest.fixture(scope="module")
def hosts() -> Iterator[tuple[WorkerHost, WorkerHost]]:
    """Two real workers, for all tests of a module: starting them takes most of a second.

    Between two documents they keep the tables of the analysis, which take another half a second to load.
    """
    settings = HostSettings(parts=Parts(rest="builtins:bool"))
    both = (WorkerHost(WorkerRole.INTERACTIVE), WorkerHost(WorkerRole.BACKGROUND, settings=settings))
    for host in both:
        host.start()
    yield both
    for host in both:
        host.close()


@pytest.fixture
def real_pages(
    qtbot: QtBot, tmp_path: Path, hosts: tuple[WorkerHost, WorkerHost], monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[..., RealPages]]:
    """Opens a file in a bare view over real workers; everything is closed at the end."""
    monkeypatch.setattr(pace, "SLOW", math.inf)  # seconds: its pages are easy to draw, however slow this machine is
    opened: list[RealPages] = []

    def open_file(path: Path, *, size: tuple[int, int] = (800, 600)) -> RealPages:
        opened.append(RealPages(path, qtbot, tmp_path, hosts, size))
        return opened[-1]

    yield open_file
    for pages in opened:
        pages.close()


@pytest.fixture
def window(qtbot: QtBot, paper_desk: PaperDesk) -> MainWindow:
    """The whole window over invented pages, its panels made, with nothing open.

    Afterwards it closes whatever is unsaved: it would wait for that, and then ask in a later test.
    """

    def give_up(window: MainWindow) -> None:
        paper_desk.settle()
        window._parting._given_up = True

    window = MainWindow(paper_desk.session)
    qtbot.addWidget(window, before_close_func=give_up)
    window.resize(1440, 900)
    window.show()
    window.panes.furnish()
    qtbot.waitExposed(window)
    return window
