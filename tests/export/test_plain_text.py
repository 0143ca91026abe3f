"""Notes as plain text: one line a paragraph, and no line that turns the next one round."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from papers.fish import DOCUMENT, EXPORT, note

from viewer.export.notes import ExportedDocument, NotesExport
from viewer.export.plain_text import notes_as_text
from viewer.model.document import Identity, Value
from viewer.model.text import Span


def balanced(line: str) -> bool:
    depth = 0
    for sign in line:
        depth += (sign in "\u2066\u2067\u2068") - (sign == "\u2069")
        if depth < 0:
            return False
    return depth == 0


def test_a_quote_is_one_line_and_isolated_where_it_goes_from_right_to_left():
    lines = notes_as_text(EXPORT).splitlines()
    assert "“Нота Постоянного представительства о рыбе *и* воде_”" in lines
    assert "\u2067“يعيش السمك (في) الماء.”\u2069" in lines
    assert "— X/DOC/7/G/3, annex II, para. 3" in lines
    assert "yellow · Arabic · A. Reader · 2026-01-02" in lines


def test_a_title_from_right_to_left_is_isolated_in_the_citation():
    document = ExportedDocument("a.pdf", Identity(""), {"title": (Value("السمك", Span(0, 1)),)})
    text = notes_as_text(NotesExport(document, (), "2026"))
    assert text.startswith("Notes on \u2068السمك [symbol not in the document]\u2069\n")


@given(st.text(alphabet="ab \u2066\u2067\u2068\u2069\n\u2029ي"))
def test_no_quote_reaches_out_of_its_line(words):
    written = note(4, "يعيش السمك (في) الماء.")
    anchor = replace(written.annotation.anchor, quote=f"ي{words}")
    written = replace(written, annotation=replace(written.annotation, anchor=anchor), words="")
    text = notes_as_text(NotesExport(DOCUMENT, (written,), "2026"))
    assert all(balanced(line) for line in text.split("\n"))
    assert text.count("\n") == notes_as_text(NotesExport(DOCUMENT, (note(4, "Fish live"),), "2026")).count("\n")
