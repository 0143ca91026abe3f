"""What a document says of itself: the masthead's fields, the title, and who writes to whom."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from viewer.analysis.layout.lines import joined, span_of
from viewer.analysis.layout.markers import LETTERS, document_type, speaking_organ
from viewer.analysis.layout.note_marks import without_marks
from viewer.analysis.metadata.labels import adopted_at, is_council_year, is_name, symbols_of
from viewer.analysis.metadata.parties import authors_of, memorandum, parties
from viewer.analysis.metadata.resolution_headings import resolution_heading
from viewer.analysis.metadata.session_blocks import body_lines
from viewer.analysis.metadata.title_candidates import heading_title
from viewer.analysis.metadata.titles import RESOLUTION_NUMBER, Title, item_as_title, read_title
from viewer.analysis.words.dates import date_in
from viewer.analysis.words.names import Organ, country_named, organ_named, organ_of_symbol, organs_in
from viewer.analysis.words.wordlists import closed_up, phrase
from viewer.model.document import METADATA_KEYS, Value
from viewer.model.reference import Source
from viewer.model.tables import table
from viewer.model.text import Span

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from viewer.analysis.layout.lines import Line, PageLines
    from viewer.analysis.layout.paragraphs import Paragraph
    from viewer.analysis.metadata.masthead_values import Masthead

_NEXT = 8
"""Characters between two lines that nothing else stands between."""
_BODY_LINES = 10
"""Lines within which bodies are named that meet one under the other."""
_NEVER_LETTERS = frozenset({"verbatim record", "summary record", "resolution", "presidential statement"})


def read_metadata(
    page: PageLines, paragraphs: Sequence[Paragraph], masthead: Masthead
) -> tuple[Mapping[str, tuple[Value, ...]], Title]:
    """Read the metadata of CONTRACT.md from the first page; keys that the document says nothing about are absent.

    The language of the cover, where the masthead does not name it, is for the caller to add.
    """
    found: dict[str, list[Value]] = {key: list(values) for key, values in masthead.values.items()}
    _add_body(found, page, paragraphs, masthead)
    title = read_title(page, paragraphs, masthead)
    if title.title is None and not title.kind and (of_item := item_as_title(page, masthead)).title is not None:
        title = of_item
        del found["agenda_title"]
    if not {"symbol", "distribution"} & found.keys() and page.laid_out and not _says_its_kind(title):
        heading = heading_title(page, paragraphs)
        title = Title(heading, (), "", None)  # a page without a masthead: bold words may be anything
    if title.kind in LETTERS and _kind_of_symbol(found) in _NEVER_LETTERS:
        title = Title(None, (), "", None)  # the agenda of a record names letters
    if "meeting" in found and title.kind != "summary record":
        title = Title(None, (), "", None)  # a record has no title: what stands below is the agenda
    _add_title(found, title, masthead)
    _add_communication(found, paragraphs)
    _add_heading(found, [one for one in paragraphs if not masthead.lines.issuperset(one.lines)])
    _add_type(found, title)
    if not {"session", "session_dates"} & found.keys():
        _add_adopting_session(found, paragraphs)
    if "body" not in found:
        _add_body(found, page, paragraphs, masthead)
    if "body" not in found and title.kind == "presidential statement" and title.kind_paragraph:
        said_for = organs_in(title.kind_paragraph.text)
        found["body"] = [Value(organ.name, title.kind_paragraph.span) for organ in said_for[:1]]
    if title.title is not None and document_type(title.title.text) in LETTERS:
        _add_parties(found, title.title)
    elif title.kind != "presidential statement":
        _add_author(found, title, page)
    return {key: tuple(found[key]) for key in METADATA_KEYS if found.get(key)}, title


def _add_title(found: dict[str, list[Value]], title: Title, masthead: Masthead) -> None:
    if title.items and "agenda_item" in found:
        found["agenda_title"] = [Value(item.text.rstrip("* "), item.span) for item in title.items]
    if title.title is None:
        return
    text = title.title.text
    number = RESOLUTION_NUMBER.match(text)
    text = without_marks(text[number.end() :] if number else text).rstrip(",")
    text = closed_up(text)
    subject = _subject(masthead)
    says_something = len(text) >= 6 or title.kind == "other" or (len(text) >= 2 and text[0] >= "\u3400")
    if any(phrase("documents", row).search(text) for row in ("unfinished", "bare_kind", "garbled")):
        return
    if says_something and subject is None:
        found["title"] = [Value(text, title.title.span)]


def _add_communication(found: dict[str, list[Value]], paragraphs: Sequence[Paragraph]) -> None:
    """The communication that a treaty body's views or decision is on, which stands under that bare word."""
    title = next(iter(found.get("title", ())), None)
    if title is None or not phrase("documents", "bare_finding").search(str(title.value)):
        return
    under = next((one for one in paragraphs if one.lines[0].start >= title.span.end), None)
    if under is not None and phrase("documents", "numbered_communication").search(under.text):
        span = Span(title.span.start, under.span.end)
        found["title"] = [Value(f"{title.value}: {without_marks(under.text)}", span)]


