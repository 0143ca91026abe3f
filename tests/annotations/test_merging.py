"""Notes of several people, merged: whatever the order, all come to the same, and what is deleted stays so."""

from __future__ import annotations

import json
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from viewer.annotations.merging import History, Stamp, agreed, conflicts, latest, merge, settled, with_changes
from viewer.annotations.shared_json import shared_from_json, shared_to_json
from viewer.model.annotation import Anchor, Annotation, AnnotationKind, HighlightColor
from viewer.model.document import Identity
from viewer.model.text import Span

TIME = "2026-01-02T03:04:05.000006+00:00"
HERE = Identity("aa", "bb")


def note(identifier, body):
    anchor = Anchor(Span(0, 3), 1, "The", "", "", 0)
    return Annotation(identifier, AnnotationKind.HIGHLIGHT, anchor, HighlightColor.RED, body, (), "A", TIME, TIME)


def shown(shared):
    return {each: history.shown.body for each, history in shared.items() if history.shown is not None}


# What people do, one after the other: (who, what, to which note, with whom they merge)
WHO = st.integers(0, 2)
DOINGS = st.lists(
    st.tuples(
        WHO, st.sampled_from(["write", "delete", "merge"]), st.sampled_from("ab"), WHO, st.text("xyz", max_size=2)
    ),
    max_size=25,
)


class People:
    """Three people, each with their notes and what they have shared so far."""

    def __init__(self):
        self.notes = [{}, {}, {}]
        self.shared = [{}, {}, {}]

    def do(self, who, what, which, whom, words):
        if what == "write":
            self.notes[who][which] = note(which, words)
        elif what == "delete":
            self.notes[who].pop(which, None)
        else:
            self.share(who)
            self.share(whom)
            self.take(who, merge(self.shared[who], self.shared[whom]))

    def share(self, who):
        self.shared[who] = with_changes(self.shared[who], self.notes[who].values(), f"writer{who}")

    def take(self, who, shared):
        self.shared[who] = shared
        self.notes[who] = {each: history.shown for each, history in shared.items() if history.shown is not None}


def states(doings):
    people = People()
    for doing in doings:
        people.do(*doing)
    for who in range(3):
        people.share(who)
    return people.shared


@given(DOINGS)
def test_it_does_not_matter_in_which_order_how_often_and_in_what_company_is_merged(doings):
    a, b, c = states(doings)
    assert merge(a, b) == merge(b, a)
    assert merge(merge(a, b), c) == merge(a, merge(b, c))
    assert merge(a, a) == merge(a, {})
    once = merge(a, b)
    assert merge(once, b) == merge(once, a) == once


@given(DOINGS)
def test_all_who_have_merged_see_the_same_and_nobodys_words_are_lost(doings):
    a, b, c = states(doings)
    everything = merge(merge(a, b), c)
    for shared in (a, b, c):
        for each, history in shared.items():
            stamp = history.stamps[0] if history.versions else None
            kept = everything[each]
            assert stamp is None or stamp in kept.versions or stamp in kept.replaced


@given(DOINGS)
def test_a_deletion_that_has_been_merged_does_not_come_back_from_who_has_not_heard_of_it(doings):
    people = People()
    for doing in doings:
        people.do(*doing)
    people.notes[0]["a"] = note("a", "mine")
    people.share(0)
    people.take(1, merge(people.shared[1], people.shared[0]))
    old = people.shared[1]
    people.take(0, people.shared[0])
    for _ in range(9):  # until no version that others wrote meanwhile is shown any more
        people.notes[0].pop("a", None)
        people.share(0)
        people.take(0, people.shared[0])
    assert "a" not in shown(people.shared[0])
    before = people.shared[0]["a"]
    people.take(0, merge(people.shared[0], old))
    left = {stamp for stamp in people.shared[0]["a"].versions if stamp not in before.versions}
    assert left.isdisjoint(before.replaced)
    if not left:
        assert "a" not in shown(people.shared[0])


