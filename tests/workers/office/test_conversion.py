"""Conversions with stand-ins for LibreOffice that do everything a program can do wrong."""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from office_parts import StandIn, posix
from papers.other_formats import zipped
from patience import SECONDS

from viewer.formats.containers import COMPOUND
from viewer.workers.messages.conversion import ConversionJob, Converted, Converting, NotConverted
from viewer.workers.office import converting, office_program
from viewer.workers.office.conversion import TIME_LIMIT, Conversions, ConversionSettings, convert_and_wait
from viewer.workers.office.converted_files import WORK, ConvertedFiles, digest_of
from viewer.workers.office.office_program import find_office_program

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

pytestmark = posix


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "a note.docx"
    path.write_bytes(b"what the document holds")
    return path


@pytest.fixture
def settings(tmp_path: Path) -> ConversionSettings:
    return ConversionSettings(folder=tmp_path / "kept", seconds=60)


@pytest.fixture
def conversions(settings: ConversionSettings) -> Iterator[Conversions]:
    conversions = Conversions(settings)
    yield conversions
    conversions.close()


def job(document: Path, program: object, settings: ConversionSettings, **more) -> ConversionJob:
    whole = ConversionJob(str(document), "docx", str(program), str(settings.folder), settings.seconds, settings.most)
    return replace(whole, **more)


def converted(
    job: ConversionJob, meanwhile: Callable[[], None] = lambda: None
) -> tuple[Converted | NotConverted, bool]:
    """What comes of a job in this process, and whether the pages had to be made; ``meanwhile`` is done as they are."""
    told: list[Converting] = []

    def still_wanted(seconds: float) -> bool:
        meanwhile()
        time.sleep(seconds)
        return True

    return converting.convert(job, told.append, still_wanted), bool(told)


def wait_for_start(stand_in: StandIn) -> None:
    end = time.monotonic() + SECONDS
    while len(stand_in.starts) < 2:
        assert time.monotonic() < end
        time.sleep(0.02)


def wait_until_gone(stand_in: StandIn) -> None:
    end = time.monotonic() + SECONDS
    while stand_in.running:
        assert time.monotonic() < end, stand_in.running
        time.sleep(0.02)


# -- what comes of it -------------------------------------------------------------------------------------------------


def test_pages_are_made_once_and_kept(tmp_path: Path, document: Path, conversions: Conversions):
    stand_in = StandIn(tmp_path / "office", "converts")
    answers: queue.SimpleQueue = queue.SimpleQueue()
    conversions.convert(document, "docx", str(stand_in), answers.put)
    assert answers.get(timeout=SECONDS) == Converting()
    made = answers.get(timeout=SECONDS)
    assert Path(made.pages).read_bytes() == (stand_in.folder / "pages.pdf").read_bytes()
    conversions.convert(document, "docx", str(stand_in), answers.put)
    assert answers.get(timeout=SECONDS) == made
    assert len(stand_in.starts) == 1


def test_the_same_bytes_elsewhere_are_the_same_document(tmp_path: Path, document: Path, settings: ConversionSettings):
    stand_in = StandIn(tmp_path / "office", "converts")
    other = tmp_path / "moved.docx"
    other.write_bytes(document.read_bytes())
    first, made = converted(job(document, stand_in, settings))
    assert made
    assert converted(job(other, stand_in, settings)) == (first, False)
    other.write_bytes(b"other bytes")
    assert converted(job(other, stand_in, settings))[1]


def test_another_version_of_the_program_makes_its_own_pages(
    tmp_path: Path, document: Path, settings: ConversionSettings
):
    stand_in = StandIn(tmp_path / "office", "converts")
    first, _ = converted(job(document, stand_in, settings))
    os.utime(stand_in.program, (1, 1))
    second, made = converted(job(document, stand_in, settings))
    assert made
    assert first != second


