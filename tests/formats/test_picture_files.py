"""Picture files and comic books: a page each, without text, and never more than can be held."""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING

import pytest
from papers import other_formats
from PIL import Image

from viewer.formats.table import open_document
from viewer.model.document import CannotOpen, FileProblem
from viewer.model.geometry import PageSize

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def opened(tmp_path: Path):
    documents = []

    def open_it(data: bytes):
        path = tmp_path / "file"
        path.write_bytes(data)
        documents.append(open_document(str(path)))
        return documents[-1]

    yield open_it
    for document in documents:
        document.close()


def middle(document, page: int = 0) -> tuple[int, ...]:
    """The colour in the middle of a page."""
    pixels = document.render(page, 1.0)
    at = pixels.stride * (pixels.box.height // 2) + 3 * (pixels.box.width // 2)
    return tuple(pixels.data[at : at + 3])


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "TIFF", "BMP", "WEBP", "AVIF", "JPEG2000"])
def test_a_picture_is_one_page_without_text(opened, kind: str):
    picture = opened(other_formats.picture(kind, color="#3060c0"))
    assert (picture.info.page_count, picture.page_text(0).text, picture.glyphs(0)[0]) == (1, "", "")
    assert max(abs(one - other) for one, other in zip(middle(picture), (0x30, 0x60, 0xC0), strict=True)) < 12


def test_a_tiff_has_as_many_pages_as_pictures(opened):
    pages = opened(other_formats.tiff("#ff0000", "#00ff00", "#0000ff"))
    assert [middle(pages, page) for page in range(pages.info.page_count)] == [(255, 0, 0), (0, 255, 0), (0, 0, 255)]
    assert pages.page_size(2).height > pages.page_size(0).height


def test_a_picture_has_the_size_that_its_resolution_gives_it(opened):
    assert opened(other_formats.picture(size=(600, 300), dpi=(300, 300))).page_size(0) == PageSize(144, 72)


def test_what_shines_through_lies_on_white_paper(opened, tmp_path: Path):
    for kind in ("png", "webp"):
        path = tmp_path / f"clear.{kind}"
        Image.new("RGBA", (60, 40), (0, 0, 0, 0)).save(path)
        assert middle(opened(path.read_bytes())) == (255, 255, 255)


def test_a_photograph_is_upright_as_its_camera_says(opened, tmp_path: Path):
    for kind in ("jpeg", "webp"):
        exif = Image.Exif()
        exif[0x0112] = 6  # turned to the right
        path = tmp_path / f"turned.{kind}"
        Image.new("RGB", (60, 40)).save(path, exif=exif)
        size = opened(path.read_bytes()).page_size(0)
        assert size.height > size.width, kind


def test_the_pages_of_a_comic_book_are_in_the_order_of_their_names(opened):
    book = opened(other_formats.comic("#ff0000", "#00ff00"))
    assert [middle(book, page) for page in range(book.info.page_count)] == [(255, 0, 0), (0, 255, 0)]


def png_head(width: int, height: int) -> bytes:
    """A PNG that says it is so large and holds next to nothing."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\0" * 100)) + chunk(b"IEND", b"")


def refused(opened, data: bytes) -> CannotOpen:
    with pytest.raises(CannotOpen) as caught:
        opened(data)
    return caught.value


def test_a_picture_of_too_many_pixels_is_refused_by_its_head(opened):
    error = refused(opened, png_head(30_000, 30_000))
    assert error.problem is FileProblem.TOO_LARGE
    assert error.advice.startswith("The picture has 30,000 × 30,000 pixels")
    large = bytearray(other_formats.picture("BMP"))
    struct.pack_into("<ii", large, 18, 40_000, 20_000)
    assert refused(opened, bytes(large)).problem is FileProblem.TOO_LARGE


def test_a_comic_book_with_such_a_page_is_refused(opened):
    book = other_formats.zipped({"1.png": other_formats.picture(), "2.png": png_head(30_000, 30_000)})
    assert refused(opened, book).advice.startswith("The picture has 30,000 × 30,000 pixels")


def test_a_comic_book_with_a_broken_page_opens_all_the_same(opened):
    book = opened(other_formats.zipped({"1.png": b"no picture", "2.png": other_formats.picture(color="#00ff00")}))
    assert (book.info.page_count, middle(book, 1)) == (2, (0, 255, 0))


@pytest.mark.parametrize("kind", ["WEBP", "AVIF"])
def test_a_damaged_picture_is_said_to_be_one(opened, kind: str):
    whole = other_formats.picture(kind, size=(300, 200))
    error = refused(opened, whole[: len(whole) // 2])
    assert (error.problem, error.advice) == (FileProblem.DAMAGED, "The picture is damaged. Get another copy of it.")


@pytest.mark.parametrize("head", [b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"GIF89a", b"II*\x00"])
def test_a_picture_of_which_nothing_can_be_read_is_refused(opened, head: bytes):
    with pytest.raises(CannotOpen) as refused:
        opened(head + bytes(50))
    assert refused.value.problem is FileProblem.DAMAGED
