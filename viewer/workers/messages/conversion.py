"""What a process that makes pages of an office document is told, and tells.

It tells ``Converting``, unless it has the pages already, then an outcome.
"""

from __future__ import annotations

from viewer.model.record import record


@record
class ConversionJob:
    """A document to convert. ``kind`` is its name in the table of formats, ``program`` what the reader has named.

    ``password`` opens a protected one; what is made of it is protected with the same.
    ``seconds`` is how long the program may take, ``most`` the bytes that ``folder`` may hold.
    """

    path: str
    kind: str
    program: str
    folder: str
    seconds: float
    most: int
    password: str | None = None


@record
class Converting:
    """An office program has begun to make the pages of a document; ``Converted`` or ``NotConverted`` will follow."""


@record
class Converted:
    """The pages of an office document: ``pages`` is the PDF file that they are in."""

    pages: str


@record
class NotConverted:
    """An office document has no pages: ``why``, in words for the reader. ``no_program``: nothing here makes them."""

    why: str
    no_program: bool = False


ConversionAnswer = Converting | Converted | NotConverted
