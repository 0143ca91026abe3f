"""Which way up a page stands and in which script it is: told by the real program, where it is installed."""

from __future__ import annotations

import shutil

import pytest
from papers.pdf_papers import mupdf, text_pages
from papers.scans import scan_of

from viewer.formats.mupdf import MuPdfDocument
from viewer.formats.recognition import page_stand
from viewer.formats.recognition.page_stand import DATA, Stand, stand_of
from viewer.formats.recognition.tessdata import find_data
from viewer.model.resources import resource_path

LINES = [
    "The Security Council recalls its resolutions on the law of the sea",
    "and asks that harbours be open to ships of all States in any weather.",
    "It decides that the peace of the sea be kept by them, and by the",
    "Members of the United Nations, and to remain seized of the matter.",
]

data = find_data()
told = pytest.mark.skipif(
    data is None or not (data.folder / DATA).is_file() or shutil.which("tesseract") is None,
    reason="Tesseract's program or its data of directions is not installed",
)


def stand_on(paper: bytes, folder=None) -> Stand | None:
    opened = MuPdfDocument(mupdf.open(stream=paper, filetype="pdf"), "pdf")
    try:
        return stand_of(opened.render(0, 300 / 72), 300 / 72, folder or data.folder)
    finally:
        opened.close()


@told
@pytest.mark.parametrize("turned", range(4))
def test_a_page_tells_by_how_much_it_has_to_be_turned(turned):
    stand = stand_on(scan_of(text_pages(LINES), turns=turned))
    assert stand in {Stand(-turned % 4, "Latin"), Stand(-turned % 4, "")}, "four lines may be too few for the script"


@told
@pytest.mark.parametrize("turned", [0, 2])
def test_a_page_full_of_print_tells_its_script_too(turned):
    note = resource_path("samples/note-verbale.pdf").read_bytes()
    assert stand_on(scan_of(note, turns=turned)) == Stand(turned, "Cyrillic")


@told
def test_a_page_with_next_to_nothing_on_it_tells_nothing():
    assert stand_on(text_pages(["Annex"])) is None


def test_without_the_data_or_the_program_nothing_is_told(tmp_path, monkeypatch):
    assert stand_on(text_pages(LINES), tmp_path) is None
    (tmp_path / DATA).touch()
    monkeypatch.setattr(shutil, "which", lambda *_args, **_options: None)
    assert stand_on(text_pages(LINES), tmp_path) is None


@pytest.mark.parametrize(
    "said",
    [
        "echo",
        "exit 3",
        "yes nonsense | head -c 300000",
        "echo 'Rotate: 180'",
        "echo 'Script: Latin'",
        "printf 'Rotate: 180\\nOrientation confidence: 0.31\\nScript: Latin\\nScript confidence: 9\\n'",
        "exec sleep 300",
    ],
)
def test_a_program_that_fails_hangs_or_is_not_sure_tells_nothing(tmp_path, monkeypatch, said):
    (tmp_path / DATA).touch()
    program = tmp_path / "tesseract"
    program.write_text(f"#!/bin/sh\n{said}\n")
    program.chmod(0o755)
    monkeypatch.setattr(page_stand, "LONGEST", 0.5)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    assert stand_on(text_pages(LINES), tmp_path) is None
