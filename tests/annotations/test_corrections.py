from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from annotations.examples import anchor, correction, key, load, note, redo, save, undo
from hypothesis import given
from hypothesis import strategies as st

from viewer.annotations.annotation_json import note_from_json
from viewer.annotations.correction_json import correction_from_json, correction_to_json
from viewer.annotations.correction_rows import COLUMNS, from_row, to_row
from viewer.annotations.document_rows import FoundBy
from viewer.annotations.merging import with_changes
from viewer.annotations.notebook import Notebook, NoteChange
from viewer.annotations.schema import MIGRATIONS
from viewer.annotations.shared_json import shared_from_json, shared_to_json
from viewer.annotations.store import NoteStore
from viewer.model.annotation import Anchor
from viewer.model.correction import Corrected, Correction, interval
from viewer.model.document import Identity
from viewer.model.geometry import PageRect
from viewer.model.text import Span

KEPT = Path(__file__).parent / "kept"


SECTION = correction(
    "s", of=Corrected.SECTION, key="annex", kind="appendix", begin=anchor(40, "Annex"), end=anchor(90, "الختام")
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "notes.sqlite"


@pytest.fixture
def store(path: Path):
    store = NoteStore(path, busy_seconds=0.05, retry_seconds=0.05)
    yield store
    store.close()


def test_corrections_come_back_whole_beside_notes(store: NoteStore, path: Path):
    written, value = note(1), correction()
    assert save(store, NoteChange(None, written), NoteChange(None, value), NoteChange(None, SECTION)).committed
    store.close()
    again = NoteStore(path)
    loaded = load(again)
    assert loaded.annotations == (written,)
    assert set(loaded.corrections) == {value, SECTION}
    again.close()


def test_a_correction_is_changed_deleted_and_brought_back(store: NoteStore):
    first = correction()
    save(store, NoteChange(None, first))
    second = replace(first, value="A/3")
    save(store, NoteChange(first, second))
    assert load(store).corrections == (second,)
    save(store, NoteChange(second, None))
    assert load(store).corrections == ()
    save(store, NoteChange(None, second))
    assert load(store).corrections == (second,)


def test_what_another_window_made_of_a_correction_is_kept(store: NoteStore):
    first = correction()
    save(store, NoteChange(None, first))
    save(store, NoteChange(first, replace(first, kind="theirs")))
    save(store, NoteChange(first, replace(first, value="ours")))
    assert load(store).corrections == (replace(first, kind="theirs", value="ours"),)


def test_of_what_two_windows_correct_at_once_the_first_holds(store: NoteStore):
    first = correction()
    save(store, NoteChange(None, first))
    save(store, NoteChange(None, replace(first, value="theirs")))  # of what was read, in another window
    assert load(store).corrections == (first,)
    save(store, NoteChange(first, replace(first, value="A/3", modified="1")))
    save(store, NoteChange(first, replace(first, value="A/4", modified="2")))
    assert [made.value for made in load(store).corrections] == ["A/3"]


def test_a_correction_is_not_taken_back_that_says_what_has_not_been_seen(store: NoteStore):
    first = correction()
    save(store, NoteChange(None, first))
    second = replace(first, value="A/3")
    save(store, NoteChange(first, second))
    save(store, NoteChange(first, None))
    assert load(store).corrections == (second,)
    save(store, NoteChange(second, None))
    assert load(store).corrections == ()


def test_corrections_follow_a_document_that_proves_to_be_another_copy(store: NoteStore):
    save(store, NoteChange(None, correction("a")), document=key("aa", "t1", "/a.pdf"))
    save(store, NoteChange(None, correction("b")), document=key("bb", "", "/b.pdf"))
    loaded = load(store, key("bb", "t1", "/b.pdf"))
    assert {found.id for found in loaded.corrections} == {"a", "b"}


def test_a_row_that_is_no_correction_stays_and_costs_the_others_nothing(store: NoteStore, path: Path, caplog):
    save(store, NoteChange(None, correction("a")), NoteChange(None, correction("b")))
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("UPDATE corrections SET anchor = '{' WHERE id = 'a'")
    assert [found.id for found in load(store).corrections] == ["b"]
    assert "correction a cannot be read" in caplog.text


def test_a_file_of_the_first_version_is_migrated_with_every_note(path: Path):
    shutil.copy(KEPT / "version-1.sqlite", path)
    store = NoteStore(path)
    loaded = load(store, key("aa", "t1"))
    assert loaded.found_by is FoundBy.CONTENT
    assert {found.body for found in loaded.annotations} == {"слово\nالكلمة 字", "a section", "a page", "the document"}
    assert loaded.corrections == ()
    assert save(store, NoteChange(None, correction()), document=key("aa", "t1")).committed
    assert store.close()
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (len(MIGRATIONS),)
        assert connection.execute("SELECT count(*) FROM notes WHERE deleted_at IS NOT NULL").fetchone() == (1,)
        columns = {row[1] for row in connection.execute("PRAGMA table_info(corrections)")}
        assert columns == {*COLUMNS, "document", "deleted_at"}


words = st.text(max_size=30)
anchors = st.builds(
    Anchor,
    span=st.tuples(st.integers(0, 99), st.integers(0, 99)).map(lambda pair: Span(*sorted(pair))),
    text_version=st.integers(1, 9),
    quote=words,
    prefix=words,
    suffix=words,
    page=st.integers(0, 999),
    rects=st.lists(st.builds(PageRect, *[st.floats(-1e4, 1e4)] * 4), max_size=2).map(tuple),
)


@given(
    st.builds(
        Correction,
        id=words,
        of=st.sampled_from(Corrected),
        key=words,
        read=words,
        value=words,
        anchor=anchors,
        author=words,
        created=words,
        modified=words,
        kind=words,
        removed=st.booleans(),
        begin=st.none() | anchors,
        end=st.none() | anchors,
    )
)
def test_any_correction_is_the_same_after_being_a_row(any_correction: Correction):
    assert from_row(dict(zip(COLUMNS, to_row(any_correction), strict=True))) == any_correction


def test_notes_and_corrections_have_one_way_back():
    notebook = Notebook()
    written = note(1)
    notebook.add(written)
    notebook.add(correction())
    assert notebook.annotations == (written,)
    assert notebook.corrections == [correction()]
    assert notebook.find("c1") is None
    assert undo(notebook) == (NoteChange(correction(), None),)
    assert (notebook.annotations, notebook.corrections) == ((written,), [])
    redo(notebook)
    assert notebook.corrections == [correction()]


def test_the_quotes_of_a_correction_are_what_must_be_found():
    nowhere = replace(anchor(), quote="")
    assert list(correction(anchor=nowhere).anchors) == []
    assert [found.quote for found in SECTION.anchors] == ["Distr.: General", "Annex", "الختام"]
    assert interval(("2020-02-24", "2020-03-20")) == "2020-02-24/2020-03-20"


@pytest.mark.parametrize(
    "made", [correction(), correction("x", removed=True, kind="annex"), SECTION], ids=lambda c: c.id
)
def test_a_correction_comes_back_from_json_as_it_was(made):
    assert correction_from_json(json.loads(json.dumps(correction_to_json(made)))) == made
    assert note_from_json(correction_to_json(made)) is None


@pytest.mark.parametrize(
    "harm",
    [{"id": "../x"}, {"type": "Annotation"}, {"verbale:of": "weather"}, {"target": 5}],
    ids=lambda harm: next(iter(harm)),
)
def test_what_is_no_correction_is_none(harm):
    assert correction_from_json({**correction_to_json(correction()), **harm}) is None


def test_corrections_are_merged_as_notes_are_and_stand_in_the_file():
    here = Identity("aa", "bb")
    shared = with_changes({}, [correction(), note(1, "words")], "w")
    text = shared_to_json(shared, here, "x.pdf")
    assert shared_from_json(text.encode(), here) == shared
    assert json.loads(text)["total"] == 1, "other programs read the notes, and no corrections"
