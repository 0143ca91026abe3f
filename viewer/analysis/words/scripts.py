"""The letters of the scripts that have no letters of the Latin one: patterns that find one of them in a text."""

from __future__ import annotations

import re

ARABIC = re.compile("[\u0620-\u064a\u066e-\u06d3\ufb50-\ufdff\ufe70-\ufefc]")
CYRILLIC = re.compile("[\u0400-\u052f]")
HAN = re.compile("[\u3400-\u9fff]")
