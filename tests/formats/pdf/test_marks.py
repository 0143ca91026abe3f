"""Marks on copies of PDF files: put there, read by another library, drawn by another program, and read back by us."""

from __future__ import annotations

import shutil
import subprocess
from datetime import UTC, datetime

import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from papers import pdf_papers

from viewer.formats.mupdf import mupdf, open_pdf
from viewer.formats.pdf.marks import iso_date, pdf_date
from viewer.model.geometry import PageRect
from viewer.model.mark import Mark, MarkStyle
from viewer.workers.child.marking import laid, with_words

RED = (0.8, 0.1, 0.1)
WORD = "word"
TIME = "2026-01-02T03:04:05.000000+00:00"


@pytest.fixture
def marked(tmp_path):
    """Writes a paper and a copy of it with marks; gives both paths and whether the copy was only added to."""

    def write(data, *marks, password=None):
        paper, copy = tmp_path / "paper.pdf", tmp_path / "copy.pdf"
        paper.write_bytes(data)
        document = open_pdf(str(paper), password)
        target = document.marked_copy(str(copy))
        for mark in marks:
            target.add(laid(mark, *document.glyphs(mark.page)))
        incremental = target.save()
        target.close()
        document.close()
        assert paper.read_bytes() == data
        return paper, copy, incremental

    return write


def on_words(page_text, words, style=MarkStyle.HIGHLIGHT, page=0, **more):
    at = page_text.index(words)
    values = {"color": RED, "author": "Яна", "created": TIME, "modified": TIME, "name": "one", **more}
    return Mark(page, style, (at, at + len(words)), **values)


def annotations(path, password=None):
    """What pypdf reads, by page."""
    reader = pypdf.PdfReader(path, password=password)
    found = [[entry.get_object() for entry in page.get("/Annots", [])] for page in reader.pages]
    return [[entry for entry in page if entry["/Subtype"] != "/Popup"] for page in found]


def drawn(path, page=1, password=None):
    """The pixels of a page as poppler draws them at 72 dots per inch."""
    if shutil.which("pdftoppm") is None:
        pytest.skip("poppler's pdftoppm is not installed here")
    command = [
        "pdftoppm",
        "-cropbox",
        "-r",
        "72",
        "-f",
        str(page),
        "-l",
        str(page),
        *(["-upw", password] if password else []),
    ]
    ppm = subprocess.run([*command, str(path)], check=True, capture_output=True).stdout
    return mupdf.Pixmap(ppm)


def reddish(picture, rect):
    """How many of a rectangle's pixels are more red than green."""
    at = [(x, y) for x in range(int(rect.x0), int(rect.x1)) for y in range(int(rect.y0), int(rect.y1))]
    return sum(picture.pixel(*place)[0] > picture.pixel(*place)[1] + 40 for place in at) / len(at)


@pytest.mark.parametrize("style", [MarkStyle.HIGHLIGHT, MarkStyle.UNDERLINE, MarkStyle.STRIKE_OUT])
@pytest.mark.parametrize(
    "entries", ["", "/Rotate 90 /CropBox [20 30 575 800]", "/Rotate 180", "/CropBox [10 10 500 820]"]
)
def test_words_are_marked_where_they_stand_on_a_page_however_it_is_turned_and_cut(marked, style, entries):
    text = "Hello world\nof fishes and wells\n"
    data = pdf_papers.text_pages(text.strip(), entries=entries)
    mark = on_words(text, "world\nof fishes", style, contents="تعليق", subject="a, b")
    paper, copy, incremental = marked(data, mark)
    assert incremental
    assert copy.read_bytes().startswith(data)
    assert copy.stat().st_size - len(data) < 5000
    [[entry]] = annotations(copy)
    assert entry["/Subtype"] == f"/{style.value}"
    assert len(entry["/QuadPoints"]) == 16
    told = [entry[key] for key in ("/Contents", "/T", "/Subj", "/NM", "/M", "/CreationDate")]
    assert told == ["تعليق", "Яна", "a, b", "one", "D:20260102030405Z", "D:20260102030405Z"]
    document = open_pdf(str(paper))
    glyphs = document.glyphs(0)[1]
    picture = drawn(copy)
    inside = [reddish(picture, rect) for rect in glyphs.rects(*mark.stretch)]
    assert all(share > (0.3 if style is MarkStyle.HIGHLIGHT else 0.02) for share in inside)
    assert reddish(picture, glyphs.rects(0, 5)[0]) < 0.25  # the boxes of lines overlap
    assert not any(reddish(drawn(paper), rect) for rect in glyphs.rects(*mark.stretch))
    document.close()


