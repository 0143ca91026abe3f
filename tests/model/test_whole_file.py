"""A file is written whole or not at all, and nothing is left beside it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from viewer.model import whole_file
from viewer.model.whole_file import remove_oldest, write_whole


def test_what_stood_there_is_replaced_and_nothing_is_left_beside_it(tmp_path):
    path = tmp_path / "kept"
    for data in (b"the first", b"and the second, which is longer", b""):
        write_whole(path, data)
        assert path.read_bytes() == data
    assert list(tmp_path.iterdir()) == [path]


def test_where_it_cannot_be_put_in_its_place_the_old_one_stays(tmp_path, monkeypatch):
    path = tmp_path / "kept"
    write_whole(path, b"before")

    def full(_self, _target):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="No space"):
        write_whole(path, b"after")
    assert path.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [path]


def test_where_another_program_reads_the_old_one_it_is_tried_again(tmp_path, monkeypatch):
    replace, refusals = Path.replace, [PermissionError(13, "in use"), PermissionError(13, "in use")]

    def in_use(self, target):
        if refusals:
            raise refusals.pop()
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", in_use)
    monkeypatch.setattr(whole_file, "TRIES", 3)
    monkeypatch.setattr(whole_file, "PAUSE", 0)
    write_whole(tmp_path / "kept", b"data")
    assert (tmp_path / "kept").read_bytes() == b"data"
    refusals += [PermissionError(13, "in use")] * 3
    with pytest.raises(PermissionError):
        write_whole(tmp_path / "kept", b"more")
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"data"]


def test_without_its_folder_it_says_so(tmp_path):
    with pytest.raises(FileNotFoundError):
        write_whole(tmp_path / "nowhere" / "kept", b"data")


def test_files_used_longest_ago_give_way_and_the_kept_one_never_does(tmp_path):
    files = [tmp_path / f"{age}.pdf" for age in range(5)]
    for age, path in enumerate(files):
        path.write_bytes(b"1234")
        os.utime(path, (1000 - age, 1000 - age))
    remove_oldest([*files, tmp_path / "gone.pdf"], 12, files[4])
    assert sorted(tmp_path.iterdir()) == [files[0], files[1], files[4]]
    remove_oldest(files, 3, files[4])
    assert sorted(tmp_path.iterdir()) == [files[4]]
