from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.references.citing import references_of
from viewer.model.reference import ReferenceKind, Source
from viewer.model.text import Span

SC, GA, HRC, ECOSOC = "Security Council", "General Assembly", "Human Rights Council", "Economic and Social Council"

# The document's organ, what it says, and what it cites how often.
CITING: list[tuple[str, str, dict[str, int]]] = [
    # -- English
    ("", "Under resolution 822 (1993), nothing changed.", {"S/RES/822 (1993)": 1}),
    (
        "",
        "Four texts (resolutions 822 (1993), 853 (1993), 874 (1993) and 884 (1993)) say so.",
        {"S/RES/822 (1993)": 1, "S/RES/853 (1993)": 1, "S/RES/874 (1993)": 1, "S/RES/884 (1993)": 1},
    ),
    ("", "The UN Security Council adopted Resolution 822 that spring.", {"S/RES/822 (1993)": 1}),
    ("", "Violations of UNSCR 1701 go on, and of SC res. 1559.", {"S/RES/1701 (2006)": 1, "S/RES/1559 (2004)": 1}),
    ("", "See S.C. Res. 822, U.N. Doc. S/RES/822 (1993).", {"S/RES/822 (1993)": 1}),
    ("", "UNSC Res 1540 (28 April 2004) UN Doc S/RES/1540; wells", {"S/RES/1540 (2004)": 1}),
    ("", "GA Res 3314, UN GAOR, 29th sess, UN Doc A/RES/3314(XXIX) (14 December 1974)", {"A/RES/3314 (XXIX)": 1}),
    ("", "les résolutions 2396 et 2397 (XXIII) sur les puits", {"A/RES/2396 (XXIII)": 1, "A/RES/2397 (XXIII)": 1}),
    ("", "The Trusteeship Council adopted resolution 2183 (LIII) on wells.", {"T/RES/2183 (LIII)": 1}),
    (
        ECOSOC,
        "resolution 1915 (ORG-75), resolution 2046 (S-III) and General Assembly resolution 3201 (S-VI) on wells",
        {"E/RES/1915 (ORG-75)": 1, "E/RES/2046 (S-III)": 1, "A/RES/3201 (S-VI)": 1},
    ),
    (
        "",
        "RESOLUTIONS 2918 (XXVII) DE LfASSEMBLEE GENERALE ET 1804 (LV) DU CONSEIL ECONOMIQUE ET SOCIAL",
        {"A/RES/2918 (XXVII)": 1, "E/RES/1804 (LV)": 1},
    ),
    ("", "The Committee met; 1/\n\n1/   A/45/3, chap. V.\n12/ A/C.3/45/5.", {"A/45/3": 1, "A/C.3/45/5": 1}),
    ("", "See A/45/\nC.3 and A/C.3/45/\nL.7", {"A/C.3/45/L.7": 1}),
    ("", "the summary records (A/C.3/45/SR.18-24)", {"A/C.3/45/SR.18": 1, "A/C.3/45/SR.24": 1}),
    ("", "Document A/C.2/31L.1 of 24 September was before the Committee.", {}),
    ("", "as set forth in its resolution ES -10/14, adopted in December", {"A/RES/ES-10/14": 1}),
    ("", "the report (S/1995/1020 and Add. 1) on wells", {"S/1995/1020": 1, "S/1995/1020/Add.1": 1}),
    (
        "",
        "Economic and Social Council resolutions and decisions\n\n1979/1    Wells\n2023/345    Pumps\n2023/32    Pipes",
        {"E/RES/1979/1": 1, "E/DEC/2023/345": 1, "E/RES/2023/32": 1},
    ),
    (
        "",
        "قرارات ومقررات المجلس الاقتصادي والاجتماعي 2023/345 و 2023/5",
        {"E/DEC/2023/345": 1, "E/RES/2023/5": 1},
    ),
    (
        ECOSOC,
        "Recalling its resolution 2001 (LX) of 12 May 1976, adopted as proposed by the Commission on Narcotic Drugs,",
        {"E/RES/2001 (LX)": 1},
    ),
    ("", "DEC. 57/556 A and B on wells\nDec. 20, 2002", {"A/DEC/57/556 A": 1, "A/DEC/57/556 B": 1}),
    ("", "طبقا للائحة 2351 لسنة 2017 لمجلس الأمن", {"S/RES/2351 (2017)": 1}),
    (
        "",
        "nueve resoluciones de la Asamblea General, dos anteriores (31/49 de 1976) y una posterior (37/9 de 1982)",
        {"A/RES/31/49": 1, "A/RES/37/9": 1},
    ),
    (
        "",
        "Under resolutions 1160 (1998) and 1239 (1999) a mission began. Resolution 1244 was adopted by 14 votes.",
        {"S/RES/1160 (1998)": 1, "S/RES/1239 (1999)": 1, "S/RES/1244 (1999)": 1},
    ),
    ("", "The Trusteeship Council recalled resolution 1541 (XV) on wells.", {"A/RES/1541 (XV)": 1}),
    (
        HRC,
        "Recalling General Assembly resolution 60/251 on wells, and its resolution 50/10,",
        {"A/RES/60/251": 1, "A/HRC/RES/50/10": 1},
    ),
    (
        "",
        "The Human Rights Council, recalling resolution 60/251 of the General Assembly and its resolution 50/10,",
        {"A/RES/60/251": 1, "A/HRC/RES/50/10": 1},
    ),
    (
        "",
        "resolution 7 (XXVI) of the Commission on Human Rights, recalling its resolutions 1235 (XLII) and 1422 (XLVI),",
        {"E/CN.4/RES/7 (XXVI)": 1, "E/RES/1235 (XLII)": 1, "E/RES/1422 (XLVI)": 1},
    ),
    (
        "",
        "Совет по правам человека принял резолюцию S-31/1, а позднее — резолюцию 48/1 о колодцах",
        {"A/HRC/RES/S-31/1": 1, "A/HRC/RES/48/1": 1},
    ),
    (
        "",
        "كما أكده مجلس حقوق الإنسان في قراره 40/21 والفقرة 3 من القرار 40/24",
        {"A/HRC/RES/40/21": 1, "A/HRC/RES/40/24": 1},
    ),
    (
        "",
        "Recalling General Assembly resolution 48/141 and resolution 49/2 on wells",
        {"A/RES/48/141": 1, "A/RES/49/2": 1},
    ),
    ("Governing Council", "The pumps (resolution 66/288) and decision 25/5 on wells", {"A/RES/66/288": 1}),
    ("", "Security Council reso1ution 242 (l967) on wells", {"S/RES/242 (1967)": 1}),
    ("", "Wells Treaty, G.A. Res. 47/34, UN Doc. A/RES/47/34 (25 November 1992)", {"A/RES/47/34": 1}),
    ("", "resolution 72/279 (https://undocs.org/A/RES/72/279) on wells", {"A/RES/72/279": 1}),
    ("", "See https://undocs.org/en/A/RES/64/253, and on it nothing", {"A/RES/64/253": 1}),
    ("", "https://docs.un.org/fr/S/RES/2374(2017)", {"S/RES/2374 (2017)": 1}),
    ("", "G.A. Res. 36/97 (C) (Dec. 9, 1981)", {"A/RES/36/97 C": 1}),
    ("", "General Assembly resolution 186 (S-2) of 14 May 1948", {"A/RES/186 (S-2)": 1}),
    ("", "резолюция ЭС-10/14 Генеральной Ассамблеи", {"A/RES/ES-10/14": 1}),
    ("", "安理会第 1267/1373 号决议", {"S/RES/1267 (1999)": 1, "S/RES/1373 (2001)": 1}),
    ("", "¿Qué resolución de la ONU trata de los pozos? La Resolución 502", {"S/RES/502 (1982)": 1}),
    (
        "",
        "Security Council resolutions 242 and 2334, the 2024 opinion",
        {"S/RES/242 (1967)": 1, "S/RES/2334 (2016)": 1},
    ),
    ("", "مجلس الأمن. وشدد في القرار الذي حمل الرقم 2727، على الآبار", {"S/RES/2727 (2024)": 1}),
    (
        "",
        "في عام 1976، أصدرت الجمعية العامة القرارين: القرار رقم (61/31)، والآبار. القرار رقم (62/31)، والمدارس.",
        {"A/RES/31/61": 1, "A/RES/31/62": 1},
    ),
    ("", "UNSCR 1325/1820", {"S/RES/1325 (2000)": 1, "S/RES/1820 (2008)": 1}),
    ("", "UNSCR 1701 on wells; the freeze (resolution 1452)", {"S/RES/1701 (2006)": 1, "S/RES/1452 (2002)": 1}),
    ("", "UNSC 2334 and SCR 1325 are quoted.", {"S/RES/2334 (2016)": 1, "S/RES/1325 (2000)": 1}),
    ("", "Security Council resolutions 242 and 338 stand.", {"S/RES/242 (1967)": 1, "S/RES/338 (1973)": 1}),
    (
        "",
        "Security Council resolutions 822, 853, 874 and 884 (1993) stand.",
        {"S/RES/822 (1993)": 1, "S/RES/853 (1993)": 1, "S/RES/874 (1993)": 1, "S/RES/884 (1993)": 1},
    ),
    (
        "",
        "Security Council resolutions 822 to 824 (1993) stand.",
        {"S/RES/822 (1993)": 1, "S/RES/823 (1993)": 1, "S/RES/824 (1993)": 1},
    ),
    (
        SC,
        (
            "Recalling its resolution 853 (1993) of 29 July 1993, and its resolutions 1970 (2011) of 26 February "
            "2011 and 2021 (2011) of 29 November 2011,"
        ),
        {"S/RES/853 (1993)": 1, "S/RES/1970 (2011)": 1, "S/RES/2021 (2011)": 1},
    ),
    (
        "",
        "the relevant Security Council resolutions, including 1325 (2000), 1820 (2008) and 2467 (2019)",
        {"S/RES/1325 (2000)": 1, "S/RES/1820 (2008)": 1, "S/RES/2467 (2019)": 1},
    ),
    (
        "",
        "as resolutio n 1701\n(2006) and resolu-\ntion 2293\n(2016) say",
        {"S/RES/1701 (2006)": 1, "S/RES/2293 (2016)": 1},
    ),
    (
        "",
        "General Assembly resolution 60/251 and Human Rights Council resolution 47/24",
        {"A/RES/60/251": 1, "A/HRC/RES/47/24": 1},
    ),
    ("", "as said in Assembly resolution 76/300 and in UNGA 62/243", {"A/RES/76/300": 1, "A/RES/62/243": 1}),
    ("", "HRC 43/1 and HRC res 5/1 differ", {"A/HRC/RES/43/1": 1, "A/HRC/RES/5/1": 1}),
    (HRC, "Recalling its resolutions 5/1, on institution-building, and 5/2,", {"A/HRC/RES/5/1": 1, "A/HRC/RES/5/2": 1}),
    (
        HRC,
        "Recalling General Assembly resolution 60/251 of 15 March 2006 and its own resolution 16/21,",
        {"A/RES/60/251": 1, "A/HRC/RES/16/21": 1},
    ),
    (
        GA,
        "Recalling its resolutions 2453 A (XXIII) of 20 December 1968, 37/90 of 10 December 1982 and 72/79,",
        {"A/RES/2453 A (XXIII)": 1, "A/RES/37/90": 1, "A/RES/72/79": 1},
    ),
    (
        "Economic and Social Council",
        "Recalling resolution 75 (V), resolution 728 F (XXVIII) and resolution 1514 (XV) on wells,",
        {"E/RES/75 (V)": 1, "E/RES/728 F (XXVIII)": 1, "A/RES/1514 (XV)": 1},
    ),
    (
        GA,
        "its resolutions 3411 A and B (XXX) and 31/6 A to C",
        {"A/RES/3411 A (XXX)": 1, "A/RES/3411 B (XXX)": 1, "A/RES/31/6 A": 1, "A/RES/31/6 B": 1, "A/RES/31/6 C": 1},
    ),
    (
        GA,
        "resolutions S-13/2, ES-10/19, 3362 (S-VII) and 2252 (ES-V)",
        {"A/RES/S-13/2": 1, "A/RES/ES-10/19": 1, "A/RES/3362 (S-VII)": 1, "A/RES/2252 (ES-V)": 1},
    ),
    ("", "GA Res. 217A and G.A. Res. 3314 (XXIX)", {"A/RES/217 A (III)": 1, "A/RES/3314 (XXIX)": 1}),
    (
        ECOSOC,
        "Recalling its resolution 1086 B (XXXIX) and its resolution 2023/8,",
        {"E/RES/1086 B (XXXIX)": 1, "E/RES/2023/8": 1},
    ),
    (
        "",
        "Economic and Social Council resolution 1996/31 and Commission on Human Rights resolution 2005/80",
        {"E/RES/1996/31": 1, "E/CN.4/RES/2005/80": 1},
    ),
    ("", "General Assembly decision 58/403 and decision 1/CP.21", {"A/DEC/58/403": 1, "decision 1/CP.21": 1}),
    ("", "the statement by its President of 2021 (S/PRST/2021/18)", {"S/PRST/2021/18": 1}),
    (
        "",
        "A/C.3/62/SR.35, 36 and 47; A/65/366 and Corr.1",
        {"A/C.3/62/SR.35": 1, "A/C.3/62/SR.36": 1, "A/C.3/62/SR.47": 1, "A/65/366": 1, "A/65/366/Corr.1": 1},
    ),
    ("", "in A/HRC/43/\nG/37 and A/79/876-S/2025/230", {"A/HRC/43/G/37": 1, "A/79/876": 1, "S/2025/230": 1}),
    ("", "resolution 62/243 (A/RES/62/243) says", {"A/RES/62/243": 1}),
    ("", "paragraph 5 of resolution 1807 (2008)", {"S/RES/1807 (2008)": 1}),
    ("", "United Nations General Assembly (UNGA) resolution 1514 of 14 December 1960", {"A/RES/1514 (XV)": 1}),
    # -- French
    (
        "",
        (
            "Ses résolutions 1261 (1999) du 25 août 1999, 1265 (1999) du 17 septembre 1999, 1296 (2000) du 19 avril "
            "et 1314 (2000) du 11 août 2000"
        ),
        {"S/RES/1261 (1999)": 1, "S/RES/1265 (1999)": 1, "S/RES/1296 (2000)": 1, "S/RES/1314 (2000)": 1},
    ),
    (
        "",
        "la résolution 62/243 de l’Assemblée générale et la résolution 47/24 du Conseil des droits de l’homme",
        {"A/RES/62/243": 1, "A/HRC/RES/47/24": 1},
    ),
    ("", "la résolution n° 1325 du Conseil de sécurité du 31 octobre 2000", {"S/RES/1325 (2000)": 1}),
    ("", "la résolution 1996/31 du Conseil économique et social", {"E/RES/1996/31": 1}),
    (
        "",
        "les résolutions 822, 853 et 874 du Conseil de sécurité",
        {"S/RES/822 (1993)": 1, "S/RES/853 (1993)": 1, "S/RES/874 (1993)": 1},
    ),
    ("", "le paragraphe 3 de la résolution 2672 (2023)", {"S/RES/2672 (2023)": 1}),
    (
        HRC,
        "ses résolutions 7/36 du 28 mars 2008 et 12/16, et les résolutions 53/144 et 60/251 de l’Assemblée générale",
        {"A/HRC/RES/7/36": 1, "A/HRC/RES/12/16": 1, "A/RES/53/144": 1, "A/RES/60/251": 1},
    ),
    # -- Spanish
    (
        "",
        "en sus resoluciones 822 (1993), de 30 de abril de 1993, y 853 (1993), de 29 de julio de 1993,",
        {"S/RES/822 (1993)": 1, "S/RES/853 (1993)": 1},
    ),
    (
        HRC,
        "en su resolución 5/1, de 18 de junio de 2007, y en la resolución 60/251 de la Asamblea, de 15 de marzo",
        {"A/HRC/RES/5/1": 1, "A/RES/60/251": 1},
    ),
    (
        "",
        "la resolución 1325 (2000) del Consejo de Seguridad y la resolución 62/243 de la Asamblea General",
        {"S/RES/1325 (2000)": 1, "A/RES/62/243": 1},
    ),
    ("", "la resolución 1996/31 del Consejo Económico y Social", {"E/RES/1996/31": 1}),
    (
        GA,
        "Recordando sus resoluciones 46/182, de 19 de diciembre de 1991, y 58/114, y la decisión 58/403",
        {"A/RES/46/182": 1, "A/RES/58/114": 1, "A/DEC/58/403": 1},
    ),
    # -- Russian
    (
        "",
        "В резолюциях 822 (1993), 853 (1993), 874 (1993) и 884 (1993) Совета Безопасности",
        {"S/RES/822 (1993)": 1, "S/RES/853 (1993)": 1, "S/RES/874 (1993)": 1, "S/RES/884 (1993)": 1},
    ),
    ("", "в соответствии с резолю-\nцией 76/262 Генеральной Ассамблеи", {"A/RES/76/262": 1}),
    (
        "",
        "Резолюция Совета Безопасности ООН 853 и Резолюция Совета Безопасности № 822",
        {"S/RES/853 (1993)": 1, "S/RES/822 (1993)": 1},
    ),
    (HRC, "в своей резолюции 17/4 от 16 июня 2011 года", {"A/HRC/RES/17/4": 1}),
    (
        "",
        "резолюция 5/1 Совета по правам человека, резолюцией 169 (II) Генеральной Ассамблеи",
        {"A/HRC/RES/5/1": 1, "A/RES/169 (II)": 1},
    ),
    (
        "",
        "резолюция 1996/31 Экономического и Социального Совета и резолюция 2005/80 Комиссии по правам человека",
        {"E/RES/1996/31": 1, "E/CN.4/RES/2005/80": 1},
    ),
    ("", "документ А/HRC/43/G/37 и А/79/876", {"A/HRC/43/G/37": 1, "A/79/876": 1}),
    (
        "",
        "Резолюция СБ ООН №2334 и Резолюция №3379 от 9 ноября 1975 г.",
        {"S/RES/2334 (2016)": 1, "A/RES/3379 (XXX)": 1},
    ),
    (
        GA,
        "свои резолюции 46/182 от 19 декабря 1991 года, 58/114 и резолюции Экономического и Социального Совета 2006/5",
        {"A/RES/46/182": 1, "A/RES/58/114": 1, "E/RES/2006/5": 1},
    ),
    # -- Arabic
    (
        SC,
        "قراراته 660 (1990) المؤرخ 2 آب/ أغسطس 1990، و 661 (1990) المؤرخ 6 آب/ أغسطس 1990",
        {"S/RES/660 (1990)": 1, "S/RES/661 (1990)": 1},
    ),
    ("", "قرار مجلس الأمن 833 (1993)", {"S/RES/833 (1993)": 1}),
    (
        "",
        "قرارات مجلس الأمن 822 (1993) و 853 (1993) و 874 (1993) و 884 (1993)",
        {"S/RES/822 (1993)": 1, "S/RES/853 (1993)": 1, "S/RES/874 (1993)": 1, "S/RES/884 (1993)": 1},
    ),
    ("", "قرارات مجلس الأمن ٨٢٢ (١٩٩٣) و٨٥٣ (١٩٩٣)", {"S/RES/822 (1993)": 1, "S/RES/853 (1993)": 1}),
    (
        "",
        "قراريه 689 (1991) المؤرخ 9 نيسان/أبريل 1991 و 773 (1992) المؤرخ 26 آب/أغسطس 1992",
        {"S/RES/689 (1991)": 1, "S/RES/773 (1992)": 1},
    ),
    ("", "قراري مجلس الأمن 242 و 338", {"S/RES/242 (1967)": 1, "S/RES/338 (1973)": 1}),
    ("", "قرار مجلس الأمن الرقم 806 وقرار مجلس الأمن رقم 853", {"S/RES/806 (1993)": 1, "S/RES/853 (1993)": 1}),
    (GA, "قرارها 60/251 المؤرخ 15 آذار/مارس 2006", {"A/RES/60/251": 1}),
    ("", "قرار الجمعية العامة 62/243 وقرار مجلس حقوق الإنسان 5/1", {"A/RES/62/243": 1, "A/HRC/RES/5/1": 1}),
    ("", "قرار مجلس األمن 2736 (2024) وقرارها75/233", {"S/RES/2736 (2024)": 1, "A/RES/75/233": 1}),
    ("", "قرار مجلس الأمن 2005/1591م", {"S/RES/1591 (2005)": 1}),
    # -- Chinese
    ("", "安全理事会第822（1993）号决议", {"S/RES/822 (1993)": 1}),
    (
        "",
        (
            "其1999年8月25日第1261（1999）号、1999年9月17日第1265（1999）号、2000年4月19日第1296（2000）号和2000年8月11日第1314"
            "（2000）号决议"
        ),
        {"S/RES/1261 (1999)": 1, "S/RES/1265 (1999)": 1, "S/RES/1296 (2000)": 1, "S/RES/1314 (2000)": 1},
    ),
    ("", "第1265(1999)号决议和第1296(2000)号决议", {"S/RES/1265 (1999)": 1, "S/RES/1296 (2000)": 1}),
    ("", "大会第60/1号决议，人权理事会第5/1号决议", {"A/RES/60/1": 1, "A/HRC/RES/5/1": 1}),
    ("", "大会2014年3月27日第68/262号决议", {"A/RES/68/262": 1}),
    ("", "大会第3281(XXIX)号决议，经济及社会理事会第2008(LX)号决议", {"A/RES/3281 (XXIX)": 1, "E/RES/2008 (LX)": 1}),
    ("", "大会第52/12 B号决议和第58/403号决定", {"A/RES/52/12 B": 1, "A/DEC/58/403": 1}),
    ("", "安理会第854号決議，聯合國安理會第2334號決議", {"S/RES/854 (1993)": 1, "S/RES/2334 (2016)": 1}),
    ("", "经济及社会理事会第1996/31号决议", {"E/RES/1996/31": 1}),
    (
        "",
        "安理会第1267(1999)、1989(2011)和2253(2015)号决议",
        {"S/RES/1267 (1999)": 1, "S/RES/1989 (2011)": 1, "S/RES/2253 (2015)": 1},
    ),
    ("", "联合国安理会第822、853号决议", {"S/RES/822 (1993)": 1, "S/RES/853 (1993)": 1}),
    ("", "安理会1701（2006）号决议，联合国大会62/243号决议", {"S/RES/1701 (2006)": 1, "A/RES/62/243": 1}),
    ("", "安理会就此通过的决议（2375号）与第1718号决议", {"S/RES/2375 (2017)": 1, "S/RES/1718 (2006)": 1}),
    ("", "安理會決議2678號延長任期，決議要求提交報告。", {"S/RES/2678 (2023)": 1}),
    ("", "原子能机构理事会GOV/2006/14号决议与安理会第1696号决议", {"S/RES/1696 (2006)": 1}),
    # -- what people write in submitted texts
    (
        "",
        "resolutions 2467 (2019) and2493 (2019); résolutions 64/1 et65/2",
        {"S/RES/2467 (2019)": 1, "S/RES/2493 (2019)": 1, "A/RES/64/1": 1, "A/RES/65/2": 1},
    ),
    ("", "قرار الأمم المتحدة الذي يحمل الرقم 3236 في عام 1974", {"A/RES/3236 (XXIX)": 1}),
    ("", "أصدر مجلس الأمن الدولي قراراً جديداً يحمل الرقم 2342، بخصوص الآبار", {"S/RES/2342 (2017)": 1}),
    (
        "Commission on Human Rights",
        "La Asamblea General, en su resolución 48/121, pide que se examine, y recordando su resolución 1994/95,",
        {"A/RES/48/121": 1, "E/CN.4/RES/1994/95": 1},
    ),
    ("", "تأسست اللجنة بموجب قرار مجلس الأمن رقم 1373 /2001/ بشأن الإرهاب", {"S/RES/1373 (2001)": 1}),
    (
        "",
        "قرار الجمعية العامة 194 (د-3) المؤرخ 11 ديسمبر 1948 – وفي عام 1977، أصدرت الجمعية قرارها رقم (40/32)",
        {"A/RES/194 (III)": 1, "A/RES/32/40": 1},
    ),
    (
        "",
        "أصدرت الجمعية العامة القرار رقم (2656/25) والقرار رقم (106/31) والقرار 31/20",
        {"A/RES/2656 (XXV)": 1, "A/RES/31/106": 1, "A/RES/31/20": 1},
    ),
    ("", "في عام 1983 أصدرت الجمعية العامة للأمم المتحدة قرارها رقم (58/38) بشأن فلسطين", {"A/RES/38/58": 1}),
    ("", "La Asamblea General (resolución 377 A, o resolución 377 (V))", {"A/RES/377 A (V)": 1, "A/RES/377 (V)": 1}),
    ("", "S/RES/1820 (2008)S/RES/1888 (2009)", {"S/RES/1820 (2008)": 1, "S/RES/1888 (2009)": 1}),
    ("", "four UN Security Council resolutions (822, 853)", {"S/RES/822 (1993)": 1, "S/RES/853 (1993)": 1}),
    (
        "",
        "in 1993 the Security Council adopted resolutions No. 822 (30 April) and No. 853 (29 July)",
        {"S/RES/822 (1993)": 1, "S/RES/853 (1993)": 1},
    ),
    ("", "Res. 1244/1999; resolution 1244/99; UNSCR 1244/1999", {"S/RES/1244 (1999)": 3}),
    ("", "S/RES/425 (1978) and 426 (1978)", {"S/RES/425 (1978)": 1, "S/RES/426 (1978)": 1}),
    ("", "resolutions 1617 (2005),1624 (2005)", {"S/RES/1617 (2005)": 1, "S/RES/1624 (2005)": 1}),
    ("", "قراري الجمعية العامة 194 (د-3) و 217 ألف (د-3)", {"A/RES/194 (III)": 1, "A/RES/217 A (III)": 1}),
    (HRC, "قرارها 5/1 المؤرخ 18 حزيران/يونيه 2007 وقراره 16/21", {"A/HRC/RES/5/1": 1, "A/HRC/RES/16/21": 1}),
    (
        "",
        "General Assembly resolution 2758 (XXVI). The Security Council is silent. Resolution 2758 is known.",
        {"A/RES/2758 (XXVI)": 2},
    ),
    (
        "",
        "Резолюции СБ ООН №№ 822, 853 и резолюция ГА ООН 62/243",
        {"S/RES/822 (1993)": 1, "S/RES/853 (1993)": 1, "A/RES/62/243": 1},
    ),
    (
        "",
        "ECOSOC resolution 2006/23, CHR resolution 1993/7 and ECOSOC decision 2022/347",
        {"E/RES/2006/23": 1, "E/CN.4/RES/1993/7": 1, "E/DEC/2022/347": 1},
    ),
    (
        "",
        "resolutions 1325 (2000) on women, 1820 (2008) on violence and 2250 (2015) on youth",
        {"S/RES/1325 (2000)": 1, "S/RES/1820 (2008)": 1, "S/RES/2250 (2015)": 1},
    ),
    (
        "Commission on Narcotic Drugs",
        "In its resolution 45/10, the Commission called upon States; the General Assembly, in its resolution 56/124",
        {"A/RES/56/124": 1},
    ),
    ("", "U.N. Doc. A/6316 (1966); A/RES/ES-10/L.27", {"A/6316": 1, "A/RES/ES-10/L.27": 1}),
    # -- what engines and old editions do to them
    (SC, "ссылаясь на резолюции2042 (2012) и 2118 (2013)", {"S/RES/2042 (2012)": 1, "S/RES/2118 (2013)": 1}),
    ("", "РЕЗОЛЮЦИЯ 1 16 0 (1998) Совета Безопасности", {"S/RES/1160 (1998)": 1}),
    ("", "Code S / RES / 1325 ( Document ), S/PRST / 2005 / 17", {"S/RES/1325 (2000)": 1, "S/PRST/2005/17": 1}),
    ("", "S/RES/1244/1999 and A/RES/2065/XX", {"S/RES/1244 (1999)": 1, "A/RES/2065 (XX)": 1}),
    ("", "主席在S/PRST/2004/40号声明中", {"S/PRST/2004/40": 1}),
    ("", "resolution (1993) 822 of the Security Council", {"S/RES/822 (1993)": 1}),
    ("", "قرار ي مجلس حقوق الإنسان 5 / 1 و5 / 2", {"A/HRC/RES/5/1": 1, "A/HRC/RES/5/2": 1}),
    (
        "",
        "القرارات 425 (1978)، 426 (1978)، 520 (1982)",
        {"S/RES/425 (1978)": 1, "S/RES/426 (1978)": 1, "S/RES/520 (1982)": 1},
    ),
    (
        "",
        "القرارات 31/406 ألف إلى جيم والقرار دإط-10/22 والقرار دإ-20/2",
        {"A/RES/31/406 A": 1, "A/RES/31/406 B": 1, "A/RES/31/406 C": 1, "A/RES/ES-10/22": 1, "A/RES/S-20/2": 1},
    ),
    ("", "大会第二七五八（二十六）号决议和第217 A（三）号决议", {"A/RES/2758 (XXVI)": 1, "A/RES/217 A (III)": 1}),
    (
        "",
        "安理會通過的決議有1718號（2006）、2087號和2094號（2013）。",
        {"S/RES/1718 (2006)": 1, "S/RES/2087 (2013)": 1, "S/RES/2094 (2013)": 1},
    ),
    ("", "第41/6J号和第31/6 A和B号决议", {"A/RES/41/6 J": 1, "A/RES/31/6 A": 1, "A/RES/31/6 B": 1}),
    # -- as recognition of old print has them
    (
        "",
        "resolutions 644 (19891, 650 (1990) and 653 (19901, for a period",
        {"S/RES/644 (1989)": 1, "S/RES/650 (1990)": 1, "S/RES/653 (1990)": 1},
    ),
    (
        "",
        "la résolution 57 (i) de l’Assemblée générale et sa reso1ution 217 A (111)",
        {"A/RES/57 (I)": 1, "A/RES/217 A (III)": 1},
    ),
    ("", "By its resolution 44144 of 7 December 1989, the General Assembly", {"A/RES/44/44": 1}),
    ("", "paragraphs 3 (i) and 57 (i) of resolution 60/1, resolution 3 (1)", {"A/RES/60/1": 1}),
    ("", "resolution 3l/98 of the General Assembly", {"A/RES/31/98": 1}),
    ("", "GA/RES/58/142 and SC/RES/1325", {"A/RES/58/142": 1, "S/RES/1325 (2000)": 1}),
    (
        SC,
        "resolution 181 (1963) above. 182 (1963). Resolution of 4 December 1963 [S/5471]",
        {"S/RES/181 (1963)": 1, "S/5471": 1},
    ),
    ("", "قرار مجلس الأمن 1701 )2006( و ٢٢٥٤)٢٠١٥(", {"S/RES/1701 (2006)": 1, "S/RES/2254 (2015)": 1}),
    (
        "",
        "Resolution No.1701 of the UN Security Council; Res. No. 822",
        {"S/RES/1701 (2006)": 1, "S/RES/822 (1993)": 1},
    ),
    ("", "UN Resolution 1701 and la résolution 242 de l’ONU", {"S/RES/1701 (2006)": 1, "S/RES/242 (1967)": 1}),
    ("", "القرار الأممي رقم 2254، 联合国第338号决议", {"S/RES/2254 (2015)": 1, "S/RES/338 (1973)": 1}),
    (
        "",
        "UN resolution 181, GA resolution A/60/251, resolution A/ES-11/1",
        {"A/RES/181 (II)": 1, "A/RES/60/251": 1, "A/RES/ES-11/1": 1},
    ),
    ("", "draft resolution A/60/48, report A/60/251 on the resolution", {"A/60/48": 1, "A/60/251": 1}),
    ("", "resolution 377(V)A and res 1514 (XV)", {"A/RES/377 A (V)": 1, "A/RES/1514 (XV)": 1}),
    ("", "See resolution 63/246 B. The Committee", {"A/RES/63/246 B": 1}),
    ("", "under resolution 70/1 \n \nA. Introduction", {"A/RES/70/1": 1}),
    (
        "",
        "under resolution 70/1\nA total of five; resolution 63/246\nB of 30 June 2009",
        {"A/RES/70/1": 1, "A/RES/63/246 B": 1},
    ),
    (
        "",
        "Economic and Social Council resolution 2005/11 and resolution 1967/11",
        {"E/RES/2005/11": 1, "E/RES/1967/11": 1},
    ),
    (GA, "its resolution 69/3131 on financing and resolution 60/2512", {"A/RES/69/313": 1, "A/RES/60/251": 1}),
    (
        "",
        "resolution 1325 of 31 October 2000; resolution 2758 of 25 October 1971; résolution n° 1701 du 11 août 2006",
        {"S/RES/1325 (2000)": 1, "A/RES/2758 (XXVI)": 1, "S/RES/1701 (2006)": 1},
    ),
    (
        "",
        "大会1970年10月24日第2625(XXV)号、1986年第41/38号和第46/51号决议",
        {"A/RES/2625 (XXV)": 1, "A/RES/41/38": 1, "A/RES/46/51": 1},
    ),
    ("", "The Security Council met. The resolution, numbered 2166, condemns it.", {"S/RES/2166 (2014)": 1}),
    (
        "",
        "A/RES/76/140 y 77/193, Uniting for Peace (377 A (V))",
        {"A/RES/76/140": 1, "A/RES/77/193": 1, "A/RES/377 A (V)": 1},
    ),
    ("", "resolutions 75/247 | 76/235 A | 77/254 C", {"A/RES/75/247": 1, "A/RES/76/235 A": 1, "A/RES/77/254 C": 1}),
    (GA, "of the resolution. 2625 (XXV). Declaration on it. 2751 (XXVI). Прием Бутана", {}),
    (
        "",
        "resolution 2570 (2021), and reports under 2647 (2022). The Council",
        {"S/RES/2570 (2021)": 1, "S/RES/2647 (2022)": 1},
    ),
    (
        GA,
        "See resolutions 77/263 A, sect. VIII, and 78/252, sect. V, and 60/1, annex, and 61/3",
        {"A/RES/77/263 A": 1, "A/RES/78/252": 1, "A/RES/60/1": 1, "A/RES/61/3": 1},
    ),
    # -- whose they are
    ("", "The resolution 47/24, adopted at Geneva by the Human Rights Council, stands.", {"A/HRC/RES/47/24": 1}),
    ("", "resolución 47/24, aprobada en Ginebra por el Consejo de Derechos Humanos", {"A/HRC/RES/47/24": 1}),
    (
        "",
        "Under the General Assembly rules, resolutions 822 and 884 (1993) are not discussed.",
        {"S/RES/822 (1993)": 1, "S/RES/884 (1993)": 1},
    ),
    ("", "قرار مجلس الأمن الرقم 806 ورقم 853", {"S/RES/806 (1993)": 1, "S/RES/853 (1993)": 1}),
    ("", "резолюция Совета Безопасности № 1540 и № 1673, и № 15", {"S/RES/1540 (2004)": 1, "S/RES/1673 (2006)": 1}),
    ("", "La Subcomisión, en su resolución 1989/13, y el Consejo de Europa, en su resolución 1996/31", {}),
    (
        HRC,
        "1. In resolution 48/14, the General Assembly did. In its resolutions 44/12 and 45/13, the Council decided.",
        {"A/RES/48/14": 1, "A/HRC/RES/44/12": 1, "A/HRC/RES/45/13": 1},
    ),
    (
        HRC,
        "In resolution 40/7, General Assembly resolution 60/251 is recalled",
        {"A/HRC/RES/40/7": 1, "A/RES/60/251": 1},
    ),
    (
        "",
        "resolution 61/177 of the General Assembly, resolution 6/35 of the Human Rights Council",
        {"A/RES/61/177": 1, "A/HRC/RES/6/35": 1},
    ),
    ("", "prorogé par la résolution 33/30 du 30 septembre 2016", {"A/HRC/RES/33/30": 1}),
    ("", "resolution 33/30 of 29 November 1978 and the Human Rights Council", {"A/RES/33/30": 1}),
    ("", "Pursuant to its resolution 50/18, the Human Rights Council held a panel.", {"A/HRC/RES/50/18": 1}),
    (
        "",
        "резолюцией 1991/42 бывшей Комиссии по правам человека и резолюцией 1997/50 Комиссии",
        {"E/CN.4/RES/1991/42": 1, "E/CN.4/RES/1997/50": 1},
    ),
    (
        "Commission on Human Rights",
        "Recalling its resolution 1991/42 and mindful that, under resolution 1991/42, States report",
        {"E/CN.4/RES/1991/42": 2},
    ),
    ("", "Trusteeship Council resolution 2200 (LXI)", {"T/RES/2200 (LXI)": 1}),
    ("", "ECOSOC Res 663 C (XXIV) and GA Res. 1962", {"E/RES/663 C (XXIV)": 1, "A/RES/1962 (XVIII)": 1}),
    ("", "The Council of the United Nations. Resolution 2758 restored China.", {"A/RES/2758 (XXVI)": 1}),
    ("", "resolutions 77/1 to 77/3 and 60/1-60/2", {f"A/RES/{n}": 1 for n in ("77/1", "77/2", "77/3", "60/1", "60/2")}),
    (
        "",
        "resolution 2570 (2021) of the Security Council, and the reports under 2647 (2022)",
        {"S/RES/2570 (2021)": 1, "S/RES/2647 (2022)": 1},
    ),
    ("", "resolution 1325 of the Security Council of 31 October 2000 (S/RES/1325)", {"S/RES/1325 (2000)": 1}),
    ("", "秘书长关于大会决议(A/52/855)执行情况的报告", {"A/52/855": 1}),
    ("", "General Assembly resolutions on executions, of which the latest is 47/136 of 1992", {"A/RES/47/136": 1}),
    ("", "UNSCR 1267 / UN Security Council Resolution 1267", {"S/RES/1267 (1999)": 2}),
    ("", "Derechos humanos. En su última resolución 35/15, el Consejo de Derechos Humanos", {"A/HRC/RES/35/15": 1}),
    ("", "In its resolution 32/4 on women, the Human Rights Council renewed it.", {"A/HRC/RES/32/4": 1}),
    ("", "مجلس الأمن من خلال قرار أممي جديد رقمه 1663، تبناه أعضاء المجلس", {"S/RES/1663 (2006)": 1}),
    ("", "وفقا للقرار الأممي 2254", {"S/RES/2254 (2015)": 1}),
    ("", "резолюцией Генеральной Ассамблеи 186(8-2) от 14 мая 1948 года", {"A/RES/186 (S-2)": 1}),
    (
        "",
        "El Consejo de Seguridad adoptó la resolución 1.977, y el comité creado por la resolución 1.540 (2004)",
        {"S/RES/1977 (2011)": 1, "S/RES/1540 (2004)": 1},
    ),
    (
        SC,
        "las resoluciones 1540 (no proliferación de armas), 1718 (Corea) y 1737 ( República Islámica del Irán)",
        {"S/RES/1540 (2004)": 1, "S/RES/1718 (2006)": 1, "S/RES/1737 (2006)": 1},
    ),
    (
        "",
        "Nine resolutions on wells were adopted: 1820 (2009); 1888 (2009); 1889 (2010)",
        {"S/RES/1820 (2009)": 1, "S/RES/1888 (2009)": 1, "S/RES/1889 (2010)": 1},
    ),
    ("", "as dealt with in Commission for Human Rights resolution 2004/87", {"E/CN.4/RES/2004/87": 1}),
    ("", "pursuant to Assembly resolution 69/274 A (sect. VI)", {"A/RES/69/274 A": 1}),
    ("", "resolution 70/1 A (a) was adopted", {"A/RES/70/1": 1}),
    ("", "обозначаются так: резолюция 31/1, решение 31/408", {"A/RES/31/1": 1, "A/DEC/31/408": 1}),
    ("", "о колодцах согласно резолюции 242 (1967) правительства государств", {"S/RES/242 (1967)": 1}),
    ("", "The wells (see s/4098, S/4220, s/5184 and s/12)", {"S/4098": 1, "S/4220": 1, "S/5184": 1}),
    ("", "The wells (see s/4098)", {}),
    (
        "",
        "Wells (E/CN.4/353/ADD.10, E/CN.4/SUB.2/1990/7) E/CN.4/SR.l635 page 2",
        {"E/CN.4/353/Add.10": 1, "E/CN.4/Sub.2/1990/7": 1},
    ),
    ("", "the item of document S/Agenda/906", {"S/Agenda/906": 1}),
    (
        "",
        "秘书长关于水井的第48/264号(A/52/856)和第51/241号决议(A/52/855)的报告",
        {"A/RES/48/264": 1, "A/52/856": 1, "A/RES/51/241": 1, "A/52/855": 1},
    ),
    (
        "",
        "القرارات 1559 2004 و425 و426 1978 والقرار 1701 2006 بشأن الآبار",
        {"S/RES/1559 (2004)": 1, "S/RES/425 (1978)": 1, "S/RES/426 (1978)": 1, "S/RES/1701 (2006)": 1},
    ),
    (
        SC,
        "القرارات ( ٢٠٠٤ ) ١٥٥٩\nو ٤٢٥ و (١٩٧٨ ) ٤٢٦",
        {"S/RES/1559 (2004)": 1, "S/RES/425 (1978)": 1, "S/RES/426 (1978)": 1},
    ),
    (
        "",
        "las resoluciones del Consejo de Seguridad de la ONU 822, 853",
        {"S/RES/822 (1993)": 1, "S/RES/853 (1993)": 1},
    ),
    ("", "The wells were measured (Res 77/247).", {"A/RES/77/247": 1}),
    ("", "in parts (A/62/439 and Add.1-3)", {"A/62/439": 1} | {f"A/62/439/Add.{part}": 1 for part in (1, 2, 3)}),
    ("", "in parts (A/62/439 and Add.1-40)", {"A/62/439": 1, "A/62/439/Add.1": 1, "A/62/439/Add.40": 1}),
]

