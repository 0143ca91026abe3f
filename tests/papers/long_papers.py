"""Long papers, as PDF files of as many pages as wanted: what reading and understanding cost is measured on them.

A report in English (chapters, headings, numbered paragraphs, footnotes, far more citations than usual), and a
compilation of statements in the six languages. The words are those of the other papers, put together anew on each page
with other numbers, so that no page is the same as another. A paper of many pages begins like one of few.
"""

from __future__ import annotations

import random
import re
import textwrap
import tomllib
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from papers.pdf_file import HELVETICA, PdfFile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

WIDTH, HEIGHT = 612, 792
LEFT, TOP, FOOT = 123.0, 85.0, 660.0
BODY = 10.0
LINE = 78
"""Letters in a line of the body."""

_HERE = Path(__file__).parent
_TABLES = [
    tomllib.loads((_HERE / name).read_text(encoding="utf-8"))
    for name in ("six_languages.toml", "more_papers.toml", "sample_document.toml")
]
_NAMES = {
    "en": "United Nations",
    "fr": "Nations Unies",
    "es": "Naciones Unidas",
    "ru": "Организация Объединенных Наций",
    "ar": "الأمم المتحدة",
    "zh": "联 合 国",
}
_CITED = {
    "en": (
        "In its resolution {a}/{b}, the General Assembly requested a report on the matter.",
        "The Security Council, in its resolutions {s} ({y}) and {t} ({y}), recalled that duty.",
        "See also documents A/{a}/{b}, S/{y}/{b} and A/HRC/{c}/{d}, paras. {d} to {b}.",
        "Human Rights Council resolutions {c}/{d} and {c}/1 were adopted without a vote in {y}.",
    ),
    "fr": ("Voir la résolution {a}/{b} de l’Assemblée générale et la résolution {s} ({y}) du Conseil de sécurité.",),
    "es": ("Véanse la resolución {a}/{b} de la Asamblea General y el documento A/HRC/{c}/{d}.",),
    "ru": ("См. резолюцию {a}/{b} Генеральной Ассамблеи и резолюцию {s} ({y}) Совета Безопасности.",),
    "ar": ("انظر قرار الجمعية العامة {a}/{b} وقرار مجلس الأمن {s} ({y}).",),
    "zh": ("见大会第{a}/{b}号决议和安全理事会第{s}({y})号决议。",),
}
_STATES = {"en": "Kenya", "fr": "Sénégal", "es": "Chile", "ru": "Беларусь", "ar": "مصر", "zh": "中国"}
_HEADINGS = ("Water supply", "Clearance of land", "Schools and health posts", "Financing", "Participation", "Follow-up")


def english_report(pages: int) -> bytes:
    """A report of the Secretary-General in English."""
    return _paper(pages, lambda _page: "en")


