"""The config file: everything works without one; what is wrong in one is named with its key."""

from datetime import date
from pathlib import Path

import pytest
from followup.errors import UsageError
from followup.model import Field, Owned, Settings
from followup.settings import find_config, load_settings


@pytest.fixture
def config(tmp_path: Path) -> Path:
    return tmp_path / "followup.toml"


def load(config: Path, text: str) -> Settings:
    config.write_text(text, encoding="utf-8")
    return load_settings(config)


def test_without_a_file_the_defaults_hold() -> None:
    assert load_settings(None) == Settings()


def test_an_empty_file_says_nothing(config: Path) -> None:
    assert load(config, "") == Settings()


def test_every_section_is_read(config: Path) -> None:
    settings = load(
        config,
        """
        sheet = "People"
        header_row = 4
        date_order = "dmy"
        [me]
        name = "Nora Lind"
        country = "DE"
        timezone = "Europe/Berlin"
        [columns]
        last_contact = "Last spoke"
        [output]
        email = "My draft"
        [cadence]
        A = 21
        none = 60
        [calendar]
        weekend = ["Fri", "Saturday"]
        days_off = [2026-12-24, "2026-12-31"]
        [limits]
        per_run = 3
        [occasions.nudge]
        days = 7
        [occasions.reconnect]
        enabled = false
        """,
    )
    assert (settings.sheet, settings.header_row, settings.day_first) == ("People", 4, True)
    assert (settings.me.name, settings.me.time_zone) == ("Nora Lind", "Europe/Berlin")
    assert settings.columns == {Field.LAST_CONTACT: "Last spoke"}
    assert settings.output == {Owned.EMAIL: "My draft"}
    assert (settings.cadence.a, settings.cadence.b, settings.cadence.none) == (21, 90, 60)
    assert settings.calendar.weekend == {4, 5}
    assert settings.calendar.days_off == {date(2026, 12, 24), date(2026, 12, 31)}
    assert settings.limits.per_run == 3
    assert settings.occasion("nudge").days == 7
    assert not settings.occasion("reconnect").enabled
    assert settings.occasion("check_in").enabled


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[limit]\nper_run = 3", 'limit is not a setting; did you mean "limits"?'),
        ("[limits]\nper_rum = 3", '[limits] per_rum is not a setting; did you mean "per_run"?'),
        ("[columns]\nlast_contct = 'x'", 'did you mean "last_contact"?'),
        ("[occasions.thankyou]\ndays = 2", 'did you mean "thank_you"?'),
        ("[limits]\nper_run = 'five'", "[limits] per_run must be a whole number, not 'five'"),
        ("[limits]\nper_run = true", "must be a whole number"),
        ("[limits]\nper_run = -1", "must be at least 0"),
        ("[cadence]\nA = 0", "must be at least 1"),
        ("[me]\nname = 7", "[me] name must be text in quotes, not 7"),
        ("[me]\ncountry = 'Deutschland'", "is not a country code"),
        ("[me]\ntimezone = 'Berlin'", "is no time zone"),
        ("date_order = 'ymd'", 'must be "dmy"'),
        ("[calendar]\nweekend = ['Funday']", "is no weekday"),
        ("[calendar]\ndays_off = ['24.12.']", "is no day"),
        ("me = 'Nora'", "must be a section, written [me]"),
        ("[me\n", "text needs quotes"),
        ("sheet = People", "text needs quotes"),
    ],
)
def test_what_is_wrong_is_named_with_file_and_key(config: Path, text: str, said: str) -> None:
    with pytest.raises(UsageError) as caught:
        load(config, text)
    assert said in str(caught.value)
    assert str(config) in str(caught.value)
    assert caught.value.exit_code == 2


def test_a_file_of_bytes_is_no_config(config: Path) -> None:
    config.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UsageError, match="cannot be read"):
        load_settings(config)


def test_the_config_beside_the_tracker_is_found(config: Path, tmp_path: Path) -> None:
    tracker = str(tmp_path / "network.xlsx")
    config.write_text("")
    assert find_config(None, tracker) == config
    named = tmp_path / "other.toml"
    named.write_text("")
    assert find_config(str(named), tracker) == named


def test_a_named_config_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no config file"):
        find_config(str(tmp_path / "gone.toml"), None)
