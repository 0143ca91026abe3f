"""Addresses in documents: which may be opened, and that what is shown is what is opened."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.session.addresses import Address, address_of, visible


@pytest.mark.parametrize(
    ("target", "whole", "whose"),
    [
        ("https://www.un.org/en/", "https://www.un.org/en/", "www.un.org"),
        ("HTTP://UN.org", "http://un.org", "un.org"),
        (" https://www.un.org/a b ", "https://www.un.org/a%20b", "www.un.org"),
        ("www.un.org/press", "https://www.un.org/press", "www.un.org"),
        ("https://www.un.org:8080/x?y=1#z", "https://www.un.org:8080/x?y=1#z", "www.un.org:8080"),
        ("https://[2001:db8::1]/x", "https://[2001:db8::1]/x", "[2001:db8::1]"),
        # a Cyrillic letter in place of a Latin one
        ("https://www.\u0443n.org/", "https://www.xn--n-bub.org/", "www.xn--n-bub.org"),
        # what stands before the @ is not whose page it is
        ("https://www.un.org@evil.example/x", "https://www.un.org@evil.example/x", "evil.example"),
        ("https:\\\\evil.example\\www.un.org", "https://evil.example/www.un.org", "evil.example"),
        # a mark that turns the direction of writing, and a blank without width
        ("https://un.org/\u202egpj.exe", "https://un.org/%E2%80%AEgpj.exe", "un.org"),
        ("https://un.org/a\u200bb", "https://un.org/a%E2%80%8Bb", "un.org"),
        ("https://un.org/\u0645", "https://un.org/%D9%85", "un.org"),
        ("ht\ntps://un.org/", "https://un.org/", "un.org"),
    ],
)  # fmt: skip
def test_an_address_is_shown_as_it_is_opened(target, whole, whose):
    assert address_of(target) == Address(whole, whose)


@pytest.mark.parametrize(
    ("target", "whole", "whose"),
    [
        ("mailto:registry@example.org", "mailto:registry@example.org", "registry@example.org"),
        (
            "mailto:a@example.org?subject=Note%20verbale&attach=/etc/passwd",
            "mailto:a@example.org?subject=Note%20verbale",
            "a@example.org",
        ),
        ("mailto:?to=a@x.org&bcc=b@y.org", "mailto:?to=a%40x.org&bcc=b%40y.org", "a@x.org, b@y.org"),
    ],
)
def test_mail_goes_to_whom_it_says_and_attaches_nothing(target, whole, whose):
    assert address_of(target) == Address(whole, whose, is_mail=True)


@pytest.mark.parametrize(
    "target",
    [
        "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\nscript:alert(1)", "file:///etc/passwd", "data:text/html,x",
        "vbscript:x", "ftp://example.org/", "smb://server/share", "search-ms:query", "ms-word:ofe|u|x", "tel:+41",
        "other.pdf", "/etc/passwd", "\\\\server\\share", "", "   ", "https://", "https:///path", "http://[", "mailto:",
        "https://a b.org/", "https://x:notaport/", "mailto:nobody", "https://un.org/" + "a" * 3000,
    ],
)  # fmt: skip
def test_anything_else_is_not_opened(target):
    assert address_of(target) is None


@given(st.text(max_size=60), st.sampled_from(["", "https://", "http://un.org/", "mailto:", "mailto:a@b.org?subject="]))
def test_whatever_a_file_says_what_is_opened_can_be_seen_and_stays_the_same(text, start):
    address = address_of(start + text)
    if address is not None:
        assert all(" " < char <= "~" for char in address.whole)
        assert all(" " <= char <= "~" for char in address.whose)
        assert address.whole.split(":")[0] in {"http", "https", "mailto"}
        again = address_of(address.whole)
        assert again is not None
        assert again.whose == address.whose or address.is_mail


def test_what_cannot_be_seen_is_written_out():
    assert visible("a\u202egpj.exe\n") == "a\\u{202e}gpj.exe\\u{a}"
