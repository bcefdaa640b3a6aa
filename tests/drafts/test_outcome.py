"""What the sheet says came of advice, as the sender can say it."""

import pytest
from followup.drafts.lexicon import lexicon
from followup.drafts.outcome import read_outcome

WORDS = lexicon("en")


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("Passed SQL certificate in October", "I passed the SQL certificate in October"),
        ("I enrolled in the evening course", "I enrolled in the evening course"),
        ("she laughed; took her advice", "I took your advice"),
        ("got the job!", "I got the job"),
        ("wrote to five people", "I wrote to five people"),
    ],
)
def test_something_done_is_said_in_the_first_person(cell: str, said: str) -> None:
    assert read_outcome(cell, WORDS) == said


@pytest.mark.parametrize(
    "cell",
    [
        "",
        "useless",
        "She was right",
        "will try in spring",
        "took the course, now bored",
        "met with her ex-husband",
        "got 3 interviews, 2 offers",
        "confidential: got the job",
        "Passed {{ 7*7 }}",
    ],
)
def test_everything_else_is_left_to_the_sender(cell: str) -> None:
    assert read_outcome(cell, WORDS) == ""
