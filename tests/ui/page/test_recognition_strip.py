"""What the strip says of each kind of page, and what the dialog makes of the languages that are installed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from viewer.formats.recognition.tessdata import LanguageData
from viewer.model.document import TextLayer, Understanding
from viewer.model.text import Recognition
from viewer.ui.dialogs.recognition import RecognitionDialog
from viewer.ui.page.recognition_strip import RecognitionStrip, what_is_said

ENGLISH, FRENCH = Recognition("Tesseract", ("eng",)), Recognition("Tesseract", ("fra",))


class Recogniser:
    """Takes what is asked, and never answers."""

    def recognise(self, *asked):
        """Nothing comes of it."""

    def stop(self):
        """Nothing was begun."""


@pytest.fixture
def document(paper_desk, tmp_path, monkeypatch):
    data = LanguageData(tmp_path, ("eng", "fra", "por"))
    monkeypatch.setattr("viewer.formats.recognition.tessdata.find_data", lambda: data)
    paper_desk.session.recognitions.work_with(Recogniser(), str(tmp_path))
    return paper_desk.lay_open()


def understand(document, **more):
    document.understanding = Understanding(more.pop("layer", TextLayer.PARTIAL), **more)


def test_each_kind_of_page_has_its_words(document):
    understand(document, pages_without_text=(1,), corrupt_pages=(2,), recognised={0: ENGLISH})
    said = [what_is_said(document, page) for page in range(3)]
    assert said[0].words == "The text of this page was recognised (English)."
    assert (said[0].again, said[0].page, said[0].every) == (True, False, 2)
    assert said[1].words == "This page has no text."
    assert (said[1].page, said[1].every, said[1].warns) == (True, 2, False)
    assert said[2].words == "The text under this page is not what the page shows."
    assert said[2].warns


def test_other_pages_are_spoken_of_where_this_one_is_fine(document):
    understand(document, pages_without_text=(2,))
    assert what_is_said(document, 0).words == "Page 3 of this document has no text that can be read."
    understand(document, pages_without_text=(1, 2))
    assert what_is_said(document, 0).words == "2 pages of this document have no text that can be read."
    understand(document, recognised={1: FRENCH})
    assert what_is_said(document, 0).words == "The text of 1 page was recognised."
    understand(document, layer=TextLayer.GOOD)
    assert not document.recognition.worth_telling


def test_what_makes_no_sense_is_said(document):
    understand(document, recognised={0: FRENCH})
    document.recognition.senseless.add(0)
    said = what_is_said(document, 0)
    assert "makes little sense" in said.words
    assert (said.warns, said.again) == (True, True)


@pytest.mark.usefixtures("document")
def test_a_recognised_page_without_words_says_so(paper_desk):
    blank = paper_desk.lay_open(("words", ""), "blank.pdf")
    paper_desk.serve()
    understand(blank, recognised={0: ENGLISH, 1: FRENCH})
    assert what_is_said(blank, 0).words == "The text of this page was recognised (English)."
    assert what_is_said(blank, 1).words == "No words were found on this page (French)."
    assert what_is_said(blank, 1).again


def test_the_strip_shows_how_far_it_is_and_can_be_cancelled(qtbot, document):
    understand(document, pages_without_text=(0, 1))
    strip = RecognitionStrip(document)
    qtbot.addWidget(strip)
    strip.show()
    strip.say(0)
    assert strip.page_button.isVisible()
    assert strip.page_button.accessibleDescription() == "This page has no text."
    strip.all_button.click()
    strip.say(0)
    assert strip.words.text() == "Recognising page 1 (1 of 2)…"
    assert (strip.progress.value(), strip.progress.maximum()) == (0, 2)
    strip.cancel_button.click()
    assert not document.recognition.running


def test_the_dialog_offers_what_is_installed_and_names_what_brings_the_rest(qtbot, document):
    understand(document, pages_without_text=(1, 2), recognised={0: FRENCH})
    dialog = RecognitionDialog(document, 0)
    qtbot.addWidget(dialog)
    items = [dialog.list.item(row) for row in range(dialog.list.count())]
    enabled = [item.data(Qt.ItemDataRole.UserRole) for item in items if item.flags() & Qt.ItemFlag.ItemIsEnabled]
    assert enabled == ["en", "fr", "pt"]
    assert "Not installed: Spanish, Russian, Arabic, Chinese." in dialog.missing.text()
    assert dialog.languages == ()
    assert dialog.languages_ticked == ("fr",)
    assert dialog.pages == (0,)
    dialog.scope.setCurrentIndex(1)
    assert dialog.pages == (1, 2)
    items[enabled.index("en")].setCheckState(Qt.CheckState.Checked)
    assert dialog.chosen.isChecked()
    assert dialog.languages == ("en", "fr")
    for item in items:
        item.setCheckState(Qt.CheckState.Unchecked)
    assert not dialog.button.isEnabled()
    dialog.found_out.setChecked(True)
    assert dialog.button.isEnabled()
