"""The paragraphs of a first page that may be the title, or go with it: by their place, their type and their words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from viewer.analysis.layout.columns import in_column
from viewer.analysis.layout.markers import (
    LETTERS,
    RECORDS,
    begins_communication,
    document_type,
    is_byline,
    markers,
    named_part,
    opens_letter,
    organ_speaks,
)
from viewer.analysis.layout.paragraphs import Paragraph
from viewer.analysis.metadata.labels import symbols_of
from viewer.analysis.metadata.parties import authors_of, names_author, names_sponsors
from viewer.analysis.metadata.session_blocks import end_of_labels
from viewer.analysis.metadata.title_paragraphs import WORD, may_be_title, own_paragraphs, says_when_held
from viewer.analysis.words.scripts import ARABIC
from viewer.analysis.words.wordlists import in_capitals, phrase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from viewer.analysis.layout.lines import Line, PageLines
    from viewer.analysis.metadata.masthead_values import Masthead

_BY_AUTHORS = frozenset({"report", "note", "draft resolution"})
_PROSE_END = re.compile(r"(?<!\b[A-Z])[.;:,。；：，،؛](?:[\"»”)]|\d{1,2}|\s*\[[^\[\]]{1,40}\])?$")
"""How a sentence ends, its closing sign, the figure of a footnote or the date in brackets of when it came included."""
_ENUMERATED = re.compile(r"[(（]a[)）] .*[(（]b[)）] ")
"""What lists the parts of something, as an agenda does."""
_LABELS_END = 0.4
"""What stands below this part of the page is no label of the masthead; the title stands below the labels."""
_TITLE_PARAGRAPHS = 14
_COURT_LINES = 20
"""A court names the chamber that decides in one of the first lines."""
_LONGEST_HEADING = 200
_LONGEST_BYLINE = 120
_INDENT = 40.0
"""Points; what is indented more, and as far from the right edge, stands in the middle of the page."""
_LARGER = 1.5
"""Points by which a title is larger than what stands over it."""
_LETTERED = re.compile(r"[A-Z]\.\s+[^\W\d_]{2}")
"""The letter of a heading."""
_NUMBERED = re.compile(r"(?:\d{1,2}/(?:\d{1,3}|…)|\d{1,4}(?: [A-F])? ?\((?:E?S-)?[IVXL]+\))\.\s+[^\W\d_]{2}")
"""What the title of a resolution begins with: its number."""
_LONGEST = 700
"""Characters of the longest paragraph that is a title."""


def title_candidates(page: PageLines, paragraphs: Sequence[Paragraph], masthead: Masthead) -> list[Paragraph]:
    """The paragraphs of the first page that may be the title or go with it, in the order of the text.

    They are looked for under the session first, then in all that stands apart from its block, then everywhere.
    """
    if any(phrase("documents", "chamber").match(line.text) for line in page.lines[:_COURT_LINES]):
        return []
    supplement = next((line for line in masthead.lines if phrase("masthead", "supplement").search(line.text)), None)
    above = _end_of_masthead(page, paragraphs, masthead, supplement)
    beneath = [Paragraph((line,)) for line in masthead.titles if line not in masthead.lines]
    own = own_paragraphs(paragraphs, masthead)
    beneath += [one for one in own if one.lines[0].rect.y0 >= above and may_be_title(one)]
    session = _session_line(page, masthead)
    apart = [one for one in beneath if session is None or not _is_theme(one, session, page)]
    placed = page.laid_out or (above and supplement is None)
    under_session = [one for one in apart if placed and one.span.start > _end_of_session(masthead)]
    formal, body = _is_formal(masthead), _body_size(page)
    choices = (_candidates(some, page, body, formal=formal) for some in (under_session, apart, beneath))
    found = _from_largest(next(filter(None, choices), list["Paragraph"]()), page)
    if formal and all(in_capitals(one.text) for one in found):
        found += _letter_in_plain_type(beneath[beneath.index(found[-1]) + 1 if found else 0 :], page)
    return found


def _is_formal(masthead: Masthead) -> bool:
    """Whether a page has a masthead: a symbol, a distribution, or a session and an item of its agenda."""
    named = masthead.values.keys()
    return bool({"symbol", "distribution"} & named) or {"session", "agenda_item"} <= named


def _end_of_masthead(
    page: PageLines, paragraphs: Sequence[Paragraph], masthead: Masthead, supplement: Line | None
) -> float:
    """How far down (points) the title begins: under the labels, but over the records that a volume is printed in.

    The top of the page where the labels were set after the text.
    """
    above = end_of_labels(page.lines, masthead, _LABELS_END * page.height, dated=page.laid_out)
    if supplement is not None:
        above = _head_of_volume(masthead, supplement)
    over = (paragraph for paragraph in paragraphs if paragraph.lines[-1].rect.y0 < above)
    return 0.0 if any(_opens_text(paragraph, page) for paragraph in over) else above


def _head_of_volume(masthead: Masthead, supplement: Line) -> float:
    """How far down (points) a volume's title begins: under its symbol, where that stands over the number too."""
    tops = (line.rect.y0 for line in masthead.lines if line.start < supplement.start and symbols_of(line.text))
    return min(tops, default=0.0)


