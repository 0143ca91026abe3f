"""Pages that are pictures, or drawn as they stand: picture files, comic books, XPS."""

from __future__ import annotations

import contextlib
import io
import warnings
import zipfile
import zlib
from pathlib import Path
from typing import IO, TYPE_CHECKING

from PIL import Image, ImageOps

from viewer.formats.containers import PICTURES
from viewer.formats.mupdf import MuPdfDocument, open_with_mupdf
from viewer.model.document import CannotOpen, FileProblem

if TYPE_CHECKING:
    from collections.abc import Generator

MOST_PIXELS = 250_000_000
"""Of one picture: a sheet of A0 at 400 to the inch. Decoded they take a third of the memory that a worker may have."""
_NO_PICTURE = (
    OSError,
    EOFError,
    SyntaxError,
    ValueError,
    RuntimeError,
    NotImplementedError,
    zipfile.BadZipFile,
    zlib.error,
)
"""What reading the head of a page of a comic book can raise; MuPDF says what is wrong with it when it is shown."""
DAMAGED = "The picture is damaged. Get another copy of it."


def open_xps(path: str) -> MuPdfDocument:
    """Open an XPS document.

    Raises:
        CannotOpen: it is damaged beyond repair.
    """
    return open_with_mupdf(path, "xps")


def open_comic(path: str) -> MuPdfDocument:
    """Open a comic book: a ZIP archive of pictures, a page each, in the order of their names.

    Raises:
        CannotOpen: it is damaged beyond repair, or a picture has more pixels than can be held.
        OSError: the file cannot be read.
    """
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if name.lower().endswith(PICTURES):
                with contextlib.suppress(*_NO_PICTURE), archive.open(name) as packed, _opened(packed) as head:
                    _check(path, head)
    return open_with_mupdf(path, "cbz")


def open_picture(path: str) -> MuPdfDocument:
    """Open a picture that MuPDF reads; one of several pages (TIFF) has as many.

    Raises:
        CannotOpen: it is damaged, or has more pixels than can be held.
        OSError: the file cannot be read.
    """
    try:
        with _opened(Path(path)) as head:
            pages: int = getattr(head, "n_frames", 1) if head.format == "TIFF" else 1
            for page in range(pages):
                head.seek(page)
                _check(path, head)
    except (OSError, EOFError, SyntaxError, ValueError) as error:
        if isinstance(error, OSError) and error.errno is not None:  # the system's; Pillow's own have no number
            raise
        # MuPDF may read what Pillow does not.
    picture = open_with_mupdf(path, "image")
    if not picture.can_be_loaded(0):
        picture.close()
        raise CannotOpen(FileProblem.DAMAGED, path, DAMAGED)
    return picture


def open_other_picture(path: str) -> MuPdfDocument:
    """Open a picture of a kind that MuPDF does not read, through another that it does; the first, where it moves.

    Raises:
        CannotOpen: it is damaged, or has more pixels than can be held.
        OSError: the file cannot be read.
    """
    as_png = io.BytesIO()
    try:
        with _opened(Path(path)) as picture:
            _check(path, picture)
            upright = ImageOps.exif_transpose(picture).convert("RGBA")
        on_paper = Image.new("RGBA", upright.size, "white")
        on_paper.alpha_composite(upright)
        on_paper.convert("RGB").save(as_png, "PNG", compress_level=1)
    except (OSError, EOFError, SyntaxError, ValueError) as error:
        if isinstance(error, OSError) and error.errno is not None:  # the system's; Pillow's own have no number
            raise
        raise CannotOpen(FileProblem.DAMAGED, path, DAMAGED) from error
    return open_with_mupdf(path, "image", data=as_png.getvalue())


@contextlib.contextmanager
def _opened(file: Path | IO[bytes]) -> Generator[Image.Image]:
    """A picture of which only the head has been read. Its size is checked here, and by our own measure.

    What Pillow warns of is not for the reader's terminal: where it matters the picture cannot be read.
    """
    Image.MAX_IMAGE_PIXELS = None
    with warnings.catch_warnings(action="ignore"), Image.open(file) as picture:
        yield picture


def _check(path: str, picture: Image.Image) -> None:
    width, height = picture.size
    if width * height > MOST_PIXELS:
        advice = (
            f"The picture has {width:,} × {height:,} pixels, more than can be opened safely. "
            "Save it smaller in a program for pictures."
        )
        raise CannotOpen(FileProblem.TOO_LARGE, path, advice)
