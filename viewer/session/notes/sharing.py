"""Sharing the notes on a document through a file in a folder that several people can write to.

Nobody locks the file: everybody writes it whole, in one step, with all that they know of; what one has written over is
known to its writer and comes back with the next merge. Each reader's own memory of what was merged last lies in the
data folder, so that what has been changed since then is known as a change. Files are read and written in a thread: the
folder may lie on a slow drive.
"""

from __future__ import annotations

import hashlib
import json
import logging
import threading
import time
import uuid
from dataclasses import field, replace
from pathlib import Path
from typing import TYPE_CHECKING, cast

from viewer.annotations.foreign_json import LARGEST_FILE, NoNotes
from viewer.annotations.merging import agreed, conflicts, merge, not_among, settled, with_changes
from viewer.annotations.notebook import NoteChange
from viewer.annotations.shared_json import shared_from_json, shared_to_json
from viewer.annotations.sqlite_file import file_number
from viewer.export.writing import write_export
from viewer.model.document import Identity
from viewer.model.record import record
from viewer.session.changes import NotesArriving, Notice, Severity
from viewer.session.notes.document_notes import now
from viewer.session.notes.shared_pictures import SharedPictures
from viewer.session.settings import NOTES_FILE, data_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from viewer.annotations.merging import History, SharedNotes
    from viewer.annotations.notebook import Kept
    from viewer.session.open_document import OpenDocument

log = logging.getLogger(__name__)

ENDING = ".notes.json"
FAULT = "cannot be shared because of a fault in Verbale, which has been logged."
KEPT_SECONDS = 30.0
PATIENCE = 5.0
"""Seconds after which a folder is said not to answer."""
FileSeen = tuple[int, int, int]
"""Size, time of change and number of a file: another content is told by them without reading it."""


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


@record
class _Run:
    """One merge: what was here when it ``began`` (seconds), which file it is with, and who writes there."""

    mine: tuple[Kept, ...]
    base: SharedNotes
    file: Path
    writer: str
    began: float


@record
class _Done:
    """What has come of a merge: what is shared from here, what both know, how the file was seen, others' pictures."""

    here: SharedNotes
    both: SharedNotes
    seen: FileSeen | None = None
    pictures: Mapping[str, bytes] = field(default_factory=dict[str, bytes])
    error: str = ""


