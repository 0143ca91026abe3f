"""The links of real files, harmless and hostile: where they lead, what they would do, and that nothing is followed."""

from __future__ import annotations

import pytest
from papers.pdf_file import A4, PdfFile
from papers.pdf_papers import add_outline

from viewer.formats.mupdf import open_pdf
from viewer.formats.pdf import links as pdf_links
from viewer.model.geometry import PageRect
from viewer.model.link import LinkKind, PageLink

BOX = (10, 800, 100, 815)
RECT = PageRect(10, 842 - 815, 100, 842 - 800)


@pytest.fixture
def links_on(tmp_path):
    """The links of a page with annotations of these bodies; ``{second}`` in them is the second page."""

    def read(*bodies: str, entries: str = "", catalogue: str = "", box: tuple[int, ...] = BOX) -> tuple[PageLink, ...]:
        file = PdfFile()
        first = len(file.objects) + 2  # its stream comes before
        second = first + 2
        rect = " ".join(map(str, box))
        notes = " ".join(f"<< /Subtype /Link /Rect [{rect}] {body} >>" for body in bodies)
        annotations = notes.replace("{second}", str(second))
        assert file.page(entries=f"/Annots [{annotations}] {entries}") == first
        assert file.page() == second
        file.catalogue = catalogue.replace("{second}", str(second))
        path = tmp_path / "links.pdf"
        path.write_bytes(file.to_bytes())
        document = open_pdf(str(path))
        try:
            return document.links(0)
        finally:
            document.close()

    return read


@pytest.mark.parametrize(
    ("body", "x", "y"),
    [
        ("/Dest [{second} 0 R /XYZ 100 500 0]", 100.0, 342.0),
        ("/Dest [{second} 0 R /Fit]", 0.0, 0.0),
        ("/Dest [1 /FitH 400]", 0.0, 442.0),
        ("/A << /S /GoTo /D [{second} 0 R /XYZ null null null] >>", 0.0, 0.0),
        ("/A << /S /GoTo /D (chapter) >>", 10.0, 142.0),
        ("/A << /S /Named /N /NextPage >>", 0.0, 0.0),
        ("/A << /S /Named /N /LastPage >>", 0.0, 0.0),
        # a script that would follow is not even looked at
        ("/A << /S /GoTo /D [{second} 0 R /Fit] /Next << /S /JavaScript /JS (x) >> >>", 0.0, 0.0),
    ],
)
def test_a_link_in_the_document_leads_to_a_place(links_on, body, x, y):
    names = "/Names << /Dests << /Names [(chapter) [{second} 0 R /XYZ 10 700 null]] >> >>"
    assert links_on(body, catalogue=names) == (PageLink(RECT, LinkKind.PLACE, 1, y, x=x),)


@pytest.mark.parametrize(
    ("place", "spots"),
    [
        ("/XYZ 100 700 0", [(100, 142), (700, 100), (495, 700), (142, 495)]),
        ("/FitR 100 500 300 700", [(100, 142), (500, 100), (295, 500), (142, 295)]),
        # the height in a page that is turned by a quarter is a number that the file has not got
        ("/XYZ null 700 0", [(0, 142), (0, 0), (0, 700), (0, 0)]),
        ("/FitH 700", [(0, 142), (0, 0), (0, 700), (0, 0)]),
        ("/FitV 100", [(100, 0), (0, 0), (495, 0), (0, 0)]),
    ],
)
def test_a_place_on_a_turned_page_is_where_the_page_shows_it(tmp_path, place, spots):
    file = PdfFile()
    for turns in range(4):
        file.page(entries=f"/Rotate {90 * turns}")
    links = " ".join(f"<< /Subtype /Link /Rect [10 10 50 50] /Dest [{page} 0 R {place}] >>" for page in file.pages)
    file.page(entries=f"/Annots [{links}]")
    add_outline(file, [(1, "Here", turns) for turns in range(4)])
    path = tmp_path / "turned.pdf"
    path.write_bytes(file.to_bytes().replace(b"/Fit]", f"{place}]".encode()))
    document = open_pdf(str(path))
    assert [(link.page, link.x, link.y) for link in document.links(4)] == [(page, *spots[page]) for page in range(4)]
    assert [(entry.page, entry.x, entry.y) for entry in document.outline()] == [
        (page, *spots[page]) for page in range(4)
    ]
    document.close()


