"""What notes, advice, interests and goals give a letter, one row a case; "" is left out."""

import pytest
from followup.drafts.details import Details, read_details
from followup.drafts.lexicon import lexicon

from tests.drafts.cast import person

WORDS = lexicon("en")

ADVICE = [
    # to do
    ("Take the SQL certificate first", "your advice to take the SQL certificate first"),
    ("Tailor your CV to each role", "your advice to tailor my CV to each role"),
    ("You should talk to Ben Cole at Alder", "your advice to talk to Ben Cole at Alder"),
    ("She said to learn Rust", "your advice to learn Rust"),
    ("Use STAR method in interviews", "your advice to use the STAR method in interviews"),
    ("Read 'Deep Work'", "your advice to read \u201cDeep Work\u201d"),
    ("1. Apply early\n2. Follow up", "your advice to apply early"),
    (
        "Apply to the graduate scheme; deadline 12 Jan",
        "your advice to apply to the graduate scheme",
    ),
    ("Network with alumni", "your advice to network with alumni"),
    ("Publish one case study a month", "your advice to publish one case study a month"),
    ("Be patient", "your advice to be patient"),
    ("Talk about a failure, too", "your advice to talk about a failure, too"),
    ("recommended the book Deep Work", "your recommendation of the book Deep Work"),
    # not to do
    ("Don't skip the cover letter", "your advice not to skip the cover letter"),
    ("Never mention salary first", "your advice not to mention salary first"),
    # things and topics
    ("SQL certificate", "your tip about the SQL certificate"),
    (
        "Informational interviews before applying",
        "your tip about informational interviews before applying",
    ),
    ("Kaggle competitions", "your tip about Kaggle competitions"),
    ("Tip: short emails", "your tip about short emails"),
    ("LinkedIn profile headline", "your tip about the LinkedIn profile headline"),
    ("Learning SQL", "your advice on learning SQL"),
    ("patience", "your tip about patience"),
    # whole sentences
    ("Consistency beats talent", "your point that consistency beats talent"),
    ("Cover letters matter", "your point that cover letters matter"),
    ("The market is tough for juniors", "your point that the market is tough for juniors"),
    # nothing usable
    ("Ship weekly", ""),
    ("Portfolio > CV", ""),
    ("Use her name as a reference", ""),
    ("Lernen Sie zuerst SQL", ""),
    ("写真を見せる", ""),
    ("=cmd()", ""),
    ("{{ 7*7 }}", ""),
    ("<script>alert(1)</script>", ""),
    ("see https://example.com/a", ""),
    ("Don't tell anyone: take the SQL certificate", ""),
    ("Ask about his salary in the cancer ward", ""),
    ("a b c d e f g h i j k l m n o p", ""),
]

NOTES = [
    ("Talked about graph databases; kids 3+5", "our conversation about graph databases"),
    ("We discussed her move to Lisbon", "our conversation about your move to Lisbon"),
    ("Talked about move to Berlin", "our conversation about the move to Berlin"),
    ("great chat about remote teams!", "our conversation about remote teams"),
    (
        "Very kind. Discussed career change into data.",
        "our conversation about the career change into data",
    ),
    ("told me about the museum's new wing", "what you told me about the museum's new wing"),
    ("Talked about SQL (boring!)", "our conversation about SQL"),
    ("Recommended the podcast Hard Fork", "your recommendation of the podcast Hard Fork"),
    ("suggested I apply in spring", "your suggestion to apply in spring"),
    (
        "offered to introduce me to the head of design",
        "your offer to introduce me to the head of design",
    ),
    ("- advised me to publish early\n- wife ill", "your advice to publish early"),
    # private, logistics, shorthand
    ("Asked for SQL course; kids 3+5; call after 3pm", ""),
    ("told me about his divorce", ""),
    ("Talked about our kids", ""),
    ("Talked about salary", ""),
    ("Talked about JB", ""),
    ("Talked about ABX-1234", ""),
    ("Talked about +49 30 123456", ""),
    ("Talked about lunch on Friday 3pm", ""),
    ("Talked about a@example.com", ""),
    ("discussed climate policy and her new book", ""),
    ("Talked about what she does", ""),
    ("Talked about", ""),
    ("Talked about the move to", ""),
    ("confidential! talked about merger", ""),
    ("Talked about =cmd()", ""),
    ("Talked about {{ 7*7 }}", ""),
    ("Talked about 山田", ""),
    ("-> ping Jan", ""),
    ("great guy", ""),
    ("graph databases", ""),
]

