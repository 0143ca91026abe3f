"""What the masthead says: symbol, distribution, date, languages, session, agenda item, job number, organs.

Two layouts (New York and Geneva), old ones with a label and its value on two lines, joint documents with two columns,
and plain text without layout are read by the same rules: a line counts only if it is a label's line as a whole.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import chain, islice, pairwise, takewhile
from typing import TYPE_CHECKING

from viewer.analysis.layout.columns import below, in_column
from viewer.analysis.layout.lines import PHRASE_ENDED
from viewer.analysis.layout.markers import LONGEST_MARK, document_type, organ_speaks, part_marked
from viewer.analysis.metadata.agenda_items import read_agenda
from viewer.analysis.metadata.issuing_organs import ends_of_titles, read_organs
from viewer.analysis.metadata.label_runs import parted, parted_labels
from viewer.analysis.metadata.labels import (
    are_languages_only,
    distribution_of,
    is_meeting,
    is_spelled_meeting,
    job_number_of,
    languages_named,
    lists_languages,
    originals_of,
    session_dates_of,
    session_of,
    symbols_of,
    version_language,
)
from viewer.analysis.metadata.masthead_values import Masthead
from viewer.analysis.metadata.own_symbols import own_symbols
from viewer.analysis.metadata.session_blocks import session_block
from viewer.analysis.words.dates import are_days, date_in, range_in
from viewer.analysis.words.names import country_named, organ_named
from viewer.analysis.words.wordlists import even, phrase
from viewer.model.document import Value
from viewer.model.tables import table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from viewer.analysis.layout.lines import Line, PageLines
    from viewer.model.text import Span

_PAGE_PART = 0.58
"""The masthead and the title stand in this upper part of the first page."""
_LEAST_PART = 440.0
"""So far down (points) it may reach on a small page, such as web pages are laid out on."""
_PLAIN_LINES = 30
_LONGEST_LINE = 1000
_RIGHT_BELOW = 1.3
"""The distance (in the page's pitches) below which no room is left between two lines."""
_WORDS_OF_SENTENCE = 4
"""Words of a line that may be of a sentence."""
_MOST_LINES = 200
"""More lines than this stand over no title: a page that has them is none that was set."""
_PARTED_LINES = 8
_BARE_REACH = 6
"""Lines, in two columns, within which the symbol stands under a distribution without its label, or a year."""
_LABELS_BELOW = 6
"""Lines of the block of labels that stands at the foot of a page."""
_LAST_LINES = 5
"""Lines at the end of a document that the job number may be one of."""
_FOOT_LINES = 2
"""Lines at the foot of a page that are none of its text."""
_LANGUAGES_GO_ON = ("/", ",", " and", " et", " y", " и")
"""How a line ends that a list of languages goes on from."""
_MOST_LISTED = 4
"""The list of the original languages has no more lines."""
_SEVERAL_SESSIONS = 3
"""A page that names so many sessions is the cover of a volume on all of them."""
_YEAR = re.compile(r"(?:de )?(?:19|20)\d\d(?: года)?")
_BARE_JOB = re.compile(r"\d\d-\d{5}")
_WHOLE_JOB = re.compile(r"(?<!\S)(?:(?:GE|V)\.\d\d-\d{4,6}X?(?: \([ACEFRS]\))?|\d\d-\d{5}X? \([ACEFRS]\))(?!\S)")
"""A job number that is one wherever it stands, by its place or the letter of its language."""
_JOB_LETTER = re.compile(r"\([ACEFRS]\)")
_FIGURE = re.compile(r"\d")
_LONGEST_WITHOUT_FIGURE = 24
"""Characters of a running header that has no number: a language's name, the sign that the text goes on."""
_GOES_ON = re.compile(r"/\s?(?:\.{2,3}|…)")


def read_masthead(pages: Sequence[PageLines], headers: Iterable[Span] | None = None) -> Masthead:
    """Read the masthead of the first page that has text, and the running headers of all, if they are not given."""
    if headers is None:
        headers = (header for page in pages for header in headers_of(page))
    masthead = Masthead(headers=sorted(headers))
    first = next((page for page in pages if page.lines), None)
    if first is None:
        return masthead
    parts = parted_labels(_top(first), first)
    top, masthead.run_on, masthead.titles = parts.lines, parts.run_on, parts.titles
    masthead.lines.update(parts.labelled)
    low = _labels_below(first)
    masthead.lines.update(line for line in top if _is_furniture(line.text.strip()))
    for symbol, lines in own_symbols(low or top, pages):
        masthead.add("symbol", symbol, lines)
    _read_labels([*low, *top], masthead)
    _read_job_number(first, top, first.lines, masthead)
    if "job_number" not in masthead.values:  # what is laid out anew, as web pages are, has it where the text ends
        _read_job_number(pages[-1], (), pages[-1].lines[-_LAST_LINES:], masthead)
    _read_session(top, masthead)
    read_organs(top, masthead)
    if "date" not in masthead.values:
        _read_unlabelled_date(top, masthead)
    _read_meeting(top, masthead)
    read_agenda(top, masthead, plain=not first.laid_out)
    for title in masthead.values.get("agenda_title", ()):  # the rows of a line that ran on
        masthead.lines.update(line for line in first.lines if title.span.covers(line.span))
    masthead.read = frozenset(masthead.lines)
    masthead.block = session_block(first, top, masthead)
    masthead.lines.update(masthead.block)
    if "session_dates" not in masthead.values:  # conferences and meetings of parties have no numbered session
        lines = (*masthead.block, *_under_organs(top, masthead))
        dated = ((line, session_dates_of(line.text)) for line in lines)
        line, dates = next(((line, dates) for line, dates in dated if dates), (None, None))
        if line and dates:
            masthead.add("session_dates", dates, [line])
    return masthead


def _under_organs(top: Sequence[Line], masthead: Masthead) -> Iterator[Line]:
    """The lines from the names of the organs, or from the number of a meeting of parties, to what is the document."""
    spans = [span for _, span in masthead.organs]
    named = [at for at, line in enumerate(top) if is_spelled_meeting(line.text) or any(map(line.span.overlaps, spans))]
    if not named or {"session", "meeting"} & masthead.values.keys():
        return iter(())
    return takewhile(lambda line: not (document_type(line.text) or session_of(line.text)), top[named[-1] + 1 :])


def _read_job_number(page: PageLines, top: Sequence[Line], lines: Sequence[Line], masthead: Masthead) -> None:
    runs = (parted(line, laid_out=page.laid_out) for line in lines if _BARE_JOB.search(line.text))
    within = (job for line in lines if line in masthead.run_on for job in _jobs_within(line))
    letters = {first: [first, second] for first, second in pairwise(lines) if _JOB_LETTER.fullmatch(second.text)}
    for line in chain(top, lines, chain.from_iterable(runs), within):
        parts = letters.get(line, [line])
        text = " ".join(part.text for part in parts)
        if job := job_number_of(text) or _bare_job_number(line, page, masthead):
            masthead.add("job_number", job[0], parts)
            masthead.declared_language = masthead.declared_language or job[1]
            if job[1] and "language" not in masthead.values:
                masthead.values["language"] = [Value(job[1], line.span)]
            break


def _jobs_within(line: Line) -> Iterator[Line]:
    """The job numbers, with their place or letter, in a row of a page whose text runs on."""
    for found in _WHOLE_JOB.finditer(line.text):
        yield replace(line, start=line.start + found.start(), end=line.start + found.end(), text=found[0])


def _bare_job_number(line: Line, page: PageLines, masthead: Masthead) -> tuple[str, str] | None:
    """A job number without a letter: beside the sign that the text goes on, or the figures of its bar code.

    It begins with the year, and as the last that stands on the first page it is one where that is the year of the date.
    """
    if not _BARE_JOB.fullmatch(line.text):
        return None
    year = next((str(date.value)[2:4] for date in masthead.values.get("date", ())), None)
    if line.text[:2] == year and page.number == 0 and line in page.from_above[-_FOOT_LINES:]:
        return line.text, ""
    code = line.text.replace("-", "")
    beside = any(
        _GOES_ON.fullmatch(other.text) is not None or other.text.strip("* ") == code
        for other in page.lines
        if abs(other.rect.y0 - line.rect.y0) < 3 * line.rect.height
    )
    return (line.text, "") if beside else None


def _top(page: PageLines) -> list[Line]:
    lines = [line for line in page.from_above if len(line.text) <= _LONGEST_LINE]
    if page.laid_out:
        lowest = max(_PAGE_PART * page.height, _LEAST_PART)
        return [line for line in lines[:_MOST_LINES] if line.rect.y0 < lowest]
    return lines[:_PLAIN_LINES]


def _labels_below(page: PageLines) -> list[Line]:
    """The labels at the foot of the first page of a record, from 1977 to the 1990s: a distribution over a symbol."""
    lines = [line for line in page.from_above if line.rect.y0 >= _PAGE_PART * page.height] if page.laid_out else []
    for at, line in enumerate(lines):
        block = lines[at : at + _LABELS_BELOW]
        if distribution_of(line.text) and any(symbols_of(other.text) for other in block):
            return block
    return []


def headers_of(page: PageLines) -> list[Span]:
    """The lines at the foot, and from the second page on at the top, that are symbol, page or job number."""
    lines = page.from_above
    at_top, at_foot = lines[:5] if page.number else (), lines[-5:]
    annexes = set(_annexes_in_header(at_top))

    def is_header(line: Line) -> bool:
        return line in annexes or _is_header(line.text)

    if not page.laid_out:  # without places, only what nothing parts from the edge: a row may be a number of the text
        at_top = tuple(takewhile(is_header, at_top))
        at_foot = tuple(takewhile(is_header, reversed(at_foot)))
    return [
        line.span
        for line in dict.fromkeys([*at_top, *at_foot])
        if (not page.laid_out or not 0.12 < line.rect.y0 / page.height < 0.9) and is_header(line)
    ]


def _annexes_in_header(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines at the top of a page that name its annex between its symbol and its number, as until the 1990s."""
    for above, line, under in zip(lines, lines[1:], lines[2:], strict=False):
        enclosed = _is_header(above.text) and _is_header(under.text) and max(line.gap, under.gap) < _RIGHT_BELOW
        if enclosed and len(line.text) <= LONGEST_MARK and part_marked(line.text):
            yield line


def _is_furniture(text: str) -> bool:
    """Whether a line is furniture: a mark, a label without its value, or large letters ("CCPR", "TD", until 2009)."""
    rows = ("furniture", "open_label", "supplement")
    return any(phrase("masthead", row).match(text) for row in rows) or text in table("symbols")["roots"]


def _is_header(text: str) -> bool:
    if len(text) > _LONGEST_WITHOUT_FIGURE and _FIGURE.search(text) is None:
        return False
    words = even(text)
    if _is_header_part(words) or job_number_of(words):
        return True
    parts = words.split()
    return 1 < len(parts) <= 4 and all(map(_is_header_part, parts))


def _is_header_part(text: str) -> bool:
    """A symbol with a full stop is one that a footnote cites: "16 A/HRC/40/55."."""
    running = phrase("masthead", "running_header").fullmatch(text) is not None
    return running or (not text.endswith(".") and bool(symbols_of(text)))


def _read_labels(top: Sequence[Line], masthead: Masthead) -> None:
    for at, line in enumerate(top):
        pair = [line, *(other for other in top[at + 1 : at + 3] if below(line, other))][:2]
        for lines in (pair, [line]) if line.text.rstrip().lower().endswith(_LANGUAGES_GO_ON) else ([line], pair):
            text = " ".join(part.text for part in lines)
            if "distribution" not in masthead.values and (value := distribution_of(text)):
                masthead.add("distribution", value, lines)
            if "original_language" not in masthead.values and (languages := _originals(lines, top[:at])):
                more = [*takewhile(lambda other: lists_languages(other.text), top[at + len(lines) : at + _MOST_LISTED])]
                for language in [*languages, *languages_named(" ".join(other.text for other in more))]:
                    masthead.add("original_language", language, [*lines, *more])
        under = next((other for other in top[at + 1 : at + _BARE_REACH] if in_column(line, other)), None)
        over_symbol = under is not None and (
            bool(symbols_of(under.text)) or phrase("masthead", "conference_document").match(under.text) is not None
        )
        bare = table("masthead")["distribution"]["bare"].get(line.text.rstrip("* "))
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


def _read_unlabelled_date(top: Sequence[Line], masthead: Masthead) -> None:
    """The date right under the organs, as web pages have it, or under the year in which a court decides."""
    if masthead.organs:
        end = max(organ.end for _, organ in masthead.organs)
        _read_date([line for line in top if line.start > end and line not in masthead.lines][:1], masthead)
    year = next((at for at, line in enumerate(top) if phrase("masthead", "court_year").match(line.text)), None)
    if year is not None and "date" not in masthead.values:
        _read_date(top[year + 1 :], masthead)


def _read_date(lines: Iterable[Line], masthead: Masthead) -> None:
    """The first line that is a date and nothing else; in a narrow column the year may stand below."""
    rows = list(lines)
    for at, line in enumerate(rows):
        year = (
            under for under in rows[at + 1 : at + _BARE_REACH] if _YEAR.fullmatch(under.text) and below(line, under)
        )
        parts = [line, *islice(year, 1)]
        text = phrase("masthead", "date_label").sub("", " ".join(part.text for part in parts))
        date = date_in(text)
        if date is None or text.startswith("[") or range_in(text) or _ends_sentence(rows, line):
            continue
        more = 2 if text[date.start : date.end].endswith("日") else 6
        if len(text.strip("* ")) - (date.end - date.start) <= more:
            masthead.add("date", date.iso, parts)
            return


def _ends_sentence(rows: Sequence[Line], line: Line) -> bool:
    """Whether a line is the end of a sentence that stands right above it: no date of a masthead has a full stop."""
    if not line.text.endswith((".", "。")) or line.gap > _RIGHT_BELOW:
        return False
    over = [other for other in rows if other.block == line.block and other.start < line.start]
    above = max(over, key=lambda other: other.start, default=line)
    return len(above.text.split()) >= _WORDS_OF_SENTENCE and PHRASE_ENDED.search(above.text) is None


def _read_parted_distribution(top: Sequence[Line], masthead: Masthead) -> None:
    """The distribution in capitals some lines after its label, as recognised pages have them."""
    label = next((at for at, line in enumerate(top) if line.text.rstrip(" .:").endswith("Distr")), None)
    if label is None:
        return
    for line in top[label + 1 : label + _PARTED_LINES]:
        if line.text.isupper() and (value := distribution_of(f"Distr. {line.text}")):
            masthead.add("distribution", value, [line])
            return


def _originals(lines: Sequence[Line], above: Sequence[Line]) -> list[str]:
    """A list of languages that goes on in the next line ends with a stroke or comma in the first.

    In brackets under the name of a country it is the language of what that country replied.
    """
    if above and lines[0].text.startswith("[") and country_named(above[-1].text.strip("* ")):
        return []
    if len(lines) == 2 and not lines[0].text.rstrip().lower().endswith((*_LANGUAGES_GO_ON, ":")):
        return []
    return originals_of(" ".join(line.text for line in lines))


def _read_session(top: Sequence[Line], masthead: Masthead) -> None:
    numbers = [part for symbol in masthead.values.get("symbol", ()) for part in str(symbol.value).split("/")]
    ends_title = ends_of_titles(top)
    found = [
        (at, line, session)
        for at, line in enumerate(top)
        if line not in ends_title and (session := session_of(line.text))
    ]
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
                masthead.lines.update(top[at + 1 : top.index(after)])  # the place
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
