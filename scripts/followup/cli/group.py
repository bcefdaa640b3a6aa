"""The group that gathers the commands; each lives in its own file and is imported on use."""

from followup.cli.base import LazyGroup

main = LazyGroup(
    name="followup",
    help="""Reads the networking tracker you keep (Excel or Google Sheets), works out who
    is owed a thank-you, a check-in or a report, and writes email drafts beside
    their rows. It never sends anything and changes nothing but its own cells.

    Start with:  followup check YOUR_TRACKER.xlsx""",
    commands_in_order=(
        "init",
        "check",
        "due",
        "draft",
        "why",
        "undo",
        "new",
        "templates",
        "weekly",
        "schedule",
    ),
)
