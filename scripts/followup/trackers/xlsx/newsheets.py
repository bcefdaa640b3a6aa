"""New worksheets: a part each, and its entry in the three lists that name a workbook's sheets.

A sheet is listed with its type in `[Content_Types].xml`, with its place in the workbook's
relationships, and with its title in the workbook part (ECMA-376 part 2, 7.2.3; part 1, 18.2.19).
Ours stand behind all others, since defined names count the sheets from the front. The titles in
`docProps/app.xml` are left as they are: they need only agree with each other (OpenXLSX issue 220),
stale ones trouble no program (openxlsx2 issue 1548), and Excel renews them at its next save.
"""

import posixpath
from collections.abc import Collection, Iterator, Sequence

from followup.errors import FollowupError
from followup.model import NewSheet, place
from followup.trackers.xlsx.compose import Changes
from followup.trackers.xlsx.errors import WorkbookError
from followup.trackers.xlsx.links import free_ids
from followup.trackers.xlsx.markup import (
    RELATIONSHIPS,
    Edit,
    Node,
    appended,
    escaped,
    parse,
    parse_with_prefixes,
    spliced,
    tag_prefix,
)
from followup.trackers.xlsx.package import (
    Package,
    is_true,
    read_plain,
    refuse_signed,
    relationships_part,
)
from followup.trackers.xlsx.read import addable_styles, styles_part
from followup.trackers.xlsx.refuse import LONGEST_TEXT, too_long
from followup.trackers.xlsx.sheetpart import Setting, sheet_part
from followup.trackers.xlsx.zipread import part_key

TYPES = "[Content_Types].xml"
_WORKSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_LONGEST_TITLE = 31
_NOT_IN_TITLES = frozenset("[]:*?/\\")
"""What Excel's sheet titles may not have, besides a quote at either end."""
_LAST_SHEET_ID = 65_534


def compose_sheets(package: Package, sheets: Sequence[NewSheet]) -> Changes:
    """Everything that adding the sheets changes in the workbook.

    Raises FollowupError where they cannot be added, saying why.
    """
    refuse_signed(package)
    _refuse_protected(package)
    _refuse_titles(package, sheets)
    _refuse_texts(sheets)
    changes = Changes("", titles=[sheet.title for sheet in sheets])
    names = _part_names(package, len(sheets))
    _add_parts(package, changes, sheets, names)
    _list_types(package, changes, names)
    _list_sheets(package, changes, sheets, names)
    return changes


def _refuse_protected(package: Package) -> None:
    node = package.workbook_tree.find("workbookProtection")
    if node is not None and is_true(node.attrs.get("lockStructure")):
        raise WorkbookError(
            "is protected against new sheets; allow them (Review > Protect Workbook), run again,"
            " and protect it afterwards"
        )
    if package.related(package.workbook, "revisionHeaders"):
        raise WorkbookError(
            "is a shared workbook that logs its changes, so no sheet can be added from outside;"
            " stop sharing it (Review > Unshare Workbook) and run again"
        )


def _refuse_titles(package: Package, sheets: Sequence[NewSheet]) -> None:
    taken = {node.attrs.get("name", "").casefold() for node in _listed(package).children}
    for sheet in sheets:
        title = sheet.title
        if title.casefold() in taken:
            raise FollowupError(f"there is a sheet {title!r} already; nothing was written")
        odd = _NOT_IN_TITLES & set(title) or title.startswith("'") or title.endswith("'")
        if odd or not 0 < len(title) <= _LONGEST_TITLE:
            raise FollowupError(f"no sheet of a workbook can be called {title!r}")
        taken.add(title.casefold())


def _refuse_texts(sheets: Sequence[NewSheet]) -> None:
    for sheet in sheets:
        for number, row in enumerate(sheet.rows, 1):
            for index, value in enumerate(row):
                if isinstance(value, str) and too_long(value):
                    where = place(sheet.title, number, index)
                    raise FollowupError(
                        f"{where} would hold more than the {LONGEST_TEXT} characters a cell takes"
                    )


def _listed(package: Package) -> Node:
    listed = package.workbook_tree.find("sheets")
    if listed is None:
        raise WorkbookError("is damaged: it lists no sheets")
    return listed


