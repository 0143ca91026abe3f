"""Papers as a scanner gives them: each page one picture, with or without a text layer; and who can recognise them."""

from __future__ import annotations

import pytest
from papers.pdf_file import PdfFile
from papers.pdf_papers import mupdf

from viewer.formats.recognition.tessdata import find_data


def needs_tesseract(*languages: str) -> pytest.MarkDecorator:
    """Skips a test where Tesseract's data of these languages (its names) is not installed."""
    data = find_data()
    missing = [name for name in languages if data is None or name not in data.languages]
    return pytest.mark.skipif(bool(missing), reason=f"Tesseract's data is not installed: {', '.join(missing)}")


def scan_of(paper: bytes, *, resolution: int = 150, layers: dict[int, str] | None = None, turns: int = 0) -> bytes:
    """The pages of a paper as grey pictures of ``resolution`` pixels an inch, turned by quarters clockwise.

    ``layers`` gives pages (from 0) an unseen text layer of these words (Latin letters), as bad recognition leaves them.
    """
    file = PdfFile()
    font = f"/Font << /H {file.font()} 0 R >>"
    with mupdf.open(stream=paper, filetype="pdf") as document:
        for page in document:
            page.set_rotation(90 * turns)
            width, height = page.rect.width, page.rect.height
            pixels = page.get_pixmap(dpi=resolution, colorspace=mupdf.csGRAY)
            picture = file.stream(
                bytes(pixels.samples),
                f"/Type /XObject /Subtype /Image /Width {pixels.width} /Height {pixels.height}"
                " /ColorSpace /DeviceGray /BitsPerComponent 8",
                deflate=True,
            )
            content = f"q {width} 0 0 {height} 0 0 cm /I Do Q"
            words = (layers or {}).get(page.number, "")
            for row, line in enumerate(words.split("\n") if words else ()):
                escaped = line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
                content += f" BT 3 Tr /H 8 Tf 1 0 0 1 40 {height - 60 - 10 * row} Tm ({escaped}) Tj ET"
            file.page(content, f"/XObject << /I {picture} 0 R >> {font}", size=(width, height))
    return file.to_bytes()
