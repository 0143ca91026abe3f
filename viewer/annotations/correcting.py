"""What was read of a document with the reader's corrections laid over it: pure, and the same everywhere.

A correction that does not find what it corrects any more changes nothing, but for the values of the metadata: what the
reader says of the document holds wherever it stands.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from viewer.model.correction import ANYWHERE, Corrected, Correction, interval
from viewer.model.document import LanguageRun, LanguageShare, Section, SectionKind, Understanding, Value
from viewer.model.reference import Source
from viewer.model.text import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from viewer.model.annotation import Anchor

_KINDS = {kind.value: kind for kind in SectionKind}
_INTERVALS = frozenset({"session_dates"})


@dataclass(slots=True)
class CorrectedUnderstanding:
    """An understanding with what was corrected in it, and which correction made what.

    ``of_values`` is by key and value as they are now; a correction that has taken a value away is under the value None.
    ``of_sections`` is by section as it is now, ``removed_sections`` are corrections that have taken one away.
    ``of_languages`` are those of languages, in the order in which they were made.
    """

    understanding: Understanding
    of_values: dict[tuple[str, Value | None], Correction] = field(
        default_factory=dict["tuple[str, Value | None]", Correction]
    )
    of_sections: dict[Section, list[Correction]] = field(default_factory=dict[Section, "list[Correction]"])
    removed_sections: list[Correction] = field(default_factory=list[Correction])
    of_languages: list[Correction] = field(default_factory=list[Correction])


def corrected(
    read: Understanding, corrections: Iterable[Correction], place: Callable[[Anchor], Span | None]
) -> CorrectedUnderstanding:
    """Lay corrections over what was read. ``place`` says where an anchor stands in the present text, if anywhere."""
    result = CorrectedUnderstanding(read)
    by_kind: dict[Corrected, list[Correction]] = {kind: [] for kind in Corrected}
    for correction in corrections:
        by_kind[correction.of].append(correction)
    if by_kind[Corrected.VALUE]:
        _correct_values(result, by_kind[Corrected.VALUE], place)
    if by_kind[Corrected.SECTION]:
        _correct_sections(result, by_kind[Corrected.SECTION], place)
    if by_kind[Corrected.LANGUAGE]:
        _correct_languages(result, by_kind[Corrected.LANGUAGE], place)
    return result


# -- values -----------------------------------------------------------------------------------------------------------


def _correct_values(
    result: CorrectedUnderstanding, corrections: Sequence[Correction], place: Callable[[Anchor], Span | None]
) -> None:
    metadata = {key: list(values) for key, values in result.understanding.metadata.items()}
    for correction in corrections:
        values = metadata.setdefault(correction.key, [])
        at = _value_read(values, correction)
        if correction.removed:
            if at is not None:
                del values[at]
            result.of_values[correction.key, None] = correction
            continue
        span = place(correction.anchor) if correction.anchor.quote else None
        reason = f"\u201c{correction.read}\u201d was read" if correction.read else ""
        value = Value(_as_value(correction), span or Span(0, 0), Source.BY_READER, reason)
        if at is None:
            values.append(value)
        else:
            values[at] = value
        result.of_values[correction.key, value] = correction
    kept = {key: tuple(values) for key, values in metadata.items() if values}
    result.understanding = replace(result.understanding, metadata=kept)


def _value_read(values: Sequence[Value], correction: Correction) -> int | None:
    """Which value a correction is of: the one that was read then, else the only one there is, read otherwise since."""
    written = [interval(value.value) for value in values]
    for said in (correction.read, correction.value):
        if said and said in written:
            return written.index(said)
    alone = len(values) == 1 and values[0].source is not Source.BY_READER
    return 0 if alone and correction.read else None


def _as_value(correction: Correction) -> str | tuple[str, str]:
    if correction.key not in _INTERVALS:
        return correction.value
    first, _, last = correction.value.partition("/")
    return (first, last or first)


# -- sections ---------------------------------------------------------------------------------------------------------


def _correct_sections(
    result: CorrectedUnderstanding, corrections: Sequence[Correction], place: Callable[[Anchor], Span | None]
) -> None:
    read = result.understanding.sections
    now: dict[int, Section | None] = dict(enumerate(read))
    made: dict[int, list[Correction]] = {}
    for correction in corrections:
        at = _section_read(read, correction, place) if correction.key else len(now)
        if at is None:
            continue
        section = _added(correction, now.values(), place) if not correction.key else now[at]
        if section is None:
            continue
        if correction.removed:
            now[at] = None
            result.removed_sections.append(correction)
            continue
        now[at] = _corrected_section(section, correction, place)
        made.setdefault(at, []).append(correction)
    _make_room(now, [at for at in now if at >= len(read)])
    sections = sorted(
        ((section, at) for at, section in now.items() if section is not None),
        key=lambda pair: (pair[0].span.start, pair[0].level, pair[1]),
    )
    result.of_sections = {section: made[at] for section, at in sections if at in made}
    result.understanding = replace(result.understanding, sections=tuple(section for section, _ in sections))


def _section_read(
    sections: Sequence[Section], correction: Correction, place: Callable[[Anchor], Span | None]
) -> int | None:
    """Which section a correction is of: of the kind that was read then, beginning where its anchor stands."""
    span = place(correction.anchor)
    if span is None:
        return None
    found = [at for at, section in enumerate(sections) if section.kind.value == correction.key]
    there = [at for at in found if sections[at].span.start == span.start]
    named = [at for at in found if sections[at].title == correction.read and sections[at].span.overlaps(span)]
    return next(iter((*there, *named)), None)


def _corrected_section(section: Section, correction: Correction, place: Callable[[Anchor], Span | None]) -> Section:
    begin = place(correction.begin) if correction.begin else None
    end = place(correction.end) if correction.end else None
    start = begin.start if begin else section.span.start
    stop = end.end if end else section.span.end
    return replace(
        section,
        kind=_KINDS.get(correction.kind, section.kind),
        title=correction.value or section.title,
        span=Span(start, stop) if start < stop else section.span,
        confidence=1.0,
        source=Source.BY_READER,
    )


def _added(
    correction: Correction, sections: Iterable[Section | None], place: Callable[[Anchor], Span | None]
) -> Section | None:
    begin = place(correction.anchor)
    end = place(correction.end) if correction.end else begin
    if begin is None or end is None or end.end <= begin.start:
        return None
    span = Span(begin.start, end.end)
    around = [other for other in sections if other is not None and other.span.covers(span) and other.span != span]
    level = 1 + max((other.level for other in around), default=0)
    language = max(around, key=lambda other: other.level).language if around else "und"
    kind = _KINDS.get(correction.kind, SectionKind.HEADING)
    return Section(kind, correction.value, level, span, language, 1.0, source=Source.BY_READER)


def _make_room(sections: dict[int, Section | None], added: Iterable[int]) -> None:
    """Put what lies in a section that was added below it."""
    for number in added:
        new = sections[number]
        if new is None:
            continue
        within = {
            at: section
            for at, section in sections.items()
            if section is not None and at != number and new.span.covers(section.span) and section.span != new.span
        }
        deeper = new.level + 1 - min((section.level for section in within.values()), default=new.level + 1)
        if deeper > 0:
            sections.update({at: replace(section, level=section.level + deeper) for at, section in within.items()})


# -- languages --------------------------------------------------------------------------------------------------------


def _correct_languages(
    result: CorrectedUnderstanding, corrections: Sequence[Correction], place: Callable[[Anchor], Span | None]
) -> None:
    for correction in corrections:
        runs = result.understanding.languages
        if correction.key == ANYWHERE:
            passages = [run.span for run in runs if run.language == correction.read]
        else:
            first = place(correction.anchor)
            last = place(correction.end) if correction.end else first
            passages = [Span(first.start, last.end)] if first and last and first.start < last.end else []
        if not passages:
            continue
        result.of_languages.append(correction)
        for passage in passages:
            runs = _laid_over(runs, passage, correction.value)
        _take_runs(result, runs, passages, correction)


def _laid_over(runs: Iterable[LanguageRun], passage: Span, language: str) -> tuple[LanguageRun, ...]:
    """The runs with one more laid over them; neighbours of one language become one."""
    pieces = [LanguageRun(passage, language, 1.0)]
    for run in runs:
        if run.span.start < passage.start:
            pieces.append(replace(run, span=Span(run.span.start, min(run.span.end, passage.start))))
        if run.span.end > passage.end:
            pieces.append(replace(run, span=Span(max(run.span.start, passage.end), run.span.end)))
    joined: list[LanguageRun] = []
    for piece in sorted(pieces, key=lambda piece: piece.span.start):
        if joined and joined[-1].language == piece.language and joined[-1].span.end >= piece.span.start - 1:
            sure = min(joined[-1].confidence, piece.confidence)
            joined[-1] = LanguageRun(Span(joined[-1].span.start, piece.span.end), piece.language, sure)
        else:
            joined.append(piece)
    return tuple(joined)


def _take_runs(
    result: CorrectedUnderstanding, runs: tuple[LanguageRun, ...], passages: Sequence[Span], correction: Correction
) -> None:
    """Bring sections, shares and the language of the version in line with other runs."""
    understanding = result.understanding
    sections: list[Section] = []
    changed: dict[Span, str] = {}
    for section in understanding.sections:
        shared = sum(len(part) for passage in passages if (part := section.span.intersection(passage)))
        concerned = correction.key != ANYWHERE or section.language == correction.read
        if concerned and 2 * shared >= max(1, len(section.span)):
            known = result.of_sections.pop(section, [])
            section = replace(section, language=correction.value, confidence=1.0, source=Source.BY_READER)  # noqa: PLW2901
            result.of_sections[section] = [*known, correction]
            changed[section.span] = correction.value
        sections.append(section)
    result.understanding = replace(
        understanding,
        sections=tuple(sections),
        languages=runs,
        shares=_shares(understanding, runs),
        metadata=_with_language(understanding.metadata, changed),
    )


def _shares(understanding: Understanding, runs: Sequence[LanguageRun]) -> tuple[LanguageShare, ...]:
    """The shares of other runs, of as many characters as were counted in those before."""
    counted = sum(share.characters for share in understanding.shares)
    lengths: dict[str, int] = {}
    for run in runs:
        lengths[run.language] = lengths.get(run.language, 0) + len(run.span)
    whole = sum(lengths.values())
    if not whole or not counted:
        return understanding.shares
    largest_first = sorted(lengths.items(), key=lambda item: -item[1])
    return tuple(
        LanguageShare(language, round(counted * length / whole), length / whole) for language, length in largest_first
    )


def _with_language(
    metadata: Mapping[str, tuple[Value, ...]], changed: Mapping[Span, str]
) -> Mapping[str, tuple[Value, ...]]:
    """The language of the version, where it had been inferred from a section whose language is another."""
    values = metadata.get("language", ())
    if not values or values[0].source is not Source.INFERRED or values[0].span not in changed:
        return metadata
    return {**metadata, "language": (replace(values[0], value=changed[values[0].span], confidence=1.0), *values[1:])}
