"""Notes as a Word document (Office Open XML), for those who write on in a word processor.

Source: ECMA-376 part 1: ``w:bidi`` (17.3.1.6) turns a paragraph, ``w:rtl`` (17.3.2.30) a run, ``w:lang`` (17.3.2.20)
names the language of its words for spelling and fonts.
"""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from typing import TYPE_CHECKING, cast

from viewer.export.citation import citation, first_citation, flowing
from viewer.export.docx_body import add_body, add_paragraph, link, run_element, turn
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
    writes_from_the_right,
)
from viewer.model.mark_colors import ink_on, shown_code

if TYPE_CHECKING:
    from docx.styles.style import ParagraphStyle
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

    from viewer.export.notes import ExportedNote, NotesExport

# Word looks for its dictionaries by region; the rest go by their bare code.
_REGIONS = {"ar": "ar-SA", "en": "en-GB", "es": "es-ES", "fr": "fr-FR", "ru": "ru-RU", "zh": "zh-CN"}
_EAST_ASIAN = frozenset({"zh", "ja", "ko"})
_UPRIGHT = _EAST_ASIAN | {"ar", "fa", "he", "ur", "th", "hi", "bn"}
LEFT_TO_RIGHT_MARK = "\u200e"
TITLE = 18.0
"""Points of the title's letters: those of documents take many lines in the template's 26."""
WIDEST = 432.0
"""Points between the margins of the template's paper."""
_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first moment that a ZIP archive can name."""


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
        turn(paragraph)
        run.font.rtl = True
    if known:
        tag = parse_xml(f"<w:lang {nsdecls('w')}/>")
        kind = "w:bidi" if from_the_right else "w:eastAsia" if language in _EAST_ASIAN else "w:val"
        tag.set(qn(kind), _REGIONS.get(language, language))
        run_element(run).get_or_add_rPr().append(tag)
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
    for properties in run_element(run).xpath(".//wp:docPr"):
        properties.set("descr", picture_words(note))


def _add_note(end: Paragraph, export: NotesExport, note: ExportedNote) -> None:
    """Add a note before the paragraph that ends the document."""
    cited = citation(export.document, note)
    if shows_quote(note):
        quote = add_paragraph(end, "Quote")
        _write(quote, flowing(note.passage), language=note.language).paragraph_format.keep_with_next = True
        cited = f"— {cited}"
    _write(add_paragraph(end), cited)
    if note.placement in PLACEMENTS:
        add_paragraph(end).add_run(f"{note.placement.capitalize()}. {PLACEMENTS[note.placement]}").bold = True
    if note.picture:
        _add_picture(add_paragraph(end), note)
    add_body(end, note.body)
    _add_particulars(add_paragraph(end, "Caption"), export, note)


def _add_particulars(facts: Paragraph, export: NotesExport, note: ExportedNote) -> None:
    """Add the line under a note: colour, language, tags, author, day, and the link that opens it."""
    name, *rest = particulars(note)
    said = [facts.add_run(" ".join(legible(name).split()))]
    for fact in rest:
        said.append(facts.add_run(" · "))
        said.append(facts.add_run(" ".join(legible(fact).split())))
        if writes_from_the_right(fact):  # without the mark the figures of the next date would go from the right, too
            said[-1].font.rtl = True
            said.append(facts.add_run(LEFT_TO_RIGHT_MARK))
    address = link_of(export, note)
    if address:
        said += [facts.add_run(" · "), facts.add_run("Open in Verbale")]
    for run in said:
        _make_quiet(run)
    _shade(said[0], shown_code(note.annotation.color, note.annotation.own_color))
    if address:
        link(facts, said[-1:], address)


def _shade(run: Run, code: str) -> None:
    """Put a run on a colour (``w:shd``, 17.3.2.32): Word's own highlighting has fifteen colours, none of them ours."""
    from docx.oxml.ns import nsdecls  # noqa: PLC0415 - start-up time, see notes_as_docx
    from docx.oxml.parser import parse_xml  # noqa: PLC0415 - start-up time, see notes_as_docx

    _make_quiet(run, ink_on(code).removeprefix("#"))
    shade = f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{code.removeprefix("#").upper()}"/>'
    run_element(run).get_or_add_rPr().append(parse_xml(shade))


def _make_quiet(run: Run, color: str = "595959") -> None:
    """The style of captions is bold and blue, which on the colour of a note cannot be read."""
    from docx.shared import RGBColor  # noqa: PLC0415 - start-up time, see notes_as_docx

    run.font.bold = run.font.cs_bold = False
    run.font.color.rgb = RGBColor.from_string(color)


def notes_as_docx(export: NotesExport) -> bytes:
    """The notes of a document as a Word document, in reading order, with a heading for each section that has some.

    The same notes exported at the same time give the same bytes.
    """
    # Only this form of export needs the library, and importing it takes 55 ms.
    import docx  # noqa: PLC0415 - start-up time, as above
    from docx.shared import Pt  # noqa: PLC0415 - start-up time, as above

    paper = docx.Document()
    document = export.document
    properties = paper.core_properties
    properties.title = legible(f"Notes on {first_citation(document)}")[:255]
    properties.author, properties.comments = "", ""
    properties.created = properties.modified = datetime.fromisoformat(export.exported).replace(tzinfo=None)
    # Each paragraph goes before this one: to find the end of the document anew for each takes minutes for 5,000 notes.
    end = paper.add_paragraph()
    cast("ParagraphStyle", paper.styles["Title"]).font.size = Pt(TITLE)
    _write(add_paragraph(end, "Title"), f"Notes on {first_citation(document)}")
    _write(add_paragraph(end), f"File: {document.file_name}")
    _write(add_paragraph(end), f"Exported: {export.exported[:10]}")
    _write(add_paragraph(end), f"Notes: {counted(export)}")
    for steps, notes in groups(export):
        _write(add_paragraph(end, "Heading1"), " › ".join(steps))
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
