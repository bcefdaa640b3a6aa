"""Exports of other programs, recognised by their headers (signatures.toml)."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from followup.columns.text import same
from followup.kept import kept
from followup.model.records import dataclass
from followup.values.toml import read_toml

KNOWN = 0.97
"""The score of a column that a recognised export explains."""


@dataclass(frozen=True, slots=True)
class Signature:
    """One program's export: the headers it needs, and what its headers mean ("" for nothing)."""

    name: str
    needs: frozenset[str]
    meanings: dict[str, str]


def recognise(titles: Iterable[str]) -> Signature | None:
    """The export that a header row belongs to, or None; the one that needs most headers wins."""
    there = {same(title) for title in titles}
    if not there & _rarest():
        return None
    fitting = [signature for signature in _signatures() if signature.needs <= there]
    return max(fitting, key=lambda signature: len(signature.needs), default=None)


@kept
def _rarest() -> frozenset[str]:
    """One header of each export that hardly any tracker has; spares most of them the file."""
    rare = ("Connected On", "Conversation ID", "E-mail 1 - Value", "Business Phone", "Anrede",
            "Primary Email", "名刺交換日", "Contact owner", "Person - Owner", "Attendee #",
            "approval_status", "Section/Column", "Card Name",
            "Subitems", "Deal - Contact person", "Task Content", "Assignees")  # fmt: skip
    return frozenset(map(same, rare))


@cache
def _signatures() -> tuple[Signature, ...]:
    path = Path(__file__).parent / "signatures.toml"
    entries = read_toml(path)["export"]
    return tuple(
        Signature(
            entry["name"],
            frozenset(map(same, entry["needs"].split(", "))),
            {same(title): "" for title in entry["nothing"].split(", ") if title}
            | {same(title): field for field, title in entry["fields"].items()},
        )
        for entry in entries
    )
