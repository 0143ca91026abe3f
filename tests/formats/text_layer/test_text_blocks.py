"""Lines of Arabic that come in pieces, as of PDFs that LibreOffice makes, as the one line that they are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.formats.text_layer.text_blocks import lines_of, put_in_reading_order

WIDTH, HEIGHT = 5.0, 10.0


def piece(places: dict[float, str], base: float = 100.0, height: float = HEIGHT):
    """A line as MuPDF gives it, of letters by their columns."""
    chars = [
        {"c": letter, "bbox": (WIDTH * at, base - height, WIDTH * (at + 1), base)} for at, letter in places.items()
    ]
    lefts = [char["bbox"][0] for char in chars]
    run = {"text": "".join(places.values()), "chars": chars, "origin": (min(lefts), base), "size": height}
    return {"spans": [run], "dir": (1.0, 0.0), "bbox": (min(lefts), base - height, max(lefts) + WIDTH, base)}


def read(*lines) -> list[str]:
    blocks = [{"lines": list(lines)}]
    put_in_reading_order(blocks, turned=True)
    return ["".join(run["text"] for run in line["spans"]) for line in lines_of(blocks)]


def in_columns(page: str, *numbers: range):
    """Pieces of a line that stands so on the page (from the left), each in the order in which MuPDF has it."""
    return [piece({at: page[at] for at in some}) for some in numbers]


@pytest.mark.parametrize(
    ("page", "pieces", "text"),
    [
        ("60/251 رارق", [[10, 9, 8, 7, 6, 0, 1, 3, 4, 5], [2]], "قرار 60/251"),
        (".6002/رايأ 51", [[11, 12], [10, 9, 8, 7, 6], [1, 2, 3, 4, 5], [0]], "51 أيار/6002."),
        ("Distr.: General", [[5, 6, 7], [*range(5), *range(8, 15)]], "Distr.: General"),
        ("March 2017 17", [[11, 12], [10], [5, 6, 7, 8, 9], [0, 1, 2, 3, 4]], "17 March 2017"),
    ],
)
def test_pieces_that_stand_in_one_another_or_side_by_side_are_one_line(page, pieces, text):
    assert read(*in_columns(page, *pieces)) == [text]


@pytest.mark.parametrize(
    ("line", "runs"),
    [
        ("قرار في 7 تموز", [range(9, 14), range(8, 9), range(8)]),
        ("البند 3 من جدول", [range(7, 15), range(6, 7), range(6)]),
        ("7 تموز", [range(2, 6), range(2)]),
        ("قرار المجلس 6", [range(12, 13), range(12)]),
    ],
)
def test_runs_that_were_joined_as_they_are_seen_from_the_left_are_read_from_the_right(line, runs):
    joined = piece({len(line) - 1 - at: line[at] for run in runs for at in run})
    assert "".join(char["c"] for char in joined["spans"][0]["chars"]) != line
    assert read(joined) == [line]


def test_a_space_that_stands_where_a_sign_does_is_none():
    torn = piece({9: "أ", 8: "ي", 7: "ا", 6: "ر", 5: " ", 4: "م", 3: "ا", 2: "ي", 1: "و"})
    assert read(torn, piece({5: "/"})) == ["أيار/مايو"]


def test_a_mark_that_comes_with_another_piece_goes_to_its_letter():
    torn = piece({9: "1", 8: " ", 2: "ا", 1: "ب"})
    mark = {"c": "\u064b", "bbox": (WIDTH, 90.0, WIDTH, 100.0)}
    torn["spans"][0]["chars"].insert(2, mark)
    torn["spans"][0]["text"] = "1 \u064bاب"
    assert read(torn, *in_columns(" " * 3 + "/////", range(3, 8)))[0].endswith("اب\u064b")


def test_columns_and_lines_below_one_another_stay_apart():
    name, label = piece({20: "ق", 19: "ر"}), piece(dict(enumerate("Arabic")))
    below = piece({20: "م", 19: "ن"}, base=112.0)
    assert read(name, label, below) == ["قر", "Arabic", "من"]


def test_what_stands_far_off_and_was_joined_with_a_piece_is_a_line_of_its_own():
    name = piece({60: "ق", 59: "ر", 4: "3", 5: "4"})
    assert read(name, piece({0: "A", 1: "/", 2: "G", 3: "/"})) == ["قر", "A/G/34"]


PIECES = st.lists(
    st.tuples(st.integers(0, 60), st.text("ابلأ 35/.Ax", min_size=1, max_size=8), st.sampled_from((100.0, 112.0))),
    max_size=8,
)


@given(PIECES)
def test_no_letter_is_lost_or_doubled_whatever_the_pieces(pieces):
    lines = [piece({at + n: letter for n, letter in enumerate(text)}, base) for at, text, base in pieces]
    found = sorted("".join(read(*lines)).replace(" ", ""))
    assert found == sorted("".join(text for _, text, _ in pieces).replace(" ", ""))
    for line in lines:
        for run in line["spans"]:
            assert run["text"] == "".join(char["c"] for char in run["chars"])
