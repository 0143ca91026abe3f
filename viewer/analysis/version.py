"""Which analysis this is: results that are kept are of use to the same one only."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib import metadata
from pathlib import Path

from viewer.model.resources import resource_path

NUMBER = 4
"""Raised by hand where results change for a reason that is in no file of the analysis or of its tables."""
ENGINES = ("PyMuPDF", "py3langid")
"""Packages whose version makes another text, or another result of it."""


@cache
def analysis_version() -> str:
    """A name for the analysis as it is: its number, its tables, its code, and what it stands on."""
    digest = hashlib.sha256(str(NUMBER).encode())
    tables = resource_path("symbols.toml").parent.glob("*.toml")
    # In an installation without sources the number must do.
    code = Path(__file__).parent.rglob("*.py")
    for path in (*sorted(tables), *sorted(code)):
        digest.update(path.name.encode() + b"\n" + path.read_bytes())
    for package in ENGINES:
        digest.update(f"{package} {metadata.version(package)}\n".encode())
    return digest.hexdigest()[:20]
