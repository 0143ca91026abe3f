"""What the masthead says: symbol, distribution, date, languages, session, agenda item, job number, organs.

Two layouts (New York and Geneva), old ones with a label and its value on two lines, joint documents with two columns,
and plain text without layout are read by the same rules: a line counts only if it is a label's line as a whole.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import cache
from itertools import takewhile
from typing import TYPE_CHECKING

from viewer.analysis.columns import below, cells, in_column
from viewer.analysis.dates import date_in, range_in
from viewer.analysis.lines import joined, span_of
from viewer.analysis.markers import document_type, is_byline, organ_speaks
from viewer.analysis.names import Organ, organ_named
from viewer.analysis.ordinals import ordinal
from viewer.analysis.treaties import begins_with_treaty, may_name_treaty, names_treaty
from viewer.analysis.wordlists import table
from viewer.model.document import Value
from viewer.model.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from viewer.analysis.lines import Line, PageLines

_SYMBOL = re.compile(
    r"(?:ST|TD|DP|CCPR|CEDAW|CRC|CERD|CAT|CMW|CRPD|CED|SPT|HRI|UNEP|UNW|UNCTAD|JIU|CEB|FCCC|ICCD|TPNW|GEGN\.2|ECE|ESCAP"
    r"|ISBA|HSP|NPT|LOS|IDB|PBC|CD|ID|[AEST])"
    r"(?:/(?:E?S-\d{1,2}|COP\(\d+\)|[A-Z][A-Za-z]{0,6}\.\d+|[A-Z]{1,6}(?![A-Za-z])|[A-Z]{1,6}\.\d+|\d{1,5}(?:-\d+)?(?![A-Za-z\d])))+"
    r"(?: ?\((?:E?S-)?[IVXLC]+\)| ?\((?:19|20)\d\d\)| ?\([^()]{4,20}\))?(?:/(?:Add|Corr|Rev|Amend)\.\d+)*"
)
_PAGE_PART = 0.47
"""The masthead and the title stand in this upper part of the first page."""
_PLAIN_LINES = 30
_LONGEST_LINE = 1000
_MOST_LINES = 200
"""More lines than this stand over no title: a page that has them is none that was set."""
_TREATY_LINES = 4
_HEADED_PAGES = 40
"""Pages whose running headers are asked for the symbol where the masthead has none."""
_SENTENCE = re.compile(r"[^\W\d_]{3}\.$|[^\W\d_]{3}\. [^\W\d_]")
"""A sentence ends in the line, and is no abbreviation."""
_ONLY = re.compile(r"\s*(?:only|seulement|únicamente|solamente|только)$")
_BARE_DISTRIBUTION = {"GENERAL": "General", "LIMITED": "Limited", "RESTRICTED": "Restricted"}
"""What mastheads of the 1940s and 1950s have in a line of its own, in capitals, right over the symbol."""
_AGENDA_NUMBER = re.compile(r"(\d{1,3})(?:\s?\(?([a-z])\))?")


@dataclass(slots=True)
class Masthead:
    """What was read, by the keys of CONTRACT.md; the lines it was read from; organs with their lines, from above.

    ``headers`` are the spans of running headers and footers of all pages.
    """

    values: dict[str, list[Value]] = field(default_factory=dict[str, list[Value]])
    lines: set[Line] = field(default_factory=set["Line"])
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


@dataclass(frozen=True, slots=True)
class _Labels:
    distribution: re.Pattern[str]
    distributions: Mapping[str, str]
    languages: Mapping[str, str]
    original: re.Pattern[str]
    sessions: tuple[tuple[str, re.Pattern[str]], ...]
    session_words: tuple[re.Pattern[str], ...]
    years: tuple[re.Pattern[str], ...]
    agenda: tuple[re.Pattern[str], ...]
    meeting: tuple[re.Pattern[str], ...]
    job: re.Pattern[str]
    letters: Mapping[str, str]
    names: frozenset[str]


@cache
def _labels() -> _Labels:
    data = table("masthead")

    def compiled(pattern: str) -> re.Pattern[str]:
        return re.compile(pattern, re.IGNORECASE)

    session = data["session"]
    kinds = (("ES-", "emergency"), ("S-", "special"), ("", "patterns"))
    return _Labels(
        compiled(data["distribution"]["pattern"]),
        {word: value for value, words in data["distribution"]["values"].items() for word in words},
        {name.lower(): language for language, names in data["languages"].items() for name in names},
        compiled(data["original"]["pattern"]),
        tuple((prefix, compiled(pattern)) for prefix, key in kinds for pattern in session[key]),
        tuple(compiled(pattern) for pattern in session["words"]),
        tuple(compiled(pattern) for pattern in data["year"]["patterns"]),
        tuple(compiled(pattern) for pattern in data["agenda_item"]["patterns"]),
        tuple(compiled(pattern) for pattern in data["meeting"]["patterns"]),
        compiled(data["job_number"]["pattern"]),
        data["job_number"]["letters"],
        frozenset(name.lower() for name in (*data["name"]["lines"], *data["name"]["silent"])),
    )


# -- single lines -----------------------------------------------------------------------------------------------------


def symbols_of(text: str) -> list[str]:
    """The symbol or joint symbols that a line is as a whole; empty where it is anything else."""
    plain = re.sub(r"\s*/\s*", "/", unicodedata.normalize("NFKC", text)).strip().rstrip("*†. ")
    parts = re.split(r"[-–‑](?=(?:ST|TD|[AEST])/)", plain)
    if not all(_SYMBOL.fullmatch(part) and any(sign.isdigit() for sign in part) for part in parts):
        return []
    return [re.sub(r"\s?\((?=(?:19|20)\d\d\))", " (", part) for part in parts]


def distribution_of(text: str) -> str | None:
    """General, Limited or Restricted, as a line "Distr.: General" says."""
    found = _labels().distribution.fullmatch(_even(text))
    return _labels().distributions.get(found["value"].lower()) if found else None


def languages_named(text: str) -> list[str]:
    """The languages (ISO 639-1) that are named in a short text, in order."""
    found: list[str] = []
    for word in re.findall(r"[^\W\d_]+", text.lower()):
        names = _labels().languages
        language = names.get(word) or names.get(word.removeprefix("ب")) or names.get("ال" + word.removeprefix("بال"))
        if language and language not in found:
            found.append(language)
    return found


def originals_of(text: str) -> list[str]:
    """The original languages, as "Original: Arabic" or "[Original: English and French]" says; else empty."""
    found = _labels().original.fullmatch(_even(text).strip("[]［］()（）.* "))
    return languages_named(found["value"]) if found else []


def version_language(text: str) -> str | None:
    """The language of this version, as a line "Russian" or "English only" says."""
    return _labels().languages.get(_ONLY.sub("", _even(text).lower()).strip("* "))


def are_languages_only(text: str) -> bool:
    """Whether a line says in which several languages a document is issued ("English/French/Spanish only")."""
    even = _even(text).lower()
    named = languages_named(even)
    words = re.findall(r"[^\W\d_]+", _ONLY.sub("", even))
    return len(named) > 1 and _ONLY.search(even) is not None and len(words) <= 2 * len(named)


def session_of(text: str) -> str | None:
    """The session that a line names: "43", "S-31", "ES-10", or its words ("2025 session")."""
    even = _even(text).rstrip("*. ")
    if any(pattern.fullmatch(even) for pattern in _labels().session_words):
        return even
    for prefix, pattern in _labels().sessions:
        found = pattern.fullmatch(even)
        number = ordinal(found["n"]) if found else None
        if number:
            return f"{prefix}{number}"
    return None


def is_council_year(text: str) -> bool:
    """Whether a line is the Security Council's year ("Eightieth year")."""
    even = _even(text).rstrip("*. ")
    return any((found := pattern.fullmatch(even)) and ordinal(found["n"]) for pattern in _labels().years)


