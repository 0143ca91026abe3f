"""Taking the notes of a document out of the program: the same from the window and from the command line."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from viewer.annotations.notebook import reading_order
from viewer.export.notes import (
    UNKNOWN_LANGUAGE,
    ExportedDocument,
    ExportedReference,
    GroupBy,
    NotesExport,
    exported_note,
)
from viewer.export.table import Of
from viewer.export.writing import write_export
from viewer.model.annotation import AnnotationKind
from viewer.model.document import Identity, SectionKind
from viewer.session.notes.document_notes import now
from viewer.session.notes.kept_notes import KeptNotes
from viewer.session.notes.places import as_placed
from viewer.session.notes.templates import rendered
from viewer.session.official_pages import FALLBACK, described, official_page

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
    from pathlib import Path

    from viewer.annotations.anchoring import Placement
    from viewer.export.notes import ExportedNote
    from viewer.export.table import Exporter
    from viewer.model.annotation import Annotation
    from viewer.model.correction import Correction
    from viewer.model.document import Understanding
    from viewer.model.reference import Reference
    from viewer.model.text import DocumentText
    from viewer.session.commands.whole_document import WholeDocument
    from viewer.session.open_document import OpenDocument

UNREAD = "unread"
"""The state of a note on a page that could not be read: nobody can say whether its passage stands there."""
LONGEST_NAME = 120
"""Bytes of UTF-8 in a suggested name: with its ending it fits encrypted folders, too, which allow 143."""
# https://learn.microsoft.com/windows/win32/fileio/naming-a-file
_KEPT_BY_WINDOWS = re.compile(r"(?:CON|PRN|AUX|NUL|COM[0-9¹²³]|LPT[0-9¹²³])\s*(?:\.|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class NotedDocument:
    """What an export needs to know of the document its notes are on."""

    file_name: str
    identity: Identity
    text: DocumentText
    understanding: Understanding | None
    page_labels: Sequence[str]
    corrections: tuple[Correction, ...] = ()
    color_names: Mapping[str, str] = field(default_factory=dict[str, str])
    """The reader's own names of colours."""

    @property
    def exported(self) -> ExportedDocument:
        """The document as exporters and citations take it."""
        document = ExportedDocument(self.file_name, self.identity, corrections=self.corrections)
        if self.understanding is None:
            return document
        document = replace(document, metadata=self.understanding.metadata)
        annexes = (part.language for part in self.understanding.sections if part.kind is SectionKind.ANNEX)
        return replace(
            document,
            url=official_page(document.symbols[0], document.value("language")) if document.symbols else "",
            named=_name_of_resolution(document),
            references=tuple(map(_with_page, self.understanding.references)),
            annex_languages=tuple(dict.fromkeys(language for language in annexes if language != UNKNOWN_LANGUAGE)),
        )


def _name_of_resolution(document: ExportedDocument) -> str:
    """What a resolution is called in English; empty where the document is none, or its symbol does not say it."""
    if document.value("document_type") != "resolution" or len(document.symbols) != 1:
        return ""
    [symbol] = document.symbols
    name = described(symbol)
    return "" if name == symbol else name


def _with_page(reference: Reference) -> ExportedReference:
    """A reference with what its symbol says in English, as citations are, and its English page."""
    title = reference.title or described(reference.symbol)
    return ExportedReference(reference, title, official_page(reference.symbol, FALLBACK))


def notes_export(
    document: NotedDocument, notes: Iterable[tuple[Annotation, Placement | None]], exported: str
) -> NotesExport:
    """Gather the notes for an exporter, in reading order, each with the place where it stands in the present text.

    A placement of None is that of a note which could not be looked for. ``exported`` is the time, UTC in ISO 8601.
    """
    in_order = sorted(notes, key=lambda pair: reading_order(as_placed(*pair, document.text)))
    gathered = tuple(_exported(document, annotation, placement) for annotation, placement in in_order)
    return NotesExport(document.exported, gathered, exported)


def _exported(document: NotedDocument, annotation: Annotation, placement: Placement | None) -> ExportedNote:
    note = exported_note(
        annotation,
        document.text,
        document.understanding,
        page_labels=document.page_labels,
        span=placement.span if placement else None,
        placement=placement.how.value if placement else UNREAD,
        score=placement.score if placement else 0.0,
    )
    return replace(note, color_name=document.color_names.get(annotation.color.value, ""))


# -- from the window --------------------------------------------------------------------------------------------------


def noted_document(document: OpenDocument) -> NotedDocument:
    """What is known of an open document now."""
    identity = document.identity or Identity("")
    return NotedDocument(
        document.path.name,
        identity,
        document.text,
        document.understanding,
        document.info.page_labels,
        tuple(document.notes.corrections),
        document.color_names,
    )


