from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from papers.six_languages import PAPERS

from viewer.analysis.steps import at_one_go, part_of
from viewer.analysis.understand import understand, understanding_steps
from viewer.model.document import TextLayer, Understanding

if TYPE_CHECKING:
    from collections.abc import Generator


def count(until: int) -> Generator[float, None, str]:
    for number in range(until):
        yield number / until
    return "done"


def test_all_steps_at_one_go() -> None:
    assert at_one_go(count(5)) == "done"
    assert at_one_go(count(0)) == "done"


def test_a_part_of_a_longer_work_goes_from_its_begin_to_its_end() -> None:
    steps = part_of(count(4), 0.5, 0.9)
    assert [round(done, 3) for done in steps] == [0.5, 0.6, 0.7, 0.8]
    assert at_one_go(part_of(count(4), 0.5, 0.9)) == "done"


def test_understanding_goes_forward_and_comes_to_the_same_in_steps() -> None:
    pages = [page for paper in PAPERS for page in paper.pages]
    steps = understanding_steps(pages)
    progress: list[float] = []
    told: list[Understanding] = []
    while True:
        try:
            step = next(steps)
        except StopIteration as end:
            understood = end.value
            break
        if isinstance(step, Understanding):
            told.append(step)
        else:
            progress.append(step)
    early, known = told
    assert early.metadata.items() <= understood.metadata.items()
    assert "symbol" in early.metadata
    assert understood.references
    assert known == replace(understood, references=())
    assert progress == sorted(progress)
    assert 0.0 < progress[0] <= progress[-1] <= 1.0
    assert len(progress) > 2 * len(pages)
    assert understood == understand(pages)


def test_a_document_without_pages_or_text_is_understood_to_say_nothing() -> None:
    for pages in ([], [PAPERS[0].pages[0].__class__("", PAPERS[0].pages[0].size)]):
        understood = understand(pages)
        assert understood.text_layer is TextLayer.NONE
        assert understood.sections == understood.references == ()
