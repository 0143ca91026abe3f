"""What was understood is kept: told at once when a file is opened again, and true only of the same text."""

from __future__ import annotations

import os
import pickle
from dataclasses import replace
from pathlib import Path

import pytest
from worker_parts import PARTS

from viewer.model.document import TextLayer, Understanding
from viewer.workers.child import understood_store
from viewer.workers.child.serving import Service
from viewer.workers.child.understood_store import KeptUnderstanding, UnderstoodStore, digest_of, entry_name
from viewer.workers.messages.answers import PagesRead, Understood
from viewer.workers.messages.requests import OpenFile, ReadDocument

PAGES = ("one", "two\ud800", "три")
KEPT = KeptUnderstanding(
    Understanding(TextLayer.GOOD, warnings=("as it was",)), "ff", digest_of(PAGES), tuple(map(len, PAGES))
)


@pytest.fixture
def store(tmp_path):
    return UnderstoodStore(tmp_path / "deep" / "understood")


def test_an_entry_comes_back_as_it_was(store):
    assert store.load("a.understood") is None
    store.save("a.understood", KEPT)
    assert store.load("a.understood") == KEPT
    assert KEPT.is_of(PAGES)
    assert not KEPT.is_of(("one", "two", "три"))
    assert not KEPT.is_of(PAGES[:2])


@pytest.mark.parametrize("at", [0, 30, 60, -1])
def test_a_damaged_entry_is_as_if_it_were_not_there(store, tmp_path, at, caplog):
    store.save("a.understood", KEPT)
    path = tmp_path / "deep" / "understood" / "a.understood"
    data = bytearray(path.read_bytes())
    data[at] ^= 1
    path.write_bytes(data)
    assert store.load("a.understood") is None
    path.write_bytes(data[:40])
    assert store.load("a.understood") is None
    assert "damaged" in caplog.text


def test_an_entry_that_somebody_made_of_something_else_is_not_loaded(store, tmp_path, monkeypatch):
    class Evil:
        def __reduce__(self):
            return os.system, (f"touch {tmp_path / 'harm'}",)

    monkeypatch.setattr(pickle, "dumps", lambda *_args, _dumps=pickle.dumps, **_more: _dumps(Evil()))
    store.save("a.understood", KEPT)
    assert store.load("a.understood") is None
    assert not (tmp_path / "harm").exists()


def test_those_used_longest_ago_give_way(tmp_path):
    UnderstoodStore(tmp_path).save("a", KEPT)
    size = (tmp_path / "a").stat().st_size
    store = UnderstoodStore(tmp_path, capacity=2 * size + size // 2)
    store.save("b", KEPT)
    os.utime(tmp_path / "a", (1, 1))
    os.utime(tmp_path / "b", (2, 2))
    assert store.load("a") == KEPT  # used now
    store.save("c", KEPT)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "c"]


def test_an_entry_is_of_a_file_an_encoding_and_a_version():
    names = {entry_name(*of) for of in [("a", "", "1"), ("b", "", "1"), ("a", "utf-8", "1"), ("a", "", "2")]}
    assert len(names) == 4


# -- in a worker ------------------------------------------------------------------------------------------------------


@pytest.fixture
def read(tmp_path):
    """Reads a paper in a new worker; returns its answers."""
    paper = tmp_path / "paper.txt"

    def read(*pages, parts=PARTS, at_once=False, **more):
        paper.write_text("\n".join(pages), encoding="utf-8")
        service = Service(parts)
        for request in (OpenFile(1, str(paper), **more), ReadDocument(1, str(tmp_path / "results"), at_once=at_once)):
            said = []
            steps = service.steps(request)
            while True:
                try:
                    said.append(next(steps))
                except StopIteration as end:
                    said.append(end.value)
                    break
        return [answer for answer in said if isinstance(answer, PagesRead | Understood)]

    return read


MANY = [f"page {number}" for number in range(20)]


def test_the_second_reading_tells_all_at_once_and_reads_the_text(read):
    first, second = read(*MANY), read(*MANY)
    assert sum(isinstance(answer, Understood) for answer in first) == 2  # the first pages, and all
    known, *pages, last = second
    assert known == replace(first[-1], pages_read=0, text_fingerprint="", page_lengths=tuple(map(len, MANY)))
    assert all(isinstance(answer, PagesRead) for answer in pages)
    assert [text for answer in pages for text in answer.texts] == MANY
    assert last == first[-1]


def test_where_nobody_looks_on_what_is_known_is_told_when_the_text_has_been_read(read):
    [*_, known] = read(*MANY)
    *pages, last = read(*MANY, at_once=True)
    assert all(isinstance(answer, PagesRead) for answer in pages)
    assert last == known


def test_a_changed_file_is_understood_anew(read):
    read(*MANY)
    assert not any(isinstance(answer, Understood) and answer.page_lengths for answer in read(*MANY[:-1], "else"))


def test_another_text_of_the_same_bytes_is_understood_anew(read, monkeypatch):
    [*_, first] = read(*MANY)
    texts = iter([f"leaf {number}" for number in range(20)])
    monkeypatch.setattr("worker_parts.Paper._act", lambda *_: next(texts))
    known, *_, last = read(*MANY)
    assert known.page_lengths
    assert last.text_fingerprint not in {"", first.text_fingerprint}


@pytest.mark.parametrize("more", [{"password": "secret"}, {"skip": (1,)}, {"careful": True}])
def test_nothing_is_kept_of_protected_files_and_of_those_read_in_part(read, tmp_path, more):
    read(*MANY, **more)
    assert not (tmp_path / "results").exists()
    read(*MANY)
    assert not any(isinstance(answer, Understood) and answer.page_lengths for answer in read(*MANY, **more))


def test_what_cannot_be_kept_is_no_failure(read, tmp_path, caplog):
    (tmp_path / "results").touch()
    assert isinstance(read(*MANY)[-1], Understood)
    assert "cannot be kept" in caplog.text


def test_a_page_that_could_not_be_read_is_tried_again_the_next_time(read, tmp_path):
    read("one", "raise", "three")
    assert not (tmp_path / "results").exists()


def test_entries_are_bounded(monkeypatch, store):
    monkeypatch.setattr(understood_store, "LARGEST_ENTRY", 10)
    store.save("a", KEPT)
    assert store.load("a") is None


def test_the_version_is_of_tables_and_code():
    from viewer.analysis.version import analysis_version  # noqa: PLC0415 - it reads them when it is asked

    assert len(analysis_version()) == 20
    assert Path(understood_store.__file__).is_file()
