"""Who writes to whom, as titles of letters, lines under a title and the heads of circulars say."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from viewer.analysis.layout.markers import document_type
from viewer.analysis.words.names import countries_in, countries_listed, officials_in, organ_named, organs_in
from viewer.analysis.words.wordlists import phrase, unaccented
from viewer.model.tables import table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from viewer.analysis.layout.lines import PageLines
    from viewer.analysis.words.names import FoundName
    from viewer.model.text import Span

_SECRETARIAT = re.compile(r"[A-Z]{3,} secretariat")
"""The secretariat of a programme or conference, not that of the Organization."""
_NAME_REACH = 12
"""A name stands at the beginning of the words about an author, behind at most an article."""


@cache
def _patterns(key: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(unaccented(pattern), re.IGNORECASE) for pattern in table("documents")[key]["patterns"])


def parties(title: str) -> tuple[list[str], list[str]]:
    """From whom and to whom a letter or note verbale is, by its title (English names): States, else officials."""
    plain = unaccented(title)
    for pattern in _patterns("letters"):
        found = pattern.search(plain)
        if found is None:
            continue
        senders = _senders(title[found.start("sender") : found.end("sender")])
        addressed = found.re.groupindex.get("addressee")
        words = title[found.start(addressed) : found.end(addressed)] if addressed else ""
        named = officials_in(words)
        addressees = _unique([name.name for name in named])
        of_another = len(named) == 1 and re.match(r" of ", words[named[0].end :]) is not None
        if words and (of_another or not addressees) and re.match(r"the (?:[A-Z]|secretariat)", words):
            addressees = [words.removeprefix("the ").rstrip("* ")]
        return senders, addressees
    return [], []


def _senders(words: str) -> list[str]:
    """The States that write through those who represent them, else officials, else a body in its English words."""
    countries = _unique([name.name for name in countries_in(words)])
    if countries and (_representation().search(unaccented(words)) or len(countries[0]) > 0.6 * len(words)):
        return countries
    officials = officials_in(words)
    if officials and officials[0].start < _NAME_REACH:
        return _unique([_with_body(words, name) for name in officials])
    return [words[4:].rstrip("* ")] if re.match(r"(?:the|THE) [A-Z]", words) else []


@cache
def _representation() -> re.Pattern[str]:
    return re.compile(unaccented(table("documents")["representation"]["pattern"]), re.IGNORECASE)


@cache
def _bodies() -> re.Pattern[str]:
    return re.compile(table("documents")["bodies"]["pattern"])


def _unique(names: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(names))


def authors_of(text: str) -> list[str]:
    """Who wrote or moved a document, as a line under its title says: an official, States, or another in its words."""
    text = phrase("documents", "part_of_report").sub("", text)
    sponsors = next(_named_in(text, "sponsors"), None)
    if sponsors is not None:
        return _unique([name.name for name in countries_in(sponsors) or officials_in(sponsors)])
    for author in _named_in(text, "authors"):
        if _SECRETARIAT.fullmatch(author):
            return [author]
        officials = officials_in(author)
        if (
            officials
            and officials[0].start < _NAME_REACH
            and not phrase("documents", "other_matters").match(author, officials[0].end)
        ):
            return [_with_body(author, officials[0])]
        in_english = phrase("documents", "in_english").search(text)
        of_body = phrase("documents", "bureau").match(author) and (in_english or document_type(text) != "report")
        body = phrase("documents", "session_of").sub("", phrase("documents", "on_its_work").sub("", author))
        organ = None if of_body else organ_named(body) or _organ_that_reports(body)
        mandate = phrase("documents", "mandate").match(author)
        name = organ.name if organ else mandate["holder"] if mandate else None
        if names := [name] if name else countries_listed(author):
            return names
        named_in_english = in_english and _bodies().fullmatch(author)
        if len(author) < 120 and ("submitted by" in text.lower() or named_in_english):
            return [author]
    return list(_named_in(text, "non_governmental"))[:1]


def _with_body(words: str, official: FoundName) -> str:
    """An official's name, with that of the body behind it: other bodies have a Secretary-General, too."""
    behind = words[official.end :]
    of = phrase("documents", "holds_office").match(behind)
    if of is None:
        return official.name
    organ = next(iter(organs_in(behind[of.end() :])), None)
    if organ is not None and organ.start == 0:
        return f"{official.name} of the {organ.name}"
    named = phrase("documents", "of_another").match(behind)
    return official.name + named.group() if named else official.name


def _organ_that_reports(text: str) -> FoundName | None:
    """The organ that the words about an author begin with, where they go on with what it reports on."""
    organ = next(iter(organs_in(text)), None)
    on = phrase("documents", "reports_on")
    return organ if organ and organ.start == 0 and on.match(text, organ.end) else None


def _named_in(text: str, key: str) -> Iterator[str]:
    """The words about the author, for each pattern of the key that the text is as a whole."""
    plain = unaccented(text)
    for pattern in _patterns(key):
        if found := pattern.fullmatch(plain):
            yield text[found.start("author") : found.end("author")]


def memorandum(page: PageLines) -> dict[str, tuple[Span, str]]:
    """The lines To, From and Subject of a circular."""
    found: dict[str, tuple[Span, str]] = {}
    waiting = ""
    for line in page.from_above:
        match = phrase("documents", "memorandum").match(line.text)
        if match and match["words"]:
            found.setdefault(match["key"].lower(), (line.span, " ".join(match["words"].split())))
        elif match:
            waiting = match["key"].lower()
            continue
        elif waiting:
            found.setdefault(waiting, (line.span, " ".join(line.text.split())))
        waiting = ""
    return found if "from" in found and "subject" in found else {}


def names_sponsors(text: str) -> bool:
    """Whether a line names who moves a draft or an amendment ("Chile and Spain: draft resolution")."""
    return any(_named_in(text.rstrip("* "), "sponsors"))


def names_author(text: str) -> bool:
    """Whether a line "Report of ..." names who wrote it, and not what it is about."""
    text = phrase("documents", "part_of_report").sub("", text)
    return names_sponsors(text) or any(
        author[:1].isupper() or any(name.start < _NAME_REACH for name in officials_in(author))
        for author in _named_in(text, "authors")
    )


def moves_draft(text: str) -> bool:
    """Whether a line says who moves a draft: "Chile and Spain: draft resolution", "Draft decision submitted by ..."."""
    return document_type(text) == "draft resolution" and names_author(text)
