"""Office documents that call somebody: each link is one that some program has been known to follow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from papers.other_formats import RELATIONS, odt, zipped

if TYPE_CHECKING:
    from collections.abc import Callable

    Url = Callable[..., str]

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml"

PICTURE = f"""<w:p><w:r><w:drawing><wp:inline xmlns:wp="{DRAWING}/wordprocessingDrawing">
<wp:extent cx="900000" cy="900000"/><wp:docPr id="1" name="p"/><a:graphic xmlns:a="{DRAWING}/main">
<a:graphicData uri="{DRAWING}/picture"><pic:pic xmlns:pic="{DRAWING}/picture"><pic:nvPicPr><pic:cNvPr id="1" name="p"/>
<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:link="picture"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>
<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="900000" cy="900000"/></a:xfrm><a:prstGeom prst="rect"/></pic:spPr>
</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"""
VECTOR = """<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" style="width:100pt;height:100pt">
<v:imagedata r:href="vector"/></v:shape></w:pict></w:r></w:p>"""
LINKED = """<w:p><w:r><w:object><v:shape xmlns:v="urn:schemas-microsoft-com:vml" id="s" style="width:90pt;height:90pt"/>
<o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office" Type="Link" ProgID="Word.Document.8" ShapeID="s"
DrawAspect="Content" r:id="linked" UpdateMode="Always"/></w:object></w:r></w:p>"""


SCHEMES = ("http", "https", "ftp", "vnd.sun.star.webdav")


def _field(instruction: str) -> str:
    begin, middle, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    return f"<w:p>{begin}<w:r><w:instrText>{instruction}</w:instrText></w:r>{middle}<w:r><w:t>x</w:t></w:r>{end}</w:p>"


def _relations(**targets: tuple[str, str]) -> str:
    each: list[str] = []
    for name, (kind, target) in targets.items():
        mode = ' TargetMode="External"' if "://" in target else ""
        each.append(f'<Relationship Id="{name}" Type="{OFFICE}/{kind}" Target="{target}"{mode}/>')
    return f'<Relationships xmlns="{RELATIONS}">{"".join(each)}</Relationships>'


def calling_docx(url: Url) -> bytes:
    """Linked pictures of two kinds, fields that include, a linked object, a chunk and a template from elsewhere."""
    fields = _field(f'INCLUDEPICTURE "{url("field.png")}" \\d') + _field(f'INCLUDETEXT "{url("text.docx")}"')
    spaces = f'xmlns:w="{WORD}" xmlns:r="{OFFICE}"'
    return zipped(
        {
            "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{CONTENT}.document.main+xml"/>'
            f'<Override PartName="/word/settings.xml" ContentType="{CONTENT}.settings+xml"/></Types>',
            "_rels/.rels": _relations(document=("officeDocument", "word/document.xml")),
            "word/document.xml": f"<w:document {spaces}><w:body><w:p><w:r><w:t>A calling letter</w:t></w:r></w:p>"
            f'{PICTURE}{fields}{VECTOR}{LINKED}<w:altChunk r:id="chunk"/></w:body></w:document>',
            "word/_rels/document.xml.rels": _relations(
                picture=("image", url("picture.png")),
                vector=("image", url("vector.png")),
                linked=("oleObject", url("object.doc")),
                chunk=("aFChunk", url("chunk.html")),
                settings=("settings", "settings.xml"),
            ),
            "word/settings.xml": f'<w:settings {spaces}><w:attachedTemplate r:id="template"/></w:settings>',
            "word/_rels/settings.xml.rels": _relations(template=("attachedTemplate", url("template.dotx"))),
        }
    )


def _frame(inside: str) -> str:
    size = 'svg:width="2cm" svg:height="2cm"'
    return f'<text:p><draw:frame {size} text:anchor-type="as-char">{inside}</draw:frame></text:p>'


def _show(address: str) -> str:
    return f'xlink:href="{address}" xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"'


def calling_odt(url: Url, mark: str = "") -> bytes:
    """Pictures by several schemes, a background, a frame, an object, a section; and a macro that writes ``mark``."""
    frames = [
        *(
            f"<draw:image {_show(url('picture.png', scheme))}/>"
            for scheme in ("http", "https", "ftp", "vnd.sun.star.webdav")
        ),
        f"<draw:floating-frame {_show(url('frame.html'))}/>",
        f"<draw:object {_show(url('object.odt'))}/>",
        f'<draw:plugin {_show(url("film.mp4"))} draw:mime-type="application/vnd.sun.star.media"/>',
    ]
    source = f"<text:section-source {_show(url('section.odt'))}/>"
    section = f'<text:section text:name="S">{source}<text:p>old</text:p></text:section>'
    styles = (
        '<style:style style:name="P" style:family="paragraph"><style:paragraph-properties>'
        f"<style:background-image {_show(url('background.png'))}/></style:paragraph-properties></style:style>"
    )
    scripts = (
        '<office:scripts><office:event-listeners><script:event-listener script:language="ooo:script" '
        'script:event-name="dom:load" xlink:type="simple" '
        'xlink:href="vnd.sun.star.script:Standard.Module1.Main?language=Basic&amp;location=document"/>'
        "</office:event-listeners></office:scripts>"
    )
    library = '<{0} xmlns:library="http://openoffice.org/2000/library" {1}>{2}</{0}>'
    module = f'Sub Main\nOpen "{mark}" For Output As #1\nPrint #1, "ran"\nClose #1\nEnd Sub'
    return odt(
        '<text:p text:style-name="P">A calling note</text:p>',
        *map(_frame, frames),
        section,
        styles=styles,
        scripts=scripts,
        more={
            "Basic/script-lc.xml": library.format(
                "library:libraries", "", '<library:library library:name="Standard" library:link="false"/>'
            ),
            "Basic/Standard/script-lb.xml": library.format(
                "library:library", 'library:name="Standard"', '<library:element library:name="Module1"/>'
            ),
            "Basic/Standard/Module1.xml": '<script:module xmlns:script="http://openoffice.org/2000/script" '
            f'script:name="Module1" script:language="StarBasic">{module}</script:module>',
        },
    )


def calling_rtf(url: Url) -> bytes:
    """Fields that include, a template from elsewhere and an object that updates itself."""
    return (
        r"{\rtf1\ansi{\*\template " + url("template.dot") + r"}A calling text\par "
        r"{\field{\*\fldinst INCLUDEPICTURE " + f'"{url("picture.png")}"' + r" \\d}{\fldrslt x}}\par "
        r"{\field{\*\fldinst INCLUDETEXT " + f'"{url("text.rtf")}"' + r"}{\fldrslt x}}\par "
        r"{\object\objautlink\objupdate\objw1000\objh1000{\*\objclass Word.Document.8}{\*\objdata }{\result x}}}"
    ).encode()
