"""Sentences as the papers of the United Nations have them, in six languages, and all that they cite."""

from __future__ import annotations

import pytest

from tests.analysis.references.citing import references_of

SC = "Security Council"

CITING = [
    (
        "",
        (
            "The mandate was renewed by Security Council resolutions 2650 (2022), 2695 (2023), and, most "
            "recently, 2749 (2024)."
        ),
        ["S/RES/2650 (2022)", "S/RES/2695 (2023)", "S/RES/2749 (2024)"],
    ),
    (
        SC,
        (
            "Recalling resolution 1559 (2004), resolution 1680 (2006), and the statements of its President "
            "on the situation,"
        ),
        ["S/RES/1559 (2004)", "S/RES/1680 (2006)"],
    ),
    (
        "",
        (
            "The General Assembly, in its resolutions 55/2, 60/1 and 70/1, and the Economic and Social "
            "Council, in its resolution 2021/30, called for it."
        ),
        ["A/RES/55/2", "A/RES/60/1", "A/RES/70/1", "E/RES/2021/30"],
    ),
    ("", "Pursuant to Human Rights Council resolution S-17/1 the commission was established.", ["A/HRC/RES/S-17/1"]),
    ("", "See General Assembly resolution S-20/2, annex, and resolution S-24/2.", ["A/RES/S-20/2", "A/RES/S-24/2"]),
    (
        "",
        "General Assembly resolution 3411 A and B (XXX) and 31/6 A to C",
        ["A/RES/3411 A (XXX)", "A/RES/3411 B (XXX)", "A/RES/31/6 A", "A/RES/31/6 B", "A/RES/31/6 C"],
    ),
    (
        "",
        "Security Council resolutions 822 to 824 (1993) were considered.",
        ["S/RES/822 (1993)", "S/RES/823 (1993)", "S/RES/824 (1993)"],
    ),
    (
        "",
        "the sanctions imposed under UNSCR 1718, UNSCR 1874 and UNSCR 2087",
        ["S/RES/1718 (2006)", "S/RES/1874 (2009)", "S/RES/2087 (2013)"],
    ),
    ("", "UN Security Council Resolution No. 1701", ["S/RES/1701 (2006)"]),
    (
        "",
        "The Security Council (S/RES/2334) and GA Res 67/19 of 29 November 2012",
        ["S/RES/2334 (2016)", "A/RES/67/19"],
    ),
    ("", "G.A. Res. 3314 (XXIX), U.N. GAOR, 29th Sess., U.N. Doc. A/RES/3314 (1974)", ["A/RES/3314 (XXIX)"]),
    ("", "S.C. Res. 242, U.N. Doc. S/RES/242 (Nov. 22, 1967)", ["S/RES/242 (1967)"]),
    ("", "resolution 2334 of the Security Council, adopted on 23 December 2016,", ["S/RES/2334 (2016)"]),
    (SC, "Recalling its resolution 2743 and in particular paragraph 3 thereof,", ["S/RES/2743 (2024)"]),
    ("", "Resolution 2612 (2022) of the Security Council", ["S/RES/2612 (2022)"]),
    (
        "",
        "Security Council Committee pursuant to resolutions 1267 (1999) 1989 (2011) and 2253 (2015)",
        ["S/RES/1267 (1999)", "S/RES/1989 (2011)", "S/RES/2253 (2015)"],
    ),
    (
        "",
        "resolutions\n1267\n(1999), 1989 (2011)\nand 2253 (2015)",
        ["S/RES/1267 (1999)", "S/RES/1989 (2011)", "S/RES/2253 (2015)"],
    ),
    ("", "the pro-\nvisions of Security Coun-\ncil resolu-\ntion 2231\n(2015)", ["S/RES/2231 (2015)"]),
    (
        "",
        "Human Rights Council decisions 17/119 and 37/101 and Council presidential statement PRST/8/1",
        ["A/HRC/DEC/17/119", "A/HRC/DEC/37/101", "A/HRC/PRST/8/1"],
    ),
    ("", "statement by the President of the Security Council of 31 October 2021 (S/PRST/2021/22)", ["S/PRST/2021/22"]),
    (
        "",
        "General Assembly decision 74/544 of 27 March 2020; decisions 58/402, 58/403",
        ["A/DEC/74/544", "A/DEC/58/402", "A/DEC/58/403"],
    ),
    (
        "",
        "Economic and Social Council resolutions 1503 (XLVIII) and 2000/3 and decision 2000/284",
        ["E/RES/1503 (XLVIII)", "E/RES/2000/3", "E/DEC/2000/284"],
    ),
    (
        "",
        "Commission on Human Rights resolutions 1996/20 and 2004/50 and Sub-Commission resolution 2002/8",
        ["E/CN.4/RES/1996/20", "E/CN.4/RES/2004/50"],
    ),
    ("", "Uniting for Peace, resolution 377 A (V), and resolutions 377 (V) A", ["A/RES/377 A (V)"]),
    ("", "paragraphs 5 and 7 of resolution 2664 (2022)", ["S/RES/2664 (2022)"]),
    (
        "",
        "Having adopted resolution 71/1, the New York Declaration, as well as resolutions 72/280 and 73/195;",
        ["A/RES/71/1", "A/RES/72/280", "A/RES/73/195"],
    ),
    (
        "",
        "resolution 1325 (2000)1 and resolution 1820 (2008)12 were adopted by the Security Council.",
        ["S/RES/1325 (2000)", "S/RES/1820 (2008)"],
    ),
    ("", "General Assembly resolution 70/1.1 See also resolution 69/313.", ["A/RES/70/1", "A/RES/69/313"]),
    (
        "",
        (
            "Resolution adopted by the General Assembly on 19 December 2016 [on the report of the Third "
            "Committee (A/71/484/Add.2)] 71/199."
        ),
        ["A/71/484/Add.2"],
    ),
    (
        "",
        (
            "1 Resolution 217 A (III).\n2 See resolution 2200 A (XXI), annex.\n3 United Nations, Treaty "
            "Series, vol. 1577, No. 27531."
        ),
        ["A/RES/217 A (III)", "A/RES/2200 A (XXI)", "Treaty Series, vol. 1577, No. 27531"],
    ),
    (
        "",
        "Dans sa résolution 2719 (2023), le Conseil de sécurité a rappelé ses résolutions 2320 (2016) et 2378 (2017).",
        ["S/RES/2719 (2023)", "S/RES/2320 (2016)", "S/RES/2378 (2017)"],
    ),
    (
        "",
        (
            "conformément à la résolution 60/251 de l’Assemblée générale, en date du 15 mars 2006, et aux "
            "résolutions 5/1 et 5/2 du Conseil des droits de l’homme, en date du 18 juin 2007"
        ),
        ["A/RES/60/251", "A/HRC/RES/5/1", "A/HRC/RES/5/2"],
    ),
    (
        "",
        "les résolutions nos 1325 (2000) et 1820 (2008) du Conseil de sécurité",
        ["S/RES/1325 (2000)", "S/RES/1820 (2008)"],
    ),
    (
        "",
        "la résolution no 1701 du Conseil de sécurité ; le projet de résolution A/79/L.5",
        ["S/RES/1701 (2006)", "A/79/L.5"],
    ),
    (
        "",
        "la résolution 1996/31 du Conseil économique et social et la décision 2011/277",
        ["E/RES/1996/31", "E/DEC/2011/277"],
    ),
    (
        "",
        "Rappelant les résolutions 2625 (XXV) du 24 octobre 1970 et 3314 (XXIX) du 14 décembre 1974,",
        ["A/RES/2625 (XXV)", "A/RES/3314 (XXIX)"],
    ),
    ("", "au paragraphe 7 de la résolution 2231 (2015)", ["S/RES/2231 (2015)"]),
    ("", "les résolutions de l’Assemblée générale 60/1 et 60/180", ["A/RES/60/1", "A/RES/60/180"]),
    (
        "",
        "las resoluciones 1612 (2005), 1882 (2009) y 1998 (2011) del Consejo de Seguridad",
        ["S/RES/1612 (2005)", "S/RES/1882 (2009)", "S/RES/1998 (2011)"],
    ),
    ("", "su resolución 16/21, de 25 de marzo de 2011, del Consejo de Derechos Humanos", ["A/HRC/RES/16/21"]),
    (
        "",
        (
            "las resoluciones de la Asamblea General 47/191, de 22 de diciembre de 1992, 57/270 B, de 23 de "
            "junio de 2003, y 67/290, de 9 de julio de 2013"
        ),
        ["A/RES/47/191", "A/RES/57/270 B", "A/RES/67/290"],
    ),
    ("", "la resolución 2065 (XX) y la resolución 31/49 de la Asamblea General", ["A/RES/2065 (XX)", "A/RES/31/49"]),
    (
        "",
        "la observación general núm. 36 (2018); el proyecto de resolución A/C.3/79/L.20; la Ley 1448 (2011)",
        ["A/C.3/79/L.20"],
    ),
    (
        "",
        "la resolución núm. 2535 del Consejo de Seguridad; el párrafo 4 de la resolución 2419 (2018)",
        ["S/RES/2535 (2020)", "S/RES/2419 (2018)"],
    ),
    (
        "",
        "резолюций Совета Безопасности 1325 (2000), 1820 (2008) и 1888 (2009), а также резолюции 2467 (2019)",
        ["S/RES/1325 (2000)", "S/RES/1820 (2008)", "S/RES/1888 (2009)", "S/RES/2467 (2019)"],
    ),
    (
        "",
        "Генеральная Ассамблея в своей резолюции 68/262 от 27 марта 2014 года и в резолюциях 71/205 и 72/190",
        ["A/RES/68/262", "A/RES/71/205", "A/RES/72/190"],
    ),
    (
        "",
        "В соответствии с резолюциями 5/1 и 16/21 Совета по правам человека и резолюцией 60/251 Генеральной Ассамблеи",
        ["A/HRC/RES/5/1", "A/HRC/RES/16/21", "A/RES/60/251"],
    ),
    ("", "во исполнение пункта 14 резолюции 2254 (2015) Совета Безопасности", ["S/RES/2254 (2015)"]),
    (
        "",
        "резолю-\nциями 822, 853, 874 и 884 Совета Безопасности ООН",
        ["S/RES/822 (1993)", "S/RES/853 (1993)", "S/RES/874 (1993)", "S/RES/884 (1993)"],
    ),
    (
        "",
        "резолюции Экономического и Социального Совета 1996/31 и 2006/23, решение 2011/277",
        ["E/RES/1996/31", "E/RES/2006/23", "E/DEC/2011/277"],
    ),
    ("", "решение 58/403 Генеральной Ассамблеи; проект резолюции A/79/L.5", ["A/DEC/58/403", "A/79/L.5"]),
    ("", "РСБ ООН 1701; СБ ООН принял резолюцию 2202 (2015)", ["S/RES/2202 (2015)"]),
    (
        "",
        "резолюция 3379 (ХХХ) Генеральной Ассамблеи, резолюции 217 А (III) и 2200 А (ХХI)",
        ["A/RES/3379 (XXX)", "A/RES/217 A (III)", "A/RES/2200 A (XXI)"],
    ),
    (SC, "وإذ يشير إلى قراراته ١٣٢٥ (٢٠٠٠) و ١٨٢٠ (٢٠٠٨)", ["S/RES/1325 (2000)", "S/RES/1820 (2008)"]),
    (
        "",
        "عملا بقرار الجمعية العامة 60/251 وقراري مجلس حقوق الإنسان 5/1 و 16/21",
        ["A/RES/60/251", "A/HRC/RES/5/1", "A/HRC/RES/16/21"],
    ),
    ("", "قرار مجلس الأمن رقم 1701 وقراره رقم 1559", ["S/RES/1701 (2006)", "S/RES/1559 (2004)"]),
    ("", "قرار المجلس الاقتصادي والاجتماعي 1996/31 ومقرر الجمعية العامة 58/403", ["E/RES/1996/31", "A/DEC/58/403"]),
    ("", "الفقرة 5 من قرار مجلس الأمن 2231 (2015)", ["S/RES/2231 (2015)"]),
    ("", "مشروع القرار A/79/L.5؛ التوصية العامة رقم 35 (2017)؛ القانون رقم 822 (1993)", ["A/79/L.5"]),
    ("", "قرارا الجمعية العامة 217 ألف (د-3) و 2200 ألف (د-21)", ["A/RES/217 A (III)", "A/RES/2200 A (XXI)"]),
    (
        "",
        "回顾安全理事会关于妇女与和平与安全的第1325(2000)号、第1820(2008)号、第1888(2009)号和第2122(2013)号决议",
        ["S/RES/1325 (2000)", "S/RES/1820 (2008)", "S/RES/1888 (2009)", "S/RES/2122 (2013)"],
    ),
    (
        "",
        "根据大会2006年3月15日第60/251号决议和人权理事会2007年6月18日第5/1号和第5/2号决议",
        ["A/RES/60/251", "A/HRC/RES/5/1", "A/HRC/RES/5/2"],
    ),
    ("", "经济及社会理事会第1996/31号决议和大会第58/403号决定", ["E/RES/1996/31", "A/DEC/58/403"]),
    ("", "安理會第1701(2006)號決議第8段", ["S/RES/1701 (2006)"]),
    ("", "大会第217 A(III)号决议和第2200 A(XXI)号决议，附件", ["A/RES/217 A (III)", "A/RES/2200 A (XXI)"]),
    ("", "第2231(2015)号\n决议", ["S/RES/2231 (2015)"]),
    ("", "安全理事会第２３３４（２０１６）号决议", ["S/RES/2334 (2016)"]),
    (
        SC,
        "回顾其第822、853、874和884号决议",
        ["S/RES/822 (1993)", "S/RES/853 (1993)", "S/RES/874 (1993)", "S/RES/884 (1993)"],
    ),
    ("", "Four resolutions of the UN Security Council (NN 822, 853)", ["S/RES/822 (1993)", "S/RES/853 (1993)"]),
    ("", "大会第46/182、58/114和60/124号决议", ["A/RES/46/182", "A/RES/58/114", "A/RES/60/124"]),
    ("", "安全理事会第1267(1999)、1989(2011)号决议", ["S/RES/1267 (1999)", "S/RES/1989 (2011)"]),
    ("", "قرار مجلس الأمن 2005/1593م", ["S/RES/1593 (2005)"]),
    ("", "В резолюции 1244 СБ ООН и резолюции 64/298 ГА ООН", ["S/RES/1244 (1999)", "A/RES/64/298"]),
    ("", "résolutions 822 et 853 (1993) du Conseil de sécurité", ["S/RES/822 (1993)", "S/RES/853 (1993)"]),
    ("", "las resoluciones 3/1 y 16/2 del Consejo de Derechos Humanos", ["A/HRC/RES/3/1", "A/HRC/RES/16/2"]),
]
CITING_NOTHING = [
    "general recommendation No. 35 (2017) and general comment No. 24 (2019)",
    "Committee on Enforced Disappearances, views on communication No. 17/2015; Law No. 822 (1993); Decree 1325 (2000)",
    "World Health Assembly resolution 73.1 and resolution WHA72.3; IMO resolution A.1110 (30)",
    "Inter-Parliamentary resolution 12/3 of the European Parliament",
    "African Commission resolution 275 (2014); OAS resolution 2435 (2008)",
    "In accordance with rule 12 (1999) and article 43 (1982) of the Convention",
    "Loi no 822 (1993); recommandation générale no 35 (2017); règlement (CE) no 881/2002",
    "общая рекомендация № 35 (2017); замечание общего порядка № 24 (2019); Закон № 822 (1993)",
    "第35(2017)号一般性建议、第24(2019)号一般性意见和第822(1993)号法律",
]


@pytest.mark.parametrize(("own_organ", "text", "cited"), CITING)
def test_all_that_is_cited_is_found_and_nothing_else(own_organ: str, text: str, cited: list[str]) -> None:
    references = references_of(text, own_organ=own_organ)
    assert sorted(reference.symbol for reference in references) == sorted(cited)
    for reference in references:
        assert reference.mentions
        for mention in reference.mentions:
            assert mention.text == text[mention.span.start : mention.span.end]


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        ("Security Council resolution 1701 (2006)\nresolution 1701 (2006). Resolution 1701 says so.", 3),
        ("resolution 1244 (1999) (S/RES/1244 (1999)) and S/RES/1244(1999)", 2),
        ("Security Council resolution 1244 [S/RES/1244 (1999)]; the 1244 régime", 1),
        ("UN Security Council Resolution 853 of 29 July 1993", 1),
    ],
)
def test_each_place_is_counted_once(text: str, mentions: int) -> None:
    (reference,) = references_of(text)
    assert len(reference.mentions) == mentions


@pytest.mark.parametrize("text", CITING_NOTHING)
def test_what_only_looks_like_a_citation_is_refused(text: str) -> None:
    assert references_of(text) == ()
