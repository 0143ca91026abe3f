"""The reader's Markdown in a Word document: its lists, tables, emphasis and links are Word's own.

Source: ECMA-376 part 1: ``w:bidi`` (17.3.1.6) turns a paragraph, ``w:rtl`` (17.3.2.30) a run, ``w:hyperlink``
(17.16.22) names a relationship, ``w:startOverride`` (17.9.26) lets a list begin anew.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from viewer.export.markdown_body import HEADINGS_ABOVE, parsed
from viewer.export.wording import legible, starts_from_the_right, writes_from_the_right

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docx.oxml.text.paragraph import CT_P
    from docx.oxml.text.run import CT_R
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run
    from markdown_it.token import Token

LINK = "0563C1"
"""The colour that Word gives links."""
INDENT = 18.0
"""Points by which a quotation stands further in."""
_DEEPEST = 3
"""The template has styles for lists in lists so far down."""
_LOWEST = 9
_TYPEWRITER = "Courier New"
_EMPHASIS = {"strong": "bold", "em": "italic", "s": "strike"}
"""What of a font makes what a token of Markdown begins."""


def add_paragraph(end: Paragraph, style: str = "") -> Paragraph:
    """A paragraph before the one that ends the document, in a style of the template by its id."""
    paragraph = end.insert_paragraph_before()
    if style:  # by id, since looking styles up by their names takes longer than all the rest
        element(paragraph).style = style
    return paragraph


def element(paragraph: Paragraph) -> CT_P:
    """The paragraph's element, which the library keeps to itself."""
    return cast("CT_P", paragraph.paragraph_format.element)


def run_element(run: Run) -> CT_R:
    """The run's element."""
    return cast("CT_R", run.font.element)


def turn(paragraph: Paragraph) -> None:
    """Let a paragraph go from right to left."""
    from docx.oxml.ns import nsdecls  # noqa: PLC0415 - start-up time, see notes_as_docx
    from docx.oxml.parser import parse_xml  # noqa: PLC0415 - start-up time, see notes_as_docx

    element(paragraph).get_or_add_pPr().append(parse_xml(f"<w:bidi {nsdecls('w')}/>"))


