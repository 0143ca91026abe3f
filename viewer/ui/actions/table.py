"""The ACTIONS table: every command once. Menus, shortcuts, the toolbar, the palette and the help page read it."""

from __future__ import annotations

from enum import Enum
from functools import cache
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence

from viewer.model.annotation import HighlightColor
from viewer.model.bidi import left_to_right
from viewer.model.record import record
from viewer.ui.commands import Commands

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import QKeyCombination

Keys = QKeySequence.StandardKey


class Needs(Enum):
    """What must be there for an action to be possible."""

    NOTHING = "nothing"
    DOCUMENT = "document"
    SEVERAL = "several documents"
    SELECTION = "selection"
    SELECTION_OR_NOTE = "selection, or a note that was just made or clicked"
    NOTES = "notes"
    SELECTED_NOTES = "notes that are selected in their panel"
    BACK = "back"
    FORWARD = "forward"
    UNDO = "undo"
    REDO = "redo"
    HITS = "hits"
    PLAIN_TEXT = "plain text"
    PDF = "PDF"
    RASTER = "pages that can be recognised"
    UNREADABLE = "pages without text"
    RECOGNISING = "pages that are being recognised"
    TWO_VIEWS = "two views"
    TWO_DOCUMENTS = "two documents"


@record
class ActionSpec:
    """One command: its place in the menus, its words, keys, icon, what it needs, and what it does.

    ``keys`` are standard keys or portable sequences ("Ctrl+G"). ``page_only`` shortcuts work while the page has the
    focus, so that digits can still be typed elsewhere.
    """

    name: str
    menu: str
    text: str
    run: Callable[[Commands], None]
    keys: tuple[str | Keys, ...] = ()
    icon: str = ""
    needs: Needs = Needs.DOCUMENT
    tip: str = ""
    checkable: bool = False
    page_only: bool = False
    separator_before: bool = False


def _highlight_action(number: int, color: HighlightColor) -> ActionSpec:
    return ActionSpec(
        name=f"highlight_{color}",
        menu="Notes/Highlight",
        text=color.value.capitalize(),
        run=lambda commands: commands.highlight(color),
        keys=(str(number),),
        needs=Needs.SELECTION,
        page_only=True,
    )


