from __future__ import annotations

from dataclasses import replace

from annotations.examples import TIME
from hypothesis import given
from hypothesis import strategies as st

from viewer.annotations.correcting import corrected
from viewer.model.annotation import Anchor
from viewer.model.correction import ANYWHERE, Corrected, Correction
from viewer.model.document import LanguageRun, LanguageShare, Section, SectionKind, TextLayer, Understanding, Value
from viewer.model.reference import Source
from viewer.model.text import Span


def anchor(start: int, end: int, quote: str = "words") -> Anchor:
    return Anchor(Span(start, end), 1, quote, "", "", 0)


def correction(of: Corrected, **more) -> Correction:
    values = {"id": "c", "of": of, "key": "", "read": "", "value": "", "anchor": anchor(0, 5), "author": ""}
    return Correction(**({"created": TIME, "modified": TIME} | values | more))


def stands(found: Anchor) -> Span:
    return found.span


def lost(_found: Anchor) -> None:
    return None


SYMBOLS = (Value("A/79/876", Span(0, 8)), Value("S/2025/230", Span(9, 19)))
READ = Understanding(
    TextLayer.GOOD,
    {"symbol": SYMBOLS, "session": (Value("43", Span(20, 22)),)},
    sections=(
        Section(SectionKind.COVER, "Note", 1, Span(0, 99), "ru", 0.9),
        Section(SectionKind.ANNEX, "Annex", 1, Span(100, 300), "en", 0.8),
        Section(SectionKind.HEADING, "I.", 2, Span(150, 300), "en", 0.8),
    ),
    languages=(LanguageRun(Span(0, 99), "ru", 0.9), LanguageRun(Span(100, 300), "en", 0.9)),
    shares=(LanguageShare("en", 400, 2 / 3), LanguageShare("ru", 200, 1 / 3)),
)


def values(key: str, *made: Correction, place=stands) -> list:
    return [value.value for value in corrected(READ, made, place).understanding.metadata.get(key, ())]


def test_a_value_takes_the_place_of_the_one_that_was_read_and_says_by_whom():
    made = correction(Corrected.VALUE, key="symbol", read="S/2025/230", value="S/2025/231", anchor=anchor(9, 19))
    result = corrected(READ, [made], stands)
    first, second = result.understanding.metadata["symbol"]
    assert first is SYMBOLS[0]
    assert (second.value, second.source, second.span) == ("S/2025/231", Source.BY_READER, Span(9, 19))
    assert "S/2025/230" in second.reason
    assert result.of_values["symbol", second] is made


def test_a_value_is_added_removed_and_survives_another_reading_and_the_loss_of_its_place():
    added = correction(Corrected.VALUE, key="date", value="2020-04-08", anchor=anchor(0, 0, ""))
    assert values("date", added) == ["2020-04-08"]
    assert values("symbol", correction(Corrected.VALUE, key="symbol", read="A/79/876", removed=True)) == ["S/2025/230"]
    read_otherwise = correction(Corrected.VALUE, key="session", read="34", value="44")
    assert values("session", read_otherwise) == ["44"]
    assert values("session", read_otherwise, place=lost) == ["44"]


def test_a_value_that_is_now_read_as_the_reader_says_is_there_once():
    read_rightly = correction(Corrected.VALUE, key="symbol", read="A/79/867", value="A/79/876")
    assert values("symbol", read_rightly) == ["A/79/876", "S/2025/230"]


def test_a_pair_of_dates_is_written_as_an_interval():
    made = correction(Corrected.VALUE, key="session_dates", value="2020-02-24/2020-03-20")
    assert values("session_dates", made) == [("2020-02-24", "2020-03-20")]


def sections(*made: Correction) -> list[tuple]:
    found = corrected(READ, made, stands).understanding.sections
    return [(section.title, section.kind.value, section.level, section.span) for section in found]


def test_a_section_gets_another_title_kind_beginning_and_end():
    made = correction(
        Corrected.SECTION, key="annex", read="Annex", value="Annex I", kind="appendix",
        anchor=anchor(100, 105), begin=anchor(90, 95), end=anchor(280, 290),
    )  # fmt: skip
    assert sections(made)[1:] == [("Annex I", "appendix", 1, Span(90, 290)), ("I.", "heading", 2, Span(150, 300))]


