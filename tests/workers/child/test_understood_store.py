"""What was understood is kept: told at once when a file is opened again, and true only of the same text."""

from __future__ import annotations

import os
import pickle
from dataclasses import replace
from pathlib import Path

import pytest
from worker_parts import PARTS, Paper

from viewer.model.document import TextLayer, Understanding
from viewer.workers.child import understood_store
from viewer.workers.child.serving import Service
from viewer.workers.child.understood_store import KeptUnderstanding, UnderstoodStore, entry_name
from viewer.workers.messages.answers import PagesRead, Understood
from viewer.workers.messages.requests import OpenFile, ReadDocument

PAGES = ("one", "two\ud800", "три")
KEPT = KeptUnderstanding(Understanding(TextLayer.GOOD, warnings=("as it was",)), "ff", PAGES)


@pytest.fixture
def store(tmp_path):
    return UnderstoodStore(tmp_path / "deep" / "understood")


def test_an_entry_comes_back_as_it_was(store):
    assert store.load("a.understood") is None
    store.save("a.understood", KEPT)
    assert store.load("a.understood") == KEPT


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


def test_an_entry_of_a_folder_that_can_only_be_read_is_read(store, monkeypatch):
    store.save("a", KEPT)

    def refuse(*_args):
        raise PermissionError

    monkeypatch.setattr(os, "utime", refuse)
    assert store.load("a") == KEPT


def test_that_nothing_can_be_kept_is_said_once(tmp_path, caplog):
    (tmp_path / "file").touch()
    store = UnderstoodStore(tmp_path / "file" / "understood")
    for name in "abc":
        store.save(name, KEPT)
        assert store.load(name) is None
    assert caplog.text.count("can be kept") == len(caplog.records) == 1


def test_all_entries_are_counted_once_for_many_that_are_written(tmp_path, monkeypatch):
    UnderstoodStore(tmp_path).save("0", KEPT)
    size = (tmp_path / "0").stat().st_size
    counted = []
    real = understood_store.remove_oldest
    monkeypatch.setattr(understood_store, "remove_oldest", lambda *about: (counted.append(1), real(*about)))
    store = UnderstoodStore(tmp_path, capacity=80 * size)
    for number in range(1, 200):
        store.save(str(number), KEPT)
        assert sum(path.stat().st_size for path in tmp_path.iterdir()) <= 80 * size
    assert len(counted) <= 1 + 200 // 9


def test_an_entry_is_of_a_file_an_encoding_and_a_version():
    names = {entry_name(*of) for of in [("a", "", "1"), ("b", "", "1"), ("a", "utf-8", "1"), ("a", "", "2")]}
    assert len(names) == 4


# -- in a worker ------------------------------------------------------------------------------------------------------


def answers_to(service, request):
    """What a worker answers, the last answer last, a step at a time."""
    last = yield from service.steps(request)
    yield last


@pytest.fixture
def read(tmp_path):
    """Reads a paper in a new worker; returns its answers."""
    paper = tmp_path / "paper.txt"

    def read(*pages, parts=PARTS, at_once=False, **more):
        paper.write_text("\n".join(pages), encoding="utf-8")
        service = Service(parts)
        requests = OpenFile(1, str(paper), **more), ReadDocument(1, str(tmp_path / "results"), at_once=at_once)
        said = [answer for request in requests for answer in answers_to(service, request)]
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


def test_where_nobody_looks_on_a_text_that_is_kept_is_not_read_again(read, monkeypatch):
    first = read(*MANY, at_once=True)
    monkeypatch.setattr("worker_parts.Paper.page_text", None)
    [pages, last] = read(*MANY, at_once=True)
    assert last == first[-1]
    assert (pages.first, list(pages.texts)) == (0, MANY)


def recognised(path, **_how):
    """A paper some pages of which are read as they were recognised."""
    paper = Paper(path)
    paper.info = replace(paper.info, text_version=7)
    return paper


@pytest.mark.parametrize(
    ("parts", "more"),
    [(PARTS, {"pages_from": "made of it"}), (replace(PARTS, open_document=f"{__name__}:recognised"), {})],
    ids=["office", "recognised"],
)
def test_a_text_that_others_have_a_part_in_is_read_again_and_compared(read, monkeypatch, parts, more):
    monkeypatch.setattr("worker_parts.open_paper", lambda path, **_how: Paper(path))
    [*_, first] = read(*MANY, parts=parts, at_once=True, **more)
    assert read(*MANY, parts=parts, at_once=True, **more)[-1] == first
    monkeypatch.setattr("worker_parts.Paper._act", lambda _, text: text.replace("page", "leaf"))
    *pages, last = read(*MANY, parts=parts, at_once=True, **more)
    assert [text for answer in pages for text in answer.texts] == [text.replace("page", "leaf") for text in MANY]
    assert last.text_fingerprint != first.text_fingerprint


def replaced(path):
    other = path.with_name("other")
    other.write_text("another text", encoding="utf-8")
    other.replace(path)


@pytest.mark.parametrize("change", [replaced, lambda path: path.write_text("more" * 9), Path.unlink])
@pytest.mark.parametrize("after", [0, 1], ids=["before it is hashed", "amid the reading"])
def test_of_a_file_that_changes_while_it_is_read_nothing_is_kept(tmp_path, change, after):
    paper, results = tmp_path / "paper.txt", tmp_path / "results"
    paper.write_text("\n".join(MANY), encoding="utf-8")
    service = Service(PARTS)
    list(answers_to(service, OpenFile(1, str(paper))))
    answers = []
    reading = answers_to(service, ReadDocument(1, str(results), at_once=True))
    if after:
        answers.append(next(answer for answer in reading if isinstance(answer, PagesRead)))
    change(paper)
    answers += reading
    assert isinstance(answers[-1], Understood)
    assert [text for answer in answers if isinstance(answer, PagesRead) for text in answer.texts] == MANY
    assert not results.exists()


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
    assert "can be kept" in caplog.text


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