@pytest.mark.parametrize(
    ("act", "why"),
    [
        ("crashes", "LibreOffice stopped while it was converting it."),
        ("writes nothing", "LibreOffice cannot read it. It may be damaged, or protected with a password."),
        ("fails", "LibreOffice cannot read it. It may be damaged, or protected with a password."),
        ("talks nonsense", "LibreOffice cannot read it. It may be damaged, or protected with a password."),
        ("writes no PDF", "LibreOffice cannot read it. It may be damaged, or protected with a password."),
        ("writes a link", "LibreOffice cannot read it. It may be damaged, or protected with a password."),
    ],
)
def test_what_goes_wrong_is_said_and_nothing_is_kept(
    tmp_path: Path, document: Path, settings: ConversionSettings, act: str, why: str
):
    assert converted(job(document, StandIn(tmp_path / "office", act), settings)) == (NotConverted(why), True)
    assert list(settings.folder.iterdir()) == []


def test_a_program_of_which_only_the_starter_is_there_does_not_blame_the_document(
    tmp_path: Path, document: Path, settings: ConversionSettings
):
    starter = tmp_path / "soffice"
    starter.write_text("#!/bin/sh\nexec /nowhere/program/soffice.bin\n", encoding="ascii")
    starter.chmod(0o755)
    one = job(document, starter, settings)
    why = f"LibreOffice could not be started from {starter}: it is not installed as a whole."
    assert converted(one) == (NotConverted(why), True)


def test_a_program_that_takes_too_long_is_ended_with_all_it_has_started(
    tmp_path: Path, document: Path, settings: ConversionSettings
):
    stand_in = StandIn(tmp_path / "office", "hangs")
    # It has started all that it starts, however long that takes here, before it is looked whether its time is up.
    answer, _ = converted(job(document, stand_in, settings, seconds=0.1), lambda: wait_for_start(stand_in))
    assert answer == NotConverted("LibreOffice took longer than 0.1 seconds and was stopped.")
    assert len(stand_in.starts) == 2
    wait_until_gone(stand_in)


def test_what_a_program_waits_for_a_processor_does_not_count(
    tmp_path: Path, document: Path, settings: ConversionSettings, monkeypatch: pytest.MonkeyPatch
):
    own = [0.0, 0.01, 0.2]
    monkeypatch.setattr(converting, "LEAST_SECONDS", 0.1)
    monkeypatch.setattr(converting, "LOOK_AGAIN", 0.0)
    monkeypatch.setattr(converting, "of_its_own", lambda _passed, _group: own.pop(0))
    answer, _ = converted(job(document, StandIn(tmp_path / "office", "hangs"), settings))
    assert answer == NotConverted("LibreOffice took longer than 0.1 seconds and was stopped.")
    assert own == []


@pytest.mark.parametrize(
    ("name", "data", "seconds"),
    [
        ("letter.docx", zipped({"word/document.xml": "A letter."}), 30),
        ("letter.rtf", b"{\\rtf1 \\bin2147483647 x}", 30),
        ("report.rtf", b"{\\rtf1 " + 2**20 * b" ", 90),
        ("report.docx", zipped({"word/document.xml": 2**20 * "-"}), 90),
        ("cut off.docx", zipped({"word/document.xml": 2**20 * "-"})[:900], 30),
        ("long.doc", COMPOUND + 2**22 * b" ", 180),
        ("holds a package.doc", COMPOUND + 2**20 * b" " + zipped({"word/document.xml": 2**24 * "-"}), 90),
    ],
)
def test_the_program_may_take_the_longer_the_larger_a_document_is_unpacked(tmp_path: Path, name, data, seconds):
    document = tmp_path / name
    document.write_bytes(data)
    assert converting.patience(document, TIME_LIMIT) == seconds
    assert converting.patience(document, 10.0) == 10.0


def test_what_a_program_leaves_running_is_ended(tmp_path: Path, document: Path, settings: ConversionSettings):
    stand_in = StandIn(tmp_path / "office", "leaves a child")
    assert isinstance(converted(job(document, stand_in, settings))[0], Converted)
    wait_until_gone(stand_in)


def test_a_program_that_cannot_be_started_is_named(tmp_path: Path, document: Path, settings: ConversionSettings):
    stand_in = StandIn(tmp_path / "office", "converts")
    stand_in.program.write_text("#!/no/such/interpreter\n")
    answer, _ = converted(job(document, stand_in, settings))
    assert isinstance(answer, NotConverted)
    assert answer.why.startswith(f"LibreOffice could not be started from {stand_in.program}: ")


