from __future__ import annotations

import random
import time
from dataclasses import replace

import pytest
from annotations.examples import note
from hypothesis import assume, given
from hypothesis import strategies as st

from viewer.annotations.anchoring import (
    CONTEXT,
    LONG_QUOTE,
    LOST,
    Placement,
    PlacementKind,
    Placer,
    anchor_of_page,
    fold_for_anchoring,
    make_anchor,
    place,
)
from viewer.model.annotation import Anchor, Annotation, AnnotationKind
from viewer.model.geometry import PageRect
from viewer.model.text import DocumentText, Span

PAGES = (
    """The Permanent Mission of the Republic presents its compliments to the Office and has the honour to trans-
mit herewith a statement by its Government.
1. The first paragraph is about water.
""",
    """2. The second paragraph is about roads.
Постоянное представительство имеет честь препроводить текст.
3. تؤكد الحكومة أن النص المرفق هو النص الأصلي.
4. 代表团谨随函转交政府的声明全文。
""",
)
TEXT = DocumentText.of(PAGES)


def anchor_of(words: str, text: DocumentText = TEXT, occurrence: int = 0) -> Anchor:
    at = -1
    for _ in range(occurrence + 1):
        at = str(text).index(words, at + 1)
    return make_anchor(text, Span(at, at + len(words)), ())


def placed_words(anchor: Anchor, text: DocumentText) -> tuple[PlacementKind, str]:
    placement = place(anchor, text)
    return placement.how, "" if placement.span is None else text.slice(placement.span)


def test_an_anchor_has_quote_context_page_and_boxes():
    box = PageRect(1, 2, 3, 4)
    at = str(TEXT).index("second")
    anchor = make_anchor(TEXT, Span(at, at + 6), [box])
    assert (anchor.quote, anchor.page, anchor.rects, anchor.text_version) == ("second", 1, (box,), 1)
    assert anchor.prefix.endswith("2. The ")
    assert anchor.suffix.startswith(" paragraph is about roads.")
    assert len(anchor.prefix) == len(anchor.suffix) == CONTEXT


def test_at_the_ends_of_the_text_there_is_less_context():
    anchor = make_anchor(TEXT, Span(0, len(TEXT)), ())
    assert (anchor.prefix, anchor.suffix) == ("", "")
    assert place(anchor, TEXT).how is PlacementKind.EXACT


@pytest.mark.parametrize(
    "words",
    ["has the honour to trans-\nmit herewith", "Постоянное представительство", "النص المرفق هو", "政府的声明全文"],
)
def test_words_stay_where_they_are_and_move_with_their_text(words: str):
    anchor = anchor_of(words)
    assert placed_words(anchor, TEXT) == (PlacementKind.EXACT, words)
    moved = DocumentText.of(["A new first page.", "A line before it.\n" + PAGES[0], PAGES[1]])
    assert placed_words(anchor, moved) == (PlacementKind.MOVED, words)


def test_another_extraction_breaks_lines_otherwise_and_nothing_is_lost():
    anchor = anchor_of("has the honour to trans-\nmit herewith a statement by its Government")
    other = DocumentText.of(
        [PAGES[0].replace("trans-\nmit", "transmit").replace("a statement by", "a  state-\nment\nby")]
    )
    how, words = placed_words(anchor, other)
    assert how is PlacementKind.MOVED
    assert words == "has the honour to transmit herewith a  state-\nment\nby its Government"


def test_presentation_forms_and_ligatures_are_the_same_words():
    plain = DocumentText.of(["Before it. The official office of the field mission, لا إله in the text. After it."])
    other = DocumentText.of(["Before it. The oﬃcial oﬃce of the ﬁeld mission, ﻻ إله in the text. After it."])
    anchor = anchor_of("official office of the field mission, لا إله", plain)
    assert placed_words(anchor, other) == (PlacementKind.MOVED, "oﬃcial oﬃce of the ﬁeld mission, ﻻ إله")


def test_a_changed_passage_is_likely():
    anchor = anchor_of("presents its compliments to the Office and has the honour")
    other = DocumentText.of(
        ["Rev.1\n" + PAGES[0].replace("compliments", "best compliments").replace("honour", "honor")]
    )
    how, words = placed_words(anchor, other)
    assert how is PlacementKind.LIKELY
    assert words == "presents its best compliments to the Office and has the honor"


