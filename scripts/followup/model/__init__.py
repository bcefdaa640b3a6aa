"""The frozen values that pass between the rooms; nothing here imports any other room."""

from followup.model.contact import (
    Contact,
    Mark,
    Name,
    Person,
    Stage,
)
from followup.model.fields import DATE_FIELDS, FLAG_FIELDS, Field
from followup.model.grid import (
    Area,
    Book,
    Cell,
    CellValue,
    Row,
    Sheet,
    cell_at,
    column_letters,
    place,
)
from followup.model.mapping import Column, ColumnMap, Match, SkippedRow
from followup.model.owned import OWNED_TITLES, Owned
from followup.model.plan import CellChange, Link, NewColumn, NewSheet, Plan, Receipt
from followup.model.problem import Problem, Severity
from followup.model.settings import (
    CadenceSettings,
    CalendarSettings,
    Limits,
    Me,
    OccasionSettings,
    QuietPeriod,
    Settings,
    Share,
    TrackerEntry,
    WeeklySettings,
)
from followup.model.work import Draft, Due, Event, EventKind, History, Verdict

__all__ = [
    "DATE_FIELDS",
    "FLAG_FIELDS",
    "OWNED_TITLES",
    "Area",
    "Book",
    "CadenceSettings",
    "CalendarSettings",
    "Cell",
    "CellChange",
    "CellValue",
    "Column",
    "ColumnMap",
    "Contact",
    "Draft",
    "Due",
    "Event",
    "EventKind",
    "Field",
    "History",
    "Limits",
    "Link",
    "Mark",
    "Match",
    "Me",
    "Name",
    "NewColumn",
    "NewSheet",
    "OccasionSettings",
    "Owned",
    "Person",
    "Plan",
    "Problem",
    "QuietPeriod",
    "Receipt",
    "Row",
    "Settings",
    "Severity",
    "Share",
    "Sheet",
    "SkippedRow",
    "Stage",
    "TrackerEntry",
    "Verdict",
    "WeeklySettings",
    "cell_at",
    "column_letters",
    "place",
]