# What looks like a resolution and is none.
NOT_CITING: list[tuple[str, str]] = [
    ("", "general recommendation No. 25 (2000) and general comment No. 34 (2011)"),
    ("", "The Commission on Narcotic Drugs adopted resolution 55/1 and resolution 55/7."),
    ("", "as recommended by the Commission on Narcotic Drugs in its resolution 6(S-III)"),
    ("", "the settlement of 194 cases and the resolution of 181 disputes in 1947"),
    ("", "resolution 2011/17 of the company; Resolución Ministerial núm. 338 (1973)"),
    ("", "Общая рекомендация № 34 (2016) о правах сельских женщин. Резолюция принята."),
    ("", "communication No. 2025/2011 and the resolution of the dispute"),
    ("", "the draft resolution 5 was put to the vote"),
    ("", "Cabinet resolution No. 825 (2009) and resolution 17 of the Council of Ministers"),
    ("", "Parliamentary Assembly resolution 1832 (2011)"),
    ("", "Resolution 1112 (1997) of the Parliamentary Assembly of the Council of Europe"),
    ("", "Law No. 1325 (2000) on the resolution of conflicts"),
    ("", "chap. I, resolution 1, annex II, of the conference"),
    ("", "the demands of the UN SC resolutions and 15 States"),
    (SC, "from the date of this resolution; \n \n2. \nRequests the Secretary-General to report"),
    ("", "a screen with a resolution of 300 dots"),
    ("", "proyecto de resolución 62/243"),
    ("", "第1325（2000）号法律"),
    ("", "The Security Council met. Resolution 153 of the Verkhovna Rada; resolution 40/1 of the Tourism Organization"),
    ("", "Resolution 2018/2005 of the European Parliament; Supreme Court resolution 242/2010"),
    ("", "Sub-Commission resolution 1999/5; Executive Board decision 2024/15"),
    ("", "the 1267 Committee of the Security Council; the resolution of 12 May 2004; resolution 15 May"),
    (SC, "House of Commons resolution 2019; 42 resolutions (2019); under the resolution, Appeal No. 822 (1993)"),
    ("", "the UN and resolution 825 of the Cabinet"),
    ("", "Commission resolution 700(XXXVI) and ECLAC resolution 700 (XXXVI)"),
    ("", "The Security Council was filmed at a resolution of 1080p, later resolution 720 pixels, resolution 800x600"),
    ("Commission on Narcotic Drugs", "Resolution 63/2. Promoting data. In resolution 46/9 it was decided."),
    ("", "The Commission on the Status of Women, in its resolution 60/2, and ESCAP resolution 73/9"),
    ("", "Commission on Population and Development resolution 2005/2; UN-Habitat Assembly resolution 1/3"),
    ("", "Security Council. OAS resolution AG/RES. 2908 (XLVII-O/17); House Resolution 1325; Board resolution 2023/14"),
    ("", "第51/2001/QH10 号决议；符合18号决议(Mob-83)的船舶"),
    ("", "con base en la Resolución 1280 del ministerio, multiplicada por un factor"),
    ("", "El Consejo de Seguridad. Con base en la Resolución 1280 de 2010, y según la Resolución 2400/1979"),
    ("", "La resolución de la ONU sobre los pozos, y según la Resolución 1280 de 2010 del MAVDT"),
    ("", "القرارات 110/2015 و39/2015 و114/2018"),
    ("", "https://example.com/A/RES/64/253"),
    ("", "The resolution of 1024x768 pixels; Law No. 1325 (2000) followed the resolution."),
    ("", "press release SC/15982, Sales No. E.96.IV.13, 25-08477 and/or S/he"),
    ("", "The wells were visited under resolution 36 (III) and resolution 75 (V)"),
    ("Commission on Human Rights", "A. Resolutions\n1995/43. Human rights and terrorism\n1995/44. The protection"),
    ("", "Resolutions A and B of 21 December 1965 4 2009 (XX). Admission of the Maldive Islands"),
    ("", "The wells follow ICAO Council resolution 39/1, and the Human Rights Council took note."),
    ("", "la resolución 1159 (1998) de la OUA, y el Consejo de Seguridad la recordó"),
    ("", "The wells are in the documents of S/AC.51 and of E/CN.4."),
    ("", "欧洲议会第1325(2000)号决议和第1325/2000号法令"),
    ("", "El Consejo de Seguridad no es la AFIP: RES 1244/AFIP sobre pozos"),
]


