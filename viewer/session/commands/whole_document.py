"""A document read from its first page to its last, for commands that have no window to show it in meanwhile."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from viewer.model.document import CannotOpen, FileProblem, Identity
from viewer.model.text import DocumentText
from viewer.session.fingerprint import telling_fingerprint
from viewer.session.office_words import refusal_without_pages, words_of_preview
from viewer.workers.batch import ask
from viewer.workers.messages.answers import Failed, Identified, Opened, PagesRead, Refused, Understood, ignore_answer
from viewer.workers.messages.requests import CloseFile, Identify, OpenFile, ReadDocument

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from viewer.model.document import DocumentInfo, Understanding
    from viewer.workers.host import WorkerHost
    from viewer.workers.messages.answers import Answer
    from viewer.workers.messages.conversion import NotConverted
    from viewer.workers.messages.requests import Request

PATIENCE = 600.0
"""Seconds between two answers. The host has less with a worker that is silent; this ends one that only seems busy."""
NO_ANSWER = "The reading process gave no answer."


@dataclass(frozen=True, slots=True)
class WholeDocument:
    """A document that has been read to its end. ``identity`` has the text's fingerprint.

    ``understanding`` is None where the text is there and yet could not be understood; ``failure`` says why.
    """

    path: Path
    info: DocumentInfo
    text: DocumentText
    understanding: Understanding | None
    identity: Identity
    failure: str = ""
    opening: OpenFile | None = None
    """How it was opened."""


@dataclass(slots=True)
class _Gathered:
    """What the answers have told so far."""

    info: DocumentInfo | None = None
    text: DocumentText = field(default_factory=DocumentText)
    content_hash: str = ""
    understood: Understood | None = None
    failure: str = ""
    opening: OpenFile | None = None

    @property
    def all_pages(self) -> bool:
        """Whether the whole text is there."""
        return self.info is not None and self.text.page_count == self.info.page_count

    def take(self, answer: Answer, path: str) -> None:
        """Take in what a worker tells of the document at a path.

        Raises:
            CannotOpen: it cannot be opened, or the reading of it failed before its whole text was there.
        """
        match answer:
            case Opened(info):
                self.info = info
                self.text = DocumentText(info.text_version)
            case Identified(content_hash=content_hash):
                self.content_hash = content_hash
            case PagesRead(first=first, texts=texts):
                for page, text in enumerate(texts, first):
                    if page == self.text.page_count:  # a restarted worker reads from the beginning again
                        self.text.append(text)
            case Understood():
                self.understood = answer
            case Failed(what=what) if self.all_pages:
                self.understood, self.failure = None, what
            case Refused(error):
                raise error
            case Failed(what=what):
                raise CannotOpen(FileProblem.DAMAGED, path, what)
            case _:
                pass


def read_whole_document(
    host: WorkerHost,
    number: int,
    path: Path,
    *,
    codec: str | None = None,
    identify: bool = False,
    recognised: str = "",
    results: str = "",
    keep_open: bool = False,
) -> WholeDocument:
    """Open a file as document ``number``, read all of it, understand it if that can be done, and close it again.

    The hash of its bytes is only taken where ``identify`` asks for it. What was recognised of its pages is taken from
    the folder ``recognised``, where one is named; what was understood of a file with the same bytes from the folder
    ``results``, and kept there. With ``keep_open`` the worker has it open still, for more to be asked about it.

    Raises:
        CannotOpen: it cannot be opened or read, or the worker does not come through it.
    """
    gathered = _Gathered()
    requests: list[Request] = [Identify(number)] if identify else []
    try:
        failed = _open(host, OpenFile(number, str(path), None, codec, recognised=recognised), path, gathered)
        for request in (*requests, ReadDocument(number, results, more_follow=True, at_once=True)):
            for answer in _answers(host, request, str(path)):
                gathered.take(answer, str(path))
    finally:
        if not keep_open:
            host.submit(CloseFile(number), ignore_answer, 0)
    info, understood = gathered.info, gathered.understood
    if info is None or (understood is None and not gathered.failure):
        raise CannotOpen(FileProblem.DAMAGED, str(path), NO_ANSWER)
    fingerprint = telling_fingerprint(understood.text_fingerprint, gathered.text) if understood else ""
    identity = Identity(gathered.content_hash, fingerprint)
    understanding = understood.understanding if understood else None
    if info.preview and understanding is not None:
        said = words_of_preview(path.name, failed)
        understanding = replace(understanding, warnings=(*understanding.warnings, said))
    return WholeDocument(path, info, gathered.text, understanding, identity, gathered.failure, gathered.opening)


def _open(host: WorkerHost, opening: OpenFile, path: Path, gathered: _Gathered) -> NotConverted | None:
    """Open a file; an office document with the pages that are made of it. Returns why there are none, where it is so.

    Raises:
        CannotOpen: it cannot be opened.
    """
    gathered.opening = opening
    try:
        for answer in _answers(host, opening, str(path)):
            gathered.take(answer, str(path))
    except CannotOpen as error:
        if error.problem is not FileProblem.NEEDS_OFFICE:
            raise
        from viewer.session.commands.office_pages import with_pages  # noqa: PLC0415 - for the few that need it

        opening, failed = with_pages(opening, path, error)
    else:
        return None
    gathered.opening = opening
    try:
        for answer in _answers(host, opening, str(path)):
            gathered.take(answer, str(path))
    except CannotOpen as error:
        if error.problem is FileProblem.NEEDS_OFFICE:
            raise refusal_without_pages(error, failed) from None
        raise
    return failed


def _answers(host: WorkerHost, request: Request, path: str) -> Iterator[Answer]:
    try:
        yield from ask(host, request, PATIENCE)
    except TimeoutError:
        raise CannotOpen(FileProblem.DAMAGED, path, "Reading takes too long and was given up.") from None
