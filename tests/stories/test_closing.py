"""What stays of documents that were closed: nothing."""

from __future__ import annotations

import gc
import weakref

import pytest


@pytest.fixture
def no_chance():
    """No garbage is collected by the way: what is let go of is let go of on purpose."""
    gc.collect()
    gc.disable()
    yield
    gc.enable()


def opened_and_closed(reader, path) -> weakref.ref:
    document = reader.open(path)
    reader.session.close(document.number)
    return weakref.ref(document)


@pytest.mark.usefixtures("no_chance")
def test_closed_documents_are_let_go_of_soon(reader, sample_pdf, sample_text):
    first = opened_and_closed(reader, sample_pdf)
    opened_and_closed(reader, sample_text)  # who had the first in hand last has this one in hand now
    reader.wait(lambda: first() is None)
