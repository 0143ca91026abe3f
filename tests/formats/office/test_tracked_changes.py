"""Words deleted by tracked changes: told from what only looks like them, hidden without losing anything else."""

from __future__ import annotations

import pytest
from papers import other_formats, tracked_changes

from viewer.formats.office.tracked_changes import LEFT_OUT, has_deleted_words, hide_deleted_words
from viewer.formats.reflow import open_docx
from viewer.formats.table import open_document

CHANGED = {
    "docx": tracked_changes.changed_word(),
    "odt": tracked_changes.changed_opendocument(),
    "fodt": tracked_changes.changed_flat_opendocument(),
    "rtf": tracked_changes.RTF,
}
UNCHANGED = {
    "docx": other_formats.word("The word <w:del > was deleted"),
    "odt": other_formats.odt("No deletion"),
    "fodt": other_formats.flat_odt("text:deletion"),
    "rtf": rb"{\rtf1 {\deleted0 This is there.} \deletedby nobody}",
    "doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(3000),
    "cut": CHANGED["docx"][:900],
}


SHOWN = '<config:config-item config:name="ShowRedlineChanges" config:type="boolean">true</config:config-item>'


@pytest.fixture
def written(tmp_path):
    def write(name, data):
        path = tmp_path / f"letter.{name}"
        path.write_bytes(data)
        return path

    return write


@pytest.mark.parametrize("kind", CHANGED)
def test_deleted_words_are_noticed(written, kind):
    assert has_deleted_words(written(kind, CHANGED[kind]))


@pytest.mark.parametrize("kind", UNCHANGED)
def test_a_document_without_deleted_words_has_none(written, kind):
    assert not has_deleted_words(written(kind, UNCHANGED[kind]))


def test_they_are_noticed_wherever_they_stand_in_a_long_text(written):
    for before in (2**20 - 5, 2**20, 3 * 2**20 + 1):
        assert has_deleted_words(written("rtf", b"{\\rtf1 " + b"x" * (before - 7) + rb"{\deleted gone}}"))


def test_what_is_marked_as_deleted_in_the_old_kind_of_word_document_is_noticed(written):
    marked = bytes(3000) + b"\x00\x08\x01\x63\x48\x01\x00\x64\x68\x0a\x1a\x41\x07" + bytes(3000)
    assert has_deleted_words(written("doc", UNCHANGED["doc"] + marked))


@pytest.mark.parametrize("kind", ["docx", "odt"])
def test_all_other_parts_of_a_document_stay_as_they_are(written, kind):
    path = written(kind, CHANGED[kind])
    before = tracked_changes.entries_of(CHANGED[kind])
    assert hide_deleted_words(path)
    after = tracked_changes.entries_of(path.read_bytes())
    told = {"word/document.xml", "word/settings.xml"} if kind == "docx" else {"settings.xml", "META-INF/manifest.xml"}
    assert {name for name in after if after[name] != before.get(name)} == told
    assert set(before) <= set(after)
    assert next(iter(after)) == next(iter(before)), "OpenDocument's type comes first"


@pytest.mark.parametrize(
    "settings",
    [
        "<office:document-settings><office:settings/></office:document-settings>",
        "<office:document-settings><office:settings><config/></office:settings></office:document-settings>",
        f"<office:document-settings><office:settings>{SHOWN}</office:settings></office:document-settings>",
    ],
)
def test_the_settings_of_an_opendocument_say_it_once(written, settings):
    entries = tracked_changes.entries_of(CHANGED["odt"]) | {"settings.xml": settings.encode()}
    path = written("odt", other_formats.zipped(entries))
    assert hide_deleted_words(path)
    said = tracked_changes.entries_of(path.read_bytes())["settings.xml"]
    assert said.count(b'"ShowRedlineChanges" config:type="boolean">false<') == 1
    assert said.count(b"<office:settings>") == said.count(b"</office:settings>") == 1


@pytest.mark.parametrize("kind", ["rtf", "doc"])
def test_what_cannot_say_it_is_left_alone(written, kind):
    data = {**CHANGED, **UNCHANGED}[kind]
    path = written(kind, data)
    assert not hide_deleted_words(path)
    assert path.read_bytes() == data


def test_a_document_of_which_a_part_is_damaged_is_left_to_libreoffice(written):
    data = CHANGED["odt"].replace(b"application/vnd", b"application/vmd")  # it is stored as it is: its sum is wrong now
    path = written("odt", data)
    assert has_deleted_words(path)
    assert not hide_deleted_words(path)
    assert path.read_bytes() == data


def test_the_preview_has_neither_deleted_words_nor_moved_ones_twice(written):
    path = written("docx", CHANGED["docx"])
    text = open_docx(str(path)).page_text(0).text
    assert "DELETED" not in text
    assert tracked_changes.ACCEPTED in text
    assert text.count(tracked_changes.MOVED) == 1
    assert LEFT_OUT in open_document(str(path), preview=True).info.warnings
