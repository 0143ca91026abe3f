"""Builds the sample document in resources/samples: an invented note verbale in the form of the real thing.

Run it after a change to the words below::

    .venv/bin/python -m tests.papers.sample_document [FOLDER OF THE FONTS]

It writes note-verbale.pdf (Geneva layout: A4, 10 pt text in a column of 371 pt, masthead, footnotes under a rule) and
its plain-text twin. The matter is invented; the resolutions cited are real, so that every rule that checks a number
against a year has something true to check. The letters are Liberation Serif (OFL, Debian's fonts-liberation2), with
the measures of the Times that Geneva uses; they are embedded and subset. The Nimbus letters that PyMuPDF carries were
tried and space bold Cyrillic too widely. The words are in sample_document.toml.

Sizes and positions are in PDF points, from the top left corner of the page; they were measured on A/HRC/RES/59/25.
"""

from __future__ import annotations

import re
import sys
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

# Keep PyMuPDF from loading its layout models: a second saved, and nothing here needs them.
sys.modules["pymupdf.layout"] = None  # pyright: ignore[reportArgumentType] - None is how an import is blocked
sys.modules["pymupdf4llm"] = None  # pyright: ignore[reportArgumentType] - the same

import pymupdf  # noqa: E402 - the block above must come first

SAMPLES = Path(__file__).parents[2] / "resources" / "samples"
FONTS = Path("/usr/share/fonts/truetype/liberation2")  # where Debian has them
NAME = "note-verbale"
SYMBOL = "A/HRC/58/G/99"
JOB_NUMBER = "GE.25-00000"

WIDTH, HEIGHT = 595.0, 842.0
LEFT, RIGHT = 57.0, 541.0  # the frame: rules, masthead, footer
TEXT_LEFT, TEXT_RIGHT = 113.0, 484.0  # the column of text
LEADING = 1.2

NOTICE_RU = "Образец документа проекта Verbale; не является документом Организации Объединенных Наций."
NOTICE_EN = "Sample document of the Verbale project; not a United Nations document."

WORDS = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Style:
    """How a run of text is set: the font, and its size in points."""

    font: pymupdf.Font
    size: float


@dataclass
class Typesetter:
    """Sets text on the pages of a document, in reading order, so that extraction gives it back in that order."""

    roman: pymupdf.Font
    bold: pymupdf.Font
    document: pymupdf.Document = field(default_factory=pymupdf.open)
    y: float = 0.0  # the baseline of the line set last

    def new_page(self) -> None:
        """Begin a page."""
        self.page = self.document.new_page(width=WIDTH, height=HEIGHT)  # pyright: ignore[reportUninitializedInstanceVariable] - set here, before anything is written
        self.writer = pymupdf.TextWriter(self.page.rect)  # pyright: ignore[reportUninitializedInstanceVariable] - the same

    def end_page(self) -> None:
        """Write what was set."""
        self.writer.write_text(self.page)

    def put(self, x: float, y: float, text: str, style: Style) -> float:
        """Set one run with its baseline at (x, y); gives the x at its end."""
        self.writer.append((x, y), text, font=style.font, fontsize=style.size)
        return x + style.font.text_length(text, style.size)

    def put_right(self, right: float, y: float, text: str, style: Style) -> None:
        """Set one run that ends at x = right."""
        self.put(right - style.font.text_length(text, style.size), y, text, style)

    def rule(self, left: float, right: float, y: float, width: float) -> None:
        """Draw a horizontal rule, width points thick."""
        self.page.draw_line((left, y), (right, y), width=width)

    def lines(self, x: float, rows: list[str], style: Style, gap: float = 0.0) -> None:
        """Set rows as they are, one under the other, gap points below what stands above."""
        self.y += gap
        for row in rows:
            self.y += style.size * LEADING
            self.put(x, self.y, row, style)

    def paragraph(self, text: str, style: Style, *, left: float = TEXT_LEFT, first: float = TEXT_LEFT) -> None:
        """Set a justified paragraph from left to TEXT_RIGHT; its first line begins at first.

        A | in a word is a place to break it with a hyphen; ^ begins the sign of a footnote.
        """
        space = style.font.text_length(" ", style.size)
        row: list[str] = []
        start, taken = first, 0.0
        for word in text.split(" "):
            head, _, tail = word.partition("|")
            width = self._length(head + tail, style)
            if row and start + taken + width > TEXT_RIGHT:
                rest = head + tail
                if tail and start + taken + self._length(head + "-", style) <= TEXT_RIGHT:
                    row.append(head + "-")
                    taken += self._length(head + "-", style) + space
                    rest, width = tail, self._length(tail, style)
                self._justified(row, start, style, (TEXT_RIGHT - start - (taken - space)) / max(len(row) - 1, 1))
                row, start, taken = [rest], left, width + space
                continue
            row.append(head + tail)
            taken += width + space
        self._justified(row, start, style, 0.0)

    def _justified(self, row: list[str], x: float, style: Style, extra: float) -> None:
        """Set one line of a paragraph, each space widened by extra points."""
        self.y += style.size * LEADING
        space = style.font.text_length(" ", style.size)
        for word in row:
            base, _, mark = word.partition("^")
            tail = re.match(r"[*\d]*(.*)", mark).group(1) if mark else ""  # pyright: ignore[reportOptionalMemberAccess] - the pattern matches anything
            sign = mark.removesuffix(tail) if tail else mark
            if not sign:
                self.put(x, self.y, base, style)
            else:
                end = self.put(x, self.y, base, style)
                end = self.put(end, self.y - style.size * 0.33, sign, Style(style.font, style.size * 0.6))
                self.put(end, self.y, tail, style)
            x += self._length(word, style)
            if word is not row[-1]:  # in the middle, so that extraction sees one space and one line, not two
                self.put(x + extra / 2, self.y, " ", style)
            x += space + extra

    @staticmethod
    def _length(word: str, style: Style) -> float:
        base, _, mark = word.partition("^")
        return style.font.text_length(base, style.size) + style.font.text_length(mark, style.size * 0.6)


