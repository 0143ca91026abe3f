"""The one-shot process in which an office document is converted: it watches over the office program and ends it.

The program is the one part that we do not know. So this process gives up what the program may not have (memory, time,
the network) before it starts it, and outlives it in every case: when the reader cancels, when the time is up, when our
own program ends or is killed, the whole group of its processes is ended and its folder is removed.
"""

from __future__ import annotations

import contextlib
import logging
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from viewer.formats.containers import ZIP, read_archive
from viewer.formats.office.tracked_changes import has_deleted_words, hide_deleted_words
from viewer.formats.table import LOCKED, unlock
from viewer.model.document import CannotOpen
from viewer.workers.child.loop import leave_forkserver
from viewer.workers.limits import apply_limits, limit_office
from viewer.workers.messages.conversion import ConversionJob, Converted, Converting, NotConverted
from viewer.workers.office.converted_files import ConvertedFiles, digest_of
from viewer.workers.office.office_program import (
    PDF,
    WORD,
    conversion_command,
    environment,
    find_office_program,
    make_profile,
)
from viewer.workers.silence import of_its_own
from viewer.workers.wire import Channel

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection
    from typing import Any

    from viewer.workers.office.office_program import OfficeProgram, Target

log = logging.getLogger(__name__)

OFFICE_MEMORY = 3 * 2**30
"""Bytes of address space of one process: LibreOffice converts an ordinary letter in one gigabyte."""
MADE_AS = 2
"""Counts the ways in which pages have been made: those made in another are made anew. 2: without deleted words."""
LOOK = 0.05
"""Seconds between two looks at the program and at the pipe."""
LOOK_AGAIN = 1.0
"""Seconds between two looks at how long it has waited for a processor."""
NOT_STARTED = (126, 127)
"""What the shell, in whose language the program's starter is written, ends with where what it starts is missing."""
GRACE = 5.0
"""Seconds that killed processes have to be gone."""
LEAST_SECONDS = 30.0
SECONDS_A_MEGABYTE = 60.0
"""How long the program may take, by the document's size unpacked. A letter takes two, a megabyte of text one second
more and of table cells 13; of those that never end most are small."""


class _Fruitless(Exception):  # noqa: N818 - it is said to the reader, not raised to the caller
    """No pages came of it: why, in words."""


def run_conversion(connection: Connection[Any, Any], job: ConversionJob) -> None:
    """What a one-shot process does from its start to its end."""
    leave_forkserver()
    signal.signal(signal.SIGTERM, _end)  # so that what has to be tidied up is
    apply_limits(OFFICE_MEMORY, background=True, with_parent=False)
    limit_office(job.seconds)
    channel = Channel(connection)
    with contextlib.suppress(EOFError, OSError):  # nobody wants it any more
        channel.send(convert(job, channel.send, lambda seconds: not channel.poll(seconds)))


def _end(_number: int, _frame: object) -> None:
    raise SystemExit


def convert(
    job: ConversionJob, tell: Callable[[Converting], None], still_wanted: Callable[[float], bool]
) -> Converted | NotConverted:
    """The pages of an office document, kept from before or made now; ``tell`` is called before they are made.

    ``still_wanted`` waits for some seconds and says whether anybody still waits for the pages.
    """
    program = find_office_program(job.program)
    if program is None:
        return NotConverted("", no_program=True)
    kept = ConvertedFiles(Path(job.folder), job.most)
    try:
        digest = digest_of(Path(job.path))
    except OSError as error:
        return NotConverted(f"The file could not be read: {error.strerror or error}.")
    try:
        found = kept.find(_key(digest, program))
        if found is not None:
            return Converted(str(found))
        tell(Converting())
        with kept.work_folder() as work:
            source = work / f"document.{job.kind.removeprefix(LOCKED)}"
            key = _key(digest_of(Path(job.path), source), program)
            if job.kind.startswith(LOCKED):
                unlock(source, job.kind, job.password or "")
            if has_deleted_words(source) and not hide_deleted_words(source):
                source = _made(program, work, source, WORD, job.seconds, still_wanted)
                hide_deleted_words(source)
            pages = _made(program, work, source, PDF, job.seconds, still_wanted)
            if job.kind.startswith(LOCKED):
                # Loaded only here: few documents are protected, and all others need nothing of it.
                from viewer.formats.pdf_lock import lock_pdf  # noqa: PLC0415

                lock_pdf(pages, job.password or "")
            return Converted(str(kept.keep(key, pages)))
    except (_Fruitless, CannotOpen) as error:
        return NotConverted(error.advice if isinstance(error, CannotOpen) else str(error))
    except OSError as error:
        return NotConverted(f"Its pages could not be written: {error.strerror or error}.")


