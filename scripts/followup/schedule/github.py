"""The GitHub Actions workflow, for trackers that are Google Sheets.

`timezone` beside `cron`, the pause after 60 quiet days and late starts at full hours: GitHub's
documentation of the `schedule` event.
"""

import json
from pathlib import PurePath

from followup.errors import FollowupError
from followup.schedule.job import Job

PATH = ".github/workflows/followup.yml"
MARK = "# Made by `followup schedule github`."
SECRET = "FOLLOWUP_GOOGLE_KEY"  # noqa: S105  # the secret's name

_WORKFLOW = """\
{mark} It belongs into a private repository that holds a copy of
# followup and your followup.toml. Put the text of your Google key file into the secret
# {secret} (Settings > Secrets and variables > Actions), never into a file.
name: followup

on:
  schedule:
    # Starts may be late, most of all at full hours. A public repository's schedule rests after
    # sixty days without a commit, and that of a fork until you switch it on.
    - cron: {cron}
      timezone: {zone}
  workflow_dispatch:

permissions:
  contents: read

concurrency:
  group: followup

jobs:
  weekly:
    runs-on: ubuntu-latest
    timeout-minutes: 30
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with:
          python-version: "3.12"
          cache: pip
      - name: Write the drafts
        env:
          CONFIG: {config}
          GOOGLE_KEY: ${{{{ secrets.{secret} }}}}
        run: |
          umask 077
          key="$RUNNER_TEMP/google-key.json"
          trap 'rm -f "$key"' EXIT
          printf '%s' "$GOOGLE_KEY" > "$key"
          python scripts/run weekly --quiet --config "$CONFIG" --credentials "$key"
"""


def workflow(job: Job, folder: PurePath) -> str:
    """The workflow's YAML; the config is named as seen from the repository's `folder`.

    Raises FollowupError if the config lies outside of it.
    """
    config = PurePath(job.config)
    if not config.is_relative_to(folder) or "${{" in job.config:
        raise FollowupError(
            f"{config} lies outside of {folder}; run this in the repository that holds it,"
            " or name one there with --config"
        )
    weekday = (job.slot.weekday + 1) % 7
    return _WORKFLOW.format(
        mark=MARK,
        secret=SECRET,
        cron=json.dumps(f"{job.slot.minute} {job.slot.hour} * * {weekday}"),
        zone=json.dumps(job.zone or "UTC"),
        config=json.dumps(config.relative_to(folder).as_posix()),
    )