class NoteVerbale(Typesetter):
    """The sample's three pages."""

    def build(self) -> pymupdf.Document:
        """Set all pages."""
        self._cover_page()
        self._annex_pages()
        self.document.set_metadata(
            {
                "title": "Sample note verbale",
                "subject": NOTICE_EN,
                "author": "The Verbale project",
                "creationDate": "D:20250314120000Z",
                "modDate": "D:20250314120000Z",
            }
        )
        self.document.subset_fonts()
        return self.document

    def _cover_page(self) -> None:
        self.new_page()
        text, small_bold = Style(self.roman, 10), Style(self.bold, 10)
        self.put(120, 50, "Организация Объединенных Наций", Style(self.roman, 14))
        end = RIGHT - self.roman.text_length(SYMBOL[1:], 10) - self.roman.text_length("A", 20)
        self.put(self.put(end, 50, "A", Style(self.roman, 20)), 50, SYMBOL[1:], text)
        self.rule(LEFT, RIGHT, 57, 0.5)
        self.put(120, 79, "Генеральная Ассамблея", Style(self.bold, 20))
        for y, line in ((79, "Distr.: General"), (91, "14 March 2025"), (103, "Russian"), (115, "Original: English")):
            self.put(392, y, line, text)
        self.rule(LEFT, RIGHT, 198, 1.5)
        self.y = 215
        self.lines(LEFT, ["Совет по правам человека"], Style(self.bold, 12))
        self.lines(LEFT, ["Пятьдесят восьмая сессия"], small_bold)
        self.lines(LEFT, ["24 февраля – 4 апреля 2025 года", "Пункт 3 повестки дня"], text)
        item = ["Поощрение и защита всех прав человека,", "гражданских, политических, экономических,"]
        self.lines(LEFT, [*item, "социальных и культурных прав,", "включая право на развитие"], small_bold)
        title = ["Вербальная нота Постоянного представительства", "Монголии при Отделении Организации Объединенных"]
        title += ["Наций в Женеве от 3 марта 2025 года в адрес", "Управления Верховного комиссара Организации"]
        self.lines(TEXT_LEFT, [*title, "Объединенных Наций по правам человека"], Style(self.bold, 14), gap=20)
        self.y += 8
        for paragraph in WORDS["cover"]["paragraphs"]:
            self.y += 6
            self.paragraph(paragraph, text, first=TEXT_LEFT + 29)
        self._footnotes(WORDS["cover"]["notes"])
        self._footer(1, NOTICE_RU, language="(R)")
        self.end_page()

    def _annex_pages(self) -> None:
        text, heading, annex = Style(self.roman, 10), Style(self.bold, 12), WORDS["annex"]
        self._running_page()
        self.lines(TEXT_LEFT, annex["title"], Style(self.bold, 14), gap=10)
        self.lines(TEXT_LEFT, annex["statement"], heading, gap=12)
        number, notes, page = 0, [], 2
        for chapter in annex["chapters"]:
            if chapter["number"] == "II.":  # the second chapter begins a page
                self._close(notes, page)
                notes, page = [], page + 1
                self._running_page()
            self.y += 14 + 14.4
            self.put_right(TEXT_LEFT - 8, self.y, chapter["number"], heading)
            self.put(TEXT_LEFT, self.y, chapter["title"], heading)
            self.y += 4
            for paragraph in chapter["paragraphs"]:
                number += 1
                self.y += 7
                self.put(TEXT_LEFT, self.y + 12, f"{number}.", text)
                self.paragraph(paragraph, text, first=TEXT_LEFT + 15)
                notes += [(sign, annex["notes"][sign]) for sign in re.findall(r"\^(\d)", paragraph)]
        self.rule(270, 327, self.y + 30, 0.5)  # the end of the document, as Geneva draws it
        self._close(notes, page)

    def _running_page(self) -> None:
        self.new_page()
        self.put(
            LEFT if len(self.document) % 2 == 0 else RIGHT - self.bold.text_length(SYMBOL, 9),
            40,
            SYMBOL,
            Style(self.bold, 9),
        )
        self.rule(LEFT, RIGHT, 46, 0.5)
        self.y = 70

    def _close(self, notes: list[tuple[str, str]], page: int) -> None:
        self._footnotes(notes)
        self._footer(page, NOTICE_EN)
        self.end_page()

    def _footnotes(self, notes: list[tuple[str, str]]) -> None:
        small = Style(self.roman, 9)
        self.y = 762 - 11 * sum(1 + (self.roman.text_length(note, 9) > TEXT_RIGHT - TEXT_LEFT) for _, note in notes)
        self.rule(91, 164, self.y, 0.5)
        self.y += 3
        for sign, note in notes:
            top = self.y + 9 * LEADING
            self.put(TEXT_LEFT - 9, top - (0 if sign == "*" else 3), sign, Style(self.roman, 9 if sign == "*" else 6))
            self.paragraph(note, small)

    def _footer(self, page: int, notice: str, language: str = "") -> None:
        job, number = f"{JOB_NUMBER} {language}".rstrip(), str(page)
        if page == 1:
            self.put(LEFT, 812, job, Style(self.roman, 10))
        else:
            outer, inner = (number, job) if page % 2 == 0 else (job, number)
            bold, plain = Style(self.bold, 9), Style(self.roman, 9)
            self.put(LEFT, 812, outer, bold if outer == number else plain)
            self.put_right(RIGHT, 812, inner, bold if inner == number else plain)
        style = Style(self.roman, 7)
        self.put((WIDTH - self.roman.text_length(notice, 7)) / 2, 828, notice, style)


def build(fonts: Path) -> pymupdf.Document:
    """The sample document, built anew with the fonts in a folder."""
    roman, bold = (pymupdf.Font(fontfile=str(fonts / f"LiberationSerif-{name}.ttf")) for name in ("Regular", "Bold"))
    return NoteVerbale(roman, bold).build()


def main() -> None:
    """Write the sample and its plain-text twin."""
    document = build(Path(sys.argv[1]) if len(sys.argv) > 1 else FONTS)
    document.save(SAMPLES / f"{NAME}.pdf", garbage=4, deflate=True, clean=True, no_new_id=True)
    with pymupdf.open(SAMPLES / f"{NAME}.pdf") as written:
        text = "\f".join(page.get_text() for page in written)
    (SAMPLES / f"{NAME}.txt").write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
