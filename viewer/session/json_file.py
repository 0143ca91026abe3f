"""JSON files in the user's settings folder: written whole or not at all, set aside where they cannot be read."""

from __future__ import annotations

import json
import logging
import tempfile
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
    """Write beside, then replace, so that a crash leaves the old file or the new one.

    Raises:
        OSError: the folder cannot be written to.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(
        "w", encoding="utf-8", errors=_ERRORS, dir=path.parent, prefix=f".{path.stem}-", delete=False
    ) as file:
        beside = Path(file.name)
        try:
            json.dump(what, file, ensure_ascii=False, indent=1)
            file.close()
            beside.replace(path)
        except BaseException:
            file.close()
            beside.unlink(missing_ok=True)
            raise
