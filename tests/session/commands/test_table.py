"""Commands in this process, with workers that crash and hang when told to; test_command_line drives the real thing."""

from __future__ import annotations

import csv
import json
import signal
import sys
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from viewer import __main__ as program
from viewer.session.commands import crew, whole_document
from viewer.session.commands import inspect as inspecting
from viewer.session.commands import reading as command_reading
from viewer.session.commands import table as commands
from viewer.session.commands.table import run_command
from viewer.session.settings import results_folder
from viewer.workers.child.settings import Parts
from viewer.workers.child.understood_store import UnderstoodStore
from viewer.workers.host import HostSettings, Patience, WorkerHost

SIGNALS = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
PARTS = Parts("worker_parts:open_paper", "worker_parts:understand", "worker_parts:fold")


@pytest.fixture(autouse=True)
def papers_that_act(monkeypatch):
    """Workers read the papers of tests/workers, whose pages do what they say."""
    monkeypatch.syspath_prepend(Path(__file__).parents[1] / "workers")
    settings = HostSettings(parts=PARTS, patience=Patience(opening=5.0, background=1.5))
    monkeypatch.setattr(commands, "WorkerHost", lambda role: WorkerHost(role, settings=settings))
    yield
    assert [thread.name for thread in threading.enumerate() if thread.name.startswith("worker-")] == []


@pytest.fixture
def paper(tmp_path):
    def write(name, *pages):
        path = tmp_path / name
        path.write_text("\n".join(pages), encoding="utf-8")
        return str(path)

    return write


def lines(captured):
    return [json.loads(line) for line in captured.out.decode().splitlines()]


def test_a_file_that_ends_the_worker_costs_that_file_only(paper, capsysbinary):
    files = [paper("a", "fine"), paper("b", "open-crash"), paper("c", "locked"), paper("d", "fine", "too")]
    assert run_command(["inspect", *files, "--json"]) == 1
    captured = capsysbinary.readouterr()
    first, crashed, locked, last = lines(captured)
    assert [line["file"] for line in (first, crashed, locked, last)] == files
    advice = "Save it as PDF in another program, or get another copy of it."
    assert crashed["error"] == f"The document stopped the reading process. {advice}"
    assert locked["error"] == "It needs a password."
    assert (first["pages"], last["pages"], last["characters"]) == (1, 2, 8)
    assert captured.err.decode().splitlines() == [
        f"verbale: {files[1]}: The document stopped the reading process. {advice}",
        f"verbale: {files[2]}: It needs a password.",
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="names are not as free there")
def test_a_name_with_signs_that_a_terminal_obeys_is_told_in_one_line(paper, capsysbinary):
    file = paper("a\n\x1b[2Jb", "locked")
    assert run_command(["inspect", file]) == 1
    shown = file.replace("\n", "\\n").replace("\x1b", "\\x1b")
    assert capsysbinary.readouterr().err.decode() == f"verbale: {shown}: It needs a password.\n"


def test_a_page_that_ends_the_worker_costs_that_page_only(paper, capsysbinary):
    file = paper("a", "one", "crash", "three")
    assert run_command(["inspect", file, "--json"]) == 0
    [line] = lines(capsysbinary.readouterr())
    assert (line["pages"], line["characters"]) == (3, len("one\f\fthree"))
    assert "Page 2 was left out: reading it stopped the reading process." in line["warnings"]


def test_a_page_that_hangs_is_left_out(paper, capsysbinary):
    file = paper("a", "one", "hang", "three")
    assert run_command(["inspect", file, "--text"]) == 0
    captured = capsysbinary.readouterr()
    assert captured.out == b"one\f\fthree"
    left_out = "Page 2 was left out: reading it stopped the reading process."
    assert f"verbale: {file}: {left_out}" in captured.err.decode().splitlines()


def test_what_cannot_be_understood_is_an_error(paper, capsysbinary):
    assert run_command(["inspect", paper("a", "riddle"), "--json"]) == 1
    [line] = lines(capsysbinary.readouterr())
    assert "could not be worked out" in line["error"]


def test_a_text_that_cannot_be_understood_is_a_text_all_the_same(paper, capsysbinary, tmp_path):
    file = paper("a", "riddle")
    assert run_command(["inspect", file, "--text"]) == 0
    assert capsysbinary.readouterr() == (b"riddle", b"")
    out = tmp_path / "notes.json"
    assert run_command(["export", file, "--format", "json", "--out", str(out)]) == 0
    assert json.loads(out.read_text(encoding="utf-8"))["total"] == 0
    assert b"could not be worked out" in capsysbinary.readouterr().err


