"""How references can be copied: apart from the exporters, which menus need not wait for."""

from __future__ import annotations

from enum import Enum


class ReferenceForm(Enum):
    """The forms in which all references can be copied, by their names in menus."""

    TEXT = "text"
    CSV = "CSV"
    BIBTEX = "BibTeX"
