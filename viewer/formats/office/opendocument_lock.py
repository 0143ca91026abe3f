"""OpenDocument texts that are protected with a password: the password tried, and what it protects unlocked.

What is meant is the encryption of each file in the package that OpenDocument 1.0 to 1.4 describe, as LibreOffice and
OpenOffice write it: https://docs.oasis-open.org/office/OpenDocument/v1.3/os/part2-packages/ (sections 3.4 and 4.8). The
package that LibreOffice encrypts as a whole since version 24.8 is not known here.
"""

from __future__ import annotations

import base64
import contextlib
import errno
import hashlib
import re
import zipfile
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from cryptography.hazmat.decrepit.ciphers.algorithms import Blowfish
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC, ECB

from viewer.formats.containers import LARGEST_ENTRY
from viewer.formats.office.word_lock import UNKNOWN, WANTED, WRONG
from viewer.model.document import CannotOpen, FileProblem

if TYPE_CHECKING:
    from collections.abc import Generator, Mapping
    from pathlib import Path

MANIFEST = "META-INF/manifest.xml"
_NAMES = "{urn:oasis:names:tc:opendocument:xmlns:manifest:1.0}"
_ENCRYPTION = re.compile(rb"<((?:[\w.-]+:)?)encryption-data\b.*?</\1encryption-data\s*>", re.DOTALL)

CHECKED = 1024
"""Bytes of a file, compressed, whose digest tells whether the password is right."""
BLOWFISH_BLOCK = 8
"""Bytes."""
MOST_ROUNDS = 2_000_000
"""Of deriving one key, a second's work or two; LibreOffice takes 100,000."""


