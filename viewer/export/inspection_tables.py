"""What many documents say of themselves as three tables: documents, sections and mentions of references.

The rows are made of what ``inspect --json`` says (CONTRACT.md), so a table says nothing else. Written as CSV, as
``csv_table`` describes it, or as Parquet, for which the package ``pyarrow`` must be there. A table stands at its place
when it is finished, whole rows only; until then it is written beside.
"""

from __future__ import annotations

import contextlib
import csv
import importlib
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, Self, TextIO, cast

from viewer.export.citation import flowing
from viewer.export.csv_table import BYTE_ORDER_MARK, safe_cell
from viewer.export.writing import UnfinishedFile
from viewer.model.document import METADATA_KEYS

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
    from pathlib import Path
    from types import TracebackType

    from viewer.export.contract import Json

Cell = str | int | float | None
Row = dict[str, Cell]

WHOLE, SHARE, WORDS = "whole number", "share", "words"
"""The kinds of columns."""
ROWS_TOGETHER = 10_000
"""Rows that Parquet keeps together; so many of a table are in memory at most."""
INSTALL_PYARROW = (
    "Parquet tables need the package pyarrow, which is not installed. "
    "Install it with: pip install 'verbale[tables]' (or pip install pyarrow). --csv needs nothing more."
)


@dataclass(frozen=True, slots=True)
class TableSpec:
    """One table: its name, its columns with their kinds, and how a document's line becomes rows."""

    name: str
    columns: Mapping[str, str]
    rows: Callable[[Json], Iterator[Row]]


def _document_rows(said: Json) -> Iterator[Row]:
    metadata = cast("Mapping[str, Json | list[Json]]", said.get("metadata", {}))
    languages = cast("Sequence[Json]", said.get("languages", ()))
    references = cast("Sequence[Mapping[str, Sequence[object]]]", said.get("references", ()))
    ok = "error" not in said
    yield {
        **{name: cast("Cell", said.get(name)) for name in ("file", "format", "pages", "characters", "text_layer")},
        **{key: _metadata_cell(metadata[key]) for key in METADATA_KEYS if key in metadata},
        "languages": "; ".join(f"{each['language']} {each['share']}" for each in languages) if ok else None,
        "sections": len(cast("Sequence[object]", said["sections"])) if ok else None,
        "references": len(references) if ok else None,
        "mentions": sum(len(each["mentions"]) for each in references) if ok else None,
        "warnings": " ".join(cast("Sequence[str]", said.get("warnings", ()))) or None,
        "error": cast("Cell", said.get("error")),
    }


def _metadata_cell(field: Json | list[Json]) -> str:
    """The value of a field, those of a joint document parted by semicolons; of two dates as ISO 8601 has intervals."""
    several = field if isinstance(field, list) else [field, *cast("list[Json]", field.get("also", []))]
    values = [each["value"] for each in several]
    return "; ".join("/".join(cast("list[str]", value)) if isinstance(value, list) else str(value) for value in values)


def _section_rows(said: Json) -> Iterator[Row]:
    for number, section in enumerate(cast("Sequence[Row]", said.get("sections", ())), 1):
        yield {"source": "read", **section, "file": cast("str", said["file"]), "number": number}


def _mention_rows(said: Json) -> Iterator[Row]:
    for reference in cast("Sequence[Json]", said.get("references", ())):
        about = {name: value for name, value in reference.items() if name != "mentions"}
        for mention in cast("Sequence[Row]", reference["mentions"]):
            yield {**cast("Row", about), **mention, "file": cast("str", said["file"])}


TABLES = (
    TableSpec("documents", {
        "file": WORDS, "format": WORDS, "pages": WHOLE, "characters": WHOLE, "text_layer": WORDS,
        **dict.fromkeys(METADATA_KEYS, WORDS), "languages": WORDS, "sections": WHOLE, "references": WHOLE,
        "mentions": WHOLE, "warnings": WORDS, "error": WORDS,
    }, _document_rows),
    TableSpec("sections", {
        "file": WORDS, "number": WHOLE, "kind": WORDS, "title": WORDS, "level": WHOLE, "language": WORDS,
        "declared_language": WORDS, "confidence": SHARE, "page": WHOLE, "start": WHOLE, "end": WHOLE,
        "paragraphs": WORDS, "source": WORDS,
    }, _section_rows),
    TableSpec("mentions", {
        "file": WORDS, "symbol": WORDS, "kind": WORDS, "organ": WORDS, "year": WHOLE, "page": WHOLE, "start": WHOLE,
        "end": WHOLE, "text": WORDS, "pin": WORDS, "source": WORDS, "reason": WORDS, "doubt": WORDS, "url": WORDS,
    }, _mention_rows),
)  # fmt: skip


class TableFile(Protocol):
    """A table that is being written."""

    def add(self, rows: Sequence[Row]) -> None:
        """Write more rows."""
        ...

    def finish(self) -> None:
        """Write what is still to be written, and close the file."""
        ...

    def close(self) -> None:
        """Close the file as it is."""
        ...


