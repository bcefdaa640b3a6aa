"""Made-up values for every field of a tracker, in the habits of its language."""

import random
from collections.abc import Callable
from datetime import date, timedelta

TODAY = date(2026, 11, 20)

NAMES = {
    "de": "Jürgen Weiß|Anke Vogt|Dr. Lena Hübner|Matthias von Stein|Sibel Kaya|Ole Petersen",
    "fr": "Chloé Fournier|Jean-Luc Picot|Amélie d'Arcy|Karim Benali|Zoé Lefèvre|Marc Aubin",
    "es": "Ana Díaz López|Tomás Vargas|María José Ruiz|Ximena Ibarra|Íñigo Peña|Rosa Campos",
    "pt": "João da Silva|Inês Duarte|Tiago Moura|Beatriz dos Santos|Caio Prado|Lívia Rocha",
    "nl": "Joost van der Meer|Femke de Wit|Sanne Bakker|Bram Visser|Noor El Idrissi|Daan Smit",
    "it": "Giulia Bianchi|Marco De Luca|Chiara Rossi|Paolo D'Angelo|Elisa Conti|Luca Ferri",
    "pl": "Zofia Nowak|Łukasz Wójcik|Marek Kowal|Ewa Zielińska|Jan Górski|Ola Lis",
    "ja": "田中 美咲|佐藤健一|鈴木 太郎|高橋由美|伊藤 翔|渡辺直子",
    "zh": "王伟|李娜|张敏|刘洋|陈静|欧阳明",
    "ar": "أحمد خليل|سارة منصور|ليلى حداد|عمر الفارس|نور العلي|يوسف ناصر",
    "sv": "Søren Lind|Åsa Öberg|Erik Nyström|Maja Ek|Nils Holm|Elin Berg",
    "en": "Priya Nair|Ben O'Brien|Wei Zhang|Quinn Hughes|Fatima Al-Sayed|Kofi Owusu|Dana Cole",
}
COMPANIES = (
    "Alder & Co|Blue Kite|Cobalt Works|Delta Trust GmbH|Elm Street Clinic|Foxglove|Granite Labs"
    "|Ivy <Legal>|Juniper S.A.|3Point|Harbour Arts Ltd"
)
WORDS: dict[str, dict[str, str]] = {
    "title": {
        "en": "Data Analyst|VP Sales|Director of Research|Recruiter|Partner|Product Manager",
        "de": "Leiterin Vertrieb|Referent|Geschäftsführer",
        "ja": "部長|課長|エンジニア",
        "zh": "经理|总监|工程师",
        "fr": "Directrice commerciale|Ingénieur|Chef de projet",
        "ar": "مدير المبيعات|مهندس|محلل بيانات",
    },
    "location": {
        "en": "Austin, TX|London|Remote|New York|Lagos|Berlin",
        "ja": "東京|大阪",
        "zh": "北京|上海|深圳",
        "ar": "الرياض|دبي",
    },
    "industry": {
        "en": "Healthcare|Software|Finance|Education|Energy",
        "ja": "IT|製造業|金融",
        "zh": "互联网|金融|教育",
        "de": "Maschinenbau|Gesundheit|Handel",
    },
    "how_met": {
        "en": "Spring career fair|LinkedIn|Alumni mixer|Conference|Cold email|Referral",
        "de": "Messe|LinkedIn|Empfehlung",
        "ja": "交流会|展示会|紹介",
        "zh": "展会|朋友介绍",
        "fr": "Salon|LinkedIn|Web",
    },
    "status": {
        "en": "To contact|Contacted|Replied|Meeting set|Met|Closed|Waiting",
        "de": "Offen|Kontaktiert|Antwort|Getroffen",
        "ja": "未連絡|連絡済|面談済",
        "zh": "待联系|已联系|已见面",
        "fr": "À contacter|Contacté|Rencontré",
        "es": "Pendiente|Contactado|Reunión",
        "pt": "A contatar|Contatado|Reunião",
    },
    "relationship": {
        "en": "Alum|Recruiter|Former colleague|Friend|Mentor|Peer",
        "de": "Kollege|Mentor|Freundin",
        "ja": "友人|元同僚|取引先",
        "zh": "同学|同事|客户",
    },
    "priority": {
        "en": "High|Medium|Low",
        "de": "hoch|mittel|niedrig",
        "ja": "高|中|低",
        "zh": "高|中|低",
        "fr": "Haute|Moyenne|Basse",
        "es": "Alta|Media|Baja",
    },
    "channel": {
        "en": "Email|LinkedIn|Phone|Coffee|Zoom",
        "ja": "メール|電話|対面",
        "zh": "微信|电话|邮件",
    },
    "tags": {
        "en": "data, warm|alumni|tech; mentor|speaker|warm",
        "ja": "技術|営業",
        "zh": "重要|技术",
    },
    "interests": {
        "en": "Hiking, jazz|Board games|Two kids, plays chess|Open data|Ceramics",
        "ja": "登山|将棋|料理",
        "zh": "摄影|篮球",
    },
    "cadence": {"en": "Monthly|Quarterly|every 6 wks|2x/yr|90", "de": "monatlich|vierteljährlich"},
    "notes": {
        "en": "Told me about the data team; wants to hear how the course goes.|Prefers mail."
        "|Met at the spring fair, very kind, runs a lab of twelve people.|Ask about SQL",
        "de": "Sehr nett, erzählt gern von der neuen Abteilung in Graz.|Mag Kaffee",
        "fr": "A parlé de son équipe et du projet de données à Lyon.|Préfère le mail",
        "ja": "新しい部署について詳しく教えてくれた。|来月また連絡する。",
        "zh": "聊了新项目和团队扩张的计划。|很热情",
    },
    "next_action": {
        "en": "Send the article on open data|Call in March|Ask for an intro to Sam",
        "de": "Artikel schicken|Im März anrufen",
        "ja": "資料を送る|来週電話する",
        "zh": "发送资料|三月再联系",
        "fr": "Envoyer l'article|Rappeler en mars",
    },
}
NOTHING = {
    "en": ("", "", "-", "n/a"),
    "de": ("", "-", "k.A."),
    "ja": ("", "なし"),
    "zh": ("", "无"),
}
FLAGS = {
    "en": ("Yes", "No"), "de": ("Ja", "Nein"), "fr": ("Oui", "Non"), "es": ("Sí", "No"),
    "pt": ("Sim", "Não"), "nl": ("Ja", "Nee"), "it": ("Sì", "No"), "pl": ("Tak", "Nie"),
    "ja": ("済", "未"), "zh": ("是", "否"), "ar": ("نعم", "لا"),
}  # fmt: skip
PROSE = {"advice", "goal", "given", "received"}


