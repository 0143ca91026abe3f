"""The program's own colours; everything else is the palette's.

Languages use the Okabe-Ito set, which colour-blind readers tell apart (Okabe and Ito 2008, "Color Universal Design").
A colour is never the only cue: badges carry letters, highlights have names.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPalette

from viewer.model.annotation import HighlightColor

_LANGUAGES = {
    "en": "#0072B2", "fr": "#56B4E9", "es": "#E69F00", "ru": "#D55E00", "ar": "#009E73", "zh": "#CC79A7",
}  # fmt: skip
OTHER_LANGUAGE = "#7F7F7F"
UNDETERMINED = "und"
HATCH_GROUND = QColor("#E6E6E6")
"""What lies under the hatch of ``und``, in light and dark, so that black letters stay readable on it."""

_HIGHLIGHTS = {
    HighlightColor.YELLOW: "#FFE45C",
    HighlightColor.GREEN: "#A6E3A1",
    HighlightColor.BLUE: "#A5D3F7",
    HighlightColor.RED: "#F7B1AB",
    HighlightColor.VIOLET: "#D9BDF2",
    HighlightColor.GREY: "#D0D0D0",
}
"""Light enough that black text multiplied by them keeps a contrast above 7:1."""

_LINES = {
    HighlightColor.YELLOW: "#8F6B00",
    HighlightColor.GREEN: "#2B7A2F",
    HighlightColor.BLUE: "#1560B0",
    HighlightColor.RED: "#C22F26",
    HighlightColor.VIOLET: "#7A35A8",
    HighlightColor.GREY: "#5C5C5C",
}
"""The same colours as lines on white paper, with a contrast above 4.5:1."""

READABLE = 4.5
"""The least contrast of text (WCAG 2.2, 1.4.3)."""
HOVER = 0.07
"""How much of the text's colour lies over a row under the pointer."""
LIGHT_ENOUGH, DARK_ENOUGH = 0.3, 0.3
"""Relative luminances: black letters on the first have a contrast of 7:1, lines of the second on white paper one of 3:1
(WCAG 2.2, 1.4.6 and 1.4.11)."""
PAPER = QColor("#FFFFFF")
DARK_PAPER, DARK_INK = QColor("#1E1E1E"), QColor("#E6E6E6")
"""Pages for reading in the dark, as the workers draw them."""
HIT = QColor("#F9D949")
CURRENT_HIT = QColor("#F28C28")
PLACE = QColor("#D3EAF8")
"""The passage that was asked for; while it pulses ``PULSE``."""
PULSE = QColor("#8CCBF0")
NOTE_LINE = QColor("#8A6D00")
"""Under highlights that bear words of the reader."""


def language_color(code: str) -> QColor:
    """The colour of a language (ISO 639-1); grey for those without one of their own, and for ``und``."""
    return QColor(_LANGUAGES.get(code, OTHER_LANGUAGE))


def language_brush(code: str) -> QBrush:
    """What fills a language's badge or stretch of the ribbon: its colour, hatched for ``und``."""
    hatched = code == UNDETERMINED
    return QBrush(language_color(code), Qt.BrushStyle.BDiagPattern if hatched else Qt.BrushStyle.SolidPattern)


def language_text_color(code: str) -> QColor:
    """The colour of letters on ``language_color``: white on the dark blue of English, else black (WCAG AA)."""
    return QColor("#FFFFFF" if code == "en" else "#000000")


def color_name(color: HighlightColor) -> str:
    """A colour's name for the reader."""
    return color.value.capitalize()


def highlight_color(color: HighlightColor, own: str = "") -> QColor:
    """A highlight as it looks on white paper and in lists; a colour of its own so light that words stay readable."""
    return _at_least(QColor(own), LIGHT_ENOUGH) if own else QColor(_HIGHLIGHTS[color])


def line_color(color: HighlightColor, paper: QColor, own: str = "") -> QColor:
    """The colour of a line under or through words, of a frame or of a bookmark; its own as far as it can be seen."""
    on_light = paper.lightness() >= 128
    if own:
        return _at_most(QColor(own), DARK_ENOUGH) if on_light else _at_least(QColor(own), LIGHT_ENOUGH)
    return QColor((_LINES if on_light else _HIGHLIGHTS)[color])


