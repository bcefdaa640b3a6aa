"""The nearest known name to one that is not known."""

from followup.values.nearest import did_you_mean, nearest

KNOWN = ("Last contact", "Notes", "Prénom", "E-mail")


def test_case_accents_and_spaces_do_not_count_and_names_come_back_as_they_are() -> None:
    assert nearest("last  contct", KNOWN) == ["Last contact"]
    assert nearest("PRENOM", KNOWN) == ["Prénom"]


def test_nothing_near_is_nothing() -> None:
    assert nearest("Shoe size", KNOWN) == []
    assert nearest("x", ()) == []


def test_the_nearest_comes_first() -> None:
    assert nearest("anna", ("Hannah", "Anna", "Ana"), 2) == ["Anna", "Ana"]


def test_the_end_of_a_complaint() -> None:
    assert did_you_mean("note", ("notes", "name")) == 'did you mean "notes"?'
    assert did_you_mean("xyz", ("notes", "name")) == "known are notes, name"
