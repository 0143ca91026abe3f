"""What a document says of itself: the masthead's fields, the title, and who writes to whom."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from viewer.analysis.columns import cells, in_column
from viewer.analysis.dates import date_in
from viewer.analysis.markers import document_type, markers, organ_speaks
from viewer.analysis.mastheads import is_name, symbols_of
from viewer.analysis.names import countries_in, country_named, officials_in, organ_named, organ_of_symbol, organs_in
from viewer.analysis.paragraphs import without_text
from viewer.analysis.treaties import names_treaty
from viewer.analysis.wordlists import table
from viewer.model.document import METADATA_KEYS, Value
from viewer.model.reference import Source
from viewer.model.text import Span

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from viewer.analysis.lines import Line, PageLines
    from viewer.analysis.mastheads import Masthead
    from viewer.analysis.paragraphs import Paragraph

LETTERS = frozenset({"letter", "identical letters", "note verbale"})
_RESOLUTION_NUMBER = re.compile(r"\s*(\d{1,2}/(?:\d{1,3}|…|\.\.\.))\.?\s+(?=\S)")
_COUNCIL_RESOLUTION = re.compile(
    r"(?:resolution|résolution|resolución|резолюция|القرار)\s+(\d{1,4})\s*\(\s*((?:19|20)\d\d)\s*\)"
    r"|第\s*(\d{1,4})\s*[(（]((?:19|20)\d\d)[)）]\s*号决议",
    re.IGNORECASE,
)
_NEVER_LETTERS = frozenset({"verbatim record", "summary record", "resolution", "presidential statement"})
_NOTE_MARKS = re.compile(r"(?:,? ?[*†]+)+ *$")
_BY_LINES = frozenset({"report", "note", "draft resolution", "statement", "corrigendum", "circular"})
_BODY_WORDS = re.compile(
    r"\b(?:Committee|Commission|Council|Board|Assembly|Conference|[Ww]orking [Gg]roup|Forum|Tribunal|Panel|Group)\b"
)
_PROSE_END = re.compile(r"[.;:,。；：，،؛](?:[\"»”)]|\d{1,2})?$")
_TITLE_PARAGRAPHS = 14
_OTHER_MATTERS = re.compile(r", (?:cuestiones|questions|вопросы|and questions)\b")
"""What goes on like this names an item of the agenda: "Report of the High Commissioner, questions relating to ..."."""
_CHAIRING = re.compile(r"(?:rapporteu(?:r|se)|relator|relatora|докладчик|المقررة?|报告员) ?[:：]", re.IGNORECASE)
"""The line under the title of a committee's report that says who presents it."""
_NAME_REACH = 12
"""A name stands at the beginning of the words about an author, behind at most an article."""


@dataclass(frozen=True, slots=True)
class Title:
    """The title's paragraphs: what the document is called, and the lines with it that say what it is and by whom.

    ``kind`` is the document type that they show, empty where they show none.
    """

    title: Paragraph | None
    by: tuple[Paragraph, ...]
    kind: str
    kind_paragraph: Paragraph | None


# -- the title --------------------------------------------------------------------------------------------------------


def read_title(page: PageLines, paragraphs: Sequence[Paragraph], masthead: Masthead) -> Title:
    """Find the title among the paragraphs of the first page, in the order of the text."""
    body = _body_size(page)
    above = _masthead_end(page, masthead)
    formal = bool({"symbol", "distribution"} & masthead.values.keys())
    beneath = [
        paragraph
        for paragraph in paragraphs
        if any(sign.isalpha() for sign in paragraph.text)
        and not (all(line in masthead.lines for line in paragraph.lines) or _headers_only(paragraph, masthead))
        and _own_part(paragraph, masthead).lines[0].rect.y0 >= above
        and organ_named(paragraph.text) is None
    ]
    apart = [paragraph for paragraph in beneath if not _is_theme(paragraph, page, masthead)]
    found = _candidates(apart, page, body, formal=formal) or _candidates(beneath, page, body, formal=formal)
    own = [_own_part(paragraph, masthead) for paragraph in found]
    return _sorted_out([one for one in own if not names_treaty(one.text) and not _CHAIRING.match(one.text)])


