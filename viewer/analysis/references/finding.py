"""The references of a document: every citation in it, under the symbol that it names."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from viewer.analysis.layout.pieces import blanked, pieces_of
from viewer.analysis.references.chinese_lists import find_chinese_citations
from viewer.analysis.references.citable import CitableText
from viewer.analysis.references.citations import find_citations, is_refused, part_before, trimmed
from viewer.analysis.references.citewords import FOREIGN, own_numbering, words
from viewer.analysis.references.line_lists import find_line_lists
from viewer.analysis.references.resolving import resolve, turned_by_date, year_of
from viewer.analysis.references.setting import HRC, SC, Resolved, Setting
from viewer.analysis.references.stray_pairs import find_stray_pairs
from viewer.analysis.references.symbols import Symbol, find_symbols, organ_of
from viewer.analysis.references.treaties import find_treaties, treaty_year
from viewer.analysis.references.years import known_assembly_resolution, security_council_numbers, security_council_year
from viewer.analysis.steps import at_one_go
from viewer.analysis.words.folding import fold_for_citations, plain_letters
from viewer.analysis.words.wordlists import phrase
from viewer.model.reference import Mention, Reference, ReferenceKind, Source
from viewer.model.text import Span

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator, Sequence

    from viewer.analysis.references.citations import Citation
    from viewer.model.folded_text import FoldedText

_CYRILLIC_LETTERS = "АВЕКМНОРСТХІЅ"
_LOOKALIKES = str.maketrans(_CYRILLIC_LETTERS, "ABEKMHOPCTXIS")
_CYRILLIC_SYMBOL = re.compile(r"[АЕСТA-Z](?<!\w[АЕСТA-Z])[АЕСТA-Z]{0,4}/[АВЕКМНОРСТХA-Z\d./-]{0,60}\d")
_ROMAN_LOOKALIKES = re.compile(r"\((?:(?<=[\dA-ZА-Я]\()|(?<=[\dA-ZА-Я] \())(?:[EЕ]?[SЅ]-)?[IVXLCХСІ]{1,8}\)")
_HEADING = re.compile(r" [A-Z]\. [^\W\d_]| A (?!(?:of|and|to|on|dated|du|de|et|y)\b)[a-z]")
_TURNED = re.compile(r"\)(?:(?<=\d\))|(?<=\d \)))( ?(?:19|20)\d\d ?)\(")
_BROKEN_WORD = re.compile(r"(?<=[^\W\d_])-\s*\n\s*(?=[^\W\d_])")
_COUNCIL_STATEMENT = re.compile(r"PRST(?<![\w/]PRST)[/ ](\d{1,2}/\d{1,2})(?![\w/])")
"""A statement of the President of the Human Rights Council, as the Council's documents cite it."""
_MORE_RECORDS = re.compile(r"(?:(?:, ?| and | et | y | и | و ?|、|和)\d{1,4}(?![\w/(]))+")
_MORE_PARTS = re.compile(r"(?:, ?| and | et | y | и | و ?|、|和)((?:Add|Corr|Rev)\.\d{1,3})(?![\w/])")

_SESSION_AND_NUMBER = re.compile(r"(?:E?S-)?\d{1,2}/(?:[1-9]\d?|[12]\d\d|3[0-4]\d)")
"""What the Assembly's resolutions are numbered by; reports with a higher number are "A/52/855"."""
_TO_OWNER = 25
"""Characters between the word for a resolution and the name of the United Nations: "résolution des Nations Unies"."""
_AND = r"(?:, ?(?:and )?| and | et | y | и | و ?|、|和)"
_MORE_RESOLUTIONS = re.compile(_AND + r"(\d{1,4}) ?\((\d{4})\)")
_MORE_OF_SESSIONS = re.compile(_AND + r"(\d{2})/(\d{1,3})(?![\w/])")


class _Found(NamedTuple):
    """A citation or a symbol in the folded text of a piece, resolved."""

    start: int
    end: int
    resolved: Resolved
    pin: tuple[int, int] | None = None
    dates: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class _Piece:
    """What is looked at in one step: a stretch of the text from the beginning of a sentence to the end of one.

    ``start`` is its offset in the document. ``citable`` is its folded text with letters that look alike made Latin,
    ``named`` what it cites by symbol or by name, ``citations`` what it cites by number.
    """

    start: int
    folded: FoldedText
    citable: str
    named: tuple[_Found, ...]
    citations: tuple[Citation, ...]
    names_council: bool
    names_security_council: bool


def find_references(
    text: str, *, own_symbols: Sequence[str] = (), own_organ: str = "", skip: Sequence[Span] = ()
) -> tuple[Reference, ...]:
    """Find at one go what ``reference_steps`` finds."""
    return at_one_go(reference_steps(text, own_symbols=own_symbols, own_organ=own_organ, skip=skip))


