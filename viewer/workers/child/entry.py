"""The door through which a worker process is entered.

The window's process names the door and never goes through it: what a worker is made of, some 35 ms of imports, is
loaded in the fork server and in the workers only.
"""

from __future__ import annotations

import logging
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from typing import Any

    from viewer.workers.child.settings import ChildSettings

PRELOAD = ("viewer.workers.child.loop", "viewer.formats.table", "viewer.formats.mupdf")
"""What a worker needs for its first page: loaded before it is asked for one, in the fork server where there is one."""


def enter(connection: Connection[Any, Any], settings: ChildSettings) -> None:
    """What a worker process does from its start to its end."""
    for name in PRELOAD:
        import_module(name)
    from viewer.workers.child.loop import run_child  # noqa: PLC0415 - start-up time, see the module's docstring

    logging.basicConfig(level=settings.log_level, format="verbale: %(message)s")  # as in the program that started it
    run_child(connection, settings)
