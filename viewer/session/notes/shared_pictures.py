"""The pictures of regions beside a file of shared notes: one PNG a note, written once and read once."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING

from viewer.export.writing import write_export
from viewer.model.annotation import Annotation, AnnotationKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from viewer.annotations.merging import History

ENDING = ".pictures"
LARGEST_PICTURE = 8 * 2**20
"""Bytes of a picture that are read."""
_PNG = b"\x89PNG\r\n\x1a\n"


class SharedPictures:
    """What regions on one document looked like, exchanged in the thread that merges its notes.

    ``pictures`` gives those that are here, by note; it may be called in any thread.
    """

    def __init__(self, pictures: Callable[[Sequence[str]], dict[str, bytes]]) -> None:
        self._pictures = pictures
        self._exchanged: set[tuple[Path, str]] = set()

    def exchange(self, file: Path, histories: Iterable[History]) -> dict[str, bytes]:
        """Write what is not there, and return what is there and not here, by note.

        Raises:
            OSError: the folder cannot be read or written now, or is a link, through which others could have pictures
                written in another place.
        """
        folder = file.with_name(file.name + ENDING)
        if folder.is_symlink():
            raise OSError(errno.ELOOP, f"{folder.name} is a link")
        regions = {note.id for history in histories if (note := _region(history)) is not None}
        open_ones = sorted(note for note in regions if (folder, note) not in self._exchanged)
        if not open_ones:
            return {}
        here = self._pictures(open_ones)
        arrived: dict[str, bytes] = {}
        for note in open_ones:
            picture = folder / f"{note}.png"
            if note in here:
                if not picture.exists() and not picture.is_symlink():
                    folder.mkdir(exist_ok=True)
                    write_export(picture, here[note])
            elif (png := _read(picture)) is not None:
                arrived[note] = png
            else:
                continue  # its writer has not got so far
            self._exchanged.add((folder, note))
        return arrived


def _region(history: History) -> Annotation | None:
    shown = history.shown
    return shown if isinstance(shown, Annotation) and shown.kind is AnnotationKind.REGION else None


def _read(picture: Path) -> bytes | None:
    try:
        with picture.open("rb") as file:
            data = file.read(LARGEST_PICTURE + 1)
    except FileNotFoundError:
        return None
    return data if data.startswith(_PNG) and len(data) <= LARGEST_PICTURE else None
