"""Papers that LibreOffice writes, where it is installed, and what a faulty converter would have made of them."""

from __future__ import annotations

import re
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest
from papers.pdf_papers import mupdf

if TYPE_CHECKING:
    from pathlib import Path

PATIENCE = 110
FIRST_LETTER, LAST_LETTER = 0x0621, 0x064A


def written_by_office(folder: Path, body: str) -> Path:
    """The PDF that LibreOffice makes of the body of a web page, in an empty folder; skips a test where it is not."""
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("LibreOffice is not installed")
    (folder / "a.html").write_text(f'<meta charset="utf-8"><body>{body}</body>', encoding="utf-8")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    as_pdf = ("--infilter=HTML (StarWriter)", "--convert-to", "pdf:writer_pdf_Export", "--outdir", str(folder))
    command = [soffice, "--headless", profile, *as_pdf, str(folder / "a.html")]
    subprocess.run(command, check=True, capture_output=True, timeout=PATIENCE)
    return folder / "a.pdf"


def with_corrupt_map(paper: Path, target: Path) -> Path:
    """The same pages, each Arabic letter another one in their fonts' maps to Unicode, as when a map has slipped."""

    def slipped(code: re.Match[bytes]) -> bytes:
        return b"%04X" % (FIRST_LETTER + (int(code[0], 16) - FIRST_LETTER + 5) % (LAST_LETTER - FIRST_LETTER + 1))

    with mupdf.open(str(paper)) as document:
        for number in range(1, document.xref_length()):
            stream = document.xref_stream(number) or b""
            if b"beginbfchar" in stream:
                document.update_stream(number, re.sub(rb"06[234][0-9A-Fa-f]", slipped, stream))
        document.save(str(target))
    return target
