"""Where Tesseract's data is found, what is there, and what brings the rest, on each kind of system."""

from __future__ import annotations

import pytest

from viewer.formats.recognition.tessdata import (
    LanguageData,
    find_data,
    how_to_get,
    install_command,
    language_of,
    names_of,
    official_languages,
    package_of,
    read_with,
)


def data_in(folder, *names):
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        (folder / f"{name}.traineddata").write_bytes(b"")
    return folder


def test_the_environment_says_where(tmp_path):
    folder = data_in(tmp_path / "tessdata", "rus", "eng", "osd", "equ")
    for named in (folder, tmp_path):
        assert find_data({"TESSDATA_PREFIX": str(named), "PATH": ""}, "no system") == LanguageData(
            folder, ("eng", "rus")
        )
    assert find_data({"TESSDATA_PREFIX": str(tmp_path / "gone"), "PATH": ""}, "no system") is None
    assert find_data({"PATH": ""}, "no system") is None


def test_data_beside_the_program_is_found(tmp_path):
    program = tmp_path / "prefix" / "bin" / "tesseract"
    program.parent.mkdir(parents=True)
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    folder = data_in(tmp_path / "prefix" / "share" / "tessdata", "ara")
    assert find_data({"PATH": str(program.parent)}, "no system") == LanguageData(folder, ("ara",))


def test_a_folder_with_the_directions_only_counts_for_nothing(tmp_path):
    data_in(tmp_path, "osd")
    assert find_data({"TESSDATA_PREFIX": str(tmp_path), "PATH": ""}, "no system") is None


@pytest.mark.parametrize(
    ("release", "package", "command"),
    [
        ("ID=debian\n", "tesseract-ocr-chi-sim", "sudo apt install tesseract-ocr-chi-sim"),
        ('ID=linuxmint\nID_LIKE="ubuntu debian"\n', "tesseract-ocr-chi-sim", "sudo apt install tesseract-ocr-chi-sim"),
        ("NAME=x\nID=fedora\n", "tesseract-langpack-chi_sim", "sudo dnf install tesseract-langpack-chi_sim"),
        (
            'ID="rocky"\nID_LIKE="rhel centos fedora"\n',
            "tesseract-langpack-chi_sim",
            "sudo dnf install tesseract-langpack-chi_sim",
        ),
        ("ID=arch\n", "tesseract-data-chi_sim", "sudo pacman -S tesseract-data-chi_sim"),
        ("ID=haiku\n", "Tesseract's data for chi_sim", ""),
    ],
)
def test_the_package_is_that_of_the_system(tmp_path, release, package, command):
    path = tmp_path / "os-release"
    path.write_text(release)
    assert package_of("zh", "linux", path) == package
    assert install_command(["zh"], "linux", path) == command


def test_other_systems_have_other_ways(tmp_path):
    gone = tmp_path / "gone"
    assert install_command(["ar", "fr"], "darwin", gone) == "brew install tesseract-lang"
    assert "installer" in package_of("ar", "win32", gone)
    assert install_command(["ar"], "win32", gone) == ""
    assert how_to_get(["ar", "fr"], "darwin", gone) == "This installs it: brew install tesseract-lang"
    assert how_to_get(["ar", "fr"], "win32", gone) == (
        "What brings it: the Tesseract installer, where its languages are chosen."
    )


def test_official_languages_have_names_and_names_languages():
    assert set(official_languages()) == {"ar", "zh", "en", "fr", "ru", "es"}
    for language in official_languages():
        assert language_of(names_of(language)[0]) == language
    assert language_of("frk") == "frk"
    assert names_of("xx") == ()


def test_symbols_are_read_in_latin_letters(tmp_path):
    data = LanguageData(tmp_path, ("ara", "chi_tra", "eng", "fra"))
    assert read_with("ar", data) == ("ara", "eng")
    assert read_with("fr", data) == ("fra",)
    assert read_with("zh", data) == ("chi_tra",), "the other Chinese, where the usual one is missing"
    assert read_with("ru", data) == ()
    assert read_with("ar", LanguageData(tmp_path, ("ara",))) == ("ara",)
