"""Files of every kind that is opened beside PDF and plain text, built from words: archives, pictures, books, pages."""

from __future__ import annotations

import io
import zipfile

import docx
from papers.pdf_papers import mupdf
from PIL import Image

LETTER = (
    "Letter dated 3 March 2021 from the Permanent Representative addressed to the Secretary-General",
    "The General Assembly, recalling its resolution 62/243 of 14 March 2008, takes note of the report.",
    "Генеральная Ассамблея принимает к сведению доклад.",
    "تحيط الجمعية العامة علما بالتقرير",
    "大会注意到报告",
)
"""Paragraphs in four scripts, one of them with a reference."""


def zipped(entries: dict[str, str | bytes], *, stored: tuple[str, ...] = ("mimetype",)) -> bytes:
    """A ZIP archive of these entries, compressed but for those in ``stored``."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            kind = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            archive.writestr(name, data, compress_type=kind)
    return packed.getvalue()


# -- pictures ---------------------------------------------------------------------------------------------------------


def picture(kind: str = "PNG", size: tuple[int, int] = (60, 40), color: str = "#336699", **how: object) -> bytes:
    """A picture of one colour."""
    data = io.BytesIO()
    Image.new("RGB", size, color).save(data, kind, **how)
    return data.getvalue()


def tiff(*colors: str) -> bytes:
    """A TIFF of several pages."""
    data = io.BytesIO()
    first, *others = [Image.new("RGB", (60, 40 + 20 * number), color) for number, color in enumerate(colors)]
    first.save(data, "TIFF", save_all=True, append_images=others, compression="tiff_lzw")
    return data.getvalue()


def comic(*colors: str) -> bytes:
    """A comic book: pictures named in their order, and a description."""
    pages = {f"page-{number:02}.png": picture(color=color) for number, color in enumerate(colors)}
    return zipped({"ComicInfo.xml": "<ComicInfo/>", **pages})


# -- books and pages --------------------------------------------------------------------------------------------------


def web_page(*paragraphs: str, head: str = "", encoding: str = "utf-8") -> bytes:
    """A page of HTML."""
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return f"<!DOCTYPE html><html><head><title>A page</title>{head}</head><body>{body}</body></html>".encode(encoding)


CONTAINER = (
    '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
)


def epub(*chapters: str, more: dict[str, str | bytes] | None = None) -> bytes:
    """An EPUB book; each chapter is the inside of a body, and is in its outline."""
    numbers = range(1, len(chapters) + 1)
    items = "".join(f'<item id="c{n}" href="c{n}.xhtml" media-type="application/xhtml+xml"/>' for n in numbers)
    spine = "".join(f'<itemref idref="c{n}"/>' for n in numbers)
    points = "".join(
        f'<navPoint id="p{n}" playOrder="{n}"><navLabel><text>Chapter {n}</text></navLabel>'
        f'<content src="c{n}.xhtml"/></navPoint>'
        for n in numbers
    )
    return zipped(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": CONTAINER,
            "book.opf": '<package xmlns="http://www.idpf.org/2007/opf" version="2.0"><metadata/><manifest>'
            f'<item id="toc" href="toc.ncx" media-type="application/x-dtbncx+xml"/>{items}</manifest>'
            f'<spine toc="toc">{spine}</spine></package>',
            "toc.ncx": '<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1">'
            f"<navMap>{points}</navMap></ncx>",
            **{
                f"c{n}.xhtml": f'<html xmlns="http://www.w3.org/1999/xhtml"><head/><body>{chapter}</body></html>'
                for n, chapter in zip(numbers, chapters, strict=True)
            },
            **(more or {}),
        }
    )


RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
XPS = "http://schemas.microsoft.com/xps/2005/06"


def xps(*lines: str) -> bytes:
    """An XPS document, a page for each line."""
    numbers = range(1, len(lines) + 1)
    pages = {
        f"{n}.fpage": f'<FixedPage xmlns="{XPS}" Width="816" Height="1056" xml:lang="en"><Glyphs Fill="#ff000000" '
        f'FontUri="/font.ttf" FontRenderingEmSize="16" OriginX="96" OriginY="96" UnicodeString="{line}"/></FixedPage>'
        for n, line in zip(numbers, lines, strict=True)
    }
    contents = "".join(f'<PageContent Source="{n}.fpage"/>' for n in numbers)
    types = {
        "rels": "application/vnd.openxmlformats-package.relationships+xml",
        "fdseq": "application/vnd.ms-package.xps-fixeddocumentsequence+xml",
        "fdoc": "application/vnd.ms-package.xps-fixeddocument+xml",
        "fpage": "application/vnd.ms-package.xps-fixedpage+xml",
        "ttf": "application/vnd.ms-opentype",
    }
    defaults = "".join(f'<Default Extension="{end}" ContentType="{kind}"/>' for end, kind in types.items())
    return zipped(
        {
            "[Content_Types].xml": "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'>"
            f"{defaults}</Types>",
            "_rels/.rels": f'<Relationships xmlns="{RELATIONS}"><Relationship Id="r" Type="{XPS}/fixedrepresentation" '
            'Target="/document.fdseq"/></Relationships>',
            "document.fdseq": f'<FixedDocumentSequence xmlns="{XPS}"><DocumentReference Source="document.fdoc"/>'
            "</FixedDocumentSequence>",
            "document.fdoc": f'<FixedDocument xmlns="{XPS}">{contents}</FixedDocument>',
            "font.ttf": bytes(mupdf.Font("helv").buffer),
            **pages,
        }
    )


# -- office documents -------------------------------------------------------------------------------------------------


def word(*paragraphs: str, breaks: bool = False) -> bytes:
    """A Word document; with ``breaks`` each paragraph begins a page."""
    document = docx.Document()
    for number, paragraph in enumerate(paragraphs):
        if breaks and number:
            document.add_page_break()
        document.add_paragraph(paragraph)
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


OPENDOCUMENT = "urn:oasis:names:tc:opendocument:xmlns"
_SPACES = " ".join(
    f'xmlns:{name}="{OPENDOCUMENT}:{space}:1.0"'
    for name, space in {"office": "office", "text": "text", "draw": "drawing", "style": "style", "script": "script",
                        "svg": "svg-compatible", "manifest": "manifest"}.items()
)  # fmt: skip
SPACES = f'{_SPACES} xmlns:xlink="http://www.w3.org/1999/xlink"'
ODT = "application/vnd.oasis.opendocument.text"


def odt(*paragraphs: str, styles: str = "", scripts: str = "", more: dict[str, str | bytes] | None = None) -> bytes:
    """An OpenDocument text; a paragraph that begins with a tag is taken as it is."""
    body = "".join(one if one.startswith("<") else f"<text:p>{one}</text:p>" for one in paragraphs)
    files = "".join(
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="{kind}"/>'
        for name, kind in {"/": ODT, "content.xml": "text/xml", **dict.fromkeys(more or {}, "text/xml")}.items()
    )
    return zipped(
        {
            "mimetype": ODT,
            "content.xml": f'<?xml version="1.0"?><office:document-content {SPACES} office:version="1.2">{scripts}'
            f"<office:automatic-styles>{styles}</office:automatic-styles><office:body><office:text>{body}</office:text>"
            "</office:body></office:document-content>",
            "META-INF/manifest.xml": f"<manifest:manifest {SPACES}>{files}</manifest:manifest>",
            **(more or {}),
        }
    )


def flat_odt(*paragraphs: str) -> bytes:
    """An OpenDocument text in one XML file."""
    body = "".join(f"<text:p>{paragraph}</text:p>" for paragraph in paragraphs)
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document {SPACES} office:mimetype="{ODT}">'
        f"<office:body><office:text>{body}</office:text></office:body></office:document>"
    ).encode()


def rtf(*paragraphs: str) -> bytes:
    """A rich text document."""
    coded = ("".join(sign if sign.isascii() else f"\\u{ord(sign)}?" for sign in paragraph) for paragraph in paragraphs)
    return ("{\\rtf1\\ansi " + "\\par ".join(coded) + "}").encode("ascii")
