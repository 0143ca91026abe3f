"""The languages of a document with their sections, as rows of a tree, and how these are painted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale

from viewer.model.document import LanguageShare, Section
from viewer.ui.panels.sections.model import page_of_nothing
from viewer.ui.widgets.outline_model import OutlineModel
from viewer.ui.widgets.row_painting import OneLineDelegate, RowPainter, tool_tip
from viewer.ui.wording.sections import language_in_words, section_facts, section_title, share_in_words

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

    from PySide6.QtGui import QFont

LanguageRow = LanguageShare | Section


def rows_by_language(
    shares: Sequence[LanguageShare], sections: Sequence[Section]
) -> tuple[list[LanguageRow], list[int]]:
    """Each language, largest share first as given, followed by its sections; and the levels of these rows."""
    by_language: dict[str, list[Section]] = {}
    for section in sections:
        by_language.setdefault(section.language, []).append(section)
    rows: list[LanguageRow] = []
    levels: list[int] = []
    for share in shares:
        below = by_language.get(share.language, [])
        rows += [share, *below]
        levels += [1, *[2] * len(below)]
    return rows, levels


class LanguagesModel(OutlineModel[LanguageRow]):
    """Languages, and below each its sections."""

    page_label: Callable[[int], str] = staticmethod(page_of_nothing)

    def key(self, row: LanguageRow) -> Hashable:
        """The language's code; of a section, where it begins and what it is."""
        return row.language if isinstance(row, LanguageShare) else (row.span.start, row.level, row.kind)

    def text(self, row: LanguageRow) -> str:
        """The language's name, or the section's title."""
        return language_in_words(row.language) if isinstance(row, LanguageShare) else section_title(row)

    def sentence(self, row: LanguageRow) -> str:
        """All that the row says."""
        if isinstance(row, LanguageShare):
            return f"{self.text(row)}, {share_in_words(row.share)}, {characters_in_words(row.characters)}"
        return f"{section_title(row)}, page {self.page_label(row.span.start)}"

    def tip(self, row: LanguageRow) -> str:
        """The same, and of a section what is known of it."""
        if isinstance(row, LanguageShare):
            share = f"{share_in_words(row.share)} of the text, {characters_in_words(row.characters)}"
            return tool_tip(self.text(row), (share,))
        return tool_tip(section_title(row), section_facts(row))


class LanguageDelegate(OneLineDelegate):
    """Paints a language (badge, name, characters, share) or a section (title, page)."""

    def __init__(self, model: LanguagesModel) -> None:
        super().__init__(model)
        self._model = model

    def paint_parts(self, row: RowPainter, item: LanguageRow, font: QFont) -> None:
        """Paint what a row says."""
        column = row.metrics.horizontalAdvance(share_in_words(0.999))
        if isinstance(item, LanguageShare):
            row.trailing_text(row.take_trailing(column), share_in_words(item.share))
            number = QLocale().toString(item.characters)
            row.trailing_text(row.take_trailing(row.metrics.horizontalAdvance(number)), number)
            row.leading_badge(item.language)
            row.own_line(row.rest, language_in_words(item.language), row.text_color, font)
        else:
            row.trailing_text(row.take_trailing(column), self._model.page_label(item.span.start))
            row.line(row.rest, section_title(item), row.text_color, font)


def characters_in_words(characters: int) -> str:
    """How many characters, in the interface's numbers."""
    return "1 character" if characters == 1 else f"{QLocale().toString(characters)} characters"
