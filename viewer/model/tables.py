"""The tables of data in resources/, parsed once a process."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Any

from viewer.model.resources import resource_path


@cache
def table(name: str) -> dict[str, Any]:
    """The table ``resources/<name>.toml``. It is shared: do not change it.

    Raises:
        FileNotFoundError: the program was installed without it.
    """
    return tomllib.loads(resource_path(f"{name}.toml").read_text(encoding="utf-8"))
