"""The house rules that a machine can check: sizes, names, tables, icons, and that the README tells the truth."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import tomllib
from graphlib import TopologicalSorter
from pathlib import Path
from xml.etree import ElementTree as ET

import grimp
import pytest

import viewer

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
MODULES = sorted([*ROOT.glob("viewer/**/*.py"), ROOT / "main.py"])
ICONS = sorted(ROOT.glob("resources/icons/*.svg"))
TABLES = sorted(ROOT.glob("resources/**/*.toml"))

MOST_LINES_IN_A_MODULE = 500
MOST_LINES_IN_A_FUNCTION = 60
# "path: qualified name" -> why it is right that it is longer.
LONG_FUNCTIONS: dict[str, str] = {}


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _is_made_here(part: str) -> bool:
    return part == "__pycache__" or (part.startswith(".") and part != ".ci")


def files_of_the_project() -> list[Path]:
    """Every file that is or could be committed; without git (an unpacked archive) what is not made by using it."""
    git = shutil.which("git")
    if git:
        command = [git, "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
        listing = subprocess.run(command, cwd=ROOT, capture_output=True, check=False, text=True)
        if listing.returncode == 0:  # not so where git refuses another user's checkout
            return [ROOT / name for name in listing.stdout.split("\0") if name and (ROOT / name).is_file()]
    return [
        path for path in ROOT.rglob("*") if path.is_file() and not any(map(_is_made_here, path.relative_to(ROOT).parts))
    ]


def functions(tree: ast.AST, prefix: str = "") -> list[tuple[str, int]]:
    """Each function's qualified name and its number of lines, the docstring included."""
    found: list[tuple[str, int]] = []
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            name = f"{prefix}{node.name}"
            if not isinstance(node, ast.ClassDef):
                found.append((name, (node.end_lineno or node.lineno) - node.lineno + 1))
            found += functions(node, f"{name}.")
        else:
            found += functions(node, prefix)
    return found


def test_functions_are_counted_with_their_names():
    tree = ast.parse("class A:\n    def b(self):\n        def c():\n            pass\n        return c\n")
    assert functions(tree) == [("A.b", 4), ("A.b.c", 2)]


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_module_is_short_enough_to_read(path: Path):
    lines = path.read_text(encoding="utf-8").count("\n")
    assert lines <= MOST_LINES_IN_A_MODULE, f"{name_of(path)} has {lines} lines: which noun wants a module of its own?"


def test_functions_are_short_enough_to_read():
    long = {
        f"{name_of(path)}: {name}": lines
        for path in MODULES
        for name, lines in functions(ast.parse(path.read_text(encoding="utf-8")))
        if lines > MOST_LINES_IN_A_FUNCTION
    }
    assert {name: lines for name, lines in long.items() if name not in LONG_FUNCTIONS} == {}
    assert set(LONG_FUNCTIONS) <= set(long), "an exception that is no longer needed"


PARTS_THAT_NAME_THEIR_WIDGET = {
    "viewer.ui.page.wants": "viewer.ui.page.canvas",
    "viewer.ui.panels.notes.menu": "viewer.ui.panels.notes.panel",
    "viewer.ui.tabs.tab_choices": "viewer.ui.tabs.document_tabs",
}


def imports_of(*, types: bool) -> dict[str, set[str]]:
    """The modules of the program that each of them imports, with those it imports for their types alone or without."""
    graph = grimp.build_graph("viewer", exclude_type_checking_imports=not types, cache_dir=None)
    return {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}


def test_no_modules_import_one_another_in_a_circle():
    imports = imports_of(types=False)
    assert {*TopologicalSorter(imports).static_order()} == set(imports)  # raises CycleError with the circle


def test_not_even_types_lead_back():
    """But to a widget from the part that it is handed to, which is made for it alone."""
    imports = imports_of(types=True)
    for part, widget in PARTS_THAT_NAME_THEIR_WIDGET.items():
        imports[part].remove(widget)
    assert {*TopologicalSorter(imports).static_order()} == set(imports)  # raises CycleError with the circle


def test_no_module_has_a_name_that_says_nothing():
    nothing = re.compile(r"(^|_)(utils?|helpers?|common|misc|stuff|tools|manager|base)(_|$)")
    folders = [path for top in ("viewer", "tests") for path in (ROOT / top).rglob("*")]
    assert [name_of(path) for path in folders if nothing.search(path.stem) and "__pycache__" not in path.parts] == []


def test_no_file_names_the_machine_it_was_written_on():
    machine = re.compile(
        r"(?<![\w./:>-])/(?:work|root)(?:/|\b)"  # the folders of a developer's machine
        r"|\bpy[p]i\.(?:org|python)|files\.python[h]osted"  # where packages come from is pip's business
    )
    found = []
    for path in files_of_the_project():
        if path.suffix in {".pdf", ".png"} or path.name == "LICENSE":
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        found += [f"{name_of(path)}: {match.group()}" for match in machine.finditer(text)]
    assert found == []


