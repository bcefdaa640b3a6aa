"""What differs between two workbooks, found without any of the program's own code."""

import zipfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

Cells = dict[str, tuple[dict[str, str], bytes]]


def untouched(before: Path, after: Path, touched: set[str]) -> list[str]:
    """What is wrong with the parts that should be as they were, and with the order of all."""
    wrong = []
    with zipfile.ZipFile(before) as old, zipfile.ZipFile(after) as new:
        if new.testzip():
            wrong.append("a bad checksum")
        names = new.namelist()
        if names[: len(old.namelist())] != old.namelist():
            wrong.append(f"parts: {old.namelist()} became {names}")
        wrong += [f"new part {one}" for one in names if one not in {*old.namelist(), *touched}]
        for info in old.infolist():
            if info.filename in touched or info.filename not in names:
                continue
            if _packed(before, info) != _packed(after, new.getinfo(info.filename)):
                wrong.append(f"{info.filename} is not the same to the byte")
    return wrong


def _packed(path: Path, info: zipfile.ZipInfo) -> tuple[object, ...]:
    with path.open("rb") as file:
        file.seek(info.header_offset + 26)
        skip = int.from_bytes(file.read(2), "little") + int.from_bytes(file.read(2), "little")
        file.seek(skip, 1)
        packed = file.read(info.compress_size)
    kept = (info.date_time, info.external_attr, info.extra, info.comment, info.create_system)
    return packed, kept, info.CRC, info.compress_type


def sheet_parts(path: Path, part: str) -> tuple[Cells, dict[str, dict[str, str]], dict[str, bytes]]:
    """A sheet's cells by address, its rows' attributes, and all else, element by element."""
    with zipfile.ZipFile(path) as book:
        root = ET.fromstring(book.read(part))
    cells: Cells = {}
    rows: dict[str, dict[str, str]] = {}
    rest: dict[str, bytes] = {}
    for child in root:
        name = _local(child)
        if name == "sheetData":
            _read_rows(child, cells, rows)
        else:
            rest[name] = rest.get(name, b"") + ET.tostring(child).strip()
    return cells, rows, rest


def _read_rows(data: Any, cells: Cells, rows: dict[str, dict[str, str]]) -> None:
    for number, row in enumerate(data, 1):
        rows[row.get("r", str(number))] = {
            key: value for key, value in row.attrib.items() if key not in {"spans", "r"}
        }
        for index, cell in enumerate(row):
            place = cell.get("r", f"{chr(65 + index)}{number}")
            attrs = {key: value for key, value in cell.attrib.items() if key != "r"}
            cells[place] = attrs, b"".join(ET.tostring(one).strip() for one in cell)


def _local(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def prefix_of_list(before: Path, after: Path, part: str, name: str) -> bool:
    """Whether a list in a part (such as `cellXfs`) begins with all it held before."""
    lists = []
    for path in (before, after):
        with zipfile.ZipFile(path) as book:
            root = ET.fromstring(book.read(part))
        found = next(one for one in root if _local(one) == name)
        lists.append([ET.tostring(one) for one in found])
    return lists[1][: len(lists[0])] == lists[0]