def link(paragraph: Paragraph, runs: Sequence[Run], address: str) -> None:
    """Make runs at the end of a paragraph a link; its address is in the document's relationships."""
    from docx.opc.constants import RELATIONSHIP_TYPE  # noqa: PLC0415 - start-up time, see notes_as_docx
    from docx.oxml.ns import nsdecls, qn  # noqa: PLC0415 - start-up time, see notes_as_docx
    from docx.oxml.parser import parse_xml  # noqa: PLC0415 - start-up time, see notes_as_docx
    from docx.shared import RGBColor  # noqa: PLC0415 - start-up time, see notes_as_docx

    made = parse_xml(f"<w:hyperlink {nsdecls('w', 'r')}/>")
    made.set(qn("r:id"), paragraph.part.relate_to(legible(address), RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    element(paragraph).append(made)
    for run in runs:
        run.font.color.rgb = RGBColor.from_string(LINK)
        run.font.underline = True
        made.append(run_element(run))


def add_body(end: Paragraph, body: str) -> None:
    """Add what the reader wrote before the paragraph that ends the document."""
    _Body(end).add(parsed(body))


class _Body:
    """The blocks of one note's words, on their way into the document."""

    def __init__(self, end: Paragraph) -> None:
        self._end = end
        self._style = ""
        self._quotes = 0
        self._lists: list[int] = []
        """The numbering of each list that is open, from the outermost in; 0 of one with bullets."""
        self._begins_item = False
        self._rows: list[list[Token]] | None = None

    def add(self, tokens: Sequence[Token]) -> None:
        for token in tokens:
            match token.type:
                case "inline" if self._rows is not None:
                    self._rows[-1].append(token)
                case "inline":
                    _write(self._paragraph(), token.children or ())
                case "fence" | "code_block":
                    self._add_code(token.content)
                case "hr":
                    self._add_rule()
                case "table_close":
                    self._add_table()
                case _:
                    self._step(token)

    def _step(self, token: Token) -> None:
        """Take note of where a block begins or ends."""
        match token.type:
            case "heading_open":
                self._style = f"Heading{min(_LOWEST, int(token.tag[1]) + HEADINGS_ABOVE)}"
            case "heading_close":
                self._style = ""
            case "blockquote_open" | "blockquote_close":
                self._quotes += token.nesting
            case "bullet_list_open":
                self._lists.append(0)
            case "ordered_list_open":
                self._lists.append(self._numbering(int(token.attrGet("start") or 1)))
            case "bullet_list_close" | "ordered_list_close":
                self._lists.pop()
            case "list_item_open":
                self._begins_item = True
            case "table_open":
                self._rows = []
            case "tr_open" if self._rows is not None:
                self._rows.append([])
            case _:
                pass

    def _paragraph(self) -> Paragraph:
        from docx.shared import Pt  # noqa: PLC0415 - start-up time, see notes_as_docx

        begins, self._begins_item = self._begins_item, False
        if not self._lists or self._style:
            paragraph = add_paragraph(self._end, self._style)
        else:
            number = self._lists[-1]
            kind = "ListContinue" if not begins else "ListNumber" if number else "ListBullet"
            paragraph = add_paragraph(self._end, _at_depth(kind, len(self._lists)))
            if begins and number:
                element(paragraph).get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = number
        if self._quotes and not self._lists:
            paragraph.paragraph_format.left_indent = Pt(INDENT * self._quotes)
        return paragraph

    def _numbering(self, start: int) -> int:
        """A numbering that begins anew, of the kind that the template has for numbered lists so far down."""
        style = _at_depth("ListNumber", len(self._lists) + 1)
        part = cast("Any", self._end.part)
        of_style = f"./w:style[@w:styleId='{style}']/w:pPr/w:numPr/w:numId/@w:val"
        [number] = part.styles.element.xpath(of_style)
        numbering = part.numbering_part.element
        [kind] = numbering.xpath(f"./w:num[@w:numId='{number}']/w:abstractNumId/@w:val")
        made = numbering.add_num(int(kind))
        made.add_lvlOverride(0).add_startOverride(start)
        return int(made.numId)

    def _add_code(self, content: str) -> None:
        paragraph = self._paragraph()
        paragraph.add_run(legible(content).rstrip("\n")).font.name = _TYPEWRITER

    def _add_rule(self) -> None:
        from docx.oxml.ns import nsdecls  # noqa: PLC0415 - start-up time, see notes_as_docx
        from docx.oxml.parser import parse_xml  # noqa: PLC0415 - start-up time, see notes_as_docx

        line = f'<w:pBdr {nsdecls("w")}><w:bottom w:val="single" w:sz="4" w:space="1" w:color="auto"/></w:pBdr>'
        element(add_paragraph(self._end)).get_or_add_pPr().append(parse_xml(line))

    def _add_table(self) -> None:
        rows, self._rows = self._rows or [], None
        table = cast("Any", self._end.part).document.add_table(len(rows), len(rows[0]), "Table Grid")
        for number, (row, cells) in enumerate(zip(rows, table.rows, strict=True)):
            for token, cell in zip(row, cells.cells, strict=True):
                _write(cell.paragraphs[0], token.children or (), heading=number == 0)
        element(self._end).addprevious(table._tbl)
        add_paragraph(self._end)  # two tables one after the other would be one


def _at_depth(style: str, depth: int) -> str:
    return f"{style}{'' if depth <= 1 else min(depth, _DEEPEST)}"


def _write(paragraph: Paragraph, children: Sequence[Token], *, heading: bool = False) -> None:
    """Add the words of a block to its paragraph, which takes its direction from their first letter."""
    from_the_right = starts_from_the_right("".join(child.content for child in children))
    if from_the_right:
        turn(paragraph)
    fonts = {"bold": int(heading), "italic": 0, "strike": 0}
    address = ""
    linked: list[Run] = []
    for child in children:
        name = child.type.removesuffix("_open").removesuffix("_close")
        if name in _EMPHASIS:
            fonts[_EMPHASIS[name]] += child.nesting
        elif child.type == "link_open":
            address, linked = str(child.attrGet("href")), []
        elif child.type == "link_close":
            link(paragraph, linked, address)
            address = ""
        else:
            run = _run(paragraph, child, from_the_right=from_the_right)
            for font, depth in fonts.items():
                _set(run, font, on=depth > 0)
            linked.append(run)


def _run(paragraph: Paragraph, child: Token, *, from_the_right: bool) -> Run:
    if child.type in {"softbreak", "hardbreak"}:
        run = paragraph.add_run()
        run.add_break()
        return run
    words = legible(child.content)
    run = paragraph.add_run(words)
    if child.type == "code_inline":
        run.font.name = _TYPEWRITER
    run.font.rtl = writes_from_the_right(words) or (from_the_right and not any(map(str.isalpha, words))) or None
    return run


def _set(run: Run, font: str, *, on: bool) -> None:
    """Make a run bold, slanted or struck through, in scripts from right to left as well (``w:bCs``, ``w:iCs``)."""
    if on:
        setattr(run.font, font, True)
        if font != "strike":
            setattr(run.font, f"cs_{font}", True)
