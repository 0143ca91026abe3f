"""Notes in JSON: our own come back as they were, Hypothesis's are understood, and nothing hostile does harm."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.annotations import foreign_json
from viewer.annotations.annotation_json import note_from_json, note_to_json, read_notes
from viewer.annotations.foreign_json import NoNotes
from viewer.model.annotation import Anchor, Annotation, AnnotationKind, HighlightColor, OtherWords
from viewer.model.document import Identity
from viewer.model.geometry import PageRect
from viewer.model.text import Span

HERE, THERE = Identity("aa" * 32, "11" * 32), Identity("bb" * 32, "22" * 32)
TIME = "2026-01-02T03:04:05.000006+00:00"
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
NOTES = st.builds(
    Annotation,
    id=st.uuids().map(str),
    kind=st.sampled_from(AnnotationKind),
    anchor=st.builds(
        Anchor,
        span=st.tuples(st.integers(0, 999), st.integers(0, 99)).map(lambda pair: Span(pair[0], sum(pair))),
        text_version=st.integers(1, 9),
        quote=WORDS,
        prefix=WORDS.map(lambda words: words[-32:]),
        suffix=WORDS.map(lambda words: words[:32]),
        page=st.integers(0, 999),
        rects=st.lists(st.floats(0, 500, width=32).map(lambda x: PageRect(x, x, x + 1, x + 2)), max_size=3).map(tuple),
    ),
    color=st.sampled_from(HighlightColor),
    body=WORDS,
    tags=st.lists(st.from_regex(r"\w{1,9}", fullmatch=True), unique=True, max_size=3).map(tuple),
    author=WORDS,
    created=st.just(TIME),
    modified=st.just(TIME),
    section_title=WORDS,
    language=st.sampled_from(["en", "ar", "und"]),
    own_color=st.sampled_from(["", "#12ab34"]),
    other_words=st.lists(WORDS.filter(str.strip).map(lambda words: OtherWords(words, TIME)), max_size=2).map(tuple),
)
NOTE = Annotation(
    "00000000-0000-4000-8000-000000000001", AnnotationKind.HIGHLIGHT, Anchor(Span(3, 9), 1, "quoted", "the", "of", 2),
    HighlightColor.BLUE, "Mine", ("a",), "Яна", TIME, TIME, "Annex", "ar",
)  # fmt: skip


def collection(*notes, of=HERE):
    document = {"verbale:sha256": of.content_hash, "verbale:textFingerprint": of.text_fingerprint}
    items = [note_to_json(note) for note in notes]
    return json.dumps(
        {"type": "AnnotationCollection", "verbale:document": document, "first": {"items": items}}
    ).encode()


@given(NOTES)
def test_a_note_comes_back_as_it_was(note):
    assert note_from_json(json.loads(json.dumps(note_to_json(note)))) == note


def test_notes_on_this_document_keep_their_ids_and_on_another_have_others_always_the_same():
    assert read_notes(collection(NOTE), HERE).notes == (NOTE,)
    assert read_notes(collection(NOTE, of=replace(HERE, content_hash="cc")), HERE).notes == (NOTE,)  # another copy
    [first], [again] = (read_notes(collection(NOTE), THERE).notes for _ in range(2))
    assert first == again == replace(NOTE, id=first.id)
    assert first.id != NOTE.id


def test_a_note_that_is_twice_in_a_file_is_found_once():
    assert len(read_notes(collection(NOTE, NOTE), HERE).notes) == 1


def hypothesis_row(identifier, text, **more):
    selectors = [
        {"type": "TextPositionSelector", "start": 10, "end": 20},
        {"type": "TextQuoteSelector", "exact": "ten letter", "prefix": "x" * 40, "suffix": "after"},
        {"type": "PageSelector", "index": 3, "label": "4"},
    ]
    return {
        "id": identifier, "text": text, "created": "2024-05-06T07:08:09.123456+00:00", "tags": ["wells", 3],
        "updated": "2024-05-07T07:08:09.123456+00:00", "user": "acct:jane@hypothes.is",
        "user_info": {"display_name": None}, "target": [{"source": "https://x", "selector": selectors}], **more,
    }  # fmt: skip


@pytest.mark.parametrize("holder", ["annotations", "rows"])
def test_an_export_of_hypothesis_is_read_with_its_threads(holder):
    answer = hypothesis_row("b", "No", references=["a"], user_info={"display_name": "Max"})
    further = hypothesis_row("c", "Yes", references=["a", "b"], created="2024-06-06T07:08:09.123456+00:00")
    page_note = {**hypothesis_row("d", "All of it"), "target": [{"source": "https://x"}]}
    data = json.dumps({holder: [answer, further, hypothesis_row("a", "Is it?"), page_note, 7]}).encode()
    found = read_notes(data, HERE)
    assert (found.program, found.unreadable) == ("Hypothesis", 1)
    note, whole = found.notes
    assert note.body == "Is it?\n\n**Max**, 2024-05-06: No\n\n**jane**, 2024-06-06: Yes"
    assert (note.author, note.tags, note.anchor.page) == ("jane", ("wells",), 3)
    assert (note.anchor.quote, note.anchor.prefix, note.anchor.span) == ("ten letter", "x" * 32, Span(10, 20))
    assert (note.kind, whole.kind) == (AnnotationKind.HIGHLIGHT, AnnotationKind.DOCUMENT)
    assert read_notes(data, HERE).notes == found.notes


def test_the_bare_rows_of_hypothesis_are_read_and_no_other_array():
    row = hypothesis_row("a", "Is it?")
    found = read_notes(json.dumps([row, 7]).encode(), HERE)
    assert ([note.body for note in found.notes], found.unreadable) == (["Is it?"], 1)
    assert found.notes == read_notes(json.dumps({"rows": [row]}).encode(), HERE).notes
    with pytest.raises(NoNotes, match="no notes that Verbale can read"):
        read_notes(json.dumps([{"id": "A_1", "type": "report", "title": "Fish"}]).encode(), HERE)


KEYS = [
    "id",
    "type",
    "items",
    "first",
    "target",
    "selector",
    "body",
    "rows",
    "value",
    "exact",
    "start",
    "end",
    "references",
    "verbale:rects",
    "annotations",
    "creator",
    "name",
    "tags",
    "purpose",
    "text",
    "user",
]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(KEYS),
            inner,
            max_size=6,
        )
    ),
    max_leaves=30,
)


@given(JSON, st.sampled_from(["first", "annotations", "rows", "items"]))
def test_whatever_is_in_a_file_is_notes_or_said_to_be_none(value, holder):
    for whole in (value, {holder: [value]}, {holder: {"items": [value]}}):
        try:
            found = read_notes(json.dumps(whole).encode(), HERE)
        except NoNotes:
            continue
        for note in found.notes:
            assert note_from_json(note_to_json(note)) == note
            json.dumps(note_to_json(note)).encode()


@pytest.mark.parametrize(
    "data",
    [b"", b"\xff\xfe", b"[" * 100_000, b'{"rows": 3}', b'"words"', b'{"first": {}}', b"null", b"{" + b'"a":[' * 9999],
    ids=range(8),
)
def test_what_is_no_file_of_notes_is_said_to_be_none(data):
    with pytest.raises(NoNotes):
        read_notes(data, HERE)


def test_numbers_and_lengths_are_bounded():
    item = note_to_json(NOTE)
    item["target"]["selector"] = [
        {"type": "TextPositionSelector", "start": 10**400, "end": -5},
        {
            "type": "FragmentSelector",
            "value": "page=99999999999999999999",
            "verbale:rects": [[0, 0, 1e400, 1], ["a"], [1, 2, 3]],
        },
    ]
    note = note_from_json(item)
    assert note.anchor.span.start <= 2**31
    assert note.anchor.rects == ()


def test_a_long_note_comes_back_whole():
    anchor = replace(NOTE.anchor, quote="q" * 10**6)
    long = replace(NOTE, anchor=anchor, body="x" * 10**6, tags=("t" * 900,), author="a" * 900, section_title="s" * 900)
    assert note_from_json(json.loads(json.dumps(note_to_json(long)))) == long


@pytest.mark.parametrize(("bound", "data"), [("LARGEST_FILE", b" " * 50), ("MOST_VALUES", b"[" + b"0," * 50 + b"0]")])
def test_a_file_that_would_fill_the_memory_is_not_read(monkeypatch, bound, data):
    monkeypatch.setattr(foreign_json, bound, 49)
    with pytest.raises(NoNotes, match="larger than any file of notes"):
        read_notes(data, HERE)
