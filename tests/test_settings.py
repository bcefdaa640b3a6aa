"""The config file: everything works without one; what is wrong in one is named with its key."""

from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest
from followup.errors import UsageError
from followup.model import Field, Owned, QuietPeriod, Settings, Share
from followup.settings import find_config, load_entry, load_settings
from followup.settings.keys import Key, keys, sections


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
        (
            "[occasions.thankyou]\ndays = 2",
            'did you mean "thank_you"? (one of your own needs `when`)',
        ),
        ("[occasions.thank_you]\nwhen = 'x'", "[occasions.thank_you] when is not a setting"),
        (
            "[occasions.check_in]\ndays = 60",
            "[occasions.check_in] days cannot be set: the rhythm is",
        ),
        ("[occasions.next_step]\ndays = 2", "cannot be set: its day is given"),
        ("[me]\nlanguage = 'Klingonisch'", "is not a language known here"),
        ("[me]\naddress = 'polite'", 'must be "formal" or "familiar", not "polite"'),
        ("[calendar]\nquiet_periods = ['August']", 'a period is written "08-01 to 08-15"'),
        ("[calendar]\nquiet_periods = ['08-01 to 31-08']", '"31-08" is no day of the year'),
        ("[[shares]]\nwhat = 'x'", "needs `what` (the thing to share) and `topics`"),
        ("[shares]\nwhat = 'x'", "in double brackets, written [[shares]]"),
        ("[[trackers]]\nname = 'x'", "needs either `path` (a file) or `url`"),
        ("[[trackers]]\npath = 'x'\n[trackers.limits]\nper_rum = 1", 'did you mean "per_run"?'),
        ("[[trackers]]\npath = 'x'\nweekly = 1", "[trackers] weekly is not a setting"),
        ("[limits]\nper_run = 'five'", "[limits] per_run must be a whole number, not 'five'"),
        ("[limits]\nper_run = true", "must be a whole number"),
        ("[limits]\nper_run = -1", "must be at least 0"),
        ("[cadence]\nA = 0", "must be at least 1"),
        ("[me]\nname = 7", "[me] name must be text in quotes, not 7"),
        ("[me]\ncountry = 'Atlantis'", "is no country known here"),
        ("[me]\ntimezone = 'Berlin'", "is no time zone"),
        ("date_order = 'ymd'", 'must be "dmy"'),
        ("[calendar]\nweekend = ['Funday']", "is no weekday"),
        ("[calendar]\ndays_off = ['24.12.']", "is no day"),
        ("me = 'Nora'", "must be a section, written [me]"),
        ("[me\n", "text needs quotes"),
        (
            "[calendar]\nquiet = true\n[me]\n[calendar]\n",
            "[calendar] stands there twice (at line 4",
        ),
        ("[me]\nname = 'a'\nname = 'b'", "a name may stand only once in its section"),
        ("sheet = People", "text needs quotes"),
    ],
)
def test_what_is_wrong_is_named_with_file_and_key(config: Path, text: str, said: str) -> None:
    with pytest.raises(UsageError) as caught:
        load(config, text)
    assert said in str(caught.value)
    assert str(config) in str(caught.value)
    assert caught.value.exit_code == 2


def test_an_occasion_of_ones_own_has_a_condition(config: Path) -> None:
    settings = load(config, "[occasions.birthday]\nwhen = 'birthday'\nday = 'birthday'\ndays = -3")
    own = settings.occasion("birthday")
    assert (own.when, own.day, own.days, own.priority, own.enabled) == (
        "birthday",
        "birthday",
        -3,
        45,
        True,
    )


def test_a_tracker_of_the_weekly_job_may_differ(config: Path) -> None:
    settings = load(
        config,
        """
        [me]
        name = "Nora Lind"
        language = "de"
        [limits]
        per_run = 3
        gap_days = 9
        [weekly]
        html = "digest.html"
        [[trackers]]
        path = "clients/*.xlsx"
        [[trackers]]
        name = "Private"
        url = "https://docs.google.com/spreadsheets/d/key"
        sheet = "People"
        [trackers.limits]
        per_run = 8
        """,
    )
    files, private = settings.trackers
    assert (files.place, files.name, files.settings.limits.per_run) == ("clients/*.xlsx", "", 3)
    assert (private.name, private.settings.sheet) == ("Private", "People")
    assert (private.settings.limits.per_run, private.settings.limits.gap_days) == (8, 9)
    assert private.settings.me == settings.me
    assert private.settings.trackers == ()


def test_quiet_periods_and_things_to_share_are_read(config: Path) -> None:
    settings = load(
        config,
        """
        [calendar]
        quiet_periods = [
          "12-10 to 01-06",
          {days = "02-29 to 03-05", industry = "tax", country = "US"},
        ]
        [[shares]]
        what = "A talk on urban bees"
        topics = ["bees", "cities"]
        """,
    )
    assert settings.calendar.quiet_periods == (
        QuietPeriod((12, 10), (1, 6)),
        QuietPeriod((2, 29), (3, 5), "tax", "US"),
    )
    assert settings.shares == (Share("A talk on urban bees", ("bees", "cities")),)


@pytest.mark.parametrize("key", keys(), ids=lambda key: str(key.dotted))
def test_every_setting_of_the_table_is_one_of_the_frozen_ones(key: Key) -> None:
    key.value(Settings())
    assert key.label
    assert key.explained.endswith(".")


def test_every_frozen_setting_stands_in_the_table() -> None:
    own = {"columns", "output", "occasions", "shares", "trackers"}
    held = {
        (section, field.name)
        for section in sections()
        if section not in own
        for field in fields(getattr(Settings(), section) if section else Settings())
    }
    told = {(key.section, key.attribute or key.name) for key in keys()}
    assert held - told == {("", name) for name in sections() if name}


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


def test_paths_are_taken_from_the_configs_folder(config: Path) -> None:
    settings = load(
        config,
        """
        templates = "letters"
        credentials = "/keys/google.json"
        [weekly]
        html = "out/digest.html"
        [[trackers]]
        path = "a.xlsx"
        templates = "theirs"
        """,
    )
    folder = config.parent
    assert settings.templates == str(folder / "letters")
    assert settings.credentials == str(Path("/keys/google.json"))
    assert settings.weekly.html == str(folder / "out" / "digest.html")
    assert settings.weekly.markdown == ""
    (entry,) = settings.trackers
    assert (entry.place, entry.settings.templates) == ("a.xlsx", str(folder / "theirs"))


def test_a_trackers_own_file_fills_in_what_the_weekly_jobs_leaves_open(
    config: Path, tmp_path: Path
) -> None:
    (tmp_path / "ana").mkdir()
    own = tmp_path / "ana" / "followup.toml"
    own.write_text(
        'templates = "mine"\n[me]\nname = "Ana"\nlanguage = "es"\n[limits]\nper_run = 2\n'
        '[weekly]\nhtml = "x.html"\n[[trackers]]\npath = "network.xlsx"\n'
    )
    job = (
        '[me]\nname = "Coach"\n[[trackers]]\npath = "ana/*.xlsx"\n[trackers.limits]\nper_run = 9\n'
    )
    (entry,) = load(config, job).trackers
    filled = load_entry(entry, config, own)
    assert (filled.me.name, filled.me.language, filled.limits.per_run) == ("Coach", "es", 9)
    assert filled.templates == str(tmp_path / "ana" / "mine")
    assert filled.trackers == ()
    assert load_entry(entry, config, config) == entry.settings
    assert load_entry(entry, config, tmp_path / "nobody" / "followup.toml") == entry.settings