def test_a_long_changed_passage_is_placed_by_its_ends():
    middle = " ".join(f"word{number} of the long passage" for number in range(300))
    text = DocumentText.of([f"Something before. Here it begins truly, {middle}, and here it ends at last. More."])
    anchor = anchor_of(f"Here it begins truly, {middle}, and here it ends at last.", text)
    other = DocumentText.of([f"Page one.\n{str(text).replace('word7 ', 'wort7 ').replace('truly', 'trully')}"])
    how, words = placed_words(anchor, other)
    assert how is PlacementKind.LIKELY
    assert words.startswith("Here it begins")
    assert words.endswith("and here it ends at last.")


def test_a_passage_that_is_gone_is_lost():
    anchor = anchor_of("The second paragraph is about roads.")
    placement = place(anchor, DocumentText.of(["Quite another document, about fisheries in the southern ocean."] * 3))
    assert (placement.span, placement.how) == (None, PlacementKind.LOST)


def test_a_repeated_quote_goes_where_its_context_is():
    text = DocumentText.of(["a) Adopted without a vote in 1993. b) Adopted without a vote in 1994. c) Nothing."])
    anchor = anchor_of("Adopted without a vote", text, occurrence=1)
    moved = DocumentText.of(["Contents. " + str(text)])
    placement = place(anchor, moved)
    assert placement.how is PlacementKind.MOVED
    assert str(moved)[placement.span.end :].startswith(" in 1994")


def test_a_repeated_quote_whose_context_is_gone_is_lost():
    text = DocumentText.of(["First there is this: adopted without a vote. And then there is something else."])
    anchor = anchor_of("adopted without a vote", text)
    other = DocumentText.of(["x adopted without a vote y. z adopted without a vote w."])
    assert place(anchor, other).how is PlacementKind.LOST


def test_a_repeated_quote_in_the_same_context_is_lost_rather_than_guessed():
    line = "The meeting rose at noon and nothing else was said by anybody in the room. "
    text = DocumentText.of([line * 5])
    anchor = anchor_of("rose at noon", text, occurrence=2)
    assert place(anchor, text).how is PlacementKind.EXACT
    assert place(anchor, DocumentText.of(["Before. " + line * 5])).how is PlacementKind.LOST


def test_a_short_quote_alone_is_not_enough():
    anchor = anchor_of("water", DocumentText.of(["This paragraph is about water and the rivers it comes from."]))
    assert (
        place(anchor, DocumentText.of(["In another text they drank water instead of wine."])).how is PlacementKind.LOST
    )
    assert placed_words(anchor, DocumentText.of(["Well. This paragraph is about water and the rivers."])) == (
        PlacementKind.LIKELY,
        "water",
    )
    assert placed_words(
        anchor, DocumentText.of(["Well. This paragraph is about water and the rivers it comes from."])
    ) == (PlacementKind.MOVED, "water")


def test_the_same_short_words_at_the_same_offset_of_another_text_are_no_proof():
    text = DocumentText.of(["0123456789 of the old text with its own words around it"])
    anchor = anchor_of("of the", text)
    assert (
        place(anchor, DocumentText.of(["9876543210 of the new one which is about other things"])).how
        is PlacementKind.LOST
    )


def test_notes_on_pages_go_with_their_page():
    on_page = Anchor(TEXT.page_span(1), 1, "", "", "", 1)  # as a correction has it
    assert place(on_page, TEXT).span == TEXT.page_span(1)
    longer = DocumentText.of([PAGES[0] * 2, PAGES[1]], version=2)
    assert place(on_page, longer).span == longer.page_span(1)
    assert place(on_page, DocumentText.of(PAGES[:1])).how is PlacementKind.LOST


def region_behind(text: DocumentText, before: str) -> tuple[int, Annotation]:
    """A region without words behind some words of a text, and where it stands."""
    at = str(text).index(before) + len(before)
    region = note(kind=AnnotationKind.REGION, anchor=make_anchor(text, Span(at, at), [PageRect(0, 0, 9, 9)]))
    return at, region


