"""The annotations of PDF files: read from pages, and put onto a copy of a file. It runs in worker processes only.

Source: ISO 32000-1, 12.5.6 (annotation types). Points are those of the page as it is shown; the file's own are on the
page before its rotation.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
import shutil
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from viewer.formats.pdf.page_boxes import mend_boxes
from viewer.model.geometry import PageRect
from viewer.model.mark import Mark, MarkStyle

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from viewer.model.mark import Rgb

MOST_MARKS_OF_A_PAGE = 5000
LONGEST_CONTENTS = 100_000
"""Characters of an annotation's words that are taken; a file can hold any number."""
MOST_QUADS = 2000
MAY_ANNOTATE = 32
"""The bit of a protected file's permissions that allows notes (ISO 32000-1, table 22, bit 6)."""
SIGN_SIZE = 20.0
"""Points from one note's sign to the next, and from the page's edges."""
LINE_WIDTH = 1.5
SOURCE = "XXVerbale"
"""The key of our own in an annotation (third class, ISO 32000-1, E.2): ``Markdown``, and of which contents it is."""
_STYLES = {style.value: style for style in MarkStyle}
_UNSEEN = frozenset({"Popup", "Link", "Widget", "PrinterMark", "TrapNet", "Watermark"})
_ERRORS = {os.strerror(number): number for number in (errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EACCES, errno.EROFS)}


# -- reading ----------------------------------------------------------------------------------------------------------


def marks_of(page: Any, number: int) -> Iterator[Mark]:
    """The marks of a loaded page, in the order of the file. What cannot be read of one is left out of it."""
    found: dict[int, tuple[Mark, int]] = {}
    names: set[str] = set()
    for annotation in islice(page.annots(), MOST_MARKS_OF_A_PAGE):
        kind = str(annotation.type[1])
        key = annotation.parent.parent.xref_get_key
        if kind in _UNSEEN or key(annotation.xref, "State")[0] != "null":
            continue  # a state ("accepted") is nobody's words
        mark = _read(annotation, page, number, _STYLES.get(kind, MarkStyle.OTHER))
        if key(annotation.xref, f"{SOURCE}/Of")[1] == _digest(mark.contents):  # else another program has edited them
            mark = replace(mark, source=_words(key(annotation.xref, f"{SOURCE}/Markdown")[1]))
        if mark.name in names:  # some programs copy an annotation together with its name
            mark = _named(mark)
        names.add(mark.name)
        grouped = key(annotation.xref, "RT") == ("name", "/Group")
        found[int(annotation.xref)] = replace(mark, grouped=grouped), int(annotation.irt_xref or 0)
    for mark, answered in found.values():  # an answer may stand before what it answers
        first = found.get(answered)
        yield replace(mark, reply_to=first[0].name) if first else replace(mark, grouped=False)


def _read(annotation: Any, page: Any, number: int, style: MarkStyle) -> Mark:
    info = cast("dict[str, Any]", annotation.info)
    mark = Mark(
        page=number,
        style=style,
        rects=tuple(_shown_rects(annotation, page, style)),
        contents=_words(info.get("content")),
        author=_words(info.get("title"))[:200],
        created=iso_date(_words(info.get("creationDate"))),
        modified=iso_date(_words(info.get("modDate"))),
        subject=_words(info.get("subject"))[:1000],
        color=_color(annotation),
        name=_words(info.get("id"))[:200],
    )
    return mark if mark.name else _named(mark)


def _named(mark: Mark) -> Mark:
    """A mark without a name of its own gets one that it has whenever the file is read."""
    places = ";".join(f"{rect.x0:.0f},{rect.y0:.0f},{rect.x1:.0f},{rect.y1:.0f}" for rect in mark.rects)
    told = f"{mark.style}\0{places}\0{mark.contents}\0{mark.author}\0{mark.created}"
    digest = hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()[:32]
    return replace(mark, name=f"sha256:{digest}")


def _shown_rects(annotation: Any, page: Any, style: MarkStyle) -> Iterator[PageRect]:
    points = cast("Sequence[tuple[float, float]]", annotation.vertices or ()) if style.on_words else ()
    if len(points) < 4:
        yield _shown(annotation.rect, page)
        return
    for at in range(0, min(len(points), 4 * MOST_QUADS) - 3, 4):
        xs, ys = zip(*points[at : at + 4], strict=True)
        yield _shown(type(annotation.rect)(min(xs), min(ys), max(xs), max(ys)), page)


