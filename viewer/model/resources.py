"""Where the data tables, icons and samples are."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def _folder() -> Path:
    """The folder of resources: inside the package where it is installed, beside it in a checkout."""
    installed = Path(__file__).parents[1] / "resources"
    return installed if installed.is_dir() else Path(__file__).parents[2] / "resources"


def resource_path(name: str) -> Path:
    """The file of that name ("icons/open.svg"), whether it exists or not."""
    return _folder() / name
