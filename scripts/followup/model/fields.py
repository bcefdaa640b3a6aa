"""The canonical fields that a tracker's columns may mean."""

from enum import StrEnum


class Field(StrEnum):
    """What a column of the tracker means; the values are the names used in config and JSON.

    The last seven are not in most trackers; each switches on what only it can tell: what came of
    advice taken, news about the person, something to share with them, whom to introduce them to
    and what they said to that, the language to write in, and formal or familiar address.
    """

    NAME = "name"
    FIRST_NAME = "first_name"
    LAST_NAME = "last_name"
    EMAIL = "email"
    PHONE = "phone"
    LINKEDIN = "linkedin"
    COMPANY = "company"
    TITLE = "title"
    LOCATION = "location"
    INDUSTRY = "industry"
    HOW_MET = "how_met"
    MET_ON = "met_on"
    OUTREACH_ON = "outreach_on"
    REPLY = "reply"
    REPLY_ON = "reply_on"
    NUDGES = "nudges"
    LAST_CONTACT = "last_contact"
    NEXT_FOLLOWUP = "next_followup"
    NEEDS_FOLLOWUP = "needs_followup"
    NEXT_ACTION = "next_action"
    THANK_YOU_SENT = "thank_you_sent"
    STATUS = "status"
    RELATIONSHIP = "relationship"
    PRIORITY = "priority"
    INTRODUCED_BY = "introduced_by"
    ADVICE = "advice"
    NOTES = "notes"
    INTERESTS = "interests"
    GOAL = "goal"
    GIVEN = "given"
    RECEIVED = "received"
    DO_NOT_CONTACT = "do_not_contact"
    CADENCE = "cadence"
    CHANNEL = "channel"
    BIRTHDAY = "birthday"
    TAGS = "tags"
    ADVICE_OUTCOME = "advice_outcome"
    NEWS = "news"
    SHARE = "share"
    INTRODUCE_TO = "introduce_to"
    INTRODUCTION_ANSWER = "introduction_answer"
    LANGUAGE = "language"
    ADDRESS_FORM = "address_form"


DATE_FIELDS = frozenset(
    {
        Field.MET_ON,
        Field.OUTREACH_ON,
        Field.REPLY_ON,
        Field.LAST_CONTACT,
        Field.NEXT_FOLLOWUP,
    }
)
"""Fields whose column holds days (a birthday may lack its year, so it is read apart)."""

FLAG_FIELDS = frozenset(
    {Field.REPLY, Field.NEEDS_FOLLOWUP, Field.THANK_YOU_SENT, Field.DO_NOT_CONTACT}
)
"""Fields whose column says yes or no, whatever else it may say."""
