"""Entries for reference managers: what they say, and that others read back what was written."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from papers.fish import DOCUMENT
from pybtex.database import parse_string

from viewer.export import bibliography
from viewer.export.adoption import issued_parts
from viewer.export.bibliography import Entry, entries, entry_key, place_of, places
from viewer.export.bibtex import ESCAPES, escaped, references_as_bibtex
from viewer.export.citation import NO_SYMBOL
from viewer.export.csl_json import references_as_csl
from viewer.export.notes import ExportedDocument, ExportedReference
from viewer.export.ris import references_as_ris
from viewer.model.document import Identity, Value
from viewer.model.reference import Mention, Reference, ReferenceKind, Source
from viewer.model.text import Span

# csl-data.json of the Citation Style Language's schema: the names and types that we use; "id" and "type" are required.
CSL_TYPES = {"report", "legislation", "treaty"}
CSL_STRINGS = {
    "id", "type", "title", "authority", "container-title", "publisher", "publisher-place", "number", "genre",
    "language", "URL", "note",
}  # fmt: skip
SYMBOLS = st.sampled_from(
    ["A/HRC/43/G/37", "S/RES/822 (1993)", "A/RES/217 A (III)", "A/RES/217(III)", "A/79/876-S/2025/230",
     "E/ICEF/672(Part I)",
     "A/C.1/2", "A/C/1/2", "A_C_1/2", "Charter of the United Nations", "Устав", "ميثاق", "decision 58/403", "a", "A"]
) | st.text(min_size=1)  # fmt: skip
WORDS = st.text() | st.text(alphabet='&_%#$~^\\{}"@,=\n\r\u2028 aЖي')


def value(words):
    return (Value(words, Span(0, 1)),)


def reference(symbol, kind=ReferenceKind.RESOLUTION, organ="Security Council", year=1993, **more):
    return Reference(symbol, kind, organ, (Mention(Span(0, 1), "x"),), year, **more)


NOTE_VERBALE = ExportedDocument(
    "a.pdf",
    Identity("ab" * 32),
    {
        "symbol": value("A/HRC/43/G/37"),
        "title": value("Вербальная нота & приложение_1"),
        "body": value("Human Rights Council"),
        "submitter": value("Permanent Mission, Geneva"),
        "document_type": value("note verbale"),
        "date": value("2020-04-14"),
        "letter_date": value("2020-04-08"),
        "session": value("43"),
        "agenda_item": value("4"),
        "language": value("ru"),
    },
    "https://docs.un.org/ru/A/HRC/43/G/37",
    (
        ExportedReference(
            reference("S/RES/822 (1993)", source=Source.INFERRED, reason="822 lies in 800-892"),
            "Security Council resolution 822 (1993)",
            "https://docs.un.org/en/S/RES/822(1993)",
        ),
        ExportedReference(reference("Charter of the United Nations", ReferenceKind.TREATY, "", None)),
        ExportedReference(reference("A/HRC/43/G/37", ReferenceKind.DOCUMENT)),
    ),
    ("en", "ar"),
)


def hostile(words, symbol="A/1", cited="B"):
    keys = ("title", "body", "submitter", "document_type", "session", "agenda_item", "language", "letter_date")
    metadata = {"symbol": value(symbol), **{key: value(words) for key in keys}}
    references = (ExportedReference(reference(cited, organ=words, doubt=words), words, f"https://example.org/{cited}"),)
    return ExportedDocument(words, Identity(""), metadata, "https://example.org/", references)


# -- entries ----------------------------------------------------------------------------------------------------------


def test_the_document_comes_first_and_none_comes_twice():
    own, resolution, treaty = entries(NOTE_VERBALE)
    assert own == Entry(
        "A_HRC_43_G_37",
        ReferenceKind.DOCUMENT,
        "Вербальная нота & приложение_1",
        "Permanent Mission, Geneva",
        "Human Rights Council",
        "A/HRC/43/G/37",
        "Geneva",
        (2020, 4, 14),
        "note verbale",
        "ru",
        "https://docs.un.org/ru/A/HRC/43/G/37",
        "dated 8 April 2020; 43rd session; agenda item 4; annex in English and Arabic",
    )
    assert (resolution.key, resolution.issued, resolution.place) == ("S_RES_822:1993", (1993,), "New York")
    assert resolution.note == "inferred: 822 lies in 800-892"
    assert (treaty.number, treaty.publisher, treaty.place, treaty.author) == ("", "", "", "")


@pytest.mark.parametrize(
    ("symbol", "year", "beside", "issued", "note"),
    [
        ("A/RES/64/292", 2009, ["28 July 2010"], (2010, 7, 28), ""),
        ("A/RES/64/292", 2009, ["28 июля 2010 года", "28 July 2010"], (2010, 7, 28), ""),
        ("A/RES/64/292", 2009, [], (), "adopted at the 64th session (2009/10)"),
        ("A/RES/64/292", 2009, ["28 July 2012"], (), "adopted at the 64th session (2009/10)"),
        ("A/RES/54/1", 1999, [], (), "adopted at the 54th session (1999/2000)"),
        ("S/RES/822 (1993)", 1993, ["30 April 1993"], (1993, 4, 30), ""),
        ("S/RES/822 (1993)", 1993, ["on 6 April 1993"], (1993,), ""),
        ("S/RES/822 (1993)", 1993, ["6 April 1993", "30 April 1993"], (1993,), ""),
        ("E/RES/1996/31", 1996, [], (1996,), ""),
        ("A/HRC/RES/15/9", 2010, [], (2010,), ""),
        ("S/RES/9999", None, ["30 April 1993"], (), ""),
    ],
)
def test_a_resolution_has_the_date_said_with_it_or_a_year_that_is_sure(symbol, year, beside, issued, note):
    mentions = tuple(Mention(Span(0, 1), "x", beside=words) for words in beside) or (Mention(Span(0, 1), "x"),)
    cited = replace(reference(symbol, year=year), mentions=mentions)
    entry = entries(ExportedDocument("a.pdf", Identity(""), references=(ExportedReference(cited),)))[1]
    assert (entry.issued, entry.note) == (issued, note)


def test_a_document_without_a_symbol_says_so_and_is_nobody_s():
    [own] = entries(ExportedDocument("scan.pdf", Identity("ab" * 32)))
    assert (own.title, own.number, own.publisher, own.author, own.issued) == ("scan.pdf", "", "", "", ())
    assert own.note == NO_SYMBOL
    [other] = entries(ExportedDocument("scan.pdf", Identity("cd" * 32)))
    assert own.key != other.key


def test_a_joint_document_has_both_symbols():
    symbols = (*value("A/79/876"), *value("S/2025/230"))
    [own] = entries(ExportedDocument("a.pdf", Identity(""), {"symbol": symbols}))
    assert (own.number, own.key) == ("A/79/876-S/2025/230", "A_79_876-S_2025_230")


@given(st.lists(SYMBOLS, unique=True, max_size=8))
def test_keys_are_unique_and_the_same_in_every_export(symbols):
    keys = [entry_key(symbol) for symbol in symbols]
    assert len(set(keys)) == len(keys)
    assert all(re.fullmatch(r"[A-Za-z0-9.:+_-]+", key) for key in keys)
    cited = tuple(ExportedReference(reference(symbol)) for symbol in symbols)
    for some in (cited, cited[1:], cited[::-1]):
        said = [entry.key for entry in entries(replace(NOTE_VERBALE, references=some))][1:]
        assert said == [entry_key(c.reference.symbol) for c in some if c.reference.symbol != "A/HRC/43/G/37"]


@pytest.mark.parametrize(
    ("name", "yes", "no"), [(place["name"], place["yes"], place["no"]) for place in places()]
)  # fmt: skip
def test_places_of_publication(name, yes, no):
    assert {place_of(symbol) for symbol in yes} == {name}
    assert name not in {place_of(symbol) for symbol in no}


def test_the_longest_beginning_counts_wherever_it_stands_in_the_table(monkeypatch):
    said = [place_of(symbol) for place in places() for symbol in place["yes"]]
    other_way_round = places()[::-1]
    monkeypatch.setattr(bibliography, "places", lambda: other_way_round)
    assert [place_of(symbol) for place in other_way_round[::-1] for symbol in place["yes"]] == said


@pytest.mark.parametrize(
    ("iso", "parts"),
    [
        ("2020-04-08", (2020, 4, 8)),
        ("2020-04", (2020, 4)),
        ("2020", (2020,)),
        ("2020-13", ()),
        ("8 April", ()),
        ("", ()),
    ],
)
def test_dates(iso, parts):
    assert issued_parts(iso) == parts


# -- BibTeX -----------------------------------------------------------------------------------------------------------


def test_bibtex_is_read_back():
    read = parse_string(references_as_bibtex(NOTE_VERBALE), "bibtex").entries
    assert list(read) == [entry.key for entry in entries(NOTE_VERBALE)]
    own = read["A_HRC_43_G_37"]
    assert own.type == "techreport"
    assert dict(own.fields) == {
        "title": r"{Вербальная нота \& приложение\_1}",
        "institution": "United Nations, Human Rights Council",
        "address": "Geneva",
        "number": "UN Doc. A/HRC/43/G/37",
        "type": "Note verbale",
        "year": "2020",
        "month": "April",
        "date": "2020-04-14",
        "language": "Russian",
        "note": "dated 8 April 2020; 43rd session; agenda item 4; annex in English and Arabic",
        "url": "https://docs.un.org/ru/A/HRC/43/G/37",
    }
    [author] = own.persons["author"]
    assert (author.last_names, author.first_names) == (["{Permanent Mission, Geneva}"], [])
    assert read["S_RES_822:1993"].fields["title"] == "{Security Council resolution 822 (1993)}"
    assert [entry.type for entry in read.values()] == ["techreport", "techreport", "misc"]


def test_a_decision_without_a_symbol_is_no_document():
    cited = ExportedReference(reference("decision 58/403", ReferenceKind.DECISION, "General Assembly", 2003))
    read = parse_string(references_as_bibtex(replace(NOTE_VERBALE, references=(cited,))), "bibtex").entries
    assert [entry.fields["number"] for entry in read.values()] == ["UN Doc. A/HRC/43/G/37", "decision 58/403"]


@given(WORDS)
def test_no_sign_of_latex_stays_and_all_find_back(words):
    whole = escaped(words)
    back = {escape: sign for sign, escape in ESCAPES.items()}
    pattern = "|".join(map(re.escape, sorted(back, key=len, reverse=True)))
    assert re.sub(pattern, lambda match: back[match.group()], whole) == words
    assert not set(re.sub(pattern, "", whole)) & set("&_%#$~^\\{}")


@given(WORDS, SYMBOLS, SYMBOLS)
def test_bibtex_stays_whole_whatever_the_words_are(words, symbol, cited):
    document = hostile(words, symbol, cited)
    read = parse_string(references_as_bibtex(document), "bibtex").entries
    said = entries(document)
    assert list(read) == [entry.key for entry in said]
    for entry, found in zip(said, read.values(), strict=True):
        assert found.fields["title"] == " ".join(f"{{{escaped(entry.title)}}}".split())
        assert len(found.persons.get("author", [])) == bool(entry.author)


# -- RIS --------------------------------------------------------------------------------------------------------------


def records(ris: str) -> list[dict[str, str]]:
    """RIS as its readers take it: records from TY to ER, each line a tag and a value."""
    found: list[dict[str, str]] = []
    for line in ris.split("\r\n"):
        if not line:
            continue
        tag, value_of_tag = re.fullmatch(r"([A-Z][A-Z0-9])  - (.*)", line).groups()
        if tag == "TY":
            found.append({})
        assert tag not in found[-1], "each tag once a record"
        assert "ER" not in found[-1]
        found[-1][tag] = value_of_tag
    assert all("ER" in record for record in found)
    return found


def test_ris_is_read_back():
    own, resolution, treaty = records(references_as_ris(NOTE_VERBALE))
    assert own == {
        "TY": "RPRT",
        "ID": "A_HRC_43_G_37",
        "AU": "Permanent Mission – Geneva",
        "TI": "Вербальная нота & приложение_1",
        "PB": "United Nations",
        "CY": "Geneva",
        "SN": "A/HRC/43/G/37",
        "M3": "Note verbale",
        "PY": "2020",
        "DA": "2020/04/14",
        "LA": "ru",
        "UR": "https://docs.un.org/ru/A/HRC/43/G/37",
        "N1": "dated 8 April 2020; 43rd session; agenda item 4; annex in English and Arabic",
        "ER": "",
    }
    assert (resolution["TY"], resolution["PY"], "DA" in resolution) == ("RPRT", "1993", False)
    assert (treaty["TY"], treaty["TI"]) == ("STAT", "Charter of the United Nations")


def test_a_month_without_a_day_keeps_its_slash():
    metadata = {**NOTE_VERBALE.metadata, "date": value("2020-04")}
    assert records(references_as_ris(replace(NOTE_VERBALE, metadata=metadata)))[0]["DA"] == "2020/04/"


@given(WORDS, SYMBOLS)
def test_ris_stays_whole_whatever_the_words_are(words, symbol):
    document = hostile(words, symbol)
    for record, entry in zip(records(references_as_ris(document)), entries(document), strict=True):
        assert record.get("TI", "") == entry.title
        assert "," not in record.get("AU", "")


# -- CSL-JSON ---------------------------------------------------------------------------------------------------------


def is_csl(items):
    for item in items:
        assert {"id", "type"} <= set(item)
        assert item["type"] in CSL_TYPES
        for name, said in item.items():
            if name == "author":
                assert all(set(author) == {"literal"} and author["literal"] for author in said)
            elif name == "issued":
                [parts] = said["date-parts"]
                assert set(said) == {"date-parts"}
                assert 1 <= len(parts) <= 3
                assert all(isinstance(part, int) for part in parts)
            else:
                assert name in CSL_STRINGS
                assert isinstance(said, str)
                assert said
    assert len({item["id"] for item in items}) == len(items)


def test_csl_says_what_a_document_is():
    items = json.loads(references_as_csl(NOTE_VERBALE))
    is_csl(items)
    assert [item["type"] for item in items] == ["report", "legislation", "treaty"]
    assert items[0]["issued"] == {"date-parts": [[2020, 4, 14]]}
    assert items[0]["author"] == [{"literal": "Permanent Mission, Geneva"}]
    assert items[0]["publisher-place"] == "Geneva"
    assert items[1]["container-title"] == "UN Doc. S/RES/822 (1993)"
    assert items[1]["URL"] == "https://docs.un.org/en/S/RES/822(1993)"
    assert "URL" not in items[2]


def test_a_resolution_itself_is_legislation():
    document = ExportedDocument(
        "a.pdf", Identity(""), {"document_type": value("resolution"), "symbol": value("A/RES/70/1")}
    )
    assert [item["type"] for item in json.loads(references_as_csl(document))] == ["legislation"]


@given(WORDS, SYMBOLS)
def test_csl_stays_whole_whatever_the_words_are(words, symbol):
    is_csl(json.loads(references_as_csl(hostile(words, symbol))))


def test_letters_of_all_scripts_stay_as_they_are():
    for form in (references_as_bibtex, references_as_ris, references_as_csl):
        assert "Вербальная нота" in form(NOTE_VERBALE)
        assert "Note verbale on fish" in form(DOCUMENT)