ACTIONS: tuple[ActionSpec, ...] = (
    # File
    ActionSpec("open", "File", "Open…", Commands.open_files, (Keys.Open,), "open", Needs.NOTHING, "Open a document"),
    ActionSpec("export", "File", "Export notes…", Commands.export_notes, ("Ctrl+E",), "export", Needs.NOTES,
               separator_before=True),
    ActionSpec("export_references", "File", "Export references…", Commands.export_references, (), "export"),
    ActionSpec("print", "File", "Print…", Commands.print_document, (Keys.Print,), "print"),
    ActionSpec("import_notes", "File", "Import notes…", Commands.import_notes, (), "",
               tip="Add notes from a file of Verbale's or Hypothesis's"),
    ActionSpec("import_from_pdf", "File", "Import annotations of the file…", Commands.import_from_pdf, (), "",
               Needs.PDF, "Add the annotations that other programs have put into the file as notes"),
    ActionSpec("import_from_versions", "File", "Import notes on other versions…", Commands.import_from_versions, (), "",
               tip="Copy the notes on a revision of the document, or on one in another language"),
    ActionSpec("reload", "File", "Reload", Commands.reload, ("F5",), "retry", tip="Read the file again"),
    ActionSpec("show_folder", "File", "Show in its folder", Commands.show_in_folder, (), "",
               tip="Open the folder that the file is in"),
    ActionSpec("encoding", "File", "Text encoding…", Commands.choose_encoding, (), "", Needs.PLAIN_TEXT),
    ActionSpec("settings", "File", "Settings…", Commands.show_settings, (Keys.Preferences, "Ctrl+,"), "settings",
               Needs.NOTHING, separator_before=True),
    ActionSpec("close", "File", "Close", Commands.close_document, ("Ctrl+W", Keys.Close), separator_before=True),
    ActionSpec("quit", "File", "Quit", Commands.quit, (Keys.Quit,), "", Needs.NOTHING),
    # Edit
    ActionSpec("undo", "Edit", "Undo", Commands.undo, (Keys.Undo,), "undo", Needs.UNDO),
    ActionSpec("redo", "Edit", "Redo", Commands.redo, (Keys.Redo,), "redo", Needs.REDO),
    ActionSpec("copy", "Edit", "Copy", Commands.copy, (Keys.Copy,), "copy", Needs.SELECTION, separator_before=True),
    ActionSpec("copy_quotation", "Edit", "Copy quotation with citation", Commands.copy_quotation, ("Ctrl+Shift+C",),
               "quote", Needs.SELECTION),
    ActionSpec("copy_region", "Edit", "Copy region as picture…", Commands.copy_region, ("Ctrl+Shift+P",), "region",
               tip="Choose a part of a page, and copy or save it as a picture"),
    ActionSpec("select_all", "Edit", "Select all", Commands.select_all, (Keys.SelectAll,)),
    ActionSpec("correct_section", "Edit", "Correct this section…", Commands.correct_this_section, (), "edit",
               separator_before=True),
    ActionSpec("add_section", "Edit", "New section from the selection…", Commands.add_section, (), "section",
               Needs.SELECTION),
    ActionSpec("correct_language", "Edit", "Language of the selection…", Commands.correct_language, (), "",
               Needs.SELECTION),
    ActionSpec("find", "Edit", "Find…", Commands.find, (Keys.Find,), "find", separator_before=True),
    ActionSpec("find_next", "Edit", "Find next", Commands.find_next, (Keys.FindNext,), "next", Needs.HITS),
    ActionSpec("find_previous", "Edit", "Find previous", Commands.find_previous, (Keys.FindPrevious,), "previous",
               Needs.HITS),
    # View
    ActionSpec("zoom_in", "View", "Zoom in", Commands.zoom_in, (Keys.ZoomIn, "Ctrl+="), "zoom-in"),
    ActionSpec("zoom_out", "View", "Zoom out", Commands.zoom_out, (Keys.ZoomOut,), "zoom-out"),
    ActionSpec("actual_size", "View", "Actual size", Commands.actual_size, ("Ctrl+0",)),
    ActionSpec("fit_width", "View", "Fit width", Commands.fit_width, ("Ctrl+1",), "fit-width"),
    ActionSpec("fit_page", "View", "Fit page", Commands.fit_page, ("Ctrl+2",), "fit-page"),
    ActionSpec("one_column", "View", "One column", Commands.one_column, ("Ctrl+4",), checkable=True,
               separator_before=True),
    ActionSpec("two_pages", "View", "Two pages", Commands.two_pages, ("Ctrl+5",), checkable=True),
    ActionSpec("two_pages_with_cover", "View", "Two pages, the first alone", Commands.two_pages_with_cover, ("Ctrl+6",),
               checkable=True),
    ActionSpec("page_by_page", "View", "Page by page", Commands.page_by_page, ("Ctrl+7",), "",
               tip="Show one page, or one pair, at a time; pages are turned at their end", checkable=True),
    ActionSpec("turn_right", "View", "Turn right", Commands.turn_right, ("Ctrl+R",), "turn-right"),
    ActionSpec("turn_left", "View", "Turn left", Commands.turn_left, ("Ctrl+Shift+R",), "turn-left"),
    ActionSpec("magnifier", "View", "Magnifier", Commands.toggle_magnifier, ("M",), "",
               tip="A magnifying glass under the pointer", checkable=True, page_only=True),
    ActionSpec("dark_pages", "View", "Dark pages", Commands.toggle_dark_pages, ("Ctrl+Shift+D",), "", Needs.NOTHING,
               "Pages for reading in the dark; pictures stay as they are", checkable=True),
    ActionSpec("split_beside", "View/Split", "Beside", Commands.split_beside, ("F8",), "split-beside",
               tip="A second view beside this one", checkable=True, separator_before=True),
    ActionSpec("split_below", "View/Split", "Below", Commands.split_below, ("Shift+F8",), "split-below",
               tip="A second view below this one", checkable=True),
    ActionSpec("no_split", "View/Split", "No split", Commands.no_split, ("Ctrl+F8",), "", Needs.TWO_VIEWS,
               "Only the view that was used last", checkable=True),
    ActionSpec("show_beside", "View", "Show another document beside…", Commands.show_beside, ("Ctrl+Shift+B",),
               tip="Compare two documents in one tab"),
    ActionSpec("link_scrolling", "View", "Link scrolling", Commands.toggle_link_scrolling, ("Ctrl+Shift+L",),
               "link-scrolling", Needs.TWO_DOCUMENTS,
               "Two documents scroll together, by paragraph number where both have them", checkable=True),
    ActionSpec("line_up", "View", "Line up the other document", Commands.line_up, ("Ctrl+L",), "", Needs.TWO_DOCUMENTS,
               "The other document shows the same paragraph, or the same page"),
    ActionSpec("left_panel", "View", "Left panel", Commands.toggle_left_panel, ("F9",), "sidebar-left", Needs.NOTHING,
               checkable=True, separator_before=True),
    ActionSpec("right_panel", "View", "Right panel", Commands.toggle_right_panel, ("Shift+F9",), "sidebar-right",
               Needs.NOTHING, checkable=True),
    ActionSpec("full_screen", "View", "Full screen", Commands.toggle_full_screen, ("F11", Keys.FullScreen), "",
               Needs.NOTHING, checkable=True),
    # Go
    ActionSpec("back", "Go", "Back", Commands.back, ("Alt+Left", Keys.Back), "back", Needs.BACK),
    ActionSpec("forward", "Go", "Forward", Commands.forward, ("Alt+Right", Keys.Forward), "forward", Needs.FORWARD),
    ActionSpec("go_to_page", "Go", "Go to page…", Commands.go_to_page, ("Ctrl+G",), "page", separator_before=True),
    ActionSpec("first_page", "Go", "First page", Commands.first_page, ("Ctrl+Home",)),
    ActionSpec("last_page", "Go", "Last page", Commands.last_page, ("Ctrl+End",)),
    ActionSpec("previous_section", "Go", "Previous section", Commands.previous_section, ("Ctrl+Up",),
               separator_before=True),
    ActionSpec("next_section", "Go", "Next section", Commands.next_section, ("Ctrl+Down",)),
    ActionSpec("next_tab", "Go", "Next document", Commands.next_tab, ("Ctrl+Tab",), "", Needs.SEVERAL,
               separator_before=True),
    ActionSpec("previous_tab", "Go", "Previous document", Commands.previous_tab, ("Ctrl+Shift+Tab",), "",
               Needs.SEVERAL),
    ActionSpec("move_tab_on", "Go", "Move tab on", Commands.move_tab_on, ("Ctrl+Shift+PgDown",), "", Needs.SEVERAL),
    ActionSpec("move_tab_back", "Go", "Move tab back", Commands.move_tab_back, ("Ctrl+Shift+PgUp",), "",
               Needs.SEVERAL),
    ActionSpec("next_pane", "Go", "Next pane", Commands.next_pane, ("F6",), "", Needs.NOTHING),
    # Notes
    *(_highlight_action(number, color) for number, color in enumerate(HighlightColor, 1)),
    ActionSpec("highlight", "Notes", "Highlight in the last colour", Commands.highlight_last, ("Ctrl+H",), "highlight",
               Needs.SELECTION),
    ActionSpec("underline", "Notes", "Underline", Commands.underline, ("U",), "underline", Needs.SELECTION,
               page_only=True),
    ActionSpec("strike_through", "Notes", "Strike through", Commands.strike_through, ("K",), "strike-through",
               Needs.SELECTION, page_only=True),
    ActionSpec("selection_bar", "Notes", "Bar at the selection", Commands.show_selection_bar, ("Ctrl+Space",), "",
               Needs.SELECTION, "Everything that can be done with the selection, for the keyboard", page_only=True),
    ActionSpec("note", "Notes", "Note on the selection", Commands.note_on_selection, ("N",), "note",
               Needs.SELECTION_OR_NOTE, "Write about the selection, or in the note that was just made or clicked",
               page_only=True),
    ActionSpec("note_region", "Notes", "Note on a region…", Commands.note_on_region, ("Ctrl+Shift+G",), "region",
               tip="Draw a rectangle on a page, and write about what is in it"),
    ActionSpec("note_section", "Notes", "Note on this section", Commands.note_on_section, ("Ctrl+Shift+S",), "section",
               separator_before=True),
    ActionSpec("note_page", "Notes", "Note on this page", Commands.note_on_page, ("Ctrl+Shift+N",), "page"),
    ActionSpec("note_document", "Notes", "Note on the document", Commands.note_on_document, (), "document"),
    ActionSpec("bookmark", "Notes", "Bookmark", Commands.bookmark, ("Ctrl+D", "Ctrl+B"), "bookmark",
               tip="Keep this place, or let it go again", separator_before=True),
    ActionSpec("next_bookmark", "Notes", "Next bookmark", Commands.next_bookmark, ("Alt+Down",), "", Needs.NOTES),
    ActionSpec("previous_bookmark", "Notes", "Previous bookmark", Commands.previous_bookmark, ("Alt+Up",), "",
               Needs.NOTES),
    ActionSpec("export_selected", "Notes/Selected notes", "Export selected…", Commands.export_selected,
               ("Ctrl+Shift+E",), "export", Needs.SELECTED_NOTES,
               "Export the notes that are selected in the Notes panel", separator_before=True),
    ActionSpec("copy_notes_markdown", "Notes/Selected notes", "Copy as Markdown", Commands.copy_notes_as_markdown,
               ("Ctrl+Shift+M",), "copy", Needs.SELECTED_NOTES,
               "Copy quotations, citations and words of the selected notes as Markdown"),
    ActionSpec("copy_notes_rich_text", "Notes/Selected notes", "Copy as rich text", Commands.copy_notes_as_rich_text,
               ("Ctrl+Shift+H",), "copy", Needs.SELECTED_NOTES,
               "Copy quotations, citations and words of the selected notes, formatted"),
    ActionSpec("all_notes", "Notes", "All notes", Commands.show_all_notes, ("Ctrl+Shift+A",), "find", Needs.NOTHING,
               "Search the notes on all documents"),
    ActionSpec("share_notes", "Notes", "Share notes…", Commands.share_notes, (), "",
               tip="Have each other's notes, through a file in a folder"),
    # Tools
    ActionSpec("palette", "Tools", "Find a command…", Commands.show_palette, ("Ctrl+K",), "", Needs.NOTHING),
    ActionSpec("copy_references", "Tools", "Copy all references", Commands.copy_references, (), "copy",
               separator_before=True),
    ActionSpec("copy_references_csv", "Tools", "Copy all references as CSV", Commands.copy_references_as_csv, (),
               "copy"),
    ActionSpec("copy_references_bibtex", "Tools", "Copy all references as BibTeX", Commands.copy_references_as_bibtex,
               (), "copy"),
    ActionSpec("recognise_page", "Tools", "Recognise this page", Commands.recognise_page, ("Ctrl+Shift+T",), "",
               Needs.RASTER, "Read the text of the page in view from its picture", separator_before=True),
    ActionSpec("recognise_document", "Tools", "Recognise all pages without text", Commands.recognise_document, (), "",
               Needs.UNREADABLE, "Read the text of every page that has none from its picture"),
    ActionSpec("choose_recognition", "Tools", "Recognise in other languages…", Commands.choose_recognition, (), "",
               Needs.RASTER, "Choose pages and languages to recognise"),
    ActionSpec("stop_recognising", "Tools", "Stop recognising", Commands.stop_recognising, (), "", Needs.RECOGNISING),
    # Help
    ActionSpec("keys", "Help", "Keyboard and mouse", Commands.show_keys, (Keys.HelpContents,), "help", Needs.NOTHING),
    ActionSpec("note_links", "Help", "Links to notes…", Commands.choose_link_program, (), "", Needs.NOTHING,
               "Let the system open the links in exported notes with this program, or no longer"),
    ActionSpec("about", "Help", "About Verbale", Commands.show_about, (), "info", Needs.NOTHING),
)  # fmt: skip

