"""What was understood of a tracker's layout: its sheet, header row and columns' meanings."""

from collections.abc import Mapping

from followup.model.fields import Field
from followup.model.owned import Owned
from followup.model.records import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    """One titled column of the tracker: its index from 0 and its header as it stands there."""

    index: int
    title: str


@dataclass(frozen=True, slots=True)
class Match:
    """One column's meaning.

    `score` runs from 0 to 1 (1: said by the config; from 0.75 up: sure; below: unsure, shown to
    the person). `reason` is a short phrase for people: "header says 'last contact'; 31 of 33
    values are dates".
    """

    field: Field
    column: Column
    score: float
    reason: str

    @property
    def sure(self) -> bool:
        """Whether the program may act on it without being told."""
        return self.score >= 0.75


@dataclass(frozen=True, slots=True)
class SkippedRow:
    """A row below the header that is no person: its number and why ("repeated header", ...)."""

    number: int
    reason: str


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """The layout of one tracker sheet.

    `header_row` and the numbers of `data_rows` count from 1 as the person sees them. `columns`
    are all titled columns from left to right, ours included; `owned` says where ours stand.
    `day_first` is how the numeric dates of a column are to be read ("3/4": True means 3 April),
    decided once for each date column from all of its values; None where nothing told and no
    value needs it to be known. `family_first` is true where names are written family name first.
    `language` is the code of the one the headers are in, "" where they do not tell.
    """

    sheet: str
    header_row: int
    columns: tuple[Column, ...]
    matches: Mapping[Field, Match]
    owned: Mapping[Owned, int]
    data_rows: tuple[int, ...]
    skipped: tuple[SkippedRow, ...] = ()
    day_first: Mapping[Field, bool | None] | None = None
    family_first: bool = False
    language: str = ""

    def index(self, wanted: Field) -> int | None:
        """The index from 0 of the column that means `wanted`, or None."""
        match = self.matches.get(wanted)
        return None if match is None else match.column.index

    @property
    def right_edge(self) -> int:
        """The index from 0 of the tracker's last titled column."""
        return max((column.index for column in self.columns), default=-1)
