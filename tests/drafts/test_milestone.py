"""Their good news, as one congratulates on it."""

import pytest
from followup.drafts.lexicon import lexicon
from followup.drafts.milestone import read_change, read_news

WORDS = lexicon("en")


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("Promoted to Senior Designer", "your promotion to Senior Designer"),
        ("promoted; salary doubled", "your promotion"),
        ("She's now director of research", "your new role as director of research"),
        ("joined Granite Labs", "your new job at Granite Labs"),
        ("Won the regional design prize", "winning the regional design prize"),
        ("published her book on tidal energy", "publishing your book on tidal energy"),
        ("moved to Lisbon", "your move to Lisbon"),
        ("graduated", "your graduation"),
    ],
)
def test_news_of_a_known_shape_is_said(cell: str, said: str) -> None:
    assert read_news(cell, WORDS) == said


@pytest.mark.parametrize(
    "cell",
    [
        "",
        "got married",
        "had a baby",
        "laid off",
        "joined the choir",
        "won 2nd prize",
        "?",
        "{{x}}",
    ],
)
def test_other_news_is_left_to_the_sender(cell: str) -> None:
    assert read_news(cell, WORDS) == ""


@pytest.mark.parametrize(
    ("post", "said"),
    [
        ("Data lead,", "your new role as data lead"),
        ("Granite Labs", "your new job at Granite Labs"),
        ("Head of Data, Granite Labs", "your new role as Head of Data at Granite Labs"),
        ("Freelance", ""),
        ("{{ x }}, Granite Labs", ""),
    ],
)
def test_a_changed_post_is_said_where_it_can_be(post: str, said: str) -> None:
    assert read_change(post, WORDS) == said
