"""Recognising the pages of a document that have no text to read, for commands that have no window."""

from __future__ import annotations

import queue
from typing import TYPE_CHECKING

from viewer.formats.recognition.tessdata import find_data
from viewer.session.recognition_plan import guess_language, missing_data, request_for
from viewer.workers.messages.answers import Failed, Recognised
from viewer.workers.recogniser import PageRecogniser

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from viewer.session.commands.whole_document import WholeDocument
    from viewer.workers.messages.answers import Answer


def recognise_unreadable(
    document: WholeDocument, chosen: Sequence[str], folder: str, say: Callable[[str], None]
) -> int:
    """Recognise every page that cannot be read, and keep what was read below ``folder``. Returns how many it was.

    ``chosen`` are languages (ISO 639-1), none where those of each page are to be found out. ``say`` is told of each
    page, of those that fail, and where nothing can be recognised.
    """
    understanding = document.understanding
    pages = understanding.unreadable_pages if understanding is not None else ()
    opening = document.opening
    if not pages or opening is None:
        return 0
    data = find_data()
    missing = missing_data(chosen, data)
    if data is None or missing:
        say(missing)
        return 0
    recogniser = PageRecogniser()
    read: dict[int, tuple[str, ...]] = {}
    try:
        for count, page in enumerate(pages, 1):
            say(f"recognising page {page + 1} ({count} of {len(pages)})")
            guess = guess_language(page, understanding, document.text, read)
            answers: queue.SimpleQueue[Answer] = queue.SimpleQueue()
            recogniser.recognise(opening, request_for(page, chosen, guess, data, folder), answers.put)
            answer = answers.get()
            if isinstance(answer, Recognised):
                read[page] = answer.languages
            else:
                say(answer.what if isinstance(answer, Failed) else f"page {page + 1} could not be recognised")
    finally:
        recogniser.stop()
    return len(read)
