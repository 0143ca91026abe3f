"""An invented paper in many languages, its texts and what is understood of them, for the panels that list parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from viewer.model.document import LanguageRun, LanguageShare, Section, SectionKind, TextLayer, Understanding
from viewer.model.text import PAGE_BREAK, Span

if TYPE_CHECKING:
    from ui.panels.reading_desk import ReadingDesk

    from viewer.session.open_document import OpenDocument

K = SectionKind
PARTS = (
    # kind, title, level, language, page, paragraphs, declared language
    (K.COVER, "", 1, "ru", 0, None, ""),
    (K.FOOTNOTE, "", 2, "ru", 0, None, ""),
    (K.ANNEX, "Annex to the note verbale dated 8 April 2020 from a Permanent Mission", 1, "en", 1, "1-9", "ar"),
    (K.STATEMENT, "Statement by the Ministry of Harbours on the lights of the northern coast", 2, "en", 1, None, ""),
    (K.CHAPTER, "I. Introduction", 3, "en", 2, "1", ""),
    (K.CHAPTER, "II. The harbour and its lights, as seen by those who keep them in winter", 3, "en", 3, "2-9", ""),
    (K.ANNEX, "المرفق الثاني بيان من وزارة الموانئ بشأن أضواء الساحل الشمالي في فصل الشتاء", 1, "ar", 6, None, "ar"),
    (K.HEADING, "ألف - مقدمة", 2, "ar", 7, None, ""),
    (K.ANNEX, "附件三 港务部关于北部海岸灯光的声明", 1, "zh", 9, None, ""),
    (K.ANNEX, "Anexo IV: carta de fecha 12 de septiembre", 1, "es", 10, None, ""),
    (K.APPENDIX, "Appendice", 2, "fr", 10, None, ""),
    (K.HEADING, "Tabelle", 2, "de", 11, None, ""),
    (K.BODY, "", 1, "und", 11, None, ""),
)  # fmt: skip
PAGES = 12
PAGE = "The harbour master lit the lamps. " * 12


def texts(pages: int = PAGES) -> list[str]:
    """The texts of the first pages."""
    return [f"{number + 1}\n{PAGE}" for number in range(pages)]


def understanding(pages: int = PAGES) -> Understanding:
    """What is understood when so many pages have been read."""
    starts = [0]
    for text in texts(PAGES):
        starts.append(starts[-1] + len(text) + len(PAGE_BREAK))
    seen: dict[int, int] = {}
    begun: list[tuple[int, int]] = []  # start, level
    for _kind, _title, level, _language, page, *_rest in PARTS:
        at = starts[page] + 40 * seen.get(page, 0)
        seen[page] = seen.get(page, 0) + 1
        begun.append((at, level))
    end = starts[pages] - len(PAGE_BREAK)
    sections = []
    for number, (kind, title, level, language, page, paragraphs, declared) in enumerate(PARTS):
        if page >= pages:
            break
        start = begun[number][0]
        following = (at for at, other in begun[number + 1 :] if other <= level)
        span = Span(start, min(next(following, end), end))
        sections.append(Section(kind, title, level, span, language, 1.0, paragraphs, declared))
    shares = (("en", 6904), ("ru", 2210), ("ar", 1731), ("zh", 640), ("es", 410), ("fr", 220), ("und", 90), ("de", 12))
    total = sum(characters for _, characters in shares)
    runs = tuple(LanguageRun(section.span, section.language, 1.0) for section in sections if section.level == 1)
    return Understanding(
        TextLayer.GOOD,
        sections=tuple(sections),
        languages=runs,
        shares=tuple(LanguageShare(code, characters, characters / total) for code, characters in shares),
    )


def read_to_its_end(desk: ReadingDesk) -> OpenDocument:
    """The paper, open on a desk, read and understood."""
    document = desk.open("mixed.pdf", PAGES)
    desk.read(document, texts())
    desk.understand(document, understanding())
    return document
