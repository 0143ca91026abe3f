"""Files on their way to being open: asked for, opened by the worker, refused, or waiting for a password."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from viewer.model.document import CannotOpen, FileProblem
from viewer.model.record import record
from viewer.session.changes import (
    ConversionBegun,
    ConversionEnded,
    Notice,
    OpeningBegun,
    OpeningEnded,
    OpenRefused,
    PasswordWanted,
    ReloadRefused,
    Severity,
)
from viewer.session.office_words import refusal_without_pages, words_of_preview
from viewer.session.reopening import Reopening
from viewer.workers.messages.answers import Failed, Opened, Refused, ignore_answer
from viewer.workers.messages.conversion import Converted, Converting, NotConverted
from viewer.workers.messages.requests import CloseFile, OpenFile, Priority

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from viewer.model.document import DocumentInfo
    from viewer.session.context import SessionContext
    from viewer.session.open_document import OpenDocument
    from viewer.session.recognition import Recognitions
    from viewer.workers.messages.answers import Answer
    from viewer.workers.messages.conversion import ConversionAnswer

PASSWORD_TRIES = 3
NO_TRIES_LEFT = "None of the passwords was right. Open the file again to try others."
DAMAGED_IN_PART = "{name} is damaged. What could be read of it is shown; pages or parts of them may be missing."


@record
class Opening:
    """A file on its way to being open, and the document that it is to take the place of."""

    request: OpenFile
    path: Path
    replacing: OpenDocument | None = None
    reloading: bool = False
    """Whether it is read again because it has changed: with what was known of it, and without coming to the front."""
    failed: NotConverted | None = None
    """Why it is opened as a preview."""
    same_pages: bool = False
    """Whether it is the same file with other text: some of its pages have been recognised."""


class Converter(Protocol):
    """What makes the pages of office documents."""

    def convert(
        self,
        path: Path,
        kind: str,
        program: str,
        on_answer: Callable[[ConversionAnswer], None],
        password: str | None = None,
    ) -> int:
        """Begin; ``on_answer`` is called in a thread of its own. Returns the conversion's number."""
        ...

    def stop(self, number: int) -> None:
        """Give a conversion up."""
        ...


