"""Notes as the annotations of a PDF, which other readers show and edit; a worker puts them onto a copy of the file.

A passage over a page break is an annotation on each of its pages: PDF keeps an annotation to one page. What marks no
words (a note on a section, a page, the document, or on a passage that was not found again) is a note's sign.

Readers show an annotation's words letter by letter, so they are written without the signs of Markdown; the Markdown
stands beside them for ourselves. There is no rich text (RC): a reader that edits the words alone would leave it as it
was, and those that show it would show the old ones.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from viewer.export.citation import flowing
from viewer.export.markdown_body import read_as_typed
from viewer.export.wording import PLACEMENTS, shows_quote
from viewer.model.mark import Mark, MarkStyle
from viewer.model.mark_colors import mark_color, rgb_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from viewer.export.notes import ExportedNote, NotesExport

NAME = "verbale:"
"""What the name of an annotation begins with that is one of our notes: its id follows."""

_STYLES = {
    "highlight": MarkStyle.HIGHLIGHT,
    "underline": MarkStyle.UNDERLINE,
    "strike-through": MarkStyle.STRIKE_OUT,
    "region": MarkStyle.SQUARE,
}


def tag_line(tags: tuple[str, ...]) -> str:
    """The tags as the last line of an annotation's words, for readers that show these only."""
    return " ".join(f"#{'_'.join(tag.split())}" for tag in tags)


def marks_of_notes(export: NotesExport) -> tuple[Mark, ...]:
    """The annotations of all notes, in their order."""
    return tuple(mark for note in export.notes for mark in _marks(note))


def _marks(note: ExportedNote) -> Iterator[Mark]:
    style = _STYLES.get(note.annotation.kind.value, MarkStyle.TEXT)
    anchor = note.annotation.anchor
    if style is MarkStyle.SQUARE and anchor.rects and note.page == anchor.page + 1:  # elsewhere it frames other things
        yield _mark(note, style, note.page - 1, rects=anchor.rects[:1])
    elif not note.stretches:
        yield _mark(note, MarkStyle.TEXT, note.page - 1)
    elif not style.on_words:
        yield _mark(note, MarkStyle.TEXT, note.stretches[0].page, stretch=note.stretches[0].offsets)
    else:
        for number, stretch in enumerate(note.stretches, 1):
            yield _mark(note, style, stretch.page, number, stretch=stretch.offsets)


def _mark(note: ExportedNote, style: MarkStyle, page: int, number: int = 1, **place: object) -> Mark:
    annotation, body = note.annotation, note.body.strip()
    contents = _contents(note) if number == 1 else f"Continued from page {note.page_label}."
    values: dict[str, object] = {
        "page": page,
        "style": style,
        "contents": contents,
        "author": annotation.author,
        "created": annotation.created,
        "modified": annotation.modified,
        "subject": ", ".join(annotation.tags),
        "color": rgb_of(annotation.own_color) if annotation.own_color else mark_color(annotation.color, style),
        "source": body if number == 1 and body != contents else "",
        "name": f"{NAME}{annotation.id}" + (f"#{number}" if number > 1 else ""),
    }
    return Mark(**values, **place)  # pyright: ignore[reportArgumentType] - the fields' types, put together here


def _contents(note: ExportedNote) -> str:
    """The words of an annotation: the reader's, then the tags; first what has become of a passage."""
    annotation = note.annotation
    said: list[str] = []
    if note.placement in PLACEMENTS:
        said.append(f"[{note.placement.capitalize()}. {PLACEMENTS[note.placement]}]")
    if not note.stretches and shows_quote(note):
        said.append(f"“{flowing(note.passage)}”")
    return "\n\n".join(part for part in (*said, read_as_typed(note.body.strip()), tag_line(annotation.tags)) if part)
