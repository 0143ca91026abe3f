"""Encodings of plain text: each on words of its own language, sure and unsure, and what is no text at all."""

from __future__ import annotations

import random
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.formats.encoding import decode, guess_encoding, looks_like_text

TEXTS = {
    "ru": "Постоянное представительство свидетельствует своё уважение Управлению Верховного комиссара и имеет честь"
    " препроводить записку № 7 о восстановлении сельских колодцев.",
    "fr": "La Mission permanente présente ses compliments au Secrétariat et lui transmet la déclaration du"
    " Gouvernement, adoptée à la trentième session : où ça, naïve bête ?",
    "fr-oe": "Au cœur de l'œuvre, des vœux adressés à la sœur du délégué.",
    "es": "La Misión Permanente saluda atentamente a la Secretaría y le transmite la declaración del año pasado."
    " ¿Cuándo? Mañana, señor.",
    "ar": "تهدي البعثة الدائمة تحياتها إلى الأمانة العامة وتتشرف بأن تحيل طيه مذكرة بشأن إعادة تأهيل الآبار في"
    " المناطق الريفية، وترجو تعميمها.",
    "zh": "常驻代表团向秘书处致意，并谨随函附上关于恢复农村水井的说明，请作为大会第七十五届会议文件分发。",
    "en": "The Permanent Mission “presents” its compliments – and has the honour to refer to paragraph 3.",
}

MATTER = [
    *(("ru", codec) for codec in ("cp1251", "koi8-r", "iso8859-5", "gb18030")),
    *((language, codec) for language in ("fr", "es") for codec in ("cp1252", "iso8859-1", "iso8859-15")),
    ("fr-oe", "iso8859-15"),
    ("fr-oe", "cp1252"),
    ("ar", "cp1256"),
    ("ar", "iso8859-6"),
    ("zh", "gb18030"),
    ("zh", "gbk"),
    ("en", "cp1252"),
    *(
        (language, codec)
        for language in TEXTS
        for codec in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32")
    ),
]


@pytest.mark.parametrize("times", [1, 40], ids=["short", "long"])
@pytest.mark.parametrize(("language", "codec"), MATTER)
def test_text_is_read_as_it_was_written(language: str, codec: str, times: int):
    written = (TEXTS[language] + "\r\n") * times
    data = written.encode(codec, errors="ignore")  # a letter that a codec lacks (№, the Arabic comma) is left out
    assert looks_like_text(data[:8192])
    guess = guess_encoding(data)
    assert decode(data, guess.codec) == written.encode(codec, errors="ignore").decode(codec)
    assert guess.sure
    assert guess.candidates[0] == guess.codec


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_chinese_in_utf16_without_a_mark_and_without_line_ends(codec: str):
    data = TEXTS["zh"].encode(codec)
    assert looks_like_text(data)
    assert guess_encoding(data).codec == codec


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_bytes_that_are_mostly_usual_characters_by_chance_are_no_text(codec: str):
    usual = "".join(sign for sign in TEXTS["zh"] if "\u4e00" <= sign <= "\u9fff")
    data = ("\u4e00" + "\ue000".join(usual[at : at + 20] for at in range(0, len(usual), 20))).encode(codec)
    assert not looks_like_text(data)


@pytest.mark.parametrize("data", [b"r\xe9sum\xe9? \xc8\xd1", b"\xff", b"\xd0\xd1\xd2"])
def test_what_says_little_is_unsure_and_offers_others(data: bytes):
    guess = guess_encoding(data)
    assert not guess.sure
    assert len(guess.candidates) > 1


def test_where_several_encodings_read_the_same_the_likelier_is_named():
    data = TEXTS["en"].encode("cp1252")
    assert data.decode("cp1251") == data.decode("cp1252")
    assert guess_encoding(data).codec == "cp1252"


def test_letters_far_behind_a_long_english_cover_decide():
    cover = "A cover in English only.\n" * 2000
    for language, codec in (("ar", "cp1256"), ("ru", "koi8-r"), ("zh", "gb18030")):
        data = (cover + TEXTS[language]).encode(codec, errors="ignore")
        guess = guess_encoding(data)
        assert (decode(data, guess.codec), guess.sure) == (data.decode(codec), True)


def test_a_stray_byte_does_not_turn_utf8_into_something_else():
    data = TEXTS["ru"].encode() * 3 + b"\xff" + TEXTS["zh"].encode()
    guess = guess_encoding(data)
    assert (guess.codec, guess.sure) == ("utf-8", False)
    assert decode(data, guess.codec).count("\N{REPLACEMENT CHARACTER}") == 1


def test_a_character_cut_off_at_the_end_does_not_matter():
    guess = guess_encoding(TEXTS["ru"].encode() + "ё".encode()[:1])
    assert (guess.codec, guess.sure) == ("utf-8", True)


@pytest.mark.parametrize("data", [b"x", b"\n", b"\xff", b"\xe9", b"\xef\xbb\xbf"])
def test_the_shortest_texts_have_an_encoding(data: bytes):
    assert looks_like_text(data)
    decode(data, guess_encoding(data).codec)


def test_files_that_are_no_text():
    noise = random.Random(7)  # noqa: S311 - no secret
    quiet_sound = struct.pack("<4000h", *(noise.randint(-40, 40) for _ in range(4000)))
    small_numbers = struct.pack("<4000H", *(noise.randint(0, 40) for _ in range(4000)))
    for data in (
        quiet_sound,
        small_numbers,
        noise.randbytes(8192),
        b"\0",
        b"text\0with a NUL",
        b"\x7fELF\2\1\1" + bytes(99),
    ):
        assert not looks_like_text(data), data[:20]


def test_a_byte_order_mark_is_no_part_of_the_text():
    for codec in ("utf-8-sig", "utf-16", "utf-32"):
        data = "Note".encode(codec)
        assert decode(data, guess_encoding(data).codec) == "Note"
    assert decode("\ufeffNote".encode("utf-16-le"), "utf-16-le") == "Note"


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0\ufeff"), min_size=1))
def test_utf8_is_always_recognised(text: str):
    assert decode(text.encode(), guess_encoding(text.encode()).codec) == text or guess_is_utf16(text.encode())


def guess_is_utf16(data: bytes) -> bool:
    """A few control characters can look like UTF-16; no text is made of those."""
    return guess_encoding(data).codec.startswith("utf-16")


@given(st.binary(max_size=300))
def test_whatever_the_bytes_there_is_a_guess_and_a_text(data: bytes):
    guess = guess_encoding(data)
    assert guess.codec in guess.candidates
    decode(data, guess.codec)
    looks_like_text(data)
