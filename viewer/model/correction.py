"""What the reader says of a document in place of what was read from it."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from viewer.model.record import record

if TYPE_CHECKING:
    from collections.abc import Iterator

    from viewer.model.annotation import Anchor

ANYWHERE = "anywhere"
"""The key of a language that the reader gives another name wherever it was found."""


class Corrected(StrEnum):
    """What a correction is of."""

    VALUE = "value"
    """A value of the metadata."""
    SECTION = "section"
    LANGUAGE = "language"


@record
class Correction:
    """One thing that the reader knows better. ``created`` and ``modified`` are as those of an annotation.

    ``anchor`` is where that stands which is corrected; its quote is empty where the document shows it nowhere.
    ``read`` is what was read there and ``value`` what the reader says instead:

    * of a value, both in the form of CONTRACT.md, a pair of dates as an ISO 8601 interval ("2020-02-24/2020-03-20");
      ``key`` is the metadata's. An empty ``read`` adds a value, ``removed`` takes it away.
    * of a section, its titles; ``key`` is the kind that was read and ``kind`` the reader's. An empty ``key`` adds a
      section. ``begin`` and ``end`` are the words with which it begins and ends, None where it does as it was read.
    * of a language, codes of ISO 639-1; the passage goes from ``anchor`` to the end of ``end``, or of ``anchor`` where
      that is None. With ``ANYWHERE`` as its ``key`` it is of every passage in the language that was ``read``.
    """

    id: str
    of: Corrected
    key: str
    read: str
    value: str
    anchor: Anchor
    author: str
    created: str
    modified: str
    kind: str = ""
    removed: bool = False
    begin: Anchor | None = None
    end: Anchor | None = None

    def says_as(self, other: Correction) -> bool:
        """Whether another says the same, whoever made it, and when."""
        return (self.value, self.kind, self.removed, self.begin, self.end) == (
            other.value,
            other.kind,
            other.removed,
            other.begin,
            other.end,
        )

    @property
    def anchors(self) -> Iterator[Anchor]:
        """All that it needs to find in the text: those of its anchors that quote something."""
        return (anchor for anchor in (self.anchor, self.begin, self.end) if anchor is not None and anchor.quote)


def interval(value: str | tuple[str, str]) -> str:
    """A value of the metadata as a correction writes it: a pair of dates as an ISO 8601 interval."""
    return value if isinstance(value, str) else "/".join(value)
