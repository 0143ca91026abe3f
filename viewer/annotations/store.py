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
from typing import TYPE_CHECKING

from viewer.annotations.database import BUSY_SECONDS, Database, DocumentKey, FoundBy, NotesUnavailable, PathTrust
from viewer.annotations.notebook import NoteChange, SaveOutcome

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from viewer.model.annotation import Annotation

__all__ = ["DocumentKey", "FoundBy", "LoadedNotes", "NoteChange", "NoteStore", "PathTrust", "SaveOutcome"]

log = logging.getLogger(__name__)

RETRY_SECONDS = 2.0


def utc_now() -> datetime:
    """The time, in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class LoadedNotes:
    """The notes of a document. ``read_only`` says why they cannot be changed, or is empty.

    ``notice`` is what the reader should be told (damaged file set aside, backup restored), or empty. ``failed`` says
    that the notes could not be read now: there may be some, and they follow as soon as they can be read.
    """

    annotations: tuple[Annotation, ...]
    found_by: FoundBy = FoundBy.NEW
    read_only: str = ""
    notice: str = ""
    failed: bool = False


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
    ) -> None:
        self._path = path
        self._now = now
        self._busy_seconds = busy_seconds
        self._retry_seconds = retry_seconds
        self._jobs: queue.Queue[_Opening | _Saving | _Marker] = queue.Queue()
        self._waiting: deque[_Opening | _Saving] = deque()  # touched by the writer thread alone
        self._database: Database | None = None
        self._notice = ""
        self._closed = False
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

    def wait_idle(self, timeout: float = 30.0) -> bool:
        """Wait until everything handed over so far has been tried. Whether all of it is on the disk."""
        marker = _Marker(threading.Event())
        self._hand_over(marker)
        return marker.reached.wait(timeout) and self._all_kept.is_set()

    def close(self, timeout: float = 10.0) -> bool:
        """Write what is on its way and end the thread. Whether everything is on the disk; closing twice is no error."""
        if not self._closed:
            self._hand_over(_Marker(threading.Event(), last=True))
            self._closed = True
        self._thread.join(timeout)
        return not self._thread.is_alive() and self._all_kept.is_set()

    def _hand_over(self, job: _Opening | _Saving | _Marker) -> None:
        if self._closed:
            raise RuntimeError("the store of notes is closed")
        self._jobs.put(job)

    # -- the writer thread --------------------------------------------------------------------------------------------

    def _work(self) -> None:
        while True:
            try:
                job = self._jobs.get(timeout=self._retry_seconds if self._waiting else None)
            except queue.Empty:
                self._try_all()
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

    def _try_all(self) -> None:
        """Do what waits, in its order, up to the first that cannot be done; tell each of the others why it waits."""
        while self._waiting:
            try:
                self._do(self._waiting[0])
            except NotesUnavailable as unavailable:
                for job in self._waiting:
                    self._tell_of_trouble(job, str(unavailable))
                return
            self._waiting.popleft()
        self._all_kept.set()

    def _do(self, job: _Opening | _Saving) -> None:
        if self._database is None:
            self._database = Database(self._path, self._now, self._busy_seconds)
            self._notice = self._database.notice
        if isinstance(job, _Saving):
            self._database.save(job.key, job.changes)
            outcome = SaveOutcome(job.changes)
            self._call(lambda: job.on_saved(outcome))
            return
        annotations, found_by = self._database.load(job.key)
        notice, self._notice = self._notice, ""
        loaded = LoadedNotes(annotations, found_by, self._database.read_only, notice)
        self._call(lambda: job.on_loaded(loaded))

    def _tell_of_trouble(self, job: _Opening | _Saving, error: str) -> None:
        if job.error == error:
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