def test_underlines_of_turned_words_lie_under_their_letters(marked):
    data = pdf_papers.text_pages("Hello world", entries="/Rotate 90")
    paper, copy, _ = marked(data, on_words("Hello world\n", "world", MarkStyle.UNDERLINE))
    document = open_pdf(str(paper))
    [box] = document.glyphs(0)[1].rects(6, 11)
    document.close()
    picture = drawn(copy)
    assert box.height > box.width  # the words run down the page
    left = PageRect(box.x0 - 2, box.y0, box.x0 + box.width / 3, box.y1)
    right = PageRect(box.x0 + 2 * box.width / 3, box.y0, box.x1 + 2, box.y1)
    assert reddish(picture, left) > 0.1
    assert reddish(picture, right) == 0


def test_arabic_is_marked_line_by_line(marked):
    data = pdf_papers.arabic_annex()
    text = "".join(line + "\n" for line in pdf_papers.ARABIC_LINES)
    words = text[10:40]
    _paper, copy, _ = marked(data, on_words(text, words, contents=words))
    [[entry]] = annotations(copy)
    assert entry["/Contents"] == words
    assert len(entry["/QuadPoints"]) == 16  # from within the first line into the second
    upper, lower = (entry["/QuadPoints"][at : at + 8] for at in (0, 8))
    assert max(lower[0::2]) > max(upper[0::2])  # the second begins at the right margin


def test_notes_without_words_are_signs_that_do_not_cover_each_other(marked):
    marks = [Mark(1, MarkStyle.TEXT, contents=f"Note {number}", name=str(number)) for number in range(40)]
    region = Mark(1, MarkStyle.SQUARE, rects=(PageRect(100, 300, 200, 340),), color=RED, name="region")
    _paper, copy, _ = marked(pdf_papers.text_pages("One", "Two", entries="/Rotate 90"), *marks, region)
    _first, second = annotations(copy)
    assert len({tuple(entry["/Rect"]) for entry in second}) == 41
    assert [entry["/Contents"] for entry in second[:40]] == [f"Note {number}" for number in range(40)]
    picture = drawn(copy, 2)
    assert reddish(picture, PageRect(98, 310, 103, 330)) > 0.1
    assert reddish(picture, PageRect(110, 310, 190, 330)) == 0


@pytest.mark.parametrize("method", [mupdf.PDF_ENCRYPT_RC4_128, mupdf.PDF_ENCRYPT_AES_256])
def test_the_copy_of_a_protected_file_keeps_its_password(marked, method):
    with mupdf.open(stream=pdf_papers.text_pages("A secret page"), filetype="pdf") as document:
        data = document.tobytes(encryption=method, user_pw=WORD, owner_pw="owner")
    _paper, copy, incremental = marked(data, on_words("A secret page\n", "secret"), password=WORD)
    assert incremental
    assert mupdf.open(str(copy)).needs_pass
    assert reddish(drawn(copy, password=WORD), PageRect(84, 62, 112, 74)) > 0.3
    if method == mupdf.PDF_ENCRYPT_RC4_128:  # pypdf wants another library for the other
        assert annotations(copy, WORD)[0][0]["/T"] == "Яна"


