"""The line that says where one is gives way by its steps."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from viewer.model.bidi import without_isolates
from viewer.ui.widgets.path_label import PathLabel, shared_room

STEPS = ("Annex", "Statement by the Ministry of Foreign Affairs " + ("of a State " * 20).strip())
FACTS = ("Page 2 of 3", "English")


def shown(qtbot, width: int) -> PathLabel:
    label = PathLabel()
    qtbot.addWidget(label)
    label.resize(width, 20)
    label.say(STEPS, FACTS)
    return label


def test_where_there_is_room_all_is_said(qtbot):
    label = shown(qtbot, 6000)
    assert without_isolates(label.text()) == f"Annex › {STEPS[1]}   |   Page 2 of 3   |   English"
    assert label.toolTip() == ""


def test_where_there_is_none_the_longest_step_gives_way_and_is_whole_in_the_tip(qtbot):
    label = shown(qtbot, 6000)
    label.resize(500, 20)
    label.show()
    said = without_isolates(label.text()).replace("\u200e", "")
    assert said.startswith("Annex › Statement by")
    assert said.endswith("…   |   Page 2 of 3   |   English")
    assert label.fontMetrics().horizontalAdvance(label.text()) <= 503
    assert STEPS[1] in label.toolTip()


def test_it_never_widens_the_window(qtbot):
    assert shown(qtbot, 6000).minimumSizeHint().width() < 6000
    assert shown(qtbot, 6000).sizePolicy().horizontalPolicy() is PathLabel().sizePolicy().Policy.Ignored


def test_without_steps_only_the_facts_are_said(qtbot):
    label = shown(qtbot, 500)
    label.say((), FACTS)
    assert without_isolates(label.text()) == "Page 2 of 3   |   English"
    label.say((), ())
    assert label.text() == ""


@given(st.lists(st.integers(0, 2000), max_size=6), st.integers(0, 4000))
def test_room_is_shared_out(widths, room):
    shares = shared_room(widths, room)
    assert all(share <= width for share, width in zip(shares, widths, strict=True))
    assert sum(shares) <= room
    if sum(widths) <= room:
        assert shares == widths
    cut = [share for share, width in zip(shares, widths, strict=True) if share < width]
    assert not cut or max(cut) - min(cut) <= len(widths)
