"""Stages, opt-outs, counts and cells that mean nothing."""

import pytest
from followup.model import CellValue, Stage
from followup.values.nothing import LONGEST, MOST_SPACES, _means_nothing, means_nothing
from followup.values.status import is_nothing, opted_out, read_count, read_stage
from followup.values.words import languages, split, word_set
from hypothesis import given
from hypothesis import strategies as st

NOTHINGS = ("n/a", "to be determined", "no", "?", "none yet", "pendiente de definir")

STAGES: dict[Stage, tuple[str, ...]] = {
    Stage.TO_CONTACT: (
        *(
            "To contact",
            "not contacted",
            "Not yet contacted",
            "New",
            "Researching",
            "To-do",
            "Lead",
        ),
        *(
            "noch nicht kontaktiert",
            "neu",
            "à contacter",
            "pas contactée",
            "por contactar",
            "sugerido",
        ),
        *(
            "a contatar",
            "nog niet benaderd",
            "da contattare",
            "do kontaktu",
            "未連絡",
            "待联系",
            "未聯絡",
        ),
        *("Reach out", "want to meet", "not started", "not_contacted"),
    ),
    Stage.CONTACTED: (
        *(
            "Contacted",
            "Outreach Sent",
            "Bumped",
            "Final Sent",
            "no reply",
            "No response yet",
            "waiting",
        ),
        *(
            "Contacted / no reply",
            "emailed, waiting for answer",
            "message sent 3/14",
            "followed up",
        ),
        *("gesendet", "keine Antwort", "Anfrage raus", "contacté", "sans réponse", "relancée"),
        *("enviado", "sin respuesta", "mensagem enviada", "aguardando resposta", "geen reactie"),
        *(
            "inviata",
            "nessuna risposta",
            "wysłano",
            "brak odpowiedzi",
            "返信待ち",
            "連絡済み",
            "未返信",
        ),
        *("已联系", "等待回复", "没有回复", "CONTACTED", "left voicemail", "called, no answer"),
    ),
    Stage.REPLIED: (
        *("Replied", "responded", "heard back!", "Interested", "interessiert", "a répondu"),
        *(
            "respondió",
            "respondeu",
            "geantwoord",
            "ha risposto",
            "odpowiedziała",
            "返信あり",
            "已回复",
        ),
        *("replied - positive", "Contacted - replied"),
    ),
    Stage.MEETING_SET: (
        *(
            "Scheduled",
            "Meeting scheduled",
            "Replied - meeting scheduled",
            "call booked for 12/3",
            "Cancelled, rescheduled",
        ),
        *(
            "Termin vereinbart",
            "rdv pris",
            "reunión agendada",
            "reunião marcada",
            "afspraak gemaakt",
        ),
        *("appuntamento fissato", "spotkanie umówione", "面談予定", "已约", "已安排见面"),
    ),
    Stage.MET: (
        *("Met", "met 3/14", "Completed", "had coffee", "Call done", "Met - thank-you sent"),
        *(
            "getroffen",
            "Gespräch geführt",
            "rencontrée",
            "entretien fait",
            "nos reunimos",
            "conversamos",
        ),
        *("gesproken", "incontrato", "po spotkaniu", "面談済み", "已见面", "聊过"),
    ),
    Stage.CANCELLED: (
        *(
            "Cancelled",
            "canceled",
            "no-show",
            "No show",
            "met cancelled",
            "Meeting scheduled - cancelled",
        ),
        *("abgesagt", "annulé", "cancelada", "não compareceu", "afgezegd", "annullato", "odwołane"),
        *("キャンセル", "已取消"),
    ),
    Stage.DORMANT: ("Dormant", "on hold", "paused", "ruht", "en pause", "slapend", "休眠", "暂停"),
    Stage.CLOSED: (
        *(
            "Closed",
            "Dead",
            "not interested",
            "Declined",
            "Rejected",
            "kein Interesse",
            "Abgelehnt",
        ),
        *(
            "sans suite",
            "descartado",
            "sem interesse",
            "afgewezen",
            "chiuso",
            "zamknięte",
            "見送り",
            "关闭",
        ),
    ),
    Stage.BOUNCED: (
        *(
            "Bounced",
            "email bounced",
            "undeliverable",
            "unzustellbar",
            "adresse invalide",
            "rebotado",
        ),
        *("e-mail voltou", "onbestelbaar", "indirizzo errato", "niedostarczone", "不達", "退信"),
    ),
    Stage.GONE: (
        "Deceased",
        "passed away",
        "left company",
        "verstorben",
        "décédée",
        "fallecido",
        "去世",
    ),
    Stage.DO_NOT_CONTACT: (
        *("Do not contact", "DNC", "unsubscribed", "Opted out", "met - do not contact"),
        *("replied: please remove me", "nicht kontaktieren", "désabonnée", "no contactar"),
        *(
            "não contatar",
            "niet benaderen",
            "non contattare",
            "nie kontaktować",
            "連絡不可",
            "请勿联系",
        ),
    ),
}


