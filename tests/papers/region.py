"""A note on a region with its picture, for exporters that can show it."""

from __future__ import annotations

import struct
import zlib
from dataclasses import replace

from papers.fish import DOCUMENT, EXPORT, note

from viewer.export.notes import NotesExport
from viewer.model.annotation import AnnotationKind
from viewer.model.geometry import PageRect

RECT = PageRect(72, 100, 272, 150)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int = 4, height: int = 1) -> bytes:
    """A picture of grey pixels, stored without compression so that every zlib writes the same bytes."""
    rows = (b"\0" + b"\x80" * width) * height
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    body = _chunk(b"IHDR", header) + _chunk(b"IDAT", zlib.compress(rows, 0)) + _chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def _region(picture: bytes) -> NotesExport:
    plain = note(2, "Fish live in water", "What the table shows", kind=AnnotationKind.REGION)
    anchor = replace(plain.annotation.anchor, rects=(RECT,))
    framed = replace(plain, annotation=replace(plain.annotation, anchor=anchor), picture=picture)
    return NotesExport(DOCUMENT, (framed,), EXPORT.exported)


REGION = _region(png())
DAMAGED = _region(png()[:30])
