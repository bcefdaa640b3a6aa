"""The pages under docs/ name what there is."""

import re
import tomllib

from followup.followups.own import own_faults
from followup.followups.rules import RULES
from followup.model import CalendarSettings, OccasionSettings

from tests.conftest import ROOT

OCCASIONS = (ROOT / "docs" / "occasions.md").read_text(encoding="utf-8")


def test_every_occasion_is_explained() -> None:
    told = set(re.findall(r"^\| `(\w+)` \| .+ \| .+ \|$", OCCASIONS, re.MULTILINE))
    assert {rule.__name__ for rule in RULES} <= told


def test_the_examples_of_own_occasions_can_be_used() -> None:
    blocks = re.findall(r"```toml\n(.*?)```", OCCASIONS, re.DOTALL)
    assert len(blocks) == 3
    own = tomllib.loads(blocks[-1])["occasions"]
    assert own.keys() == {"birthday", "half_a_year_on"}
    for name, told in own.items():
        assert not list(own_faults(name, OccasionSettings(**told)))


def test_every_switch_of_the_calendar_is_named() -> None:
    switches = {name for name in CalendarSettings.__slots__ if name.startswith("quiet")}
    assert all(f"`{name}`" in OCCASIONS for name in switches)