def _subject(masthead: Masthead) -> Value | None:
    values = masthead.values.get("title")
    return values[0] if values else None


def _add_heading(found: dict[str, list[Value]], paragraphs: Sequence[Paragraph]) -> None:
    """Symbol and title of a resolution without a masthead, from its heading."""
    heading = resolution_heading(paragraphs) if "symbol" not in found else None
    if heading is None:
        return
    reason = "the resolution's number and the organ that speaks in it"
    found["symbol"] = [Value(heading.symbol, heading.number, Source.INFERRED, reason, 0.97)]
    if heading.title and heading.title_span is not None:
        found["title"] = [Value(heading.title, heading.title_span)]


def _add_adopting_session(found: dict[str, list[Value]], paragraphs: Sequence[Paragraph]) -> None:
    """The session at which a treaty body adopted the document, as a note at its title says."""
    for paragraph in paragraphs:
        if adopted := adopted_at(paragraph.text):
            number, days = adopted
            found["session"] = [Value(number, paragraph.span)]
            if days:
                found["session_dates"] = [Value(days, paragraph.span)]
            return


@cache
def _symbol_kinds() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((kind, re.compile(pattern)) for kind, pattern in table("documents")["symbols"].items())


def _kind_of_symbol(found: Mapping[str, Sequence[Value]]) -> str | None:
    """The kind of document that the (first) symbol shows, or None."""
    symbol = next((str(value.value) for value in found.get("symbol", ())), "")
    return next((kind for kind, pattern in _symbol_kinds() if pattern.search(symbol)), None)


def _add_type(found: dict[str, list[Value]], title: Title) -> None:
    if title.kind and title.kind_paragraph is not None and title.kind not in {"report", "note"}:
        found["document_type"] = [Value(title.kind, title.kind_paragraph.span)]
        return
    symbol_kind = _kind_of_symbol(found)
    if symbol_kind is not None and not (symbol_kind == "addendum" and title.kind):
        symbol = found["symbol"][0]
        reason = f"the symbol {symbol.value}"
        found["document_type"] = [Value(symbol_kind, symbol.span, Source.INFERRED, reason, 0.95)]
        return
    if title.kind and title.kind_paragraph is not None:
        found["document_type"] = [Value(title.kind, title.kind_paragraph.span)]
        return
    body = next((str(value.value) for value in found.get("body", ())), "")
    if (meeting := found.get("meeting")) and (kind := table("documents")["records"].get(body)):
        reason = f"the number of a meeting of the {body} in place of a title"
        found["document_type"] = [Value(kind, meeting[0].span, Source.INFERRED, reason, 0.9)]


