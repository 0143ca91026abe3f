"""Notes over all documents: found in every script, gathered by document, in step with what is written."""

from __future__ import annotations

import queue
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from annotations.examples import key, note
from hypothesis import given, settings
from hypothesis import strategies as st
from patience import SECONDS

from viewer.analysis.words.folding import fold_for_search
from viewer.annotations import search_index
from viewer.annotations.catalogue import NoteQuery
from viewer.annotations.database import SEARCHED_SINCE
from viewer.annotations.notebook import NoteChange
from viewer.annotations.schema import MIGRATIONS
from viewer.annotations.store import NoteStore
from viewer.model.annotation import AnnotationKind, HighlightColor

KEPT = Path(__file__).with_name("kept")
LAST_FILES = sorted(KEPT.glob("version-*.sqlite"))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "notes.sqlite"


@pytest.fixture
def store(path: Path):
    store = NoteStore(path, busy_seconds=0.05, retry_seconds=0.05, look_seconds=0.05)
    yield store
    store.close()


def save(store: NoteStore, *changes: NoteChange, document=None) -> None:
    answers: queue.Queue = queue.Queue()
    store.submit(document or key(), changes, answers.put)
    assert answers.get(timeout=SECONDS).committed


def find(store: NoteStore, words: str = "", **more):
    answers: queue.Queue = queue.Queue()
    store.find_notes(NoteQuery(words, **more), answers.put)
    found = answers.get(timeout=SECONDS)
    assert found.error == ""
    return found


def ids(found) -> list[str]:
    return [each.note.id for document in found.documents for each in document.notes]


def written(store: NoteStore, **bodies: str) -> None:
    save(store, *(NoteChange(None, note(at, body, id=name)) for at, (name, body) in enumerate(bodies.items())))


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("The title of the State", "title"),
        ("The title of the State", "STATE tit"),
        ("élections législatives", "elections"),
        ("关于人权和水的报告", "人权"),
        ("关于人权和水的报告", "水"),
        ("关于人权和水的报告", "人权和水的"),
        ("وحقوق الإنسان", "حقوق"),
        ("وَحُقُوقُ الإِنْسَان", "حقوق الانسان"),
        ("الحقـــوق", "الحقوق"),
        ("قرار مجلس الأمن ٨٢٢", "قرار 822"),
        ("ا\ufefb\ufee1", "الام"[:1]),
        ("item 4 (b) of EU", "EU"),
        ('a "quoted" AND word', '"quoted" AND'),
        ("100% sure_thing", "100% sure_"),
        ("ドイツの水", "ドイツ"),
        ("𠀀𠀁", "𠀁"),
    ],
)
def test_words_of_every_script_are_found(store: NoteStore, body: str, words: str):
    written(store, a=body, b="something else")
    assert ids(find(store, words)) == ["a"]


def test_what_does_not_stand_in_that_order_is_not_found(store: NoteStore):
    written(store, a="权人")
    assert ids(find(store, "人权")) == []


def test_a_note_is_found_by_its_passage_tags_section_and_author(store: NoteStore):
    written(store, a="")
    for words in ("quote", "вопрос", "Annex", "reader", "quote claim"):
        assert ids(find(store, words)) == ["a"], words


def test_the_index_follows_changes_deletion_and_undo(store: NoteStore):
    first = note(1, "first words", id="a")
    save(store, NoteChange(None, first))
    second = replace(first, body="second thoughts")
    save(store, NoteChange(first, second))
    assert (ids(find(store, "first words")), ids(find(store, "thoughts"))) == ([], ["a"])
    save(store, NoteChange(second, None))
    assert (ids(find(store, "thoughts")), find(store).count) == ([], 0)
    save(store, NoteChange(None, second))
    assert ids(find(store, "thoughts")) == ["a"]


def test_notes_are_gathered_by_document_in_reading_order_and_bounded(store: NoteStore):
    save(store, NoteChange(None, replace(note(9, id="a2"), modified="2026-01-01")),
         NoteChange(None, replace(note(1, id="a1"), modified="2026-01-02")))  # fmt: skip
    later = replace(note(1, id="b1"), modified="2026-02-01")
    save(store, NoteChange(None, later), document=key("bb", "", "/papers/b.pdf", "B"))
    found = find(store)
    assert [(document.title, document.count, document.paths) for document in found.documents] == [
        ("B", 1, ("/papers/b.pdf",)),
        ("T", 2, ("/papers/note.pdf",)),
    ]
    assert ids(found) == ["b1", "a1", "a2"]
    some = find(store, limit=2)
    assert (ids(some), some.given, some.count) == (["b1", "a1"], 2, 3)


