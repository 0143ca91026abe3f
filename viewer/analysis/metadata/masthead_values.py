"""What a masthead was found to say, gathered by those who read its parts."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from viewer.analysis.layout.lines import span_of
from viewer.analysis.words.names import Organ
from viewer.model.document import Value
from viewer.model.text import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from viewer.analysis.layout.lines import Line


@dataclass(slots=True)
class Masthead:
    """What was read, by the keys of CONTRACT.md; the lines it was read from; organs with their lines, from above.

    ``headers`` are the spans of running headers and footers of all pages. ``block`` are the lines of the block on
    session and agenda; ``read`` are those lines in which something was found, ``lines`` all that are the masthead's.
    ``run_on`` are the rows of a paragraph that begins with labels, ``titles`` what stands in it as its title.
    """

    values: dict[str, list[Value]] = field(default_factory=dict[str, list[Value]])
    lines: set[Line] = field(default_factory=set["Line"])
    block: list[Line] = field(default_factory=list["Line"])
    read: frozenset[Line] = frozenset()
    organs: list[tuple[Organ, Span]] = field(default_factory=list[tuple[Organ, Span]])
    headers: list[Span] = field(default_factory=list[Span])
    declared_language: str = ""
    run_on: set[Line] = field(default_factory=set["Line"])
    titles: list[Line] = field(default_factory=list["Line"])

    def add(self, key: str, value: str | tuple[str, str], lines: Sequence[Line]) -> None:
        """Note a value read from some lines."""
        found = Value(value, span_of(lines))
        known = self.values.setdefault(key, [])
        if all(other.value != value for other in known):
            known.append(found)
        self.lines.update(lines)
