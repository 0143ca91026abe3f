"""The file's own outline names headings, where it is a good one."""

from __future__ import annotations

from papers.set_pages import first_page, next_page

from viewer.analysis.understand import understand
from viewer.model.document import OutlineEntry, SectionKind

TEXT = "The well is deep and its water is good, and nobody remembers who dug it."
PAGES = [
    first_page(
        name="United Nations",
        symbol="A/79/991",
        organs="General Assembly",
        right="Distr.: General\n10 March 2025\nOriginal: English",
        title="Wells of the valley",
        by="Report of the Secretary-General",
        body=TEXT,
    ),
    next_page(
        symbol="A/79/991", foot="2/3", body=f"Digging by hand and by machine\n\n{TEXT}\n\nWater, 2020–2024\n\n{TEXT}"
    ),
    next_page(symbol="A/79/991", foot="3/3", body=f"What remains to be done\n\n{TEXT}"),
]
OUTLINE = (
    OutlineEntry(1, "Digging by hand and by machine", 1),
    OutlineEntry(2, "WATER, 2020–2024 ", 1),
    OutlineEntry(1, "What remains to  be done", 2),
)


def headings(outline) -> list[tuple[str, int]]:
    return [(one.title, one.level) for one in understand(PAGES, outline).sections if one.kind is SectionKind.HEADING]


def test_headings_that_only_the_outline_knows_are_sections_by_its_levels():
    assert headings(()) == []
    found = headings(OUTLINE)
    assert [title for title, _ in found] == [
        "Digging by hand and by machine",
        "Water, 2020–2024",
        "What remains to be done",
    ]
    assert found[1][1] == found[0][1] + 1 == found[2][1] + 1


def test_an_outline_of_which_too_much_is_not_in_the_text_says_nothing():
    assert headings((*OUTLINE[:1], OutlineEntry(1, "Page 2", 1), OutlineEntry(1, "scan0001.tif", 2))) == []
    assert headings(OUTLINE[:2]) == []
    assert headings((*OUTLINE, OutlineEntry(1, "Beyond the end", 99))) != []


def test_a_heading_that_was_found_already_is_not_there_twice():
    chapters = [*PAGES[:1], next_page(symbol="A/79/991", foot="2/2", heading="I. Introduction", body=TEXT)]
    outline = (OutlineEntry(1, "I. Introduction", 1), *(OutlineEntry(1, "Wells of the valley", 0),) * 2)
    with_it, without = understand(chapters, outline).sections, understand(chapters).sections
    assert with_it == without


def test_an_entry_of_the_contents_is_not_taken_for_the_heading_that_it_names():
    entry = "What remains to be done 3"
    pages = [*PAGES[:1], next_page(symbol="A/79/991", foot="2/2", body=f"{entry}\n\n{TEXT}\n\n{entry[:-2]}\n\n{TEXT}")]
    found = understand(
        pages, (OutlineEntry(1, entry[:-2], 1), *(OutlineEntry(1, "Wells of the valley", 0),) * 2)
    ).sections
    text = pages[0].text + "\n" + pages[1].text
    assert [text.index(entry[:-2], text.index(entry) + 5)] == [
        one.span.start for one in found if one.kind is SectionKind.HEADING
    ]


def test_who_reports_is_no_heading_where_the_outline_of_a_web_page_names_it():
    outline = (*OUTLINE, OutlineEntry(2, "Report of the Secretary-General", 0))
    assert headings(outline) == headings(OUTLINE)
