"""What ``inspect --json`` says of a document: CONTRACT.md, which other programs rely on. Pages count from 1."""

from __future__ import annotations

from typing import TYPE_CHECKING

from viewer.model.document import METADATA_KEYS
from viewer.model.reference import Source

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from viewer.model.document import DocumentInfo, Footnote, Section, Understanding, Value
    from viewer.model.reference import Reference
    from viewer.model.text import DocumentText, Recognition, Span

Json = dict[str, object]

JOINT_KEYS = frozenset({"symbol", "body"})
"""What a joint document has several of; such a field is a list then."""
NAMED_KEYS = frozenset({"submitter", "addressee", "agenda_title"})
"""What may name several, whose names are one value ("Chile; Spain")."""


def understanding_as_json(
    file: str,
    info: DocumentInfo,
    text: DocumentText,
    understanding: Understanding,
    url: Callable[[str], str],
) -> Json:
    """One line of the contract, as values for ``json.dumps``.

    ``url`` gives the official address of a symbol. Of a metadata key that is no list in the contract and yet has
    several values, the first is the object and the others are its ``also``; names ("Chile; Spain") are one value, and
    the values are its ``each``. Beyond the contract: ``format``, the ``footnotes`` with what calls them, the
    ``encoding`` of plain text with the word whether it is sure, and which pages were ``recognised``, by what. What the
    reader has corrected by hand has the source "by reader"; the reason says what had been read.
    """
    said: Json = {
        "file": file,
        "pages": info.page_count,
        "characters": len(text),
        "text_layer": understanding.text_layer.value,
        "metadata": {
            key: _field(key, understanding.metadata[key], text)
            for key in METADATA_KEYS
            if understanding.metadata.get(key)
        },
        "sections": [_section(section, text) for section in understanding.sections],
        "languages": [
            {"language": share.language, "characters": share.characters, "share": round(share.share, 4)}
            for share in understanding.shares
        ],
        "references": [_reference(reference, text, url) for reference in understanding.references],
        "footnotes": [_footnote(note, text) for note in understanding.footnotes],
        "warnings": [*info.warnings, *understanding.warnings],
        "format": info.format,
    }
    if info.converted_with:
        said["converted_with"] = info.converted_with
    if info.preview:
        said["preview"] = True
    if info.encoding is not None:
        said["encoding"] = {"name": info.encoding.codec, "sure": info.encoding.sure}
    if understanding.recognised:
        said["recognised"] = _recognised(understanding.recognised)
    return said


def _recognised(recognised: Mapping[int, Recognition]) -> list[Json]:
    """The pages (from 1) by engine and languages, Tesseract's names of them."""
    pages: dict[tuple[str, tuple[str, ...]], list[int]] = {}
    for page, recognition in sorted(recognised.items()):
        pages.setdefault((recognition.engine, recognition.languages), []).append(page + 1)
    return [{"engine": how[0], "languages": list(how[1]), "pages": some} for how, some in pages.items()]


def error_as_json(file: str, error: str) -> Json:
    """The line of a file that cannot be read."""
    return {"file": file, "error": error}


def _place(span: Span, text: DocumentText) -> Json:
    return {"page": text.page_of(span.start) + 1, "start": span.start, "end": span.end}


def _value(value: Value, text: DocumentText) -> Json:
    said: Json = {
        "value": value.value if isinstance(value.value, str) else list(value.value),
        "source": value.source.value,
        **_place(value.span, text),
        "text": text.slice(value.span),
    }
    if value.reason or value.source is Source.INFERRED:
        said["reason"] = value.reason
    return said


def _field(key: str, values: tuple[Value, ...], text: DocumentText) -> Json | list[Json]:
    said = [_value(value, text) for value in values]
    if len(said) == 1:
        return said[0]
    if key in JOINT_KEYS:
        return said
    if key in NAMED_KEYS:
        return {**said[0], "value": "; ".join(str(value.value) for value in values), "each": said}
    return {**said[0], "also": said[1:]}


def _section(section: Section, text: DocumentText) -> Json:
    said: Json = {
        "kind": section.kind.value,
        "title": section.title,
        "level": section.level,
        "language": section.language,
        "confidence": round(section.confidence, 4),
        **_place(section.span, text),
        "paragraphs": section.paragraphs,
    }
    if section.source is Source.BY_READER:
        said["source"] = section.source.value
    if section.unreadable:
        said["unreadable"] = True
    if section.declared_language:
        said["declared_language"] = section.declared_language
    return said


def _footnote(note: Footnote, text: DocumentText) -> Json:
    return {"mark": note.mark, **_place(note.span, text), "calls": [_place(call, text) for call in note.calls]}


def _reference(reference: Reference, text: DocumentText, url: Callable[[str], str]) -> Json:
    mentions: list[Json] = []
    for mention in reference.mentions:
        said_there: Json = {**_place(mention.span, text), "text": mention.text}
        if mention.pin:
            said_there["pin"] = mention.pin
        if mention.beside:
            said_there["beside"] = mention.beside
        mentions.append(said_there)
    said: Json = {
        "symbol": reference.symbol,
        "kind": reference.kind.value,
        "organ": reference.organ,
        "source": reference.source.value,
        "reason": reference.reason,
        "url": url(reference.symbol),
        "mentions": mentions,
    }
    if reference.year is not None:
        said["year"] = reference.year
    if reference.doubt:
        said["doubt"] = reference.doubt
    return said
