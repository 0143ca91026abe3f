"""A reader goes on where they left off: in a protected file, after the end of the program, in a file that changes."""

from __future__ import annotations

import json
import logging
import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from papers.pdf_papers import encrypted, many_pages, text_pages
from patience import SECONDS, is_read
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from viewer.model.annotation import HighlightColor
from viewer.model.text import Span
from viewer.ui.page.layout import Arrangement, Fit

ROOT = Path(__file__).parents[2]
PASSWORD = "correct-horse-battery"  # noqa: S105 - the paper's


def files_that_hold(folder, words: str) -> list[str]:
    """The files below a folder in which words stand, however they may be encoded."""
    kinds = [words.encode(coding) for coding in ("utf-8", "utf-16-le", "utf-16-be")]
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [str(path) for path in files if any(kind in path.read_bytes() for kind in kinds)]


# -- passwords --------------------------------------------------------------------------------------------------------


@pytest.fixture
def locked(tmp_path):
    path = tmp_path / "locked.pdf"
    path.write_bytes(encrypted(PASSWORD, "The first secret page", "The second secret page"))
    return path


def type_password(reader, password: str) -> None:
    """Type a password into the dialog, which is there, and press Enter."""
    reader.wait(lambda: reader.window.passwords.dialog is not None and reader.window.passwords.dialog.isVisible())
    dialog = reader.window.passwords.dialog
    QTest.keyClicks(dialog.field, password)
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    reader.wait(lambda: reader.window.passwords.dialog is not dialog)


def test_a_protected_file_opens_with_its_password_and_survives_its_workers(reader, locked):
    reader.session.open(locked)
    type_password(reader, "wrong")
    reader.wait(lambda: reader.window.passwords.dialog is not None)
    assert "2 tries are left" in reader.window.passwords.dialog.words.text()
    type_password(reader, PASSWORD)
    reader.wait(lambda: reader.session.current is not None)
    document = reader.session.current
    reader.wait(lambda: is_read(document))
    assert "second secret page" in str(document.text)
    for worker in (reader.program.interactive, reader.program.background):
        before = worker.pid
        os.kill(before, signal.SIGKILL)
        reader.wait(lambda worker=worker, before=before: worker.pid not in {None, before})
    reader.view.set_zoom(1.7)
    reader.settle()
    assert not reader.view.failures
    document.search.find("second")
    reader.wait(lambda: document.search.state.finished)
    assert document.search.state.total == 1
    assert reader.window.notices.texts == []


def test_a_password_is_kept_in_no_file_and_no_log(start_program, locked, home, caplog):
    caplog.set_level(logging.DEBUG)
    reader = start_program()
    reader.session.open(locked)
    type_password(reader, PASSWORD)
    reader.wait(lambda: reader.session.current is not None)
    document = reader.session.current
    reader.wait(lambda: is_read(document))
    document.notes.highlight(Span(0, 9), HighlightColor.GREEN, body="seen")
    os.kill(reader.program.interactive.pid, signal.SIGKILL)
    reader.wait(lambda: "worker" in caplog.text)
    reader.settle()
    reader.close()
    assert files_that_hold(home, "locked.pdf"), "the file is remembered"
    assert files_that_hold(home, PASSWORD) == []
    assert PASSWORD not in caplog.text


def test_cancelling_leaves_everything_as_it_was(reader, locked, sample_pdf):
    document = reader.open(sample_pdf)
    reader.session.open(locked)
    reader.wait(lambda: reader.window.passwords.dialog is not None)
    QTest.keyClick(reader.window.passwords.dialog.field, Qt.Key.Key_Escape)
    assert reader.window.passwords.dialog is None
    assert reader.session.documents == [document]
    assert reader.session.current is document
    assert reader.window.notices.texts == []
    assert reader.session.settings.recent_files == (str(sample_pdf),)


def test_three_wrong_passwords_are_enough(reader, locked):
    reader.session.open(locked)
    for _ in range(3):
        type_password(reader, "wrong")
    reader.wait(lambda: reader.window.notices.texts != [])
    assert reader.window.passwords.dialog is None
    [text] = reader.window.notices.texts
    assert "None of the passwords was right" in text
    assert reader.session.documents == []