def _add_body(
    found: dict[str, list[Value]], page: PageLines, paragraphs: Sequence[Paragraph], masthead: Masthead
) -> None:
    organs = masthead.organs
    symbols = found.get("symbol", [])
    if len(symbols) > 1 or _is_joint(page, masthead, symbols):
        chosen = [(organ, span) for organ, span in organs if organ.rank == 1]
    else:
        own = organ_of_symbol(str(symbols[0].value)) if symbols else None
        if own is not None and own.rank == 1:  # a principal organ that the symbol does not show is only named
            organs = [(organ, span) for organ, span in organs if organ.rank > 1 or organ == own]
        meets = [item for item in organs if _is_right_over_session(item[1], found)]
        chosen = sorted(organs, key=lambda item: (-item[0].rank, item not in meets))[:1]
    under = _body_under(chosen[0] if chosen else None, symbols, page, masthead) if len(symbols) <= 1 else None
    if under is not None:
        if under:
            found["body"] = under
        return
    if chosen:
        found["body"] = [Value(organ.name, span) for organ, span in chosen]
        if len(symbols) > 1:
            found["body"] += _shown_by(symbols, {organ for organ, _ in chosen})
        return
    for paragraph in paragraphs[:6]:
        if organ := speaking_organ(paragraph.text):
            found["body"] = [Value(organ.name, paragraph.span)]
            return
    if shown := _shown_by(symbols, set()):
        found["body"] = shown


def _body_under(
    organ: tuple[Organ, Span] | None, symbols: Sequence[Value], page: PageLines, masthead: Masthead
) -> list[Value] | None:
    """The body under an organ that the masthead names (or none) whose document it is; None where it is the organ's.

    Empty where a body meets of which we have no English name.
    """
    in_english = masthead.declared_language in {"", "en"}
    if organ is None or organ[0].rank == 1:
        if named := _subsidiary(symbols) or _unlisted_body(page, masthead):
            return [named]
        return [] if body_lines(page, masthead) and not in_english else None
    lines = _between(organ[1], page, masthead)
    if board := _board_of(organ[0], lines):
        return [board]
    named = _meets_under(lines)
    if named and in_english:
        return [named]
    return [] if named or phrase("documents", "body_words_elsewhere").search(joined(lines)) else None


def _between(organ: Span, page: PageLines, masthead: Masthead) -> list[Line]:
    """The lines between an organ's name and the session in which nothing was read: they may name who meets under it.

    A meeting that is in no session has its days.
    """
    values = masthead.values.get("session") or masthead.values.get("session_dates") or ()
    session = next((value.span for value in values), None)
    if session is None:
        return []
    lines = [line for line in page.lines if organ.end <= line.start and line.end <= session.start]
    if len(lines) > _BODY_LINES:
        return []  # the days are told below, in the text
    return [line for line in lines if line not in masthead.read and not is_name(line.text)]


def _board_of(organ: Organ, lines: Sequence[Line]) -> Value | None:
    """The board that lines name by its kind alone, with the name of its organization above ("Executive Board")."""
    for line in lines:
        if kind := _boards().get(line.text.strip("* ").casefold()):
            return Value(f"{kind} of the {organ.name}", line.span)
    return None


@cache
def _boards() -> Mapping[str, str]:
    kinds: Mapping[str, list[str]] = table("documents")["boards"]
    return {name.casefold(): kind for kind, names in kinds.items() for name in names}


def _meets_under(lines: Sequence[Line]) -> Value | None:
    """The last body that lines name in English, on as many of them as its name takes."""
    for at in range(len(lines) - 1, -1, -1):
        name = joined(lines[at:])
        if phrase("documents", "body_words").search(name):
            known = organ_named(name)
            return Value(known.name if known else name.rstrip("* "), span_of(lines[at:]), confidence=0.9)
    return None


def _is_right_over_session(organ: Span, found: Mapping[str, Sequence[Value]]) -> bool:
    """Whether nothing stands between an organ's name and the session, so that it is the organ that meets."""
    return any(0 <= session.span.start - organ.end < _NEXT for session in found.get("session", ()))