@given(DOINGS)
def test_the_file_gives_back_what_was_shared(doings):
    for shared in states(doings):
        kept = {each: history for each, history in shared.items() if history.versions or history.replaced}
        text = shared_to_json(shared, HERE, "note.pdf")
        assert shared_from_json(text.encode(), HERE) == kept
        assert shared_to_json(shared_from_json(text.encode(), HERE), HERE, "note.pdf") == text


KEYS = ["a", "versions", "replaced", "stamp", "note", "id", "type", "target", "verbale:of", "value"]
TOLD = st.none() | st.booleans() | st.integers(-2, 2**70) | st.floats() | st.sampled_from(["a", "urn:uuid:a", "x"])
JSON = st.recursive(
    TOLD | st.tuples(st.integers(0, 2**21), st.sampled_from("xyz")).map(list),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=4),
    max_leaves=20,
)


@given(st.dictionaries(st.sampled_from("ab"), JSON, max_size=2))
def test_whatever_stands_in_a_shared_file_says_the_same_when_it_is_written_again(told):
    whole = {"verbale:document": {"verbale:sha256": "aa"}, "verbale:shared": {"version": 1, "notes": told}}
    found = shared_from_json(json.dumps(whole).encode(), HERE)
    text = shared_to_json(found, HERE, "note.pdf")
    assert shared_from_json(text.encode(), HERE) == merge(found, found) == found


@given(DOINGS)
def test_who_has_a_note_as_others_show_it_has_not_changed_it(doings):
    a, b, _ = states(doings)
    notes = [history.shown for history in b.values() if history.shown is not None]
    told = agreed(a, b, notes)
    for each in notes:
        here = told.get(each.id)
        assert here is None or here == a.get(each.id) or here == a.get(each.id, History()).merged(b[each.id])
    everything = merge(agreed({}, b, notes), b)
    assert with_changes(everything, notes, "x") == everything
    assert with_changes(agreed({}, b, notes), notes, "x") == agreed({}, b, notes)


def test_an_earlier_version_of_others_that_is_taken_back_here_is_a_change():
    here = {"a": History({Stamp(5, "x"): note("a", "mine")})}
    there = {"a": History({Stamp(3, "y"): note("a", "theirs")})}
    assert agreed(here, there, [note("a", "theirs")]) == here
    assert shown(with_changes(here, [note("a", "theirs")], "x")) == {"a": "theirs"}


def test_who_changes_a_note_unaware_of_the_other_makes_a_second_version_and_the_later_stamp_is_shown():
    base = with_changes({}, [note("a", "first")], "x")
    here = with_changes(base, [note("a", "here")], "x")
    there = with_changes(base, [note("a", "there")], "y")
    both = merge(here, there)
    assert shown(both) == {"a": "there"}  # the logical times are equal: the writer's id decides
    assert [other.body for other in conflicts(both)["a"]] == ["here"]
    later = with_changes(here, [note("a", "here again")], "x")
    assert shown(merge(later, there)) == {"a": "here again"}
    decided = settled(both, "a", replace(note("a", "both")), "x")
    assert shown(merge(decided, both)) == {"a": "both"}
    assert conflicts(merge(decided, both)) == {}


def test_an_edit_of_what_is_shown_leaves_the_other_version_until_it_is_decided():
    both = merge(with_changes({}, [note("a", "here")], "x"), with_changes({}, [note("a", "there")], "y"))
    edited = with_changes(both, [note("a", "there, edited")], "y")
    assert shown(edited) == {"a": "there, edited"}
    assert [other.body for other in conflicts(edited)["a"]] == ["here"]


def test_the_wall_clock_decides_nothing():
    old = replace(note("a", "old"), modified="1999-01-01T00:00:00.000000+00:00")
    base = with_changes({}, [note("a", "new")], "x")
    assert shown(with_changes(base, [old], "y")) == {"a": "old"}
    assert latest(with_changes(base, [old], "y")) == 2


def test_without_changes_nothing_is_written():
    base = with_changes({}, [note("a", "new")], "x")
    assert with_changes(base, [note("a", "new")], "y") == base
    assert History({Stamp(1, "x"): note("a", "new")}) == base["a"]
