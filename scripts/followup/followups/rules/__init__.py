"""One function an occasion: is a letter owed to this contact, since when, and why.

docs/occasions.md says when each is due. A rule returns the Due, or the reason why there is none,
which `followup why` shows.
"""

from collections.abc import Callable, Mapping

from followup.followups.network import Network
from followup.followups.rules.hello import first_hello
from followup.followups.rules.introductions import introduction, introduction_ask
from followup.followups.rules.letters import answer, last_nudge, nudge
from followup.followups.rules.meetings import (
    advice_update,
    confirm_meeting,
    intro_thanks,
    report_back,
    thank_you,
)
from followup.followups.rules.news import congratulate
from followup.followups.rules.sharing import good_news, share_resource
from followup.followups.rules.steps import next_step, promise
from followup.followups.rules.ties import check_in, reconnect
from followup.model import Contact, Due

Rule = Callable[[Contact, Network], Due | str]
"""(contact, network) to the Due (perhaps in the future), or why there is none."""

RULES: tuple[Rule, ...] = (
    thank_you,
    answer,
    next_step,
    promise,
    confirm_meeting,
    report_back,
    intro_thanks,
    congratulate,
    introduction,
    introduction_ask,
    advice_update,
    nudge,
    last_nudge,
    good_news,
    check_in,
    share_resource,
    reconnect,
    first_hello,
)
"""Every occasion, in the order `why` shows them; adding one is adding a function here."""

STARTS_FROM: Mapping[Rule, frozenset[str]] = {
    answer: frozenset({"reply_on", "stage"}),
    next_step: frozenset({"next_followup", "needs_followup"}),
    promise: frozenset({"next_action"}),
    confirm_meeting: frozenset({"met_on"}),
    report_back: frozenset({"introduced"}),
    intro_thanks: frozenset({"introduced"}),
    congratulate: frozenset({"news", "history"}),
    introduction: frozenset({"wishes"}),
    introduction_ask: frozenset({"wishes"}),
    advice_update: frozenset({"advice"}),
    nudge: frozenset({"outreach_on", "history"}),
    last_nudge: frozenset({"outreach_on", "history"}),
    good_news: frozenset({"good_news"}),
    share_resource: frozenset({"share", "shares"}),
}
"""Without any of these in a whole tracker (`Network.told`) the rule finds nothing in it."""

WITH_DAYS = frozenset({"thank_you", "report_back", "advice_update", "nudge", "last_nudge"})
"""The occasions whose days the config can change; the others go by the sheet's days or rhythm."""


def live_rules(rules: tuple[Rule, ...], network: Network) -> tuple[Rule, ...]:
    """Those of the rules that can find something in this tracker at all, in their order."""
    told, settings = network.told, network.settings
    return tuple(
        rule
        for rule in rules
        if settings.occasion(rule.__name__).enabled
        and (rule not in STARTS_FROM or not told.isdisjoint(STARTS_FROM[rule]))
    )