def test_a_file_whose_protection_forbids_notes_is_not_copied(tmp_path):
    paper = tmp_path / "paper.pdf"
    with mupdf.open(stream=pdf_papers.text_pages("Read only"), filetype="pdf") as document:
        document.save(paper, encryption=mupdf.PDF_ENCRYPT_AES_256, owner_pw="owner", permissions=mupdf.PDF_PERM_PRINT)
    document = open_pdf(str(paper))
    with pytest.raises(PermissionError, match="does not allow notes"):
        document.marked_copy(str(tmp_path / "copy.pdf"))


def test_a_damaged_file_is_written_anew(marked):
    data = pdf_papers.text_pages("A damaged page").replace(b"startxref", b"startxxxx")
    _paper, copy, incremental = marked(data, on_words("A damaged page\n", "damaged"))
    assert not incremental
    assert annotations(copy)[0][0]["/NM"] == "one"
    assert copy.stat().st_size < len(data) + 5000


def test_what_is_there_already_is_not_written_over(tmp_path):
    paper, copy = tmp_path / "paper.pdf", tmp_path / "copy.pdf"
    paper.write_bytes(pdf_papers.text_pages("Words"))
    copy.write_text("mine")
    with pytest.raises(FileExistsError):
        open_pdf(str(paper)).marked_copy(str(copy))
    assert copy.read_text() == "mine"


def test_marks_are_read_back_as_they_were_put(marked):
    text = "Hello world\nof fishes and wells\n"
    put = [
        on_words(text, "fishes", contents="One\nTwo", subject="a"),
        on_words(text, "Hello", MarkStyle.UNDERLINE, name=""),
        Mark(0, MarkStyle.TEXT, contents="On the page", author="B", created=TIME, modified=TIME, name="two"),
    ]
    _paper, copy, _ = marked(pdf_papers.text_pages(text.strip()), *put)
    document = open_pdf(str(copy))
    found = with_words(document.marks(0), document.glyphs(0)[1])
    again = with_words(document.marks(0), document.glyphs(0)[1])
    document.close()
    assert [mark.stretch for mark in found] == [put[0].stretch, put[1].stretch, None]
    told = [(mark.style, mark.contents, mark.author, mark.created, mark.subject) for mark in found]
    assert told == [(mark.style, mark.contents, mark.author, mark.created, mark.subject) for mark in put]
    assert [round(part, 2) for part in found[0].color] == list(RED)
    assert [found[0].name, found[2].name] == ["one", "two"]
    assert found[1].name  # it had none, and has the same whenever it is read
    assert again == found


def test_the_markdown_of_words_comes_back_until_another_program_edits_them(marked, tmp_path):
    put = on_words("Hello world\n", "Hello", contents="bold слова (a)\n• один", source="**bold** слова (a)\n\n- один")
    _paper, copy, _ = marked(pdf_papers.text_pages("Hello world"), put)
    [[there]] = annotations(copy)
    assert there["/Contents"] == put.contents
    assert "/RC" not in there

    def read(path):
        document = open_pdf(str(path))
        [mark] = document.marks(0)
        document.close()
        return mark

    assert (read(copy).contents, read(copy).source) == (put.contents, put.source)
    writer = pypdf.PdfWriter(clone_from=copy)
    [entry] = writer.pages[0]["/Annots"]
    entry.get_object()[pypdf.generic.NameObject("/Contents")] = pypdf.generic.TextStringObject("bold words, edited")
    writer.write(tmp_path / "edited.pdf")
    assert (read(tmp_path / "edited.pdf").contents, read(tmp_path / "edited.pdf").source) == ("bold words, edited", "")


def test_replies_name_what_they_answer_and_states_are_nobodys_words(tmp_path):
    path = tmp_path / "replies.pdf"
    with mupdf.open(stream=pdf_papers.text_pages("Words"), filetype="pdf") as document:
        page = document[0]
        first, reply, state = (page.add_text_annot((50, 50), words) for words in ("Question", "Answer", "Accepted"))
        document.xref_set_key(first.xref, "NM", "(first)")
        for answer in (reply, state):
            answer.set_irt_xref(first.xref)
        document.xref_set_key(state.xref, "State", "(Accepted)")
        document.save(path)
    opened = open_pdf(str(path))
    assert [(mark.contents, mark.reply_to) for mark in opened.marks(0)] == [("Question", ""), ("Answer", "first")]
    opened.close()


