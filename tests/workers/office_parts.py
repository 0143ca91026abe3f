"""Stand-ins for LibreOffice: scripts that convert, hang, crash or talk nonsense, and note how they were started."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

import pytest
from papers import pdf_papers

from viewer.workers.office.office_program import find_office_program

if TYPE_CHECKING:
    from pathlib import Path

posix = pytest.mark.skipif(os.name != "posix", reason="the stand-ins are scripts for sh")
libreoffice = pytest.mark.skipif(find_office_program() is None, reason="LibreOffice is not installed")

NOTES_STARTS = """#!/bin/sh
echo $$ >> "{notes}/starts"
env > "{notes}/environment"
printf '%s\\n' "$@" > "{notes}/arguments"
for out; do case "$before" in --outdir) break;; esac; before="$out"; done
"""
ACTS = {
    "converts": 'cp "{notes}/pages.pdf" "$out/document.pdf"',
    "hangs": "sleep 300 & echo $! >> {notes}/starts; wait",
    "crashes": "kill -SEGV $$",
    "writes nothing": "exit 0",
    "fails": "exit 77",
    "talks nonsense": "yes nonsense | head -c 3000000; yes nonsense | head -c 3000000 >&2",
    "writes no PDF": 'echo "<html>no PDF" > "$out/document.pdf"',
    "writes a link": 'ln -s "{notes}/pages.pdf" "$out/document.pdf"',
    "tells its limits": '(ulimit -v; ulimit -t; readlink /proc/self/ns/net) > "{notes}/limits"',
    "leaves a child": 'cp "{notes}/pages.pdf" "$out/document.pdf"; sleep 300 & echo $! >> {notes}/starts',
}


class StandIn:
    """A script in the place of LibreOffice. ``starts`` are the numbers of the processes that it has been."""

    def __init__(self, folder: Path, act: str) -> None:
        self.folder = folder
        folder.mkdir(exist_ok=True)
        (folder / "pages.pdf").write_bytes(pdf_papers.text_pages("Converted page one", "Converted page two"))
        self.program = folder / "soffice"
        self.program.write_text((NOTES_STARTS + ACTS[act]).format(notes=folder) + "\n")
        self.program.chmod(0o755)

    def __str__(self) -> str:
        return str(self.program)

    @property
    def starts(self) -> list[int]:
        notes = self.folder / "starts"
        return [int(line) for line in notes.read_text().split()] if notes.exists() else []

    @property
    def running(self) -> list[int]:
        """Those of its processes that are still there, the dead that nobody has asked after aside."""
        return [number for number in self.starts if is_running(number)]

    def noted(self, what: str) -> list[str]:
        """The lines of ``environment``, ``arguments`` or ``limits``."""
        return (self.folder / what).read_text().splitlines()


def is_running(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    state = subprocess.run(["ps", "-o", "stat=", "-p", str(number)], capture_output=True, check=False, text=True)
    return bool(state.stdout.strip()) and "Z" not in state.stdout
