"""Sharing the notes on a document through a file in a folder that several people can write to.

Nobody locks the file: everybody writes it whole, in one step, with all that they know of; what one has written over is
known to its writer and comes back with the next merge. Each reader's own memory of what was merged last lies in the
data folder, so that what has been changed since then is known as a change. Files are read and written in a thread: the
folder may lie on a slow drive.
"""

from __future__ import annotations

import hashlib
import json
import threading
import uuid
from pathlib import Path
from typing import TYPE_CHECKING, cast

from viewer.annotations.foreign_json import LARGEST_FILE, NoNotes
from viewer.annotations.merging import conflicts, merge, settled, with_changes
from viewer.annotations.notebook import NoteChange
from viewer.annotations.shared_json import shared_from_json, shared_to_json
from viewer.export.writing import write_export
from viewer.model.annotation import Annotation
from viewer.model.document import Identity
from viewer.model.record import record
from viewer.session.notes import now
from viewer.session.settings import data_folder

if TYPE_CHECKING:
    from collections.abc import Callable

    from viewer.annotations.merging import History, SharedNotes
    from viewer.session.open_document import OpenDocument

ENDING = ".notes.json"


def shared_folder() -> Path:
    """Where it is remembered which notes are shared, and how they were when they were merged last."""
    return data_folder() / "shared"


@record
class ShareState:
    """How the notes on a document are shared: in which ``folder``, whether by itself, and when they were merged last.

    ``error`` says in words why the last merge failed, or is empty. ``merged`` is a UTC time in ISO 8601, or empty.
    """

    folder: str = ""
    automatic: bool = False
    merged: str = ""
    error: str = ""