@pytest.mark.parametrize(("stage", "texts"), STAGES.items())
def test_stages_in_ten_languages(stage: Stage, texts: tuple[str, ...]) -> None:
    assert [(text, read_stage(text)) for text in texts] == [(text, stage) for text in texts]


@pytest.mark.parametrize(
    "cell",
    [
        None,
        "",
        "-",
        "n/a",
        "Warm contact",
        "blue",
        "Berlin",
        "running late",
        "left early",
        3,
        True,
        "open deal",
    ],
)
def test_a_persons_own_words_are_no_stage(cell: CellValue) -> None:
    assert read_stage(cell) is None


@pytest.mark.parametrize("language", languages())
def test_every_stage_word_of_every_language(language: str) -> None:
    for key, listed in languages()[language]["stages"].items():
        for word in split(listed):
            assert (word, read_stage(word.upper())) == (word, Stage(key))


@pytest.mark.parametrize(
    "text",
    [
        "pls don't email",
        "Do Not Contact",
        "do not contact!",
        "DNC",
        "dnc - moved to competitor",
        "Unsubscribed",
        "He unsubscribed last week",
        "opted out 3/14",
        "Asked me not to email again",
        "she doesn't want to be contacted",
        "please don’t email her",
        "Doesn't want to hear from us",
        "Don't email, call instead",
        "no more emails please",
        "she is on the DNC list",
        "do not contact on his request",
        "rather not be contacted",
        "merci de ne plus me contacter",
        "unsubscribed on 3/14",
        "REMOVE ME from your list",
        "Great chat at PyCon. Please take me off the list.",
        "bitte nicht kontaktieren",
        "Möchte nicht mehr angeschrieben werden - bitte keine E-Mails mehr",
        "hat sich abgemeldet",
        "ne plus contacter",
        "S'est désinscrite en mars",
        "ne souhaite plus être contacté",
        "por favor no contactar",
        "se dio de baja",
        "no desea recibir más correos",
        "não quer ser contatado",
        "pediu para sair da lista",
        "wil niet benaderd worden",
        "heeft zich uitgeschreven",
        "non vuole essere contattata",
        "si è disiscritto",
        "prosi o niekontaktowanie",
        "nie chce maili",
        "今後の連絡は不要です",
        "連絡しないでください",
        "配信停止希望",
        "请勿联系",
        "請勿再打擾，不要再聯絡",
        "他不希望被联系",
        "已退订",
    ],
)
def test_opt_outs_are_found_in_any_text(text: str) -> None:
    assert opted_out(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "don't email on Fridays",
        "I unsubscribed from his newsletter",
        "do not contact via LinkedIn, email ok",
        "Don't email before 10am",
        "don't contact until January",
        "do not contact him too often",
        "do not forget to contact",
        "don't forget to email the deck",
        "has not unsubscribed",
        "hasn't opted out",
        "Opted out: no",
        "Unsubscribed = FALSE",
        "do not contact? no",
        "no contact since 2019",
        "no email on file",
        "no email yet",
        "contact her in May",
        "not contacted",
        "talked about the unsubscribe button",
        "how to unsubscribe users cleanly",
        "nicht am Freitag anrufen",
        "bitte nicht kontaktieren vor Januar",
        "noch nicht kontaktiert",
        "hat sich nicht abgemeldet",
        "ne pas contacter avant septembre",
        "no contactar hasta enero",
        "no escribir los viernes",
        "não contatar antes de março",
        "niet mailen op vrijdag",
        "non contattare prima di lunedì",
        "nie pisać w piątki",
        "金曜は連絡しないでください",
        "周末请勿打扰",
        "未退订",
    ],
)
def test_wishes_about_when_and_what_are_no_opt_out(text: str) -> None:
    assert opted_out(text) == ""


