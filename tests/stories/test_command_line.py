"""The command line as people and programs use it: real processes, real files, exit statuses, bytes."""

from __future__ import annotations

import io
import json
import os
import queue
import re
import shutil
import signal
import subprocess
import sys
import zipfile
from pathlib import Path

import pypdf
import pytest
from papers.pdf_file import PdfFile
from papers.pdf_papers import text_pages
from papers.scans import needs_tesseract, scan_of
from patience import SECONDS

from viewer.annotations.store import NoteStore
from viewer.export.table import EXPORTERS, Of, exporters_of
from viewer.model.annotation import HighlightColor
from viewer.model.document import METADATA_KEYS, SectionKind, TextLayer
from viewer.model.reference import ReferenceKind
from viewer.model.text import Span
from viewer.session.commands.table import run_command
from viewer.session.context import SessionContext
from viewer.session.notes.exporting import gathered
from viewer.session.session import Session
from viewer.session.settings import SettingsFile, data_folder
from viewer.workers.host import WorkerHost, WorkerRole

ROOT = Path(__file__).parents[2]
SAMPLES = sorted((ROOT / "resources" / "samples").iterdir())
LATIN_1 = "Une note d'après la délégation, datée du 3 août.\n".encode("latin-1")
posix = pytest.mark.skipif(os.name != "posix", reason="processes are signalled otherwise")


