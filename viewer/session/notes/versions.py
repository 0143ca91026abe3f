"""Notes on other versions of a document: a revision of it, or one in another language, which bears the same symbol."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from viewer.session.changes import VersionsFound

if TYPE_CHECKING:
    from collections.abc import Callable

    from viewer.annotations.document_rows import DocumentKey
    from viewer.annotations.notebook import Notebook
    from viewer.annotations.store import NoteStore
    from viewer.model.annotation import Annotation
    from viewer.session.document_state import DocumentState

_REVISION = re.compile(r"/Rev\.\d+$")


def find_versions(
    document: DocumentState, store: NoteStore, key: DocumentKey, on_found: Callable[[tuple[Annotation, ...]], None]
) -> None:
    """Find the notes on other versions of a document; none where it bears no symbol."""
    values = document.understanding.metadata.get("symbol", ()) if document.understanding is not None else ()
    symbols = [_REVISION.sub("", str(value.value)) for value in values]
    if symbols:
        store.find_versions(key, symbols, lambda found: document.post(lambda: on_found(found)))
    else:
        on_found(())


def say_versions(document: DocumentState, notebook: Notebook, store: NoteStore, key: DocumentKey) -> None:
    """Say that there are notes on other versions of a document that has none itself; soon, and if it still has none."""

    def say(found: tuple[Annotation, ...]) -> None:
        if found and not notebook.all:
            document.tell(VersionsFound(document.number, len(found)))

    find_versions(document, store, key, say)