def cited(organ: str, text: str) -> dict[str, int]:
    return {one.symbol: len(one.mentions) for one in references_of(text, own_organ=organ) if one.kind != "treaty"}


@pytest.mark.parametrize(("organ", "text", "expected"), CITING)
def test_what_is_cited(organ: str, text: str, expected: dict[str, int]) -> None:
    assert cited(organ, text) == expected


@pytest.mark.parametrize(("organ", "text"), NOT_CITING)
def test_what_only_looks_like_a_citation(organ: str, text: str) -> None:
    assert cited(organ, text) == {}


def test_a_bare_number_takes_its_year_from_the_table_and_says_so() -> None:
    text = "In response, on 6 April, 1993 UN Security Council adopted Resolution 822, which reaffirmed"
    (reference,) = references_of(text)
    assert (reference.symbol, reference.organ, reference.year) == ("S/RES/822 (1993)", SC, 1993)
    assert reference.kind is ReferenceKind.RESOLUTION
    assert reference.source is Source.INFERRED
    assert reference.reason == "822 lies in 800-892, the Council’s resolutions of 1993"
    (mention,) = reference.mentions
    assert mention.text == "Resolution 822" == text[mention.span.start : mention.span.end]
    assert mention.beside == "on 6 April, 1993"


def test_a_bare_number_takes_its_year_from_the_document_first() -> None:
    text = "Resolution 822 (1993) of the Security Council. Later, resolution 822 was recalled."
    (reference,) = references_of(text)
    assert [mention.text for mention in reference.mentions] == ["Resolution 822 (1993)", "resolution 822"]
    assert reference.source is Source.READ


