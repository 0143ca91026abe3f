"""Saving notes through the system's dialog: written and said, or refused and said."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QProgressDialog, QPushButton, QWidget

from viewer.export.notes import GroupBy
from viewer.export.table import PDF_COPY_WORDS, Of, exporters_of
from viewer.model.document import TextLayer, Understanding
from viewer.model.reference import Mention, Reference, ReferenceKind
from viewer.model.text import Span
from viewer.session.changes import Severity
from viewer.session.notes.exporting import gathered
from viewer.session.notes.templates import forms_of, template_exporter
from viewer.ui.dialogs.export import ExportDialog
from viewer.ui.dialogs.export_choice import ExportChoice, ExportChoiceDialog
from viewer.workers.messages.answers import CopySaved, Failed
from viewer.workers.messages.requests import SaveMarkedCopy

MARKDOWN, JSON = (f"{exporter.words} (*{exporter.suffix})" for exporter in exporters_of(Of.NOTES)[:2])


def usual(of=Of.NOTES):
    return ExportChoice(exporters_of(of)[0])


class Asked:
    """The answer of the system's dialog, what it was given, and what was said afterwards."""

    def __init__(self, qtbot, desk, monkeypatch) -> None:
        self.document = desk.lay_open()
        self.document.path.write_bytes(b"%PDF the document itself")
        self.document.notes.note_on_document("The first note")
        self.folder = desk.folder
        self.said = []
        self.given = ()
        self.answer = ("", "")
        self.choice = None
        self.parent = QWidget()
        qtbot.addWidget(self.parent)
        monkeypatch.setattr(QFileDialog, "getSaveFileName", self._ask)
        monkeypatch.setattr(ExportChoiceDialog, "ask", lambda _parent, _document, of, *_: self.choice or usual(of))

    def _ask(self, *given):
        self.given = given
        return self.answer

    def save(self, name, form=MARKDOWN, of=Of.NOTES):
        self.answer = (str(self.folder / name) if name else "", form)
        return ExportDialog.ask(self.parent, self.document, lambda *what: self.said.append(what), of)


@pytest.fixture
def asked(qtbot, paper_desk, monkeypatch) -> Asked:
    return Asked(qtbot, paper_desk, monkeypatch)


def test_it_proposes_a_name_beside_the_document_and_every_form(asked):
    asked.save("")
    _, _, suggestion, filters = asked.given
    assert suggestion == str(asked.folder / "paper notes.md")
    forms = [f"{exporter.words} (*{exporter.suffix})" for exporter in forms_of(Of.NOTES)]
    assert filters.split(";;") == [*forms, f"{PDF_COPY_WORDS} (*.pdf)"]


def test_the_proposed_name_is_that_of_no_other_file(asked):
    for name in ("paper notes.md", "paper notes (2).md"):
        (asked.folder / name).touch()
    asked.save("")
    assert asked.given[2] == str(asked.folder / "paper notes (3).md")


def test_a_pdf_copy_is_written_by_a_worker_and_put_in_its_place_when_whole(asked, paper_desk):
    before = sorted(asked.folder.iterdir())
    for name in ("copy.pdf", "other"):
        asked.save(name, f"{PDF_COPY_WORDS} (*.pdf)")
    first, second = paper_desk.worker.asked(SaveMarkedCopy)
    assert [mark.contents for mark in first.marks] == ["The first note"]
    Path(second.target).write_bytes(b"the copy")
    paper_desk.worker.answer(SaveMarkedCopy, CopySaved(asked.document.number, incremental=True))
    Path(first.target).write_bytes(b"half of it")
    full = "The copy could not be written: No space left on device."
    paper_desk.worker.answer(SaveMarkedCopy, Failed(full))
    paper_desk.settle()
    assert asked.said == [
        (Severity.INFO, f"1 note was put into {asked.folder / 'other.pdf'}, a copy of the document."),
        (
            Severity.ERROR,
            f"{asked.folder / 'copy.pdf'}: {full} Choose another folder or name.",
        ),
    ]
    assert (asked.folder / "other.pdf").read_bytes() == b"the copy"
    assert sorted(asked.folder.iterdir()) == sorted([*before, asked.folder / "other.pdf"])


def test_cancelling_writes_and_says_nothing(asked):
    before = sorted(asked.folder.iterdir())
    assert asked.save("") is None
    assert asked.said == []
    assert sorted(asked.folder.iterdir()) == before