class CsvFile:
    """A table as CSV with a head line; every cell is quoted, and none is one that a spreadsheet would run."""

    def __init__(self, path: Path, spec: TableSpec) -> None:
        # A file name that is no Unicode is written with escapes.
        self._file: TextIO = path.open("x", encoding="utf-8", errors="backslashreplace", newline="")
        self._columns = tuple(spec.columns)
        self._file.write(BYTE_ORDER_MARK)
        self._writer = csv.writer(self._file, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
        self._writer.writerow(self._columns)

    def add(self, rows: Sequence[Row]) -> None:
        """Write more rows."""
        self._writer.writerows([_csv_cell(row.get(name)) for name in self._columns] for row in rows)

    def finish(self) -> None:
        """Write what is still to be written, and close the file."""
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()

    def close(self) -> None:
        """Close the file as it is."""
        with contextlib.suppress(OSError):  # what could not be written has been said
            self._file.close()


def _csv_cell(cell: Cell) -> str:
    return safe_cell(flowing(cell)) if isinstance(cell, str) else "" if cell is None else str(cell)


class ParquetFile:
    """A table as Parquet, its columns of whole numbers, doubles and strings; what is not known is null.

    Raises:
        ImportError: the package pyarrow is not there.
    """

    def __init__(self, path: Path, spec: TableSpec) -> None:
        self._arrow: Any = importlib.import_module("pyarrow")  # an extra: most readers need no Parquet, and it is large
        parquet: Any = importlib.import_module("pyarrow.parquet")
        kinds = {WHOLE: self._arrow.int64(), SHARE: self._arrow.float64(), WORDS: self._arrow.string()}
        self._schema: Any = self._arrow.schema([(name, kinds[kind]) for name, kind in spec.columns.items()])
        self._writer: Any = parquet.ParquetWriter(str(path), self._schema)
        self._rows: list[Row] = []

    def add(self, rows: Sequence[Row]) -> None:
        """Write more rows."""
        self._rows += rows
        if len(self._rows) >= ROWS_TOGETHER:
            self._write()

    def _write(self) -> None:
        columns = {
            name: [_parquet_cell(row.get(name)) for row in self._rows] for name in cast("list[str]", self._schema.names)
        }
        self._writer.write_table(self._arrow.table(columns, schema=self._schema))
        self._rows = []

    def finish(self) -> None:
        """Write what is still to be written, and close the file."""
        if self._rows:
            self._write()
        self._writer.close()

    def close(self) -> None:
        """Close the file as it is."""
        with contextlib.suppress(OSError):
            self._writer.close()


def _parquet_cell(cell: Cell) -> Cell:
    return cell.encode("utf-8", "backslashreplace").decode() if isinstance(cell, str) else cell


KINDS: Mapping[str, Callable[[Path, TableSpec], TableFile]] = {"csv": CsvFile, "parquet": ParquetFile}


class TablesLost(Exception):  # noqa: N818 - reads as what it says where it is caught
    """The tables cannot be written: why, in words. Older ones are still there."""


class InspectionTables:
    """The three tables of one kind ("csv" or "parquet") in a folder, which is made where there is none.

    Leaving its context leaves no trace of tables that were not finished.
    """

    def __init__(self, folder: Path, kind: str) -> None:
        """Begin the tables.

        Raises:
            ImportError: the kind needs a package that is not there.
            TablesLost: the folder cannot be written to.
        """
        self._folder = folder
        self._open: list[tuple[TableSpec, UnfinishedFile, TableFile]] = []
        self._is_empty = True
        with self._abandoned_where_it_fails():
            folder.mkdir(parents=True, exist_ok=True)
            for spec in TABLES:
                unfinished = UnfinishedFile(folder / f"{spec.name}.{kind}")
                self._open.append((spec, unfinished, KINDS[kind](unfinished.beside, spec)))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._abandon()

    def add(self, said: Json) -> None:
        """Write the rows of a document, of which ``said`` is the line, or the line that says why there is none.

        Raises:
            TablesLost: they cannot be written.
        """
        self._is_empty = False
        with self._abandoned_where_it_fails():
            for spec, _, table in self._open:
                table.add(list(spec.rows(said)))

    def finish(self) -> None:
        """Put the tables at their places, where older ones are replaced.

        Raises:
            TablesLost: they cannot be written.
        """
        with self._abandoned_where_it_fails():
            for _, _, table in self._open:
                table.finish()
            for _, unfinished, _ in self._open:
                unfinished.finish()
        self._open = []

    def finish_in_part(self) -> tuple[str, ...]:
        """Put tables of some of the documents beside the places of whole ones, which stay, as "documents.partial.csv".

        Returns their names; none where they have no rows, and nothing is left of them.

        Raises:
            TablesLost: they cannot be written.
        """
        if self._is_empty:
            self._abandon()
        for _, unfinished, _ in self._open:
            unfinished.path = unfinished.path.with_suffix(f".partial{unfinished.path.suffix}")
        names = tuple(unfinished.path.name for _, unfinished, _ in self._open)
        self.finish()
        return names

    def _abandon(self) -> None:
        for _, unfinished, table in self._open:
            table.close()
            unfinished.abandon()
        self._open = []

    @contextlib.contextmanager
    def _abandoned_where_it_fails(self) -> Generator[None]:
        try:
            yield
        except OSError as error:
            self._abandon()
            raise TablesLost(f"{self._folder}: The tables cannot be written: {error.strerror or error}.") from error


def can_write(kind: str) -> bool:
    """Whether what a kind of table needs is there."""
    if kind != "parquet":
        return True
    try:
        importlib.import_module("pyarrow.parquet")
    except ImportError:
        return False
    return True