# -- where one left off -----------------------------------------------------------------------------------------------


@pytest.fixture
def paper(tmp_path):
    path = tmp_path / "paper.pdf"
    path.write_bytes(many_pages(30))
    return path


def top_of(view) -> tuple[int, float]:
    """The page and the height on it, in points, at the top of the view."""
    place = view.document.place
    return place.page, place.y


def leave(reader, page: int, zoom: float | None = None) -> tuple[int, float]:
    """Go to a place somewhere down a page, as the reader does; where that is."""
    if zoom is not None:
        reader.view.set_zoom(zoom)
    reader.session.current.go_to_page(page)
    reader.settle()
    reader.view.verticalScrollBar().setValue(reader.view.verticalScrollBar().value() + 100)
    reader.settle()
    return top_of(reader.view)


def test_a_document_opens_where_it_was_closed(reader, paper):
    document = reader.open(paper)
    left = leave(reader, 11, zoom=1.5)
    reader.session.close(document.number)
    again = reader.open(paper)
    assert again is not document
    assert top_of(reader.view) == (left[0], pytest.approx(left[1], abs=1))
    assert (reader.view.zoom, reader.view.fit) == (pytest.approx(1.5), Fit.NOTHING)
    assert left[0] in reader.view.visible_pages()


def test_places_and_tabs_outlive_a_killed_program(start_program, paper, sample_text):
    process = subprocess.Popen(
        [sys.executable, str(Path(__file__).with_name("reading_process.py")), "17", str(sample_text), str(paper)],
        stdout=subprocess.PIPE,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        text=True,
    )
    try:
        assert process.stdout.readline() == "kept\n"
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait(20)
        process.stdout.close()
    reader = start_program(reopen=True)
    reader.wait(lambda: len(reader.session.documents) == 2)
    assert [document.path for document in reader.session.documents] == [sample_text, paper]
    read = next(document for document in reader.session.documents if document.place.page == 17)
    reader.wait(lambda: reader.session.current is read)
    reader.settle()
    assert 17 in reader.view.visible_pages()


def test_a_start_restores_the_tabs_and_the_one_in_front(start_program, paper, sample_pdf, sample_text):
    reader = start_program()
    reader.open(sample_pdf)
    reader.open(paper)
    left = leave(reader, 17)
    reader.view.fit_page()
    reader.trigger("two_pages")
    reader.settle()
    left = top_of(reader.view)
    reader.open(sample_text)
    reader.session.make_current(reader.session.documents[1].number)
    reader.settle()
    reader.close()

    again = start_program(reopen=True)
    again.wait(lambda: len(again.session.documents) == 3 and not again.session.opening)
    assert [document.path for document in again.session.documents] == [sample_pdf, paper, sample_text]
    assert again.session.current.path == paper
    assert again.window.tabs.current_view.document is again.session.current
    again.settle()
    assert again.view.fit is Fit.PAGE
    assert again.view.arrangement is Arrangement.PAIRS
    assert top_of(again.view) == (left[0], pytest.approx(left[1], abs=1))
    assert again.window.notices.texts == []


def test_a_file_that_is_asked_for_is_all_that_opens(start_program, paper, sample_pdf):
    reader = start_program()
    reader.open(sample_pdf)
    reader.close()
    again = start_program(paper)
    again.wait(lambda: again.session.documents != [])
    again.settle()
    assert [document.path for document in again.session.documents] == [paper]


def test_a_document_that_is_gone_is_left_out_with_one_notice(start_program, paper, sample_pdf):
    reader = start_program()
    reader.open(sample_pdf)
    reader.open(paper)
    reader.close()
    paper.unlink()
    again = start_program(reopen=True)
    again.wait(lambda: again.session.documents != [] and not again.session.opening)
    assert [document.path for document in again.session.documents] == [sample_pdf]
    assert again.session.current.path == sample_pdf
    assert again.window.notices.texts == ["paper.pdf, which was open the last time, is no longer there."]


