"""What the masthead says: symbol, distribution, date, languages, session, agenda item, job number, organs.

Two layouts (New York and Geneva), old ones with a label and its value on two lines, joint documents with two columns,
and plain text without layout are read by the same rules: a line counts only if it is a label's line as a whole.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import chain, pairwise, takewhile
from typing import TYPE_CHECKING

from viewer.analysis.layout.columns import below, cells, in_column
from viewer.analysis.layout.lines import joined, span_of
from viewer.analysis.layout.markers import document_type, is_byline, named_part, organ_speaks
from viewer.analysis.metadata.label_runs import parted
from viewer.analysis.metadata.labels import (
    agenda_items_of,
    are_languages_only,
    distribution_of,
    even,
    is_council_year,
    is_meeting,
    is_name,
    job_number_of,
    languages_named,
    lists_languages,
    originals_of,
    session_dates_of,
    session_of,
    symbols_of,
    version_language,
)
from viewer.analysis.metadata.own_symbols import own_symbols
from viewer.analysis.metadata.parties import moves_draft, names_sponsors
from viewer.analysis.metadata.session_blocks import session_block
from viewer.analysis.references.treaties import begins_with_treaty, may_name_treaty, names_treaty
from viewer.analysis.words.dates import are_days, date_in, range_in
from viewer.analysis.words.names import Organ, countries_in, organ_named
from viewer.analysis.words.wordlists import phrase, table
from viewer.model.document import Value
from viewer.model.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from viewer.analysis.layout.lines import Line, PageLines

_PAGE_PART = 0.47
"""The masthead and the title stand in this upper part of the first page."""
_PLAIN_LINES = 30
_LONGEST_LINE = 1000
_MOST_LINES = 200
"""More lines than this stand over no title: a page that has them is none that was set."""
_TREATY_LINES = 4
_SENTENCE = re.compile(r"[^\W\d_]{3}\.$|[^\W\d_]{3}\. [^\W\d_]")
"""A sentence ends in the line, and is no abbreviation."""
_PARTED_LINES = 8
_LABELS_BELOW = 6
"""Lines of the block of labels that stands at the foot of a page."""
_MOST_LISTED = 4
"""The list of the original languages has no more lines."""
_SEVERAL_SESSIONS = 3
"""A page that names so many sessions is the cover of a volume on all of them."""
_SPONSORS = 3
"""A line with so many States names those that move a draft."""
_MOST_TITLE_LINES = 8
"""The title of an item of the agenda has no more lines."""
_BARE_JOB = re.compile(r"\d\d-\d{5}")
_GOES_ON = re.compile(r"/\s?(?:\.{2,3}|…)")
_BARE_DISTRIBUTION = {"GENERAL": "General", "LIMITED": "Limited", "RESTRICTED": "Restricted"}
"""What mastheads of the 1940s and 1950s have in a line of its own, in capitals, right over the symbol."""


@dataclass(slots=True)
class Masthead:
    """What was read, by the keys of CONTRACT.md; the lines it was read from; organs with their lines, from above.

    ``headers`` are the spans of running headers and footers of all pages. ``block`` are the lines of the block on
    session and agenda; ``read`` are those lines in which something was found, ``lines`` all that are the masthead's.
    """

    values: dict[str, list[Value]] = field(default_factory=dict[str, list[Value]])
    lines: set[Line] = field(default_factory=set["Line"])
    block: list[Line] = field(default_factory=list["Line"])
    read: frozenset[Line] = frozenset()
    organs: list[tuple[Organ, Span]] = field(default_factory=list[tuple[Organ, Span]])
    headers: list[Span] = field(default_factory=list[Span])
    declared_language: str = ""

    def add(self, key: str, value: str | tuple[str, str], lines: Sequence[Line]) -> None:
        """Note a value read from some lines."""
        found = Value(value, span_of(lines))
        known = self.values.setdefault(key, [])
        if all(other.value != value for other in known):
            known.append(found)
        self.lines.update(lines)


def read_masthead(pages: Sequence[PageLines], headers: Iterable[Span] | None = None) -> Masthead:
    """Read the masthead of the first page that has text, and the running headers of all, if they are not given."""
    if headers is None:
        headers = (header for page in pages for header in headers_of(page))
    masthead = Masthead(headers=sorted(headers))
    first = next((page for page in pages if page.lines), None)
    if first is None:
        return masthead
    parts = {line: parted(line, laid_out=first.laid_out) for line in _top(first)}
    masthead.lines.update(line for line, labels in parts.items() if len(labels) > 1)
    top = list(chain.from_iterable(parts.values()))
    low = _labels_below(first)
    masthead.lines.update(line for line in top if _is_furniture(line.text.strip()))
    for symbol, lines in own_symbols(low or top, pages):
        masthead.add("symbol", symbol, lines)
    _read_labels([*low, *top], masthead)
    _read_job_number(first, masthead)
    _read_session(top, masthead)
    _read_organs(top, masthead)
    if masthead.organs and "date" not in masthead.values:  # right under the organs, as web pages have it
        _read_date([line for line in top if line not in masthead.lines][:1], masthead)
    _read_meeting(top, masthead)
    _read_agenda(top, masthead)
    masthead.read = frozenset(masthead.lines)
    masthead.block = session_block(first, top, masthead)
    masthead.lines.update(masthead.block)
    if "session_dates" not in masthead.values:  # conferences and meetings of parties have no numbered session
        dated = ((line, session_dates_of(line.text)) for line in masthead.block)
        line, dates = next(((line, dates) for line, dates in dated if dates), (None, None))
        if line and dates:
            masthead.add("session_dates", dates, [line])
    return masthead


def _read_job_number(page: PageLines, masthead: Masthead) -> None:
    for line in page.lines:
        if job := job_number_of(line.text) or _bare_job_number(line, page):
            masthead.add("job_number", job[0], [line])
            masthead.declared_language = masthead.declared_language or job[1]
            if job[1] and "language" not in masthead.values:
                masthead.values["language"] = [Value(job[1], line.span)]
            break


def _bare_job_number(line: Line, page: PageLines) -> tuple[str, str] | None:
    """A job number without a letter, if the sign that the text goes on or the figures of its bar code stand beside."""
    if not _BARE_JOB.fullmatch(line.text):
        return None
    code = line.text.replace("-", "")
    beside = any(
        _GOES_ON.fullmatch(other.text) is not None or other.text.strip("* ") == code
        for other in page.lines
        if abs(other.rect.y0 - line.rect.y0) < 3 * line.rect.height
    )
    return (line.text, "") if beside else None


def _top(page: PageLines) -> list[Line]:
    lines = [line for line in page.from_above() if len(line.text) <= _LONGEST_LINE]
    if page.laid_out:
        return [line for line in lines[:_MOST_LINES] if line.rect.y0 < _PAGE_PART * page.height]
    return lines[:_PLAIN_LINES]


def _labels_below(page: PageLines) -> list[Line]:
    """The labels at the foot of the first page of a record, from 1977 to the 1990s: a distribution over a symbol."""
    lines = [line for line in page.from_above() if line.rect.y0 >= _PAGE_PART * page.height] if page.laid_out else []
    for at, line in enumerate(lines):
        block = lines[at : at + _LABELS_BELOW]
        if distribution_of(line.text) and any(symbols_of(other.text) for other in block):
            return block
    return []


def headers_of(page: PageLines) -> list[Span]:
    """The lines at the foot, and from the second page on at the top, that are symbol, page or job number."""
    lines = page.from_above()
    at_top, at_foot = lines[:5] if page.number else [], lines[-5:]
    if not page.laid_out:  # without places, only what nothing parts from the edge: a row may be a number of the text
        at_top = list(takewhile(lambda line: _is_header(line.text), at_top))
        at_foot = list(takewhile(lambda line: _is_header(line.text), reversed(at_foot)))
    return [
        line.span
        for line in dict.fromkeys([*at_top, *at_foot])
        if (not page.laid_out or not 0.12 < line.rect.y0 / page.height < 0.9) and _is_header(line.text)
    ]


def _is_furniture(text: str) -> bool:
    """Whether a line is furniture, such as the large letters of a treaty or conference ("CCPR", "TD", until 2009)."""
    return phrase("masthead", "furniture").fullmatch(text) is not None or text in table("symbols")["roots"]


def _is_header(text: str) -> bool:
    words = even(text)
    if _is_header_part(words) or job_number_of(words):
        return True
    parts = words.split()
    return 1 < len(parts) <= 4 and all(map(_is_header_part, parts))


def _is_header_part(text: str) -> bool:
    return phrase("masthead", "running_header").fullmatch(text) is not None or bool(symbols_of(text))


def _read_labels(top: Sequence[Line], masthead: Masthead) -> None:
    for at, line in enumerate(top):
        pair = [line, *(other for other in top[at + 1 : at + 3] if below(line, other))][:2]
        for lines in (pair, [line]) if line.text.rstrip().endswith(("/", ",")) else ([line], pair):
            text = " ".join(part.text for part in lines)
            if "distribution" not in masthead.values and (value := distribution_of(text)):
                masthead.add("distribution", value, lines)
            if "original_language" not in masthead.values and (languages := _originals(lines)):
                more = [*takewhile(lambda other: lists_languages(other.text), top[at + len(lines) : at + _MOST_LISTED])]
                for language in [*languages, *languages_named(" ".join(other.text for other in more))]:
                    masthead.add("original_language", language, [*lines, *more])
        over_symbol = any(symbols_of(other.text) for other in top[at + 1 : at + 2])
        bare = _BARE_DISTRIBUTION.get(line.text.rstrip("* "))
        if over_symbol and bare and "distribution" not in masthead.values:
            masthead.add("distribution", bare, [line])
        if are_languages_only(line.text):
            masthead.lines.add(line)
        if "language" not in masthead.values and line not in masthead.lines and (found := version_language(line.text)):
            masthead.add("language", found, [line])
            masthead.declared_language = found
    if "distribution" not in masthead.values:
        _read_parted_distribution(top, masthead)
    if {"distribution", "language", "original_language", "symbol"} & masthead.values.keys():
        _read_date(top, masthead)


def _read_date(lines: Iterable[Line], masthead: Masthead) -> None:
    """The first line that is a date and nothing else."""
    for line in lines:
        date = date_in(line.text)
        if date is None or line.text.startswith("[") or range_in(line.text):
            continue
        more = 2 if line.text[date.start : date.end].endswith("日") else 6
        if len(line.text.strip("* ")) - (date.end - date.start) <= more:
            masthead.add("date", date.iso, [line])
            return


def _read_parted_distribution(top: Sequence[Line], masthead: Masthead) -> None:
    """The distribution in capitals some lines after its label, as recognised pages have them."""
    label = next((at for at, line in enumerate(top) if line.text.rstrip(" .:").endswith("Distr")), None)
    if label is None:
        return
    for line in top[label + 1 : label + _PARTED_LINES]:
        if line.text.isupper() and (value := distribution_of(f"Distr. {line.text}")):
            masthead.add("distribution", value, [line])
            return


def _originals(lines: Sequence[Line]) -> list[str]:
    """A list of languages that goes on in the next line ends with a stroke or comma in the first."""
    if len(lines) == 2 and not lines[0].text.rstrip().endswith(("/", ",", ":", " and")):
        return []
    return originals_of(" ".join(line.text for line in lines))


def _read_organs(top: Sequence[Line], masthead: Masthead) -> None:
    seen: set[str] = set()
    columns = list(cells(top))
    for column in columns:  # the documents of a treaty's committee bear its name
        masthead.lines.update(_treaty_lines(column, masthead))
    ends_title = _ends_of_titles(top)
    for column in columns:
        at = 0
        while at < len(column):
            if column[at] in ends_title or not _may_hold_organ(column, at, masthead):
                at += 1
                continue
            for length in range(min(7, len(column) - at), 0, -1):
                part = column[at : at + length]
                organ = organ_named(joined(part))
                if organ and not organ_speaks(joined(part)):
                    if organ.name not in seen:
                        masthead.organs.append((organ, span_of(part)))
                        seen.add(organ.name)
                    masthead.lines.update(part)
                    at += length - 1
                    break
            at += 1
    for line in top:
        if is_name(line.text) or is_council_year(line.text):
            masthead.lines.add(line)


def _ends_of_titles(top: Sequence[Line]) -> set[Line]:
    """The lines that go on the one right above, which ends within a phrase ("... OF THE / GENERAL ASSEMBLY")."""
    return {
        line
        for above, line in pairwise(top)
        if phrase("documents", "unfinished").search(above.text)
        and abs(above.size - line.size) < 0.6
        and 0 < line.rect.y0 - above.rect.y0 < 1.6 * above.rect.height
    }


def _treaty_lines(column: Sequence[Line], masthead: Masthead) -> Iterator[Line]:
    """The lines of a column that are the name of a treaty, on up to four lines."""
    if not may_name_treaty(joined(column)):
        return
    for at in range(len(column)):
        if _may_hold_organ(column, at, masthead) and begins_with_treaty(joined(column[at : at + _TREATY_LINES])):
            ends = range(at + 1, at + _TREATY_LINES + 1)
            yield from column[at : next((end for end in ends if names_treaty(joined(column[at:end]))), at)]


def _may_hold_organ(column: Sequence[Line], at: int, masthead: Masthead) -> bool:
    """An organ's name starts a column, stands under other parts of the masthead, or over its session or year."""
    over = any(is_council_year(line.text) or session_of(line.text) for line in column[at + 1 : at + 2])
    return at == 0 or over or column[at - 1] in masthead.lines or is_name(column[at - 1].text)


