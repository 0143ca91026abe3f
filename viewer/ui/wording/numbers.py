"""Numbers as the interface's language writes them."""

from __future__ import annotations

from PySide6.QtCore import QLocale


def percentage(percent: int) -> str:
    """A number of hundredths: "95%", without a space as in English."""
    locale = QLocale()
    return f"{locale.toString(percent)}{locale.percent()}"
