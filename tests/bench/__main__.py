"""Measures what can be measured inside, and prints a table:   python -m tests.bench [--quick] [--pages N] [WHAT...]

The documents are built in a temporary folder. Times are medians unless said otherwise; on another machine trust the
ratios. Nothing here is a test: no figure fails.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
import tomllib
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

TESTS = Path(__file__).parents[1]
sys.path.insert(0, str(TESTS))  # papers are found from there, as pytest has it

from papers import pdf_papers  # noqa: E402 - the line above must come first

from viewer.analysis.understand import understanding_steps  # noqa: E402
from viewer.formats.mupdf import open_pdf  # noqa: E402
from viewer.workers.batch import ask  # noqa: E402
from viewer.workers.host import WorkerHost, WorkerRole, WorkerState  # noqa: E402
from viewer.workers.messages.answers import Found, Understood  # noqa: E402
from viewer.workers.messages.requests import (  # noqa: E402
    Find,
    Identify,
    OpenFile,
    PixelRect,
    ReadDocument,
    ReadGlyphs,
    RenderTile,
)

if TYPE_CHECKING:
    from collections.abc import Callable

LONG = 600.0
LATE = "hydrographer"  # stands on one late page only
ABSENT = "zymurgical"
START = """
import time
begun = time.perf_counter()
from viewer.workers.host import WorkerHost, WorkerRole, WorkerState
import threading
if __name__ == "__main__":
    ready = threading.Event()
    host = WorkerHost(WorkerRole.INTERACTIVE, on_state=lambda state: state is WorkerState.READY and ready.set())
    host.start()
    ready.wait(60)
    print(1000 * (time.perf_counter() - begun))
    host.close()
"""


@dataclass
class Bench:
    """The folder of the documents, how often things are done, and the rows found so far."""

    folder: Path
    repeats: int
    pages: int
    lengths: tuple[int, ...] = (75, 300, 1200)
    rows: list[tuple[str, str, str]] = field(default_factory=list)

    def row(self, what: str, value: str, remark: str = "") -> None:
        """Add a row, and print it at once."""
        self.rows.append((what, value, remark))
        print(f"{what:<58} {value:>14}  {remark}", flush=True)

    def times(self, work: Callable[[], object], repeats: int = 0) -> list[float]:
        """Milliseconds that each of some repeats took."""
        found: list[float] = []
        for _ in range(repeats or self.repeats):
            begun = time.perf_counter()
            work()
            found.append(1000 * (time.perf_counter() - begun))
        return found

    def write(self, name: str, data: bytes) -> str:
        """Write a document into the folder; gives its path."""
        path = self.folder / name
        path.write_bytes(data)
        return str(path)

    def big(self) -> str:
        """The document of many pages of prose, written when it is first wanted."""
        path = self.folder / "prose.pdf"
        return str(path) if path.exists() else self.write(path.name, prose(self.pages))


def prose(count: int) -> bytes:
    """Pages of 45 lines of the sample document's English; the late word stands three quarters through."""
    words = tomllib.loads((TESTS / "papers" / "sample_document.toml").read_text(encoding="utf-8"))
    text = " ".join(paragraph for chapter in words["annex"]["chapters"] for paragraph in chapter["paragraphs"])
    text = "".join(char for char in text if char.isascii() and char not in "|^()\\")
    lines = [text[at : at + 78] for at in range(0, len(text), 78)]
    pages: list[list[str]] = []
    for number in range(count):
        page = [lines[(number * 7 + row) % len(lines)] for row in range(45)]
        if number == count * 3 // 4:
            page[20] = f"The {LATE} was heard on page {number + 1}."
        pages.append([f"A/HRC/58/G/{number + 1}", *page])
    return pdf_papers.text_pages(*pages)


def started(role: WorkerRole = WorkerRole.INTERACTIVE) -> WorkerHost:
    """A worker that is ready."""
    host = WorkerHost(role)
    host.start()
    while host.state is not WorkerState.READY:
        time.sleep(0.001)
    return host


def answer(host: WorkerHost, request: object) -> object:
    """The last answer to a request."""
    *_, last = ask(host, request, LONG)  # type: ignore[arg-type] - whatever is asked
    return last


def of(values: list[float]) -> str:
    """Median and worst of some milliseconds."""
    return f"{statistics.median(values):.1f} ms"


def worst(values: list[float]) -> str:
    """The worst, as a remark."""
    return f"worst {max(values):.1f} ms of {len(values)}"


def memory(pid: int | None) -> str:
    """What a process alone has in memory (PSS), on Linux."""
    try:
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    except OSError:
        return "not known here"
    return f"{int(rollup.partition('Pss:')[2].split()[0]) / 1024:.0f} MB"


# -- what is measured -------------------------------------------------------------------------------------------------


def start(bench: Bench) -> None:
    """Starting workers."""
    fresh = [
        float(subprocess.run([sys.executable, "-c", START], capture_output=True, check=True, cwd=bench.folder).stdout)
        for _ in range(bench.repeats)
    ]
    bench.row("worker start, fresh program (imports to ready)", of(fresh), worst(fresh))
    warm = bench.times(lambda: started().close())
    bench.row("worker start and end, fork server running", of(warm), worst(warm))


