"""Notes taken apart: what is looked at before a pattern is asked changes nothing."""

from followup.drafts import shorthand, where
from followup.drafts.lexicon import lexicon
from followup.drafts.shorthand import clauses, plain
from followup.drafts.text import clean
from followup.drafts.where import is_proper
from hypothesis import given, settings
from hypothesis import strategies as st

WORDS = lexicon("en")
PIECES = (
    "\"tea' ‘so’ “yes” «oui» (aside) ( - * • – > 1. 12) (3) ; \n | A1 B-2 SQL3 2024 1999 20 PyCon "
    "Camp fest EuroConf Con. con JavaFest one www. a@b :// .com x.io T. I é ñu 东京 ab-cd & don't"
)
TEXTS = st.one_of(
    st.lists(st.sampled_from(PIECES.split(" ")), max_size=6).map(" ".join),
    st.lists(st.sampled_from(PIECES.split(" ")), max_size=4).map("".join),
    st.text(max_size=20),
)


def every_clause(text: str) -> list[str]:
    quoted = shorthand.QUOTED.sub("\u201c\\2\u201d", clean(text))
    parts = (shorthand.ASIDE.sub("", part).strip() for part in shorthand.SPLIT.split(quoted))
    found = (shorthand.BULLET.sub("", part).strip(" .,:!-\u2013") for part in parts)
    return [clause for clause in found if clause]


@settings(max_examples=500)
@given(TEXTS)
def test_clauses_are_those_of_the_patterns(text: str) -> None:
    assert list(clauses(text)) == every_clause(text)


@settings(max_examples=500)
@given(TEXTS)
def test_what_the_patterns_refuse_is_not_plain(text: str) -> None:
    tokens = [token.strip("\u201c\u201d") for token in text.split()]
    bare = [token.strip(",.'\u2019") for token in tokens]
    codes = [shorthand.CODE.fullmatch(b) and not shorthand.YEAR.fullmatch(b) for b in bare]
    refused = shorthand.WEB.search(text) or any(codes)
    if refused or not all(map(shorthand.ALLOWED.fullmatch, tokens)):
        assert not plain(text, WORDS)


@given(st.text().filter(str.isalpha))
def test_a_word_of_letters_is_always_allowed(token: str) -> None:
    assert shorthand.ALLOWED.fullmatch(token)
    assert not shorthand.CODE.fullmatch(token)


@settings(max_examples=500)
@given(TEXTS)
def test_a_proper_name_is_one_by_the_patterns(text: str) -> None:
    told = where.NAMED.fullmatch(text) or where.CON.fullmatch(text)
    assert is_proper(text) == bool(told)