def _part_names(package: Package, count: int) -> list[str]:
    """Names for new parts beside the other sheets, that nothing in the package speaks of."""
    taken = {part_key(entry.name) for entry in package.directory.entries}
    taken |= {part_key(one.target) for one in package.relationships(package.workbook).values()}
    taken |= {part_key(name) for name in _typed_parts(package)}
    first = package.sheets[0].part if package.sheets else ""
    folder = posixpath.dirname(first or posixpath.join(posixpath.dirname(package.workbook), "x/x"))
    found: list[str] = []
    number = len(_listed(package).children)
    while len(found) < count:
        number += 1
        name = posixpath.join(folder, f"sheet{number}.xml")
        if taken.isdisjoint({part_key(name), part_key(relationships_part(name))}):
            found.append(name)
    return found


def _typed_parts(package: Package) -> Iterator[str]:
    for node in parse(read_plain(package, TYPES)).all("Override"):
        yield node.attrs.get("PartName", "").lstrip("/")


def _add_parts(
    package: Package, changes: Changes, sheets: Sequence[NewSheet], names: Sequence[str]
) -> None:
    styles, root = addable_styles(package), package.workbook_tree
    views = root.find("bookViews")
    frozen = views is not None and bool(views.children)
    setting = Setting(styles, root.space, package.starts_1904, frozen)
    for sheet, name in zip(sheets, names, strict=True):
        changes.added[name] = sheet_part(sheet, setting)
    if new := styles.changed():
        changes.parts[package.entry(styles_part(package)).name] = new


def _list_types(package: Package, changes: Changes, names: Sequence[str]) -> None:
    data = read_plain(package, TYPES)
    root = parse(data)
    tag = f'<{tag_prefix(data, root)}Override ContentType="{_WORKSHEET}" PartName="/'.encode()
    new = (tag + escaped(name) + b'"/>' for name in names)
    changes.parts[package.entry(TYPES).name] = spliced(data, [appended(data, root, *new)])


def _list_sheets(
    package: Package, changes: Changes, sheets: Sequence[NewSheet], names: Sequence[str]
) -> None:
    part = package.workbook
    data = read_plain(package, part)
    ids = free_ids(package.relationships(part), len(sheets), data)
    listing = package.entry(relationships_part(part)).name
    changes.parts[listing] = _related(package, listing, dict(zip(ids, names, strict=True)))
    changes.parts[package.entry(part).name] = spliced(data, [_entries(data, sheets, ids)])


def _related(package: Package, listing: str, names: dict[str, str]) -> bytes:
    data = read_plain(package, listing)
    root = parse(data)
    prefix, kind = tag_prefix(data, root), _relation_space(package.workbook_tree) + "/worksheet"
    folder = posixpath.dirname(package.workbook)
    new = (
        f'<{prefix}Relationship Id="{one}" Type="{kind}"'
        f' Target="{escaped(posixpath.relpath(name, folder or ".")).decode()}"/>'.encode()
        for one, name in names.items()
    )
    return spliced(data, [appended(data, root, *new)])


def _relation_space(root: Node) -> str:
    """The namespace of relationships that goes with the workbook's own, strict or transitional."""
    strict = "purl.oclc.org" in root.space
    return next(one for one in RELATIONSHIPS if ("purl.oclc.org" in one) == strict)


def _entries(data: bytes, sheets: Sequence[NewSheet], ids: Sequence[str]) -> Edit:
    root, prefixes = parse_with_prefixes(data)
    listed = root.find("sheets") or root
    space = _relation_space(root)
    prefix = prefixes.get(space)
    declared = "" if prefix else f' xmlns:r="{space}"'
    numbers = _free_numbers({node.attrs.get("sheetId", "") for node in listed.children})
    new = (
        b'<%ssheet name="%s" sheetId="%d"%s %s:id="%s"/>'
        % (
            tag_prefix(data, listed).encode(),
            escaped(sheet.title),
            next(numbers),
            declared.encode(),
            (prefix or "r").encode(),
            one.encode(),
        )
        for sheet, one in zip(sheets, ids, strict=True)
    )
    return appended(data, listed, *new)


def _free_numbers(taken: Collection[str]) -> Iterator[int]:
    """Sheet ids that no sheet has: after the highest, then from the lowest free one."""
    used = {int(one) for one in taken if one.isdigit()}
    highest = max(used, default=0)
    yield from range(highest + 1, _LAST_SHEET_ID + 1)
    yield from (number for number in range(1, highest) if number not in used)
