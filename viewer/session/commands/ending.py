"""Ctrl+C and the signals by which a system ends a command: heard between two results, never in the midst of one."""

from __future__ import annotations

import signal
import threading
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from types import FrameType, TracebackType

SIGNALS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))
"""From the keyboard, from whoever has given the command so much time and no more, from a terminal that is closed."""
OF_A_SIGNAL = 128
"""What a shell adds to a signal's number to report the program that it has ended."""


class EndWanted(KeyboardInterrupt):
    """A signal asks the command to end. ``status`` is what to exit with."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.status = OF_A_SIGNAL + number


def heed_signals() -> None:
    """Let each of the signals raise ``EndWanted``, unless whoever has started us wants it to be ignored.

    Only the main thread hears signals; in another this does nothing.
    """
    if threading.current_thread() is threading.main_thread():
        for number in SIGNALS:
            if signal.getsignal(number) in {signal.SIG_DFL, signal.default_int_handler}:
                signal.signal(number, _end)


def forget_signals(*, ignored: bool = False) -> None:
    """Let signals do again what they did before ``heed_signals``, or nothing: the end has begun."""
    for number in SIGNALS:
        if signal.getsignal(number) is _end:
            usual = signal.default_int_handler if number == signal.SIGINT else signal.SIG_DFL
            signal.signal(number, signal.SIG_IGN if ignored else usual)


def _end(number: int, _frame: FrameType | None) -> None:
    raise EndWanted(number)


class Undisturbed:
    """Puts the end off until what is being written is whole; a second signal does not wait."""

    def __init__(self) -> None:
        self._put_off = [number for number in SIGNALS if signal.getsignal(number) is _end]
        self._wanted: EndWanted | None = None

    def __enter__(self) -> Self:
        for number in self._put_off:
            signal.signal(number, self._hear)
        return self

    def _hear(self, number: int, _frame: FrameType | None) -> None:
        if self._wanted is not None:
            raise self._wanted
        self._wanted = EndWanted(number)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for number in self._put_off:
            signal.signal(number, _end)
        if self._wanted is not None and kind is None:
            raise self._wanted