def test_reading_without_end_is_given_up(paper, capsysbinary, monkeypatch):
    monkeypatch.setattr(whole_document, "PATIENCE", 0.3)
    assert run_command(["inspect", paper("a", "slow 1")]) == 1
    captured = capsysbinary.readouterr()
    assert captured.err.decode().endswith("Reading takes too long and was given up.\n")
    assert captured.out == b""


def test_a_worker_that_cannot_be_started_is_said(paper, capsysbinary, monkeypatch):
    settings = HostSettings(parts=Parts("no_such_module:nothing"))
    monkeypatch.setattr(commands, "WorkerHost", lambda role: WorkerHost(role, settings=settings))
    assert run_command(["inspect", paper("a", "fine")]) == 1
    assert "The reading process cannot be started" in capsysbinary.readouterr().err.decode()


def test_without_an_option_the_summary_is_for_people(paper, capsysbinary):
    files = [paper("a\tb", "\x1b[31mred"), paper("b", "fine")]
    assert run_command(["inspect", *files]) == 0
    said = capsysbinary.readouterr().out.decode()
    assert "a b\n  Pages               1, 8 characters, text layer good\n" in said
    assert "\x1b" not in said
    assert said.count("\n\n") == 1
    assert f"\n\n{files[1]}\n" in said


@pytest.fixture
def signals():
    """What signals do is as before after a test that has sent one."""
    before = {number: signal.getsignal(number) for number in SIGNALS}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.usefixtures("signals")
@pytest.mark.parametrize("number", SIGNALS, ids=lambda number: number.name)
def test_a_signal_ends_the_worker_and_says_nothing(paper, capsysbinary, monkeypatch, number):
    monkeypatch.setattr(command_reading, "read_whole_document", lambda *_, **__: signal.raise_signal(number))
    assert run_command(["inspect", paper("a", "fine")]) == 128 + number
    assert capsysbinary.readouterr() == (b"", b"")


def test_ctrl_c_before_there_is_anything_to_end_says_nothing(capsysbinary, monkeypatch):
    monkeypatch.setattr(commands, "run_command", lambda _arguments: signal.raise_signal(signal.SIGINT))
    assert program.main(["inspect", "a"]) == 130
    assert capsysbinary.readouterr() == (b"", b"")


@pytest.mark.usefixtures("signals")
def test_a_signal_that_is_to_be_ignored_is_and_handlers_are_as_before(paper, capsysbinary, monkeypatch):
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # as nohup does
    before = [signal.getsignal(number) for number in SIGNALS]
    real = whole_document.read_whole_document

    def reading(*arguments, **more):
        signal.raise_signal(signal.SIGINT)
        return real(*arguments, **more)

    monkeypatch.setattr(command_reading, "read_whole_document", reading)
    assert run_command(["inspect", paper("a", "fine"), "--json"]) == 0
    assert len(lines(capsysbinary.readouterr())) == 1
    assert [signal.getsignal(number) for number in SIGNALS] == before


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["inspect"], "FILE"),
        (["inspect", "a", "--json", "--text"], "not allowed"),
        (["inspect", "a", "b", "--text"], "--text takes one file"),
        (["inspect", "a", "--text", "--csv", "t"], "--text takes one file"),
        (["inspect", "a", "--csv", "t", "--parquet", "t"], "not allowed"),
        (["inspect", "a", "--jobs", "0"], "no number of processes"),
        (["inspect", "a", "--encoding", "klingon"], "no encoding called"),
        (["inspect", "a", "--encoding", "hex"], "no encoding called"),
        (["export", "a", "--out", "b"], "--format"),
        (["export", "a", "--format", "markdown"], "--out"),
        (["export", "a", "--format", "papyrus", "--out", "b"], "invalid choice"),
    ],
)
def test_wrong_usage_is_explained(arguments, words, capsys):
    assert run_command(arguments) == 2
    captured = capsys.readouterr()
    assert words in captured.err
    assert captured.out == ""


@pytest.mark.parametrize("arguments", [["inspect", "--help"], ["export", "--help"], ["--help"]])
def test_help_is_no_failure(arguments, capsys):
    assert run_command(arguments) == 0
    assert "usage: verbale" in capsys.readouterr().out


def test_references_of_what_could_not_be_understood_are_a_failure(paper, tmp_path, capsys, monkeypatch):
    file, out = paper("a", "fine"), tmp_path / "cited.bib"

    def not_understood(*given, **more):
        document = whole_document.read_whole_document(*given, **more)
        return replace(document, understanding=None, failure="It is too odd.")

    monkeypatch.setattr(command_reading, "read_whole_document", not_understood)
    assert run_command(["export", file, "--format", "bibtex", "--out", str(out)]) == 1
    assert capsys.readouterr().err == f"verbale: {file}: It is too odd.\n"
    assert not out.exists()


