"""How a worker process is set up: what it is made of, and what it may use."""

from __future__ import annotations

import logging
from dataclasses import field

from viewer.model.record import record

MEMORY_LIMIT = 2 * 1024**3
"""Bytes of address space: a bomb must not push the reader's other programs out of memory."""


@record
class Parts:
    """The names ("module:object") of what a worker is made of. Tests give engines that crash or hang."""

    open_document: str = "viewer.formats.table:open_document"
    understanding_steps: str = "viewer.analysis.understand:understanding_steps"
    fold: str = "viewer.analysis.words.folding:fold_for_search"
    other_pages: str = "viewer.formats.pdfium:PdfiumPages"
    rest: str = "viewer.analysis.understand:rest"
    analysis_version: str = "viewer.analysis.version:analysis_version"
    recognised_texts: str = "viewer.formats.recognition.recognised:texts_of"
    recognise: str = "viewer.workers.child.recognising:recognition_steps"
    read_words: str = "viewer.formats.recognition.ocr:read_words"
    stand_of: str = "viewer.formats.recognition.page_stand:stand_of"
    sense_of: str = "viewer.analysis.recognition:sense_of"


@record
class ChildSettings:
    """How a worker process is set up. ``memory`` is its limit in bytes, ``log_level`` what it writes to the log."""

    parts: Parts = field(default_factory=Parts)
    background: bool = False
    memory: int = MEMORY_LIMIT
    log_level: int = logging.WARNING