@pytest.mark.parametrize("language", languages())
def test_every_opt_out_phrase_of_every_language(language: str) -> None:
    words = languages()[language]["opt_out"]
    for phrase in split(words["phrases"]) + split(words["states"]):
        assert opted_out(f"{phrase.capitalize()}.")
        if phrase.isascii():
            assert opted_out(f"nice person; {phrase}")


@pytest.mark.parametrize(
    ("cell", "count"),
    [
        *((2, 2), (2.0, 2), ("2", 2), ("two", 2), ("II", 2), ("x2", 2), ("2x", 2), ("2 nudges", 2)),
        *(("1st reminder sent", 1), ("2nd", 2), ("twice", 2), ("✓✓", 2), ("once", 1), ("Two.", 2)),
        *(
            (0, 0),
            ("0", 0),
            ("none", 0),
            ("no", 0),
            ("zero", 0),
            ("keine", 0),
            (True, 1),
            (False, 0),
        ),
        *(
            ("zwei", 2),
            ("einmal", 1),
            ("deux", 2),
            ("dos", 2),
            ("2回", 2),
            ("两次", 2),
            ("なし", 0),
        ),
        *(
            (None, None),
            ("", None),
            ("-", None),
            ("n/a", None),
            ("some", None),
            (2.5, None),
            (-1, None),
        ),
        *((46095, None), ("1 or 2", None), ("3/14/2026", None)),
    ],
)
def test_counts(cell: CellValue, count: int | None) -> None:
    assert read_count(cell) == count


@pytest.mark.parametrize(
    ("cell", "nothing"),
    [
        *((None, True), ("", True), ("—", True), ("n/a", True), ("(none)", True), ("N/A.", True)),
        *(("[TBD]", True), ("0/0/00", True), ("k. A.", True), ("不明", True), ("\u200b", True)),
        *((0, False), (False, False), ("0", False), ("✓", False), ("no", False), ("Ana", False)),
    ],
)
def test_what_means_nothing(cell: CellValue, nothing: bool) -> None:
    assert is_nothing(cell) is nothing


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("تم الرد", Stage.REPLIED),
        ("لم يتم الرد", Stage.CONTACTED),
        ("لم يتم التواصل بعد", Stage.TO_CONTACT),
        ("تمّ اللقاء", Stage.MET),
        ("متوفى", Stage.GONE),
        ("طلب عدم التواصل معه", Stage.DO_NOT_CONTACT),
    ],
)
def test_arabic_statuses_are_heeded(text: str, stage: Stage) -> None:
    assert read_stage(text) is stage
    assert bool(opted_out(text)) == (stage is Stage.DO_NOT_CONTACT)


@pytest.mark.parametrize("phrase", sorted(word_set("nothing")))
def test_no_phrase_for_nothing_is_taken_for_prose(phrase: str) -> None:
    assert phrase.count(" ") <= MOST_SPACES
    assert len(phrase) <= LONGEST
    assert is_nothing(f"( {phrase} )")


@given(st.lists(st.sampled_from([*NOTHINGS, " ", "  ", "(", ")", "-", "0/0/00", "Ana", "\xa0"])))
def test_what_is_taken_for_prose_means_something(pieces: list[str]) -> None:
    text = "".join(pieces)
    assert means_nothing(text) is _means_nothing(text)
