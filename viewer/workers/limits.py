"""What a worker may not do: eat the machine's memory, speak to the network, outlive the program.

Each limit is applied as far as the system lets us, and the worker says which hold. Linux: all of them. macOS: memory
by RLIMIT_DATA, which the system enforces loosely; no network limit. Windows: neither memory nor network limit yet
(a job object would do the first); a worker ends there with its pipe.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import os
import signal
import sys
from pathlib import Path
from typing import Any

BACKGROUND_NICENESS = 10
AUTOGROUP = Path("/proc/self/autogroup")
LARGEST_FILE = 2**30
"""Bytes of a file that an office program may write."""
# linux/sched.h and linux/prctl.h
CLONE_NEWUSER = 0x10000000
CLONE_NEWNET = 0x40000000
PR_SET_PDEATHSIG = 1


def apply_limits(memory: int, *, background: bool, with_parent: bool = True) -> tuple[str, ...]:
    """Restrict the calling process, which must have one thread only. Returns which limits hold.

    ``memory`` is in bytes. ``with_parent`` lets it end with its parent, at once and without tidying up. What the system
    refuses is left out.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the program, which ends its workers itself
    if sys.platform == "win32":
        return ()
    holding: list[str] = []
    if _limit_memory(memory):
        holding.append("memory")
    if background and _lower_priority():
        holding.append("priority")
    if sys.platform == "linux":
        libc = ctypes.CDLL(None, use_errno=True)
        if _leave_network(libc):
            holding.append("network")
        # Last, because a change of credentials (a new user namespace is one) takes this wish back.
        if with_parent and _die_with_parent(libc):
            holding.append("parent")
    return tuple(holding)


def limit_office(seconds: float) -> None:
    """Bound what an office program that the calling process will start may do besides: time, files, what it dumps.

    ``seconds`` are of the processor, so that it ends even where nobody is left to end it.
    """
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - not there on Windows

    for kind, most in (
        (resource.RLIMIT_CPU, int(seconds) + 10),
        (resource.RLIMIT_FSIZE, LARGEST_FILE),
        (resource.RLIMIT_CORE, 0),
    ):
        with contextlib.suppress(OSError, ValueError):  # a lower limit holds already
            resource.setrlimit(kind, (most, most))


def give_memory_back() -> None:
    """Return to the system what has been let go of; glibc keeps it otherwise (75 of 317 MB after 1,200 pages)."""
    gc.collect()
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)  # only glibc has it
        if trim is not None:
            trim(0)


def _limit_memory(memory: int) -> bool:
    import resource  # noqa: PLC0415 - not there on Windows

    kind = resource.RLIMIT_AS if sys.platform == "linux" else resource.RLIMIT_DATA
    _soft, hard = resource.getrlimit(kind)
    limit = memory if hard == resource.RLIM_INFINITY else min(memory, hard)
    try:
        resource.setrlimit(kind, (limit, limit))
    except (OSError, ValueError):
        return False
    return True


def _lower_priority() -> bool:
    """Take the processor when nobody in the program or elsewhere wants it.

    Linux shares it out among sessions before it looks at who is how nice in them (autogroups, sched(7)): in the
    program's own session the worker's work counts against the window's, which then waits for other programs, such as
    the display. So it has one of its own that is as nice as itself.
    """
    try:
        os.nice(BACKGROUND_NICENESS)
    except OSError:
        return False
    if AUTOGROUP.exists():
        with contextlib.suppress(OSError):  # it has one already, or there were ten such wishes within this second
            os.setsid()
            AUTOGROUP.write_text(str(BACKGROUND_NICENESS), encoding="ascii")
    return True


def _leave_network(libc: Any) -> bool:  # noqa: ANN401 - a C library has whatever functions it has
    """Move into a network namespace of our own, in which there is nothing to speak to.

    An ordinary user needs a user namespace for that. Files are still opened as the same user: permission is checked
    against the real identity, whatever the namespace calls it. The identity is mapped to itself so that ``getuid``
    goes on telling the truth. Reading what only root may read is lost where the user is root; nobody should be.
    """
    uid, gid = os.getuid(), os.getgid()
    if libc.unshare(CLONE_NEWNET) == 0:
        return True
    if libc.unshare(CLONE_NEWUSER | CLONE_NEWNET) != 0:
        return False
    for name, line in (("setgroups", "deny"), ("uid_map", f"{uid} {uid} 1"), ("gid_map", f"{gid} {gid} 1")):
        try:
            Path("/proc/self", name).write_text(line, encoding="ascii")
        except OSError:  # only the name of the identity is lost
            break
    return True


def _die_with_parent(libc: Any) -> bool:  # noqa: ANN401 - a C library has whatever functions it has
    """Ask to be killed when the parent (the fork server, or the program itself) ends, even amid a hanging render."""
    parent = os.getppid()
    if libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0) != 0:
        return False
    if os.getppid() != parent:
        raise SystemExit  # it ended before we asked
    return True