def _shown_by(symbols: Sequence[Value], named: set[Organ]) -> list[Value]:
    """The organs that only the symbols show, those of a joint document in the order of its symbols."""
    shown: dict[Organ, Value] = {}
    for symbol in symbols:
        organ = organ_of_symbol(str(symbol.value))
        if organ is not None and organ not in named:
            shown.setdefault(organ, symbol)
    return [
        Value(organ.name, symbol.span, Source.INFERRED, f"the symbol {symbol.value}", 0.95)
        for organ, symbol in shown.items()
    ]


def _is_joint(page: PageLines, masthead: Masthead, symbols: Sequence[Value]) -> bool:
    """Whether two principal organs issue the document: each with its session, or one name right by the other.

    A document with one symbol has the Council's year beside the Assembly's session, if its other symbol was misread.
    """
    spans = [span for organ, span in masthead.organs if organ.rank == 1]
    between = any(
        first.end <= line.start and line.end <= second.start for first, second in pairwise(spans) for line in page.lines
    )
    dated = any(is_council_year(line.text) for line in masthead.lines)
    return len(spans) > 1 and (dated or not (between or symbols))


def _subsidiary(symbols: Sequence[Value]) -> Value | None:
    """The organ under a principal one that the symbol shows, where the masthead names only the principal one."""
    organ = organ_of_symbol(str(symbols[0].value)) if symbols else None
    if organ is None or organ.rank == 1:
        return None
    return Value(organ.name, symbols[0].span, Source.INFERRED, f"the symbol {symbols[0].value}", 0.95)


def _unlisted_body(page: PageLines, masthead: Masthead) -> Value | None:
    """A subsidiary organ that no table lists: bold lines right above the session, in an English document."""
    if masthead.declared_language not in {"", "en"}:
        return None
    lines = body_lines(page, masthead)
    name = " ".join(joined(lines).split()).rstrip("* ")
    if (
        not lines
        or (page.laid_out and not lines[0].bold)
        or not phrase("documents", "body_words").search(name)
        or len(name) > 200
        or any(phrase("documents", row).search(name) for row in ("unfinished", "no_name"))
        or symbols_of(name)
    ):
        return None
    masthead.lines.update(lines)
    return Value(name, Span(lines[0].start, lines[-1].end), confidence=0.9)


def _says_its_kind(title: Title) -> bool:
    return title.kind in LETTERS or title.kind == "resolution"


def _add_parties(found: dict[str, list[Value]], title: Paragraph) -> None:
    text, span = title.text, title.span
    date = date_in(text)
    if date:
        found["letter_date"] = [Value(date.iso, span)]
    senders, addressees = parties(text)
    if senders:
        found["submitter"] = [Value(name, span) for name in senders]
    if addressees:
        found["addressee"] = [Value(name, span) for name in addressees]


def _add_author(found: dict[str, list[Value]], title: Title, page: PageLines) -> None:
    memo = memorandum(page)
    if "subject" in memo:
        line, words = memo["subject"]
        found["title"] = [Value(words, line)]
    if "from" in memo:
        line, words = memo["from"]
        found["submitter"] = [Value(words.removeprefix("The ").removeprefix("the "), line)]
        return
    named = [title.title] if title.title is not None and title.title not in title.by else []
    for paragraph in (*title.by, *named):
        values = authors_of(paragraph.text)
        if values:
            found["submitter"] = [Value(_in_full(value, found), paragraph.span) for value in values]
            return
    if title.title is not None and phrase("documents", "national").search(title.title.text):
        _add_state(found, title.title, page)


def _add_state(found: dict[str, list[Value]], title: Paragraph, page: PageLines) -> None:
    """The State that reports of itself, whose name stands below the title."""
    below = next((line for line in page.lines if line.start >= title.span.end), None)
    if below is not None and (state := country_named(below.text.strip("* "))):
        found["submitter"] = [Value(state, below.span)]


def _in_full(author: str, found: Mapping[str, Sequence[Value]]) -> str:
    """The body's name for "the Commission", as its report says of itself."""
    body = next((str(value.value) for value in found.get("body", ())), "")
    return body if phrase("documents", "body_words").fullmatch(author) and author in body else author
