"""Whether a window of this user may be running already, found out without loading what speaks to it."""

from __future__ import annotations

import getpass
import hashlib
import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QDir, QFileInfo

if TYPE_CHECKING:
    from pathlib import Path


def server_name(data_folder: Path) -> str:
    """The name of its socket: one for each user and data folder, so that trial runs do not meet the real one."""
    key = f"{getpass.getuser()}\0{data_folder}".encode()
    return f"verbale-{hashlib.sha256(key).hexdigest()[:20]}"


def may_be_there(name: str) -> bool:
    """Whether it is worth asking. Outside Windows a socket is a file; where there is none there is nobody."""
    return sys.platform == "win32" or QFileInfo.exists(QDir(QDir.tempPath()).filePath(name))