def _key(digest: str, program: OfficeProgram) -> str:
    return f"{digest}-{program.version}-{MADE_AS}"


def patience(source: Path, most: float) -> float:
    """Seconds that the program may take for a document, ``most`` at most."""
    size = source.stat().st_size
    with source.open("rb") as file, contextlib.suppress(CannotOpen):  # damaged: the program says so, and soon
        if file.read(len(ZIP)) == ZIP:
            size = sum(read_archive(str(source)).sizes)
    return min(most, LEAST_SECONDS + 10 * round(size / 2**20 * SECONDS_A_MEGABYTE / 10))


def _made(
    program: OfficeProgram,
    work: Path,
    source: Path,
    target: Target,
    most: float,
    still_wanted: Callable[[float], bool],
) -> Path:
    """Have the program make a file of a kind, within ``most`` seconds.

    Raises:
        _Fruitless: it did not.
        OSError: its folder cannot be written to.
    """
    out = work / target.ending
    out.mkdir()
    profile = out / "profile"
    make_profile(profile)
    command = conversion_command(program, profile, source, target, out)
    try:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=work,
            env=environment() | {"TMPDIR": str(work), "TMP": str(work), "TEMP": str(work)},
            start_new_session=True,
        )
    except OSError as error:
        raise _Fruitless(f"LibreOffice could not be started from {program.path}: {error.strerror}.") from error
    try:
        status = _wait(process, patience(source, most), most, still_wanted)
    finally:
        _end_group(process)
    made = out / f"document.{target.ending}"
    if not _begins_with(target.signature, made):
        log.info("%s ended with %d and made no %s", program.path, status, target.ending)
        if status < 0 or status > 128:  # a signal, as this process or a shell reports it
            raise _Fruitless("LibreOffice stopped while it was converting it.")
        if status in NOT_STARTED:
            raise _Fruitless(f"LibreOffice could not be started from {program.path}: it is not installed as a whole.")
        raise _Fruitless("LibreOffice cannot read it. It may be damaged, or protected with a password.")
    return made


def _wait(process: subprocess.Popen[bytes], seconds: float, most: float, still_wanted: Callable[[float], bool]) -> int:
    """Wait for the program's end; returns its exit status.

    It may take so many ``seconds`` that are its own, it yields to all others, and at ``most`` so many in all.
    """
    begun = look_again = time.monotonic()
    while (status := process.poll()) is None:
        if not still_wanted(LOOK):
            raise _Fruitless("The conversion was cancelled.")
        now = time.monotonic()
        passed = now - begun
        if passed < seconds or now < look_again:
            continue
        if passed >= most or of_its_own(passed, process.pid) >= seconds:
            raise _Fruitless(f"LibreOffice took longer than {_in_words(seconds)} and was stopped.")
        look_again = now + LOOK_AGAIN
    return status


def _in_words(seconds: float) -> str:
    return f"{seconds / 60:g} minutes" if seconds >= 180 else f"{seconds:g} seconds"


def _end_group(process: subprocess.Popen[bytes]) -> None:
    """End the program and every process that it has started, whether or not it has ended itself."""
    if sys.platform == "win32":
        if process.poll() is None:
            subprocess.run(["taskkill", "/T", "/F", "/PID", str(process.pid)], check=False, capture_output=True)  # noqa: S607 - the system's own
    else:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(GRACE)


def _begins_with(signature: bytes, path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return not path.is_symlink() and file.read(len(signature)) == signature
    except OSError:
        return False
