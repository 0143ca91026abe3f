"""Which files are meant by names on the command line: files as they are, and all that lies in folders."""

from __future__ import annotations

import glob
import os
import stat
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file to be read. ``named`` says that it was given by its name; else it was found in a folder."""

    path: Path
    named: bool


@dataclass(slots=True)
class FoundFiles:
    """What was found, in order: as given, in folders by name. ``problems`` are folders that cannot be looked into."""

    files: list[FoundFile] = field(default_factory=list[FoundFile])
    problems: list[str] = field(default_factory=list[str])


def find_files(given: Iterable[Path], *, leave_out: Path | None = None, patterns: bool = os.name == "nt") -> FoundFiles:
    """The files that are given, and those in the folders that are, and in folders in them.

    In a folder hidden files and folders are left out, and what is no regular file (pipes, devices). A folder that can
    be reached by several ways, a link that leads back up among them, is looked into once. ``leave_out`` is a folder
    that nothing is taken from. A folder in which nothing was found stands for itself: it is an error to be said.
    ``patterns`` such as ``*.pdf`` stand for the files that they fit: the shells of Windows leave that to programs.
    """
    found = FoundFiles()
    seen: set[tuple[int, int]] = set()
    left_out = _identity(leave_out) if leave_out is not None else None
    if left_out is not None:
        seen.add(left_out)
    for path in (each for one in given for each in (_fitting(one) if patterns else (one,))):
        if path.is_dir():
            looked_into = _identity(path) in seen - {left_out}
            below = [FoundFile(each, named=False) for each in _below(path, seen, found.problems)]
            found.files += below or ([] if looked_into else [FoundFile(path, named=True)])
        else:
            found.files.append(FoundFile(path, named=True))
    return found


def _fitting(path: Path) -> list[Path]:
    """The files that a pattern fits, by name; what fits none, or is no pattern, stands for itself."""
    pattern = str(path)
    if not {"*", "?"} & set(pattern):
        return [path]
    return [type(path)(found) for found in sorted(glob.glob(pattern.replace("[", "[[]")))] or [path]  # noqa: PTH207 - pathlib's takes no absolute ones


def _below(folder: Path, seen: set[tuple[int, int]], problems: list[str]) -> Iterator[Path]:
    waiting = [folder]
    while waiting:
        path = waiting.pop()
        if not path.is_dir():
            yield path
            continue
        identity = _identity(path)
        if identity is None or identity in seen:
            continue
        seen.add(identity)
        try:
            with os.scandir(path) as entries:
                names = sorted((entry.name for entry in entries if _counts(entry)), reverse=True)
        except OSError as error:
            problems.append(f"{path}: This folder cannot be looked into: {error.strerror or error}.")
            continue
        waiting += [path / name for name in names]


def _counts(entry: os.DirEntry[str]) -> bool:
    """Whether something in a folder is looked at: files and folders that are not hidden."""
    if entry.name.startswith("."):
        return False
    try:
        if not (entry.is_file() or entry.is_dir()):
            return False
        hidden = getattr(entry.stat(), "st_file_attributes", 0) & stat.FILE_ATTRIBUTE_HIDDEN  # Windows has them
    except OSError:  # a link that leads round in a circle, or a file that has just gone
        return False
    return not hidden


def _identity(folder: Path) -> tuple[int, int] | None:
    try:
        found = folder.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