@pytest.mark.parametrize("path", TABLES, ids=name_of)
def test_table_parses(path: Path):
    assert tomllib.loads(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", ICONS, ids=name_of)
def test_icon_is_drawn_on_the_grid(path: Path):
    icon = ET.parse(path).getroot()  # noqa: S314 - our own file
    assert icon.tag == "{http://www.w3.org/2000/svg}svg"
    if path.stem == "verbale":  # the program's own icon has colours
        return
    assert icon.attrib["viewBox"] == "0 0 24 24"
    assert icon.attrib["stroke"] == "currentColor"
    assert (icon.attrib["stroke-width"], icon.attrib["stroke-linecap"]) == ("1.75", "round")
    assert "#" not in path.read_text(encoding="utf-8"), "a colour of its own would not follow light and dark"


def test_every_icon_the_window_asks_for_is_there():
    asked = {
        name
        for path in ROOT.glob("viewer/ui/**/*.py")
        for name in re.findall(r"\bicon(?:\(|=)\"([a-z-]+)\"", path.read_text(encoding="utf-8"))
    }
    assert asked - {path.stem for path in ICONS} == set()


def readme_commands() -> list[str]:
    blocks = re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
    return [line for block in blocks for line in block.splitlines() if line]


def test_readme_gives_the_two_commands_first():
    assert readme_commands()[:2] == ["sh .ci/start", "sh .ci/test"]


def test_scripts_and_documents_that_the_readme_names_exist():
    words = {word for line in readme_commands() for word in line.split()}
    named = {word for word in words if word.startswith((".ci/", "resources/"))}
    assert named
    assert [name for name in sorted(named) if not (ROOT / name).is_file()] == []


def test_links_and_pictures_of_the_readme_lead_somewhere():
    targets = [target for target in re.findall(r"\]\(([^)]+)\)", README) if "://" not in target]
    assert targets
    assert [target for target in targets if not (ROOT / target).is_file()] == []


def test_readme_draws_the_house_that_stands():
    rooms = {name.rstrip("/") for name in re.findall(r"^\| `(viewer/\w+)/` \|", README, re.MULTILINE)}
    assert rooms == {name_of(path.parent) for path in ROOT.glob("viewer/*/__init__.py")}


@pytest.mark.skipif(os.name != "posix", reason="the scripts are for sh")
@pytest.mark.parametrize("name", ["prepare", "start", "test", "run"])
def test_script_is_executable_and_has_no_syntax_error(name: str):
    script = ROOT / ".ci" / name
    assert os.access(script, os.X_OK)
    shell = "bash" if script.read_text(encoding="utf-8").startswith("#!/usr/bin/env bash") else "sh"
    assert subprocess.run([shell, "-n", script], capture_output=True, check=False, text=True).stderr == ""


def test_integration_runs_the_test_command_of_the_readme():
    assert "sh .ci/test" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_licence_is_the_whole_agpl_everywhere():
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert text.split("\n", 2)[0].strip() == "GNU AFFERO GENERAL PUBLIC LICENSE"
    assert [int(number) for number in re.findall(r"^  (\d+)\. [A-Z]", text, re.MULTILINE)] == list(range(18))
    assert "END OF TERMS AND CONDITIONS" in text
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["license"] == "AGPL-3.0-or-later"


def test_version_is_said_once():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == viewer.__version__


def test_sample_says_what_its_builder_says(sample_text: Path):
    words = tomllib.loads((ROOT / "tests/papers/sample_document.toml").read_text(encoding="utf-8"))
    written = re.sub(r"-\n(?=[а-я])", "", sample_text.read_text(encoding="utf-8"))
    written = " ".join(written.split())
    chapters = words["annex"]["chapters"]
    paragraphs = words["cover"]["paragraphs"] + [text for chapter in chapters for text in chapter["paragraphs"]]
    for paragraph in paragraphs:
        assert paragraph.replace("|", "").replace("^", "") in written


@pytest.mark.parametrize("path", sorted(ROOT.glob("resources/samples/*.txt")), ids=name_of)
def test_every_page_of_a_sample_says_that_it_is_one(path: Path):
    notice = re.compile(
        r"Sample document of the Verbale project; not a United Nations document\."
        r"|Образец документа проекта Verbale; не является документом Организации Объединенных Наций\."
        r"|وثيقة نموذجية لمشروع Verbale؛ وليست من وثائق الأمم المتحدة\."
    )
    pages = path.read_text(encoding="utf-8").split("\f")
    assert len(pages) >= 2
    assert [number for number, page in enumerate(pages, 1) if len(notice.findall(page)) != 1] == []
