"""What the sender has for others: something worth sharing, and good news of their own."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from followup.followups.network import Network
from followup.followups.tie import OVER, in_short, last_contact, last_touch, short_key, unanswered
from followup.model import Contact, Due, EventKind, Field, History, Stage
from followup.model.patterns import pattern
from followup.model.records import dataclass
from followup.values.text import fold

BETWEEN_SHARES = timedelta(days=60)
LATELY = timedelta(days=365)
"""Whoever one met, or had help from, within it hears good news."""

NEWS_FOR = timedelta(days=90)
"""After it news of one's own is no news any more."""

LINK = pattern(r"(?:https?://|www\.)\S+[^\s.,;:!?)\]>'\"]")
WORDS = pattern(r"\w+")


@dataclass(frozen=True, slots=True)
class _Offer:
    """A thing to share: what it is, its link, the topic it fits, and why it is offered."""

    what: str
    link: str
    topic: str
    why: str

    @property
    def trigger(self) -> str:
        return f"share:{short_key(f'{self.what} {self.link}')}"


def share_resource(contact: Contact, network: Network) -> Due | str:
    """Something from the row's own cell, or from the config where a topic is theirs."""
    if contact.stage in OVER - {Stage.DORMANT}:
        return "the status says it is over"
    offers = [*_noted(contact), *_matching(contact, network)]
    if not offers:
        return "nothing to share with them is noted"
    last = network.history(contact).last(EventKind.SENT, "share_resource")
    if last is not None and network.today - last.day < BETWEEN_SHARES:
        again = last.day + BETWEEN_SHARES
        return f"you shared something on {network.say(last.day)}; not before {network.say(again)}"
    offer = _next(offers, network.history(contact))
    if offer is None:
        return "they have had what there is to share"
    return Due(
        contact.row,
        "share_resource",
        network.today,
        offer.trigger,
        35,
        offer.why,
        period=60,
        what=offer.what,
        link=offer.link,
        topic=offer.topic,
    )


def _next(offers: Sequence[_Offer], history: History) -> _Offer | None:
    """The first that they have not had; one that lies there as a draft goes before others."""
    events = history.events
    had = {e.trigger for e in events if e.kind in {EventKind.SENT, EventKind.SKIPPED}}
    fresh = [offer for offer in offers if offer.trigger not in had]
    drafted = history.last(EventKind.DRAFTED, "share_resource")
    lying = (offer for offer in fresh if drafted and offer.trigger == drafted.trigger)
    return next(lying, fresh[0] if fresh else None)


def _noted(contact: Contact) -> Iterator[_Offer]:
    text = " ".join(contact.text.get(Field.SHARE, "").split())
    if text:
        found = LINK.search(text)
        what = " ".join(LINK.sub(" ", text).split()).strip(" .,:;()[]<>-")
        yield _Offer(what, found[0] if found else "", "", f'You noted "{in_short(text)}" for them.')


def _matching(contact: Contact, network: Network) -> Iterator[_Offer]:
    """What the config has for somebody with these interests, if the tie is alive."""
    interests = contact.text.get(Field.INTERESTS, "")
    if not interests or not network.settings.shares:
        return
    if last_touch(contact, network) is None or isinstance(unanswered(contact, network), date):
        return
    liked = _words(interests)
    for share in network.settings.shares:
        topic = next((topic for topic in share.topics if f" {_words(topic)}" in f" {liked}"), "")
        if topic:
            why = f'"{in_short(share.what)}" fits their interest in {topic}.'
            yield _Offer(share.what, share.link, topic, why)


def _words(text: str) -> str:
    """The whole words of a text, each followed by a space, plurals in s as singulars."""
    return "".join(f"{_singular(word)} " for word in WORDS.findall(fold(text)))


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word[-1] == "s" and word[-2] != "s" else word


def good_news(contact: Contact, network: Network) -> Due | str:
    """One's own good news, told once to everyone met or helped by within a year."""
    me, today = network.settings.me, network.today
    if not me.good_news:
        return "no good news of yours is set"
    day = me.good_news_on or today
    if day > today:
        return f"not before {network.say(day)}"
    if today - day > NEWS_FOR:
        return f"your news is of {network.say(day)}; it is told"
    if contact.stage in OVER - {Stage.DORMANT}:
        return "the status says it is over"
    if isinstance(unanswered(contact, network), date):
        return "they never answered your letter"
    helped = _helped(contact, network, day)
    if not helped:
        return "you have not met lately, and no help of theirs is noted"
    touch = last_contact(contact, network)
    if me.good_news_on and touch is not None and touch >= day:
        return f"you were in touch on {network.say(touch)}, after your news"
    trigger = f"good_news:{me.good_news_on or short_key(me.good_news)}"
    people = network.introduced.get(contact.row, ())
    about = people[-1].row if people else None
    reason = f"You have good news to tell, and {helped}."
    return Due(contact.row, "good_news", day, trigger, 50, reason, about_row=about)


def _helped(contact: Contact, network: Network, day: date) -> str:
    """What the sheet says they had to do with it, by that day, in words; "" for nothing."""
    met = contact.met_on
    if contact.talked and met is not None and timedelta(0) <= day - met <= LATELY:
        return f"you met on {network.say(met)}"
    touch = last_touch(contact, network)
    if touch is None or day - touch > LATELY:
        return ""
    if network.introduced.get(contact.row):
        return "they introduced you to somebody"
    given = contact.text.get(Field.ADVICE) or contact.text.get(Field.RECEIVED)
    return "they have helped you" if given else ""