def test_members_of_a_list_are_their_numbers() -> None:
    text = "resolutions 822 (1993), 853\n(1993) and 874 (1993)"
    texts = [mention.text for one in references_of(text) for mention in one.mentions]
    assert texts == ["resolutions 822 (1993)", "853\n(1993)", "874 (1993)"]


def test_a_number_that_contradicts_its_year_is_kept_with_a_doubt() -> None:
    (reference,) = references_of("Security Council resolution 2612 (2022) says")
    assert reference.symbol == "S/RES/2612 (2022)"
    assert reference.doubt == "2612 lies in 2561-2617, the Council’s resolutions of 2021, not of 2022"


def test_a_doubtful_member_of_a_list_of_resolutions_is_kept() -> None:
    doubts = {
        one.symbol: bool(one.doubt) for one in references_of("resolutions 1325 (2000), 1889 (2013) and 2242 (2015)")
    }
    assert doubts == {"S/RES/1325 (2000)": False, "S/RES/1889 (2013)": True, "S/RES/2242 (2015)": False}


def test_a_wrong_year_is_no_other_resolution_where_the_document_has_the_right_one() -> None:
    (reference,) = references_of("Security Council resolution 644 (1989); by its resolution 644 (1969) it authorised")
    assert (reference.symbol, len(reference.mentions)) == ("S/RES/644 (1989)", 2)
    assert reference.doubt == "the document has 644 (1969) here, 644 (1989) elsewhere"


