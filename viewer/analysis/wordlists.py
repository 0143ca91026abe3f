"""The tables of words that analysis reads: TOML files of the resources folder, parsed once a process."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

_RESOURCES = Path(__file__).resolve().parents[2] / "resources"


@cache
def table(name: str) -> dict[str, Any]:
    """The table ``resources/<name>.toml``. It is shared: do not change it.

    Raises:
        FileNotFoundError: the program was installed without it.
    """
    return tomllib.loads((_RESOURCES / f"{name}.toml").read_text(encoding="utf-8"))
