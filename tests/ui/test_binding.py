"""What we rely on in the binding between Python and Qt, so that a release that breaks it is noticed at once."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtGui import QColor, QImage, QPainter

CALLS = 200


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None cannot be deallocated from Python 3.12 on")
def test_calls_that_return_nothing_keep_the_references_to_none(qapp):  # noqa: ARG001 - painting needs the application
    image = QImage(8, 8, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    color = QColor("white")
    painter.fillRect(0, 0, 8, 8, color)  # the first call sets things up
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        painter.fillRect(0, 0, 8, 8, color)
    after = sys.getrefcount(None)
    painter.end()
    assert abs(after - before) < CALLS / 2
