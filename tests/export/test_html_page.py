"""The web page of notes: whole, still, in the right direction, and nothing in it but what we put there."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from papers.fish import DOCUMENT, EXPORT, NOTES, note

from viewer.export.html_page import body_as_html, notes_as_html
from viewer.export.notes import ExportedDocument, NotesExport, SectionStep
from viewer.model.annotation import HighlightColor
from viewer.model.document import Identity, Value
from viewer.model.resources import resource_path
from viewer.model.text import Span

VOID = {"meta", "br", "hr"}
OURS = {
    "html", "head", "title", "style", "body", "header", "main", "section", "article", "h1", "h2", "p", "div", "span",
    "bdi", "blockquote", "strong", *VOID,
}  # fmt: skip
OF_MARKDOWN = {
    "h3", "h4", "h5", "h6", "em", "a", "ul", "ol", "li", "code", "pre",
    "table", "thead", "tbody", "tr", "th", "td", "s",
}  # fmt: skip
HOSTILE = st.text() | st.lists(
    st.sampled_from(
        ["<script>alert(1)</script>", "</style>", "</bdi>", '"><img src=x onerror=y>', "&amp;", "&lt;b&gt;", "\u202e",
         "![p](https://example.org/p.png)", "[l](javascript:alert(1))", "<https://example.org>", "# h", "```", "- x",
         "|a|\n|-|\n|b|",
         "> q", "\x00", "\ud800", "[r]: https://example.org\n", "~~s~~", "<!--", "]]>", "\n\n", "'\"", "1. "]
    )
).map("".join)  # fmt: skip


class Page(HTMLParser):
    """A page read back: each element with its attributes and what it stands in, checked for correct nesting."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None], tuple[str, ...]]] = []
        self.texts: list[tuple[tuple[str, ...], str]] = []
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        assert len(attrs) == len(dict(attrs)), "an attribute stands twice"
        if "p" in self.open:
            assert tag in {"bdi", "span", "strong", "em", "a", "code", "br", "s"}, "no block stands in a paragraph"
        self.elements.append((tag, dict(attrs), tuple(self.open)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag in VOID:  # <br /> is read as both
            return
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.texts.append((tuple(self.open), data))

    def text_of(self, tag: str) -> str:
        return "".join(data for path, data in self.texts if tag in path)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes, _ in self.elements if name == tag]


def test_the_page_is_well_formed_and_says_its_language():
    page = Page(notes_as_html(EXPORT))
    assert page.all("html") == [{"lang": "en"}]
    assert page.all("meta")[0] == {"charset": "utf-8"}
    assert page.text_of("title") == "Notes on Note verbale on fish (X/DOC/7/G/3)"
    assert {tag for tag, _, _ in page.elements} <= OURS | OF_MARKDOWN
    assert len(page.all("article")) == len(NOTES)


def test_each_quote_says_its_language_and_direction():
    quotes = Page(notes_as_html(EXPORT)).all("blockquote")
    assert [(quote["lang"], quote["dir"]) for quote in quotes] == [
        ("ru", "ltr"), ("en", "ltr"), ("en", "ltr"), ("ar", "rtl"), ("zh", "ltr"), ("", "auto"),
    ]  # fmt: skip


def test_a_section_has_one_heading_for_notes_that_follow_one_another():
    page = Page(notes_as_html(EXPORT))
    headings = "".join(data if "h2" in path else "\n" for path, data in page.texts)
    assert [line for line in headings.split("\n") if line] == [
        "Cover", "Annex II › Statement on fish", "Page 1", "Annex II",
    ]  # fmt: skip
    assert len(page.all("section")) == len(page.all("h2")) == 4


@pytest.mark.parametrize(
    ("title", "direction"), [("المرفق I", "rtl"), ("1. Annex", "ltr"), ("2. نص", "rtl"), ("", "ltr")]
)
def test_a_heading_goes_as_its_first_letter(title, direction):
    written = replace(note(2, "Fish live"), sections=(SectionStep("", title, 1), SectionStep("", "Other", 2)))
    page = Page(notes_as_html(NotesExport(DOCUMENT, (written,), "2026")))
    assert page.all("h2") == [{"dir": direction}]


def test_every_colour_stands_beside_its_name_and_has_a_rule_on_paper_too():
    style = resource_path("notes.css").read_text(encoding="utf-8")
    notes = tuple(replace(note(n, "Fish live", color=color), page=n) for n, color in enumerate(HighlightColor, 2))
    page = notes_as_html(NotesExport(DOCUMENT, notes, "2026"))
    for color in HighlightColor:
        assert f'<span class="color {color}">{color}</span>' in page
        assert f".color.{color} {{ background: #" in style
        assert f"blockquote.{color} {{ border-color: #" in style
    own = notes_as_html(NotesExport(DOCUMENT, (note(2, "Fish live", own_color="#331a80"),), "2026"))
    assert '<blockquote style="border-color: #331a80" lang' in own
    assert '<span class="color" style="background: #331a80; color: #ffffff">#331a80 (close to yellow)</span>' in own
    assert "@media print" in style
    assert "print-color-adjust: exact" in style


def test_the_readers_name_of_a_colour_is_shown_letter_by_letter():
    named = replace(note(2, "Fish live"), color_name="<b>claim</b>")
    assert '<span class="color yellow">&lt;b&gt;claim&lt;/b&gt;</span>' in notes_as_html(
        NotesExport(DOCUMENT, (named,), "2026")
    )


def test_the_style_is_contained_and_loads_nothing():
    style = resource_path("notes.css").read_text(encoding="utf-8")
    assert not re.search(r"url\(|@import|</|https?:", style)
    page = Page(notes_as_html(EXPORT))
    assert page.text_of("style").strip() == style.strip()
    assert page.all("meta")[1]["content"] == "default-src 'none'; style-src 'unsafe-inline'; img-src data:"


def nothing_runs_or_loads(page: Page) -> None:
    assert {tag for tag, _, _ in page.elements} <= OURS | OF_MARKDOWN
    for tag, attributes, _ in page.elements:
        assert not {"src", "style", "srcset", "data", "action", "background"} & set(attributes)
        assert not any(name.startswith("on") for name in attributes)
        if "href" in attributes:
            assert tag == "a"
            assert re.match(r"(?i)https?:|mailto:", attributes["href"] or "")
    assert len(page.all("style")) == len(page.all("article")) == len(page.all("h1")) == 1


@given(HOSTILE, HOSTILE, HOSTILE)
def test_no_words_bring_markup_script_or_a_remote_resource(quote, body, other):
    title = {"title": (Value(other, Span(0, 1)),), "symbol": (Value(other, Span(0, 1)),)}
    written = note(2, "Fish live", body, author=other, tags=(other,))
    anchor = replace(written.annotation.anchor, quote=f"q{quote}")
    written = replace(
        written,
        annotation=replace(written.annotation, anchor=anchor),
        words="",
        page_label=other,
        sections=(SectionStep("chapter", other, 1),),
    )
    page = Page(notes_as_html(NotesExport(ExportedDocument(other, Identity(""), title), (written,), "2026")))
    nothing_runs_or_loads(page)


@given(st.text(alphabet=st.characters(exclude_categories=["Cc", "Cs", "Cn", "Z"])))
def test_a_quote_is_shown_letter_by_letter(words):
    written = note(2, "Fish live")
    anchor = replace(written.annotation.anchor, quote=f"q {words} q")
    written = replace(written, annotation=replace(written.annotation, anchor=anchor), words="")
    shown = Page(notes_as_html(NotesExport(DOCUMENT, (written,), "2026"))).text_of("blockquote")
    assert shown == " ".join(f"q {words} q".split())


@pytest.mark.parametrize(
    ("body", "html"),
    [
        ("**bold**", '<p dir="auto"><strong>bold</strong></p>\n'),
        ("<b>raw</b>", '<p dir="auto">&lt;b&gt;raw&lt;/b&gt;</p>\n'),
        ("# Heading", '<h3 dir="auto">Heading</h3>\n'),
        ("###### Heading", '<h6 dir="auto">Heading</h6>\n'),
        ("~~no~~", '<p dir="auto"><s>no</s></p>\n'),
        ("[a](file:///etc/passwd)", '<p dir="auto">[a](file:///etc/passwd)</p>\n'),
        ("[a](smb://example.org/a)", '<p dir="auto">[a](smb://example.org/a)</p>\n'),
        ("[a](beside.html)", '<p dir="auto">[a](beside.html)</p>\n'),
        ("[a](https://example.org)", '<p dir="auto"><a href="https://example.org">a</a></p>\n'),
        ("![a](https://example.org)", '<p dir="auto">!<a href="https://example.org">a</a></p>\n'),
    ],
)
def test_markdown_of_notes(body, html):
    assert body_as_html(body) == html
