"""What has changed, said once: views refresh from these and from nothing else.

A change names the document it concerns by its number; the window's panels show only the current one.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from viewer.model.record import record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from viewer.model.document import CannotOpen
    from viewer.model.text import Span


@record
class ViewPlace:
    """Where a view stands: a page (from 0) and the distance in points from its top to the top of the view."""

    page: int
    y: float = 0.0


@record
class PageSpot:
    """A point of a page (from 0), in points from its left and its top as it stands upright."""

    page: int
    x: float
    y: float


@record
class ViewLook:
    """How a view shows its document.

    ``zoom`` is a factor; ``left`` the distance in points from the left of what is shown to the left of the view;
    ``turns`` quarters clockwise. ``fit`` and ``arrangement`` are words of the view's own.
    """

    zoom: float = 1.0
    fit: str = ""
    arrangement: str = ""
    turns: int = 0
    left: float = 0.0


@record
class DocumentOpened:
    """A document has been opened and can be shown; it is in ``session.documents``."""

    document: int


@record
class DocumentClosed:
    """A document has been closed."""

    document: int


@record
class DocumentReplaced:
    """A file has been read again: ``document`` has been opened and takes the place of ``replaced``, closed next.

    ``same_pages``: only their text is another, since some of them have been recognised.
    """

    document: int
    replaced: int
    same_pages: bool = False


@record
class CurrentDocumentChanged:
    """Another document (or none) is the current one."""

    document: int | None


@record
class OpenRefused:
    """A file could not be opened; everything else is as it was."""

    path: Path
    error: CannotOpen


@record
class PasswordWanted:
    """A file needs a password: ``session.open(path, password=...)`` tries one, and not doing so leaves all as it was.

    ``document`` is the number that was meant for it; ``wrong`` says that the one just given was not right.
    """

    document: int
    path: Path
    tries_left: int
    wrong: bool = False


@record
class OpeningBegun:
    """The worker has been asked for a file, which takes it seconds where pages must be laid out first.

    ``document`` is the number that is meant for it; ``session.cancel_opening(document)`` gives it up.
    """

    document: int
    path: Path


@record
class OpeningEnded:
    """The worker has a file open, or cannot open it, or it has been given up; what has come of it is told besides."""

    document: int


@record
class ConversionBegun:
    """LibreOffice makes the pages of a file; ``session.cancel_opening(document)`` gives it up.

    ``document`` is the number that is meant for it.
    """

    document: int
    path: Path


@record
class ConversionEnded:
    """The pages of a file have been made, or have not; what has come of it is told besides."""

    document: int


@record
class ReloadRefused:
    """A document's file has changed and cannot be opened now; what was read before is still shown."""

    document: int
    path: Path
    error: CannotOpen


@record
class TextRead:
    """More pages' texts are known, from page ``first`` on."""

    document: int
    first: int
    count: int


@record
class UnderstandingProgressed:
    """The document's text has been read, and more of what it takes to understand it is done."""

    document: int


@record
class UnderstandingChanged:
    """More, or all, of the document has been understood."""

    document: int


@record
class RecognitionChanged:
    """Pages are waiting to be recognised, or something has come of them."""

    document: int


@record
class PagesLieTurned:
    """Each page of the document has been recognised, and read turned by so many quarters clockwise."""

    document: int
    turns: int


@record
class OutlineRead:
    """The outline that the file brings along is known."""

    document: int


@record
class PlaceRequested:
    """The views are to go somewhere: to a span (and pulse it), or back to where they stood."""

    document: int
    target: Span | ViewPlace | PageSpot
    pulse: bool = True


@record
class PlaceChanged:
    """The reader has scrolled: the current page or section may be another."""

    document: int


@record
class SelectionChanged:
    """Other words are selected, or none."""

    document: int


@record
class SearchChanged:
    """The search's words, hits or current hit are others."""

    document: int


@record
class NotesChanged:
    """Notes were loaded, made, changed or removed. ``ids`` are those concerned; empty means all."""

    document: int
    ids: tuple[str, ...] = ()


@record
class NotesArriving:
    """Notes of others are about to be taken in: what is being typed must be kept first, or it would seem to be later.

    Only so are two people's words about one passage known to be written without knowledge of each other.
    """

    document: int


@record
class NotesSaved:
    """Changes of notes have reached the disk, or have not: notes are as they were, only their mark is another."""

    document: int


@record
class VersionsFound:
    """There are no notes on a document, and ``notes`` of them on other versions of it."""

    document: int
    notes: int


class Severity(Enum):
    """How much a notice matters."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


@record
class Notice:
    """A line for the reader: what happened, to which file, what now. ``document`` None: the program as a whole."""

    document: int | None
    severity: Severity
    text: str


@record
class NoticeOver:
    """What a notice of these words said is no longer so."""

    text: str


@record
class RecentFilesChanged:
    """The list of recent files is another."""


@record
class SettingsChanged:
    """The reader's settings are others."""


Change = (
    DocumentOpened
    | DocumentClosed
    | DocumentReplaced
    | CurrentDocumentChanged
    | OpenRefused
    | PasswordWanted
    | OpeningBegun
    | OpeningEnded
    | ConversionBegun
    | ConversionEnded
    | ReloadRefused
    | TextRead
    | UnderstandingProgressed
    | UnderstandingChanged
    | RecognitionChanged
    | OutlineRead
    | PagesLieTurned
    | PlaceRequested
    | PlaceChanged
    | SelectionChanged
    | SearchChanged
    | NotesChanged
    | NotesArriving
    | NotesSaved
    | VersionsFound
    | Notice
    | NoticeOver
    | RecentFilesChanged
    | SettingsChanged
)


class Changes:
    """A list of listeners. One that comes while a change is told hears the next; one that has gone hears no more."""

    def __init__(self) -> None:
        self._listeners: list[Callable[[Change], None]] = []

    def subscribe(self, listener: Callable[[Change], None]) -> Callable[[], None]:
        """Tell ``listener`` of each change from now on; the returned function ends it."""
        self._listeners.append(listener)

        def unsubscribe() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return unsubscribe

    def tell(self, change: Change) -> None:
        """Tell all listeners, in the order in which they came."""
        for _ in self.telling(change):
            pass

    def telling(self, change: Change) -> Iterator[None]:
        """The same in parts, a listener at a time."""
        for listener in tuple(self._listeners):
            if listener in self._listeners:
                listener(change)
                yield
