"""What a document says of itself, in lines for people: ``inspect`` without ``--json``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from viewer.export.notes import language_name
from viewer.model.document import METADATA_KEYS
from viewer.model.reference import Source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from viewer.model.document import DocumentInfo, Section, Understanding, Value
    from viewer.model.text import DocumentText

LABEL_WIDTH = 20
LONGEST_VALUE = 200
"""Characters of a value that are shown; the whole of it is in ``--json``."""


def document_summary(file: str, info: DocumentInfo, text: DocumentText, understanding: Understanding) -> str:
    """Aligned lines: what document it is, its languages, sections and references. Ends with a line end."""
    rows: list[tuple[str, str]] = [
        ("Pages", f"{info.page_count}, {len(text)} characters, text layer {understanding.text_layer.value}")
    ]
    if understanding.recognised:
        engines = ", ".join(dict.fromkeys(how.engine for how in understanding.recognised.values()))
        count = len(understanding.recognised)
        rows.append(("Recognised", f"{count} {'page' if count == 1 else 'pages'}, with {engines}"))
    if info.converted_with:
        rows.append(("Converted with", info.converted_with))
    if info.encoding is not None:
        guess = "" if info.encoding.sure else ", which is a guess: --encoding takes another one"
        rows.append(("Encoding", f"{info.encoding.codec}{guess}"))
    for key in METADATA_KEYS:
        label = key.replace("_", " ").capitalize()
        rows += [(label, _value(value)) for value in understanding.metadata.get(key, ())]
    missing = [key.replace("_", " ") for key in METADATA_KEYS if not understanding.metadata.get(key)]
    if missing:
        rows.append(("Not in it", ", ".join(missing)))
    rows += [("Languages", f"{language_name(share.language)}, {share.share:.0%}") for share in understanding.shares]
    rows += [("Sections", _section(section, text)) for section in understanding.sections]
    for reference in understanding.references:
        times = "once" if len(reference.mentions) == 1 else f"{len(reference.mentions)} times"
        why = f" ({reference.reason})" if reference.reason else ""
        rows.append(("References", f"{reference.symbol}, {times}{why}"))
    rows += [("Warnings", warning) for warning in (*info.warnings, *understanding.warnings)]
    return "\n".join([_shown(file), *_aligned(rows)]) + "\n"


def _aligned(rows: list[tuple[str, str]]) -> Iterator[str]:
    before = ""
    for label, value in rows:
        yield f"  {'' if label == before else label:<{LABEL_WIDTH}}{_shown(value)}"
        before = label


def _value(value: Value) -> str:
    words = value.value if isinstance(value.value, str) else " to ".join(value.value)
    return f"{words} (inferred: {value.reason})" if value.source is Source.INFERRED and value.reason else words


def _section(section: Section, text: DocumentText) -> str:
    indent = "  " * (section.level - 1)
    words = section.title or ("(title unreadable)" if section.unreadable else "")
    title = f"{section.kind.value}: {words}" if words else section.kind.value
    return f"{indent}{title} ({section.language}, p. {text.page_of(section.span.start) + 1})"


def _shown(words: str) -> str:
    """Words on one line, without what a terminal would take for a command."""
    stripped = words.lstrip(" ")
    line = " ".join(stripped.split())
    line = "".join(character if character.isprintable() else "\ufffd" for character in line)
    if len(line) > LONGEST_VALUE:
        line = f"{line[:LONGEST_VALUE]}…"
    return " " * (len(words) - len(stripped)) + line