class DocumentSharing:
    """The sharing of the notes on one open document. ``on_change`` is called when its state is another."""

    def __init__(self, document: OpenDocument, on_change: Callable[[], None]) -> None:
        self._document = document
        self._on_change = on_change
        self._identity = document.identity or Identity("")
        self._writer = _new_writer()
        self._base: dict[str, History] = {}
        self._run: _Run | None = None
        self._thread: threading.Thread | None = None
        self._given: SharedNotes = {}
        """What the last merge that was begun has given to what was here; read when it has ended."""
        self._again = False
        self._looks = False
        self._seen: FileSeen | None = None
        self._decided: dict[str, Kept] = {}
        self._lock = threading.Lock()
        self._memory = memory_of(self._identity)
        self._kept = data_folder() / NOTES_FILE
        self._pictures = SharedPictures(document.notes.pictures)
        self.state = ShareState()
        self._load()

    @property
    def file(self) -> Path:
        """The file in which the notes are shared."""
        return Path(self.state.folder) / f"{self._document.path.name}{ENDING}"

    @property
    def versions(self) -> dict[str, tuple[Kept, ...]]:
        """What others have made of notes and corrections, unaware of what is shown; by their ids."""
        return conflicts(self._base)

    @property
    def at_work(self) -> bool:
        """Whether a merge is under way."""
        return self._run is not None

    @property
    def waits(self) -> bool:
        """Whether the folder has not answered for a while."""
        return self._run is not None and time.monotonic() - self._run.began > PATIENCE

    # -- intentions ---------------------------------------------------------------------------------------------------

    def share(self, folder: Path, *, automatic: bool) -> None:
        """Share the notes in a folder from now on, and merge them with what is there."""
        if str(folder) != self.state.folder:
            self._abandon_run()
        self.state = ShareState(str(folder), automatic, self.state.merged)
        self.merge()

    def stop(self) -> None:
        """Share no longer. What is in the folder stays, and so do all notes."""
        self.state = ShareState()
        self._abandon_run()
        threading.Thread(target=self._forget, name="sharing", daemon=True).start()
        self._on_change()

    def _abandon_run(self) -> None:
        """What a folder may still answer is of no concern any more; what stamps it was given is not known."""
        self._run = None
        self._writer = _new_writer()

    def merge(self) -> None:
        """Write what is new here and take what is new there; soon, and once more where it is at work already."""
        if not self.state.folder or not self._document.notes.loaded:
            return
        if self._run is not None:
            self._again = True
            return
        mine, began = self._document.notes.notebook.all, time.monotonic()
        self._run = run = _Run(mine, dict(self._base), self.file, self._writer, began)
        self._thread = threading.Thread(target=self._work, args=(run,), name="sharing", daemon=True)
        self._thread.start()

    def part(self) -> None:
        """The document is closed: share once more what is here, soon; nobody hears of it.

        What a merge under way brings never came among the notes, so nothing of it has been deleted.
        """
        mine, goes_on, before = self._document.notes.notebook.all, self._run is not None, self._thread

        def work() -> None:
            if before is not None:
                before.join()
            base = self._given if goes_on else self._base
            self._work(_Run(mine, base, self.file, self._writer, time.monotonic()))

        self._thread = threading.Thread(target=work, name="sharing", daemon=True)
        self._thread.start()

    @property
    def is_parting(self) -> bool:
        """Whether something is still being shared; of a document that is closed this is all that is known."""
        return self._thread is not None and self._thread.is_alive()

    def wait(self, seconds: float) -> None:
        """Wait for what is under way; a folder that does not answer is not waited for any longer."""
        if self._thread is not None:
            self._thread.join(seconds)

    def look(self) -> None:
        """Merge, soon, if the file of the others is another than it was: the system says nothing on many drives."""
        if self._looks or self._run is not None or not self.state.folder:
            return
        self._looks = True
        file = self.file

        def work() -> None:
            found = _seen(file)
            self._document.post(lambda: self._looked(file, found))

        threading.Thread(target=work, name="sharing-look", daemon=True).start()

    def _looked(self, file: Path, found: FileSeen | None) -> None:
        self._looks = False
        if self.state.folder and file == self.file and found != self._seen:
            self.merge()

    def settle(self, note: str, version: Kept) -> None:
        """Let one version of a note, or of a correction, hold, for everybody; undo gives this reader's own back."""
        self._decided[note] = version
        if self._run is None:  # else when that is done: it knows nothing of this yet
            self._settle_decided()
            self.merge()

    def _settle_decided(self) -> None:
        decided, self._decided = self._decided, {}
        for note, version in decided.items():
            kept = self._document.notes.notebook.kept.get(note)
            if kept is not None:
                self._base = settled(self._base, note, version, self._writer)
                if kept != version:
                    self._document.notes.change([NoteChange(kept, version)])
                self._again = True

    # -- in a thread --------------------------------------------------------------------------------------------------

    def _work(self, run: _Run) -> None:
        self._given = run.base
        done = _Done(run.base, run.base)
        try:
            seen = _seen(run.file)
            done = replace(done, seen=seen)
            there = read_shared(run.file, self._identity)
            base = agreed(run.base, there, run.mine)
            away = sorted(not_among(base, (kept.id for kept in run.mine)))
            missing = self._document.notes.missing(away) if away else ()
            self._given = here = with_changes(base, run.mine, run.writer, missing=missing)
            self._remember(here)  # before anybody else can see it: a stamp must never be given twice
            both = merge(here, there)
            done = _Done(here, both, seen)  # who may not write there has the others' notes all the same
            if both != there or seen is None:
                text = shared_to_json(both, self._identity, self._document.path.name)
                write_export(run.file, text, document=self._document.path)
                done = _Done(here, both)  # looked at once more: somebody may have written over it at once
            done = replace(done, pictures=self._pictures.exchange(run.file, both.values()))
        except NoNotes as refusal:
            done = replace(done, error=f"{run.file}: {refusal}")
        except (OSError, ValueError) as trouble:
            reason = trouble.strerror if isinstance(trouble, OSError) and trouble.strerror else str(trouble)
            done = replace(done, error=f"{run.file} cannot be shared now: {reason}.")
        except Exception:  # our own fault, or no memory for a monstrous file: it is said, and tried again
            log.exception("a fault while notes were shared")
            done = replace(done, error=f"{run.file} {FAULT}")
        self._document.post(lambda: self._merged(run, done))

    def _merged(self, run: _Run, done: _Done) -> None:
        """Take what others have changed into the notes, except where they were changed here meanwhile."""
        if run is not self._run or self._document.notes.closed:
            return
        self._run = None
        self._document.tell(NotesArriving(self._document.number))
        before = {kept.id: kept for kept in run.mine}
        now_here = {kept.id: kept for kept in self._document.notes.notebook.all}
        changes: list[NoteChange] = []
        base = dict(done.both)
        for identifier, history in done.both.items():
            known, kept = before.get(identifier), now_here.get(identifier)
            if history.shown == known:
                continue
            if kept != known:
                base[identifier] = done.here[identifier] if identifier in done.here else base[identifier]
                self._again = True
            elif kept is not None or history.shown is not None:
                changes.append(NoteChange(kept, history.shown))
        self._base = base
        self._seen = done.seen
        self._document.notes.take_over(changes)
        if deleted := sum(change.after is None and not change.is_of_correction for change in changes):
            self._document.tell(Notice(self._document.number, Severity.INFO, _words_of_deleted(deleted)))
        self._take_pictures(done.pictures)
        self._settle_decided()
        merged = self.state.merged if done.error else now()
        self.state = ShareState(self.state.folder, self.state.automatic, merged, done.error)
        remembering = threading.Thread(target=self._remember_kept, args=(self._base,), name="sharing", daemon=True)
        remembering.start()
        self._on_change()
        if self._again:
            self._again = False
            self.merge()

    def _take_pictures(self, pictures: Mapping[str, bytes]) -> None:
        """Keep the pictures of others' regions; what is here already stays."""
        notes = self._document.notes
        for identifier, png in pictures.items():

            def read(kept: bytes | None, identifier: str = identifier, png: bytes = png) -> None:
                if kept is None:
                    notes.keep_picture(identifier, png)

            notes.ask_picture(identifier, read)

    # -- the reader's own memory --------------------------------------------------------------------------------------

    def _remember_kept(self, shared: SharedNotes) -> None:
        """Remember what has been merged once it is kept: what is remembered and not there would be taken for undone."""
        if self._document.notes.wait_until_kept(KEPT_SECONDS):
            self._remember(shared)

    def _remember(self, shared: SharedNotes) -> None:
        told = {
            "folder": self.state.folder,
            "automatic": self.state.automatic,
            "merged": self.state.merged,
            "writer": self._writer,  # read by earlier versions, which cannot do without it
            "notes": file_number(self._kept)[1],
            "shared": shared_to_json(shared, self._identity, self._document.path.name),
        }
        with self._lock:
            if self.state.folder:
                self._memory.parent.mkdir(parents=True, exist_ok=True)
                write_export(self._memory, json.dumps(told))

    def _forget(self) -> None:
        with self._lock:
            if not self.state.folder:
                self._memory.unlink(missing_ok=True)

    def _load(self) -> None:
        try:
            told = cast("object", json.loads(self._memory.read_bytes()))
            if not isinstance(told, dict):
                return
            kept = cast("dict[str, object]", told)
            if kept.get("notes") == file_number(self._kept)[1]:  # else they are a backup's, and not changed back
                self._base = shared_from_json(str(kept["shared"]).encode(), self._identity)
            self.state = ShareState(str(kept["folder"]), kept["automatic"] is True, str(kept["merged"]))
        except (OSError, ValueError, KeyError):
            return  # nothing is shared, or the memory is lost: then versions are kept