def test_the_setting_that_nothing_is_reopened_is_kept(start_program, sample_pdf):
    reader = start_program()
    reader.open(sample_pdf)
    reader.session.change_settings(replace(reader.session.settings, reopen_documents=False))
    reader.close()
    again = start_program(reopen=True)
    assert not again.session.opening
    assert again.session.documents == []
    assert again.window.middle.currentWidget() is again.window.start_page


def test_the_places_are_written_whole_or_not_at_all(start_program, home, paper):
    reader = start_program()
    document = reader.open(paper)
    leave(reader, 5)
    reader.session.close(document.number)
    folder = home / ".config" / "verbale"
    kept = json.loads((folder / "places.json").read_text(encoding="utf-8"))
    assert [entry["path"] for entry in kept["documents"]] == [str(paper)]
    assert not [path.name for path in folder.iterdir() if path.name.startswith(".")]


# -- processes of their own -------------------------------------------------------------------------------------------


def run(*arguments) -> subprocess.CompletedProcess:
    """Run the program to its end."""
    command = [sys.executable, str(ROOT / "main.py"), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, check=False, text=True, timeout=SECONDS)


@pytest.fixture
def read_and_end(qtbot, home):
    """Starts the program in a process of its own, ends it when a condition holds, and gives what it remembers."""

    def read(*arguments, until):
        command = [sys.executable, str(ROOT / "main.py"), *map(str, arguments)]
        process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
        try:
            qtbot.waitUntil(until)
        finally:
            process.send_signal(signal.SIGTERM)
            _, said = process.communicate(timeout=SECONDS)
        assert process.returncode == 0, said
        assert "Traceback" not in said
        return json.loads((home / ".config/verbale/places.json").read_text(encoding="utf-8"))

    return read


def notes_are_there(home) -> bool:
    """Whether the program has come so far that a document's notes were looked for."""
    return (home / ".local/share/verbale/notes.sqlite").exists()


def test_a_start_without_files_opens_those_of_the_last_end_in_a_real_process(read_and_end, home, paper, sample_pdf):
    recent = home / ".config/verbale/settings.json"
    first = read_and_end(sample_pdf, paper, until=lambda: recent.exists() and "paper.pdf" in recent.read_text())
    assert first["tabs"] == [str(sample_pdf), str(paper)]
    notes = home / ".local/share/verbale/notes.sqlite"
    notes.unlink(missing_ok=True)
    again = read_and_end(until=lambda: notes_are_there(home))
    assert (again["tabs"], again["current"]) == (first["tabs"], first["current"])
    notes.unlink()
    third = read_and_end(sample_pdf, until=lambda: notes_are_there(home))
    assert third["tabs"] == [str(sample_pdf)], "a file that is asked for is all that opens"


def test_a_second_window_and_a_snapshot_restore_and_remember_nothing(read_and_end, home, paper, tmp_path):
    folder = home / ".config/verbale"
    kept = {"tabs": [str(paper)], "current": str(paper), "documents": [{"path": str(paper), "page": 20, "y": 1.0}]}
    folder.mkdir(parents=True)
    (folder / "places.json").write_text(json.dumps(kept), encoding="utf-8")
    settings = folder / "settings.json"
    assert read_and_end("--new-window", paper, until=settings.exists) == kept
    picture, from_first = tmp_path / "window.png", tmp_path / "first.png"
    assert run("--snapshot", picture, "--size", "900x700", paper).returncode == 0
    (folder / "places.json").unlink()
    assert run("--snapshot", from_first, "--size", "900x700", paper).returncode == 0
    same = picture.read_bytes() == from_first.read_bytes()  # pytest would look for an hour for where they differ
    assert same, "the first page, wherever the reader has left off"
    assert not (folder / "places.json").exists()


def test_commands_say_that_a_password_is_needed(locked, tmp_path):
    export = ["export", locked, "--format", "markdown", "--out", tmp_path / "notes.md"]
    for arguments in (["inspect", locked, "--json"], export):
        done = run(*arguments)
        assert done.returncode == 1
        assert "needs its password" in done.stderr
        assert "Traceback" not in done.stderr


