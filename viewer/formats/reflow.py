"""Documents without pages of their own: web pages, Markdown, EPUB books, and Word documents shown as a preview.

MuPDF lays them out on one sheet, the same everywhere, so that a page number and an offset mean the same in the window,
on the command line and on another machine. Nothing is fetched and no script is run: MuPDF has neither a network nor
scripts, and is given only files that lie beside a web page and belong to it.
"""

from __future__ import annotations

import codecs
import html
import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from viewer.formats.containers import check_text, check_texts
from viewer.formats.encoding import decode, guess_encoding
from viewer.formats.html_depth import flattened
from viewer.formats.mupdf import Sheet, mupdf, open_with_mupdf
from viewer.formats.office.tracked_changes import without_moved_words
from viewer.model.document import EncodingGuess

if TYPE_CHECKING:
    from collections.abc import Iterator

    from viewer.formats.mupdf import MuPdfDocument

SHEET = Sheet(width=504.0, height=712.0, type_size=12.0)
"""Lines of some 75 letters, which are read without losing the way back, on paper of A4's form."""
DOCX_SHEET = Sheet(width=595.0, height=842.0, type_size=11.0)
"""A4 and a size of type that letters are written in: nearest to the document's own."""

DECLARED_WITHIN = 1024
"""Bytes in which a web page declares its encoding: https://html.spec.whatwg.org/#charset"""
_DECLARED = re.compile(
    rb"""<(?:meta[^>]{1,200}charset\s*=\s*|\?xml[^>]{1,100}encoding\s*=\s*)["']?\s*([\w.:-]+)""", re.IGNORECASE
)
_OF_THE_WEB = re.compile(
    r"utf-(?:8|16|16-le|16-be)|cp\d+|iso8859-\d+|koi8-[ru]|mac-(?:roman|cyrillic)|gbk|gb18030|big5\w*|euc_\w+|iso2022_jp|"
    r"shift_jis\w*"
)
"""Python's names of the encodings that web pages may be in (https://encoding.spec.whatwg.org/#names-and-labels). It has
others, for domain names or its own strings, which are no encodings of texts: reading a page in one can fail."""
_REFERRED = re.compile(
    r"""<(?:img|link|image)\b[^>]{1,2000}?\b(?:src|href)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))""", re.IGNORECASE
)
MOST_FILES = 500
LARGEST_FILE = 16 * 2**20
MOST_BESIDE = 64 * 2**20
"""Files beside a web page that are read, and their bytes: one, and together."""
_SUFFIXES = {".png", ".jpg", ".jpeg", ".gif", ".bmp", ".svg", ".css"}

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?\n)(?:---|\.\.\.)[ \t]*\n", re.DOTALL)
_STYLE = """
table { border-collapse: collapse; } th, td { border: 1px solid #999; padding: 0.2em 0.5em; text-align: left; }
pre, code { font-family: monospace; font-size: 0.9em; } pre { white-space: pre-wrap; background: #f4f4f4; }
blockquote { margin-left: 1.5em; color: #444; } img { max-width: 100%; }
"""

_WHOLE_LINES = "pre, listing, xmp { white-space: pre-wrap; font-size: 0.73em; } body { overflow-wrap: break-word; }"
"""What every page is given that says nothing else: 80 columns fit on the sheet, and longer lines and words are broken.

MuPDF does neither by itself, and what stands out over the sheet makes the page wider.
"""
mupdf.mupdf.fz_set_user_css(_WHOLE_LINES)


def open_epub(path: str) -> MuPdfDocument:
    """Open an EPUB book.

    Raises:
        CannotOpen: it is damaged beyond repair, or holds too much text.
        OSError: the file cannot be read.
    """
    check_texts(path, (".xhtml", ".html", ".htm", ".xml", ".css", ".svg"))
    return open_with_mupdf(path, "epub", sheet=SHEET)


def open_docx(path: str) -> MuPdfDocument:
    """Show the text of a Word document without its lines, page breaks, headers and footers.

    Raises:
        CannotOpen: it is damaged beyond repair, or holds too much text.
        OSError: the file cannot be read.
    """
    check_texts(path, (".xml",))
    document = open_with_mupdf(path, "docx", data=without_moved_words(Path(path)), sheet=DOCX_SHEET)
    document.info = replace(document.info, preview=True)
    return document


