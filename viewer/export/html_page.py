"""Notes as a web page of one file: for reading, printing and pasting into a word processor.

Source: https://html.spec.whatwg.org/ . The page holds its style sheet, runs nothing and loads nothing, which its
Content-Security-Policy makes sure of. Each quote says its language and direction; whatever else the document or the
reader wrote stands in ``<bdi>`` or takes its direction from its own first letter.
"""

from __future__ import annotations

import base64
from html import escape
from typing import TYPE_CHECKING

from viewer.export.citation import citation, first_citation, flowing
from viewer.export.markdown_body import HEADINGS_ABOVE, parsed, parser
from viewer.export.notes import UNKNOWN_LANGUAGE, is_right_to_left
from viewer.export.wording import (
    PLACEMENTS,
    counted,
    groups,
    legible,
    link_of,
    particulars,
    picture_words,
    shows_quote,
    starts_from_the_right,
)
from viewer.model.mark_colors import ink_on
from viewer.model.resources import resource_path

if TYPE_CHECKING:
    from viewer.export.notes import ExportedDocument, ExportedNote, NotesExport

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
_OWN_DIRECTION = frozenset({"paragraph_open", "heading_open", "list_item_open", "th_open", "td_open"})
_LOWEST = 6


def body_as_html(body: str) -> str:
    """The reader's Markdown as HTML blocks; each takes its direction from its own first letter."""
    tokens = parsed(body)
    for token in tokens:
        if token.type in _OWN_DIRECTION:
            token.attrSet("dir", "auto")
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(_LOWEST, int(token.tag[1]) + HEADINGS_ABOVE)}"
    rendered: str = parser().renderer.render(tokens, parser().options, {})
    return rendered


def _shown(words: str) -> str:
    return escape(" ".join(legible(words).split()))


def _apart(words: str, language: str = UNKNOWN_LANGUAGE) -> str:
    """Words of the document or the reader, whose direction does not reach into what stands beside them."""
    return f'<bdi lang="{_language(language)}">{_shown(words)}</bdi>'


def _language(code: str) -> str:
    """The attribute ``lang``; empty says that the language is not known, and keeps that of the page away."""
    return "" if code == UNKNOWN_LANGUAGE else escape(code)


def _direction(code: str) -> str:
    if code == UNKNOWN_LANGUAGE:
        return "auto"
    return "rtl" if is_right_to_left(code) else "ltr"


def quotation_as_html(document: ExportedDocument, note: ExportedNote) -> str:
    """The words of a note's passage with its citation, as rich text for the clipboard."""
    quote = f"“{_shown(flowing(note.passage))}”"
    marked = f'<span lang="{_language(note.language)}" dir="{_direction(note.language)}">{quote}</span>'
    return f"<p>{marked} ({_apart(citation(document, note))})</p>"


def quotations_as_html(export: NotesExport) -> str:
    """The notes as rich text for the clipboard: quote, citation and words of each, without headings or a page."""
    parts: list[str] = []
    for note in export.notes:
        cited = f"<p>{_apart(citation(export.document, note))}</p>"
        parts.append(quotation_as_html(export.document, note) if shows_quote(note) else cited)
        if note.placement in PLACEMENTS:
            parts.append(f"<p><strong>{note.placement.capitalize()}.</strong> {PLACEMENTS[note.placement]}</p>")
        if note.body.strip():
            parts.append(f'<div lang="">{body_as_html(note.body)}</div>')
    return "\n".join(parts)


def _color(note: ExportedNote, what: str) -> str:
    """The attributes that show a note's colour: a class for one of the six, else the colour itself."""
    annotation = note.annotation
    swatch = "color " if what == "background" else ""
    if not annotation.own_color:
        return f'class="{swatch}{annotation.color.value}"'
    ink = f"; color: {ink_on(annotation.own_color)}" if swatch else ""
    own = f'style="{what}: {escape(annotation.own_color)}{ink}"'
    return f'class="{swatch.strip()}" {own}' if swatch else own


def _note(export: NotesExport, note: ExportedNote) -> list[str]:
    color = _color(note, "border-color")
    cited = _apart(citation(export.document, note))
    lines = ['<article class="note">']
    if shows_quote(note):
        attributes = f'{color} lang="{_language(note.language)}" dir="{_direction(note.language)}"'
        lines += [f"<blockquote {attributes}><p>{_shown(flowing(note.passage))}</p></blockquote>"]
        lines += [f'<p class="citation">— {cited}</p>']
    else:
        lines += [f'<p class="citation">{cited}</p>']
    if note.placement in PLACEMENTS:
        lines += [
            f'<p class="placement"><strong>{note.placement.capitalize()}.</strong> {PLACEMENTS[note.placement]}</p>'
        ]
    if note.picture:
        data = base64.b64encode(note.picture).decode("ascii")
        lines += [
            f'<p class="picture"><img src="data:image/png;base64,{data}" alt="{escape(picture_words(note))}"></p>'
        ]
    if note.body.strip():
        lines += [f'<div class="body" lang="">\n{body_as_html(note.body)}</div>']
    name, *rest = particulars(note)
    facts = " · ".join([f"<span {_color(note, 'background')}>{_shown(name)}</span>", *map(_apart, rest)])
    link = link_of(export, note)
    facts += f' · <a href="{escape(link)}">Open in Verbale</a>' if link else ""
    return [*lines, f'<p class="particulars">{facts}</p>', "</article>"]


def notes_as_html(export: NotesExport) -> str:
    """The notes of a document as HTML, in reading order, with a heading for each section that has some."""
    document = export.document
    title = f"Notes on {_shown(first_citation(document))}"
    facts = (
        f"File: {_apart(document.file_name)}",
        f"Exported: {escape(export.exported[:10])}",
        f"Notes: {counted(export)}",
    )
    style = resource_path("notes.css").read_text(encoding="utf-8")
    lines = [
        "<!DOCTYPE html>",
        '<html lang="en">',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{title}</title>",
        f"<style>\n{style}</style>",
        "</head>",
        "<body>",
        "<header>",
        f"<h1>Notes on {_apart(first_citation(document))}</h1>",
        f'<p class="particulars">{" · ".join(facts)}</p>',
        "</header>",
        "<main>",
    ]
    for steps, notes in groups(export):
        # Not "auto", which would not look into the <bdi> of a heading.
        direction = "rtl" if starts_from_the_right(steps[0]) else "ltr"
        lines += ["<section>", f'<h2 dir="{direction}">{" › ".join(map(_apart, steps))}</h2>']
        for note in notes:
            lines += _note(export, note)
        lines.append("</section>")
    return "\n".join([*lines, "</main>", "</body>", "</html>"]) + "\n"
