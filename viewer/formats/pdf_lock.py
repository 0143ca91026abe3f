"""Protecting a PDF that is ours with a password, so that what is made of a protected document is no less protected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from viewer.formats.mupdf import mupdf

if TYPE_CHECKING:
    from pathlib import Path

EVERYTHING_ALLOWED = -1
"""As the document itself is printed and copied by whoever has opened it."""


def lock_pdf(path: Path, password: str) -> None:
    """Encrypt a PDF in its place (AES-256); it is opened with the password.

    Raises:
        OSError: it cannot be written.
    """
    locked = path.with_name(path.name + ".locked")
    with mupdf.open(str(path)) as document:
        document.save(
            str(locked),
            encryption=mupdf.PDF_ENCRYPT_AES_256,
            user_pw=password,
            owner_pw=password,
            permissions=EVERYTHING_ALLOWED,
        )
    locked.replace(path)
