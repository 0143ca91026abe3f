"""Recognising the pages of open documents: which are waiting, which comes next, and what has come of them.

One page is recognised at a time, by a process that lives as long as there is something to recognise. Of the document
in front the pages in view come first. What has been recognised is kept on the disk; it becomes the text of the document
when that is opened again in its place, which ``ready`` says is due and ``show`` does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from viewer.model.document import PageKind
from viewer.session.changes import Notice, PagesLieTurned, RecognitionChanged, Severity
from viewer.workers.messages.answers import Failed, Recognised

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from viewer.formats.recognition.tessdata import LanguageData
    from viewer.session.document_state import DocumentState
    from viewer.workers.messages.answers import Answer
    from viewer.workers.messages.requests import OpenFile, RecognisePage

SHOWN_EVERY = 20
"""Pages after which what has been recognised is shown, though none of it is in view: so that it can be searched."""


class Recogniser(Protocol):
    """What the session needs of what recognises pages."""

    def recognise(self, opening: OpenFile, request: RecognisePage, on_answer: Callable[[Answer], None]) -> None:
        """Recognise a page; ``on_answer`` is called once, in a thread of its own, unless it is stopped."""
        ...

    def stop(self) -> None:
        """Give up what is being recognised, and let go of what was held for it."""
        ...


class PageRecognition:
    """What is to be recognised of one document, and what has come of it. Pages count from 0.

    ``chosen`` are the languages (ISO 639-1) that the reader has chosen, none where they are to be found out.
    ``senseless`` pages were recognised, and what was read makes no sense; ``failures`` were not, each with what
    happened.
    """

    def __init__(self, document: DocumentState, recognitions: Recognitions, read_again: Callable[[int], bool]) -> None:
        """``read_again`` has the document of a number read again with what was recognised; whether that has begun."""
        self._document = document
        self._recognitions = recognitions
        self._read_again = read_again
        self._waiting: list[int] = []
        self._unshown: set[int] = set()
        self._names: dict[int, tuple[str, ...]] = {}
        self._turns: dict[int, int] = {}
        self._unreadable: tuple[int, ...] = ()
        self.dismissed = False
        """Whether the reader does not want to be told of pages without text."""
        self.current: int | None = None
        self.done = 0
        self.total = 0
        self.chosen: tuple[str, ...] = ()
        self.senseless: set[int] = set()
        self.failures: dict[int, str] = {}

    # -- what is known ------------------------------------------------------------------------------------------------

    @property
    def possible(self) -> bool:
        """Whether pages of this document can be recognised at all: they are pictures, or drawn as such."""
        return self._document.info.page_kind is PageKind.RASTER and self._recognitions.possible

    @property
    def data(self) -> LanguageData | None:
        """The language data that is installed, or None."""
        return self._recognitions.data

    @property
    def running(self) -> bool:
        """Whether there are pages to be recognised still."""
        return self.current is not None or bool(self._waiting)

    @property
    def unreadable_pages(self) -> tuple[int, ...]:
        """The pages that have no text that could be read; none before the document has been read to its end.

        Where it is being read again with what was recognised, they are those of before without these.
        """
        understanding = self._document.understanding
        if understanding is not None and self._document.reading_has_ended:
            return understanding.unreadable_pages
        return tuple(page for page in self._unreadable if page not in self._names)

    @property
    def recognised_pages(self) -> Mapping[int, tuple[str, ...]]:
        """The pages whose text was recognised, with Tesseract's names of the languages."""
        understanding = self._document.understanding
        if understanding is not None and self._document.reading_has_ended:
            return {page: how.languages for page, how in understanding.recognised.items()}
        return self._names if self._unreadable else {}

    @property
    def worth_telling(self) -> bool:
        """Whether something is to be said of the text of this document's pages, and the reader wants to hear it."""
        if not self.possible:
            return False
        return self.running or (not self.dismissed and bool(self.unreadable_pages or self.recognised_pages))

    def look_for_data(self) -> LanguageData | None:
        """Look for the language data anew: it may have been installed meanwhile."""
        return self._recognitions.look_for_data()

    def waits(self, page: int) -> bool:
        """Whether a page is to be recognised, or is being so."""
        return page == self.current or page in self._waiting

    # -- what the reader wants ----------------------------------------------------------------------------------------

    def recognise(self, pages: Iterable[int]) -> None:
        """Recognise pages, those that are waiting already aside. Says so where that cannot be done."""
        if not self.possible:
            return
        missing = self._missing_data()
        if missing:
            self._tell(Severity.WARNING, missing)
            return
        wanted = [page for page in pages if 0 <= page < self._document.page_count and not self.waits(page)]
        if not wanted:
            return
        if not self.running:
            self.done = self.total = 0
        for page in wanted:
            self.failures.pop(page, None)
        self._waiting = sorted({*self._waiting, *wanted})
        self.total += len(wanted)
        self._changed()
        self._recognitions.go_on()

    def _missing_data(self) -> str:
        from viewer.session.recognition_plan import missing_data  # noqa: PLC0415 - start-up time, see there

        return missing_data(self.chosen, self._recognitions.look_for_data())

    def recognise_unreadable(self) -> None:
        """Recognise every page that has no text that could be read."""
        self.recognise(self.unreadable_pages)

    def choose(self, languages: Sequence[str]) -> None:
        """Recognise with these languages (ISO 639-1) from now on; none: those of each page are found out."""
        self.chosen = tuple(languages)
        self._changed()

    def stop(self) -> None:
        """Recognise no more; what has been recognised stays."""
        if not self.running:
            return
        self._waiting.clear()
        if self.current is not None:
            self.current = None
            self._recognitions.drop_current()
        self._changed()

    # -- the work -----------------------------------------------------------------------------------------------------

    @property
    def next_page(self) -> int | None:
        """The page to recognise next: the first that is in view, else the first behind it, else the first."""
        first, last = self._document.first_visible, self._document.last_visible
        return min(self._waiting, key=lambda page: (not first <= page <= last, page < first, page), default=None)

    def request(self, page: int, data: LanguageData, folder: str) -> RecognisePage:
        """Take a page from those that wait: what to ask for it."""
        from viewer.session.recognition_plan import guess_language, request_for  # noqa: PLC0415 - as above

        self._waiting.remove(page)
        self.current = page
        self._changed()
        guess = guess_language(page, self._document.understanding, self._document.text, self._names)
        return request_for(page, self.chosen, guess, data, folder)

    def answered(self, page: int, answer: Answer) -> None:
        """What has come of a page."""
        self.current = None
        self.done += 1
        self.senseless.discard(page)
        if isinstance(answer, Recognised):
            self._unshown.add(page)
            self._names[page] = answer.languages
            self._turns[page] = answer.turns
            if not answer.makes_sense:
                self.senseless.add(page)
        else:
            self.failures[page] = answer.what if isinstance(answer, Failed) else "The recognising process has ended."
        if not self._waiting and self.failures:
            self._tell(Severity.WARNING, self._failures_in_words())
        self._changed()

    def _failures_in_words(self) -> str:
        if len(self.failures) == 1:
            return next(iter(self.failures.values()))
        return f"{len(self.failures)} pages could not be recognised."

    # -- showing what was recognised ----------------------------------------------------------------------------------

    @property
    def ready(self) -> bool:
        """Whether pages have been recognised that ought to be shown now: all that were wanted, many, or one in view."""
        if not self._unshown or not self._document.reading_has_ended:
            return False
        in_view = range(self._document.first_visible, self._document.last_visible + 1)
        return not self.running or len(self._unshown) >= SHOWN_EVERY or any(page in in_view for page in self._unshown)

    def show(self) -> None:
        """Let the document be read anew with what has been recognised, in its place."""
        if self._unshown and self._read_again(self._document.number):
            self._unshown.clear()
            turns = set(self._turns.values())
            if len(self._turns) == self._document.page_count and len(turns) == 1 and any(turns):
                self._document.tell(PagesLieTurned(self._document.number, *turns))

    def moved_to(self, document: DocumentState) -> PageRecognition:
        """The same for the document that has been opened again with the same pages: what is waiting is that one's."""
        self._unreadable = self.unreadable_pages
        self._names = {**self.recognised_pages, **self._names}
        self._document = document
        return self

    def look_again(self) -> None:
        """The document has been read to its end, or is looked at elsewhere: there may be something to show."""
        if self._unshown:
            self._changed()

    # -- talking ------------------------------------------------------------------------------------------------------

    @property
    def document(self) -> DocumentState:
        """The document whose pages these are."""
        return self._document

    def _changed(self) -> None:
        self._document.tell(RecognitionChanged(self._document.number))

    def _tell(self, severity: Severity, text: str) -> None:
        self._document.tell(Notice(self._document.number, severity, f"{self._document.path.name}: {text}"))


