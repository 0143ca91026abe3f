"""What the document says of itself, in words: labels, and values as they are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from viewer.export.citation import session_in_words
from viewer.export.notes import language_name
from viewer.model.tables import table
from viewer.ui.wording.dates import date_in_words, days_in_words

if TYPE_CHECKING:
    from viewer.model.document import Value


def label_of(key: str) -> str:
    """The label of a metadata key or of a fact of the file."""
    return table("fields")["labels"][key]


def value_in_words(key: str, value: Value) -> str:
    """A value as the panel shows it."""
    if isinstance(value.value, tuple):
        return days_in_words(*value.value)
    match key:
        case "date" | "letter_date":
            return date_in_words(value.value)
        case "session":
            return session_in_words(value.value)
        case "language" | "original_language":
            return language_name(value.value)
        case "document_type":
            return value.value[:1].upper() + value.value[1:]
        case _:
            return value.value
