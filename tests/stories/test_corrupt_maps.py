"""A page that looks right and whose letters are told wrongly: the reader is told of it, quietly, and find says so."""

from __future__ import annotations

import pytest
from papers.office_pages import with_corrupt_map, written_by_office

PARAGRAPH = (
    "إذ تشير إلى قرارها المؤرخ 21 كانون الأول، ولا سيما المادة 2 منه، وإذ تضع في اعتبارها التقرير الصادر عن الأمين "
    "العام في هذا الشأن، وإذ تعرب عن القلق من أن الحالة لا تزال على ما كانت عليه في كل من البلدين، "
    "تقرر أن تبقي المسألة قيد النظر وأن تدعو الدول التي لم تفعل ذلك بعد إلى أن تفعل."
)


@pytest.fixture(scope="module")
def papers(tmp_path_factory):
    """The same two pages with a sound map and with a corrupt one; Chinese on the second, whose map is sound in both."""
    folder = tmp_path_factory.mktemp("maps")
    arabic = f'<p dir="rtl" lang="ar">{PARAGRAPH}</p>' * 3
    chinese = '<p lang="zh" style="page-break-before: always">联合国大会回顾其第75号决议，决定继续审议此案。</p>'
    sound = written_by_office(folder, arabic + chinese)
    return sound, with_corrupt_map(sound, folder / "corrupt.pdf")


def test_a_corrupt_map_is_told_quietly_and_find_says_what_it_could_not_read(reader, papers):
    sound, corrupt = papers
    document = reader.open(sound)
    document.search.find("الأمين العام")
    reader.wait(lambda: document.search.state.finished)
    assert (document.search.state.total, document.search.state.unreadable_pages) == (3, ())
    assert reader.window.tabs.current_page.active.strip is None
    document = reader.open(corrupt)
    assert document.understanding.corrupt_pages == (0,)
    strip = reader.window.tabs.current_page.active.strip
    assert strip.isVisible()
    assert strip.said.words == "The text under this page is not what the page shows."
    assert reader.window.notices.isHidden(), "nothing lies in the reader's way"
    document.search.find("الأمين العام")
    reader.wait(lambda: document.search.state.finished)
    assert (document.search.state.total, document.search.state.unreadable_pages) == (0, (0,))
    panel = reader.window.panes.search
    reader.window.panes.show_left(panel)
    assert panel.unread.text() == "Page 1 has no text that could be searched."
    document.search.find("大会")
    reader.wait(lambda: document.search.state.finished and document.search.state.query == "大会")
    assert document.search.state.total == 1, "the sound page is searched all the same"
