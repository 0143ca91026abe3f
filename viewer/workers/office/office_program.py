"""LibreOffice: where it is, what tells one version from another, and how it is asked for a PDF."""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from viewer.model.resources import resource_path

if TYPE_CHECKING:
    from collections.abc import Iterator

NAMES = ("soffice", "libreoffice", "loffice")
"""What it is called where programs are looked for by name."""

PLACES: dict[str, tuple[str, ...]] = {
    "linux": (
        "/usr/lib/libreoffice/program/soffice",
        "/usr/lib64/libreoffice/program/soffice",
        "/opt/libreoffice*/program/soffice",
        "/var/lib/flatpak/exports/bin/org.libreoffice.LibreOffice",
        "~/.local/share/flatpak/exports/bin/org.libreoffice.LibreOffice",
    ),
    "darwin": (
        "/Applications/LibreOffice.app/Contents/MacOS/soffice",
        "~/Applications/LibreOffice.app/Contents/MacOS/soffice",
    ),
    "win32": (
        # The .com waits for its end and has no window; the .exe returns at once.
        "%ProgramFiles%/LibreOffice/program/soffice.com",
        "%ProgramFiles(x86)%/LibreOffice/program/soffice.com",
        "%LocalAppData%/Programs/LibreOffice/program/soffice.com",
    ),
}
"""Where it lies, by ``sys.platform``; the newest of several that a pattern finds. Snap is missing on purpose: programs
of its kind may not read the folder of caches."""


@dataclass(frozen=True, slots=True)
class Target:
    """What the program is to make: the ending of its name, the program's name of the way, and how it begins."""

    ending: str
    filter: str
    signature: bytes


PDF = Target("pdf", "writer_pdf_Export", b"%PDF-")
WORD = Target("docx", "MS Word 2007 XML", b"PK\x03\x04")


@dataclass(frozen=True, slots=True)
class OfficeProgram:
    """An office program. ``version`` is another after each update, so that its pages are made anew."""

    path: Path
    version: str


def find_office_program(named: str = "") -> OfficeProgram | None:
    """The program that the reader has named, where it is there, else the first that is found."""
    for path in _candidates(named):
        try:
            if path.is_file() and os.access(path, os.X_OK):
                return OfficeProgram(path, _version(path))
        except OSError:  # it may not be looked at
            continue
    return None


def _candidates(named: str) -> Iterator[Path]:
    if named:
        yield Path(named).expanduser()
    for name in NAMES:
        found = shutil.which(name)
        if found is not None and "/snap/" not in found:
            yield Path(found)
    for place in PLACES.get(sys.platform, ()):
        whole = Path(os.path.expandvars(place)).expanduser()
        yield from sorted(Path(whole.anchor).glob(str(whole.relative_to(whole.anchor))), reverse=True)


def _version(path: Path) -> str:
    """A mark of the program's files: no process is started to ask it, and every update changes it."""
    real = path.resolve()
    marks = [str(real)]
    for file in (real, real.with_name("soffice.bin")):
        if file.is_file():
            state = file.stat()
            marks.append(f"{state.st_size}:{state.st_mtime_ns}")
    return hashlib.sha256("\n".join(marks).encode("utf-8", "surrogateescape")).hexdigest()[:16]


def make_profile(folder: Path) -> None:
    """Make a profile of the program in an empty folder; nothing of the reader's own is used or changed.

    Raises:
        OSError: it cannot be written.
    """
    (folder / "user").mkdir(parents=True)
    shutil.copyfile(resource_path("office_profile.xcu"), folder / "user" / "registrymodifications.xcu")


def conversion_command(program: OfficeProgram, profile: Path, source: Path, target: Target, out: Path) -> list[str]:
    """How the program is started to write ``source``, whose name is "document", in another form to ``out``."""
    return [
        str(program.path),
        f"-env:UserInstallation={profile.as_uri()}",
        "--headless",
        "--norestore",
        "--nologo",
        "--nodefault",
        "--nolockcheck",
        "--convert-to",
        f"{target.ending}:{target.filter}",
        "--outdir",
        str(out),
        str(source),
    ]


def environment() -> dict[str, str]:
    """What the program sees of ours: no display, no session bus, and proxies that are not there."""
    kept = {name: value for name, value in os.environ.items() if name.upper() not in _LEFT_OUT}
    dead = dict.fromkeys(("http_proxy", "https_proxy", "ftp_proxy", "all_proxy"), "http://127.0.0.1:9")
    return {**kept, **dead, **{name.upper(): value for name, value in dead.items()}, "SAL_USE_VCLPLUGIN": "svp"}


_LEFT_OUT = {
    "DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "NO_PROXY", "LD_PRELOAD", "PYTHONPATH", "PYTHONHOME",
}  # fmt: skip