def test_a_snapshot_of_a_protected_file_does_not_wait_for_its_password(locked, tmp_path):
    done = run("--snapshot", tmp_path / "window.png", locked)
    assert done.returncode == 0
    assert "settled" not in done.stderr
    assert (tmp_path / "window.png").exists()


# -- files that change ------------------------------------------------------------------------------------------------

FIRST = ("The Council recalls", "The Council decides to remain seized", "The third page", "The fourth page")
SECOND = (
    "A page was put before",
    "The Council recalls",
    "The Council decides to remain seized",
    "The third page",
    "End",
)


@pytest.fixture
def changing(tmp_path):
    path = tmp_path / "changing.pdf"
    path.write_bytes(text_pages(*FIRST))
    return path


def put(path, content: bytes) -> None:
    """Put a file in the place of another, as careful programs do."""
    beside = path.with_name(".beside")
    beside.write_bytes(content)
    beside.replace(path)


def read_again(reader, before):
    """Wait until another document has taken the place of one, and is read and shown."""
    reader.wait(lambda: reader.session.current not in {before, None})
    document = reader.session.current
    reader.wait(lambda: is_read(document))
    reader.settle()
    return document


def test_a_changed_file_is_read_again_in_its_tab_where_the_reader_was(reader, changing, sample_pdf):
    reader.open(sample_pdf)
    document = reader.open(changing)
    left = leave(reader, 2, zoom=1.5)
    document.search.find("Council", go=False)
    put(changing, text_pages(*SECOND))
    again = read_again(reader, document)
    assert [each.path for each in reader.session.documents] == [sample_pdf, changing]
    assert reader.window.tabs.count() == 2
    assert str(again.text).startswith(SECOND[0])
    assert again.page_count == len(SECOND)
    assert top_of(reader.view) == (left[0], pytest.approx(left[1], abs=1))
    assert reader.view.zoom == pytest.approx(1.5)
    reader.wait(lambda: again.search.state.finished)
    assert again.search.state.total == 2
    assert reader.window.notices.texts == []


def test_notes_move_to_their_passages_in_the_new_text(reader, changing):
    document = reader.open(changing)
    start = str(document.text).index("decides")
    note = document.notes.highlight(Span(start, start + 7), HighlightColor.BLUE, body="who?")
    put(changing, text_pages(*SECOND))
    again = read_again(reader, document)
    reader.wait(lambda: again.notes.find(note.id) is not None and again.notes.placement(note.id) is not None)
    found = again.notes.find(note.id)
    assert (found.body, found.anchor.page, again.text.slice(found.anchor.span)) == ("who?", 2, "decides")


def test_what_is_typed_into_a_note_is_kept_and_typed_on(reader, changing):
    document = reader.open(changing)
    reader.window.show()
    note = document.notes.highlight(Span(4, 11), HighlightColor.GREEN)
    reader.window.edit_note(note.id)
    editor = reader.window.panes.notes.editor
    reader.wait(lambda: editor.in_use)
    QTest.keyClicks(editor.body, "half a ")
    put(changing, text_pages(*SECOND))
    reader.wait(lambda: reader.window.reloading.watch.held == (changing,))
    QTest.keyClicks(QApplication.focusWidget(), "sentence")
    assert reader.session.current is document, "nothing is taken away from under the writer's hands"
    assert editor.body.toPlainText() == "half a sentence"
    reader.window.focus_page()
    again = read_again(reader, document)
    reader.wait(lambda: again.notes.find(note.id) is not None and again.notes.placement(note.id) is not None)
    assert again.notes.find(note.id).body == "half a sentence"
    assert again.text.slice(again.notes.find(note.id).anchor.span) == "Council"