def test_skipped_spans_are_no_mentions_and_do_not_part_a_sentence() -> None:
    text = "resolutions 822 (1993) and \n3/4 25-08477\n\fS/RES/2783 (2025)\n853 (1993) of the Council"
    start = text.index("S/RES")
    found = references_of(text, skip=[Span(start, start + 17)])
    assert [one.symbol for one in found] == ["S/RES/822 (1993)", "S/RES/853 (1993)"]


def test_a_document_does_not_cite_itself() -> None:
    found = references_of("S/RES/2783 (2025) recalls S/RES/2360 (2017)", own_symbols=["S/RES/2783 (2025)"])
    assert [one.symbol for one in found] == ["S/RES/2360 (2017)"]


@given(
    st.lists(
        st.sampled_from(
            [
                "resolution",
                "resolutions",
                "822",
                "(1993)",
                "853 (1993)",
                "62/243",
                "A",
                "and",
                ",",
                "to",
                ";",
                "\n",
                "\f",
                "its",
                "Security Council",
                "A/HRC/43/",
                "G/37",
                "S/RES/",
                "第",
                "号",
                "决议",
                "、",
                "قرار",
                "و",
                "of 30 April 1993",
                "XX",
                "(XXV)",
                "paragraph 5 of",
                "Charter of the United Nations",
                "- ",
                "2 ",
                "/",
                ".",
                "а",
                "No. ",
            ]
        )
    )
)
def test_mentions_are_the_words_of_the_document_in_order(parts: list[str]) -> None:
    for text in ("".join(parts), " ".join(parts)):
        for one in references_of(text, own_organ=SC):
            assert one.mentions
            assert list(one.mentions) == sorted(one.mentions, key=lambda mention: mention.span.start)
            for mention in one.mentions:
                assert text[mention.span.start : mention.span.end] == mention.text != ""
                assert mention.text.strip() == mention.text