def test_a_region_without_words_is_found_by_what_stands_around_it():
    at, region = region_behind(TEXT, "is about roads.\n")
    assert Placer(TEXT).place_note(region) == Placement(Span(at, at), PlacementKind.EXACT, 1.0)
    longer = DocumentText.of(["A page that is new.\n", *PAGES], version=2)
    further = at + len("A page that is new.\n\f")
    assert Placer(longer).place_note(region) == Placement(Span(further, further), PlacementKind.MOVED, 1.0)
    twice = DocumentText.of([*PAGES, *PAGES], version=2)
    assert Placer(twice).unmoved(region) is not None, "it stands where it stood"
    moved_twice = DocumentText.of(["A page that is new.\n", *PAGES, *PAGES], version=2)
    assert Placer(moved_twice).place_note(region) == LOST, "nobody can say which of the two places it is"
    assert Placer(DocumentText.of(PAGES[:1], version=2)).place_note(region) == LOST


def test_a_region_of_a_picture_stays_on_its_page_to_be_confirmed_when_words_are_recognised_there():
    pictures = DocumentText.of(["", "", ""])
    region = note(kind=AnnotationKind.REGION, anchor=Anchor(Span(1, 1), 1, "", "", "", 1))
    assert Placer(pictures).place_note(region) == Placement(Span(1, 1), PlacementKind.EXACT, 1.0)
    recognised = DocumentText.of(["", "Words of the second page.\n", ""], version=2)
    assert Placer(recognised).place_note(region) == Placement(Span(1, 1), PlacementKind.LIKELY, 0.5)
    for pages in (0, 1):
        assert Placer(DocumentText.of([""] * pages, version=2)).place_note(region) == LOST


def test_notes_are_placed_by_what_they_are_about():
    placer = Placer(TEXT)
    on_page = note(kind=AnnotationKind.PAGE, anchor=Anchor(Span(0, 0), 1, "", "", "", 1))
    assert placer.place_note(on_page) == Placement(TEXT.page_span(1), PlacementKind.EXACT, 1.0)
    for page in (TEXT.page_count, 99):
        beyond = replace(on_page, anchor=replace(on_page.anchor, page=page))
        assert placer.unmoved(beyond) is None
        assert placer.place_note(beyond).how is PlacementKind.LOST
    on_all = note(kind=AnnotationKind.DOCUMENT, anchor=Anchor(Span(0, 3), 1, "", "", "", 0))
    assert placer.place_note(on_all).span == Span(0, len(TEXT))


def test_what_stands_where_it_was_is_known_without_a_search():
    marked = note(anchor=anchor_of("second paragraph"))
    assert Placer(TEXT).unmoved(marked) == Placement(marked.anchor.span, PlacementKind.EXACT, 1.0)
    longer = DocumentText.of(["Something before it.\n" + PAGES[0], *PAGES[1:]])
    assert Placer(longer).unmoved(marked) is None
    assert Placer(longer).place_note(marked).how is PlacementKind.MOVED
    growing = DocumentText.of(PAGES[: marked.anchor.page])
    assert Placer(growing).unmoved(marked) is None
    for page in PAGES[marked.anchor.page :]:
        growing.append(page)
    assert Placer(growing).unmoved(marked) is not None


def test_an_empty_text_loses_the_note():
    assert place(anchor_of("second paragraph"), DocumentText()).how is PlacementKind.LOST


WORDS = ["water", "roads", "the", "Mission", "state-\nment", "текст", "честь", "النص", "声明全文", "of\n", "1.", "—"]
documents = st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=60).map(" ".join), min_size=1, max_size=3)


@given(documents, st.data())
def test_in_an_unchanged_text_every_anchor_stays(pages, data):
    text = DocumentText.of(pages)
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    placement = place(make_anchor(text, span, ()), text)
    assert (placement.span, placement.how) == (span, PlacementKind.EXACT)


def told_apart(text: str) -> str:
    """Its words; whether a hyphen at its border is one of a line's end cannot be seen from the piece alone."""
    return fold_for_anchoring(text).folded.replace("-", "").strip()


@given(documents, st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join), st.data())
def test_after_an_insertion_before_it_the_note_is_at_its_words_or_lost(pages, inserted, data):
    text = DocumentText.of(pages)
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, min(len(text), start + 80))))
    assume(told_apart(text.slice(span)))
    at = data.draw(st.integers(0, start))
    whole = str(text)
    other = DocumentText.of((whole[:at] + inserted + whole[at:]).split("\f"))
    placement = place(make_anchor(text, span, ()), other)
    if placement.how in {PlacementKind.EXACT, PlacementKind.MOVED}:
        assert told_apart(other.slice(placement.span)) == told_apart(text.slice(span))
    if placement.how is PlacementKind.LIKELY:
        assert placement.score >= 0.75


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_can_be_searched(quote, other):
    text = DocumentText.of([quote])
    placement = place(make_anchor(text, Span(0, len(text)), ()), DocumentText.of([other]))
    assert (placement.span is None) == (placement.how is PlacementKind.LOST)


