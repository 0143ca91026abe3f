from __future__ import annotations

from dataclasses import replace

import pytest
from annotations.examples import correction, delete, note, put, redo, undo
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from viewer.annotations.notebook import MetElsewhere, Notebook, NoteChange
from viewer.model.annotation import HighlightColor, OtherWords
from viewer.model.text import Span


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def notebook(clock: Clock) -> Notebook:
    return Notebook(clock, merge_seconds=2.0)


def bodies(notebook: Notebook) -> list[str]:
    return [found.body for found in notebook.annotations]


def typed(notebook: Notebook, id: str, *words: str) -> None:  # noqa: A002 - the field's name
    for word in words:
        put(notebook, replace(notebook.find(id), body=word, modified=f"when {word}"))


def test_notes_are_listed_as_they_stand_in_the_document(notebook: Notebook):
    later_page = replace(note(0, "d"), anchor=replace(note(0).anchor, page=2))
    for one in (later_page, note(9, "c"), note(5, "b", created="2"), note(5, "a", created="1")):
        notebook.add(one)
    assert bodies(notebook) == ["a", "b", "c", "d"]


def test_a_change_says_before_and_after(notebook: Notebook):
    first = note(1, "first")
    second = replace(first, body="second")
    assert notebook.add(first) == NoteChange(None, first)
    assert put(notebook, second) == NoteChange(first, second)
    assert delete(notebook, first.id) == NoteChange(second, None)
    assert notebook.annotations == ()


def test_what_cannot_be_is_refused(notebook: Notebook):
    one = note(1)
    notebook.add(one)
    with pytest.raises(ValueError, match="already"):
        notebook.add(one)
    with pytest.raises(ValueError, match="one note"):
        NoteChange(None, None)
    with pytest.raises(ValueError, match="one note"):
        NoteChange(note(1), note(2))
    assert notebook.annotations == (one,)


def test_typing_is_one_step_of_undo(notebook: Notebook, clock: Clock):
    one = note(1)
    notebook.add(one)
    for word in ("T", "Th", "The"):
        clock.now += 1.9
        typed(notebook, one.id, word)
    assert undo(notebook) == (NoteChange(replace(one, body="The", modified="when The"), one),)
    assert bodies(notebook) == [""]
    redo(notebook)
    assert bodies(notebook) == ["The"]


def test_typing_after_a_pause_is_a_step_of_its_own(notebook: Notebook, clock: Clock):
    one = note(1)
    notebook.add(one)
    typed(notebook, one.id, "a")
    clock.now += 2.1
    typed(notebook, one.id, "b")
    undo(notebook)
    assert bodies(notebook) == ["a"]


def test_typing_in_another_note_or_after_another_change_is_a_step_of_its_own(notebook: Notebook):
    one, two = note(1), note(2)
    notebook.add(one)
    notebook.add(two)
    typed(notebook, one.id, "a")
    typed(notebook, two.id, "b")
    typed(notebook, one.id, "c")
    undo(notebook)
    assert bodies(notebook) == ["a", "b"]
    put(notebook, replace(notebook.find(two.id), color=HighlightColor.RED))
    typed(notebook, two.id, "d")
    undo(notebook)
    assert bodies(notebook) == ["a", "b"]
    assert notebook.find(two.id).color is HighlightColor.RED


def test_several_deleted_at_once_come_back_at_once(notebook: Notebook):
    notes = [note(number, str(number)) for number in range(4)]
    for one in notes:
        notebook.add(one)
    notebook.change([NoteChange(notes[1], None), NoteChange(notes[3], None)])
    assert bodies(notebook) == ["0", "2"]
    undo(notebook)
    assert bodies(notebook) == ["0", "1", "2", "3"]


def test_nothing_to_undo_gives_no_changes(notebook: Notebook):
    assert (notebook.can_undo, notebook.can_redo) == (False, False)
    assert (undo(notebook), redo(notebook)) == ((), ())


def test_a_note_is_unsaved_until_its_last_change_is_acknowledged(notebook: Notebook):
    one = note(1)
    first = notebook.add(one)
    second = put(notebook, replace(one, body="b"))
    assert notebook.unsaved == {one.id}
    notebook.saved((first,))
    assert notebook.unsaved == {one.id}
    notebook.saved((second,))
    assert notebook.unsaved == frozenset()


def test_loading_keeps_what_is_not_yet_acknowledged(notebook: Notebook):
    kept, made, deleted = note(1, "kept"), note(2, "made"), note(3, "deleted")
    notebook.load([deleted])
    notebook.add(made)
    delete(notebook, deleted.id)
    notebook.load([kept, deleted])
    assert bodies(notebook) == ["kept", "made"]
    undo(notebook)
    assert bodies(notebook) == ["kept", "made", "deleted"]


def test_undo_forgets_what_another_window_has_changed(notebook: Notebook):
    one, two = note(1, "a"), note(2, "b")
    for each in (one, two):
        notebook.saved((notebook.add(each),))
    notebook.load([replace(one, body="theirs"), two])
    undo(notebook)
    assert bodies(notebook) == ["theirs"]
    assert not notebook.can_undo


def test_what_the_reader_deleted_and_another_window_wrote_in_is_said_to_be_there_again(notebook):
    one, two = note(1, "a"), note(2, "b")
    for each in (one, two):
        notebook.saved((notebook.add(each),))
    notebook.saved((delete(notebook, one.id),))
    theirs = replace(one, body="theirs")
    assert notebook.load([theirs, two]).back == (theirs,)
    assert notebook.load([theirs, two]).back == ()