def _candidates(paragraphs: Sequence[Paragraph], page: PageLines, body: float, *, formal: bool) -> list[Paragraph]:
    candidates: list[Paragraph] = []
    for paragraph in paragraphs:
        if not _title_like(paragraph, page, body, formal=formal) or markers().chapter.match(paragraph.text):
            if not candidates and (page.laid_out or not _is_prose(paragraph)):
                continue
            break
        candidates.append(paragraph)
        if len(candidates) == _TITLE_PARAGRAPHS or len(paragraph.text) > 900:
            break
    return candidates


def _is_theme(paragraph: Paragraph, page: PageLines, masthead: Masthead) -> bool:
    """Whether a paragraph goes on the block that names the session: its theme, in the same column and type."""
    spans = [value.span for value in masthead.values.get("session", ())]
    session = next((line for line in page.lines if any(span.overlaps(line.span) for span in spans)), None)
    first = paragraph.lines[0]
    return (
        session is not None
        and page.laid_out
        and 0 < first.rect.y0 - session.rect.y0 < 0.25 * page.height
        and in_column(session, first)
        and abs(first.size - session.size) < 0.6
        and document_type(paragraph.text) is None
    )


def _masthead_end(page: PageLines, masthead: Masthead) -> float:
    """How far down the page (points) the symbol, the distribution and the date reach; the title stands below."""
    keys = ("symbol", "distribution", "date", "original_language") if page.laid_out else ("symbol", "distribution")
    spans = [value.span for key in keys for value in masthead.values.get(key, ())]
    ends = [line.rect.y0 for line in page.lines if any(span.overlaps(line.span) for span in spans)]
    return max((end for end in ends if end < 0.4 * page.height), default=0.0)


def _own_part(paragraph: Paragraph, masthead: Masthead) -> Paragraph:
    """The paragraph without lines that belong to the masthead (plain text may run the two together).

    The Organization's name is no part of the masthead at the end of a title ("to the / United Nations").
    """
    kept: tuple[Line, ...] = ()
    for line in paragraph.lines:
        if line not in masthead.lines or (kept and is_name(line.text)):
            kept = (*kept, line)
    return paragraph if len(kept) == len(paragraph.lines) else replace(paragraph, lines=kept)


def _headers_only(paragraph: Paragraph, masthead: Masthead) -> bool:
    return any(header.covers(paragraph.span) for header in masthead.headers)


def _body_size(page: PageLines) -> float:
    weights: dict[float, int] = {}
    for line in page.lines:
        if not line.bold:
            size = round(line.size, 1)
            weights[size] = weights.get(size, 0) + len(line.text)
    return max(weights, key=weights.__getitem__, default=10.0)


def _title_like(paragraph: Paragraph, page: PageLines, body: float, *, formal: bool) -> bool:
    """Whether a paragraph may be a title: by its type, or in plain text by its words.

    ``formal`` says that the page has a masthead: then what stands under it and is no sentence may be the title.
    """
    text = paragraph.text
    if len(text) > 700:
        return False
    first = paragraph.lines[0]
    if page.laid_out:
        emphasised = first.bold or first.size > body + 1.2
        upper = text.isupper() and len(text) > 12
        bare = formal and document_type(text) in LETTERS and not page.any_bold  # recognised text has no bold type
        return (emphasised or upper or bare or text.startswith("[")) and first.rect.y0 < 0.75 * page.height
    if document_type(text) is not None or (text.isupper() and 8 < len(text) < 200):
        return True
    return formal and not _is_prose(paragraph) and not organ_speaks(text) and paragraph.number is None


def _is_prose(paragraph: Paragraph) -> bool:
    """Whether a paragraph is of sentences, or so long that it is no title."""
    return len(paragraph.text) > 300 or bool(_PROSE_END.search(paragraph.text))


