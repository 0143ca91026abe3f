"""Whether a document is slow is told by its last pages."""

import pytest

from viewer.ui.page.pace import LOOKED_AT, SLOW, Pace


def test_one_slow_page_makes_a_document_slow_until_others_have_followed():
    pace = Pace()
    assert not pace.slow
    pace.drew(0, 2 * SLOW)
    for page in range(1, LOOKED_AT):
        pace.drew(page, 0.01)
        assert pace.slow
    pace.drew(LOOKED_AT, 0.01)
    assert not pace.slow


@pytest.mark.parametrize(("seconds", "share", "slow"), [(0.4, 0.25, True), (0.2, 0.25, False), (0.9, 1.0, False)])
def test_a_strip_counts_for_the_page_it_is_of(seconds, share, slow):
    pace = Pace()
    pace.drew(3, seconds * SLOW, share)
    assert pace.slow is slow


def test_a_quick_strip_does_not_make_a_slow_page_quick():
    pace = Pace()
    pace.drew(3, SLOW, 0.25)
    pace.drew(3, 0.0, 0.25)
    assert pace.slow
