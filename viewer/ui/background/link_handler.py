"""Links to notes (``verbale:``) opened by this program: registered with the system at the reader's wish, and undone.

Linux: a desktop entry of the user's own and the default of xdg-mime (freedesktop.org: Desktop Entry 1.5, Association
between MIME types and applications 1.0). Windows: a class in the user's part of the registry
(https://learn.microsoft.com/previous-versions/windows/internet-explorer/ie-developer/platform-apis/aa767914(v=vs.85)).
macOS knows such links from an application's bundle only, which a program started from its source has not.
"""

from __future__ import annotations

import contextlib
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from platformdirs.unix import Unix
from PySide6.QtCore import QSettings

from viewer.model.note_link import SCHEME
from viewer.model.whole_file import write_whole

if TYPE_CHECKING:
    from collections.abc import Sequence

ENTRY = "verbale-links.desktop"
MIME = f"x-scheme-handler/{SCHEME.rstrip(':')}"
CLASSES = "HKEY_CURRENT_USER\\Software\\Classes"
XDG_SECONDS = 10.0
NO_XDG = "Links cannot be registered: xdg-mime was not found. Install xdg-utils, then try again."
NO_BUNDLE = (
    "On macOS the system learns of links from an installed application only; Verbale was started from its source. "
    "Start it with a link as its argument instead."
)
_IN_QUOTES = re.compile(r'(["`$\\])')


class LinkProblem(Exception):  # noqa: N818 - reads as what it says where it is caught
    """Links cannot be registered, or the registration cannot be undone: why, in words."""


class LinkHandler(Protocol):
    """What tells the system which program opens links to notes. Its methods raise ``LinkProblem``."""

    @property
    def is_set(self) -> bool:
        """Whether it is this program."""
        ...

    def set(self) -> None:
        """Let it be this program."""
        ...

    def unset(self) -> None:
        """Let it be this program no longer."""
        ...


def link_handler() -> LinkHandler:
    """That of this system."""
    if sys.platform == "darwin":
        return _NoHandler(NO_BUNDLE)
    if sys.platform == "win32":
        return RegistryHandler(QSettings(CLASSES, QSettings.Format.NativeFormat), program())
    return DesktopHandler(program())


def program() -> tuple[str, ...]:
    """The command that starts this program as it was started now, from a checkout or installed."""
    started = Path(sys.argv[0]).absolute()
    if started.suffix == ".py" and started.name != "__main__.py":
        return sys.executable, str(started)
    installed = shutil.which("verbale")
    return (installed,) if installed else (sys.executable, "-m", "viewer")


class DesktopHandler:
    """Linux and its kin. What is written lies in the user's own folders (XDG Base Directory)."""

    def __init__(self, command: Sequence[str]) -> None:
        folders = Unix()
        self._entry = folders.user_data_path / "applications" / ENTRY
        self._defaults = folders.user_config_path / "mimeapps.list"
        self._command = command

    @property
    def is_set(self) -> bool:
        """Whether the entry is there and is the default."""
        return self._entry.exists() and any(self._is_ours(line) for line in self._lines())

    def set(self) -> None:
        """Write the entry and make it the default.

        Raises:
            LinkProblem: that cannot be done now.
        """
        xdg_mime = shutil.which("xdg-mime")
        if xdg_mime is None:
            raise LinkProblem(NO_XDG)
        try:
            self._entry.parent.mkdir(parents=True, exist_ok=True)
            write_whole(self._entry, desktop_entry(self._command).encode())
            self._defaults.parent.mkdir(parents=True, exist_ok=True)
            done = subprocess.run(
                [xdg_mime, "default", ENTRY, MIME], capture_output=True, check=False, timeout=XDG_SECONDS
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            with contextlib.suppress(OSError):
                self._entry.unlink()
            raise LinkProblem(f"Links cannot be registered: {error}") from error
        self._tell_desktop()
        if done.returncode or not self.is_set:
            said = done.stderr.decode(errors="replace").strip()
            self.unset()
            raise LinkProblem(f"Links cannot be registered: xdg-mime has refused. {said}".strip())

    def unset(self) -> None:
        """Remove the entry, and the line that makes it the default; all other lines stay.

        Raises:
            LinkProblem: that cannot be done now.
        """
        try:
            self._entry.unlink(missing_ok=True)
            lines = self._lines()
            kept = [line for line in lines if not self._is_ours(line)]
            if kept != lines:
                write_whole(self._defaults.resolve(), "".join(kept).encode("utf-8", "surrogateescape"))
        except OSError as error:
            raise LinkProblem(f"The registration cannot be undone: {error}") from error
        self._tell_desktop()

    def _lines(self) -> list[str]:
        try:
            return self._defaults.read_text("utf-8", "surrogateescape").splitlines(keepends=True)
        except OSError:
            return []

    @staticmethod
    def _is_ours(line: str) -> bool:
        key, _, value = line.partition("=")
        return key.strip() == MIME and value.strip().rstrip(";") == ENTRY

    def _tell_desktop(self) -> None:
        """Renew the cache of the entries, where the desktop has one; what has none reads the entries."""
        program = shutil.which("update-desktop-database")
        if program is not None:
            subprocess.run([program, str(self._entry.parent)], capture_output=True, check=False, timeout=XDG_SECONDS)


def desktop_entry(command: Sequence[str]) -> str:
    """The entry that opens links by a command. It is in no menu: the program's own entry is."""
    return (
        "[Desktop Entry]\n"
        "Type=Application\n"
        "Name=Verbale\n"
        "Comment=Opens links to notes on documents\n"
        f"Exec={' '.join(map(_in_exec, command))} %u\n"
        "Terminal=false\n"
        "NoDisplay=true\n"
        f"MimeType={MIME};\n"
    )


def _in_exec(argument: str) -> str:
    """An argument as ``Exec`` has it: quoted, percent signs doubled, then escaped as every string of an entry is."""
    quoted = _IN_QUOTES.sub(r"\\\1", argument).replace("%", "%%")
    return f'"{quoted}"'.replace("\\", "\\\\").replace("\n", "\\n")


class RegistryHandler:
    """Windows. ``classes`` are the classes of the user."""

    def __init__(self, classes: QSettings, command: Sequence[str]) -> None:
        self._classes = classes
        self._name = SCHEME.rstrip(":")
        self._command = " ".join([*(f'"{part}"' for part in command), '"%1"'])

    @property
    def is_set(self) -> bool:
        """Whether the class is there with our command."""
        return self._classes.value(f"{self._name}/shell/open/command/.") == self._command

    def set(self) -> None:
        """Write the class.

        Raises:
            LinkProblem: the registry refuses it.
        """
        self._classes.setValue(f"{self._name}/.", "URL:Verbale note")
        self._classes.setValue(f"{self._name}/URL Protocol", "")
        self._classes.setValue(f"{self._name}/shell/open/command/.", self._command)
        self._finish()

    def unset(self) -> None:
        """Remove the class.

        Raises:
            LinkProblem: the registry refuses it.
        """
        self._classes.remove(self._name)
        self._finish()

    def _finish(self) -> None:
        self._classes.sync()
        if self._classes.status() is not QSettings.Status.NoError:
            raise LinkProblem("The registration could not be changed: the registry may not be written.")


class _NoHandler:
    """A system that cannot be told."""

    is_set = False

    def __init__(self, why: str) -> None:
        self._why = why

    def set(self) -> None:
        raise LinkProblem(self._why)

    def unset(self) -> None:
        """There is nothing to undo."""