THEIRS = [
    ("notes", "Working on a festival. Good guy", "your work on a festival"),
    ("notes", "Works on pricing at scale", "your work on pricing at scale"),
    ("notes", "Gave a talk on tidal energy - great slides", "your talk on tidal energy"),
    (
        "notes",
        "Interested in how schools measure attendance",
        "your interest in how schools measure attendance",
    ),
    ("notes", "Spoke at PyData", "your talk at PyData"),
    ("notes", "Loves hiking, cats", "your interest in hiking and cats"),
    ("notes", "Knows Ben. Into jazz", "your interest in jazz"),
    ("interests", "Jazz, Running", "your interest in jazz and running"),
    ("interests", "hiking / photography", "your interest in hiking and photography"),
    ("interests", "Machine Learning and NLP", "your interest in Machine Learning and NLP"),
    ("interests", "Data & AI", "your interest in data and AI"),
    ("interests", "history of science", "your interest in the history of science"),
    ("interests", "Football (Arsenal)", "your interest in football"),
    ("interests", "Church choir", ""),
    ("interests", "sailing 2x/week", ""),
    ("interests", "kids", ""),
    ("interests", "?", ""),
]

TOPICS = [
    ("advice", "Take the SQL certificate first", "the SQL certificate"),
    ("advice", "Keep a diary of open questions", "the diary of open questions"),
    ("advice", "Tailor your CV to each role", ""),
    ("advice", "Apply early", ""),
    ("notes", "Working on a festival for street theatre", "the festival for street theatre"),
    ("notes", "Talked about the long history of the paper mills of Fabriano", ""),
]

AIMS = [
    ("Learn about product roles", "learn about product roles"),
    ("to understand how grants are reviewed", "understand how grants are reviewed"),
    ("job at Granite", ""),
    ("get referral", ""),
    ("sell her the course", ""),
]

COMPANIES = [
    ("Granite Labs", "your work at Granite Labs"),
    ("O'Neill & Söhne", "your work at O'Neill & Söhne"),
    ("N/A", ""),
    ("freelance", ""),
    ("Freelance", ""),
    ("=cmd()", ""),
    ("Granite\nBcc: x@example.com", ""),
    ("A" * 60, ""),
]


def details(field: str, text: str) -> Details:
    return read_details(person(1, "Lena Adler", "Lena", "Adler", **{field: text}), WORDS)


@pytest.mark.parametrize(("text", "said"), ADVICE)
def test_advice_becomes_a_phrase_or_is_left_out(text: str, said: str) -> None:
    assert details("advice", text).said == said


@pytest.mark.parametrize(("text", "said"), NOTES)
def test_a_note_becomes_a_phrase_or_is_left_out(text: str, said: str) -> None:
    assert details("notes", text).said == said


@pytest.mark.parametrize(("field", "text", "theirs"), THEIRS)
def test_what_they_do_or_like(field: str, text: str, theirs: str) -> None:
    found = details(field, text)
    assert (found.said, found.theirs) == ("", theirs)


@pytest.mark.parametrize(("field", "text", "topic"), TOPICS)
def test_the_topic_is_short_enough_for_a_subject(field: str, text: str, topic: str) -> None:
    assert details(field, text).topic == topic


@pytest.mark.parametrize(("text", "aim"), AIMS)
def test_a_goal_is_told_only_if_it_is_to_learn(text: str, aim: str) -> None:
    assert details("goal", text).aim == aim


@pytest.mark.parametrize(("text", "work"), COMPANIES)
def test_a_company_is_named_only_if_its_name_can_stand(text: str, work: str) -> None:
    assert details("company", text).work == work


def test_advice_comes_before_notes() -> None:
    contact = person(1, "Lena Adler", "Lena", advice="Apply early", notes="Talked about jazz")
    assert read_details(contact, WORDS).said == "your advice to apply early"


def test_told_of_a_third_person_only_advice_and_common_topics_are_used() -> None:
    lena = person(1, "Lena Adler", "Lena", "Adler", advice="Apply early", interests="Jazz")
    told = read_details(lena, WORDS, to_third=True)
    assert (told.said, told.theirs, told.where) == ("Lena's advice to apply early", "", "")


@pytest.mark.parametrize(
    "note", ["told me about the museum", "working on a pilot", "offered to read my CV", "into jazz"]
)
def test_a_note_about_somebody_is_not_told_to_another(note: str) -> None:
    contact = person(1, "Lena Adler", "Lena", "Adler", notes=note)
    assert read_details(contact, WORDS, to_third=True) == Details()
