"""Documents that are protected with a password: Word's as Word writes them, and others that LibreOffice has written.

LibreOffice 7.4 was given the letter of ``other_formats`` and ``PASSWORD``: it writes AES in OpenDocument 1.3, Blowfish
in 1.1, and RC4 in Word's old kind. It does so through its interface for programs only, which few machines have.
"""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from docx import Document
from msoffcrypto.format.ooxml import OOXMLFile

PASSWORD = "мир и 和平"  # noqa: S105 - the papers' own

BY_LIBREOFFICE = tuple(sorted((Path(__file__).parent / "locked").iterdir()))


def plain_letter(words: str = "Harbours are open to ships of all States.") -> bytes:
    """A Word document of one paragraph."""
    document = Document()
    document.add_paragraph(words)
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


def protected(path: Path, package: bytes | None = None) -> Path:
    """Write a package, a letter if none is given, protected with ``PASSWORD``."""
    with path.open("wb") as file:
        OOXMLFile(io.BytesIO(package or plain_letter())).encrypt(PASSWORD, file)
    return path


def workbook() -> bytes:
    """A package that looks like a workbook's."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        types = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
        archive.writestr("[Content_Types].xml", types)
        archive.writestr("_rels/.rels", "<Relationships/>")
        archive.writestr(
            "xl/workbook.xml", "<workbook/>" + " " * 20_000
        )  # what is very small the library writes wrongly
    return data.getvalue()
