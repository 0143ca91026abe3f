"""Writes PDF files object by object, without an engine, so that a paper can be wrong in exactly one chosen way.

Sizes and positions are in PDF points from the bottom left corner of the page, as the format has them.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field

A4 = (595, 842)
HELVETICA = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"


@dataclass
class PdfFile:
    """The objects of a file, numbered from 1. The catalogue is the first, the root of the page tree the second."""

    objects: list[bytes] = field(default_factory=lambda: [b"", b""])
    pages: list[int] = field(default_factory=list)
    catalogue: str = ""  # further entries of the catalogue

    def add(self, body: str | bytes) -> int:
        """Add an object; gives its number."""
        self.objects.append(body.encode("latin-1") if isinstance(body, str) else body)
        return len(self.objects)

    def put(self, number: int, body: str | bytes) -> None:
        """Give an object that has been added another body."""
        self.objects[number - 1] = body.encode("latin-1") if isinstance(body, str) else body

    def stream(self, data: bytes, entries: str = "", *, deflate: bool = False) -> int:
        """Add a stream; gives its number."""
        return self.add(stream_of(data, entries, deflate=deflate))

    def font(self) -> int:
        """Helvetica, which every engine brings."""
        return self.add(HELVETICA)

    def unicode_font(self, letters: str) -> int:
        """A font whose codes 1, 2, ... stand for these letters in its map to Unicode; what it draws does not matter."""
        rows = "".join(
            f"<{code:04x}> <{letter.encode('utf-16-be', 'surrogatepass').hex()}>\n"
            for code, letter in enumerate(letters, 1)
        )
        cmap = self.stream(
            f"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Own def /CMapType 2 def\n"
            f"1 begincodespacerange <0000> <ffff> endcodespacerange\n"
            f"{len(letters)} beginbfchar\n{rows}endbfchar endcmap end end".encode()
        )
        descriptor = self.add(
            "<< /Type /FontDescriptor /FontName /Helvetica /Flags 32 /FontBBox [0 -200 1000 900] /ItalicAngle 0"
            " /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >>"
        )
        cid = self.add(
            "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Helvetica /DW 500"
            " /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>"
            f" /FontDescriptor {descriptor} 0 R >>"
        )
        return self.add(
            "<< /Type /Font /Subtype /Type0 /BaseFont /Helvetica /Encoding /Identity-H"
            f" /DescendantFonts [{cid} 0 R] /ToUnicode {cmap} 0 R >>"
        )

    def page(
        self,
        content: bytes | str = b"",
        resources: str = "",
        *,
        size: tuple[float, float] = A4,
        entries: str = "",
    ) -> int:
        """Add a page of ``size`` points; gives its number."""
        contents = self.stream(content.encode("latin-1") if isinstance(content, str) else content)
        number = self.add(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {size[0]} {size[1]}] /Contents {contents} 0 R"
            f" /Resources << {resources} >> {entries} >>"
        )
        self.pages.append(number)
        return number

    def to_bytes(self, *, tree: bytes | None = None) -> bytes:
        """The file, its page tree flat unless another root is given."""
        self.put(1, f"<< /Type /Catalog /Pages 2 0 R {self.catalogue} >>")
        kids = " ".join(f"{page} 0 R" for page in self.pages)
        self.put(2, tree or f"<< /Type /Pages /Count {len(self.pages)} /Kids [{kids}] >>".encode())
        out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
        offsets: list[int] = []
        for number, body in enumerate(self.objects, 1):
            offsets.append(len(out))
            out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
        start = len(out)
        out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(offsets) + 1)
        out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
        out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(offsets) + 1, start)
        return bytes(out)


def stream_of(data: bytes, entries: str = "", *, deflate: bool = False) -> bytes:
    """A stream object with its data as it is or deflated."""
    if deflate:
        data = zlib.compress(data, 9)
        entries += " /Filter /FlateDecode"
    return b"<< /Length %d %b >>\nstream\n%b\nendstream" % (len(data), entries.encode(), data)


def literal(text: str) -> str:
    """A text string of the format; what is not Latin is written as UTF-16."""
    try:
        text.encode("ascii")
    except UnicodeEncodeError:
        return f"<feff{text.encode('utf-16-be').hex()}>"
    return "(" + text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)") + ")"