def test_a_note_is_looked_for_in_a_long_document_within_bounds():
    chance = random.Random(7)  # noqa: S311 - invented words, no secret
    words = ["".join(chance.choices("aeioubcdfglmnprst", k=chance.randrange(2, 9))) for _ in range(3000)]
    long = " ".join(chance.choices(words, k=100_000))
    text = DocumentText.of([long])
    placer = Placer(DocumentText.of(["New. " + long.replace("a", "e", 3)]))
    anchors = [make_anchor(text, Span(at, at + 200), ()) for at in range(50_000, 500_000, 45_000)]
    assert all(placer.place(anchor).how is PlacementKind.MOVED for anchor in anchors)
    gone = Anchor(Span(10, 210), 1, "".join(chance.choices("abc def", k=200)), "xyz " * 8, "zyx " * 8, 0)
    before = time.process_time()
    assert placer.place(gone).how is PlacementKind.LOST
    assert time.process_time() - before < 2  # 0.05 s when measured; a quadratic search takes minutes


# -- whole pages ------------------------------------------------------------------------------------------------------

HEADER = "A/HRC/58/G/99\n"
LONG = tuple(f"{HEADER}{words}" for words in (
    "The Mission presents its compliments to the Office and has the honour to transmit this note.",
    "The wells of the northern districts were repaired, and the road to them was opened again.",
    "The annex lists the measures that were taken, by district, with their dates and their cost.",
))  # fmt: skip


def on_page(number, pages=LONG):
    return note(kind=AnnotationKind.PAGE, anchor=anchor_of_page(DocumentText.of(pages), number))


def placed_in(pages, of):
    return Placer(DocumentText.of(pages, version=2)).place_note(of)


def test_a_note_on_a_page_stays_with_its_page_when_another_is_put_before_it():
    longer = ("A page that is new and says something else.", *LONG)
    found = placed_in(longer, on_page(1))
    assert (found.how, found.span) == (PlacementKind.MOVED, DocumentText.of(longer).page_span(2))


def test_a_page_that_was_recognised_again_is_likely_and_one_that_is_gone_is_lost():
    again = (LONG[0], LONG[1].replace("wells", "we11s").replace("northern", "northem"), LONG[2])
    found = placed_in(again, on_page(1))
    assert found.how is PlacementKind.LIKELY
    assert found.span == DocumentText.of(again).page_span(1)
    other = (LONG[0], "Entirely different words about fish, nets and boats in another sea.", LONG[2])
    assert placed_in(other, on_page(1)) == LOST
    assert placed_in(LONG[:1], on_page(1)) == LOST


def test_pages_that_begin_alike_are_told_by_what_stands_before_them_or_not_at_all():
    alike = (LONG[0], LONG[2], LONG[1], LONG[2])
    made = on_page(3, alike)
    assert placed_in(("New.", *alike), made).span == DocumentText.of(("New.", *alike)).page_span(4)
    assert placed_in((LONG[2], LONG[2], "x", "y"), made) == LOST


def test_a_page_without_words_that_has_some_now_is_to_be_confirmed():
    made = on_page(1, ("first words", "", "third words"))
    assert placed_in(("first words", "", "third words"), made).how is PlacementKind.EXACT
    assert placed_in(("first words", "recognised", "third words"), made).how is PlacementKind.LIKELY


def test_a_note_from_elsewhere_that_knows_only_its_page_is_to_be_confirmed_in_another_text():
    text = DocumentText.of(LONG)
    made = note(kind=AnnotationKind.PAGE, anchor=Anchor(text.page_span(1), 1, "", "", "", 1))
    assert placed_in(LONG, made).how is PlacementKind.EXACT
    assert placed_in((LONG[0], LONG[2], LONG[1]), made).how is PlacementKind.LIKELY


