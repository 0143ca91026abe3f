"""Notes as Markdown (CommonMark): the quote safe from being taken for markup, the reader's words as written.

A quote written from right to left stands in ``<span dir="rtl" lang="...">``: CommonMark passes it through, browsers
isolate it (UAX 9), and unlike invisible control characters it stays behind when the words are copied from the page.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from viewer.export.citation import citation, first_citation, flowing
from viewer.export.notes import UNKNOWN_LANGUAGE, GroupBy, is_right_to_left
from viewer.export.wording import (
    PLACEMENTS,
    counted,
    groups,
    heading,
    link_of,
    particulars,
    shows_quote,
    writes_from_the_right,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from viewer.export.notes import ExportedNote, NotesExport

# CommonMark 0.31, 2.4: any ASCII punctuation may be escaped; these are what can start something inside a line.
_MARKUP = re.compile(r"([\\`*_\[\]~|!{}$^=])")
# What starts a block at the beginning of a line: lists, headings, quotes; indented code cannot be, blanks are stripped.
_BLOCK_START = re.compile(r"^(\s*)([-+:#>]|(?:\d{1,9}(?=[.)])))")
_AUTOLINK = re.compile(r"(?i)\b(https?|ftp|mailto)(:)|\b(www)(\.)")


def _inline(text: str) -> str:
    """Text as Markdown that shows it letter by letter inside a line."""
    text = " ".join(text.split()).replace("&", "&amp;").replace("<", "&lt;")
    text = _MARKUP.sub(r"\\\1", text)
    return _AUTOLINK.sub(lambda m: f"{m[1] or m[3]}\\{m[2] or m[4]}", text)


def escaped(text: str) -> str:
    """Text as Markdown that shows it letter by letter, on one line."""
    text = _inline(text)
    match = _BLOCK_START.match(text)
    if match is None:
        return text
    start = match.group(2)
    if start.isdigit():
        return f"{match.group(1)}{start}\\{text[match.end() :]}"
    return f"{match.group(1)}\\{text[match.start(2) :]}"


def _apart(text: str, escape: Callable[[str], str] = escaped) -> str:
    """Text as Markdown; where letters go from right to left, these do not reach into what stands beside it."""
    return f'<span dir="auto">{escape(text)}</span>' if writes_from_the_right(text) else escape(text)


_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})(.*)")
# CommonMark 0.31, 4.6: HTML that goes on to its own end, however many blank lines and headings come before that.
_ENDLESS = re.compile(r"(?im)^( {0,3})<(?=(!--|\?|!\[CDATA\[|![A-Z]|(?:script|pre|style|textarea)\b))")
_ENDS = {"!--": "-->", "?": "?>", "![cdata[": "]]>"}


def self_contained(body: str) -> str:
    """The reader's Markdown, of which nothing reaches into what stands after it: code and HTML come to their end."""

    def escaped_where_endless(match: re.Match[str]) -> str:
        start = match.group(2).lower()
        end = _ENDS.get(start, ">" if start.startswith("!") else f"</{start}>")
        return match.group() if end in body[match.end() :].lower() else f"{match.group(1)}&lt;"

    fence = ""
    for line in body.splitlines():
        match = _FENCE.match(line)
        if match is None:
            continue
        signs, rest = match.groups()
        if not fence:
            fence = "" if signs[0] == "`" and "`" in rest else signs
        elif signs.startswith(fence) and not rest.strip():
            fence = ""
    body = _ENDLESS.sub(escaped_where_endless, body)
    return f"{body}\n{fence}" if fence else body


NO_PICTURE = "*Verbale keeps a picture of this region; it is in the notes exported as a web page or a Word document.*"
"""A Markdown file is one file of text."""


def _marked_quote(note: ExportedNote) -> str:
    quote = escaped(flowing(note.passage))
    if note.language == UNKNOWN_LANGUAGE:
        return quote
    if is_right_to_left(note.language):
        return f'<span dir="rtl" lang="{note.language}">{quote}</span>'
    return quote


def _words(export: NotesExport, note: ExportedNote) -> list[str]:
    """The quote with its citation, what became of its place, and what the reader wrote."""
    lines: list[str] = []
    if shows_quote(note):
        lines += [f"> {_marked_quote(note)}", ">", f"> — {_apart(citation(export.document, note))}", ""]
    else:
        lines += [_apart(citation(export.document, note)), ""]
    if note.placement in PLACEMENTS:
        lines += [f"**{note.placement.capitalize()}.** {PLACEMENTS[note.placement]}", ""]
    if note.picture:
        lines += [NO_PICTURE, ""]
    if note.body.strip():
        lines += [self_contained(note.body.strip("\r\n")), ""]
    return lines


def _note(export: NotesExport, note: ExportedNote) -> list[str]:
    lines = _words(export, note)
    link = link_of(export, note)
    opens = f" · [Open in Verbale]({link})" if link else ""
    first, *rest = particulars(note)
    facts = " · ".join([_apart(first), *(_apart(fact, _inline) for fact in rest)])
    lines += [f"*{facts}*{opens}", ""]
    return lines


def notes_as_markdown(export: NotesExport) -> str:
    """The notes of a document as Markdown, in reading order, each with its quote and citation.

    Where several stand on one page of a section, its heading is written once.
    """
    document = export.document
    lines = [
        f"# Notes on {_apart(first_citation(document))}",
        "",
        f"- File: {_apart(document.file_name)}",
        f"- SHA-256: `{document.identity.content_hash}`",
        f"- Exported: {export.exported[:10]}",
        f"- Notes: {counted(export)}",
        "",
    ]
    level = "##" if export.group_by is GroupBy.SECTION else "###"
    for steps, notes in groups(export):
        if export.group_by is not GroupBy.SECTION:
            lines += [f"## {' > '.join(map(_apart, steps))}", ""]
        for place, there in groupby(notes, lambda note: heading(note, _apart)):
            lines += [f"{level} {place}", ""]
            for note in there:
                lines += _note(export, note)
    return "\n".join(lines).rstrip("\n") + "\n"


def quotations_as_markdown(export: NotesExport) -> str:
    """The notes for pasting into a text of one's own: quote, citation and words of each, without headings."""
    return "\n".join(line for note in export.notes for line in _words(export, note)).rstrip("\n") + "\n"
