"""Messages on the pipe: they arrive as they were sent, pixels whole, and nothing else is built from what arrives."""

from __future__ import annotations

import os
import pickle
import threading
from array import array
from multiprocessing import Pipe
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.model.document import (
    CannotOpen,
    DocumentInfo,
    EncodingGuess,
    FileProblem,
    OutlineEntry,
    PageKind,
    Section,
    SectionKind,
    TextLayer,
    Understanding,
    Value,
)
from viewer.model.geometry import PageRect, PageSize
from viewer.model.reference import Mention, Reference, ReferenceKind, Source
from viewer.model.text import PageGlyphs, PageText, Span, TextLine, TextRun
from viewer.workers import wire
from viewer.workers.messages.answers import (
    Failed,
    Found,
    Glyphs,
    Hit,
    Lines,
    Opened,
    PagesRead,
    Refused,
    Tile,
    Understood,
)
from viewer.workers.messages.envelopes import Cancel, Numbered, Ready, Reply, Working
from viewer.workers.messages.requests import Find, OpenFile, PixelRect, Priority, RenderTile
from viewer.workers.wire import Channel, loaded

A4 = PageSize(595, 842)
RECT = PageRect(1, 2, 3, 4)
INFO = DocumentInfo(
    "pdf", 2, PageKind.RASTER, (A4,), ("i", "1"), (OutlineEntry(1, "第一章", 0),), EncodingGuess("utf-8", sure=True)
)
MENTION = Mention(Span(4, 18), "резолюция 64/292", "para. 5")
UNDERSTANDING = Understanding(
    TextLayer.GOOD,
    {"session_dates": (Value(("2025-01-02", "2025-01-03"), Span(1, 9), Source.INFERRED, "a rule", 0.5),)},
    (Section(SectionKind.COVER, "Нота", 1, Span(0, 90), "ru", 0.9),),
    references=(
        Reference("A/RES/64/292", ReferenceKind.RESOLUTION, "General Assembly", (MENTION,), 2010, Source.BY_READER),
    ),
)
MESSAGES = [
    Numbered(1, Priority.OPEN, OpenFile(1, "/tmp/нота.pdf", "пароль", "koi8-r")),  # noqa: S108 - only a name
    Numbered(2, Priority.VISIBLE, RenderTile(1, 0, 1.5, PixelRect(0, 0, 512, 512))),
    Numbered(3, Priority.VISIBLE, Find(1, "大会", 5)),
    Cancel(2),
    Ready(("memory",)),
    Working(3, 7),
    Reply(1, Opened(INFO)),
    Reply(1, Refused(CannotOpen(FileProblem.ENCRYPTED, "x.pdf", "It needs a password."))),
    Reply(2, Failed("It failed.", "why", crashed=True)),
    Reply(3, Found(1, "a", (Hit(Span(0, 1), 0, "a", 0, 1),), 1, 9, (3,)), last=False),
    Reply(4, Glyphs(1, 0, "a\n", PageGlyphs(array("f", [0, 1, 2, 3] * 2), ((0, 1),), (False,)))),
    Reply(5, Lines(1, 0, PageText("a", A4, (TextLine(0, 1, RECT, 0, (TextRun(0, 1, 12),)),)))),
    Reply(6, PagesRead(1, 0, ("a", "\ud800"), (A4, A4))),
    Reply(7, Understood(1, 2, UNDERSTANDING, "cafe")),
]


@pytest.fixture
def ends():
    ours, theirs = (Channel(connection) for connection in Pipe())
    yield ours, theirs
    ours.close()
    theirs.close()


def same(one, other):
    if isinstance(one, Reply) and isinstance(one.answer, Refused):  # exceptions are equal only to themselves
        return other.answer.error.args == one.answer.error.args
    return one == other


@pytest.mark.parametrize("message", MESSAGES, ids=lambda message: type(getattr(message, "answer", message)).__name__)
def test_every_message_arrives_as_it_was_sent(ends, message):
    ours, theirs = ends
    ours.send(message)
    assert theirs.poll()
    assert same(message, theirs.receive())
    assert not theirs.poll()


def tile(width, height, pixels, stride=None):
    return Tile(1, 0, 1.0, PixelRect(0, 0, width, height), 3 * width if stride is None else stride, pixels, A4)


@given(st.lists(st.tuples(st.integers(0, 400), st.integers(0, 300)), min_size=1, max_size=4))
def test_the_pixels_of_tiles_of_any_size_arrive_whole_and_in_order(sizes):
    ours, theirs = (Channel(connection) for connection in Pipe())
    replies = [Reply(n, tile(w, h, os.urandom(3 * w * h))) for n, (w, h) in enumerate(sizes)]
    sender = threading.Thread(target=lambda: [ours.send(reply) for reply in replies])
    sender.start()
    for reply in replies:
        got = theirs.receive()
        assert bytes(got.answer.pixels) == reply.answer.pixels
        assert got.answer.rect == reply.answer.rect
    sender.join()
    ours.close()
    theirs.close()


