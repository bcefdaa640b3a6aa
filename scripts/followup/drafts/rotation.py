"""Which variant of a template a person gets this time."""

from collections import Counter
from collections.abc import Sequence
from zlib import crc32

from followup.drafts.finder import Template
from followup.model import Contact, EventKind, History


def choose(
    variants: Sequence[Template], contact: Contact, history: History, used: Counter[Template]
) -> Template:
    """The variant for this letter: never the person's last one, rarely another's of this run.

    A person's own order of the variants (by a hash of the name) is cut in two; earlier drafts of
    the occasion, by their number, pick the half, so two letters running never share words even
    though nothing records which one it was. Within the half the one least used in this run wins.
    """
    earlier = sum(
        event.kind is EventKind.DRAFTED and event.occasion == variants[0].occasion
        for event in history.events
    )
    start = crc32(contact.name.full.casefold().encode()) % len(variants)
    order = [*variants[start:], *variants[:start]]
    cut = (len(order) + 1) // 2
    half = order[cut:] if earlier % 2 and len(order) > 1 else order[:cut]
    return min(half, key=lambda variant: (used[variant], half.index(variant)))
