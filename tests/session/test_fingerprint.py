"""Which texts are enough to know a document by."""

import pytest

from viewer.model.text import DocumentText
from viewer.session.fingerprint import ENOUGH, telling_fingerprint


@pytest.mark.parametrize(
    ("pages", "tells"),
    [
        ([], False),
        (["", "", ""], False),
        (["UN LIBRARY", "UN LIBRARY"], False),
        (["- . ! " * 500], False),
        (["a" * (ENOUGH - 1)], False),
        (["a" * (ENOUGH - 1), "1"], True),
        (["代表团谨随函转交政府的声明全文" * 8], True),
    ],
)
def test_a_text_tells_its_document_where_there_is_enough_of_it(pages, tells):
    assert telling_fingerprint("f", DocumentText.of(pages)) == ("f" if tells else "")
