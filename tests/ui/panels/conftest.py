"""A desk to read at."""

from __future__ import annotations

import pytest
from ui.panels.reading_desk import ReadingDesk


@pytest.fixture
def desk(tmp_path):
    """A session with nothing open; its store is closed at the end."""
    desk = ReadingDesk(tmp_path)
    yield desk
    desk.close()