@dataclass(frozen=True, slots=True)
class Gathered:
    """The notes of an open document as they are now, of which an export can be made in another thread."""

    path: Path
    """That of the document."""
    document: NotedDocument
    notes: Sequence[tuple[Annotation, Placement | None]]
    pictures: Callable[[Sequence[str]], dict[str, bytes]]
    """Reads what regions looked like, as PNG, by the ids of their notes."""

    def export(self, group_by: GroupBy = GroupBy.SECTION) -> NotesExport:
        """The notes for an exporter."""
        export = notes_export(self.document, self.notes, now())
        pictures = self.pictures(regions) if (regions := _regions(self.notes)) else {}
        return replace(_with_pictures(export, pictures), group_by=group_by)

    def save(
        self,
        exporter: Exporter,
        path: Path,
        group_by: GroupBy = GroupBy.SECTION,
        stopped: Callable[[], bool] = lambda: False,
    ) -> int:
        """Export to a file, which is replaced where it is there. Nothing is written once ``stopped`` says so.

        Returns how many the file holds: notes, or references without the document itself.

        Raises:
            ExportRefused: the path is that of the document itself.
            OSError: the file cannot be written; what stood there before still does.
        """
        export = self.export(group_by)
        content = (
            exporter.function(export) if exporter.template is None else rendered(exporter.template, export, stopped)
        )
        if not stopped():
            write_export(path, content, document=self.path)
        return len(export.notes if exporter.of is Of.NOTES else export.document.references)


def gathered(document: OpenDocument, only: Collection[str] | None = None) -> Gathered:
    """The notes of an open document; ``only`` those of these ids where they are given."""
    wanted = None if only is None else frozenset(only)
    notes = [(note, place) for note, place in document.notes.placed() if wanted is None or note.id in wanted]
    return Gathered(document.path, noted_document(document), notes, document.notes.pictures)


def open_export(
    document: OpenDocument, only: Collection[str] | None = None, group_by: GroupBy = GroupBy.SECTION
) -> NotesExport:
    """The notes of an open document for an exporter; ``only`` those of these ids where they are given."""
    return gathered(document, only).export(group_by)


def _regions(notes: Iterable[tuple[Annotation, Placement | None]]) -> list[str]:
    return [note.id for note, _ in notes if note.kind is AnnotationKind.REGION]


def _with_pictures(export: NotesExport, pictures: Mapping[str, bytes]) -> NotesExport:
    """An export whose notes on regions show what these looked like."""
    if not pictures:
        return export
    notes = (replace(note, picture=pictures.get(note.annotation.id, b"")) for note in export.notes)
    return replace(export, notes=tuple(notes))


def suggested_name(document: OpenDocument, of: Of = Of.NOTES) -> str:
    """A name for a file of a document's notes or references, without its ending: "A_HRC_43_G_37 notes".

    It is made of the symbol, else the title, else the file's name, and can be used on Windows, macOS and Linux.
    """
    titles = document.understanding.metadata.get("title", ()) if document.understanding else ()
    name = document.symbol or next((str(title.value) for title in titles), document.path.stem)
    return f"{file_name_of(name)} {of.value}".lstrip()


def file_name_of(words: str) -> str:
    """Words as part of a file's name: no sign that a system forbids, no name it keeps for itself, not too long."""
    name = unicodedata.normalize("NFC", words)
    name = "".join(" " if unicodedata.category(sign)[0] in "CZ" else sign for sign in name)
    name = " ".join(re.sub(r'[/\\:*?"<>|]', "_", name).split())
    if len(name.encode()) > LONGEST_NAME:
        name = name.encode()[:LONGEST_NAME].decode(errors="ignore")
        name = name.rpartition(" ")[0] or name
    name = name.lstrip("-.~ ").rstrip(". ")
    return f"_{name}" if _KEPT_BY_WINDOWS.match(name) else name


# -- without a window -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class StoredNotes:
    """The notes that are kept on a document, ready to be exported, and what the reader should know of them."""

    export: NotesExport
    notice: str = ""


def references_export(document: WholeDocument) -> NotesExport:
    """A document and what it cites, for exporters of references, which need none of the notes on it."""
    return notes_export(_noted(document), (), now())


def _noted(document: WholeDocument, corrections: Sequence[Correction] = ()) -> NotedDocument:
    return NotedDocument(
        document.path.name,
        document.identity,
        document.text,
        document.understanding,
        document.info.page_labels,
        tuple(corrections),
    )


def stored_notes(
    store_path: Path, document: WholeDocument, color_names: Mapping[str, str] | None = None
) -> StoredNotes:
    """The notes kept on a document, placed in its text, and the document as its reader knows it.

    Where nothing is kept yet, nothing is made.

    ``color_names`` are the reader's own names of colours.

    Raises:
        NotesUnreadable: they cannot be read now.
    """
    with KeptNotes(store_path) as kept:
        on_it = kept.on(document)
        pictures = kept.pictures(_regions(on_it.notes))
    noted = replace(_noted(on_it.document, on_it.corrections), color_names=color_names or {})
    return StoredNotes(_with_pictures(notes_export(noted, on_it.notes, now()), pictures), on_it.notice)
