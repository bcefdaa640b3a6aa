"""Which variant of a template a person gets this time."""

from collections import Counter
from collections.abc import Sequence
from zlib import crc32

from followup.drafts.finder import Template
from followup.model import Contact, EventKind, History


def choose(
    variants: Sequence[Template], contact: Contact, history: History, used: Counter[Template]
) -> Template:
    """The variant for this letter: never the person's last one again, if there is a choice.

    Of the others the one least used in this run (`used`), so that letters written side by side
    open differently; among equals the next in the person's own order, which starts at a hash of
    the name and moves on by one with each earlier letter of the occasion.
    """
    occasion = variants[0].occasion
    earlier = [
        event
        for event in history.events
        if event.kind is EventKind.DRAFTED and event.occasion == occasion
    ]
    start = (crc32(contact.name.full.casefold().encode()) + len(earlier)) % len(variants)
    order = [*variants[start:], *variants[:start]]
    last = earlier[0].template if earlier else ""
    others = [variant for variant in order if variant.name != last] if last else order
    return min(others or order, key=used.__getitem__)
