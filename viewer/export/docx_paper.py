"""Notes as a Word document (Office Open XML), for those who write on in a word processor.

Source: ECMA-376 part 1: ``w:bidi`` (17.3.1.6) turns a paragraph, ``w:rtl`` (17.3.2.30) a run, ``w:lang`` (17.3.2.20)
names the language of its words for spelling and fonts. The reader's Markdown is kept as written, a paragraph a line.
"""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from typing import TYPE_CHECKING, cast

from viewer.export.citation import citation, first_citation, flowing
from viewer.export.notes import UNKNOWN_LANGUAGE, is_right_to_left
from viewer.export.wording import (
    PLACEMENTS,
    counted,
    groups,
    legible,
    link_of,
    particulars,
    picture_words,
    shows_quote,
    starts_from_the_right,
)
from viewer.model.annotation import HighlightColor

if TYPE_CHECKING:
    from docx.oxml.text.paragraph import CT_P
    from docx.oxml.text.run import CT_R
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

    from viewer.export.notes import ExportedNote, NotesExport

# Word looks for its dictionaries by region; the rest go by their bare code.
_REGIONS = {"ar": "ar-SA", "en": "en-GB", "es": "es-ES", "fr": "fr-FR", "ru": "ru-RU", "zh": "zh-CN"}
_EAST_ASIAN = frozenset({"zh", "ja", "ko"})
_UPRIGHT = _EAST_ASIAN | {"ar", "fa", "he", "ur", "th", "hi", "bn"}
# Word has fifteen colours to highlight with (WD_COLOR_INDEX); these are the ones nearest to ours.
_HIGHLIGHTS = {
    HighlightColor.YELLOW: "YELLOW",
    HighlightColor.GREEN: "BRIGHT_GREEN",
    HighlightColor.BLUE: "TURQUOISE",
    HighlightColor.RED: "RED",
    HighlightColor.VIOLET: "PINK",
    HighlightColor.GREY: "GRAY_25",
}
LINK = "0563C1"
"""The colour that Word gives links."""
WIDEST = 432.0
"""Points between the margins of the template's paper."""
_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first moment that a ZIP archive can name."""


def _add(end: Paragraph, style: str = "") -> Paragraph:
    """A paragraph before the one that ends the document, in a style of the template by its id."""
    paragraph = end.insert_paragraph_before()
    if style:  # by id, since looking styles up by their names takes longer than all the rest
        cast("CT_P", paragraph.paragraph_format.element).style = style
    return paragraph


def _write(paragraph: Paragraph, words: str, *, language: str = UNKNOWN_LANGUAGE) -> Paragraph:
    """Add words to an empty paragraph, in the direction of their language, else of their first letter."""
    from docx.oxml.ns import nsdecls, qn  # noqa: PLC0415 - start-up time, see notes_as_docx
    from docx.oxml.parser import parse_xml  # noqa: PLC0415 - start-up time, see notes_as_docx

    words = " ".join(legible(words).split())
    run = paragraph.add_run(words)
    known = language != UNKNOWN_LANGUAGE
    if language in _UPRIGHT:  # the style of quotes is slanted, which these scripts never are
        run.font.italic = run.font.cs_italic = False
    from_the_right = is_right_to_left(language) if known else starts_from_the_right(words)
    if from_the_right:
        cast("CT_P", paragraph.paragraph_format.element).get_or_add_pPr().append(parse_xml(f"<w:bidi {nsdecls('w')}/>"))
        run.font.rtl = True
    if known:
        tag = parse_xml(f"<w:lang {nsdecls('w')}/>")
        kind = "w:bidi" if from_the_right else "w:eastAsia" if language in _EAST_ASIAN else "w:val"
        tag.set(qn(kind), _REGIONS.get(language, language))
        cast("CT_R", run.font.element).get_or_add_rPr().append(tag)
    return paragraph


def _add_picture(paragraph: Paragraph, note: ExportedNote) -> None:
    """Add what a region looked like, as large as it is on its page; words where the picture cannot be read."""
    from docx.image.exceptions import (  # noqa: PLC0415 - start-up time, see notes_as_docx
        InvalidImageStreamError,
        UnexpectedEndOfFileError,
        UnrecognizedImageError,
    )
    from docx.shared import Pt  # noqa: PLC0415 - start-up time, see notes_as_docx

    rects = note.annotation.anchor.rects
    width = min(rects[0].width, WIDEST) if rects else WIDEST
    run = paragraph.add_run()
    try:
        run.add_picture(io.BytesIO(note.picture), width=Pt(width))
    except (InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError):
        run.add_text("The picture of this region is damaged.")
        return
    for properties in cast("CT_R", run.font.element).xpath(".//wp:docPr"):
        properties.set("descr", picture_words(note))


def _add_note(end: Paragraph, export: NotesExport, note: ExportedNote) -> None:
    """Add a note before the paragraph that ends the document."""
    cited = citation(export.document, note)
    if shows_quote(note):
        quote = _add(end, "Quote")
        _write(quote, flowing(note.quote), language=note.language).paragraph_format.keep_with_next = True
        cited = f"— {cited}"
    _write(_add(end), cited)
    if note.placement in PLACEMENTS:
        _add(end).add_run(f"{note.placement.capitalize()}. {PLACEMENTS[note.placement]}").bold = True
    if note.picture:
        _add_picture(_add(end), note)
    for line in legible(note.annotation.body).splitlines():
        if line.strip():
            _write(_add(end), line)
    _add_particulars(_add(end, "Caption"), export, note)


def _add_particulars(facts: Paragraph, export: NotesExport, note: ExportedNote) -> None:
    """Add the line under a note: colour, language, tags, author, day, and the link that opens it."""
    from docx.enum.text import WD_COLOR_INDEX  # noqa: PLC0415 - start-up time, see notes_as_docx

    name, *rest = particulars(note)
    said = [facts.add_run(name)]
    said[0].font.highlight_color = WD_COLOR_INDEX[_HIGHLIGHTS[note.annotation.color]]
    for fact in rest:
        said.append(facts.add_run(f" · {' '.join(legible(fact).split())}"))
        said[-1].font.rtl = starts_from_the_right(fact) or None
    link = link_of(export, note)
    if link:
        said.append(facts.add_run(" · "))
    for run in said:
        _make_quiet(run)
    _make_quiet(said[0], "000000")
    if link:
        _add_link(facts, link)


def _make_quiet(run: Run, color: str = "595959") -> None:
    """The style of captions is bold and blue, which on the colour of a note cannot be read."""
    from docx.shared import RGBColor  # noqa: PLC0415 - start-up time, see notes_as_docx

    run.font.bold = False
    run.font.color.rgb = RGBColor.from_string(color)


def _add_link(paragraph: Paragraph, address: str) -> None:
    """Add a link (17.16.22) that opens a note; its address is in the document's relationships."""
    from docx.opc.constants import RELATIONSHIP_TYPE  # noqa: PLC0415 - start-up time, see notes_as_docx
    from docx.oxml.ns import nsdecls, qn  # noqa: PLC0415 - start-up time, see notes_as_docx
    from docx.oxml.parser import parse_xml  # noqa: PLC0415 - start-up time, see notes_as_docx

    run = paragraph.add_run("Open in Verbale")
    _make_quiet(run, LINK)
    run.font.underline = True
    link = parse_xml(f"<w:hyperlink {nsdecls('w', 'r')}/>")
    link.set(qn("r:id"), paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    words = cast("CT_R", run.font.element)
    cast("CT_P", paragraph.paragraph_format.element).append(link)
    link.append(words)


def notes_as_docx(export: NotesExport) -> bytes:
    """The notes of a document as a Word document, in reading order, with a heading for each section that has some.

    The same notes exported at the same time give the same bytes.
    """
    # Only this form of export needs the library, and importing it takes 55 ms.
    import docx  # noqa: PLC0415 - start-up time, as above

    paper = docx.Document()
    document = export.document
    properties = paper.core_properties
    properties.title = legible(f"Notes on {first_citation(document)}")[:255]
    properties.author, properties.comments = "", ""
    properties.created = properties.modified = datetime.fromisoformat(export.exported).replace(tzinfo=None)
    # Each paragraph goes before this one: to find the end of the document anew for each takes minutes for 5,000 notes.
    end = paper.add_paragraph()
    _write(_add(end, "Title"), f"Notes on {first_citation(document)}")
    _write(_add(end), f"File: {document.file_name}")
    _write(_add(end), f"Exported: {export.exported[:10]}")
    _write(_add(end), f"Notes: {counted(export)}")
    for steps, notes in groups(export):
        _write(_add(end, "Heading1"), " › ".join(steps))
        for note in notes:
            _add_note(end, export, note)
    paper.element.body.remove(end.paragraph_format.element)
    written = io.BytesIO()
    paper.save(written)
    return _without_times(written.getvalue())


def _without_times(archive: bytes) -> bytes:
    """A ZIP archive with the same files, none of which says when it was put there."""
    undated = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(undated, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, _EARLIEST), old.read(name), zipfile.ZIP_DEFLATED)
    return undated.getvalue()
