"""Notes in a form of the reader's own: a Jinja2 template, which is somebody else's program and gets plain data only.

Source: https://jinja.palletsprojects.com/en/stable/sandbox/ . The sandbox keeps a template from the program's objects
and from files; it bounds neither time nor memory, which is why a template runs in a process of its own that is ended
when its time is over. Jinja2 is imported in that process only.
"""

from __future__ import annotations

import traceback
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, cast

from viewer.export.citation import citation, first_citation, flowing
from viewer.export.notes import UNKNOWN_LANGUAGE, is_right_to_left
from viewer.export.wording import groups, link_of, shows_quote
from viewer.model.mark_colors import shown_code

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jinja2 import Environment

    from viewer.export.notes import ExportedNote, NotesExport

MOST_SIGNS = 50_000_000
"""Characters that a template may write."""
_FILE = "<template>"
"""What Jinja2 calls the file of a template that was given as text, in the stack of an error."""
_ESCAPED = (".html", ".htm", ".xml", ".xhtml")


class TemplateProblem(ValueError):  # noqa: N818 - reads as what it says where it is caught
    """A template cannot be used: which, in what line, and why, in words."""


def template_data(export: NotesExport) -> dict[str, Any]:
    """What a template can name: ``document``, ``notes``, ``groups`` (``title`` and ``notes``) and ``exported``.

    Text, numbers, lists and mappings only.
    """
    document = export.document
    return {
        "document": {
            "citation": first_citation(document),
            "title": document.value("title"),
            "symbol": document.value("symbol"),
            "symbols": list(document.symbols),
            "date": document.value("date"),
            "language": document.value("language"),
            "file_name": document.file_name,
            "sha256": document.identity.content_hash,
            "url": document.url,
        },
        "notes": [_note(export, note) for note in export.notes],
        "groups": [
            {"title": " > ".join(steps), "notes": [_note(export, note) for note in notes]}
            for steps, notes in groups(export)
        ],
        "group_by": export.group_by.value,
        "exported": export.exported,
    }


def _note(export: NotesExport, note: ExportedNote) -> dict[str, Any]:
    annotation = note.annotation
    return {
        "quote": flowing(note.passage) if shows_quote(note) else "",
        "citation": citation(export.document, note),
        "body": note.body,
        "tags": list(annotation.tags),
        "kind": annotation.kind.value,
        "color": annotation.color.value,
        "color_name": note.color_words,
        "color_code": shown_code(annotation.color, annotation.own_color),
        "author": annotation.author,
        "created": annotation.created,
        "modified": annotation.modified,
        "page": note.page,
        "page_label": note.page_label,
        "section": note.section_path,
        "paragraph": note.paragraph,
        "language": "" if note.language == UNKNOWN_LANGUAGE else note.language,
        "language_name": note.language_name,
        "right_to_left": is_right_to_left(note.language),
        "placement": note.placement,
        "lost": note.lost,
        "link": link_of(export, note),
    }


def render(name: str, source: str, suffix: str, data: Mapping[str, Any]) -> str:
    """What the template ``source`` writes of the data; ``name`` is how its file is called in words to the reader.

    To be called in a process of its own. What is put into files of ``suffix`` ".html" is escaped.

    Raises:
        TemplateProblem: it cannot be understood, does what it may not, or writes too much.
    """
    from jinja2 import TemplateError, TemplateSyntaxError  # noqa: PLC0415 - see _environment

    parts: list[str] = []
    room = MOST_SIGNS
    try:
        for part in _environment(name, source, suffix, data).get_template(name).generate(**data):
            room -= len(part)
            if room < 0:
                break
            parts.append(part)
    except TemplateSyntaxError as error:
        raise TemplateProblem(f"{name}, line {error.lineno}: {error.message}") from None
    except MemoryError:
        raise TemplateProblem(f"{name}: it wants too much memory.") from None
    except RecursionError:
        raise TemplateProblem(f"{name}: it calls itself without end.") from None
    except Exception as error:  # noqa: BLE001 - a template can raise whatever Python can
        what = error.message if isinstance(error, TemplateError) else str(error)
        raise TemplateProblem(f"{name}{_line_of(error)}: {what or type(error).__name__}") from None
    if room < 0:
        raise TemplateProblem(f"{name}: it writes more than {MOST_SIGNS:,} characters.")
    return "".join(parts)


def _environment(name: str, source: str, suffix: str, data: Mapping[str, Any]) -> Environment:
    """The sandbox for one template, with the filters that it may use."""
    # Not at the top: the window's process never needs them, and reads this module for the data.
    from jinja2 import DictLoader, StrictUndefined  # noqa: PLC0415
    from jinja2.sandbox import ImmutableSandboxedEnvironment  # noqa: PLC0415
    from markupsafe import Markup  # noqa: PLC0415

    from viewer.export.html_page import body_as_html  # noqa: PLC0415
    from viewer.export.markdown import escaped  # noqa: PLC0415

    class Unknown(StrictUndefined):
        """A name that stands for nothing, which is said together with those that could have been meant."""

        @property
        def _undefined_message(self) -> str:
            holder: object = self._undefined_obj
            known = cast("Mapping[str, Any]", holder) if isinstance(holder, dict) else data
            return unknown_name(str(self._undefined_name), known)

    environment = ImmutableSandboxedEnvironment(
        loader=DictLoader({name: source}),
        autoescape=suffix in _ESCAPED,
        undefined=Unknown,
        keep_trailing_newline=True,
    )
    environment.filters["escape_markdown"] = lambda words: escaped(str(words))
    environment.filters["as_html"] = lambda words: Markup(body_as_html(str(words)))  # noqa: S704 - its HTML is off
    return environment


def unknown_name(name: str, known: Mapping[str, Any]) -> str:
    """What to say of a name in a template that stands for nothing, among what is known there."""
    close = get_close_matches(name, known, 1)
    meant = f" Did you mean “{close[0]}”?" if close else ""
    return f"nothing is called “{name}” here.{meant} What there is: {', '.join(known)}."


def _line_of(error: BaseException) -> str:
    """The line of the template in which an error came up: ", line 3"; empty where none is known."""
    stack = traceback.extract_tb(error.__traceback__)
    lines = [frame.lineno for frame in stack if frame.filename == _FILE and frame.lineno]
    return f", line {lines[-1]}" if lines else ""
