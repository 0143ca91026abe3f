"""Addresses that a document leads to: which may be opened at all, and how they are written so that they cannot lie.

What is shown is what is opened, character for character: ASCII only, names of hosts in Punycode (RFC 3492), everything
else percent-encoded (RFC 3986). So a letter that looks like another, a mark that turns the direction of writing, or a
blank that is not seen, shows itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

WEB = ("http", "https")
MAIL = "mailto"
LONGEST = 2_000
"""Characters of an address that is opened; browsers take little more, and nobody can look through more."""

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*(?=:)")
_WITHOUT_SCHEME = re.compile(r"www\.[^\s/:@]+\.[^\s/:@]+", re.IGNORECASE)
_HOST = re.compile(r"[A-Za-z0-9_.\[\]:-]+")
_MAIL_FIELDS = ("to", "cc", "bcc", "subject", "body")
"""Others could have a mail program attach a file of the reader's."""
_KEPT = "!#$%&'()*+,/:;=?@[]~"


@dataclass(frozen=True, slots=True)
class Address:
    """An address that may be opened: the whole of it, and who is at its other end (a host, or where mail goes)."""

    whole: str
    whose: str
    is_mail: bool = False


def address_of(target: str) -> Address | None:
    """The address that a link's target is, or None where it is none that may be opened."""
    text = "".join(char for char in target.strip() if char not in "\t\r\n")  # browsers drop these, so must we
    if _WITHOUT_SCHEME.match(text):
        text = f"https://{text}"
    scheme = scheme_of(text)
    try:
        if scheme in WEB:
            return _web_address(text, scheme)
        if scheme == MAIL:
            return _mail_address(text)
    except ValueError:  # what urllib and the IDNA codec cannot take apart, nobody should open
        return None
    return None


def scheme_of(target: str) -> str:
    """What stands before the colon of a target, small; empty where nothing does."""
    found = _SCHEME.match(target.strip())
    return found.group().lower() if found else ""


def visible(text: str) -> str:
    """A text with everything in it that is not ASCII or cannot be seen written out, for targets that are not opened."""
    return "".join(char if " " <= char <= "~" else f"\\u{{{ord(char):x}}}" for char in text)


def _web_address(text: str, scheme: str) -> Address | None:
    parts = urlsplit(text.replace("\\", "/"))  # browsers take a backslash for a slash
    host = (
        (parts.hostname or "").encode("idna").decode("ascii")
        if not (parts.hostname or "").isascii()
        else parts.hostname
    )
    if not host or not _HOST.fullmatch(host):
        return None
    named = f"[{host}]" if ":" in host else host
    user = f"{_escaped(parts.netloc.rpartition('@')[0])}@" if "@" in parts.netloc else ""
    port = f":{parts.port}" if parts.port is not None else ""
    rest = (_escaped(part) for part in (parts.path, parts.query, parts.fragment))
    whole = urlunsplit((scheme, f"{user}{named}{port}", *rest))
    return Address(whole, f"{named}{port}") if len(whole) <= LONGEST else None


def _mail_address(text: str) -> Address | None:
    parts = urlsplit(text)
    to = _escaped(parts.path)
    fields = [(key, value) for key, value in parse_qsl(parts.query) if key.lower() in _MAIL_FIELDS]
    others = [value for key, value in fields if key.lower() in {"to", "cc", "bcc"}]
    whole = f"{MAIL}:{to}" + (f"?{urlencode(fields, quote_via=quote)}" if fields else "")
    whose = ", ".join(visible(part) for part in (parts.path, *others) if part)
    return Address(whole, whose, is_mail=True) if "@" in whose and len(whole) <= LONGEST else None


def _escaped(text: str) -> str:
    return quote(text, safe=_KEPT, errors="replace")