def _shown(rect: Any, page: Any) -> PageRect:
    shown = rect * page.rotation_matrix
    xs, ys = sorted((float(shown.x0), float(shown.x1))), sorted((float(shown.y0), float(shown.y1)))
    return PageRect(xs[0], ys[0], xs[1], ys[1])


def _words(value: object) -> str:
    text = str(value or "")[:LONGEST_CONTENTS].replace("\r\n", "\n").replace("\r", "\n")
    return re.sub("[\x00-\x08\x0b-\x1f\ud800-\udfff]", "", text)


def _digest(contents: str) -> str:
    return hashlib.sha256(_words(contents).encode("utf-8", "replace")).hexdigest()


def _color(annotation: Any) -> Rgb | None:
    colors = cast("dict[str, Sequence[float]]", annotation.colors or {})
    parts = [min(1.0, max(0.0, float(part))) for part in (colors.get("stroke") or colors.get("fill") or ())]
    match parts:
        case [grey]:
            return grey, grey, grey
        case [red, green, blue]:
            return red, green, blue
        case [cyan, magenta, yellow, black]:
            return (1 - cyan) * (1 - black), (1 - magenta) * (1 - black), (1 - yellow) * (1 - black)
        case _:
            return None


_DATE = re.compile(r"(?:D:)?(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:Z|([+-])(\d\d)'?(\d\d)?)?")


def iso_date(date: str) -> str:
    """A date of a PDF ("D:20200408120000+02'00'") as UTC in ISO 8601; empty for what is none (7.9.4)."""
    match = _DATE.match(date)
    if match is None:
        return ""
    year, month, day, hour, minute, second, sign, hours, minutes = match.groups()
    away = timedelta(hours=int(hours or 0), minutes=int(minutes or 0)) * (-1 if sign == "-" else 1)
    try:
        zone = timezone(away)
        parts = (int(year), int(month or 1), int(day or 1), int(hour or 0), int(minute or 0), int(second or 0))
        return datetime(*parts, tzinfo=zone).astimezone(UTC).isoformat(timespec="microseconds")
    except (ValueError, OverflowError):
        return ""


def pdf_date(iso: str) -> str:
    """A time in ISO 8601 as a PDF has it, in UTC; empty for what is none."""
    try:
        moment = datetime.fromisoformat(iso)
    except ValueError:
        return ""
    return (moment if moment.tzinfo is None else moment.astimezone(UTC)).strftime("D:%Y%m%d%H%M%SZ")


# -- writing ----------------------------------------------------------------------------------------------------------


