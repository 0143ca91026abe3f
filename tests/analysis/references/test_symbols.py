from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.analysis.references.symbols import Symbol, describe, official_url, organ_of
from viewer.model.reference import ReferenceKind
from viewer.model.tables import table


@pytest.mark.parametrize("text", table("symbols")["yes"])
def test_what_is_a_symbol_prints_as_it_was_read(text: str) -> None:
    assert str(Symbol.parse(text)) == text


@pytest.mark.parametrize("text", table("symbols")["no"])
def test_what_is_no_symbol(text: str) -> None:
    assert Symbol.parse(text) is None


@pytest.mark.parametrize(("symbol", "words"), table("symbols")["describe"].items())
def test_what_a_symbol_says(symbol: str, words: str) -> None:
    assert describe(symbol) == words


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("S/RES/822(1993)", "S/RES/822 (1993)"),
        ("A/RES/217(III)", "A/RES/217 (III)"),
        ("A/RES/217A(III)", "A/RES/217 A (III)"),
        ("A/RES/60/1*", "A/RES/60/1"),
        ("E/ICEF/672(Part I)", "E/ICEF/672 (Part I)"),
    ],
)
def test_one_form_for_all_ways_to_write_it(written: str, canonical: str) -> None:
    assert str(Symbol.parse(written)) == canonical


@pytest.mark.parametrize(
    ("symbol", "url"),
    [
        ("S/RES/822 (1993)", "https://docs.un.org/en/S/RES/822(1993)"),
        ("A/HRC/43/G/37", "https://docs.un.org/en/A/HRC/43/G/37"),
        ("A/RES/217 A (III)", "https://docs.un.org/en/A/RES/217(III)"),
        ("A/79/876-S/2025/230", "https://docs.un.org/en/A/79/876"),
        ("A/DEC/58/403", ""),
        ("decision 1/CP.21", ""),
    ],
)
def test_where_it_opens(symbol: str, url: str) -> None:
    assert official_url(symbol, "en") == url
    assert official_url(symbol, "ar") == url.replace("/en/", "/ar/")


@pytest.mark.parametrize(
    ("symbol", "organ"),
    [
        ("S/RES/822 (1993)", "Security Council"),
        ("A/HRC/RES/47/24", "Human Rights Council"),
        ("A/C.3/78/L.60", "General Assembly"),
        ("E/CN.4/RES/2005/80", "Commission on Human Rights"),
        ("CRC/C/GC/25", "Committee on the Rights of the Child"),
        ("nothing", ""),
    ],
)
def test_whose_symbol_it_is(symbol: str, organ: str) -> None:
    assert organ_of(symbol) == organ


@pytest.mark.parametrize(
    ("symbol", "kind", "year"),
    [
        ("S/RES/822", ReferenceKind.RESOLUTION, 1993),
        ("A/RES/3201 (S-VI)", ReferenceKind.RESOLUTION, 1974),
        ("A/HRC/RES/43/1", ReferenceKind.RESOLUTION, 2020),
        ("E/RES/1996/31", ReferenceKind.RESOLUTION, 1996),
        ("E/RES/1086 B (XXXIX)", ReferenceKind.RESOLUTION, None),
        ("S/PRST/2021/18", ReferenceKind.STATEMENT, 2021),
        ("A/DEC/58/403", ReferenceKind.DECISION, 2003),
        ("S/25199", ReferenceKind.DOCUMENT, None),
        ("A/8278", ReferenceKind.DOCUMENT, None),
    ],
)
def test_kind_and_year(symbol: str, kind: ReferenceKind, year: int | None) -> None:
    parsed = Symbol.parse(symbol)
    assert parsed is not None
    assert (parsed.kind, parsed.year) == (kind, year)


_ROMAN = st.sampled_from(["III", "XXX", "XXXIX", "S-VI", "ES-V"])
_MODIFIERS = st.lists(
    st.builds("{}.{}".format, st.sampled_from(["Add", "Corr", "Rev"]), st.integers(1, 99)), max_size=2
)
_RESOLUTIONS = st.one_of(
    st.builds(lambda n, y: Symbol(("S", "RES", str(n)), "", str(y)), st.integers(1, 9999), st.integers(1946, 2099)),
    st.builds(
        lambda n, letter, session: Symbol(("A", "RES", str(n)), letter, session),
        st.integers(1, 3541),
        st.sampled_from(["", *"ABCDEF"]),
        _ROMAN,
    ),
    st.builds(
        lambda s, n, letter: Symbol(("A", "RES", str(s), str(n)), letter),
        st.integers(31, 99),
        st.integers(1, 400),
        st.sampled_from(["", *"ABCDEF"]),
    ),
)
_SERIES = [("A", "HRC"), ("A", "C.3"), ("E", "CN.4", "Sub.2"), ("CRC", "C"), ("ST", "SGB"), ("TD", "B")]


@st.composite
def _documents(draw: st.DrawFn) -> str:
    numbers = draw(st.lists(st.integers(100, 99999), min_size=1, max_size=2))
    return "/".join([*draw(st.sampled_from(_SERIES)), *map(str, numbers), *draw(_MODIFIERS)])


@given(_documents())
def test_a_document_s_symbol_is_printed_as_it_was_read(text: str) -> None:
    assert str(Symbol.parse(text)) == text


@given(_RESOLUTIONS)
def test_reading_undoes_printing(symbol: Symbol) -> None:
    assert Symbol.parse(str(symbol)) == symbol


@given(st.text(alphabet="ASERT/HC.0123456789 ()IVX-") | st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    symbol = Symbol.parse(text)
    if symbol is not None:
        assert Symbol.parse(str(symbol)) == symbol
        assert re.search(r"\d", str(symbol))
    describe(text)
    official_url(text, "fr")