def test_it_writes_the_notes_and_says_so(asked):
    path = asked.save("notes.md")
    assert path == asked.folder / "notes.md"
    assert "The first note" in path.read_text(encoding="utf-8")
    assert asked.said == [(Severity.INFO, f"1 note was exported to {path}.")]
    asked.document.notes.note_on_page(0, "The second")
    asked.save("notes.md")
    assert asked.said[-1] == (Severity.INFO, f"2 notes were exported to {path}.")


def test_the_form_follows_the_choice(asked):
    path = asked.save("notes.json", JSON)
    assert json.loads(path.read_text(encoding="utf-8"))


def test_a_name_without_an_ending_gets_that_of_the_form(asked):
    assert asked.save("notes", JSON) == asked.folder / "notes.json"
    assert json.loads((asked.folder / "notes.json").read_text(encoding="utf-8"))


def test_a_point_in_a_name_is_no_ending(asked):
    assert asked.save("notes on A.HRC.43") == asked.folder / "notes on A.HRC.43.md"


def test_the_ending_of_another_form_means_that_form(asked):
    path = asked.save("notes.json", MARKDOWN)
    assert path == asked.folder / "notes.json"
    assert json.loads(path.read_text(encoding="utf-8")), "a file says what it is by its ending"


def test_a_file_whose_replacement_was_confirmed_is_replaced(asked):
    (asked.folder / "notes.md").write_text("old", encoding="utf-8")
    asked.save("notes.md")
    assert "The first note" in (asked.folder / "notes.md").read_text(encoding="utf-8")


def test_a_file_that_nobody_was_asked_about_is_not_replaced(asked):
    """The system's dialog asks about the name that was typed, not about the one with its ending."""
    (asked.folder / "notes.md").write_text("old", encoding="utf-8")
    assert asked.save("notes") is None
    assert (asked.folder / "notes.md").read_text(encoding="utf-8") == "old"
    [(severity, text)] = asked.said
    assert severity is Severity.ERROR
    assert str(asked.folder / "notes.md") in text


@pytest.mark.parametrize("name", ["paper.pdf", "link.pdf"])
def test_the_document_itself_is_never_written_to(asked, name):
    if name == "link.pdf":
        (asked.folder / name).symlink_to(asked.document.path)
    before = asked.document.path.read_bytes()
    assert asked.save(name) is None or asked.document.path.read_bytes() == before
    assert asked.document.path.read_bytes() == before


def test_over_the_document_is_refused_in_words(asked):
    document = asked.document.path.with_name("paper.md")
    asked.document.path.rename(document)
    asked.document.path = document
    assert asked.save("paper.md") is None
    [(severity, text)] = asked.said
    assert severity is Severity.ERROR
    assert "the document itself" in text
    assert "Traceback" not in text


def test_a_folder_that_is_not_there_is_said(asked):
    assert asked.save("nowhere/notes.md") is None
    [(severity, text)] = asked.said
    assert severity is Severity.ERROR
    assert "nowhere" in text
    assert "Errno" not in text


def test_a_folder_in_place_of_a_file_is_said(asked):
    (asked.folder / "taken.md").mkdir()
    assert asked.save("taken.md") is None
    assert asked.said[0][0] is Severity.ERROR


def test_the_window_says_it_in_a_line(paper_desk, window, monkeypatch):
    document = paper_desk.lay_open()
    document.notes.note_on_document("The first note")
    path = paper_desk.folder / "notes.md"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), MARKDOWN))
    monkeypatch.setattr(ExportChoiceDialog, "ask", lambda *_: usual())
    assert window.actions_by_name["export"].isEnabled()
    window.actions_by_name["export"].trigger()
    assert window.notices.texts == [f"1 note was exported to {path}."]


def test_references_have_forms_and_a_name_of_their_own(asked):
    asked.save("", of=Of.REFERENCES)
    _, title, suggestion, filters = asked.given
    assert title == "Export references"
    assert suggestion == str(asked.folder / "paper references.bib")
    assert filters.split(";;") == [f"{exporter.words} (*{exporter.suffix})" for exporter in exporters_of(Of.REFERENCES)]