def opening(bench: Bench) -> None:
    """Opening by number of pages: from the command to the first page on the screen, and the worker's part of it."""
    counts = (10, 10_000, 100_000)
    papers = {count: bench.write(f"first-{count}.pdf", pdf_papers.many_pages(count)) for count in counts}
    shown: dict[int, list[float]] = {count: [] for count in counts}
    for _ in range(bench.repeats):
        for count, path in papers.items():
            shown[count].append(to_first_page(bench, path))
    for count, took in shown.items():
        more = statistics.median(took) - statistics.median(shown[counts[0]])
        bench.row(f"command to first page, {count:,} pages", of(took), f"{more:+.0f} ms beside 10 pages, {worst(took)}")
    host = started()
    base = 0.0
    for count in (10, 1000, 10_000, 100_000):
        path = bench.write(f"{count}.pdf", pdf_papers.many_pages(count))
        took = bench.times(lambda path=path: answer(host, OpenFile(1, path)))
        base = base or statistics.median(took)
        bench.row(f"open, {count:,} pages", of(took), f"{statistics.median(took) / base:.1f} x 10 pages")
    for what, more in (("labels", {"labels": True}), ("an outline of 10,000", {"outline": True})):
        path = bench.write("more.pdf", pdf_papers.many_pages(10_000, **more))
        took = bench.times(lambda path=path: answer(host, OpenFile(1, path)))
        bench.row(f"open, 10,000 pages with {what}", of(took), f"{statistics.median(took) / base:.1f} x 10 pages")
    host.close()


def to_first_page(bench: Bench, path: str) -> float:
    """Milliseconds from the command to the painting of a first page, at the reader's very first start."""
    home = tempfile.mkdtemp(dir=bench.folder)
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "HOME": home}
    for name in ("XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME"):
        environment.pop(name, None)
    command = [sys.executable, str(TESTS / "stories" / "starting_process.py"), "picture", "close", "--new-window", path]
    begun = time.perf_counter()
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=TESTS.parent, env=environment
    ) as process:
        assert process.stdout is not None
        took = next(1000 * (time.perf_counter() - begun) for line in process.stdout if line == b"picture\n")
        process.stdout.read()
    return took


def tiles(bench: Bench) -> None:
    """From asking for a tile to having its pixels, each page for the first time."""
    host = started()
    answer(host, OpenFile(1, bench.big()))
    page = iter(range(bench.pages))
    for scale, clip in ((0.2, None), (1.0, None), (2.0, None), (4.0, PixelRect(512, 512, 512, 512))):
        took = bench.times(lambda scale=scale, clip=clip: answer(host, RenderTile(1, next(page), scale, clip)), 50)
        part = "512 x 512" if clip else "whole page"
        bench.row(f"tile, scale {scale:g}, {part}, page of text", of(took), worst(took))
    heavy = bench.write("heavy.pdf", pdf_papers.heavy_vectors(20_000))
    answer(host, OpenFile(2, heavy))
    took = bench.times(lambda: answer(host, RenderTile(2, 0, 2.0, PixelRect(0, 0, 512, 512))), 5)
    bench.row("tile, scale 2, 512 x 512, 20,000 curves", of(took), worst(took))
    took = bench.times(lambda: answer(host, ReadGlyphs(1, next(page))), 50)
    bench.row("glyphs of a page", of(took), worst(took))
    bench.row("memory of the interactive worker after that (PSS)", memory(host.pid))
    host.close()


def reading(bench: Bench) -> None:
    """Text and what it costs to understand it, in this process, and the whole in a worker."""
    document = open_pdf(bench.big())
    begun = time.perf_counter()
    pages = [document.page_text(page) for page in range(bench.pages)]
    extraction = time.perf_counter() - begun
    bench.row("text and lines of a page", f"{1000 * extraction / bench.pages:.2f} ms", f"{bench.pages} pages")
    begun = time.perf_counter()
    longest = 0.0
    stepped = begun
    for _ in understanding_steps(pages):
        now = time.perf_counter()
        longest, stepped = max(longest, now - stepped), now
    understanding = time.perf_counter() - begun
    bench.row("understanding a page", f"{1000 * understanding / bench.pages:.2f} ms")
    bench.row(
        "understanding / extraction", f"{understanding / extraction:.2f}", f"longest step {1000 * longest:.0f} ms"
    )
    document.close()
    host = started(WorkerRole.BACKGROUND)
    answer(host, OpenFile(1, bench.big()))
    took = bench.times(lambda: list(ask(host, ReadDocument(1), LONG)), 1)
    bench.row(f"reading and understanding {bench.pages:,} pages in the worker", of(took))
    took = bench.times(lambda: answer(host, Identify(1)))
    bench.row("hashing the file", of(took))
    bench.row("memory of the background worker after that (PSS)", memory(host.pid))
    host.close()
    again(bench)