@pytest.mark.parametrize(
    "target",
    ["https://www.un.org/en/", "javascript:alert(1)", "mailto:a@example.org", "file:///etc/passwd", "www.un.org",
     "https://evil.example/\u202egpj"],
)  # fmt: skip
def test_an_address_is_told_as_the_file_has_it(links_on, target):
    coded = f"<{('feff' + target.encode('utf-16-be').hex())}>"
    assert links_on(f"/A << /S /URI /URI {coded} >>") == (PageLink(RECT, LinkKind.ADDRESS, target=target),)


@pytest.mark.parametrize(
    ("action", "reason", "target"),
    [
        ("/S /Launch /F (calc.exe)", "it would open a file or start a program", "calc.exe"),
        ("/S /Launch /Win << /F (cmd.exe) /P (/c x) >>", "it would open a file or start a program", ""),
        ("/S /GoToR /F << /F (a.pdf) /UF (other.pdf) >> /D [2 /Fit]", "it leads into another file", "other.pdf"),
        ("/S /GoToE /T << /R /C /N (x.pdf) >>", "it leads into an attached file", ""),
        ("/S /JavaScript /JS (app.launchURL)", "it would run a script", "app.launchURL"),
        ("/S /SubmitForm /F (https://evil.example/)", "it would send a form", "https://evil.example/"),
        ("/S /ImportData /F (data.fdf)", "it would fill in a form from a file", "data.fdf"),
        ("/S /Rendition", "it would play a recording", ""),
        ("/S /Invented", pdf_links.OTHER_REASON, ""),
    ],
)
def test_what_would_run_or_fetch_something_is_refused_and_says_why(links_on, action, reason, target):
    assert links_on(f"/A << {action} >>") == (PageLink(RECT, LinkKind.REFUSED, target=target, reason=reason),)


@pytest.mark.parametrize(
    "body",
    ["/Dest [99 /Fit]", "/Dest (nowhere)", "/A 7", "/A << /S /GoTo >>", "/A << /S /URI >>", "", "/Dest [0 R"],
)
def test_what_leads_nowhere_is_no_link(links_on, body):
    assert [link for link in links_on(body) if link.kind is not LinkKind.PLACE] == []


def test_links_stand_where_a_turned_and_cropped_page_shows_them(links_on):
    link = "/A << /S /URI /URI (https://un.org) >>"
    script = "/A << /S /JavaScript /JS (x) >>"
    width, height = A4
    turned = [links_on(one, entries="/Rotate 90 /CropBox [5 0 595 842]")[0].rect for one in (link, script)]
    assert turned[0] == turned[1]
    assert (turned[0].x0, turned[0].y0) == pytest.approx((BOX[1], BOX[0] - 5), abs=0.01)
    assert turned[0].x1 <= height
    assert turned[0].y1 <= width


def test_a_page_with_any_number_of_links_gives_so_many(links_on, monkeypatch):
    monkeypatch.setattr(pdf_links, "MOST_LINKS", 5)
    assert len(links_on(*["/A << /S /URI /URI (https://un.org) >>"] * 50)) == 5


def test_a_target_without_end_is_cut(links_on):
    [link] = links_on(f"/A << /S /JavaScript /JS ({'x' * 100_000}) >>")
    assert len(link.target) == pdf_links.LONGEST_TARGET


def test_a_link_of_no_size_cannot_be_clicked(links_on):
    assert links_on("/A << /S /URI /URI (https://un.org) >>", box=(10, 10, 10, 10)) == ()