def test_line_ends_of_any_kind_are_blanks() -> None:
    assert cited("", "Security Council\r\nresolution 822\r\n(1993) and resolution\f853 (1993)") == {
        "S/RES/822 (1993)": 1,
        "S/RES/853 (1993)": 1,
    }


@pytest.mark.parametrize(
    "words",
    ["A/76/6 (Sect. 3)/Add.1", "A/76/6 (Sect. 3)", "E/ICEF/672 (Part I)", "resolution 242 (l967)", "A/RES/217 A (III)"],
)
def test_a_mention_ends_where_its_words_do_even_in_brackets(words: str) -> None:
    text = f"The Security Council has (see {words}) wells."
    assert [mention.text for one in references_of(text) for mention in one.mentions] == [words]


def test_a_part_that_is_broken_over_lines_is_joined() -> None:
    (reference,) = references_of("в под-\nпункте b) пункта 2 резолюции 1591 (2005) Совета Безопасности")
    assert reference.mentions[0].pin == "подпункте b) пункта 2"


def test_the_sub_commissions_own_numbers_are_none_of_the_councils() -> None:
    text = (
        "The Sub-Commission, in resolution 1994/12, and by its resolution 5 B (XXXII), recalled. In resolution 1993/32 "
        "the wells were named. The Council, in its resolution 1995/12, and the Commission, by resolution 1995/81, sat."
    )
    found = references_of(text, own_symbols=["E/CN.4/Sub.2/1996/12"])
    assert [one.symbol for one in found] == ["E/RES/1995/12", "E/CN.4/RES/1995/81"]


