"""Normalised copies of a text: one to search, one to read citations from.

Both even out what a reader does not see: the many code points of one letter, line ends, marks of direction. Most
changes put one character in the place of one, and are made in bulk; only what changes the length is kept as an edit
in the offset map.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from viewer.model.folded_text import FoldedText

if TYPE_CHECKING:
    from collections.abc import Callable

_ARABIC_VARIANTS = {
    **dict.fromkeys("أإآٱٲٳ", "ا"),
    **dict.fromkeys("ىيیېۍئ", "ي"),
    **dict.fromkeys("كکڪ", "ك"),
    **dict.fromkeys("ؤ", "و"),
    **dict.fromkeys("ةهہەۀ", "ه"),
}
"""Letters that are written one for the other, in hand and by converters. Persian yeh and kaf stand in PDF files."""
_TATWEEL = "\u0640"
_ZERO_WIDTH = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")
_DASHES = dict.fromkeys("\u2010\u2011\u2012\u2212\ufe63\uff0d", "-")
_QUOTES = {**dict.fromkeys("’‘‛ʼ`´′", "'"), **dict.fromkeys("“”„‟«»″", '"')}

_FEW = 32
"""Characters that are exchanged one after the other."""
_SIGNS = 4096
"""Characters whose forms are remembered: more than a document of several scripts has, Chinese apart."""
_LAM, _ALEF = "\u0644", "\u0627"
_ARABIC_LETTERS = "\u0620-\u064a\u066e-\u06d3\ufb50-\ufdff\ufe70-\ufefc"
_LAM_ALEFS = "\ufef5-\ufefc"
"""The ligatures of both."""


def fold_for_search(text: str) -> FoldedText:
    """The text as it is searched: case, accents, forms of letters, line ends and marks do not matter.

    Words broken at a line end by a hyphen are joined; white space is one space. Lam and alef may stand in either order
    (converters write the ligature backwards): in a run of both, every alef comes first. No blank parts an Arabic word
    and a figure: engines lose it where the direction turns. The same function folds what is looked for.
    """
    return _fold(text, _search_form, parted=False)


def words_to_search(text: str) -> list[str]:
    """The words that are looked for, each folded as a text is that is searched.

    Folded together an Arabic word and the figure after it would be one, found only where they stand side by side.
    """
    return [folded for word in text.split() if (folded := fold_for_search(word).folded.strip())]


def fold_for_citations(text: str) -> FoldedText:
    """The text as citations are read from it: case and accents stay, figures are 0-9, lines are joined.

    A hyphen at a line end stays where a capital or a figure follows ("S-" and "13/2" on the next); a symbol broken at a
    slash is joined. Brackets and slashes have one form. Arabic letters are evened out as for searching.
    """
    return _fold(text, _citation_form)


def forget_signs() -> None:
    """Let go of the forms of characters that are remembered: they keep some 10 MB apart that were a long text's."""
    for remembered in (_search_form, _citation_form, _plain):
        remembered.cache_clear()


def plain_letters(text: str) -> str:
    """A text folded for citations, in lower case and without accents, character for character."""
    small = text.lower()
    if len(small) != len(text) or "Σ" in text:  # the small form of Σ depends on what follows, and that of İ is longer
        return _exchanged(text, {sign: _plain(sign) for sign in set(text)})
    return small if small.isascii() else _exchanged(small, {sign: _plain(sign) for sign in set(small)})


def _exchanged(text: str, forms: dict[str, str]) -> str:
    """The text with characters exchanged one for one. A few are exchanged much more quickly one after the other."""
    forms = {sign: form for sign, form in forms.items() if sign != form}
    if len(forms) > _FEW or not forms.keys().isdisjoint(forms.values()):
        return text.translate(str.maketrans(forms))
    for sign, form in forms.items():
        text = text.replace(sign, form)
    return text


def _fold(text: str, form: Callable[[str], str], *, parted: bool = True) -> FoldedText:
    signs = {sign: form(sign) for sign in set(text)}
    # Case decides how a line end is read, so it stays until the lines are joined.
    evened = _exchanged(text, {sign: even for sign in signs if len(even := _citation_form(sign)) == 1})
    dropped = "".join(sorted(sign for sign, folded in signs.items() if not folded))
    spelled = "".join(sorted(sign for sign, folded in signs.items() if len(folded) > 1))
    arabic = any("\u0600" <= sign <= "\u06ff" or "\ufb50" <= sign <= "\ufeff" for sign in signs)
    edits = _edits_of(dropped, spelled, arabic=arabic, parted=parted)
    edited = FoldedText.rewrite(
        evened, [(*found.span(), _replacement(found, signs)) for found in edits.finditer(evened)]
    )
    left = set("".join(map(_citation_form, signs)))
    last = {sign: " " if sign in _LINE_ENDS else folded for sign in left if len(folded := form(sign)) == 1}
    return replace(edited, original=text, folded=_exchanged(edited.folded, last))