# -- many files -------------------------------------------------------------------------------------------------------


def test_a_crash_and_a_hang_among_many_cost_those_files_only_and_the_order_is_kept(paper, capsysbinary, tmp_path):
    pages = {"b": "open-crash", "d": "hang", "f": "locked"}
    files = [paper(name, pages.get(name, f"words of {name}")) for name in "abcdefgh"]
    (tmp_path / ".hidden").write_text("hidden", encoding="utf-8")
    assert run_command(["inspect", str(tmp_path), "--json", "--jobs", "3"]) == 1
    captured = capsysbinary.readouterr()
    said = lines(captured)
    assert [line["file"] for line in said] == files
    assert [line["file"] for line in said if "error" in line] == [files[1], files[5]]
    assert "Page 1 was left out: reading it stopped the reading process." in said[3]["warnings"]
    assert len(captured.err.splitlines()) == 2


def results_of(folder):
    return sorted(folder.glob("*.understood"))


def test_a_second_run_takes_its_results_from_the_first_and_says_the_same(paper, capsysbinary, tmp_path):
    folder = results_folder()
    for name in "abcd":
        paper(name, f"words of {name}", "raise" if name == "c" else "more")
    command = ["inspect", str(tmp_path), "--json", "--jobs", "2"]
    assert run_command([*command, "--no-cache"]) == 0
    anew = capsysbinary.readouterr().out
    assert not folder.exists()
    said = []
    for _ in range(2):
        assert run_command(command) == 0
        said.append(capsysbinary.readouterr().out)
    assert said == [anew, anew]
    assert len(results_of(folder)) == 3, "a page that could not be read is tried again"

    store = UnderstoodStore(folder)
    for entry in results_of(folder):
        kept = store.load(entry.name)
        warned = replace(kept.understanding, warnings=("as it was kept",))
        store.save(entry.name, replace(kept, understanding=warned))
    assert run_command(command) == 0
    assert [line["warnings"] == ["as it was kept"] for line in lines(capsysbinary.readouterr())] == [1, 1, 0, 1]
    assert run_command([*command, "--no-cache"]) == 0
    assert capsysbinary.readouterr().out == anew

    for entry in results_of(folder):
        entry.write_bytes(entry.read_bytes()[:-1])
    assert run_command(command) == 0
    assert capsysbinary.readouterr().out == anew


def test_a_folder_of_results_that_cannot_be_used_costs_nothing_but_time(paper, capsysbinary):
    results_folder().parent.mkdir(parents=True, exist_ok=True)
    results_folder().write_bytes(b"in the way")
    file = paper("a", "fine")
    for _ in range(2):
        assert run_command(["inspect", file, "--json"]) == 0
        assert [line["characters"] for line in lines(capsysbinary.readouterr())] == [4]


def test_as_finished_lets_none_wait_for_one_before_it(paper, capsysbinary):
    files = [paper("a", "slow 1.2"), *(paper(name, name) for name in "bcdef")]
    assert run_command(["inspect", *files, "--json", "--jobs", "2", "--as-finished"]) == 0
    said = lines(capsysbinary.readouterr())
    assert [line["file"] for line in said] == [*files[1:], files[0]]


def test_no_more_is_read_ahead_than_a_few_documents_a_worker(paper, monkeypatch, capsysbinary):
    files = [paper("a", "slow 1.2"), *(paper(f"b{number:03}", "fine") for number in range(60))]
    read = []
    real = command_reading.read_whole_document

    def noting(host, number, path, **more):
        document = real(host, number, path, **more)
        read.append(number)
        return document

    monkeypatch.setattr(command_reading, "read_whole_document", noting)
    assert run_command(["inspect", *files, "--json", "--jobs", "2"]) == 0
    assert read.index(1) <= 2 * crew.AHEAD, "the slow first one holds the others up, for the sake of memory"
    assert [line["file"] for line in lines(capsysbinary.readouterr())] == files


def test_tables_are_written_of_all_and_say_what_failed(paper, capsysbinary, tmp_path):
    files = [paper("a", "fine"), paper("b", "locked")]
    folder = tmp_path / "tables"
    assert run_command(["inspect", *files, "--csv", str(folder)]) == 1
    captured = capsysbinary.readouterr()
    assert captured.out == b""
    with (folder / "documents.csv").open(encoding="utf-8-sig", newline="") as table:
        rows = list(csv.DictReader(table))
    assert [(row["file"], row["error"]) for row in rows] == [(files[0], ""), (files[1], "It needs a password.")]
    assert sorted(path.name for path in folder.iterdir()) == ["documents.csv", "mentions.csv", "sections.csv"]