def test_the_end_of_the_pipe_is_told(ends):
    ours, theirs = ends
    ours.close()
    with pytest.raises(EOFError):
        theirs.receive()


def test_a_pipe_that_ends_amid_the_pixels_is_the_end(ends):
    ours, theirs = ends
    ours.connection.send_bytes(pickle.dumps((Reply(1, tile(100, 100, b"")), 30_000)))
    os.write(ours.connection.fileno(), b"only a few")
    ours.close()
    with pytest.raises(EOFError):
        theirs.receive()


@pytest.mark.parametrize("size", [-5, 29_999, 1 << 50])
def test_a_tile_that_lies_about_its_size_is_refused(ends, size):
    ours, theirs = ends
    ours.connection.send_bytes(pickle.dumps((Reply(1, tile(100, 100, b"")), size)))
    with pytest.raises(pickle.UnpicklingError):
        theirs.receive()


def test_a_tile_larger_than_any_is_refused(ends):
    ours, theirs = ends
    huge = tile(1 << 20, 1 << 20, b"")
    ours.connection.send_bytes(pickle.dumps((Reply(1, huge), 3 << 40)))
    with pytest.raises(pickle.UnpicklingError):
        theirs.receive()


class Evil:
    """Calls a function of somebody else's when it is unpickled, by the name it has in a module that is trusted."""

    def __init__(self, module, name, *arguments):
        self.pickled = (
            b"\x80\x04"  # protocol 4, whose names may have dots in them
            + b"".join(b"\x8c" + bytes([len(text)]) + text.encode() for text in (module, name))
            + b"\x93("
            + b"".join(b"\x8c" + bytes([len(text)]) + text.encode() for text in arguments)
            + b"tR."
        )


def test_nothing_but_messages_is_built(ends, tmp_path):
    ours, theirs = ends
    made = str(tmp_path / "made")
    for evil in (
        Evil("os", "mkdir", made),
        Evil("viewer.workers.process", "os.mkdir", made),
        Evil("viewer.workers.wire", "os.mkdir", made),
        Evil("viewer.workers.messages_of_mine", "x"),
        Evil("viewer.model.resources", "Path", made),
        Evil("viewer.model.resources", "Path.mkdir", made),
        Evil("viewer.model.resources", "resource_path", made),
        Evil("viewer.model.document", "TYPE_CHECKING.__class__", made),
        Evil("viewer.model.document", "dataclass", made),
        Evil("viewer.model.text", "bisect_right.__self__.__loader__.load_module", made),
        Evil("viewer.model.document", "CannotOpen.__init__.__globals__", made),
        Evil("builtins", "eval", "1"),
    ):
        ours.connection.send_bytes(evil.pickled)
        with pytest.raises(pickle.UnpicklingError):
            theirs.receive()
    assert not Path(made).exists()


def test_places_in_the_text_come_over_whole_and_no_others_do():
    mention = Mention(Span(3, 5), "A/1", "para. 2", "of 1946")
    packed = pickle.dumps(mention, protocol=5)
    assert loaded(packed) == mention
    backwards = packed.replace(b"K\x03K\x05", b"K\x05K\x03")
    assert backwards != packed
    with pytest.raises(pickle.UnpicklingError, match="not a range"):
        loaded(backwards)


def test_the_evil_pickles_above_would_work_without_the_guard(tmp_path):
    assert str(pickle.loads(Evil("viewer.model.resources", "Path", "made").pickled)) == "made"  # noqa: S301 - the point
    pickle.loads(Evil("viewer.workers.process", "os.mkdir", str(tmp_path / "made")).pickled)  # noqa: S301 - the point
    assert (tmp_path / "made").is_dir()


# Without two instructions of pickles: for "r" the standard library reserves gigabytes, for 0x96 cut short it complains
# of itself ("deallocated bytearray object has exported buffers").
@given(st.binary(max_size=200).map(lambda noise: noise.translate(None, b"r\x96")))
def test_noise_is_no_message_and_raises_nothing_else(noise):
    ours, theirs = (Channel(connection) for connection in Pipe())
    ours.connection.send_bytes(noise)
    try:
        theirs.receive()
    except pickle.UnpicklingError:
        pass
    finally:
        ours.close()
        theirs.close()


def test_a_damaged_message_raises_one_kind_of_error(ends):
    ours, theirs = ends
    whole = pickle.dumps(MESSAGES[-1])
    for cut in range(1, len(whole), 7):
        ours.connection.send_bytes(whole[:cut])
        with pytest.raises(pickle.UnpicklingError):
            theirs.receive()


def test_the_limit_of_a_tile_lets_the_largest_sensible_one_pass():
    assert wire.LARGEST_TILE >= 3 * 8192 * 8192
