"""From the blocks of a page to what the program knows of it: its text, its lines, a box for each character.

Both count alike: a character of a block is one of the text, and a line ends with a line break.
"""

from __future__ import annotations

import re
from array import array
from functools import lru_cache
from typing import TYPE_CHECKING

from viewer.formats.text_layer.text_blocks import lines_of
from viewer.model.geometry import PageRect
from viewer.model.text import PageGlyphs, TextLine, TextRun

if TYPE_CHECKING:
    from viewer.formats.text_layer.text_blocks import Json

_SUPERSCRIPT, _ITALIC, _BOLD = 1, 2, 16
"""Bits of a run's ``flags``: https://pymupdf.readthedocs.io/en/latest/textpage.html#dictionary-structure-of-extractdict"""
_PLAIN_NAME = re.compile(r"[-,](?:Regular|Roman|Book|Normal|Italic|Oblique)$")
"""How the name of a font ends that is not bold."""

_UNSAFE = {
    0x0C: " ",
    0x00: "\N{REPLACEMENT CHARACTER}",
    **dict.fromkeys(range(0xD800, 0xE000), "\N{REPLACEMENT CHARACTER}"),
}
"""Characters that would break the one coordinate (the page break) or cannot be written as UTF-8 (lone surrogates)."""


def text_and_lines(blocks: list[Json]) -> tuple[str, tuple[TextLine, ...]]:
    """The text of a page, and its lines in the order of its content, their boxes in points."""
    lines: list[TextLine] = []
    texts: list[str] = []
    at = 0
    for number, block in enumerate(blocks):
        for line in block.get("lines", ()):
            start = at
            runs: list[TextRun] = []
            for run in line["spans"]:
                text = safe(run["text"])
                if text:
                    runs.append(_run(run, at, at + len(text)))
                    texts.append(text)
                    at += len(text)
            texts.append("\n")
            lines.append(TextLine(start, at, PageRect(*line["bbox"]), number, tuple(runs)))
            at += 1
    return "".join(texts), tuple(lines)


def text_and_glyphs(blocks: list[Json]) -> tuple[str, PageGlyphs]:
    """The same text, and where each of its characters is drawn, from blocks that go down to each character."""
    texts: list[str] = []
    boxes = array("f")
    lines: list[tuple[int, int]] = []
    rtl: list[bool] = []
    at = 0
    for line in lines_of(blocks):
        start = at
        end_box = (0.0, 0.0, 0.0, 0.0)
        for run in line["spans"]:
            for char in run["chars"]:
                texts.append(safe(char["c"]))
                end_box = char["bbox"]
                boxes.extend(end_box)
                at += 1
        lines.append((start, at))
        rtl.append(_runs_right_to_left(boxes, start, at))
        texts.append("\n")
        edge = end_box[0] if rtl[-1] else end_box[2]
        boxes.extend((edge, end_box[1], edge, end_box[3]))
        at += 1
    return "".join(texts), PageGlyphs(boxes, tuple(lines), tuple(rtl))


def safe(text: str) -> str:
    """A text from a file without what is no text, as long as before."""
    return text if text.isprintable() else text.translate(_UNSAFE)


def _run(run: Json, start: int, end: int) -> TextRun:
    flags = int(run["flags"])
    bold = flags & _BOLD > 0 and not _is_named_plain(run["font"])
    return TextRun(start, end, run["size"], bold, flags & _ITALIC > 0, flags & _SUPERSCRIPT > 0)


@lru_cache(maxsize=256)
def _is_named_plain(font: str) -> bool:
    """Whether a font is not bold by its name, whatever is said of it: some that Qt embeds seem bold to MuPDF."""
    return _PLAIN_NAME.search(font) is not None


def _runs_right_to_left(boxes: array[float], start: int, end: int) -> bool:
    """Whether more neighbours stand to the left of the character before them than to its right."""
    leftward = 0
    for offset in range(start + 1, end):
        step = boxes[4 * offset] - boxes[4 * offset - 4]
        leftward += (step < 0) - (step > 0)
    return leftward > 0
