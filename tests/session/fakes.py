"""Stand-ins for workers and the note store that answer when told to, in this thread."""

from __future__ import annotations

from dataclasses import dataclass, field

from viewer.model.document import DocumentInfo, PageKind
from viewer.model.geometry import PageSize


def info(pages: int = 3, **more) -> DocumentInfo:
    """What opening a small PDF tells."""
    return DocumentInfo("pdf", pages, PageKind.RASTER, (PageSize(595, 842),), **more)


@dataclass
class FakeWorker:
    """Keeps requests; ``answer`` answers the newest unanswered one of a kind."""

    requests: dict = field(default_factory=dict)
    cancelled: list = field(default_factory=list)
    _number: int = 0

    def submit(self, request, on_answer, priority):  # noqa: ARG002 - the shape of a worker
        self._number += 1
        self.requests[self._number] = (request, on_answer)
        return self._number

    def cancel(self, number):
        self.cancelled.append(number)
        self.requests.pop(number, None)

    def asked(self, kind):
        """The requests of a kind that wait for an answer."""
        return [request for request, _ in self.requests.values() if isinstance(request, kind)]

    def answer(self, kind, answer, *, last=True):
        """Answer the newest waiting request of a kind."""
        number = max(n for n, (request, _) in self.requests.items() if isinstance(request, kind))
        request, on_answer = self.requests[number]
        if last:
            del self.requests[number]
        on_answer(answer, last)
        return request
