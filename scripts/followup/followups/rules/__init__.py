"""One function an occasion: is a letter owed to this contact, since when, and why.

The rules, their days and their priorities come from domain.md section 5.1; each returns the Due,
or the reason why there is none, which `followup why` shows.
"""

from collections.abc import Callable

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

WITH_DAYS = frozenset({"thank_you", "report_back", "advice_update", "nudge", "last_nudge"})
"""The occasions whose days the config can change; the others go by the sheet's days or rhythm."""
