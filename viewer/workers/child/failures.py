"""What goes wrong in a request, in words for the reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from viewer.workers.messages.answers import Failed
from viewer.workers.messages.requests import Find, ReadDocument, RecognisePage, SaveMarkedCopy

if TYPE_CHECKING:
    from viewer.model.document import CannotOpen
    from viewer.workers.messages.requests import Request


class NotOpenError(Exception):
    """A request names a document that is not open; ``refusal`` is why it could not be opened again."""

    def __init__(self, document: int, refusal: CannotOpen | None) -> None:
        super().__init__(f"document {document}")
        self.refusal = refusal


def failure(request: Request, error: Exception) -> Failed:  # noqa: PLR0911 - one for each kind of error
    """What to tell the reader of an error in a request."""
    detail = f"{request!r}: {error!r}"
    page = getattr(request, "page", None)
    what = f"Page {page + 1}" if isinstance(page, int) else "The document"
    match error:
        case NotOpenError(refusal=refusal):  # a refusal: the worker is another, and the file has gone since
            return Failed(f"The document is no longer open. {refusal.advice if refusal else ''}".rstrip(), detail)
        case MemoryError():
            return Failed(f"{what} needs more memory than it may use.", detail)
        case OSError() if isinstance(request, SaveMarkedCopy):
            return Failed(f"The copy could not be written: {error.strerror or error}.", detail)
        case _ if isinstance(request, SaveMarkedCopy):
            return Failed("The copy could not be written: the file cannot be marked.", detail)
        case OSError():
            return Failed(f"The file could not be read: {error.strerror or error}.", detail)
        case _ if isinstance(request, ReadDocument):
            return Failed("What the document says could not be worked out; its pages can still be read.", detail)
        case _ if isinstance(request, RecognisePage):
            return Failed(f"{what} could not be recognised.", detail)
        case _ if isinstance(request, Find):
            return Failed("The search failed.", detail)
        case _:
            return Failed(f"{what} could not be read; the file may be damaged.", detail)
