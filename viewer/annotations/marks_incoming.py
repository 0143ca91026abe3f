"""The annotations of a PDF as notes: once, however often they are read; answers are part of what they answer."""

from __future__ import annotations

import colorsys
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from viewer.annotations.anchoring import anchor_of_page, make_anchor
from viewer.annotations.annotation_json import FoundNotes, answer_in_words
from viewer.annotations.stable_ids import stable_id
from viewer.model.annotation import Anchor, Annotation, AnnotationKind, HighlightColor
from viewer.model.mark import MarkStyle
from viewer.model.mark_colors import code_of, named_color
from viewer.model.text import Span

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from viewer.model.document import Identity
    from viewer.model.mark import Mark, Rgb
    from viewer.model.text import DocumentText

_Place = tuple[int, str]
"""A page and the name of a mark on it."""
OWN = "verbale:"
"""What the name of an annotation begins with that was one of our notes; its id follows, "#2" on a further page."""
_KINDS = {
    MarkStyle.HIGHLIGHT: AnnotationKind.HIGHLIGHT,
    MarkStyle.UNDERLINE: AnnotationKind.UNDERLINE,
    MarkStyle.SQUIGGLY: AnnotationKind.UNDERLINE,
    MarkStyle.STRIKE_OUT: AnnotationKind.STRIKE_THROUGH,
    MarkStyle.SQUARE: AnnotationKind.REGION,
}
_HUES = {
    HighlightColor.RED: 0.0,
    HighlightColor.YELLOW: 52.0,
    HighlightColor.GREEN: 120.0,
    HighlightColor.BLUE: 208.0,
    HighlightColor.VIOLET: 275.0,
}
"""Degrees on the colour circle."""
_OWN_ID = re.compile(r"[0-9A-Za-z_-]{1,64}")


def nearest_color(color: Rgb | None) -> HighlightColor:
    """The one of the six colours that is most like a colour: grey for greys, yellow where there is none."""
    if color is None:
        return HighlightColor.YELLOW
    hue, saturation, value = colorsys.rgb_to_hsv(*color)
    if saturation < 0.12 or value < 0.12:
        return HighlightColor.GREY

    def away(name: HighlightColor) -> float:
        apart = abs(_HUES[name] - hue * 360)
        return min(apart, 360 - apart)

    return min(_HUES, key=away)


def notes_of_marks(marks: Sequence[Mark], text: DocumentText, document: Identity) -> FoundNotes:
    """The notes that the marks of a PDF are. What neither marks words nor says anything is left out and counted."""
    firsts: dict[_Place, Mark] = {}
    answers: dict[_Place, list[Mark]] = {}
    further: dict[str, Mark] = {}
    marks = _one_of_each_group(marks)
    answered = {(mark.page, mark.name): (mark.page, mark.reply_to) for mark in marks if mark.name and mark.reply_to}
    for mark in marks:
        own = mark.name.removeprefix(OWN) if mark.name.startswith(OWN) else ""
        if "#" in own:
            further[own.partition("#")[0]] = mark  # the last of them ends the passage
        elif mark.reply_to:
            answers.setdefault(_first_of_thread((mark.page, mark.reply_to), answered), []).append(mark)
        else:
            firsts.setdefault((mark.page, mark.name), mark)
    notes: list[Annotation] = []
    unreadable = sum(len(thread) for place, thread in answers.items() if place not in firsts)
    for place, mark in firsts.items():
        note = _note(mark, answers.get(place, []), further, text, document)
        if note is None:
            unreadable += 1
        else:
            notes.append(note)
    return FoundNotes(tuple(notes), "PDF", unreadable)


def _one_of_each_group(marks: Sequence[Mark]) -> list[Mark]:
    """The marks, those of a group as one: with the words that the first says, where another marks words.

    Acrobat writes a replacement so: a caret that says the new words, and in its group what strikes out the old ones.
    """
    placed = {(mark.page, mark.name): mark for mark in marks}
    for mark in marks:
        place = mark.page, mark.reply_to
        first = placed.get(place)
        if not mark.grouped or first is None:
            continue
        if mark.style.on_words and not first.style.on_words:
            words = "\n\n".join(filter(None, (first.contents.strip(), mark.contents.strip())))
            placed[place] = replace(
                first, style=mark.style, stretch=mark.stretch, rects=mark.rects, contents=words, color=mark.color
            )
            del placed[mark.page, mark.name]
        else:
            placed[mark.page, mark.name] = replace(mark, reply_to="")
    return list(placed.values())