class DocumentSharing:
    """The sharing of the notes on one open document. ``on_change`` is called when its state is another."""

    def __init__(self, document: OpenDocument, on_change: Callable[[], None]) -> None:
        self._document = document
        self._on_change = on_change
        self._identity = document.identity or Identity("")
        self._writer = str(uuid.uuid4())
        self._base: dict[str, History] = {}
        self._at_work = False
        self._again = False
        self._decided: dict[str, Annotation] = {}
        self._lock = threading.Lock()
        self.state = ShareState()
        self._load()

    @property
    def file(self) -> Path:
        """The file in which the notes are shared."""
        return Path(self.state.folder) / f"{self._document.path.name}{ENDING}"

    @property
    def versions(self) -> dict[str, tuple[Annotation, ...]]:
        """What others have made of notes, unaware of what is shown; by note."""
        return conflicts(self._base)

    # -- intentions ---------------------------------------------------------------------------------------------------

    def share(self, folder: Path, *, automatic: bool) -> None:
        """Share the notes in a folder from now on, and merge them with what is there."""
        self.state = ShareState(str(folder), automatic, self.state.merged)
        self.merge()

    def stop(self) -> None:
        """Share no longer. What is in the folder stays, and so do all notes."""
        self.state = ShareState()
        memory_of(self._identity).unlink(missing_ok=True)
        self._on_change()

    def merge(self) -> None:
        """Write what is new here and take what is new there; soon, and once more where it is at work already."""
        if not self.state.folder or not self._document.notes.loaded:
            return
        if self._at_work:
            self._again = True
            return
        self._at_work = True
        mine = tuple(self._document.notes.notebook.annotations)
        base, file = dict(self._base), self.file
        threading.Thread(target=self._work, args=(mine, base, file), name="sharing", daemon=True).start()

    def settle(self, note: str, version: Annotation) -> None:
        """Let one version of a note hold, for everybody."""
        self._decided[note] = version
        if not self._at_work:  # else when that is done: it knows nothing of this yet
            self._settle_decided()
            self.merge()

    def _settle_decided(self) -> None:
        decided, self._decided = self._decided, {}
        for note, version in decided.items():
            kept = self._document.notes.notebook.find(note)
            if isinstance(kept, Annotation):
                self._base = settled(self._base, note, version, self._writer)
                if kept != version:
                    self._document.notes.take_over([NoteChange(kept, version)])
                self._again = True

    # -- in a thread --------------------------------------------------------------------------------------------------

    def _work(self, mine: tuple[Annotation, ...], base: SharedNotes, file: Path) -> None:
        error = ""
        here = both = with_changes(base, mine, self._writer)
        try:
            self._remember(here)  # before anybody else can see it: a stamp must never be given twice
            there = read_shared(file, self._identity)
            both = merge(here, there)
            if both != there or not file.exists():
                text = shared_to_json(both, self._identity, self._document.path.name)
                write_export(file, text, document=self._document.path)
        except NoNotes as refusal:
            error, both = f"{file}: {refusal}", here
        except (OSError, ValueError) as trouble:
            reason = trouble.strerror if isinstance(trouble, OSError) and trouble.strerror else str(trouble)
            error, both = f"{file} cannot be shared now: {reason}.", here
        self._document.post(lambda: self._merged(mine, here, both, error))

    def _merged(
        self, mine: tuple[Annotation, ...], here: dict[str, History], both: dict[str, History], error: str
    ) -> None:
        """Take what others have changed into the notes, except where they were changed here meanwhile."""
        self._at_work = False
        if not self.state.folder:
            return
        before = {note.id: note for note in mine}
        changes: list[NoteChange] = []
        base = dict(both)
        for identifier, history in both.items():
            known, kept = before.get(identifier), self._document.notes.notebook.find(identifier)
            if history.shown == known:
                continue
            if kept != known:
                base[identifier] = here[identifier] if identifier in here else base[identifier]
                self._again = True
            elif kept is not None or history.shown is not None:
                changes.append(NoteChange(kept, history.shown))
        self._base = base
        self._document.notes.take_over(changes)
        self._settle_decided()
        self.state = ShareState(self.state.folder, self.state.automatic, self.state.merged if error else now(), error)
        threading.Thread(target=self._remember, args=(dict(self._base),), name="sharing", daemon=True).start()
        self._on_change()
        if self._again:
            self._again = False
            self.merge()

    # -- the reader's own memory --------------------------------------------------------------------------------------

    def _remember(self, shared: SharedNotes) -> None:
        if not self.state.folder:
            return
        told = {
            "folder": self.state.folder,
            "automatic": self.state.automatic,
            "merged": self.state.merged,
            "writer": self._writer,
            "shared": shared_to_json(shared, self._identity, self._document.path.name),
        }
        memory = memory_of(self._identity)
        with self._lock:
            memory.parent.mkdir(parents=True, exist_ok=True)
            write_export(memory, json.dumps(told))

    def _load(self) -> None:
        try:
            told = cast("object", json.loads(memory_of(self._identity).read_bytes()))
            if not isinstance(told, dict):
                return
            kept = cast("dict[str, object]", told)
            self._base = shared_from_json(str(kept["shared"]).encode(), self._identity)
            self._writer = str(uuid.UUID(str(kept["writer"])))
            self.state = ShareState(str(kept["folder"]), kept["automatic"] is True, str(kept["merged"]))
        except (OSError, ValueError, KeyError):
            return  # nothing is shared, or the memory is lost: then another writer begins, and versions are kept


def memory_of(identity: Identity) -> Path:
    """The file of what is remembered of a document's sharing; there is none where it is not shared."""
    name = identity.text_fingerprint or identity.content_hash
    return shared_folder() / f"{hashlib.sha256(name.encode()).hexdigest()[:32]}.json"


def read_shared(file: Path, identity: Identity) -> dict[str, History]:
    """What a file shares; nothing where there is none.

    Raises:
        NoNotes: it is no such file, or is not complete now.
        OSError: it cannot be read.
    """
    try:
        with file.open("rb") as opened:
            data = opened.read(LARGEST_FILE + 1)
    except FileNotFoundError:
        return {}
    return shared_from_json(data, identity)
