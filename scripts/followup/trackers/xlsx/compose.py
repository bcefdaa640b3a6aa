"""From a plan and a package to the parts that change; nothing is written here."""

from collections.abc import Collection, Mapping

from followup.errors import FollowupError
from followup.model import Cell, CellValue, Link, Plan
from followup.model.records import dataclass, field
from followup.trackers.xlsx.cells import RawCell
from followup.trackers.xlsx.dress import Dress, column_defaults, may_wear
from followup.trackers.xlsx.errors import WorkbookError
from followup.trackers.xlsx.frame import (
    choice_edits,
    dimension_edits,
    filter_edits,
    link_edits,
    width_edits,
)
from followup.trackers.xlsx.links import free_ids, with_links
from followup.trackers.xlsx.markup import Edit, is_utf8, spliced
from followup.trackers.xlsx.newcolumns import (
    check_new_columns,
    host_table,
    last_choice_row,
    remarks,
    titles,
    widened_filter,
)
from followup.trackers.xlsx.package import (
    Package,
    SheetPart,
    read_plain,
    refuse_signed,
    relationships_part,
)
from followup.trackers.xlsx.read import addable_styles, styles_part
from followup.trackers.xlsx.recalc import calculating, mentions, reads
from followup.trackers.xlsx.refs import MAX_ROW
from followup.trackers.xlsx.refuse import refuse, refuse_cells, refuse_surprises
from followup.trackers.xlsx.rowedit import RowEditor
from followup.trackers.xlsx.sheetxml import NotPlainError
from followup.trackers.xlsx.styles import worn_in
from followup.trackers.xlsx.survey import RawRow, Survey, survey_sheet
from followup.trackers.xlsx.tables import Table, grown, sheet_tables
from followup.trackers.xlsx.workbook import with_filter_name

MOST_LINKS = 65_530
"""Hyperlinks one sheet can hold (Excel specifications and limits)."""

MOST_FRAMED = 2_000
"""Rows in which a new column's empty cells are dressed too; in longer sheets only drafts are."""

