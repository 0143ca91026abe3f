"""Every text of the palette can be read, whatever the desktop's is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QColor, QPalette

from viewer.session.changes import Severity
from viewer.ui.frame.notice_bar import ACCENTS, TINT
from viewer.ui.look.colors import HOVER, READABLE, contrast, flat, mixed, secondary_text
from viewer.ui.look.palette import DISABLED, TEXTS, ReadablePalette, readable, with_boxes

Role, Group = QPalette.ColorRole, QPalette.ColorGroup
FUSION = {
    "light": {
        Role.Window: "#efefef", Role.Base: "#ffffff", Role.AlternateBase: "#f7f7f7", Role.Button: "#efefef",
        Role.WindowText: "#000000", Role.Text: "#000000", Role.ButtonText: "#000000", Role.PlaceholderText: "#80000000",
        Role.Highlight: "#308cc6", Role.HighlightedText: "#ffffff", Role.Accent: "#308cc6", Role.Link: "#0000ff",
        Role.LinkVisited: "#ff00ff", Role.ToolTipBase: "#ffffdc", Role.ToolTipText: "#000000",
    },
    "dark": {
        Role.Window: "#323232", Role.Base: "#242424", Role.AlternateBase: "#2b2b2b", Role.Button: "#323232",
        Role.WindowText: "#ffffff", Role.Text: "#ffffff", Role.ButtonText: "#ffffff", Role.PlaceholderText: "#80ffffff",
        Role.Highlight: "#308cc6", Role.HighlightedText: "#ffffff", Role.Accent: "#308cc6", Role.Link: "#308cc6",
        Role.LinkVisited: "#ff00ff", Role.ToolTipBase: "#3f3f36", Role.ToolTipText: "#000000",
    },
}  # fmt: skip
"""Fusion's palettes, as Qt 6.11 gives them."""
DISABLED_TEXT = {"light": "#bebebe", "dark": "#9d9d9d"}
GROUPS = ((Group.Active, READABLE), (Group.Inactive, READABLE), (Group.Disabled, DISABLED))


def fusion(scheme: str) -> QPalette:
    palette = QPalette()
    for role, color in FUSION[scheme].items():
        palette.setColor(role, QColor(color))
    for role in (Role.WindowText, Role.Text, Role.ButtonText):
        palette.setColor(Group.Disabled, role, QColor(DISABLED_TEXT[scheme]))
    return palette


def least(palette: QPalette, group: QPalette.ColorGroup) -> dict[str, float]:
    """The contrast of each text of a group, by the two roles."""
    pairs = (*TEXTS, (Role.HighlightedText, Role.Highlight))
    found = {}
    for text, ground in pairs:
        below = palette.color(group, ground)
        found[f"{text.name} on {ground.name}"] = contrast(flat(palette.color(group, text), below), below)
    return found


@pytest.mark.parametrize("scheme", FUSION)
def test_fusion_s_own_palettes_cannot_be_read_everywhere_and_ours_can(scheme):
    assert min(least(fusion(scheme), Group.Active).values()) < READABLE
    for group, enough in GROUPS:
        assert {pair: ratio for pair, ratio in least(readable(fusion(scheme)), group).items() if ratio < enough} == {}


@pytest.mark.parametrize("scheme", FUSION)
def test_what_can_be_read_stays_as_the_desktop_has_it(scheme):
    before, after = fusion(scheme), readable(fusion(scheme))
    for role in (Role.Window, Role.Base, Role.WindowText, Role.Text, Role.ButtonText, Role.HighlightedText):
        assert after.color(role) == before.color(role)
    assert readable(after) == after


@pytest.mark.parametrize("scheme", FUSION)
def test_secondary_text_can_be_read_on_every_ground_that_rows_and_lines_have(scheme):
    palette = readable(fusion(scheme))
    window, text = palette.color(Role.Window), palette.color(Role.WindowText)
    grounds = {"plain": window, "hovered": mixed(text, window, HOVER)}
    for severity in Severity:
        grounds[severity.value] = mixed(ACCENTS[severity], window, TINT)
    assert {name: contrast(text, ground) for name, ground in grounds.items() if contrast(text, ground) < 7} == {}
    grey = secondary_text(palette)
    assert {name: grey for name in ("plain", "hovered") if contrast(grey, grounds[name]) < READABLE} == {}
    assert contrast(grey, palette.color(Role.Base)) >= READABLE


COLORS = st.integers(0, 0xFFFFFF).map(QColor.fromRgb)


@given(colors=st.fixed_dictionaries(dict.fromkeys(FUSION["light"], COLORS)))
def test_any_palette_s_texts_can_be_read(colors):
    palette = QPalette()
    for role, color in colors.items():
        palette.setColor(role, color)
    # One text can stand out from two grounds where both are light or both dark, as those of a window and its fields.
    for below in (Role.Base, Role.AlternateBase):
        palette.setColor(below, colors[Role.Window])
    for group, enough in GROUPS:
        assert min(least(readable(palette), group).values()) >= enough - 0.01


def test_an_empty_box_is_seen_in_the_dark_and_its_tick_in_both():
    for scheme in FUSION:
        palette = readable(fusion(scheme))
        boxes = with_boxes(palette)
        assert (boxes == palette) == (scheme == "light")
        box = boxes.color(Role.Base)
        assert contrast(box, palette.color(Role.Window)) > (1.1 if scheme == "light" else 2)
        assert contrast(boxes.color(Role.Text), box) > READABLE


def test_an_application_s_palette_is_mended(qapp):
    before = qapp.palette()
    keeper = ReadablePalette()
    try:
        assert min(least(qapp.palette(), Group.Active).values()) >= READABLE
    finally:
        keeper.deleteLater()
        qapp.setPalette(QPalette())
        for kind in ("QCheckBox", "QRadioButton"):
            qapp.setPalette(QPalette(), kind)
    assert qapp.palette().color(Role.Highlight) == before.color(Role.Highlight)
