"""Links to notes are opened by this program when the reader wishes it, and no longer when they do not."""

from __future__ import annotations

import configparser
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QSettings

from viewer.ui.background import link_handler as links
from viewer.ui.background.link_handler import ENTRY, MIME, DesktopHandler, LinkProblem, RegistryHandler, desktop_entry
from viewer.ui.commands import Commands

if TYPE_CHECKING:
    from pathlib import Path

COMMAND = ("/opt/my programs/python3", "/home/a b/50% off/main.py")
needs_xdg = pytest.mark.skipif(
    sys.platform != "linux" or shutil.which("xdg-mime") is None, reason="xdg-utils are not installed"
)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Folders of the user, and no desktop that would be asked in its own way."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    for name in ("XDG_CURRENT_DESKTOP", "DESKTOP_SESSION", "KDE_FULL_SESSION", "GNOME_DESKTOP_SESSION_ID"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@needs_xdg
def test_the_system_says_that_it_is_this_program_and_no_longer_when_it_is_undone(home: Path):
    others = "[Default Applications]\ntext/html=browser.desktop\n"
    defaults = home / "config" / "mimeapps.list"
    defaults.parent.mkdir()
    defaults.write_text(others, encoding="utf-8")
    handler = DesktopHandler(COMMAND)
    assert not handler.is_set
    handler.set()
    assert handler.is_set
    asked = subprocess.run(["xdg-mime", "query", "default", MIME], capture_output=True, text=True, check=True)
    assert asked.stdout.strip() == ENTRY
    handler.set()  # twice is once
    handler.unset()
    assert not handler.is_set
    assert defaults.read_text(encoding="utf-8").split("\n")[:2] == others.split("\n")[:2]
    assert MIME not in defaults.read_text(encoding="utf-8")
    assert not (home / "data" / "applications" / ENTRY).exists()
    handler.unset()  # there is nothing to undo


def test_without_xdg_mime_it_is_said_and_nothing_is_written(home: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    with pytest.raises(LinkProblem, match="xdg-utils"):
        DesktopHandler(COMMAND).set()
    assert list(home.iterdir()) == []


@needs_xdg
def test_a_folder_that_may_not_be_written_is_said(home: Path):
    (home / "data").write_text("no folder", encoding="utf-8")
    with pytest.raises(LinkProblem, match="cannot be registered"):
        DesktopHandler(COMMAND).set()


def exec_line(entry: str) -> list[str]:
    """The command as a desktop reads it: strings unescaped, then split by quotes, then percent signs halved."""
    parser = configparser.RawConfigParser(interpolation=None)
    parser.optionxform = str
    parser.read_string(entry)
    line = parser["Desktop Entry"]["Exec"].replace("\\\\", "\\")
    parts = (quoted or bare for quoted, bare in re.findall(r'"((?:\\.|[^"\\])*)"|(\S+)', line))
    return [re.sub(r"\\(.)", r"\1", part).replace("%%", "%") for part in parts]


@given(st.lists(st.text("ab \"'\\$`%é", min_size=1, max_size=12), min_size=1, max_size=3))
def test_any_command_is_read_from_the_entry_as_it_was(command):
    assert exec_line(desktop_entry(command)) == [*command, "%u"]


def test_in_the_registry_it_is_a_class_of_the_user(tmp_path: Path):
    classes = QSettings(str(tmp_path / "classes.ini"), QSettings.Format.IniFormat)
    classes.setValue("other/.", "another program")
    handler = RegistryHandler(classes, ("C:\\Python\\python.exe", "C:\\Verbale\\main.py"))
    assert not handler.is_set
    handler.set()
    assert handler.is_set
    assert classes.value("verbale/shell/open/command/.") == '"C:\\Python\\python.exe" "C:\\Verbale\\main.py" "%1"'
    assert classes.contains("verbale/URL Protocol")
    handler.unset()
    assert not handler.is_set
    assert classes.allKeys() == ["other/."]


def test_on_macos_it_is_said_why_not(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(links.sys, "platform", "darwin")
    handler = links.link_handler()
    assert not handler.is_set
    with pytest.raises(LinkProblem, match="installed application"):
        handler.set()


class Handler:
    """A system that remembers, or refuses."""

    def __init__(self, problem: str = "") -> None:
        self.is_set, self.problem = False, problem

    def set(self) -> None:
        if self.problem:
            raise LinkProblem(self.problem)
        self.is_set = True

    def unset(self) -> None:
        self.is_set = False


def test_the_reader_is_asked_and_told(window, monkeypatch: pytest.MonkeyPatch):
    handler, questions = Handler(), []
    monkeypatch.setattr(links, "link_handler", lambda: handler)
    answers = iter([False, True, True, True])
    monkeypatch.setattr(
        Commands, "_ask_about_links", lambda _commands, *, is_set: questions.append(is_set) or next(answers)
    )
    window.commands.choose_link_program()
    assert (handler.is_set, window.notices.texts) == (False, [])
    window.commands.choose_link_program()
    assert handler.is_set
    window.commands.choose_link_program()
    assert not handler.is_set
    assert questions == [False, False, True]
    handler.problem = "The system refuses."
    window.commands.choose_link_program()
    assert window.notices.texts[-1] == "The system refuses."
