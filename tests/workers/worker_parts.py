"""Parts for worker processes under test: an engine whose pages do what the file's text says, line by line.

A paper is a text file, one page a line: ``crash``, ``hang`` (a file "hanging" beside the paper says when it does),
``gate`` (there is no page before there is a file "open" beside the paper), ``raise``, ``eat`` (memory), ``modules``
(what is loaded), ``network`` and a port, and anything else, which is the page's text.
"""

from __future__ import annotations

import errno
import os
import signal
import socket
import sys
import time
from array import array
from pathlib import Path

from viewer.formats.engine import PixelBox, Pixels
from viewer.formats.recognition.page_stand import Stand
from viewer.formats.recognition.word_boxes import RecognisedWord
from viewer.model.document import CannotOpen, DocumentInfo, FileProblem, PageKind, TextLayer, Understanding
from viewer.model.folded_text import FoldedText
from viewer.model.geometry import PageRect, PageSize
from viewer.model.text import PageGlyphs, PageText, TextLine
from viewer.workers.child.settings import Parts

SIZE = PageSize(595, 842)
PARTS = Parts(
    "worker_parts:open_paper",
    "worker_parts:understand",
    "worker_parts:fold",
    "worker_parts:OtherPages",
    "worker_parts:rest",
    read_words="worker_parts:read_words",
    stand_of="worker_parts:stand_of",
    sense_of="worker_parts:sense_of",
)


class Paper:
    def __init__(self, path):
        self.gate = Path(path).with_name("open")
        self.hanging = Path(path).with_name("hanging")
        self.pages = Path(path).read_text(encoding="utf-8").split("\n")
        self.info = DocumentInfo("paper", len(self.pages), PageKind.RASTER, (SIZE,))

    def page_size(self, _page):
        return SIZE

    def page_text(self, page):
        text = self._act(self.pages[page]).replace("|", "\n")
        return PageText(text, SIZE, (TextLine(0, len(text), PageRect(0, 0, 1, 1), 0),))

    def render(self, page, scale, clip=None):
        self._act(self.pages[page])
        box = clip or PixelBox(0, 0, round(SIZE.width * scale), round(SIZE.height * scale))
        return Pixels(box, 4 * box.width, bytes([page % 256]) * (4 * box.width * box.height))

    def glyphs(self, page):
        text = self._act(self.pages[page])
        return text, PageGlyphs(array("f", [0, 0, 1, 1] * len(text)), ((0, len(text)),), (False,))

    def close(self):
        pass

    def _act(self, text):
        match text.split():
            case ["crash", *_]:
                os.kill(os.getpid(), signal.SIGKILL)
            case ["hang", *_]:
                self.hanging.touch()
                while True:
                    time.sleep(60)
            case ["gate", *_]:
                while not self.gate.exists():
                    time.sleep(0.005)
            case ["slow", seconds, *_]:
                time.sleep(float(seconds))
            case ["raise", *_]:
                raise ValueError("a damaged page")
            case ["eat", *_]:
                return str(len(bytearray(4 * 1024**3)))
            case ["modules"]:
                return " ".join(sorted(sys.modules))
            case ["niceness"]:
                return str(os.nice(0))
            case ["network", port]:
                return _reach_out(int(port))
            case _:
                pass
        return text


def _reach_out(port):
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=5):
            return "reached"
    except OSError as error:
        return errno.errorcode[error.errno]


class OtherPages:
    """Draws what the paper's own engine hangs or crashes at, unless the line says "everywhere"."""

    def __init__(self, path, password=None):
        self.paper = open_paper(path, password)
        self.page_count = self.paper.info.page_count

    def render(self, page, size, scale, clip=None):
        box = clip or PixelBox(0, 0, round(size.width * scale), round(size.height * scale))
        if "everywhere" in self.paper.pages[page]:
            return self.paper.render(page, scale, clip)
        return Pixels(box, 3 * box.width, b"\7" * (3 * box.width * box.height))

    def close(self):
        pass


def open_paper(path, password=None, codec=None):  # noqa: ARG001 - the shape of an opener
    text = Path(path).read_text(encoding="utf-8") if Path(path).exists() else None
    if text is None:
        raise CannotOpen(FileProblem.MISSING, str(path), "There is no such file.")
    if text.startswith("open-crash"):
        os.kill(os.getpid(), signal.SIGKILL)
    if text.startswith("locked") and password != "secret":  # noqa: S105 - the paper's own
        raise CannotOpen(FileProblem.ENCRYPTED, str(path), "It needs a password.")
    return Paper(path)


def read_words(pixels, _scale, names, data, turns):
    """What the file of the page in the folder of the data says, in the line of the main language: "eng: words".

    A line for that language turned ("rus@2: words"), or with others ("rus+eng: words"), goes before it.
    """
    lines = (data / f"{pixels.data[0]}.txt").read_text(encoding="utf-8").split("\n")
    said_in = dict(line.partition(": ")[::2] for line in lines)
    keys = (f"{names[0]}@{turns}", "+".join(names), names[0])
    said = next((said_in[key] for key in keys if key in said_in), "")
    with (data / "asked.txt").open("a") as asked:
        asked.write(f"{'+'.join(names)} {pixels.box.height} {turns}\n")
    if said == "crash":
        os.kill(os.getpid(), signal.SIGKILL)
    if said == "hang":
        time.sleep(600)
    if said == "raise":
        raise RuntimeError("no such language")
    return [RecognisedWord(word, PageRect(20 * n, 10, 20 * n + 18, 20)) for n, word in enumerate(said.split())]


def stand_of(_pixels, _scale, data):
    """What the file "stand" in the folder of the data says: "2 Cyrillic"; None where there is none."""
    said = data / "stand.txt"
    if not said.exists():
        return None
    turns, script = said.read_text().split()
    return Stand(int(turns), script)


def sense_of(text):
    """The first word, where it is a language in brackets: "[fr]"; "[fr?]" makes little sense."""
    return (text[1:3], 1 if text[3] == "?" else 3) if text.startswith("[") else ("", 0)


def understand(pages):
    for number, page in enumerate(pages):
        if page.text == "riddle":
            raise ValueError("a riddle")
        yield (number + 1) / len(pages)
    return Understanding(TextLayer.GOOD, warnings=(f"{len(pages)} pages",))


def fold(text):
    edits = [(i, i + 1, c.lower()) for i, c in enumerate(text) if c != c.lower() or c in "\n\f-"]
    return FoldedText.rewrite(text, [(a, b, {"\n": " ", "\f": " ", "-": ""}.get(c, c)) for a, b, c in edits])


RESTED = []


def rest():
    RESTED.append(True)
