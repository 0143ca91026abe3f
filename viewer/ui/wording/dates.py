"""Days and moments in words."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QDate, QLocale, Qt

from viewer.model.tables import table


def date_in_words(iso: str) -> str:
    """A day as the interface's language writes it; what is no whole date is given back as it is."""
    day = QDate.fromString(iso, Qt.DateFormat.ISODate)
    return QLocale(table("fields")["language"]).toString(day, table("fields")["dates"]["day"]) if day.isValid() else iso


def days_in_words(first: str, last: str) -> str:
    """A span of days; month and year are said once where both days share them."""
    one, other = (QDate.fromString(iso, Qt.DateFormat.ISODate) for iso in (first, last))
    if not one.isValid() or not other.isValid():
        return f"{date_in_words(first)} \u2013 {date_in_words(last)}"
    if one == other:
        return date_in_words(first)
    shared = "nothing" if one.year() != other.year() else "year" if one.month() != other.month() else "month"
    dates = table("fields")["dates"]
    start = QLocale(table("fields")["language"]).toString(one, dates["first_day"][shared])
    return f"{start}{dates['dash'][shared]}{date_in_words(last)}"


def merged_in_words(merged: str) -> str:
    """When notes were merged, from a UTC time in ISO 8601, in the reader's: "merged 10:32 on 2026-11-24"."""
    if not merged:
        return "not merged yet"
    when = datetime.fromisoformat(merged).astimezone()
    today = when.date() == datetime.now().astimezone().date()
    return f"merged {when:%H:%M}{'' if today else f' on {when:%Y-%m-%d}'}"
