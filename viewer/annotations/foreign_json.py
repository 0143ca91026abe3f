"""JSON that anybody has written: loaded within bounds, and its values looked at before they are taken."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from viewer.model.document import Identity

Json = dict[str, object]

LARGEST_FILE = 256 * 2**20
"""Bytes of a file of notes that are read: one of ours with 50,000 notes has 110 million."""
MOST_VALUES = 2**24
"""Commas in such a file: with many more it would fill the memory, whatever its size."""
LARGEST_NUMBER = 2**31
_UNFIT = re.compile("[\ud800-\udfff]")


class NoNotes(ValueError):  # noqa: N818 - reads as what it says where it is caught
    """A file holds no notes that can be read: why, in words."""


def loaded_json(data: bytes, otherwise: str) -> object:
    """What a file of notes holds.

    Raises:
        NoNotes: it is too large, or no JSON, which ``otherwise`` says in words.
    """
    if len(data) > LARGEST_FILE or data.count(b",") > MOST_VALUES:
        raise NoNotes("The file is larger than any file of notes.")
    try:
        return json.loads(data)
    except (ValueError, RecursionError):
        raise NoNotes(otherwise) from None


def loaded_object(data: bytes, otherwise: str) -> Json:
    """The object that a file of notes is.

    Raises:
        NoNotes: it is too large, or it is none, which ``otherwise`` says in words.
    """
    loaded = loaded_json(data, otherwise)
    if not isinstance(loaded, dict):
        raise NoNotes(otherwise)
    return cast("Json", loaded)


def is_about(whole: Json, document: Identity) -> bool:
    """Whether a file of ours says that its notes are on a document: by its text, or by its bytes."""
    told = as_object(whole.get("verbale:document"))
    text, content = told.get("verbale:textFingerprint"), told.get("verbale:sha256")
    same_text = bool(document.text_fingerprint) and text == document.text_fingerprint
    return same_text or (bool(document.content_hash) and content == document.content_hash)


def as_object(value: object) -> Json:
    """The value where it is an object, else an empty one."""
    return cast("Json", value) if isinstance(value, dict) else {}


def as_list(value: object) -> list[object]:
    """The value where it is a list; one alone stands for a list of one, as JSON-LD has it."""
    return cast("list[object]", value) if isinstance(value, list) else [] if value is None else [value]


def as_text(value: object, longest: int) -> str:
    """The value where it is text, cut, and without what cannot be stored."""
    return _UNFIT.sub("\N{REPLACEMENT CHARACTER}", value[:longest]) if isinstance(value, str) else ""


def as_number(value: object) -> int:
    """The value where it is a whole number, from 0 to ``LARGEST_NUMBER``; else 0."""
    return min(max(0, value), LARGEST_NUMBER) if isinstance(value, int) and not isinstance(value, bool) else 0
