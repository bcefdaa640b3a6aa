"""Yes, no and not needed, in every spelling."""

from datetime import date, datetime

import pytest
from followup.model import CellValue, Mark
from followup.values.flags import read_mark
from followup.values.words import languages, split, word_set

TODAY = date(2026, 11, 22)
THE_DAY = date(2026, 3, 14)


def mark_of(cell: CellValue) -> Mark | None:
    mark, problem = read_mark(cell, today=TODAY)
    assert problem == "" or mark is None
    return mark


@pytest.mark.parametrize(
    "cell",
    [
        *(
            True,
            1,
            1.0,
            "1",
            "TRUE",
            "Yes",
            "YES",
            "y",
            "Y",
            "x",
            "X",
            "✓",
            "✔",
            "✅",
            "☑",
            "☒",
            "○",
        ),
        *(
            "Done",
            "done!",
            "sent",
            "Sent.",
            "Yes - by phone",
            "yes (card)",
            "Y, emailed",
            "✅ by mail",
        ),
        *("emailed her", "replied", "note sent", "already sent", "thank you sent", "ok", "√"),
        *(
            "Ja",
            "j",
            "erledigt",
            "schon erledigt",
            "Karte geschickt",
            "ja, per Mail",
            "Mail ist raus",
        ),
        *("Oui", "O", "fait", "déjà envoyé", "oui (par mail)", "remerciée", "DEJA FAIT"),
        *("Sí", "si", "hecho", "ya enviado", "sí, por teléfono", "respondió"),
        *("Sim", "feito", "já enviei", "enviado", "respondeu"),
        *("Ja", "verstuurd", "gedaan", "ja, gebeld", "heeft geantwoord"),
        *("Sì", "fatto", "già inviato", "ha risposto", "inviata"),
        *("Tak", "t", "wysłane", "zrobione", "już wysłane", "odpowiedziała"),
        *("済", "済み", "送信済み", "はい", "あり", "返信あり", "お礼済", "完了"),
        *("是", "已发送", "已發送", "已回复", "有", "完成", "已感谢", "是的"),
    ],
)
def test_yes(cell: CellValue) -> None:
    assert mark_of(cell) == Mark(True)


@pytest.mark.parametrize(
    "cell",
    [
        *(
            False,
            0,
            0.0,
            "0",
            "FALSE",
            "No",
            "n",
            "✗",
            "✘",
            "❌",
            "☐",
            "[ ]",
            "0.0",
            "×",
            "not yet",
            "Not sent",
        ),
        *(
            "no, will call",
            "haven't sent",
            "not done",
            "pending",
            "to do",
            "no reply yet",
            "tomorrow",
        ),
        *(
            "No - waiting for address",
            "awaiting reply",
            "never",
            "to send by 3/14",
            "not yet, by 3/5",
        ),
        *("will send 12 Nov", "planned for 12/20/2026", "no reply since 3/14", "none", "next week"),
        *("Nein", "noch nicht", "nicht gesendet", "steht noch aus", "bis 14.3.", "keine Antwort"),
        *("Non", "pas encore", "à faire", "pas envoyé", "sans réponse", "prévu le 14/03"),
        *("No", "todavía no", "aún no", "pendiente", "no enviado", "sin respuesta"),
        *("Não", "ainda não", "não enviado", "aguardando resposta", "sem resposta"),
        *("Nee", "nog niet", "niet verstuurd", "geen reactie", "nog te doen"),
        *("No", "non ancora", "da fare", "non inviato", "nessuna risposta"),
        *("Nie", "jeszcze nie", "nie wysłano", "brak odpowiedzi", "do zrobienia"),
        *("未", "まだ", "未送信", "返信なし", "いいえ", "返信待ち"),
        *("否", "还没有", "還沒", "未发送", "没有回复", "尚未", "不是"),
    ],
)
def test_no(cell: CellValue) -> None:
    assert mark_of(cell) == Mark(False)


@pytest.mark.parametrize(
    "cell",
    [
        *("n/a", "N/A", "na", "not needed", "Not necessary", "no need", "not applicable", "skip"),
        *("nicht nötig", "entfällt", "pas nécessaire", "sans objet", "no hace falta", "no aplica"),
        *("não precisa", "niet nodig", "n.v.t.", "non serve", "nie trzeba", "nie dotyczy"),
        *(
            "不要",
            "対象外",
            "不需要",
            "不用",
            "無需",
            "not needed (met in person)",
            "N/A - referral",
        ),
    ],
)
def test_not_needed(cell: CellValue) -> None:
    assert mark_of(cell) == Mark(None)


@pytest.mark.parametrize("cell", [None, "", " ", "-", "—", "?", "TBD", "0/0/00", "未定", "待定"])
def test_empty(cell: CellValue) -> None:
    assert read_mark(cell, today=TODAY) == (None, "")


@pytest.mark.parametrize(
    "cell",
    [
        *(THE_DAY, datetime(2026, 3, 14, 9), 46095, "46095", "3/14", "3/14/2026", "2026-03-14"),
        *(
            "sent 3/14",
            "Done 3/14/2026",
            "yes, 14 March",
            "✓ 14.3.",
            "x 3/14",
            "emailed 14 Mar 2026",
        ),
        *("gesendet am 14.03.2026", "envoyé le 14 mars 2026", "enviado el 14 de marzo de 2026"),
        *("enviado em 14/03/2026", "verstuurd op 14-03-2026", "inviata il 14 marzo 2026"),
        *("wysłane 14 marca 2026", "2026年3月14日送信済み", "已发送 2026年3月14日", "card, 3/14"),
    ],
)
def test_a_day_means_yes_on_that_day(cell: CellValue) -> None:
    assert mark_of(cell) == Mark(True, THE_DAY)


def test_an_ambiguous_day_still_means_yes_and_is_said() -> None:
    mark, problem = read_mark("sent 3/5", today=TODAY)
    assert mark == Mark(True)
    assert "3 May or 5 March" in problem
    assert read_mark("sent 3/5", day_first=False, today=TODAY)[0] == Mark(True, date(2026, 3, 5))
    assert read_mark("sent 3/5", day_first=True, today=TODAY)[0] == Mark(True, date(2026, 5, 3))


@pytest.mark.parametrize(
    "cell",
    [
        *("maybe later", "maybe", "yes?", "Y?", "not sure", "I think so", "depends", "△", "half"),
        *(
            "vielleicht",
            "peut-être",
            "quizás",
            "talvez",
            "misschien",
            "forse",
            "może",
            "多分",
            "可能",
        ),
        *(
            "#VALUE!",
            7,
            2025,
            "blue",
            "LinkedIn",
            "ask Ben",
            "yes/no",
            "Y/N",
            "call on Friday",
            "o que",
            date(1905, 7, 17),
        ),
    ],
)
def test_what_is_neither_is_said(cell: CellValue) -> None:
    mark, problem = read_mark(cell, today=TODAY)
    assert mark is None
    assert "yes" in problem


KINDS = {"yes": True, "no": False, "not_needed": None}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", languages())
def test_every_word_of_every_language_is_understood(language: str, kind: str) -> None:
    wanted = Mark(KINDS[kind])
    for word in split(languages()[language][kind]):
        assert (word, mark_of(word)) == (word, wanted)
        assert mark_of(f" {word.title()}. ") in {wanted, None}


def test_no_word_means_two_things() -> None:
    kinds = [word_set(kind) for kind in KINDS]
    for index, words in enumerate(kinds):
        for others in kinds[index + 1 :]:
            assert words & others == set()