def _read_session(top: Sequence[Line], masthead: Masthead) -> None:
    numbers = [part for symbol in masthead.values.get("symbol", ()) for part in str(symbol.value).split("/")]
    found = [(at, line, session) for at, line in enumerate(top) if (session := session_of(line.text))]
    found.sort(key=lambda session: session[2] not in numbers)  # a report names its organ's session, too
    if len({session for _, _, session in found}) >= _SEVERAL_SESSIONS and found[0][2] not in numbers:
        return  # the records of them all
    for at, line, session in found[:1]:
        masthead.add("session", session, [line])
        for after in takewhile(lambda line: document_type(line.text) in {None, "agenda"}, top[at : at + 4]):
            if are_days(after.text):
                masthead.lines.add(after)
            dates = session_dates_of(after.text)
            if dates and in_column(line, after, 60):
                masthead.add("session_dates", dates, [after])
                break
        return
    for line in top[:3]:  # the running header of a volume: "General Assembly — Twenty-sixth session"
        organ, dash, session = re.sub(r"\s[-–—]\s", "\0", line.text).partition("\0")
        if dash and (number := session_of(session)) and (named := organ_named(organ)):
            masthead.add("session", number, [line])
            masthead.organs.append((named, line.span))
            return


def _read_meeting(top: Sequence[Line], masthead: Masthead) -> None:
    """Note the lines on a meeting as the masthead's: its number, which may stand apart, and when it was held."""
    above = list(
        takewhile(lambda line: not organ_speaks(line.text), top)
    )  # at the end of a resolution it says who adopted it
    parted_from = {word: number for number, word in pairwise(above) if _is_parted_meeting(number, word)}
    meeting = next((line for line in above if is_meeting(line.text) or line in parted_from), None)
    if meeting is None:
        return
    masthead.lines.update(parted_from.values())
    masthead.add("meeting", meeting.text, [meeting])
    held = top[top.index(meeting) + 1 :][:1]
    if any(line.span.overlaps(date.span) for line in held for date in masthead.values.get("date", ())):
        del masthead.values["date"]  # the day of the meeting is not that of the issue
    for line in top:
        date = date_in(line.text)
        when = date is not None and date.end - date.start > 0.4 * len(line.text) and line not in masthead.lines
        if when or (line.text.strip().isdecimal() and abs(line.rect.y0 - meeting.rect.y0) < 2 * meeting.rect.height):
            masthead.lines.add(line)


