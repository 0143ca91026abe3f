"""Which encoding a plain text is in.

What says so itself is believed (a byte order mark, valid UTF-8). Anything else is a guess: charset-normalizer proposes,
and the letters decide. In the languages of the United Nations a text in the right encoding is made of letters of one
script that are mostly small, with the frequent letters frequent; in the wrong one it has capitals inside words, signs
between letters and rare letters everywhere. The tables are in resources/encodings.toml.
"""

from __future__ import annotations

import codecs
import tomllib
import unicodedata
from collections import Counter
from functools import cache
from itertools import pairwise
from typing import Any

from charset_normalizer import from_bytes

from viewer.model.document import EncodingGuess
from viewer.model.resources import resource_path

JUDGED = 1 << 14
"""Bytes that are judged: more would not change the answer."""

SURE_MARGIN = 0.05
"""How much better the best encoding must be than the next that reads differently, to be called sure."""

MOST_CONTROLS = 0.01
"""Share of control characters above which bytes are not text."""

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROLS = frozenset(range(32)) - {9, 10, 12, 13, 26, 27}


@cache
def _tables() -> dict[str, Any]:
    return tomllib.loads(resource_path("encodings.toml").read_text(encoding="utf-8"))


@cache
def _frequent_letters() -> frozenset[str]:
    frequent: dict[str, str] = _tables()["frequent"]
    return frozenset("".join(frequent.values()))


def looks_like_text(head: bytes) -> bool:
    """Whether the first bytes of a file are those of a text in any encoding we read."""
    if any(head.startswith(mark) for mark, _ in BYTE_ORDER_MARKS) or _utf16_without_mark(head):
        return True
    if b"\0" in head:
        return False
    return sum(byte in _CONTROLS for byte in head) <= MOST_CONTROLS * len(head)


def guess_encoding(data: bytes) -> EncodingGuess:
    """The encoding of a text, whether that is sure, and what else it could be."""
    for mark, codec in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return EncodingGuess(codec, sure=True, candidates=(codec,))
    wide = _utf16_without_mark(data)
    if wide:
        return EncodingGuess(wide, sure=True, candidates=(wide,))
    head = data[:JUDGED]
    if _is_utf8(data):
        return EncodingGuess("utf-8", sure=True, candidates=("utf-8",))
    return _judge(head)


def decode(data: bytes, codec: str) -> str:
    """The text of these bytes; what the codec does not know becomes U+FFFD. A byte order mark is dropped."""
    return data.decode(codec, errors="replace").removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}")


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _utf16_without_mark(data: bytes) -> str:
    """UTF-16 shows itself by the NULs of spaces and line ends, all on the same side."""
    head = data[: min(len(data), 4096) & ~1]
    if len(head) < 8 or b"\0" not in head:
        return ""
    little = sum(1 for at in range(0, len(head), 2) if head[at + 1] == 0 and head[at] in b" \n\r")
    big = sum(1 for at in range(0, len(head), 2) if head[at] == 0 and head[at + 1] in b" \n\r")
    if max(little, big) < len(head) // 80 + 1 or min(little, big) * 4 > max(little, big):
        return ""
    return "utf-16-le" if little > big else "utf-16-be"


def _judge(head: bytes) -> EncodingGuess:
    codecs_to_try: list[str] = list(_tables()["codecs"])
    scores = {codec: score(text) for codec in codecs_to_try if (text := _strictly(head, codec)) is not None}
    proposed = from_bytes(head, cp_isolation=codecs_to_try).best()
    if proposed is not None and proposed.encoding in scores:
        scores[proposed.encoding] += SURE_MARGIN / 2  # the library's vote decides between near equals
    if not scores:
        return EncodingGuess("cp1252", sure=False, candidates=("cp1252", *codecs_to_try))
    ranked = sorted(scores, key=lambda codec: (-scores[codec], codecs_to_try.index(codec)))
    best = ranked[0]
    text = _strictly(head, best)
    rival = next((codec for codec in ranked[1:] if _strictly(head, codec) != text), None)
    sure = rival is None or scores[best] - scores[rival] >= SURE_MARGIN
    return EncodingGuess(best, sure=sure, candidates=tuple(ranked[:5]))


def _strictly(data: bytes, codec: str) -> str | None:
    """The text, or None where the bytes are not valid in the codec; a character cut at the end does not count."""
    try:
        return codecs.getincrementaldecoder(codec)("strict").decode(data, final=False)
    except UnicodeDecodeError:
        return None


def score(text: str) -> float:
    """How much a text looks like one in a language of the United Nations: about 0 (noise) to 1."""
    beyond = [char for char in text if ord(char) > 127]
    if not beyond:
        return 1.0
    frequent = _frequent_letters()
    usual_signs = str(_tables()["signs"]["usual"])
    total = 0.0
    for char in beyond:
        category = unicodedata.category(char)
        if char in frequent:
            total += 1.0
        elif char in usual_signs:
            total += 0.8
        elif category == "Lo" and "\u4e00" <= char <= "\u9fff":
            total += 0.3  # an ideograph that is not among the frequent ones
        elif category.startswith("L"):
            total += 0.25
        elif category in {"Cc", "Cn", "Co", "So"}:
            total -= 1.0
    return total / len(beyond) - _misplaced_capitals(text, beyond)


def _misplaced_capitals(text: str, beyond: list[str]) -> float:
    """Capitals right after small letters, as KOI8-R read as Windows-1251 has them, by the letters beyond ASCII."""
    misplaced = sum(1 for before, char in pairwise(text) if before.islower() and char.isupper() and ord(char) > 127)
    mixed = 0
    for word in text.split():
        scripts = Counter(_script(char) for char in word if char.isalpha())
        mixed += len(scripts) > 1 and min(scripts.values())
    return (misplaced + mixed) / len(beyond)


def _script(char: str) -> str:
    return unicodedata.name(char, "UNKNOWN").partition(" ")[0]
