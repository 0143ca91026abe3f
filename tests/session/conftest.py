"""A reader at a session with a note store of this test's own."""

import pytest
from session.fakes import Reader


@pytest.fixture
def reader(tmp_path):
    reader = Reader(tmp_path)
    yield reader
    reader.close()


@pytest.fixture
def start_again(tmp_path):
    """Start the program once more on the same data; call it after the one before has been closed."""
    started = []

    def start():
        started.append(Reader(tmp_path))
        return started[-1]

    yield start
    for reader in started:
        reader.close()
