"""A reader opens a protected document: asked for its password, three times at most, which is kept nowhere."""

from __future__ import annotations

import shutil

import pytest
from papers.other_formats import LETTER
from papers.protected import BY_LIBREOFFICE, PASSWORD, protected
from patience import is_read

from viewer.session.settings import results_folder
from viewer.workers.office.converted_files import converted_folder


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("kind", ["docx", "odt"])
def test_a_protected_letter_is_asked_for_its_password_and_shown(reader, tmp_path, home, kind):
    path = tmp_path / f"letter.{kind}"
    if kind == "docx":
        protected(path)
        words = "Harbours are open"
    else:
        shutil.copy(BY_LIBREOFFICE[0], path)
        words = LETTER[2]
    before = path.read_bytes()
    asker = reader.window.passwords
    reader.session.open(path)
    reader.wait(lambda: asker.dialog is not None and asker.dialog.isVisible())
    first = asker.dialog
    first.field.setText("peace")
    first.accept()
    reader.wait(lambda: asker.dialog not in {None, first} and asker.dialog.isVisible())
    assert asker.dialog.words.text() == f"That password does not open letter.{kind}. 2 tries are left."
    asker.dialog.field.setText(PASSWORD)
    asker.dialog.accept()
    reader.wait(lambda: reader.session.current is not None)
    document = reader.session.current
    reader.wait(lambda: is_read(document))
    assert words in str(document.text)
    reader.settle()
    assert document.info.converted_with.startswith("LibreOffice")
    assert not any(results_folder().rglob("*.*")), "nothing is kept of what it says"
    written = [
        file.read_bytes() for folder in (home, converted_folder()) for file in folder.rglob("*") if file.is_file()
    ]
    said = [PASSWORD.encode(), words.encode()]
    assert [secret for secret in said if any(secret in data for data in written)] == []
    assert path.read_bytes() == before
