"""What each action does in one window, a module for each menu. The ACTIONS table names these methods.

Dialogs, and what copies citations, are imported where they are used: together they would cost the start 15 ms of some
350, and most sessions need none of them.
"""

from __future__ import annotations

from viewer.ui.commands.corrections import CorrectionCommands
from viewer.ui.commands.edit import EditCommands
from viewer.ui.commands.file import FileCommands
from viewer.ui.commands.go import GoCommands
from viewer.ui.commands.importing import ImportCommands
from viewer.ui.commands.notes import NoteCommands
from viewer.ui.commands.program import ProgramCommands
from viewer.ui.commands.recognition import RecognitionCommands
from viewer.ui.commands.references import ReferenceCommands
from viewer.ui.commands.regions import RegionCommands
from viewer.ui.commands.selected_notes import SelectedNotesCommands
from viewer.ui.commands.sharing import SharingCommands
from viewer.ui.commands.split import SplitCommands
from viewer.ui.commands.view import ViewCommands


class Commands(
    ImportCommands,
    SharingCommands,
    FileCommands,
    EditCommands,
    ViewCommands,
    SplitCommands,
    GoCommands,
    NoteCommands,
    SelectedNotesCommands,
    CorrectionCommands,
    ReferenceCommands,
    ProgramCommands,
    RegionCommands,
    RecognitionCommands,
):
    """All commands of a window."""
