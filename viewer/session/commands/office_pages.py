"""The pages of office documents for commands: made while the command waits."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from viewer.session.settings import SettingsFile, settings_file
from viewer.workers.messages.conversion import Converted
from viewer.workers.office.conversion import Conversions, convert_and_wait

if TYPE_CHECKING:
    from pathlib import Path

    from viewer.model.document import CannotOpen
    from viewer.workers.messages.conversion import NotConverted
    from viewer.workers.messages.requests import OpenFile


def with_pages(opening: OpenFile, path: Path, error: CannotOpen) -> tuple[OpenFile, NotConverted | None]:
    """How to open an office document that was refused with ``error``: with its pages, else as a preview and why."""
    conversions = Conversions()
    try:
        answer = convert_and_wait(conversions, path, error.format, SettingsFile(settings_file()).load().office_program)
    finally:
        conversions.close()
    if isinstance(answer, Converted):
        return replace(opening, pages_from=answer.pages), None
    return replace(opening, preview=True), answer
