"""What a "next step" cell, a note to oneself, makes of a letter."""

import pytest
from followup.drafts.lexicon import lexicon
from followup.drafts.reading import Step
from followup.drafts.step import read_step

WORDS = lexicon("en")

STEPS = [
    ("send portfolio", Step("send", "my portfolio")),
    ("share the article on wind power", Step("send", "the article on wind power")),
    ("Send her the paper on rivers by Friday", Step("send", "the paper on rivers")),
    ("ask about intro to Ben", Step("ask", "an introduction to Ben")),
    ("Ask for feedback on CV", Step("ask_for", "feedback on my CV")),
    ("call her in December", Step("call")),
    ("Schedule a call about the grant", Step("call", "the grant")),
    ("coffee next week", Step("meet")),
    ("lunch in January", Step("lunch")),
    ("invite to dinner", Step("invite", "dinner")),
    ("Thank her for the intro", Step("thank", "the intro")),
    ("Congratulate on promotion", Step("congratulate", "your promotion")),
    ("follow up on proposal", Step("back", "the proposal")),
    ("update on certificate", Step("tell", "the certificate")),
    ("send portfolio; call after 3pm", Step("send", "my portfolio")),
    ("send draft syllabus", Step("send", "the draft syllabus")),
    ("send feedback on the talk", Step("send", "the feedback on the talk")),
    ("send Ana's slides", Step("send", "Ana's slides")),
    ("chase unpaid invoice", Step("business")),
    ("Complain about the room", Step("business")),
    ("decline the offer", Step("business")),
    ("", Step()),
    ("follow up", Step()),
    ("Check in", Step()),
    ("see notes", Step("other")),
    ("ask about job openings", Step("other")),
    ("Ask for a referral", Step("other")),
    ("send CV to Ben Cole", Step("other")),
    ("Send thank-you", Step("other")),
    ("send {{ 7*7 }}", Step("other")),
    ("call about his divorce", Step("other")),
    ("send =cmd()", Step("other")),
]


@pytest.mark.parametrize(("text", "step"), STEPS)
def test_a_step_is_written_out_only_in_a_known_shape(text: str, step: Step) -> None:
    assert read_step(text, WORDS) == step
