"""Word documents that are protected with a password: told, tried and opened with msoffcrypto-tool.

What is meant is the encryption of whole packages (MS-OFFCRYPTO: "EncryptedPackage" in a compound file) and of the
streams of Word's old kind, as Word and LibreOffice write them. The protection of single features of a document is none
of readers.
"""

from __future__ import annotations

import errno
from pathlib import Path
from typing import Any, BinaryIO

import msoffcrypto
from msoffcrypto.exceptions import InvalidKeyError
from msoffcrypto.format.ooxml import OOXMLFile

from viewer.model.document import CannotOpen, FileProblem

office: Any = msoffcrypto
"""The library has no types."""

WANTED = "The file is protected. It needs its password to be opened."
WRONG = "The file is protected, and this is not its password."
_OF_THE_LIBRARY = {None, errno.EINVAL}
"""Numbers of errors that come of a damaged file and not of the system: none, and a place before its beginning."""
UNKNOWN = "It is protected in a way that Verbale does not know. Save it without a password, or as PDF."


def check_password(path: str, password: str | None) -> None:
    """Look whether a password opens a document.

    Raises:
        CannotOpen: it does not, or the document is damaged or protected in some other way.
        OSError: the file cannot be read.
    """
    if not password:
        raise CannotOpen(FileProblem.ENCRYPTED, path, WANTED)
    with Path(path).open("rb") as file:
        _keyed(file, path, password)


def unlock(path: Path, password: str) -> None:
    """Put what a document protects in its own place.

    Raises:
        CannotOpen: as ``check_password``.
        OSError: the file cannot be read or written.
    """
    plain = path.with_name(path.name + ".plain")
    with path.open("rb") as file, plain.open("wb") as target:
        document = _keyed(file, str(path), password)
        try:
            document.decrypt(target)
        except Exception as error:
            raise CannotOpen(FileProblem.DAMAGED, str(path), UNKNOWN) from error
    plain.replace(path)


def _keyed(file: BinaryIO, path: str, password: str) -> Any:  # noqa: ANN401 - as above
    """The document with its key, which the password gives."""
    try:
        document = office.OfficeFile(file)
        if isinstance(document, OOXMLFile):  # the old kind is verified in any case
            document.load_key(password=password, verify_password=True)
        else:
            document.load_key(password=password)
    except InvalidKeyError as error:
        raise CannotOpen(FileProblem.ENCRYPTED, path, WRONG) from error
    except Exception as error:  # whatever a damaged file makes the library raise
        if isinstance(error, OSError) and error.errno not in _OF_THE_LIBRARY:
            raise
        raise CannotOpen(FileProblem.DAMAGED, path, UNKNOWN) from error
    return document
