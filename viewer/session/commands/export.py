"""The command that writes the notes that were made on a document, or what it cites, to a file."""

from __future__ import annotations

import argparse
import textwrap
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from viewer.export.notes import GroupBy
from viewer.export.table import EXPORTERS, PDF_COPY_NAME, PDF_COPY_WORDS, Of, exporter_named, exporters_of
from viewer.export.writing import ExportRefused, write_export
from viewer.model.document import CannotOpen, FileProblem
from viewer.session.commands.reading import DONE, FAILED, HELP_WIDTH, as_known, read_document
from viewer.session.commands.terminal import complain, write
from viewer.session.notes.exporting import StoredNotes, references_export, stored_notes
from viewer.session.notes.kept_notes import KeptNotes, NotesUnreadable
from viewer.session.notes.pdf_copying import NO_PDF, has_pdf, save_pdf_copy_at_once
from viewer.session.notes.templates import TemplateProblem, template_exporter
from viewer.session.settings import NOTES_FILE, SettingsFile, data_folder, settings_file

if TYPE_CHECKING:
    from viewer.session.commands.whole_document import WholeDocument
    from viewer.workers.host import WorkerHost

STANDARD_OUTPUT = "-"
EXAMPLES = """

examples:
  verbale export report.pdf --format docx --group-by tag --out notes.docx
  verbale export report.pdf --format csv --out - | less
  verbale export report.pdf --format ris --out cited.ris
"""


def add_export_arguments(export: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    export.description = (
        "Write the notes that were made on a document, found by its content wherever it lies now; or the document and "
        "those that it cites, for a reference manager. The document itself is never changed."
    )
    export.formatter_class = argparse.RawDescriptionHelpFormatter
    export.description = textwrap.fill(export.description, HELP_WIDTH)
    export.epilog = _formats_in_words() + EXAMPLES
    formats = [*(exporter.name for exporter in EXPORTERS), PDF_COPY_NAME]
    export.add_argument("file", type=Path, metavar="FILE", help="the document")
    form = export.add_mutually_exclusive_group(required=True)
    form.add_argument("--format", choices=formats, metavar="NAME", help="one of those below")
    form.add_argument(
        "--template", type=Path, metavar="FILE", help="a Jinja2 template; of brief.md.j2 a .md is to be written"
    )
    export.add_argument(
        "--group-by",
        type=GroupBy,
        choices=list(GroupBy),
        default=GroupBy.SECTION,
        metavar="|".join(GroupBy),
        help="what notes stand under in Markdown, HTML, DOCX and text (usually section)",
    )
    export.add_argument(
        "--out",
        required=True,
        type=Path,
        metavar="FILE",
        help="where to; a file that is there is replaced, - is the standard output",
    )


def _formats_in_words() -> str:
    """What each format is for, those of notes first, a line each."""
    lines: list[str] = []
    for of, title in (
        (Of.NOTES, "formats of the notes:"),
        (Of.REFERENCES, "formats of the document and what it cites:"),
    ):
        lines += ["", title] if lines else [title]
        lines += [f"  {exporter.name:<10} {exporter.words}" for exporter in exporters_of(of)]
        lines += [f"  {PDF_COPY_NAME:<10} {PDF_COPY_WORDS}"] if of is Of.NOTES else []
    return "\n".join(lines)


def run_export(chosen: argparse.Namespace, host: WorkerHost) -> int:
    """Run ``export``. Returns the exit status: 0 done, 1 the file failed."""
    file: Path = chosen.file
    out: Path = chosen.out
    as_pdf = chosen.format == PDF_COPY_NAME
    of = Of.NOTES if as_pdf or chosen.template else exporter_named(chosen.format).of
    if as_pdf and str(out) == STANDARD_OUTPUT:
        complain("a PDF copy is written to a file; --out names it")
        return 2
    try:
        document = read_document(chosen, host, 1, file, identify=True, keep_open=as_pdf)
        if of is Of.REFERENCES:
            if document.understanding is None:
                raise CannotOpen(FileProblem.DAMAGED, str(file), document.failure)  # noqa: TRY301 - said as the others are
            with KeptNotes(data_folder() / NOTES_FILE) as kept:
                notes = StoredNotes(references_export(as_known(kept, document)))
        else:
            names = SettingsFile(settings_file()).load().color_names
            notes = stored_notes(data_folder() / NOTES_FILE, document, names)
            notes = replace(notes, export=replace(notes.export, group_by=chosen.group_by))
        said = _write_out(chosen, host, document, notes)
    except (CannotOpen, NotesUnreadable, ExportRefused, TemplateProblem) as error:
        complain(str(error))
        return FAILED
    except BrokenPipeError:
        raise
    except OSError as error:
        complain(f"{out}: the {of.value} could not be written: {error.strerror or error}")
        return FAILED
    if document.failure:
        complain(f"{file}: {document.failure} The notes are exported without their sections.")
    for notice in filter(None, (notes.notice, said)):
        complain(notice)
    if of is Of.NOTES and not notes.export.notes:
        complain(f"{file}: there are no notes on this document")
    return DONE


def _write_out(chosen: argparse.Namespace, host: WorkerHost, document: WholeDocument, notes: StoredNotes) -> str:
    """Write the export. Returns what is to be known of it, or an empty string."""
    out: Path = chosen.out
    if chosen.format == PDF_COPY_NAME:
        if not has_pdf(document.info):
            raise ExportRefused(f"{document.path}: {NO_PDF}")
        return save_pdf_copy_at_once(host, 1, document, out, notes.export)
    exporter = template_exporter(chosen.template) if chosen.template else exporter_named(chosen.format)
    content = exporter.function(notes.export)
    if str(out) == STANDARD_OUTPUT:
        write(content)
    else:
        write_export(out, content, document=document.path)
    return ""
