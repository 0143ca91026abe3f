"""Ids that are the same wherever and however often they are given."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from viewer.model.document import Identity

_NAMESPACE = uuid.UUID("6e5bd5e2-5b1c-4c27-9f3b-4d1f0d6a9a10")
"""What the ids are derived in; another one would have every import come twice."""


def stable_id(document: Identity, source: str) -> str:
    """The id of what comes to a document from elsewhere: the same whenever it comes to the same document."""
    return str(uuid.uuid5(_NAMESPACE, f"{document.text_fingerprint or document.content_hash}\n{source}"))