def command(*arguments, **more) -> subprocess.Popen:
    line = [sys.executable, str(ROOT / "main.py"), *map(str, arguments)]
    return subprocess.Popen(line, **({"stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | more))


def run(*arguments, **more) -> tuple[int, bytes, str]:
    with command(*arguments, **more) as process:
        out, err = process.communicate(timeout=SECONDS)
    return process.returncode, out, err.decode()


@pytest.fixture
def run_here(capsysbinary):
    """A command in this process, read by a real worker: a quarter of what it costs in one of its own.

    For what follows from arguments and files alone; what belongs to a process is proved with ``run``.
    """

    def run_here(*arguments) -> tuple[int, bytes, str]:
        status = run_command([*map(str, arguments)])
        said = capsysbinary.readouterr()
        return status, said.out, said.err.decode()

    return run_here


def inspected(*files, run=run) -> list[dict]:
    status, out, err = run("inspect", *files, "--json")
    assert (status, err) == (0, "")
    return [json.loads(line) for line in out.decode("utf-8").splitlines()]


def text_of(file, run=run) -> str:
    status, out, err = run("inspect", file, "--text")
    assert (status, err) == (0, "")
    return out.decode("utf-8")


# -- recognising ------------------------------------------------------------------------------------------------------

SCANNED = [
    "The Council, recalling its resolution 2231 (2015),",
    "asks that harbours be open to ships of all States",
    "and that the peace of the sea be kept.",
]


@needs_tesseract("eng")
def test_pages_without_text_are_recognised_once_and_read_from_then_on(tmp_path, run_here):
    file = tmp_path / "scan.pdf"
    file.write_bytes(scan_of(text_pages(SCANNED)))
    assert text_of(file, run=run_here) == ""
    status, out, err = run_here("inspect", file, "--json", "--ocr")
    assert status == 0
    assert err == f"verbale: {file}: recognising page 1 (1 of 1)\n"
    said = json.loads(out)
    assert said["text_layer"] == "none"
    assert said["recognised"] == [{"engine": "Tesseract", "languages": ["eng"], "pages": [1]}]
    assert [reference["symbol"] for reference in said["references"]] == ["S/RES/2231 (2015)"]
    text = text_of(file, run=run_here)
    assert text.splitlines() == SCANNED
    mention = said["references"][0]["mentions"][0]
    assert text[mention["start"] : mention["end"]] == mention["text"]
    assert run_here("inspect", file, "--json", "--ocr")[2] == "", "it has been recognised"
    notes = tmp_path / "cited.bib"
    assert run_here("export", file, "--format", "bibtex", "--out", notes)[0] == 0
    assert "2231" in notes.read_text(encoding="utf-8")


def test_what_cannot_be_recognised_is_said_and_the_rest_is_done(tmp_path, run_here):
    file = tmp_path / "scan.pdf"
    file.write_bytes(scan_of(text_pages("A page")))
    status, out, err = run_here("inspect", file, "--json", "--ocr-languages", "fa")
    assert (status, json.loads(out)["characters"]) == (0, 0)
    assert "not installed" in err or "was not found" in err
    assert run_here("inspect", file, "--ocr-languages", "english")[0] == 2


# -- inspect ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("file", [file for file in SAMPLES if file.suffix == ".txt"], ids=lambda file: file.name)
def test_the_text_of_a_plain_text_is_the_files_own_byte_for_byte(file):
    assert run("inspect", file, "--text") == (0, file.read_bytes(), "")


def test_that_a_file_is_damaged_is_said_in_every_form(tmp_path, run_here):
    file = tmp_path / "cut.pdf"
    whole = text_pages("The first page", "The second page")
    file.write_bytes(whole[: whole.rindex(b"xref\n0")])
    words = "The file is damaged; pages or parts of them may be missing."
    [said] = inspected(file, run=run_here)
    assert said["warnings"] == [words]
    status, out, err = run_here("inspect", file)
    assert (status, err) == (0, "")
    assert words in out.decode()
    assert run_here("inspect", file, "--text") == (
        0,
        b"The first page\n\fThe second page\n",
        f"verbale: {file}: {words}\n",
    )


def test_of_damaged_pages_one_warning_tells_and_nothing_of_the_engines_is_printed(tmp_path):
    paper = tmp_path / "paper.pdf"
    file = PdfFile()
    file.page()
    paper.write_bytes(file.to_bytes(tree=b"<< /Type /Pages /Count 3 /Kids [%d 0 R 2 0 R] >>" % file.pages[0]))
    (said,) = inspected(paper)
    assert said["warnings"] == ["Pages 2, 3 could not be read; the file may be damaged."]


def test_line_ends_are_neither_added_nor_changed(tmp_path):
    file = tmp_path / "lines.txt"
    file.write_bytes("one\r\ntwo\rthree\n\nПять\fsix".encode())
    assert run("inspect", file, "--text")[1] == file.read_bytes()


def check_value(value: dict, text: str) -> None:
    assert {"value", "source", "page", "start", "end", "text"} <= value.keys()
    assert value["source"] in {"read", "inferred"}
    assert ("reason" in value) or value["source"] == "read"
    check_place(value, text)
    assert text[value["start"] : value["end"]] == value["text"]


def check_place(place: dict, text: str) -> None:
    assert 0 <= place["start"] <= place["end"] <= len(text)
    assert text[: place["start"]].count("\f") + 1 == place["page"]


@pytest.mark.parametrize("file", SAMPLES, ids=lambda file: file.name)
def test_everything_the_contract_names_is_there_and_points_at_its_words(file, run_here):
    [said] = inspected(file)
    text = text_of(file, run=run_here)
    assert set(said) - {"format", "encoding"} == {
        "file", "pages", "characters", "text_layer", "metadata", "sections", "languages", "references", "warnings",
        "footnotes",
    }  # fmt: skip
    assert said["file"] == str(file)
    assert (said["pages"], said["characters"]) == (text.count("\f") + 1, len(text))
    assert said["text_layer"] in set(TextLayer)
    assert set(said["metadata"]) <= set(METADATA_KEYS)
    assert {"symbol", "date", "language"} <= set(said["metadata"])
    for key, field in said["metadata"].items():
        assert isinstance(field, dict) or key in {"symbol", "body"}
        for value in field if isinstance(field, list) else [field, *field.get("also", ())]:
            check_value(value, text)
    assert said["sections"]
    for section in said["sections"]:
        assert set(section) - {"declared_language"} == {
            "kind", "title", "level", "language", "confidence", "page", "start", "end", "paragraphs",
        }  # fmt: skip
        assert section["kind"] in set(SectionKind)
        assert section["level"] >= 1
        assert 0 <= section["confidence"] <= 1
        check_place(section, text)
    assert len({share["language"] for share in said["languages"]}) == len(said["languages"]) >= 2
    assert sum(share["share"] for share in said["languages"]) == pytest.approx(1, abs=0.01)
    for share in said["languages"]:
        assert set(share) == {"language", "characters", "share"}
    for reference in said["references"]:
        assert set(reference) - {"year", "doubt"} == {
            "symbol", "kind", "organ", "source", "reason", "url", "mentions",
        }  # fmt: skip
        assert reference["kind"] in set(ReferenceKind)
        assert reference["source"] in {"read", "inferred"}
        assert reference["url"].startswith("https://docs.un.org/en/") or not reference["url"]
        assert reference["mentions"]
        for mention in reference["mentions"]:
            assert set(mention) - {"pin", "beside"} == {"page", "start", "end", "text"}
            check_place(mention, text)
            assert text[mention["start"] : mention["end"]] == mention["text"]
    for note in said["footnotes"]:
        assert set(note) == {"mark", "page", "start", "end", "calls"}
        assert text[note["start"] : note["end"]].strip().startswith(note["mark"])
        for place in (note, *note["calls"]):
            check_place(place, text)
        assert all(text[call["start"] : call["end"]] == note["mark"] for call in note["calls"])
    assert all(isinstance(warning, str) for warning in said["warnings"])


def test_a_pdf_and_its_plain_text_twin_are_understood_alike(sample_pdf, sample_text, run_here):
    pdf, text = inspected(sample_pdf, sample_text, run=run_here)
    assert (
        [note["mark"] for note in pdf["footnotes"]] == [note["mark"] for note in text["footnotes"]] == ["*", "1", "2"]
    )
    assert pdf["metadata"]["symbol"]["value"] == text["metadata"]["symbol"]["value"] == "A/HRC/58/G/99"
    assert [section["kind"] for section in pdf["sections"]][:2] == ["masthead", "cover"]
    assert (pdf["format"], text["format"], text["encoding"]) == ("pdf", "text", {"name": "utf-8", "sure": True})


def damaged(folder: Path) -> dict[str, Path]:
    """Files that cannot be read, by what is wrong with them."""
    locked = PdfFile()
    locked.page("BT ET")
    entries = "/Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -4 /O <{0}> /U <{0}> >> /ID [<{1}> <{1}>]"
    protected = locked.to_bytes().replace(
        b"/Root 1 0 R", b"/Root 1 0 R " + entries.format("ab" * 32, "cd" * 16).encode()
    )
    files = {
        "empty.pdf": b"",
        "damaged.pdf": b"%PDF-1.7\nand nothing that a PDF is made of",
        "protected.pdf": protected,
        "picture.pdf": b"\x89PNG\r\n\x1a\n" + bytes(50),
        "unknown.txt": bytes(range(256)) * 4,
    }
    for name, content in files.items():
        (folder / name).write_bytes(content)
    (folder / "folder").mkdir()
    return {name: folder / name for name in (*files, "folder", "missing.pdf")}


REASONS = {
    "empty.pdf": "The file is empty.",
    "damaged.pdf": "damaged",
    "protected.pdf": "needs its password",
    "picture.pdf": "The picture is damaged.",
    "unknown.txt": "does not know this kind of file",
    "folder": "There is no document in this folder.",
    "missing.pdf": "There is no such file.",
}


def test_files_that_cannot_be_read_are_said_one_by_one_and_the_others_still_done(tmp_path, sample_text):
    files = damaged(tmp_path)
    status, out, err = run("inspect", *files.values(), sample_text, "--json")
    assert status == 1
    *failed, last = [json.loads(line) for line in out.decode().splitlines()]
    for said, (name, file), line in zip(failed, files.items(), err.splitlines(), strict=True):
        assert set(said) == {"file", "error"}
        assert said["file"] == str(file)
        assert REASONS[name] in said["error"]
        assert line == f"verbale: {file}: {said['error']}"
    assert last["metadata"]["symbol"]["value"] == "A/HRC/58/G/99"


@pytest.mark.parametrize("form", ["--text", None])
def test_a_file_that_cannot_be_read_writes_nothing_else_either(tmp_path, form):
    status, out, err = run("inspect", tmp_path / "missing.pdf", *filter(None, [form]))
    assert (status, out) == (1, b"")
    assert "There is no such file." in err
    assert "Traceback" not in err


@posix
@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.suffix)
def test_a_file_name_that_is_no_unicode_can_be_inspected(tmp_path, sample):
    name = os.fsencode(tmp_path) + b"/note-\xff" + os.fsencode(sample.suffix)
    shutil.copyfile(sample, name)
    line = [sys.executable, str(ROOT / "main.py"), "inspect", name, "--json"]
    done = subprocess.run(line, capture_output=True, timeout=SECONDS, check=True)
    assert os.fsencode(json.loads(done.stdout.decode("utf-8"))["file"]) == name


def test_an_encoding_that_was_guessed_is_said_and_can_be_chosen(tmp_path, run_here):
    file = tmp_path / "note.txt"
    file.write_bytes(LATIN_1)
    assert run_here("inspect", file, "--text", "--encoding", "latin-1")[1] == LATIN_1.decode("latin-1").encode()
    [said] = [json.loads(run_here("inspect", file, "--json", "--encoding", "koi8-r")[1])]
    assert said["encoding"] == {"name": "koi8-r", "sure": True}
    summary = run_here("inspect", file)[1].decode()
    assert "Encoding" in summary


def test_without_an_option_there_is_a_summary_for_people(sample_pdf, run_here):
    status, out, err = run_here("inspect", sample_pdf)
    assert (status, err) == (0, "")
    lines = out.decode().splitlines()
    assert lines[0] == str(sample_pdf)
    assert "  Symbol              A/HRC/58/G/99" in lines
    assert any(line.startswith("  Languages           English, ") for line in lines)


# -- how it runs ------------------------------------------------------------------------------------------------------

DRIVER = """
import sys
import zipfile
from viewer.__main__ import main
status = main(sys.argv[1:])
heavy = {"PySide6", "shiboken6", "pymupdf", "fitz", "onnxruntime"}
print("loaded:", *sorted(heavy & {name.partition(".")[0] for name in sys.modules}), file=sys.stderr)
sys.exit(status)
"""
MODULES_OF_THE_WORKER = """
import sys
import zipfile
from viewer.formats.engine import Engine
from viewer.formats.table import open_document

def open_and_tell(path, *, password=None, codec=None):
    engine = open_document(path, password=password, codec=codec)
    with open(f"{path}.modules", "w") as told:
        told.write(" ".join(sys.modules))
    return engine
"""


@pytest.mark.parametrize(
    "arguments",
    [["inspect", "--json"], ["inspect", "--text"], ["export", "--format", "json", "--out", "-"]],
    ids=" ".join,
)
def test_commands_import_neither_qt_nor_pymupdf(sample_pdf, arguments):
    line = [sys.executable, "-c", DRIVER, *arguments, str(sample_pdf)]
    done = subprocess.run(line, capture_output=True, cwd=ROOT, timeout=SECONDS, check=True)
    assert b"A/HRC/58/G/99" in done.stdout
    assert done.stderr.decode().splitlines()[-1] == "loaded:"


def test_the_worker_imports_no_layout_models_and_no_qt(tmp_path, sample_pdf):
    (tmp_path / "telling_worker.py").write_text(MODULES_OF_THE_WORKER, encoding="utf-8")
    copy = tmp_path / "sample.pdf"
    copy.write_bytes(sample_pdf.read_bytes())
    driver = """
import sys
import zipfile
from viewer.session.commands import table as commands
from viewer.workers.host import HostSettings, WorkerHost
from viewer.workers.child.settings import Parts
settings = HostSettings(parts=Parts(open_document="telling_worker:open_and_tell"))
commands.WorkerHost = lambda role: WorkerHost(role, settings=settings)
sys.exit(commands.run_command(sys.argv[1:]))
"""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join((str(tmp_path), str(ROOT)))}
    line = [sys.executable, "-c", driver, "inspect", str(copy), "--json"]
    done = subprocess.run(line, capture_output=True, timeout=SECONDS, check=True, env=environment, cwd=tmp_path)
    assert json.loads(done.stdout)["pages"] == 3
    loaded = {name.partition(".")[0] for name in Path(f"{copy}.modules").read_text(encoding="utf-8").split()}
    assert "pymupdf" in loaded  # it is the worker that was asked
    assert loaded.isdisjoint({"onnxruntime", "PySide6", "pymupdf_layout", "sqlite3"})


def test_results_come_as_soon_as_they_are_known(tmp_path, sample_text):
    """The second file is a pipe's promise: it is written only after the first line has been read."""
    later = tmp_path / "later.txt"
    with command("inspect", sample_text, *[sample_text] * 30, later, "--json") as process:
        first = json.loads(process.stdout.readline())
        later.write_text("Written when the first line was there.\n", encoding="utf-8")
        rest = process.stdout.read().decode().splitlines()
        assert process.wait(60) == 0
    assert first["file"] == str(sample_text)
    assert len(rest) == 31


@posix
def test_a_closed_pipe_ends_it_quietly(sample_text):
    with command("inspect", *[sample_text] * 40, "--json") as process:
        process.stdout.readline()
        process.stdout.close()
        assert process.wait(60) == 141
        assert process.stderr.read() == b""


@posix
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a disk that is full")
def test_an_output_that_takes_no_more_is_said(sample_text):
    with Path("/dev/full").open("wb") as full:
        status, _, said = run("inspect", sample_text, "--json", stdout=full)
    assert (status, said) == (1, "verbale: The results cannot be written: No space left on device.\n")


def test_ctrl_c_ends_it_and_its_workers_without_a_trace(sample_text):
    with command("inspect", *[sample_text] * 200, "--json", start_new_session=True) as process:
        process.stdout.readline()
        for _ in range(2):  # a terminal sends it to all of the group; the impatient press twice
            os.killpg(process.pid, signal.SIGINT)
        rest = process.stdout.read()  # ends when the last process that could write has ended
        assert rest.endswith(b"\n") or not rest
        assert all(json.loads(line)["pages"] for line in rest.splitlines())
        assert process.wait(60) == 130
        assert re.fullmatch(
            rb"verbale: Stopped: \d+ of 200 files are done, and what has been written of them is whole\.\n",
            process.stderr.read(),
        )


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_the_fork_server_never_hears_ctrl_c():
    driver = """
from multiprocessing import forkserver
from pathlib import Path
from viewer.workers.process import warm_up
warm_up()
print(Path(f"/proc/{forkserver._forkserver._forkserver_pid}/status").read_text())
"""
    done = subprocess.run([sys.executable, "-c", driver], capture_output=True, cwd=ROOT, timeout=SECONDS, check=True)
    status = dict(line.split(":\t", 1) for line in done.stdout.decode().splitlines() if ":\t" in line)
    assert int(status["SigBlk"], 16) & 1 << (signal.SIGINT - 1)


def test_the_program_explains_itself(run_here):
    status, out, _ = run("--help")
    assert status == 0
    assert b"inspect" in out
    assert b"export" in out
    assert run_here("inspect", "--help")[0] == 0
    status, out, _ = run_here("export", "--help")
    assert status == 0
    assert all(re.search(rf"(?m)^  {exporter.name} ".encode(), out) for exporter in EXPORTERS)
    assert b"verbale import hypothesis.json --into report.pdf" in run_here("import", "--help")[1]
    status, out, err = run("inspect", "--nonsense")
    assert (status, out) == (2, b"")
    assert "usage: verbale inspect" in err


# -- export -----------------------------------------------------------------------------------------------------------


class Annotator:
    """The session of a window without one: real workers, the real store in the user's data folder."""

    def __init__(self):
        self.hosts = [WorkerHost(role) for role in WorkerRole]
        self.store = NoteStore(data_folder() / "notes.sqlite")
        self._posted = queue.SimpleQueue()
        settings = SettingsFile(data_folder() / "settings.json")
        self.session = Session(SessionContext(self._posted.put, *self.hosts, self.store, settings))

    def __enter__(self):
        for host in self.hosts:
            host.start()
        return self

    def __exit__(self, *_):
        self.session.end()
        for host in self.hosts:
            host.close()
        assert self.store.close()

    def wait_for(self, condition):
        while not condition():
            self._posted.get(timeout=SECONDS)()

    def read(self, path):
        self.session.open(path)
        self.wait_for(lambda: self.session.documents)
        [document] = self.session.documents
        self.wait_for(lambda: document.reading_has_ended and document.notes.loaded and document.identity)
        return document


@pytest.fixture
def noted_sample(tmp_path, sample_pdf):
    """A copy of the sample with a note on each page, and what the window's export of them is, by exporter."""
    paper = tmp_path / "paper.pdf"
    paper.write_bytes(sample_pdf.read_bytes())
    exports = {}
    with Annotator() as annotator:
        document = annotator.read(paper)
        for page in range(3):
            start = document.text.page_span(page).start + 300
            document.notes.highlight(Span(start, start + 60), HighlightColor.GREEN, body=f"On page {page + 1}.")
        document.notes.note_on_document("All of it.")
        annotator.wait_for(lambda: not document.notes.notebook.unsaved)
        for exporter in exporters_of(Of.NOTES):
            path = tmp_path / f"window{exporter.suffix}"
            assert gathered(document).save(exporter, path) == 4
            exports[exporter.name] = path.read_bytes()
    return paper, exports


def without_time(export: bytes) -> list[str]:
    """The lines of an export (of a Word document, the paragraphs) that do not say when it was made."""
    if export.startswith(b"PK"):
        export = zipfile.ZipFile(io.BytesIO(export)).read("word/document.xml").replace(b"<w:p>", b"\n")
    return [line for line in export.decode().splitlines() if "generated" not in line and "Exported" not in line]


def test_a_pdf_copy_holds_the_notes_and_the_file_stays_as_it_was(noted_sample, tmp_path):
    paper, _exports = noted_sample
    before = paper.read_bytes()
    copy = tmp_path / "copy.pdf"
    assert run("export", str(paper), "--format", "pdf", "--out", str(copy)) == (0, b"", "")
    found = [entry.get_object() for page in pypdf.PdfReader(copy).pages for entry in page["/Annots"]]
    assert sorted(entry["/Contents"] for entry in found if entry["/Subtype"] == "/Highlight") == [
        "On page 1.",
        "On page 2.",
        "On page 3.",
    ]
    assert [entry["/Contents"] for entry in found if entry["/Subtype"] == "/Text"] == ["All of it."]
    assert paper.read_bytes() == before
    assert copy.read_bytes().startswith(before)
    assert sorted(path.name for path in tmp_path.iterdir() if "unfinished" in path.name) == []


def test_a_pdf_copy_that_cannot_be_written_is_said_to_be(noted_sample, sample_text, tmp_path, run_here):
    paper, _exports = noted_sample
    for out, why in (("missing/copy.pdf", "No such file"), (str(paper), "never written to")):
        status, said, complaint = run_here("export", str(paper), "--format", "pdf", "--out", str(tmp_path / out))
        assert (status, said) == (1, b"")
        assert why in complaint
    status, _said, complaint = run_here(
        "export", str(sample_text), "--format", "pdf", "--out", str(tmp_path / "copy.pdf")
    )
    assert status == 1
    assert "only PDF" in complaint
    assert run_here("export", str(paper), "--format", "pdf", "--out", "-")[0] == 2
    assert not (tmp_path / "copy.pdf").exists()


def test_notes_are_exported_as_from_the_window_wherever_the_file_lies(noted_sample, tmp_path, run_here):
    paper, exports = noted_sample
    moved = tmp_path / "elsewhere" / "paper.pdf"
    moved.parent.mkdir()
    paper.rename(moved)
    for name, export in exports.items():
        assert any("On page 2." in line for line in without_time(export))
        out = tmp_path / "notes"
        assert run_here("export", moved, "--format", name, "--out", out) == (0, b"", "")
        assert without_time(out.read_bytes()) == without_time(export)
    status, written, err = run("export", moved, "--format", name, "--out", "-")
    assert (status, err) == (0, "")
    assert without_time(written) == without_time(export)


def test_notes_are_exported_through_a_template(noted_sample, tmp_path, run_here):
    moved, *_ = noted_sample
    template, out = tmp_path / "mine.md.j2", tmp_path / "notes.md"
    template.write_text("{{ group_by }}: {{ notes | length }}\n", encoding="utf-8")
    assert run_here("export", moved, "--template", template, "--group-by", "tag", "--out", "-")[1].startswith(b"tag: ")
    template.write_text("fine\n{{ nothing }}", encoding="utf-8")
    status, _said, complaint = run_here("export", moved, "--template", template, "--out", out)
    assert (status, complaint) == (
        1,
        (
            "verbale: mine.md.j2, line 2: nothing is called “nothing” here. "
            "What there is: document, notes, groups, group_by, exported.\n"
        ),
    )
    assert not out.exists()
    assert run_here("export", moved, "--template", template, "--format", "json", "--out", out)[0] == 2


def test_a_document_without_notes_gives_an_empty_list_and_a_word(tmp_path, sample_text, run_here):
    out = tmp_path / "notes.json"
    status, _, err = run_here("export", sample_text, "--format", "json", "--out", out)
    assert (status, err) == (0, f"verbale: {sample_text}: there are no notes on this document\n")
    assert json.loads(out.read_text(encoding="utf-8"))["total"] == 0
    assert not (data_folder() / "notes.sqlite").exists()


def test_an_export_never_overwrites_the_document(tmp_path, sample_text, run_here):
    paper = tmp_path / "paper.txt"
    paper.write_bytes(sample_text.read_bytes())
    status, out, err = run_here("export", paper, "--format", "json", "--out", paper)
    assert (status, out) == (1, b"")
    assert "is the document itself" in err
    assert paper.read_bytes() == sample_text.read_bytes()


def test_what_goes_wrong_with_an_export_is_said(tmp_path, sample_text, run_here):
    status, _, err = run_here("export", tmp_path / "missing.pdf", "--format", "json", "--out", tmp_path / "notes.json")
    assert (status, err) == (
        1,
        f"verbale: {tmp_path / 'missing.pdf'}: There is no such file. It may have been moved or renamed.\n",
    )
    out = tmp_path / "nowhere" / "notes.json"
    status, _, err = run_here("export", sample_text, "--format", "json", "--out", out)
    assert (status, err) == (1, f"verbale: {out}: the notes could not be written: No such file or directory\n")
    data_folder().mkdir(parents=True)
    (data_folder() / "notes.sqlite").mkdir()
    status, _, err = run_here("export", sample_text, "--format", "json", "--out", tmp_path / "notes.json")
    assert status == 1
    assert err.startswith("verbale: The notes ")
    assert not (tmp_path / "notes.json").exists()


def scan(size: float) -> bytes:
    """A document of three pages without a letter, which are so many points wide."""
    paper = PdfFile()
    for _ in range(3):
        paper.page(size=(size, 842))
    return paper.to_bytes()


def test_notes_on_one_scan_are_not_exported_with_another(tmp_path, run_here):
    one, other = tmp_path / "one.pdf", tmp_path / "other.pdf"
    one.write_bytes(scan(595))
    other.write_bytes(scan(596))
    with Annotator() as annotator:
        annotator.read(one).notes.note_on_page(1, "on this scan")
    assert b"on this scan" in run_here("export", one, "--format", "markdown", "--out", "-")[1]
    status, out, err = run_here("export", other, "--format", "json", "--out", "-")
    assert (status, err) == (0, f"verbale: {other}: there are no notes on this document\n")
    assert json.loads(out)["total"] == 0


@pytest.mark.parametrize("exporter", exporters_of(Of.REFERENCES), ids=lambda exporter: exporter.name)
def test_references_are_exported_without_any_note(exporter, sample_pdf, run_here):
    status, out, err = run_here("export", sample_pdf, "--format", exporter.name, "--out", "-")
    assert (status, err) == (0, "")
    for words in ("A/HRC/58/G/99", "Вербальная нота", "https://docs.un.org/en/S/RES/2365(2017)"):
        assert words in out.decode()


def test_references_are_exported_where_notes_cannot_be_read(sample_pdf, run_here):
    data_folder().mkdir(parents=True)
    (data_folder() / "notes.sqlite").mkdir()
    assert run_here("export", sample_pdf, "--format", "json", "--out", "-")[0] == 1
    assert run_here("export", sample_pdf, "--format", "csl-json", "--out", "-")[0] == 0


def test_what_the_reader_has_corrected_is_said_by_commands_too(tmp_path, sample_pdf, run_here):
    paper = tmp_path / "paper.pdf"
    paper.write_bytes(sample_pdf.read_bytes())
    with Annotator() as annotator:
        document = annotator.read(paper)
        [symbol] = document.understanding.metadata["symbol"]
        document.corrections.correct_value("symbol", symbol, "A/HRC/58/G/100")
        annex = next(part for part in document.understanding.sections if part.kind.value == "annex")
        document.corrections.correct_section(annex, title="An annex", language="fr")
        annotator.wait_for(lambda: not document.notes.notebook.unsaved)
    moved = tmp_path / "moved.pdf"
    paper.rename(moved)
    [said] = inspected(moved, run=run_here)
    assert said["metadata"]["symbol"]["value"] == "A/HRC/58/G/100"
    assert said["metadata"]["symbol"]["source"] == "by reader"
    assert symbol.value in said["metadata"]["symbol"]["reason"]
    [corrected] = [
        section
        for section in said["sections"]
        if section.get("source") == "by reader" and section["level"] == annex.level
    ]
    assert (corrected["title"], corrected["language"]) == ("An annex", "fr")
    assert "fr" in {share["language"] for share in said["languages"]}
    assert b"A/HRC/58/G/100" in run_here("export", moved, "--format", "ris", "--out", "-")[1]
