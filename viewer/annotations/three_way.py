"""One note or correction changed in two windows at once, merged: what both saw before, and what each made of it.

Fields that one of them has left as they were are as the other has them, and tags are added and taken one by one. Of
words that both wrote the later hold, and the others are kept beside them until the reader decides: words are the one
thing that nobody can make again.
"""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any, TypeVar

from viewer.model.annotation import OtherWords

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from viewer.model.annotation import Annotation
    from viewer.model.correction import Correction

T = TypeVar("T")


def merged_note(before: Annotation | None, after: Annotation | None, stored: Annotation) -> Annotation | None:
    """What becomes of a note that was ``before`` and shall be ``after`` (None: not there), where ``stored`` stands now.

    A note that is to be deleted stays where words stand in it that whoever deletes it has not seen.
    """
    if after is None:
        return stored if before is not None and stored.body != before.body and stored.body.strip() else None
    if before is None:
        return replace(after, other_words=_others(after.body, (*after.other_words, *stored.other_words, _said(stored))))
    changed = changed_fields(before, after)
    others = _merged(before.other_words, after.other_words, stored.other_words)
    if after.body != before.body:
        others = [other for other in others if other.body != before.body]  # these words are what was gone on from
        if stored.body != before.body:
            others.append(_said(stored))
    changed["tags"] = tuple(_merged(before.tags, after.tags, stored.tags))
    changed["other_words"] = _others(str(changed.get("body", stored.body)), others)
    return replace(stored, **changed)


def merged_correction(before: Correction | None, after: Correction | None, stored: Correction) -> Correction | None:
    """What becomes of a correction that was ``before`` and shall be ``after``, where ``stored`` stands now.

    Of what both windows say otherwise that holds which was stored first: the other is told, and can say it again. One
    that is to be taken back stays where it says what whoever takes it back has not seen.
    """
    if after is None:
        return None if before is None or stored.says_as(before) else stored
    if before is None:
        return after if stored.says_as(after) else stored
    theirs = changed_fields(before, stored).keys() - {"modified"}
    return replace(
        stored, **{name: value for name, value in changed_fields(before, after).items() if name not in theirs}
    )


def changed_fields(before: Annotation | Correction, after: Annotation | Correction) -> dict[str, Any]:
    """The fields that are another afterwards, by their names."""
    pairs = [(field.name, getattr(after, field.name)) for field in fields(after)]
    return {name: value for name, value in pairs if value != getattr(before, name)}


def _merged(before: Sequence[T], after: Sequence[T], stored: Sequence[T]) -> list[T]:
    """What is stored, without what was taken away and with what was added."""
    kept = [each for each in stored if each in after or each not in before]
    return kept + [each for each in after if each not in before and each not in kept]


def _said(note: Annotation) -> OtherWords:
    return OtherWords(note.body, note.modified)


def _others(body: str, others: Iterable[OtherWords]) -> tuple[OtherWords, ...]:
    """Words that are kept beside those that hold: what says nothing else is left out."""
    by_words = {other.body: other for other in others if other.body.strip() and other.body != body}
    return tuple(by_words.values())