@given(
    st.lists(st.text("abc \n", min_size=0, max_size=60), min_size=1, max_size=5),
    st.lists(st.text("abc \n", max_size=60), max_size=6),
    st.data(),
)
def test_a_page_is_never_said_to_be_one_that_begins_otherwise(before, other, data):
    number = data.draw(st.integers(0, len(before) - 1))
    after = data.draw(st.permutations([*before, *other]))
    begins = fold_for_anchoring(before[number][:CONTEXT]).folded.strip()
    found = placed_in(after, on_page(number, before))
    if found.how in {PlacementKind.EXACT, PlacementKind.MOVED} and begins:
        text = DocumentText.of(after)
        there = text.pages[text.page_of(found.span.start)] if found.span else ""
        assert fold_for_anchoring(there).folded.strip().startswith(begins)


# -- never a wrong guess ----------------------------------------------------------------------------------------------

PARAGRAPHS = (
    "1. The Government has the honour to state that the wells of the northern districts were repaired.",
    "2. The Government has the honour to state that the roads of the southern districts were repaired.",
    "3. The Mission requests that the present note be circulated as a document of the Council.",
    "District\nWells\nRoads\nNorth\n12\n34\nSouth\n12\n34\nTotal\n24\n68",
    "4. The Mission avails itself of this opportunity to renew the assurances of its highest consideration.",
    "5. تؤكد الحكومة أن آبار المقاطعات الشمالية قد أصلحت وأن الطرق المؤدية إليها قد فتحت من جديد.",
    "6. تؤكد الحكومة أن طرق المقاطعات الجنوبية قد أصلحت وأن الآبار الواقعة فيها قد فتحت من جديد.",
    "7. 代表团谨随函转交政府的声明全文，并请将其作为理事会文件分发。",
    "8. 代表团谨随函转交政府的答复全文，并请将其作为大会文件分发。",
    "A. The left column speaks of water\nand of nothing else that matters\nto the districts in question.",
    "B. The right column speaks of roads\nand of nothing else that matters\nto the districts in question.",
)


def paged(parts):
    """Parts as a text of three to a page, and where each begins."""
    pages = ["\n".join(parts[at : at + 3]) for at in range(0, len(parts), 3)] or [""]
    starts, at = [], 0
    for part in parts:
        starts.append(at)
        at += len(part) + 1
    return DocumentText.of(pages), starts


def read_badly(part, chance, share):
    """A part as another recognition gives it: some letters are others, some are missing, lines break elsewhere."""
    read = [
        letter if chance.random() > share else chance.choice(["", "x", letter * 2, "\n" if letter == " " else "1"])
        for letter in part
    ]
    return "".join(read)


@pytest.mark.parametrize("seed", range(8))
def test_a_note_said_to_be_placed_is_at_its_words_however_the_document_was_changed(seed):
    """Paragraphs, a table, columns, in three scripts: put in another order, some left out, recognised otherwise.

    Only where quote and context stand letter by letter at another place, and nowhere else, is that not to be told.
    """
    chance = random.Random(seed)  # noqa: S311 - texts to try, no secret
    numbers = range(len(PARAGRAPHS))
    sure = 0
    for _ in range(250):
        before, left = chance.sample(numbers, len(numbers)), chance.sample(numbers, chance.choice(numbers))
        text, starts = paged([PARAGRAPHS[number] for number in before])
        at = chance.choice(numbers)
        first = chance.randrange(len(PARAGRAPHS[before[at]]))
        last = chance.randint(first + 1, min(len(PARAGRAPHS[before[at]]), first + 90))
        made = make_anchor(text, Span(starts[at] + first, starts[at] + last), ())
        share = chance.choice([0.0, 0.01, 0.05, 0.2])
        changed, begins = paged([read_badly(PARAGRAPHS[number], chance, share) for number in left])
        found = place(made, changed)
        if found.how not in {PlacementKind.EXACT, PlacementKind.MOVED}:
            continue
        sure += 1
        where = left.index(before[at]) if before[at] in left else None
        if where is None or not Span(begins[where], (*begins, len(changed) + 1)[where + 1]).overlaps(found.span):
            told = fold_for_anchoring(str(changed)).folded
            whole = fold_for_anchoring(made.prefix + made.quote + made.suffix).folded
            assert whole in told or len(made.quote) >= LONG_QUOTE, (found, made, changed.slice(found.span))
    assert sure > 5