@pytest.mark.parametrize(
    "text",
    [
        "The Sub-Commission on Wells, in resolution 2003/16, approved.",
        "La Sous-Commission, dans sa résolution 1998/12, a prié.",
        "Подкомиссия в своей резолюции 1996/5 просила.",
        "小组委员会第1996/5号决议",
        "طلبت اللجنة الفرعية في قرارها 1996/5",
    ],
)
def test_a_number_of_a_year_is_the_sub_commissions_where_it_is_named_last(text: str) -> None:
    assert references_of(text) == ()


COUNCIL_1987 = (
    "The Economic and Social Council,\n\nHaving considered the report of the Commission on the Status of Women,\n\n"
    "Recalling its resolutions 11 (II) of 21 June 1946 and 1983/27,\n"
)
COUNCIL_FAR_AWAY = (
    "The Council met.\nThe Economic and Social Council,\nNoting the wells that are under the care of the boards of the "
    "districts, and the pumps, and the pipes, and all that the General Assembly has said of them in its sessions,\n"
    "Recalling also its resolution 1980/39,\n"
)
AMONG_OTHERS = (
    "General Assembly resolution 70/1 is noted. The Human Rights Council, Recalling General Assembly resolution "
    "60/251, Reaffirming its resolution 5/1, decides"
)
COMMISSION_IN_ONE_LINE = (
    "The Commission on Human Rights, Having considered the wells of the valley, Recalling General Assembly resolution "
    "44/88 of 11 December 1989 on the boards of the districts and on all that has been said of them in the sessions of "
    "the Assembly since the first of them was dug, and Security Council resolution 621 (1988) of 20 September 1988 on "
    "the question, Recalling also its resolutions 4 (XXXVI) of 15 February 1980 and 1982/15 of 25 February 1982"
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (COUNCIL_1987, ["E/RES/11 (II)", "E/RES/1983/27"]),
        (COUNCIL_FAR_AWAY, ["E/RES/1980/39"]),
        (
            COMMISSION_IN_ONE_LINE,
            ["A/RES/44/88", "S/RES/621 (1988)", "E/CN.4/RES/4 (XXXVI)", "E/CN.4/RES/1982/15"],
        ),
        (AMONG_OTHERS, ["A/RES/70/1", "A/RES/60/251", "A/HRC/RES/5/1"]),
    ],
)
def test_the_organ_of_a_preamble_speaks_in_each_of_its_clauses(text: str, expected: list[str]) -> None:
    assert [one.symbol for one in references_of(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("(A/64/13 and Add.1, A/64/115, 174, 323\nand 324; A/C.4/64/7)", {"174", "323", "324"}),
        ("documents A/64/115, 174 of which", set()),
        ("the report (A/64/115), 174 pages", set()),
        ("A/64/115, 101, 100)", set()),  # they rise
    ],
)
def test_documents_of_one_session_are_named_by_their_numbers(text: str, expected: set[str]) -> None:
    found = {one.symbol for one in references_of(text)} - {"A/64/13", "A/64/13/Add.1", "A/64/115", "A/C.4/64/7"}
    assert found == {f"A/64/{number}" for number in expected}


