"""A document's text as a worker gathers it: page by page, a bad one empty, with a warning."""

from __future__ import annotations

import pytest
from papers import pdf_papers
from papers.pdf_file import PdfFile

from viewer.model.document import DocumentInfo, PageKind, TextLayer, Understanding
from viewer.model.geometry import PageSize
from viewer.model.text import PageText
from viewer.workers.child.reading import Reading
from viewer.workers.child.serving import Service
from viewer.workers.child.settings import Parts
from viewer.workers.messages.answers import Understood
from viewer.workers.messages.requests import OpenFile, ReadDocument

BLANK = " "
A4, LETTER = PageSize(595, 842), PageSize(612, 792)


class Engine:
    """Pages as given; an exception is raised instead of read."""

    def __init__(self, *pages, size=None):
        self.pages, self.size = pages, size
        self.info = DocumentInfo("paper", len(pages), PageKind.RASTER, (A4,))

    def page_text(self, page):
        if isinstance(self.pages[page], Exception):
            raise self.pages[page]
        return PageText(self.pages[page], LETTER, blank=self.pages[page] == BLANK)

    def page_size(self, _page):
        if self.size is None:
            raise ValueError("no size")
        return self.size


def read_all(reading: Reading) -> Reading:
    while not reading.complete:
        reading.read_page()
    return reading


def test_pages_are_gathered_in_order_with_their_sizes():
    reading = read_all(Reading(Engine("one", "", "three")))
    assert list(reading.text.pages) == ["one", "", "three"]
    assert reading.sizes == [LETTER] * 3
    assert [layout.text for layout in reading.layouts] == ["one", "", "three"]
    assert list(reading.empty_pages()) == [1]
    assert (reading.pages_read, reading.page_count, reading.warnings) == (3, 3, ())


def test_a_blank_page_is_none_that_could_not_be_read():
    reading = read_all(Reading(Engine("one", BLANK, "")))
    assert list(reading.empty_pages()) == [2]


@pytest.mark.parametrize("error", [ValueError("why"), MemoryError(), RecursionError()])
def test_a_page_that_raises_is_empty_with_a_warning_and_the_rest_is_read(error: Exception):
    reading = read_all(Reading(Engine("one", error, "three", size=LETTER)))
    assert list(reading.text.pages) == ["one", "", "three"]
    assert reading.sizes[1] == LETTER
    assert reading.warnings == ("Page 2 could not be read; the file may be damaged.",)


def test_of_many_bad_pages_one_warning_tells():
    reading = read_all(
        Reading(Engine(*[ValueError("code=3: no reason for readers")] * 500, "fine", "skipped", "out"), (501, 502))
    )
    assert reading.warnings == (
        "Pages 502, 503 were left out: reading each of them stopped the reading process.",
        "Pages 1 to 500 could not be read; the file may be damaged.",
    )


def test_where_not_even_the_size_is_known_it_is_that_of_the_first():
    assert read_all(Reading(Engine(ValueError("why")))).sizes == [A4]


def test_pages_to_skip_are_never_touched():
    class Trap(Engine):
        def page_text(self, page):
            assert page != 1
            return super().page_text(page)

    reading = read_all(Reading(Trap("one", "two", "three", size=LETTER), skip=(1,)))
    assert list(reading.text.pages) == ["one", "", "three"]
    assert reading.warnings == ("Page 2 was left out: reading it stopped the reading process.",)


def test_reading_for_no_time_reads_one_page_and_for_long_all():
    reading = Reading(Engine(*"abc"))
    reading.read_for(0)
    assert reading.pages_read == 1
    reading.read_for(60)
    assert reading.complete
    reading.read_for(60)
    assert reading.pages_read == 3


def test_layouts_are_kept_only_until_the_document_has_been_understood():
    reading = read_all(Reading(Engine("one", "two")))
    assert not reading.is_understood
    understood = Understood(1, 2, Understanding(TextLayer.GOOD, pages_without_text=(1,)), "fingerprint")
    reading.keep(understood)
    assert reading.layouts == []
    assert (reading.is_understood, reading.understood, reading.unreadable_pages) == (True, understood, (1,))
    later = Reading(Engine("one"))
    later.keep(understood)
    later.read_page()
    assert later.layouts == []


def test_headings_that_the_outline_of_a_real_file_names_are_sections(tmp_path):
    file = PdfFile()
    font = f"/Font << /H {file.font()} 0 R >>"
    titles = ["Digging by hand and by machine", "Water of the valley", "What remains to be done"]
    prose = "The well is deep and its water is good, and nobody remembers who dug it."
    for title in titles:
        set_at = ((700, title), (640, prose), (626, prose))
        file.page("".join(f"BT /H 11 Tf 72 {y} Td ({words}) Tj ET\n" for y, words in set_at), font)
    pdf_papers.add_outline(file, [(1, title, page) for page, title in enumerate(titles)])
    paper = tmp_path / "outlined.pdf"
    paper.write_bytes(file.to_bytes())
    service = Service(Parts())
    for request in (OpenFile(1, str(paper)), ReadDocument(1)):
        steps = service.steps(request)
        while True:
            try:
                next(steps)
            except StopIteration as end:
                answer = end.value
                break
    assert isinstance(answer, Understood)
    found = [section.title for section in answer.understanding.sections]
    assert [title for title in found if title in titles] == titles
