"""One thing said in many languages: that a well is deep and its water good, and that nobody remembers who dug it."""

from __future__ import annotations

SAID = {
    "en": "The well is deep and its water is good, and nobody in the village remembers who dug it or when that was.",
    "fr": "Le puits est profond et son eau est bonne, et personne dans le village ne se souvient de qui l’a creusé.",
    "es": "El pozo es hondo y su agua es buena, y nadie en la aldea recuerda quién lo cavó ni cuándo fue aquello.",
    "ru": "Колодец глубок, и вода в нем хорошая, и никто в деревне не помнит, кто его выкопал и когда это было.",
    "ar": "البئر عميقة وماؤها طيب، ولا أحد في القرية يتذكر من حفرها ولا متى كان ذلك، ولم يبق من يعرف.",
    "zh": "这口井很深，水质很好，村里没有人记得是谁挖的，也没有人记得是什么时候挖的。",
    "pt": "O poço é fundo e a sua água é boa, e ninguém na aldeia se lembra de quem o cavou nem de quando foi isso.",
    "de": "Der Brunnen ist tief und sein Wasser ist gut, und niemand im Dorf erinnert sich, wer ihn gegraben hat.",
    "it": "Il pozzo è profondo e la sua acqua è buona, e nessuno nel villaggio ricorda chi lo abbia scavato.",
    "uk": "Криниця глибока, і вода в ній добра, і ніхто в селі не пам’ятає, хто її викопав і коли це було.",
    "be": "Калодзеж глыбокі, і вада ў ім добрая, і ніхто ў вёсцы не памятае, хто яго выкапаў і калі гэта было.",
    "bg": "Кладенецът е дълбок и водата му е хубава, и никой в селото не помни кой го е изкопал и кога е било това.",
    "fa": "چاه عمیق است و آب آن خوب است و هیچ کس در روستا به یاد ندارد که چه کسی آن را کنده و این کی بوده است.",
    "tr": "Kuyu derindir ve suyu iyidir; köyde kimse onu kimin kazdığını ya da bunun ne zaman olduğunu hatırlamıyor.",
    "az": "Quyu dərindir və suyu yaxşıdır; kənddə heç kim onu kimin qazdığını və bunun nə vaxt olduğunu xatırlamır.",
    "pl": "Studnia jest głęboka, a jej woda dobra, i nikt we wsi nie pamięta, kto ją wykopał ani kiedy to było.",
    "ja": "この井戸は深くて水がよく、だれが掘ったのか、それがいつだったのか、村のだれも覚えていません。",
    "ko": "우물은 깊고 물은 좋으며, 누가 언제 팠는지 마을 사람 누구도 기억하지 못합니다.",
    "hy": "Ջրհորը խորն է, և նրա ջուրը լավն է, և գյուղում ոչ ոք չի հիշում, թե ով է այն փորել։",
    "ka": "ჭა ღრმაა და მისი წყალი კარგია, და სოფელში არავის ახსოვს, ვინ ამოთხარა იგი ან როდის იყო ეს.",
    "el": "Το πηγάδι είναι βαθύ και το νερό του καλό, και κανείς στο χωριό δεν θυμάται ποιος το έσκαψε.",
    "he": "הבאר עמוקה ומימיה טובים, ואיש בכפר אינו זוכר מי חפר אותה ומתי זה היה.",
}
"""The sentence by language (ISO 639-1): the six official ones first, then others of their scripts, then others."""
