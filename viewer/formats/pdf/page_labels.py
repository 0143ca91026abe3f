"""What the pages of a PDF call themselves (ISO 32000-1, 12.4.2), worked out from the rules in the file.

Engines answer for one page at a time by looking at all rules: a document of 10,000 pages took half a second to open.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

LARGEST_SPELLED = 4999
"""Numbers above it are written in figures: spelled ones grow with the number, and a file can ask for any."""

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class LabelRule:
    """How pages are called from ``start`` (from 0) on: a prefix, and a number in a style of the format or none.

    ``style`` is D (1, 2), R (I, II), r (i, ii), A (A, B, ... Z, AA), a, or empty; ``first`` is the number of the first.
    """

    start: int
    style: str = ""
    prefix: str = ""
    first: int = 1


def page_labels(rules: Iterable[LabelRule], count: int) -> tuple[str, ...]:
    """The label of each of ``count`` pages; empty where no rule speaks of a page."""
    ordered = sorted((rule for rule in rules if 0 <= rule.start < count), key=lambda rule: rule.start)
    if not ordered:
        return ("",) * count
    labels: list[str] = [""] * ordered[0].start
    ends = [rule.start for rule in ordered[1:]] + [count]
    for rule, end in zip(ordered, ends, strict=True):
        labels += [rule.prefix + _number(rule.first + place, rule.style) for place in range(end - rule.start)]
    return tuple(labels)


def _number(number: int, style: str) -> str:
    if not style:
        return ""
    if style == "D" or not 0 < number <= LARGEST_SPELLED:
        return str(number)
    spelled = _letters(number) if style in {"A", "a"} else _roman(number)
    return spelled.upper() if style in {"A", "R"} else spelled


def _letters(number: int) -> str:
    rounds, place = divmod(number - 1, 26)
    return chr(ord("a") + place) * (rounds + 1)


def _roman(number: int) -> str:
    spelled = ""
    for value, figure in _ROMAN:
        count, number = divmod(number, value)
        spelled += figure * count
    return spelled


def labels_of(document: Any, count: int) -> tuple[str, ...]:
    """The labels of the ``count`` pages of an open PDF; none where it gives none, or a tree of them that is damaged."""
    try:
        rules = [
            LabelRule(int(rule["startpage"]), rule["style"], rule["prefix"], int(rule["firstpagenum"]))
            for rule in document.get_page_labels()
        ]
    except Exception:  # noqa: BLE001 - labels are a nicety; a damaged label tree must not keep the file closed
        return ()
    return page_labels(rules, count) if rules else ()