def test_kinds_colours_and_lost_ones_are_told_apart(store: NoteStore):
    save(store, NoteChange(None, note(1, id="a")),
         NoteChange(None, note(2, id="b", kind=AnnotationKind.UNDERLINE, color=HighlightColor.RED)))  # fmt: skip
    store.keep_placements({"a": ("lost", 0.0), "b": ("moved", 1.0)})
    assert ids(find(store, kinds=frozenset({AnnotationKind.UNDERLINE}))) == ["b"]
    assert ids(find(store, colors=frozenset({HighlightColor.GREEN}))) == ["a"]
    assert ids(find(store, "quote", placed=frozenset({"lost"}))) == ["a"]
    assert [each.placed for document in find(store).documents for each in document.notes] == ["lost", "moved"]
    store.keep_placements({"a": None})
    assert find(store, placed=frozenset({"lost"})).count == 0


def test_listeners_hear_of_this_and_of_other_programs(store: NoteStore, path: Path):
    heard: queue.Queue = queue.Queue()
    find(store)
    stop = store.listen(lambda: heard.put(1))
    written(store, a="here")
    heard.get(timeout=SECONDS)
    other = NoteStore(path)
    written(other, b="there")
    heard.get(timeout=SECONDS)
    other.close()
    stop()
    assert ids(find(store, "there")) == ["b"]


def test_a_picture_is_kept_beside_its_note(store: NoteStore):
    answers: queue.Queue = queue.Queue()
    store.keep_picture("a", b"png")
    store.pictures(["a", "b"], answers.put)
    assert answers.get(timeout=SECONDS) == {"a": b"png"}


def test_how_a_passage_is_quoted_is_kept_beside_it_until_it_stands_in_one_piece_again(store: NoteStore):
    written(store, a="over a page break", b="in one piece")
    for words in ("a\ud800 passage", "another"):
        store.keep_passages({"a": words, "b": ""})
        found = {each.note.id: each.passage for document in find(store).documents for each in document.notes}
        assert found == {"a": words.replace("\ud800", "\ufffd"), "b": ""}
    store.keep_passages({"a": ""})
    assert [each.passage for document in find(store).documents for each in document.notes] == ["", ""]


@pytest.mark.parametrize("kept", LAST_FILES, ids=lambda kept: kept.stem)
def test_each_earlier_version_is_read_for_ever_and_its_words_are_found(path: Path, kept: Path):
    shutil.copy(kept, path)
    store = NoteStore(path)
    answers: queue.Queue = queue.Queue()
    store.open_document(key("aa", "t1"), answers.put)
    loaded = answers.get(timeout=SECONDS)
    bodies = {each.body for each in loaded.annotations}
    assert {"слово\nالكلمة 字", "a section", "a page", "the document"} <= bodies
    assert loaded.read_only == ""
    for words in ("字", "слово", "كلمة"):
        assert find(store, words).count == 1, words
    version = int(kept.stem.rpartition("-")[2])
    if version >= 2:
        assert [each.id for each in loaded.corrections] == ["kept"]
    if version >= 3:
        assert {"r": AnnotationKind.REGION, "u": AnnotationKind.UNDERLINE, "b": AnnotationKind.BOOKMARK}.items() <= {
            each.id: each.kind for each in loaded.annotations
        }.items()
        store.pictures(["r"], answers.put)
        assert answers.get(timeout=SECONDS) == {"r": b"\x89PNG"}
        assert {each.id for each in loaded.annotations if each.own_color} == ({"i"} if version >= 4 else set())
        assert find(store, "人权", placed=frozenset({"lost"})).count == 1
    if version >= 5:
        assert [[other.body for other in each.other_words] for each in loaded.annotations if each.other_words] == [
            ["other слова"]
        ]
        assert ids(find(store, "слова")) == ["o"]
    passages = [each.passage for document in find(store).documents for each in document.notes if each.passage]
    assert passages == (["the passage without its page break"] if version >= 6 else [])
    assert store.close()


def test_the_present_version_has_a_file_that_is_kept():
    assert [int(kept.stem.rpartition("-")[2]) for kept in LAST_FILES] == list(range(1, len(MIGRATIONS) + 1))
    assert len(MIGRATIONS) >= SEARCHED_SINCE


@pytest.mark.parametrize("damage", ["id = 10", "id > 10"], ids=["structure", "segments"])
def test_a_damaged_index_never_stands_in_the_way_of_a_note(path: Path, caplog, damage: str):
    store = NoteStore(path)
    written(store, a="before the damage")
    store.close()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(f"UPDATE search_index_data SET block = x'00ffff00' WHERE {damage}")  # noqa: S608
    store = NoteStore(path)
    after = note(2, "after the damage", id="b")
    save(store, NoteChange(note(0, "before the damage", id="a"), None), NoteChange(None, after))
    assert ids(find(store, "damage")) == ["b"]
    assert "made anew" in caplog.text
    store.close()


@settings(max_examples=60)
@given(st.text(max_size=60), st.data())
def test_any_part_of_folded_text_is_found_as_it_is_indexed(text: str, data):
    folded = fold_for_search(text).folded
    words = folded.split()
    if words:
        word = data.draw(st.sampled_from(words))
        start = data.draw(st.integers(0, len(word) - 1))
        part = word[start : data.draw(st.integers(start + 1, len(word)))]
        assert search_index.spaced(part) in search_index.spaced(folded)
