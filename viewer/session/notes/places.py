"""Where the notes of one open document stand in the text that it has now.

A note that stands where it was made is known at once. The others are searched for when the whole text has been read,
in a thread of their own: folding a long text and comparing passages takes longer than the window may wait.
"""

from __future__ import annotations

import threading
import time
from dataclasses import replace
from typing import TYPE_CHECKING

from viewer.annotations.anchoring import Passage, Placement, PlacementKind, Placer
from viewer.annotations.document_rows import FoundBy
from viewer.model.annotation import Annotation, AnnotationKind
from viewer.model.text import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from viewer.annotations.anchoring import Anchored
    from viewer.annotations.notebook import Kept
    from viewer.model.annotation import Anchor
    from viewer.model.correction import Correction
    from viewer.model.text import DocumentText

AT_ONCE = 1000
"""Notes that are looked at without a thread: about 5 ms."""
OFTEN = 20
"""Notes after which the thread lets others go on: about 1 ms."""
PROGRESS_SECONDS = 0.5
"""A note that has moved in a text of 6 million characters takes 3 ms to find, so thousands take their time."""


class Found:
    """How passages were found, gathered where they were looked for: with fifty thousand this takes its time."""

    def __init__(self, placed: Sequence[tuple[Anchored, Placement | None]]) -> None:
        notes = [(note, placement) for note, placement in placed if isinstance(note, Annotation)]
        self.placements = [placement for _, placement in notes]
        """Those of notes."""
        self.of_quotes = [placement for each, placement in placed if each.anchor.quote]
        """Those of whatever quotes the text, corrections too."""
        self.remembered = {note.id: placement.remembered for note, placement in notes if placement is not None}
        """What the store keeps of them, by note."""


class NotePlaces:
    """The places of notes, by note. ``post`` runs a function soon in the thread that this belongs to."""

    def __init__(self, text: DocumentText, post: Callable[[Callable[[], None]], None]) -> None:
        self._text = text
        self._placer = Placer(text)
        self._post = post
        self._placed: dict[str, tuple[Anchor, Placement]] = {}
        self._closed = False

    def known(self, note: Anchored) -> Placement | None:
        """Where a note stands, as far as it has been looked for."""
        placed = self._placed.get(note.id)
        if placed is None or (placed[0] is not note.anchor and placed[0] != note.anchor):
            return None
        return placed[1]

    def find(self, note: Anchored) -> Placement | None:
        """Where a note stands; None where that is not known before the text has been read and searched."""
        placement = self.known(note)
        if placement is None:
            placement = self._placer.unmoved(note)
            if placement is not None and note.kind is not AnnotationKind.DOCUMENT:  # whose end is still growing
                self._placed[note.id] = (note.anchor, placement)
        return placement

    def close(self) -> None:
        """Stop searching; nobody wants to know any more."""
        self._closed = True

    def search(
        self, notes: Sequence[Anchored], on_placed: Callable[[Found], None], on_some: Callable[[], None] | None = None
    ) -> None:
        """Place these notes in the whole text, then call ``on_placed``, at once where nothing has to be searched for.

        ``on_some`` is called now and then before that, when more of many have been placed. The text must be complete.
        """
        if len(notes) <= AT_ONCE:
            placements = [(note, self.find(note)) for note in notes]
            if all(placement is not None for _, placement in placements):
                on_placed(Found(placements))
                return

        def work() -> None:
            placed: list[tuple[Anchored, Placement | None]] = []
            new: list[tuple[Anchored, Placement]] = []
            since = time.monotonic()
            for note in notes:
                if self._closed:
                    return
                known = self.known(note)
                if known is None:
                    known = self._placer.place_note(note)
                    new.append((note, known))
                    if len(new) % OFTEN == 0:
                        time.sleep(0)  # lets the window's thread go on, which Python would let wait for 5 ms
                placed.append((note, known))
                due = time.monotonic() - since > PROGRESS_SECONDS
                if due or len(new) >= AT_ONCE:
                    self._post_arrival(new, on_some if due else None)
                    new, since = [], time.monotonic() if due else since
            found = Found(placed)
            self._post_arrival(new, lambda: on_placed(found))

        # A daemon, so that a program that is closed meanwhile ends; nothing is lost with it.
        threading.Thread(target=work, name="note-places", daemon=True).start()

    def _post_arrival(self, found: Iterable[tuple[Anchored, Placement]], then: Callable[[], None] | None) -> None:
        def arrive() -> None:
            if not self._closed:
                self._placed.update((note.id, (note.anchor, placement)) for note, placement in found)
                if then is not None:
                    then()

        self._post(arrive)

    def shown(self, note: Annotation) -> Annotation:
        """The note with its anchor as it is in the present text, for views; what is kept stays as it was made."""
        return as_placed(note, self.known(note), self._text)