def _sorted_out(candidates: Sequence[Paragraph]) -> Title:
    title: Paragraph | None = None
    by: list[Paragraph] = []
    kinds: list[tuple[str, Paragraph]] = []
    for paragraph in candidates:
        kind = document_type(paragraph.text)
        if kind and (kind not in {"agenda", "list of participants", "concluding observations"} or title is None):
            kinds.append((kind, paragraph))
        if kind in LETTERS:
            title = without_text(paragraph)
            break
        if kind == "statement":
            title = None  # what it is called stands below; above it is the theme of the session
        if (
            (kind in _BY_LINES and not (title is None and kind == "report" and not _named_author(paragraph)))
            or (paragraph.text.startswith("["))
            or (kind == "resolution" and not _RESOLUTION_NUMBER.match(paragraph.text))
        ):
            by.append(paragraph)
        elif title is None and not is_adoption(paragraph.text):
            title = paragraph
        elif kind is None and title is not None and by:
            break  # a heading of the body
    report = next((paragraph for paragraph in by if document_type(paragraph.text) == "report"), None)
    if title is not None and report is not None and country_named(title.text.strip("* ")):
        title = replace(title, lines=(*report.lines, *title.lines))  # a country alone does not say what is told of it
    priority = ("corrigendum", "draft resolution", "note verbale", "identical letters", "letter")
    kinds.sort(key=lambda item: priority.index(item[0]) if item[0] in priority else len(priority))
    kind, kind_paragraph = kinds[0] if kinds else ("", None)
    if title is None and by and kind in {"resolution", "report", "note", "statement"}:
        title = next((paragraph for paragraph in by if not paragraph.text.startswith("[")), None)
    return Title(title, tuple(by), kind, kind_paragraph)


def _named_author(paragraph: Paragraph) -> bool:
    """Whether a line "Report of ..." names who wrote it, and not what it is about."""
    text = paragraph.text.rstrip("* ")
    authors = [found["author"] for pattern in _patterns("authors") if (found := pattern.fullmatch(text))]
    return any(
        author[:1].isupper() or any(name.start < _NAME_REACH for name in officials_in(author)) for author in authors
    )


def is_adoption(text: str) -> bool:
    """Whether a line under the number of a resolution says when it was adopted, or on whose report."""
    return any(pattern.match(text) for pattern in _patterns("adoption"))


# -- all of it --------------------------------------------------------------------------------------------------------


def read_metadata(
    page: PageLines, paragraphs: Sequence[Paragraph], masthead: Masthead
) -> tuple[Mapping[str, tuple[Value, ...]], Title]:
    """Read the metadata of CONTRACT.md from the first page; keys that the document says nothing about are absent.

    The language of the cover, where the masthead does not name it, is for the caller to add.
    """
    found: dict[str, list[Value]] = {key: list(values) for key, values in masthead.values.items()}
    _add_body(found, page, paragraphs, masthead)
    title = read_title(page, paragraphs, masthead)
    if not {"symbol", "distribution"} & found.keys() and page.laid_out and not _says_its_kind(title):
        title = Title(None, (), "", None)  # a page without a masthead: bold words may be anything
    if title.kind in LETTERS and _kind_of_symbol(found) in _NEVER_LETTERS:
        title = Title(None, (), "", None)  # the agenda of a record names letters
    if "meeting" in found and title.kind != "summary record":
        title = Title(None, (), "", None)  # a record has no title: what stands below is the agenda
    _add_title(found, title, masthead)
    _infer_symbol(found, paragraphs)
    _add_type(found, title)
    if "body" not in found:
        _add_body(found, page, paragraphs, masthead)
    if title.title is not None and document_type(title.title.text) in LETTERS:
        _add_parties(found, title.title)
    else:
        _add_author(found, title, page)
    return {key: tuple(found[key]) for key in METADATA_KEYS if found.get(key)}, title


def _add_title(found: dict[str, list[Value]], title: Title, masthead: Masthead) -> None:
    if title.title is None:
        return
    text = title.title.text
    number = _RESOLUTION_NUMBER.match(text)
    text = _NOTE_MARKS.sub("", text[number.end() :] if number else text)
    subject = _subject(masthead)
    says_something = len(text) >= 6 or (len(text) >= 2 and text[0] >= "\u3400")
    if says_something and subject is None:
        found["title"] = [Value(text, title.title.span)]