def test_a_note_is_written_on_after_a_look_at_another_window(reader, changing, qtbot):
    document = reader.open(changing)
    note = document.notes.highlight(Span(4, 11), HighlightColor.GREEN)
    reader.window.edit_note(note.id)
    editor = reader.window.panes.notes.editor
    reader.wait(lambda: editor.in_use)
    QTest.keyClicks(editor.body, "half sentence")
    for _ in range(len(" sentence")):
        QTest.keyClick(editor.body, Qt.Key.Key_Left)
    another = QWidget()
    qtbot.addWidget(another)
    another.show()
    another.activateWindow()
    reader.wait(lambda: not editor.in_use)
    put(changing, text_pages(*SECOND))
    again = read_again(reader, document)
    reader.wait(lambda: editor.note == note.id and again.notes.placement(note.id) is not None)
    reader.window.activateWindow()
    reader.wait(lambda: editor.in_use)
    QTest.keyClicks(QApplication.focusWidget(), " a")
    assert editor.body.toPlainText() == "half a sentence"
    editor.save()
    assert again.notes.find(note.id).body == "half a sentence"


def test_a_field_keeps_the_focus_and_what_is_typed_in_it(reader, changing):
    document = reader.open(changing)
    reader.trigger("find")
    field = reader.window.reading_bar.find_field
    QTest.keyClicks(field, "Coun")
    put(changing, text_pages(*SECOND))
    again = read_again(reader, document)
    assert QApplication.focusWidget() is field
    QTest.keyClicks(QApplication.focusWidget(), "cil")
    assert field.text() == "Council"
    reader.wait(lambda: again.search.state.query == "Council" and again.search.state.finished)
    assert again.search.state.total == 2


def test_a_file_that_is_damaged_leaves_what_was_read_until_it_is_whole(reader, changing):
    document = reader.open(changing)
    whole = text_pages(*SECOND)
    changing.write_bytes(b"%PDF-1.7\nnot yet")
    reader.wait(lambda: reader.window.notices.texts != [])
    [text] = reader.window.notices.texts
    assert "changing.pdf has changed and cannot be read now" in text
    assert reader.session.documents == [document]
    assert "remain seized" in str(document.text)
    button = next(each for each in reader.window.notices.findChildren(QPushButton) if each.text() == "Try again")
    button.click()
    reader.wait(lambda: not reader.session.opening and reader.window.notices.texts == [text])
    assert reader.session.documents == [document]
    changing.write_bytes(whole)
    again = read_again(reader, document)
    assert str(again.text).startswith(SECOND[0])
    assert reader.window.notices.texts == [], "what was said is no longer so"


def test_a_file_that_is_gone_is_said_so_and_stays_as_it_is(reader, changing):
    document = reader.open(changing)
    content = changing.read_bytes()
    changing.unlink()
    reader.wait(lambda: reader.window.notices.texts != [])
    assert reader.window.notices.texts == ["changing.pdf is no longer at its place. What was read of it stays open."]
    assert reader.session.documents == [document]
    reader.view.set_zoom(1.4)
    reader.settle()
    assert not reader.view.failures
    changing.write_bytes(content)
    again = read_again(reader, document)
    assert str(again.text) == str(document.text)
    assert reader.window.notices.texts == []


def test_a_document_in_the_back_is_read_again_there(reader, changing, sample_pdf):
    document = reader.open(changing)
    current = reader.open(sample_pdf)
    put(changing, text_pages(*SECOND))
    reader.wait(lambda: reader.session.documents[0] is not document)
    assert reader.session.current is current
    assert reader.window.tabs.current_view.document is current
    again = reader.session.documents[0]
    reader.wait(lambda: is_read(again))
    assert str(again.text).startswith(SECOND[0])


def test_a_protected_file_is_read_again_without_asking(reader, locked):
    reader.session.open(locked)
    type_password(reader, PASSWORD)
    reader.wait(lambda: reader.session.current is not None)
    document = reader.session.current
    reader.wait(lambda: is_read(document))
    put(locked, encrypted(PASSWORD, "Another secret page"))
    again = read_again(reader, document)
    assert "Another secret" in str(again.text)
    assert reader.window.passwords.dialog is None


def test_a_file_that_has_another_password_now_asks(reader, changing):
    document = reader.open(changing)
    put(changing, encrypted(PASSWORD, "A secret page"))
    reader.wait(lambda: reader.window.passwords.dialog is not None)
    assert reader.session.documents == [document]
    type_password(reader, PASSWORD)
    again = read_again(reader, document)
    assert "A secret page" in str(again.text)
    assert reader.session.documents == [again]
