"""PDF papers to test with, each a function that gives the bytes of a file.

Ordinary ones in the languages of the United Nations, and hostile ones: files that never end, eat memory or are broken.
The words are invented. Sizes are in PDF points.
"""

from __future__ import annotations

import sys
import zlib
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from papers.pdf_file import PdfFile, literal, stream_of

# Keep PyMuPDF from loading its layout models: a second saved, and nothing here needs them.
sys.modules["pymupdf.layout"] = None  # pyright: ignore[reportArgumentType] - None is how an import is blocked
sys.modules["pymupdf4llm"] = None  # pyright: ignore[reportArgumentType] - the same

import pymupdf  # noqa: E402 - the block above must come first

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

mupdf: Any = pymupdf

ARABIC_SCRIPT = 6
"""The number of a script in MuPDF, by which it gives the font that it carries for it."""

ARABIC_LINES = ("تهدي البعثة الدائمة تحياتها", "وتتشرف بأن تحيل طيه مرفق", "هذه المذكرة الشفوية")
CHINESE_LINES = ("大会第七十五届会议", "安全理事会决议全文", "人权理事会的报告")


# -- ordinary papers --------------------------------------------------------------------------------------------------


def text_pages(*pages: str | Sequence[str], entries: str = "", size: tuple[float, float] = (595, 842)) -> bytes:
    """A page for each text, its lines (a list, or parted by line ends) set in Helvetica of 12 points from the top."""
    file = PdfFile()
    font = f"/Font << /H {file.font()} 0 R >>"
    for page in pages:
        lines = page.split("\n") if isinstance(page, str) else page
        file.page(_shown(lines, size[1] - 72), font, size=size, entries=entries)
    return file.to_bytes()


def many_pages(count: int, *, labels: bool = False, outline: bool = False) -> bytes:
    """Pages that say their number, i to x and then 1, 2, ... in the labels, each an entry of the outline."""
    file = PdfFile()
    font = f"/Font << /H {file.font()} 0 R >>"
    for number in range(1, count + 1):
        file.page(_shown([f"This is page {number} of {count}."], 770), font)
    if labels:
        file.catalogue += " /PageLabels << /Nums [0 << /S /r >> 10 << /S /D >>] >>"
    if outline:
        add_outline(file, [(1, f"Entry {number}", number - 1) for number in range(1, count + 1)])
    return file.to_bytes()


def add_outline(file: PdfFile, entries: Sequence[tuple[int, str, int]]) -> None:
    """Give a file an outline: (level from 1, title, page from 0)."""
    root = file.add("")
    numbers = [file.add("") for _ in entries]
    children: dict[int, list[int]] = {}
    above = [root]
    for number, (level, _title, _page) in zip(numbers, entries, strict=True):
        above[level:] = [number]
        children.setdefault(above[level - 1], []).append(number)
    parents = {child: parent for parent, some in children.items() for child in some}
    following = {one: other for some in children.values() for one, other in pairwise(some)}
    for number, (_level, title, page) in zip(numbers, entries, strict=True):
        body = f"<< /Title {literal(title)} /Parent {parents[number]} 0 R /Dest [{file.pages[page]} 0 R /Fit]"
        if number in following:
            body += f" /Next {following[number]} 0 R"
        if number in children:
            body += f" /First {children[number][0]} 0 R /Last {children[number][-1]} 0 R"
        file.put(number, body + " >>")
    file.put(root, f"<< /First {children[root][0]} 0 R /Last {children[root][-1]} 0 R >>")
    file.catalogue += f" /Outlines {root} 0 R"


def arabic_annex(lines: Sequence[str] = ARABIC_LINES) -> bytes:
    """An Arabic page with letters from an embedded font, set from the right; the letters stand unjoined."""
    return _set_from_the_right(mupdf.Font(script=ARABIC_SCRIPT), lines)


def chinese_report(lines: Sequence[str] = CHINESE_LINES) -> bytes:
    """A Chinese page with an embedded font."""
    font = mupdf.Font("china-s")
    return _set_with(font, [(72.0, 100.0 + 30 * row, line) for row, line in enumerate(lines)])


