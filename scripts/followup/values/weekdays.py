"""A weekday as people name and shorten it, in eight languages."""

from followup.values.text import fold

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_ALSO = (
    "montag mo lundi lunes lun lunedi maandag segunda segunda-feira poniedzialek",
    "dienstag di mardi martes mar martedi dinsdag terca terca-feira wtorek",
    "mittwoch mi mercredi miercoles mer mie mercoledi woensdag quarta quarta-feira sroda",
    "donnerstag do jeudi jueves jeu jue giovedi donderdag quinta quinta-feira czwartek",
    "freitag vendredi viernes ven vie venerdi vrijdag sexta sexta-feira piatek",
    "samstag sonnabend samedi sabado sam sab sabato zaterdag sobota",
    "sonntag so dimanche domingo dim dom domenica zondag niedziela",
)
"""How other languages call and shorten the weekdays, folded."""


def read_weekday(text: str) -> int | None:
    """The weekday's number (Monday is 0) from its name or a short form of it, or None.

    Of an English name the first two letters are enough; plurals count ("Saturdays", "samstags").
    """
    word = fold(text).strip(" .")
    forms = {word, word.removesuffix("s")}
    for number, (english, others) in enumerate(zip(WEEKDAYS, _ALSO, strict=True)):
        begun = any(len(form) >= 2 and english.startswith(form) for form in forms)
        if begun or not forms.isdisjoint(others.split()):
            return number
    return None
