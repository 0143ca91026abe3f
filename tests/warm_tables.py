"""Loaded by the server that workers are forked from in tests: what the analysis loads for its first document.

Each worker that reads one would take more than a second of a processor for it, and nearly every test has its own.
The model of languages, which a worker lets go of when it rests, is loaded by those who need it.
"""

from __future__ import annotations

from pathlib import Path
from unittest.mock import patch

from viewer.analysis.languages import evidence
from viewer.analysis.understand import rest, understand
from viewer.formats.table import open_document

SAMPLE = Path(__file__).parents[1] / "resources" / "samples" / "note-verbale.txt"

with patch.object(evidence, "_modelled", lambda _text: dict.fromkeys(evidence._tables().modelled, 0.0)):
    engine = open_document(str(SAMPLE))
    understand([engine.page_text(page) for page in range(engine.info.page_count)])
    engine.close()
rest()
