"""A line that steps back: on the side on which the interface begins."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from viewer.ui.widgets.leading_label import LeadingLabel
from viewer.ui.widgets.quiet_label import QuietLabel


@pytest.mark.parametrize("kind", [LeadingLabel, QuietLabel])
@pytest.mark.parametrize("direction", Qt.LayoutDirection.__members__.values())
def test_it_begins_where_the_interface_does(qtbot, direction, kind):
    label = kind("From the file")
    qtbot.addWidget(label)
    label.setLayoutDirection(direction)
    label.resize(400, 40)
    picture = label.grab().toImage()
    ground = picture.pixelColor(200, 1)
    inked = [x for x in range(400) if any(picture.pixelColor(x, y) != ground for y in range(40))]
    assert (inked[0] > 200) == (direction == Qt.LayoutDirection.RightToLeft)
