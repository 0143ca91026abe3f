"""Tesseract's language data: where it is on this system, what is there, and which package brings what is not.

The data belongs to the system, not to this program; the recogniser itself comes with PyMuPDF. Standard library only,
so that the window's process may ask.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from viewer.model.tables import table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

SUFFIX = ".traineddata"
NOT_LANGUAGES = frozenset({"osd", "equ"})
"""Data of other kinds: the direction of a page, formulas."""
OS_RELEASE = Path("/etc/os-release")


@dataclass(frozen=True, slots=True)
class LanguageData:
    """The folder of the data, and the languages that are there, by Tesseract's names."""

    folder: Path
    languages: tuple[str, ...]

    def names_of(self, language: str) -> str:
        """Tesseract's name of a language (ISO 639-1), empty where its data is not there."""
        return next((name for name in names_of(language) if name in self.languages), "")


def find_data(environment: Mapping[str, str] | None = None, platform: str = sys.platform) -> LanguageData | None:
    """The data that is installed, or None where there is none. A handful of folders is looked at."""
    for folder in _folders(os.environ if environment is None else environment, platform):
        languages = _languages_in(folder)
        if languages:
            return LanguageData(folder, languages)
    return None


def official_languages() -> tuple[str, ...]:
    """The official languages (ISO 639-1) in the order in which they are tried."""
    return tuple(table("recognition")["proposed"]["official"])


def names_of(language: str) -> tuple[str, ...]:
    """Tesseract's names of a language (ISO 639-1), the usual one first; none where it is not known."""
    return tuple(table("recognition")["languages"].get(language, ()))


def language_of(name: str) -> str:
    """The language (ISO 639-1) of one of Tesseract's names, or the name itself."""
    return next((language for language, names in table("recognition")["languages"].items() if name in names), name)


def script_of(name: str) -> str:
    """What Tesseract calls the script of the language that it calls so."""
    language = language_of(name)
    return next(
        (script for script, languages in table("recognition")["scripts"].items() if language in languages), "Latin"
    )


def read_with(language: str, data: LanguageData) -> tuple[str, ...]:
    """The names to recognise a page in a language with, the main one first; none where its data is not there.

    Symbols are in Latin letters; where a language's own data does not know them, English goes with it.
    """
    name = data.names_of(language)
    english = data.names_of("en")
    if name and english and language in table("recognition")["proposed"]["with_english"]:
        return name, english
    return (name,) if name else ()


def package_of(language: str, platform: str, release: Path) -> str:
    """What brings the data of a language (ISO 639-1) on this system: the name of a package, or words."""
    code = next(iter(names_of(language)), language)
    pattern = (
        _of_system(table("recognition")["packages"], platform, release) or table("recognition")["packages"]["other"]
    )
    return pattern.format(code=code, hyphened=code.replace("_", "-"))


def install_command(languages: Sequence[str], platform: str, release: Path) -> str:
    """The command that installs the data of languages (ISO 639-1) on this system, or nothing where it is not known."""
    pattern = _of_system(table("recognition")["install"], platform, release)
    packages = dict.fromkeys(package_of(language, platform, release) for language in languages)
    return pattern.format(packages=" ".join(packages)) if pattern else ""


def how_to_get(languages: Sequence[str], platform: str = sys.platform, release: Path = OS_RELEASE) -> str:
    """How the data of languages (ISO 639-1) is had on this system, in a sentence."""
    command = install_command(languages, platform, release)
    if command:
        return f"This installs it: {command}"
    packages = dict.fromkeys(package_of(language, platform, release) for language in languages)
    return f"What brings it: {', '.join(packages)}."


def _of_system(by_system: Mapping[str, str], platform: str, release: Path) -> str:
    names = [*_released_as(release), "other"] if platform == "linux" else [platform]
    return next((by_system[name] for name in names if name in by_system and name != "other"), "")


def _released_as(release: Path) -> list[str]:
    """The distribution's own name and those that it is like, as the freedesktop standard has them."""
    try:
        said = release.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return []
    values = dict(re.findall(r"^(ID|ID_LIKE)=[\"']?([^\"'\n]*)", said, re.MULTILINE))
    return f"{values.get('ID', '')} {values.get('ID_LIKE', '')}".split()


def _folders(environment: Mapping[str, str], platform: str) -> Iterator[Path]:
    named = environment.get("TESSDATA_PREFIX")
    if named:
        yield from (Path(named), Path(named) / "tessdata")
    program = shutil.which("tesseract", path=environment.get("PATH"))
    if program:
        place = Path(program).resolve().parent
        yield from (place / "tessdata", place.parent / "share" / "tessdata")
    for pattern in table("recognition")["folders"].get(platform, ()):
        whole = Path(pattern).expanduser()
        yield from sorted(Path(whole.anchor).glob(str(whole.relative_to(whole.anchor))), reverse=True)


def _languages_in(folder: Path) -> tuple[str, ...]:
    try:
        names = sorted(path.name.removesuffix(SUFFIX) for path in folder.iterdir() if path.name.endswith(SUFFIX))
    except OSError:
        return ()
    return tuple(name for name in names if name not in NOT_LANGUAGES)
