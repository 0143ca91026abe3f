"""While a long document is read its references come in by and by, and the reader is already pointing at one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pymupdf
import pytest
from patience import is_read
from PySide6.QtCore import QPoint
from PySide6.QtGui import QCursor

if TYPE_CHECKING:
    from pathlib import Path

PAGES = 300


@pytest.fixture
def long_paper(tmp_path: Path) -> Path:
    """A paper whose pages cite older and older resolutions, which stand above those of the pages before."""
    path = tmp_path / "long.pdf"
    with pymupdf.open() as paper:
        for number in range(PAGES):
            session, first = 76 - number // 10, 1 + 12 * (number % 10)
            lines = [f"{line}. The wells follow resolution {session}/{first + line} of them all." for line in range(12)]
            paper.new_page().insert_text((72, 72), lines, fontsize=11)
        paper.save(path)
    return path


def test_what_a_reader_points_at_stays_there_while_the_document_is_read(reader, long_paper):
    QCursor.setPos(0, 0)
    panes = reader.window.panes
    tree, model = panes.references.tree, panes.references.cited
    panes.show_right(panes.references)
    reader.session.open(long_paper)
    reader.wait(lambda: len(model.rows) > 2)
    tree.executeDelayedItemsLayout()
    document = reader.session.current
    assert not document.all_is_told
    rows = len(model.rows)
    index = tree.indexAt(QPoint(100, tree.viewport().height() // 4))
    index = index if index.isValid() else model.index(0, 0)
    pointer = tree.visualRect(index).center()
    QCursor.setPos(tree.viewport().mapToGlobal(pointer))
    reader.wait(tree.underMouse)
    tree.expand(index)
    tree.setCurrentIndex(index)
    key = model.key(model.row_at(index))
    seen = {}

    def is_over() -> bool:
        under, current = tree.indexAt(pointer), tree.currentIndex()
        names = [model.key(model.row_at(each)) if each.isValid() else None for each in (under, current)]
        seen[len(model.rows)] = (*names, tree.isExpanded(current))
        return is_read(document)

    before = (key, key, tree.isExpanded(index))
    reader.wait(is_over)
    assert max(seen) > 4 * rows
    assert set(seen.values()) == {before}
