"""Elements that lie deeper in each other than MuPDF reads: all that stands in them is read."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.formats.html_depth import MOST_LEVELS, flattened
from viewer.formats.reflow import open_html, open_markdown


def nested(levels: int, *names: str, inside: str = "Deep words") -> str:
    """Words in elements of these names, so many times in each other."""
    begin = "".join(f"<{name}>" for name in names)
    end = "".join(f"</{name}>" for name in reversed(names))
    return f"<html><body><p>Before</p>{begin * levels}{inside}{end * levels}<p>After</p></body></html>"


def read(path, page: str, opener=open_html) -> str:
    path.write_text(page, encoding="utf-8")
    document = opener(str(path))
    text = "\f".join(document.page_text(number).text for number in range(document.info.page_count))
    document.close()
    return text


@pytest.mark.parametrize("levels", [60, 110, 3000, 30_000])
@pytest.mark.parametrize("names", [("div",), ("span",), ("b", "i"), ("table", "tr", "td")])
def test_a_page_is_read_to_its_innermost_words(tmp_path, names, levels):
    assert read(tmp_path / "deep.html", nested(levels, *names)).split() == ["Before", "Deep", "words", "After"]


def test_blocks_that_lie_too_deep_still_stand_on_lines_of_their_own(tmp_path):
    page = nested(100, "div", inside="<div>One</div><div>Two <b>and</b> three</div>Four")
    assert read(tmp_path / "deep.html", page) == "Before\nOne\nTwo and three\nFour\nAfter\n"


def test_html_in_a_markdown_text_is_no_other(tmp_path):
    page = "Before\n\n" + "<div>" * 200 + "Deep words" + "</div>" * 200 + "\n\nAfter\n"
    assert read(tmp_path / "deep.md", page, open_markdown).split() == ["Before", "Deep", "words", "After"]


@pytest.mark.parametrize(
    "page",
    [
        nested(MOST_LEVELS - 2, "div"),
        "<p>A <b>paragraph" * 500,
        "<ul>" + "<li>An entry<p>and more" * 500,
        "<table>" + "<tbody><tr><td>One<td>two" * 500,
        "<dl>" + "<dt>Word<dd>meaning" * 500,
        "<select>" + "<option>One" * 500,
        "<br><img src=x><hr/>" * 500,
        "<svg>" + "<path d='M0 0'/>" * 500 + "</svg>",
        "<script>" + "if (a < b) document.write('<div>');" * 500 + "</script>",
        "<!--" + "<div>" * 500 + "-->",
        "a < b " * 500,
    ],
)
def test_what_is_not_deep_is_not_touched(page):
    assert flattened(page) is page


HOSTILE = {
    "tags that do not end": "<div" * 200_000,
    "entries below blocks": "<div>" * 20_000 + "<li>" * 20_000,
    "ends of nothing": "<b>" * 20_000 + "</i>" * 20_000,
}


@pytest.mark.parametrize("page", HOSTILE.values(), ids=HOSTILE)
def test_what_means_harm_takes_no_longer_than_its_length(page):
    assert flattened(page).count("<div>") <= MOST_LEVELS


TAGS = st.sampled_from(
    ["<div>", "</div>", "<p>", "<b>", "</b>", "<li>", "<td>", "<table>", "</table>", "<br>", "<!--", "-->", "<script>"]
)


@given(st.lists(TAGS | st.text("xyz &", max_size=5), max_size=60), st.integers(0, 120))
def test_nothing_but_tags_is_taken_away(parts, levels):
    page = "<div>" * levels + "".join(parts)
    letters = re.compile("[xyz&]")
    assert letters.findall(flattened(page)) == letters.findall(page)