class PdfCopy:
    """A copy of a PDF file at ``target``, opened, on which marks are put."""

    def __init__(self, mupdf: Any, source: str, target: str, password: str | None) -> None:
        """Copy the file, which stays as it is.

        Raises:
            OSError: the copy cannot be written, or notes are not allowed in it.
        """
        self._mupdf = mupdf
        self._target = Path(target)
        self._rewritten = self._target.with_name(self._target.name + ".anew")
        self._signs: dict[int, int] = {}
        with self._target.open("xb") as copy, Path(source).open("rb") as file:
            shutil.copyfileobj(file, copy, 1 << 20)
        self._document = mupdf.open(target, filetype="pdf")
        if self._document.needs_pass and password:
            self._document.authenticate(password)
        if not int(self._document.permissions) & MAY_ANNOTATE:
            self.close()
            raise PermissionError(errno.EPERM, "Whoever protected this file does not allow notes to be added to it")
        self._page: Any = None

    def add(self, mark: Mark) -> None:
        """Put a mark on its page. One without rects stands at the head of it.

        Raises:
            ValueError: the page cannot be marked.
        """
        try:
            if self._page is None or self._page.number != mark.page:
                self._page = self._document[mark.page]
                mend_boxes(self._page, self._mupdf.mupdf)
            annotation = self._made(mark)
            if mark.color is not None:
                annotation.set_colors(stroke=mark.color)
            annotation.set_info(
                title=mark.author,
                content=mark.contents,
                subject=mark.subject,
                creationDate=pdf_date(mark.created),
                modDate=pdf_date(mark.modified or mark.created),
            )
            annotation.update()
            # After update(), which takes the time of now for that of the change.
            if mark.modified or mark.created:
                self._document.xref_set_key(annotation.xref, "M", f"({pdf_date(mark.modified or mark.created)})")
            if mark.name:
                self._document.xref_set_key(annotation.xref, "NM", self._mupdf.get_pdf_str(mark.name))
            if mark.source:
                markdown = self._mupdf.get_pdf_str(mark.source)
                said = f"<</Markdown {markdown} /Of ({_digest(mark.contents)})>>"
                self._document.xref_set_key(annotation.xref, SOURCE, said)
        except Exception as error:  # MuPDF raises whatever the damaged page makes it raise
            raise ValueError(f"page {mark.page + 1}: {error}") from error

    def _made(self, mark: Mark) -> Any:
        page = self._page
        if mark.style.on_words and mark.rects:
            quads = [self._quad(rect, mark.turns) for rect in mark.rects]
            make = {
                MarkStyle.UNDERLINE: page.add_underline_annot,
                MarkStyle.STRIKE_OUT: page.add_strikeout_annot,
                MarkStyle.SQUIGGLY: page.add_squiggly_annot,
            }.get(mark.style, page.add_highlight_annot)
            return make(quads=quads)
        if mark.style is MarkStyle.SQUARE and mark.rects:
            box = mark.rects[0]
            rect = self._mupdf.Rect(box.x0, box.y0, box.x1, box.y1)
            annotation = page.add_rect_annot((rect * page.derotation_matrix).normalize())
            annotation.set_border(width=LINE_WIDTH)
            return annotation
        return page.add_text_annot(self._place_of_sign(mark), mark.contents, icon="Comment")

    def _place_of_sign(self, mark: Mark) -> Any:
        """In the margin before the words; at the head of the page, one beside the other, where there are none."""
        shown = self._page.rect
        if mark.rects:
            box = mark.rects[0]
            x, y = box.x0 - 1.2 * SIGN_SIZE, box.y0
        else:
            before = self._signs.get(mark.page, 0)
            self._signs[mark.page] = before + 1
            in_a_row = max(1, int((shown.width - 2 * SIGN_SIZE) // SIGN_SIZE))
            x, y = SIGN_SIZE * (0.5 + before % in_a_row), SIGN_SIZE * (0.5 + before // in_a_row)
        x, y = min(max(2.0, x), shown.width - SIGN_SIZE), min(max(2.0, y), shown.height - SIGN_SIZE)
        return self._mupdf.Point(x, y) * self._page.derotation_matrix

    def _quad(self, rect: PageRect, turns: int) -> Any:
        """The corners of a line as its letters stand: upper left, upper right, lower left, lower right."""
        point = self._mupdf.Point
        around = [point(rect.x0, rect.y0), point(rect.x1, rect.y0), point(rect.x1, rect.y1), point(rect.x0, rect.y1)]
        left, right, low_right, low_left = (around[(turns + corner) % 4] for corner in range(4))
        return self._mupdf.Quad(left, right, low_left, low_right) * self._page.derotation_matrix

    def save(self) -> bool:
        """Bring the copy to the disk. Whether the marks were added to its end; else it was written anew.

        Raises:
            OSError: it cannot be written.
        """
        incremental = bool(self._document.can_save_incrementally())
        try:
            if incremental:
                self._document.saveIncr()
            else:
                keep = self._mupdf.PDF_ENCRYPT_KEEP
                self._document.save(str(self._rewritten), garbage=1, deflate=True, encryption=keep)
        except Exception as error:
            raise _as_of_the_system(error) from error
        self._document.close()
        if not incremental:
            self._rewritten.replace(self._target)
        with self._target.open("rb+") as file:
            os.fsync(file.fileno())
        return incremental

    def close(self) -> None:
        """Let go of the copy, saved or not."""
        if not self._document.is_closed:
            self._document.close()
        self._rewritten.unlink(missing_ok=True)


def _as_of_the_system(error: Exception) -> OSError:
    """What MuPDF says of a file that it cannot write, as the system has it."""
    said = str(error)
    for words, number in _ERRORS.items():
        if words in said:
            return OSError(number, words)
    return OSError(errno.EIO, said)
