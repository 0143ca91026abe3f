"""What the command line asks of the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from viewer.model.record import record

if TYPE_CHECKING:
    from pathlib import Path


@record
class WindowOptions:
    """What the command line asks of the window. ``size`` ("1440x900") is that of a snapshot, in pixels."""

    files: tuple[Path, ...] = ()
    snapshot: Path | None = None
    size: str = "1440x900"
    new_window: bool = False
