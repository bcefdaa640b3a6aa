"""The value model: how the values of a column speak for or against each field (evidence.toml)."""

from followup.columns.profile import Profile
from followup.columns.tables import read_table, split_scores
from followup.kept import kept

GAIN = 0.7
"""How much of what a header leaves open the best values can fill."""

_ALL_DIFFERENT = 0.9
_ONE_WORD_NAMES = 0.4
"""Short texts that hardly recur may be names of one word ("Ana"); states and kinds recur."""

_WEAK_HEADER = 0.6
"""A header that scores less leaves less of it to the values."""


def evidence(field: str, profile: Profile) -> float:
    """How the values speak for `field` (up to 1) or against it (down to -1); 0 without values."""
    weights = _weights().get(field)
    if weights is None or not profile.count:
        return 0.0
    total = sum(weights.get(kind, 0.0) * share for kind, share in profile.shares.items())
    if field == "name" and profile.distinct >= _ALL_DIFFERENT:
        total += _ONE_WORD_NAMES * profile.share("label")
    return max(-1.0, min(1.0, total)) * profile.count / (profile.count + 0.5)


def combine(header: float, values: float) -> float:
    """One score from what the header says (0 to 1) and what the values say (-1 to 1)."""
    if values < 0:
        return header * (1 + values)
    open_part = (1 - header) * min(1.0, header / _WEAK_HEADER)
    return min(0.99, header + GAIN * open_part * values)


@kept
def _weights() -> dict[str, dict[str, float]]:
    return {field: split_scores(line) for field, line in read_table("evidence.toml").items()}
