"""Tabs that two views shared, as words for the settings; whatever stands there, nothing breaks."""

from __future__ import annotations

import json
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from viewer.session.changes import ViewLook, ViewPlace
from viewer.session.places import LeftOff
from viewer.ui.tabs.kept_splits import KeptSplit, splits_in
from viewer.ui.tabs.tab_page import SplitWay

ENTRY = {"files": ["/a.pdf", "/b.pdf"], "way": "below", "active": 1, "page": 4, "y": 12.5, "apart": -0.25,
         "zoom": 1.5, "fit": "width", "arrangement": "pairs", "turns": 1, "left": 2.5}  # fmt: skip
SPLIT = KeptSplit(
    (Path("/a.pdf"), Path("/b.pdf")),
    SplitWay.BELOW,
    1,
    LeftOff(ViewPlace(4, 12.5), ViewLook(1.5, "width", "pairs", 1, 2.5)),
    -0.25,
)


def test_what_was_kept_is_understood():
    assert splits_in(json.dumps([ENTRY])) == [SPLIT]


def test_what_cannot_be_understood_is_left_out():
    wrong = [{**ENTRY, "files": ["/a.pdf"]}, {**ENTRY, "way": "over"}, 7, {}]
    assert splits_in(json.dumps([*wrong, ENTRY])) == [SPLIT]
    assert splits_in(json.dumps([{**ENTRY, "page": "x", "y": None, "apart": 1e300, "zoom": -1}])) == [
        KeptSplit(SPLIT.files, SplitWay.BELOW, 1, LeftOff(ViewPlace(0, 0.0)))
    ]
    assert splits_in("") == splits_in("{") == splits_in("{}") == []


plain = st.none() | st.booleans() | st.floats() | st.text()
keys = st.sampled_from([*ENTRY, "else"])


@given(st.recursive(plain, lambda inner: st.lists(inner) | st.dictionaries(keys, inner)))
def test_nothing_in_the_settings_breaks_the_start(value):
    splits_in(json.dumps([value, value]))
