"""The blocks of a page's text as MuPDF gives them, in Python's own dictionaries: lines, runs and characters."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from viewer.formats.arabic_order import ARABIC, alefs_behind, reading_order
from viewer.formats.arabic_signs import signs_in_place

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from viewer.formats.arabic_order import Box

Json = dict[str, Any]
"""What PyMuPDF's text pages give, which it has no types for:
https://pymupdf.readthedocs.io/en/latest/textpage.html#structure-of-dictionary-outputs"""


def lines_of(blocks: list[Json]) -> Iterator[Json]:
    """The lines of all blocks."""
    for block in blocks:
        yield from block.get("lines", ())


def with_texts(blocks: list[Json]) -> list[Json]:
    """Blocks that go down to each character, each run with its text as well."""
    for line in lines_of(blocks):
        for run in line["spans"]:
            run["text"] = "".join([char["c"] for char in run["chars"]])
    return blocks


def has(pattern: re.Pattern[str], blocks: list[Json]) -> bool:
    """Whether a run of some block matches a pattern somewhere."""
    return any(pattern.search(run["text"]) for line in lines_of(blocks) for run in line["spans"])


def put_in_reading_order(blocks: list[Json], *, turned: bool) -> None:
    """Give the lines of Arabic the order in which they are read.

    ``turned`` says that MuPDF found it out by the places of the letters, as it does in PDF; where it has laid the text
    out itself only signs may be out of place. A run that what comes between divides is two runs from then on.
    """
    lines = [line for line in lines_of(blocks) if ARABIC.search(_letters(line))]
    behind = turned and alefs_behind((_letters(line), _boxes(line)) for line in lines)
    for line in lines:
        letters, boxes = _letters(line), _boxes(line)
        order = reading_order(letters, boxes, alefs_behind=behind) if turned else None
        again = signs_in_place(letters, boxes, range(len(letters)) if order is None else order)
        if again is not None:
            order = again
            for char, box in zip(_chars(line), boxes, strict=True):
                char["bbox"] = box
        if order is not None:
            line["spans"] = [*_runs(line["spans"], order)]


def _letters(line: Json) -> str:
    return "".join([run["text"] for run in line["spans"]])


def _chars(line: Json) -> list[Json]:
    return [char for run in line["spans"] for char in run["chars"]]


def _boxes(line: Json) -> list[Box]:
    return [char["bbox"] for char in _chars(line)]


def _runs(runs: list[Json], order: list[int]) -> Iterator[Json]:
    """The runs of a line whose characters come in another order."""
    chars = [char for run in runs for char in run["chars"]]
    run_of = [number for number, run in enumerate(runs) for _ in run["chars"]]
    for number, some in groupby(order, run_of.__getitem__):
        taken = [chars[at] for at in some]
        yield {**runs[number], "chars": taken, "text": "".join([char["c"] for char in taken])}