def compilation(pages: int) -> bytes:
    """Statements in English, French, Spanish, Russian, Arabic and Chinese, eight pages each in turn."""
    return _paper(pages, lambda page: tuple(_NAMES)[page // 8 % len(_NAMES)])


def _paper(pages: int, language_of: Callable[[int], str]) -> bytes:
    typesetter = _Typesetter()
    words = {language: _sentences(language) for language in _NAMES}
    chance = random.Random(1945)  # noqa: S311 - the same papers each time
    typesetter.first_page()
    paragraph = 0
    for number in range(pages):
        language = language_of(number)
        if number:
            typesetter.put(60, 42, "A/80/4321", 8.5, bold=True)
        typesetter.put(60, 748, str(number + 1), 8.5, bold=True)
        if number and language_of(number - 1) != language:
            typesetter.column(f"{_STATES[language]}\n[Original: {language.upper()}]", 14, language)
        elif number % 12 == 1:
            typesetter.column(f"{_roman(number // 12 + 1)}.\t{chance.choice(_HEADINGS)}", 14, language)
        while typesetter.y < FOOT - 60:
            if chance.random() < 0.15:
                typesetter.column(f"{chance.choice('ABCDEF')}.  {chance.choice(_HEADINGS)}", 12, "en")
            paragraph += 1
            said = " ".join(chance.choices(words[language], k=3))
            said = re.sub(r"(?<![\w/])\d\d(?![\w/])", lambda _: str(chance.randrange(10, 28)), said)
            if chance.random() < 0.5:
                said += " " + _cited(language, chance)
            typesetter.paragraph(f"{paragraph}. {said}", language, noted=chance.random() < 0.5)
        typesetter.notes(f"{_cited(language, chance)}\n{_cited(language, chance)}", language)
        typesetter.end_page()
    return typesetter.file.to_bytes()


def _sentences(language: str) -> list[str]:
    """What the other papers say in a language, sentence by sentence."""
    bodies = [
        page.get("body", "")
        for table in _TABLES
        for paper in table.get("paper", ())
        for page in paper["page"][:1]
        if page.get("name") == _NAMES[language]
    ]
    if language == "en":
        sample = _TABLES[-1]["annex"]["chapters"]
        bodies += [re.sub(r"\^\d|\|", "", said) for chapter in sample for said in chapter["paragraphs"]]
    text = " ".join(re.sub(r"\s+", " ", body) for body in bodies)
    return [said for said in re.split(r"(?<=[.。]) ?(?=[^\W\d_])", text) if len(said) > 10]


def _cited(language: str, chance: random.Random) -> str:
    number = chance.randrange
    return chance.choice(_CITED[language]).format(
        a=number(60, 80), b=number(100, 300), c=number(30, 59), d=number(2, 60), s=number(1000, 2700),
        t=number(1000, 2700), y=number(1995, 2025),
    )  # fmt: skip


def _roman(number: int) -> str:
    tens, ones = divmod(number % 90, 10)
    return "X" * tens + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[ones]


@dataclass
class _Typesetter:
    """Sets lines on pages, from the top; ``y`` is where the next one begins, in points from the top."""

    file: PdfFile = field(default_factory=PdfFile)
    letters: dict[str, int] = field(default_factory=dict[str, int])
    shown: list[str] = field(default_factory=list[str])
    y: float = TOP

    def __post_init__(self) -> None:
        """Add the fonts: one for Latin letters, one in bold, and one for all others, once it is known which."""
        self.roman = self.file.font()
        self.bold = self.file.add(HELVETICA.replace("/Helvetica ", "/Helvetica-Bold "))
        everything = "".join(" ".join(_sentences(language)) for language in _NAMES) + "".join(_NAMES.values())
        everything += (
            "".join("".join(said) for said in _CITED.values()) + "".join(_STATES.values()) + " 0123456789./:()"
        )
        letters = "".join(sorted(set(everything)))
        self.letters = {letter: code for code, letter in enumerate(letters, 1)}
        self.other = self.file.unicode_font(letters)

    def first_page(self) -> None:
        """Set the masthead."""
        self.put(123, 45, "United Nations", 14)
        self.put(446, 39, "A/80/4321", 20)
        self.put(123, 69, "General Assembly", 20, bold=True)
        for row, words in enumerate(("Distr.: General", "3 March 2025", "", "Original: English")):
            self.put(397, 78 + 12 * row, words, BODY)
        for row, words in enumerate(("Eightieth session", "Agenda item 13")):
            self.put(60, 213 + 12 * row, words, BODY, bold=not row)
        self.y = 260
        self.column("Wells and water on cleared land", 16, "en")
        self.column("Report of the Secretary-General", 14, "en")

    def put(self, x: float, y: float, words: str, size: float, *, bold: bool = False) -> None:
        """Set one line of Latin letters with its top at ``y``."""
        line = words.encode("cp1252", "replace").hex()
        self.shown.append(f"/{'B' if bold else 'R'} {size:g} Tf 1 0 0 1 {x:g} {HEIGHT - y - size:g} Tm <{line}> Tj")

    def _line(self, words: str, size: float, language: str, *, bold: bool = False, indent: float = 0.0) -> None:
        if language in {"en", "fr", "es"}:
            self.put(LEFT + indent, self.y, words, size, bold=bold)
        else:
            right_to_left = language == "ar"  # each letter, or figure, to the left of what is before it
            groups = re.findall(r"[0-9/()]+|.", words) if right_to_left else [words]
            back = [500 * len(group) if right_to_left else 0 for group in groups]
            shown = " ".join(f"{by} <{self._codes(group)}> {by}" for by, group in zip(back, groups, strict=True))
            at = 490.0 - indent if right_to_left else LEFT + indent
            self.shown.append(f"/O {size:g} Tf 1 0 0 1 {at:g} {HEIGHT - self.y - size:g} Tm [{shown}] TJ")
        self.y += 1.2 * size

    def _codes(self, words: str) -> str:
        return "".join(f"{self.letters.get(letter, 1):04x}" for letter in words)

    def column(self, lines: str, size: float, language: str) -> None:
        """Set lines in bold, with a gap after them."""
        for words in lines.split("\n"):
            self._line(words, size, language if not words.isascii() else "en", bold=True)
        self.y += 10

    def paragraph(self, words: str, language: str, *, noted: bool) -> None:
        """Set a paragraph with the mark of a footnote at its end, where the page has room for it."""
        width = LINE // 2 if language == "zh" else LINE
        lines = list(_wrapped(words, width))
        for row, line in enumerate(lines):
            if self.y < FOOT:
                self._line(line, BODY, language, indent=0.0 if row else 24.0)
        if noted and self.y < FOOT:
            self.put(LEFT + 4.6 * len(lines[-1]), self.y - 13, "1", 6)
        self.y += 6

    def notes(self, lines: str, language: str) -> None:
        """Set the footnotes under their rule, each with a raised mark."""
        self.y = 680.0
        self.put(LEFT, self.y, "__________________", 9)
        self.y = 693.0
        for number, words in enumerate(lines.split("\n"), 1):
            self.put(LEFT, self.y, str(number), 5.5)
            for row, line in enumerate(_wrapped(words, 45 if language == "zh" else 92)):
                self._line(line, 8.7, language, indent=0.0 if row else 8.0)

    def end_page(self) -> None:
        """Write what was set."""
        fonts = f"/Font << /R {self.roman} 0 R /B {self.bold} 0 R /O {self.other} 0 R >>"
        self.file.page("BT\n" + "\n".join(self.shown) + "\nET", fonts, size=(WIDTH, HEIGHT))
        self.shown = []
        self.y = TOP


def _wrapped(words: str, width: int) -> Iterator[str]:
    """Words in lines; ideographs are broken anywhere."""
    if any(unicodedata.east_asian_width(letter) == "W" for letter in words):
        yield from (words[at : at + width] for at in range(0, len(words), width))
    else:
        yield from textwrap.wrap(words, width, break_on_hyphens=False)