def open_html(path: str, codec: str | None = None) -> MuPdfDocument:
    """Open a web page, in the encoding given, else the one that it declares, else the guessed one.

    Raises:
        CannotOpen: MuPDF cannot read it, or it is too long.
        OSError: the file cannot be read.
    """
    data = _read(path)
    guess = declared_encoding(data) if codec is None else None
    text, encoding = _decoded(data, codec, guess)
    files = dict(files_beside(text, Path(path).parent))
    document = open_with_mupdf(path, "html", data=_for_mupdf(text), files=files, sheet=SHEET)
    document.info = replace(document.info, encoding=None if guess is not None else encoding)
    return document


def open_markdown(path: str, codec: str | None = None) -> MuPdfDocument:
    """Open a Markdown text as it is meant to be read: CommonMark with tables, through HTML.

    Raises:
        CannotOpen: it is too long.
        OSError: the file cannot be read.
    """
    text, encoding = _decoded(_read(path), codec, None)
    page = markdown_as_html(text)
    files = dict(files_beside(page, Path(path).parent))
    document = open_with_mupdf(path, "html", data=_for_mupdf(page), files=files, sheet=SHEET)
    document.info = replace(document.info, encoding=encoding)
    return document


def markdown_as_html(text: str) -> str:
    """A page of HTML. What stands above it for programs (YAML between two rules) is kept, set off from the text.

    HTML in the text stays HTML: what lays it out runs no scripts and fetches nothing.
    """
    from markdown_it import MarkdownIt  # noqa: PLC0415 - 40 ms, for the few that read Markdown

    text = text.replace("\r\n", "\n").replace("\r", "\n")
    front = _FRONT_MATTER.match(text)
    above = f"<pre>{html.escape(front.group(1))}</pre>" if front else ""
    body = str(
        MarkdownIt("commonmark").enable("table").enable("strikethrough").render(text[front.end() :] if front else text)
    )
    return f"<!DOCTYPE html><html><head><style>{_STYLE}</style></head><body>{above}{body}</body></html>"


def declared_encoding(data: bytes) -> str | None:
    """The Python name of the encoding that a web page declares in its first kilobyte, where it is one we know."""
    found = _DECLARED.search(data[:DECLARED_WITHIN])
    if found is None:
        return None
    name = found.group(1).decode("ascii", "replace").lower()
    # https://encoding.spec.whatwg.org/#names-and-labels: these labels mean the larger sets of Windows.
    name = {"iso-8859-1": "cp1252", "latin1": "cp1252", "ascii": "cp1252", "us-ascii": "cp1252", "gb2312": "gb18030",
            "gbk": "gb18030", "iso-8859-9": "cp1254"}.get(name, name)  # fmt: skip
    try:
        known = codecs.lookup(name).name
    except (LookupError, ValueError):
        return None
    return known if _OF_THE_WEB.fullmatch(known) else None


def _read(path: str) -> bytes:
    check_text(path, Path(path).stat().st_size)
    return Path(path).read_bytes()


def _decoded(data: bytes, codec: str | None, declared: str | None) -> tuple[str, EncodingGuess]:
    """The text, and the encoding it was read in: a byte order mark is believed more than any declaration."""
    guess = guess_encoding(data)
    chosen = codec or declared
    marked = codec is None and guess.codec in {"utf-8-sig", "utf-16", "utf-32"}
    if chosen is not None and not marked:
        others = tuple(other for other in guess.candidates if other != chosen)
        guess = EncodingGuess(chosen, sure=True, candidates=(chosen, *others))
    return decode(data, guess.codec), guess


def _for_mupdf(text: str) -> bytes:
    """A page in UTF-16 with its mark: in UTF-8 MuPDF believes whatever encoding is named somewhere in the text."""
    return flattened(text).encode("utf-16", "replace")


def files_beside(page: str, folder: Path) -> Iterator[tuple[str, bytes]]:
    """The pictures and style sheets that a page refers to and that lie in its own folder or below it.

    Browsers save a page like that. Nothing outside is read, nothing that is no regular file, and not too much.
    """
    left, root = MOST_BESIDE, folder.resolve()
    names = dict.fromkeys(html.unescape(next(filter(None, match.groups()), "")) for match in _REFERRED.finditer(page))
    for name in list(names)[:MOST_FILES]:
        parts = urlsplit(name) if "\0" not in name and not name.startswith(("/", "\\")) else None
        if parts is None or parts.scheme or parts.netloc or Path(parts.path).suffix.lower() not in _SUFFIXES:
            continue
        wanted = unquote(parts.path)
        try:
            file = (root / wanted).resolve()
            if not file.is_relative_to(root) or not file.is_file():
                continue
            size = file.stat().st_size
            if 0 < size <= min(LARGEST_FILE, left):
                left -= size
                yield wanted, file.read_bytes()
        except (OSError, ValueError):  # it is not there for us
            continue