def values(field: str, lang: str, rng: random.Random) -> Callable[[int], object]:
    """A maker of one column's values (by row number) for that field and language."""
    maker = _MAKERS.get(field)
    if maker is not None:
        return maker(lang, rng)
    kind = "notes" if field in PROSE else field
    words = WORDS.get(kind, WORDS["tags"])
    pool = words.get(lang, words["en"]).split("|")
    return lambda _: _or_nothing(rng.choice(pool), lang, rng, 0.15)


def name(row: int, lang: str) -> str:
    """The made-up name in that row; the same for every column that needs it."""
    pool = NAMES.get(lang, NAMES["en"]).split("|")
    if row % 5 == 4:
        pool = NAMES["en"].split("|")
    return pool[row % len(pool)]


def _or_nothing(value: object, lang: str, rng: random.Random, share: float) -> object:
    return rng.choice(NOTHING.get(lang, NOTHING["en"])) if rng.random() < share else value


def _dates(past: bool) -> Callable[[str, random.Random], Callable[[int], object]]:
    def column(lang: str, rng: random.Random) -> Callable[[int], object]:
        style = rng.choice(("date", "date", "date", "iso", "text"))
        day_first = "%d.%m.%Y" if lang in {"de", "pl"} else "%d/%m/%Y"
        text = {"en": "%m/%d/%Y", "ja": "%Y年%m月%d日", "zh": "%Y/%m/%d"}.get(lang, day_first)
        forms = {"iso": "%Y-%m-%d", "text": text}

        def value(_: int) -> object:
            days = rng.randrange(1, 300) if past else -rng.randrange(-20, 90)
            day = TODAY - timedelta(days=days)
            shown: object = day if style == "date" else day.strftime(forms[style])
            return _or_nothing(shown, lang, rng, 0.2)

        return value

    return column


def _flag(lang: str, rng: random.Random) -> Callable[[int], object]:
    pairs: tuple[tuple[object, object], ...] = (
        FLAGS.get(lang, FLAGS["en"]),
        ("x", ""),
        (True, False),
    )
    pair = rng.choice(pairs)
    return lambda _: pair[rng.random() < 0.5]


def _address(lang: str, rng: random.Random) -> Callable[[int], object]:
    return lambda row: _or_nothing(
        f"person{row}@example.{rng.choice(('com', 'org'))}", lang, rng, 0.2
    )


def _phone(lang: str, rng: random.Random) -> Callable[[int], object]:
    shape = rng.choice(("+49 30 5550{:03d}", "(212) 555-0{:03d}", "07700 900{:03d}", "555-0{:03d}"))
    return lambda row: _or_nothing(shape.format(row % 1000), lang, rng, 0.3)


def _people(share: float) -> Callable[[str, random.Random], Callable[[int], object]]:
    def column(lang: str, rng: random.Random) -> Callable[[int], object]:
        return lambda row: _or_nothing(name(row * 7 + 3, lang), lang, rng, share)

    return column


def _part(index: int) -> Callable[[str, random.Random], Callable[[int], object]]:
    def column(lang: str, _: random.Random) -> Callable[[int], object]:
        def value(row: int) -> object:
            whole = name(row, lang)
            parts = whole.split(" ", 1) if " " in whole else (whole[:1], whole[1:])
            return parts[index - 1 if lang in {"ja", "zh"} else index]

        return value

    return column


_MAKERS: dict[str, Callable[[str, random.Random], Callable[[int], object]]] = {
    "name": lambda lang, _: lambda row: name(row, lang),
    "first_name": _part(0),
    "last_name": _part(-1),
    "introduced_by": _people(0.6),
    "email": _address,
    "phone": _phone,
    "linkedin": lambda lang, rng: lambda row: _or_nothing(
        f"https://www.linkedin.com/in/person-{row}", lang, rng, 0.3),
    "company": lambda lang, rng: lambda _: _or_nothing(
        rng.choice(COMPANIES.split("|")), lang, rng, 0.1),
    **{field: _dates(past=True) for field in ("met_on", "outreach_on", "reply_on", "last_contact")},
    "next_followup": _dates(past=False),
    "birthday": _dates(past=True),
    **dict.fromkeys(("reply", "needs_followup", "thank_you_sent", "do_not_contact"), _flag),
    "nudges": lambda _, rng: lambda _row: rng.choice((0, 0, 1, 1, 2, 3)),
    "date": _dates(past=True),
    "flag": _flag,
    "number": lambda _, _rng: lambda row: row,
    "money": lambda _, rng: lambda _row: rng.randrange(20, 900) * 100,
    "url": lambda _, _rng: lambda row: f"https://www.example.com/{row}",
    "person": _people(0.1),
}  # fmt: skip