MENUS = ("File", "Edit", "View", "Go", "Notes", "Tools", "Help")
"""The menu bar, in order; "Notes/Highlight" is a submenu."""


def key_sequences(spec: ActionSpec) -> list[QKeySequence]:
    """The shortcuts of an action on this platform; a standard key without one on it gives none.

    Keys that the table names itself belong to the action it gives them to, whatever else a platform does with them
    (Ctrl+G is a standard key for finding the next on most): a key of two actions would run neither.
    """
    named = _named_sequences()
    found: list[QKeySequence] = []
    for keys in spec.keys:
        if isinstance(keys, Keys):
            found += [sequence for sequence in QKeySequence.keyBindings(keys) if sequence not in named]
        else:
            found.append(QKeySequence(keys))
    unique: list[QKeySequence] = []
    for sequence in found:
        if sequence not in unique:
            unique.append(sequence)
    return unique


def usual_keys(spec: ActionSpec) -> list[QKeySequence]:
    """The keys of an action but those that few keyboards have: beyond F12, and of their own such as one for Open."""
    sequences = key_sequences(spec)
    firsts = [cast("Sequence[QKeyCombination]", keys)[0].key() for keys in sequences]  # Qt's stubs lack the index
    return [keys for keys, first in zip(sequences, firsts, strict=True) if first < Qt.Key.Key_F13]


def keys_in_words(spec: ActionSpec, most: int | None = None) -> str:
    """The usual keys of an action, the first ones of them: "Ctrl+Z, Alt+Backspace"; read from left to right."""
    keys = [sequence.toString(sequence.SequenceFormat.NativeText) for sequence in usual_keys(spec)[:most]]
    return ", ".join(map(left_to_right, keys))


@cache
def _named_sequences() -> tuple[QKeySequence, ...]:
    return tuple(QKeySequence(keys) for spec in ACTIONS for keys in spec.keys if not isinstance(keys, Keys))
