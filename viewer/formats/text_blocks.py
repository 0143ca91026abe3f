"""The blocks of a page's text as MuPDF gives them, in Python's own dictionaries: lines, runs and characters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from viewer.formats.arabic_order import ARABIC, Sign, reading_order

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

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


def put_in_reading_order(blocks: list[Json]) -> None:
    """Give the lines of Arabic, as MuPDF has turned them round, the order in which they are read."""
    for line in lines_of(blocks):
        if any(ARABIC.search(run["text"]) for run in line["spans"]):
            _turn(line)


def _turn(line: Json) -> None:
    """Give a line another order; a run that what comes between divides is two runs from then on."""
    chars = [(run, char) for run in line["spans"] for char in run["chars"]]
    signs = [Sign(char["c"], char["bbox"][0], char["bbox"][2]) for _, char in chars]
    order = reading_order(signs)
    if order == list(range(len(signs))):
        return
    runs: list[Json] = []
    before: Json | None = None
    for number in order:
        run, char = chars[number]
        if run is not before:
            runs.append({**run, "chars": [], "text": ""})
            before = run
        runs[-1]["chars"].append(char)
        runs[-1]["text"] += char["c"]
    line["spans"] = runs
