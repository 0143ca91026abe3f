"""Choosing an encoding by what it makes of the file's beginning."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget
from ui.painted_paper import PAGES

from viewer.formats.encoding import guess_encoding
from viewer.model.document import DocumentInfo, EncodingGuess, PageKind
from viewer.model.geometry import PageSize
from viewer.ui.dialogs.encoding import CODECS, SHOWN_BYTES, EncodingDialog
from viewer.workers.messages.requests import OpenFile

WORDS = "Вербальная нота Постоянного представительства"


@pytest.fixture
def parent(qtbot):
    parent = QWidget()
    qtbot.addWidget(parent)
    return parent


@pytest.fixture
def paper(tmp_path):
    path = tmp_path / "note.txt"
    path.write_bytes(WORDS.encode("cp1251"))
    return path


def codecs(dialog) -> list[str]:
    return [dialog.list.item(row).data(Qt.ItemDataRole.UserRole) for row in range(dialog.list.count())]


def choose(dialog, codec) -> None:
    dialog.list.setCurrentRow(codecs(dialog).index(codec))


def test_likely_ones_come_first_and_each_is_offered_once(parent, paper):
    dialog = EncodingDialog(paper, ("koi8-r", "cp1251"), "cp1251", parent)
    assert codecs(dialog)[:2] == ["koi8-r", "cp1251"]
    assert sorted(codecs(dialog)) == sorted(CODECS)
    assert dialog.codec == "cp1251"
    assert dialog.list.currentItem().text() == "Cyrillic (Windows-1251)"


@pytest.mark.parametrize("codec", ["cp1251", "koi8-r", "utf-8", "utf-16"])
def test_the_preview_shows_the_beginning_in_the_marked_one(parent, paper, codec):
    dialog = EncodingDialog(paper, ("cp1252",), "cp1252", parent)
    choose(dialog, codec)
    shown = dialog.preview.toPlainText()
    assert (shown == WORDS) == (codec == "cp1251")
    if codec == "koi8-r":
        assert shown == WORDS.encode("cp1251").decode("koi8-r")


@pytest.mark.parametrize("codec", ["utf-8", "gb18030", "utf-16"])
def test_a_character_cut_at_the_end_of_the_preview_is_no_fault_of_the_encoding(parent, tmp_path, codec):
    path = tmp_path / "long.txt"
    path.write_bytes(("a" + "联合国" * SHOWN_BYTES).encode(codec))
    for cut in range(3):
        path.write_bytes(("a" * cut + "联合国" * SHOWN_BYTES).encode(codec))
        dialog = EncodingDialog(path, (), codec, parent)
        assert "\ufffd" not in dialog.preview.toPlainText()
        assert dialog.preview.toPlainText().strip("a") != ""


def test_bytes_that_mean_nothing_are_shown_as_such(parent, paper):
    dialog = EncodingDialog(paper, (), "utf-8", parent)
    assert "\ufffd" in dialog.preview.toPlainText()


def test_every_codec_that_the_guess_may_name_can_be_shown(parent, tmp_path):
    path = tmp_path / "note.txt"
    for codec in ("utf-8-sig", "utf-16-le", "utf-16-be", "utf-32"):
        path.write_bytes(WORDS.encode(codec))
        guess = guess_encoding(path.read_bytes())
        dialog = EncodingDialog(path, guess.candidates, guess.codec, parent)
        assert dialog.codec == guess.codec
        assert dialog.preview.toPlainText().removeprefix("\ufeff") == WORDS


def test_the_present_one_is_marked_even_where_it_was_not_guessed(parent, paper):
    dialog = EncodingDialog(paper, ("cp1252",), "mac-cyrillic", parent)
    assert dialog.codec == "mac-cyrillic"


def test_a_file_that_has_gone_has_an_empty_preview(parent, tmp_path):
    dialog = EncodingDialog(tmp_path / "gone.txt", (), "utf-8", parent)
    assert dialog.preview.toPlainText() == ""
    assert dialog.codec == "utf-8"


@pytest.fixture
def plain(paper_desk, paper):
    """A plain text that was read as Western European."""
    document = paper_desk.lay_open(PAGES, paper.name)
    guess = EncodingGuess("cp1252", sure=False, candidates=("cp1252", "cp1251"))
    document.path = paper
    document.info = DocumentInfo("text", 3, PageKind.LINES, (PageSize(536, 842),), encoding=guess)
    return document


def choosing(monkeypatch, codec, result=QDialog.DialogCode.Accepted) -> None:
    def ask(dialog):
        choose(dialog, codec)
        return result

    monkeypatch.setattr(EncodingDialog, "exec", ask)


def test_the_chosen_one_is_given(monkeypatch, parent, plain):
    choosing(monkeypatch, "cp1251")
    assert EncodingDialog.ask(parent, plain) == "cp1251"


def test_cancelling_or_keeping_the_present_one_gives_none(monkeypatch, parent, plain):
    choosing(monkeypatch, "cp1252")
    assert EncodingDialog.ask(parent, plain) is None
    choosing(monkeypatch, "cp1251", QDialog.DialogCode.Rejected)
    assert EncodingDialog.ask(parent, plain) is None


def test_of_a_document_without_encodings_nothing_is_asked(monkeypatch, parent, paper_desk):
    monkeypatch.setattr(EncodingDialog, "exec", lambda _dialog: pytest.fail("asked"))
    assert EncodingDialog.ask(parent, paper_desk.lay_open()) is None


def test_the_window_reads_the_text_again(monkeypatch, paper_desk, window, plain):
    choosing(monkeypatch, "cp1251")
    window.commands.choose_encoding()
    [request] = paper_desk.worker.asked(OpenFile)[-1:]
    assert (request.path, request.codec) == (str(plain.path), "cp1251")
