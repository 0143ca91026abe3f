"""What the reader corrects of an open document: values, sections and languages, by hand.

Corrections are kept and undone with the notes. What was read stays known, so that each can be taken back.
"""

from __future__ import annotations

import uuid
from dataclasses import replace
from typing import TYPE_CHECKING

from viewer.annotations.anchoring import make_anchor
from viewer.annotations.correcting import CorrectedUnderstanding, corrected
from viewer.annotations.notebook import NoteChange
from viewer.annotations.stable_ids import stable_id
from viewer.model.annotation import Anchor
from viewer.model.correction import ANYWHERE, Corrected, Correction, interval
from viewer.model.text import Span
from viewer.session.changes import UnderstandingChanged
from viewer.session.notes.anchors import beginning_of
from viewer.session.notes.document_notes import now

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from viewer.model.document import Section, SectionKind, Understanding, Value
    from viewer.session.document_state import DocumentState
    from viewer.session.notes.document_notes import DocumentNotes

LONGEST_QUOTE = 300
"""Characters of a long passage's beginning and of its end that are kept to find it again."""


class DocumentCorrections:
    """The corrections of one open document, and its understanding with them."""

    def __init__(self, document: DocumentState, notes: DocumentNotes) -> None:
        self._document = document
        self._notes = notes
        self._read: Understanding | None = None
        self._laid: tuple[object, ...] = ()
        self._result: CorrectedUnderstanding | None = None

    # -- what they make of the understanding --------------------------------------------------------------------------

    def applied_to(self, read: Understanding) -> Understanding:
        """What was read, with the corrections laid over it."""
        self._read = read
        corrections, places = self._known()
        self._laid = (corrections, places)
        self._result = corrected(read, corrections, places.get)
        return self._result.understanding

    def refresh(self) -> None:
        """Lay the corrections over what was read anew where they, or their places, are others than before."""
        if self._read is not None and self._known() != self._laid:
            self._document.understanding = self.applied_to(self._read)
            self._document.tell(UnderstandingChanged(self._document.number))

    def _known(self) -> tuple[tuple[Correction, ...], dict[Anchor, Span]]:
        notes = self._notes
        corrections = tuple(notes.corrections)
        return corrections, {anchor: span for made in corrections for anchor, span in notes.places_of(made)}

    @property
    def as_read(self) -> Understanding | None:
        """What was read, without corrections."""
        return self._read

    def of_value(self, key: str, value: Value | None) -> Correction | None:
        """The correction that says a value of a key; with None for the value, the one that has taken one away."""
        return self._result.of_values.get((key, value)) if self._result is not None else None

    def of_section(self, section: Section) -> Sequence[Correction]:
        """The corrections of a section and of its language."""
        return self._result.of_sections.get(section, []) if self._result is not None else []

    def of_language(self, language: str) -> Sequence[Correction]:
        """The corrections that call passages by a language."""
        made = self._result.of_languages if self._result is not None else []
        return [correction for correction in made if correction.value == language]

    @property
    def removed_sections(self) -> Sequence[Correction]:
        """The corrections that have taken a section away."""
        return self._result.removed_sections if self._result is not None else []

    # -- intentions ---------------------------------------------------------------------------------------------------

    def correct_value(
        self, key: str, before: Value | None, value: str | tuple[str, str], span: Span | None = None
    ) -> None:
        """Say a value of the metadata instead of ``before``, or beside the others where that is None.

        ``span`` is where it stands; without one it is the place of the value before it.
        """
        self._say_value(key, before, interval(value), span)

    def remove_value(self, key: str, before: Value) -> None:
        """Say that the document does not say this of itself."""
        self._say_value(key, before, "", None, removed=True)

    def _say_value(
        self, key: str, before: Value | None, value: str, span: Span | None, *, removed: bool = False
    ) -> None:
        known = self.of_value(key, before)
        read = known.read if known is not None else interval(before.value) if before is not None else ""
        if span is None and before is not None:
            span = before.span
        anchor = self._anchor(_first(span or Span(0, 0)))
        if known is not None and removed and not known.read:
            self.take_back([known])  # nothing had been read: it is as it was
        elif known is not None:
            self._change([(known, replace(known, value=value, anchor=anchor, removed=removed))])
        else:
            self._change([(None, self._new(Corrected.VALUE, key, read, value, anchor, removed=removed))])

    def correct_section(
        self,
        section: Section,
        *,
        title: str | None = None,
        kind: SectionKind | None = None,
        language: str | None = None,
        begin: Span | None = None,
        end: Span | None = None,
    ) -> None:
        """Correct a section: what is None stays. ``begin`` and ``end`` are the words that it begins and ends with."""
        changes: list[tuple[Correction | None, Correction]] = []
        if any(each is not None for each in (title, kind, begin, end)):
            known, new = self._of_section(section)
            changes.append(
                (
                    known,
                    replace(
                        new,
                        value=new.value if title is None else title,
                        kind=new.kind if kind is None else kind.value,
                        begin=new.begin if begin is None else self._anchor(_first(begin)),
                        end=new.end if end is None else self._anchor(_last(end)),
                    ),
                )
            )
        if language is not None and language != section.language:
            changes.append(self._of_passage(section.span, section.language, language))
        self._change(changes)

    def remove_section(self, section: Section) -> None:
        """Say that there is no such section."""
        known, new = self._of_section(section)
        if known is not None and not known.key:
            self.take_back([known])
        else:
            self._change([(known, replace(new, removed=True))])

    def add_section(self, span: Span, kind: SectionKind, title: str) -> None:
        """Say that a passage is a section."""
        anchor, end = self._anchor(_first(span)), self._anchor(_last(span))
        new = self._new(Corrected.SECTION, "", "", title, anchor)
        self._change([(None, replace(new, kind=kind.value, end=end))])

    def correct_language(self, span: Span, language: str) -> None:
        """Say in which language a passage is."""
        understanding = self._document.understanding
        before = understanding.language_at(span.start) if understanding is not None else "und"
        self._change([self._of_passage(span, before, language)])

    def rename_language(self, before: str, language: str) -> None:
        """Say that what was taken for one language is another, wherever it stands."""
        if before != language:
            new = self._new(Corrected.LANGUAGE, ANYWHERE, before, language, self._anchor(Span(0, 0)))
            self._change([(None, new)])

    def take_back(self, corrections: Iterable[Correction]) -> None:
        """Go back to what was read, as one step of undo."""
        self._notes.change([NoteChange(made, None) for made in corrections])

    # -- making -------------------------------------------------------------------------------------------------------

    def _of_section(self, section: Section) -> tuple[Correction | None, Correction]:
        """The correction of a section that there is, if any, and that or a new one that says the same so far."""
        known = next((made for made in self.of_section(section) if made.of is Corrected.SECTION), None)
        if known is not None:
            return known, known
        anchor = self._anchor(beginning_of(section, self._document.text))
        new = self._new(Corrected.SECTION, section.kind.value, section.title, section.title, anchor)
        return None, replace(new, kind=section.kind.value)

    def _of_passage(self, span: Span, before: str, language: str) -> tuple[Correction | None, Correction]:
        anchor, end = self._anchor(_first(span)), self._anchor(_last(span))
        understanding = self._document.understanding
        made = self.of_language(understanding.language_at(span.start) if understanding is not None else "und")
        known = next((each for each in made if (each.anchor, each.end) == (anchor, end)), None)
        if known is not None:
            return known, replace(known, value=language)
        return None, replace(self._new(Corrected.LANGUAGE, "", before, language, anchor), end=end)

    def _new(
        self, of: Corrected, key: str, read: str, value: str, anchor: Anchor, *, removed: bool = False
    ) -> Correction:
        time = now()
        author = self._document.author
        identifier = self._shared_id(of, key, read, anchor)
        return Correction(identifier, of, key, read, value, anchor, author, time, time, removed=removed)

    def _shared_id(self, of: Corrected, key: str, read: str, anchor: Anchor) -> str:
        """An id: the same for all who correct what was read here, so that theirs are versions of one correction."""
        identity = self._document.identity
        if read and identity is not None:
            where = anchor.span.start if of is not Corrected.VALUE else ""  # a value is the whole document's
            identifier = stable_id(identity, f"{of.value}\n{key}\n{read}\n{where}")
            if identifier not in self._notes.notebook.kept:
                return identifier
        return str(uuid.uuid4())

    def _anchor(self, span: Span) -> Anchor:
        text = self._document.text
        return make_anchor(text, span, ()) if text.page_count else Anchor(Span(0, 0), text.version, "", "", "", 0)

    def _change(self, changes: Sequence[tuple[Correction | None, Correction]]) -> None:
        time = now()
        made = [
            NoteChange(before, after if before is None else replace(after, modified=time))
            for before, after in changes
            if before != after
        ]
        self._notes.change(made)


def _first(span: Span) -> Span:
    """The beginning of a passage that is too long to be quoted whole."""
    return Span(span.start, min(span.end, span.start + LONGEST_QUOTE))


def _last(span: Span) -> Span:
    """The end of a passage that is too long to be quoted whole."""
    return Span(max(span.start, span.end - LONGEST_QUOTE), span.end)