@lru_cache(maxsize=256)
def _edits_of(dropped: str, spelled: str, *, arabic: bool, parted: bool) -> re.Pattern[str]:
    """What changes the length of a text: characters to drop, to spell out, and white space, with marks in it or not.

    Every alternative begins with a character of one set: that makes it fast.
    """
    dropped, spelled = re.escape(dropped), re.escape(spelled)
    blank = rf"[\s{dropped}]"
    line = rf"[ \t\u00a0{dropped}]*(?:\r\n|\n|\r|\f){blank}*"
    no_mark = "".join(rf"(?<!(?<![A-Za-z0-9./-]){figures}/{blank})" for figures in (r"\d", r"\d\d"))  # "1/ A/45/3"
    # Nearly all blanks are single ones between words, which are left as they are: that is seen at once.
    no_lone_blank = "" if arabic else rf"(?:(?=[\s/{dropped}])|(?<=/[ \n])|(?<=[^ \n]))"
    return re.compile(
        rf"[\s\-{dropped}{spelled}{_LAM if arabic else ''}]{no_lone_blank}(?:"
        + (
            rf"(?P<lams>(?:(?<=[{_LAM_ALEFS}])|(?<={_LAM})[{_LAM}{dropped}]{{0,8}}[{_ALEF}{_LAM_ALEFS}])"
            rf"[{_LAM}{_ALEF}{_LAM_ALEFS}{dropped}]*)|"
            if arabic
            else ""
        )
        + (
            rf"(?P<turn>(?<=[{_ARABIC_LETTERS}]{blank}){blank}*(?=[0-9])|(?<=[0-9]{blank}){blank}*(?=[{_ARABIC_LETTERS}]))|"
            if arabic and not parted
            else ""
        )
        + rf"(?<=[^\W\d_]-)(?P<joined>{line})(?=[a-zà-öø-ÿа-яё])"  # "resolu-\ntion"
        rf"|(?<=[A-Z0-9.]-)(?P<kept>{line})(?=[A-Z0-9])"  # "S-\n13/2"
        rf"|(?P<slash>(?:(?<=[A-Z0-9.]/{blank})|(?<=[A-Z0-9.] / ))(?:{blank}*(?=[0-9])|{no_mark}{blank}*(?=[A-Z]))"
        rf"|(?<=[A-Z0-9]{blank}){blank}*(?=/ ?[A-Z0-9]))"
        rf"|(?<=\s)(?P<space>{blank}+)" + (rf"|(?<=[{dropped}{spelled}])" if dropped or spelled else "") + ")"
    )


_LINE_ENDS = frozenset("\n\r\f\t\v\x1c\x1d\x1e\x1f\x85\u2028\u2029")


def _replacement(found: re.Match[str], signs: dict[str, str]) -> str:
    match found.lastgroup:
        case "joined" | "slash" | "turn":
            return ""
        case "kept":
            return "-"
        case "space":
            return " "
        case "lams":
            letters = "".join(_ALEF + _LAM if "\ufef5" <= sign <= "\ufefc" else sign for sign in found.group())
            return _ALEF * letters.count(_ALEF) + _LAM * letters.count(_LAM)
        case _:
            return signs[found.group()]


@lru_cache(maxsize=_SIGNS)
def _search_form(sign: str) -> str:
    if sign.isascii():
        return sign.lower()
    even = _even(sign)
    if even != sign:
        return even
    marks = {part for part in _parts(sign) if unicodedata.combining(part) or unicodedata.category(part) == "Mn"}
    bare = "".join(part for part in _parts(sign) if part not in marks)
    return _of_arabic(unicodedata.normalize("NFKC", bare.casefold()))


@lru_cache(maxsize=_SIGNS)
def _citation_form(sign: str) -> str:
    if sign.isascii():
        return sign
    even = _even(sign)
    if even != sign:
        return even
    return _of_arabic(unicodedata.normalize("NFKC", sign))


def _of_arabic(form: str) -> str:
    """The form with Arabic letters evened out; the parts of the ligature in the order that runs of both have."""
    return "".join(_ARABIC_VARIANTS.get(part, part) for part in form).replace(_LAM + _ALEF, _ALEF + _LAM)


def _even(sign: str) -> str:
    """What both forms do to a character: marks go; figures, blanks, dashes and quotation marks have one form."""
    category = unicodedata.category(sign)
    if sign in _ZERO_WIDTH or sign == _TATWEEL or category in {"Mn", "Me"} or (category == "Cf" and sign != "\u0600"):
        return ""
    if category == "Nd":
        return str(unicodedata.decimal(sign))
    if category == "Zs":
        return " "
    one = _DASHES.get(sign) or _QUOTES.get(sign)
    if one is None and all(part in {" ", _TATWEEL} or unicodedata.category(part) == "Mn" for part in _parts(sign)):
        return ""  # an accent or a vowel that stands alone, as on a blank
    return one or sign


def _parts(sign: str) -> str:
    return unicodedata.normalize("NFKD", sign)


@lru_cache(maxsize=_SIGNS)
def _plain(sign: str) -> str:
    if sign.isascii():
        return sign.lower()
    bare = unicodedata.normalize("NFKD", sign)[0].lower()
    return bare if len(bare) == 1 else sign