def is_name(text: str) -> bool:
    """Whether a line is the Organization's name, or a word of mastheads that says nothing more."""
    return _even(text).lower() in _labels().names


def is_meeting(text: str) -> bool:
    """Whether a line says which meeting a record is of ("3622nd meeting")."""
    even = _even(text).rstrip("*. ")
    return any(pattern.fullmatch(even) for pattern in _labels().meeting)


def agenda_items_of(text: str) -> list[str]:
    """The agenda items that a line names: ["4"], ["116 (c)"], ["13", "115"]."""
    even = _even(unicodedata.normalize("NFKC", text)).rstrip("*:./ ")
    for pattern in _labels().agenda:
        found = pattern.fullmatch(even)
        if found and (numbers := list(_AGENDA_NUMBER.finditer(found["n"]))) and found["n"][0].isdigit():
            rest = _AGENDA_NUMBER.sub("", found["n"])
            if len(rest) <= 20:
                return [f"{int(number[1])} ({number[2]})" if number[2] else str(int(number[1])) for number in numbers]
    return []


def job_number_of(text: str) -> tuple[str, str] | None:
    """The job number that a line starts with, evened out, and the language of its letter (or empty)."""
    found = _labels().job.fullmatch(_even(text))
    if found is None or not (found["letter"] or found["value"].startswith("GE.")):
        return None
    value = re.sub(r"\s*\((?=[A-Z]\))", " (", re.sub(r"\s+", " ", found["value"]))
    return value, _labels().letters.get(found["letter"] or "", "")