def test_what_another_window_adds_is_not_there_again(notebook):
    notebook.saved((notebook.add(note(1, "a")),))
    assert notebook.load([note(1, "a"), note(2, "b")]) == MetElsewhere()


def test_a_correction_that_gave_way_is_a_step_of_undo_away(notebook):
    mine = correction(value="mine")
    theirs = replace(mine, value="theirs")
    notebook.saved((notebook.add(mine),))
    met = notebook.load([theirs], keeps_corrections=True)
    assert met.corrections == (NoteChange(mine, theirs),)
    assert list(notebook.corrections) == [theirs]
    undo(notebook)
    assert list(notebook.corrections) == [mine]
    redo(notebook)
    assert list(notebook.corrections) == [theirs]


def test_a_change_is_laid_over_what_another_window_has_made_of_the_note():
    before = note(1, "old", tags=("a",))
    after = replace(before, body="mine", modified="2")
    theirs = replace(before, body="theirs", tags=("a", "b"), color=HighlightColor.RED, modified="1")
    change = NoteChange(before, after)
    assert change.onto(before) == after
    assert change.onto(None) == after
    assert change.onto(theirs) == replace(theirs, body="mine", modified="2", other_words=(OtherWords("theirs", "1"),))
    assert NoteChange(None, after).onto(theirs) == replace(after, other_words=(OtherWords("theirs", "1"),))
    assert NoteChange(before, None).onto(replace(theirs, body="old")) is None


class NotebookAgainstStates(RuleBasedStateMachine):
    """A notebook against the plainest model: the list of all states it has been in."""

    def __init__(self) -> None:
        super().__init__()
        self.clock = Clock()
        self.notebook = Notebook(self.clock, merge_seconds=0.5)
        self.states: list[dict] = [{}]
        self.at = 0
        self.kept: dict = {}
        self.on_its_way: list[tuple] = []

    def did(self, changes, state: dict) -> None:
        self.states[self.at + 1 :] = [state]
        self.at += 1
        self.clock.now += 1
        self.on_its_way.append(tuple(changes))

    @property
    def state(self) -> dict:
        return self.states[self.at]

    @rule(start=st.integers(0, 50), body=st.text(max_size=3))
    def add(self, start, body):
        one = note(start, body)
        self.did([self.notebook.add(one)], {**self.state, one.id: one})

    @precondition(lambda self: self.state)
    @rule(data=st.data(), body=st.text(max_size=3), start=st.integers(0, 50))
    def replace(self, data, body, start):
        one = data.draw(st.sampled_from(sorted(self.state.values(), key=lambda found: found.id)))
        two = replace(one, body=body, anchor=replace(one.anchor, span=Span(start, start + 1)))
        self.did([put(self.notebook, two)], {**self.state, one.id: two})

    @precondition(lambda self: self.state)
    @rule(data=st.data())
    def remove(self, data):
        ids = data.draw(st.lists(st.sampled_from(sorted(self.state)), min_size=1, unique=True))
        step = self.notebook.change([NoteChange(self.state[key], None) for key in ids])
        self.did(step, {key: one for key, one in self.state.items() if key not in ids})

    @rule()
    def undo(self):
        assert self.notebook.can_undo == (self.at > 0)
        changes = undo(self.notebook)
        assert bool(changes) == (self.at > 0)
        self.at = max(0, self.at - 1)
        if changes:
            self.on_its_way.append(changes)

    @rule()
    def redo(self):
        assert self.notebook.can_redo == (self.at < len(self.states) - 1)
        changes = redo(self.notebook)
        self.at = min(len(self.states) - 1, self.at + 1)
        if changes:
            self.on_its_way.append(changes)

    @precondition(lambda self: self.on_its_way)
    @rule()
    def keep(self):
        changes = self.on_its_way.pop(0)
        for change in changes:
            assert self.kept.get(change.id) == change.before
            self.kept.pop(change.id, None)
            if change.after is not None:
                self.kept[change.id] = change.after
        self.notebook.saved(changes)

    @rule()
    def load(self):
        self.notebook.load(self.kept.values())

    @invariant()
    def is_the_state(self):
        listed = self.notebook.annotations
        assert {one.id: one for one in listed} == self.state
        assert [one.anchor.span.start for one in listed] == sorted(one.anchor.span.start for one in listed)
        assert self.notebook.unsaved == {change.id for changes in self.on_its_way for change in changes}
        if not self.on_its_way:
            assert self.kept == self.state


TestNotebookAgainstStates = NotebookAgainstStates.TestCase


@pytest.mark.parametrize("later", [None, note(body="theirs", id="b")])
def test_a_step_of_several_notes_stays_for_those_that_others_have_not_changed(notebook: Notebook, later):
    one, other = note(id="a"), note(id="b")
    notebook.change([NoteChange(None, one), NoteChange(None, other)])
    tagged = [NoteChange(each, replace(each, tags=("tagged",))) for each in (one, other)]
    notebook.change(tagged)
    notebook.take([NoteChange(tagged[1].after, later)])
    end = dict(notebook.kept)
    while notebook.can_undo:
        undo(notebook)
    assert notebook.find("a") is None
    while notebook.can_redo:
        redo(notebook)
    assert notebook.find("a").tags == ("tagged",)
    assert notebook.kept == end
