"""Bringing notes in: from the annotations of the document's PDF, and from files of notes.

What is found is shown first (``ImportPlan``) and added when the reader says so, as one step of undo.
"""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import TYPE_CHECKING

from viewer.annotations.annotation_json import FoundNotes, read_notes
from viewer.annotations.foreign_json import LARGEST_FILE, NoNotes
from viewer.annotations.marks_incoming import dated, notes_of_marks
from viewer.annotations.stable_ids import stable_id
from viewer.model.document import Identity
from viewer.model.record import record
from viewer.session.notes.anchors import section_title_at
from viewer.session.notes.document_notes import now
from viewer.workers.messages.answers import Failed, MarksRead
from viewer.workers.messages.requests import Priority, ReadMarks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from viewer.model.annotation import Annotation
    from viewer.model.document import Understanding
    from viewer.model.mark import Mark
    from viewer.model.text import DocumentText
    from viewer.session.open_document import OpenDocument
    from viewer.workers.messages.answers import Answer

__all__ = [
    "ImportPlan",
    "NoNotes",
    "carry_out",
    "described",
    "notes_in_file",
    "plan_of",
    "plan_of_file",
    "plan_of_pdf",
    "plan_of_versions",
]


@record
class ImportPlan:
    """What would be added to a document: ``new`` notes, besides those ``there`` already and the ``unreadable`` ones.

    ``longer`` are notes that are there, as they will be: with answers that have been given since they were imported.
    ``source`` says in words where they come from.
    """

    new: tuple[Annotation, ...]
    there: int
    unreadable: int
    source: str
    longer: tuple[Annotation, ...] = ()

    @property
    def summary(self) -> str:
        """What was found and what will be added, in sentences."""
        found = len(self.new) + len(self.longer) + self.there
        if not found:
            return f"No notes were found in {self.source}.{self._rest}"
        said = f"{_counted(found)} found in {self.source}"
        if self.longer:
            return f"{said}: {', '.join(self._parts)}.{self._rest}"
        if not self.there:
            return f"{said}; all will be added.{self._rest}" if found > 1 else f"{said} and will be added.{self._rest}"
        if not self.new:
            return f"{said}; all are there already.{self._rest}"
        return f"{said}: {', '.join(self._parts)}.{self._rest}"

    @property
    def _parts(self) -> Iterator[str]:
        """What becomes of how many."""
        if self.new:
            yield f"{len(self.new)} will be added"
        if self.longer:
            yield f"{len(self.longer)} will have more words than before"
        if self.there:
            yield "1 is there already" if self.there == 1 else f"{self.there} are there already"

    @property
    def _rest(self) -> str:
        if not self.unreadable:
            return ""
        return (
            f" {self.unreadable} more cannot be read or say nothing."
            if self.unreadable > 1
            else (" 1 more cannot be read or says nothing.")
        )


def _counted(found: int) -> str:
    return "1 note was" if found == 1 else f"{found} notes were"


def plan_of_file(document: OpenDocument, path: Path, on_plan: Callable[[ImportPlan | str], None]) -> None:
    """Read a file of notes, in a thread. ``on_plan`` is told what they would add, or why nothing, in words."""
    identity = document.identity or Identity("")

    def work() -> None:
        try:
            found = notes_in_file(path, identity)
        except NoNotes as error:
            words = f"{path}: {error}"
        except OSError as error:
            words = f"{path} could not be read: {error.strerror or error}. Choose another file."
        except MemoryError:
            words = f"{path} could not be read: there is not enough memory. Close other programs and try again."
        else:
            document.post(lambda: on_plan(_plan(document, found, path.name)))
            return
        document.post(lambda: on_plan(words))

    threading.Thread(target=work, name="import", daemon=True).start()


def notes_in_file(path: Path, identity: Identity) -> FoundNotes:
    """The notes in a file, as they will stand on a document.

    Raises:
        NoNotes: it holds none that can be read.
        OSError: it cannot be read.
    """
    with path.open("rb") as file:
        return read_notes(file.read(LARGEST_FILE + 1), identity)


def plan_of_pdf(document: OpenDocument, on_plan: Callable[[ImportPlan | str], None]) -> None:
    """Look for the annotations in the document's PDF. ``on_plan`` is told what they would add, or why not, in words."""
    marks: list[Mark] = []

    def answered(answer: Answer, last: bool) -> None:  # noqa: FBT001 - the shape of every answer callback
        if isinstance(answer, MarksRead):
            marks.extend(answer.marks)
        if isinstance(answer, Failed):
            on_plan(answer.what)
        elif last:
            found = notes_of_marks(marks, document.text, document.identity or Identity(""))
            on_plan(_plan(document, found, document.path.name))

    document.ask_background(ReadMarks(document.number), answered, Priority.VISIBLE)


def plan_of_versions(document: OpenDocument, on_plan: Callable[[ImportPlan], None]) -> None:
    """Look for notes on other versions of the document. They are copied: each version keeps its own."""

    def found(notes: tuple[Annotation, ...]) -> None:
        identity = document.identity or Identity("")
        copies = tuple(replace(note, id=stable_id(identity, f"version:{note.id}")) for note in notes)
        on_plan(_plan(document, FoundNotes(copies, "Verbale"), "other versions of this document"))

    document.notes.find_versions(found)


def carry_out(document: OpenDocument, plan: ImportPlan) -> int:
    """Add the new notes, and what has been said since in others, as one step of undo. Returns how many they are."""
    new = (described(note, document.text, document.understanding) for note in plan.new)
    return document.notes.take_in(new, plan.longer)


def described(note: Annotation, text: DocumentText, understanding: Understanding | None) -> Annotation:
    """A note from elsewhere with section and language of the place it says it has, if its words stand there."""
    span, quote = note.anchor.span, note.anchor.quote
    start = span.start
    if understanding is None or not quote or span.end > len(text) or text.slice(span) != quote:
        return note
    language = understanding.language_at(start) if note.language == "und" else note.language
    title = note.section_title or section_title_at(understanding, start)
    return replace(note, language=language, section_title=title)


def plan_of(found: FoundNotes, find: Callable[[str], Annotation | None], source: str) -> ImportPlan:
    """What notes that were found would add. ``find`` gives the note of an id that is there, if there is one."""
    notes = {note.id: note for note in dated(found, now()).notes}
    there = {kept.id: kept for kept in map(find, notes) if kept is not None}
    longer = {note: kept for note, kept in there.items() if _says_more(notes[note], kept)}
    return ImportPlan(
        tuple(note for note in notes.values() if note.id not in there),
        len(found.notes) - len(notes) + len(there) - len(longer),
        found.unreadable,
        source,
        tuple(replace(kept, body=notes[note].body) for note, kept in longer.items()),
    )


def _says_more(note: Annotation, kept: Annotation) -> bool:
    """Whether a note goes on behind the words that were imported, which nobody has changed here."""
    unchanged = note.modified == kept.modified
    return unchanged and note.body != kept.body and note.body.startswith(kept.body)


def _plan(document: OpenDocument, found: FoundNotes, source: str) -> ImportPlan:
    return plan_of(found, document.notes.notebook.find, source)