def _subject(masthead: Masthead) -> Value | None:
    values = masthead.values.get("title")
    return values[0] if values else None


def _infer_symbol(found: dict[str, list[Value]], paragraphs: Sequence[Paragraph]) -> None:
    """The symbol of a Security Council resolution follows from its number and year, if the Council speaks in it."""
    if "symbol" in found:
        return
    for at, paragraph in enumerate(paragraphs[:6]):
        number = _COUNCIL_RESOLUTION.match(paragraph.text)
        if number is None:
            continue
        near = " ".join(other.text for other in paragraphs[at : at + 5])[:500]
        if not any(name.name == "Security Council" for name in organs_in(near)):
            return
        symbol = f"S/RES/{number[1] or number[3]} ({number[2] or number[4]})"
        start = paragraph.span.start
        found["symbol"] = [
            Value(
                symbol, Span(start, start + len(number[0])), Source.INFERRED, "the resolution's number and year", 0.97
            )
        ]
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
    if symbol_kind is not None:
        symbol = found["symbol"][0]
        reason = f"the symbol {symbol.value}"
        found["document_type"] = [Value(symbol_kind, symbol.span, Source.INFERRED, reason, 0.95)]
        return
    if title.kind and title.kind_paragraph is not None:
        found["document_type"] = [Value(title.kind, title.kind_paragraph.span)]
    elif meeting := found.get("meeting"):
        reason = "the number of a meeting in place of a title"
        found["document_type"] = [Value("verbatim record", meeting[0].span, Source.INFERRED, reason, 0.9)]


def _add_body(
    found: dict[str, list[Value]], page: PageLines, paragraphs: Sequence[Paragraph], masthead: Masthead
) -> None:
    organs = masthead.organs
    symbols = found.get("symbol", [])
    if len(symbols) > 1:
        chosen = [(organ, span) for organ, span in organs if organ.rank == 1]
    else:
        chosen = sorted(organs, key=lambda item: -item[0].rank)[:1]
    if chosen and chosen[0][0].rank == 1 and len(symbols) <= 1:
        named = _unlisted_body(found, page, masthead) or _subsidiary(symbols)
        if named:
            found["body"] = [named]
            return
    if chosen:
        found["body"] = [Value(organ.name, span) for organ, span in chosen]
        return
    for paragraph in paragraphs[:6]:  # the organ speaks: "Adopted by the Security Council", "The Security Council,"
        organ = organ_named(re.sub(r"^(?:the|le|la|l['’]|el|إن)\s*", "", paragraph.text, flags=re.IGNORECASE))
        if organ and paragraph.text.rstrip().endswith((",", "،", "，")):
            found["body"] = [Value(organ.name, paragraph.span)]
            return
    if symbols and (organ := organ_of_symbol(str(symbols[0].value))):
        reason = f"the symbol {symbols[0].value}"
        found["body"] = [Value(organ.name, symbols[0].span, Source.INFERRED, reason, 0.95)]


def _subsidiary(symbols: Sequence[Value]) -> Value | None:
    """The organ under a principal one that the symbol shows, where the masthead names only the principal one."""
    organ = organ_of_symbol(str(symbols[0].value)) if symbols else None
    if organ is None or organ.rank == 1:
        return None
    return Value(organ.name, symbols[0].span, Source.INFERRED, f"the symbol {symbols[0].value}", 0.95)


def _unlisted_body(found: dict[str, list[Value]], page: PageLines, masthead: Masthead) -> Value | None:
    """A subsidiary organ that no table lists: bold lines right above the session, in an English document."""
    session = found.get("session")
    if not session or not page.laid_out or masthead.declared_language not in {"", "en"}:
        return None
    line = next((line for line in page.lines if line.span.overlaps(session[0].span)), None)
    if line is None:
        return None
    above = [
        other for other in page.from_above()
        if other.rect.y0 < line.rect.y0 and abs(other.rect.x0 - line.rect.x0) < 4 and other not in masthead.lines
    ]  # fmt: skip
    column = list(cells(above))
    if not column or line.rect.y0 - column[-1][-1].rect.y0 > 2.2 * line.rect.height:
        return None
    lines = column[-1]
    name = " ".join(part.text for part in lines)
    if not lines[0].bold or not _BODY_WORDS.search(name) or len(name) > 200 or symbols_of(name):
        return None
    masthead.lines.update(lines)
    return Value(" ".join(name.split()).rstrip("* "), Span(lines[0].start, lines[-1].end), confidence=0.9)


