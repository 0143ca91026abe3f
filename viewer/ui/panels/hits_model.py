"""Where words were found, as rows of a list, and how a row is painted: the words bold in their line, then where."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from viewer.export.notes import language_name
from viewer.ui.look.colors import UNDETERMINED
from viewer.ui.widgets.badge import badge_size
from viewer.ui.widgets.fonts import bold
from viewer.ui.widgets.outline_model import MARK, ROW, Index, Mark, OutlineModel
from viewer.ui.widgets.row_painting import STEP, RowPainter, row_height, tool_tip
from viewer.ui.widgets.set_text import set_text, text_direction
from viewer.ui.wording.sections import section_title

if TYPE_CHECKING:
    from collections.abc import Hashable

    from PySide6.QtGui import QFont

    from viewer.session.open_document import OpenDocument
    from viewer.workers.messages.answers import Hit

LINES = 2
"""Lines of the snippet in a row."""
_REACH = 0.9 * LINES
"""Widths of the row within which words stand in its lines wherever these are broken."""
_LEAD = 0.6
"""Widths of the row that are kept before words which stand too far behind."""


class HitPlace(NamedTuple):
    """Where a hit stands, in words."""

    page: str
    section: str
    language: str


class HitsModel(OutlineModel["Hit"]):
    """Hits in text order. ``document`` is the one they were found in; ``look_again`` says that more is known of it."""

    document: OpenDocument | None = None

    def __init__(self) -> None:
        super().__init__()
        self._found_at: dict[Hashable, HitPlace] = {}

    def look_again(self, document: OpenDocument) -> None:
        """Sections and languages may be others."""
        self.document = document
        self._found_at.clear()

    def place(self, hit: Hit) -> HitPlace:
        """Where a hit stands; looked up when it is first shown."""
        place = self._found_at.get(hit.span)
        if place is None:
            place = self._found_at[hit.span] = self._look_up(hit)
        return place

    def _look_up(self, hit: Hit) -> HitPlace:
        if self.document is None:
            return HitPlace("", "", UNDETERMINED)
        understanding = self.document.understanding
        section = understanding.section_at(hit.span.start) if understanding is not None else None
        language = understanding.language_at(hit.span.start) if understanding is not None else UNDETERMINED
        title = section_title(section) if section is not None else ""
        return HitPlace(self.document.page_label(hit.page), title, language)

    def key(self, row: Hit) -> Hashable:
        """Its place in the text."""
        return row.span

    def text(self, row: Hit) -> str:
        """The line."""
        return row.snippet

    def sentence(self, row: Hit) -> str:
        """The line, the section, the language and the page."""
        page, section, language = self.place(row)
        return ", ".join(part for part in (row.snippet, section, language_name(language), f"page {page}") if part)

    def tip(self, row: Hit) -> str:
        """The whole line, and where it stands."""
        page, section, language = self.place(row)
        known = language_name(language) if language != UNDETERMINED else ""
        return tool_tip(row.snippet, (section, ", ".join(part for part in (known, f"page {page}") if part)))


class HitDelegate(QStyledItemDelegate):
    """Paints a hit: up to two lines of its snippet; below, the section, the badge and the page."""

    def __init__(self, model: HitsModel) -> None:
        super().__init__(model)
        self._model = model

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002 - Qt's signature
        """The snippet and the line below it, on the grid."""
        return QSize(20 * STEP, row_height(option.font, LINES + 1) + STEP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        hit: Hit = index.data(ROW)
        place = self._model.place(hit)
        painter.save()
        row = RowPainter(painter, option)
        row.ground(marked=index.data(MARK) == Mark.HERE)
        room = row.rest
        text, start, end = excerpt(hit, option.font, room.width())
        found = [(start, end)]
        set_lines = set_text(
            text, option.font, room.width(), lines=LINES, bold=found, direction=text_direction(hit.snippet)
        )
        below = badge_size(option.font).height()
        height = round(set_lines.height) + below + STEP // 4
        top = room.top() + STEP
        painter.setPen(row.text_color)
        set_lines.draw(painter, row.visual(room).left(), top)
        row.rest = QRect(room.left(), top + height - below, room.width(), below)
        row.trailing_label(place.page, "")
        row.trailing_badge(place.language)
        row.line(row.rest, place.section, row.secondary_color)
        painter.restore()


def excerpt(hit: Hit, font: QFont, width: int) -> tuple[str, int, int]:
    """The part of a hit's snippet whose first lines hold the words found, and where in it they stand."""
    metrics = QFontMetrics(bold(font))
    snippet, start, end = hit.snippet, hit.match_start, hit.match_end
    if metrics.horizontalAdvance(snippet[:end]) <= _REACH * width:
        return snippet, start, end
    cut = start
    while cut > 0 and metrics.horizontalAdvance(snippet[cut - 1 : start]) <= _LEAD * width:
        cut -= 1
    blank = snippet.find(" ", cut, start)
    cut = cut if blank < 0 else blank + 1
    return f"…{snippet[cut:]}", start - cut + 1, end - cut + 1