def is_foot(text: str) -> bool:
    """Whether a line is the foot of a page: its job number, with the page number or alone."""
    return job_number_of(text) is not None or _FOOT.fullmatch(_even(text)) is not None


_FOOT = re.compile(r"(?:\d{1,4}/\d{1,4} )?(?:GE\.)?\d\d-\d{5}X?(?: \d{1,4}/\d{1,4})?")


def _even(text: str) -> str:
    return " ".join(text.split())


# -- the whole --------------------------------------------------------------------------------------------------------


def read_masthead(pages: Sequence[PageLines], headers: Iterable[Span] | None = None) -> Masthead:
    """Read the masthead of the first page that has text, and the running headers of all, if they are not given."""
    if headers is None:
        headers = (header for page in pages for header in headers_of(page))
    masthead = Masthead(headers=sorted(headers))
    first = next((page for page in pages if page.lines), None)
    if first is None:
        return masthead
    top = _top(first)
    masthead.lines.update(line for line in top if _FURNITURE.fullmatch(line.text.strip()))
    _read_symbol(top, pages, masthead)
    _read_labels(top, masthead)
    _read_job_number(first, masthead)
    _read_organs(top, masthead)
    _read_session(top, masthead)
    _read_meeting(top, masthead)
    _read_agenda(top, masthead)
    return masthead


def _read_job_number(page: PageLines, masthead: Masthead) -> None:
    for line in page.lines:
        if job := job_number_of(line.text):
            masthead.add("job_number", job[0], [line])
            masthead.declared_language = masthead.declared_language or job[1]
            if job[1] and "language" not in masthead.values:
                masthead.values["language"] = [Value(job[1], line.span)]
            break


def _top(page: PageLines) -> list[Line]:
    lines = [line for line in page.from_above() if len(line.text) <= _LONGEST_LINE]
    if page.laid_out:
        return [line for line in lines[:_MOST_LINES] if line.rect.y0 < _PAGE_PART * page.height]
    return lines[:_PLAIN_LINES]


def headers_of(page: PageLines) -> list[Span]:
    """The lines at the foot, and from the second page on at the top, that are symbol, page or job number."""
    lines = page.from_above()
    at_top, at_foot = lines[:5] if page.number else [], lines[-5:]
    if not page.laid_out:  # without places, only what nothing parts from the edge: a row may be a number of the text
        at_top = list(takewhile(lambda line: _is_header(line.text), at_top))
        at_foot = list(takewhile(lambda line: _is_header(line.text), reversed(at_foot)))
    return [
        line.span
        for line in {*at_top, *at_foot}
        if _is_header(line.text) and (not page.laid_out or not 0.12 < line.rect.y0 / page.height < 0.9)
    ]


