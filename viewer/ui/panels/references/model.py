"""The references as rows of a tree, and how a row is painted."""

from __future__ import annotations

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
"""In lists of more rows than this all sentences get the same room: setting each to know its height takes seconds."""
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


class _Line:
    """A row of one line in a font: of most references, and to set the text of thousands would take a second."""

    def __init__(self, font: QFont) -> None:
        self.font = QFont(font)  # the option that it comes from is gone soon
        self._metrics = QFontMetrics(font)
        self.height = round(set_text("A/1", font, 1000).height) + STEP
        beside = ("000", _LONGEST_YEARS)
        self._beside = sum(self._metrics.horizontalAdvance(words) + STEP for words in beside) + MARK + STEP

    def holds(self, reference: Reference, width: int) -> bool:
        """Whether there is nothing to tell but a symbol that fits, whatever stands beside it."""
        return not reference.doubt and self._metrics.horizontalAdvance(reference.symbol) < width - self._beside


class ReferenceDelegate(QStyledItemDelegate):
    """Paints organs, references and mentions in a tree; heights follow what there is to read."""

    def __init__(self, model: ReferencesModel, tree: QTreeView) -> None:
        super().__init__(tree)
        self._model = model
        self._tree = tree
        self._heights: dict[tuple[object, ...], int] = {}
        self._line: _Line | None = None

    # -- sizes --------------------------------------------------------------------------------------------------------

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """The height in which the row can be read, on the half grid."""
        row: CitedRow = index.data(ROW)
        if isinstance(row, OrganRow):
            return QSize(20 * STEP, row_height(option.font))
        if isinstance(row, MentionRow) and len(self._model.rows) > MANY:
            lines = SENTENCE_LINES + (1 if row.mention.pin or row.mention.beside else 0)
            return QSize(20 * STEP, lines * QFontMetrics(option.font).height() + STEP)
        width = self._width(2 if isinstance(row, ReferenceRow) else 3)
        line = self._line_of(option.font)
        if isinstance(row, ReferenceRow) and line.holds(row.reference, width):
            return QSize(20 * STEP, line.height)
        key = (self._model.key(row), width, option.font.key(), _beside(row))
        height = self._heights.get(key)
        if height is None:
            texts = self._texts(row, option.font, width)
            height = round(sum(text.height for text in texts)) + STEP
            height += DOUBT_GAP if isinstance(row, ReferenceRow) and row.reference.doubt else 0
            if len(self._heights) >= REMEMBERED:
                self._heights.clear()
            self._heights[key] = height
        return QSize(20 * STEP, height)

    def _line_of(self, font: QFont) -> _Line:
        if self._line is None or self._line.font != font:
            self._line = _Line(font)
        return self._line

    def forget_heights(self) -> None:
        """Another document's sentences stand in other heights."""
        self._heights.clear()

    def _width(self, level: int) -> int:
        """What a row has between its margins."""
        return self._tree.viewport().width() - level * self._tree.indentation() - 2 * STEP

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
