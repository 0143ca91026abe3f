"""The table of words for what is known of a document and its file."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import TYPE_CHECKING, Any

from viewer.model.resources import resource_path

if TYPE_CHECKING:
    from collections.abc import Mapping


@cache
def field_words() -> Mapping[str, Any]:
    """The table of words. It is shared: do not change it."""
    return tomllib.loads(resource_path("fields.toml").read_text(encoding="utf-8"))
