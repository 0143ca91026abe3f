"""Back and forward."""

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from viewer.session.changes import ViewPlace
from viewer.session.history import LONGEST, History


class Walk(RuleBasedStateMachine):
    """Jumps, back and forward against a plain list with a cursor."""

    def __init__(self) -> None:
        super().__init__()
        self.history = History()
        self.trail = [ViewPlace(0)]
        self.at = 0

    @rule(page=st.integers(0, 5))
    def jump(self, page):
        here = self.trail[self.at]
        if here == ViewPlace(page):
            return
        self.history.jumped_from(here)
        self.trail = [*self.trail[: self.at + 1], ViewPlace(page)]
        self.at += 1

    @precondition(lambda self: self.at > 0)
    @rule()
    def back(self):
        assert self.history.back(self.trail[self.at]) == self.trail[self.at - 1]
        self.at -= 1

    @precondition(lambda self: self.at + 1 < len(self.trail))
    @rule()
    def forward(self):
        assert self.history.forward(self.trail[self.at]) == self.trail[self.at + 1]
        self.at += 1

    @invariant()
    def says_what_is_possible(self):
        assert self.history.can_go_back == (self.at > 0)
        assert self.history.can_go_forward == (self.at + 1 < len(self.trail))


TestWalk = Walk.TestCase


def test_nowhere_to_go_is_no_error():
    assert History().back(ViewPlace(3)) is None
    assert History().forward(ViewPlace(3)) is None


def test_the_way_back_is_bounded():
    history = History()
    for page in range(LONGEST + 50):
        history.jumped_from(ViewPlace(page))
    steps = 0
    while history.back(ViewPlace(0)) is not None:
        steps += 1
    assert steps == LONGEST


def test_two_jumps_from_one_place_are_one_step_back():
    history = History()
    for _ in range(2):  # as when two references in one paragraph are looked up, each with a way back by hand
        history.jumped_from(ViewPlace(3))
    assert history.back(ViewPlace(9)) == ViewPlace(3)
    assert not history.can_go_back
