"""The sections of a document as rows of a tree, and how a row is painted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from viewer.export.notes import language_name
from viewer.model.document import SectionKind
from viewer.ui.widgets.outline_model import OutlineModel
from viewer.ui.widgets.row_painting import OneLineDelegate, RowPainter, tool_tip
from viewer.ui.wording.sections import section_facts, section_title

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from PySide6.QtGui import QFont

    from viewer.model.document import Section


def page_of_nothing(_offset: int) -> str:
    """The label of a page while there is no document."""
    return ""


class SectionsModel(OutlineModel["Section"]):
    """Sections by level. ``page_label`` gives the label of the page on which a character of the text stands."""

    page_label: Callable[[int], str] = staticmethod(page_of_nothing)
    widest_label = ""
    """The label of the last page, for the width of the column."""

    def key(self, row: Section) -> Hashable:
        """Where it begins and what it is: its end, title and language may be known better later."""
        return row.span.start, row.level, row.kind

    def text(self, row: Section) -> str:
        """The title."""
        return section_title(row)

    def sentence(self, row: Section) -> str:
        """Title, language and page."""
        return f"{section_title(row)}, {language_name(row.language)}, page {self.page_label(row.span.start)}"

    def tip(self, row: Section) -> str:
        """The whole title and what is known of the section."""
        return tool_tip(section_title(row), section_facts(row))


class SectionDelegate(OneLineDelegate):
    """Paints a section: title, badge, page. The title is in its own direction, the rest at the trailing edge."""

    def __init__(self, model: SectionsModel) -> None:
        super().__init__(model)
        self._model = model

    def paint_parts(self, row: RowPainter, item: Section, font: QFont) -> None:
        """Paint what a row says."""
        row.trailing_label(self._model.page_label(item.span.start), self._model.widest_label)
        row.trailing_badge(item.language)
        color = row.secondary_color if item.kind is SectionKind.FOOTNOTE else row.text_color
        row.line(row.rest, section_title(item), color, font)
