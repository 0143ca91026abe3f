"""What was found is said before it is added."""

from __future__ import annotations

import pytest

from viewer.session.notes.importing import ImportPlan
from viewer.ui.dialogs.imports import MOST_SHOWN, ImportDialog


def texts(dialog):
    return [dialog.list.item(row).text() for row in range(dialog.list.count())]


@pytest.fixture
def note(paper_desk):
    document = paper_desk.lay_open()
    return document.notes.note_on_document("The first\nnote")


def test_it_lists_what_will_be_added_and_says_how_much(qtbot, note):
    dialog = ImportDialog(None, ImportPlan((note,), 2, 0, "old.json"))
    qtbot.addWidget(dialog)
    assert dialog.summary.text().startswith("3 notes were found in old.json: 1 will be added")
    assert "The first note" in texts(dialog)[0]
    assert next(button.text() for button in dialog.buttons.buttons()) == "Import 1 note"


def test_where_nothing_is_new_there_is_nothing_to_press_but_close(qtbot):
    dialog = ImportDialog(None, ImportPlan((), 2, 0, "old.json"))
    qtbot.addWidget(dialog)
    assert dialog.list.isHidden()
    assert [button.text() for button in dialog.buttons.buttons()] == ["Close"]


def test_a_long_list_is_cut_and_counted(qtbot, note):
    dialog = ImportDialog(None, ImportPlan((note,) * (MOST_SHOWN + 7), 0, 0, "old.json"))
    qtbot.addWidget(dialog)
    assert texts(dialog)[-1] == "and 7 more"