def _from_largest(candidates: list[Paragraph], page: PageLines) -> list[Paragraph]:
    """The candidates without those that are set smaller above the largest: they name a body that no table lists."""
    if not (page.laid_out and candidates):
        return candidates
    sizes = [one.lines[0].size for one in candidates]
    largest = sizes.index(max(sizes))
    over = [one for one, size in zip(candidates, sizes[:largest], strict=False) if size < sizes[largest] - _LARGER]
    return [one for one in candidates if one not in over or document_type(one.text) or names_sponsors(one.text)]


def _end_of_session(masthead: Masthead) -> int:
    """Where in the document's text the session is named: what stands above it is an organ and no title."""
    return max((value.span.end for value in masthead.values.get("session", ())), default=-1)


def _candidates(paragraphs: Sequence[Paragraph], page: PageLines, body: float, *, formal: bool) -> list[Paragraph]:
    candidates: list[Paragraph] = []
    for paragraph in paragraphs:
        if _begins_text(paragraph) or says_when_held(paragraph):
            break
        if not candidates and paragraph.text[0].islower():
            continue
        if not _title_like(paragraph, page, body, formal=formal) and not (
            candidates and _goes_with_title(paragraph, candidates)
        ):
            if not candidates and (page.laid_out or not _is_prose(paragraph)):
                continue
            break
        candidates.append(paragraph)
        if len(candidates) == _TITLE_PARAGRAPHS or len(paragraph.text) > 900:
            break
    return candidates


def _goes_with_title(paragraph: Paragraph, above: Sequence[Paragraph]) -> bool:
    """Whether a paragraph goes with the title above it, if not in its type: who reports, what a committee concludes.

    Who moves a draft stands under its title, but over it where titles of items in capitals stand above.
    """
    if is_byline(paragraph.text) or concludes(paragraph):
        return True
    kinds = {"report", "note"} if all(in_capitals(one.text) for one in above) else _BY_AUTHORS
    if len(paragraph.text) > _LONGEST_BYLINE or _is_prose(paragraph):
        return False
    kind = document_type(paragraph.text)
    return names_author(paragraph.text) if kind in kinds else kind is None and bool(authors_of(paragraph.text))


def concludes(paragraph: Paragraph) -> bool:
    """Whether a paragraph calls the document concluding observations, and is no sentence on them."""
    no_text = paragraph.number is None and not _is_prose(paragraph)
    return no_text and document_type(paragraph.text) == "concluding observations"


def _letter_in_plain_type(paragraphs: Sequence[Paragraph], page: PageLines) -> list[Paragraph]:
    """The title of a letter or statement, or of a draft under who moves it, in the type of the text, as typed."""
    for at, one in enumerate(paragraphs[:4] if page.laid_out else ()):
        fits = len(one.text) <= _LONGEST and one.lines[0].rect.y0 < 0.75 * page.height
        if fits and names_sponsors(one.text):
            called = [
                below for below in paragraphs[at + 1 : at + 2] if not (_is_prose(below) or organ_speaks(below.text))
            ]
            return [one, *called]
        kind = document_type(one.text) if fits else None
        if kind in LETTERS or (kind == "statement" and authors_of(one.text)):
            return [one]
    return []