def again(bench: Bench) -> None:
    """How soon all that is understood of a document is known when it is opened again."""
    results = str(Path(bench.big()).parent / "results")
    known: list[float] = []
    for _ in range(2):
        host = started(WorkerRole.BACKGROUND)
        answer(host, OpenFile(1, bench.big()))
        begun = time.perf_counter()
        for said in ask(host, ReadDocument(1, results), LONG):
            if isinstance(said, Understood) and (said.page_lengths or said.pages_read == bench.pages):
                known.append(1000 * (time.perf_counter() - begun))
                break
        host.close()
    first, second = known
    bench.row("all is understood, opened first / again", f"{first:.0f} / {second:.0f} ms", f"{second / first:.4f}")


def search(bench: Bench) -> None:
    """Words that are late or nowhere, in a document that has or has not been read."""
    for word, what in ((LATE, "late"), (ABSENT, "absent")):
        host = started(WorkerRole.BACKGROUND)
        answer(host, OpenFile(1, bench.big()))
        begun = time.perf_counter()
        first, total = 0.0, 0
        for found in ask(host, Find(1, word), LONG):
            if isinstance(found, Found):
                total = found.total
                first = first or (total and time.perf_counter() - begun)
        took = 1000 * (time.perf_counter() - begun)
        remark = f"first hit after {1000 * first:.0f} ms" if total else ""
        bench.row(f"find a {what} word, {bench.pages:,} pages not read before", f"{took:.0f} ms", remark)
        took = bench.times(lambda word=word, host=host: answer(host, Find(1, word)))
        bench.row(f"find a {what} word, the text read", of(took), worst(took))
        host.close()
    host = started(WorkerRole.BACKGROUND)
    answer(host, OpenFile(1, bench.big()))
    answer(host, Find(1, ABSENT))
    took = bench.times(lambda: answer(host, Find(1, "resolution")))
    bench.row("find a frequent word, the text read, 1,000 hits shown", of(took), worst(took))
    host.close()


def notes(bench: Bench, part: str = "") -> None:
    """Fifty thousand notes beside fifty: all that is done with them, or a part of it."""
    from tests.bench.notes import measure  # noqa: PLC0415 - only this part needs Qt

    measure(bench, part)


def in_window(path: str, what: str, *more: str) -> dict[str, object]:
    """What ``tests.bench.window`` finds out in a process of its own."""
    command = [sys.executable, "-m", "tests.bench.window", path, what, *more]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(command, capture_output=True, check=True, cwd=TESTS.parent, env=environment, text=True)
    return json.loads(done.stdout.splitlines()[-1])


def understanding(bench: Bench) -> None:
    """Long papers beside what PyMuPDF alone takes."""
    from tests.bench.understanding import measure  # noqa: PLC0415 - only this part needs it

    measure(bench)


def window(bench: Bench) -> None:
    """A reader in the window: gaps of its 4 ms timer, bare pages, times to a page, beside nobody in the window."""
    heavy = bench.write("plates.pdf", pdf_papers.heavy_vectors(4_000, pages=120))
    for what, path, word in (("text", bench.big(), LATE), ("plates", heavy, "")):
        for doing in ("idle", "use"):
            found = in_window(path, doing, word)
            gaps = found.pop("gaps")
            bench.row(
                f"gaps of a 4 ms timer, {what}, {doing}: 99 %, 99.9 %, longest",
                f"{gaps['p99']}, {gaps['p999']}, {gaps['max']} ms",
                f"n = {gaps['n']}",
            )
            for name, value in found.items():
                bench.row(f"    {what}: {name}", "", str(value))


def memory_of_all(bench: Bench) -> None:
    """Memory of the window and its workers: the text read and understood, after 200 pages, after all."""
    for name, value in in_window(bench.big(), "memory").items():
        total, own = value
        what = f"memory of all processes (PSS), {bench.pages:,} pages: {name}"
        bench.row(what, f"{total} MB", f"{own} MB without what is in files")


PARTS = {
    "start": start,
    "open": opening,
    "tiles": tiles,
    "reading": reading,
    "understanding": understanding,
    "search": search,
    "notes": notes,
    "window": window,
    "memory": memory_of_all,
}
PARTS_OF_NOTES = {
    f"notes.{part}": partial(notes, part=part) for part in ("load", "filter", "edit", "many", "scroll", "find")
}


def main() -> None:
    """Measure what is asked for."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument(
        "what",
        nargs="*",
        choices=[[], *PARTS, *PARTS_OF_NOTES],
        metavar="WHAT",
        help=f"of {', '.join([*PARTS, *PARTS_OF_NOTES])}: all",
    )
    parser.add_argument("--quick", action="store_true", help="fewer repeats and pages")
    parser.add_argument("--pages", type=int, help="pages of the long document: 1,200, or 120 with --quick")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder), 9, 1200)
        if arguments.quick:
            bench = Bench(Path(folder), 3, 120, (75, 300))
        bench.pages = arguments.pages or bench.pages
        for name in arguments.what or PARTS:
            (PARTS | PARTS_OF_NOTES)[name](bench)


if __name__ == "__main__":
    main()
