"""The names and filters that a template may use, and what each means."""

from collections.abc import Mapping

from followup.model import Field

PERSON = {
    **{
        wanted.value: f"the {wanted.value.replace('_', ' ')} as the sheet has it"
        for wanted in Field
    },
    "name": "full name",
    "called": "what they are called: nickname, first name, else the full name",
    "met_on": "the day you met; also outreach_on, reply_on, last_contact, next_followup",
    "said": "what they gave or said, as a phrase: your advice to take the certificate first",
    "counsel": "what they advised, from the advice column alone, as such a phrase",
    "advised": "whether what they said was advice",
    "theirs": "what they do or like, as a phrase: your work on tidal energy",
    "detail": "said, or else theirs",
    "topic": "either of them in a few words, for a subject line",
    "their_topic": "theirs in a few words; nothing for a bare interest",
    "work": "their place of work, as a phrase: your work at Granite Labs",
    "aim": "the goal, if it is to learn something: learn about pricing",
    "where": "where you met, as an adverb: at PyCon 2026, over coffee at Blue Bottle",
    "event": "where you met, as a noun: PyCon 2026",
    "through": "the name of whoever connected you: Ben Cole",
    "company": "the company, if its name can stand in a sentence",
    "at_company": "the same as a place: at Granite Labs, bei der Klinik am Wall",
    "talked": "whether the day of meeting was a conversation, not an accepted connection",
    "outcome": "what came of their advice, if it can be said: I passed the SQL certificate",
    "step": "the next step as understood: step.kind and step.what",
}
"""Names of the person written to; those of `about` are the same ones after a dot."""

GENERAL = {
    "greeting": "the first line, such as: Hi Ana,",
    "row": 'any column of the row by its header: row["Shoe size"]',
    "me": "the sender: me.name, me.signature, me.story, me.good_news, me.signs_off",
    "signature": "the signature, else the name, else nothing",
    "today": "the day of the run",
    "due": "why now: due.reason, due.on, due.occasion",
    "milestone": "their news, if it can be said: your promotion to head of data",
    "gift": "what is shared, as a thing: the article on wind power",
    "gift_link": "where it is found",
    "because": "why it is for them: your interest in wind power",
    "common": "what the two people of an introduction have in common: you both keep bees",
    "revisit": "whether a first_hello is the last word after reminders without an answer",
    "unreached": "whether a report_back tells that the other person could not be reached",
    "owes": "whether they have helped you, and no help of yours is noted",
    "about": "the other person a letter is about (report_back), by the same names",
    "familiar": "whether one person is written to in the familiar form of address (du, tu)",
    "form": 'form("Ihnen", "dir"): formal, familiar; a third text is for two people',
    "gap": 'gap("what you remember") leaves [what you remember] and marks the draft incomplete',
}

NAMES: Mapping[str, str] = {**PERSON, **GENERAL}
"""Every name that a template may use, and its meaning."""

FILTERS: Mapping[str, str] = {
    "day": "12 November, with the year if it is another one; November if no day is known",
    "on_day": "on 12 November, or in November if no day is known; nothing without either",
    "ago": "on 12 November, in March, over two years ago: true for weeks to come",
    "possessive": "Ana's",
    "sentence": "a capital first letter and a full stop",
    "capital": "a capital first letter",
    "fits": "the text if it is no longer than event|fits(40), else nothing",
    "unlike": "the text if it shares no word of weight with theirs|unlike(step.what), else nothing",
    "after": "the text behind a small word, joined as the language does: about.name|after('de')",
    "quoted": "typographic quotation marks around it",
}

PARTS: Mapping[str, frozenset[str]] = {
    "me": frozenset({"name", "signature", "story", "signs_off", "good_news"}),
    "due": frozenset({"reason", "on", "occasion"}),
    "step": frozenset({"kind", "what"}),
    "about": frozenset(PERSON),
}
"""What may follow the dot of each name that has parts."""
