"""Files that are written whole or not at all."""

from __future__ import annotations

from pathlib import Path


def write_whole(path: Path, data: bytes) -> None:
    """Write beside, then replace, so that a crash leaves the old file or the new one. The folder is there already.

    Its owner alone may read it. It is not flushed to the disk, as what must survive a loss of power has to be.

    Raises:
        OSError: the folder cannot be written to; what stood there before still does.
    """
    import tempfile  # noqa: PLC0415 - 5 ms, and who is loaded at the start reads such files and does not write them

    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".", suffix=".part", delete=False) as file:
        beside = Path(file.name)
        try:
            file.write(data)
            file.close()
            beside.replace(path)
        except BaseException:
            file.close()
            beside.unlink(missing_ok=True)
            raise
