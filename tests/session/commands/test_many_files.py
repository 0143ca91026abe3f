"""Which files a folder stands for: all in it, once, whatever links lead where; no hidden ones, no pipes."""

from __future__ import annotations

import os

import pytest

from viewer.session.commands.many_files import FoundFile, find_files

posix = pytest.mark.skipif(os.name != "posix", reason="links and pipes are made otherwise")


@pytest.fixture
def tree(tmp_path):
    for name in ("b/two.pdf", "b/deep/three.txt", "a.pdf", "c.pdf", ".hidden.pdf", ".git/object", "b/.cache/x.pdf"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("words", encoding="utf-8")
    return tmp_path


def names(found, tree) -> list[str]:
    return [str(each.path.relative_to(tree)).replace(os.sep, "/") for each in found.files]


def test_a_folder_stands_for_all_files_below_it_by_name(tree):
    found = find_files([tree])
    assert names(found, tree) == ["a.pdf", "b/deep/three.txt", "b/two.pdf", "c.pdf"]
    assert not any(each.named for each in found.files)
    assert found.problems == []


def test_what_is_given_by_name_is_taken_as_it_is(tree):
    given = [tree / "c.pdf", tree / ".hidden.pdf", tree / "missing.pdf", tree / "c.pdf"]
    assert find_files(given).files == [FoundFile(path, named=True) for path in given]
    assert names(find_files([tree / ".git"]), tree) == [".git/object"]


def test_a_pattern_stands_for_the_files_that_it_fits_where_no_shell_has_expanded_it(tree):
    (tree / "[1].pdf").write_text("words", encoding="utf-8")
    given = [tree / "*.pdf", tree / "b" / "t?o.pdf", tree / "[?].pdf", tree / "*.docx"]
    found = find_files(given, patterns=True)
    assert names(found, tree) == ["[1].pdf", "a.pdf", "c.pdf", "b/two.pdf", "[1].pdf", "*.docx"]
    assert find_files(given, patterns=False).files == [FoundFile(path, named=True) for path in given]


def test_an_empty_folder_stands_for_itself(tmp_path):
    (tmp_path / ".hidden").write_text("", encoding="utf-8")
    assert find_files([tmp_path]).files == [FoundFile(tmp_path, named=True)]


def test_a_folder_that_another_has_brought_along_is_neither_read_again_nor_said_to_be_empty(tree):
    found = find_files([tree, tree / "b", tree])
    assert found == find_files([tree])
    assert find_files([tree / "b"], leave_out=tree / "b").files == [FoundFile(tree / "b", named=True)]


def test_nothing_is_taken_from_the_folder_of_the_tables(tree):
    assert names(find_files([tree], leave_out=tree / "b"), tree) == ["a.pdf", "c.pdf"]
    assert names(find_files([tree], leave_out=tree / "not there"), tree)[-1] == "c.pdf"


@posix
def test_links_that_lead_round_end_and_folders_are_read_once(tree):
    (tree / "b" / "up").symlink_to(tree)
    (tree / "again").symlink_to(tree / "b")
    (tree / "broken").symlink_to(tree / "nowhere")
    (tree / "self").symlink_to(tree / "self")
    (tree / "link.pdf").symlink_to(tree / "a.pdf")
    found = find_files([tree])
    assert names(found, tree) == ["a.pdf", "again/deep/three.txt", "again/two.pdf", "c.pdf", "link.pdf"]


@posix
def test_pipes_are_passed_over(tree):
    os.mkfifo(tree / "pipe.pdf")
    assert "pipe.pdf" not in names(find_files([tree]), tree)


@posix
@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_folder_that_may_not_be_looked_into_is_said(tree):
    (tree / "b").chmod(0)
    try:
        found = find_files([tree])
    finally:
        (tree / "b").chmod(0o700)
    assert names(found, tree) == ["a.pdf", "c.pdf"]
    assert "cannot be looked into" in found.problems[0]


def test_a_very_deep_folder_is_read(tmp_path):
    here = tmp_path
    for _ in range(300):
        here /= "d"
        here.mkdir()
    (here / "x.txt").write_text("deep", encoding="utf-8")
    assert len(find_files([tmp_path]).files) == 1