def test_an_answer_that_stands_before_what_it_answers_and_a_group(tmp_path):
    path = tmp_path / "replaced.pdf"
    with mupdf.open(stream=pdf_papers.text_pages("Old words"), filetype="pdf") as document:
        page = document[0]
        struck = page.add_strikeout_annot(page.search_for("Old"))
        caret = page.add_caret_annot((90, 60))
        caret.set_info(content="New")
        for annotation, name in ((struck, "struck"), (caret, "caret")):
            document.xref_set_key(annotation.xref, "NM", f"({name})")
        struck.set_irt_xref(caret.xref)
        document.xref_set_key(struck.xref, "RT", "/Group")
        document.save(path)
    opened = open_pdf(str(path))
    told = [(mark.name, mark.style, mark.reply_to, mark.grouped) for mark in opened.marks(0)]
    opened.close()
    assert told == [("struck", MarkStyle.STRIKE_OUT, "caret", True), ("caret", MarkStyle.OTHER, "", False)]


def test_annotations_of_one_name_are_told_apart(tmp_path):
    path = tmp_path / "copied.pdf"
    with mupdf.open(stream=pdf_papers.text_pages("Words"), filetype="pdf") as document:
        for words in ("One", "Two"):
            annotation = document[0].add_text_annot((50, 50), words)
            document.xref_set_key(annotation.xref, "NM", "(same)")
        document.save(path)
    opened = open_pdf(str(path))
    told = {mark.name: mark.contents for mark in opened.marks(0)}
    opened.close()
    assert list(told.values()) == ["One", "Two"]


@given(
    st.datetimes(*(datetime(year, 1, 1) for year in (1000, 9000)))  # noqa: DTZ001 - the test gives them their zone
)
def test_times_go_into_a_pdf_and_come_back_to_the_second(moment):
    iso = moment.replace(microsecond=0, tzinfo=UTC).isoformat(timespec="microseconds")
    assert iso_date(pdf_date(iso)) == iso


@given(st.text())
def test_no_date_is_an_error(words):
    iso_date(words)
    iso_date(f"D:2020{words}")
    pdf_date(words)


@pytest.mark.parametrize(
    ("date", "iso"),
    [
        ("D:20200408120000+02'00'", "2020-04-08T10:00:00.000000+00:00"),
        ("D:20200408120000-0530", "2020-04-08T17:30:00.000000+00:00"),
        ("D:202004", "2020-04-01T00:00:00.000000+00:00"),
        ("D:20209999", ""),
        ("yesterday", ""),
    ],
)
def test_dates_are_read_with_their_zones(date, iso):
    assert iso_date(date) == iso


def test_hundreds_of_notes_neither_corrupt_the_copy_nor_blow_it_up(marked, caplog):
    """A reader saw a file broken by the hundreds of notes that had been embedded in it, another by saving it again."""
    text = "\n".join(f"word{number:03}" for number in range(40))
    data = pdf_papers.text_pages(*[text] * 5)
    marks = [
        on_words(text, f"word{number:03}", page=page, name=f"{page}-{number}", contents=f"note {number} " * 5)
        for page in range(5)
        for number in range(40)
    ]
    _, copy, incremental = marked(data, *marks)
    assert incremental
    assert copy.read_bytes().startswith(data), "what was there is there to the byte"
    assert copy.stat().st_size - len(data) < 2500 * len(marks)
    names = [entry["/NM"] for page in annotations(copy) for entry in page]
    assert sorted(names) == sorted(mark.name for mark in marks)
    assert caplog.text == "", "pypdf has nothing to complain of"
