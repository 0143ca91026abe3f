"""The six colours of notes as the marks of a PDF have them, and colours that marks have of their own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from viewer.model.annotation import HighlightColor
from viewer.model.mark import MarkStyle

if TYPE_CHECKING:
    from viewer.model.mark import Rgb

_HIGHLIGHTS = {
    HighlightColor.YELLOW: "#ffe45c",
    HighlightColor.GREEN: "#a6e3a1",
    HighlightColor.BLUE: "#a5d3f7",
    HighlightColor.RED: "#f7b1ab",
    HighlightColor.VIOLET: "#d9bdf2",
    HighlightColor.GREY: "#d0d0d0",
}
"""As the window shows them; other readers multiply them with the page as it does."""
_LINES = {
    HighlightColor.YELLOW: "#b58900",
    HighlightColor.GREEN: "#2e7d32",
    HighlightColor.BLUE: "#1565c0",
    HighlightColor.RED: "#c62828",
    HighlightColor.VIOLET: "#6a1b9a",
    HighlightColor.GREY: "#616161",
}
"""Dark enough for a thin line on white paper."""
_CODE = re.compile(r"#[0-9a-f]{6}")


def mark_color(color: HighlightColor, style: MarkStyle) -> Rgb:
    """How one of the six colours is written: as the highlight's own, or as a darker one for lines."""
    return rgb_of((_HIGHLIGHTS if style in {MarkStyle.HIGHLIGHT, MarkStyle.TEXT} else _LINES)[color])


def named_color(color: Rgb) -> HighlightColor | None:
    """Which of the six is written as this colour; None for any other colour."""
    code = code_of(color)
    return next((name for names in (_HIGHLIGHTS, _LINES) for name, each in names.items() if each == code), None)


def code_of(color: Rgb) -> str:
    """A colour as ``#rrggbb``."""
    return "#" + "".join(f"{round(255 * min(1.0, max(0.0, part))):02x}" for part in color)


def rgb_of(code: str) -> Rgb:
    """The colour that ``#rrggbb`` says."""
    red, green, blue = (int(code[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def shown_code(color: HighlightColor, own_color: str = "") -> str:
    """The colour of a note's highlight as ``#rrggbb``: its own where it has one, else that of the six."""
    return own_color or _HIGHLIGHTS[color]


def ink_on(code: str) -> str:
    """Black or white, whichever can be read better on a colour (WCAG 2.2, relative luminance)."""
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in rgb_of(code))
    return "#000000" if 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.179 else "#ffffff"


def is_code(words: str) -> bool:
    """Whether these words are a colour as ``code_of`` writes it."""
    return _CODE.fullmatch(words) is not None
