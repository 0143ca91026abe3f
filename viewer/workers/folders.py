"""Where files of our own lie on this system: settings, notes, and what can be worked out again at any time."""

from __future__ import annotations

from platformdirs import PlatformDirs

FOLDERS = PlatformDirs("verbale", appauthor=False)
"""The folders that the system's conventions give a program (XDG, Known Folders, ~/Library), looked up when asked."""
