"""What a text cites, found at one go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from viewer.analysis.references.finding import reference_steps
from viewer.analysis.steps import at_one_go

if TYPE_CHECKING:
    from collections.abc import Sequence

    from viewer.model.reference import Reference
    from viewer.model.text import Span


def references_of(
    text: str,
    *,
    own_symbols: Sequence[str] = (),
    headed: Sequence[str] = (),
    own_organ: str = "",
    skip: Sequence[Span] = (),
) -> tuple[Reference, ...]:
    return at_one_go(reference_steps(text, own_symbols=own_symbols, headed=headed, own_organ=own_organ, skip=skip))
