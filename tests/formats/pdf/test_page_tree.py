"""Page trees that say they have more pages than there can be: what is there is counted and shown."""

from __future__ import annotations

import re

import pytest
from papers.pdf_file import PdfFile
from papers.pdf_papers import circular_tree, lying_count

from viewer.formats.mupdf import open_pdf
from viewer.formats.pdf import page_tree as pdf_page_tree
from viewer.model.document import CannotOpen, FileProblem


@pytest.fixture
def opened(tmp_path):
    documents = []

    def open_it(data: bytes):
        path = tmp_path / "tree.pdf"
        path.write_bytes(data)
        documents.append(open_pdf(str(path)))
        return documents[-1]

    yield open_it
    for document in documents:
        document.close()


def branched(*counts: int) -> bytes:
    """Four pages in two branches; the counts are those of the root and of the branches."""
    file = PdfFile()
    font = f"/Font << /H {file.font()} 0 R >>"
    pages = [file.page(f"BT /H 12 Tf 50 700 Td (Page {number}) Tj ET", font) for number in range(1, 5)]
    branches = [
        file.add(f"<< /Type /Pages /Count {count} /Kids [{one} 0 R {other} 0 R] >>".encode())
        for count, one, other in zip(counts[1:], pages[::2], pages[1::2], strict=True)
    ]
    kids = " ".join(f"{branch} 0 R" for branch in branches)
    return file.to_bytes(tree=f"<< /Type /Pages /Count {counts[0]} /Kids [{kids}] >>".encode())


@pytest.mark.parametrize("count", [100, 1_000_000, 3_000_000, 2**31, -5])
def test_a_file_has_the_pages_that_are_there(opened, count):
    document = opened(lying_count(count))
    assert document.info.page_count == 1
    assert document.page_text(0).text == "The only page\n"


@pytest.mark.parametrize("counts", [(4, 2, 2), (3_000_000, 2, 2), (3_000_000, 1_000_000, 2), (-1, 0, 900)])
def test_each_page_is_found_whatever_the_branches_say(opened, counts):
    document = opened(branched(*counts))
    assert document.info.page_count == 4
    assert [document.page_text(page).text for page in (3, 0, 2, 1)] == ["Page 4\n", "Page 1\n", "Page 3\n", "Page 2\n"]


@pytest.mark.parametrize("data", [circular_tree(), re.sub(rb"/Count \d+", b"/Count 9999", circular_tree())])
def test_a_tree_without_an_end_stays_closed(opened, data):
    with pytest.raises(CannotOpen) as refused:
        opened(data)
    assert refused.value.problem is FileProblem.DAMAGED


def test_a_tree_of_too_many_nodes_stays_closed(opened, monkeypatch):
    monkeypatch.setattr(pdf_page_tree, "MOST_NODES", 3)
    with pytest.raises(CannotOpen):
        opened(branched(3_000_000, 2, 2))
