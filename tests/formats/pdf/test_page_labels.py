"""What pages call themselves, by the rules of the format."""

from __future__ import annotations

import pytest

from viewer.formats.pdf.page_labels import LabelRule, page_labels


def test_rules_hold_until_the_next():
    rules = [LabelRule(4, "D", first=7), LabelRule(0, "r"), LabelRule(6, "A", "App-")]
    assert page_labels(rules, 9) == ("i", "ii", "iii", "iv", "7", "8", "App-A", "App-B", "App-C")


def test_pages_before_the_first_rule_and_rules_behind_the_last_page():
    assert page_labels([LabelRule(2, "D"), LabelRule(50, "R")], 4) == ("", "", "1", "2")
    assert page_labels([LabelRule(-1, "D")], 2) == ("", "")
    assert page_labels([LabelRule(0, prefix="Cover")], 2) == ("Cover", "Cover")


@pytest.mark.parametrize(
    ("style", "first", "label"),
    [
        ("D", 12, "12"), ("R", 1994, "MCMXCIV"), ("r", 49, "xlix"), ("A", 26, "Z"), ("A", 27, "AA"), ("a", 53, "aaa"),
        ("R", 0, "0"), ("A", -3, "-3"), ("R", 2_000_000_000, "2000000000"), ("a", 2_000_000_000, "2000000000"),
    ],
)  # fmt: skip
def test_styles(style: str, first: int, label: str):
    assert page_labels([LabelRule(0, style, first=first)], 1) == (label,)
