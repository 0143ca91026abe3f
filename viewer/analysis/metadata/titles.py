"""The title of a document: what it is called, and the lines with it that say what it is and by whom."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import TYPE_CHECKING

from viewer.analysis.layout.markers import (
    LETTERS,
    document_type,
    is_byline,
    is_part_of_document,
)
from viewer.analysis.layout.paragraphs import Paragraph, without_text
from viewer.analysis.metadata.parties import authors_of, moves_draft, names_author, names_sponsors
from viewer.analysis.metadata.title_candidates import concludes, title_candidates
from viewer.analysis.words.names import COMMITTEE, country_named, officials_in, organ_named
from viewer.analysis.words.wordlists import even, in_capitals, phrase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from viewer.analysis.layout.lines import Line, PageLines
    from viewer.analysis.metadata.masthead_values import Masthead

RESOLUTION_NUMBER = re.compile(
    r"\s*((?:\d{1,2}|(?:19|20)\d\d)/(?:\d{1,3}|…|\.\.\.)|\d{1,4}(?: [A-F])? ?\((?:E?S-)?[IVXLC]+\)(?=\.))"
    r"[.–-]?\s+(?=\S)"
)
"""The number over what a resolution is about: "73/6. ", "1904 (XVIII). " until 1976."""
_NAMED_BY_KIND = frozenset({"resolution", "decision", "report", "note", "statement", "addendum", "corrigendum"})
"""Kinds that a document is called by where nothing else calls it."""
_BY_LINES = frozenset({"report", "note", "draft resolution", "statement", "corrigendum", "addendum", "circular"})
_NAMED = frozenset({"report", "draft resolution"})
"""Kinds that a title may begin with ("Report on wells"), unless it goes on with who wrote it."""
_LIST = 60
"""Characters of a title that says that the document lists the participants, and hardly more."""
_BODY = 40
"""Characters within which the name of a body says that it is one."""


@dataclass(frozen=True, slots=True)
class Title:
    """The title's paragraphs: what the document is called, and the lines with it that say what it is and by whom.

    ``kind`` is the document type that they show, empty where they show none. ``items`` are titles of items of the
    agenda that stand over it.
    """

    title: Paragraph | None
    by: tuple[Paragraph, ...]
    kind: str
    kind_paragraph: Paragraph | None
    items: tuple[Paragraph, ...] = ()


def read_title(page: PageLines, paragraphs: Sequence[Paragraph], masthead: Masthead) -> Title:
    """Find the title among the paragraphs of the first page, in the order of the text."""
    found = title_candidates(page, paragraphs, masthead)
    if "agenda_item" in masthead.values and "agenda_title" not in masthead.values:
        return _under_items(found)
    return _sorted_out(found)


def item_as_title(page: PageLines, masthead: Masthead) -> Title:
    """What stands right under the item of the agenda as the title, if it says what the document is."""
    spans = [value.span for value in masthead.values.get("agenda_title", ())]
    lines = tuple(line for line in page.lines if any(span.covers(line.span) for span in spans))
    title = _sorted_out([Paragraph(lines)]) if len(spans) == 1 and lines else Title(None, (), "", None)
    return title if title.kind else Title(None, (), "", None)


def _under_items(candidates: Sequence[Paragraph]) -> Title:
    """The title where the titles of the agenda's items stand in capitals over it (until the 1990s; Geneva until 2009).

    Where nothing else is a title, what is in capitals is it.
    """
    mover = next((at for at, one in enumerate(candidates) if at and moves_draft(one.text)), len(candidates))
    if 0 < mover < len(candidates) - 1:  # what is drafted is called below the line that says who moves it
        return replace(_sorted_out(candidates[mover:]), items=tuple(candidates[:mover]))
    if 0 < mover < len(candidates) and all(in_capitals(one.text) for one in candidates[:mover]):  # nothing calls it
        return replace(_sorted_out(candidates), title=None, items=tuple(candidates[:mover]))
    no_items = LETTERS | {"resolution", "decision"}
    capitals = list(
        takewhile(lambda one: in_capitals(one.text) and document_type(one.text) not in no_items, candidates)
    )
    for count in range(len(capitals), 0, -1):
        title = _sorted_out(candidates[count:])
        if title.title is not None and not (title.title in title.by and is_byline(title.title.text)):
            return replace(title, items=tuple(capitals[:count]))
    below = _sorted_out(candidates[len(capitals) :])
    if capitals and below.by:  # a committee reports on the item, by whose title its report is called
        items = (
            capitals if any(_is_committee(name) for one in below.by for name in authors_of(one.text)) else capitals[:-1]
        )
        return replace(below, title=capitals[-1], items=tuple(items))
    return _sorted_out(candidates)


def _is_committee(name: str) -> bool:
    """Whether an author is a committee of the Assembly, to which items of the agenda are allocated."""
    organ = organ_named(name)
    return organ is not None and organ.rank == COMMITTEE


def _sorted_out(candidates: Sequence[Paragraph]) -> Title:
    title: Paragraph | None = None
    by: list[Paragraph] = []
    kinds: list[tuple[str, Paragraph]] = []
    for paragraph in candidates:
        kind = document_type(paragraph.text)
        if _is_called_below(paragraph, kind):
            title = None
            kinds.clear()
        if kind and (kind not in {"agenda", "list of participants", "concluding observations"} or title is None):
            kinds.append((kind, paragraph))
        if kind in LETTERS:
            title = without_text(paragraph)
            break
        if _says_by_whom(paragraph.text, kind, titled=title is not None):
            by.append(paragraph)
        elif title is None and _heads_text(paragraph, by, kinds):
            break
        elif title is None and not is_adoption(paragraph.text):
            title = paragraph
        elif kind is None and title is not None and by:
            break  # a heading of the body
    report = next((paragraph for paragraph in by if document_type(paragraph.text) == "report"), None)
    if title is not None and report is not None and country_named(title.text.strip("* ")):
        both = sorted((*report.lines, *title.lines), key=lambda line: line.start)
        title = replace(title, lines=tuple(both))  # a country alone does not say what is told of it
    noted = [item for item in kinds if item[0] == "note" and item[1] in by]  # whatever the title calls it
    priority = ("corrigendum", "addendum", "draft resolution", "note verbale", "identical letters", "letter")
    kinds.sort(key=lambda item: priority.index(item[0]) if item[0] in priority else len(priority) + (item not in noted))
    kind, kind_paragraph = kinds[0] if kinds else ("", None)
    if title is not None and by and _is_body(title.text, by[0].text):
        title = None  # what the document is called says whose it is
    if title is None and kind in _NAMED_BY_KIND:
        named = (one for one in by if not (one.text.startswith("[") or is_part_of_document(one.text)))
        title = next(named, None)
    return Title(title, tuple(by), kind, kind_paragraph)


def _is_called_below(paragraph: Paragraph, kind: str | None) -> bool:
    """Whether a document is called by a paragraph or what is below it: above is the theme of the session, or who met.

    So are concluding observations, statements, and lists of participants that say hardly more than that.
    """
    if kind == "list of participants":
        return len(paragraph.text) < _LIST
    return concludes(paragraph) or (kind == "statement" and not officials_in(paragraph.text))


def _is_body(text: str, byline: str) -> bool:
    """Whether a paragraph names, in English, a body that reports in the line below it."""
    name = " ".join(text.split()[:2]).casefold()
    names_body = phrase("documents", "body_words").search(text[:_BODY]) is not None and document_type(text) is None
    return names_body and name in byline.casefold()


def _heads_text(paragraph: Paragraph, by: Sequence[Paragraph], kinds: Sequence[tuple[str, Paragraph]]) -> bool:
    """Whether a paragraph right under the line that says who reports heads the text, and names no country."""
    reports = bool(by and kinds) and by[-1] == kinds[-1][1] and kinds[-1][0] in {"report", "note"}
    return reports and country_named(paragraph.text.strip("* ")) is None


def _says_by_whom(text: str, kind: str | None, *, titled: bool) -> bool:
    """Whether a paragraph with the title says what the document is and who wrote it, not what it is called."""
    if text.startswith("[") or names_sponsors(text):
        return True
    if kind is None:
        return titled and bool(authors_of(text))
    if kind in {"resolution", "decision"}:
        return not RESOLUTION_NUMBER.match(text) and (kind == "resolution" or is_adoption(text.partition(" ")[2]))
    return kind in _BY_LINES and (titled or kind not in _NAMED or names_author(text))


def is_adoption(text: str) -> bool:
    """Whether a line under the number of a resolution says when it was adopted, or on whose report."""
    return phrase("documents", "adoption").match(even(text)) is not None


def described_lines(title: Title) -> list[Line]:
    """The lines of the title and of what stands with it."""
    parts = [*title.items, *([title.title] if title.title else ()), *title.by]
    return [line for paragraph in parts for line in paragraph.lines]
