"""Whether the text of a document is enough to know it by."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from viewer.model.text import DocumentText

ENOUGH = 100
"""Letters and digits. Scans have none, or those of a stamp that a hundred others bear as well."""


def telling_fingerprint(fingerprint: str, text: DocumentText) -> str:
    """The fingerprint of a text that tells its document from others; empty where there is too little text for that."""
    found = 0
    for page in text.pages:
        for sign in page:
            found += sign.isalnum()
            if found >= ENOUGH:
                return fingerprint
    return ""