def reference_steps(
    text: str, *, own_symbols: Sequence[str] = (), own_organ: str = "", skip: Sequence[Span] = ()
) -> Generator[float, None, tuple[Reference, ...]]:
    """What a document cites, in the order in which each is cited first.

    Args:
        text: the text of the whole document, pages joined by U+000C.
        own_symbols: the document's own symbols, which it does not cite.
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
        pieces.append(_piece(readable[span.start : span.end], span.start))
        yield 0.8 * span.end / len(text)
    del readable
    setting = _setting(pieces, own_symbols, own_organ)
    for number, piece in enumerate(pieces, 1):
        _learn(piece.citations, setting)
        if number % 64 == 0:
            yield 0.8 + 0.05 * number / len(pieces)
    yield 0.85
    own = {_compact(symbol) for symbol in own_symbols}
    cited: dict[str, list[tuple[Resolved, Mention]]] = {}
    for number, piece in enumerate(pieces):
        found = sorted([*piece.named, *_resolved(piece.citations, setting)], key=lambda one: (one.start, -one.end))
        for one in _merged(piece.citable, found):
            if _compact(one.resolved.symbol) not in own:
                cited.setdefault(one.resolved.symbol, []).append((one.resolved, _mention(one, text, piece)))
        if number % 16 == 15:
            yield 0.85 + 0.15 * number / len(pieces)
    return tuple(_reference(symbol, places) for symbol, places in cited.items())


def _piece(text: str, start: int) -> _Piece:
    folded = fold_for_citations(text)
    citable = _with_turned_brackets(_with_latin_symbols(folded.folded))
    plain = plain_letters(citable)
    cited = CitableText.of(citable, plain)
    lists = (*find_citations(cited), *find_chinese_citations(cited))
    in_lists = [_without_heading(one, folded, citable) for one in lists]
    in_lists += find_line_lists(cited, folded, in_lists)
    return _Piece(
        start,
        folded,
        citable,
        (*_symbols(cited), *_treaties(plain)),
        (*in_lists, *find_stray_pairs(cited, in_lists)),
        any(body.organ == HRC for body in cited.bodies),
        _names_security_council(cited),
    )


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


def _without_heading(citation: Citation, folded: FoldedText, text: str) -> Citation:
    """The citation without a letter that begins the next line: "resolution 70/1" and "A. Introduction" or "A total"."""
    end = citation.end
    if not citation.number.letter or citation.number.roman or not _HEADING.match(text, end - 2):
        return citation
    gap = folded.to_original(Span(end - 2, end)).start, folded.to_original(Span(end - 1, end)).start
    if not set(folded.original[slice(*gap)]) & set("\n\r\f"):
        return citation
    return replace(citation, number=citation.number._replace(letter=""), end=end - 2)


def _with_latin_symbols(text: str) -> str:
    """The text with symbols and Roman figures in Latin letters, where they were typed in Cyrillic ones."""
    if text.isascii() or not any(map(text.__contains__, _CYRILLIC_LETTERS)):
        return text
    for pattern in (_CYRILLIC_SYMBOL, _ROMAN_LOOKALIKES):
        text = pattern.sub(lambda found: found.group().translate(_LOOKALIKES), text)
    return text


def _with_turned_brackets(text: str) -> str:
    """The text with brackets as they are meant, where an engine mirrored them in Arabic: "2254 )2015("."""
    return text if text.isascii() else _TURNED.sub(r"(\1)", text)


def _compact(symbol: str) -> str:
    return "".join(symbol.split()).rstrip("*")


def _symbols(cited: CitableText) -> Iterator[_Found]:
    text, plain = cited.folded, cited.plain
    for found in _COUNCIL_STATEMENT.finditer(text) if "PRST" in text else ():
        resolved = Resolved(
            f"A/HRC/PRST/{found[1]}",
            ReferenceKind.STATEMENT,
            HRC,
            Source.INFERRED,
            "PRST of a session is the Human Rights Council’s",
        )
        yield _Found(found.start(), found.end(), resolved)
    for symbol, start, end in find_symbols(text):
        behind = words().pin_after.match(plain, end, end + 60)
        pin = trimmed(text, *behind.span()) if behind else part_before(cited, start - 60, start)
        named = _is_named_resolution(cited, symbol, start)
        whole = replace(symbol, parts=("A", "RES", *symbol.parts[1:])) if named else symbol
        yield _Found(start, end, _of_symbol(whole), pin)
        last = symbol.parts[-1]
        more = _MORE_RECORDS.match(text, end) if last.startswith(("SR.", "PV.")) else None
        if more:
            for number in re.finditer(r"\d+", more.group()):
                other = replace(symbol, parts=(*symbol.parts[:-1], f"{last[:3]}{number.group()}"))
                yield _Found(more.start() + number.start(), more.start() + number.end(), _of_symbol(other))
        if symbol.parts[:2] == ("S", "RES"):
            yield from _more_resolutions(text, end)
        elif symbol.parts[:2] == ("A", "RES") and len(symbol.parts) == 4:
            yield from _more_of_sessions(text, end)
        part = _MORE_PARTS.match(text, end)
        if part and not symbol.modifiers:
            other = replace(symbol, modifiers=(part[1],))
            yield _Found(part.start(1), part.end(1), _of_symbol(other))


def _is_named_resolution(cited: CitableText, symbol: Symbol, start: int) -> bool:
    """Whether a symbol is that of a resolution for which people leave out a part: "resolution A/60/251"."""
    if symbol.parts[0] != "A" or not _SESSION_AND_NUMBER.fullmatch("/".join(symbol.parts[1:])):
        return False
    word = cited.word_ending(start - 1)
    return word is not None and not is_refused(cited, word)


def _more_resolutions(text: str, at: int) -> Iterator[_Found]:
    """Numbers that go on a list begun with a symbol: "S/RES/425 (1978) and 426 (1978)"."""
    while found := _MORE_RESOLUTIONS.match(text, at):
        if security_council_year(int(found[1])) != int(found[2]):
            return
        at = found.end()
        yield _Found(found.start(1), at, _of_symbol(Symbol(("S", "RES", found[1]), "", found[2])))


def _more_of_sessions(text: str, at: int) -> Iterator[_Found]:
    """Numbers that go on a list begun with a symbol: "A/RES/46/182 and 58/114"."""
    while found := _MORE_OF_SESSIONS.match(text, at):
        at = found.end()
        yield _Found(found.start(1), at, _of_symbol(Symbol(("A", "RES", found[1], found[2]))))


def _treaties(plain: str) -> Iterator[_Found]:
    for found in find_treaties(plain):
        adopted = f"adopted by {found.treaty.symbol}" if found.treaty.symbol else ""
        resolved = Resolved(found.treaty.name, ReferenceKind.TREATY, "", reason=adopted)
        yield _Found(found.start, found.end, resolved, found.pin)


def _of_symbol(symbol: Symbol) -> Resolved:
    organ, source, reason, doubt = organ_of(str(symbol)), Source.READ, "", ""
    if symbol.parts[:2] == ("A", "RES") and len(symbol.parts) == 3 and not symbol.bracket:
        full = known_assembly_resolution(symbol.parts[2])
        if full:
            reason = f"{symbol.parts[2]} is {full} of the General Assembly"
            return Resolved(f"A/RES/{full}", ReferenceKind.RESOLUTION, organ, Source.INFERRED, reason)
    if symbol.parts[:2] == ("S", "RES") and len(symbol.parts) == 3 and symbol.parts[2].isdigit():
        number = int(symbol.parts[2])
        year = security_council_year(number)
        first, last = (security_council_numbers(year) if year else None) or (0, 0)
        if not symbol.bracket and year:
            symbol = replace(symbol, bracket=str(year))
            source = Source.INFERRED
            reason = f"{number} lies in {first}-{last}, the Council’s resolutions of {year}"
        elif year and symbol.bracket != str(year):
            doubt = f"{number} lies in {first}-{last}, the Council’s resolutions of {year}, not of {symbol.bracket}"
    return Resolved(str(symbol), symbol.kind, organ, source, reason, doubt)


def _setting(pieces: Sequence[_Piece], own_symbols: Sequence[str], own_organ: str) -> Setting:
    session = next(
        (int(found[1]) for symbol in own_symbols if (found := re.match(r"A/HRC/(?:RES/)?(\d{1,2})/", symbol))), None
    )
    named = own_organ == HRC or any(piece.names_council for piece in pieces)
    council = own_organ == SC or any(piece.names_security_council for piece in pieces)
    others = own_numbering()
    own_numbers = own_organ in others or any(symbol.startswith(others) for symbol in own_symbols)
    setting = Setting(own_organ, session, named, own_numbers, council)
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


def _resolved(citations: Iterable[Citation], setting: Setting) -> Iterator[_Found]:
    for citation in citations:
        resolved = resolve(citation, setting)
        if resolved is not None:
            yield _Found(citation.start, citation.end, resolved, citation.pin, citation.dates)


def _merged(text: str, found: Sequence[_Found]) -> list[_Found]:
    """One mention where the same document is named twice in a breath: "resolution 62/243 (A/RES/62/243)"."""
    kept: list[_Found] = []
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


def _are_one(text: str, first: _Found, second: _Found) -> bool:
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


def _mention(one: _Found, text: str, piece: _Piece) -> Mention:
    span = _place(piece, one.start, one.end)
    beside = " ".join(_words_at(text, piece, part) for part in one.dates)
    pin = _words_at(text, piece, one.pin) if one.pin else ""
    return Mention(span, text[span.start : span.end], pin, beside)


def _words_at(text: str, piece: _Piece, part: tuple[int, int]) -> str:
    span = _place(piece, *part)
    return " ".join(_BROKEN_WORD.sub("", text[span.start : span.end]).split())


def _place(piece: _Piece, start: int, end: int) -> Span:
    """A range of a piece's folded text in the document."""
    return piece.folded.to_original(Span(start, end)).shifted(piece.start)
