"""Which way up a page stands and what script it is in, told by the program of Tesseract where that is installed.

PyMuPDF's own Tesseract is built without the part that tells. The program takes a second where trying the ways
one after the other took up to half a minute; without it they are tried.
"""

from __future__ import annotations

import logging
import re
import shutil
import subprocess
from typing import TYPE_CHECKING

from viewer.formats.recognition.ocr import packed
from viewer.model.record import record

if TYPE_CHECKING:
    from pathlib import Path

    from viewer.formats.engine import Pixels

log = logging.getLogger(__name__)

DATA = "osd.traineddata"
LONGEST = 20.0
"""Seconds that the program may take: 0.8 to 1.5 for pages full of print."""
LEAST_SURE = 1.0
"""Of the way up, by the program's own measure: 1.5 for a typewritten page badly copied, 12 to 40 for print; it was
right on all."""
SURE_OF_SCRIPT = 2.0
"""The same of the script: 2.5 and more on whole pages; on a few lines it took English for Cyrillic with up to 1.7."""

_TURN = re.compile(rb"^Rotate: (\d+)$", re.MULTILINE)
_SURE = re.compile(rb"^Orientation confidence: ([\d.]+)$", re.MULTILINE)
_SCRIPT = re.compile(rb"^Script: (\w+)\nScript confidence: ([\d.]+)$", re.MULTILINE)


@record
class Stand:
    """By how many quarters clockwise a page is turned to stand upright; what Tesseract calls its script, where sure."""

    turns: int
    script: str


def stand_of(pixels: Pixels, scale: float, data: Path) -> Stand | None:
    """How a page drawn at ``scale`` pixels a point stands; ``data`` is the folder of Tesseract's data.

    None where the program or its data is missing, or it cannot tell.
    """
    program = shutil.which("tesseract") or shutil.which("tesseract", path=str(data.parent))
    if program is None or not (data / DATA).is_file():
        return None
    command = (program, "stdin", "stdout", "--psm", "0", "--dpi", str(round(72 * scale)), "--tessdata-dir", str(data))
    try:
        said = subprocess.run(
            command,
            input=b"P6 %d %d 255\n" % (pixels.box.width, pixels.box.height) + packed(pixels),
            capture_output=True,
            check=False,
            timeout=LONGEST,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        ).stdout
    except (OSError, subprocess.SubprocessError) as error:
        log.warning("%s cannot tell how a page stands: %r", program, error)
        return None
    turn, sure, script = _TURN.search(said), _SURE.search(said), _SCRIPT.search(said)
    if turn is None or sure is None or float(sure[1]) < LEAST_SURE:
        return None
    known = script is not None and float(script[2]) >= SURE_OF_SCRIPT
    return Stand(int(turn[1]) // 90 % 4, script[1].decode() if script is not None and known else "")
