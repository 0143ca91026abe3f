"""Links on pages: those that the file has, and the marks of footnotes. References found in the text are none."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from viewer.model.geometry import PageRect
    from viewer.model.text import Span


class LinkKind(StrEnum):
    """Where a link leads."""

    PLACE = "place"
    """To a place in the document."""
    ADDRESS = "address"
    """Out of the document; whether it is an address that may be opened is looked at where it is shown."""
    REFUSED = "refused"
    """It would run or fetch something; it is never followed."""


@dataclass(frozen=True, slots=True)
class PageLink:
    """A link and where it can be clicked, in points.

    A place is ``page`` (from 0), ``y`` points below its top and ``x`` from its left; or ``span`` of the text, which
    begins on that page, and its ``words`` are what the reader is told of it. ``target`` is what the file says
    where it leads out of the document, as the file has it: an address, the name of a file, the beginning of a script.
    ``reason`` says of a refused link what it would do, to follow "This link is not followed:".
    """

    rect: PageRect
    kind: LinkKind
    page: int = 0
    y: float = 0.0
    target: str = ""
    reason: str = ""
    x: float = 0.0
    span: Span | None = None
    words: str = ""
