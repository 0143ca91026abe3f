"""Records behave as frozen dataclasses do."""

from __future__ import annotations

import pickle
from dataclasses import FrozenInstanceError, asdict, dataclass, field, fields, is_dataclass, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.model.record import record


@record
class Parcel:
    """A record."""

    number: int
    words: str = ""
    hidden: str | None = field(default=None, repr=False)
    pages: list[int] = field(default_factory=list[int])

    @property
    def heavy(self) -> bool:
        return len(self.pages) > 2


@record
class Other:
    number: int
    words: str = ""
    hidden: str | None = None
    pages: tuple[int, ...] = ()


@record
class Nothing:
    """A record without fields."""


@dataclass(frozen=True, slots=True)
class Like:
    """What a record is measured by."""

    number: int
    words: str = ""


@record
class Same:
    number: int
    words: str = ""


def copied(what: object) -> object:
    return pickle.loads(pickle.dumps(what))  # noqa: S301 - our own


def test_it_is_a_dataclass_with_fields_and_methods():
    parcel = Parcel(3, pages=[1, 2, 3])
    assert is_dataclass(parcel)
    assert [each.name for each in fields(parcel)] == ["number", "words", "hidden", "pages"]
    assert parcel.heavy
    assert (parcel.words, parcel.hidden) == ("", None)
    assert asdict(parcel) == {"number": 3, "words": "", "hidden": None, "pages": [1, 2, 3]}
    assert not hasattr(parcel, "__dict__")


def test_defaults_are_made_anew():
    first, second = Parcel(1), Parcel(1)
    first.pages.append(5)
    assert second.pages == []


@given(st.integers(), st.text(), st.integers(), st.text())
def test_comparing_and_printing_is_that_of_a_dataclass(number: int, words: str, other: int, others: str):
    mine, yours = Same(number, words), Same(other, others)
    assert (mine == yours) == (Like(number, words) == Like(other, others))
    assert hash(mine) == hash(Same(number, words)) == hash(Like(number, words))
    assert repr(mine) == repr(Like(number, words)).replace("Like", "Same")
    assert copied(mine) == mine


def test_another_kind_with_the_same_values_is_another():
    assert Same(1, "") != Like(1, "")
    assert Parcel(1) != Other(1)
    assert Nothing() == Nothing()
    assert bool(Nothing())


def test_what_is_not_to_be_printed_is_not():
    assert repr(Parcel(1, hidden="open sesame")) == "Parcel(number=1, words='', pages=[])"


def test_it_is_frozen():
    parcel = Parcel(1)
    with pytest.raises(FrozenInstanceError):
        parcel.number = 2  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        del parcel.number  # type: ignore[misc]
    assert replace(parcel, number=2) == Parcel(2)
    assert copied(Parcel(1, "a", "b", [2])) == Parcel(1, "a", "b", [2])


@pytest.mark.parametrize(
    ("values", "named"),
    [((), {}), ((1, "", None, [], 5), {}), ((1,), {"colour": "red"}), ((1, "a"), {"words": "b"})],
    ids=["too few", "too many", "unknown", "twice"],
)
def test_wrong_values_are_refused(values: tuple[object, ...], named: dict[str, object]):
    with pytest.raises(TypeError, match="Parcel"):
        Parcel(*values, **named)


def test_it_is_matched_by_position():
    match Parcel(7, "x"):
        case Parcel(number, words):
            assert (number, words) == (7, "x")