def test_references_are_saved_and_counted(asked):
    mention = Mention(Span(0, 1), "x")
    cited = Reference("S/RES/822 (1993)", ReferenceKind.RESOLUTION, "Security Council", (mention,), 1993)
    asked.document.understanding = Understanding(TextLayer.GOOD, references=(cited,))
    path = asked.save("cited.json", of=Of.REFERENCES)
    entries = json.loads(path.read_text(encoding="utf-8"))
    assert [entry["type"] for entry in entries] == ["report", "legislation"]
    assert entries[1]["title"] == "Security Council resolution 822 (1993)"
    assert asked.said == [(Severity.INFO, f"1 reference was exported to {path}.")]


def test_the_window_offers_references_of_a_document_without_notes(paper_desk, window, monkeypatch):
    paper_desk.lay_open()
    path = paper_desk.folder / "cited.bib"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    monkeypatch.setattr(ExportChoiceDialog, "ask", lambda *_: usual(Of.REFERENCES))
    assert window.actions_by_name["export_references"].isEnabled()
    window.actions_by_name["export_references"].trigger()
    assert path.read_text(encoding="utf-8").startswith("@techreport{")


def test_the_chosen_form_comes_first_and_its_grouping_holds(asked):
    text = next(exporter for exporter in exporters_of(Of.NOTES) if exporter.name == "text")
    asked.choice = ExportChoice(text, GroupBy.COLOR)
    path = asked.save("notes.txt", "")
    assert asked.given[2] == str(asked.folder / "paper notes.txt")
    assert asked.given[3].startswith(text.words)
    assert "= Yellow =" in path.read_text(encoding="utf-8")
    asked.choice = ExportChoice(None)
    asked.save("")
    assert asked.given[2] == str(asked.folder / "paper notes.pdf")
    assert asked.given[3].startswith(PDF_COPY_WORDS)


def test_a_template_that_fails_writes_nothing_and_says_where(asked):
    template = asked.folder / "mine.md.j2"
    template.write_text("fine\n{{ nothing }}\n", encoding="utf-8")
    asked.choice = ExportChoice(template_exporter(template))
    assert asked.save("notes.md", "") is None
    assert not (asked.folder / "notes.md").exists()
    [(severity, text)] = asked.said
    assert severity is Severity.ERROR
    assert "mine.md.j2, line 2: nothing is called “nothing” here." in text
    template.write_text("{% for note in notes %}{{ note.body }}{% endfor %}", encoding="utf-8")
    path = asked.save("notes.md", "")
    assert path.read_text(encoding="utf-8") == "The first note"


def test_the_window_goes_on_while_a_slow_template_is_carried_out_and_it_can_be_stopped(asked, monkeypatch):
    template = asked.folder / "slow.md.j2"
    for_ever = "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}"
    template.write_text(for_ever, encoding="utf-8")
    asked.choice = ExportChoice(template_exporter(template))
    monkeypatch.setattr("viewer.ui.dialogs.waiting.PATIENCE_MS", 50)
    turns = []

    def look() -> None:
        turns.append(1)
        for each in QApplication.topLevelWidgets():
            if isinstance(each, QProgressDialog) and each.isVisible():
                each.canceled.emit()

    timer = QTimer()
    timer.setInterval(10)
    timer.timeout.connect(look)
    timer.start()
    assert asked.save("notes.md", "") is None
    timer.stop()
    assert turns, "events are heard meanwhile"
    assert asked.said == []
    assert not (asked.folder / "notes.md").exists()


def test_an_export_that_was_stopped_writes_nothing_later(asked):
    notes = gathered(asked.document)
    notes.save(exporters_of(Of.NOTES)[0], asked.folder / "notes.md", stopped=lambda: True)
    assert not (asked.folder / "notes.md").exists()


def test_a_pdf_copy_can_be_stopped_and_nothing_is_left_of_it(qtbot, asked, paper_desk, monkeypatch):
    monkeypatch.setattr("viewer.ui.dialogs.waiting.PATIENCE_MS", 0)
    before = sorted(asked.folder.iterdir())
    asked.save("copy.pdf", f"{PDF_COPY_WORDS} (*.pdf)")
    [request] = paper_desk.worker.asked(SaveMarkedCopy)
    Path(request.target).write_bytes(b"half of it")
    qtbot.waitUntil(lambda: any(each.isVisible() for each in asked.parent.findChildren(QProgressDialog)))
    [dialog] = asked.parent.findChildren(QProgressDialog)
    dialog.findChild(QPushButton).click()
    assert paper_desk.worker.asked(SaveMarkedCopy) == []
    assert sorted(asked.folder.iterdir()) == before
    assert asked.said == []
