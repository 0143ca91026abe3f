"""The References panel over a real session: rows lead to mentions, and a refresh leaves the reader's place."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QCursor, QGuiApplication

from viewer.model.document import TextLayer, Understanding
from viewer.model.reference import Mention, Reference, ReferenceKind, Source
from viewer.model.text import Span
from viewer.session.changes import UnderstandingChanged
from viewer.session.notes.reference_form import ReferenceForm
from viewer.ui.panels.references.model import ReferencesModel
from viewer.ui.panels.references.panel import ReferencesPanel
from viewer.ui.panels.references.rows import CitedRows, MentionRow, OrganRow, ReferenceOrder, ReferenceRow
from viewer.ui.widgets.outline_model import ROW
from viewer.ui.widgets.row_painting import STEP
from viewer.ui.widgets.set_text import set_text

TEXT = "The Council recalls resolution 822 (1993), para. 5. It cites A/RES/64/292.\nAgain: resolution 822."


def mention(words, at=0, **more):
    start = TEXT.index(words, at)
    return Mention(Span(start, start + len(words)), words, **more)


SC = Reference(
    "S/RES/822 (1993)",
    ReferenceKind.RESOLUTION,
    "Security Council",
    (mention("resolution 822 (1993)", pin="para. 5"), mention("resolution 822", 60, beside="on 30 April")),
    1993,
    Source.INFERRED,
    "822 lies in 800-892, the Council's resolutions of 1993",
    "The document says 1994",
)
GA = Reference("A/RES/64/292", ReferenceKind.RESOLUTION, "General Assembly", (mention("A/RES/64/292"),), 2009)
MORE = Reference("A/RES/9/1", ReferenceKind.RESOLUTION, "General Assembly", (mention("Council"),), 1954)
DECISION = Reference("decision 43/117", ReferenceKind.DECISION, "", (mention("It cites"),))


@pytest.fixture
def panel(qtbot, desk):
    QCursor.setPos(1500, 1500)  # away from the panel
    panel = ReferencesPanel(desk.session)
    qtbot.addWidget(panel)
    panel.resize(344, 600)
    with qtbot.waitExposed(panel):
        panel.show()
    return panel


@pytest.fixture
def document(desk):
    document = desk.open("a.pdf")
    desk.read(document, [TEXT])
    desk.understand(document, understood(SC, GA))
    return document


def understood(*references):
    return Understanding(TextLayer.GOOD, references=references)


def say(desk, document, *references):
    document.understanding = understood(*references)
    desk.session.changes.tell(UnderstandingChanged(document.number))


def index_of(panel, key):
    index = panel.cited.index_of(key)
    assert index is not None
    return index


def texts(panel):
    return [panel.cited.text(row) for row in panel.cited.rows]


def all_indexes(model, parent=None):
    """Every row from above, mentions too."""
    parent = QModelIndex() if parent is None else parent
    for place in range(model.rowCount(parent)):
        index = model.index(place, 0, parent)
        yield index
        yield from all_indexes(model, index)


def click(qtbot, panel, index):
    panel.tree.scrollTo(index)
    place = panel.tree.visualRect(index).center()
    qtbot.mouseClick(panel.tree.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_model_keeps_qts_rules(qtmodeltester):
    model = ReferencesModel()
    model.replace(*CitedRows((SC, GA)).in_order(ReferenceOrder.NUMBER))
    qtmodeltester.check(model)
    model.show(*CitedRows((SC, GA, MORE, DECISION)).in_order(ReferenceOrder.FREQUENCY))
    qtmodeltester.check(model)
    model.show((), ())
    qtmodeltester.check(model)


@pytest.mark.usefixtures("document")
def test_rows_by_organ_with_organs_open(panel):
    assert texts(panel) == ["General Assembly", "A/RES/64/292", "Security Council", "S/RES/822 (1993)"]
    assert panel.tree.isExpanded(index_of(panel, "Security Council"))
    assert not panel.tree.isExpanded(index_of(panel, ("", SC.symbol)))


@pytest.mark.usefixtures("document")
def test_a_click_on_a_mention_goes_there(qtbot, panel, desk):
    reference = index_of(panel, ("", SC.symbol))
    panel.tree.expand(reference)
    click(qtbot, panel, panel.cited.index(1, 0, reference))
    assert desk.places == [SC.mentions[1].span]


@pytest.mark.usefixtures("document")
def test_a_click_on_a_reference_goes_to_its_first_mention_and_asks_for_its_card(qtbot, panel, desk):
    with qtbot.waitSignal(panel.card_requested) as asked:
        click(qtbot, panel, index_of(panel, ("", SC.symbol)))
    assert asked.args == [SC]
    assert desk.places == [SC.mentions[0].span]


@pytest.mark.usefixtures("document")
def test_a_click_on_an_organ_folds_it(qtbot, panel, desk):
    organ = index_of(panel, "Security Council")
    click(qtbot, panel, organ)
    assert not panel.tree.isExpanded(organ)
    click(qtbot, panel, organ)
    assert panel.tree.isExpanded(organ)
    assert desk.places == []


@pytest.mark.usefixtures("document")
def test_the_keyboard_reaches_everything(qtbot, panel, desk):
    panel.filter_field.setFocus()
    qtbot.keyClick(panel.filter_field, Qt.Key.Key_Down)
    assert panel.tree.hasFocus()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Down):
        qtbot.keyClick(panel.tree, key)
    assert isinstance(panel.tree.currentIndex().data(ROW), MentionRow)
    qtbot.keyClick(panel.tree, Qt.Key.Key_Return)
    assert desk.places == [SC.mentions[0].span]
    panel.tree.copy()
    assert QGuiApplication.clipboard().text() == "resolution 822 (1993)"


@pytest.mark.usefixtures("document")
def test_filter_as_one_types(qtbot, panel):
    qtbot.keyClicks(panel.filter_field, "822")
    assert texts(panel) == ["Security Council", "S/RES/822 (1993)"]
    assert panel.count.text() == "1 of 2"
    qtbot.keyClicks(panel.filter_field, "x")
    assert texts(panel) == []
    assert "822x" in panel.tree.empty.text()
    qtbot.keyClick(panel.filter_field, Qt.Key.Key_Escape)
    assert panel.filter_field.text() == ""
    assert len(texts(panel)) == 4
    assert not panel.count.isVisible()


def test_order_is_chosen_and_remembered_for_the_next_document(panel, desk, document):
    say(desk, document, SC, GA, MORE)
    assert texts(panel)[1:3] == ["A/RES/9/1", "A/RES/64/292"]
    action = next(action for action in panel.order_button.choices.actions() if action.text() == "Newest first")
    action.trigger()
    assert texts(panel)[1:3] == ["A/RES/64/292", "A/RES/9/1"]
    assert "newest first" in panel.order_button.accessibleName()
    other = desk.open("b.pdf")
    desk.read(other, [TEXT])
    desk.understand(other, understood(MORE, GA))
    assert texts(panel) == ["General Assembly", "A/RES/64/292", "A/RES/9/1"]


def test_a_refresh_keeps_what_the_reader_did(panel, desk, document):
    reference = ("", SC.symbol)
    panel.tree.expand(index_of(panel, reference))
    panel.tree.setCurrentIndex(panel.cited.index(0, 0, index_of(panel, reference)))
    panel.tree.collapse(index_of(panel, "General Assembly"))
    say(desk, document, MORE, SC, GA, DECISION)
    assert panel.tree.isExpanded(index_of(panel, reference))
    assert not panel.tree.isExpanded(index_of(panel, "General Assembly"))
    assert panel.tree.isExpanded(index_of(panel, "Other documents"))
    assert panel.tree.currentIndex().data() == "resolution 822 (1993)"


def scroll_half_way(panel):
    panel.tree.executeDelayedItemsLayout()
    panel.tree.verticalScrollBar().setValue(panel.tree.verticalScrollBar().maximum() // 2)
    assert panel.tree.verticalScrollBar().value() > 0


def test_rows_above_do_not_push_the_view(panel, desk, document):
    many = tuple(
        Reference(f"A/RES/70/{number}", ReferenceKind.RESOLUTION, "General Assembly", GA.mentions, 2015)
        for number in range(1, 90)
    )
    say(desk, document, *many)
    scroll_half_way(panel)
    top = panel.tree.indexAt(QPoint(100, 0)).data()
    say(desk, document, *many, MORE)
    assert panel.tree.indexAt(QPoint(100, 0)).data() == top


def numbered(session, numbers, mentions=GA.mentions):
    return tuple(
        Reference(f"A/RES/{session}/{number}", ReferenceKind.RESOLUTION, "General Assembly", mentions, 1945 + session)
        for number in numbers
    )


def point_at(qtbot, panel, index):
    """Put the pointer on a row; returns where it is in the viewport."""
    point = panel.tree.visualRect(index).center()
    QCursor.setPos(panel.tree.viewport().mapToGlobal(point))
    qtbot.waitUntil(panel.tree.underMouse)
    return point


def test_the_row_under_the_pointer_stays_there_as_a_long_document_is_read(qtbot, panel, desk, document):
    """After 8, 32 and 128 pages, and in the end, with so many mentions that their rows get other heights."""
    below = tuple(replace(SC, symbol=f"S/RES/{number} (2000)") for number in range(1300, 1340))
    say(desk, document, *numbered(70, range(1, 4)), SC, *below)
    panel.tree.expand(index_of(panel, ("", SC.symbol)))
    second = (SC.symbol, SC.mentions[1].span.start)
    panel.tree.setCurrentIndex(index_of(panel, ("", SC.symbol)))
    assert panel.tree.verticalScrollBar().value() == 0
    point = point_at(qtbot, panel, index_of(panel, second))
    mentions = tuple(Mention(Span(at, at + 3), TEXT[at : at + 3]) for at in range(40))
    for more in (
        numbered(60, range(1, 9)),
        numbered(60, range(1, 33)),
        (*numbered(60, range(1, 65)), *numbered(80, range(1, 65))),
        numbered(50, range(1, 200), mentions),
    ):
        say(desk, document, *more, *numbered(70, range(1, 4)), SC, *below)
        assert panel.cited.key(panel.cited.row_at(panel.tree.indexAt(point))) == second
        assert panel.tree.isExpanded(index_of(panel, ("", SC.symbol)))
        assert panel.tree.currentIndex().data() == SC.symbol
        assert panel.tree.selectionModel().selectedIndexes() == [panel.tree.currentIndex()]


def test_where_the_row_at_the_top_goes_away_the_next_one_holds_the_view(panel, desk, document):
    say(desk, document, *numbered(70, range(1, 90)))
    scroll_half_way(panel)
    top = panel.tree.indexAt(QPoint(100, 0))
    gone = top.row() + 1
    following = ("", f"A/RES/70/{gone + 1}")
    place = panel.tree.visualRect(index_of(panel, following)).top()
    left = (number for number in range(1, 90) if number != gone)
    say(desk, document, *numbered(60, range(1, 90)), *numbered(70, left))
    assert panel.tree.visualRect(index_of(panel, following)).top() == place


def test_two_documents_each_keep_their_state(panel, desk, document):
    panel.tree.expand(index_of(panel, ("", SC.symbol)))
    panel.tree.collapse(index_of(panel, "General Assembly"))
    other = desk.open("b.pdf")
    assert texts(panel) == []
    desk.read(other, [TEXT])
    desk.understand(other, understood(GA))
    assert panel.tree.isExpanded(index_of(panel, "General Assembly"))
    desk.session.make_current(document.number)
    assert panel.tree.isExpanded(index_of(panel, ("", SC.symbol)))
    assert not panel.tree.isExpanded(index_of(panel, "General Assembly"))


@pytest.mark.usefixtures("document")
def test_menu_opens_official_pages_and_copies(qtbot, panel):
    menu = panel.menu_of(ReferenceRow(SC))
    actions = {action.text(): action for action in menu.actions()}
    pages = {action.text(): action for action in actions["Open official page"].menu().actions()}
    assert list(pages) == ["العربية", "中文", "English", "Français", "Русский", "Español"]
    with qtbot.waitSignal(panel.open_requested) as asked:
        pages["Русский"].trigger()
    assert asked.args == [SC.symbol, "ru"]
    actions["Copy symbol"].trigger()
    assert QGuiApplication.clipboard().text() == SC.symbol
    forms = {action.text(): action for action in actions["Copy all references"].menu().actions()}
    with qtbot.waitSignal(panel.copy_requested) as wanted:
        forms["As text"].trigger()
    assert wanted.args == [ReferenceForm.TEXT]


@pytest.mark.usefixtures("document")
@pytest.mark.parametrize("form", ReferenceForm)
def test_the_button_asks_for_a_copy_of_all_references_in_each_form(qtbot, panel, form):
    forms = {action.text(): action for action in panel.copy_button.choices.actions()}
    assert list(forms) == ["As text", "As CSV", "As BibTeX"]
    with qtbot.waitSignal(panel.copy_requested) as wanted:
        forms[f"As {form.value}"].trigger()
    assert wanted.args == [form]


@pytest.mark.usefixtures("document")
def test_what_has_no_official_page_of_its_own_does_not_offer_one(panel):
    menu = panel.menu_of(ReferenceRow(DECISION))
    assert not next(action for action in menu.actions() if action.text() == "Open official page").isEnabled()
    assert "Copy symbol" not in [action.text() for action in panel.menu_of(OrganRow("x", 1, 1)).actions()]


@pytest.mark.usefixtures("document")
def test_all_that_is_seen_can_be_heard(panel):
    heard = [panel.cited.sentence(index.data(ROW)) for index in all_indexes(panel.cited)]
    assert "Security Council, 1 reference, 2 mentions" in heard
    said = next(text for text in heard if text.startswith("S/RES/822 (1993), "))
    for part in ("1993", "2 mentions", "Inferred: 822 lies in", "The document says 1994"):
        assert part in said
    assert "Page 1: The Council recalls resolution 822 (1993), para. 5." in heard, "its part is not said twice"
    assert any("beside it: “on 30 April”" in text for text in heard)


def test_what_is_said_when_there_is_nothing(panel, desk):
    assert "cites" in panel.tree.empty.text()
    document = desk.open("a.pdf")
    assert "as the document is read" in panel.tree.empty.text()
    desk.read(document, [TEXT])
    desk.understand(document, understood())
    assert panel.tree.empty.text().startswith("This document cites no")
    partly = desk.open("partly.pdf", 3)
    desk.read(partly, [TEXT, "", "\ufffd"])
    desk.understand(partly, replace(understood(), pages_without_text=(1,), corrupt_pages=(1, 2)))
    said = panel.tree.empty.text()
    assert said.startswith("The pages that can be read cite no"), "what others cite is not known"
    assert said.endswith(" 2 pages of this document cannot be read.")
    scan = desk.open("scan.pdf")
    desk.read(scan, [""])
    desk.understand(scan, Understanding(TextLayer.NONE))
    assert "pictures" in panel.tree.empty.text()


@pytest.mark.usefixtures("document")
def test_rows_are_as_high_as_their_words_need(qtbot, panel):
    panel.tree.expandAll()
    reference = index_of(panel, ("", SC.symbol))
    plain = index_of(panel, ("", GA.symbol))
    assert panel.tree.visualRect(reference).height() > panel.tree.visualRect(plain).height()
    first = panel.cited.index(0, 0, reference)
    wide = panel.tree.visualRect(first).height()
    panel.resize(240, 600)
    qtbot.waitUntil(lambda: panel.tree.visualRect(first).height() > wide)


def heights(panel):
    panel.tree.expandAll()
    panel.tree.executeDelayedItemsLayout()
    indexes = all_indexes(panel.cited)
    return {panel.cited.key(index.data(ROW)): panel.tree.visualRect(index).height() for index in indexes}


def afresh(qtbot, desk, panel):
    """The heights in a panel that has seen nothing else."""
    other = ReferencesPanel(desk.session)
    qtbot.addWidget(other)
    other.resize(panel.size())
    other.filter_field.setText(panel.filter_field.text())
    other.sort(panel.order)
    with qtbot.waitExposed(other):
        other.show()
    return heights(other)


@pytest.mark.usefixtures("document")
def test_rows_are_as_high_as_this_documents_sentences_need_after_any_change(qtbot, panel, desk):
    """The other document cites the same at the same places in longer sentences, so that its rows have the same keys."""
    before = heights(panel)
    other = desk.open("b.pdf")
    wells = ", with the wells of the village and the river that runs by it" * 2
    desk.read(other, [f"{TEXT[:-1]}{wells}."])
    desk.understand(other, understood(SC, GA))
    again = (SC.symbol, SC.mentions[1].span.start)
    assert heights(panel)[again] > before[again]
    assert heights(panel) == afresh(qtbot, desk, panel)
    panel.sort(ReferenceOrder.FREQUENCY)
    assert heights(panel) == afresh(qtbot, desk, panel)
    panel.resize(260, 600)
    assert heights(panel) == afresh(qtbot, desk, panel)
    panel.filter_field.setText("822")
    assert heights(panel) == afresh(qtbot, desk, panel)
    panel.resize(344, 600)
    panel.filter_field.clear()
    assert heights(panel) == afresh(qtbot, desk, panel)


@pytest.mark.parametrize("points", [7, 9, 12, 17.5])
@pytest.mark.parametrize(("symbol", "year"), [("A/RES/64/292", 2009), ("S/RES/822 (1993)", 1993), ("A/80/98", None)])
def test_a_reference_of_one_line_is_as_high_as_its_set_text(panel, desk, document, points, symbol, year):
    panel.resize(700, 600)
    say(desk, document, replace(GA, symbol=symbol, year=year, reason="said above"))
    font = panel.tree.font()
    font.setPointSizeF(points)
    panel.tree.setFont(font)
    needed = round(set_text(symbol, font, 1000).height) + STEP
    assert panel.tree.visualRect(index_of(panel, ("", symbol))).height() == needed


def test_a_very_long_list_is_opened_without_setting_every_sentence(panel, desk):
    document = desk.open("long.pdf")
    desk.read(document, [TEXT])
    mentions = tuple(Mention(Span(at, at + 3), TEXT[at : at + 3]) for at in range(40))
    asked = []
    many = [Reference(f"A/RES/70/{at}", ReferenceKind.RESOLUTION, "General Assembly", mentions) for at in range(100)]
    desk.understand(document, understood(*many))
    passage = panel.cited.passage
    panel.cited.passage = lambda span: asked.append(span) or passage(span)
    panel.tree.expandAll()
    panel.tree.executeDelayedItemsLayout()
    assert panel.tree.verticalScrollBar().maximum() > 4000 * 3 * panel.fontMetrics().height()
    assert len(asked) < 400


def a_long_list(doubtful=50):
    """References of which every so many-th is two lines high."""
    doubts = ["The document says 1994" if not number % doubtful else "" for number in range(2000)]
    cited = numbered(70, range(2000))
    return tuple(replace(each, doubt=doubt) for each, doubt in zip(cited, doubts, strict=True))


def count_measuring(panel, monkeypatch):
    """The references whose heights are asked for from now on."""
    asked = []
    delegate = panel.tree.itemDelegate()
    size = delegate.sizeHint
    monkeypatch.setattr(delegate, "sizeHint", lambda option, index: asked.append(index.data()) or size(option, index))
    return asked


def test_a_long_list_is_measured_some_rows_at_a_time(qtbot, panel, desk, document, monkeypatch):
    asked = count_measuring(panel, monkeypatch)
    say(desk, document, *a_long_list())
    panel.tree.executeDelayedItemsLayout()
    panel.tree.grab()
    assert 0 < len(asked) < 200, "what is seen"
    bar = panel.tree.verticalScrollBar()
    estimated = bar.maximum()
    qtbot.waitUntil(lambda: panel.tree.is_measured)
    assert len(asked) >= 2000
    assert bar.maximum() == pytest.approx(estimated, rel=0.01), "the scroll bar is steady"
    last = panel.tree.visualRect(index_of(panel, ("", "A/RES/70/1999")))
    assert last.bottom() + 1 == bar.maximum() + panel.tree.viewport().height()


@pytest.mark.parametrize("change", ["filter", "size", "order", "document"])
def test_nothing_that_a_reader_does_measures_a_long_list_at_once(qtbot, panel, desk, document, monkeypatch, change):
    say(desk, document, *a_long_list())
    if change == "filter":
        panel.filter_field.setText("nothing of the kind")
    if change == "document":
        desk.open("b.pdf")
    qtbot.waitUntil(lambda: panel.tree.is_measured)
    asked = count_measuring(panel, monkeypatch)
    if change == "filter":
        panel.filter_field.clear()
    elif change == "size":
        panel.resize(panel.width() + 20, panel.height() + 20)
    elif change == "order":
        panel.sort(ReferenceOrder.FREQUENCY)
    else:
        desk.session.make_current(document.number)
    panel.tree.executeDelayedItemsLayout()
    panel.tree.grab()
    assert 0 < len(asked) < 200
    qtbot.waitUntil(lambda: panel.tree.is_measured)
    last = panel.tree.visualRect(index_of(panel, ("", "A/RES/70/1999")))
    assert last.bottom() + 1 == panel.tree.verticalScrollBar().maximum() + panel.tree.viewport().height()


def test_what_the_pointer_is_on_stays_there_while_a_long_list_is_measured(qtbot, panel, desk, document):
    say(desk, document, *numbered(70, range(1000, 1010)))
    key = ("", "A/RES/70/1005")
    point = point_at(qtbot, panel, index_of(panel, key))
    say(desk, document, *a_long_list())
    assert panel.cited.key(panel.cited.row_at(panel.tree.indexAt(point))) == key
    qtbot.waitUntil(lambda: panel.tree.is_measured)
    assert panel.cited.key(panel.cited.row_at(panel.tree.indexAt(point))) == key


def test_mentions_are_rows_when_a_reference_is_opened_and_a_filter_keeps_it_open(panel, desk, document):
    say(desk, document, *a_long_list())
    assert panel.cited.count == 2001
    reference = index_of(panel, ("", "A/RES/70/7"))
    panel.tree.expand(reference)
    panel.tree.executeDelayedItemsLayout()
    assert panel.cited.count == 2002
    panel.filter_field.setText("70/7")
    assert panel.tree.isExpanded(index_of(panel, ("", "A/RES/70/7")))
    assert panel.tree.indexBelow(index_of(panel, ("", "A/RES/70/7"))).data() == "A/RES/64/292"


def test_a_closed_document_is_let_go(panel, desk, document):
    desk.session.close(document.number)
    assert panel.cited.rows == ()
    assert panel.cited.passage(Span(0, 3)).text == ""


@pytest.mark.parametrize("width", [160, 240, 344])
def test_the_mention_itself_is_never_cut(panel, desk, width):
    before = "in accordance with the relevant decisions of the Council and with its " * 2
    text = f"{before}resolution 2365 (2017) and what follows it for a long while on this page"
    document = desk.open("narrow.pdf")
    desk.read(document, [text])
    start = text.index("resolution")
    words = "resolution 2365 (2017)"
    cited = Reference(
        "S/RES/2365 (2017)",
        ReferenceKind.RESOLUTION,
        "Security Council",
        (Mention(Span(start, start + len(words)), words),),
    )
    desk.understand(document, understood(cited))
    panel.tree.setMinimumWidth(0)
    texts = panel._delegate._texts(MentionRow(cited, cited.mentions[0]), panel.font(), width)
    assert words in texts[0].layout.text()


@pytest.mark.usefixtures("document")
def test_tab_walks_from_above(qtbot, panel):
    panel.activateWindow()
    panel.filter_field.setFocus()
    for following in (panel.order_button, panel.copy_button, panel.tree):
        qtbot.keyClick(QGuiApplication.focusObject(), Qt.Key.Key_Tab)
        assert following.hasFocus()
