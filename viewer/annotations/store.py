"""The notes of all documents, kept by one writer thread.

Nothing here makes the caller wait: changes are handed over, the thread commits them, and a callback, in that thread,
says so. *Acknowledged means committed.* What cannot be written (full disk, locked file) is said, kept in memory in its
order, and tried again: after a while, with the next change, and when the store is closed.
"""

from __future__ import annotations

import logging
import queue
import threading
from collections import deque
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, TypeVar

from viewer.annotations.catalogue import FoundNotes, NoteQuery
from viewer.annotations.database import BUSY_SECONDS, Database, NotesUnavailable
from viewer.annotations.document_rows import DocumentKey, FoundBy
from viewer.annotations.notebook import Kept, NoteChange, SaveOutcome
from viewer.model.annotation import Annotation
from viewer.model.correction import Correction
from viewer.model.record import record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

log = logging.getLogger(__name__)
T = TypeVar("T")

RETRY_SECONDS = 2.0
LOOK_SECONDS = 2.0
"""How often it is looked whether another window has written; one number is read for that."""
ANSWER_SECONDS = 2.0
"""How long an answer is waited for: it comes in milliseconds, but the file may be another program's now."""
READING_FAULT = "The notes could not be searched because of a fault in Verbale, which has been logged."
FAULT = "A note could not be kept because of a fault in Verbale, which has been logged. Copy its words to be safe."


def utc_now() -> datetime:
    """The time, in UTC."""
    return datetime.now(UTC)


@record
class LoadedNotes:
    """The notes and corrections of a document. ``read_only`` says why they cannot be changed, or is empty.

    ``notice`` is what the reader should be told (damaged file set aside, backup restored), or empty. ``failed`` says
    that the notes could not be read now: there may be some, and they follow as soon as they can be read.
    ``met_others`` says that what this window has just written met what another had made of the same.
    """

    kept: tuple[Kept, ...]
    found_by: FoundBy = FoundBy.NEW
    read_only: str = ""
    notice: str = ""
    failed: bool = False
    met_others: bool = False

    @property
    def annotations(self) -> tuple[Annotation, ...]:
        """The notes."""
        return tuple(kept for kept in self.kept if isinstance(kept, Annotation))

    @property
    def corrections(self) -> tuple[Correction, ...]:
        """The corrections."""
        return tuple(kept for kept in self.kept if isinstance(kept, Correction))


@dataclass(slots=True)
class _Opening:
    """A document whose notes are asked for."""

    key: DocumentKey
    on_loaded: Callable[[LoadedNotes], None]
    error: str = ""


@dataclass(slots=True)
class _Saving:
    """Changes on their way to the disk; ``error`` is what the caller has been told already."""

    key: DocumentKey
    changes: tuple[NoteChange, ...]
    on_saved: Callable[[SaveOutcome], None]
    error: str = ""


@dataclass(slots=True)
class _Keeping:
    """Something beside the notes that is written once it can be: a picture, or what became of passages."""

    keep: Callable[[Database], None]
    error: str = ""


@dataclass(slots=True)
class _Asking:
    """Something that is read when its turn comes, and answered at once whatever waits to be written."""

    answer: Callable[[Database], Callable[[], None]]
    on_trouble: Callable[[str], None]


@record
class _Watch:
    """Somebody who shows the notes of a document and wants to know when others change them."""

    key: DocumentKey
    on_changed: Callable[[LoadedNotes], None]

    def is_on(self, key: DocumentKey) -> bool:
        """Whether it is on the document of another key, as far as keys can tell."""
        mine, other = self.key, key
        same_text = bool(mine.fingerprint) and mine.fingerprint == other.fingerprint
        return same_text or mine.identity.content_hash == other.identity.content_hash


_Job = _Opening | _Saving | _Keeping
"""What is done in its order, and tried again until it is."""


@dataclass(slots=True)
class _Marker:
    """Set when everything before it has been tried."""

    reached: threading.Event
    last: bool = False