def _is_parted_meeting(number: Line, word: Line) -> bool:
    """Whether the number of a meeting ("1839th") stands over the word for it."""
    parts = (("nth", number), ("meeting_word", word))
    return all(phrase("masthead", row).match(even(line.text)) for row, line in parts)


def _read_agenda(top: Sequence[Line], masthead: Masthead) -> None:
    if "meeting" in masthead.values:
        return  # the items of a record are what was talked of
    for at, line in enumerate(takewhile(lambda line: named_part(line.text) is None, top)):
        goes_on = [other for other in top[at + 1 : at + 2] if below(line, other)]
        read = ((lines, agenda_items_of(joined(lines))) for lines in ([line], [line, *goes_on]))
        lines, items = next(((lines, items) for lines, items in read if items), (list["Line"](), list[str]()))
        if not items:
            continue
        for item in items:
            masthead.add("agenda_item", item, lines)
        last, following = lines[-1], top[at + len(lines) :]
        above = next((other for other in reversed(top[:at]) if in_column(line, other)), None)
        after = next((other for other in following if in_column(last, other)), None)
        steps = [
            line.rect.y0 - above.rect.y0 if above else 0.0, after.rect.y0 - last.rect.y0 if after else 0.0,
            1.5 * max(line.rect.height, 9.0),
        ]  # fmt: skip
        usual = min(step for step in steps if step > 0)
        title = _agenda_title(last, following, masthead, usual)
        if title:
            masthead.add("agenda_title", joined(title).rstrip("* "), title)
        return