def _begins_text(paragraph: Paragraph) -> bool:
    """Whether a paragraph is the heading of a summary, the contents or a chapter, or begins a communication."""
    text = paragraph.text
    heads = markers().chapter.match(text) or _LETTERED.match(text) or phrase("documents", "replies").match(text)
    return heads is not None or named_part(text) is not None or begins_communication(text)


def _session_line(page: PageLines, masthead: Masthead) -> Line | None:
    """The first line that names the session."""
    spans = [value.span for value in masthead.values.get("session", ())]
    return next((line for line in page.lines if any(span.overlaps(line.span) for span in spans)), None)


def _is_theme(paragraph: Paragraph, session: Line, page: PageLines) -> bool:
    """Whether a paragraph goes on the block that names the session: its theme, in the same column and type."""
    first = paragraph.lines[0]
    return (
        page.laid_out
        and 0 < first.rect.y0 - session.rect.y0 < 0.25 * page.height
        and in_column(session, first)
        and abs(first.size - session.size) < 0.6
        and document_type(paragraph.text) is None
    )


def _opens_text(paragraph: Paragraph, page: PageLines) -> bool:
    """Whether a paragraph of plain text begins a letter: the labels of a page's other column may follow it."""
    return not page.laid_out and opens_letter([paragraph.text])


def heading_title(page: PageLines, paragraphs: Sequence[Paragraph]) -> Paragraph | None:
    """What a page without a masthead is headed with, as web pages are: the only paragraph in the largest type.

    Arabic is left out: its letters may be in another order in what was set anew.
    """
    first = next((paragraph for paragraph in paragraphs if WORD.search(paragraph.text)), None)
    if not page.laid_out or first is None or len(first.text) > _LONGEST_HEADING or ARABIC.search(first.text):
        return None
    body = _body_size(page)
    size = first.lines[0].size
    others = max((line.size for line in page.lines if line not in first.lines), default=size)
    text = sum(len(line.text) for line in page.lines if abs(line.size - body) < 0.6)
    even = 2 * text > sum(len(line.text) for line in page.lines)  # one type for the text, as no recognised page has
    return first if even and size > body + 4 and size > others + 2 else None


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
    if names_sponsors(text) and not page.laid_out:
        return True
    if len(text) > _LONGEST:
        return False
    first = paragraph.lines[0]
    if page.laid_out:
        emphasised = first.bold or first.size > body + 1.2 or _is_in_middle(paragraph, page)
        upper = in_capitals(text) and (len(text) > 12 or page.is_centred(first))
        shown = emphasised or upper or text.startswith("[") or (formal and _is_typed_title(paragraph, page))
        return shown and first.rect.y0 < 0.75 * page.height
    kind = document_type(text)
    if kind is not None and (formal or not _is_prose(paragraph) or (kind in LETTERS and not _PROSE_END.search(text))):
        return True
    if in_capitals(text) and 8 < len(text) < 200:
        return True
    return formal and not _is_prose(paragraph) and not organ_speaks(text) and paragraph.number is None


def _is_typed_title(paragraph: Paragraph, page: PageLines) -> bool:
    """Whether its words make it a title, as typewriters set some: a numbered resolution, who reports or moves."""
    if page.any_bold_after(paragraph.span.start) or _is_prose(paragraph):
        return False
    kind = document_type(paragraph.text)
    reports = kind in {"report", "note"} and len(paragraph.text) <= _LONGEST_BYLINE and names_author(paragraph.text)
    moves = names_sponsors(paragraph.text)
    return moves or reports or kind == "summary record" or _NUMBERED.match(paragraph.text) is not None


def _is_in_middle(paragraph: Paragraph, page: PageLines) -> bool:
    """Whether a paragraph that is no sentence stands in the middle of the page, as typewriters set titles."""
    within = min(line.rect.x0 for line in paragraph.lines) > page.left + _INDENT
    return within and not _is_prose(paragraph) and all(map(page.is_centred, paragraph.lines))


def _is_prose(paragraph: Paragraph) -> bool:
    """Whether a paragraph is of sentences, or so long that it is no title."""
    text = paragraph.text
    longest = _LONGEST if in_capitals(text) else 300
    if len(text) > longest or _ENUMERATED.search(text):
        return True
    held_below = (
        text.endswith(",") and document_type(text) in RECORDS
    )  # "Summary record of the 1st meeting, / held ..."
    return bool(_PROSE_END.search(text)) and not held_below
