"""The reader's templates of exports: where they lie, which there are, how one is carried out untrusted."""

from __future__ import annotations

import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from viewer.export.table import Exporter, Of, exporters_of
from viewer.export.templates import TemplateProblem, template_data
from viewer.model.resources import resource_path
from viewer.session.settings import settings_file
from viewer.workers.brief import BriefProblem, BriefRun

if TYPE_CHECKING:
    from collections.abc import Callable

    from viewer.export.notes import NotesExport

ENDING = ".j2"
SECONDS = 10.0
"""What a template may take: the examples take half of one for 5,000 notes, and gathering these another before."""
LOOK_SECONDS = 0.02
"""Between two looks at whether a template has been carried out."""
LARGEST = 1_000_000
"""Bytes of a template's file."""


def templates_folder() -> Path:
    """The folder of the reader's own templates, whether it is there or not."""
    return settings_file().parent / "templates"


def make_templates_folder() -> Path:
    """Make the folder with copies of the examples to change, unless it is there. Returns where it is.

    Raises:
        OSError: it cannot be made.
    """
    folder = templates_folder()
    if not folder.exists():
        folder.mkdir(parents=True)
        for example in resource_path("templates").glob(f"*{ENDING}"):
            (folder / example.name).write_bytes(example.read_bytes())
    return folder


def template_files() -> list[Path]:
    """The reader's own templates and the examples; of two of one name the reader's."""
    found: dict[str, Path] = {}
    for folder in (resource_path("templates"), templates_folder()):
        try:
            found.update({path.name: path for path in folder.iterdir() if path.name.endswith(ENDING)})
        except OSError:  # it is not there, or may not be looked into
            continue
    return sorted(found.values(), key=lambda path: path.name.casefold())


def template_exporter(path: Path) -> Exporter:
    """The form that a template makes. The ending of what it writes is in its name: "brief.md.j2" writes ".md"."""
    inner = Path(path.name.removesuffix(ENDING))
    words = " ".join("".join(" " if sign in "();*" else sign for sign in inner.stem).split())
    return Exporter(
        path.name, f"Template: {words}", _suffix(path), partial(rendered, path), grouped=True, template=path
    )


def _suffix(path: Path) -> str:
    suffix = Path(path.name.removesuffix(ENDING)).suffix.lower()
    return suffix if suffix[1:].isalnum() and suffix not in {".pdf", ".docx"} else ".txt"


def forms_of(of: Of) -> tuple[Exporter, ...]:
    """The forms that a dialog offers: those of the program, then the templates."""
    templates = map(template_exporter, template_files()) if of is Of.NOTES else ()
    return (*exporters_of(of), *templates)


def start_rendering(path: Path, export: NotesExport) -> BriefRun:
    """Begin to carry a template out in a process of its own.

    Raises:
        TemplateProblem: its file cannot be read.
    """
    try:
        if path.stat().st_size > LARGEST:
            raise TemplateProblem(f"{path.name}: it is larger than {LARGEST:,} bytes, which no template is.")
        source = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise TemplateProblem(f"{path}: the template cannot be read: {error.strerror or error}.") from None
    except UnicodeDecodeError:
        raise TemplateProblem(f"{path.name}: it is not text in UTF-8.") from None
    arguments = (path.name, source, _suffix(path), template_data(export))
    return BriefRun("viewer.export.templates:render", arguments, SECONDS)


def result_of(path: Path, run: BriefRun) -> str:
    """What a template has written, waited for.

    Raises:
        TemplateProblem: it cannot be carried out; file, line and what, in words.
    """
    try:
        return run.result()
    except BriefProblem as problem:
        words = str(problem) if problem.refused else f"{path.name}: {problem}."
        raise TemplateProblem(words) from None


def rendered(path: Path, export: NotesExport, stopped: Callable[[], bool] = lambda: False) -> str:
    """Carry a template out. Once ``stopped`` says so its process is ended, and what it wrote is nothing.

    Raises:
        TemplateProblem: it cannot be.
    """
    run = start_rendering(path, export)
    while not run.is_over:
        if stopped():
            run.end()
            return ""
        time.sleep(LOOK_SECONDS)
    return result_of(path, run)