class Openings:
    """The files that are on their way. ``take`` is called with each that has been opened, and what opening told.

    ``recognitions`` knows where the text of recognised pages is kept. ``reopening`` knows the files of the last time,
    which have their places among the tabs already.
    """

    def __init__(
        self,
        context: SessionContext,
        recognitions: Recognitions,
        take: Callable[[Opening, DocumentInfo], None],
        converter: Converter | None,
    ) -> None:
        self.reopening = Reopening()
        self._context = context
        self._recognitions = recognitions
        self._take = take
        self._converter = converter
        self._next_number = 1
        self._on_their_way: dict[int, Opening] = {}
        self._tries_left: dict[Path, int] = {}
        self._asked: dict[int, int] = {}
        self._conversions: dict[int, int] = {}

    @property
    def any(self) -> bool:
        """Whether a file is on its way."""
        return bool(self._on_their_way)

    @property
    def being_opened(self) -> list[OpeningBegun]:
        """The files that the worker has been asked for, in order: what has been told of each."""
        return [OpeningBegun(number, self._on_their_way[number].path) for number in self._asked]

    def on_its_way(self, path: Path) -> bool:
        """Whether this file is on its way."""
        return any(opening.path == path for opening in self._on_their_way.values())

    def replaces(self, document: OpenDocument) -> bool:
        """Whether a file is on its way that will take the place of a document."""
        return any(opening.replacing is document for opening in self._on_their_way.values())

    def forget_tries(self, path: Path) -> None:
        """Let all passwords be tried again: the reader has asked for the file anew."""
        self._tries_left.pop(path, None)

    def ask(
        self,
        path: Path,
        codec: str | None = None,
        password: str | None = None,
        replacing: OpenDocument | None = None,
        *,
        reloading: bool = False,
    ) -> None:
        """Have a file opened, in the place of a document where there is one to replace."""
        number = self._next_number
        self._next_number += 1
        request = OpenFile(number, str(path), password, codec, recognised=self._recognitions.folder)
        self._submit(Opening(request, path, replacing, reloading))

    def ask_again(self, document: OpenDocument) -> None:
        """Have a document opened once more as it was opened, in its own place: its text is another now."""
        number = self._next_number
        self._next_number += 1
        again = replace(document.opened_with, document=number)
        self._submit(Opening(again, document.path, document, reloading=True, same_pages=True))

    def _submit(self, opening: Opening) -> None:
        self._on_their_way[opening.request.document] = opening

        def opened(answer: Answer, _last: bool) -> None:  # noqa: FBT001 - the shape of every answer callback
            self._opened(opening, answer)

        context, number = self._context, opening.request.document
        context.changes.tell(OpeningBegun(number, opening.path))
        self._asked[number] = context.interactive.submit(opening.request, context.in_my_thread(opened), Priority.OPEN)

    def _opened(self, opening: Opening, answer: Answer) -> None:
        request, path = opening.request, opening.path
        if self._on_their_way.pop(request.document, None) is None:
            return
        self._asked.pop(request.document, None)
        self._context.changes.tell(OpeningEnded(request.document))
        if opening.replacing is not None and opening.replacing.closed:
            self._context.interactive.submit(CloseFile(request.document), ignore_answer, Priority.OPEN)
        elif isinstance(answer, Opened):
            self._tries_left.pop(path, None)
            self._take(opening, answer.info)
            if answer.info.repaired:
                self._context.changes.tell(
                    Notice(request.document, Severity.WARNING, DAMAGED_IN_PART.format(name=path.name))
                )
            for remark in () if opening.same_pages else answer.info.remarks:
                self._context.changes.tell(Notice(request.document, Severity.INFO, f"{path.name}: {remark}"))
            if answer.info.preview and not opening.same_pages:
                self._context.changes.tell(
                    Notice(request.document, Severity.INFO, words_of_preview(path.name, opening.failed))
                )
        elif isinstance(answer, Refused) and answer.error.problem is FileProblem.NEEDS_OFFICE:
            self._needs_office(opening, answer.error)
        elif isinstance(answer, Refused):
            self._refused(opening, answer.error)
        else:
            what = answer.what if isinstance(answer, Failed) else "The reading process gave no answer."
            self._refused(opening, CannotOpen(FileProblem.DAMAGED, str(path), what))

    def _refused(self, opening: Opening, error: CannotOpen) -> None:
        path, tell = opening.path, self._context.changes.tell
        if error.problem is FileProblem.ENCRYPTED:
            wrong = opening.request.password is not None and not opening.reloading
            left = self._tries_left.get(path, PASSWORD_TRIES) - wrong
            if left > 0:
                self._tries_left[path] = left
                tell(PasswordWanted(opening.request.document, path, left, wrong))
                self.arrived(path)
                return
            self._tries_left.pop(path, None)
            error = CannotOpen(error.problem, error.path, NO_TRIES_LEFT)
        if self.reopening.brings(path) and error.problem is FileProblem.MISSING:
            self.arrived(path, gone=True)
        elif opening.reloading and opening.replacing is not None:
            tell(ReloadRefused(opening.replacing.number, path, error))
        else:
            tell(OpenRefused(path, error))
            self.arrived(path)

    # -- office documents ---------------------------------------------------------------------------------------------

    def _needs_office(self, opening: Opening, error: CannotOpen) -> None:
        """Have the pages of an office document made, then open them; or what can be shown without."""
        if self._converter is None or opening.request.preview:
            self._refused(opening, refusal_without_pages(error, opening.failed))
            return
        number = opening.request.document
        self._on_their_way[number] = opening

        def answered(answer: ConversionAnswer) -> None:
            self._context.post(lambda: self._converting(opening, answer))

        program = self._context.settings.current.office_program
        password = opening.request.password
        self._conversions[number] = self._converter.convert(opening.path, error.format, program, answered, password)

    def _converting(self, opening: Opening, answer: ConversionAnswer) -> None:
        number = opening.request.document
        if number not in self._conversions:  # it has been given up
            return
        if isinstance(answer, Converting):
            self._context.changes.tell(ConversionBegun(number, opening.path))
            return
        del self._conversions[number]
        self._context.changes.tell(ConversionEnded(number))
        if isinstance(answer, Converted):
            self._submit(replace(opening, request=replace(opening.request, pages_from=answer.pages)))
        else:
            self._submit(replace(opening, request=replace(opening.request, preview=True), failed=answer))

    def cancel(self, number: int) -> None:
        """Give a file up that is being opened, or whose pages are being made; everything else is as it was."""
        opening = self._on_their_way.pop(number, None)
        if opening is None:
            return
        conversion, context = self._conversions.pop(number, None), self._context
        if conversion is not None and self._converter is not None:
            self._converter.stop(conversion)
            context.changes.tell(ConversionEnded(number))
        else:
            context.interactive.abandon(self._asked.pop(number))
            context.interactive.submit(CloseFile(number), ignore_answer, Priority.OPEN)
            context.changes.tell(OpeningEnded(number))
        self.arrived(opening.path)

    def arrived(self, path: Path, *, gone: bool = False) -> None:
        """A document of the last time is open, or cannot be; say which are gone when it is the last."""
        words = self.reopening.arrived(path, gone=gone)
        if words:
            self._context.changes.tell(Notice(None, Severity.INFO, words))
