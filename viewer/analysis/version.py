"""Which analysis this is: results that are kept are of use to the same one only."""

from __future__ import annotations

import hashlib
import sys
from functools import cache
from importlib import metadata
from pathlib import Path

from viewer.model.resources import resource_path

NUMBER = 4
"""Raised by hand where results change for a reason that is in no file of the analysis or of its tables."""
ENGINES = ("PyMuPDF", "py3langid", "markdown-it-py")
"""Packages whose version makes another text, or another result of it."""
CODE = ("analysis", "formats", "model")
"""Rooms whose code does."""


@cache
def analysis_version() -> str:
    """A name for the analysis as it is: its number, its tables, the code of texts and of it, and what it stands on."""
    digest = hashlib.sha256(f"{NUMBER} {sys.version}".encode())
    tables = resource_path("symbols.toml").parent.glob("*.toml")
    # In an installation without sources the number must do.
    code = [path for room in CODE for path in sorted((Path(__file__).parents[1] / room).rglob("*.py"))]
    for path in (*sorted(tables), *code):
        digest.update(path.name.encode() + b"\n" + path.read_bytes())
    for package in ENGINES:
        digest.update(f"{package} {metadata.version(package)}\n".encode())
    return digest.hexdigest()[:20]