def test_a_section_that_was_removed_is_gone_and_known():
    made = correction(Corrected.SECTION, key="annex", read="Annex", anchor=anchor(100, 105), removed=True)
    assert [title for title, *_ in sections(made)] == ["Note", "I."]
    assert corrected(READ, [made], stands).removed_sections == [made]


def test_a_section_that_was_added_takes_what_lies_in_it():
    made = correction(
        Corrected.SECTION, value="Statement", kind="statement", anchor=anchor(120, 130), end=anchor(290, 300)
    )
    assert sections(made)[2:] == [("Statement", "statement", 2, Span(120, 300)), ("I.", "heading", 3, Span(150, 300))]


def test_a_section_that_was_added_is_in_the_language_of_the_innermost_around_it():
    *others, heading = READ.sections
    read = replace(READ, sections=(*others, replace(heading, language="fr")))
    made = correction(Corrected.SECTION, value="A point", anchor=anchor(160, 170), end=anchor(190, 200))
    added = corrected(read, [made], stands).understanding.sections[-1]
    assert (added.title, added.level, added.language) == ("A point", 3, "fr")


def test_a_section_that_is_not_found_again_stays_as_it_was_read():
    made = correction(Corrected.SECTION, key="annex", read="Annex", value="Other", anchor=anchor(100, 105))
    assert corrected(READ, [made], lost).understanding == READ
    elsewhere = correction(Corrected.SECTION, key="annex", read="Annex 9", value="Other", anchor=anchor(7, 9))
    assert corrected(READ, [elsewhere], stands).understanding == READ


def test_a_passage_in_another_language_changes_runs_sections_and_shares():
    made = correction(Corrected.LANGUAGE, read="en", value="fr", anchor=anchor(150, 160), end=anchor(290, 300))
    found = corrected(READ, [made], stands).understanding
    assert [(run.span, run.language) for run in found.languages] == [
        (Span(0, 99), "ru"), (Span(100, 150), "en"), (Span(150, 300), "fr"),
    ]  # fmt: skip
    assert [section.language for section in found.sections] == ["ru", "fr", "fr"]
    assert [share.language for share in found.shares] == ["fr", "ru", "en"]
    assert abs(sum(share.share for share in found.shares) - 1) < 1e-9


def test_a_language_has_another_name_wherever_it_stands():
    made = correction(Corrected.LANGUAGE, key=ANYWHERE, read="ru", value="uk", anchor=anchor(0, 0, ""))
    found = corrected(READ, [made], stands).understanding
    assert [run.language for run in found.languages] == ["uk", "en"]
    assert [section.language for section in found.sections] == ["uk", "en", "en"]
    assert [share.language for share in found.shares] == ["en", "uk"]


def test_the_language_of_the_version_follows_the_section_that_it_was_inferred_from():
    language = Value("ru", Span(0, 99), Source.INFERRED, "the language of the cover", 0.9)
    read = Understanding(TextLayer.GOOD, {"language": (language,)}, READ.sections, READ.languages, READ.shares)
    made = correction(Corrected.LANGUAGE, read="ru", value="uk", anchor=anchor(0, 9), end=anchor(90, 99))
    (value,) = corrected(read, [made], stands).understanding.metadata["language"]
    assert value.value == "uk"


spans = st.tuples(st.integers(0, 300), st.integers(0, 300)).map(lambda pair: anchor(min(pair), max(pair)))


@given(
    st.lists(
        st.builds(
            correction,
            of=st.sampled_from(Corrected),
            key=st.sampled_from(["", "symbol", "annex", "cover", ANYWHERE]),
            read=st.sampled_from(["", "A/79/876", "Annex", "en", "ru"]),
            value=st.sampled_from(["", "X", "fr"]),
            kind=st.sampled_from(["", "annex", "heading"]),
            anchor=spans,
            begin=st.none() | spans,
            end=st.none() | spans,
            removed=st.booleans(),
        ),
        max_size=5,
    )
)
def test_whatever_is_corrected_runs_and_sections_stay_in_order(made):
    found = corrected(READ, made, stands).understanding
    starts = [section.span.start for section in found.sections]
    assert starts == sorted(starts)
    for one, other in zip(found.languages, found.languages[1:], strict=False):
        assert one.span.end <= other.span.start
