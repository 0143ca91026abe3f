"""What a process that makes pages of an office document tells: ``Converting``, unless it has them, then an outcome."""

from __future__ import annotations

from viewer.model.record import record


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