def marking(color: QColor, paper: QColor) -> tuple[QColor, QPainter.CompositionMode]:
    """How a colour is laid over a page so that the text stays: multiplied on light paper, screened on dark.

    On dark paper a darker shade is screened: it lightens the paper and leaves light letters as they are.
    """
    if paper.lightness() >= 128:
        return color, QPainter.CompositionMode.CompositionMode_Multiply
    return color.darker(250), QPainter.CompositionMode.CompositionMode_Screen


def selection_color(palette: QPalette) -> QColor:
    """What selected words are marked with: the system's highlight, so light that letters stay readable."""
    highlight = palette.color(QPalette.ColorRole.Highlight)
    return mixed(highlight, PAPER, 0.35)


def surroundings(palette: QPalette) -> QColor:
    """What lies around the pages: a step back from the window's colour."""
    window = palette.color(QPalette.ColorRole.Window)
    return window.darker(108 if window.lightness() >= 128 else 125)


def darkened(color: QColor, darkness: int) -> QColor:
    """A colour with black of that strength (0 to 255) laid over it."""
    return mixed(color, QColor("#000000"), 1 - darkness / 255)


def link_color(paper: QColor = PAPER) -> QColor:
    """The colour of references on white paper, in either palette, or on dark paper."""
    return QColor("#0B57A4" if paper.lightness() >= 128 else "#7CB7F0")


def ink_color(paper: QColor) -> QColor:
    """The colour of letters that the window sets itself."""
    return QColor("#000000") if paper.lightness() >= 128 else DARK_INK


def secondary_text(palette: QPalette) -> QColor:
    """Text that steps back, still readable on the palette's window, also under the tint of a row pointed at."""
    text = palette.color(QPalette.ColorRole.WindowText)
    window = palette.color(QPalette.ColorRole.Window)
    return apart(mixed(text, window, 0.68), mixed(text, window, HOVER), READABLE)


def luminance(color: QColor) -> float:
    """The relative luminance of a colour, from 0 to 1 (WCAG 2.2)."""

    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF())


def contrast(one: QColor, other: QColor) -> float:
    """The contrast of two opaque colours, from 1 to 21 (WCAG 2.2)."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def apart(color: QColor, ground: QColor, least: float) -> QColor:
    """A colour, or the nearest shade of it with that contrast to a ground: it goes on to the side on which it lies.

    Where black or white itself has less there, it goes to the other.
    """
    shown = flat(color, ground)
    if contrast(shown, ground) >= least:
        return color
    sides = [QColor("#000000"), QColor("#FFFFFF")]
    if luminance(shown) > luminance(ground):
        sides.reverse()
    side = next((side for side in sides if contrast(side, ground) >= least), max(sides, key=partial(contrast, ground)))
    shades = (mixed(side, shown, step / 40) for step in range(1, 40))
    return next((shade for shade in shades if contrast(shade, ground) >= least), side)


def flat(color: QColor, ground: QColor) -> QColor:
    """What a colour that lets its ground through looks like on it."""
    return mixed(color, ground, color.alphaF())


def _at_least(color: QColor, light: float) -> QColor:
    shades = (mixed(color, QColor("#FFFFFF"), share / 20) for share in range(20, 0, -1))
    return next((shade for shade in shades if luminance(shade) >= light), QColor("#FFFFFF"))


def _at_most(color: QColor, light: float) -> QColor:
    shades = (mixed(color, QColor("#000000"), share / 20) for share in range(20, 0, -1))
    return next((shade for shade in shades if luminance(shade) <= light), QColor("#000000"))


def mixed(color: QColor, ground: QColor, share: float) -> QColor:
    """A colour with a share (0 to 1) of one and the rest of another; neither lets anything through."""

    def part(of_color: int, of_ground: int) -> int:
        return round(of_color * share + of_ground * (1 - share))

    return QColor(
        part(color.red(), ground.red()), part(color.green(), ground.green()), part(color.blue(), ground.blue())
    )
