"""Notes kept in reading order one by one are as they would be sorted anew."""

from __future__ import annotations

from annotations.examples import note
from hypothesis import given
from hypothesis import strategies as st

from viewer.annotations.notebook import reading_order
from viewer.session.notes.order import NotesInOrder

steps = st.lists(st.tuples(st.sampled_from("abcdefgh"), st.integers(0, 5), st.booleans()))


@given(steps)
def test_any_changes_leave_the_order_that_sorting_gives(changes):
    order, kept = NotesInOrder(), {}
    for name, start, stays in changes:
        if stays:
            kept[name] = note(start, id=name)
            order.put(kept[name])
        else:
            kept.pop(name, None)
            order.discard(name)
        expected = sorted(kept.values(), key=reading_order)
        assert list(order.notes) == expected
        assert [order.index(each.id) for each in expected] == list(range(len(expected)))
    assert order.index("nobody") is None
    assert len(order) == len(kept)


@given(st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 5)), st.sampled_from("abcdefgh"))
def test_a_copy_goes_its_own_way(starts, gone):
    order = NotesInOrder()
    order.take(note(start, id=name) for name, start in starts.items())
    before = order.notes
    assert list(before) == sorted(before, key=reading_order)
    copy = order.copy()
    copy.discard(gone)
    assert order.notes == before
    assert list(copy.notes) == [each for each in before if each.id != gone]
    passing = NotesInOrder()
    for key, each in order.pairs():
        if each.id != gone:
            passing.append(key, each)
    assert passing.notes == copy.notes
    assert [passing.index(each.id) for each in passing.notes] == list(range(len(passing)))
