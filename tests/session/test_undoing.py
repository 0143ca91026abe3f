"""Names of colours and notes on one way back, whichever was done last."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from session.fakes import Reader

from viewer.model.annotation import HighlightColor
from viewer.model.text import Span

PAGES = ["The wells of the northern districts were repaired in the autumn of that year. " * 3]


def rename(reader, name):
    names = {**reader.session.settings.color_names, "yellow": name}
    reader.session.change_settings(replace(reader.session.settings, color_names=names))


def name_of_yellow(reader):
    return reader.session.settings.color_name("yellow")


def test_a_renamed_colour_is_undone_without_a_document_and_the_old_name_is_saved(reader):
    assert not reader.session.undoing.can_undo
    rename(reader, "claim")
    reader.session.undoing.undo()
    assert name_of_yellow(reader) == "Yellow"
    assert not reader.session.undoing.can_undo
    reader.session.undoing.redo()
    assert name_of_yellow(reader) == "claim"
    assert not reader.session.undoing.can_redo
    assert "claim" in (reader.folder / "settings.json").read_text(encoding="utf-8")


def test_other_settings_are_no_step_and_stay_as_they_are(reader):
    rename(reader, "claim")
    reader.session.change_settings(replace(reader.session.settings, author="A. Reader"))
    reader.session.undoing.undo()
    assert (name_of_yellow(reader), reader.session.settings.author) == ("Yellow", "A. Reader")


def test_what_was_taken_back_is_not_done_again_after_something_new(reader):
    document = reader.read_file(PAGES)
    rename(reader, "claim")
    reader.session.undoing.undo()
    document.notes.highlight(Span(0, 4), HighlightColor.RED)
    assert not reader.session.undoing.can_redo
    reader.session.undoing.redo()
    assert name_of_yellow(reader) == "Yellow"


STEPS = st.lists(st.one_of(st.text("abc", min_size=1, max_size=3), st.integers(0, 40), st.just("undo")), max_size=12)


@settings(max_examples=40)
@given(STEPS)
def test_undoing_all_goes_through_each_state_and_redoing_all_back(tmp_path_factory, steps):
    reader = Reader(tmp_path_factory.mktemp("undoing"))
    document = reader.read_file(PAGES)
    undoing = reader.session.undoing

    def state():
        return name_of_yellow(reader), tuple(note.id for note in document.notes.annotations)

    states = [state()]
    for step in steps:
        if step == "undo":
            if len(states) > 1:
                undoing.undo()
                states.pop()
                assert state() == states[-1]
            continue
        if isinstance(step, int):
            document.notes.highlight(Span(step, step + 4), HighlightColor.RED)
        else:
            rename(reader, step)
        if state() != states[-1]:
            states.append(state())
    for expected in states[-2::-1]:
        undoing.undo()
        assert state() == expected
    assert not undoing.can_undo
    for expected in states[1:]:
        undoing.redo()
        assert state() == expected
    reader.close()