_HEADER = re.compile(
    r"\d{1,4}\s?/\s?\d{1,4}|[-–]?\s?\d{1,4}\s?[-–]?|page \d{1,4}|página \d{1,4}|стр\. ?\d{1,4}|\*?\d{7,8}\*?"
    r"|/\s?(?:\.{2,3}|…)"
    r"|(?:GE\.)?\d\d-\d{5}X?|english|français|español|russian|arabic|chinese",
    re.IGNORECASE,
)


_FURNITURE = re.compile(r"\*?\d{7,8}\*?|[AEST](?: ?[AES])?|NATIONS|UNITED|NACIONES|UNIDAS|UNIES", re.IGNORECASE)
"""Lines of the masthead that are no words of the document: the figures under a bar code, the large letter of the organ
beside the symbol (until 1997), half of the Organization's name."""


def _is_header(text: str) -> bool:
    even = _even(text)
    if _HEADER.fullmatch(even) or symbols_of(even) or job_number_of(even):
        return True
    parts = even.split()
    return 1 < len(parts) <= 4 and all(_HEADER.fullmatch(part) or symbols_of(part) for part in parts)


def _read_symbol(top: Sequence[Line], pages: Sequence[PageLines], masthead: Masthead) -> None:
    found = [(line, symbols) for line in top[:25] if (symbols := symbols_of(line.text))]
    if found:
        size = max(line.size for line, _ in found)
        best = [(line, symbols) for line, symbols in found if line.size > size - 1]
        above = best[0][0].rect.y0
        for line, symbols in best:
            if line.rect.y0 - above > 40:  # what stands apart from the masthead's symbol cites another document
                break
            for symbol in symbols:
                masthead.add("symbol", symbol, [line])
        return
    counts: dict[str, list[Line]] = {}
    following = pages[1 : 1 + _HEADED_PAGES]
    for page in following:
        for line in page.from_above()[:4]:
            for symbol in symbols_of(line.text):
                counts.setdefault(symbol, []).append(line)
    for symbol, lines in counts.items():
        if 2 * len(lines) >= len(following):
            masthead.add("symbol", symbol, lines[:1])


def _read_labels(top: Sequence[Line], masthead: Masthead) -> None:
    for at, line in enumerate(top):
        pair = [line, *(other for other in top[at + 1 : at + 3] if below(line, other))][:2]
        for lines in (pair, [line]) if line.text.rstrip().endswith(("/", ",")) else ([line], pair):
            text = " ".join(part.text for part in lines)
            if "distribution" not in masthead.values and (value := distribution_of(text)):
                masthead.add("distribution", value, lines)
            if "original_language" not in masthead.values and (languages := _originals(lines)):
                for language in languages:
                    masthead.add("original_language", language, lines)
        over_symbol = any(symbols_of(other.text) for other in top[at + 1 : at + 2])
        if over_symbol and "distribution" not in masthead.values and line.text in _BARE_DISTRIBUTION:
            masthead.add("distribution", _BARE_DISTRIBUTION[line.text], [line])
        if are_languages_only(line.text):
            masthead.lines.add(line)
        if "language" not in masthead.values and line not in masthead.lines and (found := version_language(line.text)):
            masthead.add("language", found, [line])
            masthead.declared_language = found
    if not {"distribution", "language", "symbol"} & masthead.values.keys():
        return
    for line in top:
        date = date_in(line.text)
        if date and len(line.text.strip("* ")) - (date.end - date.start) <= 6 and not range_in(line.text):
            masthead.add("date", date.iso, [line])
            return


def _originals(lines: Sequence[Line]) -> list[str]:
    """A list of languages that goes on in the next line ends with a stroke or comma in the first."""
    if len(lines) == 2 and not lines[0].text.rstrip().endswith(("/", ",", ":", " and")):
        return []
    return originals_of(" ".join(line.text for line in lines))


def _read_organs(top: Sequence[Line], masthead: Masthead) -> None:
    seen: set[str] = set()
    columns = list(cells(top))
    for column in columns:
        at = 0
        while at < len(column):
            if not _may_hold_organ(column, at, masthead):
                break
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
    for column in columns:  # the documents of a treaty's committee bear its name
        masthead.lines.update(_treaty_lines(column))


