"""Recognised pages on the disk: whole, found by content, bounded; damaged ones are as if they were not there."""

from __future__ import annotations

import os
import zlib
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.formats.recognition.recognised_store import MAGIC, RecognisedPage, RecognisedStore, load
from viewer.formats.recognition.word_boxes import RecognisedWord
from viewer.model.geometry import PageRect
from viewer.model.text import Recognition


def page_saying(text: str) -> RecognisedPage:
    words = tuple(RecognisedWord(part, PageRect(10.25, 20, 30.5, 40)) for part in text.split())
    return RecognisedPage(words, Recognition("Tesseract", ("eng", "rus"), replaces_text=True))


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "scan.pdf"
    path.write_bytes(b"a scan")
    return path


@pytest.fixture
def store(tmp_path):
    return RecognisedStore(tmp_path / "cache" / "recognised")


def keep(store, file, page, text, languages=("eng",), version="engine-1"):
    entry = store.entry(file, page, languages, version)
    store.save(entry, page_saying(text))
    return entry


def test_what_was_saved_is_read(store, file):
    entry = keep(store, file, 4, "слово صفحة 页")
    assert load(entry) == page_saying("слово صفحة 页")
    assert store.pages_of(file) == {4: entry}


def test_a_file_is_known_by_its_bytes_wherever_it_lies(store, file, tmp_path):
    keep(store, file, 0, "words")
    copy = tmp_path / "copy.pdf"
    copy.write_bytes(file.read_bytes())
    assert list(store.pages_of(copy)) == [0]
    copy.write_bytes(b"b scan")
    assert store.pages_of(copy) == {}, "another file of the same length"
    assert store.pages_of(tmp_path / "gone.pdf") == {}


def test_the_newest_choice_of_languages_counts(store, file):
    first = keep(store, file, 0, "wrong", ("eng",))
    second = keep(store, file, 0, "right", ("rus",))
    os.utime(first, (1, 1))
    assert store.pages_of(file) == {0: second}
    store.prefer(first)
    assert store.pages_of(file) == {0: first}


def test_choices_made_in_haste_count_in_their_order(store, file):
    entries = [keep(store, file, 0, text, (text,)) for text in ("eng", "fra")]
    for _ in range(100):  # the clock of files stands still for some milliseconds
        for entry in entries:
            store.prefer(entry)
            assert store.pages_of(file) == {0: entry}


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[:0],
        lambda data: data[: len(data) // 2],
        lambda data: data[:-1],
        lambda data: b"another program's" + data,
        lambda data: data.replace(MAGIC, MAGIC.replace(b"1", b"2")),
        lambda data: data[:40] + bytes([data[40] ^ 0x55]) + data[41:],
    ],
)
def test_a_damaged_entry_is_as_if_it_were_not_there(store, file, damage):
    entry = keep(store, file, 0, "words that were read")
    entry.write_bytes(damage(entry.read_bytes()))
    assert load(entry) is None
    assert load(entry.with_name("gone.page")) is None


@pytest.mark.parametrize(
    "said",
    [b"[]", b"{}", b"null", b'{"words": ["a"], "boxes": [1], "engine": "", "languages": [], "replaces_text": true}'],
)
def test_an_entry_that_says_something_else_is_not_read(store, file, said):
    entry = keep(store, file, 0, "words")
    entry.write_bytes(MAGIC + zlib.compress(said))
    assert load(entry) is None


def test_an_entry_that_unpacks_to_too_much_is_not_read(store, file):
    entry = keep(store, file, 0, "words")
    entry.write_bytes(MAGIC + zlib.compress(b" " * (32 << 20)))
    assert load(entry) is None


def test_it_is_known_how_a_page_was_turned_and_older_entries_say_nothing_of_it(store, file):
    entry = keep(store, file, 0, "words")
    assert load(entry).turns == 0
    store.save(entry, replace(page_saying("words"), turns=3))
    assert load(entry).turns == 3
    older = zlib.decompress(entry.read_bytes()[len(MAGIC) :]).replace(b'"turns":3,', b"")
    entry.write_bytes(MAGIC + zlib.compress(older))
    assert load(entry) == page_saying("words")


def test_other_files_in_the_folder_are_left_alone(store, file):
    entry = keep(store, file, 0, "words")
    for name in ("1.eng.part", "notes.txt", "0x1.eng.v.page"):
        (entry.parent / name).write_bytes(b"x")
    assert store.pages_of(file) == {0: entry}


def test_the_files_used_longest_ago_go_first(tmp_path):
    store = RecognisedStore(tmp_path / "cache", capacity=3000)
    files = []
    for number in range(6):
        path = tmp_path / f"{number}.pdf"
        path.write_bytes(b"x" * (number + 1))
        keep(store, path, 0, " ".join(f"{number}{word:03}" for word in range(300)))
        os.utime(store.entry(path, 0, ("eng",), "v").parent, (number + 1, number + 1))
        files.append(path)
    left = [path for path in files if store.pages_of(path)]
    assert left == files[-len(left) :]
    assert 1 <= len(left) < 6


def test_languages_cannot_leave_the_folder(store, file):
    entry = store.entry(file, 0, ("../../x", "a.b"), "v")
    assert entry.parent.parent.name == "recognised"
    assert "/" not in entry.name


@given(st.lists(st.tuples(st.text(max_size=8), st.lists(st.floats(0, 5000), min_size=4, max_size=4)), max_size=20))
def test_any_words_come_back_but_for_hundredths(words):
    page = RecognisedPage(
        tuple(RecognisedWord(text, PageRect(*box)) for text, box in words), Recognition("T", ("eng",))
    )
    with TemporaryDirectory() as folder:
        entry = Path(folder) / "x" / "1.eng.v.page"
        RecognisedStore(Path(folder)).save(entry, page)
        loaded = load(entry)
    assert loaded is not None
    assert [word.text for word in loaded.words] == [text for text, _ in words]
    for word, (_, box) in zip(loaded.words, words, strict=True):
        assert word.rect.x0 == pytest.approx(box[0], abs=0.006)
        assert word.rect.y1 == pytest.approx(box[3], abs=0.006)