def test_a_line_of_chinese_ends_within_a_word() -> None:
    assert [one.symbol for one in references_of("大会第2444(XXIII)号决\n议")] == ["A/RES/2444 (XXIII)"]


def test_signs_that_are_spaced_out_are_one_number() -> None:
    found = references_of("大会第2 5 9 7 ( X X I V )、2 6 7 6 ( X X V )和31/19号决议")
    assert [one.symbol for one in found] == ["A/RES/2597 (XXIV)", "A/RES/2676 (XXV)", "A/RES/31/19"]


def test_records_go_on_behind_a_span_of_them() -> None:
    found = references_of("the summary records (A/C.3/65/SR.22-35, 42 and 48)")
    assert [one.symbol.rpartition(".")[2] for one in found] == ["22", "35", "42", "48"]
    found = references_of("有关简要记录(A/C.6/60/SR.11-24和27)及(A/C.6/59/SR.11、16、19和22)")
    assert [one.symbol.rpartition(".")[2] for one in found] == ["11", "24", "27", "11", "16", "19", "22"]


def test_a_document_has_more_than_one_part() -> None:
    found = references_of("the report of the Agency (A/46/13 and Corr.1 and Add.1)")
    assert [one.symbol for one in found] == ["A/46/13", "A/46/13/Corr.1", "A/46/13/Add.1"]