def test_without_pyarrow_parquet_is_refused_with_the_way_to_get_it(paper, capsys, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    assert run_command(["inspect", paper("a", "fine"), "--parquet", str(tmp_path / "tables")]) == 2
    assert "pip install 'verbale[tables]'" in capsys.readouterr().err
    assert not (tmp_path / "tables").exists()


@pytest.mark.usefixtures("signals")
@pytest.mark.parametrize("number", SIGNALS, ids=lambda number: number.name)
def test_a_signal_leaves_whole_lines_tables_in_part_and_a_word(paper, capsysbinary, tmp_path, monkeypatch, number):
    files = [paper(f"{at:02}", "fine") for at in range(9)]
    real = inspecting.Inspection._say

    def pressing(self, document, read):
        real(self, document, read)
        if document.path.name == "04":
            signal.raise_signal(number)

    monkeypatch.setattr(inspecting.Inspection, "_say", pressing)
    folder = tmp_path / "tables"
    assert run_command(["inspect", *files, "--json", "--csv", str(folder), "--jobs", "2"]) == 128 + number
    names = {"documents.partial.csv", "sections.partial.csv", "mentions.partial.csv"}
    assert {path.name for path in folder.iterdir()} == names
    captured = capsysbinary.readouterr()
    assert [line["file"] for line in lines(captured)] == files[:5]
    assert captured.err.decode() == (
        "verbale: Stopped: 5 of 9 files are done, and what has been written of them is whole.\n"
        "verbale: The tables of these are documents.partial.csv, sections.partial.csv and mentions.partial.csv; "
        "older whole ones stay.\n"
    )
    with (folder / "documents.partial.csv").open(encoding="utf-8-sig", newline="") as table:
        assert [row["file"] for row in csv.DictReader(table)] == files[:5]


@pytest.mark.usefixtures("signals")
def test_a_signal_before_any_file_is_done_leaves_older_tables(paper, capsysbinary, tmp_path, monkeypatch):
    folder, file = tmp_path / "tables", paper("a", "fine")
    assert run_command(["inspect", file, "--csv", str(folder)]) == 0
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert len(before) == 3
    monkeypatch.setattr(command_reading, "read_whole_document", lambda *_, **__: signal.raise_signal(signal.SIGTERM))
    assert run_command(["inspect", file, "--csv", str(folder)]) == 128 + signal.SIGTERM
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    assert capsysbinary.readouterr() == (b"", b"")


def test_tables_that_cannot_be_written_are_said(paper, capsys, tmp_path):
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    assert run_command(["inspect", paper("a", "fine"), "--csv", str(tmp_path / "file")]) == 1
    assert "The tables cannot be written: " in capsys.readouterr().err


def test_files_of_other_kinds_in_a_folder_are_passed_over_and_named_ones_are_not(capsysbinary, tmp_path, monkeypatch):
    monkeypatch.setattr(commands, "WorkerHost", WorkerHost)  # real formats
    (tmp_path / "a.txt").write_text("Words of a text.\n", encoding="utf-8")
    (tmp_path / "b.bin").write_bytes(bytes(range(256)) * 4)
    (tmp_path / "c.txt").write_bytes(b"")
    assert run_command(["inspect", str(tmp_path), "--json"]) == 0
    captured = capsysbinary.readouterr()
    assert [line["file"] for line in lines(captured)] == [str(tmp_path / "a.txt")]
    assert captured.err == b""
    assert run_command(["inspect", str(tmp_path / "b.bin"), str(tmp_path / "c.txt"), "--json"]) == 1
    assert [set(line) for line in lines(capsysbinary.readouterr())] == [{"file", "error"}] * 2


def test_what_is_called_a_document_in_a_folder_and_is_none_is_said(capsysbinary, tmp_path, monkeypatch):
    monkeypatch.setattr(commands, "WorkerHost", WorkerHost)  # real formats
    (tmp_path / "a.txt").write_text("Words of a text.\n", encoding="utf-8")
    (tmp_path / "noise.PDF").write_bytes(bytes(range(256)) * 4)
    (tmp_path / "empty.docx").write_bytes(b"")
    assert run_command(["inspect", str(tmp_path), "--json"]) == 1
    captured = capsysbinary.readouterr()
    assert {Path(line["file"]).name: line.get("error") for line in lines(captured)} == {
        "a.txt": None,
        "empty.docx": "The file is empty. Get another copy of it.",
        "noise.PDF": "The file is called .PDF, but there is nothing of the kind in it. Get another copy of it.",
    }
    assert captured.err.count(b"\n") == 2
