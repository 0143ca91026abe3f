"""Documents, sections and mentions as tables: what the contract's line says, safe in a spreadsheet, whole or not."""

from __future__ import annotations

import csv
import errno
import os
import signal
import subprocess
import sys

import pytest

from viewer.export.csv_table import original_cell
from viewer.export.inspection_tables import TABLES, InspectionTables, TablesLost, can_write

VALUE = {"source": "read", "page": 1, "start": 0, "end": 3, "text": "x"}
SAID = {
    "file": "a.pdf",
    "pages": 3,
    "characters": 6121,
    "text_layer": "good",
    "metadata": {
        "symbol": [{"value": "A/1", **VALUE}, {"value": "S/2", **VALUE}],
        "session_dates": {"value": ["2020-02-24", "2020-03-20"], **VALUE},
        "title": {"value": '=HYPERLINK("x")', **VALUE},
    },
    "sections": [
        {"kind": "cover", "title": "Note\nverbale", "level": 1, "language": "ru", "confidence": 0.99, "page": 1,
         "start": 0, "end": 1890, "paragraphs": None},
        {"kind": "annex", "title": "Annex", "level": 1, "language": "en", "confidence": 1.0, "page": 2,
         "start": 1891, "end": 6121, "paragraphs": "1-9", "source": "by reader"},
    ],
    "languages": [{"language": "en", "characters": 4000, "share": 0.63}, {"language": "ru", "characters": 2210,
                                                                         "share": 0.37}],
    "references": [
        {"symbol": "S/RES/822 (1993)", "kind": "resolution", "organ": "Security Council", "source": "inferred",
         "reason": "by its number", "url": "https://docs.un.org/en/S/RES/822(1993)", "year": 1993,
         "mentions": [{"page": 2, "start": 3310, "end": 3324, "text": "Resolution 822", "pin": "paragraph 5"},
                      {"page": 3, "start": 5000, "end": 5014, "text": "resolution 822"}]},
    ],
    "warnings": [],
    "format": "pdf",
}  # fmt: skip
FAILED = {"file": "b\udcff.pdf", "error": "It needs a password."}


def written(folder, kind, *lines) -> None:
    with InspectionTables(folder, kind) as tables:
        for line in lines:
            tables.add(line)
        tables.finish()


def contents(folder) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def rows(folder, name) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_csv_says_what_the_line_says(tmp_path):
    folder = tmp_path / "new" / "tables"
    written(folder, "csv", SAID, FAILED)
    assert sorted(path.name for path in folder.iterdir()) == ["documents.csv", "mentions.csv", "sections.csv"]
    first, second = rows(folder, "documents")
    assert first["symbol"] == "A/1; S/2"
    assert first["session_dates"] == "2020-02-24/2020-03-20"
    assert (first["pages"], first["sections"], first["references"], first["mentions"]) == ("3", "2", "1", "2")
    assert first["languages"] == "en 0.63; ru 0.37"
    assert (second["file"], second["error"], second["pages"]) == ("b\\udcff.pdf", "It needs a password.", "")
    cover, annex = rows(folder, "sections")
    assert (cover["number"], cover["title"], cover["paragraphs"], cover["source"]) == ("1", "Note verbale", "", "read")
    assert (annex["paragraphs"], annex["source"]) == ("1-9", "by reader")
    one, other = rows(folder, "mentions")
    assert (one["symbol"], one["page"], one["text"], one["pin"]) == (
        "S/RES/822 (1993)", "2", "Resolution 822", "paragraph 5",
    )  # fmt: skip
    assert (other["year"], other["pin"], other["source"]) == ("1993", "", "inferred")


def test_no_cell_is_a_formula(tmp_path):
    written(tmp_path, "csv", SAID)
    [row] = rows(tmp_path, "documents")
    assert row["title"].startswith("'=")
    assert original_cell(row["title"]) == '=HYPERLINK("x")'


@pytest.mark.parametrize("spec", TABLES, ids=lambda spec: spec.name)
def test_every_value_of_a_row_has_its_column(spec):
    for row in (*spec.rows(SAID), *spec.rows(FAILED)):
        assert set(row) <= set(spec.columns)


def test_parquet_has_types_and_says_the_same(tmp_path):
    parquet = pytest.importorskip("pyarrow.parquet")
    written(tmp_path, "parquet", SAID, FAILED)
    documents = parquet.read_table(tmp_path / "documents.parquet").to_pylist()
    assert [row["pages"] for row in documents] == [3, None]
    assert documents[0]["title"] == '=HYPERLINK("x")'
    assert documents[1]["file"] == "b\\udcff.pdf"
    sections = parquet.read_table(tmp_path / "sections.parquet")
    assert sections.column("confidence").to_pylist() == [0.99, 1.0]
    assert str(sections.schema.field("confidence").type) == "double"
    assert parquet.read_table(tmp_path / "mentions.parquet").num_rows == 2


def test_rows_do_not_pile_up_in_memory(tmp_path, monkeypatch):
    parquet = pytest.importorskip("pyarrow.parquet")
    monkeypatch.setattr("viewer.export.inspection_tables.ROWS_TOGETHER", 10)
    tables = InspectionTables(tmp_path, "parquet")
    most = 0
    for _ in range(50):
        tables.add(SAID)
        most = max(most, *(len(table._rows) for _, _, table in tables._open))
    tables.finish()
    assert most < 10
    assert parquet.read_table(tmp_path / "mentions.parquet").num_rows == 100


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_tables_that_were_not_finished_leave_older_ones(tmp_path, kind):
    if not can_write(kind):
        pytest.skip("pyarrow is not installed")
    written(tmp_path, kind, SAID)
    before = contents(tmp_path)
    with InspectionTables(tmp_path, kind) as tables:
        tables.add(FAILED)
    assert contents(tmp_path) == before


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_tables_in_part_stand_beside_older_ones_and_empty_ones_nowhere(tmp_path, kind):
    if not can_write(kind):
        pytest.skip("pyarrow is not installed")
    written(tmp_path, kind, SAID)
    before = contents(tmp_path)
    with InspectionTables(tmp_path, kind) as tables:
        assert tables.finish_in_part() == ()
    assert contents(tmp_path) == before
    for _ in range(2):
        with InspectionTables(tmp_path, kind) as tables:
            tables.add(FAILED)
            names = tables.finish_in_part()
    assert names == tuple(f"{spec.name}.partial.{kind}" for spec in TABLES)
    after = contents(tmp_path)
    assert after == {**before, **{name: after[name] for name in names}}


@pytest.mark.skipif(os.name != "posix", reason="processes are killed otherwise")
def test_what_a_killed_run_has_left_is_removed_by_the_next(tmp_path):
    writing = (
        "from pathlib import Path; from viewer.export.inspection_tables import InspectionTables; import os, signal"
    )
    script = f"{writing}; InspectionTables(Path({str(tmp_path)!r}), 'csv'); os.kill(os.getpid(), signal.SIGKILL)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == -signal.SIGKILL
    assert len(contents(tmp_path)) == 3
    written(tmp_path, "csv", SAID)
    assert sorted(contents(tmp_path)) == sorted(f"{spec.name}.csv" for spec in TABLES)


def test_a_full_disk_is_said_and_leaves_older_tables(tmp_path, monkeypatch):
    written(tmp_path, "csv", SAID)
    before = contents(tmp_path)

    def full(_handle):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with InspectionTables(tmp_path, "csv") as tables:
        tables.add(SAID)
        with pytest.raises(TablesLost, match="No space left on device"):
            tables.finish()
    assert contents(tmp_path) == before
