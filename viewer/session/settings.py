"""The reader's settings and recent files, kept as one JSON file in the user's settings folder."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, fields, replace
from typing import TYPE_CHECKING, Any, cast

from viewer.session.changes import Notice, RecentFilesChanged, SettingsChanged, Severity
from viewer.session.json_file import load_json, save_json
from viewer.workers.folders import FOLDERS

if TYPE_CHECKING:
    from pathlib import Path

    from viewer.session.changes import Changes

RECENT_FILES = 12


def settings_file() -> Path:
    """Where the settings are kept on this system."""
    return FOLDERS.user_config_path / "settings.json"


NOTES_FILE = "notes.sqlite"
"""The file of the notes in the data folder."""


def data_folder() -> Path:
    """Where the notes are kept on this system."""
    return FOLDERS.user_data_path


def results_folder() -> Path:
    """Where it is kept what was understood of documents: it can be worked out again at any time."""
    return FOLDERS.user_cache_path / "understood"


def recognised_folder() -> Path:
    """Where the text of pages that were recognised is kept on this system; it can be recognised again."""
    return FOLDERS.user_cache_path / "recognised"


@dataclass(frozen=True, slots=True)
class Settings:
    """What the reader has chosen.

    ``author`` signs notes. ``link_language`` is the language in which official pages are opened first, empty for that
    of the interface. ``reopen_documents`` says whether a start without files opens what was open at the last end.
    ``office_program`` is the path of the LibreOffice that converts office documents, empty for the one that is found.
    ``color_names`` are the reader's own names of colours ("claim" for "yellow"); ``selection_bar`` says whether a bar
    of commands appears at selected words. ``window`` holds the ui's own state (geometry, panels, zoom) as opaque
    strings.
    """

    author: str = ""
    link_language: str = ""
    highlight_color: str = "yellow"
    color_names: dict[str, str] = field(default_factory=dict[str, str])
    selection_bar: bool = True
    reopen_documents: bool = True
    office_program: str = ""
    recent_files: tuple[str, ...] = ()
    window: dict[str, str] = field(default_factory=dict[str, str])

    def with_recent(self, path: Path) -> Settings:
        """The same with ``path`` as the most recent file."""
        return replace(self, recent_files=(str(path), *self.without_recent(path).recent_files)[:RECENT_FILES])

    def without_recent(self, path: Path) -> Settings:
        """The same without ``path`` among the recent files."""
        return replace(self, recent_files=tuple(name for name in self.recent_files if name != str(path)))

    def color_name(self, color: str) -> str:
        """What the reader calls a colour; its own name where they have given it none."""
        return self.color_names.get(color, "").strip() or color.capitalize()


class SettingsFile:
    """Loads and saves ``Settings``. A file that cannot be read is set aside, never overwritten unseen."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def load(self) -> Settings:
        """The saved settings; the defaults where there are none or where they cannot be read."""
        return _from_json(load_json(self.path))

    def save(self, settings: Settings) -> None:
        """Write the settings, whole or not at all.

        Raises:
            OSError: the folder cannot be written to.
        """
        save_json(self.path, asdict(settings))


class KeptSettings:
    """The settings as they are now. Others are saved at once, and told of."""

    def __init__(self, file: SettingsFile, changes: Changes) -> None:
        self.current = file.load()
        self._file = file
        self._changes = changes

    def take(self, settings: Settings) -> None:
        """Take other settings. They hold as well where they cannot be saved, which is said."""
        if settings == self.current:
            return
        recent_changed = settings.recent_files != self.current.recent_files
        self.current = settings
        try:
            self._file.save(settings)
        except OSError as error:
            text = f"The settings could not be saved to {self._file.path}: {error.strerror or error}."
            self._changes.tell(Notice(None, Severity.WARNING, text))
        self._changes.tell(SettingsChanged())
        if recent_changed:
            self._changes.tell(RecentFilesChanged())


def _from_json(loaded: object) -> Settings:
    """Take the values whose type is right; a wrong or unknown one is left out."""
    if not isinstance(loaded, dict):
        return Settings()
    values = cast("dict[str, Any]", loaded)
    kept: dict[str, Any] = {}
    for known in fields(Settings):
        value = values.get(known.name)
        if known.name == "recent_files" and isinstance(value, list):
            kept[known.name] = tuple(item for item in cast("list[object]", value) if isinstance(item, str))
        elif known.name in {"window", "color_names"} and isinstance(value, dict):
            pairs = cast("dict[str, object]", value).items()
            kept[known.name] = {name: item for name, item in pairs if isinstance(item, str)}
        elif known.name not in {"recent_files", "window", "color_names"} and type(value) is type(known.default):
            kept[known.name] = value
    return Settings(**kept)
