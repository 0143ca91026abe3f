"""Finding words in one document: what is looked for, what was found, and which hit is the current one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from viewer.model.record import record
from viewer.session.changes import Notice, SearchChanged, Severity
from viewer.workers.messages.answers import Failed, Found
from viewer.workers.messages.requests import Find, Priority

if TYPE_CHECKING:
    from viewer.session.document_state import DocumentState
    from viewer.workers.messages.answers import Answer, Hit


@record
class SearchState:
    """The search as the panels show it. ``current`` is an index in ``hits`` or None; ``total`` may exceed their number.

    ``finished`` is False while the text is still being read; ``unreadable_pages`` (from 0) have no usable text.
    """

    query: str = ""
    hits: tuple[Hit, ...] = ()
    total: int = 0
    current: int | None = None
    finished: bool = True
    pages_searched: int = 0
    unreadable_pages: tuple[int, ...] = ()


class Search:
    """The search of one open document."""

    def __init__(self, document: DocumentState) -> None:
        self._document = document
        self._request: int | None = None
        self._near = 0
        self._follow = False
        self._settled = False
        self._failed = False
        self.state = SearchState()

    def find(self, query: str, *, go: bool = True) -> None:
        """Look for words as they are typed; an empty query ends the search.

        The first hit at or after the place the reader looks at becomes the current one. With ``go`` the views go
        there as soon as it is known.
        """
        if query == self.state.query and query and not self._failed:
            return
        self._failed = False
        self._drop_request()
        self._follow = go
        self._settled = False
        if not query.strip():
            self._show(SearchState())
            return
        self._near = self._document.offset_in_view()
        self._show(SearchState(query=query, finished=False))
        self._request = self._document.ask_background(
            Find(self._document.number, query, self._near), self._found, Priority.VISIBLE
        )

    def next_hit(self) -> None:
        """Go to the hit after the current one, from the last to the first."""
        self._step(1)

    def previous_hit(self) -> None:
        """Go to the hit before the current one, from the first to the last."""
        self._step(-1)

    def go_to_hit(self, index: int) -> None:
        """Go to a hit by its index in ``state.hits``."""
        if 0 <= index < len(self.state.hits):
            self._settled = True
            self._show(replace(self.state, current=index))
            self._document.go_to(self.state.hits[index].span, pulse=False)

    def _step(self, by: int) -> None:
        hits = self.state.hits
        if not hits:
            self._follow = not self.state.finished
            return
        current = self.state.current
        self.go_to_hit(0 if current is None else (current + by) % len(hits))

    def _found(self, answer: Answer, last: bool) -> None:  # noqa: FBT001 - the shape of every answer callback
        if last:
            self._request = None
        if isinstance(answer, Failed):
            self._failed = True
            self._show(SearchState(query=self.state.query))
            self._document.tell(Notice(self._document.number, Severity.ERROR, answer.what))
        if not isinstance(answer, Found) or answer.query != self.state.query:
            return
        current = self.state.current
        if not self._settled or current is None or current >= len(answer.hits):
            current = self._first_from_view(answer.hits)
            # A hit before the view is only taken as long as there is none after it.
            self._settled = current is not None and answer.hits[current].span.start >= self._near
        self._show(
            SearchState(
                query=answer.query,
                hits=answer.hits,
                total=answer.total,
                current=current,
                finished=last,
                pages_searched=answer.pages_searched,
                unreadable_pages=answer.unreadable_pages,
            )
        )
        if current is not None and self._follow and (last or answer.hits[current].span.start >= self._near):
            self._follow = False
            self._document.go_to(answer.hits[current].span, pulse=False)

    def _first_from_view(self, hits: tuple[Hit, ...]) -> int | None:
        after = (index for index, hit in enumerate(hits) if hit.span.start >= self._near)
        return next(after, 0 if hits else None)

    def _drop_request(self) -> None:
        if self._request is not None:
            self._document.cancel_background(self._request)
            self._request = None

    def _show(self, state: SearchState) -> None:
        self.state = state
        self._document.tell(SearchChanged(self._document.number))
