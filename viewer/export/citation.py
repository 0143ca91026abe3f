"""The citation that a United Nations researcher would write.

Source: United Nations Editorial Manual, footnotes and text notes: documents are cited by symbol, the part and the
paragraph ("A/HRC/43/G/37, annex, para. 3"); where a document bears no symbol, by title, date, session and agenda item,
and the citation says so. Citations are in English, titles in the document's own words.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, TypedDict

from viewer.export.notes import is_right_to_left
from viewer.model.annotation import AnnotationKind
from viewer.model.bidi import right_to_left, without_isolates
from viewer.model.tables import table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from viewer.export.notes import ExportedDocument, ExportedNote, SectionStep

JOINT = "-"
"""What joins the symbols of a joint document, as its masthead prints them: a dash is not found by library searches."""
NO_SYMBOL = "[symbol not in the document]"

# English whatever the reader's system speaks, which strftime("%B") would follow.
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


class _Part(TypedDict):
    label: str
    words: list[str]
    yes: list[list[str]]
    no: list[list[str]]


def citation_parts() -> Mapping[str, _Part]:
    """The parts of a document that a citation names, by section kind. The table is shared: do not change it."""
    return table("citation")["parts"]


@cache
def _numbers() -> Mapping[str, str]:
    """The numbers of parts in English citations ("II") by what they are in Chinese and Arabic, the longest first."""
    numbers: Mapping[str, list[str]] = table("citation")["numbers"]
    pairs = [(word, number) for number, words in numbers.items() for word in words]
    return dict(sorted(pairs, key=lambda pair: -len(pair[0])))


def part_words(step: SectionStep) -> str:
    """How a citation names a section ("annex II"); empty for those that it does not name."""
    part = citation_parts().get(step.kind)
    if part is None:
        return ""
    words = "|".join(re.escape(word) for word in part["words"])
    others = "|".join(map(re.escape, _numbers()))
    number = re.match(rf"(?:{words})\s*(?:([IVXLC]+|[A-Z]|\d+)\b|({others}))", step.title) if words else None
    if number is None:
        return part["label"]
    return f"{part['label']} {number.group(1) or _numbers()[number.group(2)]}"


def date_in_words(iso: str) -> str:
    """A date in words, "8 April 2020" of "2020-04-08"; what is no whole date is given back as it is."""
    try:
        day = date.fromisoformat(iso)
    except ValueError:
        return iso
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def session_in_words(session: str) -> str:
    """A session in words, "43rd session" of "43", "31st special session" of "S-31"; other words as they are."""
    match = re.fullmatch(r"(?:(S|ES)-)?(\d+)", session)
    if match is None:
        return session
    kind = {"S": " special", "ES": " emergency special", None: ""}[match.group(1)]
    return f"{_ordinal(int(match.group(2)))}{kind} session"


def _ordinal(number: int) -> str:
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def document_citation(document: ExportedDocument) -> str:
    """The document in a citation: its symbol, or title, date, session and item with a word that it has no symbol.

    A resolution is identified by its body and number, and not by its title.
    """
    if document.named:
        return document.named
    if document.symbols:
        return JOINT.join(document.symbols)
    title = document.value("title") or document.value("document_type").capitalize() or document.file_name
    day = date_in_words(document.value("letter_date") or document.value("date"))
    session, item = document.value("session"), document.value("agenda_item")
    parts = [
        title,
        day if day not in title else "",
        document.value("body") if session and document.value("body") not in title else "",
        session_in_words(session) if session else "",
        f"agenda item {item}" if item else "",
    ]
    return f"{', '.join(part for part in parts if part)} {NO_SYMBOL}"


def first_citation(document: ExportedDocument) -> str:
    """The document at its first mention: title and symbol in parentheses where it has both."""
    title = document.value("title")
    if document.symbols and title and not document.named:
        return f"{title} ({document_citation(document)})"
    return document_citation(document)


def citation(document: ExportedDocument, note: ExportedNote) -> str:
    """The passage of a note: document, part, and article or paragraph where it is numbered, else page; and footnote."""
    parts = [document_citation(document), *(words for step in note.sections if (words := part_words(step)))]
    kind = note.annotation.kind
    if kind is AnnotationKind.DOCUMENT:
        return parts[0]
    if kind is AnnotationKind.PAGE or (kind is AnnotationKind.BOOKMARK and not note.quote):
        pin = _pages(note)  # what its page begins with is not what it is about
    elif note.footnote:
        pin = _in_footnotes(note)
    elif article := _article(note.sections):
        pin = _in_articles(note, article)
    elif note.paragraph and not _goes_back(note):
        pin = _paragraphs(note)
    else:
        pin = _pages(note) if kind is not AnnotationKind.SECTION or len(parts) == 1 else ""
    return ", ".join(filter(None, (*parts, pin)))


def article_number(title: str) -> str:
    """The number of an article by its heading, in figures; empty where it is none."""
    articles: Mapping[str, list[str]] = table("citation")["article"]
    found = next((match for pattern in articles["headings"] if (match := re.match(pattern, title.strip()))), None)
    if found is None:
        return ""
    number = found.group(1)
    if number.lower() in articles["first"]:
        return "1"
    if number.isdecimal():
        return str(int(number))
    return str(_in_figures(number)) if number.isnumeric() else ""


def _in_figures(numeral: str) -> int:
    """A Chinese numeral as a number: units stand before the tens and hundreds that they count."""
    number = units = 0
    for value in (int(unicodedata.numeric(sign)) for sign in numeral):
        if value >= 10:
            number, units = number + max(units, 1) * value, 0
        else:
            units = value
    return number + units


def _article(sections: Sequence[SectionStep]) -> str:
    """The number of the article that sections lead to; none where its paragraphs are counted on from the one before.

    Reports to treaty bodies have articles for headings, under which their own paragraphs are counted on.
    """
    numbers = (article_number(step.title) for step in sections if step.kind == "heading" and step.counts_anew)
    return next(filter(None, numbers), "")


def _in_articles(note: ExportedNote, article: str) -> str:
    """An article with the paragraph in it, or the articles over which a passage goes."""
    last = _article(note.ends_in) if note.ends_in else article
    if last and last != article:
        return _pin("art.", "arts.", article, last)
    if not last:
        return _pages(note)
    return ", ".join(filter(None, (f"art. {article}", _paragraphs(note) if note.paragraph else "")))


def _in_footnotes(note: ExportedNote) -> str:
    """A footnote with the paragraph that calls it, else its page; stars are no name of one."""
    if note.ends_in:
        return _pages(note)
    where = f"para. {note.paragraph}" if note.paragraph and not note.last_footnote else _pages(note)
    if not (note.footnote + note.last_footnote).isdecimal():
        return f"{where}, {'footnotes' if note.last_footnote else 'footnote'}"
    return f"{where}, {_pin('footnote', 'footnotes', note.footnote, note.last_footnote)}"


def _goes_back(note: ExportedNote) -> bool:
    """Whether a passage ends in a paragraph with a lower number: in a part that is counted anew."""
    first, last = note.paragraph, note.last_paragraph
    return first.isdecimal() and last.isdecimal() and int(last) < int(first)


def _paragraphs(note: ExportedNote) -> str:
    return _pin("para.", "paras.", note.paragraph, note.last_paragraph)


def _pages(note: ExportedNote) -> str:
    return _pin("p.", "pp.", note.page_label, note.last_page_label)


def _pin(one: str, several: str, first: str, last: str) -> str:
    """The cited place: "para. 3", "paras. 3 and 4", "paras. 3–6"; ``last`` is empty where it is the first."""
    if not last:
        return f"{one} {first}"
    follows = first.isdecimal() and last.isdecimal() and int(last) == int(first) + 1
    return f"{several} {first}{' and ' if follows else '–'}{last}"


_LINE_END_HYPHEN = re.compile(r"(?<=[^\W\d_])[-\u2010\u00ad]\s*[\r\n\f]\s*(?=[^\W\d_])")
_CJK = "\u2e80-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef"
_CJK_BREAK = re.compile(rf"(?<=[{_CJK}])\s*[\r\n\f]\s*(?=[{_CJK}])")


def flowing(quote: str) -> str:
    """A quote without the line breaks of its page.

    A hyphen before a break is dropped between two small letters and kept otherwise; Chinese is joined without a blank.
    """

    def joined(match: re.Match[str]) -> str:
        before, after = quote[match.start() - 1], quote[match.end()]
        return "" if before.islower() and after.islower() else "-"

    text = _LINE_END_HYPHEN.sub(joined, quote)
    text = _CJK_BREAK.sub("", text)
    return " ".join(text.split())


def quotation(document: ExportedDocument, note: ExportedNote) -> str:
    """The words of a note's passage with its citation, as plain text for the clipboard.

    A quote written from right to left stands in Unicode isolates (UAX 9), since plain text has no other means to keep
    its marks and the citation's from changing places.
    """
    return f"{quoted(note)} ({citation(document, note)})"


def quoted(note: ExportedNote) -> str:
    """The words of a note's passage on one line in quotation marks, in isolates where they go from right to left."""
    quote = f"“{flowing(note.passage)}”"
    return right_to_left(without_isolates(quote)) if is_right_to_left(note.language) else quote