class Recognitions:
    """The pages of all documents that are to be recognised, one after the other.

    ``post`` runs a function soon in the thread that this belongs to; ``in_order`` gives what there is of each document,
    that in front first.
    """

    def __init__(
        self, post: Callable[[Callable[[], None]], None], in_order: Callable[[], Iterable[PageRecognition]]
    ) -> None:
        self._post = post
        self._in_order = in_order
        self._recogniser: Recogniser | None = None
        self._at_work: PageRecognition | None = None
        self._turn = 0
        self._begun = False
        self._data: LanguageData | None = None
        self._looked = False
        self.folder = ""
        """Where what is recognised is kept; documents are opened with what is there of them."""

    def work_with(self, recogniser: Recogniser, folder: str) -> None:
        """Recognise with this, and keep below this folder what was recognised."""
        self._recogniser, self.folder = recogniser, folder

    @property
    def possible(self) -> bool:
        """Whether there is something that recognises."""
        return self._recogniser is not None

    @property
    def data(self) -> LanguageData | None:
        """The language data that is installed, as far as it has been looked for; None where there is none."""
        return self._data if self._looked else self.look_for_data()

    def look_for_data(self) -> LanguageData | None:
        """Look for the language data anew: it may have been installed meanwhile."""
        from viewer.formats.recognition.tessdata import find_data  # noqa: PLC0415 - its table is read only where it is needed

        self._data, self._looked = find_data(), True
        return self._data

    def go_on(self) -> None:
        """Begin with the next page, unless one is at work; end the process where none is left."""
        recogniser, data = self._recogniser, self._data
        if recogniser is None or self._at_work is not None:
            return
        one = next((each for each in self._in_order() if each.next_page is not None), None)
        page = one.next_page if one is not None else None
        if one is None or page is None or data is None:
            self._end()
            return
        request = one.request(page, data, self.folder)
        self._at_work, self._begun = one, True
        self._turn += 1
        turn = self._turn

        def answered(answer: Answer) -> None:
            self._post(lambda: self._answered(turn, one, page, answer))

        recogniser.recognise(one.document.opened_with, request, answered)

    def drop_current(self) -> None:
        """Give up the page that is at work."""
        self._at_work = None
        self._turn += 1
        self._end()
        self.go_on()

    def _end(self) -> None:
        """End the process, where one has been begun."""
        if self._recogniser is not None and self._begun:
            self._recogniser.stop()
        self._begun = False

    def _answered(self, turn: int, one: PageRecognition, page: int, answer: Answer) -> None:
        if turn != self._turn:  # it has been given up meanwhile
            return
        self._at_work = None
        one.answered(page, answer)
        self.go_on()