def _treaty_lines(column: Sequence[Line]) -> Iterator[Line]:
    """The lines of a column that are the name of a treaty, on up to four lines."""
    if not may_name_treaty(joined(column)):
        return
    for at in range(len(column)):
        if begins_with_treaty(joined(column[at : at + _TREATY_LINES])):
            ends = range(at + 1, at + _TREATY_LINES + 1)
            yield from column[at : next((end for end in ends if names_treaty(joined(column[at:end]))), at)]


def _may_hold_organ(column: Sequence[Line], at: int, masthead: Masthead) -> bool:
    """An organ's name starts a column or stands under other parts of the masthead, not at the end of a title."""
    return at == 0 or column[at - 1] in masthead.lines or is_name(column[at - 1].text)


def _read_session(top: Sequence[Line], masthead: Masthead) -> None:
    for at, line in enumerate(top):
        session = session_of(line.text)
        if session is None:
            continue
        masthead.add("session", session, [line])
        for after in top[at + 1 : at + 4]:
            dates = range_in(after.text)
            if dates and len(after.text) - (dates.end - dates.start) < 45 and in_column(line, after, 60):
                masthead.add("session_dates", (dates.first, dates.last), [after])
                break
        return


def _read_meeting(top: Sequence[Line], masthead: Masthead) -> None:
    """Note the lines on a meeting as the masthead's: its number, which may stand apart, and when it was held."""
    above = takewhile(
        lambda line: not organ_speaks(line.text), top
    )  # at the end of a resolution it says who adopted it
    meeting = next((line for line in above if is_meeting(line.text)), None)
    if meeting is None:
        return
    masthead.add("meeting", meeting.text, [meeting])
    for line in top:
        date = date_in(line.text)
        when = date is not None and date.end - date.start > 0.4 * len(line.text) and line not in masthead.lines
        if when or (line.text.strip().isdecimal() and abs(line.rect.y0 - meeting.rect.y0) < 2 * meeting.rect.height):
            masthead.lines.add(line)


def _read_agenda(top: Sequence[Line], masthead: Masthead) -> None:
    for at, line in enumerate(top):
        items = agenda_items_of(line.text)
        if not items:
            continue
        for item in items:
            masthead.add("agenda_item", item, [line])
        above = next((other for other in reversed(top[:at]) if in_column(line, other)), None)
        step = line.rect.y0 - above.rect.y0 if above else 0.0
        usual = step if 0 < step < 3 * max(line.rect.height, 9.0) else 1.5 * max(line.rect.height, 9.0)
        title = _agenda_title(line, top[at + 1 :], masthead, usual)
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
        other_type = bool(title) and (line.bold != title[0].bold or abs(line.size - title[0].size) > 0.6)
        if apart or other_type or line in masthead.lines or len(title) == 8 or starts_title(line.text):
            break
        if title and is_byline(line.text):
            return title[: _last_phrase(title)]  # who reports; what stands right above is what the report is called
        title.append(line)
        last = line
    return _without_sentences(title)


def _last_phrase(lines: Sequence[Line]) -> int:
    """Where the last phrase of several begins: a line that begins with a small letter goes on the one before it."""
    begins = [at for at, line in enumerate(lines) if not line.text[:1].islower()]
    return begins[-1] if len(begins) > 1 else len(lines)


def _without_sentences(title: list[Line]) -> list[Line]:
    """The lines before the text, where no distance parts a title from it."""
    ended = next((at for at, line in enumerate(title) if _SENTENCE.search(line.text)), None)
    if ended is None:
        return title
    begins = [at for at in range(ended + 1) if not title[at].text[:1].islower()]
    return title[: begins[-1] if begins else 0]


def starts_title(text: str) -> bool:
    """Whether a line starts the title of a letter or a note verbale (agenda titles can begin like those of reports)."""
    return document_type(text) in {"letter", "identical letters", "note verbale"}
