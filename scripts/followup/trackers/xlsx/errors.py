"""What a workbook that cannot be used raises inside this room."""

from followup.errors import FollowupError


class WorkbookError(FollowupError):
    """What is wrong with the workbook; its name is put before the text as it leaves the room."""
