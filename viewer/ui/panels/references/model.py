"""The references as rows of a tree, and how a row is painted."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QIcon, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from viewer.export.adoption import years_of
from viewer.model.reference import Source
from viewer.session.official_pages import described
from viewer.ui.look.icons import icon
from viewer.ui.panels.references.rows import MentionRow, OrganRow, Passage, ReferenceRow
from viewer.ui.widgets.fonts import bold
from viewer.ui.widgets.outline_model import ROW, Index, OutlineModel
from viewer.ui.widgets.row_painting import STEP, RowPainter, row_height, tool_tip
from viewer.ui.widgets.set_text import SetText, set_text

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from PySide6.QtWidgets import QTreeView

    from viewer.model.reference import Mention, Reference
    from viewer.model.text import Span
    from viewer.ui.panels.references.rows import CitedRow

MARK = 16
"""Pixels of a sign in a row."""
DOUBT_GAP = 2
"""Pixels between a symbol and what speaks against it."""
SENTENCE_LINES = 3
MANY = 2000
"""Where more rows than this have been looked at all sentences get the same room: to set each would take seconds."""
_LONGEST_YEARS = "0000\u20130000"
REMEMBERED = 20_000
"""Heights of rows that are remembered, so that a long list is not set again whenever it is laid out."""


def nothing_around(_span: Span) -> Passage:
    """The passage of a mention while there is no document."""
    return Passage("", "", "")


def no_page(_offset: int) -> str:
    """The label of a page while there is no document."""
    return ""


class ReferencesModel(OutlineModel["CitedRow"]):
    """Organs, references and mentions. ``passage`` gives a mention's sentence, ``page_label`` its page."""

    passage: Callable[[Span], Passage] = staticmethod(nothing_around)
    page_label: Callable[[int], str] = staticmethod(no_page)

    def key(self, row: CitedRow) -> Hashable:
        """The organ, the symbol, or where the mention stands."""
        match row:
            case OrganRow():
                return row.organ
            case ReferenceRow():
                return "", row.reference.symbol
            case MentionRow():
                return row.reference.symbol, row.mention.span.start

    def has_rows_below(self, row: CitedRow) -> bool:
        """A reference has its mentions."""
        return isinstance(row, ReferenceRow)

    def rows_below(self, row: CitedRow) -> list[CitedRow]:
        """The mentions of a reference."""
        if not isinstance(row, ReferenceRow):
            return []
        return [MentionRow(row.reference, mention) for mention in row.reference.mentions]

    def key_above(self, key: Hashable) -> Hashable:
        """The key of the reference of a mention."""
        match key:
            case (str(symbol), int()):
                return "", symbol
            case _:
                return None

    def text(self, row: CitedRow) -> str:
        """The organ, the symbol, the document's own words."""
        match row:
            case OrganRow():
                return row.organ
            case ReferenceRow():
                return row.reference.symbol
            case MentionRow():
                return " ".join(row.mention.text.split())

    def sentence(self, row: CitedRow) -> str:
        """All that the row shows."""
        match row:
            case OrganRow():
                return f"{row.organ}, {_counted(row.references, 'reference')}, {_counted(row.mentions, 'mention')}"
            case ReferenceRow(reference):
                return ", ".join([reference.symbol, *reference_facts(reference)])
            case MentionRow():
                page = self.page_label(row.mention.span.start)
                words = self.passage(row.mention.span).text
                said = [f"Page {page}: {words}", beside_mention(row.mention, words)]
                return ", ".join(part for part in said if part)

    def tip(self, row: CitedRow) -> str:
        """What is known of the reference, or the whole sentence."""
        match row:
            case OrganRow():
                return ""
            case ReferenceRow(reference):
                return tool_tip(described(reference.symbol), reference_facts(reference))
            case MentionRow():
                page = f"Page {self.page_label(row.mention.span.start)}"
                words = self.passage(row.mention.span).text
                return tool_tip(words, [beside_mention(row.mention, words), page])


def reference_facts(reference: Reference) -> list[str]:
    """Year, mentions, how the symbol was found and what speaks against it, each in a few words."""
    facts = [years_of(reference), _counted(len(reference.mentions), "mention")]
    if reference.reason:
        inferred = reference.source is Source.INFERRED
        facts.append(f"Inferred: {reference.reason}" if inferred else reference.reason)
    facts.append(reference.doubt)
    return [fact for fact in facts if fact]


def beside_mention(mention: Mention, read: str = "") -> str:
    """The cited part and what stands beside the mention, in the document's own words, unless ``read`` has them."""
    pin, beside = (" ".join(words.split()) for words in (mention.pin, mention.beside))
    pin, beside = ("" if words in read else words for words in (pin, beside))
    return " \u00b7 ".join(part for part in (pin, f"beside it: \u201c{beside}\u201d" if beside else "") if part)


