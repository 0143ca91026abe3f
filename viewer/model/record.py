"""Frozen values with named fields whose classes are cheap to make.

``@record`` makes a dataclass, as ``@dataclass(frozen=True, slots=True)`` does: compared and hashed by its values,
printed with its fields, pickled, replaced, matched by position. But a frozen dataclass compiles six methods of its own,
0.45 ms a class, and the program has some 60 to make before its first page is painted. Records share their methods:
0.04 ms a class, and 2 µs instead of 0.6 for an instance. So messages, changes and tables are records; points,
rectangles and spans, which are made by the thousand, are dataclasses of the usual kind.
"""

from __future__ import annotations

from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field
from typing import Any, ClassVar, TypeVar, dataclass_transform

T = TypeVar("T")

_set = object.__setattr__


class _Shared:
    """The methods of all records. Not a base class: each record gets them as its own."""

    __slots__ = ()
    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]
    __match_args__: ClassVar[tuple[str, ...]]

    def __init__(self, *values: object, **named: object) -> None:
        names = self.__match_args__
        if len(values) > len(names):
            raise TypeError(f"{type(self).__qualname__} takes {len(names)} values, not {len(values)}")
        for name, value in zip(names, values, strict=False):
            _set(self, name, value)
        for name in names[len(values) :]:
            _set(self, name, named.pop(name) if name in named else self._default(name))
        if named:
            raise TypeError(f"{type(self).__qualname__} has no field left for {', '.join(named)}")

    def _default(self, name: str) -> object:
        known = self.__dataclass_fields__[name]
        if known.default_factory is not MISSING:
            return known.default_factory()
        if known.default is MISSING:
            raise TypeError(f"{type(self).__qualname__} wants a value for {name}")
        return known.default

    def __repr__(self) -> str:
        shown = [name for name in self.__match_args__ if self.__dataclass_fields__[name].repr]
        return f"{type(self).__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in shown)})"

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return self.__getstate__() == other.__getstate__()

    def __hash__(self) -> int:
        return hash(self.__getstate__())

    def __setattr__(self, name: str, value: object) -> None:
        raise FrozenInstanceError(f"cannot assign to field {name!r}")

    def __delattr__(self, name: str) -> None:
        raise FrozenInstanceError(f"cannot delete field {name!r}")

    def __getstate__(self) -> tuple[object, ...]:
        return tuple([getattr(self, name) for name in self.__match_args__])

    def __setstate__(self, state: tuple[object, ...]) -> None:
        for name, value in zip(self.__match_args__, state, strict=True):
            _set(self, name, value)


_METHODS = {name: method for name, method in vars(_Shared).items() if callable(method)}


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def record(cls: type[T]) -> type[T]:
    """Make a record of a class whose annotations are its fields, as for a dataclass; it may have methods besides."""
    made = dataclass(init=False, repr=False, eq=False, slots=True)(cls)
    own = vars(cls)
    for name, method in _METHODS.items():
        if name not in own:
            setattr(made, name, method)
    return made