def _set_from_the_right(font: Any, lines: Iterable[str]) -> bytes:
    """Each letter by itself, so that no engine has to guess where it stands: to the left of the one before it."""
    places: list[tuple[float, float, str]] = []
    for row, line in enumerate(lines):
        x = 523.0
        for letter in line:
            x -= font.text_length(letter, 18)
            places.append((x, 100.0 + 40 * row, letter))
    return _set_with(font, places)


def _set_with(font: Any, places: Iterable[tuple[float, float, str]]) -> bytes:
    with mupdf.open() as document:
        page = document.new_page(width=595, height=842)
        writer = mupdf.TextWriter(page.rect)
        for x, y, text in places:
            writer.append((x, y), text, font=font, fontsize=18)
        writer.write_text(page)
        document.subset_fonts()
        return bytes(document.tobytes(garbage=3, deflate=True))


def text_layer(*lines: str) -> bytes:
    """A page whose text layer says these characters, whatever they are: lone surrogates and page breaks too."""
    file = PdfFile()
    letters = "".join(dict.fromkeys("".join(lines)))
    font = file.unicode_font(letters)
    shown = ["<" + "".join(f"{letters.index(letter) + 1:04x}" for letter in line) + ">" for line in lines]
    file.page(_shown_strings(shown, 770), f"/Font << /H {font} 0 R >>")
    return file.to_bytes()