Wanted = dict[int, dict[int, CellValue | Link]]


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row as it was and as it will be, in bytes, and the values wanted in it by column."""

    old: bytes
    new: bytes
    wanted: Mapping[int, CellValue | Link]
    starts_1904: bool


@dataclass(slots=True)
class Changes:
    """What a write does: edits of the sheet's part, other parts anew, parts added, remarks.

    `sheet` is "" where none that was there changes, `frame` what it will be without its rows,
    `rows` those of them that change; `titles` are those of sheets added.
    """

    sheet: str
    frame: bytes = b""
    rows: list[RowChange] = field(default_factory=list)
    edits: list[Edit] = field(default_factory=list)
    parts: dict[str, bytes] = field(default_factory=dict)
    added: dict[str, bytes] = field(default_factory=dict)
    titles: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def compose(package: Package, plan: Plan) -> Changes:
    """Everything the plan changes in the workbook.

    Raises FollowupError, naming the cells, where something must not be written.
    """
    refuse_signed(package)
    sheet = _sheet(package, plan.sheet)
    return _Composer(package, plan, sheet).changes()


def _sheet(package: Package, title: str) -> SheetPart:
    for sheet in package.sheets:
        if sheet.title == title:
            return sheet
    raise WorkbookError(f"has no sheet {title!r} any more")


class _Composer:
    def __init__(self, package: Package, plan: Plan, sheet: SheetPart) -> None:
        self.package, self.plan, self.sheet = package, plan, sheet
        self.styles = addable_styles(package, sheet.part)
        self.tables = sheet_tables(package, sheet.part)
        self.wanted = _wanted(plan)
        self.survey = self._survey()
        self.styles.mind(self.survey.worn)
        self._frame_rows()
        self.there: dict[Cell, RawCell] = {}

    def _survey(self) -> Survey:
        columns = [column.index for column in self.plan.new_columns]
        table = host_table(self.plan, self.tables)
        try:
            survey = survey_sheet(
                self.package.stream(self.sheet.part),
                self.styles,
                self.wanted,
                self.plan.header_row,
                columns,
                framed=self._framed_rows(MAX_ROW),
                taken_until=table.area.bottom if table else MAX_ROW,
                formulas_matter=any(one.column not in columns for one in self.plan.changes),
            )
        except NotPlainError:
            raise FollowupError(
                f"the sheet {self.plan.sheet} is stored in a form that cannot be written safely"
                " (comments, CDATA or another encoding); save it anew with Excel or LibreOffice"
            ) from None
        missing = [(row, 0) for row in self.wanted if row not in survey.rows]
        refuse(self.plan.sheet, missing, "stands in a row that is not there")
        return survey

    def _framed_rows(self, last: int) -> range:
        """The rows in which even empty cells of new columns look like their neighbours."""
        table, first = host_table(self.plan, self.tables), self.plan.header_row + 1
        last = min(last, table.last_data_row) if table else last
        return range(first, min(last, first + MOST_FRAMED) + 1 if self.plan.new_columns else 0)

    def _frame_rows(self) -> None:
        """Let the new columns' empty cells be dressed, unless there are very many."""
        framed = self._framed_rows(self.survey.last_row)
        rows = self.survey.rows
        may_be_framed = may_wear(self.styles, column_defaults(self.survey.frame.root).values())
        for number in [number for number in rows if number not in self.wanted]:
            dressed = len(framed) <= MOST_FRAMED and number in framed
            if not dressed or not may_be_framed(worn_in(rows[number].raw)):
                del rows[number]
        if len(framed) <= MOST_FRAMED:
            for number in rows.keys() & set(framed):
                for column in self.plan.new_columns:
                    self.wanted.setdefault(number, {}).setdefault(column.index, None)

    def changes(self) -> Changes:
        """All that the plan changes. Raises what `compose` raises."""
        check_new_columns(self.plan, self.survey, self.tables)
        changes = Changes(self.package.entry(self.sheet.part).name)
        editor = self._editor()
        changes.remarks += remarks(self.plan, self.survey)
        for row in self.survey.rows.values():
            change = self._row_change(editor, row)
            if change.new != change.old:
                changes.rows.append(change)
                changes.edits.append((row.start, row.end, change.new))
        refuse_surprises(self.plan, self.there)
        refuse_cells(self.plan, self.survey, self.there, self.tables, self.styles)
        around = self._around(changes)
        changes.frame = spliced(self.survey.frame.data, around)
        place = self.survey.place
        changes.edits += [(place(start), place(end), new) for start, end, new in around]
        self._grow_table(changes)
        self._edit_workbook(changes)
        if styles := self.styles.changed():
            changes.parts[self.package.entry(styles_part(self.package)).name] = styles
        for part in changes.parts:
            read_plain(self.package, part)
        changes.edits.sort(key=lambda edit: edit[:2])
        return changes

    def _editor(self) -> RowEditor:
        new = frozenset(column.index for column in self.plan.new_columns)
        defaults = column_defaults(self.survey.frame.root)
        dress = Dress(self.styles, self.survey.dates, defaults, self.plan.header_row, new)
        return RowEditor(self.survey.prefix, dress, self.package.starts_1904)

    def _row_change(self, editor: RowEditor, row: RawRow) -> RowChange:
        wanted = self.wanted[row.number]
        new, there = editor.edit(row, wanted)
        self.there |= {(row.number, one.column): one for one in there}
        return RowChange(row.raw, new, wanted, editor.starts_1904)

    def _around(self, changes: Changes) -> list[Edit]:
        frame, plan = self.survey.frame, self.plan
        written = {
            row: [column for column, value in values.items() if value is not None]
            for row, values in self.wanted.items()
        }
        rows = [row for row, columns in written.items() if columns]
        edits = dimension_edits(frame, rows, set().union(*written.values()))
        edits += width_edits(frame, plan.new_columns)
        last = last_choice_row(plan, self.survey, self.tables)
        edits += choice_edits(frame, plan.new_columns, plan.header_row + 1, last)
        if areas := widened_filter(plan, self.survey):
            edits += filter_edits(frame, *areas)
        edits += self._links(changes)
        return edits

    def _links(self, changes: Changes) -> list[Edit]:
        part, space = self.sheet.part, self._relation_space()
        wished = self._wished_links(changes)
        ids = free_ids(self.package.relationships(part), len(wished), self.survey.frame.data)
        names = dict(zip(sorted(wished), ids, strict=True))
        cleared = ((change.row, change.column) for change in self.plan.changes)
        change = link_edits(self.survey.frame, cleared, names, space)
        if names or change.unused:
            self._write_relationships(
                changes, part, change.unused, {name: wished[cell] for cell, name in names.items()}
            )
        return change.edits

    def _wished_links(self, changes: Changes) -> dict[Cell, str]:
        wished = {
            (change.row, change.column): change.new.url
            for change in self.plan.changes
            if isinstance(change.new, Link)
        }
        holder = self.survey.frame.root.find("hyperlinks")
        room = MOST_LINKS - (len(holder.children) if holder else 0)
        if len(wished) > room:
            changes.remarks.append(
                f"A sheet holds at most {MOST_LINKS} links; {len(wished) - room} drafts have none."
            )
        return {cell: wished[cell] for cell in sorted(wished)[: max(room, 0)]}

    def _write_relationships(
        self, changes: Changes, part: str, unused: frozenset[str], added: Mapping[str, str]
    ) -> None:
        name = relationships_part(self.package.entry(part).name.replace("\\", "/"))
        entry = self.package.find(name)
        old = self.package.read(name) if entry else None
        new = with_links(old, unused, added, self._relation_space())
        if entry:
            changes.parts[entry.name] = new
        else:
            changes.added[name] = new

    def _relation_space(self) -> str:
        strict = "purl.oclc.org" in self.survey.frame.root.space
        if strict:
            return "http://purl.oclc.org/ooxml/officeDocument/relationships"
        return "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

    def _grow_table(self, changes: Changes) -> None:
        table: Table | None = host_table(self.plan, self.tables)
        if table is not None and self.plan.new_columns:
            new = grown(table, titles(self.plan.new_columns))
            changes.parts[self.package.entry(table.part).name] = new

    def _edit_workbook(self, changes: Changes) -> None:
        part = self.package.workbook
        data = new = self.package.read(part)
        if not is_utf8(data):
            return
        if areas := widened_filter(self.plan, self.survey):
            new = with_filter_name(new, self.sheet.position, *areas)
        if self._is_read_by_formulas():
            new = calculating(new)
        if new != data:
            changes.parts[self.package.entry(part).name] = new

    def _is_read_by_formulas(self) -> bool:
        """Whether a formula reads a cell that changes in a column that was there before."""
        new = {column.index for column in self.plan.new_columns}
        changed = {change.column for change in self.plan.changes} - new
        if not changed:
            return False
        titles = self._titles(changed)
        if any(reads(shape, changed, titles) for shape in self.survey.formulas):
            return True
        names = [self.sheet.title, *(table.name for table in self.tables)]
        others = [sheet.part for sheet in self.package.sheets if sheet.part != self.sheet.part]
        return any(mentions(self.package.stream(part), names) for part in others)

    def _titles(self, columns: Collection[int]) -> list[str]:
        """What the tables call these columns."""
        return [
            name
            for table in self.tables
            for column, name in enumerate(table.titles, table.area.left)
            if column in columns
        ]


def _wanted(plan: Plan) -> Wanted:
    wanted: Wanted = {}
    for column in plan.new_columns:
        wanted.setdefault(plan.header_row, {})[column.index] = column.title
    for change in plan.changes:
        wanted.setdefault(change.row, {})[change.column] = change.new
    return wanted