def _counted(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


class _Measures:
    """What heights follow from: the font, and what rows of references and mentions have between their margins.

    Most references take one line, and to set the text of thousands would take a second.
    """

    def __init__(self, tree: QTreeView) -> None:
        self.font = QFont(tree.font())
        self.line_height = QFontMetrics(self.font).height()
        self.organ = QSize(20 * STEP, row_height(self.font))
        self.one_line = QSize(20 * STEP, round(set_text("A/1", self.font, 1000).height) + STEP)
        self.reference, self.mention = (
            tree.viewport().width() - level * tree.indentation() - 2 * STEP for level in (2, 3)
        )
        advance = QFontMetrics(self.font).horizontalAdvance
        beside = sum(advance(words) + STEP for words in ("000", _LONGEST_YEARS)) + MARK + STEP
        self._room = self.reference - beside
        self._advance = lru_cache(REMEMBERED)(advance)

    def take_one_line(self, reference: Reference) -> bool:
        """Whether there is nothing to tell but a symbol that fits, whatever stands beside it."""
        return not reference.doubt and self._advance(reference.symbol) < self._room


class ReferenceDelegate(QStyledItemDelegate):
    """Paints organs, references and mentions in a tree; heights follow what there is to read."""

    def __init__(self, model: ReferencesModel, tree: QTreeView) -> None:
        super().__init__(tree)
        self._model = model
        self._tree = tree
        self._heights: dict[tuple[object, ...], int] = {}
        self._measures: _Measures | None = None

    # -- sizes --------------------------------------------------------------------------------------------------------

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002 - Qt's signature
        """The height in which the row can be read, on the half grid."""
        row = self._model.row_at(index)
        measures = self._measures or self._measured()
        if isinstance(row, OrganRow):
            return measures.organ
        if isinstance(row, ReferenceRow):
            if measures.take_one_line(row.reference):
                return measures.one_line
            width = measures.reference
        elif self._model.count > MANY:
            lines = SENTENCE_LINES + (1 if row.mention.pin or row.mention.beside else 0)
            return QSize(20 * STEP, lines * measures.line_height + STEP)
        else:
            width = measures.mention
        return QSize(20 * STEP, self._height(row, measures.font, width))

    def _height(self, row: ReferenceRow | MentionRow, font: QFont, width: int) -> int:
        key = (self._model.key(row), width, font.key(), _beside(row))
        height = self._heights.get(key)
        if height is None:
            height = round(sum(text.height for text in self._texts(row, font, width))) + STEP
            height += DOUBT_GAP if isinstance(row, ReferenceRow) and row.reference.doubt else 0
            if len(self._heights) >= REMEMBERED:
                self._heights.clear()
            self._heights[key] = height
        return height

    def estimated_height(self) -> int:
        """About the height of all rows that are not folded away, in pixels; exact where each is one line high."""
        measures = self._measured()
        height, is_open = 0, False
        for row in self._model.rows:
            if isinstance(row, OrganRow):
                index = self._model.index_of(self._model.key(row))
                is_open = index is not None and self._tree.isExpanded(index)
                height += measures.organ.height()
            elif is_open:
                height += measures.one_line.height()
                height += measures.line_height + DOUBT_GAP if row.reference.doubt else 0
        for index in self._model.branches:
            row = self._model.row_at(index)
            if isinstance(row, ReferenceRow) and self._tree.isExpanded(index):
                height += len(row.reference.mentions) * (SENTENCE_LINES * measures.line_height + STEP)
        return height

    def _measured(self) -> _Measures:
        if self._measures is None:
            self._measures = _Measures(self._tree)
        return self._measures

    def measure_again(self) -> None:
        """The tree has another width or font."""
        self._measures = None

    def forget_heights(self) -> None:
        """Another document's sentences stand in other heights."""
        self._heights.clear()

    def _texts(self, row: CitedRow, font: QFont, width: int) -> list[SetText]:
        """The texts of a reference or a mention, from above."""
        metrics = QFontMetrics(font)
        match row:
            case ReferenceRow(reference):
                year = _year_beside(reference)
                taken = metrics.horizontalAdvance("000") + STEP
                taken += MARK + STEP if reference.reason else 0
                taken += metrics.horizontalAdvance(year) + STEP if year else 0
                mirrored = self._tree.isRightToLeft()
                symbol = set_text(reference.symbol, font, width - taken, lines=3, from_the_right=mirrored)
                texts = [symbol]
                if reference.doubt:
                    texts.append(set_text(reference.doubt, font, width - MARK - STEP, lines=3, from_the_right=mirrored))
                return texts
            case MentionRow(_, mention):
                taken = metrics.horizontalAdvance(_page(self._model.page_label(mention.span.start))) + STEP
                sentence, read = _sentence(self._model.passage(mention.span), font, width - taken)
                texts = [sentence]
                if around := beside_mention(mention, read):
                    texts.append(set_text(around, font, width - taken, lines=2))
                return texts
            case OrganRow():
                return []

    # -- painting -----------------------------------------------------------------------------------------------------

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        row: CitedRow = index.data(ROW)
        painter.save()
        ground = RowPainter(painter, option)
        ground.ground()
        match row:
            case OrganRow():
                count = str(row.references)
                ground.trailing_text(ground.take_trailing(_width_of(option, count)), count)
                ground.own_line(ground.rest, row.organ, ground.text_color, bold(option.font))
            case ReferenceRow(reference):
                self._paint_reference(painter, option, ground, reference)
            case MentionRow(_, mention):
                self._paint_mention(painter, option, ground, row, mention)
        painter.restore()

    def _paint_reference(
        self, painter: QPainter, option: QStyleOptionViewItem, ground: RowPainter, reference: Reference
    ) -> None:
        texts = self._texts(ReferenceRow(reference), option.font, ground.rest.width())
        line = QFontMetrics(option.font).height()
        top = option.rect.top() + STEP // 2
        ground.rest.setTop(top)
        ground.rest.setHeight(line)
        count = str(len(reference.mentions))
        trailing = ground.take_trailing(_width_of(option, "000"))
        ground.trailing_text(trailing, count)
        if reference.reason:
            self._sign(painter, ground, ground.take_trailing(MARK), "info")
        if year := _year_beside(reference):
            ground.trailing_text(ground.take_trailing(_width_of(option, year)), year)
        painter.setPen(ground.text_color)
        texts[0].draw(painter, ground.visual(ground.rest).left(), top)
        if reference.doubt:
            below = QRect(option.rect.left() + STEP, round(top + texts[0].height) + DOUBT_GAP, MARK, line)
            self._sign(painter, ground, below, "warning")
            painter.setPen(ground.secondary_color)
            rtl = option.direction == Qt.LayoutDirection.RightToLeft
            shift = STEP if rtl else STEP + MARK + STEP
            texts[1].draw(painter, option.rect.left() + shift, below.top())

    def _paint_mention(
        self, painter: QPainter, option: QStyleOptionViewItem, ground: RowPainter, row: MentionRow, mention: Mention
    ) -> None:
        texts = self._texts(row, option.font, ground.rest.width())
        top = option.rect.top() + STEP // 2
        ground.rest.setTop(top)
        ground.rest.setHeight(QFontMetrics(option.font).height())
        page = _page(self._model.page_label(mention.span.start))
        ground.trailing_text(ground.take_trailing(_width_of(option, page)), page)
        x = ground.visual(ground.rest).left()
        painter.setPen(ground.text_color)
        texts[0].draw(painter, x, top)
        if len(texts) > 1:
            painter.setPen(ground.secondary_color)
            texts[1].draw(painter, x, top + texts[0].height)

    def _sign(self, painter: QPainter, ground: RowPainter, part: QRect, name: str) -> None:
        """A sign in the middle of a part, in the text's colour, stepping back a little."""
        box = QRect(0, 0, MARK, MARK)
        box.moveCenter(part.center())
        painter.save()
        painter.setOpacity(1.0 if ground.selected else 0.7)
        mode = QIcon.Mode.Selected if ground.selected else QIcon.Mode.Normal
        icon(name).paint(painter, ground.visual(box), Qt.AlignmentFlag.AlignCenter, mode)
        painter.restore()


def _sentence(passage: Passage, font: QFont, width: int) -> tuple[SetText, str]:
    """A mention in its sentence, and what can be read of it.

    In a narrow column less is said before the mention, so that it is never cut itself.
    """
    text = set_text(passage.text, font, width, lines=SENTENCE_LINES, bold=[passage.mention])
    for before in (24, 8, 0):
        if text.shown >= passage.mention[1] or len(passage.before) <= before:
            break
        passage = passage.with_less_before(before)
        text = set_text(passage.text, font, width, lines=SENTENCE_LINES, bold=[passage.mention])
    return text, passage.text[: text.shown]


def _beside(row: CitedRow) -> Hashable:
    """What is told in the row of a reference beside its symbol, which its height depends on."""
    if not isinstance(row, ReferenceRow):
        return None
    reference = row.reference
    return reference.doubt, bool(reference.reason), _year_beside(reference)


def _year_beside(reference: Reference) -> str:
    """The year where the symbol does not say it itself."""
    year = years_of(reference)
    return "" if year in reference.symbol else year


def _page(label: str) -> str:
    return f"p.\u00a0{label}"


def _width_of(option: QStyleOptionViewItem, text: str) -> int:
    return QFontMetrics(option.font).horizontalAdvance(text)