def _agenda_title(item: Line, following: Sequence[Line], masthead: Masthead, usual: float) -> list[Line]:
    """The lines after the agenda item at the ``usual`` distance (points from top to top), in its column."""
    title: list[Line] = []
    last = item
    for line in following:
        beside = abs(line.rect.x0 - item.rect.x0) > 5 and abs(line.rect.x1 - item.rect.x1) > 5
        if line.rect.y0 - last.rect.y0 < 0.5 * item.rect.height or (beside and line.lead == item.lead):
            continue
        step = line.rect.y0 - last.rect.y0
        apart = step > 1.35 * usual or line.lead > last.lead + 1
        other_type = bool(title) and (
            line.bold != title[0].bold
            or abs(line.size - title[0].size) > 0.6
            or (title[0].text.isupper() and not line.text.isupper() and any(map(str.islower, line.text)))
        )
        if apart or other_type or line in masthead.lines or starts_title(line.text) or named_part(line.text):
            break
        moved = names_sponsors(line.text) or moves_draft(line.text) or len(countries_in(line.text)) >= _SPONSORS
        if moved or (title and line.text.startswith(joined(title))):
            return title  # the draft that is moved is called below, or the document by the item and more
        if len(title) == _MOST_TITLE_LINES:
            return []  # nothing parts it from the text
        if title and (is_byline(line.text) or phrase("documents", "on_its_work").search(line.text)):
            return title[: _last_phrase(title)]  # who reports; what stands right above is what the report is called
        title.append(line)
        last = line
    return _without_sentences(title)


def _last_phrase(lines: Sequence[Line]) -> int:
    """Where the last phrase of several begins: not with a small letter, nor in capitals, which have no beginning."""
    begins = [at for at, line in enumerate(lines) if not (line.text[:1].islower() or line.text.isupper())]
    return begins[-1] if len(begins) > 1 else len(lines)


def _without_sentences(title: list[Line]) -> list[Line]:
    """The lines before the text, where no distance parts a title from it."""
    ended = next((at for at, line in enumerate(title) if _SENTENCE.search(line.text)), None)
    if ended is None:
        return title
    begins = [at for at in range(ended + 1) if not title[at].text[:1].islower()]
    return title[: begins[-1] if begins else 0]


def starts_title(text: str) -> bool:
    """Whether a line starts the title of a letter, note verbale or agenda (agenda titles can begin like reports')."""
    kind = document_type(text)
    return kind in {"letter", "identical letters", "note verbale"} or (
        kind == "agenda" and text[:6].lower() != "agenda"
    )