def test_a_document_that_is_gone_and_a_folder_that_cannot_be_are_said(
    tmp_path: Path, document: Path, settings: ConversionSettings
):
    stand_in = StandIn(tmp_path / "office", "converts")
    answer, _ = converted(job(tmp_path / "gone.docx", stand_in, settings))
    assert answer == NotConverted("The file could not be read: No such file or directory.")
    (tmp_path / "a file").touch()
    answer, _ = converted(job(document, stand_in, settings, folder=str(tmp_path / "a file")))
    assert isinstance(answer, NotConverted)
    assert answer.why.startswith("Its pages could not be written: ")


# -- how it is started ------------------------------------------------------------------------------------------------


def test_the_program_works_in_a_folder_and_with_a_profile_of_its_own(
    tmp_path: Path, document: Path, settings: ConversionSettings, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("DISPLAY", ":7")
    monkeypatch.setenv("https_proxy", "http://a.proxy:3128")
    stand_in = StandIn(tmp_path / "office", "converts")
    converted(job(document, stand_in, settings))
    arguments, seen = stand_in.noted("arguments"), stand_in.noted("environment")
    assert str(document) not in arguments  # the reader's file is not touched: no lock is left beside it
    assert {"--headless", "--convert-to", "pdf:writer_pdf_Export"} <= set(arguments)
    assert arguments[0].startswith(f"-env:UserInstallation=file://{settings.folder / WORK}")
    assert [line for line in seen if line.startswith(("DISPLAY=", "DBUS_SESSION"))] == []
    assert "https_proxy=http://127.0.0.1:9" in seen
    assert list(settings.folder.glob("work-*")) == []


@pytest.mark.skipif(sys.platform != "linux", reason="most limits hold on Linux only")
def test_the_program_gets_so_much_memory_and_time_and_no_network(
    tmp_path: Path, document: Path, conversions: Conversions
):
    stand_in = StandIn(tmp_path / "office", "tells its limits")
    convert_and_wait(conversions, document, "docx", str(stand_in))
    memory, seconds, network = stand_in.noted("limits")
    assert (int(memory) * 1024, int(seconds)) == (converting.OFFICE_MEMORY, 70)
    try:
        probe = subprocess.run(["unshare", "--user", "--net", "true"], capture_output=True, check=False)
    except FileNotFoundError:
        return
    if probe.returncode == 0:  # this system lets us leave the network
        assert network != str(Path("/proc/self/ns/net").readlink())


def test_the_program_that_the_reader_names_is_taken_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(office_program, "PLACES", {})
    monkeypatch.setenv("PATH", str(tmp_path / "on the path"))
    assert find_office_program() is None
    on_path, named = StandIn(tmp_path / "on the path", "converts"), StandIn(tmp_path / "named", "converts")
    assert find_office_program().path == on_path.program
    assert find_office_program(str(named)).path == named.program
    assert find_office_program(str(tmp_path / "gone")).path == on_path.program
    named.program.chmod(0o644)
    assert find_office_program(str(named)).path == on_path.program


def test_the_program_is_found_where_systems_put_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PATH", "")
    monkeypatch.setenv("OPT", str(tmp_path))
    monkeypatch.setattr(office_program, "PLACES", {sys.platform: ("$OPT/libreoffice*/soffice",)})
    StandIn(tmp_path / "libreoffice7.4", "converts")
    newest = StandIn(tmp_path / "libreoffice7.6", "converts")
    assert find_office_program().path == newest.program


def test_without_a_program_that_is_said(document: Path, settings: ConversionSettings, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(office_program, "PLACES", {})
    monkeypatch.setenv("PATH", "")
    assert converted(job(document, "", settings)) == (NotConverted("", no_program=True), False)


# -- giving up --------------------------------------------------------------------------------------------------------


def test_a_conversion_that_is_given_up_ends_and_the_next_one_begins(
    tmp_path: Path, document: Path, conversions: Conversions, settings: ConversionSettings
):
    stand_in, good = StandIn(tmp_path / "office", "hangs"), StandIn(tmp_path / "good", "converts")
    answers: list = []
    number = conversions.convert(document, "docx", str(stand_in), answers.append)
    waiting = conversions.convert(document, "docx", str(stand_in), answers.append)
    wait_for_start(stand_in)
    conversions.stop(waiting)
    conversions.stop(number)
    assert isinstance(convert_and_wait(conversions, document, "docx", str(good)), Converted)
    wait_until_gone(stand_in)
    assert answers in ([], [Converting()])
    assert list(settings.folder.glob("work-*")) == []
    conversions.stop(number)  # done already


def test_the_end_of_the_program_ends_the_conversion(tmp_path: Path, document: Path, settings: ConversionSettings):
    stand_in = StandIn(tmp_path / "office", "hangs")
    conversions = Conversions(settings)
    conversions.convert(document, "docx", str(stand_in), lambda _: None)
    wait_for_start(stand_in)
    conversions.close()
    wait_until_gone(stand_in)
    assert list(settings.folder.glob("work-*")) == []


KILLED = """
import sys, time
from pathlib import Path
from viewer.workers.office.conversion import TIME_LIMIT, Conversions, ConversionSettings
if __name__ == "__main__":
    document, program, folder = sys.argv[1:]
    Conversions(ConversionSettings(folder=Path(folder))).convert(Path(document), "docx", program, print)
    time.sleep(60)
"""


def test_a_killed_program_leaves_no_office_program_behind(tmp_path: Path, document: Path, settings: ConversionSettings):
    stand_in, script = StandIn(tmp_path / "office", "hangs"), tmp_path / "killed.py"
    script.write_text(KILLED)
    command = [sys.executable, str(script), str(document), str(stand_in), str(settings.folder)]
    with subprocess.Popen(command, cwd=Path(__file__).parents[3], env=os.environ | {"PYTHONPATH": "."}) as program:
        wait_for_start(stand_in)
        program.send_signal(signal.SIGKILL)
    wait_until_gone(stand_in)


# -- what is kept -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("harm", ["cut off", "changed", "emptied"])
def test_a_kept_file_that_was_harmed_is_made_anew(
    tmp_path: Path, document: Path, settings: ConversionSettings, harm: str
):
    stand_in = StandIn(tmp_path / "office", "converts")
    answer, _ = converted(job(document, stand_in, settings))
    kept = Path(answer.pages)
    whole = kept.read_bytes()
    kept.write_bytes({"cut off": whole[:-10], "changed": whole.replace(b"one", b"two", 1), "emptied": b""}[harm])
    assert converted(job(document, stand_in, settings)) == (answer, True)
    assert kept.read_bytes() == whole


def keep(files: ConvertedFiles, key: str, size: int, age: float) -> Path:
    with files.work_folder() as work:
        (work / "made.pdf").write_bytes(key.encode() * (size // len(key)))
        path = files.keep(key, work / "made.pdf")
    os.utime(path, (time.time() - age, time.time() - age))
    return path


def test_what_was_used_longest_ago_gives_way(tmp_path: Path):
    files = ConvertedFiles(tmp_path / "kept", most=3000)
    old, used, young = (keep(files, key, 1000, age) for key, age in (("old", 300), ("used", 200), ("young", 100)))
    assert files.find("old") == old  # and so it is the one used last
    newest = keep(files, "newest", 1000, 0)
    assert {path for path in (old, used, young, newest) if path.exists()} == {old, young, newest}
    huge = keep(files, "huge", 9000, 0)
    assert [path for path in (old, used, young, newest, huge) if path.exists()] == [huge]


def test_what_killed_processes_have_left_is_removed(tmp_path: Path):
    files = ConvertedFiles(tmp_path / "kept")
    for name, age in (("work-old", 2 * 86400), ("work-young", 60)):
        (files.folder / name).mkdir(parents=True)
        os.utime(files.folder / name, (time.time() - age, time.time() - age))
    keep(files, "key", 100, 0)
    assert sorted(path.name for path in files.folder.glob("work-*")) == ["work-young"]


def test_the_bytes_that_are_hashed_are_those_that_are_copied(tmp_path: Path, document: Path):
    assert digest_of(document, tmp_path / "copy") == digest_of(tmp_path / "copy") == digest_of(document)