def _says_its_kind(title: Title) -> bool:
    return title.kind in LETTERS or title.kind == "resolution"


# -- who writes to whom -----------------------------------------------------------------------------------------------


@cache
def _patterns(key: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in table("documents")[key]["patterns"])


def parties(title: str) -> tuple[list[str], list[str]]:
    """From whom and to whom a letter or note verbale is, by its title (English names): States, else officials."""
    for pattern in _patterns("letters"):
        found = pattern.search(title)
        if found is None:
            continue
        senders = _senders(found["sender"])
        words = found.groupdict().get("addressee") or ""
        addressees = _unique([name.name for name in officials_in(words)])
        if words and not addressees and re.match(r"the [A-Z]", words):
            addressees = [words.removeprefix("the ").rstrip("* ")]
        return senders, addressees
    return [], []


def _senders(words: str) -> list[str]:
    """The States that write through those who represent them, else officials, else a body in its English words."""
    countries = _unique([name.name for name in countries_in(words)])
    if countries and (_representation().search(words) or len(countries[0]) > 0.6 * len(words)):
        return countries
    officials = officials_in(words)
    if officials and officials[0].start < _NAME_REACH:
        return _unique([name.name for name in officials])
    return [words.removeprefix("the ").rstrip("* ")] if re.match(r"the [A-Z]", words) and words.isascii() else []


@cache
def _representation() -> re.Pattern[str]:
    return re.compile(table("documents")["representation"]["pattern"], re.IGNORECASE)


@cache
def _bodies() -> re.Pattern[str]:
    return re.compile(table("documents")["bodies"]["pattern"])


def _unique(names: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(names))


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
    memo = _memorandum(page)
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
            found["submitter"] = [Value(value, paragraph.span) for value in values]
            return


def authors_of(text: str) -> list[str]:
    """Who wrote or moved a document, as a line under its title says: an official, States, or another in its words."""
    text = text.rstrip("* ")
    sponsors = next((found["author"] for pattern in _patterns("sponsors") if (found := pattern.fullmatch(text))), None)
    if sponsors is not None:
        return _unique([name.name for name in countries_in(sponsors)])
    for pattern in _patterns("authors"):
        words = pattern.fullmatch(text)
        if words is None:
            continue
        author = words["author"]
        officials = officials_in(author)
        if officials and officials[0].start < _NAME_REACH and not _OTHER_MATTERS.match(author, officials[0].end):
            return [officials[0].name]
        if organ := organ_named(author):
            return [organ.name]
        if len(author) < 120 and ("submitted by" in text.lower() or _bodies().fullmatch(author)):
            return [author]
    return []


_MEMORANDUM = re.compile(r"(?P<key>To|From|Subject)\s?:\s*(?P<words>\S.*)?$")


def _memorandum(page: PageLines) -> dict[str, tuple[Span, str]]:
    """The lines To, From and Subject of a circular."""
    found: dict[str, tuple[Span, str]] = {}
    waiting = ""
    for line in page.from_above():
        match = _MEMORANDUM.match(line.text)
        if match and match["words"]:
            found.setdefault(match["key"].lower(), (line.span, " ".join(match["words"].split())))
        elif match:
            waiting = match["key"].lower()
            continue
        elif waiting:
            found.setdefault(waiting, (line.span, " ".join(line.text.split())))
        waiting = ""
    return found if "from" in found and "subject" in found else {}


def described_lines(title: Title) -> list[Line]:
    """The lines of the title and of what stands with it."""
    parts = [title.title, *title.by] if title.title else list(title.by)
    return [line for paragraph in parts for line in paragraph.lines]
