"""The references of a document: every citation in it, under the symbol that it names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from viewer.analysis.layout.pieces import blanked, pieces_of
from viewer.analysis.references.chinese_lists import find_chinese_citations
from viewer.analysis.references.citable import CitableText
from viewer.analysis.references.citations import Citation, find_citations
from viewer.analysis.references.citewords import FOREIGN, own_numbering, words
from viewer.analysis.references.headings import fills_line, heads_copy
from viewer.analysis.references.line_lists import find_line_lists
from viewer.analysis.references.named import find_named
from viewer.analysis.references.resolving import resolve, turned_by_date, year_of
from viewer.analysis.references.setting import HRC, SC, SPEAKERS, WORDS_OF_SPEAKER, Found, Resolved, Setting
from viewer.analysis.references.stray_pairs import find_stray_pairs
from viewer.analysis.references.treaties import treaty_year
from viewer.analysis.words.folding import plain_letters
from viewer.analysis.words.wordlists import phrase
from viewer.model.reference import Mention, Reference, ReferenceKind, Source
from viewer.model.text import Span

if TYPE_CHECKING:
    from collections.abc import Collection, Generator, Iterable, Iterator, Mapping, Sequence

    from viewer.model.folded_text import FoldedText

_BROKEN_WORD = re.compile(r"(?<=[^\W\d_])-\s*\n\s*(?=[^\W\d_])")
_SUB_COMMISSION = ("E/CN.4/Sub.1/", "E/CN.4/Sub.2/")
_LINE_OF_SPEAKER = re.compile(r"[,،，][^\S\n]*\n")
_PRINTED = (ReferenceKind.RESOLUTION, ReferenceKind.DECISION)
_TO_OWNER = 25
"""Characters between the word for a resolution and the name of the United Nations: "résolution des Nations Unies"."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """What is looked at in one step: a stretch of the text from the beginning of a sentence to the end of one.

    ``start`` is its offset in the document, ``source`` its text as it was, ``folded`` what was read. ``named`` is what
    it cites by symbol or by name, ``citations`` what it cites by number; ``speaker`` is empty where it is not asked.
    """

    start: int
    source: FoldedText
    folded: str
    named: tuple[Found, ...]
    citations: tuple[Citation, ...]
    names_council: bool
    names_security_council: bool
    speaker: str


def reference_steps(
    text: str,
    *,
    own_symbols: Sequence[str] = (),
    headed: Collection[str] = (),
    own_organ: str = "",
    skip: Sequence[Span] = (),
) -> Generator[float, None, tuple[Reference, ...]]:
    """What a document cites, in the order in which each is cited first.

    Args:
        text: the text of the whole document, pages joined by U+000C.
        own_symbols: the document's own symbols, which it does not cite.
        headed: those of them that only a heading says. A page about a resolution may have it printed: what a sentence
            names it cites.
        own_organ: the English name of the organ whose document it is ("its resolution").
        skip: spans that are no mentions: the document's own symbol and title, page headers.

    Yields:
        How much is done, from 0 to 1, after every few pages of text.

    Returns:
        References with the spans of their mentions in ``text``.
    """
    readable = blanked(text, skip)
    pieces: list[_Piece] = []
    for span in pieces_of(readable):
        pieces.append(_piece(readable[span.start : span.end], span.start, unspoken=not own_organ))
        yield 0.8 * span.end / len(text)
    del readable
    setting = _setting(pieces, own_symbols, own_organ)
    for number, piece in enumerate(pieces, 1):
        _learn(piece.citations, setting)
        if number % 64 == 0:
            yield 0.8 + 0.05 * number / len(pieces)
    yield 0.85
    own = {_compact(symbol): symbol in headed for symbol in own_symbols}
    cited: dict[str, list[tuple[Resolved, Mention]]] = {}
    for number, piece in enumerate(pieces):
        found = sorted([*piece.named, *_resolved(piece.citations, setting)], key=lambda one: (one.start, -one.end))
        for one in _merged(piece.folded, found):
            mention = _mention(one, text, piece)
            if _cites(text, mention, one.resolved, own):
                cited.setdefault(one.resolved.symbol, []).append((one.resolved, mention))
        if number % 16 == 15:
            yield 0.85 + 0.15 * number / len(pieces)
    return tuple(_reference(symbol, places) for symbol, places in cited.items())


def _cites(text: str, mention: Mention, resolved: Resolved, own: Mapping[str, bool]) -> bool:
    """Whether a mention cites, and is no name of the document itself (``own``) or of what is printed in it."""
    symbol = _compact(resolved.symbol)
    if symbol in own:
        return own[symbol] and not fills_line(text, mention.span)
    return resolved.kind not in _PRINTED or not heads_copy(text, mention.span)


def _piece(text: str, start: int, *, unspoken: bool) -> _Piece:
    """What a piece cites; and who speaks in it, where nothing else has said whose document it is (``unspoken``)."""
    citable = CitableText.of(text)
    named = list(find_named(citable))
    citations = [one for one in named if isinstance(one, Citation)]
    citations += find_citations(citable)
    citations += find_chinese_citations(citable)
    citations += find_line_lists(citable, citations)
    citations += find_stray_pairs(citable, citations)
    return _Piece(
        start,
        citable.source,
        citable.folded,
        tuple(one for one in named if isinstance(one, Found)),
        tuple(citations),
        any(body.organ == HRC for body in citable.bodies),
        _names_security_council(citable),
        _speaker(citable) if unspoken else "",
    )


def _speaker(text: CitableText) -> str:
    """The organ that speaks in a resolution: the first that fills a line with a comma, "The General Assembly,".

    Where clauses are not parted into lines it begins one: "The General Assembly, Recalling its resolution".
    """
    original = text.source.original
    for body in text.bodies:
        named = text.source.to_original(Span(body.start, body.end))
        begin = original.rfind("\n", 0, named.end) + 1
        leads = _LINE_OF_SPEAKER.match(original, named.end) or (
            phrase("references", "clause").match(text.folded, body.end)
            and len(original[begin : named.start].split()) <= 1
        )
        if leads and body.organ in SPEAKERS and len(original[begin : named.end].split()) <= WORDS_OF_SPEAKER:
            return body.organ
    return ""


def _names_security_council(text: CitableText) -> bool:
    """Whether a text names the Security Council, or speaks of resolutions of the United Nations."""
    return (
        any(body.organ == SC for body in text.bodies)
        or any(noun.organ == SC for _, noun in text.nouns)
        or any(
            phrase("references", "united").search(text.folded, max(0, word.start() - _TO_OWNER), word.end() + _TO_OWNER)
            for word, noun in text.nouns
            if noun.kind is ReferenceKind.RESOLUTION
        )
    )


def _compact(symbol: str) -> str:
    return "".join(symbol.split()).rstrip("*")


def _setting(pieces: Sequence[_Piece], own_symbols: Sequence[str], own_organ: str) -> Setting:
    session = next(
        (int(found[1]) for symbol in own_symbols if (found := re.match(r"A/HRC/(?:RES/)?(\d{1,2})/", symbol))), None
    )
    own_organ = own_organ or next((piece.speaker for piece in pieces if piece.speaker), "")
    named = own_organ == HRC or any(piece.names_council for piece in pieces)
    council = own_organ == SC or any(piece.names_security_council for piece in pieces)
    others = own_numbering()
    own_numbers = own_organ in others or any(symbol.startswith(others) for symbol in own_symbols)
    of_sub_commission = any(symbol.startswith(_SUB_COMMISSION) for symbol in own_symbols)
    setting = Setting(own_organ, session, named, own_numbers, council, of_sub_commission)
    for one in (found for piece in pieces for found in piece.named):
        found = re.fullmatch(r"S/RES/(\d+) \((\d{4})\)", one.resolved.symbol)
        if found and not one.resolved.doubt:
            setting.years.setdefault(found[1], int(found[2]))
    return setting


def _learn(citations: Iterable[Citation], setting: Setting) -> None:
    """Note what the document says clearly, so that what is not clear can follow it."""
    for citation in citations:
        number = citation.number
        if not citation.elliptic and citation.adjacent not in FOREIGN:
            setting.named.add(number.number)
            setting.sessions.add(number.session)
        if citation.dated is not None and (turned := turned_by_date(citation)) is not None:
            setting.turned.add(turned.session)
        if number.year is not None or number.roman or ((citation.adjacent or citation.own) and number.session):
            resolved = resolve(citation, setting)
            if resolved is None or resolved.doubt:
                continue
            setting.said.setdefault((citation.noun.kind, number), resolved)
            if number.roman:
                setting.early.setdefault(number.number, resolved)
            if number.year is not None and resolved.organ == SC:
                setting.years.setdefault(number.number, number.year)


def _resolved(citations: Iterable[Citation], setting: Setting) -> Iterator[Found]:
    for citation in citations:
        resolved = resolve(citation, setting)
        if resolved is not None:
            yield Found(citation.start, citation.end, resolved, citation.pin, citation.dates)


def _merged(text: str, found: Sequence[Found]) -> list[Found]:
    """One mention where the same document is named twice in a breath: "resolution 62/243 (A/RES/62/243)"."""
    kept: list[Found] = []
    for one in found:
        before = kept[-1] if kept else None
        if before and one.resolved.symbol == before.resolved.symbol and _are_one(text, before, one):
            read = next(
                (both.resolved for both in (before, one) if both.resolved.source is Source.READ), before.resolved
            )
            kept[-1] = before._replace(end=max(before.end, one.end), pin=before.pin or one.pin, resolved=read)
        elif before is None or one.start >= before.end or one.resolved.symbol != before.resolved.symbol:
            kept.append(one)
    return kept


def _are_one(text: str, first: Found, second: Found) -> bool:
    """Whether a second citation only says the first again, in brackets or as a symbol behind it.

    A body and a date may stand between: "resolution 1325 of the Security Council (S/RES/1325)".
    """
    symbol = "RES/" in text[second.start : second.end]
    gap = text[first.end : second.start]
    again = phrase("references", "said_again").search(gap) if symbol else None
    gap = gap[: again.start()] if again else gap
    if gap.strip(" ([,<"):
        opened = gap.endswith("(") or again is not None
        return symbol and opened and words().between.fullmatch(plain_letters(gap)) is not None
    return second.start < first.end or "(" in gap or "[" in gap or symbol


def _reference(symbol: str, places: Sequence[tuple[Resolved, Mention]]) -> Reference:
    """What all places say together: what one of them has in full is read, not inferred."""
    first = places[0][0]
    read = any(resolved.source is Source.READ for resolved, _ in places)
    return Reference(
        symbol,
        first.kind,
        first.organ,
        tuple(mention for _, mention in places),
        treaty_year(symbol) if first.kind is ReferenceKind.TREATY else year_of(symbol),
        Source.READ if read else first.source,
        first.reason if first.source is Source.READ or not read else "",
        next((resolved.doubt for resolved, _ in places if resolved.doubt), ""),
        symbol if first.kind is ReferenceKind.TREATY else "",
    )


def _mention(one: Found, text: str, piece: _Piece) -> Mention:
    span = _place(piece, one.start, one.end)
    beside = " ".join(_words_at(text, piece, part) for part in one.dates)
    pin = _words_at(text, piece, one.pin) if one.pin else ""
    return Mention(span, text[span.start : span.end], pin, beside)


def _words_at(text: str, piece: _Piece, part: tuple[int, int]) -> str:
    span = _place(piece, *part)
    return " ".join(_BROKEN_WORD.sub("", text[span.start : span.end]).split())


def _place(piece: _Piece, start: int, end: int) -> Span:
    """A range of a piece's folded text in the document."""
    return piece.source.to_original(Span(start, end)).shifted(piece.start)
