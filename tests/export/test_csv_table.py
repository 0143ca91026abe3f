"""The table of notes: what a spreadsheet reads is what was written, and none of it is run."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from papers.fish import DOCUMENT, EXPORT, NOTES, note

from viewer.export.csv_table import (
    COLUMNS,
    REFERENCE_COLUMNS,
    notes_as_csv,
    original_cell,
    references_as_csv,
    safe_cell,
)
from viewer.export.notes import ExportedDocument, ExportedReference, NotesExport
from viewer.model.document import Identity
from viewer.model.reference import Mention, Reference, ReferenceKind
from viewer.model.text import Span

SIGNS = "=+-@\t\r"


def rows_of(content: str) -> list[dict[str, str]]:
    bytes_of_file = content.encode()
    assert bytes_of_file.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(bytes_of_file.decode("utf-8-sig"), newline=""), strict=True))


def test_one_note_is_one_row_with_every_column():
    rows = rows_of(notes_as_csv(EXPORT))
    assert len(rows) == len(NOTES)
    assert all(tuple(row) == COLUMNS for row in rows)
    assert rows[1] == {
        "page": "2",
        "page_label": "1",
        "section_path": "Annex II > Statement on fish",
        "paragraph": "1",
        "language": "en",
        "color": "red",
        "tags": "claim; two words",
        "quote": "Fish live in water",
        "note": "",
        "author": "A. Reader",
        "created": "2026-01-02T03:04:05.000006+00:00",
        "modified": "2026-01-02T03:04:06.000006+00:00",
        "citation": "X/DOC/7/G/3, annex II, para. 1",
        "placement": "exact",
        "kind": "highlight",
        "link": f"verbale:note/{NOTES[1].annotation.id}?document={DOCUMENT.identity.content_hash}",
    }
    assert rows[0]["note"] == "My **own** words\n\n- with a list"
    assert rows[7]["placement"] == "lost"


def test_lines_end_as_the_standard_says():
    one = notes_as_csv(NotesExport(DOCUMENT, NOTES[1:2], "2026"))
    assert one.endswith("\r\n")
    assert one.count("\r\n") == one.count("\n") == 2


@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize("before", ["", '"', "'", "“", "«", '""', ' "', " "])
def test_no_cell_begins_as_a_formula_does(sign, before):
    assert safe_cell(f"{before}{sign}1+1") == f"'{before}{sign}1+1"


@pytest.mark.parametrize("words", ["", "a=b", "1-2", "“Fish” – water", "'tis", "5", "(=1)", "é@b"])
def test_other_cells_stay_as_they_are(words):
    assert safe_cell(words) == words


@given(st.text() | st.text(alphabet=SIGNS + "'\" “=x"))
def test_a_cell_finds_back_to_its_words_and_never_begins_as_a_formula(words):
    cell = safe_cell(words)
    assert original_cell(cell) == words
    assert cell.lstrip(" ")[:1] not in tuple(SIGNS)
    assert cell.lstrip(" '\"“")[:1] not in tuple(SIGNS) or cell.startswith("'")


@given(st.text(), st.text(), st.text(), st.lists(st.text(), max_size=2))
def test_a_table_is_read_back_word_for_word(body, author, label, tags):
    written = replace(note(2, "Fish live", body, author=author, tags=tuple(tags)), page_label=label)
    content = notes_as_csv(NotesExport(DOCUMENT, (written, NOTES[1]), "2026"))
    first, second = csv.DictReader(io.StringIO(content.removeprefix("\ufeff"), newline=""), strict=True)
    said = [original_cell(first[column]) for column in ("note", "author", "page_label", "tags")]
    assert said == [body, author, label, "; ".join(tags)]
    assert second["quote"] == "Fish live in water"


def test_what_is_cited_is_a_table_that_no_spreadsheet_runs():
    mention = Mention(Span(5, 9), "resolution 822")
    evil = Reference("=HYPERLINK(1)", ReferenceKind.DOCUMENT, "", (mention,))
    cited = Reference("S/RES/822 (1993)", ReferenceKind.RESOLUTION, "Security Council", (mention, mention), 1993)
    document = ExportedDocument("a.pdf", Identity("aa"), references=(ExportedReference(cited), ExportedReference(evil)))
    head, *rows = csv.reader(io.StringIO(references_as_csv(document, lambda offset: offset // 5)))
    assert head == list(REFERENCE_COLUMNS)
    assert rows[0][:7] == ["S/RES/822 (1993)", "resolution", "Security Council", "1993", "", "2", "2"]
    assert rows[1][0] == "'=HYPERLINK(1)"


@pytest.mark.parametrize(
    ("beside", "year"),
    [("", "2007/08"), ("14 March 2008", "2008")],
)
def test_the_year_of_a_session_is_not_taken_for_that_of_its_resolutions(beside, year):
    cited = Reference(
        "A/RES/62/243",
        ReferenceKind.RESOLUTION,
        "General Assembly",
        (Mention(Span(0, 6), "62/243", beside=beside),),
        2007,
    )
    document = ExportedDocument("a.pdf", Identity("aa"), references=(ExportedReference(cited),))
    [row] = csv.DictReader(io.StringIO(references_as_csv(document, lambda _offset: 0)))
    assert row["year"] == year


@pytest.mark.parametrize(
    ("name", "own", "cell"), [("", "", "yellow"), ("claim", "", "claim"), ("claim", "#331a80", "#331a80")]
)
def test_a_colour_is_called_as_the_reader_calls_it_or_exactly(name, own, cell):
    written = replace(note(2, "Fish live", own_color=own), color_name=name)
    [row] = csv.DictReader(io.StringIO(notes_as_csv(NotesExport(DOCUMENT, (written,), "2026"))[1:]))
    assert row["color"] == cell
