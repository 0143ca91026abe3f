"""Settings: kept, forgiving, never lost unseen."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.session.settings import RECENT_FILES, Settings, SettingsFile

names = st.text(st.characters(codec="utf-8"), max_size=10)
some_settings = st.builds(
    Settings,
    author=names,
    link_language=names,
    highlight_color=names,
    reopen_documents=st.booleans(),
    recent_files=st.lists(names, max_size=5).map(tuple),
    window=st.dictionaries(names, names, max_size=3),
)


@given(some_settings)
def test_what_is_saved_is_loaded(tmp_path_factory, settings):
    file = SettingsFile(tmp_path_factory.mktemp("settings") / "deep" / "settings.json")
    file.save(settings)
    assert file.load() == settings


def test_no_file_means_the_defaults(tmp_path):
    assert SettingsFile(tmp_path / "settings.json").load() == Settings()


def test_an_unreadable_file_is_set_aside(tmp_path):
    path = tmp_path / "settings.json"
    path.write_text("{not json", encoding="utf-8")
    assert SettingsFile(path).load() == Settings()
    assert (tmp_path / "settings.unreadable.json").read_text(encoding="utf-8") == "{not json"


@pytest.mark.parametrize(
    "content",
    ["[]", "3", '{"author": 3, "recent_files": "x", "reopen_documents": "no", "window": [1], "new": true}'],
)
def test_values_of_the_wrong_type_are_left_out(tmp_path, content):
    path = tmp_path / "settings.json"
    path.write_text(content, encoding="utf-8")
    assert SettingsFile(path).load() == Settings()


def test_a_failed_save_leaves_the_old_settings(tmp_path):
    file = SettingsFile(tmp_path / "settings.json")
    file.save(Settings(author="A. Author"))
    (tmp_path / "folder").mkdir()
    blocked = SettingsFile(tmp_path / "settings.json" / "below" / "settings.json")
    with pytest.raises(OSError):  # noqa: PT011 - NotADirectoryError on Linux, another one elsewhere
        blocked.save(Settings())
    assert json.loads((tmp_path / "settings.json").read_text(encoding="utf-8"))["author"] == "A. Author"


def test_a_failed_save_leaves_nothing_behind(tmp_path):
    (tmp_path / "settings.json").mkdir()
    with pytest.raises(OSError):  # noqa: PT011 - IsADirectoryError on Linux, another one elsewhere
        SettingsFile(tmp_path / "settings.json").save(Settings())
    assert [path.name for path in tmp_path.iterdir()] == ["settings.json"]


def test_recent_files_are_few_and_newest_first():
    settings = Settings()
    for number in range(RECENT_FILES + 5):
        settings = settings.with_recent(Path(f"/{number}.pdf"))
    settings = settings.with_recent(Path("/9.pdf"))
    assert settings.recent_files[0] == str(Path("/9.pdf"))
    assert len(settings.recent_files) == RECENT_FILES
    assert len(set(settings.recent_files)) == RECENT_FILES


def test_a_file_whose_name_is_not_unicode_is_remembered(tmp_path):
    file = SettingsFile(tmp_path / "settings.json")
    settings = Settings().with_recent(Path("/note-\udcff.pdf"))
    file.save(settings)
    assert file.load() == settings