def _first_of_thread(place: _Place, answered: Mapping[_Place, _Place]) -> _Place:
    """What began the thread that an answer stands in: answers may answer others, in whatever order they are found."""
    seen: set[_Place] = set()
    while place in answered and place not in seen:
        seen.add(place)
        place = answered[place]
    return place


def _in_time(answers: Sequence[Mark]) -> list[Mark]:
    """Answers in the order in which they were given; as they stand in the file where one of them does not say when."""
    return sorted(answers, key=_given) if all(map(_given, answers)) else [*answers]


def _given(answer: Mark) -> str:
    """When an answer was given; some programs say only when it was changed."""
    return answer.created or answer.modified


def _note(
    mark: Mark, answers: Sequence[Mark], further: dict[str, Mark], text: DocumentText, document: Identity
) -> Annotation | None:
    own = mark.name.removeprefix(OWN) if mark.name.startswith(OWN) else ""
    span = _span(mark, text)
    if own in further and span is not None:
        last = _span(further[own], text)
        span = Span(span.start, max(span.end, last.end)) if last is not None else span
    said = _own_words(mark) if own else mark.contents
    thread = [answer_in_words(answer.author, _given(answer), answer.contents) for answer in _in_time(answers)]
    body = "\n\n".join(filter(None, (said.strip(), *thread)))
    if span is None and not body and mark.style is not MarkStyle.SQUARE:
        return None
    kind = _KINDS.get(mark.style, AnnotationKind.PAGE)
    named = named_color(mark.color) if mark.color else None
    tags = tuple(tag for tag in mark.subject.split(", ") if tag) if own else ()
    return Annotation(
        id=own if _OWN_ID.fullmatch(own) else stable_id(document, f"pdf:{mark.page}:{mark.name}"),
        kind=AnnotationKind.PAGE if span is None and kind.marks_words else kind,
        anchor=_anchor(mark, span, text),
        color=named or nearest_color(mark.color),
        body=body,
        tags=tags,
        author=mark.author,
        created=mark.created or mark.modified,
        modified=mark.modified or mark.created,
        own_color=code_of(mark.color) if mark.color and named is None else "",
    )


def _anchor(mark: Mark, span: Span | None, text: DocumentText) -> Anchor:
    """Where a mark belongs: to its words, else as a region without words to the head of its page, or to the page."""
    rects = mark.rects[:1] if mark.style is MarkStyle.SQUARE else mark.rects
    if span is not None:
        return make_anchor(text, span, rects)
    page = anchor_of_page(text, mark.page)
    if mark.style is not MarkStyle.SQUARE:
        return page
    if mark.page >= text.page_count:
        return replace(page, rects=rects)
    start = page.span.start
    return replace(make_anchor(text, Span(start, start), rects), page=mark.page)


def _span(mark: Mark, text: DocumentText) -> Span | None:
    if mark.stretch is None or mark.style not in _KINDS or mark.page >= text.page_count:
        return None
    page = text.page_span(mark.page)
    start, end = page.start + mark.stretch[0], min(page.end, page.start + mark.stretch[1])
    words = text.slice(Span(start, max(start, end)))
    start += len(words) - len(words.lstrip())
    end -= len(words) - len(words.rstrip())
    return Span(start, end) if start < end else None


def _own_words(mark: Mark) -> str:
    """What the reader wrote into one of our notes: without its tags, which stand in the subject as well."""
    if mark.source:
        return mark.source
    words = re.sub(r"^\[(?:Moved|Likely|Lost|Unread)\. [^\]]*\]\s*", "", mark.contents)
    tags = " ".join(f"#{'_'.join(tag.split())}" for tag in mark.subject.split(", ") if tag)
    return words.removesuffix(tags) if tags else words


def dated(found: FoundNotes, time: str) -> FoundNotes:
    """The same notes, with a time where they have none. What nobody has signed stays unsigned."""
    notes = tuple(
        replace(note, created=note.created or time, modified=note.modified or note.created or time)
        for note in found.notes
    )
    return replace(found, notes=notes)
