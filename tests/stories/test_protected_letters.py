"""A reader opens a protected Word document: asked for its password, three times at most, which is kept nowhere."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from papers.protected import PASSWORD, protected

from viewer.session.settings import results_folder
from viewer.workers.converted_files import converted_folder


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_protected_letter_is_asked_for_its_password_and_shown(reader, tmp_path, home):
    path = protected(tmp_path / "letter.docx")
    asker = reader.window.passwords
    reader.session.open(path)
    reader.wait(lambda: asker.dialog is not None and asker.dialog.isVisible())
    first = asker.dialog
    first.field.setText("peace")
    first.accept()
    reader.wait(lambda: asker.dialog not in {None, first} and asker.dialog.isVisible())
    assert asker.dialog.words.text() == "That password does not open letter.docx. 2 tries are left."
    asker.dialog.field.setText(PASSWORD)
    asker.dialog.accept()
    reader.wait(lambda: reader.session.current is not None)
    document = reader.session.current
    reader.wait(lambda: "Harbours are open" in str(document.text))
    reader.settle()
    assert document.info.converted_with.startswith("LibreOffice")
    assert not any(results_folder().rglob("*.*")), "nothing is kept of what it says"
    written = [
        file.read_bytes() for folder in (home, converted_folder()) for file in folder.rglob("*") if file.is_file()
    ]
    said = [PASSWORD.encode(), b"Harbours are open"]
    assert [secret for secret in said if any(secret in data for data in written)] == []
    assert Path(path).read_bytes()[:4] == b"\xd0\xcf\x11\xe0"
