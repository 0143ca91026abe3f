"""What is said of office documents: where LibreOffice is missing, or could not convert one."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from viewer.model.document import CannotOpen, FileProblem

if TYPE_CHECKING:
    from viewer.workers.messages.conversion import NotConverted

INSTALL = {
    "linux": "Install it (the package is called libreoffice-writer on Debian and Ubuntu)",
    "darwin": "Install it from libreoffice.org",
    "win32": "Install it from libreoffice.org",
}
PREVIEW = "It is shown as a preview: lines, page breaks, headers and footers are not the document's own."


def how_to_get_it() -> str:
    """What to do where LibreOffice is not found."""
    return INSTALL.get(sys.platform, INSTALL["linux"])


def refusal_without_pages(error: CannotOpen, failed: NotConverted | None) -> CannotOpen:
    """Why an office document cannot be shown at all, and what now. ``failed`` None: nobody converts here."""
    if failed is None or failed.no_program:
        missing = "which is not installed, or not where Verbale looks for it"
        advice = f"{error.advice[:-1]}, {missing}. {how_to_get_it()}, name it in the settings, or save the file as PDF."
    else:
        advice = f"{failed.why} Save the file as PDF in the program it was written with, and open that."
    return CannotOpen(FileProblem.UNSUPPORTED, error.path, advice, error.format)


def words_of_preview(name: str, failed: NotConverted | None) -> str:
    """Why a preview is shown, and how to see the document as it is."""
    if failed is None or failed.no_program:
        return f"{name}: LibreOffice is not found here. {PREVIEW} {how_to_get_it()} to see it as it is."
    return f"{name}: {failed.why} {PREVIEW}"
