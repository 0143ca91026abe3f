"""Parts of a resolution, before or behind its number: "paragraph 5 (a) of resolution ...", "resolution ..., annex II".

Patterns are for text in lower case without accents (``folding.plain_letters``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_JOINER = r"(?:, ?(?:and )?(?!\d{1,3}\. )| and | to | et | y | a | и | по |-|–| و ?| الي |、|和|至)"
_LETTER = r" ?\(?[a-zا-ي\d]{1,3}\)"
_NUMBER = (
    rf"(?:\d{{1,3}}(?![\d/])(?! ?\((?:19|20)\d\d)(?:{_LETTER})*|[ivx]{{1,6}}(?![a-z])"
    r"|\([a-zا-ي]{1,3}\)|(?!a l(?:a |'))[a-z](?:\)|(?![a-z/.])))"
)
_CHINESE_FIGURES = r"[一二三四五六七八九十]{1,3}"
_CHINESE_NUMBER = r"\d{1,3}(?: ?\([a-z]\))?"
_CHINESE_MORE = rf"(?: ?[和至、-] ?第?(?: ?{_CHINESE_NUMBER}|\([a-z]\)))*"
_CHINESE = (
    rf"(?: ?(?:执行部分|序言部分|序言)?第 ?{_CHINESE_NUMBER}{_CHINESE_MORE} ?分?段"
    rf"| ?附件(?:{_CHINESE_FIGURES}|[ivx]+(?![a-z]))?| ?第{_CHINESE_FIGURES}(?:节|部分|章))"
)


def pin_after_pattern(words: Mapping[str, str]) -> str:
    """Parts right behind a number: ", annex, article 12", " (sect. XI)", "第5段"."""
    part = rf"(?:{words['part']}|{words['bare']})(?![^\W\d_])(?: {_numbers(words)}| of| du)?"
    return rf"(?: ?+,?+ ?+\(?+(?!و)(?:{part}|{words['sign']} ?{_numbers(words)})(?:, {part})*+)|{_CHINESE}++"


def pin_before_pattern(words: Mapping[str, str], between: str) -> str:
    """Parts right before what they are parts of, as group ``pin``; ``between`` are the words that may stand between."""
    link = r"(?:,? (?:of|de|du|to|in|del|к|a)(?: the| la| l')?| من| ل)?"
    part = rf"(?:{words['part']}) {_numbers(words)}"
    bare = rf"(?:{words['bare']})(?: {_numbers(words)})?"
    one = rf"(?:{words['ordinal']} (?:{words['part']})|{part}|{bare})"
    return (
        rf"(?<!\w)[وبلف]{{0,2}}(?P<pin>{one}(?:(?:{link}|,) {one})*)(?: (?:{words['within']}))?{link} ?"
        rf"(?:{between}|(?<!\w)(?:the|la)(?!\w)| |'s)*+$"
    )


def _numbers(words: Mapping[str, str]) -> str:
    one = rf"(?:{_NUMBER}|(?:{words['word']})(?!\w))"
    return rf"(?:{one}(?:{_JOINER}{one})*)"
