"""JSON files in the user's settings folder: written whole or not at all, set aside where they cannot be read."""

from __future__ import annotations

import json
import logging
from typing import TYPE_CHECKING

from viewer.model.whole_file import write_whole

if TYPE_CHECKING:
    from pathlib import Path

log = logging.getLogger(__name__)

# Names of files need not be UTF-8 on Linux; Python has lone surrogates for such bytes, and they must survive.
_ERRORS = "surrogatepass"


def load_json(path: Path) -> object:
    """What a file holds; None where there is none. A file that cannot be read is set aside, not overwritten unseen."""
    try:
        loaded: object = json.loads(path.read_text(encoding="utf-8", errors=_ERRORS))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, RecursionError) as error:
        log.warning("%s cannot be read: %s", path, error)
        try:
            path.replace(path.with_suffix(".unreadable.json"))
        except OSError as second:
            log.warning("%s cannot be set aside: %s", path, second)
        return None
    return loaded


def save_json(path: Path, what: object) -> None:
    """Write a file whole or not at all; its folder is made where it is not there.

    Raises:
        OSError: the folder cannot be written to.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, json.dumps(what, ensure_ascii=False, indent=1).encode("utf-8", _ERRORS))