@dataclass(frozen=True, slots=True)
class _Lock:
    """How one file of the package is encrypted; names are those of the manifest, in small letters."""

    algorithm: str
    vector: bytes
    start: str
    salt: bytes
    rounds: int
    key_size: int
    check: str
    checksum: bytes

    def opened(self, data: bytes, password: str) -> bytes | None:
        """The file, still compressed; None where this is not the password.

        Raises:
            ValueError: it is damaged.
        """
        key = hashlib.pbkdf2_hmac("sha1", _digest(self.start, password.encode()), self.salt, self.rounds, self.key_size)
        plain = self._blowfish(key, data) if "blowfish" in self.algorithm else self._aes(key, data)
        return plain if _digest(self.check, plain[:CHECKED]) == self.checksum else None

    def _aes(self, key: bytes, data: bytes) -> bytes:
        """AES with chained blocks; the last byte counts those that fill the last block."""
        decryptor = Cipher(AES(key), CBC(self.vector)).decryptor()
        plain = decryptor.update(data) + decryptor.finalize()
        return plain[: -plain[-1]] if plain and plain[-1] else plain

    def _blowfish(self, key: bytes, data: bytes) -> bytes:
        """Blowfish with feedback: each block is exclusively or'd with what the encrypted one before it encrypts to."""
        whole_blocks = -(-len(data) // BLOWFISH_BLOCK) * BLOWFISH_BLOCK
        stream = Cipher(Blowfish(key), ECB()).encryptor().update((self.vector + data)[:whole_blocks])  # noqa: S305 - the standard's own
        return (int.from_bytes(data) ^ int.from_bytes(stream[: len(data)])).to_bytes(len(data))


def check_password(path: str, password: str | None) -> None:
    """Look whether a password opens a document.

    Raises:
        CannotOpen: it does not, or the document is damaged or protected in some other way.
        OSError: the file cannot be read.
    """
    with _refusals(path), zipfile.ZipFile(path) as archive:
        locks = _locks(archive)
        smallest = min(locks, key=lambda name: archive.getinfo(name).compress_size)
        if not password:
            raise CannotOpen(FileProblem.ENCRYPTED, path, WANTED)
        _opened(archive, smallest, locks[smallest], password)


def unlock(path: Path, password: str) -> None:
    """Put what a document protects in its own place.

    Raises:
        CannotOpen: as ``check_password``.
        OSError: the file cannot be read or written.
    """
    plain = path.with_name(path.name + ".plain")
    with (
        _refusals(str(path)),
        zipfile.ZipFile(path) as archive,
        zipfile.ZipFile(plain, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        locks = _locks(archive)
        for entry in archive.infolist():
            lock = locks.get(entry.filename)
            if lock is not None:
                data = _inflated(_opened(archive, entry.filename, lock, password))
            else:
                data = archive.read(entry)
            if entry.filename == MANIFEST:
                data = _ENCRYPTION.sub(b"", data)
            stored = entry.filename == "mimetype"  # as readers expect it, who look for it at a certain place
            target.writestr(entry.filename, data, zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED)
    plain.replace(path)


@contextlib.contextmanager
def _refusals(path: str) -> Generator[None]:
    """Say what is damaged or protected otherwise, and what the password does not open, as every format does."""
    try:
        yield
    except _WrongPasswordError as error:
        raise CannotOpen(FileProblem.ENCRYPTED, path, WRONG) from error
    except (*_DAMAGED, OSError) as error:
        if isinstance(error, OSError) and error.errno != errno.EINVAL:  # that is a place before the file's beginning
            raise
        raise CannotOpen(FileProblem.DAMAGED, path, UNKNOWN) from error


class _WrongPasswordError(Exception):
    """This is not the password."""


_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    ET.ParseError,
    LookupError,  # a file or a statement is missing, or the encoding is none
    ValueError,  # a number, a key's size or a name that is not known
    RuntimeError,  # encrypted as a ZIP archive besides
    NotImplementedError,
)


def _locks(archive: zipfile.ZipFile) -> Mapping[str, _Lock]:
    """The encrypted files of a package."""
    locks: dict[str, _Lock] = {}
    manifest = ET.fromstring(archive.read(MANIFEST))  # noqa: S314 - expat bounds what entities grow to, and fetches none
    for entry in manifest.iter(f"{_NAMES}file-entry"):
        data = entry.find(f"{_NAMES}encryption-data")
        if data is not None:
            locks[entry.attrib[f"{_NAMES}full-path"]] = _lock(data)
    return locks


def _lock(data: ET.Element) -> _Lock:
    """What the manifest says of how a file is encrypted.

    Raises:
        KeyError: it does not say enough.
        ValueError: it is none of the ways that are known.
    """
    said = {element.tag.removeprefix(_NAMES): element.attrib for element in data.iter()}

    def of(element: str, name: str, default: str | None = None) -> str:
        attributes = said.get(element, {}) if default is not None else said[element]
        value = attributes.get(_NAMES + name, default)
        if value is None:
            raise KeyError(name)
        return value

    if not of("key-derivation", "key-derivation-name").lower().endswith("pbkdf2"):
        raise ValueError("keys are derived in a way that is not known")
    algorithm = of("algorithm", "algorithm-name").lower()
    if not algorithm.endswith(("blowfish cfb", "blowfish", "-cbc")):
        raise ValueError(f"not known: {algorithm}")
    rounds = int(of("key-derivation", "iteration-count"))
    if rounds > MOST_ROUNDS:
        raise ValueError(f"{rounds} rounds")
    start = of("start-key-generation", "start-key-generation-name", "sha1").lower()
    check = of("encryption-data", "checksum-type").lower()
    for digest in (start, check):
        _digest(digest, b"")
    return _Lock(
        algorithm,
        base64.b64decode(of("algorithm", "initialisation-vector"), validate=True),
        start,
        base64.b64decode(of("key-derivation", "salt"), validate=True),
        rounds,
        int(of("key-derivation", "key-size", "16")),
        check,
        base64.b64decode(of("encryption-data", "checksum"), validate=True),
    )


def _digest(name: str, data: bytes) -> bytes:
    """The digest that a name of the manifest's means ("SHA1", "SHA1/1K", "...#sha256-1k")."""
    if "sha256" in name:
        return hashlib.sha256(data).digest()
    if "sha1" in name:
        return hashlib.sha1(data, usedforsecurity=False).digest()
    raise ValueError(f"not known: {name}")


def _opened(archive: zipfile.ZipFile, name: str, lock: _Lock, password: str) -> bytes:
    opened = lock.opened(archive.read(name), password)
    if opened is None:
        raise _WrongPasswordError
    return opened


def _inflated(data: bytes) -> bytes:
    stream = zlib.decompressobj(-zlib.MAX_WBITS)
    whole = stream.decompress(data, LARGEST_ENTRY)
    if stream.unconsumed_tail:
        raise ValueError("it unpacks to too much")
    return whole
