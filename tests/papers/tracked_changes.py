"""Documents with tracked changes: "The Committee took note of the DELETED INSERTED report", and more of the kind."""

from __future__ import annotations

import io
import zipfile

from papers.other_formats import odt, word, zipped

ACCEPTED = "The Committee took note of the INSERTED report."
LAST = "It adjourned."
MOVED = "A paragraph that was moved."

_BY = 'w:id="{id}" w:author="A" w:date="2024-03-04T00:00:00Z"'
_WORD_BODY = (
    '<w:p><w:r><w:t xml:space="preserve">The Committee took note of the </w:t></w:r><w:del {one}><w:r>'
    "<w:delText>DELETED resolution 822 (1993)</w:delText></w:r></w:del>"
    "{again}"
    '<w:ins {two}><w:r><w:t>INSERTED</w:t></w:r></w:ins><w:r><w:t xml:space="preserve"> report.</w:t></w:r></w:p>'
    "<w:p><w:pPr><w:rPr><w:del {three}/></w:rPr></w:pPr><w:del {four}><w:r><w:delText>DELETED paragraph.</w:delText>"
    '</w:r></w:del></w:p><w:p><w:moveFromRangeStart {five} w:name="moved"/><w:moveFrom {six}><w:r><w:t>'
    + MOVED
    + '</w:t></w:r></w:moveFrom><w:moveFromRangeEnd w:id="5"/></w:p><w:p><w:r><w:t>'
    + LAST
    + "</w:t></w:r></w:p>"
    '<w:p><w:moveToRangeStart {seven} w:name="moved"/><w:moveTo {eight}><w:r><w:t>' + MOVED + "</w:t></w:r></w:moveTo>"
    '<w:moveToRangeEnd w:id="7"/></w:p>'
)
_AGAIN = "<w:ins {two}><w:del {nine}><w:r><w:delText>DELETED again </w:delText></w:r></w:del></w:ins>"
_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")

_CHANGES = (
    '<text:tracked-changes><text:changed-region xml:id="c1" text:id="c1"><text:deletion><office:change-info>'
    '<dc:creator xmlns:dc="http://purl.org/dc/elements/1.1/">A</dc:creator>'
    '<dc:date xmlns:dc="http://purl.org/dc/elements/1.1/">2024-03-04T00:00:00</dc:date></office:change-info>'
    "<text:p>DELETED resolution 822 (1993)</text:p></text:deletion></text:changed-region></text:tracked-changes>"
    '<text:p>The Committee took note of the <text:change text:change-id="c1"/>INSERTED report.</text:p>'
)

RTF = (
    rb"{\rtf1\ansi{\*\revtbl{Unknown;}{A;}}\pard The Committee took note of the {\deleted\revauthdel1 DELETED "
    rb"resolution 822 (1993)}{\revised\revauth1\revdttm130093706 INSERTED} report.\par It adjourned.\par}"
)


def entries_of(data: bytes) -> dict[str, bytes]:
    """What lies in an archive."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def changed_word(*, settings: bool = True, again: bool = True) -> bytes:
    """A Word document with words and a paragraph deleted and one moved; without ``settings`` that part is missing.

    Some words (``again``) one person has inserted and another deleted.
    """
    entries = entries_of(word(""))
    text = entries["word/document.xml"].decode()
    begin, end = text.index("<w:body>") + len("<w:body>"), text.index("<w:sectPr")
    numbers = {name: _BY.format(id=number) for number, name in enumerate(_NUMBERS, 1)}
    body = _WORD_BODY.format(**numbers, again=_AGAIN.format(**numbers) if again else "")
    entries["word/document.xml"] = (text[:begin] + body + text[end:]).encode()
    if not settings:
        del entries["word/settings.xml"]
        relations = "word/_rels/document.xml.rels"
        entries[relations] = entries[relations].replace(b"settings.xml", b"nothing.xml")
    return zipped(entries)


def changed_opendocument() -> bytes:
    """An OpenDocument text without settings, in which words are deleted."""
    entries = entries_of(odt(LAST))
    entries["content.xml"] = entries["content.xml"].replace(b"<office:text>", b"<office:text>" + _CHANGES.encode())
    return zipped(entries)


def changed_flat_opendocument() -> bytes:
    """The same in one file of XML."""
    content = entries_of(changed_opendocument())["content.xml"].replace(b"office:document-content", b"office:document")
    kind = b'office:mimetype="application/vnd.oasis.opendocument.text"'
    return content.replace(b'office:version="1.2"', b'office:version="1.2" ' + kind)