def scan(*, pages: int = 1) -> bytes:
    """Pages that are a picture each and have no text layer."""
    file = PdfFile()
    grey = bytes(255 - 40 * ((x // 8 + y // 8) % 3) for y in range(140) for x in range(100))
    picture = file.stream(
        grey,
        "/Type /XObject /Subtype /Image /Width 100 /Height 140 /ColorSpace /DeviceGray /BitsPerComponent 8",
        deflate=True,
    )
    for _ in range(pages):
        file.page("595 0 0 842 0 0 cm /I Do", f"/XObject << /I {picture} 0 R >>")
    return file.to_bytes()


def encrypted(password: str, *pages: str) -> bytes:
    """A file that asks for a password before it is opened; an empty one is not asked for."""
    with mupdf.open(stream=text_pages(*(pages or ("A secret page",))), filetype="pdf") as document:
        return bytes(
            document.tobytes(encryption=mupdf.PDF_ENCRYPT_AES_256, user_pw=password, owner_pw=password + "owner")
        )


def heavy_vectors(paths: int = 200_000, pages: int = 1) -> bytes:
    """Pages of so many curves with transparency: plates that take long to draw."""
    file = PdfFile()
    state = "/ExtGState << /T << /ca 0.5 /CA 0.5 >> >>"
    rows = ["/T gs 0.3 w"]
    for number in range(paths):
        x, y = number * 37 % 595, number * 53 % 842
        rows.append(
            f"0.{number % 10} 0.4 0.{number * 7 % 10} RG {x} {y} m {x + 90} {y} {x} {y + 90} {x + 60} {y + 60} c S"
        )
    for _ in range(pages):
        file.page("\n".join(rows), state)
    return file.to_bytes()


# -- hostile papers ---------------------------------------------------------------------------------------------------


def endless_forms(*, before: int = 1, after: int = 1, depth: int = 40, leaf: str = "") -> bytes:
    """A page whose drawing calls drawings that call drawings twice each: 2 to the power of ``depth`` of them.

    Pages that say "Page N is fine." stand before and after it. With a ``leaf`` that draws something, memory is eaten
    as well.
    """
    file = PdfFile()
    font = f"/Font << /H {file.font()} 0 R >>"
    form = "/Type /XObject /Subtype /Form /BBox [0 0 600 900]"
    inner = file.stream(leaf.encode(), form)
    for _ in range(depth):
        inner = file.stream(b"/F Do /F Do", f"{form} /Resources << /XObject << /F {inner} 0 R >> >>")
    for number in range(1, before + after + 2):
        if number == before + 1:
            file.page("/F Do", f"/XObject << /F {inner} 0 R >>")
        else:
            file.page(_shown([f"Page {number} is fine."], 770), font)
    return file.to_bytes()


def huge_page(inches: float = 200, unit: float = 1) -> bytes:
    """A page of the largest side that the format allows, times its unit."""
    side = 72 * inches / unit
    return text_pages("A poster", size=(side, side), entries=f"/UserUnit {unit}")


def huge_image(side: int = 30_000) -> bytes:
    """A page with one picture of ``side`` x ``side`` pixels, three bytes each; the file is small."""
    data = _packed(bytes(range(256)) * 4096, 3 * side * side)
    file = PdfFile()
    entries = f"/Type /XObject /Subtype /Image /Width {side} /Height {side} /ColorSpace /DeviceRGB /BitsPerComponent 8"
    picture = file.add(stream_of(data, f"{entries} /Filter /FlateDecode"))
    file.page("595 0 0 595 0 0 cm /I Do", f"/XObject << /I {picture} 0 R >>")
    file.page(_shown(["The next page"], 770), f"/Font << /H {file.font()} 0 R >>")
    return file.to_bytes()


def compression_bomb(size: int = 4 << 30) -> bytes:
    """A page whose content is ``size`` bytes of blanks once unpacked, twice packed; the next page is fine."""
    twice = zlib.compress(_packed(b" " * (1 << 20), size), 9)
    file = PdfFile()
    contents = file.add(stream_of(twice, "/Filter [/FlateDecode /FlateDecode]"))
    page = file.add(f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {contents} 0 R >>")
    file.pages.append(page)
    file.page(_shown(["The next page"], 770), f"/Font << /H {file.font()} 0 R >>")
    return file.to_bytes()


def _packed(part: bytes, size: int) -> bytes:
    """At least ``size`` bytes deflated: a packed ``part`` again and again, so that nobody has to pack gigabytes."""
    times = -(-size // len(part))
    packer = zlib.compressobj(9, wbits=-15)
    packed = packer.compress(part) + packer.flush(zlib.Z_FULL_FLUSH)
    # Adler-32 of the whole (RFC 1950, section 8.2) from that of the part: its sum, and the sum of its sums.
    of_part = zlib.adler32(part)
    low, high = 1, 0
    for _ in range(times):
        high = (high + len(part) * (low - 1) + (of_part >> 16)) % 65521
        low = (low + (of_part & 0xFFFF) - 1) % 65521
    return b"\x78\xda" + packed * times + packer.flush() + ((high << 16) | low).to_bytes(4, "big")


def deep_tree(depth: int = 5000) -> bytes:
    """One page at the end of a page tree that has one child at each of its levels."""
    file = PdfFile()
    leaf = len(file.objects) + depth + 1
    for level in range(depth):
        child = len(file.objects) + 2
        parent = 2 if level == 0 else len(file.objects)
        file.add(f"<< /Type /Pages /Parent {parent} 0 R /Count 1 /Kids [{child} 0 R] >>")
    file.add(f"<< /Type /Page /Parent {leaf - 1} 0 R /MediaBox [0 0 595 842] >>")
    return file.to_bytes(tree=b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>")


def circular_tree() -> bytes:
    """A page tree that is its own child."""
    return PdfFile().to_bytes(tree=b"<< /Type /Pages /Count 3 /Kids [2 0 R 2 0 R 2 0 R] >>")


def lying_count(count: int = 1_000_000) -> bytes:
    """A page tree that says it has ``count`` pages and has one."""
    file = PdfFile()
    page = file.page(_shown(["The only page"], 770), f"/Font << /H {file.font()} 0 R >>")
    return file.to_bytes(tree=f"<< /Type /Pages /Count {count} /Kids [{page} 0 R] >>".encode())


def broken_page() -> bytes:
    """Three pages, the second of which is a number where a page should be."""
    file = PdfFile()
    font = f"/Font << /H {file.font()} 0 R >>"
    for number in (1, 2, 3):
        file.page(_shown([f"Page {number} is fine."], 770), font)
    file.put(file.pages[1], "42")
    return file.to_bytes()


def active_content(target: str) -> bytes:
    """A page that wants a script run and ``target`` (an address or a file) opened or fetched when it is shown."""
    file = PdfFile()
    script = file.add(f"<< /S /JavaScript /JS {literal(f'app.launchURL({target!r})')} >>")
    launch = file.add(f"<< /S /URI /URI {literal(target)} /Next << /S /Launch /F {literal(target)} >> >>")
    picture = file.add(
        "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 0"
        f" /F << /FS /URL /F {literal(target)} >> >>\nstream\n\nendstream"
    )
    file.catalogue = f"/OpenAction {script} 0 R"
    file.page(
        "595 0 0 842 0 0 cm /I Do",
        f"/XObject << /I {picture} 0 R >>",
        entries=f"/AA << /O {launch} 0 R /C {script} 0 R >>",
    )
    return file.to_bytes()


def acting_document(target: str) -> bytes:
    """A document that wants ``target`` gone to, launched, sent a form, imported and played, each as it is opened.

    A program lies in it as an attachment, which a script wants unpacked.
    """
    file = PdfFile()
    name = literal(target)
    inside = file.stream(f"#!/bin/sh\nexec {target}\n".encode(), "/Type /EmbeddedFile")
    attached = file.add(f"<< /Type /Filespec /F (inside.sh) /UF (inside.sh) /EF << /F {inside} 0 R >> >>")
    script = f"this.exportDataObject({{ cName: 'inside.sh', nLaunch: 2 }}); this.submitForm({target!r});"
    actions = (
        f"/S /JavaScript /JS {literal(script)}",
        f"/S /GoToR /F << /Type /Filespec /F {name} /UF {name} >> /D [0 /Fit] /NewWindow true",
        "/S /GoToE /D [0 /Fit] /T << /R /C /N (inside.sh) >>",
        f"/S /Launch /F << /Type /Filespec /F {name} >>",
        f"/S /SubmitForm /F << /FS /URL /F {name} >> /Fields []",
        f"/S /ImportData /F {name}",
        f"/S /Rendition /OP 0 /R << /S /MR /C << /S /MCD /CT (video/mp4) /D << /FS /URL /F {name} >> >> >>",
    )
    numbers = [file.add(f"<< {action} >>") for action in actions]
    all_of_them = " ".join(f"{number} 0 R" for number in numbers)
    first = file.add(f"<< {actions[0]} /Next [{all_of_them}] >>")
    file.catalogue = (
        f"/OpenAction {first} 0 R /AA << /WC {first} 0 R /WS {first} 0 R >>"
        f" /Names << /JavaScript << /Names [(go) {numbers[0]} 0 R] >>"
        f" /EmbeddedFiles << /Names [(inside.sh) {attached} 0 R] >> >>"
        f" /AcroForm << /Fields [] /XFA {inside} 0 R /NeedAppearances true >>"
    )
    links = "".join(
        f"<< /Subtype /Link /Rect [72 {700 - 30 * row} 300 {720 - 30 * row}] /A {number} 0 R"
        f" /AA << /PO {number} 0 R /PV {number} 0 R >> >> "
        for row, number in enumerate(numbers)
    )
    attachment = f"<< /Subtype /FileAttachment /Rect [72 400 90 420] /FS {attached} 0 R >>"
    file.page(
        _shown(["This acts by itself."], 770),
        f"/Font << /H {file.font()} 0 R >>",
        entries=f"/Annots [{links} {attachment}] /AA << /O {first} 0 R /C {first} 0 R >>",
    )
    return file.to_bytes()


def _shown(lines: Sequence[str], top: float) -> str:
    return _shown_strings([literal(line) for line in lines], top)


def _shown_strings(lines: Sequence[str], top: float) -> str:
    return f"BT /H 12 Tf 14 TL 72 {top} Td\n" + "\n".join(f"{line} Tj T*" for line in lines) + "\nET"