class NoteStore:
    """Keeps the notes of all documents in one SQLite file, which is made where there is none.

    ``now`` gives the time in UTC. Callbacks run in the writer thread and must only pass on what they are given.
    """

    def __init__(
        self,
        path: Path,
        *,
        now: Callable[[], datetime] = utc_now,
        busy_seconds: float = BUSY_SECONDS,
        retry_seconds: float = RETRY_SECONDS,
        look_seconds: float = LOOK_SECONDS,
    ) -> None:
        self._path = path
        self._now = now
        self._busy_seconds = busy_seconds
        self._retry_seconds = retry_seconds
        self._look_seconds = look_seconds
        self._watches: tuple[_Watch, ...] = ()  # replaced as a whole, so that the writer thread may read it at any time
        self._seen_version = 0
        self._listeners: tuple[Callable[[], None], ...] = ()  # replaced as a whole, too
        self._jobs: queue.Queue[_Job | _Asking | _Marker] = queue.Queue()
        self._waiting: deque[_Job] = deque()  # touched by the writer thread alone
        self._database: Database | None = None
        self._notice = ""
        self._closed = False
        self._faulty = False
        self._all_kept = threading.Event()
        self._all_kept.set()
        # A daemon, so that a program that forgets to close can end; close() is what makes sure of the last change.
        self._thread = threading.Thread(target=self._work, name="notes", daemon=True)
        self._thread.start()

    # -- what callers use ---------------------------------------------------------------------------------------------

    def open_document(self, key: DocumentKey, on_loaded: Callable[[LoadedNotes], None]) -> None:
        """Load a document's notes.

        Where they cannot be read now, ``on_loaded`` is told so (``read_only``), and called again once they can.
        """
        self._hand_over(_Opening(key, on_loaded))

    def submit(
        self, document: DocumentKey, changes: Sequence[NoteChange], on_saved: Callable[[SaveOutcome], None]
    ) -> None:
        """Commit changes in one transaction; ``on_saved`` is told when they are, and why while they are not."""
        if changes:
            self._hand_over(_Saving(document, tuple(changes), on_saved))

    def keep_picture(self, note: str, png: bytes) -> None:
        """Keep the picture of a region's note, as PNG."""
        self._hand_over(_Keeping(lambda database: database.keep_picture(note, png)))

    def keep_placements(self, placements: Mapping[str, tuple[str, float] | None]) -> None:
        """Remember what became of passages (how, score), for lists over all documents; None where they stand."""
        self._hand_over(_Keeping(lambda database: database.keep_placements(placements)))

    def keep_passages(self, passages: Mapping[str, str]) -> None:
        """Remember how passages are quoted, for lists over all documents; empty where as they stand in the text."""
        self._hand_over(_Keeping(lambda database: database.keep_passages(passages)))

    def pictures(self, notes: Sequence[str], on_read: Callable[[dict[str, bytes]], None]) -> None:
        """Read the pictures of notes, as PNG; those that are not there, or cannot be read now, are left out."""
        self._ask(lambda database: database.pictures(notes), on_read, lambda _error: {})

    def read_pictures(self, notes: Sequence[str], seconds: float = ANSWER_SECONDS) -> dict[str, bytes]:
        """The same, waiting for the answer; without an answer in time there are none. Not for the store's thread."""
        return self._answer_to(lambda database: database.pictures(notes), seconds) or {}

    def read_deleted(self, notes: Sequence[str], seconds: float = ANSWER_SECONDS) -> frozenset[str] | None:
        """Which of these notes and corrections have been deleted here, waiting for the answer; None without one.

        What has never been here has not been deleted. Not for the store's thread.
        """
        return self._answer_to(lambda database: database.deleted(notes), seconds)

    def find_notes(self, query: NoteQuery, on_found: Callable[[FoundNotes], None]) -> None:
        """Find notes over all documents. What cannot be read is said in ``FoundNotes.error``."""
        self._ask(lambda database: database.find_notes(query), on_found, lambda error: FoundNotes(error=error))

    def find_files(self, note: str, content_hash: str, on_found: Callable[[tuple[str, ...]], None]) -> None:
        """Find where the document of a note was seen, by the note's id or its content; nothing that cannot be read."""
        self._ask(lambda database: database.files_of(note, content_hash), on_found, lambda _error: ())

    def find_versions(
        self, document: DocumentKey, symbols: Sequence[str], on_found: Callable[[tuple[Annotation, ...]], None]
    ) -> None:
        """Find the notes on other documents with one of these symbols, or a revision of it; none if unreadable now."""
        self._ask(lambda database: database.notes_on_versions(document, symbols), on_found, lambda _error: ())

    def listen(self, on_changed: Callable[[], None]) -> Callable[[], None]:
        """Tell when notes on any document have been written, here or by another program, until the result is called."""
        self._listeners = (*self._listeners, on_changed)
        if not self._closed:
            self._jobs.put(_Marker(threading.Event()))

        def stop() -> None:
            self._listeners = tuple(other for other in self._listeners if other is not on_changed)

        return stop

    def watch(self, document: DocumentKey, on_changed: Callable[[LoadedNotes], None]) -> Callable[[], None]:
        """Tell when somebody else has changed the notes of a document, until the returned function is called.

        Somebody else is another program on the same file, or this one with another key of the same document.
        """
        watch = _Watch(document, on_changed)
        self._watches = (*self._watches, watch)
        if not self._closed:
            self._jobs.put(_Marker(threading.Event()))  # the thread may be waiting without an end

        def unwatch() -> None:
            self._watches = tuple(other for other in self._watches if other is not watch)

        return unwatch

    def wait_idle(self, timeout: float = 30.0) -> bool:
        """Wait until everything handed over so far has been tried. Whether all of it is on the disk."""
        marker = _Marker(threading.Event())
        self._hand_over(marker)
        return marker.reached.wait(timeout) and self._all_kept.is_set() and not self._faulty

    def try_now(self) -> None:
        """Try at once, and not only when that is due, what could not be written yet: its reader is about to leave."""
        if not self._closed:
            self._jobs.put(_Marker(threading.Event()))

    def close(self, timeout: float = 10.0) -> bool:
        """Write what is on its way and end the thread. Whether everything is on the disk; closing twice is no error."""
        if not self._closed:
            self._hand_over(_Marker(threading.Event(), last=True))
            self._closed = True
        self._thread.join(timeout)
        return not self._thread.is_alive() and self._all_kept.is_set() and not self._faulty

    def _answer_to(self, read: Callable[[Database], T], seconds: float) -> T | None:
        """What is read, waiting for it; None where there is no answer in time, or it cannot be read now."""
        answers: queue.SimpleQueue[T | None] = queue.SimpleQueue()
        self._ask(read, answers.put, lambda _error: None)
        try:
            return answers.get(timeout=seconds)
        except queue.Empty:
            return None

    def _ask(self, read: Callable[[Database], T], on_read: Callable[[T], None], instead: Callable[[str], T]) -> None:
        """Have something read and passed on; where it cannot be read now, what ``instead`` makes of the reason."""

        def answer(database: Database) -> Callable[[], None]:
            found = read(database)
            return lambda: on_read(found)

        self._hand_over(_Asking(answer, lambda error: on_read(instead(error))))

    def _hand_over(self, job: _Job | _Asking | _Marker) -> None:
        if self._closed:
            raise RuntimeError("the store of notes is closed")
        self._jobs.put(job)

    # -- the writer thread --------------------------------------------------------------------------------------------

    def _work(self) -> None:
        while True:
            try:
                job = self._jobs.get(timeout=self._longest_wait())
            except queue.Empty:
                self._try_all()
                self._look_for_others()
                continue
            if isinstance(job, _Asking):
                self._answer(job)
                continue
            if not isinstance(job, _Marker):
                self._all_kept.clear()
                self._waiting.append(job)
            self._try_all()
            if isinstance(job, _Marker):
                job.reached.set()
                if job.last:
                    break
            elif self._database is not None and not self._waiting:
                self._database.back_up_daily()
        if self._database is not None:
            self._database.close()

    def _longest_wait(self) -> float | None:
        if self._waiting:
            return self._retry_seconds
        return self._look_seconds if self._watches or self._listeners else None

    def _answer(self, asking: _Asking) -> None:
        try:
            answer = asking.answer(self._opened_database())
        except NotesUnavailable as unavailable:
            error = str(unavailable)
            self._call(lambda: asking.on_trouble(error))
        except Exception:  # our own fault with one question must not stop the writing of everybody's notes
            log.exception("a fault while notes were read")
            self._call(lambda: asking.on_trouble(READING_FAULT))
        else:
            self._call(answer)

    def _tell_listeners(self) -> None:
        for listener in self._listeners:
            self._call(listener)

    def _look_for_others(self) -> None:
        """Tell those who watch of what others have written."""
        if self._database is None or self._waiting:
            return
        try:
            version = self._opened_database().data_version
        except NotesUnavailable as unavailable:
            log.warning("%s", unavailable)
            return
        except Exception:  # our own fault with looking must not stop the writing of everybody's notes
            log.exception("a fault while it was looked for what others have written")
            return
        if version != self._seen_version and self._tell_watches(self._watches):
            self._seen_version = version
            self._tell_listeners()

    def _tell_watches(self, watches: Iterable[_Watch], *, met_others: bool = False) -> bool:
        """Load what is watched and pass it on. Whether that could be done; else it is tried when it is looked again."""
        try:
            for watch in watches:
                loaded = self._load(watch.key, met_others=met_others)
                self._call(lambda watch=watch, loaded=loaded: watch.on_changed(loaded))
        except NotesUnavailable as unavailable:
            log.warning("%s", unavailable)
            return False
        return True

    def _try_all(self) -> None:
        """Do what waits, in its order, up to the first that cannot be done; tell each of the others why it waits."""
        while self._waiting:
            try:
                self._do(self._waiting[0])
            except NotesUnavailable as unavailable:
                for job in self._waiting:
                    self._tell_of_trouble(job, str(unavailable))
                return
            except Exception:  # our own fault with one job must not stop the writing of everybody's notes
                log.exception("a fault while notes were kept")
                self._tell_of_trouble(self._waiting[0], FAULT)
                self._faulty = True
            self._waiting.popleft()
        self._all_kept.set()

    def _opened_database(self) -> Database:
        if self._database is not None and not self._database.still_in_place:
            log.warning("%s was replaced or deleted by somebody else", self._path)
            self._notice = self._database.close_replaced()
            self._database = None
        if self._database is None:
            self._database = Database(self._path, self._now, self._busy_seconds)
            self._notice = " ".join(filter(None, (self._notice, self._database.notice)))
            self._seen_version = 0 if self._notice else self._database.data_version  # who watches is told of it
        return self._database

    def _do(self, job: _Job) -> None:
        database = self._opened_database()
        if isinstance(job, _Keeping):
            job.keep(database)
            self._tell_listeners()
            return
        if isinstance(job, _Saving):
            met_others = database.save(job.key, job.changes)
            outcome = SaveOutcome(job.changes)
            self._call(lambda: job.on_saved(outcome))
            concerned = [watch for watch in self._watches if watch.is_on(job.key)]
            self._tell_watches(watch for watch in concerned if watch.key is not job.key)
            if met_others:
                self._tell_watches((watch for watch in concerned if watch.key is job.key), met_others=True)
            self._tell_listeners()
            return
        loaded = self._load(job.key)
        self._call(lambda: job.on_loaded(loaded))

    def _load(self, key: DocumentKey, *, met_others: bool = False) -> LoadedNotes:
        database = self._opened_database()
        kept, found_by = database.load(key)
        notice, self._notice = self._notice, ""
        return LoadedNotes(kept, found_by, database.read_only, notice, met_others=met_others)

    def _tell_of_trouble(self, job: _Job, error: str) -> None:
        if job.error == error or isinstance(job, _Keeping):
            return
        job.error = error
        if isinstance(job, _Saving):
            outcome = SaveOutcome(job.changes, error)
            self._call(lambda: job.on_saved(outcome))
        else:
            loaded = LoadedNotes((), read_only=error, failed=True)
            self._call(lambda: job.on_loaded(loaded))

    def _call(self, callback: Callable[[], None]) -> None:
        try:
            callback()
        except Exception:  # a listener's fault must not stop the writing of everybody's notes
            log.exception("a listener to the notes failed")