def memory_of(identity: Identity) -> Path:
    """The file of what is remembered of a document's sharing; there is none where it is not shared."""
    name = identity.text_fingerprint or identity.content_hash
    return shared_folder() / f"{hashlib.sha256(name.encode()).hexdigest()[:32]}.json"


def _words_of_deleted(count: int) -> str:
    notes, them = ("1 note was", "it") if count == 1 else (f"{count} notes were", "them")
    return f"{notes} deleted by others who share the notes on this document. Undo brings {them} back."


def _new_writer() -> str:
    """Of this window and this run: two windows must never give the same stamp."""
    return str(uuid.uuid4())


def _seen(file: Path) -> FileSeen | None:
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns, found.st_ino


def look_beside(document: OpenDocument, on_found: Callable[[], None]) -> None:
    """Look, soon, whether others share the notes on a document in its own folder. ``on_found`` is called if so."""
    file = document.path.with_name(f"{document.path.name}{ENDING}")

    def work() -> None:
        if _seen(file) is not None:
            document.post(on_found)

    threading.Thread(target=work, name="sharing-look", daemon=True).start()


def read_shared(file: Path, identity: Identity) -> dict[str, History]:
    """What a file shares; nothing where there is none.

    Raises:
        NoNotes: it is no such file, or is not complete now, or a link, through which others could have a file written
            in another place.
        OSError: it cannot be read.
    """
    if file.is_symlink():
        raise NoNotes("It is a link, and Verbale shares through no links. Remove it, or share in another folder.")
    try:
        with file.open("rb") as opened:
            data = opened.read(LARGEST_FILE + 1)
    except FileNotFoundError:
        return {}
    return shared_from_json(data, identity)
