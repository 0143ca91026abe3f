"""The notes of one document as views are given them: in reading order, where they stand in the present text."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from viewer.model.annotation import Annotation
from viewer.session.notes.order import NotesInOrder
from viewer.session.parts import InParts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from viewer.annotations.notebook import Kept, Notebook
    from viewer.session.notes.places import NotePlaces

MOST_SORTED_AT_ONCE = 2000
"""Notes that are put in order when they are asked for, in 2 ms; more are put in order a part at a time."""


class ShownNotes:
    """The notes of a notebook, each as ``places`` shows it. ``post`` is that of ``InParts``."""

    def __init__(self, notebook: Notebook, places: NotePlaces, post: Callable[[Callable[[], None]], None]) -> None:
        self._notebook = notebook
        self._places = places
        self._order = NotesInOrder()
        self._stale = False
        self._post = post
        self._renewing = InParts(post)
        self._changed_meanwhile: dict[str, None] = {}

    @property
    def in_order(self) -> NotesInOrder:
        """The notes, to be looked at and copied. While many are put in order anew it is the order before."""
        if self._stale:
            self._stale = False
            self._order.take(map(self._places.shown, self._notebook.unordered))
        return self._order

    @property
    def notes(self) -> Sequence[Annotation]:
        """The notes in reading order."""
        return self.in_order.notes

    def change(self, ids: Iterable[str]) -> None:
        """Notes have been made, changed or deleted."""
        if self._stale:
            return
        ids = tuple(ids)
        if self._renewing.goes_on:
            self._changed_meanwhile.update(dict.fromkeys(ids))
        for each in ids:
            kept = self._notebook.find(each)
            if kept is None:
                self._order.discard(each)
            else:
                self._order.put(self._places.shown(kept))

    def renew(self, then: Callable[[], None]) -> None:
        """All notes may be others, or stand elsewhere: put them in order anew, then call ``then``; at once for few."""
        self._renewing.stop()
        kept = tuple(self._notebook.kept.values())
        if len(kept) <= MOST_SORTED_AT_ONCE:
            self._stale = True
            then()
        else:
            gc.freeze()  # they are here to stay, and to look at half a million objects takes the collector 150 ms
            self._changed_meanwhile.clear()
            self._renewing.start_soon(self._put_in_order(kept, then))

    def _put_in_order(self, kept: Iterable[Kept], then: Callable[[], None]) -> Iterator[None]:
        order = NotesInOrder()
        yield from order.taking(self._places.shown(each) for each in kept if isinstance(each, Annotation))
        self._renewing.stop()
        self._order, self._stale = order, False
        self.change(self._changed_meanwhile)
        self._post(then)  # those who hear of it have enough to do for a step of their own

    def close(self) -> None:
        """Nobody wants to see them any more."""
        self._renewing.stop()