def passages(kept: Iterable[Kept]) -> list[Anchored]:
    """All that must be found in the text: the notes, and what corrections quote."""
    found: list[Anchored] = []
    for each in kept:
        found += [each] if isinstance(each, Annotation) else passages_of(each)
    return found


def passages_of(correction: Correction) -> list[Passage]:
    """What a correction quotes."""
    return [Passage(f"{correction.id} {number}", anchor) for number, anchor in enumerate(correction.anchors)]


def as_placed(note: Annotation, placement: Placement | None, text: DocumentText) -> Annotation:
    """A note with its anchor as it is in a text; as it was made where that is not known.

    A lost note keeps its page and has an empty span there.
    """
    anchor = note.anchor
    if placement is None or placement.span == anchor.span:
        return note
    span, page = placement.span, anchor.page
    if span is not None:
        page = text.page_of(span.start)
    else:
        there = text.page_span(min(page, text.page_count - 1)) if text.page_count else Span(0, 0)
        start = min(max(anchor.span.start, there.start), there.end)
        span = Span(start, start)
    # A region has no boxes of words that could be worked out anew: it stays what it is as long as its page does.
    rects = anchor.rects if note.kind is AnnotationKind.REGION and page == anchor.page else ()
    return replace(note, anchor=replace(anchor, span=span, page=page, rects=rects))


def is_another_document(found_by: FoundBy, text: DocumentText, placements: Iterable[Placement | None]) -> bool:
    """Whether notes belong to another document, which only lay at the same place.

    That is so where none of the passages is found again in a text that can be searched.
    """
    if found_by is not FoundBy.PATH or not any(page.strip() for page in text.pages):
        return False
    states = [placement.how for placement in placements if placement is not None]
    return bool(states) and all(state is PlacementKind.LOST for state in states)


def what_has_moved(found_by: FoundBy, placements: Iterable[Placement | None]) -> str:
    """What the reader should know of the places of notes that were loaded, or an empty string."""
    states = [placement.how for placement in placements if placement is not None]
    said: list[str] = []
    if states and found_by is FoundBy.TEXT:
        said.append("These notes were made on another copy of this document.")
    elif states and found_by is FoundBy.PATH:
        said.append("These notes were made on another version of this document, in a file at the same place.")
    likely, lost = states.count(PlacementKind.LIKELY), states.count(PlacementKind.LOST)
    if likely:
        notes = "1 note stands" if likely == 1 else f"{likely} notes stand"
        said.append(f"{notes} at the most likely place and should be checked.")
    if lost:
        notes = "The passage of 1 note was" if lost == 1 else f"The passages of {lost} notes were"
        said.append(f"{notes} not found again.")
    return " ".join(said)


def what_is_of_another(count: int) -> str:
    """What the reader should know of notes that belong to another document, which lay where this one lies."""
    if not count:
        return ""
    notes = "1 note was" if count == 1 else f"{count} notes were"
    return (
        f"{notes} made on a file at this place that said something else: no passage is found here. "
        "All notes, in the menu Notes, still has what was written."
    )
