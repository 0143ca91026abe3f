"""What it costs to understand long documents, beside what PyMuPDF alone takes for their text and words.

Each measurement is a process of its own, ``python -m tests.bench.understanding WHAT PATH``, which prints one line of
JSON; the two are taken in turn, so that what else the machine does weighs on both alike. Times are processor seconds of
all threads, from the opened file on. What imports, tables and the model of languages cost once is said apart.
"""

from __future__ import annotations

import gc
import json
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from pathlib import Path
from types import GeneratorType
from typing import TYPE_CHECKING, Any

TESTS = Path(__file__).parents[1]
sys.path.insert(0, str(TESTS))  # papers are found from there, as pytest has it

from papers import long_papers  # noqa: E402 - the line above must come first

from viewer.analysis import textlayer, understand  # noqa: E402
from viewer.analysis.languages import identification as languages  # noqa: E402
from viewer.formats.mupdf import mupdf, open_pdf  # noqa: E402
from viewer.workers.child.loop import COLLECT_AFTER  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

    from tests.bench.__main__ import Bench

PAPERS = {"report": long_papers.english_report, "compilation": long_papers.compilation}
STEPS = {
    "text layer": (textlayer, "state_of"),
    "lines": (understand, "lines_of"),
    "headers": (understand, "headers_of"),
    "paragraphs": (understand, "paragraphs_of"),
    "languages of paragraphs": (understand, "evidence_steps"),
    "languages of all": (languages, "identify_steps"),
    "masthead": (understand, "read_masthead"),
    "metadata": (understand, "read_metadata"),
    "parts": (understand, "part_steps"),
    "sections": (understand, "section_steps"),
    "page edges": (understand, "edge_steps"),
    "references": (understand, "reference_steps"),
}
ALL_ELSE = "all else"


def measure(bench: Bench) -> None:
    """A table for each paper and number of pages."""
    for name, paper in PAPERS.items():
        for count in bench.lengths:
            path = bench.write(f"{name}{count}.pdf", paper(count))
            turns = max(2, bench.repeats // 3)
            taken = [(_in_process("alone", path), _in_process("whole", path)) for _ in range(turns)]
            alone = statistics.median(one["seconds"] for one, _ in taken)
            text = statistics.median(ours["text"] for _, ours in taken)
            understood = statistics.median(ours["understood"] for _, ours in taken)
            memory = [statistics.median(one["memory"] for one in side) for side in zip(*taken, strict=True)]
            what = f"{name}, {count:,} pages: "
            bench.row(f"{what}PyMuPDF's text and words", f"{1000 * alone / count:.2f} ms/p.", f"+{memory[0]:.0f} MB")
            bench.row(f"{what}our text", f"{1000 * text / count:.2f} ms/p.", f"{text / alone:.2f} x")
            bench.row(f"{what}understanding", f"{1000 * understood / count:.2f} ms/p.", f"{understood / alone:.2f} x")
            bench.row(f"{what}the whole", f"{(text + understood) / alone:.2f} x", f"+{memory[1]:.0f} MB at most")
        steps = _in_process("steps", path)
        for step in (*STEPS, ALL_ELSE):
            bench.row(f"    {name}, {count:,} pages: {step}", f"{1000 * steps[step] / count:.3f} ms/p.")
        bench.row("    once a process: tables and model", f"{1000 * steps['once']:.0f} ms")


def _in_process(what: str, path: str) -> dict[str, float]:
    command = [sys.executable, "-m", "tests.bench.understanding", what, path]
    done = subprocess.run(command, capture_output=True, check=True, cwd=TESTS.parent, text=True)
    return json.loads(done.stdout.splitlines()[-1])


# -- in the process ---------------------------------------------------------------------------------------------------


def _memory(field: str) -> float:
    """What the process has in memory ("VmRSS"), or had at most ("VmHWM"), in MB; 0 where that is not known."""
    try:
        return int(Path("/proc/self/status").read_text("ascii").partition(field + ":")[2].split()[0]) / 1024
    except OSError:
        return 0.0


def alone(path: str) -> dict[str, float]:
    """PyMuPDF's text and words of all pages."""
    document = mupdf.open(path)
    before, begun = _memory("VmRSS"), time.process_time()
    for page in document:
        page.get_text("text")
        page.get_text("words")
    return {"seconds": time.process_time() - begun, "memory": _memory("VmHWM") - before}


def whole(path: str, on_loaded: Callable[[], None] = gc.collect) -> dict[str, float]:
    """Our text, and all that is understood of it, once what is loaded once has been loaded."""
    gc.set_threshold(COLLECT_AFTER)
    once = _loaded(path)
    on_loaded()
    document = open_pdf(path)
    before, begun = _memory("VmRSS"), time.process_time()
    pages: list[Any] = []
    for page in range(document.info.page_count):
        gc.freeze()  # as the worker does
        pages.append(document.page_text(page))
    text = time.process_time()
    for _ in understand.understanding_steps(pages, document.outline()):
        gc.freeze()
    now = time.process_time()
    return {"once": once, "text": text - begun, "understood": now - text, "memory": _memory("VmHWM") - before}


def steps(path: str) -> dict[str, float]:
    """The same, each step by itself, and what is in none of them, the clock itself among it."""
    spent: defaultdict[str, float] = defaultdict(float)
    for step, (module, function) in STEPS.items():
        setattr(module, function, _timed(getattr(module, function), spent, step))
    done = whole(path, spent.clear)
    rest = done["understood"] - sum(spent.values())
    return {**dict.fromkeys(STEPS, 0.0), **spent, ALL_ELSE: rest, "once": done["once"]}


def _loaded(path: str) -> float:
    """Load tables, patterns and the model by understanding a few pages; gives the seconds."""
    document = open_pdf(path)
    pages = [document.page_text(page) for page in range(min(48, document.info.page_count))]
    begun = time.process_time()
    understand.understand(pages)
    first = time.process_time() - begun
    begun = time.process_time()
    understand.understand(pages)
    return first - (time.process_time() - begun)


def _timed(function: Callable[..., Any], spent: defaultdict[str, float], step: str) -> Callable[..., Any]:
    """The function, or the steps of the generator that it gives, on the clock."""

    def call(*arguments: Any, **named: Any) -> Any:
        begun = time.process_time()
        result = function(*arguments, **named)
        spent[step] += time.process_time() - begun
        return walk(result) if isinstance(result, GeneratorType) else result

    def walk(generator: Generator[Any, None, Any]) -> Generator[Any, None, Any]:
        while True:
            begun = time.process_time()
            try:
                item = next(generator)
            except StopIteration as end:
                return end.value
            finally:
                spent[step] += time.process_time() - begun
            yield item

    return call


if __name__ == "__main__":
    print(json.dumps({"alone": alone, "whole": whole, "steps": steps}[sys.argv[1]](sys.argv[2])))
