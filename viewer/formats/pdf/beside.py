"""What a PDF brings along beside its pages, and Verbale does not show: attached files, and forms in XML (XFA).

They are named, so that the reader knows of them, and nothing else is done with them: no file is taken out, no form is
run. Where they are: ISO 32000-1, 7.11.4 (embedded files), 12.3.5 (portfolios), 12.7.8 (XFA forms).

PyMuPDF's objects are handed in: only ``viewer.formats.mupdf`` imports it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_NAMED = 3
MOST_COUNTED = 1_000
MOST_NODES = 10_000
"""Of the tree that names the files, which may have any number and run in circles."""
LONGEST_NAME = 60

XFA = (
    "This is a form of a kind (XFA) that few programs show, and its pages are not the form itself. Open it with the "
    "program that it was made for, or ask for a copy that is printed to PDF."
)


def remarks_on(document: Any, low: Any) -> tuple[str, ...]:
    """What a reader has to know of an open PDF."""
    root = low.pdf_dict_gets(low.pdf_trailer(low.pdf_document_from_fz_document(document.this)), "Root")
    portfolio = bool(low.pdf_is_dict(low.pdf_dict_gets(root, "Collection")))
    remarks = [_attached(list(_attached_names(root, low)), portfolio=portfolio), XFA if _is_xfa(root, low) else ""]
    return tuple(filter(None, remarks))


def _attached(names: list[str], *, portfolio: bool) -> str:
    if not names:
        return ""
    count = f"{len(names):,}" if len(names) < MOST_COUNTED else f"{MOST_COUNTED:,} or more"
    files = "1 file is" if len(names) == 1 else f"{count} files are"
    more = ", …" if len(names) > MOST_NAMED else ""
    what = "This is a portfolio: it is a cover, and" if portfolio else "Beside its pages,"
    whereto = "attached to it" if portfolio else "attached"
    return f"{what} {files} {whereto} ({', '.join(names[:MOST_NAMED])}{more}), which Verbale does not open."


def _attached_names(root: Any, low: Any) -> Iterator[str]:
    """The names of the attached files, ``MOST_COUNTED`` at most."""
    waiting = [low.pdf_dict_gets(low.pdf_dict_gets(root, "Names"), "EmbeddedFiles")]
    seen = found = 0
    while waiting and seen < MOST_NODES:
        node = waiting.pop()
        seen += 1
        entries = low.pdf_dict_gets(node, "Names")
        for at in range(1, int(low.pdf_array_len(entries)), 2):
            if found == MOST_COUNTED:
                return
            found += 1
            yield _name(low.pdf_array_get(entries, at), low) or _readable(low, low.pdf_array_get(entries, at - 1))
        kids = low.pdf_dict_gets(node, "Kids")
        waiting += [
            low.pdf_array_get(kids, at) for at in reversed(range(min(MOST_NODES, int(low.pdf_array_len(kids)))))
        ]


def _name(file: Any, low: Any) -> str:
    return _readable(low, low.pdf_dict_gets(file, "UF")) or _readable(low, low.pdf_dict_gets(file, "F"))


def _readable(low: Any, value: Any) -> str:
    """A text without what would change how it is shown, and not without end."""
    if not low.pdf_is_string(value):
        return ""
    text = "".join(char if char.isprintable() else " " for char in str(low.pdf_to_text_string(value)))
    text = " ".join(text.split())
    return text if len(text) <= LONGEST_NAME else f"{text[: LONGEST_NAME - 1]}…"


def _is_xfa(root: Any, low: Any) -> bool:
    """Whether the pages are made from a form in XML when it is opened, so that those in the file say nothing."""
    form = low.pdf_dict_gets(root, "AcroForm")
    if low.pdf_dict_gets(form, "XFA").m_internal is None:
        return False
    fields = int(low.pdf_array_len(low.pdf_dict_gets(form, "Fields")))
    return bool(low.pdf_to_bool(low.pdf_dict_gets(root, "NeedsRendering"))) or fields == 0
