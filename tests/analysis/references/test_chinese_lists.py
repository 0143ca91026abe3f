from __future__ import annotations

import pytest

from viewer.analysis.references.chinese_lists import find_chinese_citations
from viewer.analysis.references.citable import CitableText
from viewer.analysis.references.numbering import Number

LONG_LIST = [*(Number("457", str(session)) for session in range(37, 59)), Number("509", "59")]


def numbers(text: str) -> list[Number]:
    return [one.number for one in find_chinese_citations(CitableText.of(text))]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("第822（1993）号决议", [Number("822", year=1993)]),
        ("第1261（1999）号、第60/251号和第854号决议", [Number("1261", year=1999), Number("251", "60"), Number("854")]),
        (
            "第1267（1999）、1989（2011）和2253（2015）号决议",
            [Number(n, year=y) for n, y in (("1267", 1999), ("1989", 2011), ("2253", 2015))],
        ),
        ("第二七五八（二十六）号决议", [Number("2758", "XXVI", roman=True)]),
        ("第217 A（三）号决议", [Number("217", "III", letter="A", roman=True)]),
        ("第31/6 A和B号决议", [Number("6", "31", letter="A"), Number("6", "31", letter="B")]),
        ("決議分別有1718號（2006）、1874號（2009）", [Number("1718", year=2006), Number("1874", year=2009)]),
        ("决议（2375号）", [Number("2375")]),
        ("決議2678號將", [Number("2678")]),
        ("第1701号决议1号附件", [Number("1701")]),
        ("决议案三九六（五）所载决定", [Number("396", "V", roman=True)]),
        ("第二八七八号决议（XXVI）", [Number("2878", "XXVI", roman=True)]),
        (
            "大会一九六〇年十二月十四日第1514(XV)号和一九六六年十月二十七日第2145(XXI)号决议",
            [Number("1514", "XV", roman=True), Number("2145", "XXI", roman=True)],
        ),
        ("大会决议案四十一（一）及决议案一（一）第五节", [Number(n, "I", roman=True) for n in ("41", "1")]),
        (
            "決議案二一七（一九六五）、二三二（一九六六）及二五三（一九六八）所規定之措施",
            [Number(n, year=y) for n, y in (("217", 1965), ("232", 1966), ("253", 1968))],
        ),
        ("安理会一九六六年第二三二（一九六六）号文件", []),
        ("决议案二0二五（二十）确认", [Number("2025", "XX", roman=True)]),
        (f"第{'、'.join(f'{session}/457' for session in range(37, 59))}和59/509号决定", LONG_LIST),
        ("决议通过后，第5号文件", []),
        ("第2728号决议草案", []),
        ("第1325（2000）号法律", []),
    ],
)
def test_numbers_of_chinese_lists(text: str, said: list[Number]) -> None:
    assert numbers(text) == said


@pytest.mark.parametrize(("words", "session"), [("十", "X"), ("十一", "XI"), ("二十", "XX"), ("二十九", "XXIX")])
def test_sessions_are_counted_in_chinese_words(words: str, session: str) -> None:
    assert numbers(f"第2145（{words}）号决议") == [Number("2145", session, roman=True)]


def test_the_date_before_a_number_is_its_own() -> None:
    text = CitableText.of("1999年8月25日第1261（1999）号决议")
    (one,) = find_chinese_citations(text)
    assert one.dated == 1999
    assert [text.folded[start:end] for start, end in one.dates] == ["1999年8月25日"]
