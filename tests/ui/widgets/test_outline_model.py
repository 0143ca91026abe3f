"""Rows by level: the tree they make, what persists when they change, and what is marked."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QTreeView

from viewer.ui.widgets.outline_model import MARK, ROW, Mark, OutlineModel


class Words(OutlineModel[str]):
    """Rows that are words, known by themselves."""

    def key(self, row):
        return row

    def text(self, row):
        return row

    def sentence(self, row):
        return f"the word {row}"

    def tip(self, row):
        return f"a tip on {row}"


def shown(model: Words, parent: QModelIndex | None = None) -> list:
    """The tree as nested lists."""
    parent = QModelIndex() if parent is None else parent
    found = []
    for place in range(model.rowCount(parent)):
        index = model.index(place, 0, parent)
        found.append((index.data(), shown(model, index)))
    return found


def made(*rows: tuple[str, int]) -> Words:
    model = Words()
    model.show([word for word, _ in rows], [level for _, level in rows])
    return model


class Letters(Words):
    """Words below which their letters are made; ``made_below`` are those asked for."""

    def __init__(self):
        super().__init__()
        self.made_below = []

    def has_rows_below(self, row):
        return len(row) == 2

    def rows_below(self, row):
        self.made_below.append(row)
        return [f"{row}:{letter}" for letter in row]

    def key_above(self, key):
        return key.partition(":")[0] if key and ":" in key else None


def test_rows_below_are_made_when_they_are_asked_for(qtmodeltester):
    model = Letters()
    model.show(["group", "ab", "cd", "e"], [1, 2, 2, 2])
    group = model.index(0, 0)
    assert [model.hasChildren(model.index(place, 0, group)) for place in range(3)] == [True, True, False]
    assert (model.made_below, model.count) == ([], 4)
    below = model.index(1, 0, model.index_of("cd"))
    assert (below.data(), model.made_below, model.count) == ("cd:d", ["cd"], 6)
    assert model.parent(below) == model.index_of("cd")
    kept, current = QPersistentModelIndex(below), QPersistentModelIndex(model.index_of("ab:a"))
    new = model.show(["new", "group", "cd"], [1, 1, 2])
    assert (new, kept.data(), kept.parent().data()) == ([], "cd:d", "cd")
    assert not current.isValid()
    assert model.index_of("cd:x") is None
    assert shown(model) == [("new", []), ("group", [("cd", [("cd:c", []), ("cd:d", [])])])]
    qtmodeltester.check(model)


def test_levels_make_a_tree():
    model = made(("a", 1), ("b", 2), ("c", 3), ("d", 2), ("e", 1))
    assert shown(model) == [("a", [("b", [("c", [])]), ("d", [])]), ("e", [])]


def test_levels_that_are_left_out_do_no_harm():
    assert shown(made(("a", 3), ("b", 1), ("c", 4))) == [("a", []), ("b", [("c", [])])]


@given(st.lists(st.integers(1, 5), max_size=40))
def test_every_row_is_in_the_tree_once_and_knows_its_parent(levels):
    model = Words()
    model.show([str(number) for number in range(len(levels))], levels)
    met = []

    def walk(parent: QModelIndex) -> None:
        for place in range(model.rowCount(parent)):
            index = model.index(place, 0, parent)
            assert model.parent(index) == parent
            assert index.row() == place
            met.append(index.data())
            walk(index)

    walk(QModelIndex())
    assert met == [str(number) for number in range(len(levels))]


@pytest.mark.parametrize("words", ["", "a", "abxe"])
def test_qt_finds_no_fault_in_it(qtmodeltester, words):
    model = made(("a", 1), ("b", 2), ("c", 3), ("d", 2), ("e", 1))
    model.show(list(words), [1, 2, 3, 1][: len(words)])
    qtmodeltester.check(model, force_py=True)


def test_qts_own_tester_watches_rows_come_and_go(qtmodeltester):
    model = made(("a", 1), ("b", 2))
    qtmodeltester.check(model)
    model.show(["a", "b", "c", "d"], [1, 2, 2, 1])
    model.show(["d"], [1])
    model.show([], [])
    model.replace(["z"], [1])
    assert shown(model) == [("z", [])]


def test_rows_that_stay_keep_their_indexes():
    model = made(("a", 1), ("b", 2), ("c", 1))
    kept, lost = QPersistentModelIndex(model.index_of("b")), QPersistentModelIndex(model.index_of("c"))
    model.show(["new", "a", "other", "b"], [1, 1, 2, 2])
    assert kept.data() == "b"
    assert kept.row() == 1
    assert not lost.isValid()


def test_it_says_which_rows_have_rows_below_them_for_the_first_time():
    model = made(("a", 1), ("b", 2), ("c", 1))
    new = model.show(["a", "b", "c", "d"], [1, 2, 1, 2])
    assert [index.data() for index in new] == ["c"]


def test_a_mark_is_on_one_row_and_shows_on_those_above():
    model = made(("a", 1), ("b", 2), ("c", 1))
    assert model.mark("b").data() == "b"
    assert [model.index_of(word).data(MARK) for word in "abc"] == [Mark.BELOW, Mark.HERE, Mark.NONE]
    assert model.index_of("b").data(Qt.ItemDataRole.AccessibleTextRole) == "the word b, current"
    assert model.mark("b") is None
    assert model.mark("c").data() == "c"
    assert [model.index_of(word).data(MARK) for word in "abc"] == [Mark.NONE, Mark.NONE, Mark.HERE]


def test_a_mark_stays_with_its_row():
    model = made(("a", 1), ("b", 1))
    model.mark("b")
    model.show(["new", "a", "b"], [1, 1, 2])
    assert model.index_of("b").data(MARK) == Mark.HERE
    assert model.index_of("a").data(MARK) == Mark.BELOW
    model.show(["a"], [1])
    assert model.index_of("a").data(MARK) == Mark.NONE


@pytest.mark.usefixtures("qtbot")
def test_views_are_told_where_the_mark_was_and_is():
    model = made(("a", 1), ("b", 1), ("c", 1))
    model.mark("a")
    told = []
    model.dataChanged.connect(lambda index, _last: told.append(index.data()))
    model.mark("c")
    assert set(told) == {"a", "c"}


@pytest.mark.parametrize(
    ("role", "said"),
    [
        (Qt.ItemDataRole.DisplayRole, "a"),
        (Qt.ItemDataRole.ToolTipRole, "a tip on a"),
        (Qt.ItemDataRole.AccessibleTextRole, "the word a"),
        (ROW, "a"),
        (Qt.ItemDataRole.FontRole, None),
    ],
)
def test_a_row_answers_for_each_role(role, said):
    assert made(("a", 1)).index_of("a").data(role) == said


def test_many_rows_are_shown_at_once(qtbot):
    model = Words()
    view = QTreeView()
    qtbot.addWidget(view)
    view.setUniformRowHeights(True)
    view.setModel(model)
    view.show()
    rows = [str(number) for number in range(50_000)]
    levels = [1 + (number % 10 > 0) for number in range(50_000)]
    began = time.process_time()
    for index in model.show(rows, levels):
        view.expand(index)
    view.executeDelayedItemsLayout()
    assert time.process_time() - began < 5  # 0.25 s on the machine this was written on
    assert view.indexBelow(model.index(4_999, 0)).data() == "49991"
